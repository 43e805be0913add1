//! Shared runs of words: a greedy tiling of two texts by their longest common stretches.
//!
//! The method is that of "running Karp-Rabin greedy string tiling" (Wise 1993): the longest stretch that both texts have
//! in common is marked in both, then the next longest of what is left. Paragraphs may stand in another order.

use crate::text::{Text, Word};
use std::collections::BinaryHeap;

/// Words that a run must have: fewer are common to any two texts of one language.
pub(super) const SHORTEST: usize = 4;

/// Words in a row that may differ inside a run on either side: a number of several words, a corrected name.
const BRIDGE: usize = 3;

/// Places of one word sequence in the first text that are followed up: more would be a refrain.
const REFRAIN: usize = 12;

/// A stretch of words that stands in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// First word in the first text.
    pub a: usize,
    /// First word in the second text.
    pub b: usize,
    /// Words.
    pub length: usize,
}

/// Runs that follow one another in both texts with nothing but short differences between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// The runs, in the order of both texts.
    pub runs: Vec<Run>,
}

impl Passage {
    /// First word and one past the last, in the first text.
    pub fn in_a(&self) -> (usize, usize) {
        self.ends(|run| run.a)
    }

    /// First word and one past the last, in the second text.
    pub fn in_b(&self) -> (usize, usize) {
        self.ends(|run| run.b)
    }

    fn ends(&self, start: impl Fn(&Run) -> usize) -> (usize, usize) {
        match (self.runs.first(), self.runs.last()) {
            (Some(first), Some(last)) => (start(first), start(last) + last.length),
            _ => (0, 0),
        }
    }

    /// Words in both.
    pub fn shared(&self) -> usize {
        self.runs.iter().map(|run| run.length).sum()
    }

    /// The differing stretches between the runs: words of the first text, words of the second.
    pub fn gaps(&self) -> impl Iterator<Item = ((usize, usize), (usize, usize))> + '_ {
        self.runs.windows(2).filter_map(|pair| match pair {
            [one, two] => Some(((one.a + one.length, two.a), (one.b + one.length, two.b))),
            _ => None,
        })
    }
}

/// The passages that `a` and `b` share, in the order of `a`.
pub(super) fn passages(a: &Text, b: &Text) -> Vec<Passage> {
    bridged(tiles(&a.words, &b.words))
}

/// Longest runs first, each word used once. Sorted by place in the first text.
fn tiles(a: &[Word], b: &[Word]) -> Vec<Run> {
    let mut waiting: BinaryHeap<(usize, std::cmp::Reverse<(usize, usize)>)> =
        candidates(a, b).into_iter().map(|run| (run.length, std::cmp::Reverse((run.a, run.b)))).collect();
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mut runs = Vec::new();
    while let Some((length, std::cmp::Reverse((at_a, at_b)))) = waiting.pop() {
        let free = |offset: usize| !used_a[at_a + offset] && !used_b[at_b + offset];
        if (0..length).all(free) {
            used_a[at_a..at_a + length].fill(true);
            used_b[at_b..at_b + length].fill(true);
            runs.push(Run { a: at_a, b: at_b, length });
            continue;
        }
        // What is left of it waits for its turn.
        let mut offset = 0;
        while offset < length {
            let rest = (offset..length).take_while(|&offset| free(offset)).count();
            if rest >= SHORTEST {
                waiting.push((rest, std::cmp::Reverse((at_a + offset, at_b + offset))));
            }
            offset += rest.max(1);
        }
    }
    runs.sort_unstable_by_key(|run| (run.a, run.b));
    runs
}

/// All maximal common stretches of at least [`SHORTEST`] words.
fn candidates(a: &[Word], b: &[Word]) -> Vec<Run> {
    let shingle = |words: &[Word]| words.iter().fold(0_u64, |hash, word| hash.rotate_left(17) ^ word.form);
    let mut index: Vec<(u64, usize)> =
        a.windows(SHORTEST).enumerate().map(|(at, words)| (shingle(words), at)).collect();
    index.sort_unstable();
    let mut found = Vec::new();
    for (at_b, words) in b.windows(SHORTEST).enumerate() {
        let key = shingle(words);
        let from = index.partition_point(|&(hash, _)| hash < key);
        for &(_, at_a) in index[from..].iter().take(REFRAIN).take_while(|&&(hash, _)| hash == key) {
            let continues = at_a > 0 && at_b > 0 && a[at_a - 1].form == b[at_b - 1].form;
            if continues {
                continue;
            }
            let length = a[at_a..].iter().zip(&b[at_b..]).take_while(|(a, b)| a.form == b.form).count();
            if length >= SHORTEST {
                found.push(Run { a: at_a, b: at_b, length });
            }
        }
    }
    found
}

/// Joins runs whose gap is short in both texts.
fn bridged(runs: Vec<Run>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for run in runs {
        if let Some(passage) = passages.last_mut()
            && let ((_, a_end), (_, b_end)) = (passage.in_a(), passage.in_b())
            && run.b >= b_end
            && run.a - a_end <= BRIDGE
            && run.b - b_end <= BRIDGE
        {
            passage.runs.push(run);
            continue;
        }
        passages.push(Passage { runs: vec![run] });
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sayso_core::Document;

    fn text(words: &str) -> Text {
        Text::new(&Document::new("d", words))
    }

    #[test]
    fn a_changed_number_does_not_end_a_passage() {
        let a = text("Police in Norland arrested 14 members of the Dawn Front on Monday");
        let b = text("Police in Norland arrested at least 20 members of the Dawn Front on Monday");
        let found = passages(&a, &b);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].gaps().collect::<Vec<_>>(), [((4, 5), (4, 7))]);
    }

    #[test]
    fn reordered_paragraphs_are_found() {
        let a = text("The talks ended without agreement late on Sunday.\nThe minister left the hall at noon.");
        let b = text("The minister left the hall at noon.\nThe talks ended without agreement late on Sunday.");
        assert_eq!(passages(&a, &b).iter().map(Passage::shared).sum::<usize>(), a.words.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn runs_are_equal_words_used_once(a in "([abc] ){0,40}", b in "([abc] ){0,40}") {
            let (a, b) = (text(&a), text(&b));
            let (mut seen_a, mut seen_b) = (vec![0; a.words.len()], vec![0; b.words.len()]);
            for run in tiles(&a.words, &b.words) {
                prop_assert!(run.length >= SHORTEST);
                for offset in 0..run.length {
                    prop_assert_eq!(a.words[run.a + offset].form, b.words[run.b + offset].form);
                    seen_a[run.a + offset] += 1;
                    seen_b[run.b + offset] += 1;
                }
            }
            prop_assert!(seen_a.iter().chain(&seen_b).all(|&times| times <= 1));
        }
    }
}
