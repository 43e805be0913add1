//! An incident as the workspace keeps and shows it.

use sayso_core::{CharSpan, DateRange, EventType, Place};
use sayso_join::{Claim, IncidentMention, Origins, Testimony, Value};
use serde::{Deserialize, Serialize};

/// An incident with its origins (none where nobody says that it happened) and what the accounts give for each field.
pub type Incident = sayso_join::Incident<Option<Origins>, Vec<ValueOf>>;

/// A stored incident without values and reasons: they are most of it, and are passed over while it is unpacked.
#[derive(Deserialize)]
pub(crate) struct Brief {
    id: String,
    event: EventType,
    mode: Option<String>,
    date: Option<DateRange<CharSpan>>,
    place: Option<Place<CharSpan>>,
    parties: Vec<String>,
    mentions: Vec<IncidentMention>,
    origins: Option<Origins>,
}

impl From<Brief> for Incident {
    fn from(brief: Brief) -> Incident {
        Incident {
            id: brief.id,
            event: brief.event,
            mode: brief.mode,
            date: brief.date,
            place: brief.place,
            parties: brief.parties,
            mentions: brief.mentions,
            origins: brief.origins,
            values: Vec::new(),
            reasons: Vec::new(),
        }
    }
}

/// A value that one account gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueOf {
    /// What it is about: actor, place, date, or a magnitude.
    pub field: String,
    /// The value.
    pub value: Value,
    /// Who says so, from the publisher inwards.
    pub chain: Vec<String>,
    /// The report.
    pub doc: String,
    /// The record.
    pub event: String,
}

impl ValueOf {
    /// The value of a claim as one account gives it.
    pub(crate) fn new(claim: &Claim, testimony: &Testimony) -> ValueOf {
        ValueOf {
            field: claim.field.clone(),
            value: claim.value.clone(),
            chain: testimony.chain.clone(),
            doc: testimony.doc.clone(),
            event: testimony.event.clone(),
        }
    }
}
