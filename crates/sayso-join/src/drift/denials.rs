//! Denials that the copy does not carry.

use super::{Drift, DriftKind, Pair, Telling, lower, stretch};
use crate::account::Account;
use crate::reprint::{Relation, meets};
use crate::text::{Text, WordKind};
use sayso_core::{Act, CharSpan, Polarity};

/// Words that deny.
const DENYING: &[&str] = &["deny", "denies", "denied", "denying", "denial", "denials"];

/// Words that deny if an accusation is what they reject.
const REJECTING: &[&str] =
    &["reject", "rejects", "rejected", "dismiss", "dismisses", "dismissed", "refuted", "disputed", "disputes"];
const REJECTED: &[&str] = &[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "charge",
    "charges",
    "claim",
    "claims",
    "report",
    "reports",
];

/// Denials of `before` (by record or by word) on something that `after` carries, where `after` has none on the same.
pub(super) fn dropped(pair: &Pair<'_>, before: Telling<'_>, after: Telling<'_>) -> Vec<Drift> {
    let kept: Vec<(usize, usize)> =
        pair.b.sentences.iter().copied().filter(|sentence| is_told_as_denied(pair.b, *sentence, after)).collect();
    let mut found: Vec<Drift> = Vec::new();
    for &(from, to) in &pair.a.sentences {
        let span = pair.a.span(from, to);
        if !is_told_as_denied(pair.a, (from, to), before) {
            continue;
        }
        let there = pair.overlap.counterpart(&pair.a.doc, span);
        let is_kept = |sentence: &(usize, usize)| {
            let same_place = there.is_some_and(|there| meets(pair.b.span(sentence.0, sentence.1), there));
            same_place || denies_the_same(pair, (from, to), *sentence)
        };
        if kept.iter().any(is_kept) {
            continue;
        }
        if let Some(carried) = carried(pair, (from, to)) {
            let explanation = format!(
                "the first has \u{201c}{}\u{201d}; the second carries what is denied without a denial",
                pair.a.shown(from, to)
            );
            found.push(pair.found(DriftKind::DenialDropped, span, carried, explanation));
        }
    }
    found
}

/// Whether a sentence denies, by its words or by a record of it.
fn is_told_as_denied(text: &Text, (from, to): (usize, usize), telling: Telling<'_>) -> bool {
    let span = text.span(from, to);
    denies(text, (from, to))
        || telling.accounts.iter().any(|account| is_denial(account) && meets(account.event.evidence.sentence, span))
}

/// Whether two denials are about the same by their words. "He denies it" may be about anything.
fn denies_the_same(pair: &Pair<'_>, here: (usize, usize), there: (usize, usize)) -> bool {
    let (here, there) = (telling_stems(pair.a, here), telling_stems(pair.b, there));
    let common = there.iter().filter(|stem| here.contains(stem)).count();
    there.is_empty() || common >= 2 || 2 * common >= here.len().min(there.len())
}

/// The stems of a sentence's words but function words and those that deny.
fn telling_stems(text: &Text, range: (usize, usize)) -> Vec<u64> {
    let telling = stretch(text, range).iter().filter(|word| word.kind != WordKind::Function);
    telling.filter(|word| !DENYING.contains(&lower(text, word).as_str())).map(|word| word.stem).collect()
}

/// Whether somebody denies it; an act that the writer tells as not done is no denial.
fn is_denial(account: &Account) -> bool {
    let denied = account.holders.iter().any(|holder| holder.act == Some(Act::Denies));
    denied || (account.event.factuality.polarity == Polarity::Negative && account.holders.len() > 1)
}

fn denies(text: &Text, range: (usize, usize)) -> bool {
    let words: Vec<String> = stretch(text, range).iter().map(|word| lower(text, word)).collect();
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    words.iter().enumerate().any(|(at, word)| {
        is(DENYING, word) || (is(REJECTING, word) && words.iter().skip(at).take(6).any(|word| is(REJECTED, word)))
    })
}

/// The sentence of the copy that carries what the denial is about: the counterpart of the sentence of the source that
/// has most telling words in common with the denial; at equal count the last before it, since what is denied stands
/// before its denial. Of a text that has only a part of the source the words have to tell.
fn carried(pair: &Pair<'_>, denial: (usize, usize)) -> Option<CharSpan> {
    let denied = telling_stems(pair.a, denial);
    let mut best: Option<((usize, usize), CharSpan)> = None;
    for &sentence in pair.a.sentences.iter().filter(|sentence| **sentence != denial) {
        let common = telling_stems(pair.a, sentence).iter().filter(|stem| denied.contains(stem)).count();
        let next_to = sentence.1 == denial.0;
        let before = sentence.1 <= denial.0 && pair.overlap.relation == Relation::Reprint;
        let Some(there) = pair.overlap.counterpart(&pair.a.doc, pair.a.span(sentence.0, sentence.1)) else { continue };
        // What is denied mostly stands right before the denial; names alone stand in many sentences.
        let likely = common + if next_to && common > 0 { 2 } else { 0 };
        let rank = (likely, if sentence.1 <= denial.0 { sentence.1 } else { 0 });
        if (common >= 2 || next_to || before) && best.is_none_or(|(most, _)| rank > most) {
            best = Some((rank, there));
        }
    }
    best.map(|(_, there)| there)
}
