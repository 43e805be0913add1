//! Two accounts: how likely they tell of one incident, and why.
//!
//! Each feature adds or takes points; the score is their logistic. The points are set by hand and were adjusted on a
//! development set of news reports about some sixty happenings; they are round, so that a person can read them.
//!
//! Three things bar a link whatever else speaks for it: dates that can't both be right, places that can't, and different
//! named victims. Different numbers, opposite polarity and different actors bar nothing: an incident is there to show them.
//! Only where an act is one of saying does another actor count much: what somebody else says is another act.

mod compare;
mod keys;
mod party;
mod points;
mod prepared;
mod reason;
mod reasons;
mod site;
mod when;

#[cfg(test)]
pub(crate) mod invented;
#[cfg(test)]
mod tests;

pub use keys::account_keys;
pub use prepared::Prepared;
pub use reason::{Reason, Slot};

use crate::story::SHARED_KEYS;
use compare::{Comparison, compare};
use serde::{Deserialize, Serialize};

/// From this score on two accounts are candidates for one incident: connected components of such links are clustered.
pub const WEAK: f32 = 0.35;

/// Documents with less in common are no candidates by their stories.
pub(crate) const LEAST_STORY: f32 = 0.08;

/// How likely two accounts tell of one incident, with reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Between 0 and 1.
    pub score: f32,
    /// What speaks for and against it.
    pub reasons: Vec<Reason>,
}

/// How likely two accounts tell of one incident, with reasons. `story` is the cosine of their documents' stories
/// ([`Story::cosine`](crate::Story::cosine)).
pub fn link(a: &Prepared, b: &Prepared, story: f32) -> Link {
    let (a, b) = in_order(a, b);
    let comparison = compare(&a.inner, &b.inner, story);
    Link { score: judged(&comparison, a, b), reasons: reasons::of(&comparison, &a.inner, &b.inner) }
}

/// The score of [`link`] alone.
pub fn score(a: &Prepared, b: &Prepared, story: f32) -> f32 {
    let (a, b) = in_order(a, b);
    judged(&compare(&a.inner, &b.inner, story), a, b)
}

/// Whether two accounts are connected: they are candidates and score at least [`WEAK`].
///
/// Candidates are accounts of one document, accounts that share a key ([`account_keys`]), and accounts whose documents
/// share three keys of their stories. It depends on the two alone.
pub fn linked(a: &Prepared, b: &Prepared) -> bool {
    let story = story_of(a, b);
    are_candidates(a, b, story) && score(a, b, story) >= WEAK
}

pub(crate) fn story_of(a: &Prepared, b: &Prepared) -> f32 {
    if a.doc() == b.doc() { 1.0 } else { a.story().cosine(b.story()) }
}

fn are_candidates(a: &Prepared, b: &Prepared, story: f32) -> bool {
    a.doc() == b.doc()
        || (story >= LEAST_STORY && a.story().shared_keys(b.story()) >= SHARED_KEYS)
        || a.keys().iter().any(|key| b.keys().contains(key))
}

/// Both in the order of their ids, so that the order in which they are given changes nothing.
fn in_order<'p>(a: &'p Prepared, b: &'p Prepared) -> (&'p Prepared, &'p Prepared) {
    if (a.id(), a.doc()) <= (b.id(), b.doc()) { (a, b) } else { (b, a) }
}

fn judged(comparison: &Comparison, a: &Prepared, b: &Prepared) -> f32 {
    if points::barred(comparison, &a.inner, &b.inner) {
        return 0.0;
    }
    if comparison.one_word {
        return 1.0;
    }
    let points = points::sum(comparison);
    1.0 / (1.0 + (-points).exp())
}
