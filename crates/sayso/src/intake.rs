//! Readings into a workspace: what is wanted of the documents that come, and what became of them.

use crate::{Added, DistinctIds, Document, Reading, StoreError, Workspace};
use sayso_core::{CharSpan, DocumentId, ProducedBy};

/// What one run of adding did, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents that were not there.
    pub new: usize,
    /// Documents whose text had changed; their records were replaced.
    pub changed: usize,
    /// Documents with the same text, read again by other versions.
    pub read_again: usize,
    /// Documents that were there with the same text and versions; they were not read.
    pub unchanged: usize,
    /// Documents whose id another text of this run has; they were not added.
    pub clashes: usize,
    /// Events stored.
    pub events: usize,
}

/// Whether a document is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// It is new, or changed, or was read by other versions.
    Yes,
    /// The workspace holds it as it is.
    Unchanged,
    /// Another text of this run has its id.
    Clash,
}

/// One run of adding.
#[derive(Debug, Default)]
pub struct Intake {
    ids: DistinctIds,
    counts: Counts,
}

impl Intake {
    /// Whether a document may come: no other text of this run has its id.
    pub fn admits(&mut self, id: &DocumentId, text_sha256: &str) -> bool {
        let admitted = self.ids.admits(id, text_sha256);
        self.counts.clashes += usize::from(!admitted);
        admitted
    }

    /// Counts a document that the workspace holds as it is.
    pub fn known(&mut self) {
        self.counts.unchanged += 1;
    }

    /// Whether a document is to be read for the workspace, by a reader that gives readings of it these versions.
    ///
    /// # Errors
    /// Where the workspace can't be asked.
    pub fn wants(
        &mut self,
        workspace: &Workspace,
        document: &Document,
        versions: &ProducedBy,
    ) -> Result<Wanted, StoreError> {
        if !self.admits(&document.id, &document.text_sha256) {
            return Ok(Wanted::Clash);
        }
        if workspace.holds(&document.id.0, &document.text_sha256, versions)? {
            self.known();
            return Ok(Wanted::Unchanged);
        }
        Ok(Wanted::Yes)
    }

    /// Stores a reading.
    ///
    /// # Errors
    /// Where the workspace can't be written.
    pub fn take(&mut self, workspace: &mut Workspace, reading: &Reading<CharSpan>) -> Result<Added, StoreError> {
        let added = workspace.add(reading)?;
        let count = match added {
            Added::New => &mut self.counts.new,
            Added::Changed => &mut self.counts.changed,
            Added::ReadAgain => &mut self.counts.read_again,
            Added::Same => &mut self.counts.unchanged,
        };
        *count += 1;
        if added != Added::Same {
            self.counts.events += reading.events.len();
        }
        Ok(added)
    }

    /// What was done so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }
}
