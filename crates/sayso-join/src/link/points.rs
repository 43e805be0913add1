//! What each feature of a comparison is worth, and what forbids a link.

use super::compare::{Comparison, SlotKinship};
use super::party::Kinship;
use super::prepared::Facts;
use super::site::Sites;
use super::when::{Dates, Published};
use sayso_core::EventType;

/// A feature of a comparison; [`Feature::points`] says what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feature {
    /// Every pair of accounts of two documents.
    TwoDocuments,
    /// Every pair of accounts of one document.
    OneDocument,
    OneSentence,
    KindredTypes,
    SameMode,
    OtherMode,
    SameTrigger,
    SameTriggerInDocument,
    SameRule,
    SameRuleInDocument,
    Actor(Kinship),
    Recipient(Kinship),
    RolesExchanged,
    SameDate,
    DateWithin,
    DatesNear,
    PublishedTogether,
    PublishedWeeks,
    PublishedFar,
    SamePlace,
    PlaceWithin,
    SameNumber,
    OtherNumber,
    /// By likeness of the sentences, 0 to 1.
    Sentence,
    /// By likeness of the stories, 0 to 1.
    Story,
}

impl Feature {
    fn points(self) -> f32 {
        use Feature::*;
        match self {
            TwoDocuments => -4.0,
            OneDocument => -3.0,
            OneSentence => -0.7,
            KindredTypes => -1.5,
            SameMode => 0.4,
            OtherMode => -0.8,
            SameTrigger => 1.2,
            SameTriggerInDocument => 1.2,
            SameRule => 0.5,
            SameRuleInDocument => 0.5,
            Actor(kinship) => match kinship {
                Kinship::Same => 1.2,
                Kinship::SameState => 0.6,
                Kinship::Part => 0.5,
                Kinship::Alike => 0.4,
                Kinship::Open => 0.0,
                Kinship::Unlike => -0.3,
                Kinship::Different => -0.8,
            },
            Recipient(kinship) => match kinship {
                Kinship::Same => 1.6,
                Kinship::SameState => 0.8,
                Kinship::Part => 0.6,
                Kinship::Alike => 0.6,
                Kinship::Open => 0.0,
                Kinship::Unlike => -0.5,
                Kinship::Different => -1.2,
            },
            RolesExchanged => 0.3,
            SameDate => 1.2,
            DateWithin => 0.4,
            DatesNear => 0.3,
            PublishedTogether => 0.6,
            PublishedWeeks => -0.8,
            PublishedFar => -1.6,
            SamePlace => 0.8,
            PlaceWithin => 0.4,
            SameNumber => 0.8,
            OtherNumber => -0.2,
            Sentence => 4.0,
            Story => 5.0,
        }
    }
}

/// The points of a comparison.
pub(super) fn sum(comparison: &Comparison, _a: &Facts, _b: &Facts) -> f32 {
    let mut points = 0.0;
    features(comparison, |feature, value| points += feature.points() * value);
    points
}

/// The features of a comparison with their values.
pub(super) fn features(c: &Comparison, mut add: impl FnMut(Feature, f32)) {
    add(if c.same_doc { Feature::OneDocument } else { Feature::TwoDocuments }, 1.0);
    let mut when = |condition: bool, feature: Feature| {
        if condition {
            add(feature, 1.0);
        }
    };
    when(c.same_sentence, Feature::OneSentence);
    when(!c.same_type, Feature::KindredTypes);
    when(c.same_mode == Some(true), Feature::SameMode);
    when(c.same_mode == Some(false) && c.same_type, Feature::OtherMode);
    when(c.same_trigger && !c.same_doc, Feature::SameTrigger);
    when(c.same_trigger && c.same_doc, Feature::SameTriggerInDocument);
    when(c.same_rule && !c.same_doc, Feature::SameRule);
    when(c.same_rule && c.same_doc, Feature::SameRuleInDocument);
    when(c.actor.pair.is_some(), Feature::Actor(c.actor.kinship));
    when(c.recipient.pair.is_some(), Feature::Recipient(c.recipient.kinship));
    when(c.exchanged.is_some(), Feature::RolesExchanged);
    when(c.dates == Dates::Same, Feature::SameDate);
    when(c.dates == Dates::Within, Feature::DateWithin);
    when(c.dates == Dates::Near, Feature::DatesNear);
    if c.both_news || c.published == Published::Together {
        when(c.published == Published::Together, Feature::PublishedTogether);
        when(c.published == Published::Weeks, Feature::PublishedWeeks);
        when(c.published == Published::Far, Feature::PublishedFar);
    }
    when(c.sites == Sites::Same, Feature::SamePlace);
    when(c.sites == Sites::Within, Feature::PlaceWithin);
    when(c.numbers == Some(true), Feature::SameNumber);
    when(c.numbers == Some(false), Feature::OtherNumber);
    add(Feature::Sentence, c.sentence);
    if !c.same_doc {
        add(Feature::Story, c.story);
    }
}

/// What forbids a link: types that have nothing to do with one another, dates or places that can't both be right,
/// different named victims.
pub(super) fn barred(c: &Comparison, a: &Facts, b: &Facts) -> bool {
    !(c.same_type || c.kindred)
        || c.dates == Dates::Contradict
        || c.sites == Sites::Contradict
        || other_victims(c.recipient, a, b)
}

/// Whether both name persons to whom the act was done, and nobody both.
fn other_victims(recipient: SlotKinship, a: &Facts, b: &Facts) -> bool {
    recipient.pair.is_some()
        && recipient.kinship == Kinship::Different
        && happens_to_one(a.kind)
        && a.recipient
            .iter()
            .chain(&b.recipient)
            .all(|party| party.named && party.kind == sayso_core::ActorKind::Person)
}

/// Acts that are done to somebody in particular, so that another victim is another act.
fn happens_to_one(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Assault | EventType::Coerce | EventType::Sanction | EventType::Retreat | EventType::Accuse
    )
}
