//! A reading as a piece of HTML for notebooks: the text with its marks, each event with those who say so in words.

use crate::dossier::marks_within;
use crate::present::{chain, facts, label_words, origin, tie_words, title, what_happened};
use crate::{Event, Reading, Span};
use sayso_core::CodePoints;
use sayso_export::dossier::{Excerpt, Note, NotedEvent, note};
use sayso_export::words::Introduced;

/// Code points of a text that is shown whole; of a longer one the sentences of the events are.
const SHOWN: usize = 20_000;

/// The reading as HTML that needs nothing beside it and runs nothing; everything from the text is escaped.
pub fn html(reading: &Reading) -> String {
    let document = &reading.document;
    note(&Note {
        title: title(document),
        origin: origin(reading, "no publication date"),
        text: text(reading),
        events: reading.events.iter().map(|event| noted(reading, event)).collect(),
        labels: reading.labels.iter().map(|label| label_words(reading, label)).collect(),
        ties: reading.ties.iter().map(|tie| tie_words(reading, tie)).collect(),
        language: document.language.clone().filter(|_| !document.is_read()),
    })
}

/// The text with the marks of all events, or nothing where it is too long.
fn text(reading: &Reading) -> Option<Excerpt> {
    let text = &reading.document.text;
    let points = CodePoints::new(text);
    let whole = Span::new(0, text.len());
    let marks = reading.events.iter().flat_map(|event| marks_within(event, whole, &points)).collect();
    (points.to_chars(text.len()) <= SHOWN).then(|| Excerpt { text: text.clone(), marks })
}

fn noted(reading: &Reading, event: &Event) -> NotedEvent {
    let sentence = event.evidence.sentence;
    let words = sentence.of(&reading.document.text);
    NotedEvent {
        id: event.id.clone(),
        act: what_happened(reading, event, &mut Introduced::new()),
        facts: facts(event),
        chain: chain(reading, &event.chain),
        sentence: Excerpt { text: words.to_string(), marks: marks_within(event, sentence, &CodePoints::new(words)) },
        rule: event.rule.clone(),
        confidence: event.confidence,
    }
}
