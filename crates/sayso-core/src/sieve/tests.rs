use super::*;
use crate::CharSpan;
use serde_json::{Value, json};

const TEXT: &str =
    "Gen. Ade Moss, of Norland, arrested them. Norland's police held two men. Later Sudland met Norland.";

/// A record of the word `trigger` in the sentence `sentence`.
fn event(id: &str, kind: &str, (sentence, trigger): (&str, &str), actor: &[&str], recipient: &[&str]) -> Value {
    let span = |words: &str| {
        let start = TEXT.find(words).unwrap_or(0);
        json!([start, start + words.len()])
    };
    let parties = |ids: &[&str]| -> Vec<Value> {
        let party = |id: &&str| match *id {
            "two men" => json!({"actor": null, "span": span("two men")}),
            id => json!({"actor": id, "span": span("Norland")}),
        };
        ids.iter().map(party).collect()
    };
    json!({
        "id": id, "event": kind, "cameo": "173", "actor": parties(actor), "recipient": parties(recipient),
        "factuality": {"polarity": "+", "certainty": "certain", "realis": "actual"},
        "chain": [{"holder": {"publisher": true}}], "stake": null, "rule": "test", "confidence": 0.5,
        "evidence": {"sentence": span(sentence), "trigger": span(trigger)}
    })
}

fn reading(events: &[Value]) -> Reading {
    let actor = |id: &str, country: Option<&str>, sector: &str| {
        json!({"id": id, "name": id, "kind": "state", "country": country, "sector": [sector], "roles": [], "wikidata": null,
               "aliases": [], "mentions": []})
    };
    let reading: Reading<CharSpan> = serde_json::from_value(json!({
        "document": {"id": "d", "title": null, "byline": null, "publisher": null, "url": null, "published": "1960-05-07",
                     "language": "en", "text": TEXT, "captions": [], "cut": null},
        "actors": [actor("norland", Some("NRL"), "GOV"), actor("sudland", Some("SDL"), "GOV"), actor("ade", None, "UNK")],
        "events": events, "labels": [], "ties": []
    }))
    .expect("a reading");
    reading.from_output()
}

/// Ids that are left, and what took the others out.
fn left(switches: Switches, events: &[Value]) -> (Vec<String>, Dropped) {
    let mut sieve = Sieve::new(switches);
    let mut reading = reading(events);
    sieve.sift(&mut reading, |_| true);
    (reading.events.into_iter().map(|event| event.id).collect(), sieve.dropped())
}

const FIRST: (&str, &str) = ("Gen. Ade Moss, of Norland, arrested them.", "arrested");
const SECOND: (&str, &str) = ("Norland's police held two men.", "held");
const THIRD: (&str, &str) = ("Later Sudland met Norland.", "met");

fn some() -> Vec<Value> {
    vec![
        event("e1", "COERCE", FIRST, &["ade"], &["two men"]),
        event("e2", "COERCE", SECOND, &["norland"], &["two men"]),
        event("e3", "CONSULT", THIRD, &["sudland", "norland"], &[]),
        event("e4", "COERCE", THIRD, &[], &[]),
    ]
}

#[test]
fn nothing_is_dropped_where_nothing_is_set() {
    let (ids, dropped) = left(Switches::default(), &some());
    assert_eq!(ids, ["e1", "e2", "e3", "e4"]);
    assert_eq!((dropped.looked_at, dropped.by.len()), (4, 0));
}

#[test]
fn a_title_with_a_full_stop_ends_no_sentence_in_which_a_record_stands() {
    let switches = |most| Switches { first_sentences: Some(most), ..Switches::default() };
    assert_eq!(left(switches(1), &some()).0, ["e1"]);
    assert_eq!(left(switches(2), &some()).0, ["e1", "e2"]);
    assert!(left(switches(0), &some()).0.is_empty());
}

#[test]
fn both_parties_or_two_that_act_upon_one_another() {
    let (ids, dropped) = left(Switches { require_actors: true, ..Switches::default() }, &some());
    assert_eq!(ids, ["e1", "e2", "e3"]);
    assert_eq!(dropped.by, [(Switch::RequireActors, 1)].into());
}

#[test]
fn a_side_without_any_code_is_unknown() {
    let mut events = some();
    events.push(event("e5", "COERCE", THIRD, &["norland"], &[]));
    let (ids, dropped) = left(Switches { unknown_actors: UnknownActors::Drop, ..Switches::default() }, &events);
    // e2 reaches two men of whom nothing is known.
    assert_eq!(ids, ["e3", "e5"]);
    assert_eq!(dropped.by, [(Switch::UnknownActors, 3)].into());
}

#[test]
fn a_day_has_one_record_of_the_same_parties_type_and_factuality() {
    let mut denied = event("e6", "COERCE", SECOND, &["norland"], &["two men"]);
    denied["factuality"]["polarity"] = json!("-");
    let mut other_day = event("e7", "COERCE", SECOND, &["norland"], &["two men"]);
    other_day["date"] = json!({"from": "1960-05-01", "to": "1960-05-01", "precision": "day"});
    let mut stretch = event("e8", "COERCE", SECOND, &["norland"], &["two men"]);
    stretch["date"] = json!({"from": "1960-05-01", "to": "1960-05-31", "precision": "month"});
    let again = event("e5", "COERCE", THIRD, &["norland"], &["two men"]);
    let turned = event("e9", "CONSULT", THIRD, &["norland", "sudland"], &[]);
    let mut events = some();
    events.extend([again, denied, other_day, stretch.clone(), turned]);
    stretch["id"] = json!("e10");
    events.push(stretch);
    let (ids, dropped) = left(Switches { one_a_day: true, ..Switches::default() }, &events);
    assert_eq!(ids, ["e1", "e2", "e3", "e4", "e6", "e7", "e8", "e10"]);
    assert_eq!(dropped.by, [(Switch::OneADay, 2)].into());
}

#[test]
fn a_record_that_two_switches_would_drop_counts_for_the_first() {
    let switches = Switches { min_confidence: Some(0.6), one_a_day: true, ..Switches::default() };
    let (ids, dropped) = left(switches, &some());
    assert!(ids.is_empty());
    assert_eq!(dropped.by, [(Switch::MinConfidence, 4), (Switch::OneADay, 0)].into());
}
