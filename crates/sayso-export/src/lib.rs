//! Readings in the layouts of the field's other tools, each with a report of what that layout can't hold.
#![warn(missing_docs)]

mod joined;

pub use joined::{IncidentOf, Joined, WorkspaceActor};
