//! What one reader decided about one record.

use crate::{Record, RecordKind};
use sayso_core::{ActorId, CharSpan, Reading};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A decision about a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is right as it is.
    Accept,
    /// There is such a record, but it should read otherwise.
    Correct,
    /// There is no such record in the text.
    Reject,
    /// The program missed it.
    Add,
}

/// What a reader decided about a record of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    /// Its number, for taking it back.
    pub number: i64,
    /// Who decided.
    pub reviewer: String,
    /// The document.
    pub doc: String,
    /// Hash of the text that was judged: on another text the judgement does not count.
    pub text_sha256: String,
    /// Event, label or tie.
    pub kind: RecordKind,
    /// Id of the record as the program gave it, or of the one that was added.
    pub record: String,
    /// The decision.
    pub verdict: Verdict,
    /// The record as the program gave it; none where it was added.
    pub given: Option<Record>,
    /// The record as it should be, where it was corrected or added.
    pub right: Option<Record>,
    /// Names of the actors that either record refers to: their ids hold within one reading only.
    pub actors: BTreeMap<ActorId, String>,
    /// What the reader noted.
    pub note: String,
    /// Whether it decides between readers who differ.
    pub settles: bool,
    /// When, RFC 3339.
    pub at: String,
}

impl Judgement {
    /// The record as this reader has it; none where there should be none.
    pub fn position(&self) -> Option<&Record> {
        match self.verdict {
            Verdict::Accept => self.given.as_ref(),
            Verdict::Correct | Verdict::Add => self.right.as_ref(),
            Verdict::Reject => None,
        }
    }

    /// The record that is judged: the given one, or the one that was added.
    pub fn judged(&self) -> Option<&Record> {
        self.given.as_ref().or(self.right.as_ref())
    }

    /// Whether both readers come to the same record, or both to none.
    pub fn agrees_with(&self, other: &Judgement) -> bool {
        match (self.position(), other.position()) {
            (None, None) => true,
            (Some(a), Some(b)) => a.says_the_same(b),
            _ => false,
        }
    }
}

/// A document as the program read it, and what reviewers decided about it: the judgements that count.
#[derive(Debug, Clone)]
pub struct JudgedDocument {
    /// The program's reading.
    pub reading: Reading<CharSpan>,
    /// Judgements of one reviewer, or of all.
    pub judgements: Vec<Judgement>,
}

/// Judgements in groups, each about one record: those on one id, and additions that stand for one thing.
pub(crate) fn by_record<'j>(judgements: impl IntoIterator<Item = &'j Judgement>) -> Vec<Vec<&'j Judgement>> {
    let mut groups: Vec<Vec<&Judgement>> = Vec::new();
    for judgement in judgements {
        let same = |other: &&Judgement| {
            let added = judgement.verdict == Verdict::Add && other.verdict == Verdict::Add;
            let overlaps = || match (&judgement.right, &other.right) {
                (Some(a), Some(b)) => a.kind() == b.kind() && a.at().start < b.at().end && b.at().start < a.at().end,
                _ => false,
            };
            judgement.record == other.record || added && judgement.reviewer != other.reviewer && overlaps()
        };
        match groups.iter_mut().find(|group| group.iter().any(same)) {
            Some(group) => group.push(judgement),
            None => groups.push(vec![judgement]),
        }
    }
    groups
}
