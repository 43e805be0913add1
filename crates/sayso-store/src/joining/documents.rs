//! A document meets the others: reprints, and events that may tell of one act.

use super::loaded::{Loaded, Loader};
use super::{candidates, neighbours};
use crate::{StoreError, rows, stored};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sayso_core::words::name;
use sayso_join::{
    Decision, Overlap, PersonDecision, Relation, Telling, clusters, compare, drift, dyad_cells, linked, stance,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// Finds what a document has in common with others, and marks what changes by it.
pub(super) fn join(transaction: &Transaction<'_>, loader: &mut Loader, doc: i64) -> Result<(), StoreError> {
    let loaded = loader.load(transaction, doc)?;
    candidates::store_keys(transaction, doc, &loaded)?;
    let found = candidates::of_document(transaction, doc, &loaded)?;
    overlaps(transaction, loader, doc, &loaded, &found.texts)?;
    let mut near: BTreeSet<i64> = found.stories;
    near.extend(candidates::of_events(transaction, doc, &loaded)?);
    components(transaction, loader, &loaded, &near)?;
    decided_components(transaction, doc)?;
    dyads(transaction, &loaded)?;
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO pending_components SELECT DISTINCT component FROM events WHERE doc = ?1",
        )?
        .execute([doc])?;
    Ok(())
}

/// Notes where the events count in the table of dyads.
pub(super) fn dyads(transaction: &Transaction<'_>, loaded: &Loaded) -> Result<(), StoreError> {
    for (account, row) in loaded.accounts.iter().zip(&loaded.rows) {
        for cell in dyad_cells(account) {
            let month = cell.month.unwrap_or_default();
            transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO dyad_events (month, actor, recipient, event, stance, by_publication)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    month,
                    cell.actor.unwrap_or_default(),
                    cell.recipient.unwrap_or_default(),
                    row,
                    name(&stance(account)),
                    cell.by_publication
                ])?;
        }
    }
    Ok(())
}

/// Takes the keys of a document out before it goes.
pub(crate) fn forget_keys(transaction: &Transaction<'_>, doc: i64) -> Result<(), StoreError> {
    let loaded = Loader::default().load(transaction, doc)?;
    let shared = candidates::of_document(transaction, doc, &loaded)?.texts;
    candidates::forget_keys(transaction, doc, &loaded)?;
    neighbours::forget(transaction, doc, &shared)
}

fn overlaps(
    transaction: &Transaction<'_>,
    loader: &mut Loader,
    doc: i64,
    loaded: &Loaded,
    shared: &BTreeMap<i64, usize>,
) -> Result<(), StoreError> {
    let meeting = neighbours::meet(transaction, loader, doc, shared)?;
    let mut touched = vec![cluster_of(transaction, doc)?];
    let others: Vec<i64> = meeting.with.into_iter().collect();
    let fellows: Vec<(i64, Arc<Loaded>)> = others.iter().copied().zip(loader.load_all(transaction, &others)?).collect();
    // To compare texts is most of the work of joining.
    let compared = sayso_core::in_order(loader.threads(), &fellows, |(other, fellow)| {
        // The same two texts are always compared in the same order.
        let forward = loaded.reading.document.id <= fellow.reading.document.id;
        if forward { Found::of((doc, loaded), (*other, fellow)) } else { Found::of((*other, fellow), (doc, loaded)) }
    });
    for ((other, _), found) in fellows.iter().zip(compared) {
        let Some(found) = found? else { continue };
        found.store(transaction)?;
        if found.relation == Relation::Reprint {
            touched.push(cluster_of(transaction, *other)?);
        }
    }
    touched.sort_unstable();
    touched.dedup();
    if touched.len() == 1 && meeting.parted.is_empty() {
        return Ok(());
    }
    let decided = !decided(transaction)?.is_empty();
    match touched[..] {
        [_] => {}
        _ if !decided => unite_clusters(transaction, &touched)?,
        _ => cluster_again(transaction, &touched)?,
    }
    meeting.parted.into_iter().try_for_each(|(a, b)| part(transaction, a, b, decided))
}

/// Takes out what two texts have in common that are compared no more, and clusters again where that held them together.
fn part(transaction: &Transaction<'_>, a: i64, b: i64, decided: bool) -> Result<(), StoreError> {
    let relation: Option<String> = transaction
        .prepare_cached("DELETE FROM overlaps WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1) RETURNING relation")?
        .query_row([a, b], |row| row.get(0))
        .optional()?;
    let Some(relation) = relation else { return Ok(()) };
    mark_incidents(transaction, a, b)?;
    let is_version = relation == name(&Relation::Reprint);
    if is_version && (decided || !is_reached(transaction, a, b)?) {
        cluster_again(transaction, &[cluster_of(transaction, a)?])?;
    }
    Ok(())
}

