//! Opening a workspace, adding readings and taking them out.

use crate::migrations::migrate;
use crate::{StoreError, joining, rows};
use rusqlite::{Connection, OptionalExtension};
use sayso_core::{CharSpan, ProducedBy, Reading};
use std::path::Path;

/// A file of readings.
pub struct Workspace {
    pub(crate) connection: Connection,
    threads: usize,
}

/// What adding a reading did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// The document was not there.
    New,
    /// It was there with the same text and the same versions; nothing was done.
    Same,
    /// It was there with another text; its records were replaced.
    Changed,
    /// It was there with the same text, read by other versions; its records were replaced.
    ReadAgain,
}

impl Workspace {
    /// Opens a workspace, and makes it where there is none.
    pub fn open(path: &Path) -> Result<Workspace, StoreError> {
        let shown = || path.display().to_string();
        let connection = Connection::open(path).map_err(|source| StoreError::Open { path: shown(), source })?;
        Workspace::prepare(connection).map_err(|error| match error {
            StoreError::Database(rusqlite::Error::SqliteFailure(code, _))
                if code.code == rusqlite::ErrorCode::NotADatabase =>
            {
                StoreError::NotAWorkspace { path: shown() }
            }
            StoreError::Database(source) => StoreError::Open { path: shown(), source },
            other => other,
        })
    }

    /// A workspace that lives as long as the program, for questions to files read on the spot.
    pub fn in_memory() -> Result<Workspace, StoreError> {
        Workspace::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut connection: Connection) -> Result<Workspace, StoreError> {
        // A workspace of others may bring views and triggers of its own; they can do nothing but read and write tables.
        connection.pragma_update(None, "trusted_schema", false)?;
        // Small pages leave less room unused behind long rows.
        connection.pragma_update(None, "page_size", 2048)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "cache_size", -65_536)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        migrate(&mut connection)?;
        Ok(Workspace { connection, threads: 0 })
    }

    /// Joins with so many threads (0: one per processor, as is done where nothing is said). What comes out is the same.
    pub fn with_threads(mut self, threads: usize) -> Workspace {
        self.threads = threads;
        self
    }

    /// The number that a query counts.
    pub(crate) fn count(&self, sql: &str) -> Result<usize, StoreError> {
        let number: i64 = self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(number).unwrap_or(0))
    }

    /// Whether the document is there with this text, read by these versions.
    pub fn holds(&self, id: &str, text_sha256: &str, versions: &ProducedBy) -> Result<bool, StoreError> {
        Ok(self.state(id)?.is_some_and(|(hash, by)| hash == text_sha256 && by == rows::versions_line(versions)))
    }

    fn state(&self, id: &str) -> Result<Option<(String, String)>, StoreError> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT d.text_sha256, v.versions FROM documents d JOIN versions v ON v.key = d.versions WHERE d.id = ?1",
            )?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(row)
    }

    /// Stores a reading with all its records, or nothing of it. It is joined with the others by [`Workspace::join`].
    pub fn add(&mut self, reading: &Reading<CharSpan>) -> Result<Added, StoreError> {
        Ok(self.add_all(std::slice::from_ref(reading))?[0])
    }

    /// Stores readings, all of them or none.
    pub fn add_all(&mut self, readings: &[Reading<CharSpan>]) -> Result<Vec<Added>, StoreError> {
        let mut done = Vec::with_capacity(readings.len());
        for reading in readings {
            let document = &reading.document;
            done.push(match self.state(&document.id.0)? {
                None => Added::New,
                Some((hash, by)) if hash == document.text_sha256 && by == rows::versions_line(&reading.produced_by) => {
                    Added::Same
                }
                Some((hash, _)) if hash == document.text_sha256 => Added::ReadAgain,
                Some(_) => Added::Changed,
            });
        }
        let transaction = self.connection.transaction()?;
        for (reading, added) in readings.iter().zip(&done) {
            if *added != Added::Same {
                rows::take_out(&transaction, &reading.document.id.0)?;
                rows::insert(&transaction, reading)?;
            }
        }
        transaction.commit()?;
        Ok(done)
    }

    /// Takes a document and all its records out. Says whether it was there.
    pub fn remove(&mut self, id: &str) -> Result<bool, StoreError> {
        let transaction = self.connection.transaction()?;
        let removed = rows::take_out(&transaction, id)?;
        transaction.commit()?;
        Ok(removed)
    }

    /// Joins what was added or taken out since the last time with the rest: actors, reprints, incidents. What is done
    /// stays done when the program is ended in the middle.
    ///
    /// `progress` is told how many documents are left.
    pub fn join(&mut self, progress: impl FnMut(usize)) -> Result<(), StoreError> {
        joining::join(&mut self.connection, self.threads, progress)
    }
}
