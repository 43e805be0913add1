//! Incidents: accounts of many documents that tell of one act.

mod cluster;
mod components;
mod decisions;
mod record;
#[cfg(test)]
mod tests;
mod told;

pub use cluster::{JOIN, cluster};
pub use decisions::Decisions;
pub use record::{Incident, IncidentMention, Joined};
pub use told::{ToldIncident, ValueOf};
