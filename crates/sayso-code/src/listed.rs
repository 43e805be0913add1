//! The words of the lists of a lexicon file. The build script collects those of the lexicon in the program, so that a start
//! need not read the files twice; of a lexicon in a folder they are collected when it is loaded.

use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Files and folders whose lists hold lemmas.
const LISTS: &[&str] =
    &["events/", "sets/", "ties.toml", "labels.toml", "light_verbs.toml", "saying.toml", "actors/nouns.toml"];

/// Whether the lists of a file of the lexicon hold lemmas.
pub fn holds_lemmas(file: &str) -> bool {
    file.ends_with(".toml") && LISTS.iter().any(|list| file == *list || list.ends_with('/') && file.starts_with(list))
}

/// Adds the words of all lists of a TOML file.
pub fn collect(text: &str, words: &mut BTreeSet<String>) -> Result<(), toml::de::Error> {
    let table = DeTable::parse(text)?;
    add_lists(table.get_ref(), words);
    Ok(())
}

/// Examples are sentences, not lists.
fn add_lists(table: &DeTable<'_>, words: &mut BTreeSet<String>) {
    let lists = table.iter().filter(|(key, _)| !matches!(&**key.get_ref(), "yes" | "no"));
    lists.for_each(|(_, value)| add(value.get_ref(), words));
}

fn add(value: &DeValue<'_>, words: &mut BTreeSet<String>) {
    let plain = |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    match value {
        DeValue::Array(items) => {
            for item in items.iter().map(Spanned::get_ref) {
                let DeValue::String(entry) = item else {
                    add(item, words);
                    continue;
                };
                for word in entry.split(' ') {
                    if plain(word) && !words.contains(word) {
                        words.insert(word.to_string());
                    }
                }
            }
        }
        DeValue::Table(table) => add_lists(table, words),
        _ => {}
    }
}
