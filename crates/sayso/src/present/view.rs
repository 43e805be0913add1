//! A reading for people: a headline, then the events in the order of the text, labels and ties after them.

use super::marked::{Mark, Marking, legend, lines};
use super::words;
use sayso_code::saying::Statement;
use sayso_core::{Chain, Document, Event, HolderText, Label, Quote, Reading, Span, Standing, Tie};
use std::fmt::Write;

/// How to draw a view.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// By colours or by signs.
    pub marking: Marking,
    /// Columns.
    pub width: usize,
}

/// The whole reading. `statements`: what its sources say; those in sentences with a record are left out, since the record
/// shows them.
pub fn reading(reading: &Reading, statements: &[Statement], look: Look) -> String {
    let mut out = String::new();
    head(&mut out, reading, look);
    for (number, event) in reading.events.iter().enumerate() {
        out.push('\n');
        event_block(&mut out, reading, event, Some(number + 1), look);
    }
    if !reading.labels.is_empty() {
        out.push_str("\nWho calls whom what\n");
        for label in &reading.labels {
            label_line(&mut out, reading, label, look);
        }
    }
    if !reading.ties.is_empty() {
        out.push_str("\nWho stands how to whom\n");
        for tie in &reading.ties {
            tie_line(&mut out, reading, tie, look);
        }
    }
    say_else(&mut out, reading, statements, look);
    if !reading.events.is_empty() {
        out.push('\n');
        wrapped(
            &mut out,
            &format!("{}; ?: the sentence does not say who", legend(look.marking)),
            look.width,
            "  ",
            "  ",
        );
        wrapped(&mut out, "what a record rests on: sayso why ID --from FILE", look.width, "  ", "  ");
    }
    out
}

/// What sources say in sentences without a record.
fn say_else(out: &mut String, reading: &Reading, statements: &[Statement], look: Look) {
    const MOST: usize = 12;
    const MOST_WORDS: usize = 40;
    let recorded = |statement: &&Statement| {
        reading.events.iter().any(|event| {
            let sentence = event.evidence.sentence;
            sentence == statement.sentence || statement.content.iter().any(|part| part.overlaps(sentence))
        })
    };
    let open: Vec<&Statement> = statements.iter().filter(|statement| !recorded(statement)).collect();
    if open.is_empty() {
        return;
    }
    out.push_str("\nWhat else is said, without an act on record\n");
    for statement in open.iter().take(MOST) {
        let text = &reading.document.text;
        let parts: Vec<String> = statement.content.iter().map(|part| words::one_line(part.of(text))).collect();
        let all = parts.join(" … ");
        let mut said: Vec<&str> = all.split_whitespace().take(MOST_WORDS).collect();
        if all.split_whitespace().count() > MOST_WORDS {
            said.push("…");
        }
        let said = said.join(" ");
        let said = said.strip_prefix("that ").unwrap_or(&said);
        let said = if statement.quote == Quote::Direct { format!("“{said}”") } else { said.to_string() };
        let line = format!("{}: {said}", words::chain(reading, &statement.chain));
        wrapped(out, &line, look.width, "  - ", "    ");
    }
    if open.len() > MOST {
        wrapped(out, &format!("and {} more", open.len() - MOST), look.width, "  ", "  ");
    }
}

