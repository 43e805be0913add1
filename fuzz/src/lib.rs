//! Every reader of foreign bytes as a function of bytes that panics where the reader breaks its word.
//!
//! `fuzz_targets` makes a program of the fuzzer of each; `tests/replay.rs` gives them all seeds, and what is made of these by
//! small changes, in every run of the tests.
#![warn(missing_docs)]

pub mod desk;
pub mod knowledge;
pub mod language;
mod patched;
pub mod read;
pub mod records;
pub mod workspace;

/// A reader and what is asked of it.
pub struct Target {
    /// The name of its program and of its folder of seeds.
    pub name: &'static str,
    /// Reads the bytes; panics where the reader breaks its word.
    pub run: fn(&[u8]),
    /// Changed seeds that the tests try; fewer where one takes longer.
    pub changed: usize,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "annotation", run: records::annotation, changed: 4000 },
    Target { name: "coding", run: language::coding, changed: 1000 },
    Target { name: "conllu", run: language::conllu, changed: 4000 },
    Target { name: "desk", run: desk::request, changed: 1000 },
    Target { name: "dictionaries", run: knowledge::dictionaries, changed: 4000 },
    Target { name: "fingerprint", run: read::fingerprint, changed: 4000 },
    Target { name: "foreign_rows", run: records::foreign_rows, changed: 4000 },
    Target { name: "gazetteer", run: knowledge::gazetteer, changed: 4000 },
    Target { name: "lexicon", run: knowledge::lexicon, changed: 4000 },
    Target { name: "model", run: language::model, changed: 200 },
    Target { name: "read_bytes", run: read::bytes, changed: 1000 },
    Target { name: "read_docx", run: read::docx, changed: 2000 },
    Target { name: "read_feed", run: read::feed, changed: 1000 },
    Target { name: "read_json", run: read::json, changed: 4000 },
    Target { name: "read_mail", run: read::mail, changed: 2000 },
    Target { name: "read_packed", run: read::packed, changed: 2000 },
    Target { name: "read_page", run: read::page, changed: 500 },
    Target { name: "read_pdf", run: read::pdf, changed: 1000 },
    Target { name: "read_table", run: read::table, changed: 4000 },
    Target { name: "read_text", run: read::text, changed: 4000 },
    Target { name: "read_warc", run: read::warc, changed: 2000 },
    Target { name: "reading", run: language::reading, changed: 500 },
    Target { name: "search", run: workspace::search, changed: 2000 },
    Target { name: "workspace", run: workspace::reading, changed: 500 },
    Target { name: "workspace_file", run: workspace::file, changed: 200 },
];

/// The part of the bytes from the start that is text.
fn text(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}

/// The first line, which names something, and the rest.
fn named(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or(("", text))
}
