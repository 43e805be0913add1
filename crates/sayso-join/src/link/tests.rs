use super::invented::{account, described, named, on_day, place, published, state};
use super::*;
use crate::Story;
use crate::account::Account;
use sayso_core::ActorKind::{Group, Person};
use sayso_core::{EventType, PlacePrecision, Polarity};
use std::sync::Arc;

const STORY: &str = "Two villagers died in Vell when soldiers shelled the market of the town near the river Ost.";

fn prepared(account: &Account) -> Prepared {
    Prepared::new(account, &Arc::new(Story::of_text(None, STORY)))
}

fn judge(a: &Account, b: &Account) -> Link {
    let (a, b) = (prepared(a), prepared(b));
    let found = link(&a, &b, 0.7);
    assert_eq!(found, link(&b, &a, 0.7), "both ways");
    found
}

fn shelling(doc: &str, id: &str) -> Account {
    let mut told = account(doc, id, EventType::Assault, "shelled", "Soldiers shelled the market of Vell.");
    told.actor = vec![described("Norland soldiers", Group, Some("NOR"), &["MIL"])];
    told.event.location = Some(place("Vell", Some(1), "NOR", None, (60.0, 10.0), PlacePrecision::Place));
    published(on_day(told, "2024-05-13"), "2024-05-14")
}

fn arrest(doc: &str, id: &str, whom: &str) -> Account {
    let mut told = account(doc, id, EventType::Coerce, "arrested", "Police arrested a journalist in Vell.");
    told.recipient = vec![named(whom, Person, None, &[])];
    told
}

#[test]
fn two_reports_of_one_shelling() {
    let found = judge(&shelling("a", "1"), &shelling("b", "2"));
    assert!(found.score > 0.9, "{found:?}");
    let reasons: Vec<String> = found.reasons.iter().map(Reason::to_string).collect();
    for expected in ["same word: shelled", "same date: 2024-05-13", "same place: Vell", "published on one day"] {
        assert!(reasons.iter().any(|reason| reason == expected), "{expected} in {reasons:?}");
    }
}

#[test]
fn what_can_not_both_be_right_bars() {
    let other_day = on_day(shelling("b", "2"), "2024-05-10");
    assert_eq!(judge(&shelling("a", "1"), &other_day).score, 0.0);
    let mut elsewhere = shelling("b", "2");
    elsewhere.event.location = Some(place("Orsk", Some(2), "NOR", None, (65.0, 14.0), PlacePrecision::Place));
    let found = judge(&shelling("a", "1"), &elsewhere);
    assert_eq!(found.score, 0.0);
    assert!(found.reasons.iter().any(|reason| reason.to_string() == "places contradict: Vell / Orsk"));
    assert_eq!(judge(&arrest("a", "1", "Ada Orr"), &arrest("b", "2", "Ben Lind")).score, 0.0);
    assert!(judge(&arrest("a", "1", "Ada Orr"), &arrest("b", "2", "Orr")).score > 0.8);
}

#[test]
fn denials_other_actors_and_other_numbers_bar_nothing() {
    let mut denied = shelling("b", "2");
    denied.event.factuality.polarity = Polarity::Negative;
    denied.actor = vec![described("Sudland soldiers", Group, Some("SUD"), &["MIL"])];
    let number = |n: f64| {
        let value = serde_json::json!({"at_least": n, "at_most": n});
        ("killed".to_string(), serde_json::from_value(value).expect("a magnitude"))
    };
    denied.event.magnitude = [number(2.0)].into();
    let mut told = shelling("a", "1");
    told.event.magnitude = [number(3.0)].into();
    let found = judge(&told, &denied);
    assert!(found.score > 0.6, "{found:?}");
    let reasons: Vec<String> = found.reasons.iter().map(Reason::to_string).collect();
    assert!(reasons.contains(&"different numbers killed: no bar".to_string()), "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.starts_with("different actor: ")), "{reasons:?}");
}

#[test]
fn types_that_have_nothing_in_common_are_not_linked() {
    let aid = account("b", "2", EventType::Aid, "shelled", "Soldiers shelled the market of Vell.");
    assert_eq!(judge(&shelling("a", "1"), &aid).score, 0.0);
}

#[test]
fn several_records_of_one_word_are_one() {
    let (a, b) = (shelling("a", "1"), shelling("a", "2"));
    assert_eq!(judge(&a, &b), Link { score: 1.0, reasons: vec![Reason::OneWord] });
}

#[test]
fn accounts_of_other_stories_meet_by_their_keys() {
    let other = || Arc::new(Story::of_text(None, "A biography of Ada Orr, who wrote of fishing quotas, is out."));
    let told = prepared(&arrest("a", "1", "Ada Orr"));
    let mut again = arrest("b", "2", "Ada Orr");
    again.actor = vec![named("Vell Police", sayso_core::ActorKind::Organization, Some("NOR"), &["COP"])];
    let mut first = arrest("a", "1", "Ada Orr");
    first.actor = again.actor.clone();
    let first = Prepared::new(&first, &other());
    let again = prepared(&again);
    assert!(first.keys().iter().any(|key| again.keys().contains(key)), "{:?} {:?}", first.keys(), again.keys());
    assert!(told.keys().iter().all(|key| key.starts_with("COERCE|")));
}

#[test]
fn a_pair_of_states_alone_is_no_key() {
    let mut visit = account("a", "1", EventType::Consult, "met", "Norland met Sudland.");
    visit.actor = vec![state("Norland", "NOR"), state("Sudland", "SUD")];
    assert_eq!(account_keys(&visit), Vec::<String>::new());
    let keys = account_keys(&on_day(visit, "2024-05-13"));
    assert!(!keys.is_empty() && keys.iter().all(|key| key.starts_with("CONSULT|NOR|SUD|")), "{keys:?}");
}
