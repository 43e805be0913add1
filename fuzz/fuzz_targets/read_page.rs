//! Any page: no panic, and the text has words of the page alone.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_read::{Options, ReadError, Reader};

fuzz_target!(|data: &str| {
    let page = format!("<!DOCTYPE html><html><body><article>{data}");
    let outcome = Reader::new(Options::default()).read_bytes("page.html", page.into_bytes());
    assert!(outcome.problems.iter().all(|problem| !matches!(problem.error, ReadError::Internal(_))));
});
