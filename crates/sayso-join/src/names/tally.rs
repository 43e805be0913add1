//! What the documents say of one actor, and what follows for its name, kind and sector.

use sayso_core::{ActorId, sha256_hex};
use std::collections::BTreeMap;

/// The key of the actor whose first form has that line, 48 bits: another first form makes it another actor.
pub fn actor_key(line: &str) -> i64 {
    i64::from_str_radix(&sha256_hex(line.as_bytes())[..12], 16).unwrap_or(0)
}

/// The id of the actor of that key.
pub fn actor_id(key: i64) -> ActorId {
    ActorId(format!("a{key:012x}"))
}

/// Counts over the documents that name an actor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActorTally {
    names: BTreeMap<String, i64>,
    kinds: BTreeMap<String, i64>,
    sectors: BTreeMap<String, i64>,
    mentions: i64,
}

impl ActorTally {
    /// Adds what one document says: its name for the actor, kind, sectors (with blanks), and how often it mentions it.
    pub fn note(&mut self, name: &str, kind: &str, sectors: &str, mentions: i64) {
        self.mentions += mentions;
        *self.names.entry(name.to_string()).or_default() += mentions;
        *self.kinds.entry(kind.to_string()).or_default() += mentions;
        for sector in sectors.split_whitespace() {
            *self.sectors.entry(sector.to_string()).or_default() += 1;
        }
    }

    /// Adds what `documents` documents say alike, with so many mentions in all.
    pub fn note_several(&mut self, name: &str, kind: &str, sectors: &str, mentions: i64, documents: i64) {
        self.note(name, kind, "", mentions);
        for sector in sectors.split_whitespace() {
            *self.sectors.entry(sector.to_string()).or_default() += documents;
        }
    }

    /// The commonest of the names; of a person's those with most words, so that "Anna Vell" stands and not "Vell".
    pub fn name(&self, person: bool) -> String {
        let words = |name: &str| if person { name.split_whitespace().count().min(2) } else { 0 };
        let best = self.names.iter().max_by(|(a, m), (b, n)| (words(a), *m, *b).cmp(&(words(b), *n, *a)));
        best.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// The commonest kind.
    pub fn kind(&self) -> String {
        by_count(&self.kinds).into_iter().next().unwrap_or_default()
    }

    /// The sectors with blanks, the commonest first.
    pub fn sector(&self) -> String {
        by_count(&self.sectors).join(" ")
    }

    /// How often it is mentioned in all.
    pub fn mentions(&self) -> i64 {
        self.mentions
    }
}

/// Most first, ties in the order of the alphabet.
fn by_count(counts: &BTreeMap<String, i64>) -> Vec<String> {
    let mut list: Vec<(&String, i64)> = counts.iter().map(|(name, count)| (name, *count)).collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    list.into_iter().map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_stands_and_equal_reports_may_be_noted_at_once() {
        let (mut one, mut at_once) = (ActorTally::default(), ActorTally::default());
        for _ in 0..3 {
            one.note("Vell", "person", "GOV", 2);
        }
        at_once.note_several("Vell", "person", "GOV", 6, 3);
        assert_eq!(one, at_once);
        one.note("Anna Vell", "person", "MIL", 1);
        assert_eq!((one.name(true), one.name(false)), ("Anna Vell".to_string(), "Vell".to_string()));
        assert_eq!((one.kind(), one.sector(), one.mentions()), ("person".to_string(), "GOV MIL".to_string(), 7));
    }
}
