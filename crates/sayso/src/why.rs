//! Why a record is there, and why another is not: for the command and for the desk.

use crate::present::{Look, event_block, holder, name, party, wrapped};
use crate::{Document, Error, Event, Reader, Reading};
use sayso_code::events::Coding;
use sayso_code::patterns::{Attempt, Pattern, Refusal, Slot};
use sayso_core::Chain;
use std::fmt::Write;

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

/// One record of a reading drawn on its sentence, with its rule, its chain and what almost fired; none where the reading
/// holds no event, label or tie of that id.
///
/// # Errors
/// Where the document can't be parsed again.
pub fn told(reader: &Reader, reading: &Reading, id: &str, look: Look) -> Result<Option<String>, Error> {
    let mut out = String::new();
    if let Some(event) = reading.events.iter().find(|event| event.id == id) {
        event_block(&mut out, reading, event, look);
        explain_event(&mut out, reader, reading, event, look)?;
    } else if let Some(label) = reading.labels.iter().find(|label| label.id == id) {
        let _ = writeln!(out, "label “{}” for {}", label.text, party(reading, &label.target));
        let _ = writeln!(out, "  by the entry {} of lexicon/labels.toml", label.rule);
        chain_lines(&mut out, reading, &label.chain);
    } else if let Some(tie) = reading.ties.iter().find(|tie| tie.id == id) {
        let _ = writeln!(out, "tie from {} to {}", party(reading, &tie.from), party(reading, &tie.to));
        let _ = writeln!(out, "  by the rule {} of lexicon/ties.toml", tie.rule);
        chain_lines(&mut out, reading, &tie.chain);
    }
    Ok(Some(out).filter(|out| !out.is_empty()))
}

fn explain_event(out: &mut String, reader: &Reader, reading: &Reading, event: &Event, look: Look) -> Result<(), Error> {
    let text = &reading.document.text;
    out.push('\n');
    let _ = writeln!(out, "  trigger    “{}”", event.evidence.trigger.of(text));
    match rule_of(reader, event) {
        Some((pattern, coding)) => {
            let line = format!("{} — {} ({}, line {})", pattern.id, pattern.meaning, pattern.file, pattern.line);
            wrapped(out, &line, look.width, "  rule       ", "             ");
            if let Some(line) = recoded(coding, event) {
                wrapped(out, &line, look.width, "             ", "             ");
            }
            for condition in pattern.needs.iter() {
                let _ = writeln!(out, "             needs {}", condition.written);
            }
            for condition in pattern.unless.iter() {
                let _ = writeln!(out, "             unless {}", condition.written);
            }
        }
        None if event.rule == crate::review::RULE => {
            let _ = writeln!(out, "  rule       none: a reviewer gave it (`sayso review export judgements` says who)");
        }
        None => {
            let _ = writeln!(out, "  rule       {} (not in this lexicon)", event.rule);
        }
    }
    party_lines(out, reading, event, look, "  ");
    if let Some((pattern, _)) = rule_of(reader, event) {
        open_role_lines(out, pattern, event, look);
    }
    setting_lines(out, reading, event, look);
    chain_lines(out, reading, &event.chain);
    if let Some(stake) = &event.stake {
        wrapped(out, &stake.reason, look.width, "  stake      ", "             ");
    }
    let attempts = attempts_at(reader, reading, event)?;
    let mut lines = String::new();
    for attempt in attempts.iter().filter(|attempt| attempt.refusal.is_some()) {
        attempt_line(&mut lines, reader, text, attempt, look);
    }
    if !lines.is_empty() {
        out.push_str("\n  Other rules with this trigger\n");
        out.push_str(&lines);
    }
    Ok(())
}

fn chain_lines(out: &mut String, reading: &Reading, chain: &Chain) {
    let text = &reading.document.text;
    for (depth, link) in chain.links().iter().enumerate() {
        let cue = link.cue.map_or(String::new(), |cue| format!(", by “{}”", cue.of(text)));
        let act = link.act.map_or(String::new(), |act| format!(" ({})", name(&act)));
        let name = if depth == 0 { "chain" } else { "" };
        let arrow = if depth == 0 { "" } else { "<- " };
        let _ = writeln!(
            out,
            "  {name:<10} {}{arrow}{}{act}{cue}",
            "   ".repeat(depth.saturating_sub(1)),
            holder(reading, link)
        );
    }
}

/// Kind, country, sector and list of an actor, and where the country comes from.
fn coded(actor: &sayso_core::Actor) -> String {
    let mut parts = vec![name(&actor.kind)];
    parts.push(actor.country.clone().unwrap_or_else(|| "no country".into()));
    parts.push(if actor.sector.is_empty() { "no sector".into() } else { actor.sector.join(" ") });
    parts.extend(actor.wikidata.iter().map(|item| format!("known as {item}")));
    let how = actor.country.as_ref().and(actor.country_how.as_ref());
    parts.extend(how.map(|how| format!("country: {how}")));
    parts.join(", ")
}

