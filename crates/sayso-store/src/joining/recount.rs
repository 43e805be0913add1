//! What was counted over many documents, counted again and compared.

use super::{documents, loaded::Loader};
use crate::questions::dyads;
use crate::{StoreError, actors, groups};
use rusqlite::Connection;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What is counted: what it is called, and its rows.
const COUNTED: [(&str, &str); 6] = [
    (
        "the cells that events count in",
        "SELECT month, actor, recipient, event, stance, by_publication FROM dyad_events",
    ),
    ("the counts of dyads", "SELECT * FROM dyads"),
    ("the actors", "SELECT * FROM actors"),
    ("the actors of names", "SELECT key, actor FROM actor_forms"),
    ("the counts of labels", "SELECT * FROM label_groups"),
    ("the counts of ties", "SELECT * FROM tie_groups"),
];

/// What comes out otherwise when it is counted again, with nothing changed in the file. Where documents are left to join,
/// or nothing can be written, nothing is compared.
pub(crate) fn astray(connection: &Connection) -> Result<Vec<&'static str>, StoreError> {
    if super::is_left(connection)? || connection.is_readonly("main")? {
        return Ok(Vec::new());
    }
    // It ends without a commit.
    let transaction = connection.unchecked_transaction()?;
    let before = marks(&transaction)?;
    transaction.execute_batch(
        "INSERT INTO pending_blocks SELECT DISTINCT block FROM actor_forms WHERE block IS NOT NULL;
         INSERT OR IGNORE INTO pending_months SELECT month FROM dyad_events;
         INSERT OR IGNORE INTO pending_months SELECT month FROM dyads;
         DELETE FROM dyad_events",
    )?;
    let mut loader = Loader::default();
    for doc in super::keys(&transaction, "SELECT key FROM documents WHERE key > ?1", 0)? {
        let loaded = loader.load(&transaction, doc)?;
        documents::dyads(&transaction, &loaded)?;
    }
    transaction.execute("INSERT OR IGNORE INTO pending_months SELECT month FROM dyad_events", [])?;
    actors::settle(&transaction)?;
    dyads::settle(&transaction)?;
    groups::count_all(&transaction)?;
    let after = marks(&transaction)?;
    Ok(COUNTED.iter().zip(before.iter().zip(&after)).filter(|(_, (a, b))| a != b).map(|((what, _), _)| *what).collect())
}

/// A number for the rows of each, whatever their order.
fn marks(connection: &Connection) -> Result<Vec<u64>, StoreError> {
    let mut marks = Vec::with_capacity(COUNTED.len());
    for (_, sql) in COUNTED {
        let mut statement = connection.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut mark = 0u64;
        while let Some(row) = rows.next()? {
            let mut hasher = DefaultHasher::new();
            for at in 0..columns {
                format!("{:?}", row.get_ref(at)?).hash(&mut hasher);
            }
            mark = mark.wrapping_add(hasher.finish());
        }
        marks.push(mark);
    }
    Ok(marks)
}
