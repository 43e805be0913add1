//! What joining many reports adds to the records of one.

use sayso_core::ActorId;
use std::collections::HashMap;

/// The incident that an event belongs to, as far as layouts have room for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentOf {
    /// The incident's id.
    pub id: String,
    /// Accounts of it in all reports.
    pub mentions: usize,
    /// Reports that tell of it.
    pub reports: usize,
    /// Publishers of these.
    pub publishers: usize,
    /// Independent origins; none where it can't be told.
    pub origins: Option<usize>,
}

/// The actor of the whole workspace that a document's actor is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceActor {
    /// Its id in the workspace.
    pub id: ActorId,
    /// Its name there.
    pub name: String,
}

/// What joining found out about the records of one document; empty where reports are read by themselves.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    /// By event id.
    pub incidents: HashMap<String, IncidentOf>,
    /// By the document's own actor id.
    pub actors: HashMap<ActorId, WorkspaceActor>,
}
