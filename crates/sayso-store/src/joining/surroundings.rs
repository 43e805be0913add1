//! What is known of the documents around an incident: copies, and who is who.

use crate::{StoreError, actors, stored};
use rusqlite::Connection;
use sayso_core::{ActorId, CharSpan, Number};
use sayso_join::{Account, Direction, KnownTables, Overlap, Relation};
use std::collections::{BTreeMap, BTreeSet};

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
    for documents in members.into_values().filter(|documents| documents.len() > 1) {
        // Named by the first id, whenever it came.
        let name = documents[0].clone();
        known.clusters.extend(documents.into_iter().map(|doc| (doc, name.clone())));
    }
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
    let mut own = OwnAccounts::default();
    while let Some(row) = rows.next()? {
        let overlap: Overlap = stored::unpack_record("an overlap", &row.get::<_, Vec<u8>>(0)?)?;
        own.note(&overlap, accounts);
        let (from, to) = match overlap.direction {
            Direction::AToB => (&overlap.a, &overlap.b),
            Direction::BToA => (&overlap.b, &overlap.a),
            Direction::Unknown => continue,
        };
        let one_text = known.clusters.contains_key(from) && known.clusters.get(from) == known.clusters.get(to);
        if overlap.relation == Relation::Reprint && one_text {
            let first = known.originals.entry(to.clone()).or_insert_with(|| from.clone());
            // Of several sources the one whose id comes first, whatever the order in which they are found.
            if from < first {
                first.clone_from(from);
            }
        } else if overlap.relation == Relation::Part {
            taken_over(&overlap, from, to, accounts, known);
        }
    }
    for doc in own.documents() {
        known.clusters.remove(&doc);
        known.originals.remove(&doc);
    }
    Ok(())
}

/// Versions of a report that tell of the incident in words of their own: what a reprint adds is no copy.
#[derive(Default)]
struct OwnAccounts {
    compared: BTreeSet<String>,
    copied: BTreeSet<String>,
}

impl OwnAccounts {
    fn note(&mut self, overlap: &Overlap, accounts: &[&Account]) {
        for account in accounts {
            let doc = &account.report.doc;
            if *doc == overlap.a || *doc == overlap.b {
                self.compared.insert(doc.clone());
                let there = overlap.counterpart(doc, account.event.evidence.sentence);
                if there.is_some_and(|there| is_same_there(account, there, accounts)) {
                    self.copied.insert(doc.clone());
                }
            }
        }
    }

    fn documents(self) -> Vec<String> {
        self.compared.difference(&self.copied).cloned().collect()
    }
}

/// Whether the other text gives the same numbers where it has what an account tells: another number is no copy.
fn is_same_there(account: &Account, there: CharSpan, accounts: &[&Account]) -> bool {
    let bounds = |account: &Account| -> Vec<(String, Option<Number>, Option<Number>)> {
        let magnitudes = account.event.magnitude.iter();
        magnitudes.map(|(field, value)| (field.clone(), value.at_least, value.at_most)).collect()
    };
    accounts.iter().filter(|other| other.report.doc != account.report.doc).all(|other| {
        let sentence = other.event.evidence.sentence;
        let meets = sentence.start < there.end && there.start < sentence.end;
        !meets || bounds(other) == bounds(account)
    })
}

/// Accounts of `to` that stand in a passage taken from `from`.
fn taken_over(overlap: &Overlap, from: &str, to: &str, accounts: &[&Account], known: &mut KnownTables) {
    for copy in accounts.iter().filter(|account| account.report.doc == to) {
        let Some(there) = overlap.counterpart(to, copy.event.evidence.sentence) else { continue };
        let original = accounts.iter().find(|account| {
            let sentence = account.event.evidence.sentence;
            account.report.doc == from
                && account.event.event == copy.event.event
                && sentence.start < there.end
                && there.start < sentence.end
        });
        if let Some(original) = original {
            known.original_accounts.insert(copy.event.id.clone(), original.event.id.clone());
        }
    }
}
