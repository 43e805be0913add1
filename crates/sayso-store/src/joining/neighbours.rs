//! The texts that each text is compared with.
//!
//! Two texts are compared where one is among the [`COMPARED`] that share most keys with the other. A text that comes later
//! may take another's place, so the lists are kept: which pairs are compared depends on the texts that are there, and not
//! on the order in which they came.

use super::candidates;
use super::loaded::{Loaded, Loader};
use crate::StoreError;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sayso_join::COMPARED;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the arrival of a document changes.
pub(super) struct Meeting {
    /// Documents that it is compared with.
    pub with: BTreeSet<i64>,
    /// Pairs of others that are compared no more.
    pub parted: Vec<(i64, i64)>,
}

/// Gives a document its list, and a place in the lists of others. `shared` are the documents that share keys of the text
/// with it, and how many.
pub(super) fn meet(
    transaction: &Transaction<'_>,
    loader: &mut Loader,
    doc: i64,
    shared: &BTreeMap<i64, usize>,
) -> Result<Meeting, StoreError> {
    let mut texts = Texts::default();
    let mine = Neighbours::ranked(transaction, &mut texts, shared.iter().map(|(doc, keys)| (*doc, *keys)).collect())?;
    mine.store(transaction, doc)?;
    let mut with: BTreeSet<i64> = mine.list.iter().map(|(other, _)| *other).collect();
    let mut dropped = Vec::new();
    for (&other, &keys) in shared {
        let Some(known) = Neighbours::of(transaction, other)? else {
            let loaded = loader.load(transaction, other)?;
            let list = Neighbours::by_keys(transaction, &mut texts, other, &loaded)?;
            list.store(transaction, other)?;
            if list.has(doc) {
                with.insert(other);
            }
            continue;
        };
        if known.has(doc) || !known.may_take(keys) {
            continue;
        }
        let all = known.list.iter().copied().chain([(doc, keys)]).collect();
        let list = Neighbours::ranked(transaction, &mut texts, all)?;
        if list.has(doc) {
            list.store(transaction, other)?;
            with.insert(other);
            dropped.extend(known.list.iter().filter(|(gone, _)| !list.has(*gone)).map(|(gone, _)| (other, *gone)));
        }
    }
    let mut parted = Vec::new();
    for (one, other) in dropped {
        if !Neighbours::of(transaction, other)?.is_some_and(|list| list.has(one)) {
            parted.push((one, other));
        }
    }
    Ok(Meeting { with, parted })
}

/// Takes a document that goes out of the lists of those that share keys with it. They are joined again, since another
/// takes its place.
pub(super) fn forget(transaction: &Transaction<'_>, doc: i64, shared: &BTreeMap<i64, usize>) -> Result<(), StoreError> {
    for &other in shared.keys() {
        if Neighbours::of(transaction, other)?.is_some_and(|list| list.has(doc)) {
            transaction.prepare_cached("DELETE FROM neighbours WHERE doc = ?1")?.execute([other])?;
            transaction.prepare_cached("INSERT OR IGNORE INTO pending (doc) VALUES (?1)")?.execute([other])?;
        }
    }
    Ok(())
}

/// The nearest documents of one.
struct Neighbours {
    /// Documents and how many keys they share, the nearest first.
    list: Vec<(i64, usize)>,
    /// Whether as many different texts as are compared are in it: only what shares as much as the last gets in.
    is_full: bool,
}

impl Neighbours {
    /// Every text once by its first document, then the other documents; those that share most first, of equals the first
    /// by id. What is no longer there is left out.
    fn ranked(
        connection: &Connection,
        texts: &mut Texts,
        mut documents: Vec<(i64, usize)>,
    ) -> Result<Neighbours, StoreError> {
        if documents.len() <= COMPARED {
            return Ok(Neighbours { list: documents, is_full: false });
        }
        texts.read(connection, &documents)?;
        documents.retain(|(doc, _)| texts.known.contains_key(doc));
        let id_and_text = |doc: &i64| texts.known.get(doc);
        documents
            .sort_by(|one, other| other.1.cmp(&one.1).then_with(|| id_and_text(&one.0).cmp(&id_and_text(&other.0))));
        let mut seen = BTreeSet::new();
        let (first, again): (Vec<_>, Vec<_>) =
            documents.into_iter().partition(|(doc, _)| seen.insert(id_and_text(doc).map(|(_, text)| text)));
        let is_full = first.len() >= COMPARED;
        Ok(Neighbours { list: first.into_iter().chain(again).take(COMPARED).collect(), is_full })
    }

    /// The list as the keys tell it.
    fn by_keys(
        connection: &Connection,
        texts: &mut Texts,
        doc: i64,
        loaded: &Loaded,
    ) -> Result<Neighbours, StoreError> {
        let shared = candidates::of_document(connection, doc, loaded)?.texts;
        Neighbours::ranked(connection, texts, shared.into_iter().collect())
    }

    /// The list that is kept; none where nobody shared keys with it, where one of the list went, and in a file of an
    /// older version.
    fn of(connection: &Connection, doc: i64) -> Result<Option<Neighbours>, StoreError> {
        let mut statement = connection.prepare_cached("SELECT list, is_full FROM neighbours WHERE doc = ?1")?;
        let row: Option<(String, bool)> =
            statement.query_row([doc], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        // A list that is broken is made again.
        Ok(row.and_then(|(list, is_full)| Some(Neighbours { list: serde_json::from_str(&list).ok()?, is_full })))
    }

    fn store(&self, connection: &Connection, doc: i64) -> Result<(), StoreError> {
        if self.list.is_empty() {
            return Ok(());
        }
        let list = serde_json::to_string(&self.list).unwrap_or_default();
        connection
            .prepare_cached("INSERT OR REPLACE INTO neighbours (doc, is_full, list) VALUES (?1, ?2, ?3)")?
            .execute(params![doc, self.is_full, list])?;
        Ok(())
    }

    fn has(&self, doc: i64) -> bool {
        self.list.iter().any(|(known, _)| *known == doc)
    }

    fn may_take(&self, keys: usize) -> bool {
        !self.is_full || self.list.last().is_none_or(|(_, fewest)| keys >= *fewest)
    }
}

/// Ids and hashes of texts, read once.
#[derive(Default)]
struct Texts {
    known: HashMap<i64, (String, String)>,
}

impl Texts {
    fn read(&mut self, connection: &Connection, documents: &[(i64, usize)]) -> Result<(), StoreError> {
        for (doc, _) in documents {
            if !self.known.contains_key(doc) {
                let found = connection
                    .prepare_cached("SELECT id, text_sha256 FROM documents WHERE key = ?1")?
                    .query_row([doc], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()?;
                self.known.extend(found.map(|found| (*doc, found)));
            }
        }
        Ok(())
    }
}
