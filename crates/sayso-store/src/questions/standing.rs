//! Labels and ties of the workspace.

use super::{Filter, limit};
use crate::groups::{self, Groups};
use crate::joining::surroundings;
use crate::{StoreError, Workspace};
use sayso_core::words::name;
use sayso_core::{CharSpan, Label, Reading, Tie};
use sayso_join::{KnownTables, LabelHistory, Timeline, label_accounts, labels, tie_accounts, ties};
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

/// Fields of a filter that name a party, and the columns that may hold it.
type Parties = &'static [(fn(&Filter) -> Option<&String>, &'static [&'static str])];

const LABEL_PARTIES: Parties = &[
    (|filter| filter.recipient.as_ref(), &["target"]),
    (|filter| filter.party.as_ref(), &["target", "holder"]),
    (|filter| filter.holder.as_ref(), &["holder"]),
];

/// The condition where nothing is asked for.
const ALL: &str = "1";

/// Records of a history that are told: the first by publication.
const USES: usize = 25;

const TIE_PARTIES: Parties = &[
    (|filter| filter.actor.as_ref(), &["from_form"]),
    (|filter| filter.recipient.as_ref(), &["to_form"]),
    (|filter| filter.party.as_ref(), &["from_form", "to_form"]),
];

impl Workspace {
    /// Readings with the labels that are asked for and nothing else; of the filter count party, recipient (the target),
    /// holder, own voice, kind, outlet, documents and the days of publication.
    pub fn readings_with_labels<E: From<StoreError>>(
        &self,
        filter: &Filter,
        most: Option<usize>,
        take: impl FnMut(Reading<CharSpan>) -> Result<(), E>,
    ) -> Result<(), E> {
        let chosen = self.records("labels", filter, LABEL_PARTIES, most)?;
        self.readings_reduced(&chosen, take)
    }

    /// Readings with the ties that are asked for and nothing else; of the filter count party, actor (from), recipient
    /// (to), kind, outlet, documents and the days of publication.
    pub fn readings_with_ties<E: From<StoreError>>(
        &self,
        filter: &Filter,
        most: Option<usize>,
        take: impl FnMut(Reading<CharSpan>) -> Result<(), E>,
    ) -> Result<(), E> {
        let chosen = self.records("ties", filter, TIE_PARTIES, most)?;
        self.readings_reduced(&chosen, take)
    }

    /// Who calls whom what since when (the first uses of each label), those labels first that most records have; the filter as for
    /// [`Workspace::readings_with_labels`].
    pub fn label_histories(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<LabelHistory>, StoreError> {
        let chosen = self.grouped(&groups::LABELS, filter, LABEL_PARTIES, most)?;
        let mut accounts = Vec::new();
        self.readings_reduced::<StoreError>(&chosen, |reading| {
            accounts.extend(label_accounts(&reading));
            Ok(())
        })?;
        let known = self.known_of(&chosen)?;
        Ok(labels(&accounts.iter().collect::<Vec<_>>(), &known))
    }

    /// Who stood how to whom when (the first records of each tie), those ties first that most records have; the filter as for
    /// [`Workspace::readings_with_ties`].
    pub fn tie_timelines(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Timeline>, StoreError> {
        let chosen = self.grouped(&groups::TIES, filter, TIE_PARTIES, most)?;
        let mut accounts = Vec::new();
        self.readings_reduced::<StoreError>(&chosen, |reading| {
            accounts.extend(tie_accounts(&reading));
            Ok(())
        })?;
        let known = self.known_of(&chosen)?;
        Ok(ties(&accounts.iter().collect::<Vec<_>>(), &known))
    }

    fn known_of(&self, chosen: &[(i64, String)]) -> Result<KnownTables, StoreError> {
        let mut docs: Vec<i64> = chosen.iter().map(|(doc, _)| *doc).collect();
        docs.dedup();
        surroundings::known(&self.connection, &docs, &[])
    }

    /// Documents and ids of the records of the largest groups.
    fn grouped(
        &self,
        groups: &Groups,
        filter: &Filter,
        parties: Parties,
        most: Option<usize>,
    ) -> Result<Vec<(i64, String)>, StoreError> {
        let (condition, values) = self.conditions(groups.records, filter, parties)?;
        // Without a condition the counts are there, in this order.
        let counts =
            if condition == ALL { groups.counts.to_string() } else { format!("({})", groups.counted(&condition)) };
        let sql = format!(
            "WITH largest AS MATERIALIZED (SELECT * FROM {counts} ORDER BY records DESC, first LIMIT {}),
             chosen AS (
                 SELECT r.doc, r.id, r.key,
                        row_number() OVER (PARTITION BY {} ORDER BY d.published, r.id) AS turn
                 FROM largest g CROSS JOIN {} r ON {} CROSS JOIN documents d INDEXED BY documents_dated ON d.key = r.doc
                 WHERE {condition})
             SELECT c.doc, c.id FROM chosen c JOIN documents d ON d.key = c.doc WHERE turn <= {USES} ORDER BY d.id, c.key",
            limit(most),
            groups.of_record(),
            groups.records,
            groups.belongs(),
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Documents and ids of the records that are asked for.
    fn records(
        &self,
        table: &str,
        filter: &Filter,
        parties: Parties,
        most: Option<usize>,
    ) -> Result<Vec<(i64, String)>, StoreError> {
        let (condition, values) = self.conditions(table, filter, parties)?;
        // Where all are asked for, the first of them are found without looking at the others.
        let tables = match condition == ALL {
            true => format!("documents d CROSS JOIN {table} r ON r.doc = d.key"),
            false => format!("{table} r JOIN documents d ON d.key = r.doc"),
        };
        let sql =
            format!("SELECT r.doc, r.id FROM {tables} WHERE {condition} ORDER BY d.id, r.key LIMIT {}", limit(most));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The condition on records `r`, with values. Documents are asked by indexes alone: their rows are long.
    fn conditions(&self, table: &str, filter: &Filter, parties: Parties) -> Result<(String, Vec<String>), StoreError> {
        let mut conditions = Vec::new();
        let mut values: Vec<String> = Vec::new();
        for (named, columns) in parties {
            if let Some(party) = named(filter) {
                values.push(serde_json::to_string(&self.forms_named(party)?).unwrap_or_default());
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
            conditions.push(format!(
                "r.doc IN (SELECT key FROM documents WHERE instr(lower(publisher), ?{}) > 0)",
                values.len()
            ));
        }
        if !filter.documents.is_empty() {
            values.push(serde_json::to_string(&filter.documents).unwrap_or_default());
            conditions.push(format!(
                "r.doc IN (SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(?{})))",
                values.len()
            ));
        }
        for (day, comparison) in [(&filter.since, ">="), (&filter.until, "<=")] {
            if let Some(day) = day {
                values.push(day.clone());
                conditions.push(format!(
                    "r.doc IN (SELECT key FROM documents WHERE substr(published, 1, 10) {comparison} ?{})",
                    values.len()
                ));
            }
        }
        if table == "labels" && filter.own_voice {
            conditions.push("r.holder IS NULL".to_string());
        }
        if let Some(kind) = filter.tie_kind.filter(|_| table == "ties") {
            values.push(name(&kind));
            conditions.push(format!("r.kind = ?{}", values.len()));
        }
        if let Some(kind) = filter.label_kind.filter(|_| table == "labels") {
            values.push(name(&kind));
            conditions.push(format!("r.kind = ?{}", values.len()));
        }
        Ok((if conditions.is_empty() { ALL.to_string() } else { conditions.join(" AND ") }, values))
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
