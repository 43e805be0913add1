//! What annotators type, files of a corpus, and readings of others that are measured: mistakes, or an annotation whose spans
//! lie in the text and which is written and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_core::{CharSpan, Document, Reading};
use sayso_corpus::measure::{Options, compare};
use sayso_corpus::{Sheet, form, problems, texts, unattached};

const TEXT: &str = "Norland\u{2019}s police arrested 14 rebels \u{2013} the ministry said. Zoë, its \"hero\", denied it.";

fuzz_target!(|data: &str| {
    let document = Document::new("d", TEXT).to_output();
    let _ = Sheet::read(data, document.clone());
    let end = TEXT.chars().count();
    let first = TEXT.find(". ").map_or(end, |at| TEXT[..at + 1].chars().count());
    let sheet = Sheet::new(document, vec![CharSpan { start: 0, end: first }, CharSpan { start: first + 1, end }]);
    if let Ok(annotation) = form::read(data, &sheet) {
        for problem in problems(&annotation) {
            assert!(problem.contains("no annotator") || problem.contains("outside its sentence"), "{problem}");
        }
        if let Ok(written) = form::written(&annotation, &sheet) {
            let again = form::read(&written, &sheet).unwrap_or_else(|mistakes| panic!("{mistakes:?} in\n{written}"));
            assert_eq!(again.reading.events.len(), annotation.reading.events.len());
        }
    }
    let _ = (texts::of_json_lines(data), texts::of_conllu(data));
    if let Ok(annotation) = unattached(data) {
        let _ = problems(&annotation);
    }
    if let Ok(reading) = serde_json::from_str::<Reading<CharSpan>>(data) {
        let _ = compare(&[reading.clone()], &[reading], Options { resamples: 2, ..Options::default() });
    }
});
