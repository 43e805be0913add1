//! An incident as the workspace keeps and shows it.

use sayso_core::{CharSpan, DateRange, EventType, Place};
use sayso_join::{IncidentMention, Origins};
pub use sayso_join::{ToldIncident as Incident, ValueOf};
use serde::Deserialize;

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