/// What became of an attempt that fires: the CAMEO code, the confidence, and every party with what it is coded as.
pub fn record_lines(out: &mut String, reader: &Reader, reading: &Reading, attempt: &Attempt, look: Look) {
    let id = &reader.coder().rules.pattern(attempt.rule).id;
    let of_rule =
        |event: &&Event| event.evidence.trigger == attempt.trigger && sayso_code::events::rule_id(&event.rule) == id;
    for event in reading.events.iter().filter(of_rule) {
        let cameo = event.cameo.as_deref().unwrap_or("-");
        let polarity =
            if event.factuality.polarity == sayso_core::Polarity::Negative { ", told as not so" } else { "" };
        let line = format!("{} CAMEO {cameo}, confidence {:.2}{polarity}", event.event, event.confidence);
        wrapped(out, &line, look.width, "      ", "      ");
        party_lines(out, reading, event, look, "      ");
    }
}

fn party_lines(out: &mut String, reading: &Reading, event: &Event, look: Look, indent: &str) {
    let text = &reading.document.text;
    for (role, parties) in [("actor", &event.actor), ("recipient", &event.recipient)] {
        for each in parties {
            let actor = each.actor.as_ref().and_then(|id| reading.actor(id));
            let whom = actor.map_or("not resolved".to_string(), |actor| format!("{} ({})", actor.name, coded(actor)));
            let line = format!("{role:<10} “{}” = {whom}", each.span.of(text));
            wrapped(out, &line, look.width, indent, &format!("{indent}           "));
        }
    }
}

/// Where the rule looked for a party that was not found.
fn open_role_lines(out: &mut String, pattern: &Pattern, event: &Event, look: Look) {
    for (role, slots, parties) in
        [("actor", &pattern.actor, &event.actor), ("recipient", &pattern.recipient, &event.recipient)]
    {
        if parties.is_empty() {
            let names: Vec<&str> = slots.iter().map(Slot::name).collect();
            let line = match &names[..] {
                [] => "none: the rule asks for none".to_string(),
                names => format!("none: nobody was found as {}, nor around the act", names.join(" or ")),
            };
            wrapped(out, &line, look.width, &format!("  {role:<10} "), "             ");
        }
    }
}

/// Words by which the sentence that lends a date or place is known.
const LENDER_WORDS: usize = 6;

/// What date and place rest on, and how the act is told.
fn setting_lines(out: &mut String, reading: &Reading, event: &Event, look: Look) {
    let text = &reading.document.text;
    let mut line =
        |label: &str, line: &str| wrapped(out, line, look.width, &format!("  {label:<10} "), "             ");
    let words = |span: Option<sayso_core::Span>| match span {
        Some(span) if event.evidence.sentence.contains(span) => format!("by “{}”", span.of(text)),
        Some(span) => format!("by “{}” in another sentence", span.of(text)),
        None => "by another sentence".to_string(),
    };
    // What a date or place without words of its own was told with.
    let lent = |span: Option<sayso_core::Span>, by: Option<&Event>| match by.filter(|_| span.is_none()) {
        Some(other) => {
            let (act, sentence) = (other.evidence.trigger.of(text), other.evidence.sentence.of(text));
            let begin = sentence.split_whitespace().take(LENDER_WORDS).collect::<Vec<&str>>().join(" ");
            format!("lent by “{act}” in “{begin} ...”")
        }
        None => words(span),
    };
    match &event.date {
        Some(date) => {
            let told = |other: &&Event| {
                other.date.as_ref().is_some_and(|own| own.span.is_some() && (own.from, own.to) == (date.from, date.to))
            };
            let by = reading.events.iter().find(|other| other.event == event.event && told(other));
            let by = by.or_else(|| reading.events.iter().find(told));
            line("date", &format!("{} ({})", days(date), lent(date.span, by)));
        }
        None => line("date", "none: no expression of time governs the act"),
    }
    match &event.location {
        Some(place) => {
            let told = |other: &&Event| {
                other.location.as_ref().is_some_and(|own| own.span.is_some() && own.name == place.name)
            };
            let by = reading.events.iter().find(|other| other.event == event.event && told(other));
            let by = by.or_else(|| reading.events.iter().find(told));
            line("place", &format!("{} ({}; {})", place.name, lent(place.span, by), place.how));
        }
        None => line("place", "none: no place is told with the act"),
    }
    let told = &event.factuality;
    let so = if told.polarity == sayso_core::Polarity::Negative { "not so" } else { "so" };
    let how = [so, &name(&told.certainty), &name(&told.realis)].join(", ");
    line("told as", &how);
}

/// Both ends of a date.
fn days(date: &sayso_core::DateRange) -> String {
    let [from, to] = [date.from, date.to].map(|day| day.map_or("open".to_string(), |day| day.to_string()));
    if from == to { from } else { format!("{from} to {to}") }
}

/// One attempt in a line: what it would have been, and what stopped it.
pub fn attempt_line(out: &mut String, reader: &Reader, text: &str, attempt: &Attempt, look: Look) {
    let pattern = reader.coder().rules.pattern(attempt.rule);
    let coding = reader.coder().rules.coding(attempt.rule);
    let verdict = attempt.refusal.as_ref().map_or("fires".to_string(), Refusal::to_string);
    let kind = format!("{} {}", coding.event, coding.mode.as_deref().unwrap_or(""));
    let line = format!("“{}” {} ({}): {verdict}", attempt.trigger.of(text), kind.trim_end(), pattern.id);
    let sign = if attempt.refusal.is_none() { "  + " } else { "  - " };
    wrapped(out, &line, look.width, sign, "    ");
}
