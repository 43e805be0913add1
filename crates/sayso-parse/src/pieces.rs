//! Words to sub-words: lower case, accents off, punctuation apart, then the longest known pieces from the left.

use crate::ParseError;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Sub-words of one word that are looked at; what follows in a longer one (an address, a row of digits) is not.
pub(crate) const MOST_PIECES: usize = 8;

/// Characters of a stretch without punctuation; a longer one is unknown.
const MOST_CHARACTERS: usize = 100;

/// The vocabulary of sub-words.
pub(crate) struct Pieces {
    starts: HashMap<Box<str>, u32>,
    continuations: HashMap<Box<str>, u32>,
    unknown: u32,
    /// The mark at the beginning of a window.
    pub(crate) begin: u32,
    /// The mark at the end of a window.
    pub(crate) end: u32,
    /// What stands for whoever acts where the tower for acts reads.
    pub(crate) party: u32,
}

const FILE: &str = "vocab.txt";

impl Pieces {
    pub(crate) fn read(vocabulary: &str) -> Result<Pieces, ParseError> {
        let (mut starts, mut continuations) = (HashMap::new(), HashMap::new());
        for (id, name) in vocabulary.lines().enumerate() {
            let id = u32::try_from(id).map_err(|error| ParseError::model(FILE, error))?;
            match name.strip_prefix("##") {
                Some(rest) => continuations.insert(rest.into(), id),
                None => starts.insert(Box::from(name), id),
            };
        }
        let count = starts.len() + continuations.len();
        if count != crate::network::VOCABULARY {
            return Err(ParseError::model(FILE, format!("{count} entries, expected {}", crate::network::VOCABULARY)));
        }
        let mark = |name: &str| {
            starts.get(name).copied().ok_or_else(|| ParseError::model(FILE, format!("the entry {name} is missing")))
        };
        let (unknown, begin, end, party) = (mark("[UNK]")?, mark("[CLS]")?, mark("[SEP]")?, mark("[MASK]")?);
        Ok(Pieces { starts, continuations, unknown, begin, end, party })
    }

    /// Whether the vocabulary holds the word as a whole.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.starts.contains_key(word)
    }

    /// Appends the sub-words of a word: at least one, at most [`MOST_PIECES`].
    pub(crate) fn word(&self, word: &str, out: &mut Vec<u32>) {
        let start = out.len();
        if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.stretch(&word.to_ascii_lowercase(), out);
        } else {
            self.split(word, out);
        }
        out.truncate(start + MOST_PIECES);
        if out.len() == start {
            out.push(self.unknown);
        }
    }

    fn split(&self, word: &str, out: &mut Vec<u32>) {
        let most = out.len() + MOST_PIECES;
        let mut stretch = String::new();
        for character in word.to_lowercase().nfd() {
            let category = character.general_category();
            if matches!(category, GeneralCategory::NonspacingMark | GeneralCategory::Control | GeneralCategory::Format)
            {
                continue;
            }
            let punctuation = is_punctuation(character);
            if punctuation || character.is_whitespace() {
                self.stretch(&stretch, out);
                stretch.clear();
                if punctuation {
                    self.stretch(character.encode_utf8(&mut [0; 4]), out);
                }
                if out.len() >= most {
                    return;
                }
            } else {
                stretch.push(character);
            }
        }
        self.stretch(&stretch, out);
    }

    fn stretch(&self, stretch: &str, out: &mut Vec<u32>) {
        if stretch.len() > MOST_CHARACTERS && stretch.chars().count() > MOST_CHARACTERS {
            out.push(self.unknown);
            return;
        }
        let start = out.len();
        let mut rest = stretch;
        while !rest.is_empty() {
            let known = if rest.len() == stretch.len() { &self.starts } else { &self.continuations };
            let ends = rest.char_indices().rev().map(|(at, character)| at + character.len_utf8());
            let found = ends.into_iter().find_map(|end| known.get(&rest[..end]).map(|id| (end, *id)));
            let Some((end, id)) = found else {
                out.truncate(start);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            rest = &rest[end..];
        }
    }
}

/// ASCII symbols count as punctuation, as the vocabulary was made.
fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation() || character.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// What capitals and digits tell of a word; the vocabulary does not distinguish case.
pub(crate) fn shape(word: &str) -> u8 {
    let (mut letters, mut upper, mut first_upper) = (0, 0, false);
    for character in word.chars() {
        if character.is_numeric() {
            return 5;
        }
        if character.is_alphabetic() {
            let capital = character.is_uppercase();
            first_upper |= letters == 0 && capital;
            letters += 1;
            upper += usize::from(capital);
        }
    }
    match (letters, upper) {
        (0, _) => 6,
        (_, 0) => 1,
        (letters, upper) if letters == upper => 3,
        (_, 1) if first_upper => 2,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_follow_capitals_and_digits() {
        let shapes = ["talks", "Talks", "NATO", "A", "McDonald", "B-52", "…", "'s"].map(shape);
        assert_eq!(shapes, [1, 2, 3, 3, 4, 5, 6, 1]);
    }
}
