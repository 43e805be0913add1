//! One reading with its words at hand: what every layout of marks, maps and networks asks of it.

use crate::Joined;
use sayso_core::words::one_line;
use sayso_core::{
    Actor, ActorId, Chain, CharSpan, CodePoints, DateRange, Document, Event, HolderText, Link, Party, ProducedBy,
    Reading, Tie,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// A reading, its text by code points, and what joining added.
pub(crate) struct View<'r> {
    /// The reading.
    pub reading: &'r Reading<CharSpan>,
    /// What joining added.
    pub joined: &'r Joined,
    text: CodePoints<'r>,
    byline: CodePoints<'r>,
}

impl<'r> View<'r> {
    pub fn new(reading: &'r Reading<CharSpan>, joined: &'r Joined) -> View<'r> {
        View {
            reading,
            joined,
            text: CodePoints::new(&reading.document.text),
            byline: CodePoints::new(reading.document.byline.as_deref().unwrap_or("")),
        }
    }

    /// The document.
    pub fn document(&self) -> &'r Document<CharSpan> {
        &self.reading.document
    }

    /// The actors that take part in a record or hold one.
    pub fn used_actors(&self) -> BTreeSet<&'r ActorId> {
        let reading = self.reading;
        let parties = reading.events.iter().flat_map(|event| event.actor.iter().chain(&event.recipient));
        let parties = parties.chain(reading.labels.iter().map(|label| &label.target));
        let parties = parties.chain(reading.ties.iter().flat_map(|tie| [&tie.from, &tie.to]));
        let chains = reading.events.iter().map(|event| &event.chain);
        let chains = chains.chain(reading.labels.iter().map(|label| &label.chain));
        let chains = chains.chain(reading.ties.iter().map(|tie| &tie.chain));
        let holders = chains.flat_map(|chain| chain.links()).filter_map(|link| link.holder.actor.as_ref());
        parties.filter_map(|party| party.actor.as_ref()).chain(holders).collect()
    }

    /// What stands at `span`, character for character; empty where the span does not fit the text.
    pub fn exact(&self, span: CharSpan) -> &'r str {
        self.text.bytes(span).of(&self.document().text)
    }

    /// What stands at `span`, on one line.
    pub fn words(&self, span: CharSpan) -> String {
        one_line(self.exact(span))
    }

    /// The actor that a party resolves to.
    pub fn actor(&self, party: &Party<CharSpan>) -> Option<&'r Actor<CharSpan>> {
        party.actor.as_ref().and_then(|id| self.reading.actor(id))
    }

    /// The name of an actor: the workspace's where it has one.
    pub fn actor_name(&self, actor: &Actor<CharSpan>) -> String {
        let known = self.joined.actors.get(&actor.id).map(|known| known.name.as_str());
        one_line(known.unwrap_or(&actor.name))
    }

    /// The name of a party, or its words where it is unresolved.
    pub fn party(&self, party: &Party<CharSpan>) -> String {
        self.actor(party).map_or_else(|| self.words(party.span), |actor| self.actor_name(actor))
    }

    /// The names of parties, parted by semicolons.
    pub fn parties(&self, parties: &[Party<CharSpan>]) -> String {
        parties.iter().map(|party| self.party(party)).collect::<Vec<_>>().join("; ")
    }

    /// A name for an actor that is unique beyond the document: the workspace's id where it has one.
    pub fn actor_key(&self, id: &ActorId) -> String {
        match self.joined.actors.get(id) {
            Some(known) => known.id.0.clone(),
            None => format!("{}#{id}", self.document().id),
        }
    }

    /// The publisher's name, or words that stand for it.
    pub fn publisher(&self) -> String {
        self.document().publisher.as_deref().map(one_line).unwrap_or_else(|| "publisher not known".to_string())
    }

    /// The actor that a link's holder resolves to.
    pub fn holder_actor(&self, link: &Link<CharSpan>) -> Option<&'r Actor<CharSpan>> {
        link.holder.actor.as_ref().and_then(|id| self.reading.actor(id))
    }

    /// The words that name a link's holder.
    pub fn holder_words(&self, link: &Link<CharSpan>) -> String {
        match (link.holder.span, link.holder.place) {
            (None, _) => String::new(),
            (Some(span), Some(HolderText::Byline)) => {
                one_line(self.byline.bytes(span).of(self.document().byline.as_deref().unwrap_or("")))
            }
            (Some(span), _) => self.words(span),
        }
    }

    /// Who a link's holder is, by name or description.
    pub fn holder(&self, link: &Link<CharSpan>) -> String {
        if link.holder.publisher {
            return self.publisher();
        }
        match self.holder_actor(link) {
            Some(actor) => self.actor_name(actor),
            None => Some(self.holder_words(link))
                .filter(|words| !words.is_empty())
                .unwrap_or_else(|| "source not named".to_string()),
        }
    }

    /// Who says so in a line, from the publisher inwards: "Norland Gazette ← interior ministry (denies)".
    pub fn chain(&self, chain: &Chain<CharSpan>) -> String {
        let said = |link: &Link<CharSpan>| match link.act {
            Some(act) => format!("{} ({})", self.holder(link), code(&act)),
            None => self.holder(link),
        };
        chain.links().iter().map(said).collect::<Vec<_>>().join(" ← ")
    }

    /// An event in a line, always with who says so: nothing is stated to have happened.
    pub fn told(&self, event: &Event<CharSpan>) -> String {
        let not = if code(&event.factuality.polarity) == "-" { "not: " } else { "" };
        let mut line = format!("{not}{}", kind(event));
        for (role, parties) in [("by", &event.actor), ("towards", &event.recipient)] {
            if !parties.is_empty() {
                line += &format!(", {role} {}", self.parties(parties));
            }
        }
        format!("{line} | {}", self.chain(&event.chain))
    }

    /// A tie in a line, with who says so.
    pub fn told_tie(&self, tie: &Tie<CharSpan>) -> String {
        format!(
            "{} {} ({}) {} | {}",
            self.party(&tie.from),
            code(&tie.kind),
            code(&tie.change),
            self.party(&tie.to),
            self.chain(&tie.chain)
        )
    }
}

pub(crate) use crate::words::kind;

/// The code that the output has for a value of a list ("place-as-state", "-").
pub(crate) fn code<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// First and last day of a date as text; empty where open.
pub(crate) fn days(date: Option<&DateRange<CharSpan>>) -> (String, String) {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    date.map(|date| (day(date.from), day(date.to))).unwrap_or_default()
}

/// The versions behind a reading in a line.
pub(crate) fn versions(by: &ProducedBy) -> String {
    format!(
        "sayso {}, model {}, lexicon {}, gazetteer {}, schema {}",
        by.sayso, by.model, by.lexicon, by.gazetteer, by.schema
    )
}
