//! An invented report with one event of every sort that layouts treat differently.
//!
//! The states are invented; the codes are those of two real states that have nothing to do with each other.
#![allow(dead_code)] // every test file uses part of it

use sayso_core::{CharSpan, Reading};
use sayso_export::{Format, Joined, Loss, Output};
use serde_json::{Value, json};

pub const TEXT: &str = "Norland's army shelled Tarn on Monday, killing at least 12 villagers, Sudland's foreign ministry said.\n\n\
    Norland denied that its troops had shelled the town. The presidents of Norland and Sudland met in Økøl on 2 May. \
    \"Dozens\" of students\tmarched through Vell on Tuesday, and the council of Mirholt plans to arrest them. \
    In 2009 they had been beaten.";

/// Where the `nth` (from 0) occurrence of the words stands, in code points.
fn at(words: &str, nth: usize) -> [usize; 2] {
    let (start, found) = TEXT.match_indices(words).nth(nth).unwrap_or_else(|| panic!("{words}"));
    let chars = TEXT[..start].chars().count();
    [chars, chars + found.chars().count()]
}

fn actor(id: &str, name: &str, kind: &str, country: Option<&str>, sector: &[&str], words: &str) -> Value {
    json!({
        "id": id, "name": name, "aliases": [], "kind": kind, "country": country, "sector": sector, "roles": [],
        "wikidata": null, "mentions": [{"span": at(words, 0), "form": "name"}],
    })
}

fn party(actor: Option<&str>, words: &str, nth: usize) -> Value {
    json!({"actor": actor, "span": at(words, nth)})
}

fn event(id: &str, kind: &str, cameo: &str, sentence: &str, trigger: (&str, usize)) -> Value {
    json!({
        "id": id, "event": kind, "mode": null, "contexts": [], "cameo": cameo, "actor": [], "recipient": [],
        "location": null, "date": null, "magnitude": {},
        "factuality": {"polarity": "+", "certainty": "certain", "realis": "actual"},
        "chain": [{"holder": {"publisher": true}}],
        "evidence": {"sentence": at(sentence, 0), "trigger": at(trigger.0, trigger.1)},
        "standing": "reported", "stake": null, "rule": "test.rule", "confidence": 0.75, "keys": [],
    })
}

fn with(mut event: Value, fields: Value) -> Value {
    for (name, value) in fields.as_object().into_iter().flatten() {
        event[name] = value.clone();
    }
    event
}

fn place(name: &str, country: &str, precision: &str) -> Value {
    json!({
        "name": name, "span": at(name, 0), "lat": 64.25, "lon": -21.5, "admin1": "Western March", "country": country,
        "geonameid": 12345, "precision": precision, "feature": "PPL", "how": "test",
    })
}

fn on(day: &str, precision: &str) -> Value {
    json!({"from": day, "to": day, "precision": precision})
}

const FIRST: &str =
    "Norland's army shelled Tarn on Monday, killing at least 12 villagers, Sudland's foreign ministry said.";

