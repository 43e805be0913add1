//! The shape of the workspace file, version by version. A released version is never changed; a new one is added.

use crate::rows::count;
use crate::{StoreError, groups, stored};
use rusqlite::{Connection, Transaction, params};
use sayso_core::words::name;
use sayso_core::{CharSpan, Reading};
use sayso_join::Drift;

/// A version: statements, and what has to be done beside them. Readings that have to be stored again are stored when the
/// file has its newest shape, since rows are written for that shape only.
struct Version {
    before: fn(&Transaction<'_>) -> Result<(), StoreError>,
    sql: &'static str,
    after: fn(&Transaction<'_>) -> Result<(), StoreError>,
}

const NOTHING: fn(&Transaction<'_>) -> Result<(), StoreError> = |_| Ok(());

/// Every version in order: the first makes the tables, each later one changes those before it.
const VERSIONS: &[Version] = &[
    Version { before: NOTHING, sql: include_str!("schema_1.sql"), after: NOTHING },
    Version { before: set_readings_aside, sql: include_str!("schema_2.sql"), after: NOTHING },
    Version { before: NOTHING, sql: include_str!("schema_3.sql"), after: fill_rows_of_labels_and_ties },
    Version { before: NOTHING, sql: include_str!("schema_4.sql"), after: NOTHING },
    Version { before: NOTHING, sql: include_str!("schema_5.sql"), after: NOTHING },
    Version { before: set_overlaps_aside, sql: include_str!("schema_6.sql"), after: store_overlaps_again },
    Version { before: NOTHING, sql: include_str!("schema_7.sql"), after: NOTHING },
    Version { before: NOTHING, sql: include_str!("schema_8.sql"), after: fill_names_and_groups },
];

/// Brings a file to the newest version; a file of a newer program is refused and left as it is.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let version = known_version(connection)?;
    if version == VERSIONS.len() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    // Another program may have done it while this one waited.
    let version = version_of(&transaction)?;
    for step in VERSIONS.get(version..).unwrap_or_default() {
        (step.before)(&transaction)?;
        transaction.execute_batch(step.sql)?;
        (step.after)(&transaction)?;
    }
    if version < 2 {
        store_readings_again(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", VERSIONS.len().max(version) as i64)?;
    transaction.commit()?;
    Ok(())
}

/// The version of a file; a newer one is an error.
pub(crate) fn known_version(connection: &Connection) -> Result<usize, StoreError> {
    let version = version_of(connection)?;
    if version > VERSIONS.len() {
        return Err(StoreError::Newer { found: version, known: VERSIONS.len() });
    }
    Ok(version)
}

fn version_of(connection: &Connection) -> Result<usize, StoreError> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

/// Version 1 kept whole readings as JSON: everything else there came from them.
fn set_readings_aside(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute_batch(
        "CREATE TEMP TABLE readings_of_1 AS SELECT id, reading FROM documents ORDER BY id;
         DROP TABLE actors; DROP TABLE ties; DROP TABLE labels; DROP TABLE events; DROP TABLE texts; DROP TABLE documents;",
    )?;
    Ok(())
}

fn store_readings_again(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let mut statement = transaction.prepare("SELECT id, reading FROM readings_of_1")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, json): (String, String) = (row.get(0)?, row.get(1)?);
        let reading: Reading<CharSpan> = stored::parse(&id, json.as_bytes())?;
        crate::rows::insert(transaction, &reading)?;
    }
    drop(rows);
    drop(statement);
    transaction.execute_batch("DROP TABLE readings_of_1")?;
    Ok(())
}

/// Version 2 kept rule, confidence and place of labels and ties in the readings only.
fn fill_rows_of_labels_and_ties(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let documents: Vec<i64> = transaction
        .prepare("SELECT doc FROM labels UNION SELECT doc FROM ties")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut label = transaction.prepare("UPDATE labels SET start = ?2, confidence = ?3, rule = ?4 WHERE id = ?1")?;
    let mut tie = transaction.prepare("UPDATE ties SET start = ?2, confidence = ?3, rule = ?4 WHERE id = ?1")?;
    for doc in documents {
        let reading = stored::as_read(transaction, doc)?;
        for record in &reading.labels {
            label.execute(params![record.id, count(record.span.start), record.confidence, record.rule])?;
        }
        for record in &reading.ties {
            tie.execute(params![record.id, count(record.evidence.trigger.start), record.confidence, record.rule])?;
        }
    }
    Ok(())
}

/// Up to version 5 every change between two texts had a row of its own.
fn set_overlaps_aside(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute_batch(
        "CREATE TEMP TABLE overlaps_of_5 AS SELECT * FROM overlaps ORDER BY a, b;
         CREATE TEMP TABLE drifts_of_5 AS SELECT a, b, record FROM drifts ORDER BY a, b, position;
         CREATE INDEX temp.drifts_of_5_by_pair ON drifts_of_5(a, b);",
    )?;
    Ok(())
}

fn store_overlaps_again(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute_batch(
        "INSERT INTO overlaps (a, b, relation, share_a, share_b, direction, record, changes, drifts)
         SELECT a, b, relation, share_a, share_b, direction, record, 0, x'' FROM overlaps_of_5",
    )?;
    let pairs: Vec<(i64, i64)> = transaction
        .prepare("SELECT DISTINCT a, b FROM drifts_of_5")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut changes = transaction.prepare("SELECT record FROM drifts_of_5 WHERE a = ?1 AND b = ?2 ORDER BY rowid")?;
    let mut update = transaction.prepare("UPDATE overlaps SET changes = ?3, drifts = ?4 WHERE a = ?1 AND b = ?2")?;
    for (a, b) in pairs {
        let packed: Vec<Vec<u8>> =
            changes.query_map([a, b], |row| row.get(0))?.collect::<Result<_, rusqlite::Error>>()?;
        let found: Vec<Drift> =
            packed.iter().map(|packed| stored::unpack_record("a change", packed)).collect::<Result<_, _>>()?;
        update.execute(params![a, b, count(found.len()), stored::pack_all("changes", &found)?])?;
    }
    drop((changes, update));
    transaction.execute_batch("DROP TABLE overlaps_of_5; DROP TABLE drifts_of_5")?;
    Ok(())
}

/// Version 8 searches names by an index of another kind, knows kinds of labels by their rows, and keeps counts of labels and ties.
fn fill_names_and_groups(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    crate::rows::index_names(transaction)?;
    let documents: Vec<i64> = transaction
        .prepare("SELECT DISTINCT doc FROM labels")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut label = transaction.prepare("UPDATE labels SET kind = ?2 WHERE id = ?1")?;
    for doc in documents {
        for record in &stored::reading(transaction, doc)?.labels {
            label.execute(params![record.id, name(&record.kind)])?;
        }
    }
    groups::count_all(transaction)
}

/// The newest version.
#[cfg(test)]
pub(crate) fn newest() -> usize {
    VERSIONS.len()
}

/// The statements that made files of a version.
#[cfg(test)]
pub(crate) fn shape_of(version: usize) -> impl Iterator<Item = &'static str> {
    // Version 2 did away with all of version 1.
    VERSIONS[..version].iter().skip(1).map(|step| step.sql)
}
