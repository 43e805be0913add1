//! Words that keep a distance: "alleged", "may", "about".

use super::{Drift, DriftKind, Pair, lower, stretch};
use crate::text::{Text, WordKind};

/// What a hedge keeps its distance from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// That it is so.
    Claim,
    /// That it will or must be so.
    Possibility,
    /// That the number is exact.
    Number,
}

/// Hedges by sort; longer ones before their parts.
const HEDGES: &[(&str, Sort)] = &[
    ("alleged", Sort::Claim),
    ("allegedly", Sort::Claim),
    ("reportedly", Sort::Claim),
    ("reported to", Sort::Claim),
    ("suspected", Sort::Claim),
    ("purported", Sort::Claim),
    ("purportedly", Sort::Claim),
    ("supposedly", Sort::Claim),
    ("presumed", Sort::Claim),
    ("apparently", Sort::Claim),
    ("unconfirmed", Sort::Claim),
    ("accused of", Sort::Claim),
    ("said to", Sort::Claim),
    ("believed to", Sort::Claim),
    ("thought to", Sort::Claim),
    ("claimed to", Sort::Claim),
    ("what it called", Sort::Claim),
    ("what he called", Sort::Claim),
    ("what she called", Sort::Claim),
    ("what they called", Sort::Claim),
    ("so called", Sort::Claim),
    ("may", Sort::Possibility),
    ("might", Sort::Possibility),
    ("could", Sort::Possibility),
    ("possibly", Sort::Possibility),
    ("probably", Sort::Possibility),
    ("perhaps", Sort::Possibility),
    ("likely", Sort::Possibility),
    ("appeared to", Sort::Possibility),
    ("appears to", Sort::Possibility),
    ("seemed to", Sort::Possibility),
    ("seems to", Sort::Possibility),
    ("at least", Sort::Number),
    ("at most", Sort::Number),
    ("more than", Sort::Number),
    ("less than", Sort::Number),
    ("fewer than", Sort::Number),
    ("no fewer than", Sort::Number),
    ("up to", Sort::Number),
    ("as many as", Sort::Number),
    ("an estimated", Sort::Number),
    ("about", Sort::Number),
    ("around", Sort::Number),
    ("some", Sort::Number),
    ("nearly", Sort::Number),
    ("almost", Sort::Number),
    ("roughly", Sort::Number),
    ("approximately", Sort::Number),
    ("over", Sort::Number),
    ("estimated", Sort::Number),
    ("circa", Sort::Number),
];

/// A hedge in a sentence.
struct Hedge {
    sort: Sort,
    /// Words of the text.
    from: usize,
    to: usize,
    /// Stem of the word that it hedges: the number, or the next telling word.
    hedged: u64,
}

/// Hedges of one text whose hedged word the other has in the same sentence without one of that sort.
pub(super) fn hedges(pair: &Pair<'_>) -> Vec<Drift> {
    let mut found = Vec::new();
    for (a, b) in pair.sentences() {
        let (hedges_a, hedges_b) = (hedges_in(pair.a, a), hedges_in(pair.b, b));
        for hedge in missing(&hedges_a, &hedges_b) {
            if let Some(at) = bare(pair.b, b, hedge) {
                let words = pair.a.shown(hedge.from, hedge.to);
                let told = pair.b.shown(at, at + 1);
                let explanation = format!("\u{201c}{words}\u{201d} before \u{201c}{told}\u{201d} is gone");
                found.push(pair.found(DriftKind::HedgeLost, pair.a.span(a.0, a.1), pair.b.span(b.0, b.1), explanation));
            }
        }
        for hedge in missing(&hedges_b, &hedges_a) {
            if let Some(at) = bare(pair.a, a, hedge) {
                let words = pair.b.shown(hedge.from, hedge.to);
                let told = pair.a.shown(at, at + 1);
                let explanation = format!("\u{201c}{words}\u{201d} has come before \u{201c}{told}\u{201d}");
                found.push(pair.found(
                    DriftKind::HedgeAdded,
                    pair.a.span(a.0, a.1),
                    pair.b.span(b.0, b.1),
                    explanation,
                ));
            }
        }
    }
    found
}

/// The hedges of `here` of whose sort there are fewer in `there`. A number's hedges are compared number by number.
fn missing<'h>(here: &'h [Hedge], there: &'h [Hedge]) -> impl Iterator<Item = &'h Hedge> {
    here.iter().filter(move |hedge| match hedge.sort {
        Sort::Number => !there.iter().any(|other| other.sort == Sort::Number && other.hedged == hedge.hedged),
        sort => {
            !there.iter().any(|other| other.sort == sort || (sort == Sort::Possibility && other.sort == Sort::Claim))
        }
    })
}

/// Where the other sentence has the hedged word.
fn bare(text: &Text, (from, to): (usize, usize), hedge: &Hedge) -> Option<usize> {
    (from..to).find(|&at| text.words.get(at).is_some_and(|word| word.stem == hedge.hedged))
}

fn hedges_in(text: &Text, (from, to): (usize, usize)) -> Vec<Hedge> {
    let words: Vec<String> = stretch(text, (from, to)).iter().map(|word| lower(text, word)).collect();
    let mut found: Vec<Hedge> = Vec::new();
    for at in 0..words.len() {
        let fits = |phrase: &str| {
            let length = phrase.split(' ').count();
            let same =
                words.get(at..at + length).is_some_and(|here| phrase.split(' ').eq(here.iter().map(String::as_str)));
            same.then_some(length)
        };
        for &(phrase, sort) in HEDGES {
            let Some(length) = fits(phrase) else { continue };
            let capital =
                text.words.get(from + at).is_some_and(|word| word.bytes.of(&text.text).starts_with(char::is_uppercase));
            // "May" inside a sentence is a month.
            if phrase == "may" && capital && at > 0 {
                continue;
            }
            if let Some(hedged) = hedged(text, from + at + length, to, sort) {
                found.push(Hedge { sort, from: from + at, to: from + at + length, hedged });
                break;
            }
        }
    }
    found
}

/// The number right behind a number's hedge; the next telling word behind another.
fn hedged(text: &Text, from: usize, to: usize, sort: Sort) -> Option<u64> {
    let words = stretch(text, (from, to));
    match sort {
        Sort::Number => words.first().filter(|word| word.kind == WordKind::Number),
        _ => words.iter().take(5).find(|word| word.kind != WordKind::Function),
    }
    .map(|word| word.stem)
}
