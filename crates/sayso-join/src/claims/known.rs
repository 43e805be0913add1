//! What is known beside the accounts themselves: which reports are copies, and which actors of two documents are one.

use sayso_core::ActorId;
use std::collections::BTreeMap;

/// What others have found out about the reports of an incident. Every answer may be "not known".
pub trait Known {
    /// The name of the cluster of reprints that a document belongs to.
    fn cluster(&self, doc: &str) -> Option<&str>;

    /// The document that this one is a reprint of, where the direction is known; both are in one cluster.
    fn original(&self, doc: &str) -> Option<&str>;

    /// The event of another document that this event was taken over from, where only a passage was.
    fn original_account(&self, event: &str) -> Option<&str>;

    /// The actor of the whole set that an actor of a document is.
    fn actor(&self, doc: &str, actor: &ActorId) -> Option<&str>;
}

/// [`Known`] from tables. The empty one knows nothing: no document is a copy, actors are told apart by name.
#[derive(Debug, Clone, Default)]
pub struct KnownTables {
    /// Document to its cluster of reprints.
    pub clusters: BTreeMap<String, String>,
    /// Document to the document it is a reprint of.
    pub originals: BTreeMap<String, String>,
    /// Event to the event it was taken over from.
    pub original_accounts: BTreeMap<String, String>,
    /// A document's actor to the actor of the whole set.
    pub actors: BTreeMap<String, BTreeMap<ActorId, String>>,
}

impl Known for KnownTables {
    fn cluster(&self, doc: &str) -> Option<&str> {
        self.clusters.get(doc).map(String::as_str)
    }

    fn original(&self, doc: &str) -> Option<&str> {
        self.originals.get(doc).map(String::as_str)
    }

    fn original_account(&self, event: &str) -> Option<&str> {
        self.original_accounts.get(event).map(String::as_str)
    }

    fn actor(&self, doc: &str, actor: &ActorId) -> Option<&str> {
        self.actors.get(doc)?.get(actor).map(String::as_str)
    }
}
