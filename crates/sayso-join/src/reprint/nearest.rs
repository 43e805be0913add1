//! Which pairs of texts a change is told for. Every copy of a copy differs from the first text, too: what changed on the
//! first step would be told again for every later one, and as if it had changed there.

use super::{Direction, Nearness, Overlap, Relation};
use std::cmp::Ordering;

/// Two documents that have something in common, without what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairing {
    /// Id of the first document.
    pub a: String,
    /// Id of the second document.
    pub b: String,
    /// How they hang together.
    pub relation: Relation,
    /// Who took from whom.
    pub direction: Direction,
    /// How near they are by their words.
    pub nearness: Nearness,
    /// Share of the first text's words that the second has, too.
    pub share_a: f64,
    /// The same for the second text.
    pub share_b: f64,
}

impl From<&Overlap> for Pairing {
    fn from(overlap: &Overlap) -> Pairing {
        let Overlap { a, b, relation, direction, share_a, share_b, .. } = overlap;
        Pairing {
            a: a.clone(),
            b: b.clone(),
            relation: *relation,
            direction: *direction,
            nearness: overlap.nearness(),
            share_a: *share_a,
            share_b: *share_b,
        }
    }
}

impl Pairing {
    fn is_between(&self, one: &str, other: &str) -> bool {
        (self.a == one && self.b == other) || (self.a == other && self.b == one)
    }

    /// The other document; none where `doc` is neither of the two.
    fn other(&self, doc: &str) -> Option<&str> {
        if self.a == doc { Some(&self.b) } else { (self.b == doc).then_some(&self.a) }
    }

    fn source_of(&self, copy: &str) -> Option<&str> {
        match self.direction {
            Direction::AToB if self.b == copy => Some(&self.a),
            Direction::BToA if self.a == copy => Some(&self.b),
            _ => None,
        }
    }

    /// Share of that document's words that the other has, and the reverse.
    fn shares(&self, doc: &str) -> (f64, f64) {
        if self.a == doc { (self.share_a, self.share_b) } else { (self.share_b, self.share_a) }
    }

    fn is_copy(&self) -> bool {
        matches!(self.relation, Relation::Reprint | Relation::Part)
    }
}

/// Whether no third text lies between the two: of several sources of a copy that are versions of each other, the one
/// that has most of it; where nobody knows who took from whom, those that are nearer to each other than both are to a
/// third. `known` are the pairings of the two documents with any others, in any order.
pub fn is_nearest(pair: &Pairing, known: &[&Pairing]) -> bool {
    let linked = |one: &str, other: &str| known.iter().any(|known| known.is_copy() && known.is_between(one, other));
    if !pair.is_copy() {
        // Who copies somebody has the quotations of that somebody.
        let has_it_from = |copy: &str, other: &str| {
            let sources = known.iter().filter(|known| known.is_copy()).filter_map(|known| known.source_of(copy));
            sources
                .filter(|source| *source != other)
                .any(|source| known.iter().any(|known| known.is_between(source, other)))
        };
        return !has_it_from(&pair.a, &pair.b) && !has_it_from(&pair.b, &pair.a);
    }
    let copy = [&pair.a, &pair.b].into_iter().find(|doc| pair.source_of(doc).is_some());
    match copy {
        Some(copy) => !known.iter().filter(|known| known.is_copy()).any(|nearer| {
            let (Some(source), Some(between)) = (pair.source_of(copy), nearer.source_of(copy)) else { return false };
            source != between && linked(source, between) && by_source(nearer, pair, copy) == Ordering::Less
        }),
        None => !known.iter().filter(|known| known.is_copy()).any(|one| {
            let Some(third) = one.other(&pair.a).filter(|third| *third != pair.b) else { return false };
            let other = known.iter().find(|known| known.is_copy() && known.is_between(third, &pair.b));
            by_nearness(one, pair) == Ordering::Less
                && other.is_some_and(|other| by_nearness(other, pair) == Ordering::Less)
        }),
    }
}

