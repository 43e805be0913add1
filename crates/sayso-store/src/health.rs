//! Copies of a workspace, and its health.

use crate::joining::recount;
use crate::{StoreError, Workspace, stored, trouble};
use rusqlite::types::Value;
use serde::Serialize;
use std::path::Path;

/// Documents whose rows are made again at once, to be compared.
const BATCH: usize = 100;

/// How a workspace is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// What SQLite finds wrong with the file, and derived records that don't unpack; empty where nothing is.
    pub damage: Vec<String>,
    /// Documents.
    pub documents: usize,
    /// Characters of their texts.
    pub characters: usize,
    /// Events.
    pub events: usize,
    /// Incidents with several accounts.
    pub incidents: usize,
    /// Documents that were added and not joined with the others yet.
    pub pending: usize,
    /// Versions that read the documents, as JSON, and how many documents each read.
    pub versions: Vec<(String, usize)>,
    /// Documents whose text, title or other heading is not the one that was read.
    pub altered: Vec<String>,
    /// Documents whose reading does not unpack.
    pub unreadable: Vec<String>,
    /// Documents whose rows (actors, events, parties, labels, ties) are not those of their reading.
    pub astray: Vec<String>,
}

impl Health {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty() && self.altered.is_empty() && self.unreadable.is_empty() && self.astray.is_empty()
    }
}

impl Workspace {
    /// Copies the workspace as it is at one moment into a new file, also while something is written to it. The file gets
    /// its name when it is whole and on the disk; until then there is a hidden one beside it (`.NAME.unfinished-…`).
    ///
    /// # Errors
    /// There is a file of that name, or the copy can't be written.
    pub fn back_up(&self, path: &Path) -> Result<(), StoreError> {
        let shown = || path.display().to_string();
        if path.exists() {
            return Err(StoreError::Exists { path: shown() });
        }
        let failed = |reason: String| StoreError::NotCopied { path: shown(), reason };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let unfinished = tempfile::Builder::new()
            .prefix(&format!(".{name}.unfinished-"))
            .tempfile_in(folder)
            .map_err(|error| failed(error.to_string()))?;
        self.connection
            .execute("VACUUM INTO ?1", [unfinished.path().to_string_lossy()])
            .map_err(|error| failed(error.to_string()))?;
        unfinished.as_file().sync_all().map_err(|error| failed(error.to_string()))?;
        match unfinished.persist_noclobber(path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(StoreError::Exists { path: shown() })
            }
            Err(error) => Err(failed(error.error.to_string())),
        }
    }

    /// Looks the whole file over: its structure, every text and reading, and the rows that stand for them. Damage is told,
    /// and does not end it.
    ///
    /// # Errors
    /// The file can't be read at all, or another program keeps it locked.
    pub fn health(&self) -> Result<Health, StoreError> {
        let mut damage = Damage::default();
        damage.structure(self)?;
        damage.joined_records(self)?;
        let documents = damage.unless_damaged("the list of documents", self.document_keys())?.unwrap_or_default();
        let (mut altered, mut unreadable, mut astray) = (Vec::new(), Vec::new(), Vec::new());
        for batch in documents.chunks(BATCH) {
            let mut sound = Vec::with_capacity(batch.len());
            for (doc, id) in batch {
                match stored::checked(&self.connection, *doc) {
                    Ok(_) => sound.push((*doc, id)),
                    Err(StoreError::Garbled { .. }) => altered.push(id.clone()),
                    Err(error) if trouble::is_damage(&error) => unreadable.push(id.clone()),
                    Err(error) => return Err(error),
                }
            }
            astray.extend(self.astray(&sound)?);
        }
        if damage.lines.is_empty() && altered.is_empty() && unreadable.is_empty() && astray.is_empty() {
            damage.counts(self)?;
        }
        let versions = damage.unless_damaged("the versions", self.versions())?.unwrap_or_default();
        let mut count = |what: &str, sql: &str| -> Result<usize, StoreError> {
            Ok(damage.unless_damaged(what, self.count(sql))?.unwrap_or_default())
        };
        Ok(Health {
            documents: documents.len(),
            characters: count("the texts", "SELECT coalesce(sum(length(text)), 0) FROM documents")?,
            events: count("the events", "SELECT count(*) FROM events")?,
            incidents: count("the incidents", "SELECT count(*) FROM incidents WHERE mentions > 1")?,
            pending: count("what is left to join", "SELECT count(*) FROM pending")?,
            versions,
            altered,
            unreadable,
            astray,
            damage: damage.lines,
        })
    }

    fn versions(&self) -> Result<Vec<(String, usize)>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT v.versions, count(*) FROM documents d JOIN versions v ON v.key = d.versions
             GROUP BY v.key ORDER BY v.versions",
        )?;
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn document_keys(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.connection.prepare("SELECT key, id FROM documents ORDER BY id")?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// Those of the documents whose rows are others than their readings give.
    fn astray(&self, documents: &[(i64, &String)]) -> Result<Vec<String>, StoreError> {
        let mut fresh = Workspace::in_memory()?;
        let mut astray = Vec::new();
        let mut compared = Vec::with_capacity(documents.len());
        for (doc, id) in documents {
            match self.reading(*doc) {
                Ok(reading) => {
                    fresh.add(&reading)?;
                    compared.push(*id);
                }
                Err(error) if trouble::is_damage(&error) => astray.push((*id).clone()),
                Err(error) => return Err(error),
            }
        }
        for id in compared {
            match self.rows_of(id) {
                Ok(rows) if rows == fresh.rows_of(id)? => {}
                Ok(_) => astray.push(id.clone()),
                Err(error) if trouble::is_damage(&error) => astray.push(id.clone()),
                Err(error) => return Err(error),
            }
        }
        Ok(astray)
    }

    /// All that the rows say of a document, whatever their keys are.
    fn rows_of(&self, id: &str) -> Result<Vec<Vec<Value>>, StoreError> {
        const ROWS: [&str; 6] = [
            "SELECT e.id, e.event, e.mode, e.cameo, e.date_from, e.date_to, e.date_precision, e.place, e.admin1, e.country,
                    e.lat, e.lon, e.place_precision, e.geonameid, e.polarity, e.certainty, e.realis, e.standing, e.side,
                    e.links, e.trigger_start, e.trigger_end, e.confidence, e.rule
             FROM events e JOIN documents d ON d.key = e.doc WHERE d.id = ?1 ORDER BY e.id",
            "SELECT a.local, f.name, f.class, f.country, f.block, a.kind, a.sector, a.mentions, a.spellings
             FROM document_actors a JOIN actor_forms f ON f.key = a.form JOIN documents d ON d.key = a.doc
             WHERE d.id = ?1 ORDER BY a.local",
            "SELECT e.id, p.role, p.position, f.name, f.class, f.country
             FROM event_parties p JOIN actor_forms f ON f.key = p.form JOIN events e ON e.key = p.event
             JOIN documents d ON d.key = e.doc WHERE d.id = ?1 ORDER BY e.id, p.role, p.position",
            "SELECT e.id, h.depth, f.name, f.class, f.country, h.act, h.unnamed
             FROM event_holders h JOIN actor_forms f ON f.key = h.form JOIN events e ON e.key = h.event
             JOIN documents d ON d.key = e.doc WHERE d.id = ?1 ORDER BY e.id, h.depth",
            "SELECT l.id, l.text, f.name, f.country, (SELECT h.name FROM actor_forms h WHERE h.key = l.holder), l.start,
                    l.confidence, l.rule, l.kind
             FROM labels l JOIN actor_forms f ON f.key = l.target JOIN documents d ON d.key = l.doc
             WHERE d.id = ?1 ORDER BY l.id",
            "SELECT t.id, t.kind, t.change, a.name, a.country, b.name, b.country, t.start, t.confidence, t.rule
             FROM ties t JOIN actor_forms a ON a.key = t.from_form JOIN actor_forms b ON b.key = t.to_form
             JOIN documents d ON d.key = t.doc WHERE d.id = ?1 ORDER BY t.id",
        ];
        let mut found = Vec::new();
        for sql in ROWS {
            let mut statement = self.connection.prepare_cached(sql)?;
            let columns = statement.column_count();
            let rows = statement.query_map([id], |row| (0..columns).map(|at| row.get(at)).collect())?;
            found.extend(rows.collect::<Result<Vec<Vec<Value>>, _>>()?);
        }
        Ok(found)
    }
}

