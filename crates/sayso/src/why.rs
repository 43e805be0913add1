//! Why a record is there, and why another is not: for the command and for the desk.

use crate::{Document, Error, Event, Reader, Reading};
use sayso_code::events::Coding;
use sayso_code::patterns::{Attempt, Pattern};

/// A sentence that somebody asks about, as a document of its own.
pub fn of_sentence(text: impl Into<String>) -> Document {
    let mut document = Document::new("sentence", text);
    document.language = Some("en".into());
    document
}

/// What the rules made of the trigger of an event, the rule of the event among them.
///
/// # Errors
/// Where the document can't be parsed again.
pub fn attempts_at(reader: &Reader, reading: &Reading, event: &Event) -> Result<Vec<Attempt>, Error> {
    let trigger = event.evidence.trigger;
    let parse = reader.parse(&reading.document)?;
    let Some(sentence) = parse.sentence_at(trigger.start) else { return Ok(Vec::new()) };
    let mut attempts = reader.coder().attempts(&reading.document, &parse, sentence);
    attempts.retain(|attempt| attempt.trigger.overlaps(trigger));
    Ok(attempts)
}

/// The rule of an event, where this lexicon has it.
pub fn rule_of<'r>(reader: &'r Reader, event: &Event) -> Option<(&'r Pattern, &'r Coding)> {
    reader.coder().rules.get(&event.rule)
}

/// Why an event has another type than its rule gives, in words.
pub fn recoded(coding: &Coding, event: &Event) -> Option<String> {
    (coding.event != event.event)
        .then(|| format!("the rule gives {}; told as a plan of its own doer it is {}", coding.event, event.event))
}
