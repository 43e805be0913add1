//! Opening a workspace, adding readings and taking them out.

use crate::migrations::migrate;
use crate::trouble::PATIENCE;
use crate::{StoreError, joining, rows};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, TransactionBehavior};
use sayso_core::{CharSpan, ProducedBy, Reading};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long opening is tried again where another program makes the same file just now.
const MOMENT: Duration = Duration::from_secs(3);

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
    /// Opens a workspace, and makes it where there is none. One that can't be written to (on a read-only disk, say) can still
    /// be asked, as far as no other program was ended while it wrote there.
    ///
    /// # Errors
    /// The path is a folder, the file is no workspace, a newer one, damaged, or not accessible.
    pub fn open(path: &Path) -> Result<Workspace, StoreError> {
        let shown = || path.display().to_string();
        if path.is_dir() {
            return Err(StoreError::Folder { path: shown() });
        }
        let opened = Workspace::open_patiently(path);
        opened.or_else(|error| Workspace::open_unwritable(path).unwrap_or(Err(error))).map_err(|error| match error {
            StoreError::Database(source) if source.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
                StoreError::NotAWorkspace { path: shown() }
            }
            StoreError::NotAWorkspace { .. } => StoreError::NotAWorkspace { path: shown() },
            StoreError::Database(source) => StoreError::Open { path: shown(), source },
            other => other,
        })
    }

    /// Two programs that make one file hinder each other for a moment, in which SQLite does not wait: when the kind of its
    /// journal changes, and when a journal goes away that was there just now.
    fn open_patiently(path: &Path) -> Result<Workspace, StoreError> {
        let begun = Instant::now();
        loop {
            let opened = Connection::open(path).map_err(StoreError::from).and_then(Workspace::prepare);
            let hindered = match &opened {
                Err(StoreError::Database(error)) => match error.sqlite_error_code() {
                    Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => true,
                    Some(ErrorCode::CannotOpen) => path.is_file(),
                    _ => false,
                },
                _ => false,
            };
            if !hindered || begun.elapsed() > MOMENT {
                return opened;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// A whole file of the newest version in a place where nothing can be written; none where it is something else.
    fn open_unwritable(path: &Path) -> Option<Result<Workspace, StoreError>> {
        let may_write = std::fs::OpenOptions::new().append(true).open(path).is_ok();
        let log = path.with_file_name(format!("{}-wal", path.file_name()?.to_string_lossy()));
        let unfinished = std::fs::metadata(log).is_ok_and(|log| log.len() > 0);
        if may_write || unfinished || !path.is_file() {
            return None;
        }
        let escaped = path.to_str()?.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags).ok()?;
        Some(Workspace::prepare(connection))
    }

    /// A workspace that lives as long as the program, for questions to files read on the spot.
    pub fn in_memory() -> Result<Workspace, StoreError> {
        Workspace::prepare(Connection::open_in_memory()?)
    }

    fn prepare(mut connection: Connection) -> Result<Workspace, StoreError> {
        connection.busy_timeout(PATIENCE)?;
        // A transaction that begins by reading and finds that another program wrote since can't go on: it has to begin as a writer.
        connection.set_transaction_behavior(TransactionBehavior::Immediate);
        let foreign: bool = connection.query_row(
            "SELECT count(*) > 0 AND sum(name = 'documents') = 0 FROM sqlite_master",
            [],
            |row| row.get(0),
        )?;
        if foreign {
            return Err(StoreError::NotAWorkspace { path: String::new() });
        }
        // A workspace of others may bring views and triggers of its own; they can do nothing but read and write tables.
        connection.pragma_update(None, "trusted_schema", false)?;
        // Small pages leave less room unused behind long rows.
        connection.pragma_update(None, "page_size", 2048)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "cache_size", -65_536)?;
        connection.set_prepared_statement_cache_capacity(64);
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
        Ok(state(&self.connection, id)?
            .is_some_and(|(hash, by)| hash == text_sha256 && by == rows::versions_line(versions)))
    }

    /// Stores a reading with all its records, or nothing of it. It is joined with the others by [`Workspace::join`].
    pub fn add(&mut self, reading: &Reading<CharSpan>) -> Result<Added, StoreError> {
        Ok(self.add_all(std::slice::from_ref(reading))?[0])
    }

    /// Stores readings, all of them or none.
    pub fn add_all(&mut self, readings: &[Reading<CharSpan>]) -> Result<Vec<Added>, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut done = Vec::with_capacity(readings.len());
        for reading in readings {
            let document = &reading.document;
            let added = match state(&transaction, &document.id.0)? {
                None => Added::New,
                Some((hash, by)) if hash == document.text_sha256 && by == rows::versions_line(&reading.produced_by) => {
                    Added::Same
                }
                Some((hash, _)) if hash == document.text_sha256 => Added::ReadAgain,
                Some(_) => Added::Changed,
            };
            if added != Added::Same {
                rows::take_out(&transaction, &document.id.0)?;
                rows::insert(&transaction, reading)?;
            }
            done.push(added);
        }
        transaction.commit()?;
        Ok(done)
    }

    /// From now on everything that is stored is on the disk before the call returns: it outlasts a cut of the power too, for
    /// the price of waiting for the disk each time. Without it, a cut may take the last documents - whole ones - with it; the
    /// end of the program alone never does.
    pub fn write_through(&mut self) -> Result<(), StoreError> {
        Ok(self.connection.pragma_update(None, "synchronous", "FULL")?)
    }

    /// Puts all that was stored so far on the disk, so that a cut of the power can't take it. Another program that reads or
    /// writes does not hinder it.
    pub fn settle_on_disk(&self) -> Result<(), StoreError> {
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
    }

    /// Closes the gaps that rows leave which came in one by one, and makes one of the parts of the index of words: a file that
    /// grew much is smaller by some percent then. Says whether that was done; where another program is at work or the disk has no
    /// room for a second copy, everything stays as it is.
    pub fn close_gaps(&self) -> bool {
        let connection = &self.connection;
        let closed = connection.busy_timeout(Duration::ZERO).and_then(|()| {
            connection.execute_batch(
                "INSERT INTO texts (texts) VALUES ('optimize');
                 INSERT INTO name_search (name_search) VALUES ('optimize');
                 VACUUM",
            )?;
            // The log has all of it once more.
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        });
        connection.busy_timeout(PATIENCE).and(closed).is_ok()
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

/// Hash of the text and versions of a document that is there.
fn state(connection: &Connection, id: &str) -> Result<Option<(String, String)>, StoreError> {
    let row = connection
        .prepare_cached(
            "SELECT d.text_sha256, v.versions FROM documents d JOIN versions v ON v.key = d.versions WHERE d.id = ?1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(row)
}
