//! What two texts have in common, in numbers.

use super::runs::Passage;
use super::sentences::{Aligned, common, order, sentence};
use crate::text::{Text, Word, WordKind};
use std::collections::BTreeSet;

/// Likeness from which a sentence is the other text's in other words, also where the texts as wholes are not alike.
const RETOLD: f64 = 0.55;

/// Words that a passage needs to be long: shorter ones are also turns of phrase and names of offices.
const LONG: usize = 8;

/// Words, and the share of a text, from which what the other text has not is of substance.
const SUBSTANCE: (usize, f64) = (36, 0.17);

/// Counts of words that say what two texts have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Side {
    /// Words.
    pub words: usize,
    /// Words outside quotation marks.
    pub own: usize,
    /// Words in shared passages.
    pub exact: usize,
    /// Words in shared passages that are not quoted in both texts.
    pub exact_own: usize,
    /// Words in shared passages or in sentences that are alike.
    pub alike: usize,
    /// The same without words that are quoted in both texts.
    pub alike_own: usize,
    /// Words of sentences that the other text has not, without what is no part of a report.
    pub substance: usize,
}

impl Side {
    fn of(&self, words: usize) -> f64 {
        if self.words == 0 { 0.0 } else { words as f64 / self.words as f64 }
    }

    /// Whether the text has something of substance that the other has not.
    pub fn has_substance(&self) -> bool {
        self.substance >= SUBSTANCE.0 && self.of(self.substance) >= SUBSTANCE.1
    }

    /// Share of words in shared passages.
    pub fn exact_share(&self) -> f64 {
        self.of(self.exact)
    }

    /// Share of the writer's own words that are alike.
    pub fn own_share(&self) -> f64 {
        if self.own == 0 { 0.0 } else { self.alike_own as f64 / self.own as f64 }
    }
}

/// What a judgement rests on.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Measures {
    pub a: Side,
    pub b: Side,
    /// Words shared word by word outside quotation marks, in the longest passage.
    pub longest: usize,
    /// Words of such passages that are long.
    pub long_passages: usize,
    /// Names, numbers and dates inside shared passages and sentences alike: the same in both texts.
    pub kept: usize,
    /// The same, but another word in the other text.
    pub changed: usize,
    /// Share of the names of the text with fewer that the other has, too.
    pub names: f64,
    /// Names of the text with fewer.
    pub name_count: usize,
    /// The same for numbers and dates.
    pub numbers: f64,
    /// Numbers and dates of the text with fewer.
    pub number_count: usize,
    /// Whether the first sentences (after datelines) are the same or alike.
    pub same_start: bool,
    /// Mean likeness of the aligned sentences, by words.
    pub likeness: f64,
    /// Pairs of aligned sentences that follow in the same order, of all aligned.
    pub order: f64,
    /// Aligned sentences.
    pub aligned: usize,
    /// Words shared word by word inside quotation marks of both.
    pub quoted: usize,
    /// Share of the telling words (all but function words, outside quotation marks) that both have: of the text with
    /// fewer, and of both together.
    pub telling: (f64, f64),
    /// Share of pairs of telling words, of those that stand once in each text, that follow in the same order.
    pub word_order: f64,
}

