//! Keys by which documents meet: texts that are alike, texts with a passage in common, reports of one story.

use crate::passages::passage_keys;
use crate::story::Story;
use sayso_core::{CharSpan, Reading, sha256_hex};

/// What a document's key is of: the last two bits of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOf {
    /// The text as a whole (its fingerprint).
    Text = 0,
    /// A passage of it.
    Passage = 1,
    /// The story that it tells.
    Story = 2,
}

impl KeyOf {
    /// What the key of that number is of.
    pub fn of_number(number: i64) -> KeyOf {
        match number & 3 {
            0 => KeyOf::Text,
            1 => KeyOf::Passage,
            _ => KeyOf::Story,
        }
    }
}

/// Passages that so many documents have are formulas, and lead nowhere.
pub const FORMULA: usize = 400;

/// Two texts are compared where one is among so many that share most keys with the other. Of equal texts the first by id
/// goes before all others, so that many copies of one text don't keep other texts out.
pub const COMPARED: usize = 12;

/// The keys of a document as numbers: 46 bits of each key (SQLite stores 48 in six bytes), and what it is of.
pub fn document_keys(reading: &Reading<CharSpan>, story: &Story) -> Vec<i64> {
    let text = reading.fingerprint.iter().map(|key| number(KeyOf::Text, hashed(key)));
    let passages = passage_keys(&reading.document.text).into_iter().map(|key| number(KeyOf::Passage, key));
    let story = story.keys().map(|key| number(KeyOf::Story, hashed(key)));
    text.chain(passages).chain(story).collect()
}

/// The number of a key of an account ([`account_keys`](crate::account_keys)).
pub fn account_key_number(key: &str) -> i64 {
    hashed(key) as i64
}

fn number(of: KeyOf, key: u64) -> i64 {
    (((key & ((1 << 45) - 1)) << 2) | of as u64) as i64
}

/// 48 bits of a hash of the words.
fn hashed(words: &str) -> u64 {
    u64::from_str_radix(&sha256_hex(words.as_bytes())[..12], 16).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_never_change() {
        // These values are in people's databases.
        assert_eq!(account_key_number("COERCE|norland|2031"), 152_173_150_947_275);
        assert_eq!(number(KeyOf::Passage, u64::MAX), 140_737_488_355_325);
        assert_eq!(KeyOf::of_number(number(KeyOf::Story, 9)), KeyOf::Story);
    }
}
