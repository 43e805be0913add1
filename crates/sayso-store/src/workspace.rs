//! Opening a workspace, adding readings and taking them out.

use crate::StoreError;
use crate::migrations::migrate;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sayso_core::{Actor, CharSpan, Event, Party, ProducedBy, Reading};
use std::path::Path;

/// A file of readings.
pub struct Workspace {
    pub(crate) connection: Connection,
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
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.busy_timeout(std::time::Duration::from_secs(10))?;
        migrate(&mut connection)?;
        Ok(Workspace { connection })
    }

    /// Whether the document is there with this text, read by these versions.
    pub fn holds(&self, id: &str, text_sha256: &str, versions: &ProducedBy) -> Result<bool, StoreError> {
        Ok(self.state(id)?.is_some_and(|(hash, by)| hash == text_sha256 && by == versions_key(versions)))
    }

    fn state(&self, id: &str) -> Result<Option<(String, String)>, StoreError> {
        let row = self
            .connection
            .query_row("SELECT text_sha256, produced_by FROM documents WHERE id = ?1", [id], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        Ok(row)
    }

    /// Stores a reading with all its records, or nothing of it.
    pub fn add(&mut self, reading: &Reading<CharSpan>) -> Result<Added, StoreError> {
        let document = &reading.document;
        let versions = versions_key(&reading.produced_by);
        let added = match self.state(&document.id.0)? {
            None => Added::New,
            Some((hash, by)) if hash == document.text_sha256 && by == versions => return Ok(Added::Same),
            Some((hash, _)) if hash == document.text_sha256 => Added::ReadAgain,
            Some(_) => Added::Changed,
        };
        let record = |source| StoreError::Record { document: document.id.0.clone(), source };
        let transaction = self.connection.transaction()?;
        take_out(&transaction, &document.id.0)?;
        transaction.execute(
            "INSERT INTO documents (id, title, publisher, url, published, language, text_sha256, produced_by, reading)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                document.id.0,
                document.title,
                document.publisher,
                document.url,
                document.published.as_ref().map(|published| published.text.as_str()),
                document.language,
                document.text_sha256,
                versions,
                serde_json::to_string(reading).map_err(record)?,
            ],
        )?;
        transaction.execute(
            "INSERT INTO texts (id, title, text) VALUES (?1, ?2, ?3)",
            params![document.id.0, document.title.as_deref().unwrap_or(""), document.text],
        )?;
        for event in &reading.events {
            insert_event(&transaction, reading, event, &serde_json::to_string(event).map_err(record)?)?;
        }
        for label in &reading.labels {
            let json = serde_json::to_string(label).map_err(record)?;
            transaction.execute(
                "INSERT OR REPLACE INTO labels (id, doc, record) VALUES (?1, ?2, ?3)",
                params![label.id, document.id.0, json],
            )?;
        }
        for tie in &reading.ties {
            let json = serde_json::to_string(tie).map_err(record)?;
            transaction.execute(
                "INSERT OR REPLACE INTO ties (id, doc, record) VALUES (?1, ?2, ?3)",
                params![tie.id, document.id.0, json],
            )?;
        }
        for actor in &reading.actors {
            let json = serde_json::to_string(actor).map_err(record)?;
            transaction.execute(
                "INSERT INTO actors (doc, id, key, name, kind, country, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    document.id.0,
                    actor.id.0,
                    actor_key(&document.id.0, actor),
                    actor.name,
                    kind_name(actor),
                    actor.country,
                    json
                ],
            )?;
        }
        transaction.commit()?;
        Ok(added)
    }

    /// Takes a document and all its records out. Says whether it was there.
    pub fn remove(&mut self, id: &str) -> Result<bool, StoreError> {
        let transaction = self.connection.transaction()?;
        let removed = take_out(&transaction, id)?;
        transaction.commit()?;
        Ok(removed)
    }
}

fn take_out(transaction: &Transaction<'_>, id: &str) -> Result<bool, StoreError> {
    transaction.execute("DELETE FROM texts WHERE id = ?1", [id])?;
    Ok(transaction.execute("DELETE FROM documents WHERE id = ?1", [id])? > 0)
}

fn insert_event(
    transaction: &Transaction<'_>,
    reading: &Reading<CharSpan>,
    event: &Event<CharSpan>,
    json: &str,
) -> Result<(), StoreError> {
    let date = event.date.as_ref();
    let parties: Vec<String> =
        event.actor.iter().chain(&event.recipient).map(|party| party_words(reading, party)).collect();
    transaction.execute(
        "INSERT OR REPLACE INTO events
             (id, doc, event, mode, date_from, date_to, country, place, trigger_start, confidence, parties, record)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            event.id,
            reading.document.id.0,
            event.event.code(),
            event.mode,
            date.and_then(|date| date.from).map(|day| day.to_string()),
            date.and_then(|date| date.to.or(date.from)).map(|day| day.to_string()),
            event.location.as_ref().and_then(|place| place.country.clone()),
            event.location.as_ref().map(|place| place.name.clone()),
            i64::try_from(event.evidence.trigger.start).unwrap_or(i64::MAX),
            event.confidence,
            parties.join("\n"),
            json,
        ],
    )?;
    Ok(())
}

/// What a person would search a party by: its names, country and words.
fn party_words(reading: &Reading<CharSpan>, party: &Party<CharSpan>) -> String {
    let words: String =
        reading.document.text.chars().skip(party.span.start).take(party.span.end - party.span.start).collect();
    let actor = party.actor.as_ref().and_then(|id| reading.actor(id));
    let names = actor.map_or(String::new(), |actor| {
        let aliases: Vec<&str> = actor.aliases.iter().map(|alias| alias.name.as_str()).collect();
        format!("{} {} {}", actor.name, aliases.join(" "), actor.country.as_deref().unwrap_or(""))
    });
    format!("{words} {names}").to_lowercase()
}

/// Actors of different documents with the same key are shown as one: the same name, kind and country. Descriptions
/// without a name stay apart.
fn actor_key(document: &str, actor: &Actor<CharSpan>) -> String {
    let named = actor
        .mentions
        .iter()
        .any(|mention| matches!(mention.form, sayso_core::MentionForm::Name | sayso_core::MentionForm::Acronym))
        || actor.kind == sayso_core::ActorKind::State;
    let name = actor.name.to_lowercase();
    if named {
        format!("{name}|{}|{}", kind_name(actor), actor.country.as_deref().unwrap_or(""))
    } else {
        format!("{name}|{document}|{}", actor.id)
    }
}

fn kind_name(actor: &Actor<CharSpan>) -> String {
    serde_json::to_value(actor.kind).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
}

fn versions_key(versions: &ProducedBy) -> String {
    format!("{}|{}|{}|{}|{}", versions.sayso, versions.model, versions.lexicon, versions.gazetteer, versions.schema)
}
