//! Any text: all keys or none, the same twice, whatever the case.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_read::{BANDS, fingerprint};

fuzz_target!(|text: &str| {
    let keys = fingerprint(text);
    assert!(keys.is_empty() || keys.len() == BANDS);
    assert_eq!(keys, fingerprint(&format!(" {text}…")));
});
