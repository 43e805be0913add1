//! PDF. The library panics on much that is damaged; the reader catches that, so here only hangs, memory and spans count.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_read::{Options, Reader};

fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| {})),
    |data: &[u8]| {
        let reader = Reader::new(Options { max_bytes: 1 << 22, ..Options::default() });
        let outcome = reader.read_bytes("a.pdf", [b"%PDF-1.4\n".as_slice(), data].concat());
        let sound = outcome
            .documents
            .iter()
            .all(|document| document.captions.iter().all(|at| document.text.get(at.start..at.end).is_some()));
        if !sound {
            std::process::abort();
        }
    }
);
