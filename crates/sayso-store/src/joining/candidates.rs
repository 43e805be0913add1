//! Finding the documents and events that may tell of the same, by keys.

use super::loaded::Loaded;
use crate::StoreError;
use rusqlite::{Connection, params};
use sayso_join::{FORMULA, KeyOf, SHARED_KEYS, account_key_number, document_keys};
use std::collections::{BTreeMap, BTreeSet};

/// Documents that may have text in common with one, and those that may tell the same story.
pub(super) struct Candidates {
    /// With the number of keys that they share.
    pub texts: BTreeMap<i64, usize>,
    pub stories: BTreeSet<i64>,
}

fn keys_of(loaded: &Loaded) -> Vec<i64> {
    document_keys(&loaded.reading, &loaded.story)
}

/// Stores the keys of a document and its events, so that others find it.
pub(super) fn store_keys(connection: &Connection, doc: i64, loaded: &Loaded) -> Result<(), StoreError> {
    for key in keys_of(loaded) {
        connection
            .prepare_cached("INSERT OR IGNORE INTO document_keys (name, doc) VALUES (?1, ?2)")?
            .execute(params![key, doc])?;
    }
    for (prepared, row) in loaded.prepared.iter().zip(&loaded.rows) {
        for key in prepared.keys() {
            connection
                .prepare_cached("INSERT OR IGNORE INTO event_keys (name, event) VALUES (?1, ?2)")?
                .execute(params![account_key_number(key), row])?;
        }
    }
    Ok(())
}

/// Takes the keys of a document and its events out.
pub(super) fn forget_keys(connection: &Connection, doc: i64, loaded: &Loaded) -> Result<(), StoreError> {
    for key in keys_of(loaded) {
        connection
            .prepare_cached("DELETE FROM document_keys WHERE name = ?1 AND doc = ?2")?
            .execute(params![key, doc])?;
    }
    for (prepared, row) in loaded.prepared.iter().zip(&loaded.rows) {
        for key in prepared.keys() {
            connection
                .prepare_cached("DELETE FROM event_keys WHERE name = ?1 AND event = ?2")?
                .execute(params![account_key_number(key), row])?;
        }
    }
    Ok(())
}

/// The documents that share keys with one.
pub(super) fn of_document(connection: &Connection, doc: i64, loaded: &Loaded) -> Result<Candidates, StoreError> {
    let mut stories: BTreeMap<i64, usize> = BTreeMap::new();
    let mut texts: BTreeMap<i64, usize> = BTreeMap::new();
    for key in keys_of(loaded) {
        let passage = KeyOf::of_number(key) == KeyOf::Passage;
        let most = if passage { FORMULA as i64 } else { -1 };
        let mut statement = connection.prepare_cached("SELECT doc FROM document_keys WHERE name = ?1 LIMIT ?2")?;
        let found: Vec<i64> = statement.query_map([key, most], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if passage && found.len() == FORMULA {
            continue;
        }
        for other in found.into_iter().filter(|other| *other != doc) {
            let shared = if KeyOf::of_number(key) == KeyOf::Story { &mut stories } else { &mut texts };
            *shared.entry(other).or_default() += 1;
        }
    }
    let stories = stories.into_iter().filter(|(_, keys)| *keys >= SHARED_KEYS).map(|(other, _)| other).collect();
    Ok(Candidates { texts, stories })
}

/// The documents whose events share a key with one of these.
pub(super) fn of_events(connection: &Connection, doc: i64, loaded: &Loaded) -> Result<BTreeSet<i64>, StoreError> {
    let mut found: BTreeSet<i64> = BTreeSet::new();
    let names: BTreeSet<i64> =
        loaded.prepared.iter().flat_map(|prepared| prepared.keys()).map(|key| account_key_number(key)).collect();
    for name in names {
        let mut statement = connection
            .prepare_cached("SELECT e.doc FROM event_keys k JOIN events e ON e.key = k.event WHERE k.name = ?1")?;
        let mut rows = statement.query([name])?;
        while let Some(row) = rows.next()? {
            found.insert(row.get(0)?);
        }
    }
    found.remove(&doc);
    Ok(found)
}
