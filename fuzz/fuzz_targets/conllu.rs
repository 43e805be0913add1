//! CoNLL-U: a clean error, or words that lie inside the text one after the other.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let Ok(documents) = sayso_parse::conllu::read(data) else { return };
    for document in &documents {
        let text = &document.document.text;
        for word in document.sentences.iter().flat_map(|sentence| &sentence.words) {
            assert!(text.get(word.span.start..word.span.end).is_some(), "a word outside the text");
        }
    }
});
