//! Every example of every rule, run through the whole program.

use sayso::{Reader, examples};

/// Share of examples that may fail to come out; the parser errs on some. Lower it when the figure has fallen.
const TOLERANCE: f64 = 0.003;

#[test]
fn the_examples_of_the_rules_come_out() {
    let reader = Reader::new().unwrap_or_else(|error| panic!("{error}"));
    let outcome = examples::run(&reader, |_| true, 0);
    let share = outcome.misses.len() as f64 / outcome.run.max(1) as f64;
    println!("{} examples, {} do not come out ({share:.3})", outcome.run, outcome.misses.len());
    let shown: Vec<String> = outcome
        .misses
        .iter()
        .map(|miss| format!("{}: {}\n    expected {}; found {}", miss.rule, miss.example, miss.expected, miss.found))
        .collect();
    assert!(outcome.run > 1_600, "only {} examples are there", outcome.run);
    assert!(
        share <= TOLERANCE,
        "{} of {} do not come out:\n  {}",
        outcome.misses.len(),
        outcome.run,
        shown.join("\n  ")
    );
}

#[test]
fn every_rule_has_examples_for_and_against_and_every_mode_is_reached() {
    let reader = Reader::new().unwrap_or_else(|error| panic!("{error}"));
    let rules = &reader.coder().rules;
    assert!(rules.len() >= 2_500, "{} rules", rules.len());
    // The general rules of model.toml have no words.
    let with_words = (0..rules.len()).filter(|&rule| !rules.pattern(rule).triggers.is_empty());
    for rule in with_words {
        let (pattern, silent) = (rules.pattern(rule), rules.coding(rule).silent);
        // A silent rule gives no record that a sentence could show.
        let shown = silent || !pattern.yes.is_empty();
        assert!(shown && !pattern.no.is_empty(), "{} lacks examples for or against", pattern.id);
    }
    for event in sayso::EventType::ALL {
        for mode in sayso_core::codes::modes(event) {
            let reached = (0..rules.len())
                .any(|rule| rules.coding(rule).event == event && rules.coding(rule).mode.as_deref() == Some(mode));
            assert!(reached, "no rule gives {event} {mode}");
        }
    }
}
