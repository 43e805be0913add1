//! What the records of two tellings of one act say differently: holders, certainty, numbers, labels.

use super::{Drift, DriftKind, Pair, Shown, Telling};
use crate::account::{Account, HolderOf};
use crate::reprint::meets;
use crate::text::hash;
use sayso_core::words::one_line;
use sayso_core::{Certainty, CharSpan, Label, Polarity};

/// Differences between the accounts of sentences that tell the same.
pub(super) fn accounts(pair: &Pair<'_>, before: Telling<'_>, after: Telling<'_>) -> Vec<Drift> {
    let mut found = Vec::new();
    for first in before.accounts {
        let Some(there) = pair.overlap.counterpart(&pair.a.doc, first.event.evidence.sentence) else { continue };
        let same = |later: &&Account| {
            meets(later.event.evidence.sentence, there)
                && later.event.event == first.event.event
                && later.trigger.eq_ignore_ascii_case(&first.trigger)
        };
        // A word of one act may have several accounts (one for each holder): the closest chain counts.
        if let Some(later) = after.accounts.iter().filter(same).max_by_key(|later| sources(later).len()) {
            found.extend(between(first, later, pair.directed));
        }
    }
    found
}

/// Differences between two accounts of one act.
pub(super) fn between(before: &Account, after: &Account, directed: bool) -> Vec<Drift> {
    let found = |kind, explanation| Drift { kind, before: shown(before), after: shown(after), explanation, directed };
    let mut drifts = Vec::new();
    let lost = lost_holders(before, after);
    if !lost.is_empty() && sources(after).is_empty() {
        let explanation = format!("told on the word of {}; told in the writer's own voice", lost.join(", "));
        drifts.push(found(DriftKind::HolderLost, explanation));
    }
    let (first, later) = (before.event.factuality, after.event.factuality);
    if let (Some(first_rank), Some(later_rank)) = (rank(first.certainty), rank(later.certainty))
        && first.polarity == later.polarity
        && first_rank != later_rank
    {
        let kind = if later_rank > first_rank { DriftKind::HedgeLost } else { DriftKind::HedgeAdded };
        drifts.push(found(kind, format!("told as {}; told as {}", named(first.certainty), named(later.certainty))));
    }
    if (first.polarity, later.polarity) == (Polarity::Negative, Polarity::Positive)
        && negations(&after.sentence) < negations(&before.sentence).max(1)
    {
        drifts.push(found(DriftKind::DenialDropped, "told as denied or not so; told as so".to_string()));
    }
    drifts
}

/// Words that say that something is not so. A sentence that keeps them in another order ("Never has there been ...") has
/// not dropped what they deny, however it was read.
const NEGATIONS: &[&str] = &[
    "not", "never", "no", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "denied", "denies",
    "deny",
];

fn negations(sentence: &str) -> usize {
    let plain = sentence.to_lowercase().replace('\u{2019}', "'");
    let words = plain.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.filter(|word| NEGATIONS.contains(word) || word.ends_with("n't")).count()
}

fn rank(certainty: Certainty) -> Option<u8> {
    match certainty {
        Certainty::Possible => Some(0),
        Certainty::Probable => Some(1),
        Certainty::Certain => Some(2),
        Certainty::Unknown => None,
    }
}

fn named(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Possible => "possible",
        Certainty::Probable => "probable",
        Certainty::Certain => "certain",
        Certainty::Unknown => "of unknown certainty",
    }
}

/// Holders but the publisher.
fn sources(account: &Account) -> Vec<&HolderOf> {
    account.holders.iter().filter(|holder| !holder.publisher).collect()
}

/// Sources of the first that the later one does not name. The publisher of the first counts as named where it is cited.
fn lost_holders(before: &Account, after: &Account) -> Vec<String> {
    let kept = |holder: &&HolderOf| {
        sources(after).iter().any(|other| {
            other.party.name.eq_ignore_ascii_case(&holder.party.name)
                || other.party.words.eq_ignore_ascii_case(&holder.party.words)
        })
    };
    // A hint at somebody ("allegedly") that is gone is a hedge that is gone.
    let somebody = |holder: &&HolderOf| !holder.party.words.is_empty() || !holder.party.name.is_empty();
    let lost = sources(before).into_iter().filter(somebody).filter(|holder| !kept(holder));
    lost.map(
        |holder| if holder.party.words.is_empty() { holder.party.name.clone() } else { holder.party.words.clone() },
    )
    .collect()
}

fn shown(account: &Account) -> Shown {
    Shown { doc: account.report.doc.clone(), span: account.event.evidence.sentence, text: account.sentence.clone() }
}

/// Labels that somebody else applies in the first and the writer applies in the second.
pub(super) fn labels(pair: &Pair<'_>, before: Telling<'_>, after: Telling<'_>) -> Vec<Drift> {
    let mut found = Vec::new();
    for first in before.reading.labels.iter().filter(|label| !label.chain.is_own_voice()) {
        let still = after.reading.labels.iter().filter(|later| key(&later.text) == key(&first.text));
        let (own, held): (Vec<_>, Vec<_>) = still.partition(|later| later.chain.is_own_voice());
        if let (Some(own), true) = (own.first(), held.is_empty()) {
            let holder = first.chain.innermost().and_then(|link| link.holder.span);
            let holder = holder.map(|span| super::shown(pair.a, span).text).filter(|words| !words.is_empty());
            let explanation = format!(
                "\u{201c}{}\u{201d} is the word of {}; it stands in the writer's own voice",
                one_line(&first.text),
                holder.as_deref().unwrap_or("somebody else")
            );
            found.push(pair.found(DriftKind::LabelToOwnVoice, span(first), span(own), explanation));
        }
    }
    found
}

fn key(text: &str) -> u64 {
    hash(&one_line(text).to_lowercase())
}

fn span(label: &Label<CharSpan>) -> CharSpan {
    label.span
}
