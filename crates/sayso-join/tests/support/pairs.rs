//! The pairs of `corpus/reprints` and what `compare` says of them.

use sayso_core::{Document, DocumentId, Published};
use sayso_join::{Direction, Overlap, Relation, Text, compare};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Row {
    id: String,
    title: Option<String>,
    byline: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    text: String,
}

/// A pair as the corpus has it.
#[derive(Deserialize)]
pub struct Pair {
    pub id: String,
    pub a: String,
    pub b: String,
    pub kind: String,
    pub relation: String,
    pub share: Option<f64>,
    pub direction: String,
    pub part: String,
}

/// A pair with the answer.
pub struct Answered {
    pub pair: Pair,
    pub overlap: Option<Overlap>,
}

impl Answered {
    /// "reprint", "part" or "independent", as the corpus names relations.
    pub fn relation(&self) -> &'static str {
        match self.overlap.as_ref().map(|overlap| overlap.relation) {
            Some(Relation::Reprint) => "reprint",
            Some(Relation::Part) => "part",
            _ => "independent",
        }
    }

    /// "a-to-b", "b-to-a" or "unknown".
    pub fn direction(&self) -> &'static str {
        match self.overlap.as_ref().map(|overlap| overlap.direction) {
            Some(Direction::AToB) => "a-to-b",
            Some(Direction::BToA) => "b-to-a",
            _ => "unknown",
        }
    }
}

fn lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Vec<T> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a row of the corpus")).collect()
}

/// The texts of the corpus by id.
pub fn texts(folder: &Path) -> BTreeMap<String, Text> {
    let rows: Vec<Row> = lines(&folder.join("texts.jsonl"));
    let text = |row: Row| {
        let mut document = Document::new(row.id.clone(), row.text);
        document.id = DocumentId(row.id.clone());
        document.title = row.title;
        document.byline = row.byline;
        document.publisher = row.publisher;
        document.published = row.published.as_deref().and_then(Published::parse);
        (row.id, Text::new(&document))
    };
    rows.into_iter().map(text).collect()
}

/// The answers on one part ("tune" or "test").
pub fn answers(folder: &Path, part: &str) -> Vec<Answered> {
    let texts = texts(folder);
    let pairs: Vec<Pair> = lines(&folder.join("pairs.jsonl"));
    let of_part = pairs.into_iter().filter(|pair| pair.part == part);
    of_part
        .map(|pair| {
            let overlap = compare(&texts[&pair.a], &texts[&pair.b]);
            Answered { pair, overlap }
        })
        .collect()
}

/// Counts of a yes-no question.
#[derive(Default, Clone, Copy)]
pub struct Counts {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl Counts {
    pub fn of(answers: &[Answered], yes: impl Fn(&str) -> bool) -> Counts {
        let mut counts = Counts::default();
        for answer in answers {
            match (yes(&answer.pair.relation), yes(answer.relation())) {
                (true, true) => counts.right += 1,
                (false, true) => counts.wrong += 1,
                (true, false) => counts.missed += 1,
                (false, false) => {}
            }
        }
        counts
    }

    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64
    }
}

/// Independent pairs called reprints, and all independent pairs.
pub fn false_merges(answers: &[Answered]) -> (usize, usize) {
    let independent = || answers.iter().filter(|answer| answer.pair.relation == "independent");
    (independent().filter(|answer| answer.relation() == "reprint").count(), independent().count())
}
