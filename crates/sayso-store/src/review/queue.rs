//! What there is to review: records by how sure the program was, by rule, or document by document.

use super::judgements_where;
use super::progress::{TABLES, Table};
use crate::{StoreError, Workspace, stored};
use rusqlite::{OptionalExtension, Row, ToSql};
use sayso_core::{CharSpan, CodePoints};
use sayso_review::{Record, RecordKind, Verdict, sentence_of};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Which records are asked for, by whether this reviewer judged them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StateOfReview {
    /// Those she did not judge.
    #[default]
    Open,
    /// Those she judged.
    Done,
    /// All.
    All,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderOfReview {
    /// The least sure first.
    #[default]
    Confidence,
    /// By rule, the least sure of each first.
    Rule,
    /// By document, in the order of the text.
    Document,
}

/// What is asked of the queue; empty fields ask for nothing.
#[derive(Debug, Clone, Default)]
pub struct ToReview {
    /// Who reviews: she sees no judgement but her own.
    pub reviewer: String,
    /// Whether she judged them.
    pub state: StateOfReview,
    /// In which order.
    pub order: OrderOfReview,
    /// Events, labels or ties.
    pub kind: Option<RecordKind>,
    /// The rule that gave them; of labels the rule without its word.
    pub rule: Option<String>,
    /// PLOVER type of events.
    pub event: Option<String>,
    /// Id of a document.
    pub doc: Option<String>,
    /// Most confidence.
    pub max_confidence: Option<f64>,
    /// Records to pass over.
    pub skip: usize,
    /// Most records.
    pub most: usize,
}

/// Records to review, and how many there are.
#[derive(Debug, Clone, Serialize)]
pub struct Queue {
    /// How many are asked for.
    pub total: usize,
    /// How many of the whole workspace this reviewer has not judged.
    pub open: usize,
    /// How many she has.
    pub done: usize,
    /// Those of the page.
    pub items: Vec<Queued>,
}

/// A record to review.
#[derive(Debug, Clone, Serialize)]
pub struct Queued {
    /// Event, label or tie.
    pub kind: RecordKind,
    /// Its id.
    pub id: String,
    /// The document's id.
    pub doc: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its date.
    pub published: Option<String>,
    /// The type of an event, the words of a label, the kind of a tie.
    pub what: String,
    /// The mode of an event.
    pub mode: Option<String>,
    /// The rule that gave it.
    pub rule: String,
    /// How sure the program was.
    pub confidence: f64,
    /// The sentence.
    pub sentence: String,
    /// The trigger in it, in code points.
    pub trigger_in_sentence: CharSpan,
    /// What this reviewer decided.
    pub judgement: Option<Judged>,
}

/// A judgement in a word.
#[derive(Debug, Clone, Serialize)]
pub struct Judged {
    /// Its number.
    pub number: i64,
    /// The decision.
    pub verdict: Verdict,
}

/// A row of the queue before its sentence is looked up.
struct Waiting {
    id: String,
    doc: i64,
    rule: String,
    confidence: f64,
    start: i64,
}

fn waiting(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    Ok(Waiting { id: row.get(0)?, doc: row.get(1)?, rule: row.get(2)?, confidence: row.get(3)?, start: row.get(4)? })
}

/// What is asked, as conditions on a row `r`. Only what is asked for stands in them, so that indexes can be used.
struct Asked {
    kind: Option<String>,
    rule: Option<String>,
    words: Option<String>,
    event: Option<String>,
    doc: Option<i64>,
    most: Option<f64>,
}

impl Asked {
    /// The conditions, with the columns of the type and of the document.
    fn conditions(&self, event: &str, doc: &str) -> String {
        let mut all = vec!["1".to_string()];
        all.extend(self.rule.as_ref().map(|_| "(r.rule = :rule OR r.rule LIKE :words)".to_string()));
        all.extend(self.event.as_ref().map(|_| format!("{event} = :event")));
        all.extend(self.doc.map(|_| format!("{doc} = :doc")));
        all.extend(self.most.map(|_| "r.confidence <= :most".to_string()));
        all.join(" AND ")
    }

    fn values(&self) -> Vec<(&'static str, &dyn ToSql)> {
        let mut all: Vec<(&str, &dyn ToSql)> = Vec::new();
        if self.rule.is_some() {
            all.extend([(":rule", &self.rule as &dyn ToSql), (":words", &self.words)]);
        }
        if self.event.is_some() {
            all.push((":event", &self.event));
        }
        if self.doc.is_some() {
            all.push((":doc", &self.doc));
        }
        if self.most.is_some() {
            all.push((":most", &self.most));
        }
        all
    }
}

impl ToReview {
    fn order_by(&self, start: &str) -> String {
        match self.order {
            OrderOfReview::Confidence => "r.confidence, r.id".to_string(),
            OrderOfReview::Rule => "r.rule, r.confidence, r.id".to_string(),
            OrderOfReview::Document => format!("doc, {start}, r.id"),
        }
    }

    fn before(&self, a: &Waiting, b: &Waiting) -> std::cmp::Ordering {
        let sure = || a.confidence.total_cmp(&b.confidence).then_with(|| a.id.cmp(&b.id));
        match self.order {
            OrderOfReview::Confidence => sure(),
            OrderOfReview::Rule => a.rule.cmp(&b.rule).then_with(sure),
            OrderOfReview::Document => (a.doc, a.start, &a.id).cmp(&(b.doc, b.start, &b.id)),
        }
    }
}

impl Workspace {
    /// The records that are asked for, as the program gave them.
    pub fn review_queue(&self, asked: &ToReview) -> Result<Queue, StoreError> {
        let given = Asked {
            kind: asked.kind.map(|kind| sayso_core::words::name(&kind)),
            rule: asked.rule.clone(),
            words: asked.rule.as_ref().map(|rule| format!("{rule}:%")),
            event: asked.event.as_ref().map(|event| event.to_uppercase()),
            doc: asked.doc.as_ref().map(|id| self.document_key(id)).transpose()?,
            most: asked.max_confidence,
        };
        let (mut found, mut total) = (Vec::new(), 0);
        if asked.state != StateOfReview::Done {
            let fits = |kind: RecordKind| {
                asked.kind.is_none_or(|wanted| wanted == kind) && (given.event.is_none() || kind == RecordKind::Event)
            };
            for table in TABLES.iter().filter(|table| fits(table.kind)) {
                let (rows, all) = self.untouched(asked, &given, table)?;
                found.extend(rows);
                total += all;
            }
        }
        let judged = self.judged_rows(asked, &given)?;
        total += judged.len();
        found.extend(judged);
        found.sort_by(|a, b| asked.before(a, b));
        let items = found.into_iter().skip(asked.skip).take(asked.most).collect();
        let reviewer = asked.reviewer.trim();
        let (open, done) = self.progress_of(reviewer)?;
        Ok(Queue { total, open, done, items: self.with_sentences(items, reviewer)? })
    }

    /// Records of one kind that nobody judged: as many as the page may need, and how many there are.
    fn untouched(&self, asked: &ToReview, given: &Asked, of: &Table) -> Result<(Vec<Waiting>, usize), StoreError> {
        let Table { table, start, .. } = of;
        let conditions = given.conditions(of.event, "r.doc");
        let values = given.values();
        let count = |more: &str| -> Result<usize, StoreError> {
            let sql = format!("SELECT count(*) FROM {table} r WHERE {conditions} AND {more}");
            let number: i64 = self.connection.prepare_cached(&sql)?.query_row(&values[..], |row| row.get(0))?;
            Ok(usize::try_from(number).unwrap_or(0))
        };
        // The judged ones are few: to count them and take them off is quicker than to ask of every row.
        let judged = "r.rule != 'review' AND r.id IN (SELECT record FROM judgements WHERE undone = 0)";
        let all = count("1")?.saturating_sub(count("r.rule = 'review'")? + count(judged)?);
        let sql = format!(
            "SELECT r.id, r.doc AS doc, r.rule, r.confidence, {start} FROM {table} r
             WHERE {conditions} AND r.rule != 'review'
             AND NOT EXISTS (SELECT 1 FROM judgements j WHERE j.record = r.id AND j.undone = 0)
             ORDER BY {} LIMIT {}",
            asked.order_by(start),
            crate::rows::count(asked.skip.saturating_add(asked.most))
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(&values[..], waiting)?.collect::<Result<_, _>>()?;
        Ok((rows, all))
    }

    /// One record as an item of the queue.
    pub fn review_item(&self, id: &str, reviewer: &str) -> Result<Option<Queued>, StoreError> {
        let reviewed = self.reviewed(id, reviewer)?;
        let row = Waiting {
            id: id.to_string(),
            doc: self.document_key(&reviewed.reading.document.id.0)?,
            rule: reviewed.record.rule().to_string(),
            confidence: reviewed.record.confidence(),
            start: 0,
        };
        Ok(self.with_sentences(vec![row], reviewer.trim())?.pop())
    }

    /// The key of a document.
    pub(super) fn document_key(&self, id: &str) -> Result<i64, StoreError> {
        let key = self
            .connection
            .prepare_cached("SELECT key FROM documents WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        key.ok_or_else(|| StoreError::Unknown { what: "document", id: id.to_string() })
    }

    /// Records that somebody judged: by this reviewer those that are done, by others alone those that are open. What
    /// others added stays out of sight.
    fn judged_rows(&self, asked: &ToReview, given: &Asked) -> Result<Vec<Waiting>, StoreError> {
        let own =
            "EXISTS (SELECT 1 FROM judgements o WHERE o.record = r.record AND o.reviewer = :reviewer AND o.undone = 0)";
        let mut conditions = vec![given.conditions("r.event", "d.key")];
        match asked.state {
            StateOfReview::Open => conditions.push(format!("NOT {own}")),
            StateOfReview::Done => conditions.push(own.to_string()),
            StateOfReview::All => {}
        }
        let mut values = given.values();
        let reviewer = asked.reviewer.trim();
        values.push((":reviewer", &reviewer));
        if given.kind.is_some() {
            conditions.push("r.kind = :kind".to_string());
            values.push((":kind", &given.kind));
        }
        let sql = format!(
            "SELECT r.record, d.key AS doc, r.rule, r.confidence, r.start, max(r.key) FROM judgements r
             JOIN documents d ON d.id = r.doc AND d.text_sha256 = r.text_sha256
             WHERE {} AND r.undone = 0 AND (r.verdict != 'add' OR r.reviewer = :reviewer)
             GROUP BY r.record",
            conditions.join(" AND ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map(&values[..], waiting)?.collect::<Result<_, _>>()?)
    }

    fn with_sentences(&self, rows: Vec<Waiting>, reviewer: &str) -> Result<Vec<Queued>, StoreError> {
        let mut readings = HashMap::new();
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            if let std::collections::hash_map::Entry::Vacant(entry) = readings.entry(row.doc) {
                entry.insert(stored::as_read(&self.connection, row.doc)?);
            }
            let Some(reading) = readings.get(&row.doc) else { continue };
            let judgements = judgements_where(&self.connection, "j.record = ?1", &row.id)?;
            let own = judgements.iter().find(|judgement| judgement.reviewer == reviewer);
            let known = || judgements.iter().find_map(|judgement| judgement.judged().cloned());
            let Some(record) = Record::find(reading, &row.id).or_else(known) else { continue };
            let document = &reading.document;
            let (sentence, at) = (sentence_of(reading, &record), record.at());
            let points = CodePoints::new(&document.text);
            items.push(Queued {
                kind: record.kind(),
                doc: document.id.0.clone(),
                title: document.title.clone(),
                publisher: document.publisher.clone(),
                published: document.published.as_ref().map(|published| published.text.clone()),
                what: record.what(),
                mode: record.mode().map(str::to_string),
                rule: row.rule,
                confidence: row.confidence,
                sentence: points.bytes(sentence).of(&document.text).to_string(),
                trigger_in_sentence: at.within(sentence),
                judgement: own.map(|own| Judged { number: own.number, verdict: own.verdict }),
                id: row.id,
            });
        }
        Ok(items)
    }
}
