//! Copies of a workspace, its health, and repair.

use crate::{StoreError, Workspace, rows, stored};
use serde::Serialize;
use std::path::Path;

/// How a workspace is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// What SQLite finds wrong with the file; empty where nothing is.
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
    /// Documents whose text is not the one that was read.
    pub altered: Vec<String>,
    /// Documents whose reading does not unpack.
    pub unreadable: Vec<String>,
}

impl Health {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty() && self.altered.is_empty() && self.unreadable.is_empty()
    }
}

impl Workspace {
    /// Copies the workspace into a new file, also while something is written to it.
    pub fn back_up(&self, path: &Path) -> Result<(), StoreError> {
        if path.exists() {
            return Err(StoreError::Exists { path: path.display().to_string() });
        }
        self.connection.execute("VACUUM INTO ?1", [path.to_string_lossy()])?;
        Ok(())
    }

    /// Looks the whole file over.
    pub fn health(&self) -> Result<Health, StoreError> {
        let mut damage: Vec<String> = self
            .connection
            .prepare("PRAGMA integrity_check")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        damage.retain(|line| line != "ok");
        if let Err(error) = self.connection.execute("INSERT INTO texts (texts, rank) VALUES ('integrity-check', 1)", [])
        {
            damage.push(format!("full text: {error}"));
        }
        let versions = self
            .connection
            .prepare(
                "SELECT v.versions, count(*) FROM documents d JOIN versions v ON v.key = d.versions
                 GROUP BY v.key ORDER BY v.versions",
            )?
            .query_map([], |row| Ok((row.get(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0))))?
            .collect::<Result<_, _>>()?;
        let (mut altered, mut unreadable) = (Vec::new(), Vec::new());
        for (doc, id) in self.document_keys()? {
            match self.reading(doc) {
                Ok(reading) => {
                    let document = &reading.document;
                    if sayso_core::sha256_hex(document.text.as_bytes()) != document.text_sha256 {
                        altered.push(id);
                    }
                }
                Err(_) => unreadable.push(id),
            }
        }
        Ok(Health {
            damage,
            documents: self.count("SELECT count(*) FROM documents")?,
            characters: self.count("SELECT coalesce(sum(length(text)), 0) FROM documents")?,
            events: self.count("SELECT count(*) FROM events")?,
            incidents: self.count("SELECT count(*) FROM incidents WHERE mentions > 1")?,
            pending: self.count("SELECT count(*) FROM pending")?,
            versions,
            altered,
            unreadable,
        })
    }

    /// Makes everything that is derived again from the stored readings. Documents whose reading does not unpack are
    /// taken out; their ids are returned. What people decided stays.
    pub fn rebuild(&mut self, progress: impl FnMut(usize)) -> Result<Vec<String>, StoreError> {
        let mut lost = Vec::new();
        let documents = self.document_keys()?;
        let transaction = self.connection.transaction()?;
        for (doc, id) in documents {
            match stored::as_read(&transaction, doc) {
                Ok(reading) => {
                    rows::take_out(&transaction, &id)?;
                    rows::insert(&transaction, &reading)?;
                }
                Err(StoreError::Database(error)) => return Err(error.into()),
                Err(_) => {
                    rows::drop_document(&transaction, &id)?;
                    lost.push(id);
                }
            }
        }
        transaction.execute_batch(
            "DELETE FROM document_keys; DELETE FROM event_keys; INSERT INTO texts (texts) VALUES ('rebuild');
             DELETE FROM incidents; UPDATE events SET incident = NULL, component = key; DELETE FROM overlaps;
             UPDATE documents SET reprint = key; DELETE FROM dyad_events; DELETE FROM dyads;
             INSERT OR IGNORE INTO pending SELECT key FROM documents;",
        )?;
        transaction.commit()?;
        self.join(progress)?;
        Ok(lost)
    }

    fn document_keys(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.connection.prepare("SELECT key, id FROM documents ORDER BY id")?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }
}