fn head(out: &mut String, reading: &Reading, look: Look) {
    let document = &reading.document;
    let title = document.title.clone().unwrap_or_else(|| first_words(document));
    wrapped(out, &words::one_line(&title), look.width, "", "  ");
    let mut facts: Vec<String> = Vec::new();
    facts.extend(document.publisher.clone());
    facts.extend(document.byline.as_ref().map(|byline| words::one_line(byline)));
    facts.push(match &document.published {
        Some(published) => published.text.clone(),
        None => "no publication date (give --published DATE)".to_string(),
    });
    facts.push(format!("id {}", document.id));
    wrapped(out, &facts.join(" · "), look.width, "  ", "  ");
    let counts = format!(
        "{}, {}, {}",
        count(reading.events.len(), "event"),
        count(reading.labels.len(), "label"),
        count(reading.ties.len(), "tie")
    );
    let language = document.language.as_deref().filter(|_| !document.is_read());
    match language {
        Some(language) => wrapped(
            out,
            &format!("The text is in “{language}”, which is stored and searchable but not read."),
            look.width,
            "  ",
            "  ",
        ),
        None if reading.events.is_empty() && reading.labels.is_empty() && reading.ties.is_empty() => {
            wrapped(out, &format!("{counts}: no rule of the lexicon found an act in it"), look.width, "  ", "  ");
        }
        None => wrapped(out, &counts, look.width, "  ", "  "),
    }
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// What stands for the title of a text without one: its first paragraph, cut after some lines, never silently.
fn first_words(document: &Document) -> String {
    const MOST_WORDS: usize = 40;
    let paragraph = document.text.trim_start().lines().next().unwrap_or("");
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    match words.get(..MOST_WORDS) {
        _ if words.is_empty() => "(an empty text)".to_string(),
        Some(first) if words.len() > MOST_WORDS => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    }
}

/// One event with its sentence; `number` stands before it.
pub fn event_block(out: &mut String, reading: &Reading, event: &Event, number: Option<usize>, look: Look) {
    let number = number.map_or(String::new(), |number| format!("{number:>3}. "));
    let indent = " ".repeat(number.len().max(2));
    let date = event.date.as_ref().map(words::date).filter(|date| !date.is_empty());
    let kind = match &event.mode {
        Some(mode) => format!("{} {mode}", event.event),
        None => event.event.to_string(),
    };
    let unknown = |names: String| if names.is_empty() { "?".to_string() } else { names };
    let actor = unknown(words::parties(reading, &event.actor));
    let mut line = format!("{number}{}  {actor} -> {kind}", date.unwrap_or_else(|| "(no date)".to_string()));
    if !event.recipient.is_empty() {
        let _ = write!(line, " -> {}", words::parties(reading, &event.recipient));
    }
    wrapped(out, &line, look.width, "", &format!("{indent}  "));
    let mut facts: Vec<String> = Vec::new();
    facts.extend(event.location.as_ref().map(|place| format!("in {}", words::place(place))));
    facts.extend(Some(words::magnitudes(event)).filter(|words| !words.is_empty()));
    facts.extend(Some(words::factuality(&event.factuality)).filter(|words| !words.is_empty()));
    if event.standing == Standing::Background {
        facts.push("background".to_string());
    }
    if !facts.is_empty() {
        wrapped(out, &facts.join(" · "), look.width, &indent, &format!("{indent}  "));
    }
    wrapped(
        out,
        &format!("who says so: {}", words::chain(reading, &event.chain)),
        look.width,
        &indent,
        &format!("{indent}  "),
    );
    let bar = format!("{indent}| ");
    for line in lines(&reading.document.text, event.evidence.sentence, &marks(event), look.marking, look.width, &bar) {
        out.push_str(&line);
        out.push('\n');
    }
    let codes = format!(
        "{}  CAMEO {}  {}  confidence {:.2}",
        event.id,
        event.cameo.as_deref().unwrap_or("-"),
        event.rule,
        event.confidence
    );
    wrapped(out, &codes, look.width, &indent, &indent);
}

/// What is marked in the sentence of an event.
pub fn marks(event: &Event) -> Vec<(Span, Mark)> {
    let mut marks = vec![(event.evidence.trigger, Mark::Trigger)];
    marks.extend(event.actor.iter().map(|party| (party.span, Mark::Actor)));
    marks.extend(event.recipient.iter().map(|party| (party.span, Mark::Recipient)));
    marks.extend(event.date.as_ref().and_then(|date| date.span).map(|span| (span, Mark::Circumstance)));
    marks.extend(event.location.as_ref().and_then(|place| place.span).map(|span| (span, Mark::Circumstance)));
    marks.extend(chain_marks(&event.chain));
    marks
}

fn chain_marks(chain: &Chain) -> Vec<(Span, Mark)> {
    let in_text = chain.links().iter().filter(|link| link.holder.place != Some(HolderText::Byline));
    in_text
        .flat_map(|link| {
            let holder = link.holder.span.map(|span| (span, Mark::Holder));
            let cue = link.cue.map(|span| (span, Mark::Cue));
            holder.into_iter().chain(cue)
        })
        .collect()
}

fn label_line(out: &mut String, reading: &Reading, label: &Label, look: Look) {
    let line = format!(
        "“{}” for {} - {}",
        words::one_line(&label.text),
        words::party(reading, &label.target),
        words::chain(reading, &label.chain)
    );
    wrapped(out, &line, look.width, "  ", "    ");
}

fn tie_line(out: &mut String, reading: &Reading, tie: &Tie, look: Look) {
    let name = |value: serde_json::Result<serde_json::Value>| -> String {
        value.ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
    };
    let kind = name(serde_json::to_value(tie.kind));
    let change = name(serde_json::to_value(tie.change));
    let mut line = format!("{} {kind} {}", words::party(reading, &tie.from), words::party(reading, &tie.to));
    if change != "holds" {
        let _ = write!(line, " ({change})");
    }
    for (word, date) in [("since", &tie.since), ("until", &tie.until)] {
        if let Some(date) = date.as_ref().map(words::date).filter(|date| !date.is_empty()) {
            let _ = write!(line, ", {} {}", word, date.trim_start_matches("since ").trim_start_matches("until "));
        }
    }
    let _ = write!(line, " - {}", words::chain(reading, &tie.chain));
    wrapped(out, &line, look.width, "  ", "    ");
}

/// Adds `text` in lines of at most `width` columns.
pub fn wrapped(out: &mut String, text: &str, width: usize, first: &str, rest: &str) {
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest).break_words(false);
    out.push_str(&textwrap::fill(text, options));
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_lines_have_their_own_indent() {
        let mut out = String::new();
        wrapped(&mut out, "  1. one two three four", 14, "", "      ");
        assert_eq!(out, "  1. one two\n      three\n      four\n");
    }
}
