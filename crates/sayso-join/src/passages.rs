//! Keys of the passages of a text: texts that share some have a passage in common, however much else they hold.
//!
//! A document's fingerprint finds texts that are alike as wholes. A short text inside a long one needs keys of its parts:
//! the telling words (four letters and more, and numbers; frequent words left out) are read four at a time, and of the
//! hashes of [`WINDOW`] neighbouring shingles the least is kept ("winnowing", Schleimer, Wilkerson and Aiken 2003). Two
//! texts with 23 telling words in common in a row (about 40 to 50 words) share a key for certain, with shorter stretches
//! probably. The keys depend on nothing but the text.

use crate::text::{hash, mix};

/// Telling words of a shingle.
pub const PASSAGE: usize = 4;

/// Neighbouring shingles of which one is kept: about one key for ten telling words, or 15 to 20 words of text.
const WINDOW: usize = 20;

/// Bits of a key: a database stores it in six bytes.
const BITS: u64 = (1 << 48) - 1;

/// Frequent words of four letters and more. Part of the keys: never to be changed.
#[rustfmt::skip]
const FREQUENT: &[&str] = &[
    "about", "after", "also", "among", "been", "before", "being", "between", "could", "does", "during", "each", "from",
    "have", "having", "here", "into", "just", "many", "more", "most", "much", "only", "other", "over", "said", "says",
    "should", "since", "some", "such", "than", "that", "their", "them", "then", "there", "these", "they", "this",
    "those", "through", "under", "until", "very", "were", "what", "when", "where", "which", "while", "will", "with",
    "would", "your",
];

/// The passage keys of `text`, sorted, each once; at most 48 bits. None for a text of fewer than four telling words.
///
/// Texts with at least two keys in common are worth a comparison, with one where the text has few. Keys of house
/// formulas stand in many documents: leave out of a search what more than about 50 documents have.
pub fn passage_keys(text: &str) -> Vec<u64> {
    let words = telling(text);
    let shingles: Vec<u64> = words
        .windows(PASSAGE)
        .map(|words| words.iter().fold(0x5a_50_5e_ed, |hash, &word| mix(hash ^ word)) & BITS)
        .collect();
    let mut keys: Vec<u64> =
        shingles.windows(WINDOW.min(shingles.len()).max(1)).filter_map(|window| window.iter().min().copied()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn telling(text: &str) -> Vec<u64> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{ad}')))
        .map(|word| {
            let lower = word.to_lowercase();
            let bare = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(&lower);
            bare.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
        })
        .filter(|word| {
            let number = word.chars().any(|c| c.is_ascii_digit());
            (number || word.chars().count() >= 4) && FREQUENT.binary_search(&word.as_str()).is_err()
        })
        .map(|word| hash(&word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_never_change() {
        // These values are in people's databases.
        assert_eq!(passage_keys("Norland and Sudland met on Monday at the northern border."), [75_172_197_043_163]);
        assert!(passage_keys("They met.").is_empty());
        assert!(FREQUENT.is_sorted());
    }

    fn words(seed: u64, count: u64) -> String {
        (0..count).map(|at| format!("word{}", mix(seed * 10_000 + at) % 5_000)).collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn a_common_stretch_has_a_common_key(before in 0u64..200, after in 0u64..200, seed in 1u64..1_000) {
            let stretch = words(seed, (WINDOW + PASSAGE - 1) as u64);
            let longer = format!("{} {stretch} {}", words(seed + 2_000, before), words(seed + 4_000, after));
            let keys = passage_keys(&longer);
            prop_assert!(passage_keys(&stretch).iter().any(|key| keys.contains(key)));
        }
    }

    #[test]
    fn keys_are_few() {
        let keys = passage_keys(&words(7, 1_000)).len();
        assert!((80..=110).contains(&keys), "{keys}");
    }
}
