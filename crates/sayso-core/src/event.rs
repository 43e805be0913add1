//! Who did what to whom, when and where.

use crate::{Chain, DateRange, Factuality, Party, Place, Span, SpanMapper};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

macro_rules! event_types {
    ($($name:ident $code:literal $quad:ident $score:literal $doc:literal;)*) => {
        /// The sixteen types of the PLOVER ontology.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum EventType { $(#[doc = $doc] #[serde(rename = $code)] $name),* }

        impl EventType {
            /// All types in the order of the codebook.
            pub const ALL: [EventType; 16] = [$(EventType::$name),*];

            /// The code in capitals.
            pub fn code(self) -> &'static str {
                match self { $(EventType::$name => $code),* }
            }

            /// The quad class.
            pub fn quad(self) -> QuadClass {
                match self { $(EventType::$name => QuadClass::$quad),* }
            }

            /// Mean conflict-cooperation score of the type (PLOVER manual, draft of 2021).
            pub fn score(self) -> f64 {
                match self { $(EventType::$name => $score),* }
            }
        }
    };
}

event_types! {
    Agree "AGREE" VerbalCooperation 2.5 "Agree, offer, promise to cooperate.";
    Consult "CONSULT" VerbalCooperation 2.5 "Meet, visit, phone, negotiate, mediate.";
    Support "SUPPORT" VerbalCooperation 5.0 "Praise, endorse, recognise, sign an agreement.";
    Concede "CONCEDE" VerbalCooperation 4.5 "Yield in words: ease, pardon, apologise, announce a ceasefire.";
    Cooperate "COOPERATE" MaterialCooperation 9.5 "Mutual exchange: trade, joint exercises, extradition.";
    Aid "AID" MaterialCooperation 10.0 "Give money, arms, relief, asylum; rescue.";
    Retreat "RETREAT" MaterialCooperation 6.5 "Give way in deed: withdraw, release, disarm, resign.";
    Request "REQUEST" VerbalConflict 0.0 "Ask, demand, order, call for.";
    Accuse "ACCUSE" VerbalConflict -3.0 "Condemn, criticise, allege, charge, sue, investigate.";
    Reject "REJECT" VerbalConflict -2.0 "Refuse, veto, bar entry, cancel a meeting.";
    Threaten "THREATEN" VerbalConflict -3.5 "Threaten, warn of action.";
    Protest "PROTEST" MaterialConflict -5.0 "Demonstrate, riot, strike, boycott, block.";
    Sanction "SANCTION" MaterialConflict -6.0 "Reduce relations: sanctions, convict, expel.";
    Mobilize "MOBILIZE" MaterialConflict -5.5 "Move forces short of using them.";
    Coerce "COERCE" MaterialConflict -7.0 "Arrest, raid, seize, ban, censor, deport.";
    Assault "ASSAULT" MaterialConflict -9.0 "Use force: attack, kill, bomb, torture, abduct.";
}

impl EventType {
    /// The type with that code, in any case.
    pub fn parse(code: &str) -> Option<EventType> {
        EventType::ALL.into_iter().find(|kind| kind.code().eq_ignore_ascii_case(code))
    }
}

impl std::fmt::Display for EventType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

/// Verbal or material, cooperation or conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuadClass {
    /// 1
    VerbalCooperation,
    /// 2
    MaterialCooperation,
    /// 3
    VerbalConflict,
    /// 4
    MaterialConflict,
}

impl QuadClass {
    /// All four in the order of their numbers.
    pub const ALL: [QuadClass; 4] = [
        QuadClass::VerbalCooperation,
        QuadClass::MaterialCooperation,
        QuadClass::VerbalConflict,
        QuadClass::MaterialConflict,
    ];

    /// 1 to 4, as GDELT and POLECAT number them.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Whether acts of the class are done in words.
    pub fn is_verbal(self) -> bool {
        matches!(self, QuadClass::VerbalCooperation | QuadClass::VerbalConflict)
    }

    /// The class of that number, 1 to 4.
    pub fn of_number(number: u8) -> Option<QuadClass> {
        QuadClass::ALL.into_iter().find(|class| class.number() == number)
    }
}

