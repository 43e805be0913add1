//! What an act is called in plain words, beside its code.

use sayso_code::lexicon::LexiconFiles;
use sayso_core::Event;
use sayso_export::words::kind;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// For each type: the words of its modes, and under `words` its own.
type Table = BTreeMap<String, BTreeMap<String, String>>;

/// A view without plain words is a view all the same; the tests below make sure that the table is whole.
static TABLE: LazyLock<Table> = LazyLock::new(|| LexiconFiles::embedded().read("view.toml").unwrap_or_default());

/// What the codes of events mean, each once, in the order of their first: "COERCE arrest: arrests, holds".
pub fn key(events: &[Event]) -> Vec<String> {
    let mut key: Vec<String> = Vec::new();
    for event in events {
        let modes = TABLE.get(event.event.code());
        let words = modes.and_then(|modes| {
            let mode = event.mode.as_deref().and_then(|mode| modes.get(mode));
            mode.or_else(|| modes.get("words"))
        });
        let line = words.map(|words| format!("{}: {words}", kind(event)));
        key.extend(line.filter(|line| !key.contains(line)));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::{EventType, codes};

    #[test]
    fn every_type_and_mode_has_plain_words() {
        for event in EventType::ALL {
            let modes = TABLE.get(event.code()).unwrap_or_else(|| panic!("no words for {}", event.code()));
            assert!(modes.contains_key("words"), "{}", event.code());
            for mode in codes::modes(event) {
                assert!(modes.contains_key(*mode), "{} {mode}", event.code());
            }
        }
    }
}
