//! Why two accounts were taken for accounts of one incident, in words.

use sayso_core::EventType;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Which participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// Who acts.
    Actor,
    /// Who is acted upon.
    Recipient,
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Slot::Actor => "actor",
            Slot::Recipient => "recipient",
        })
    }
}

/// One thing that speaks for or against two accounts telling of one incident.
///
/// [`Display`](fmt::Display) writes it for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
#[allow(missing_docs)] // `Display` says what each means
pub enum Reason {
    OneWord,
    SameTrigger { trigger: String },
    OtherTrigger { a: String, b: String },
    SameRule { rule: String },
    KindredTypes { a: EventType, b: EventType },
    SameMode { mode: String },
    OtherMode { a: String, b: String },
    SameParty { slot: Slot, name: String },
    PartOfParty { slot: Slot, a: String, b: String },
    AlikeParty { slot: Slot, a: String, b: String },
    OtherParty { slot: Slot, a: String, b: String },
    RolesExchanged { name: String },
    SameDate { date: String },
    DateWithin { a: String, b: String },
    DatesNear { a: String, b: String },
    DatesContradict { a: String, b: String },
    PublishedNear { days: u32 },
    PublishedFar { days: u32 },
    SamePlace { place: String },
    PlaceWithin { a: String, b: String },
    PlacesContradict { a: String, b: String },
    SameNumber { field: String },
    OtherNumber { field: String },
    SharedWords { words: Vec<String> },
    SameStory { terms: Vec<String> },
    OtherStory,
    JoinedByHand,
}

impl Reason {
    /// Whether it forbids the link whatever else speaks for it.
    pub fn is_bar(&self) -> bool {
        matches!(self, Reason::DatesContradict { .. } | Reason::PlacesContradict { .. })
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::OneWord => write!(f, "told by one word of one text"),
            Reason::SameTrigger { trigger } => write!(f, "same word: {trigger}"),
            Reason::OtherTrigger { a, b } => write!(f, "other words: {a} / {b}"),
            Reason::SameRule { rule } => write!(f, "coded by the same rule: {rule}"),
            Reason::KindredTypes { a, b } => write!(f, "kindred types: {a} / {b}"),
            Reason::SameMode { mode } => write!(f, "same mode: {mode}"),
            Reason::OtherMode { a, b } => write!(f, "other modes: {a} / {b}"),
            Reason::SameParty { slot, name } => write!(f, "both name {name} as {slot}"),
            Reason::PartOfParty { slot, a, b } => write!(f, "{a} and {b}, {slot}, belong together"),
            Reason::AlikeParty { slot, a, b } => write!(f, "{a} and {b}, {slot}, are described alike"),
            Reason::OtherParty { slot, a, b } => write!(f, "different {slot}: {a} / {b}"),
            Reason::RolesExchanged { name } => write!(f, "{name} is actor in one and recipient in the other"),
            Reason::SameDate { date } => write!(f, "same date: {date}"),
            Reason::DateWithin { a, b } => write!(f, "{a} and {b} share days"),
            Reason::DatesNear { a, b } => write!(f, "dates a day apart: {a} / {b}"),
            Reason::DatesContradict { a, b } => write!(f, "dates contradict: {a} / {b}"),
            Reason::PublishedNear { days: 0 } => write!(f, "published on one day"),
            Reason::PublishedNear { days: 1 } => write!(f, "published a day apart"),
            Reason::PublishedNear { days } | Reason::PublishedFar { days } => write!(f, "published {days} days apart"),
            Reason::SamePlace { place } => write!(f, "same place: {place}"),
            Reason::PlaceWithin { a, b } if a == b => write!(f, "both in {a}"),
            Reason::PlaceWithin { a, b } => write!(f, "one of {a} and {b} lies in the other"),
            Reason::PlacesContradict { a, b } => write!(f, "places contradict: {a} / {b}"),
            Reason::SameNumber { field } => write!(f, "same number {field}"),
            Reason::OtherNumber { field } => write!(f, "different numbers {field}: no bar"),
            Reason::SharedWords { words } => write!(f, "sentences share: {}", words.join(", ")),
            Reason::SameStory { terms } => write!(f, "reports share: {}", terms.join(", ")),
            Reason::OtherStory => write!(f, "reports of little in common"),
            Reason::JoinedByHand => write!(f, "joined by a person"),
        }
    }
}
