//! Any page: what stands in the article element, and a whole page of its own.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    sayso_fuzz::read("page.html", format!("<!DOCTYPE html><html><body><article>{data}").into_bytes());
    sayso_fuzz::read("page.html", format!("<html>{data}").into_bytes());
});
