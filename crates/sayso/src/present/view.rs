//! A reading for people: a headline, then the sentences that tell of acts, in the order of the text, with their records,
//! labels and ties after them.

use super::marked::{Mark, Marking, legend};
use super::words::{self, Introduced};
use super::{acts, records, told};
use sayso_code::saying::Statement;
use sayso_core::{Chain, Document, Event, HolderText, Label, Reading, Span, Tie};
use std::fmt::Write;

/// How to draw a view.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// By colours or by signs.
    pub marking: Marking,
    /// Columns.
    pub width: usize,
    /// With the id, the CAMEO code, the rule and the confidence of each record.
    pub codes: bool,
}

/// The whole reading: its records in the order of the text, and between them what is told and said in sentences without
/// one. `statements`: all that sources say and the writer tells.
pub fn reading(reading: &Reading, statements: &[Statement], look: Look) -> String {
    let mut out = String::new();
    head(&mut out, reading, look);
    let mut introduced = Introduced::new();
    let told = told::beside(reading, statements);
    let left_out = told.iter().filter(|entry| !entry.is_shown).count();
    let mut told = told.iter().peekable();
    let mut between = |out: &mut String, introduced: &mut Introduced, before: usize| {
        let mut first = true;
        let mut skips = false;
        while let Some(entry) = told.next_if(|entry| entry.at() < before) {
            if std::mem::take(&mut first) {
                out.push('\n');
            }
            if entry.is_shown {
                wrapped(out, &entry.line(reading, introduced), look.width, "  - ", "    ");
            } else if !skips {
                out.push_str("  […]\n");
            }
            skips = !entry.is_shown;
        }
    };
    let same_sentence = |one: &Event, other: &Event| one.evidence.sentence == other.evidence.sentence;
    let mut shown = 0;
    for told_together in reading.events.chunk_by(same_sentence) {
        let start = told_together.first().map_or(0, |event| event.evidence.sentence.start);
        between(&mut out, &mut introduced, start);
        out.push('\n');
        records::sentence(&mut out, reading, shown, told_together, &mut introduced, look);
        shown += told_together.len();
    }
    between(&mut out, &mut introduced, usize::MAX);
    if left_out > 0 {
        let sentences =
            if left_out == 1 { "1 more sentence".to_string() } else { format!("{left_out} more sentences") };
        wrapped(&mut out, &format!("{sentences} without a record not shown"), look.width, "  ", "  ");
    }
    labels_and_ties(&mut out, reading, look);
    if !reading.events.is_empty() {
        out.push('\n');
        wrapped(
            &mut out,
            &format!(
                "{}; ?: not told or not found; who says so stands below all that it holds for",
                legend(look.marking)
            ),
            look.width,
            "  ",
            "  ",
        );
        let more = if look.codes {
            "what a record rests on: sayso why ID --from FILE"
        } else {
            "ids, CAMEO codes and rules: --codes"
        };
        wrapped(&mut out, more, look.width, "  ", "  ");
        wrapped(&mut out, &acts::key(&reading.events).join("; "), look.width, "  ", "  ");
    }
    out
}

fn labels_and_ties(out: &mut String, reading: &Reading, look: Look) {
    if !reading.labels.is_empty() {
        out.push_str("\nWho calls whom what\n");
        for label in &reading.labels {
            label_line(out, reading, label, look);
        }
    }
    if !reading.ties.is_empty() {
        out.push_str("\nWho stands how to whom\n");
        for tie in &reading.ties {
            tie_line(out, reading, tie, look);
        }
    }
}

fn head(out: &mut String, reading: &Reading, look: Look) {
    let document = &reading.document;
    wrapped(out, &title(document), look.width, "", "  ");
    wrapped(out, &origin(reading, "no publication date (give --published DATE)"), look.width, "  ", "  ");
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
            wrapped(
                out,
                &format!("{counts}: no rule of the lexicon found an act in it; after a dash: what is told and said"),
                look.width,
                "  ",
                "  ",
            );
        }
        None => wrapped(
            out,
            &format!(
                "{counts}; numbered: acts on record; after a dash: what else is told and said, without a name by the outlet itself"
            ),
            look.width,
            "  ",
            "  ",
        ),
    }
}

/// The headline, else how the text begins.
pub(crate) fn title(document: &Document) -> String {
    words::one_line(&document.title.clone().unwrap_or_else(|| first_words(document)))
}

/// Publisher, byline, date and id in a line; `undated` stands where there is no date.
pub(crate) fn origin(reading: &Reading, undated: &str) -> String {
    let document = &reading.document;
    let mut facts: Vec<String> = Vec::new();
    facts.extend(words::publisher(reading));
    facts.extend(document.byline.as_ref().map(|byline| words::one_line(byline)));
    facts.push(document.published.as_ref().map_or(undated, |published| &published.text).to_string());
    facts.push(format!("id {}", document.id));
    facts.join(" · ")
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// What stands for the title of a text without one: how it begins, cut visibly. The sentences follow in full.
fn first_words(document: &Document) -> String {
    const MOST_WORDS: usize = 20;
    let paragraph = document.text.trim_start().lines().next().unwrap_or("");
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    match words.get(..MOST_WORDS) {
        _ if words.is_empty() => "(an empty text)".to_string(),
        Some(first) if words.len() > MOST_WORDS => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    }
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
    wrapped(out, &label_words(reading, label), look.width, "  ", "    ");
}

/// A label in a line: "“hard-liners” for the ministry - the Norland Times".
pub fn label_words(reading: &Reading, label: &Label) -> String {
    format!(
        "“{}” for {} - {}",
        words::one_line(&label.text),
        words::party(reading, &label.target),
        words::chain(reading, &label.chain)
    )
}

fn tie_line(out: &mut String, reading: &Reading, tie: &Tie, look: Look) {
    wrapped(out, &tie_words(reading, tie), look.width, "  ", "    ");
}

/// A tie in a line: "Norland backs the front, since 2031 - the Norland Times".
pub fn tie_words(reading: &Reading, tie: &Tie) -> String {
    let name = |value: serde_json::Result<serde_json::Value>| -> String {
        value.ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
    };
    let kind = name(serde_json::to_value(tie.kind));
    let change = name(serde_json::to_value(tie.change));
    let from = words::party(reading, &tie.from);
    // "Relations between the countries" hold among them.
    let to = if tie.from.span == tie.to.span { "one another".to_string() } else { words::party(reading, &tie.to) };
    let mut line = format!("{from} {kind} {to}");
    if change != "holds" {
        let _ = write!(line, " ({change})");
    }
    for (word, date) in [("since", &tie.since), ("until", &tie.until)] {
        if let Some(date) = date.as_ref().map(words::date).filter(|date| !date.is_empty()) {
            let _ = write!(line, ", {} {}", word, date.trim_start_matches("since ").trim_start_matches("until "));
        }
    }
    let _ = write!(line, " - {}", words::chain(reading, &tie.chain));
    line
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
