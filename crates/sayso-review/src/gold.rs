//! Readings as reviewers have them, for measuring the program against.

use crate::{JudgedDocument, Outcome, corrected};
use sayso_core::{CharSpan, Reading};
use std::collections::BTreeSet;

/// The reading of a document that somebody read through: records that were judged, as the reviewers have them.
///
/// Records that nobody judged are left out, since nobody
/// says that they are right; so are those on which reviewers differ.
pub fn gold(document: JudgedDocument) -> Reading<CharSpan> {
    let corrected = corrected(document.reading, &document.judgements);
    let settled = corrected.outcomes.iter().filter(|(_, outcome)| **outcome != Outcome::Disputed);
    let judged: BTreeSet<&str> = settled.map(|(record, _)| record.as_str()).collect();
    let mut gold = corrected.reading;
    gold.events.retain(|event| judged.contains(event.id.as_str()));
    gold.labels.retain(|label| judged.contains(label.id.as_str()));
    gold.ties.retain(|tie| judged.contains(tie.id.as_str()));
    gold
}