pub(super) fn measure(a: &Text, b: &Text, passages: &[Passage], aligned: &[Aligned]) -> Measures {
    let (mut exact_a, mut exact_b) = (vec![false; a.words.len()], vec![false; b.words.len()]);
    let (mut quoted_a, mut quoted_b) = (vec![false; a.words.len()], vec![false; b.words.len()]);
    let mut measures = Measures::default();
    for passage in passages {
        let mut own = 0;
        for run in &passage.runs {
            for offset in 0..run.length {
                let quoted = a.words[run.a + offset].quoted && b.words[run.b + offset].quoted;
                own += usize::from(!quoted);
                measures.quoted += usize::from(quoted);
                quoted_a[run.a + offset] = quoted;
                quoted_b[run.b + offset] = quoted;
                exact_a[run.a + offset] = true;
                exact_b[run.b + offset] = true;
            }
        }
        measures.longest = measures.longest.max(own);
        if own >= LONG {
            measures.long_passages += own;
        }
    }
    let substance = (
        substance(a, &exact_a, aligned.iter().map(|pair| (pair, pair.a, share_of(b, &exact_b, pair.b)))),
        substance(b, &exact_b, aligned.iter().map(|pair| (pair, pair.b, share_of(a, &exact_a, pair.a)))),
    );
    let (mut alike_a, mut alike_b) = (exact_a.clone(), exact_b.clone());
    for pair in aligned {
        fill(&mut alike_a, a, pair.a);
        fill(&mut alike_b, b, pair.b);
    }
    measures.a = side(a, &exact_a, &alike_a, &quoted_a);
    measures.b = side(b, &exact_b, &alike_b, &quoted_b);
    (measures.a.substance, measures.b.substance) = substance;
    (measures.names, measures.name_count) = shared_share(a, b, |kind| kind == WordKind::Name);
    (measures.numbers, measures.number_count) =
        shared_share(a, b, |kind| matches!(kind, WordKind::Number | WordKind::Date));
    let weight: usize = aligned.iter().map(|pair| sentence(a, pair.a).len()).sum();
    if weight > 0 {
        let sum: f64 = aligned.iter().map(|pair| pair.likeness * sentence(a, pair.a).len() as f64).sum();
        measures.likeness = sum / weight as f64;
    }
    (measures.kept, measures.changed) = particulars(a, b, aligned);
    measures.aligned = aligned.len();
    measures.same_start = aligned.iter().any(|pair| pair.a <= 1 && pair.b <= 1 && pair.likeness >= RETOLD);
    measures.order = order(aligned);
    measures.telling = telling(a, b);
    measures.word_order = word_order(a, b);
    measures
}

/// Which words of either text stand in passages or in aligned sentences.
pub(super) fn covered(a: &Text, b: &Text, passages: &[Passage], aligned: &[Aligned]) -> (Vec<bool>, Vec<bool>) {
    let (mut in_a, mut in_b) = (vec![false; a.words.len()], vec![false; b.words.len()]);
    for run in passages.iter().flat_map(|passage| &passage.runs) {
        in_a[run.a..run.a + run.length].fill(true);
        in_b[run.b..run.b + run.length].fill(true);
    }
    for pair in aligned {
        fill(&mut in_a, a, pair.a);
        fill(&mut in_b, b, pair.b);
    }
    (in_a, in_b)
}

fn fill(marks: &mut [bool], text: &Text, at: usize) {
    if let Some(&(from, to)) = text.sentences.get(at)
        && let Some(marks) = marks.get_mut(from..to)
    {
        marks.fill(true);
    }
}

fn side(text: &Text, exact: &[bool], alike: &[bool], quoted: &[bool]) -> Side {
    let count = |marks: &[bool]| marks.iter().filter(|&&mark| mark).count();
    let own = |marks: &[bool]| marks.iter().zip(quoted).filter(|&(&mark, &quoted)| mark && !quoted).count();
    let words = text.words.len();
    Side {
        words,
        own: text.words.iter().zip(quoted).filter(|(word, quoted)| !(word.quoted && **quoted)).count(),
        exact: count(exact),
        exact_own: own(exact),
        alike: count(alike),
        alike_own: own(alike),
        substance: 0,
    }
}

/// Names, numbers and dates of aligned sentences: how many are the same, how many stand against another.
fn particulars(a: &Text, b: &Text, aligned: &[Aligned]) -> (usize, usize) {
    let of = |words: &[Word]| {
        let mut stems: Vec<u64> = words.iter().filter(|word| word.kind.is_particular()).map(|word| word.stem).collect();
        stems.sort_unstable();
        stems
    };
    aligned.iter().fold((0, 0), |(kept, changed), pair| {
        let (one, two) = (of(sentence(a, pair.a)), of(sentence(b, pair.b)));
        let same = common(&one, &two);
        (kept + same, changed + one.len().min(two.len()) - same)
    })
}

