//! Reading numbers: "14", "1.2 million", "twenty-five", "two and a half", "dozens".

use super::pieces::{Piece, PieceKind};
use crate::lexicon::{LexiconError, LexiconFiles};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// Number words, hedges and money of `numbers.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumbersLexicon {
    /// Plain number words.
    pub words: BTreeMap<String, f64>,
    /// Words that multiply.
    pub scales: BTreeMap<String, f64>,
    /// Vague numbers and the least they mean.
    pub vague: BTreeMap<String, f64>,
    /// Hedges before a number.
    pub hedges: Hedges,
    /// Hedges after a number.
    pub hedges_after: Hedges,
    /// Nouns whose "of" phrase is what is counted.
    pub partitives: Words,
    /// Nouns that are never counted among dead, wounded or arrested people.
    #[serde(default)]
    pub never_people: Words,
    /// What tells of the toll of an act.
    #[serde(default)]
    pub consequences: Consequences,
    /// Currency codes by sign or word.
    pub currencies: BTreeMap<String, String>,
    /// Currency codes by the letters that stand before a number.
    pub currency_letters: BTreeMap<String, String>,
    /// Names of currencies that several states have.
    pub shared_currencies: Words,
}

/// A list of words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    pub words: Vec<String>,
}

/// What an act comes to: "led to the *death* of nine".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequences {
    /// Verbs between an act and what it comes to.
    pub verbs: HashSet<String>,
    /// Nouns for that, by the field that counts them.
    pub nouns: BTreeMap<String, String>,
}

/// Hedges by their effect.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hedges {
    /// The number is a lower bound.
    pub at_least: Vec<String>,
    /// It is an upper bound.
    pub at_most: Vec<String>,
    /// It is approximate.
    pub about: Vec<String>,
}

/// A number that was read from pieces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The value; of a vague number the least it means.
    pub value: f64,
    /// Whether it is vague: "dozens", "several".
    pub vague: bool,
    /// Number of pieces.
    pub length: usize,
}

impl NumbersLexicon {
    /// Reads `numbers.toml`.
    pub fn load(files: &LexiconFiles) -> Result<NumbersLexicon, LexiconError> {
        files.read("numbers.toml")
    }

    /// The number that begins with the first of `pieces`. "a" and "an" count only before a scale ("a dozen").
    pub fn read(&self, pieces: &[Piece]) -> Option<Reading> {
        if let Some(reading) = self.vague_scale(pieces).or_else(|| self.vague(pieces)) {
            return Some(reading);
        }
        let first = pieces.first()?;
        // "a dozen", "a million"
        let article = matches!(first.lower.as_str(), "a" | "an")
            && pieces.get(1).is_some_and(|next| next.lower.len() > 2 && self.scale(next).is_some());
        let (mut total, mut group, mut length) = (0.0, article.then_some(1.0), usize::from(article));
        let mut last_small = None::<f64>;
        while let Some(piece) = pieces.get(length) {
            if let Some(value) = self.small(piece) {
                let joins = match last_small {
                    None => true,
                    // "twenty-five", "hundred five"; two numbers beside each other are two numbers.
                    Some(before) => {
                        before >= 20.0 && before % 10.0 == 0.0 && value < 10.0 && piece.kind == PieceKind::Word
                    }
                };
                // "2 000": three noughts behind a blank belong to the number.
                let noughts = piece.lower == "000" && total == 0.0 && are_thousands(group);
                if noughts {
                    group = group.map(|before| before * 1000.0);
                    length += 1;
                    continue;
                }
                if !joins || piece.kind == PieceKind::Number && group.is_some() {
                    break;
                }
                group = Some(group.unwrap_or(0.0) + value);
                last_small = Some(value);
                length += 1;
            } else if let Some(scale) = self.scale(piece) {
                let short = piece.lower.len() <= 2;
                if short
                    && (piece.spaced
                        || !pieces.get(length.wrapping_sub(1)).is_some_and(|p| p.kind == PieceKind::Number))
                {
                    break;
                }
                let Some(before) = group else { break };
                if scale == 100.0 {
                    group = Some(before * scale);
                } else {
                    total += before * scale;
                    group = None;
                }
                last_small = None;
                length += 1;
                if group.is_none() {
                    // "two million three hundred": go on; the group may stay empty.
                    if !pieces
                        .get(length)
                        .is_some_and(|next| next.kind == PieceKind::Word && self.small(next).is_some())
                    {
                        break;
                    }
                    group = None;
                }
            } else if length > 0 && self.joins(pieces, length) {
                length += 1;
            } else {
                break;
            }
        }
        (length > 0).then(|| Reading { value: total + group.unwrap_or(0.0), vague: false, length })
    }

