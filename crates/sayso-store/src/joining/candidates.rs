//! Finding the documents and events that may tell of the same, by keys.

use super::loaded::Loaded;
use crate::StoreError;
use rusqlite::{Connection, params};
use sayso_join::{SHARED_KEYS, passage_keys};
use std::collections::{BTreeMap, BTreeSet};

/// What a document's key is of: the last two bits of its number.
#[derive(Clone, Copy)]
enum KeyOf {
    Text = 0,
    Passage = 1,
    Story = 2,
}

/// Passages that more documents have are formulas, and lead nowhere.
const FORMULA: i64 = 400;

/// Texts that one is compared with: those that share most keys, of equal texts the first. Only where a text has more
/// versions than this can the order of arrival decide which two of them are compared; they are one cluster all the same.
const COMPARED: usize = 12;

/// Documents that may have text in common with one, and those that may tell the same story.
pub(super) struct Candidates {
    pub texts: BTreeSet<i64>,
    pub stories: BTreeSet<i64>,
}

/// A key as the file keeps it: 46 bits of it (SQLite stores 48 in six bytes), and what it is of.
fn number(of: KeyOf, key: u64) -> i64 {
    (((key & ((1 << 45) - 1)) << 2) | of as u64) as i64
}

/// 48 bits of a hash of the words.
fn hashed(words: &str) -> u64 {
    u64::from_str_radix(&sayso_core::sha256_hex(words.as_bytes())[..12], 16).unwrap_or(0)
}

fn document_keys(loaded: &Loaded) -> Vec<i64> {
    let text = loaded.reading.fingerprint.iter().map(|key| number(KeyOf::Text, hashed(key)));
    let passages = passage_keys(&loaded.reading.document.text).into_iter().map(|key| number(KeyOf::Passage, key));
    let story = loaded.story.keys().map(|key| number(KeyOf::Story, hashed(key)));
    text.chain(passages).chain(story).collect()
}

/// Stores the keys of a document and its events, so that others find it.
pub(super) fn store_keys(connection: &Connection, doc: i64, loaded: &Loaded) -> Result<(), StoreError> {
    for key in document_keys(loaded) {
        connection
            .prepare_cached("INSERT OR IGNORE INTO document_keys (name, doc) VALUES (?1, ?2)")?
            .execute(params![key, doc])?;
    }
    for (prepared, row) in loaded.prepared.iter().zip(&loaded.rows) {
        for key in prepared.keys() {
            connection
                .prepare_cached("INSERT OR IGNORE INTO event_keys (name, event) VALUES (?1, ?2)")?
                .execute(params![hashed(key) as i64, row])?;
        }
    }
    Ok(())
}

/// Takes the keys of a document and its events out.
pub(super) fn forget_keys(connection: &Connection, doc: i64, loaded: &Loaded) -> Result<(), StoreError> {
    for key in document_keys(loaded) {
        connection
            .prepare_cached("DELETE FROM document_keys WHERE name = ?1 AND doc = ?2")?
            .execute(params![key, doc])?;
    }
    for (prepared, row) in loaded.prepared.iter().zip(&loaded.rows) {
        for key in prepared.keys() {
            connection
                .prepare_cached("DELETE FROM event_keys WHERE name = ?1 AND event = ?2")?
                .execute(params![hashed(key) as i64, row])?;
        }
    }
    Ok(())
}

/// The documents that share keys with one.
pub(super) fn of_document(connection: &Connection, doc: i64, loaded: &Loaded) -> Result<Candidates, StoreError> {
    let mut stories: BTreeMap<i64, usize> = BTreeMap::new();
    let mut texts: BTreeMap<i64, usize> = BTreeMap::new();
    for key in document_keys(loaded) {
        let passage = key & 3 == KeyOf::Passage as i64;
        let most = if passage { FORMULA } else { -1 };
        let mut statement = connection.prepare_cached("SELECT doc FROM document_keys WHERE name = ?1 LIMIT ?2")?;
        let found: Vec<i64> = statement.query_map([key, most], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if passage && found.len() as i64 == FORMULA {
            continue;
        }
        for other in found.into_iter().filter(|other| *other != doc) {
            let shared = if key & 3 == KeyOf::Story as i64 { &mut stories } else { &mut texts };
            *shared.entry(other).or_default() += 1;
        }
    }
    let stories = stories.into_iter().filter(|(_, keys)| *keys >= SHARED_KEYS).map(|(other, _)| other).collect();
    Ok(Candidates { texts: nearest(connection, texts)?, stories })
}

/// The texts that share most keys; of equal texts the first id stands for all.
fn nearest(connection: &Connection, shared: BTreeMap<i64, usize>) -> Result<BTreeSet<i64>, StoreError> {
    if shared.len() <= COMPARED {
        return Ok(shared.into_keys().collect());
    }
    let mut ranked: Vec<(usize, String, String, i64)> = Vec::with_capacity(shared.len());
    for (doc, keys) in shared {
        let (id, text): (String, String) = connection
            .prepare_cached("SELECT id, text_sha256 FROM documents WHERE key = ?1")?
            .query_row([doc], |row| Ok((row.get(0)?, row.get(1)?)))?;
        ranked.push((keys, id, text, doc));
    }
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut seen = BTreeSet::new();
    let distinct = ranked.into_iter().filter(|(_, _, text, _)| seen.insert(text.clone()));
    Ok(distinct.take(COMPARED).map(|(.., doc)| doc).collect())
}

/// The documents whose events share a key with one of these.
pub(super) fn of_events(connection: &Connection, doc: i64, loaded: &Loaded) -> Result<BTreeSet<i64>, StoreError> {
    let mut found: BTreeSet<i64> = BTreeSet::new();
    let names: BTreeSet<i64> =
        loaded.prepared.iter().flat_map(|prepared| prepared.keys()).map(|key| hashed(key) as i64).collect();
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
