//! Who did what to whom: the event rules at work.

mod accused;
mod confidence;
mod dates;
mod gaps;
mod magnitudes;
pub mod participants;
mod places;
mod proposals;
mod reached;
mod record;
mod roles;
mod rules;
mod same_act;
mod selection;
#[cfg(test)]
mod tests;
mod told;

pub use proposals::Proposals;
pub use rules::{Coding, Rules, rule_id};

use crate::interpretation::Interpretation;
use crate::patterns::{Attempt, Matcher, Refusal};
use record::Recorder;
use same_act::Told;
use sayso_core::Event;
use selection::Selection;

/// Everything that could have been an event in a sentence: what became a record, and what stopped the rest.
pub fn attempts(understood: &Interpretation<'_>, rules: &Rules, sentence: usize) -> Vec<Attempt> {
    let recorder = Recorder { understood, rules };
    let mut attempts = selected(understood, rules, sentence);
    for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
        attempt.refusal = recorder.records(attempt).is_empty().then_some(Refusal::NotTold);
    }
    attempts
}

/// What matched in a sentence, selected, without a look at how it is told.
pub fn selected(understood: &Interpretation<'_>, rules: &Rules, sentence: usize) -> Vec<Attempt> {
    let mut attempts = selected_alone(understood, rules, sentence);
    let resumes = |attempt: &Attempt| attempt.refusal.is_none() && rules.coding(attempt.rule).resumes;
    for at in 0..attempts.len() {
        if !resumes(&attempts[at]) {
            continue;
        }
        // "The death toll rose to 38" tells of violence where the report has, and of a flood where it has told of one.
        let event = rules.coding(attempts[at].rule).event;
        let tells = |other: &Attempt| {
            let coding = rules.coding(other.rule);
            other.refusal.is_none() && coding.event == event && !coding.resumes
        };
        let here = attempts.iter().any(tells);
        if !here && !(0..sentence).any(|before| selected_alone(understood, rules, before).iter().any(tells)) {
            attempts[at].refusal = Some(Refusal::BareNoun);
        }
    }
    attempts
}

/// The same, whatever other sentences tell.
fn selected_alone(understood: &Interpretation<'_>, rules: &Rules, sentence: usize) -> Vec<Attempt> {
    let matcher = Matcher {
        scene: understood.scene,
        actors: understood.actors,
        patterns: &rules.patterns,
        light: understood.light,
        attributes: false,
    };
    let mut attempts = matcher.sentence(sentence);
    proposals::dispose(&matcher, &Recorder { understood, rules }, sentence, &mut attempts);
    let selection = Selection { understood, rules };
    selection.select(&mut attempts);
    let gaps = selection.told_without_verb(&attempts);
    attempts.extend(gaps);
    attempts
}

/// All event records of a document in the order of the text.
pub fn find(understood: &Interpretation<'_>, rules: &Rules) -> Vec<Event> {
    let recorder = Recorder { understood, rules };
    let mut told: Vec<Told> = Vec::new();
    for sentence in 0..understood.scene.sentences.len() {
        for attempt in selected(understood, rules, sentence).iter().filter(|attempt| attempt.refusal.is_none()) {
            let word = attempt.word;
            told.extend(recorder.records(attempt).into_iter().map(|event| Told { word, event }));
        }
    }
    let dates = dates::from_elsewhere(understood, &told);
    let places = places::from_elsewhere(understood, &told);
    let mut events: Vec<Event> = told.into_iter().map(|told| told.event).collect();
    for ((event, date), place) in events.iter_mut().zip(dates).zip(places) {
        if date.is_none() && place.is_none() {
            continue;
        }
        event.date = date.or_else(|| event.date.take());
        event.location = place.or_else(|| event.location.take());
        event.keys = recorder.keys(event);
    }
    events.sort_by(|a, b| (a.evidence.trigger, &a.id).cmp(&(b.evidence.trigger, &b.id)));
    events.dedup_by(|a, b| a.id == b.id);
    events
}
