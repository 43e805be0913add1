//! Documents as joining needs them, kept while they are worked with.

use crate::{StoreError, stored};
use rusqlite::Connection;
use sayso_core::{CharSpan, Reading};
use sayso_join::{Account, Prepared, Story, Text, accounts};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

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
    text: OnceCell<Text>,
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
    kept: HashMap<i64, (u64, Rc<Loaded>)>,
    clock: u64,
}

impl Loader {
    pub fn load(&mut self, connection: &Connection, doc: i64) -> Result<Rc<Loaded>, StoreError> {
        self.clock += 1;
        if let Some((used, loaded)) = self.kept.get_mut(&doc) {
            *used = self.clock;
            return Ok(Rc::clone(loaded));
        }
        let loaded = Rc::new(load(connection, doc)?);
        if self.kept.len() >= KEPT {
            let mut used: Vec<u64> = self.kept.values().map(|(used, _)| *used).collect();
            let (_, middle, _) = used.select_nth_unstable(KEPT / 2);
            let middle = *middle;
            self.kept.retain(|_, (used, _)| *used > middle);
        }
        self.kept.insert(doc, (self.clock, Rc::clone(&loaded)));
        Ok(loaded)
    }
}

fn load(connection: &Connection, doc: i64) -> Result<Loaded, StoreError> {
    let mut reading = stored::reading(connection, doc)?;
    let rows: HashMap<String, i64> = connection
        .prepare_cached("SELECT id, key FROM events WHERE doc = ?1")?
        .query_map([doc], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
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
        text: OnceCell::new(),
    })
}
