//! Actors as nodes, acts and ties between them as edges: what GraphML and GEXF share.
//!
//! A network is held whole until it is written, since one node gathers what many readings say of an actor.

use crate::facts;
use crate::view::{View, code, days};
use crate::{Loss, Mapped};
use sayso_core::{Actor, ActorKind, CharSpan, Event, Tie};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Where each node and edge property comes from, in both layouts.
pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new(
        "node",
        "actors",
        "an actor that takes part in an act or tie; the workspace's actor where reports were joined, else the document's own, but states are joined by country code in any case",
    ),
    Mapped::new(
        "node: label, kind, country, sector, wikidata, aliases",
        "actors",
        "as first seen; aliases and sectors parted by semicolons",
    ),
    Mapped::new("node: documents", "document.id", "how many documents have the actor take part"),
    Mapped::new(
        "edge",
        "events, ties",
        "from every actor to every recipient of an event, from the first to each further party of a reciprocal act, from the one to the other side of a tie",
    ),
    Mapped::new("edge: class, record", "id", "event or tie; the record's id"),
    Mapped::new("edge: relation, change", "ties.kind, ties.change", "ties only"),
    Mapped::new(
        "edge: reciprocal",
        "events.actor",
        "true where all parties stand under actor (met, clashed): the direction means nothing then",
    ),
    Mapped::new(
        "edge: event, mode, cameo, quad_plover, quad_gdelt, quad_phoenix, plover_2021, goldstein_cameo",
        "events",
        "classes and scores as in GeoJSON",
    ),
    Mapped::new(
        "edge: date_from, date_to, date_precision",
        "date; since and until of ties",
        "in GEXF the start and end of the edge too, where both are known (events) or either (ties)",
    ),
    Mapped::new(
        "edge: says, holder, act, polarity, certainty, realis",
        "chain, factuality",
        "an edge is what somebody says, not what is: filter by polarity and realis before counting",
    ),
    Mapped::new(
        "edge: trigger, sentence, doc, publisher, published, url, rule, confidence, incident and so on",
        "as in GeoJSON",
        "",
    ),
];

/// The type of an attribute, as both formats name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Real,
    /// Yes or no.
    Truth,
}

/// Properties of nodes.
pub(crate) const NODE: &[(&str, Sort)] = &[
    ("kind", Sort::Text),
    ("country", Sort::Text),
    ("sector", Sort::Text),
    ("wikidata", Sort::Text),
    ("aliases", Sort::Text),
    ("documents", Sort::Whole),
];

/// Properties of edges.
pub(crate) const EDGE: &[(&str, Sort)] = &[
    ("class", Sort::Text),
    ("record", Sort::Text),
    ("event", Sort::Text),
    ("mode", Sort::Text),
    ("cameo", Sort::Text),
    ("quad_plover", Sort::Whole),
    ("quad_gdelt", Sort::Whole),
    ("quad_phoenix", Sort::Whole),
    ("plover_2021", Sort::Real),
    ("goldstein_cameo", Sort::Real),
    ("reciprocal", Sort::Truth),
    ("relation", Sort::Text),
    ("change", Sort::Text),
    ("date_from", Sort::Text),
    ("date_to", Sort::Text),
    ("date_precision", Sort::Text),
    ("says", Sort::Text),
    ("holder", Sort::Text),
    ("act", Sort::Text),
    ("polarity", Sort::Text),
    ("certainty", Sort::Text),
    ("realis", Sort::Text),
    ("standing", Sort::Text),
    ("trigger", Sort::Text),
    ("sentence", Sort::Text),
    ("doc", Sort::Text),
    ("publisher", Sort::Text),
    ("published", Sort::Text),
    ("url", Sort::Text),
    ("rule", Sort::Text),
    ("confidence", Sort::Real),
    ("incident", Sort::Text),
    ("incident_reports", Sort::Whole),
    ("incident_independent_origins", Sort::Whole),
    ("produced_by", Sort::Text),
];

/// An actor.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// The name.
    pub label: String,
    /// Properties by name.
    pub properties: Map<String, Value>,
    documents: BTreeSet<String>,
}

impl Node {
    /// Properties with the number of documents.
    pub fn properties(&self) -> Map<String, Value> {
        let mut properties = self.properties.clone();
        properties.insert("documents".into(), json!(self.documents.len()));
        properties
    }
}

/// An act or tie between two actors.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Edge {
    /// Unique in the network.
    pub id: String,
    /// Key of the one actor.
    pub source: String,
    /// Key of the other.
    pub target: String,
    /// What is shown of it.
    pub label: String,
    /// First and last day of a time that can be drawn; either may be missing for a tie.
    pub span: (Option<String>, Option<String>),
    /// Properties by name.
    pub properties: Map<String, Value>,
}

/// Nodes by key and edges in the order of the readings.
#[derive(Debug, Default)]
pub(crate) struct Network {
    pub nodes: BTreeMap<String, Node>,
    pub edges: Vec<Edge>,
}

impl Network {
    /// Adds what one reading says.
    pub fn add(&mut self, view: &View<'_>, loss: &mut Loss) {
        loss.document(view.reading);
        for event in &view.reading.events {
            self.event(view, event, loss);
        }
        for tie in &view.reading.ties {
            self.tie(view, tie, loss);
        }
        for label in &view.reading.labels {
            loss.left_out("labels", "a label joins an actor with words, not with an actor", &label.id);
        }
    }

