//! How far reviewers are: over the workspace, by rule, by document.

use crate::{StoreError, Workspace, stored};
use sayso_review::{Record, RecordKind};
use serde::Serialize;

/// How the records of a rule fared with one reviewer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReviewedRule {
    /// The rule; of labels the rule without its word.
    pub rule: String,
    /// event, label or tie.
    pub kind: String,
    /// Records that it gave in the workspace.
    pub records: usize,
    /// Of these the ones she judged.
    pub judged: usize,
    /// Those she found right.
    pub accepted: usize,
    /// Those she corrected.
    pub corrected: usize,
    /// Those she rejected.
    pub rejected: usize,
}

/// How far one reviewer is with a document.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewedDocument {
    /// Its id.
    pub doc: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its date.
    pub published: Option<String>,
    /// Records that the program found in it.
    pub records: usize,
    /// Of these the ones she judged, and those she added.
    pub judged: usize,
    /// Whether she has read it through.
    pub finished: bool,
}

/// A table of records.
pub(super) struct Table {
    pub kind: RecordKind,
    pub name: &'static str,
    pub table: &'static str,
    /// The column of the type.
    pub event: &'static str,
    /// The column of the place in the text.
    pub start: &'static str,
}

pub(super) const TABLES: [Table; 3] = [
    Table { kind: RecordKind::Event, name: "event", table: "events", event: "r.event", start: "r.trigger_start" },
    Table { kind: RecordKind::Label, name: "label", table: "labels", event: "''", start: "r.start" },
    Table { kind: RecordKind::Tie, name: "tie", table: "ties", event: "''", start: "r.start" },
];

