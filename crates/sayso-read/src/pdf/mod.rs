//! PDF: the text layer, page by page, with running heads taken out and lines joined to paragraphs.

mod guard;

use crate::draft::Drafts;
use crate::plain;
use crate::problem::ReadError;
use pdf_extract::{PlainTextOutput, output_doc_page};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8]) -> Drafts {
    // The readers of PDF give up on damaged files by panicking.
    let pages = match catch_unwind(AssertUnwindSafe(|| pages(bytes))) {
        Ok(Ok(pages)) => pages,
        Ok(Err(why)) => return Drafts::failed(ReadError::BadPdf(why)),
        Err(_) => return Drafts::failed(ReadError::BadPdf("it is damaged".to_string())),
    };
    if pages.is_empty() {
        return Drafts::failed(ReadError::BadPdf("it has no pages".to_string()));
    }
    let empty = pages.iter().filter(|page| page.chars().filter(|c| c.is_alphanumeric()).count() < 3).count();
    if empty == pages.len() {
        return Drafts::failed(ReadError::NoTextLayer);
    }
    let mut drafts = Drafts::one(plain::read(&join(&pages)));
    if empty > 0 {
        drafts.problems.push((None, ReadError::SomePagesWithoutText(empty)));
    }
    drafts
}

/// The text of each page up to the first that can't be read.
fn pages(bytes: &[u8]) -> Result<Vec<String>, String> {
    let document = guard::load(bytes)?;
    let page = |number| {
        let mut text = String::new();
        output_doc_page(&document, &mut PlainTextOutput::new(&mut text), number).ok().map(|()| text)
    };
    Ok((1..).map_while(page).collect())
}

/// All pages as one text without page numbers and lines that stand at the edge of most pages.
fn join(pages: &[String]) -> String {
    let shape = |line: &str| line.trim().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    let mut edges: HashMap<String, usize> = HashMap::new();
    let lines: Vec<Vec<&str>> =
        pages.iter().map(|page| page.lines().filter(|line| !line.trim().is_empty()).collect()).collect();
    for page in &lines {
        for line in page.iter().take(2).chain(page.iter().rev().take(2)) {
            *edges.entry(shape(line)).or_default() += 1;
        }
    }
    let repeated =
        |line: &str| pages.len() >= 3 && edges.get(&shape(line)).is_some_and(|&count| count * 2 > pages.len());
    let number = |line: &str| {
        let line = line.trim().trim_start_matches("Page").trim_matches(['-', '–', ' ', '|']);
        !line.is_empty() && line.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | ' ')) && line.len() <= 9
    };
    let mut text = String::new();
    for page in pages {
        let kept: Vec<&str> = page.lines().filter(|line| !repeated(line) && !number(line)).collect();
        text.push_str(kept.join("\n").trim());
        text.push('\n');
    }
    text
}
