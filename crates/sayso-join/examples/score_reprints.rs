//! Figures on the pairs of `corpus/reprints` by kind: `cargo run --release --example score_reprints -- test`.

#[path = "../tests/support/pairs.rs"]
mod pairs;

use pairs::{Answered, Counts, answers, false_merges};
use sayso_core::Document;
use sayso_join::{Relation, Text, compare};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let part = arguments.next().unwrap_or_else(|| "tune".to_string());
    let folder = arguments
        .next()
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/reprints")), PathBuf::from);
    let answers = answers(&folder, &part);
    let mut kinds: BTreeMap<(&str, &str), Vec<&Answered>> = BTreeMap::new();
    for answer in &answers {
        kinds.entry((&answer.pair.kind, &answer.pair.relation)).or_default().push(answer);
    }
    println!("kind                relation     pairs  right  direction right/wrong/open  share off by");
    for ((kind, relation), answers) in kinds {
        let right = answers.iter().filter(|answer| answer.relation() == relation).count();
        let direction = |says: &dyn Fn(&&&Answered) -> bool| answers.iter().filter(says).count();
        let same = direction(&|answer| answer.direction() == answer.pair.direction);
        let wrong = direction(&|answer| answer.direction() != answer.pair.direction && answer.direction() != "unknown");
        let off: Vec<f64> = answers
            .iter()
            .filter_map(|answer| Some((answer.overlap.as_ref()?.share_b - answer.pair.share?).abs()))
            .collect();
        let off = off.iter().sum::<f64>() / off.len().max(1) as f64;
        let open = answers.len() - same - wrong;
        println!("{kind:<19} {relation:<12} {:>5} {right:>6} {same:>11} {wrong} {open} {off:>22.3}", answers.len());
    }
    for answer in answers.iter().filter(|answer| answer.relation() != answer.pair.relation) {
        let reasons = answer.overlap.as_ref().map(|overlap| overlap.reasons.join("; ")).unwrap_or_default();
        println!("{} is {}, called {}: {reasons}", answer.pair.id, answer.pair.relation, answer.relation());
    }
    for answer in answers
        .iter()
        .filter(|answer| answer.pair.relation != "independent" && answer.direction() != answer.pair.direction)
    {
        let reason = answer.overlap.as_ref().map(|overlap| overlap.direction_reason.as_str()).unwrap_or_default();
        println!("{}: direction {}, told {}: {reason}", answer.pair.id, answer.pair.direction, answer.direction());
    }
    for (name, counts) in [
        ("reprint", Counts::of(&answers, |relation| relation == "reprint")),
        ("reprint or part", Counts::of(&answers, |relation| relation != "independent")),
    ] {
        println!(
            "{name}: F1 {:.4}, right {}, wrong {}, missed {}",
            counts.f1(),
            counts.right,
            counts.wrong,
            counts.missed
        );
    }
    let (merged, independent) = false_merges(&answers);
    println!("false merges: {merged} of {independent} independent pairs");
    let (merged, independent) = all_pairs(&folder, &part);
    println!("of all {independent} pairs of texts without a common origin: {merged} false merges");
}

/// Every two texts of a part that share no origin (`origins.jsonl`): how many are called reprints, and how many there are.
fn all_pairs(folder: &Path, part: &str) -> (usize, usize) {
    let lines = |name: &str| -> Vec<Value> {
        let file = std::fs::read_to_string(folder.join(name)).expect("a file of the corpus");
        file.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    };
    let words = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    for line in lines("texts.jsonl") {
        let mut document = Document::new(words(&line["id"]), words(&line["text"]));
        document.byline = line["byline"].as_str().map(String::from);
        document.publisher = line["publisher"].as_str().map(String::from);
        texts.insert(words(&line["id"]), Text::new(&document));
    }
    let origins: Vec<(String, BTreeSet<String>)> = lines("origins.jsonl")
        .iter()
        .filter(|line| line["part"] == part)
        .map(|line| (words(&line["id"]), line["origins"].as_array().into_iter().flatten().map(words).collect()))
        .collect();
    let (mut merged, mut independent) = (0, 0);
    for (at, (a, from)) in origins.iter().enumerate() {
        for (b, _) in origins.iter().skip(at + 1).filter(|(_, other)| from.is_disjoint(other)) {
            independent += 1;
            merged += usize::from(compare(&texts[a], &texts[b]).is_some_and(|it| it.relation == Relation::Reprint));
        }
    }
    (merged, independent)
}