    fn event(&mut self, view: &View<'_>, event: &Event<CharSpan>, loss: &mut Loss) {
        let known = |parties: &[sayso_core::Party<CharSpan>]| -> Vec<_> {
            parties.iter().filter_map(|party| view.actor(party)).collect()
        };
        let (actors, recipients) = (known(&event.actor), known(&event.recipient));
        let reciprocal = event.recipient.is_empty();
        let pairs: Vec<(&Actor<CharSpan>, &Actor<CharSpan>)> = match (reciprocal, actors.split_first()) {
            (true, Some((first, others))) => others.iter().map(|other| (*first, *other)).collect(),
            _ => actors.iter().flat_map(|actor| recipients.iter().map(move |other| (*actor, *other))).collect(),
        };
        if pairs.is_empty() {
            return loss.left_out("events without two known parties", "an edge joins two actors", &event.id);
        }
        if actors.len() + recipients.len() < event.actor.len() + event.recipient.len() {
            loss.reduced("parties that are not resolved", "a node is an actor", &event.id);
        }
        if !event.magnitude.is_empty() {
            loss.reduced("magnitudes", "an edge has no numbers of people or money", &event.id);
        }
        if event.location.is_some() {
            loss.reduced("places", "an edge has no place", &event.id);
        }
        loss.reduced("spans", "words and names stand in place of spans", &event.id);
        let mut properties = facts::of_event(view, event);
        // Readers keep the edge's own id under "id".
        properties.insert("record".into(), json!(event.id));
        properties.insert("class".into(), json!("event"));
        properties.insert("reciprocal".into(), json!(reciprocal));
        let span = match days(event.date.as_ref()) {
            (from, to) if !from.is_empty() && !to.is_empty() => (Some(from), Some(to)),
            _ => (None, None),
        };
        for (nth, (source, target)) in pairs.into_iter().enumerate() {
            let edge = Edge {
                id: format!("{}.{nth}", event.id),
                source: self.node(view, source),
                target: self.node(view, target),
                label: crate::view::kind(event),
                span: span.clone(),
                properties: properties.clone(),
            };
            self.edges.push(edge);
            loss.row();
        }
    }

    fn tie(&mut self, view: &View<'_>, tie: &Tie<CharSpan>, loss: &mut Loss) {
        let (Some(from), Some(to)) = (view.actor(&tie.from), view.actor(&tie.to)) else {
            return loss.left_out("ties without two known parties", "an edge joins two actors", &tie.id);
        };
        loss.reduced("spans", "words and names stand in place of spans", &tie.id);
        let (since, until) = (days(tie.since.as_ref()).0, days(tie.until.as_ref()).1);
        let day = |day: &String| Some(day.clone()).filter(|day| !day.is_empty());
        let edge = Edge {
            id: tie.id.clone(),
            source: self.node(view, from),
            target: self.node(view, to),
            label: code(&tie.kind),
            span: (day(&since), day(&until)),
            properties: tie_facts(view, tie, &since, &until),
        };
        self.edges.push(edge);
        loss.row();
    }

    fn node(&mut self, view: &View<'_>, actor: &Actor<CharSpan>) -> String {
        let key = key(view, actor);
        let node = self.nodes.entry(key.clone()).or_insert_with(|| Node {
            label: view.actor_name(actor),
            properties: node_facts(actor),
            documents: BTreeSet::new(),
        });
        node.documents.insert(view.document().id.0.clone());
        key
    }
}

/// What a node is told apart by: the workspace's actor, a state's code, else the document's own actor.
pub(crate) fn key(view: &View<'_>, actor: &Actor<CharSpan>) -> String {
    match (&actor.country, actor.kind) {
        (Some(country), ActorKind::State) if !view.joined.actors.contains_key(&actor.id) => format!("state:{country}"),
        _ => view.actor_key(&actor.id),
    }
}

fn node_facts(actor: &Actor<CharSpan>) -> Map<String, Value> {
    let aliases: Vec<&str> = actor.aliases.iter().map(|alias| alias.name.as_str()).collect();
    let texts = [
        ("kind", code(&actor.kind)),
        ("country", actor.country.clone().unwrap_or_default()),
        ("sector", actor.sector.join("; ")),
        ("wikidata", actor.wikidata.clone().unwrap_or_default()),
        ("aliases", sayso_core::words::one_line(&aliases.join("; "))),
    ];
    let known = texts.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(name, value)| (name.to_string(), Value::from(value))).collect()
}

fn tie_facts(view: &View<'_>, tie: &Tie<CharSpan>, since: &str, until: &str) -> Map<String, Value> {
    let document = view.document();
    let innermost = tie.chain.innermost();
    let texts = [
        ("class", "tie".to_string()),
        ("record", tie.id.clone()),
        ("relation", code(&tie.kind)),
        ("change", code(&tie.change)),
        ("date_from", since.to_string()),
        ("date_to", until.to_string()),
        ("says", view.chain(&tie.chain)),
        ("holder", innermost.map(|link| view.holder(link)).unwrap_or_default()),
        ("act", innermost.and_then(|link| link.act).map(|act| code(&act)).unwrap_or_default()),
        ("trigger", view.words(tie.evidence.trigger)),
        ("sentence", view.words(tie.evidence.sentence)),
        ("doc", document.id.0.clone()),
        ("publisher", document.publisher.clone().unwrap_or_default()),
        ("published", document.published.as_ref().map(|day| day.text.clone()).unwrap_or_default()),
        ("url", document.url.clone().unwrap_or_default()),
        ("rule", tie.rule.clone()),
        ("produced_by", crate::view::versions(&view.reading.produced_by)),
    ];
    let known = texts.into_iter().filter(|(_, value)| !value.is_empty());
    let mut facts: Map<String, Value> = known.map(|(name, value)| (name.to_string(), Value::from(value))).collect();
    facts.insert("confidence".into(), json!(tie.confidence));
    facts
}

/// A value as both formats write it.
pub(crate) fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
