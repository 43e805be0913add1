//! Documents as joining needs them, kept while they are worked with.

use crate::StoreError;
use crate::stored::{self, Packed};
use rusqlite::Connection;
use sayso_core::{CharSpan, Reading};
use sayso_join::{Account, Prepared, Story, Text, accounts};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Documents that are kept.
const KEPT: usize = 1500;

/// A document with its accounts.
pub(super) struct Loaded {
    pub reading: Reading<CharSpan>,
    pub accounts: Vec<Account>,
    pub prepared: Vec<Prepared>,
    pub story: Arc<Story>,
    /// Keys of the events' rows, in the order of the accounts.
    pub rows: Vec<i64>,
    text: OnceLock<Text>,
}

impl Loaded {
    /// The text ready to be compared.
    pub fn text(&self) -> &Text {
        self.text.get_or_init(|| Text::new(&self.reading.document))
    }

    /// Where the account of that event stands.
    pub fn position(&self, row: i64) -> Option<usize> {
        self.rows.iter().position(|known| *known == row)
    }
}

/// Loads documents, and keeps those that were needed last.
#[derive(Default)]
pub(super) struct Loader {
    kept: HashMap<i64, (u64, Arc<Loaded>)>,
    clock: u64,
    threads: usize,
    /// SQLite's number of what other connections changed.
    others: Option<i64>,
}

impl Loader {
    /// Loads with so many threads (0: one per processor).
    pub fn new(threads: usize) -> Loader {
        Loader { threads, ..Loader::default() }
    }

    /// Threads that work side by side.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Another program may have stored a document again since, under a key that was free.
    pub fn forget_what_others_changed(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let now: i64 = connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if self.others.replace(now).is_some_and(|before| before != now) {
            self.kept.clear();
        }
        Ok(())
    }

    /// A document.
    pub fn load(&mut self, connection: &Connection, doc: i64) -> Result<Arc<Loaded>, StoreError> {
        self.load_all(connection, &[doc])?.pop().ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
    }

    /// Documents, in their order. Those that are not kept are unpacked side by side.
    pub fn load_all(&mut self, connection: &Connection, docs: &[i64]) -> Result<Vec<Arc<Loaded>>, StoreError> {
        self.clock += 1;
        let mut missing: Vec<(i64, Fetched)> = Vec::new();
        for &doc in docs {
            match self.kept.get_mut(&doc) {
                Some((used, _)) => *used = self.clock,
                None if missing.iter().any(|(known, _)| *known == doc) => {}
                None => missing.push((doc, fetch(connection, doc)?)),
            }
        }
        let unpacked = sayso_core::in_order(self.threads, &missing, |(_, fetched)| fetched.unpack());
        let mut fresh = HashMap::with_capacity(missing.len());
        for ((doc, _), loaded) in missing.iter().zip(unpacked) {
            fresh.insert(*doc, Arc::new(loaded?));
        }
        let kept = |doc: &i64| fresh.get(doc).or_else(|| self.kept.get(doc).map(|(_, loaded)| loaded)).map(Arc::clone);
        let found: Vec<Arc<Loaded>> = docs.iter().filter_map(kept).collect();
        self.keep(fresh);
        Ok(found)
    }

    /// Keeps what was loaded; where there is too much, half of it goes, what was not used for longest.
    fn keep(&mut self, fresh: HashMap<i64, Arc<Loaded>>) {
        self.kept.extend(fresh.into_iter().map(|(doc, loaded)| (doc, (self.clock, loaded))));
        if self.kept.len() > KEPT {
            let mut used: Vec<u64> = self.kept.values().map(|(used, _)| *used).collect();
            let (_, middle, _) = used.select_nth_unstable(KEPT / 2);
            let middle = *middle;
            self.kept.retain(|_, (used, _)| *used > middle);
        }
    }
}

/// What a document is made of, out of the file.
struct Fetched {
    packed: Packed,
    rows: HashMap<String, i64>,
}

fn fetch(connection: &Connection, doc: i64) -> Result<Fetched, StoreError> {
    let packed = stored::packed(connection, doc)?;
    let rows = connection
        .prepare_cached("SELECT id, key FROM events WHERE doc = ?1")?
        .query_map([doc], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(Fetched { packed, rows })
}

impl Fetched {
    fn unpack(&self) -> Result<Loaded, StoreError> {
        let (mut reading, rows) = (self.packed.reading()?, &self.rows);
        // Of two records with one id only the first has a row.
        let mut seen = std::collections::HashSet::new();
        reading.events.retain(|event| rows.contains_key(&event.id) && seen.insert(event.id.clone()));
        let story = Arc::new(Story::of(&reading));
        let accounts = accounts(&reading);
        Ok(Loaded {
            prepared: accounts.iter().map(|account| Prepared::new(account, &story)).collect(),
            rows: accounts.iter().filter_map(|account| rows.get(&account.event.id).copied()).collect(),
            accounts,
            story,
            reading,
            text: OnceLock::new(),
        })
    }
}
