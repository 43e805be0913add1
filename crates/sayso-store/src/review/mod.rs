//! What reviewers decide about records: kept apart from what was read, laid over it wherever readings are used.

mod progress;
mod queue;

pub use progress::{ReviewedDocument, ReviewedRule};
pub use queue::{OrderOfReview, Queue, Queued, StateOfReview, ToReview};

use crate::rows::count;
use crate::stored::broken;
use crate::{StoreError, Workspace, rows, stored};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use sayso_core::words::name;
use sayso_core::{ActorId, CharSpan, Reading};
use sayso_review::{
    JudgedDocument, Judgement, Outcome, Record, RecordKind, ReviewError, Verdict, completed, corrected,
};
use std::collections::BTreeMap;

/// What a reviewer decides.
#[derive(Debug, Clone)]
pub struct NewJudgement {
    /// Who decides.
    pub reviewer: String,
    /// Id of the record, or of the document to which a record is added.
    pub about: String,
    /// The decision.
    pub verdict: Verdict,
    /// Of which kind the record is that is added.
    pub kind: Option<RecordKind>,
    /// The record as it should be, where it is corrected or added.
    pub right: Option<serde_json::Value>,
    /// What the reviewer notes.
    pub note: String,
    /// Whether this decides between reviewers who differ.
    pub settles: bool,
}

/// A record, what one reviewer decided about it, and what became of it.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// The record as the program gave it, or as the reviewer added it.
    pub record: Record,
    /// The document as the program read it.
    pub reading: Reading<CharSpan>,
    /// What this reviewer decided last.
    pub judgement: Option<Judgement>,
    /// What became of it by all judgements; none where nobody judged it.
    pub outcome: Option<Outcome>,
}

/// The judgements of a document that count: of each reviewer the last one on each record that was not taken back.
pub(crate) fn judgements_of(connection: &Connection, doc: &str) -> Result<Vec<Judgement>, StoreError> {
    judgements_where(connection, "j.doc = ?1", doc)
}

fn judgements_where(connection: &Connection, condition: &str, value: &str) -> Result<Vec<Judgement>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT j.key, j.reviewer, j.doc, j.text_sha256, j.kind, j.record, j.verdict, j.given, j.corrected, j.actors,
                j.note, j.settles, j.at
         FROM judgements j WHERE {condition} AND j.undone = 0 AND NOT EXISTS (
             SELECT 1 FROM judgements later WHERE later.record = j.record AND later.reviewer = j.reviewer
             AND later.undone = 0 AND later.key > j.key)
         ORDER BY j.key"
    ))?;
    let mut rows = statement.query([value])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(judgement(row)?);
    }
    Ok(found)
}

fn judgement(row: &Row<'_>) -> Result<Judgement, StoreError> {
    let doc: String = row.get(2)?;
    let wrong = broken(&doc);
    let (kind, verdict): (String, String) = (row.get(4)?, row.get(6)?);
    let kind: RecordKind = serde_json::from_value(kind.into()).map_err(&wrong)?;
    let record = |column: usize| -> Result<Option<Record>, StoreError> {
        let Some(json) = row.get::<_, Option<String>>(column)? else { return Ok(None) };
        let value = serde_json::from_str(&json).map_err(&wrong)?;
        Ok(Some(Record::from_value(kind, value).map_err(&wrong)?))
    };
    Ok(Judgement {
        number: row.get(0)?,
        reviewer: row.get(1)?,
        text_sha256: row.get(3)?,
        kind,
        record: row.get(5)?,
        verdict: serde_json::from_value(verdict.into()).map_err(&wrong)?,
        given: record(7)?,
        right: record(8)?,
        actors: serde_json::from_str(&row.get::<_, String>(9)?).map_err(&wrong)?,
        note: row.get(10)?,
        settles: row.get(11)?,
        at: row.get(12)?,
        doc: doc.clone(),
    })
}

