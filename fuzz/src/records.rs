//! Records of people and of other tools: what annotators type, files of a gold standard, rows of other event data.

use crate::text;
use sayso_core::{CharSpan, Document, Reading};
use sayso_corpus::measure::{Options, compare};
use sayso_corpus::{Sheet, form, problems, texts, unattached};
use sayso_export::{ForeignRow, audit};
use std::sync::LazyLock;

const TEXT: &str =
    "Norland\u{2019}s police arrested 14 rebels \u{2013} the ministry said. Zoë, its \"hero\", denied it.";

/// A sheet of two sentences.
static SHEET: LazyLock<Sheet> = LazyLock::new(|| {
    let end = TEXT.chars().count();
    let first = TEXT.find(". ").map_or(end, |at| TEXT[..at + 1].chars().count());
    Sheet::new(
        Document::new("d", TEXT).to_output(),
        vec![CharSpan { start: 0, end: first }, CharSpan { start: first + 1, end }],
    )
});

/// What annotators type, files of a corpus, and readings of others that are measured: mistakes, or an annotation whose spans
/// lie in the text and which is written and read again as the same.
pub fn annotation(data: &[u8]) {
    let data = text(data);
    let _ = Sheet::read(data, Document::new("d", TEXT).to_output());
    if let Ok(annotation) = form::read(data, &SHEET) {
        for problem in problems(&annotation) {
            assert!(problem.contains("no annotator") || problem.contains("outside its sentence"), "{problem}");
        }
        if let Ok(written) = form::written(&annotation, &SHEET) {
            let again = form::read(&written, &SHEET).unwrap_or_else(|mistakes| panic!("{mistakes:?} in\n{written}"));
            assert_eq!(again.reading.events.len(), annotation.reading.events.len());
        }
    }
    let _ = (texts::of_json_lines(data), texts::of_conllu(data));
    if let Ok(annotation) = unattached(data) {
        let _ = problems(&annotation);
    }
    if let Ok(reading) = serde_json::from_str::<Reading<CharSpan>>(data) {
        let _ = compare(
            std::slice::from_ref(&reading),
            std::slice::from_ref(&reading),
            Options { resamples: 2, ..Options::default() },
        );
    }
}

/// A reading to hold rows against.
static READING: LazyLock<Reading> = LazyLock::new(|| {
    let seed = include_str!("../seeds/workspace/reading.txt");
    let (_, json) = crate::named(seed);
    serde_json::from_str::<Reading<CharSpan>>(json).expect("the seed is a reading").from_output()
});

/// Rows of other event data: refused with the line, or held against a reading.
pub fn foreign_rows(data: &[u8]) {
    match ForeignRow::parse(text(data)) {
        Ok(rows) => {
            for row in rows {
                let held = audit(&row, &READING);
                assert!(held.event.is_some() || held.fields.iter().all(|field| !field.supported));
            }
        }
        Err(message) => assert!(message.starts_with("line ")),
    }
}