fn events() -> Vec<Value> {
    let said = json!([
        {"holder": {"publisher": true}},
        {"holder": {"actor": "a3", "span": at("Sudland's foreign ministry", 0)}, "cue": at("said", 0), "act": "states"},
    ]);
    vec![
        with(
            event("11b2c3d4e5f60000", "ASSAULT", "194", FIRST, ("shelled", 0)),
            json!({
                "mode": "heavy-weapons", "contexts": ["military", "territory"],
                "actor": [party(Some("a1"), "Norland's army", 0)], "recipient": [party(Some("a2"), "villagers", 0)],
                "location": place("Tarn", "ISL", "place"), "date": on("2024-05-13", "day"),
                "magnitude": {"killed": {"at_least": 12, "span": at("at least 12", 0)}}, "chain": said,
                "stake": {"side": "recipient", "reason": "of the same state"},
            }),
        ),
        with(
            event(
                "21b2c3d4e5f60000",
                "ASSAULT",
                "194",
                "Norland denied that its troops had shelled the town.",
                ("shelled", 1),
            ),
            json!({
                "actor": [party(Some("a1"), "its troops", 0)],
                "factuality": {"polarity": "-", "certainty": "certain", "realis": "actual"},
                "chain": [{"holder": {"publisher": true}}, {"holder": {"actor": "a4", "span": at("Norland", 1)}, "act": "denies"}],
            }),
        ),
        with(
            event(
                "31b2c3d4e5f60000",
                "CONSULT",
                "040",
                "The presidents of Norland and Sudland met in Økøl on 2 May.",
                ("met", 0),
            ),
            json!({
                "actor": [party(Some("a4"), "Norland", 2), party(Some("a5"), "Sudland", 1)],
                "location": place("Økøl", "NZL", "country"), "date": on("2024-05-02", "day"),
            }),
        ),
        with(
            event(
                "41b2c3d4e5f60000",
                "PROTEST",
                "141",
                "\"Dozens\" of students\tmarched through Vell on Tuesday, and the council of Mirholt plans to arrest them.",
                ("marched", 0),
            ),
            json!({
                "mode": "demo", "actor": [party(None, "\"Dozens\" of students", 0)], "location": place("Vell", "NZL", "place"),
                "magnitude": {"participants": {"at_least": 24, "span": at("Dozens", 0)}},
            }),
        ),
        with(
            event(
                "51b2c3d4e5f60000",
                "COERCE",
                "173",
                "\"Dozens\" of students\tmarched through Vell on Tuesday, and the council of Mirholt plans to arrest them.",
                ("arrest", 0),
            ),
            json!({
                "mode": "arrest", "actor": [party(Some("a6"), "the council of Mirholt", 0)], "recipient": [party(None, "them", 0)],
                "factuality": {"polarity": "+", "certainty": "certain", "realis": "future"},
            }),
        ),
        with(
            event("61b2c3d4e5f60000", "ASSAULT", "182", "In 2009 they had been beaten.", ("beaten", 0)),
            json!({
                "mode": "beat", "recipient": [party(None, "they", 0)], "standing": "background",
                "date": {"from": "2009-01-01", "to": "2009-12-31", "precision": "year", "span": at("2009", 0)},
            }),
        ),
    ]
}

/// The report.
pub fn reading() -> Reading<CharSpan> {
    let label = json!({
        "id": "l1", "target": party(Some("a2"), "villagers", 0), "text": "villagers", "span": at("villagers", 0), "kind": "epithet",
        "polarity": "mixed", "chain": [{"holder": {"publisher": true}}], "rule": "test", "confidence": 0.5,
    });
    let reading = json!({
        "document": {
            "id": "vell-1", "title": "Shells on Tarn", "byline": null, "publisher": "The Vell \"Herald\"", "url": "https://herald.example/vell-1",
            "published": "2024-05-14T10:00:00+02:00", "language": "en", "text": TEXT, "captions": [], "cut": null,
        },
        "actors": [
            actor("a1", "Norland's army", "organization", Some("ISL"), &["MIL"], "Norland's army"),
            actor("a2", "villagers", "group", Some("NZL"), &["CVL"], "villagers"),
            actor("a3", "Sudland's foreign ministry", "organization", Some("NZL"), &["GOV"], "Sudland's foreign ministry"),
            actor("a4", "Norland", "state", Some("ISL"), &["GOV"], "Norland"),
            actor("a5", "Sudland", "state", Some("NZL"), &["GOV"], "Sudland"),
            actor("a6", "council of Mirholt", "organization", None, &[], "council of Mirholt"),
        ],
        "events": events(), "labels": [label], "ties": [],
        "produced_by": {"sayso": "0.1.0", "model": "m", "lexicon": "abc", "gazetteer": "g", "schema": "1"},
    });
    serde_json::from_value(reading).expect("the invented report is a reading")
}

/// The report in a layout, with what was lost.
pub fn written(format: Format) -> (Vec<u8>, Loss) {
    let mut out = Vec::new();
    let mut layout = format.open(Output::stream(&mut out)).unwrap();
    layout.write(&reading(), &Joined::default()).unwrap();
    let loss = layout.finish().unwrap();
    (out, loss)
}
