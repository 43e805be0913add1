//! The examples of the lexicon, run through the whole program.
//!
//! In `yes` examples `*…*` stands around the trigger, `[…]` around the actor (or whom a tie comes from), `<…>` around
//! the recipient. A `no` example is a sentence in which the rule must not fire.

use crate::{Document, Error, Event, Reader, Reading, Span};
use sayso_code::events::Rules;
use sayso_code::marked::MarkedSentence;

/// An example that does not come out.
#[derive(Debug, Clone)]
pub struct Miss {
    /// The rule.
    pub rule: String,
    /// Path of the file and line of the rule; line 0 where not known.
    pub file: String,
    /// Line of the rule.
    pub line: usize,
    /// The example as written.
    pub example: String,
    /// What was expected.
    pub expected: String,
    /// What came out.
    pub found: String,
}

/// How the examples came out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Examples that were run.
    pub run: usize,
    /// Those that did not come out, in the order of the files.
    pub misses: Vec<Miss>,
}

struct Task {
    rule: String,
    file: String,
    line: usize,
    example: String,
    kind: Kind,
}

enum Kind {
    Event { wanted: Option<(sayso_core::EventType, Option<String>)> },
    Tie { wanted: bool },
    Label { wanted: bool },
}

/// Runs all examples of the event, tie and label rules whose id is `wanted`, on `threads` threads (0: all).
pub fn run(reader: &Reader, wanted: impl Fn(&str) -> bool, threads: usize) -> Outcome {
    let without = without_examples(&reader.coder().rules, &wanted);
    let tasks = tasks(reader, wanted);
    let results: Vec<Option<Miss>> = crate::in_order(threads, &tasks, |task| task.miss(reader));
    Outcome { run: tasks.len(), misses: without.into_iter().chain(results.into_iter().flatten()).collect() }
}

/// Event rules that lack an example of one kind or the other: nobody knows what they take and what they leave.
fn without_examples(rules: &Rules, wanted: impl Fn(&str) -> bool) -> Vec<Miss> {
    let with_words = (0..rules.len()).map(|index| (rules.pattern(index), rules.coding(index)));
    with_words
        .filter(|(pattern, _)| !pattern.triggers.is_empty() && wanted(&pattern.id))
        .filter_map(|(pattern, coding)| {
            let lacks: Vec<&str> = [("yes", pattern.yes.is_empty() && !coding.silent), ("no", pattern.no.is_empty())]
                .into_iter()
                .filter_map(|(kind, lacks)| lacks.then_some(kind))
                .collect();
            (!lacks.is_empty()).then(|| Miss {
                rule: pattern.id.clone(),
                file: pattern.file.clone(),
                line: pattern.line,
                example: String::new(),
                expected: "at least one example under `yes` and one under `no`".to_string(),
                found: format!("none under `{}`", lacks.join("` and `")),
            })
        })
        .collect()
}

fn tasks(reader: &Reader, wanted: impl Fn(&str) -> bool) -> Vec<Task> {
    let coder = reader.coder();
    let mut tasks = Vec::new();
    let mut push = |rule: &str, file: &str, line: usize, example: &str, kind: Kind| {
        if wanted(rule) {
            tasks.push(Task { rule: rule.into(), file: file.into(), line, example: example.into(), kind });
        }
    };
    for index in 0..coder.rules.len() {
        let (pattern, coding) = (coder.rules.pattern(index), coder.rules.coding(index));
        for example in &pattern.yes {
            let wanted = Some((coding.event, coding.mode.clone()));
            push(&pattern.id, &pattern.file, pattern.line, example, Kind::Event { wanted });
        }
        for example in &pattern.no {
            push(&pattern.id, &pattern.file, pattern.line, example, Kind::Event { wanted: None });
        }
    }
    for pattern in coder.ties().patterns.all() {
        for (examples, wanted) in [(&pattern.yes, true), (&pattern.no, false)] {
            for example in examples {
                push(&pattern.id, &pattern.file, pattern.line, example, Kind::Tie { wanted });
            }
        }
    }
    for (id, yes, no) in coder.labels().examples() {
        for (examples, wanted) in [(yes, true), (no, false)] {
            for example in examples {
                push(id, "labels.toml", 0, example, Kind::Label { wanted });
            }
        }
    }
    tasks
}

impl Task {
    fn miss(&self, reader: &Reader) -> Option<Miss> {
        let example = MarkedSentence::read(&self.example);
        let mut document = Document::new("example", example.text.clone());
        document.language = Some("en".into());
        let (expected, found) = match reader.read(&document) {
            Ok(reading) => self.compare(&example, &reading)?,
            Err(error) => ("a reading".to_string(), Error::to_string(&error)),
        };
        Some(Miss {
            rule: self.rule.clone(),
            file: self.file.clone(),
            line: self.line,
            example: self.example.clone(),
            expected,
            found,
        })
    }