/// Whether reprints lead from one document to another. Near ones are found in a step or two.
fn is_reached(connection: &Connection, from: i64, to: i64) -> Result<bool, StoreError> {
    let mut seen = BTreeSet::from([from]);
    let mut next = VecDeque::from([from]);
    while let Some(doc) = next.pop_front() {
        let mut statement = connection.prepare_cached(
            "SELECT b FROM overlaps WHERE a = ?1 AND relation = 'reprint'
             UNION ALL SELECT a FROM overlaps WHERE b = ?1 AND relation = 'reprint'",
        )?;
        for other in statement.query_map([doc], |row| row.get(0))? {
            let other = other?;
            if other == to {
                return Ok(true);
            }
            if seen.insert(other) {
                next.push_back(other);
            }
        }
    }
    Ok(false)
}

/// Accounts of copies count differently from now on.
fn mark_incidents(transaction: &Transaction<'_>, a: i64, b: i64) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO pending_components SELECT DISTINCT component FROM events WHERE doc IN (?1, ?2)",
        )?
        .execute([a, b])?;
    Ok(())
}

/// Makes one cluster of several: the first of them.
fn unite_clusters(transaction: &Transaction<'_>, touched: &[i64]) -> Result<(), StoreError> {
    let list = serde_json::to_string(touched).unwrap_or_default();
    for update in [
        "INSERT OR IGNORE INTO pending_components SELECT DISTINCT component FROM events WHERE doc IN (
             SELECT key FROM documents WHERE reprint IN (SELECT value FROM json_each(?1)))",
        "UPDATE documents SET reprint = (SELECT min(value) FROM json_each(?1))
         WHERE reprint IN (SELECT value FROM json_each(?1))",
    ] {
        transaction.prepare_cached(update)?.execute([&list])?;
    }
    Ok(())
}

fn cluster_of(connection: &Connection, doc: i64) -> Result<i64, StoreError> {
    Ok(connection.prepare_cached("SELECT reprint FROM documents WHERE key = ?1")?.query_row([doc], |row| row.get(0))?)
}

/// What two texts have in common and what changed between them, ready to be stored.
struct Found {
    a: i64,
    b: i64,
    relation: Relation,
    share_a: f64,
    share_b: f64,
    direction: String,
    record: Vec<u8>,
    /// How many things changed, and what.
    changes: i64,
    drifts: Vec<u8>,
}

impl Found {
    /// None where they have nothing in common but a form.
    fn of((a, of_a): (i64, &Loaded), (b, of_b): (i64, &Loaded)) -> Result<Option<Found>, StoreError> {
        let overlap = compare(of_a.text(), of_b.text()).filter(|overlap| overlap.relation != Relation::Template);
        let Some(overlap) = overlap else { return Ok(None) };
        let changes = drift(
            Telling { reading: &of_a.reading, accounts: &of_a.accounts },
            Telling { reading: &of_b.reading, accounts: &of_b.accounts },
            &overlap,
        );
        Ok(Some(Found {
            a,
            b,
            relation: overlap.relation,
            share_a: overlap.share_a,
            share_b: overlap.share_b,
            direction: name(&overlap.direction),
            record: stored::pack_record(&overlap.a, &overlap)?,
            changes: rows::count(changes.len()),
            drifts: stored::pack_all(&overlap.a, &changes)?,
        }))
    }

    fn store(&self, transaction: &Transaction<'_>) -> Result<(), StoreError> {
        let (a, b) = (self.a, self.b);
        let relation = name(&self.relation);
        transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO overlaps (a, b, relation, share_a, share_b, direction, record, changes, drifts)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                a,
                b,
                relation,
                self.share_a,
                self.share_b,
                self.direction,
                self.record,
                self.changes,
                self.drifts
            ])?;
        mark_incidents(transaction, a, b)
    }
}

