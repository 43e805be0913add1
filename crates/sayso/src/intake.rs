//! Readings into a workspace: what is wanted of the documents that come, and what became of them.

use crate::distinct::DistinctIds;
use crate::{Added, Document, Error, Reader, Reading, StoreError, Workspace};
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

/// What a document has become when its turn comes to be stored.
#[derive(Debug)]
pub enum Read {
    /// The workspace has it.
    Known(Box<Document>),
    /// It was read.
    New(Box<Reading<CharSpan>>),
}

impl Read {
    /// Reads a document, but where `holds` says that the workspace has a reading of it by these versions.
    ///
    /// # Errors
    /// Where the document can't be read.
    pub fn of(
        reader: &Reader,
        document: Document,
        holds: impl FnOnce(&Document, &ProducedBy) -> bool,
    ) -> Result<Read, Error> {
        if holds(&document, &reader.produced_by(&document)) {
            return Ok(Read::Known(Box::new(document)));
        }
        Ok(Read::New(Box::new(reader.read(&document)?.to_output())))
    }

    /// The document's id.
    pub fn id(&self) -> &DocumentId {
        match self {
            Read::Known(document) => &document.id,
            Read::New(reading) => &reading.document.id,
        }
    }

    /// The events that were read; none where nothing was.
    pub fn events(&self) -> usize {
        match self {
            Read::Known(_) => 0,
            Read::New(reading) => reading.events.len(),
        }
    }

    fn text_sha256(&self) -> &str {
        match self {
            Read::Known(document) => &document.text_sha256,
            Read::New(reading) => &reading.document.text_sha256,
        }
    }
}

/// One run of adding.
#[derive(Debug, Default)]
pub struct Intake {
    ids: DistinctIds,
    counts: Counts,
}

impl Intake {
    /// Whether a document may come: no other text of this run has its id.
    fn admits(&mut self, id: &DocumentId, text_sha256: &str) -> bool {
        let admitted = self.ids.admits(id, text_sha256);
        self.counts.clashes += usize::from(!admitted);
        admitted
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
            self.counts.unchanged += 1;
            return Ok(Wanted::Unchanged);
        }
        Ok(Wanted::Yes)
    }

    /// Stores what was read; says what that did, and nothing where another text of this run has the id.
    ///
    /// # Errors
    /// Where the workspace can't be written.
    pub fn store(&mut self, workspace: &mut Workspace, read: &Read) -> Result<Option<Added>, StoreError> {
        if !self.admits(read.id(), read.text_sha256()) {
            return Ok(None);
        }
        match read {
            Read::New(reading) => self.take(workspace, reading).map(Some),
            Read::Known(_) => {
                self.counts.unchanged += 1;
                Ok(Some(Added::Same))
            }
        }
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