/// Puts first the source that has more of the copy, then the one with less beside it.
fn by_source(one: &Pairing, other: &Pairing, copy: &str) -> Ordering {
    let (one_shares, other_shares) = (one.shares(copy), other.shares(copy));
    let by_words = other.nearness.cmp(&one.nearness);
    let by_share = other_shares.0.total_cmp(&one_shares.0).then_with(|| other_shares.1.total_cmp(&one_shares.1));
    by_words.then(by_share).then_with(|| one.source_of(copy).cmp(&other.source_of(copy)))
}

/// Puts the nearer pair first.
fn by_nearness(one: &Pairing, other: &Pairing) -> Ordering {
    let ids = |pair: &Pairing| {
        let (a, b) = (pair.a.clone(), pair.b.clone());
        if a <= b { (a, b) } else { (b, a) }
    };
    let shared = |pair: &Pairing| pair.share_a + pair.share_b;
    let by_words = other.nearness.cmp(&one.nearness);
    by_words.then_with(|| shared(other).total_cmp(&shared(one))).then_with(|| ids(one).cmp(&ids(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairing(a: &str, b: &str, direction: Direction, share: f64) -> Pairing {
        let (a, b) = (a.to_string(), b.to_string());
        Pairing {
            a,
            b,
            relation: Relation::Reprint,
            direction,
            nearness: Nearness::default(),
            share_a: share,
            share_b: share,
        }
    }

    /// The pairs that are told, whatever the order in which the others are known.
    fn told(known: &[Pairing]) -> Vec<String> {
        let forward: Vec<&Pairing> = known.iter().collect();
        let turned: Vec<&Pairing> = known.iter().rev().collect();
        let nearest = |pair: &&Pairing| {
            assert_eq!(is_nearest(pair, &forward), is_nearest(pair, &turned));
            is_nearest(pair, &forward)
        };
        known.iter().filter(nearest).map(|pair| format!("{}{}", pair.a, pair.b)).collect()
    }

    #[test]
    fn along_a_chain_every_step_is_told_once() {
        let chain =
            [("a", "b", 0.9), ("b", "c", 0.9), ("c", "d", 0.9), ("a", "c", 0.8), ("b", "d", 0.8), ("a", "d", 0.7)];
        let directed = chain.map(|(a, b, share)| pairing(a, b, Direction::AToB, share));
        assert_eq!(told(&directed), ["ab", "bc", "cd"]);
        let unknown = chain.map(|(a, b, share)| pairing(a, b, Direction::Unknown, share));
        assert_eq!(told(&unknown), ["ab", "bc", "cd"]);
    }

    #[test]
    fn copies_of_one_text_are_told_from_it() {
        let star = [("a", "b"), ("a", "c"), ("a", "d")].map(|(a, b)| pairing(a, b, Direction::AToB, 0.9));
        let between = [("b", "c"), ("b", "d"), ("c", "d")].map(|(a, b)| pairing(a, b, Direction::AToB, 0.8));
        assert_eq!(told(&[&star[..], &between].concat()), ["ab", "ac", "ad"]);
    }

    #[test]
    fn equal_copies_are_told_once() {
        let known = [
            pairing("a", "b", Direction::AToB, 0.9),
            pairing("a", "c", Direction::AToB, 0.9),
            pairing("b", "c", Direction::AToB, 1.0),
        ];
        assert_eq!(told(&known), ["ab", "bc"]);
    }

    #[test]
    fn reworded_sentences_are_less_near_than_the_same_words() {
        let words = |pair: Pairing, words| Pairing { nearness: Nearness { words, ..Nearness::default() }, ..pair };
        let known = [
            words(pairing("a", "b", Direction::AToB, 1.0), 90),
            words(pairing("a", "c", Direction::AToB, 1.0), 80),
            words(pairing("b", "c", Direction::AToB, 1.0), 90),
        ];
        assert_eq!(told(&known), ["ab", "bc"]);
    }

    #[test]
    fn two_sources_that_have_nothing_in_common_both_stay() {
        let part = |a: &str, share| Pairing { relation: Relation::Part, ..pairing(a, "c", Direction::AToB, share) };
        assert_eq!(told(&[part("a", 0.4), part("b", 0.3)]), ["ac", "bc"]);
    }
}