/// Works out again which of the documents of some clusters are versions of one report.
pub(crate) fn cluster_again(transaction: &Transaction<'_>, touched: &[i64]) -> Result<(), StoreError> {
    let list = serde_json::to_string(touched).unwrap_or_default();
    let documents: BTreeMap<String, i64> = transaction
        .prepare_cached("SELECT id, key FROM documents WHERE reprint IN (SELECT value FROM json_each(?1)) ORDER BY id")?
        .query_map([&list], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let among = serde_json::to_string(&documents.values().collect::<Vec<_>>()).unwrap_or_default();
    let mut overlaps: Vec<Overlap> = Vec::new();
    {
        let mut statement = transaction.prepare_cached(
            "SELECT record FROM overlaps WHERE relation = 'reprint' AND a IN (SELECT value FROM json_each(?1))
             AND b IN (SELECT value FROM json_each(?1)) ORDER BY a, b",
        )?;
        let mut rows = statement.query([&among])?;
        while let Some(row) = rows.next()? {
            overlaps.push(stored::unpack_record("an overlap", &row.get::<_, Vec<u8>>(0)?)?);
        }
    }
    let decisions = decided(transaction)?;
    let mut cluster: BTreeMap<i64, i64> = documents.values().map(|key| (*key, *key)).collect();
    for found in clusters(&overlaps, &decisions).clusters {
        let members: Vec<i64> = found.documents.iter().filter_map(|id| documents.get(id).copied()).collect();
        let Some(first) = members.iter().min().copied() else { continue };
        cluster.extend(members.into_iter().map(|key| (key, first)));
    }
    for (doc, first) in cluster {
        transaction
            .prepare_cached("UPDATE documents SET reprint = ?2 WHERE key = ?1 AND reprint != ?2")?
            .execute([doc, first])?;
    }
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO pending_components SELECT DISTINCT component FROM events
             WHERE doc IN (SELECT value FROM json_each(?1))",
        )?
        .execute([&among])?;
    Ok(())
}

fn decided(connection: &Connection) -> Result<Vec<PersonDecision>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT what, a, b FROM decisions WHERE undone = 0 AND what IN ('reprint-together', 'reprint-apart') ORDER BY key",
    )?;
    let rows = statement.query_map([], |row| {
        let together = row.get::<_, String>(0)? == "reprint-together";
        let decision = if together { Decision::Together } else { Decision::Apart };
        Ok(PersonDecision { a: row.get(1)?, b: row.get(2)?, decision })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts the events of a document into the components of those that they are linked with.
fn components(
    transaction: &Transaction<'_>,
    loader: &mut Loader,
    loaded: &Loaded,
    near: &BTreeSet<i64>,
) -> Result<(), StoreError> {
    for (position, (mine, row)) in loaded.prepared.iter().zip(&loaded.rows).enumerate() {
        for (other, other_row) in loaded.prepared.iter().zip(&loaded.rows).take(position) {
            if linked(mine, other) {
                unite(transaction, *row, *other_row)?;
            }
        }
    }
    if loaded.prepared.is_empty() {
        return Ok(());
    }
    let mut telling = Vec::with_capacity(near.len());
    for &doc in near {
        let tells: bool = transaction
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM events WHERE doc = ?1)")?
            .query_row([doc], |row| row.get(0))?;
        if tells {
            telling.push(doc);
        }
    }
    for fellow in loader.load_all(transaction, &telling)? {
        for (mine, row) in loaded.prepared.iter().zip(&loaded.rows) {
            for (other, other_row) in fellow.prepared.iter().zip(&fellow.rows) {
                if linked(mine, other) {
                    unite(transaction, *row, *other_row)?;
                }
            }
        }
    }
    Ok(())
}

/// Puts events together that a person put together.
fn decided_components(transaction: &Transaction<'_>, doc: i64) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "SELECT a.key, b.key FROM decisions d JOIN events a ON a.id = d.a JOIN events b ON b.id = d.b
         WHERE d.undone = 0 AND d.what = 'incident-together' AND ?1 IN (a.doc, b.doc) ORDER BY d.key",
    )?;
    let pairs: Vec<(i64, i64)> =
        statement.query_map([doc], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    pairs.into_iter().try_for_each(|(a, b)| unite(transaction, a, b))
}

/// Makes one component of those of two events.
pub(crate) fn unite(transaction: &Transaction<'_>, a: i64, b: i64) -> Result<(), StoreError> {
    let component = |event: i64| -> Result<i64, StoreError> {
        Ok(transaction
            .prepare_cached("SELECT component FROM events WHERE key = ?1")?
            .query_row([event], |row| row.get(0))?)
    };
    let (a, b) = (component(a)?, component(b)?);
    if a != b {
        let (into, from) = (a.min(b), a.max(b));
        for update in [
            "UPDATE events SET component = ?1 WHERE component = ?2",
            "UPDATE incidents SET component = ?1 WHERE component = ?2",
        ] {
            transaction.prepare_cached(update)?.execute([into, from])?;
        }
        transaction.prepare_cached("DELETE FROM pending_components WHERE component = ?1")?.execute([from])?;
        transaction.prepare_cached("INSERT OR IGNORE INTO pending_components VALUES (?1)")?.execute([into])?;
    }
    Ok(())
}
