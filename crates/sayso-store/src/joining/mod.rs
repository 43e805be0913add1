//! Joining what was added or taken out with the rest: actors, reprints, incidents.
//!
//! A document meets others by keys, its events join components of events that may tell of one act, and every component
//! in which something changed is worked out again from scratch. So what comes out depends on the documents that are
//! there, and not on the order in which they came.

mod candidates;
mod documents;
pub(crate) mod incidents;
mod loaded;
mod neighbours;
pub(crate) mod recount;
pub(crate) mod surroundings;

pub(crate) use documents::{cluster_again, forget_keys, unite};

use crate::questions::dyads;
use crate::{StoreError, actors};
use loaded::Loader;
use rusqlite::Connection;

/// Documents of one transaction.
const BATCH: i64 = 100;

/// Does what is left to do. What is done stays done when the program is ended in the middle.
pub(crate) fn join(
    connection: &mut Connection,
    threads: usize,
    mut progress: impl FnMut(usize),
) -> Result<(), StoreError> {
    if !is_left(connection)? {
        return Ok(());
    }
    let mut loader = Loader::new(threads);
    loop {
        let transaction = connection.transaction()?;
        loader.forget_what_others_changed(&transaction)?;
        let pending = keys(&transaction, "SELECT doc FROM pending ORDER BY doc LIMIT ?1", BATCH)?;
        if pending.is_empty() {
            break;
        }
        for doc in &pending {
            documents::join(&transaction, &mut loader, *doc)?;
            transaction.prepare_cached("DELETE FROM pending WHERE doc = ?1")?.execute([doc])?;
        }
        let left: i64 = transaction.query_row("SELECT count(*) FROM pending", [], |row| row.get(0))?;
        transaction.commit()?;
        progress(usize::try_from(left).unwrap_or(0));
    }
    let transaction = connection.transaction()?;
    actors::settle(&transaction)?;
    transaction.commit()?;
    loop {
        let transaction = connection.transaction()?;
        loader.forget_what_others_changed(&transaction)?;
        let pending =
            keys(&transaction, "SELECT component FROM pending_components ORDER BY component LIMIT ?1", 10 * BATCH)?;
        if pending.is_empty() {
            dyads::settle(&transaction)?;
            transaction.commit()?;
            return Ok(());
        }
        for component in pending {
            incidents::settle(&transaction, &mut loader, component)?;
            transaction.prepare_cached("DELETE FROM pending_components WHERE component = ?1")?.execute([component])?;
        }
        transaction.commit()?;
    }
}

/// Whether anything is left to do; asking does not keep others from writing.
fn is_left(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM pending) OR EXISTS (SELECT 1 FROM pending_blocks)
             OR EXISTS (SELECT 1 FROM pending_components) OR EXISTS (SELECT 1 FROM pending_months)",
        [],
        |row| row.get(0),
    )?)
}

fn keys(connection: &Connection, sql: &str, value: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map([value], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
