//! Figures on the pairs of `corpus/reprints` by kind: `cargo run --release --example score_reprints -- test`.

#[path = "../tests/support/pairs.rs"]
mod pairs;

use pairs::{Answered, Counts, answers, false_merges};
use std::collections::BTreeMap;
use std::path::PathBuf;

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
}
