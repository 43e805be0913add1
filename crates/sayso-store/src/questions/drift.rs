//! Reprints, and what changed from one text to another.

use super::{Filter, limit};
use crate::{StoreError, Workspace, stored};
use sayso_join::{Drift, Overlap};
use serde::de::DeserializeOwned;

impl Workspace {
    /// Differences between reprints, or a text and a part of it; of the filter count outlet, documents and nothing else.
    pub fn drift(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Drift>, StoreError> {
        self.between_documents("drifts", ", r.position", filter, most)
    }

    /// What documents have in common two by two: reprints, parts, shared quotations; of the filter count outlet,
    /// documents and nothing else.
    pub fn overlaps(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Overlap>, StoreError> {
        self.between_documents("overlaps", "", filter, most)
    }

    fn between_documents<T: DeserializeOwned>(
        &self,
        table: &str,
        order: &str,
        filter: &Filter,
        most: Option<usize>,
    ) -> Result<Vec<T>, StoreError> {
        let (conditions, values) = documents(filter);
        let sql = format!(
            "SELECT a.id, r.record FROM {table} r JOIN documents a ON a.key = r.a JOIN documents b ON b.key = r.b
             {conditions} ORDER BY a.id, b.id{order} LIMIT {}",
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(stored::unpack_record(&row.get::<_, String>(0)?, &row.get::<_, Vec<u8>>(1)?)?);
        }
        Ok(found)
    }
}

/// The condition on documents `a` and `b` that one of them is asked for.
fn documents(filter: &Filter) -> (String, Vec<String>) {
    let (mut conditions, mut values) = (Vec::new(), Vec::new());
    if let Some(outlet) = &filter.outlet {
        values.push(outlet.to_lowercase());
        let number = values.len();
        conditions
            .push(format!("(instr(lower(a.publisher), ?{number}) > 0 OR instr(lower(b.publisher), ?{number}) > 0)"));
    }
    if !filter.documents.is_empty() {
        values.push(serde_json::to_string(&filter.documents).unwrap_or_default());
        let number = values.len();
        let list = format!("(SELECT value FROM json_each(?{number}))");
        conditions.push(format!("(a.id IN {list} OR b.id IN {list})"));
    }
    let clause = if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
    (clause, values)
}
