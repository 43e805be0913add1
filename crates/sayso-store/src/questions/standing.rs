//! Labels and ties of the workspace.

use super::{Filter, limit};
use crate::{StoreError, Workspace};
use sayso_core::{CharSpan, Label, Reading, Tie};
use serde::Serialize;

/// A label with its document.
#[derive(Debug, Clone, Serialize)]
pub struct FoundLabel {
    /// The document's id.
    pub doc: String,
    /// The record.
    #[serde(flatten)]
    pub label: Label<CharSpan>,
}

/// A tie with its document.
#[derive(Debug, Clone, Serialize)]
pub struct FoundTie {
    /// The document's id.
    pub doc: String,
    /// The record.
    #[serde(flatten)]
    pub tie: Tie<CharSpan>,
}

impl Workspace {
    /// Readings with the labels that are asked for and nothing else; of the filter count party, recipient (the target),
    /// holder, outlet and documents.
    pub fn readings_with_labels<E: From<StoreError>>(
        &self,
        filter: &Filter,
        most: Option<usize>,
        take: impl FnMut(Reading<CharSpan>) -> Result<(), E>,
    ) -> Result<(), E> {
        let chosen = self.records(
            "labels",
            filter,
            &[(&filter.recipient, &["target"]), (&filter.party, &["target", "holder"]), (&filter.holder, &["holder"])],
            most,
        )?;
        self.readings_reduced(&chosen, take)
    }

    /// Readings with the ties that are asked for and nothing else; of the filter count party, actor (from), recipient
    /// (to), outlet and documents.
    pub fn readings_with_ties<E: From<StoreError>>(
        &self,
        filter: &Filter,
        most: Option<usize>,
        take: impl FnMut(Reading<CharSpan>) -> Result<(), E>,
    ) -> Result<(), E> {
        let chosen = self.records(
            "ties",
            filter,
            &[
                (&filter.actor, &["from_form"]),
                (&filter.recipient, &["to_form"]),
                (&filter.party, &["from_form", "to_form"]),
            ],
            most,
        )?;
        self.readings_reduced(&chosen, take)
    }

    /// Documents and ids of the records that are asked for.
    fn records(
        &self,
        table: &str,
        filter: &Filter,
        parties: &[(&Option<String>, &[&str])],
        most: Option<usize>,
    ) -> Result<Vec<(i64, String)>, StoreError> {
        let mut conditions = vec!["1".to_string()];
        let mut values: Vec<String> = Vec::new();
        for (name, columns) in parties {
            if let Some(name) = name {
                values.push(serde_json::to_string(&self.forms_named(name)?).unwrap_or_default());
                let number = values.len();
                let any: Vec<String> = columns
                    .iter()
                    .map(|column| format!("r.{column} IN (SELECT value FROM json_each(?{number}))"))
                    .collect();
                conditions.push(format!("({})", any.join(" OR ")));
            }
        }
        if let Some(outlet) = &filter.outlet {
            values.push(outlet.to_lowercase());
            conditions.push(format!("instr(lower(d.publisher), ?{}) > 0", values.len()));
        }
        if !filter.documents.is_empty() {
            values.push(serde_json::to_string(&filter.documents).unwrap_or_default());
            conditions.push(format!("d.id IN (SELECT value FROM json_each(?{}))", values.len()));
        }
        let sql = format!(
            "SELECT r.doc, r.id FROM {table} r JOIN documents d ON d.key = r.doc WHERE {} ORDER BY d.id, r.key LIMIT {}",
            conditions.join(" AND "),
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn readings_reduced<E: From<StoreError>>(
        &self,
        chosen: &[(i64, String)],
        mut take: impl FnMut(Reading<CharSpan>) -> Result<(), E>,
    ) -> Result<(), E> {
        for of_document in chosen.chunk_by(|a, b| a.0 == b.0) {
            let mut reading = self.reading(of_document[0].0)?;
            let asked = |id: &str| of_document.iter().any(|(_, chosen)| chosen == id);
            reading.events.clear();
            reading.labels.retain(|label| asked(&label.id));
            reading.ties.retain(|tie| asked(&tie.id));
            take(reading)?;
        }
        Ok(())
    }
}
