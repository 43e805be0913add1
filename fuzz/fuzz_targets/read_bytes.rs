//! Any bytes under any name: the content decides what they are.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for name in ["-", "a.csv", "a.eml", "a.jsonl"] {
        sayso_fuzz::read(name, data.to_vec());
    }
});
