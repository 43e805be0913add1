//! JSON lines and arrays: the text of a record is kept character for character.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    sayso_fuzz::read("a.jsonl", data.as_bytes().to_vec());
    let text = serde_json::to_string(data).expect("a string");
    let outcome = sayso_fuzz::read("a.jsonl", format!("{{\"id\":\"1\",\"text\":{text}}}").into_bytes());
    if let Some(document) = outcome.documents.first() {
        assert_eq!(document.text, data);
    }
});
