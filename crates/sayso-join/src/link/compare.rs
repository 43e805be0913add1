//! What two accounts have in common, feature by feature, without a judgement.

use super::party::{Kinship, Participant};
use super::prepared::Facts;
use super::site::Sites;
use super::when::{Dates, Published};
use crate::story::dot;
use sayso_core::EventType::{self, *};

/// Types that coders, people and programs, give to one act: kindred ones may meet in an incident.
const KINDRED: &[(EventType, EventType)] = &[
    (Assault, Coerce),
    (Assault, Protest),
    (Assault, Mobilize),
    (Coerce, Sanction),
    (Coerce, Mobilize),
    (Accuse, Sanction),
    (Accuse, Coerce),
    (Agree, Support),
    (Agree, Cooperate),
    (Agree, Concede),
    (Agree, Aid),
    (Agree, Consult),
    (Concede, Retreat),
    (Support, Cooperate),
    (Aid, Cooperate),
    (Aid, Retreat),
    (Sanction, Retreat),
    (Request, Accuse),
    (Accuse, Protest),
    (Accuse, Reject),
    (Accuse, Threaten),
];

/// How one slot of two accounts compares: the most alike pair of participants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SlotKinship {
    pub(super) kinship: Kinship,
    /// Indices of the pair; none where a slot is empty.
    pub(super) pair: Option<(usize, usize)>,
}

/// What two accounts have in common.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Comparison {
    pub(super) same_doc: bool,
    pub(super) one_word: bool,
    pub(super) same_sentence: bool,
    pub(super) same_type: bool,
    pub(super) kindred: bool,
    /// None where one has no mode.
    pub(super) same_mode: Option<bool>,
    pub(super) same_trigger: bool,
    pub(super) same_rule: bool,
    pub(super) actor: SlotKinship,
    pub(super) recipient: SlotKinship,
    /// A named party that is actor in one and recipient in the other, where the slots themselves tell nothing.
    pub(super) exchanged: Option<(bool, usize)>,
    pub(super) dates: Dates,
    pub(super) published: Published,
    pub(super) sites: Sites,
    /// None: no magnitude in common; else whether one of those in common may be the same number.
    pub(super) numbers: Option<bool>,
    pub(super) number_field: usize,
    pub(super) sentence: f32,
    pub(super) story: f32,
    pub(super) both_news: bool,
}

pub(super) fn compare(a: &Facts, b: &Facts, story: f32) -> Comparison {
    let same_doc = a.doc == b.doc;
    let same_type = a.kind == b.kind;
    let (actor, recipient) = (best(&a.actor, &b.actor), best(&a.recipient, &b.recipient));
    let (numbers, number_field) = numbers(a, b);
    Comparison {
        same_doc,
        one_word: same_doc && same_type && a.trigger_at == b.trigger_at,
        same_sentence: same_doc && a.sentence_at == b.sentence_at,
        same_type,
        kindred: !same_type && kindred(a.kind, b.kind),
        same_mode: a.mode.as_ref().zip(b.mode.as_ref()).map(|(a, b)| a == b),
        same_trigger: a.trigger_terms.iter().any(|term| b.trigger_terms.contains(term)),
        same_rule: a.rule == b.rule,
        exchanged: if actor.kinship.max(recipient.kinship) < Kinship::Part { exchanged(a, b) } else { None },
        actor,
        recipient,
        dates: a.when.dates(&b.when),
        published: if same_doc { Published::Unknown } else { a.when.publication(&b.when) },
        sites: a.site.as_ref().zip(b.site.as_ref()).map_or(Sites::Open, |(a, b)| a.compare(b)),
        numbers,
        number_field,
        sentence: dot(&a.sentence, &b.sentence).min(1.0),
        story,
        both_news: a.news && b.news,
    }
}

pub(super) fn kindred(a: EventType, b: EventType) -> bool {
    KINDRED.iter().any(|&(x, y)| (x, y) == (a, b) || (y, x) == (a, b))
}

fn best(a: &[Participant], b: &[Participant]) -> SlotKinship {
    let mut found: Option<(Kinship, usize, usize)> = None;
    for (i, mine) in a.iter().enumerate() {
        for (j, theirs) in b.iter().enumerate() {
            let kinship = mine.compare(theirs);
            if found.is_none_or(|(best, ..)| kinship > best) {
                found = Some((kinship, i, j));
            }
        }
    }
    found.map_or(SlotKinship { kinship: Kinship::Open, pair: None }, |(kinship, i, j)| SlotKinship {
        kinship,
        pair: Some((i, j)),
    })
}

/// The first named party that stands in the other slot of the other account: whether it is `a`'s actor, and its index.
fn exchanged(a: &Facts, b: &Facts) -> Option<(bool, usize)> {
    let meets = |mine: &Participant, theirs: &[Participant]| {
        mine.named && theirs.iter().any(|other| mine.compare(other) >= Kinship::SameState)
    };
    let actor = a.actor.iter().position(|party| meets(party, &b.recipient)).map(|at| (true, at));
    actor.or_else(|| a.recipient.iter().position(|party| meets(party, &b.actor)).map(|at| (false, at)))
}

/// Whether a magnitude that both give may be one number, and its index in `a`.
fn numbers(a: &Facts, b: &Facts) -> (Option<bool>, usize) {
    let mut found = (None, 0);
    for (at, (field, low, high)) in a.numbers.iter().enumerate() {
        let Some((_, from, to)) = b.numbers.iter().find(|(other, ..)| other == field) else { continue };
        if low == from && high == to {
            return (Some(true), at);
        }
        found = (Some(false), at);
    }
    found
}
