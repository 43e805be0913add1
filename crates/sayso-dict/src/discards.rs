//! Discard dictionaries: words by which sentences, or with a `+` whole stories, are left out.

use crate::Source;
use crate::lines;
use std::collections::HashSet;
use std::fmt::Write;

/// Words, and whether they leave out the whole story.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Discard {
    pub story: bool,
    pub words: String,
}

/// Reads a dictionary. Any line is an entry.
pub(crate) fn read(source: &Source, discards: &mut Vec<Discard>) {
    let mut known: HashSet<Discard> = discards.iter().cloned().collect();
    for line in lines::of(&source.text) {
        let words = lines::words(line.text.trim_start_matches('+'));
        let discard =
            Discard { story: line.text.starts_with('+'), words: words.trim_start_matches('+').trim().to_string() };
        if !discard.words.is_empty() && known.insert(discard.clone()) {
            discards.push(discard);
        }
    }
}

/// The dictionary.
pub(crate) fn write(discards: &[Discard]) -> String {
    discards.iter().fold(String::new(), |mut text, discard| {
        let _ = writeln!(text, "{}{}", if discard.story { "+" } else { "" }, discard.words.to_uppercase());
        text
    })
}
