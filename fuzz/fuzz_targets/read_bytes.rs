//! Any bytes: no panic, and every caption inside its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_read::{Options, ReadError, Reader};

fuzz_target!(|data: &[u8]| {
    let reader = Reader::new(Options { max_bytes: 1 << 22, ..Options::default() });
    for name in ["-", "a.csv", "a.eml", "a.jsonl"] {
        let outcome = reader.read_bytes(name, data.to_vec());
        for document in &outcome.documents {
            for caption in &document.captions {
                assert!(document.text.get(caption.start..caption.end).is_some());
            }
        }
        for problem in &outcome.problems {
            assert!(!matches!(problem.error, ReadError::Internal(_)), "{problem}");
        }
    }
});