impl Workspace {
    /// Stores what a reviewer decided, and makes what follows from it. `sentences` are those of the document: needed
    /// where a record is corrected or added.
    ///
    /// Who corrects what she added herself changes her addition; who rejects it takes it back, and nothing is answered.
    pub fn judge(&mut self, new: &NewJudgement, sentences: &[CharSpan]) -> Result<Option<Judgement>, StoreError> {
        if new.reviewer.trim().is_empty() {
            return Err(ReviewError::Nobody.into());
        }
        let number = match new.verdict {
            Verdict::Add => self.add_record(new, sentences)?,
            _ => self.judge_record(new, sentences)?,
        };
        let Some(number) = number else { return Ok(None) };
        Ok(judgements_where(&self.connection, "j.key = ?1", &number.to_string())?.pop())
    }

    fn add_record(&mut self, new: &NewJudgement, sentences: &[CharSpan]) -> Result<Option<i64>, StoreError> {
        let reading = self.reading_as_read(&new.about)?;
        let kind = new.kind.unwrap_or(RecordKind::Event);
        let right = completed(&reading, kind, new.right.clone().unwrap_or_default(), None, sentences)?;
        self.keep(new, &reading, Verdict::Add, None, Some(right))
    }

    fn judge_record(&mut self, new: &NewJudgement, sentences: &[CharSpan]) -> Result<Option<i64>, StoreError> {
        let Reviewed { record, reading, judgement, .. } = self.reviewed(&new.about, &new.reviewer)?;
        let own_addition = judgement.filter(|judgement| judgement.verdict == Verdict::Add);
        match (new.verdict, own_addition) {
            (Verdict::Reject, Some(addition)) => {
                self.undo_judgement(addition.number)?;
                Ok(None)
            }
            (Verdict::Correct, addition) => {
                let right = new.right.clone().unwrap_or_default();
                let right = completed(&reading, record.kind(), right, Some(&record), sentences)?;
                match addition {
                    Some(_) => self.keep(new, &reading, Verdict::Add, None, Some(right)),
                    None if right.says_the_same(&record) => {
                        self.keep(new, &reading, Verdict::Accept, Some(record), None)
                    }
                    None => self.keep(new, &reading, Verdict::Correct, Some(record), Some(right)),
                }
            }
            (verdict, _) => self.keep(new, &reading, verdict, Some(record), None),
        }
    }

