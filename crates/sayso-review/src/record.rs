//! Events, labels and ties as one thing: a record that somebody can judge.

use sayso_core::words::name;
use sayso_core::{ActorId, Chain, CharSpan, Event, Label, Party, Reading, Tie};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Which of the three a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    /// Who did what to whom.
    Event,
    /// Who calls whom what.
    Label,
    /// Who backs or opposes whom.
    Tie,
}

impl RecordKind {
    /// All three.
    pub const ALL: [RecordKind; 3] = [RecordKind::Event, RecordKind::Label, RecordKind::Tie];

    /// The kind of that name.
    pub fn parse(text: &str) -> Option<RecordKind> {
        RecordKind::ALL.into_iter().find(|kind| name(kind) == text)
    }
}

/// A record of a reading.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Record {
    /// Who did what to whom.
    Event(Box<Event<CharSpan>>),
    /// Who calls whom what.
    Label(Box<Label<CharSpan>>),
    /// Who backs or opposes whom.
    Tie(Box<Tie<CharSpan>>),
}

/// Takes the same thing out of each kind of record.
macro_rules! each {
    ($record:expr, $it:ident => $what:expr) => {
        match $record {
            Record::Event($it) => $what,
            Record::Label($it) => $what,
            Record::Tie($it) => $what,
        }
    };
}

impl Record {
    /// A record of that kind from its JSON.
    pub fn from_value(kind: RecordKind, value: Value) -> Result<Record, serde_json::Error> {
        Ok(match kind {
            RecordKind::Event => Record::Event(serde_json::from_value(value)?),
            RecordKind::Label => Record::Label(serde_json::from_value(value)?),
            RecordKind::Tie => Record::Tie(serde_json::from_value(value)?),
        })
    }

    /// The record of that id in a reading.
    pub fn find(reading: &Reading<CharSpan>, id: &str) -> Option<Record> {
        Record::all(reading).find(|record| record.id() == id)
    }

    /// All records of a reading: events, labels, ties.
    pub fn all(reading: &Reading<CharSpan>) -> impl Iterator<Item = Record> {
        let events = reading.events.iter().map(|event| Record::Event(Box::new(event.clone())));
        let labels = reading.labels.iter().map(|label| Record::Label(Box::new(label.clone())));
        let ties = reading.ties.iter().map(|tie| Record::Tie(Box::new(tie.clone())));
        events.chain(labels).chain(ties)
    }

    /// Which of the three it is.
    pub fn kind(&self) -> RecordKind {
        match self {
            Record::Event(_) => RecordKind::Event,
            Record::Label(_) => RecordKind::Label,
            Record::Tie(_) => RecordKind::Tie,
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        each!(self, it => &it.id)
    }

    /// The rule that gave it.
    pub fn rule(&self) -> &str {
        each!(self, it => &it.rule)
    }

    /// How sure the program was, 0 to 1.
    pub fn confidence(&self) -> f64 {
        each!(self, it => it.confidence)
    }

    /// Who says so.
    pub fn chain(&self) -> &Chain<CharSpan> {
        each!(self, it => &it.chain)
    }

    /// The words that carry it: a trigger, or a label.
    pub fn at(&self) -> CharSpan {
        match self {
            Record::Event(event) => event.evidence.trigger,
            Record::Label(label) => label.span,
            Record::Tie(tie) => tie.evidence.trigger,
        }
    }

    /// The sentence, where the record keeps it.
    pub fn sentence(&self) -> Option<CharSpan> {
        match self {
            Record::Event(event) => Some(event.evidence.sentence),
            Record::Label(_) => None,
            Record::Tie(tie) => Some(tie.evidence.sentence),
        }
    }

    /// In a word: the type of an event, the words of a label, the kind of a tie.
    pub fn what(&self) -> String {
        match self {
            Record::Event(event) => event.event.code().to_string(),
            Record::Label(label) => label.text.clone(),
            Record::Tie(tie) => name(&tie.kind),
        }
    }

    /// The mode of an event.
    pub fn mode(&self) -> Option<&str> {
        match self {
            Record::Event(event) => event.mode.as_deref(),
            _ => None,
        }
    }

    /// Everybody who takes part, the holders of its chain left aside.
    pub fn parties(&self) -> Vec<&Party<CharSpan>> {
        match self {
            Record::Event(event) => event.actor.iter().chain(&event.recipient).collect(),
            Record::Label(label) => vec![&label.target],
            Record::Tie(tie) => vec![&tie.from, &tie.to],
        }
    }

    /// Every reference to an actor, holders of the chain among them.
    pub fn actors(&self) -> Vec<&ActorId> {
        let parties = self.parties().into_iter().filter_map(|party| party.actor.as_ref());
        parties.chain(self.chain().links().iter().filter_map(|link| link.holder.actor.as_ref())).collect()
    }

    /// Whether both say the same about the same act, label or tie; ids, rules and what is computed left aside.
    pub fn says_the_same(&self, other: &Record) -> bool {
        match (self, other) {
            (Record::Event(a), Record::Event(b)) => {
                a.event == b.event
                    && a.mode == b.mode
                    && a.cameo == b.cameo
                    && a.contexts == b.contexts
                    && a.actor == b.actor
                    && a.recipient == b.recipient
                    && a.location == b.location
                    && a.date == b.date
                    && a.magnitude == b.magnitude
                    && a.factuality == b.factuality
                    && a.chain == b.chain
                    && a.evidence.trigger == b.evidence.trigger
                    && a.standing == b.standing
            }
            (Record::Label(a), Record::Label(b)) => {
                a.target == b.target
                    && a.span == b.span
                    && a.kind == b.kind
                    && a.polarity == b.polarity
                    && a.chain == b.chain
            }
            (Record::Tie(a), Record::Tie(b)) => {
                a.from == b.from
                    && a.to == b.to
                    && a.kind == b.kind
                    && a.change == b.change
                    && a.since == b.since
                    && a.until == b.until
                    && a.chain == b.chain
            }
            _ => false,
        }
    }

    /// Whether both mean one thing in the text: same kind and type, on words that overlap.
    pub fn stands_for(&self, other: &Record) -> bool {
        let (a, b) = (self.at(), other.at());
        let overlap = a.start < b.end && b.start < a.end;
        overlap
            && match (self, other) {
                (Record::Event(a), Record::Event(b)) => a.event == b.event,
                (Record::Label(_), Record::Label(_)) => true,
                (Record::Tie(a), Record::Tie(b)) => a.kind == b.kind,
                _ => false,
            }
    }

    /// Gives every reference to an actor anew, the one of a party or holder with the words it stands on.
    pub fn with_actors(mut self, of: impl Fn(Option<&ActorId>, Option<CharSpan>) -> Option<ActorId>) -> Record {
        let party = |party: &mut Party<CharSpan>| party.actor = of(party.actor.as_ref(), Some(party.span));
        match &mut self {
            Record::Event(event) => event.actor.iter_mut().chain(&mut event.recipient).for_each(party),
            Record::Label(label) => party(&mut label.target),
            Record::Tie(tie) => [&mut tie.from, &mut tie.to].into_iter().for_each(party),
        }
        let chain = each!(&mut self, it => &mut it.chain);
        let links = chain.links().iter().cloned().map(|mut link| {
            if !link.holder.publisher {
                link.holder.actor = of(link.holder.actor.as_ref(), link.holder.span);
            }
            link
        });
        *chain = Chain::of_links(links.collect());
        self
    }
}
