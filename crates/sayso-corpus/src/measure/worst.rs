//! Sentences in which most is wrong, gold beside prediction.

use super::events::of_sentence;
use super::matching::{Side, inside, match_events, participants, same_chain};
use sayso_core::words::{name, one_line};
use sayso_core::{ActorId, CharSpan, CodePoints, Event, Reading};
use serde::Serialize;
use std::collections::BTreeSet;

/// A sentence with what gold has in it and what was predicted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sentence {
    /// Document.
    pub document: String,
    /// Where the sentence stands, in code points.
    pub span: CharSpan,
    /// Its words on one line.
    pub words: String,
    /// Errors: an event missed or invented counts 1, a wrong type, participant, chain or factuality of one found a half each.
    pub errors: f64,
    /// Events of gold.
    pub gold: Vec<Line>,
    /// Events predicted.
    pub predicted: Vec<Line>,
}

/// An event on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Type, mode, trigger, participants, holders, factuality.
    pub text: String,
    /// Whether the other side has it, just so.
    pub agrees: bool,
}

pub(super) fn of_document(gold: &Side, predicted: &Side) -> Vec<Sentence> {
    let (of_gold, of_predicted) = (&gold.reading.events, &predicted.reading.events);
    let pairs = match_events(of_gold, of_predicted);
    let mut sentences: Vec<CharSpan> = Vec::new();
    let spans: BTreeSet<CharSpan> = of_gold.iter().chain(of_predicted).map(|event| event.evidence.sentence).collect();
    // Gold's borders come first; a predicted sentence that begins within one of them is that one.
    let own: BTreeSet<CharSpan> = of_gold.iter().map(|event| event.evidence.sentence).collect();
    sentences.extend(&own);
    sentences
        .extend(spans.into_iter().filter(|span| own.iter().all(|gold| !inside(*span, *gold) && !inside(*gold, *span))));
    let document = &gold.reading.document;
    let places = CodePoints::new(&document.text);
    sentences
        .into_iter()
        .map(|span| {
            let errors_of = |event: &Event<CharSpan>, side: bool| {
                let at = if side { position(of_gold, event) } else { position(of_predicted, event) };
                let pair = pairs.iter().find(|pair| Some(if side { pair.gold } else { pair.predicted }) == at);
                pair.map_or(1.0, |pair| {
                    differences(gold, predicted, &of_gold[pair.gold], &of_predicted[pair.predicted])
                })
            };
            let (mut errors, mut lines) = (0.0, [Vec::new(), Vec::new()]);
            for (at, (side, events)) in [(true, of_gold), (false, of_predicted)].into_iter().enumerate() {
                for event in of_sentence(events, span) {
                    let wrong = errors_of(event, side);
                    // What both sides have is counted once, on gold's side.
                    errors += if side || wrong >= 1.0 && !is_paired(&pairs, of_predicted, event) { wrong } else { 0.0 };
                    let reading = if side { gold.reading } else { predicted.reading };
                    lines[at].push(Line { text: line(reading, event), agrees: wrong == 0.0 });
                }
            }
            let [gold, predicted] = lines;
            let words = one_line(places.bytes(span).of(&document.text));
            Sentence { document: document.id.to_string(), span, words, errors, gold, predicted }
        })
        .collect()
}

fn position(events: &[Event<CharSpan>], event: &Event<CharSpan>) -> Option<usize> {
    events.iter().position(|other| std::ptr::eq(other, event))
}

fn is_paired(pairs: &[super::matching::Pair], events: &[Event<CharSpan>], event: &Event<CharSpan>) -> bool {
    pairs.iter().any(|pair| Some(pair.predicted) == position(events, event))
}

fn differences(gold: &Side, predicted: &Side, g: &Event<CharSpan>, p: &Event<CharSpan>) -> f64 {
    let parties = |a: &[sayso_core::Party<CharSpan>], b: &[sayso_core::Party<CharSpan>]| {
        let pairs = participants(gold, predicted, a, b);
        pairs.len() == a.len() && pairs.len() == b.len()
    };
    let same = [
        g.event == p.event,
        parties(&g.actor, &p.actor) && parties(&g.recipient, &p.recipient),
        same_chain(gold, predicted, &g.chain, &p.chain),
        g.factuality == p.factuality,
    ];
    same.iter().filter(|same| !**same).count() as f64 / 2.0
}

/// `COERCE arrest "arrested": police -> members of the Dawn Front, says ministry, - possible`
fn line(reading: &Reading<CharSpan>, event: &Event<CharSpan>) -> String {
    let places = CodePoints::new(&reading.document.text);
    let words = |span: CharSpan| one_line(places.bytes(span).of(&reading.document.text));
    let parties = |parties: &[sayso_core::Party<CharSpan>]| {
        let all: Vec<String> = parties.iter().map(|party| words(party.span)).collect();
        if all.is_empty() { "-".to_string() } else { all.join(" + ") }
    };
    let named = |id: Option<&ActorId>| id.and_then(|id| reading.actor(id)).map(|actor| actor.name.clone());
    let mode = event.mode.as_deref().map_or(String::new(), |mode| format!(" {mode}"));
    let mut text = format!(
        "{}{mode} \"{}\": {} -> {}",
        event.event,
        words(event.evidence.trigger),
        parties(&event.actor),
        parties(&event.recipient)
    );
    for link in event.chain.links().iter().skip(1) {
        let holder = &link.holder;
        let shown = holder.span.map(words).or_else(|| named(holder.actor.as_ref()));
        text.push_str(&format!(", says {}", shown.unwrap_or_else(|| "somebody".into())));
    }
    if event.factuality != sayso_core::Factuality::default() {
        let factuality = &event.factuality;
        text.push_str(&format!(
            ", {} {} {}",
            name(&factuality.polarity),
            name(&factuality.certainty),
            name(&factuality.realis)
        ));
    }
    text
}

/// The worst sentences first; among equals the order of the documents.
pub(super) fn worst(mut sentences: Vec<Sentence>, keep: usize) -> Vec<Sentence> {
    sentences.retain(|sentence| sentence.errors > 0.0);
    sentences.sort_by(|a, b| b.errors.total_cmp(&a.errors));
    sentences.truncate(keep);
    sentences
}