    fn keep(
        &mut self,
        new: &NewJudgement,
        reading: &Reading<CharSpan>,
        verdict: Verdict,
        given: Option<Record>,
        right: Option<Record>,
    ) -> Result<Option<i64>, StoreError> {
        let Some(judged) = given.as_ref().or(right.as_ref()) else {
            return Err(StoreError::Unknown { what: "record", id: new.about.clone() });
        };
        let document = &reading.document;
        let wrong = broken(&document.id.0);
        let json = |record: &Option<Record>| -> Result<Option<String>, StoreError> {
            record.as_ref().map(serde_json::to_string).transpose().map_err(&wrong)
        };
        let transaction = self.connection.transaction()?;
        transaction.execute(
            "INSERT INTO judgements (reviewer, doc, text_sha256, kind, record, verdict, given, corrected, actors, note,
                                     settles, at, rule, confidence, event, start)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            params![
                new.reviewer.trim(),
                document.id.0,
                document.text_sha256,
                name(&judged.kind()),
                judged.id(),
                name(&verdict),
                json(&given)?,
                json(&right)?,
                serde_json::to_string(&names(reading, [given.as_ref(), right.as_ref()])).map_err(&wrong)?,
                new.note.trim(),
                new.settles,
                jiff::Timestamp::now().to_string(),
                judged.rule(),
                judged.confidence(),
                judged.what(),
                count(judged.at().start),
            ],
        )?;
        let number = transaction.last_insert_rowid();
        lay_over_again(&transaction, reading)?;
        transaction.commit()?;
        self.join(|_| ())?;
        Ok(Some(number))
    }

    /// Takes a judgement back; the one that this reviewer gave on the record before counts again.
    pub fn undo_judgement(&mut self, number: i64) -> Result<(), StoreError> {
        let unknown = || StoreError::Unknown { what: "judgement", id: number.to_string() };
        let transaction = self.connection.transaction()?;
        let doc: Option<String> = transaction
            .query_row("SELECT doc FROM judgements WHERE key = ?1 AND undone = 0", [number], |row| row.get(0))
            .optional()?;
        let doc = doc.ok_or_else(unknown)?;
        transaction.execute("UPDATE judgements SET undone = 1 WHERE key = ?1", [number])?;
        let key =
            transaction.query_row("SELECT key FROM documents WHERE id = ?1", [&doc], |row| row.get(0)).optional()?;
        if let Some(key) = key {
            let reading = stored::as_read(&transaction, key)?;
            lay_over_again(&transaction, &reading)?;
        }
        transaction.commit()?;
        self.join(|_| ())
    }

    /// Says of a document that a reviewer has read it through, or not yet.
    ///
    /// # Errors
    /// [`StoreError::Unfinished`] where records of it are not judged by her.
    pub fn finish_review(&mut self, reviewer: &str, doc: &str, finished: bool) -> Result<(), StoreError> {
        let reading = self.reading_as_read(doc)?;
        let document = &reading.document;
        if !finished {
            self.connection.execute(
                "DELETE FROM finished WHERE reviewer = ?1 AND doc = ?2",
                params![reviewer.trim(), document.id.0],
            )?;
            return Ok(());
        }
        let judgements = judgements_of(&self.connection, &document.id.0)?;
        let judged = |record: &Record| {
            judgements.iter().any(|judgement| judgement.reviewer == reviewer.trim() && judgement.record == record.id())
        };
        let open = Record::all(&reading).filter(|record| !judged(record)).count();
        if open > 0 {
            return Err(StoreError::Unfinished { document: document.id.0.clone(), open });
        }
        self.connection.execute(
            "INSERT OR REPLACE INTO finished (reviewer, doc, text_sha256, at) VALUES (?1, ?2, ?3, ?4)",
            params![reviewer.trim(), document.id.0, document.text_sha256, jiff::Timestamp::now().to_string()],
        )?;
        Ok(())
    }

    /// All judgements that count, of all documents, by number.
    pub fn judgements(&self) -> Result<Vec<Judgement>, StoreError> {
        judgements_where(&self.connection, "?1 = ''", "")
    }

    /// The judgements on one record that count, by number.
    pub fn judgements_of_record(&self, id: &str) -> Result<Vec<Judgement>, StoreError> {
        judgements_where(&self.connection, "j.record = ?1", id)
    }

    /// A record as the program gave it, and what `reviewer` decided about it; found as well where it was taken out, or
    /// where only an older version of the program gave it.
    pub fn reviewed(&self, id: &str, reviewer: &str) -> Result<Reviewed, StoreError> {
        let unknown = || StoreError::Unknown { what: "record", id: id.to_string() };
        let on_record = self.judgements_of_record(id)?;
        let reading = match on_record.first() {
            Some(judgement) => self.reading_as_read(&judgement.doc)?,
            None => {
                let doc = self.document_of_record(id)?.ok_or_else(unknown)?;
                stored::as_read(&self.connection, doc)?
            }
        };
        let all = judgements_of(&self.connection, &reading.document.id.0)?;
        let own = on_record.iter().find(|judgement| judgement.reviewer == reviewer.trim()).cloned();
        let record = Record::find(&reading, id)
            .or_else(|| own.iter().chain(&on_record).find_map(|judgement| judgement.judged().cloned()));
        let outcome = corrected(reading.clone(), &all).outcomes.get(id).copied();
        Ok(Reviewed { record: record.ok_or_else(unknown)?, reading, judgement: own, outcome })
    }

    /// The reading of a document as the program read it, without what reviewers made of it.
    pub fn reading_as_read(&self, doc: &str) -> Result<Reading<CharSpan>, StoreError> {
        stored::as_read(&self.connection, self.document_key(doc)?)
    }

    fn document_of_record(&self, id: &str) -> Result<Option<i64>, StoreError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT doc FROM events WHERE id = ?1 UNION ALL SELECT doc FROM labels WHERE id = ?1
                 UNION ALL SELECT doc FROM ties WHERE id = ?1 LIMIT 1",
            )?
            .query_row([id], |row| row.get(0))
            .optional()?;
        Ok(found)
    }

    /// Documents with judgements, each as the program read it with the judgements that count: all, or those of one
    /// reviewer. `only_finished` gives those that a reviewer has read through and on which nobody differs.
    pub fn judged_documents(
        &self,
        reviewer: Option<&str>,
        only_finished: bool,
    ) -> Result<Vec<JudgedDocument>, StoreError> {
        let source = if only_finished { "finished" } else { "judgements WHERE undone = 0" };
        let mut statement = self.connection.prepare(&format!(
            "SELECT DISTINCT d.key FROM (SELECT DISTINCT doc, reviewer, text_sha256 FROM {source}) j
             JOIN documents d ON d.id = j.doc AND d.text_sha256 = j.text_sha256
             WHERE ?1 IS NULL OR j.reviewer = ?1 ORDER BY d.id"
        ))?;
        let keys: Vec<i64> = statement.query_map([reviewer], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            let reading = stored::as_read(&self.connection, key)?;
            let mut judgements = judgements_of(&self.connection, &reading.document.id.0)?;
            judgements.retain(|judgement| reviewer.is_none_or(|reviewer| judgement.reviewer == reviewer.trim()));
            let disputed = || {
                let outcomes = corrected(reading.clone(), &judgements).outcomes;
                outcomes.values().any(|outcome| *outcome == Outcome::Disputed)
            };
            if !(only_finished && disputed()) {
                found.push(JudgedDocument { reading, judgements });
            }
        }
        Ok(found)
    }
}