    /// Whether the hyphen or "and" at `at` stands inside a number.
    fn joins(&self, pieces: &[Piece], at: usize) -> bool {
        let (Some(before), Some(joint), Some(after)) = (pieces.get(at - 1), pieces.get(at), pieces.get(at + 1)) else {
            return false;
        };
        let small_after = after.kind == PieceKind::Word && self.small(after).is_some_and(|value| value != 0.0);
        match joint.lower.as_str() {
            "-" => {
                before.kind == PieceKind::Word
                    && self.small(before).is_some_and(|value| value >= 20.0)
                    && self.small(after).is_some_and(|value| value < 10.0 && after.kind == PieceKind::Word)
            }
            "and" => before.is("hundred") && small_after || before.is("thousand") && small_after && !after.is("one"),
            _ => false,
        }
    }

    fn small(&self, piece: &Piece) -> Option<f64> {
        match piece.kind {
            PieceKind::Number => piece.number(),
            PieceKind::Word => self.words.get(&piece.lower).copied(),
            PieceKind::Sign => None,
        }
    }

    fn scale(&self, piece: &Piece) -> Option<f64> {
        self.scales.get(&piece.lower).copied()
    }

    /// "Several hundred", "a few thousand": the least of the vague number so many times.
    fn vague_scale(&self, pieces: &[Piece]) -> Option<Reading> {
        let article = usize::from(pieces.first()?.is("a"));
        let several = self.vague(pieces.get(..=article)?)?;
        let of = usize::from(pieces.get(article + 1).is_some_and(|next| next.is("of")));
        let scale =
            pieces.get(article + 1 + of).filter(|next| next.lower.len() > 2).and_then(|next| self.scale(next))?;
        Some(Reading { value: several.value * scale, vague: true, length: article + 2 + of })
    }

    fn vague(&self, pieces: &[Piece]) -> Option<Reading> {
        (1..=3).rev().find_map(|length| {
            let words: Vec<&str> = pieces.get(..length)?.iter().map(|piece| piece.lower.as_str()).collect();
            let value = *self.vague.get(&words.join(" "))?;
            Some(Reading { value, vague: true, length })
        })
    }
}

/// Whether a number can be the thousands before a blank and three digits.
fn are_thousands(group: Option<f64>) -> bool {
    group.is_some_and(|value| value.fract() == 0.0 && value < 1000.0)
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::*;
    use sayso_core::Span;

    fn read(text: &str) -> Option<(f64, usize)> {
        let lexicon = NumbersLexicon::load(&LexiconFiles::embedded()).unwrap();
        lexicon.read(&pieces(text, Span::new(0, text.len()))).map(|reading| (reading.value, reading.length))
    }

    #[test]
    fn numbers_in_digits_and_words() {
        assert_eq!(read("1,200 people"), Some((1200.0, 1)));
        assert_eq!(read("1.2 million people"), Some((1_200_000.0, 2)));
        assert_eq!(read("twenty-five men"), Some((25.0, 3)));
        assert_eq!(read("three hundred and twelve"), Some((312.0, 4)));
        assert_eq!(read("two thousand five hundred"), Some((2500.0, 4)));
        assert_eq!(read("a dozen"), Some((12.0, 2)));
        assert_eq!(read("2m litres"), Some((2_000_000.0, 2)));
        assert_eq!(read("12 and 30"), Some((12.0, 1)));
        assert_eq!(read("tens of thousands of"), Some((20_000.0, 3)));
        assert_eq!(read("2 000 euros"), Some((2000.0, 2)));
        assert_eq!(read("several hundred villagers"), Some((300.0, 2)));
        assert_eq!(read("a few thousand people"), Some((3000.0, 3)));
        assert_eq!(read("several men"), Some((3.0, 1)));
        assert_eq!(read("a man"), None);
        assert_eq!(read("one man"), Some((1.0, 1)));
    }
}
