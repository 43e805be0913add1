//! What two accounts have in common, feature by feature, without a judgement.

use super::party::{Kinship, Participant};
use super::prepared::Facts;
use super::site::Sites;
use super::when::{Dates, Published};
use crate::story::dot;
use crate::words::TermId;
use sayso_core::EventType::{self, *};
use sayso_core::Realis;

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

/// A shared trigger with that weight tells all that a word can.
const TELLING: f32 = 2.5;
/// The least that a shared trigger tells.
const LEAST_TOLD: f32 = 0.3;

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
    /// How much the word tells that both use for the act, 0 to 1; 0 where they share none.
    pub(super) trigger: f32,
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
    /// One tells the news, the other an older act.
    pub(super) other_standing: bool,
    /// One tells an act, the other what happens in general.
    pub(super) one_generic: bool,
    /// Both tell what happens in general.
    pub(super) both_generic: bool,
    /// One tells what was done, the other what is planned, asked for or imagined.
    pub(super) other_realis: bool,
    /// Both have further parties, and none of these is the same.
    pub(super) others_differ: bool,
    /// An act done by saying or meeting: its actor makes it what it is.
    pub(super) verbal: bool,
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
        trigger: shared_trigger(a, b),
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
        other_standing: a.news != b.news,
        one_generic: (a.realis == Realis::Generic) != (b.realis == Realis::Generic),
        both_generic: a.realis == Realis::Generic && b.realis == Realis::Generic,
        other_realis: a.realis != b.realis,
        others_differ: others_differ(a, b),
        verbal: a.kind.quad().is_verbal(),
    }
}

/// The weight of the word that tells most among those of both triggers: "should" says little, "shelled" much.
fn shared_trigger(a: &Facts, b: &Facts) -> f32 {
    let shared = |term: TermId| b.trigger_terms.iter().any(|(other, _)| *other == term);
    let told = |weight: f32| (weight / TELLING).clamp(LEAST_TOLD, 1.0);
    a.trigger_terms.iter().filter(|(term, _)| shared(*term)).map(|(_, weight)| told(*weight)).fold(0.0, f32::max)
}

/// Whether, beside those that are the same, both have parties that are not: one met the minister, the other the press.
fn others_differ(a: &Facts, b: &Facts) -> bool {
    let (mine, theirs) = (a.parties(), b.parties());
    let apart =
        |party: &Participant, others: &[&Participant]| others.iter().all(|other| party.compare(other) < Kinship::Open);
    mine.iter().any(|party| apart(party, &theirs)) && theirs.iter().any(|party| apart(party, &mine))
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
