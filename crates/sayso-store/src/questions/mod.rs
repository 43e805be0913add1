//! Questions to a workspace.

mod actors;
mod documents;
mod drift;
pub(crate) mod dyads;
mod events;
mod filter;
mod incidents;
mod outline;
mod sources;
mod standing;

pub use actors::{ActorMonth, ByQuad, FoundActor, ListedActor};
pub use documents::{Contents, DocumentRow, Documents, FoundDocument, SearchHit};
pub use dyads::Dyad;
pub use events::FoundEvent;
pub use filter::Filter;
pub use incidents::{Found, IncidentCounts, Incidents};
pub use outline::{ActorCount, Count, Month, Outline, Overview, PlaceCount, QuadCount};
pub use sources::{FoundOutlet, FoundSource, LabelCount};
pub use standing::{FoundLabel, FoundTie};

pub(crate) use filter::Conditions;

/// How many rows SQLite shall give: all where no limit is set.
pub(crate) fn limit(limit: Option<usize>) -> i64 {
    limit.map_or(-1, crate::rows::count)
}
