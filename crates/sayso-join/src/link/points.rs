//! What each feature of a comparison is worth, and what forbids a link.

use super::compare::{Comparison, SlotKinship};
use super::party::{Kinship, Participant};
use super::prepared::Facts;
use super::site::Sites;
use super::when::{Dates, Published};
use sayso_core::{ActorKind, EventType};

/// Stories more alike than this are reprints of one another, which says no more of which acts in them are one.
const ALIKE: f32 = 0.6;
/// From this likeness on a sentence was taken over.
const COPIED: f32 = 0.75;

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
    /// By how much the word tells, 0 to 1.
    SameTrigger,
    /// The same within a document.
    SameTriggerInDocument,
    SameRule,
    SameRuleInDocument,
    Actor(Kinship),
    Recipient(Kinship),
    /// Somebody else says, asks or promises something.
    OtherSpeaker,
    /// Somebody else is spoken to or met.
    OtherAddressee,
    /// Further parties of both differ.
    OthersDiffer,
    RolesExchanged,
    OtherStandingInDocument,
    OneGeneric,
    BothGeneric,
    /// Planned in one, done in the other, within a document or of something said.
    OtherRealis,
    /// Something said in two documents by unlike words for the saying.
    OtherWordsSaid,
    /// Something said, and nothing tells whether by the same.
    SpeakerUnsure,
    VerbalInDocument,
    SameDate,
    DateWithin,
    DatesNear,
    PublishedTogether,
    PublishedWeeks,
    PublishedFar,
    SamePlace,
    PlaceWithin,
    SameNumber,
    OtherNumberInDocument,
    /// Sentences of two documents that are nearly the same, with the same word for the act.
    Copied,
    /// By likeness of the sentences, 0 to 1.
    Sentence,
    /// The same within a document.
    SentenceInDocument,
    /// By likeness of the stories, 0 to [`ALIKE`].
    Story,
}

impl Feature {
    fn points(self) -> f32 {
        use Feature::*;
        match self {
            TwoDocuments => -5.2,
            OneDocument => -3.6,
            OneSentence => -0.8,
            KindredTypes => -2.0,
            SameMode => 0.1,
            OtherMode => -1.0,
            SameTrigger => 1.8,
            SameTriggerInDocument => 1.8,
            SameRule => 0.7,
            SameRuleInDocument => 1.0,
            Actor(kinship) => match kinship {
                Kinship::Same => 1.0,
                Kinship::SameState => 0.5,
                Kinship::Part => 0.4,
                Kinship::Alike => 0.3,
                Kinship::Open => 0.0,
                Kinship::Unlike => -0.4,
                Kinship::Different => -0.6,
            },
            Recipient(kinship) => match kinship {
                Kinship::Same => 1.7,
                Kinship::SameState => 0.8,
                Kinship::Part => 0.6,
                Kinship::Alike => 0.5,
                Kinship::Open => 0.0,
                Kinship::Unlike => -0.5,
                Kinship::Different => -1.0,
            },
            OtherSpeaker => -2.0,
            OtherAddressee => -1.0,
            OthersDiffer => -0.8,
            RolesExchanged => 0.3,
            OtherStandingInDocument => -1.0,
            OneGeneric => -2.0,
            BothGeneric => -0.7,
            OtherRealis => -0.7,
            OtherWordsSaid => -0.8,
            SpeakerUnsure => -0.4,
            VerbalInDocument => -0.5,
            SameDate => 1.2,
            DateWithin => 0.3,
            DatesNear => 0.2,
            PublishedTogether => 0.5,
            PublishedWeeks => -0.8,
            PublishedFar => -1.6,
            SamePlace => 0.9,
            PlaceWithin => 0.3,
            SameNumber => 0.5,
            OtherNumberInDocument => -0.5,
            Copied => 2.0,
            Sentence => 1.5,
            SentenceInDocument => 2.5,
            Story => 6.5,
        }
    }
}

/// The points of a comparison.
pub(super) fn sum(comparison: &Comparison) -> f32 {
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
    when(c.same_rule && !c.same_doc, Feature::SameRule);
    when(c.same_rule && c.same_doc, Feature::SameRuleInDocument);
    when(c.actor.pair.is_some(), Feature::Actor(c.actor.kinship));
    when(c.recipient.pair.is_some(), Feature::Recipient(c.recipient.kinship));
    when(c.verbal && c.actor.kinship == Kinship::Different, Feature::OtherSpeaker);
    when(c.verbal && c.recipient.kinship == Kinship::Different, Feature::OtherAddressee);
    when(c.others_differ, Feature::OthersDiffer);
    when(c.exchanged.is_some(), Feature::RolesExchanged);
    when(c.same_doc && c.other_standing, Feature::OtherStandingInDocument);
    when(c.one_generic, Feature::OneGeneric);
    when(c.both_generic, Feature::BothGeneric);
    when((c.same_doc || c.verbal) && c.other_realis && !c.one_generic, Feature::OtherRealis);
    when(!c.same_doc && c.verbal && c.trigger == 0.0 && !c.same_rule, Feature::OtherWordsSaid);
    when(c.verbal && c.actor.pair.is_some() && c.actor.kinship == Kinship::Open, Feature::SpeakerUnsure);
    when(c.same_doc && c.verbal, Feature::VerbalInDocument);
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
    when(c.same_doc && c.numbers == Some(false), Feature::OtherNumberInDocument);
    add(if c.same_doc { Feature::SameTriggerInDocument } else { Feature::SameTrigger }, c.trigger);
    if !c.same_doc && c.trigger > 0.0 && c.sentence >= COPIED {
        add(Feature::Copied, 1.0);
    }
    add(if c.same_doc { Feature::SentenceInDocument } else { Feature::Sentence }, c.sentence);
    if !c.same_doc {
        add(Feature::Story, c.story.min(ALIKE));
    }
}

/// What forbids a link: types that have nothing to do with one another, dates or places that can't both be right,
/// different named victims.
pub(super) fn barred(c: &Comparison, a: &Facts, b: &Facts) -> bool {
    !(c.same_type || c.kindred)
        || c.dates == Dates::Contradict
        || c.sites == Sites::Contradict
        || other_victims(c.recipient, &a.recipient, &b.recipient, a.kind)
        || (resigned(a) && resigned(b) && other_victims(c.actor, &a.actor, &b.actor, a.kind))
}

/// Whether both name persons to whom the act was done, and nobody both.
fn other_victims(found: SlotKinship, a: &[Participant], b: &[Participant], kind: EventType) -> bool {
    found.pair.is_some()
        && found.kinship == Kinship::Different
        && happens_to_one(kind)
        && a.iter().chain(b).all(|party| party.named && party.kind == ActorKind::Person)
}

/// Acts that are done to somebody in particular, so that another victim is another act.
fn happens_to_one(kind: EventType) -> bool {
    use EventType::{Accuse, Assault, Coerce, Retreat, Sanction};
    matches!(kind, Assault | Coerce | Sanction | Retreat | Accuse)
}

/// Who resigns does it alone.
fn resigned(facts: &Facts) -> bool {
    facts.kind == EventType::Retreat && facts.mode.as_deref() == Some("resign")
}