/// Names of the actors that the records refer to.
fn names(reading: &Reading<CharSpan>, records: [Option<&Record>; 2]) -> BTreeMap<ActorId, String> {
    let ids = records.into_iter().flatten().flat_map(Record::actors);
    ids.filter_map(|id| Some((id.clone(), reading.actor(id)?.name.clone()))).collect()
}

/// Writes the rows of a document anew where the judgements that count now give other records than the rows hold.
fn lay_over_again(transaction: &Transaction<'_>, reading: &Reading<CharSpan>) -> Result<(), StoreError> {
    let id = &reading.document.id.0;
    let ids = |sql: &str| -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = transaction.prepare_cached(sql)?;
        let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let mut there = ids("SELECT r.id, r.rule FROM events r JOIN documents d ON d.key = r.doc WHERE d.id = ?1")?;
    there.extend(ids("SELECT r.id, r.rule FROM labels r JOIN documents d ON d.key = r.doc WHERE d.id = ?1")?);
    there.extend(ids("SELECT r.id, r.rule FROM ties r JOIN documents d ON d.key = r.doc WHERE d.id = ?1")?);
    let corrected = corrected(reading.clone(), &judgements_of(transaction, id)?).reading;
    let mut wanted: Vec<(String, String)> =
        Record::all(&corrected).map(|record| (record.id().to_string(), record.rule().to_string())).collect();
    there.sort();
    wanted.sort();
    // What a person gave may have changed under the same id.
    let by_hand = wanted.iter().any(|(_, rule)| rule == sayso_review::RULE);
    if by_hand || there != wanted {
        rows::take_out(transaction, id)?;
        rows::insert(transaction, reading)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
