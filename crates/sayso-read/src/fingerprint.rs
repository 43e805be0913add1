//! Keys for finding reprints: texts that share a key are probably versions of one report.
//!
//! A text's words (lower case, punctuation left out) are read five at a time; of these shingles the smallest values of
//! [`BANDS`] × [`ROWS`] hash functions are kept (MinHash), and every [`ROWS`] of them are hashed to one key. Two texts
//! whose shingles overlap by the share `s` share at least one key with probability `1 - (1 - s^ROWS)^BANDS`: 20 % at
//! 0.33, 50 % at 0.43, 90 % at 0.58, 99.9 % at 0.75. The keys depend on nothing but the text: they are the same on every
//! machine and in every version, and may serve as join keys on a cluster.

/// Keys of a text.
pub const BANDS: usize = 20;

/// Smallest hash values behind each key.
pub const ROWS: usize = 4;

/// Words of a shingle.
pub const SHINGLE: usize = 5;

/// The keys of `text`: [`BANDS`] of them, each the number of its band and 16 hexadecimal digits; none for a text
/// without words.
pub fn fingerprint(text: &str) -> Vec<String> {
    let Some(smallest) = minima(text) else { return Vec::new() };
    smallest
        .chunks(ROWS)
        .enumerate()
        .map(|(band, rows)| {
            let hash = rows.iter().fold(mix(band as u64 + 1), |hash, &row| mix(hash ^ row));
            format!("{band:02}-{hash:016x}")
        })
        .collect()
}

/// Estimated share of shingles that two texts have in common, in [0, 1].
pub fn similarity(a: &str, b: &str) -> f64 {
    match (minima(a), minima(b)) {
        (Some(a), Some(b)) => a.iter().zip(&b).filter(|(a, b)| a == b).count() as f64 / (BANDS * ROWS) as f64,
        (None, None) => 1.0,
        _ => 0.0,
    }
}

fn minima(text: &str) -> Option<Vec<u64>> {
    let words: Vec<u64> = words(text);
    if words.is_empty() {
        return None;
    }
    let mut smallest = vec![u64::MAX; BANDS * ROWS];
    // A text of fewer words is one shingle.
    for shingle in words.windows(SHINGLE.min(words.len())) {
        let base = shingle.iter().fold(0x5a50_5eed, |hash, &word| mix(hash ^ word).wrapping_add(word));
        for (function, least) in (1u64..).zip(smallest.iter_mut()) {
            *least = (*least).min(mix(base ^ function.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
    }
    Some(smallest)
}

/// Hashes of the words: letters and digits in lower case, apostrophes inside words left out.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut hash = FNV_START;
    let mut open = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            open = true;
            for c in c.to_lowercase() {
                for byte in (c as u32).to_le_bytes() {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
                }
            }
        } else if open && !matches!(c, '\'' | '’' | '\u{ad}') {
            words.push(hash);
            hash = FNV_START;
            open = false;
        }
    }
    if open {
        words.push(hash);
    }
    words
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// The finaliser of SplitMix64.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(a: &str, b: &str) -> usize {
        let b = fingerprint(b);
        fingerprint(a).iter().filter(|key| b.contains(key)).count()
    }

    #[test]
    fn keys_never_change() {
        // These values are in people's databases.
        let keys = fingerprint("Norland and Sudland met on Monday.");
        assert_eq!(keys.len(), BANDS);
        assert_eq!(keys.first().map(String::as_str), Some("00-1ac6909ff121b139"));
        assert_eq!(keys.last().map(String::as_str), Some("19-e78d14b4caa3e07f"));
        assert!(fingerprint(" … ").is_empty());
    }

    #[test]
    fn case_and_punctuation_do_not_count() {
        assert_eq!(fingerprint("The Front’s leader: “No.”"), fingerprint("the FRONTS leader, no"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_same_text_has_the_same_keys(text in "\\PC{0,200}") {
            prop_assert_eq!(fingerprint(&text), fingerprint(&text));
            prop_assert!(fingerprint(&text).len() == BANDS || fingerprint(&text).is_empty());
        }
    }

    #[test]
    fn small_edits_keep_a_key() {
        let word = |seed: u64| format!("w{}", mix(seed) % 5000);
        let mut kept = 0;
        for text in 0..100u64 {
            let words: Vec<String> = (0..150).map(|at| word(text * 1000 + at)).collect();
            let mut edited = words.clone();
            for edit in 0..4 {
                edited[(mix(text * 7 + edit) % 150) as usize] = "changed".to_string();
            }
            edited.insert(0, "agency".to_string());
            edited.truncate(140);
            kept += usize::from(share(&words.join(" "), &edited.join(" ")) > 0);
        }
        assert!(kept >= 97, "{kept}");
    }

    #[test]
    fn other_texts_share_none() {
        let word = |seed: u64| format!("w{}", mix(seed) % 5000);
        let text = |number: u64| (0..150).map(|at| word(number * 1000 + at)).collect::<Vec<_>>().join(" ");
        assert!((1..60).all(|number| share(&text(0), &text(number)) == 0));
    }
}
