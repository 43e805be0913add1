//! An incident as the workspace keeps and shows it.

use sayso_core::{CharSpan, DateRange, EventType, Place};
use sayso_join::{Claim, IncidentMention, Joined, Origins, Testimony, Value};
use serde::{Deserialize, Serialize};

/// Accounts, of one document or many, that tell of one act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Named after its earliest account.
    pub id: String,
    /// The type most accounts have.
    pub event: EventType,
    /// The mode most accounts of that type have.
    pub mode: Option<String>,
    /// The narrowest date that accounts give.
    pub date: Option<DateRange<CharSpan>>,
    /// The narrowest place that accounts give.
    pub place: Option<Place<CharSpan>>,
    /// Ids of the actors that take part.
    pub parties: Vec<String>,
    /// Its accounts, the earliest first.
    pub mentions: Vec<IncidentMention>,
    /// On whose word it stands that it happened; none where nobody says so.
    pub origins: Option<Origins>,
    /// What the accounts give for each field.
    pub values: Vec<ValueOf>,
    /// Why each mention but the first was joined.
    pub reasons: Vec<Joined>,
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
