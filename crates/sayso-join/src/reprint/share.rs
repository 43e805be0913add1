//! What a text took from another, what it added and what it left out.

use super::{Overlap, Relation, Which};
use crate::text::Text;
use sayso_core::CharSpan;
use serde::{Deserialize, Serialize};

/// Words in a row that only one text has and that are worth showing: fewer are a matter of wording.
const WORTH_SHOWING: usize = 3;

/// What an article took from a press release or another text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PressReleaseShare {
    /// The document taken from.
    pub source: String,
    /// The document that took.
    pub article: String,
    /// Share of the article's words that are taken, in [0, 1].
    pub taken: f64,
    /// Share of the source's words that were used, in [0, 1].
    pub used: f64,
    /// What the article has and the source has not (spans of the article).
    pub added: Vec<CharSpan>,
    /// What the source has and the article has not (spans of the source).
    pub left_out: Vec<CharSpan>,
}

/// What the text that is not `source` took from it; none where nothing was taken (a shared quotation, a filled form).
pub fn press_release_share(overlap: &Overlap, source: Which) -> Option<PressReleaseShare> {
    if !matches!(overlap.relation, Relation::Reprint | Relation::Part) {
        return None;
    }
    let overlap = match source {
        Which::A => overlap.clone(),
        Which::B => overlap.clone().turned(),
    };
    Some(PressReleaseShare {
        source: overlap.a,
        article: overlap.b,
        taken: overlap.share_b,
        used: overlap.share_a,
        added: overlap.only_b,
        left_out: overlap.only_a,
    })
}

/// Stretches of words that are not covered, long enough to be worth showing.
pub(super) fn uncovered(text: &Text, covered: &[bool]) -> Vec<CharSpan> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for run in covered.chunk_by(|one, two| one == two) {
        let end = start + run.len();
        if run.first() == Some(&false) && run.len() >= WORTH_SHOWING {
            stretches.push(text.span(start, end));
        }
        start = end;
    }
    stretches
}
