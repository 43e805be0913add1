//! Invented accounts for tests.

use crate::account::{Account, PartyOf, Report};
use sayso_core::{
    ActorId, ActorKind, CharSpan, DatePrecision, DateRange, Event, EventType, Place, PlacePrecision, Published,
};
use std::sync::Arc;

pub(crate) fn named(name: &str, kind: ActorKind, country: Option<&str>, sector: &[&str]) -> PartyOf {
    PartyOf {
        actor: Some(ActorId(name.to_string())),
        words: name.to_string(),
        name: name.to_string(),
        aliases: Vec::new(),
        named: true,
        kind,
        country: country.map(str::to_string),
        sector: sector.iter().map(|code| code.to_string()).collect(),
    }
}

pub(crate) fn described(words: &str, kind: ActorKind, country: Option<&str>, sector: &[&str]) -> PartyOf {
    PartyOf { named: false, ..named(words, kind, country, sector) }
}

pub(crate) fn state(name: &str, country: &str) -> PartyOf {
    named(name, ActorKind::State, Some(country), &[])
}

pub(crate) fn place<S>(
    name: &str,
    geonameid: Option<u32>,
    country: &str,
    admin1: Option<&str>,
    (lat, lon): (f64, f64),
    precision: PlacePrecision,
) -> Place<S> {
    Place {
        name: name.to_string(),
        span: None,
        lat: Some(lat),
        lon: Some(lon),
        admin1: admin1.map(str::to_string),
        country: Some(country.to_string()),
        geonameid,
        precision,
        feature: None,
        how: "invented".to_string(),
    }
}

/// An account of a document by its words; further fields are set on what comes back.
pub(crate) fn account(doc: &str, id: &str, kind: EventType, trigger: &str, sentence: &str) -> Account {
    let at = sentence.find(trigger).expect("the trigger stands in the sentence");
    let event = serde_json::json!({
        "id": id, "event": kind, "mode": null, "contexts": [], "cameo": null, "actor": [], "recipient": [],
        "location": null, "date": null, "magnitude": {},
        "factuality": {"polarity": "+", "certainty": "certain", "realis": "actual"},
        "chain": [{"holder": {"publisher": true}}],
        "evidence": {"sentence": [0, sentence.len()], "trigger": [at, at + trigger.len()]},
        "standing": "reported", "stake": null, "rule": format!("{kind}.{trigger}"), "confidence": 0.9, "keys": []
    });
    let event: Event<CharSpan> = serde_json::from_value(event).expect("an event of the schema");
    Account {
        report: Arc::new(Report { doc: doc.to_string(), title: None, publisher: None, published: None, url: None }),
        event,
        actor: Vec::new(),
        recipient: Vec::new(),
        holders: Vec::new(),
        trigger: trigger.to_string(),
        sentence: sentence.to_string(),
    }
}

pub(crate) fn published(account: Account, day: &str) -> Account {
    let report = Report { published: Published::parse(day), ..(*account.report).clone() };
    Account { report: Arc::new(report), ..account }
}

pub(crate) fn on_day(mut account: Account, day: &str) -> Account {
    let date = Published::parse(day).map(|published| published.date);
    account.event.date = Some(DateRange { from: date, to: date, precision: DatePrecision::Day, span: None });
    account
}
