//! What joining many reports adds to the records of one.

use sayso_core::ActorId;
use std::collections::HashMap;

/// The incident that an event belongs to, as far as layouts have room for it.
#[derive(Debug, Clone, PartialEq)]
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
    /// The dead by the stated rules, where anybody vouches for a number.
    pub killed: Option<Dead>,
    /// The publishers, in the order of their names.
    pub outlets: Vec<String>,
}

/// How many died, after the practice of others' tables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dead {
    /// ACLED's: the most conservative.
    pub acled: f64,
    /// UCDP's.
    pub low: f64,
    /// UCDP's.
    pub best: f64,
    /// UCDP's.
    pub high: f64,
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
    /// Whether reports were joined at all, so that an event without an incident is told by nobody else.
    pub together: bool,
    /// By event id.
    pub incidents: HashMap<String, IncidentOf>,
    /// By the document's own actor id.
    pub actors: HashMap<ActorId, WorkspaceActor>,
}
