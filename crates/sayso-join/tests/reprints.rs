//! What `compare` finds on the test part of `corpus/reprints`, on which nothing is tuned.

#[allow(dead_code)]
#[path = "support/pairs.rs"]
mod pairs;

use pairs::{Counts, answers, false_merges, texts};
use std::path::Path;

fn corpus() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/reprints"))
}

#[test]
fn reprints_are_found_and_independent_reports_kept_apart() {
    let answers = answers(corpus(), "test");
    assert!(answers.len() > 200, "{}", answers.len());
    let reprints = Counts::of(&answers, |relation| relation == "reprint");
    assert!(reprints.f1() >= 0.98, "F1 {:.4}", reprints.f1());
    let taken = Counts::of(&answers, |relation| relation != "independent");
    assert!(taken.f1() >= 0.985, "F1 {:.4}", taken.f1());
    let (merged, independent) = false_merges(&answers);
    assert!((merged as f64) < 0.006 * independent as f64, "{merged} of {independent}");
}

#[test]
fn directions_are_not_guessed() {
    let answers = answers(corpus(), "test");
    let told = answers.iter().filter(|answer| answer.direction() != "unknown");
    let wrong = told.clone().filter(|answer| answer.direction() != answer.pair.direction).count();
    assert!(20 * wrong <= told.count(), "{wrong}");
}

#[test]
fn the_order_of_comparing_does_not_matter() {
    let texts = texts(corpus());
    for answer in answers(corpus(), "tune") {
        let turned = sayso_join::compare(&texts[&answer.pair.b], &texts[&answer.pair.a]);
        assert_eq!(turned.map(sayso_join::Overlap::turned), answer.overlap, "{}", answer.pair.id);
    }
}

#[test]
fn what_is_taken_is_a_candidate() {
    // Texts of which one took from the other share a key of the whole or of a passage; what was reworded throughout
    // is met through incidents.
    let texts = texts_with_words();
    let answers = answers(corpus(), "tune");
    let taken: Vec<_> = answers
        .iter()
        .filter(|answer| answer.overlap.as_ref().is_some_and(|o| !o.passages.is_empty() && o.share_b > 0.3))
        .collect();
    let met = taken.iter().filter(|answer| {
        let (a, b) = (&texts[&answer.pair.a], &texts[&answer.pair.b]);
        let (a, b) = (sayso_join::passage_keys(a), sayso_join::passage_keys(b));
        a.iter().any(|key| b.contains(key))
    });
    let (met, all) = (met.count(), taken.len());
    assert!(met * 100 >= all * 80, "{met} of {all}");
}

fn texts_with_words() -> std::collections::BTreeMap<String, String> {
    let rows = std::fs::read_to_string(corpus().join("texts.jsonl")).expect("the corpus");
    let row = |line: &str| -> (String, String) {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        (row["id"].as_str().unwrap_or_default().to_string(), row["text"].as_str().unwrap_or_default().to_string())
    };
    rows.lines().map(row).collect()
}
