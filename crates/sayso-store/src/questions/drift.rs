//! Reprints, and what changed from one text to another.

use super::{Filter, limit};
use crate::{StoreError, Workspace, stored};
use sayso_join::{Drift, Overlap};
use serde::de::DeserializeOwned;

impl Workspace {
    /// Differences between reprints, or a text and a part of it; of the filter count outlet, documents and nothing else.
    pub fn drift(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Drift>, StoreError> {
        let (conditions, values) = documents(filter);
        self.drifts(conditions, values, most)
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
        let all = self.number_among("coalesce(sum(changes), 0)", &keys)?;
        Ok((self.drifts(vec![AMONG.to_string()], vec![keys], most)?, all))
    }

    /// What documents of a set have in common with each other, and in how many pairs.
    pub fn overlaps_among(&self, docs: &[String], most: Option<usize>) -> Result<(Vec<Overlap>, usize), StoreError> {
        let keys = self.keys_of(docs)?;
        let all = self.number_among("count(*)", &keys)?;
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

    fn number_among(&self, what: &str, keys: &str) -> Result<usize, StoreError> {
        let sql = format!("SELECT {what} FROM overlaps r WHERE {AMONG}");
        let all: i64 = self.connection.prepare_cached(&sql)?.query_row([keys], |row| row.get(0))?;
        Ok(usize::try_from(all).unwrap_or(0))
    }

    /// The changes of the pairs for which all conditions hold, pair by pair.
    fn drifts(
        &self,
        mut conditions: Vec<String>,
        values: Vec<String>,
        most: Option<usize>,
    ) -> Result<Vec<Drift>, StoreError> {
        conditions.push("r.changes > 0".to_string());
        // Every pair has one at least.
        let found: Vec<Vec<Drift>> = self.unpacked("drifts", &conditions, values, most)?;
        Ok(found.into_iter().flatten().take(most.unwrap_or(usize::MAX)).collect())
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
