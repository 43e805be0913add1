//! Denials that the copy does not carry.

use super::{Drift, DriftKind, Pair, Telling, lower, stretch};
use crate::account::Account;
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

/// Denials of `before` (by record or by word) on something that `after` carries, where `after` has no denial at all.
pub(super) fn dropped(pair: &Pair<'_>, before: Telling<'_>, after: Telling<'_>) -> Vec<Drift> {
    let all = (0, pair.b.words.len());
    if denies(pair.b, all) || after.accounts.iter().any(is_denial) {
        return Vec::new();
    }
    let mut found: Vec<Drift> = Vec::new();
    for &(from, to) in &pair.a.sentences {
        let span = pair.a.span(from, to);
        let recorded = before.accounts.iter().any(|account| {
            is_denial(account)
                && account.event.evidence.sentence.start < span.end
                && span.start < account.event.evidence.sentence.end
        });
        if !recorded && !denies(pair.a, (from, to)) {
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
/// has most telling words in common with the denial, the sentence before it at equal count.
fn carried(pair: &Pair<'_>, denial: (usize, usize)) -> Option<CharSpan> {
    let stems = |range| -> Vec<u64> {
        let telling = stretch(pair.a, range).iter().filter(|word| word.kind != WordKind::Function);
        telling.map(|word| word.stem).collect()
    };
    let denied = stems(denial);
    let mut best: Option<(usize, CharSpan)> = None;
    for &sentence in &pair.a.sentences {
        if sentence == denial {
            continue;
        }
        let next_to = sentence.1 == denial.0;
        let common = stems(sentence).iter().filter(|stem| denied.contains(stem)).count();
        let Some(there) = pair.overlap.counterpart(&pair.a.doc, pair.a.span(sentence.0, sentence.1)) else { continue };
        if (common >= 2 || next_to) && best.is_none_or(|(most, _)| common > most) {
            best = Some((common, there));
        }
    }
    best.map(|(_, there)| there)
}
