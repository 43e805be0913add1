//! Files of one name in two folders get one id: the second must not push out the first.

use sayso_core::{DocumentId, sha256_hex};
use std::collections::HashMap;

/// The ids of one run, each with the text that it came with first.
///
/// Halves of hashes stand for both, so that a million documents take some tens of megabytes.
#[derive(Debug, Default)]
pub struct DistinctIds(HashMap<u128, u128>);

impl DistinctIds {
    /// Whether the id is new in this run, or came with the same text before.
    pub fn admits(&mut self, id: &DocumentId, text_sha256: &str) -> bool {
        let text = half(text_sha256);
        *self.0.entry(half(&sha256_hex(id.0.as_bytes()))).or_insert(text) == text
    }
}

/// The first half of a hash in hexadecimal digits.
fn half(sha256: &str) -> u128 {
    sha256.get(..32).and_then(|digits| u128::from_str_radix(digits, 16).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    #[test]
    fn an_id_keeps_its_first_text() {
        let mut ids = DistinctIds::default();
        let mut admits = |document: Document| ids.admits(&document.id, &document.text_sha256);
        let document = |text: &str| Document::new("report", text);
        assert!(admits(document("Norland denied it.")));
        assert!(admits(document("Norland denied it.")));
        assert!(!admits(document("Sudland denied it.")));
        assert!(admits(Document::new("other", "Sudland denied it.")));
    }
}
