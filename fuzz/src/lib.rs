//! What every target asks of the reader: no panic, and every span inside its text.

use sayso_read::{Options, ReadError, ReadOutcome, Reader};

/// Reads bytes under a name, with a limit of 4 MiB, and looks at what came.
pub fn read(name: &str, bytes: Vec<u8>) -> ReadOutcome {
    let outcome = Reader::new(Options { max_bytes: 1 << 22, ..Options::default() }).read_bytes(name, bytes);
    check(&outcome);
    outcome
}

/// Every caption inside its text, an id for every document, and no failure of the program itself.
pub fn check(outcome: &ReadOutcome) {
    for document in &outcome.documents {
        assert!(!document.id.0.is_empty(), "a document without an id");
        for caption in &document.captions {
            assert!(document.text.get(caption.start..caption.end).is_some(), "a caption outside the text");
        }
    }
    for problem in &outcome.problems {
        assert!(!matches!(problem.error, ReadError::Internal(_)), "{problem}");
    }
}