    /// What was expected and what came out, where they differ.
    fn compare(&self, example: &MarkedSentence, reading: &Reading) -> Option<(String, String)> {
        match &self.kind {
            Kind::Event { wanted: Some((event, mode)) } => event_difference(example, reading, *event, mode.as_deref()),
            Kind::Event { wanted: None } => {
                let fired = reading.events.iter().find(|event| event.rule == self.rule)?;
                Some((
                    format!("{} must not fire", self.rule),
                    format!("it fired on “{}”", fired.evidence.trigger.of(&example.text)),
                ))
            }
            Kind::Tie { wanted } => {
                let hit = reading.ties.iter().any(|tie| {
                    (tie.rule == self.rule || *wanted && overlaps(&example.starred, tie.evidence.trigger))
                        && meets(&example.square, tie.from.span)
                        && meets(&example.angled, tie.to.span)
                });
                (hit != *wanted).then(|| (expectation(*wanted, "tie"), format!("{} ties", reading.ties.len())))
            }
            Kind::Label { wanted } => {
                let hit = reading.labels.iter().any(|label| {
                    if *wanted {
                        overlaps(&example.starred, label.span)
                    } else {
                        label.rule.split(':').next() == Some(&self.rule)
                    }
                });
                let found: Vec<&str> = reading.labels.iter().map(|label| label.text.as_str()).collect();
                (hit != *wanted).then(|| (expectation(*wanted, "label"), format!("labels: {}", found.join(", "))))
            }
        }
    }
}

fn expectation(wanted: bool, what: &str) -> String {
    if wanted { format!("the {what} that is marked") } else { format!("no such {what}") }
}

fn overlaps(marks: &[Span], span: Span) -> bool {
    marks.iter().any(|mark| mark.overlaps(span))
}

/// Whether nothing is marked or a mark meets the span.
fn meets(marks: &[Span], span: Span) -> bool {
    marks.is_empty() || overlaps(marks, span)
}

/// The record expected at the trigger: its type and mode, every marked actor and recipient among its parties.
fn event_difference(
    example: &MarkedSentence,
    reading: &Reading,
    event: sayso_core::EventType,
    mode: Option<&str>,
) -> Option<(String, String)> {
    let at_trigger: Vec<_> =
        reading.events.iter().filter(|found| overlaps(&example.starred, found.evidence.trigger)).collect();
    let fits = |found: &Event| {
        let has = |marks: &[Span], parties: &[sayso_core::Party]| {
            marks.iter().all(|mark| parties.iter().any(|party| party.span.overlaps(*mark)))
        };
        found.event == event
            && found.mode.as_deref() == mode
            && has(&example.square, &found.actor)
            && (has(&example.angled, &found.recipient) || has(&example.angled, &found.actor))
    };
    // "granted *asylum*": where a verb is marked and its noun names the act, the record stands on the noun.
    if at_trigger.iter().any(|found| fits(found)) || at_trigger.is_empty() && reading.events.iter().any(fits) {
        return None;
    }
    let words = |parties: &[sayso_core::Party]| -> String {
        parties.iter().map(|party| party.span.of(&example.text)).collect::<Vec<_>>().join(", ")
    };
    let found: Vec<String> = at_trigger
        .iter()
        .map(|found| {
            let mode = found.mode.as_deref().unwrap_or("");
            format!("{} {mode} [{}] <{}> by {}", found.event, words(&found.actor), words(&found.recipient), found.rule)
        })
        .collect();
    let found = if found.is_empty() { "nothing at the trigger".to_string() } else { found.join("; ") };
    Some((format!("{event} {}", mode.unwrap_or("")).trim_end().to_string(), found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_code::lexicon::{LexiconError, LexiconFiles};

    #[test]
    fn a_rule_without_examples_of_both_kinds_is_named() -> Result<(), LexiconError> {
        let toml = "event = \"COERCE\"\n\n[[rule]]\nid = \"coerce.x\"\nmeaning = \"x\"\nverb = [\"collar\"]\nyes = [\"Police *collared* him.\"]\n";
        let rules = Rules::load(&LexiconFiles::embedded().with("events/tried.toml", toml.to_string()))?;
        let lacking = without_examples(&rules, |_| true);
        let found: Vec<_> = lacking.iter().map(|miss| (miss.rule.as_str(), miss.found.as_str())).collect();
        assert_eq!(found, [("coerce.x", "none under `no`")]);
        Ok(())
    }
}
