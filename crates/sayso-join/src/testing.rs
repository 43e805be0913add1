//! Accounts made by hand, for the tests.

use crate::{Account, HolderOf, LabelAccount, PartyOf, Report, TieAccount};
use sayso_core::{Act, ActorId, ActorKind, CharSpan, Event, Published};
use serde_json::{Value, json};
use std::sync::Arc;

/// A party of that name: named where it has a capital.
pub(crate) fn party(name: &str, kind: ActorKind, country: Option<&str>, sector: &str) -> PartyOf {
    let plain = name.split(' ').filter(|word| !["the", "a", "an"].contains(word)).collect::<Vec<_>>().join(" ");
    PartyOf {
        actor: Some(ActorId(format!("a-{plain}"))),
        words: name.to_string(),
        named: plain.starts_with(char::is_uppercase),
        name: plain,
        aliases: Vec::new(),
        kind,
        country: country.map(str::to_string),
        sector: if sector.is_empty() { Vec::new() } else { vec![sector.to_string()] },
    }
}

/// A holder that stands in the text.
pub(crate) fn holder(party: PartyOf, act: Act) -> HolderOf {
    HolderOf { publisher: false, unnamed: false, party, act: Some(act), quote: None }
}

/// A holder that is only described.
pub(crate) fn unnamed(words: &str, sector: &str) -> HolderOf {
    HolderOf { unnamed: true, ..holder(party(words, ActorKind::Group, None, sector), Act::States) }
}

/// A body.
pub(crate) fn body(name: &str, country: Option<&str>, sector: &str) -> PartyOf {
    party(name, ActorKind::Organization, country, sector)
}

/// The ministry of the tests.
pub(crate) fn ministry(words: &str) -> HolderOf {
    let kind = if words.contains("spokes") { ActorKind::Person } else { ActorKind::Organization };
    holder(party(words, kind, None, "GOV"), Act::States)
}

/// An account of an attack, in the publisher's own voice until told otherwise.
pub(crate) struct Told(Account);

/// An account of an attack by the report `doc` of `publisher` ("" for none) on `published` ("" for none).
pub(crate) fn told(doc: &str, publisher: &str, published: &str) -> Told {
    let event: Event<CharSpan> = serde_json::from_value(json!({
        "id": format!("e-{doc}"), "event": "ASSAULT", "mode": null, "contexts": [], "cameo": null, "actor": [],
        "recipient": [], "location": null, "date": null, "magnitude": {},
        "factuality": {"polarity": "+", "certainty": "certain", "realis": "actual"},
        "chain": [{"holder": {"publisher": true}}], "evidence": {"sentence": [0, 9], "trigger": [3, 5]},
        "standing": "reported", "stake": null, "rule": "test", "confidence": 1.0, "keys": []
    }))
    .expect("an event");
    let publisher = Some(publisher).filter(|name| !name.is_empty()).map(str::to_string);
    let own = HolderOf {
        publisher: true,
        unnamed: false,
        party: PartyOf {
            actor: None,
            words: publisher.clone().unwrap_or_default(),
            name: publisher.clone().unwrap_or_default(),
            aliases: Vec::new(),
            named: false,
            kind: ActorKind::Unknown,
            country: None,
            sector: Vec::new(),
        },
        act: None,
        quote: None,
    };
    let report =
        Report { doc: doc.to_string(), title: None, publisher, published: Published::parse(published), url: None };
    Told(Account {
        report: Arc::new(report),
        event,
        actor: Vec::new(),
        recipient: Vec::new(),
        holders: vec![own],
        trigger: "attacked".to_string(),
        sentence: format!("The sentence of {doc}."),
    })
}

impl Told {
    /// A further account of the same report.
    pub fn number(mut self, number: usize) -> Told {
        self.0.event.id = format!("{}-{number}", self.0.event.id);
        self
    }

    /// With one more source.
    pub fn by(mut self, holder: HolderOf) -> Told {
        self.0.holders.push(holder);
        self
    }