/// What is found wrong, a line each.
#[derive(Default)]
struct Damage {
    lines: Vec<String>,
}

impl Damage {
    /// What there is of it; none, and a line, where damage is in the way.
    fn unless_damaged<T>(&mut self, what: &str, found: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match found {
            Ok(found) => Ok(Some(found)),
            Err(error) if trouble::is_damage(&error) => {
                let reason = match error {
                    StoreError::Database(error) => error.to_string(),
                    other => other.to_string(),
                };
                self.lines.push(format!("{what} can't be read: {reason}"));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// What SQLite says of the file and of the index of words.
    fn structure(&mut self, workspace: &Workspace) -> Result<(), StoreError> {
        let lines = workspace.connection.prepare("PRAGMA integrity_check").and_then(|mut statement| {
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            lines.collect::<Result<Vec<_>, _>>()
        });
        let lines = self.unless_damaged("the file", lines.map_err(StoreError::from))?.unwrap_or_default();
        // Some lines hold a report of several lines.
        self.lines.extend(lines.iter().flat_map(|line| line.lines()).filter(|line| *line != "ok").map(str::to_string));
        if workspace.connection.is_readonly("main").unwrap_or(false) {
            return Ok(());
        }
        let words = workspace.connection.execute("INSERT INTO texts (texts, rank) VALUES ('integrity-check', 1)", []);
        self.unless_damaged("the index of words", words.map_err(StoreError::from))?;
        Ok(())
    }

    /// What is counted over many documents and comes out otherwise when it is counted again.
    fn counts(&mut self, workspace: &Workspace) -> Result<(), StoreError> {
        let astray = self.unless_damaged("what is counted", recount::astray(&workspace.connection))?;
        self.lines.extend(astray.iter().flatten().map(|what| format!("{what} are not what the documents give")));
        Ok(())
    }

    /// Records of incidents, findings and overlaps that don't unpack.
    fn joined_records(&mut self, workspace: &Workspace) -> Result<(), StoreError> {
        for (table, column) in
            [("incidents", "record"), ("findings", "record"), ("overlaps", "record"), ("overlaps", "drifts")]
        {
            let broken = || -> Result<usize, StoreError> {
                let mut broken = 0;
                let sql = format!("SELECT {column} FROM {table} WHERE length({column}) > 0");
                let mut statement = workspace.connection.prepare(&sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let record: Vec<u8> = row.get(0)?;
                    broken += usize::from(stored::unpack_record::<serde::de::IgnoredAny>(table, &record).is_err());
                }
                Ok(broken)
            };
            if let Some(broken @ 1..) = self.unless_damaged(table, broken())? {
                self.lines.push(format!("{broken} records of {table} don't unpack"));
            }
        }
        Ok(())
    }
}
