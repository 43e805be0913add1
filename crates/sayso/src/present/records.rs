//! The records of a sentence for people: the sentence with its marks, then who did what to whom, then who says so.

use super::marked::lines;
use super::view::{Look, marks, wrapped};
use super::words::{self, Introduced};
use sayso_core::{Event, Party, Reading, Standing};
use std::fmt::Write;

/// One event with its sentence and its codes.
pub fn event_block(out: &mut String, reading: &Reading, event: &Event, look: Look) {
    quoted(out, reading, std::slice::from_ref(event), look);
    let mut introduced = Introduced::new();
    record(out, reading, event, "  ", &mut introduced, look);
    holders(out, reading, event, "  ", &mut introduced, look);
    codes(out, event, "  ", look);
}

/// The events of a reading from number `first` on that are told in one sentence. Who says so stands behind those of one
/// chain.
pub(super) fn sentence(
    out: &mut String,
    reading: &Reading,
    first: usize,
    together: &[Event],
    introduced: &mut Introduced,
    look: Look,
) {
    quoted(out, reading, together, look);
    let mut number = first;
    for by_one in together.chunk_by(|one, other| one.chain == other.chain) {
        for event in by_one {
            let mut before = reading.events.iter().take(number);
            number += 1;
            record(out, reading, event, &format!("{number:>3}. "), introduced, look);
            if let Some(earlier) = before.position(|other| is_same_act(reading, other, event)) {
                wrapped(out, &format!("told before: {}", earlier + 1), look.width, INDENT, DEEPER);
            }
            if look.codes {
                codes(out, event, INDENT, look);
            }
        }
        if let Some(event) = by_one.first() {
            holders(out, reading, event, INDENT, introduced, look);
        }
    }
}

/// Columns of a number with its full stop.
const INDENT: &str = "     ";
const DEEPER: &str = "       ";

fn quoted(out: &mut String, reading: &Reading, events: &[Event], look: Look) {
    let marks: Vec<_> = events.iter().flat_map(marks).collect();
    let Some(event) = events.first() else { return };
    for line in lines(&reading.document.text, event.evidence.sentence, &marks, look.marking, look.width, "  | ") {
        out.push_str(&line);
        out.push('\n');
    }
}

/// What happened and, below it, where, how many, how sure.
fn record(out: &mut String, reading: &Reading, event: &Event, first: &str, introduced: &mut Introduced, look: Look) {
    let indent = " ".repeat(first.len());
    let deeper = format!("{indent}  ");
    wrapped(out, &what_happened(reading, event, introduced), look.width, first, &deeper);
    let facts = facts(event);
    if !facts.is_empty() {
        wrapped(out, &facts, look.width, &indent, &deeper);
    }
}

fn holders(out: &mut String, reading: &Reading, event: &Event, indent: &str, introduced: &mut Introduced, look: Look) {
    let holders = words::chain_introduced(reading, &event.chain, introduced);
    wrapped(out, &format!("who says so: {holders}"), look.width, indent, &format!("{indent}  "));
}

fn codes(out: &mut String, event: &Event, indent: &str, look: Look) {
    let cameo = event.cameo.as_deref().unwrap_or("-");
    let codes = format!("{}  CAMEO {cameo}  {}  confidence {:.2}", event.id, event.rule, event.confidence);
    wrapped(out, &codes, look.width, indent, indent);
}

/// "2024-05-13  Police -> arrested (COERCE arrest) -> protesters".
pub(crate) fn what_happened(reading: &Reading, event: &Event, introduced: &mut Introduced) -> String {
    let mut names = |parties: &[Party]| -> String {
        parties
            .iter()
            .map(|party| words::introduced(reading, party, &event.chain, introduced))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let actor = names(&event.actor);
    let actor = if actor.is_empty() { "?" } else { &actor };
    let date = event.date.as_ref().map(words::date).filter(|date| !date.is_empty());
    let date = date.map_or(String::new(), |date| format!("{date}  "));
    let act = words::one_line(event.evidence.trigger.of(&reading.document.text));
    let mut line = format!("{date}{actor} -> {act} ({})", words::kind(event));
    if !event.recipient.is_empty() {
        let _ = write!(line, " -> {}", names(&event.recipient));
    }
    line
}

/// Where, how many, how sure.
pub(crate) fn facts(event: &Event) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(event.location.as_ref().map(|place| format!("in {}", words::place(place))));
    facts.extend(Some(words::magnitudes(event)).filter(|words| !words.is_empty()));
    facts.extend(Some(words::factuality(&event.factuality)).filter(|words| !words.is_empty()));
    // What stands in the sentence is marked there.
    if event.date.as_ref().is_some_and(|date| date.span.is_none()) {
        facts.push("dated by another sentence".to_string());
    }
    if event.standing == Standing::Background {
        facts.push("background".to_string());
    }
    facts.join(" · ")
}

/// Whether two records tell of one act by their type, parties and trigger: what is told again is said to be so.
fn is_same_act(reading: &Reading, earlier: &Event, later: &Event) -> bool {
    const STEM: usize = 5;
    let stem = |event: &Event| -> String {
        event.evidence.trigger.of(&reading.document.text).to_lowercase().chars().take(STEM).collect()
    };
    let parties =
        |parties: &[Party]| -> Vec<String> { parties.iter().map(|party| words::party(reading, party)).collect() };
    let known =
        !later.actor.is_empty() && later.actor.iter().chain(&later.recipient).all(|party| party.actor.is_some());
    known
        && earlier.event == later.event
        && earlier.mode == later.mode
        && earlier.factuality.polarity == later.factuality.polarity
        && parties(&earlier.actor) == parties(&later.actor)
        && parties(&earlier.recipient) == parties(&later.recipient)
        && stem(earlier) == stem(later)
}
