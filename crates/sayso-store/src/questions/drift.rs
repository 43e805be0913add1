//! Reprints, and what changed from one text to another.

use super::{Filter, limit};
use crate::{StoreError, Workspace, stored};
use sayso_join::{Drift, Overlap, Pairing, is_nearest};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

impl Workspace {
    /// Differences between reprints, or a text and a part of it; of the filter count outlet, documents and nothing else.
    pub fn drift(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Drift>, StoreError> {
        let (conditions, values) = documents(filter);
        Ok(self.drifts(&conditions, values, most, false)?.0)
    }

    /// What documents have in common two by two: reprints, parts, shared quotations; of the filter count outlet,
    /// documents and nothing else.
    pub fn overlaps(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Overlap>, StoreError> {
        let (conditions, values) = documents(filter);
        self.unpacked("record", &conditions, values, most)
    }

    /// Differences between texts of a set of documents, and how many there are.
    pub fn drift_among(&self, docs: &[String], most: Option<usize>) -> Result<(Vec<Drift>, usize), StoreError> {
        let keys = self.keys_of(docs)?;
        self.drifts(&[AMONG.to_string()], vec![keys], most, true)
    }

    /// What documents of a set have in common with each other, and in how many pairs.
    pub fn overlaps_among(&self, docs: &[String], most: Option<usize>) -> Result<(Vec<Overlap>, usize), StoreError> {
        let keys = self.keys_of(docs)?;
        let sql = format!("SELECT count(*) FROM overlaps r WHERE {AMONG}");
        let all: i64 = self.connection.prepare_cached(&sql)?.query_row([&keys], |row| row.get(0))?;
        let all = usize::try_from(all).unwrap_or(0);
        Ok((self.unpacked("record", &[AMONG.to_string()], vec![keys], most)?, all))
    }

    /// The keys of documents, as JSON.
    fn keys_of(&self, docs: &[String]) -> Result<String, StoreError> {
        let keys: Vec<i64> = self
            .connection
            .prepare_cached("SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(?1))")?
            .query_map([serde_json::to_string(docs).unwrap_or_default()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(serde_json::to_string(&keys).unwrap_or_default())
    }

    /// The changes of the pairs for which all conditions hold, pair by pair in the order of the ids, and how many there
    /// are (where only so many are asked for, of the pairs looked at). Pairs between which a third text lies are left
    /// out: what changed stands with the steps over it.
    fn drifts(
        &self,
        conditions: &[String],
        values: Vec<String>,
        most: Option<usize>,
        count: bool,
    ) -> Result<(Vec<Drift>, usize), StoreError> {
        let conditions = [conditions, &["r.changes > 0".to_string()]].concat().join(" AND ");
        let sql = format!(
            "SELECT r.a, r.b, r.changes FROM overlaps r JOIN documents a ON a.key = r.a JOIN documents b ON b.key = r.b
             WHERE {conditions} ORDER BY min(a.id, b.id), max(a.id, b.id)"
        );
        let changed: Vec<(i64, i64, i64)> = self
            .connection
            .prepare_cached(&sql)?
            .query_map(rusqlite::params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let mut around: BTreeMap<i64, Vec<(i64, i64, Pairing)>> = BTreeMap::new();
        let (mut found, mut all) = (Vec::new(), 0);
        for (a, b, changes) in changed {
            let enough = most.is_some_and(|most| found.len() >= most);
            if enough && !count {
                break;
            }
            for doc in [a, b] {
                if let Entry::Vacant(unknown) = around.entry(doc) {
                    unknown.insert(self.pairings_of(doc)?);
                }
            }
            let known = || [a, b].into_iter().flat_map(|doc| around.get(&doc)).flatten();
            let Some((.., pair)) = known().find(|(one, other, _)| (*one, *other) == (a, b)) else { continue };
            if !is_nearest(pair, &known().map(|(.., pairing)| pairing).collect::<Vec<_>>()) {
                continue;
            }
            all += usize::try_from(changes).unwrap_or(0);
            if !enough {
                let packed: Vec<u8> = self
                    .connection
                    .prepare_cached("SELECT drifts FROM overlaps WHERE a = ?1 AND b = ?2")?
                    .query_row([a, b], |row| row.get(0))?;
                found.extend(stored::unpack_record::<Vec<Drift>>(&pair.a, &packed)?);
            }
        }
        found.truncate(most.unwrap_or(usize::MAX));
        Ok((found, all))
    }

    /// What a document has in common with any other.
    fn pairings_of(&self, doc: i64) -> Result<Vec<(i64, i64, Pairing)>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT a, b, record FROM overlaps WHERE a = ?1 OR b = ?1 ORDER BY a, b")?;
        let mut rows = statement.query([doc])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let overlap: Overlap = stored::unpack_record("an overlap", &row.get::<_, Vec<u8>>(2)?)?;
            found.push((row.get(0)?, row.get(1)?, Pairing::from(&overlap)));
        }
        Ok(found)
    }

    fn unpacked<T: DeserializeOwned>(
        &self,
        column: &str,
        conditions: &[String],
        values: Vec<String>,
        most: Option<usize>,
    ) -> Result<Vec<T>, StoreError> {
        let conditions =
            if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        // In the order of the table, so that nothing has to be sorted; what is found is put in the order of the ids.
        let sql = format!(
            "SELECT a.id, b.id, r.{column} FROM overlaps r JOIN documents a ON a.key = r.a JOIN documents b ON b.key = r.b
             {conditions} ORDER BY r.a, r.b LIMIT {}",
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut found: Vec<(String, String, T)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (a, b): (String, String) = (row.get(0)?, row.get(1)?);
            let record = stored::unpack_record(&a, &row.get::<_, Vec<u8>>(2)?)?;
            found.push((a, b, record));
        }
        found.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
        Ok(found.into_iter().map(|(.., record)| record).collect())
    }
}

/// The condition that both documents are of a set.
const AMONG: &str = "r.a IN (SELECT value FROM json_each(?1)) AND r.b IN (SELECT value FROM json_each(?1))";

/// The conditions that one of the two documents is asked for.
fn documents(filter: &Filter) -> (Vec<String>, Vec<String>) {
    let (mut conditions, mut values) = (Vec::new(), Vec::new());
    let mut either = |chosen: &str, value: String| {
        values.push(value);
        let chosen =
            format!("(SELECT key FROM documents WHERE {})", chosen.replace('?', &format!("?{}", values.len())));
        conditions.push(format!("(r.a IN {chosen} OR r.b IN {chosen})"));
    };
    if let Some(outlet) = &filter.outlet {
        either("instr(lower(publisher), ?) > 0", outlet.to_lowercase());
    }
    if !filter.documents.is_empty() {
        either("id IN (SELECT value FROM json_each(?))", serde_json::to_string(&filter.documents).unwrap_or_default());
    }
    (conditions, values)
}
