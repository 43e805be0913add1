//! Invented sentences with the act in braces, and how it must come out: `factuality.txt`.

use sayso::{Document, Event, Reader, Reading};
use sayso_code::marked::MarkedSentence;
use sayso_core::{Act, Polarity};

/// Share of sentences that may fail to come out; the parser errs on some. Lower it when the figure has fallen.
const TOLERANCE: f64 = 0.06;

/// A sentence and what its act must come out as.
struct Case {
    line: usize,
    sentence: MarkedSentence,
    expected: Vec<String>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in include_str!("factuality.txt").lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        match line.strip_prefix("  ") {
            Some(expected) => {
                if let Some(case) = cases.last_mut() {
                    case.expected.push(expected.trim().to_string());
                }
            }
            None => cases.push(Case { line: number + 1, sentence: MarkedSentence::read(line), expected: Vec::new() }),
        }
    }
    cases
}

/// "- certain actual; Sudland denies".
fn written(reading: &Reading, event: &Event) -> String {
    let word = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
    };
    let factuality = event.factuality;
    let holder =
        event.chain.innermost().filter(|link| !link.holder.publisher).map_or("publisher".to_string(), |link| {
            let name = link.holder.span.map_or("?", |span| span.of(&reading.document.text));
            let act = word(serde_json::to_value(link.act));
            format!("{name} {act}")
        });
    format!(
        "{} {} {}; {holder}",
        word(serde_json::to_value(factuality.polarity)),
        word(serde_json::to_value(factuality.certainty)),
        word(serde_json::to_value(factuality.realis))
    )
}

fn found(reading: &Reading, case: &Case) -> Vec<Event> {
    let act = case.sentence.braced[0];
    let named = |event: &&Event| {
        let trigger = event.evidence.trigger;
        trigger.start < act.end && act.start < trigger.end
    };
    reading.events.iter().filter(named).cloned().collect()
}

#[test]
fn acts_come_out_as_their_words_present_them() {
    let reader = Reader::new().unwrap_or_else(|error| panic!("{error}"));
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(!case.sentence.braced.is_empty(), "line {}: no act in braces", case.line);
        let document = Document::new("example", case.sentence.text.as_str());
        let reading = reader.read(&document).unwrap_or_else(|error| panic!("{error}"));
        let mut lines: Vec<String> = found(&reading, case).iter().map(|event| written(&reading, event)).collect();
        if lines.is_empty() {
            lines.push("none".to_string());
        }
        let mut expected = case.expected.clone();
        lines.sort();
        lines.dedup();
        expected.sort();
        if lines != expected {
            wrong.push(format!("{}: {}\n    {}", case.line, case.sentence.text, lines.join(" | ")));
        }
    }
    let share = wrong.len() as f64 / cases.len().max(1) as f64;
    println!("{} sentences, {} wrong\n{}", cases.len(), wrong.len(), wrong.join("\n"));
    assert!(cases.len() >= 120, "only {} sentences are there", cases.len());
    assert!(share <= TOLERANCE, "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Whoever denies an act is never told to say that it happened.
#[test]
fn a_denial_is_never_support() {
    let reader = Reader::new().unwrap_or_else(|error| panic!("{error}"));
    for case in cases() {
        let document = Document::new("example", case.sentence.text.as_str());
        let reading = reader.read(&document).unwrap_or_else(|error| panic!("{error}"));
        for event in &reading.events {
            let denies = event.chain.innermost().is_some_and(|link| link.act == Some(Act::Denies));
            let supports = denies && event.factuality.polarity == Polarity::Positive;
            assert!(!supports, "line {}: {}", case.line, case.sentence.text);
        }
    }
}
