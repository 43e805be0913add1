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

/// Documents that may have text in common with one, and those that may tell the same story.
pub(super) struct Candidates {
    pub texts: BTreeSet<i64>,
    pub stories: BTreeSet<i64>,
}

fn number(of: KeyOf, key: u64) -> i64 {
    // The shift drops the two upper bits: 62 bits of a hash are enough.
    ((key << 2) | of as u64) as i64
}

/// The first eight bytes of a hash of the words.
fn hashed(words: &str) -> u64 {
    let digits = sayso_core::sha256_hex(words.as_bytes());
    u64::from_str_radix(&digits[..16], 16).unwrap_or(0)
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

/// The documents that share keys with one.
pub(super) fn of_document(connection: &Connection, doc: i64) -> Result<Candidates, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT other.doc, mine.name & 3, count(*) FROM document_keys mine
         JOIN document_keys other ON other.name = mine.name AND other.doc != mine.doc
         WHERE mine.doc = ?1 AND (mine.name & 3 != 1 OR
             (SELECT count(*) FROM (SELECT 1 FROM document_keys n WHERE n.name = mine.name LIMIT ?2)) < ?2)
         GROUP BY other.doc, mine.name & 3",
    )?;
    let mut rows = statement.query(params![doc, FORMULA])?;
    let mut candidates = Candidates { texts: BTreeSet::new(), stories: BTreeSet::new() };
    while let Some(row) = rows.next()? {
        let (other, of, shared): (i64, i64, usize) = (row.get(0)?, row.get(1)?, row.get::<_, i64>(2)? as usize);
        match of {
            0 | 1 => candidates.texts.insert(other),
            _ => shared >= SHARED_KEYS && candidates.stories.insert(other),
        };
    }
    Ok(candidates)
}

/// Events of other documents that share a key with one of these: documents, and their events.
pub(super) fn of_events(connection: &Connection, doc: i64) -> Result<BTreeMap<i64, BTreeSet<i64>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT e.doc, e.key FROM events mine JOIN event_keys k ON k.event = mine.key
         JOIN event_keys other ON other.name = k.name JOIN events e ON e.key = other.event
         WHERE mine.doc = ?1 AND e.doc != ?1",
    )?;
    let mut rows = statement.query([doc])?;
    let mut found: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().insert(row.get(1)?);
    }
    Ok(found)
}
