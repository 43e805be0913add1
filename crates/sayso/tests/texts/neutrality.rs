//! The neutrality suite: the parties are swapped, and the coding must swap with them and change in nothing else.
//!
//! Type, mode, chain, factuality, roles, labels and ties must be equal once names, ids, spans and countries are mapped;
//! confidence may differ by 0.05. The pass rate is a figure in `docs/QUALITY.md`.

use sayso::{Document, Reader, Reading};
use std::collections::BTreeSet;

/// Pairs of parties that stand in for one another, with what a sentence calls them.
const PAIRS: &[(&str, &str)] = &[
    ("Russia", "Ukraine"),
    ("Israel", "Iran"),
    ("India", "Pakistan"),
    ("China", "Taiwan"),
    ("the United States", "Venezuela"),
    ("Ethiopia", "Eritrea"),
    ("Chad", "Niger"),
    ("Jordan", "Syria"),
    ("Mali", "Guinea"),
    ("Georgia", "Armenia"),
    ("Hamas", "Hezbollah"),
    ("Kyiv", "Moscow"),
    ("the police", "the protesters"),
    ("the government", "the rebels"),
    ("the army", "the militia"),
    ("the ruling party", "the opposition"),
    ("Christians", "Muslims"),
    ("Hindus", "Sikhs"),
    ("the settlers", "the villagers"),
    ("the company", "the union"),
];

/// Sentences with {A} and {B}. Both orders of every pair are read.
const TEMPLATES: &[&str] = &[
    "{A} attacked {B} on Monday.",
    "{B} was attacked by {A} on Monday, officials said.",
    "{A} accused {B} of killing 12 people.",
    "{A} denied that {A} had attacked {B}.",
    "According to {A}, {B} fired on a market and wounded three people.",
    "{A} called {B} terrorists.",
    "{A} demanded that {B} withdraw from the town.",
    "{A} rejected a demand by {B} for talks.",
    "{A} threatened to attack {B}.",
    "{A} agreed to hold talks with {B} next week.",
    "{A} praised {B} for the decision.",
    "{A} released 14 prisoners to {B} on Friday.",
    "{A} may have attacked {B}, witnesses said.",
    "{A} backs {B}.",
    "{A} condemned {B} for the shelling of the village.",
    "Hundreds protested against {A} and {B} in the capital.",
];

fn read(reader: &Reader, template: &str, a: &str, b: &str) -> Reading {
    let text = capitalised(&template.replace("{A}", a).replace("{B}", b));
    let mut document = Document::new("swap", text);
    document.language = Some("en".into());
    document.published = sayso_core::Published::parse("2024-05-14");
    reader.read(&document).unwrap_or_else(|error| panic!("{template}: {error}"))
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + characters.as_str())
}

/// Which of the two parties a span names: "A", "B", "AB" or "other".
fn side(reading: &Reading, span: sayso::Span, a: &str, b: &str) -> String {
    let words = span.of(&reading.document.text).to_lowercase();
    let bare = |name: &str| name.to_lowercase().trim_start_matches("the ").to_string();
    let mut side = String::new();
    if words.contains(&bare(a)) {
        side.push('A');
    }
    if words.contains(&bare(b)) {
        side.push('B');
    }
    if side.is_empty() { "other".into() } else { side }
}

/// The records with parties as A and B.
fn shape(reading: &Reading, a: &str, b: &str) -> BTreeSet<String> {
    let sides = |parties: &[sayso_core::Party]| -> Vec<String> {
        parties.iter().map(|party| side(reading, party.span, a, b)).collect()
    };
    let chain = |chain: &sayso_core::Chain| -> String {
        let link = |link: &sayso_core::Link| {
            let holder = if link.holder.publisher {
                "publisher".into()
            } else {
                link.holder.span.map_or("?".into(), |span| side(reading, span, a, b))
            };
            format!("{holder}:{:?}", link.act)
        };
        chain.links().iter().map(link).collect::<Vec<_>>().join("<-")
    };
    let mut shape = BTreeSet::new();
    for event in &reading.events {
        let coarse = (event.confidence * 10.0).round() / 10.0;
        shape.insert(format!(
            "{} {:?} {:?} -> {:?} {:?} {} {:?} {coarse}",
            event.event,
            event.mode,
            sides(&event.actor),
            sides(&event.recipient),
            event.factuality,
            chain(&event.chain),
            event.magnitude.keys().collect::<Vec<_>>(),
        ));
    }
    for label in &reading.labels {
        shape.insert(format!(
            "label {} {} {:?} {}",
            label.text,
            side(reading, label.target.span, a, b),
            label.kind,
            chain(&label.chain)
        ));
    }
    for tie in &reading.ties {
        let (from, to) = (side(reading, tie.from.span, a, b), side(reading, tie.to.span, a, b));
        shape.insert(format!("tie {from} {:?} {to} {:?} {}", tie.kind, tie.change, chain(&tie.chain)));
    }
    shape
}

#[test]
fn the_coding_swaps_with_the_parties_and_changes_in_nothing_else() {
    let reader = Reader::new().unwrap_or_else(|error| panic!("{error}"));
    let mut differing = Vec::new();
    let mut total = 0;
    for template in TEMPLATES {
        for (a, b) in PAIRS {
            total += 1;
            let there = shape(&read(&reader, template, a, b), a, b);
            let back = shape(&read(&reader, template, b, a), b, a);
            if there != back {
                differing.push(format!("{template}  ({a} / {b})\n    {there:?}\n    {back:?}"));
            }
        }
    }
    let rate = 1.0 - differing.len() as f64 / total as f64;
    println!("neutrality: {} of {total} swaps equal ({rate:.3})", total - differing.len());
    differing.iter().for_each(|each| println!("  {each}"));
    assert!(rate >= NEUTRALITY_FLOOR, "{} of {total} swaps differ:\n  {}", differing.len(), differing.join("\n  "));
}

/// The measured pass rate may not fall; raise it when it has risen.
const NEUTRALITY_FLOOR: f64 = 0.94;
