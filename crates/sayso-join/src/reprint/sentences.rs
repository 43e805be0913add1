//! Sentences that tell the same in other words: what is left of a text after it was reworded.

use crate::text::{Text, Word, WordKind};
use std::cmp::Ordering;

/// A pair of sentences, one of each text, each the other's best partner or at least the best partner of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Aligned {
    /// Number of the sentence in the first text.
    pub a: usize,
    /// Number of the sentence in the second text.
    pub b: usize,
    /// Share of the words but function words that both have, in [0, 1].
    pub likeness: f64,
}

/// Likeness from which two sentences are taken for versions of one, if their texts are.
pub(super) const ALIKE: f64 = 0.4;

/// Words but function words that a sentence needs to be judged.
const LEAST: usize = 3;

/// Words that the shorter sentence needs to count as a part of the longer, and what the part counts for.
const PART: (usize, f64) = (5, 0.75);

/// The best partner of each sentence of either text, where it is [`ALIKE`]. Sorted by place in the first text.
pub(super) fn align(a: &Text, b: &Text) -> Vec<Aligned> {
    let (bags_a, bags_b) = (bags(a), bags(b));
    let mut best_a: Vec<Option<Aligned>> = vec![None; bags_a.len()];
    let mut best_b: Vec<Option<Aligned>> = vec![None; bags_b.len()];
    for ((at_a, bag_a), best_a) in bags_a.iter().enumerate().zip(&mut best_a) {
        for ((at_b, bag_b), best_b) in bags_b.iter().enumerate().zip(&mut best_b) {
            let likeness = likeness(bag_a, bag_b);
            if likeness < ALIKE {
                continue;
            }
            let pair = Aligned { a: at_a, b: at_b, likeness };
            for best in [&mut *best_a, best_b] {
                if best.is_none_or(|best| best.likeness < likeness) {
                    *best = Some(pair);
                }
            }
        }
    }
    let mut pairs: Vec<Aligned> = best_a.into_iter().chain(best_b).flatten().collect();
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs.dedup_by_key(|pair| (pair.a, pair.b));
    pairs
}

pub(super) fn sentence(text: &Text, at: usize) -> &[Word] {
    text.sentences.get(at).and_then(|&(from, to)| text.words.get(from..to)).unwrap_or_default()
}

/// The stems of every sentence but those of function words, sorted.
fn bags(text: &Text) -> Vec<Vec<u64>> {
    let bag = |at| {
        let telling = sentence(text, at).iter().filter(|word| word.kind != WordKind::Function);
        let mut stems: Vec<u64> = telling.map(|word| word.stem).collect();
        stems.sort_unstable();
        stems
    };
    (0..text.sentences.len()).map(bag).collect()
}

fn likeness(a: &[u64], b: &[u64]) -> f64 {
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    if shorter < LEAST {
        return 0.0;
    }
    let same = common(a, b) as f64;
    let both = 2.0 * same / (shorter + longer) as f64;
    let part = if shorter >= PART.0 { PART.1 * same / shorter as f64 } else { 0.0 };
    both.max(part)
}

/// How many entries two sorted lists have in common.
pub(super) fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut at_a, mut at_b, mut same) = (0, 0, 0);
    while let (Some(one), Some(two)) = (a.get(at_a), b.get(at_b)) {
        match one.cmp(two) {
            Ordering::Less => at_a += 1,
            Ordering::Greater => at_b += 1,
            Ordering::Equal => {
                same += 1;
                at_a += 1;
                at_b += 1;
            }
        }
    }
    same
}

/// Share of pairs of alignments that stand in the same order in both texts; 1 for fewer than two.
pub(super) fn order(aligned: &[Aligned]) -> f64 {
    let (mut same, mut all) = (0_u32, 0_u32);
    for (at, one) in aligned.iter().enumerate() {
        for two in aligned.iter().skip(at + 1).filter(|two| two.a > one.a && two.b != one.b) {
            all += 1;
            same += u32::from(two.b > one.b);
        }
    }
    if all == 0 { 1.0 } else { f64::from(same) / f64::from(all) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Document;

    fn text(words: &str) -> Text {
        Text::new(&Document::new("d", words))
    }

    #[test]
    fn a_reworded_sentence_finds_its_original() {
        let a = text(
            "The harbour council meets in March. About 1,400 drivers took part in the strike, the union said. Trams ran.",
        );
        let b = text(
            "According to the union, the strike was joined by some 1,400 drivers. In March the harbour council is to meet.",
        );
        let pairs: Vec<(usize, usize)> = align(&a, &b).iter().map(|pair| (pair.a, pair.b)).collect();
        assert_eq!(pairs, [(0, 1), (1, 0)]);
        assert_eq!(order(&align(&a, &b)), 0.0);
    }

    #[test]
    fn sentences_on_other_things_find_none() {
        let a = text("The council meets in May to discuss the harbour.");
        let b = text("About 1,400 drivers took part in the strike, the union said.");
        assert_eq!(align(&a, &b), []);
    }
}