    /// With somebody who acts.
    pub fn actor(mut self, party: PartyOf) -> Told {
        self.0.actor.push(party);
        self
    }

    /// With a number killed.
    pub fn killed(self, at_least: impl Into<Option<u32>>, at_most: impl Into<Option<u32>>) -> Told {
        self.with_number("killed", at_least.into(), at_most.into())
    }

    /// With a number injured.
    pub fn injured(self, at_least: impl Into<Option<u32>>, at_most: impl Into<Option<u32>>) -> Told {
        self.with_number("injured", at_least.into(), at_most.into())
    }

    fn with_number(self, field: &str, at_least: Option<u32>, at_most: Option<u32>) -> Told {
        let mut magnitude = json!({"span": [3, 5]});
        for (name, bound) in [("at_least", at_least), ("at_most", at_most)] {
            if let Some(bound) = bound {
                magnitude[name] = json!(bound);
            }
        }
        self.set(|event| event["magnitude"][field] = magnitude)
    }

    /// With a day.
    pub fn day(self, from: &str, to: &str, precision: &str) -> Told {
        self.set(|event| event["date"] = json!({"from": from, "to": to, "precision": precision}))
    }

    /// With a town.
    pub fn town(self, name: &str, id: u32, lat: f64, country: &str) -> Told {
        let place = json!({"name": name, "lat": lat, "lon": 10.0, "admin1": null, "country": country, "geonameid": id,
            "precision": "place", "feature": null, "how": "test"});
        self.set(|event| event["location"] = place)
    }

    /// As something that did not happen.
    pub fn denied(self) -> Told {
        self.set(|event| event["factuality"]["polarity"] = json!("-"))
    }

    /// As something to come.
    pub fn planned(self) -> Told {
        self.set(|event| event["factuality"]["realis"] = json!("future"))
    }

    /// The account.
    pub fn account(self) -> Account {
        self.0
    }

    fn set(mut self, change: impl FnOnce(&mut Value)) -> Told {
        let mut event = serde_json::to_value(&self.0.event).expect("JSON");
        change(&mut event);
        self.0.event = serde_json::from_value(event).expect("an event");
        self
    }
}

/// A report that calls `target` something, on the word of `by` or in its own voice.
pub(crate) fn label(
    doc: &str,
    publisher: &str,
    published: &str,
    text: &str,
    target: &str,
    by: Option<HolderOf>,
) -> LabelAccount {
    let Account { report, mut holders, sentence, .. } = told(doc, publisher, published).account();
    holders.extend(by);
    let label = serde_json::from_value(json!({
        "id": format!("l-{doc}"), "target": {"actor": null, "span": [0, 4]}, "text": text, "span": [5, 9],
        "kind": "epithet", "polarity": "negative", "chain": [{"holder": {"publisher": true}}], "rule": "test",
        "confidence": 1.0
    }));
    LabelAccount { report, label: label.expect("a label"), target: body(target, None, ""), holders, sentence }
}

/// A report of a tie in its own voice.
pub(crate) fn tie(
    doc: &str,
    published: &str,
    (from, kind, to): (&str, &str, &str),
    change: &str,
    since: Option<&str>,
) -> TieAccount {
    let Account { report, holders, sentence, .. } = told(doc, "Norland Times", published).account();
    let since = since.map(|day| json!({"from": day, "to": null, "precision": "unknown"}));
    let party = json!({"actor": null, "span": [0, 4]});
    let tie = serde_json::from_value(json!({
        "id": format!("t-{doc}"), "from": party, "to": party, "kind": kind, "change": change, "since": since,
        "until": null, "chain": [{"holder": {"publisher": true}}],
        "evidence": {"sentence": [0, 9], "trigger": [3, 5]}, "rule": "test", "confidence": 1.0
    }));
    let (from, to) = (body(from, None, ""), body(to, None, ""));
    TieAccount { report, tie: tie.expect("a tie"), from, to, holders, sentence }
}
