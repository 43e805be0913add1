//! What must hold of every annotation of a corpus.

use crate::Annotation;
use crate::annotation::{finished, parts};
use sayso_core::words::name;
use sayso_core::{CharSpan, CodePoints};
use sayso_review::Record;
use std::collections::BTreeSet;

/// What is wrong in an annotation, in words. With the text in place (its length is not 0), spans are held against it: they
/// must lie on borders of words.
pub fn problems(annotation: &Annotation) -> Vec<String> {
    let reading = &annotation.reading;
    let mut problems = Vec::new();
    let with_text = !reading.document.text.is_empty();
    for record in Record::all(reading) {
        let at = record.at();
        let mut told =
            |message: String| problems.push(format!("{} at {}-{}: {message}", name(&record.kind()), at.start, at.end));
        if with_text && let Err(error) = sayso_review::check(reading, &record) {
            told(error.to_string());
        }
        if !record.chain().links().first().is_some_and(|link| link.holder.publisher) {
            told("the chain does not begin with the publisher".into());
        }
        if record.sentence().is_some_and(|sentence| at.start < sentence.start || sentence.end < at.end) {
            told("the trigger stands outside its sentence".into());
        }
    }
    let declared: BTreeSet<&sayso_core::ActorId> = reading.actors.iter().map(|actor| &actor.id).collect();
    if declared.len() != reading.actors.len() {
        problems.push("an actor is declared twice".into());
    }
    let used = parts(reading);
    problems.extend(
        used.iter()
            .filter(|(actor, _)| !declared.contains(actor))
            .map(|(actor, span)| format!("{}-{}: the actor {actor} is not declared", span.start, span.end)),
    );
    if with_text {
        let again = finished(reading.clone());
        if again.events != reading.events || again.ties != reading.ties || again.actors != reading.actors {
            problems.push("names of records or mentions of actors are not those that follow from the records".into());
        }
        problems.extend(spans(annotation).into_iter().filter_map(|span| border(&reading.document.text, span)));
    }
    if annotation.annotators.is_empty() {
        problems.push("no annotator is named".into());
    }
    problems
}

/// Every span of the annotation that points into the text.
fn spans(annotation: &Annotation) -> Vec<CharSpan> {
    let reading = &annotation.reading;
    let mut spans: Vec<CharSpan> = parts(reading).into_iter().map(|(_, span)| span).collect();
    spans.extend(annotation.not_events.iter().flat_map(|not| [not.span, not.sentence]));
    for event in &reading.events {
        spans.extend([event.evidence.trigger, event.evidence.sentence]);
        spans.extend(event.actor.iter().chain(&event.recipient).map(|party| party.span));
        spans.extend(event.date.as_ref().and_then(|date| date.span));
        spans.extend(event.location.as_ref().and_then(|place| place.span));
        spans.extend(event.magnitude.values().filter_map(|value| value.span));
        spans.extend(event.chain.links().iter().filter_map(|link| link.cue));
    }
    spans.extend(reading.labels.iter().map(|label| label.span));
    for tie in &reading.ties {
        spans.extend([tie.evidence.trigger, tie.evidence.sentence]);
        spans.extend([&tie.since, &tie.until].into_iter().flatten().filter_map(|date| date.span));
    }
    spans
}

fn border(text: &str, span: CharSpan) -> Option<String> {
    let length = text.chars().count();
    if span.start >= span.end || span.end > length {
        return Some(format!("{}-{} is no stretch of the text, which has {length} characters", span.start, span.end));
    }
    let bytes = CodePoints::new(text).bytes(span);
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (before, within, behind) = (&text[..bytes.start], bytes.of(text), &text[bytes.end..]);
    let cut = word(before.chars().next_back()) && word(within.chars().next())
        || word(within.chars().next_back()) && word(behind.chars().next());
    let white = within.trim() != within;
    (cut || white).then(|| format!("{}-{} does not begin and end on borders of words", span.start, span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_of_words() {
        let text = "Zoë left.";
        let of = |start, end| border(text, CharSpan { start, end });
        assert_eq!(of(0, 3), None);
        assert_eq!(of(4, 8), None);
        for (start, end) in [(0, 2), (1, 3), (0, 4), (5, 5), (0, 99)] {
            assert!(of(start, end).is_some(), "{start}-{end}");
        }
    }
}
