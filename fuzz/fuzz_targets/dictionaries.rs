//! Dictionaries of any kind, right or wrong: imported without a panic, and the same after an export and another import.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_dict::{Source, export, import};

/// The first line of the input names the kind; with none of these names, the lines tell it.
const NAMES: [&str; 6] = ["actors.txt", "agents.txt", "verbs.txt", "discards.txt", "issues.txt", "left_out.tsv"];

fuzz_target!(|data: &str| {
    let (name, text) = data.split_once('\n').unwrap_or(("", data));
    let named = NAMES.iter().find(|known| **known == name).map_or("some.txt", |known| known);
    let once = import(&[Source { name: named.to_string(), text: text.to_string() }]);
    let exported = export(&once.files).expect("what was imported can be exported");
    let sources = exported.files.iter().map(|(name, text)| Source { name: name.clone(), text: text.clone() });
    let again = import(&sources.collect::<Vec<_>>());
    assert_eq!(once.files, again.files);
});
