//! A sound workspace out of a damaged one: readings and what people gave are carried over row by row, everything that is
//! derived is made again, and the damaged file is kept beside it.

use crate::{StoreError, Workspace, migrations, rows, stored, trouble};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params, params_from_iter};
use sayso_core::{CharSpan, ProducedBy, Reading};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Documents of one transaction.
const BATCH: usize = 100;

/// Bytes of a page, as [`Workspace::open`] makes files.
const PAGE: usize = 2048;

/// Where the first page holds the number of pages, the first free one, and how many are free: four bytes each.
const HEAD: std::ops::Range<usize> = 28..40;

/// What people gave: tables that no text can give again.
const PEOPLE: [&str; 5] = ["decisions", "judgements", "finished", "annotations", "sampled"];

/// What was kept of a file, and what was lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// Documents that are whole in the new file.
    pub kept: usize,
    /// Documents that are lost, by id, with the reason. One whose id is lost too goes by its number in the file.
    pub lost: Vec<(String, String)>,
    /// Rows of what people gave, table by table.
    pub people: Vec<PeopleRows>,
    /// Where the file is kept that was repaired.
    pub set_aside: PathBuf,
}

/// Rows of a table that people filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleRows {
    /// Name of the table: decisions, judgements, finished, annotations, sampled.
    pub table: String,
    /// Rows that were carried over.
    pub kept: usize,
    /// Whether rows may be missing or altered: damage was met where they lie.
    pub maybe_lost: bool,
}

impl Repair {
    /// Whether nothing is lost, as far as can be told.
    pub fn is_whole(&self) -> bool {
        self.lost.is_empty() && self.people.iter().all(|rows| !rows.maybe_lost)
    }
}

