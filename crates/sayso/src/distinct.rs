//! Files of one name in two folders get one id: the second must not push out the first.

use crate::Document;
use std::collections::HashMap;

/// The ids of one run, each with the text that it came with first.
#[derive(Debug, Default)]
pub struct DistinctIds(HashMap<String, String>);

impl DistinctIds {
    /// Whether the id is new in this run, or came with the same text before.
    pub fn admits(&mut self, document: &Document) -> bool {
        let first = self.0.entry(document.id.0.clone()).or_insert_with(|| document.text_sha256.clone());
        *first == document.text_sha256
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_its_first_text() {
        let mut ids = DistinctIds::default();
        let document = |text: &str| Document::new("report", text);
        assert!(ids.admits(&document("Norland denied it.")));
        assert!(ids.admits(&document("Norland denied it.")));
        assert!(!ids.admits(&document("Sudland denied it.")));
        assert!(ids.admits(&Document::new("other", "Sudland denied it.")));
    }
}
