//! The page of one type: what it is, its modes, and every rule in a table.

use super::codebook::Codebook;
use super::in_words::{cell, condition, listed, slot};
use super::{class, modes, rules_of, triggers};
use sayso_code::events::{Coding, Rules};
use sayso_code::patterns::{Pattern, Slot, TriggerKind};
use sayso_core::{EventType, codes};

/// The page.
pub fn page(event: EventType, rules: &Rules, codebook: &Codebook) -> String {
    let mut page = format!(
        "# {event}\n\n<!-- Written by `cargo xtask lexicon pages` from lexicon/events; change the rules, not this page. -->\n\n\
         {}: {}. PLOVER class {} ({}), mean score {:.1} (manual, draft of 2021).\n\n\
         What is and what is not a record: [codebook](../codebook.md), sections 3, 8 and 10. How a rule is read: [the lexicon](../lexicon.md).\n\
         Sets of words such as people_word stand in `lexicon/sets/`.\n\n\
         ## Modes\n\n| mode | CAMEO | which is | rules | triggers |\n|---|---|---|---|---|\n",
        event,
        codebook.what(event),
        event.quad().number(),
        class(event),
        event.score(),
    );
    for mode in modes(event) {
        let of_mode = rules_of(rules, event, mode);
        let code = codes::default_cameo(event, mode).unwrap_or("-");
        let name = codes::cameo(code).map_or("", |found| found.name);
        page.push_str(&format!(
            "| {} | {code} | {} | {} | {} |\n",
            mode.unwrap_or("(none)"),
            cell(name),
            of_mode.len(),
            triggers(&of_mode)
        ));
    }
    page.push_str("\nThe code is that of the mode where a rule names no other.\n");
    for mode in modes(event) {
        let of_mode = rules_of(rules, event, mode);
        if !of_mode.is_empty() {
            page.push_str(&format!("\n## {}\n\n", mode.unwrap_or("Without a mode")));
            page.push_str(
                "| rule | words | when | CAMEO | it matches | it does not match |\n|---|---|---|---|---|---|\n",
            );
            of_mode.iter().for_each(|(pattern, coding)| page.push_str(&row(pattern, coding)));
        }
    }
    page
}

fn row(pattern: &Pattern, coding: &Coding) -> String {
    let example = |examples: &[String]| examples.first().map_or_else(|| "-".to_string(), |first| cell(first));
    format!(
        "| `{}` {} | {} | {} | {} | {} | {} |\n",
        pattern.id,
        cell(&pattern.meaning),
        cell(&words(pattern)),
        cell(&when(pattern)),
        coding.cameo.as_deref().unwrap_or("-"),
        example(&pattern.yes),
        example(&pattern.no)
    )
}

/// "verb: arrest, detain or nab".
fn words(pattern: &Pattern) -> String {
    let kind = match pattern.kind {
        TriggerKind::Verb => "verb",
        TriggerKind::Noun => "noun",
        TriggerKind::Adjective => "adjective",
    };
    let written: Vec<String> = pattern.triggers.iter().map(|trigger| trigger.written()).collect();
    format!("{kind}: {}", written.join(", "))
}

/// The conditions and the roles in words.
fn when(pattern: &Pattern) -> String {
    let mut parts: Vec<String> =
        pattern.needs.iter().map(|needed| capital(&format!("{}.", condition(needed, pattern.kind)))).collect();
    parts.extend(pattern.unless.iter().map(|barred| format!("Not where {}.", condition(barred, pattern.kind))));
    let slots = |slots: &[Slot]| {
        let names: Vec<String> = slots.iter().map(|each| slot(each, pattern.kind)).collect();
        // All parties of a mutual act take part; of another act the first slot that is filled tells who.
        if pattern.reciprocal { listed(&names, "and") } else { names.join(", else ") }
    };
    if !pattern.actor.is_empty() {
        let name = if pattern.reciprocal { "Parties" } else { "Actor" };
        parts.push(format!("{name}: {}.", slots(&pattern.actor)));
    }
    if !pattern.recipient.is_empty() {
        parts.push(format!("Recipient: {}.", slots(&pattern.recipient)));
    }
    parts.join(" ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
