//! Incidents: accounts of many documents that tell of one act.

mod cluster;
mod components;
mod decisions;
mod record;
#[cfg(test)]
mod tests;

pub use cluster::{JOIN, cluster};
pub use decisions::Decisions;
pub use record::{Incident, IncidentMention, Joined};
