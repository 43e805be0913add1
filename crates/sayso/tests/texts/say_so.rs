//! The pages on whose say-so: below each quoted text its trees of holders, which have to come out so.
//!
//! `SAYSO_UPDATE_PAGES=1` writes what comes out into the pages, to be looked at before it is kept.

use sayso::present::trees;
use sayso::{Document, Reader};
use std::fmt::Write;
use std::path::PathBuf;

const PAGES: [&str; 2] = ["say-so.md", "forty-sentences.md"];

/// The fewest drawings that the pages have between them.
const FEWEST: usize = 48;

/// A quoted text, and the lines of the page between which its drawing stands.
struct Drawing {
    text: String,
    first: usize,
    end: usize,
}

fn page(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name)
}

/// Quotations ("> ...") that are followed by a block of the kind `chains`.
fn drawings(lines: &[&str]) -> Vec<Drawing> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some(words) = line.strip_prefix("> ") {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(words);
        } else if line == "```chains" {
            let end = (at + 1..lines.len()).find(|&end| lines[end] == "```").expect("the block is closed");
            found.push(Drawing { text: std::mem::take(&mut text), first: at + 1, end });
            at = end;
        } else if !line.is_empty() {
            text.clear();
        }
        at += 1;
    }
    found
}

fn drawn(reader: &Reader, text: &str) -> String {
    let mut document = Document::new("page", text);
    document.language = Some("en".into());
    let reading = reader.read(&document).unwrap_or_else(|error| panic!("{text}: {error}"));
    trees(&reading).into_iter().map(|(_, tree)| tree).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_drawings_come_out_as_the_pages_have_them() {
    let reader = Reader::new().expect("model and lexicon of the program are sound");
    let update = std::env::var_os("SAYSO_UPDATE_PAGES").is_some();
    let (mut count, mut differing) = (0, String::new());
    for name in PAGES {
        let written = std::fs::read_to_string(page(name)).expect("the page is there");
        let lines: Vec<&str> = written.lines().collect();
        let found = drawings(&lines);
        count += found.len();
        let mut updated = String::new();
        let mut from = 0;
        for drawing in found {
            let expected = lines[drawing.first..drawing.end].join("\n");
            let comes_out = drawn(&reader, &drawing.text);
            if comes_out.trim_end() != expected {
                let _ = writeln!(differing, "{name}: {}\n{comes_out}  instead of\n{expected}\n", drawing.text);
            }
            updated.extend(lines[from..drawing.first].iter().map(|line| format!("{line}\n")));
            updated.push_str(&comes_out);
            from = drawing.end;
        }
        updated.extend(lines[from..].iter().map(|line| format!("{line}\n")));
        if update {
            std::fs::write(page(name), updated).expect("the page can be written");
        }
    }
    assert!(count >= FEWEST, "{count} drawings");
    assert!(update || differing.is_empty(), "{differing}");
}
