//! Who did what to whom: the event rules at work.

mod confidence;
mod magnitudes;
mod proposals;
mod record;
mod roles;
mod rules;
mod selection;
mod told;

pub use proposals::Proposals;
pub use rules::{BY_MODEL, Coding, Rules};

use crate::interpretation::Interpretation;
use crate::patterns::{Attempt, Matcher};
use record::Recorder;
use sayso_core::Event;
use selection::Selection;

/// Everything that could have been an event in a sentence: what became a record, and what stopped the rest.
pub fn attempts(understood: &Interpretation<'_>, rules: &Rules, sentence: usize) -> Vec<Attempt> {
    let matcher = Matcher {
        scene: understood.scene,
        actors: understood.actors,
        patterns: &rules.patterns,
        light: understood.light,
        attributes: false,
    };
    let mut attempts = matcher.sentence(sentence);
    proposals::dispose(&matcher, rules, sentence, &mut attempts);
    Selection { understood, rules }.select(&mut attempts);
    attempts
}

/// All event records of a document in the order of the text.
pub fn find(understood: &Interpretation<'_>, rules: &Rules) -> Vec<Event> {
    let recorder = Recorder { understood, rules };
    let mut events: Vec<Event> = Vec::new();
    for sentence in 0..understood.scene.sentences.len() {
        for attempt in attempts(understood, rules, sentence).iter().filter(|attempt| attempt.refusal.is_none()) {
            events.extend(recorder.records(attempt));
        }
    }
    events.sort_by(|a, b| (a.evidence.trigger, &a.id).cmp(&(b.evidence.trigger, &b.id)));
    events.dedup_by(|a, b| a.id == b.id);
    events
}
