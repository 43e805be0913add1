//! The workspace: readings in one SQLite file that a person can copy, open and query.
//!
//! Text is never analysed here; everything stored comes from readings and can be made again from them.
#![warn(missing_docs)]

mod actors;
mod annotations;
mod compare;
mod decisions;
mod groups;
mod health;
mod incident;
mod inputs;
mod joining;
mod migrations;
mod questions;
mod review;
mod rows;
mod salvage;
mod spans;
mod stored;
mod trouble;
mod workspace;

pub use annotations::{Sampled, ToAnnotate, Typed};
pub use compare::{Change, Changed, Comparison};
pub use decisions::Decision;
pub use health::Health;
pub use incident::{Incident, ValueOf};
pub use inputs::InputFile;
pub use questions::{
    ActorCount, ActorMonth, ByQuad, Contents, Count, DocumentRow, Documents, Dyad, Filter, Found, FoundActor,
    FoundDocument, FoundEvent, FoundLabel, FoundOutlet, FoundSource, FoundTie, IncidentCounts, Incidents, LabelCount,
    ListedActor, Month, Outline, Overview, PlaceCount, QuadCount, SearchHit,
};
pub use review::{
    NewJudgement, OrderOfReview, Queue, Queued, Reviewed, ReviewedDocument, ReviewedRule, StateOfReview, ToReview,
};
pub use salvage::{PeopleRows, Repair, repair};
pub use workspace::{Added, Workspace};

use sayso_core::EventType;

/// What can go wrong with a workspace.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite says no.
    #[error("{}", trouble::told(.0))]
    Database(#[from] rusqlite::Error),
    /// An actor can't be coded so.
    #[error("{0}")]
    CodedActor(#[from] sayso_core::CodedActorError),
    /// The file can't be opened.
    #[error("can't open the workspace {path}: {}", trouble::told(source))]
    Open {
        /// Path of the file.
        path: String,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file isn't a workspace.
    #[error(
        "{path} is not a sayso workspace, or its first page is damaged; give another file with --workspace, or put back a copy made by \
         `sayso backup`; where there is none, `sayso doctor --repair` saves what can be read"
    )]
    NotAWorkspace {
        /// Path of the file.
        path: String,
    },
    /// It is a folder.
    #[error("{path} is a folder; a workspace is one file: give its name with --workspace")]
    Folder {
        /// Path of the folder.
        path: String,
    },
    /// A newer program wrote it.
    #[error("the workspace has version {found} and this program knows versions up to {known}; use a newer sayso")]
    Newer {
        /// Version of the file.
        found: usize,
        /// Newest known version.
        known: usize,
    },
    /// A stored record does not read.
    #[error("a record of {document} in the workspace can't be read ({source}); `sayso add` the document again")]
    Record {
        /// The document.
        document: String,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// A stored reading does not unpack.
    #[error("the reading of {document} in the workspace is damaged ({source}); `sayso add` the document again")]
    Packed {
        /// The document.
        document: String,
        /// What is wrong.
        source: std::io::Error,
    },
    /// What is stored of a document is not what was stored.
    #[error(
        "what is stored of {document} has changed since it was stored ({what}); `sayso doctor --repair` takes it out, then `sayso add` it again"
    )]
    Garbled {
        /// The document.
        document: String,
        /// What is not as it was.
        what: &'static str,
    },
    /// No actor has that id or name.
    #[error(
        "no actor has the id or the name {given:?}; `sayso actors {given}` shows those alike, each with its id in the last column"
    )]
    UnknownActor {
        /// What was given.
        given: String,
    },
    /// Several actors bear that name.
    #[error(
        "several actors are called {given:?}: {ids}; give the id of the one that is meant (`sayso actors {given}` shows them)"
    )]
    SeveralActors {
        /// What was given.
        given: String,
        /// The ids.
        ids: String,
    },
    /// A copy could not be written.
    #[error(
        "{path} was not written, and nothing was left there ({reason}); see whether its folder is there, writable, and has room"
    )]
    NotCopied {
        /// Path of the copy.
        path: String,
        /// What the system or SQLite says.
        reason: String,
    },
    /// A repaired file could not be put in the place of the damaged one.
    #[error("the repaired workspace could not be put in place of {path} ({source}); the damaged file is as it was")]
    NotReplaced {
        /// Path of the workspace.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A copy would write over a file.
    #[error("{path} exists already; give the name of a new file")]
    Exists {
        /// The file.
        path: String,
    },
    /// It is no type of event.
    #[error("{given:?} is no PLOVER type; the types are {}", EventType::ALL.map(EventType::code).join(", "))]
    UnknownType {
        /// What was given.
        given: String,
    },
    /// There is nothing of that id.
    #[error("there is no {what} with the id {id} in the workspace")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// An actor can't be split like that.
    #[error(
        "{actor} can't be split by {spelling:?}: give one of several spellings that it has as a name of its own ({spellings})"
    )]
    NoSuchSpelling {
        /// The actor's id.
        actor: String,
        /// The spelling that was given.
        spelling: String,
        /// Those it has.
        spellings: String,
    },
    /// A judgement can't be taken.
    #[error("{0}")]
    Review(#[from] sayso_review::ReviewError),
    /// Some records of a document are not judged yet.
    #[error("{open} records of {document} are not judged yet; judge them before you call the document finished")]
    Unfinished {
        /// The document.
        document: String,
        /// How many.
        open: usize,
    },
    /// The words of a search can't be understood.
    #[error("can't search for {query:?}: {message}; put words with signs in quotation marks")]
    Query {
        /// The query.
        query: String,
        /// What SQLite says.
        message: String,
    },
}

impl StoreError {
    /// Whether writing alone is in the way: another program writes, or nothing may be written here.
    pub fn is_about_writing(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, ReadOnly};
        match self {
            StoreError::Database(error) => {
                matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked | ReadOnly))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod faults;
#[cfg(test)]
mod tests;