/// Share of a sentence's words that are marked.
fn share_of(text: &Text, marks: &[bool], at: usize) -> f64 {
    let Some(&(from, to)) = text.sentences.get(at) else { return 0.0 };
    let marked = marks.get(from..to).unwrap_or_default().iter().filter(|&&word| word).count();
    marked as f64 / (to - from).max(1) as f64
}

/// Words of sentences that have no counterpart and are part of a report. `aligned` gives the number of the sentence here
/// and how much of its partner stands here word by word: a sentence like one that is here already was told by somebody
/// else.
fn substance<'a>(text: &Text, exact: &[bool], aligned: impl Iterator<Item = (&'a Aligned, usize, f64)>) -> usize {
    let mut told = vec![false; text.sentences.len()];
    for (pair, here, partner) in aligned {
        if let Some(told) = told.get_mut(here) {
            *told |= pair.likeness >= RETOLD && partner < 0.5;
        }
    }
    let own = text
        .sentences
        .iter()
        .enumerate()
        .zip(&told)
        .filter(|&((at, &(from, to)), told)| !told && share_of(text, exact, at) < 0.5 && !text.is_debris(from, to));
    own.map(|((_, &(from, to)), _)| to - from).sum()
}

/// Share of the words of a sort, in the text with fewer, that the other has as well; and how many it has.
fn shared_share(a: &Text, b: &Text, sort: impl Fn(WordKind) -> bool) -> (f64, usize) {
    let set = |text: &Text| -> BTreeSet<u64> {
        text.words.iter().filter(|word| sort(word.kind)).map(|word| word.stem).collect()
    };
    let (a, b) = (set(a), set(b));
    let fewer = a.len().min(b.len());
    if fewer == 0 { (1.0, 0) } else { (a.intersection(&b).count() as f64 / fewer as f64, fewer) }
}

/// Share of telling words outside quotation marks that both texts have: of the text with fewer, of both together.
fn telling(a: &Text, b: &Text) -> (f64, f64) {
    let stems = |text: &Text| {
        let telling = text.words.iter().filter(|word| word.kind != WordKind::Function && !word.quoted);
        let mut stems: Vec<u64> = telling.map(|word| word.stem).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let (a, b) = (stems(a), stems(b));
    let same = common(&a, &b) as f64;
    let share = |all: usize| if all == 0 { 0.0 } else { same / all as f64 };
    (share(a.len().min(b.len())), 2.0 * share(a.len() + b.len()))
}

/// Of all pairs of telling words that stand once in each text, the share that follow one another in the same order.
fn word_order(a: &Text, b: &Text) -> f64 {
    let once = |text: &Text| {
        let telling = text.words.iter().enumerate().filter(|(_, word)| word.kind != WordKind::Function);
        let mut places: Vec<(u64, usize)> = telling.map(|(at, word)| (word.stem, at)).collect();
        places.sort_unstable();
        let single = |at: usize| {
            let stem = places[at].0;
            (at == 0 || places[at - 1].0 != stem) && places.get(at + 1).is_none_or(|next| next.0 != stem)
        };
        (0..places.len()).filter(|&at| single(at)).map(|at| places[at]).collect::<Vec<_>>()
    };
    let (a, b) = (once(a), once(b));
    let mut shared: Vec<(usize, usize)> = a
        .iter()
        .filter_map(|&(stem, at)| b.binary_search_by_key(&stem, |place| place.0).ok().map(|found| (at, b[found].1)))
        .collect();
    shared.sort_unstable();
    let (mut same, mut all) = (0_u32, 0_u32);
    for (at, one) in shared.iter().enumerate() {
        all += (shared.len() - at - 1) as u32;
        same += shared[at + 1..].iter().filter(|two| two.1 > one.1).count() as u32;
    }
    if all == 0 { 1.0 } else { f64::from(same) / f64::from(all) }
}