/// A count or amount that a report gives, with its hedge. An exact number has both bounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Magnitude<S = Span> {
    /// Lower bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Number>,
    /// Upper bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Number>,
    /// Unit of an amount or count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// "about", "nearly".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge: Option<String>,
    /// The words.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub span: Option<S>,
}

/// A number that prints without a fraction where it has none.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 9e15 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// Whether the act is what the document reports, or an older one told beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The news.
    #[default]
    Reported,
    /// An older act.
    Background,
}

/// On whose side the innermost holder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Is the actor, or belongs to it.
    Actor,
    /// Is the recipient, or belongs to it.
    Recipient,
    /// Neither.
    Outside,
    /// Not determined.
    Unknown,
}

/// Whose side the innermost holder is on, computed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stake {
    /// The side.
    pub side: Side,
    /// Why.
    pub reason: String,
}

/// Where a record can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence<S = Span> {
    /// The sentence.
    pub sentence: S,
    /// The word that names the act or tie.
    pub trigger: S,
}

impl<S> Evidence<S> {
    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Evidence<T> {
        Evidence { sentence: (to.text)(&self.sentence), trigger: (to.text)(&self.trigger) }
    }
}

/// One mention of an act of the ontology.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event<S = Span> {
    /// Hash of document, trigger, type and chain: the same on every run.
    pub id: String,
    /// The PLOVER type.
    pub event: EventType,
    /// The PLOVER mode.
    #[serde(default)]
    pub mode: Option<String>,
    /// PLOVER contexts.
    #[serde(default)]
    pub contexts: Vec<String>,
    /// The CAMEO code, a string with its leading zero.
    pub cameo: Option<String>,
    /// Who acts.
    pub actor: Vec<Party<S>>,
    /// Who is acted upon.
    pub recipient: Vec<Party<S>>,
    /// Where.
    #[serde(default = "Option::default")]
    pub location: Option<Place<S>>,
    /// When.
    #[serde(default = "Option::default")]
    pub date: Option<DateRange<S>>,
    /// killed, injured, arrested, released, missing, displaced, participants, amount, count.
    #[serde(default = "BTreeMap::new")]
    pub magnitude: BTreeMap<String, Magnitude<S>>,
    /// As the innermost holder presents it.
    pub factuality: Factuality,
    /// Who says so.
    pub chain: Chain<S>,
    /// Where it stands.
    pub evidence: Evidence<S>,
    /// The news, or an older act.
    #[serde(default)]
    pub standing: Standing,
    /// Whose side the innermost holder is on.
    pub stake: Option<Stake>,
    /// The lexicon rule that gave it.
    #[serde(default)]
    pub rule: String,
    /// Between 0 and 1.
    #[serde(default)]
    pub confidence: f64,
    /// Keys for joining incidents.
    #[serde(default)]
    pub keys: Vec<String>,
}

impl<S> Event<S> {
    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Event<T> {
        Event {
            id: self.id.clone(),
            event: self.event,
            mode: self.mode.clone(),
            contexts: self.contexts.clone(),
            cameo: self.cameo.clone(),
            actor: self.actor.iter().map(|party| party.map(to)).collect(),
            recipient: self.recipient.iter().map(|party| party.map(to)).collect(),
            location: self.location.as_ref().map(|place| place.map(to)),
            date: self.date.as_ref().map(|date| date.map(to)),
            magnitude: self
                .magnitude
                .iter()
                .map(|(field, value)| {
                    let value = Magnitude {
                        at_least: value.at_least,
                        at_most: value.at_most,
                        unit: value.unit.clone(),
                        hedge: value.hedge.clone(),
                        span: value.span.as_ref().map(to.text),
                    };
                    (field.clone(), value)
                })
                .collect(),
            factuality: self.factuality,
            chain: self.chain.map(to),
            evidence: self.evidence.map(to),
            standing: self.standing,
            stake: self.stake.clone(),
            rule: self.rule.clone(),
            confidence: self.confidence,
            keys: self.keys.clone(),
        }
    }
}
