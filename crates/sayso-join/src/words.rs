//! The words of a text as terms: lower case, stemmed, weighed against a fixed background.
//!
//! The background is a table of its own (`story/background.tsv`, made by `training/background.py`) and not what the
//! workspace holds, so that two documents compare alike whatever else was read.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names a term: the hash of its stem.
pub(crate) type TermId = u64;

/// A word that stands in more than this share of all documents says nothing about one of them.
const COMMON: f32 = 0.12;
/// What a figure weighs, as an inverse document frequency: its digits are rare, but figures recur by chance.
const FIGURE: f32 = 3.0;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
static BACKGROUND: LazyLock<Background> = LazyLock::new(|| Background::parse(include_str!("story/background.tsv")));

/// In how many documents of a fixed collection a stem stands.
struct Background {
    documents: f32,
    counts: HashMap<TermId, f32>,
}

impl Background {
    fn parse(table: &str) -> Background {
        let mut rows = table.lines().filter_map(|line| {
            let (stem, count) = line.split_once('\t')?;
            Some((stem, count.trim().parse::<f32>().ok()?))
        });
        let documents = rows.next().map_or(1.0, |(_, count)| count);
        Background { documents, counts: rows.map(|(stem, count)| (id(stem), count)).collect() }
    }

    /// Natural logarithm of documents by documents with that stem; 0 for words that say nothing.
    fn weight(&self, term: TermId) -> f32 {
        // A stem that the table leaves out stands in one or two documents.
        let count = self.counts.get(&term).copied().unwrap_or(1.5);
        if count > self.documents * COMMON { 0.0 } else { (self.documents / count).ln() }
    }
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word<'t> {
    /// As it is written.
    pub text: &'t str,
    /// Its stem, lower case.
    pub stem: String,
    /// Begins with a capital where no sentence begins.
    pub name: bool,
}

impl Word<'_> {
    pub(crate) fn id(&self) -> TermId {
        id(&self.stem)
    }

    /// How much the word tells about a text; 0 for words that stand everywhere.
    pub(crate) fn weight(&self) -> f32 {
        if self.stem.chars().all(|c| c.is_ascii_digit()) {
            return if self.stem.len() > 1 { FIGURE } else { 0.0 };
        }
        BACKGROUND.weight(self.id())
    }
}

/// The words of a text in order: runs of letters and digits, with apostrophes inside.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut sentence_begins = true;
    pieces(text).map(move |(word, before)| {
        let begins = std::mem::replace(&mut sentence_begins, false)
            || before.contains(['.', '!', '?', ':', '\n', '"', '“', '”', '‘', '`']);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        Word { text: word, stem: stem(word), name: capital && !begins }
    })
}

/// The stem of a word, lower case.
pub(crate) fn stem(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    STEMMER.stem(&lower).into_owned()
}

/// A hash that is the same on every run and machine (FNV-1a).
pub(crate) fn id(stem: &str) -> TermId {
    stem.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Words with what stands between each and the one before.
fn pieces(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let from = &rest[start..];
        let end = end_of_word(from);
        let piece = (&from[..end], &rest[..start]);
        rest = &from[end..];
        Some(piece)
    })
}

fn end_of_word(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let joins = matches!(c, '\'' | '’') && characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !c.is_alphanumeric() && !joins {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stemmed_and_names_are_told_from_sentence_starts() {
        let found: Vec<(String, bool)> =
            words("Soldiers shelled Vell. They don't say why.").map(|w| (w.stem, w.name)).collect();
        let expected = [
            ("soldier", false),
            ("shell", false),
            ("vell", true),
            ("they", false),
            ("don't", false),
            ("say", false),
            ("whi", false),
        ];
        assert_eq!(found, expected.map(|(stem, name)| (stem.to_string(), name)));
    }

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        let weight = |word: &str| words(word).next().map_or(0.0, |w| w.weight());
        assert_eq!(weight("the"), 0.0);
        assert_eq!(weight("said"), 0.0);
        assert!(weight("Velltown") > weight("police") && weight("police") > 0.0);
        assert_eq!(weight("7"), 0.0);
        assert_eq!(weight("23"), FIGURE);
    }
}
