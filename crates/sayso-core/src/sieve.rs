//! The switches by which event-data coders thin out records: the first sentences, one record a day, both parties, known
//! parties, confidence.

use crate::words::one_line;
use crate::{Actor, Day, DayFrom, Event, EventType, Party, Polarity, Reading, Realis};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};

/// What becomes of records whose parties have no code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum UnknownActors {
    /// They stay.
    #[default]
    Keep,
    /// A record goes where nobody is named, or where a side that is named has nobody with a country or sector.
    Drop,
}

/// Which records are wanted; where nothing is set, all are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Switches {
    /// Only records of the first sentences of a text, so many.
    pub first_sentences: Option<usize>,
    /// Of records of the same day, parties, type and factuality only the first.
    pub one_a_day: bool,
    /// Only records with actor and recipient, or with two parties that act upon one another.
    pub require_actors: bool,
    /// Records whose parties have no code.
    pub unknown_actors: UnknownActors,
    /// Least confidence.
    pub min_confidence: Option<f64>,
}

/// One of the switches, in the order in which they work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the fields of `Switches` say what they do
pub enum Switch {
    MinConfidence,
    FirstSentences,
    RequireActors,
    UnknownActors,
    OneADay,
}

impl Switch {
    /// Its name on the command line, without dashes.
    pub fn name(self) -> &'static str {
        match self {
            Switch::MinConfidence => "min-confidence",
            Switch::FirstSentences => "first-sentences",
            Switch::RequireActors => "require-actors",
            Switch::UnknownActors => "unknown-actors",
            Switch::OneADay => "one-a-day",
        }
    }
}

impl Switches {
    /// The switches that are set, in the order in which they work.
    pub fn set(&self) -> Vec<Switch> {
        let set = [
            (Switch::MinConfidence, self.min_confidence.is_some()),
            (Switch::FirstSentences, self.first_sentences.is_some()),
            (Switch::RequireActors, self.require_actors),
            (Switch::UnknownActors, self.unknown_actors == UnknownActors::Drop),
            (Switch::OneADay, self.one_a_day),
        ];
        set.into_iter().filter(|(_, is_set)| *is_set).map(|(switch, _)| switch).collect()
    }
}

/// How many records each switch took out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Records that were looked at.
    pub looked_at: usize,
    /// Records that each set switch took out; one that two would take out counts for the first.
    pub by: BTreeMap<Switch, usize>,
}

/// What the one-a-day filter takes for one and the same.
#[derive(PartialEq, Eq, Hash)]
struct SameAct {
    day: Date,
    actors: Vec<String>,
    recipients: Vec<String>,
    event: EventType,
    polarity: Polarity,
    realis: Realis,
}

/// Applies switches to readings one after the other.
pub struct Sieve {
    switches: Switches,
    known: HashSet<SameAct>,
    dropped: Dropped,
}

impl Sieve {
    /// A sieve that has seen nothing yet.
    pub fn new(switches: Switches) -> Sieve {
        let by = switches.set().into_iter().map(|switch| (switch, 0)).collect();
        Sieve { switches, known: HashSet::new(), dropped: Dropped { looked_at: 0, by } }
    }

    /// How many records were taken out so far.
    pub fn dropped(self) -> Dropped {
        self.dropped
    }

    /// Leaves in a reading only those of the events that are `asked` for which pass all switches.
    pub fn sift(&mut self, reading: &mut Reading, asked: impl Fn(&Event) -> bool) {
        let starts = self.switches.first_sentences.map(|_| sentence_starts(reading));
        let events = std::mem::take(&mut reading.events);
        let mut kept = Vec::with_capacity(events.len());
        for event in events.into_iter().filter(asked) {
            self.dropped.looked_at += 1;
            match self.stopped_by(reading, &event, starts.as_deref()) {
                Some(switch) => *self.dropped.by.entry(switch).or_default() += 1,
                None => kept.push(event),
            }
        }
        reading.events = kept;
    }