impl Workspace {
    /// How many records a reviewer has not judged, and how many she has.
    pub(super) fn progress_of(&self, reviewer: &str) -> Result<(usize, usize), StoreError> {
        let mut rows = 0;
        for Table { table, .. } in TABLES {
            rows += self.count(&format!("SELECT count(*) FROM {table}"))?;
            rows -= self.count(&format!("SELECT count(*) FROM {table} WHERE rule = 'review'"))?;
        }
        // Judged records that the rows lack: corrected or taken out.
        let hidden: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(DISTINCT j.record) FROM judgements j
                 JOIN documents d ON d.id = j.doc AND d.text_sha256 = j.text_sha256
                 WHERE j.undone = 0 AND j.verdict != 'add'
                 AND NOT EXISTS (SELECT 1 FROM events e WHERE e.id = j.record AND e.rule != 'review')
                 AND NOT EXISTS (SELECT 1 FROM labels l WHERE l.id = j.record AND l.rule != 'review')
                 AND NOT EXISTS (SELECT 1 FROM ties t WHERE t.id = j.record AND t.rule != 'review')",
            )?
            .query_row([], |row| row.get(0))?;
        let done: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(DISTINCT j.record) FROM judgements j
                 JOIN documents d ON d.id = j.doc AND d.text_sha256 = j.text_sha256
                 WHERE j.undone = 0 AND j.verdict != 'add' AND j.reviewer = ?1",
            )?
            .query_row([reviewer], |row| row.get(0))?;
        let number = |value: i64| usize::try_from(value).unwrap_or(0);
        Ok(((rows + number(hidden)).saturating_sub(number(done)), number(done)))
    }

    /// The rules that gave records, those with most records first, and how they fared with one reviewer.
    pub fn reviewed_rules(&self, reviewer: &str) -> Result<Vec<ReviewedRule>, StoreError> {
        // Rules of labels carry the word behind a colon.
        let base = |column: &str| format!("substr({column}, 1, coalesce(nullif(instr({column}, ':'), 0) - 1, 999))");
        let judged = format!(
            "SELECT DISTINCT j.kind AS kind, j.record AS id, {} AS rule FROM judgements j
             JOIN documents d ON d.id = j.doc AND d.text_sha256 = j.text_sha256
             WHERE j.undone = 0 AND j.verdict != 'add'",
            base("j.rule")
        );
        let tables: Vec<String> = TABLES
            .iter()
            .map(|Table { name, table, .. }| {
                format!(
                    "SELECT '{name}' AS kind, {} AS rule, count(*) AS n FROM {table} r
                     WHERE r.rule != 'review' GROUP BY 2",
                    base("r.rule")
                )
            })
            .collect();
        let hidden = TABLES.map(|Table { table, .. }| {
            format!("NOT EXISTS (SELECT 1 FROM {table} r WHERE r.id = j.id AND r.rule != 'review')")
        });
        let sql = format!(
            "WITH judged AS ({judged}), given AS ({} UNION ALL
                 SELECT j.kind, j.rule, count(*) FROM judged j WHERE {} GROUP BY 1, 2),
             own AS (
                 SELECT kind, {} AS rule, verdict, count(*) AS n FROM judgements o
                 WHERE reviewer = ?1 AND undone = 0 AND verdict != 'add' AND NOT EXISTS (
                     SELECT 1 FROM judgements later WHERE later.record = o.record AND later.reviewer = o.reviewer
                     AND later.undone = 0 AND later.key > o.key)
                 GROUP BY 1, 2, 3)
             SELECT g.rule, g.kind, sum(g.n),
                    (SELECT coalesce(sum(n), 0) FROM own WHERE own.rule = g.rule AND own.kind = g.kind AND verdict = 'accept'),
                    (SELECT coalesce(sum(n), 0) FROM own WHERE own.rule = g.rule AND own.kind = g.kind AND verdict = 'correct'),
                    (SELECT coalesce(sum(n), 0) FROM own WHERE own.rule = g.rule AND own.kind = g.kind AND verdict = 'reject')
             FROM given g GROUP BY g.rule, g.kind ORDER BY 3 DESC, 1",
            tables.join(" UNION ALL "),
            hidden.join(" AND "),
            base("o.rule")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([reviewer.trim()], |row| {
            let number = |column: usize| -> rusqlite::Result<usize> {
                Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
            };
            let (accepted, corrected, rejected) = (number(3)?, number(4)?, number(5)?);
            Ok(ReviewedRule {
                rule: row.get(0)?,
                kind: row.get(1)?,
                records: number(2)?,
                judged: accepted + corrected + rejected,
                accepted,
                corrected,
                rejected,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Documents in the order in which they came, or the one of an id, and how far one reviewer is with each. Says how many
    /// there are.
    pub fn reviewed_documents(
        &self,
        reviewer: &str,
        id: Option<&str>,
        skip: usize,
        most: usize,
    ) -> Result<(usize, Vec<ReviewedDocument>), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.key, EXISTS (SELECT 1 FROM finished f WHERE f.reviewer = ?1 AND f.doc = d.id
                                   AND f.text_sha256 = d.text_sha256),
                    (SELECT count(DISTINCT record) FROM judgements j WHERE j.doc = d.id AND j.text_sha256 = d.text_sha256
                     AND j.reviewer = ?1 AND j.undone = 0)
             FROM documents d WHERE ?4 IS NULL OR d.id = ?4 ORDER BY d.key LIMIT ?2 OFFSET ?3",
        )?;
        let page = (reviewer.trim(), crate::rows::count(most), crate::rows::count(skip), id);
        let rows: Vec<(i64, bool, i64)> =
            statement.query_map(page, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
        let mut found = Vec::with_capacity(rows.len());
        for (key, finished, judged) in rows {
            let reading = stored::as_read(&self.connection, key)?;
            let records = Record::all(&reading).count();
            let document = reading.document;
            found.push(ReviewedDocument {
                doc: document.id.0,
                title: document.title,
                publisher: document.publisher,
                published: document.published.map(|published| published.text),
                records,
                judged: usize::try_from(judged).unwrap_or(0),
                finished,
            });
        }
        let all = if id.is_some() { found.len() } else { self.count("SELECT count(*) FROM documents")? };
        Ok((all, found))
    }
}
