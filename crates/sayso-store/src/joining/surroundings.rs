//! What is known of the documents around an incident: copies, and who is who.

use crate::{StoreError, actors, stored};
use rusqlite::Connection;
use sayso_core::ActorId;
use sayso_join::{Account, KnownTables, Overlap};
use std::collections::BTreeMap;

/// Reads what is known of these documents; `accounts` are those of the incident.
pub(crate) fn known(connection: &Connection, docs: &[i64], accounts: &[&Account]) -> Result<KnownTables, StoreError> {
    let mut known = KnownTables::default();
    let list = serde_json::to_string(docs).unwrap_or_default();
    actors(connection, &list, &mut known)?;
    // A single document is a copy of nothing here.
    if docs.len() > 1 {
        clusters(connection, &list, &mut known)?;
        copies(connection, &list, accounts, &mut known)?;
    }
    Ok(known)
}

fn actors(connection: &Connection, list: &str, known: &mut KnownTables) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT d.id, l.local, f.actor FROM document_actors l JOIN documents d ON d.key = l.doc
         JOIN actor_forms f ON f.key = l.form
         WHERE f.actor IS NOT NULL AND l.doc IN (SELECT value FROM json_each(?1))",
    )?;
    let mut rows = statement.query([list])?;
    while let Some(row) = rows.next()? {
        let (doc, local, actor): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        known.actors.entry(doc).or_default().insert(ActorId(local), actors::id_of(actor).0);
    }
    Ok(())
}

fn clusters(connection: &Connection, list: &str, known: &mut KnownTables) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT reprint, id FROM documents WHERE key IN (SELECT value FROM json_each(?1)) ORDER BY id",
    )?;
    let mut rows = statement.query([list])?;
    let mut members: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        members.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    members.into_values().for_each(|documents| known.one_text(documents));
    Ok(())
}

fn copies(
    connection: &Connection,
    list: &str,
    accounts: &[&Account],
    known: &mut KnownTables,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT record FROM overlaps WHERE relation IN ('reprint', 'part') AND a IN (SELECT value FROM json_each(?1))
         AND b IN (SELECT value FROM json_each(?1)) ORDER BY a, b",
    )?;
    let mut rows = statement.query([list])?;
    let mut overlaps: Vec<Overlap> = Vec::new();
    while let Some(row) = rows.next()? {
        overlaps.push(stored::unpack_record("an overlap", &row.get::<_, Vec<u8>>(0)?)?);
    }
    known.copies(&overlaps, accounts);
    Ok(())
}