    fn stopped_by(&mut self, reading: &Reading, event: &Event, starts: Option<&[usize]>) -> Option<Switch> {
        let switches = self.switches;
        if switches.min_confidence.is_some_and(|least| event.confidence < least) {
            return Some(Switch::MinConfidence);
        }
        if let (Some(most), Some(starts)) = (switches.first_sentences, starts)
            && starts.partition_point(|&start| start <= event.evidence.trigger.start).max(1) > most
        {
            return Some(Switch::FirstSentences);
        }
        if switches.require_actors && !event.is_dyadic() {
            return Some(Switch::RequireActors);
        }
        if switches.unknown_actors == UnknownActors::Drop && !is_known(reading, event) {
            return Some(Switch::UnknownActors);
        }
        let is_new = !switches.one_a_day || same_act(reading, event).is_none_or(|act| self.known.insert(act));
        (!is_new).then_some(Switch::OneADay)
    }
}

/// Where the sentences of a text start; a sentence in which a record stands is never cut.
fn sentence_starts(reading: &Reading) -> Vec<usize> {
    let events = reading.events.iter().map(|event| event.evidence.sentence);
    let whole: Vec<_> = events.chain(reading.ties.iter().map(|tie| tie.evidence.sentence)).collect();
    let mut starts = reading.document.sentence_starts();
    starts.retain(|&start| !whole.iter().any(|sentence| sentence.start < start && start < sentence.end));
    starts
}

impl<S> Event<S> {
    /// Whether the parties act upon one another: every party of such an act stands under `actor` (codebook, section 3).
    pub fn is_reciprocal(&self) -> bool {
        let named = |words: &[&str]| words.iter().any(|word| self.rule.contains(word));
        let mutual = match self.event {
            EventType::Consult | EventType::Agree | EventType::Cooperate => true,
            EventType::Assault => named(&["clash", "fight"]),
            EventType::Support => named(&["relations", "rapprochement", "agreement", "allian"]),
            _ => false,
        };
        mutual && self.recipient.is_empty() && self.actor.len() > 1
    }

    /// Whether one party acts and another is acted upon, or two act upon one another.
    pub fn is_dyadic(&self) -> bool {
        !self.actor.is_empty() && !self.recipient.is_empty() || self.is_reciprocal()
    }
}

impl<S> Reading<S> {
    /// Country and sectors of a party: "USA GOV"; empty where unknown.
    pub fn code(&self, party: &Party<S>) -> String {
        let Some(actor) = party.actor.as_ref().and_then(|id| self.actor(id)) else { return String::new() };
        let mut parts: Vec<&str> = actor.country.iter().map(String::as_str).collect();
        parts.extend(actor.sector.iter().map(String::as_str));
        parts.join(" ")
    }

    /// Whether a party is an actor with a country or a sector.
    pub fn is_coded(&self, party: &Party<S>) -> bool {
        party.actor.as_ref().and_then(|id| self.actor(id)).is_some_and(Actor::is_coded)
    }
}

/// Whether somebody is named, and each side that is named has somebody with a code.
fn is_known(reading: &Reading, event: &Event) -> bool {
    let known = |parties: &[Party]| parties.is_empty() || parties.iter().any(|party| reading.is_coded(party));
    let anybody = !event.actor.is_empty() || !event.recipient.is_empty();
    anybody && known(&event.actor) && known(&event.recipient)
}

/// What a record is compared by; none where it has no single day, or no party with a code.
fn same_act(reading: &Reading, event: &Event) -> Option<SameAct> {
    let day = Day::of(event, &reading.document).filter(|day| day.from != DayFrom::Stretch)?;
    if !event.actor.iter().chain(&event.recipient).any(|party| reading.is_coded(party)) {
        return None;
    }
    let side = |parties: &[Party]| {
        let mut codes: Vec<String> = parties.iter().map(|party| code_or_name(reading, party)).collect();
        codes.sort();
        codes.dedup();
        codes
    };
    Some(SameAct {
        day: day.date,
        actors: side(&event.actor),
        recipients: side(&event.recipient),
        event: event.event,
        polarity: event.factuality.polarity,
        realis: event.factuality.realis,
    })
}

/// The code of a party; of one without a code its name, or the words of the text.
fn code_or_name(reading: &Reading, party: &Party) -> String {
    if reading.is_coded(party) {
        return reading.code(party);
    }
    let actor = party.actor.as_ref().and_then(|id| reading.actor(id));
    let name = actor.map_or(party.span.of(&reading.document.text), |actor| &actor.name);
    one_line(name).to_lowercase()
}

#[cfg(test)]
mod tests;