/// Makes a sound workspace of what can be read in this one. The old file stays beside it under the name
/// `NAME.damaged-DATE` (the day of the repair, UTC). `progress` is told how many documents are left to join.
///
/// # Errors
/// A newer program made the file, another has it open, nothing of it can be read, or the new file can't be written. Then everything is as it was.
pub fn repair(path: &Path, threads: usize, progress: impl FnMut(usize)) -> Result<Repair, StoreError> {
    let failed = |source: std::io::Error| StoreError::NotReplaced { path: path.display().to_string(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = tempfile::Builder::new().prefix(&format!(".{name}.unfinished-")).tempdir_in(folder).map_err(failed)?;
    let damaged = Damaged::open(path).or_else(|error| match error {
        error if trouble::is_damage(&error) => Damaged::open_by_a_lent_list(path, beside.path()),
        other => Err(other),
    })?;
    // What a newer program keeps there, this one doesn't know and would lose.
    if let Err(newer @ StoreError::Newer { .. }) = migrations::known_version(&damaged.connection) {
        return Err(newer);
    }
    let fresh = beside.path().join("repaired.db");
    let mut sound = Workspace::open(&fresh)?.with_threads(threads);
    let people = damaged.people(&mut sound)?;
    let (kept, lost) = damaged.documents(&mut sound)?;
    if kept == 0 && lost.is_empty() && people.iter().all(|rows| rows.kept == 0) {
        return Err(StoreError::NotAWorkspace { path: path.display().to_string() });
    }
    sound.join(progress)?;
    sound.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    drop(sound);
    let now = jiff::Timestamp::now().to_string();
    let set_aside = free_name(folder, &format!("{name}.damaged-{}", now.get(..10).unwrap_or(&now)));
    damaged.close();
    replace(path, &fresh, &set_aside).map_err(failed)?;
    Ok(Repair { kept, lost, people, set_aside })
}

/// Puts a new file in the place of another, which gets a new name; a program that is ended in the middle leaves one of them there.
fn replace(path: &Path, fresh: &Path, set_aside: &Path) -> std::io::Result<()> {
    std::fs::File::open(fresh)?.sync_all()?;
    let beside = |path: &Path, ending: &str| PathBuf::from(format!("{}{ending}", path.display()));
    // The log of the old file must never be taken for one of the new.
    for ending in ["-wal", "-shm"] {
        if beside(path, ending).exists() {
            std::fs::rename(beside(path, ending), beside(set_aside, ending))?;
        }
    }
    // Disks without second names have a moment without a file; both are there under their other names then.
    if std::fs::hard_link(path, set_aside).is_err() {
        std::fs::rename(path, set_aside)?;
    }
    std::fs::rename(fresh, path)
}

fn free_name(folder: &Path, name: &str) -> PathBuf {
    let numbered = (2..).map(|number| folder.join(format!("{name}-{number}")));
    std::iter::once(folder.join(name)).chain(numbered).find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}

/// The keys by which documents are looked for. Keys are given out one after the other: those between two that are known are tried
/// too, but not those up to a number that only damage has made large.
fn tried(known: &BTreeSet<i64>) -> impl Iterator<Item = i64> {
    /// Documents that may have been taken out between two that are there.
    const GAP: i64 = 100_000;
    let mut before = 0;
    known.iter().copied().filter(|&key| key > 0).flat_map(move |key| {
        let first = if key - before <= GAP { before + 1 } else { key };
        before = key;
        first..=key
    })
}

/// A file in which some pages can't be trusted.
struct Damaged {
    connection: Connection,
}

/// Documents that were kept, and those that were lost with the reason.
type Kept = (usize, Vec<(String, String)>);

impl Damaged {
    /// Opens a file that no other program has open.
    fn open(path: &Path) -> Result<Damaged, StoreError> {
        let shown = || path.display().to_string();
        let opened = |source| StoreError::Open { path: shown(), source };
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(opened)?;
        connection.busy_timeout(trouble::PATIENCE).map_err(opened)?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE").map_err(opened)?;
        connection.execute_batch("BEGIN IMMEDIATE; COMMIT; SELECT count(*) FROM sqlite_schema").map_err(|source| {
            match source.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => StoreError::NotAWorkspace { path: shown() },
                _ => opened(source),
            }
        })?;
        let damaged = Damaged { connection };
        damaged.set_versions_aside().map_err(|error| match error {
            StoreError::Database(source) => opened(source),
            other => other,
        })?;
        Ok(damaged)
    }

    /// Opens a copy of a file whose list of tables is damaged, with the list of a fresh workspace in its place. Tables lie at
    /// the same places in all files that one version of the program made; where they don't, nothing passes the checks.
    fn open_by_a_lent_list(path: &Path, folder: &Path) -> Result<Damaged, StoreError> {
        let failed = |source: std::io::Error| StoreError::NotReplaced { path: path.display().to_string(), source };
        let (lender, copy) = (folder.join("lender.db"), folder.join("copy.db"));
        let pages: Vec<usize> = {
            let fresh = Workspace::open(&lender)?;
            fresh.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            let mut statement = fresh.connection.prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'")?;
            let pages = statement.query_map([], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?;
            pages.into_iter().filter_map(|page| usize::try_from(page).ok()).collect()
        };
        let (list, mut bytes) = (std::fs::read(&lender).map_err(failed)?, std::fs::read(path).map_err(failed)?);
        for page in pages {
            let range = (page - 1) * PAGE..page * PAGE;
            if let (Some(to), Some(from)) = (bytes.get_mut(range.clone()), list.get(range)) {
                to.copy_from_slice(from);
            }
        }
        let length = u32::try_from(bytes.len() / PAGE).unwrap_or(u32::MAX);
        if let Some(head) = bytes.get_mut(HEAD) {
            head[..4].copy_from_slice(&length.to_be_bytes());
            // Pages that are free are of no account here.
            head[4..].fill(0);
        }
        std::fs::write(&copy, bytes).map_err(failed)?;
        let log = PathBuf::from(format!("{}-wal", path.display()));
        if log.exists() {
            std::fs::copy(log, folder.join("copy.db-wal")).map_err(failed)?;
        }
        Damaged::open(&copy).map_err(|error| match error {
            StoreError::NotAWorkspace { .. } | StoreError::Open { .. } => {
                StoreError::NotAWorkspace { path: path.display().to_string() }
            }
            other => other,
        })
    }

    /// Puts what can be read of the versions into a table of its own, which queries find first: the damaged one would keep
    /// every document from being read.
    fn set_versions_aside(&self) -> Result<(), StoreError> {
        self.connection.execute_batch(
            "PRAGMA temp_store = MEMORY; CREATE TEMP TABLE versions (key INTEGER PRIMARY KEY, versions TEXT NOT NULL)",
        )?;
        let mut write = self.connection.prepare("INSERT OR IGNORE INTO temp.versions VALUES (?1, ?2)")?;
        for order in ["ASC", "DESC"] {
            let sql = format!("SELECT key, versions FROM main.versions NOT INDEXED ORDER BY key {order}");
            let Ok(mut statement) = self.connection.prepare(&sql) else { continue };
            let Ok(mut found) = statement.query([]) else { continue };
            while let Ok(Some(row)) = found.next() {
                if let (Ok(key), Ok(versions)) = (row.get::<_, i64>(0), row.get::<_, String>(1))
                    && serde_json::from_str::<ProducedBy>(&versions).is_ok()
                {
                    write.execute(params![key, versions])?;
                }
            }
        }
        Ok(())
    }

    fn close(self) {
        // What of the log can't be put into the damaged file stays in the log, which is set aside with it.
        let _ = self.connection.close();
    }

    /// The numbers that these queries give, as far as they can be read.
    fn numbers(&self, queries: &[&str]) -> BTreeSet<i64> {
        let mut found = BTreeSet::new();
        for sql in queries {
            let Ok(mut statement) = self.connection.prepare(sql) else { continue };
            let Ok(mut rows) = statement.query([]) else { continue };
            while let Ok(Some(row)) = rows.next() {
                found.extend(row.get::<_, i64>(0).ok());
            }
        }
        found
    }

    /// Ids of documents by key, out of the index, from both of its ends.
    fn ids(&self) -> BTreeMap<i64, String> {
        let mut found = BTreeMap::new();
        for order in ["ASC", "DESC"] {
            let sql =
                format!("SELECT key, id FROM documents INDEXED BY sqlite_autoindex_documents_1 ORDER BY id {order}");
            let Ok(mut statement) = self.connection.prepare(&sql) else { continue };
            let Ok(mut rows) = statement.query([]) else { continue };
            while let Ok(Some(row)) = rows.next() {
                if let (Ok(key), Ok(id)) = (row.get(0), row.get(1)) {
                    found.insert(key, id);
                }
            }
        }
        found
    }

    /// Carries all whole documents over.
    fn documents(&self, sound: &mut Workspace) -> Result<Kept, StoreError> {
        let ids = self.ids();
        let mut keys = self.numbers(&[
            "SELECT key FROM documents NOT INDEXED ORDER BY key",
            "SELECT key FROM documents NOT INDEXED ORDER BY key DESC",
            "SELECT key FROM documents INDEXED BY documents_by_reprint",
            "SELECT key FROM documents INDEXED BY documents_by_publisher",
            "SELECT rowid FROM texts_docsize",
            "SELECT doc FROM events NOT INDEXED",
        ]);
        keys.extend(ids.keys());
        let known = keys;
        let (mut kept, mut lost, mut batch) = (0, Vec::new(), Vec::with_capacity(BATCH));
        for key in tried(&known) {
            match self.document(key) {
                Ok(reading) => batch.push(reading),
                Err(error) if trouble::is_damage(&error) => {
                    if known.contains(&key) {
                        let id = ids.get(&key).cloned().unwrap_or_else(|| format!("document number {key}"));
                        lost.push((id, reason(&error)));
                    }
                }
                Err(error) => return Err(error),
            }
            if batch.len() == BATCH {
                kept += carry_over(sound, &mut batch)?;
            }
        }
        kept += carry_over(sound, &mut batch)?;
        Ok((kept, lost))
    }

    /// A document, where all of it is as it was stored. Without its versions it counts as read by none, so that the next
    /// `add` reads it again.
    fn document(&self, key: i64) -> Result<Reading<CharSpan>, StoreError> {
        match stored::checked(&self.connection, key) {
            Err(StoreError::Database(rusqlite::Error::QueryReturnedNoRows)) => {
                let unknown: i64 = self.connection.query_row(
                    "SELECT versions FROM documents NOT INDEXED WHERE key = ?1",
                    [key],
                    |row| row.get(0),
                )?;
                let nothing = rows::versions_line(&ProducedBy::default());
                self.connection.execute("INSERT INTO temp.versions VALUES (?1, ?2)", params![unknown, nothing])?;
                stored::checked(&self.connection, key)
            }
            found => found,
        }
    }

    fn people(&self, sound: &mut Workspace) -> Result<Vec<PeopleRows>, StoreError> {
        PEOPLE.iter().map(|table| self.table(sound, table)).collect()
    }

    /// Carries the rows of a table over, from both of its ends, and between them as far as rows have numbers.
    fn table(&self, sound: &mut Workspace, table: &str) -> Result<PeopleRows, StoreError> {
        let transaction = sound.connection.transaction()?;
        let mut maybe_lost = false;
        let here = self.columns(table, &mut maybe_lost);
        let there: Vec<String> = transaction
            .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let columns: Vec<&str> = there.iter().filter(|name| here.contains(name)).map(String::as_str).collect();
        if columns.is_empty() {
            return Ok(PeopleRows { table: table.to_string(), kept: 0, maybe_lost });
        }
        let list = columns.join(", ");
        let places = vec!["?"; columns.len()].join(", ");
        let mut write = transaction.prepare(&format!("INSERT OR IGNORE INTO {table} ({list}) VALUES ({places})"))?;
        let mut selects: Vec<String> = ["ASC", "DESC"]
            .iter()
            .map(|order| format!("SELECT {list} FROM {table} NOT INDEXED ORDER BY {} {order}", columns[0]))
            .collect();
        if columns[0] == "key" {
            let last: Option<i64> = self
                .connection
                .query_row(&format!("SELECT max(key) FROM {table}"), [], |row| row.get(0))
                .optional()
                .ok()
                .flatten();
            let numbers = 1..=last.unwrap_or(0);
            selects.extend(numbers.map(|key| format!("SELECT {list} FROM {table} NOT INDEXED WHERE key = {key}")));
        }
        for select in &selects {
            let read = self.connection.prepare(select).and_then(|mut statement| {
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let values: Vec<Value> = (0..columns.len()).map(|at| row.get(at)).collect::<Result<_, _>>()?;
                    // What does not fit the columns any more is damaged.
                    maybe_lost |= write.execute(params_from_iter(values)).is_err();
                }
                Ok(())
            });
            maybe_lost |= read.is_err();
        }
        drop(write);
        maybe_lost |= self.differs_from_its_index(table, &columns);
        if table == "judgements" {
            let broken = transaction.execute(
                "DELETE FROM judgements WHERE NOT (json_valid(coalesce(given, 'null')) AND json_valid(coalesce(corrected, 'null'))
                 AND json_valid(actors))",
                [],
            )?;
            maybe_lost |= broken > 0;
        }
        let kept: i64 = transaction.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        transaction.commit()?;
        Ok(PeopleRows { table: table.to_string(), kept: usize::try_from(kept).unwrap_or(0), maybe_lost })
    }

    /// Whether the rows of a table are others than those that lie in the index of all its columns. A file of an older
    /// version has no such index.
    fn differs_from_its_index(&self, table: &str, columns: &[&str]) -> bool {
        let rows = |place: &str| -> rusqlite::Result<BTreeSet<String>> {
            // In this order a table without numbers of rows is not read by the index either.
            let sql = format!("SELECT {} FROM {table} {place} ORDER BY {}", columns.join(", "), columns[0]);
            let mut statement = self.connection.prepare(&sql)?;
            let width = columns.len();
            let mut found = statement.query([])?;
            let mut rows = BTreeSet::new();
            while let Some(row) = found.next()? {
                rows.insert(
                    (0..width).map(|at| Ok(format!("{:?}", row.get_ref(at)?))).collect::<rusqlite::Result<_>>()?,
                );
            }
            Ok(rows)
        };
        let is_there = "SELECT count(*) > 0 FROM sqlite_schema WHERE name = ?1 || '_whole'";
        let is_there: bool = self.connection.query_row(is_there, [table], |row| row.get(0)).unwrap_or(true);
        is_there && rows("NOT INDEXED").ok() != rows(&format!("INDEXED BY {table}_whole")).ok()
    }

    /// Columns of a table; none where it is not there (a file of an older version) or can't be read.
    fn columns(&self, table: &str, failed: &mut bool) -> Vec<String> {
        let found = self
            .connection
            .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>());
        *failed |= found.is_err();
        found.unwrap_or_default()
    }
}

fn carry_over(sound: &mut Workspace, batch: &mut Vec<Reading<CharSpan>>) -> Result<usize, StoreError> {
    let transaction = sound.connection.transaction()?;
    let carried = batch.len();
    for reading in batch.drain(..) {
        rows::insert(&transaction, &reading)?;
    }
    transaction.commit()?;
    Ok(carried)
}

fn reason(error: &StoreError) -> String {
    match error {
        StoreError::Garbled { what, .. } => format!("{what} is not as it was stored"),
        StoreError::Packed { .. } | StoreError::Record { .. } => "its reading does not unpack".to_string(),
        StoreError::Database(error) => format!("its row can't be read: {error}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_number_is_not_counted_up_to() {
        let known = BTreeSet::from([-7, 2, 5, i64::MAX]);
        assert_eq!(tried(&known).collect::<Vec<i64>>(), [1, 2, 3, 4, 5, i64::MAX]);
    }
}
