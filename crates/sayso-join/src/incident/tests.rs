use super::{Decisions, Incident, cluster};
use crate::Story;
use crate::account::Account;
use crate::link::Prepared;
use crate::link::invented::{account, described, named, on_day, place, published};
use proptest::prelude::*;
use sayso_core::ActorKind::{Group, Person};
use sayso_core::{EventType, PlacePrecision};
use std::collections::BTreeSet;
use std::sync::Arc;

const TOWNS: [&str; 3] = ["Vell", "Orsk", "Tarn"];
const WHO: [&str; 4] = ["Ada Orr", "Ben Lind", "Cora Moss", "Dan Wick"];

/// An account made from four small numbers: type, town, day and document.
fn made(at: usize, (kind, town, day, doc): (u8, u8, u8, u8)) -> Account {
    let town = TOWNS[usize::from(town) % TOWNS.len()];
    let who = WHO[usize::from(day) % WHO.len()];
    let (kind, trigger, sentence) = match kind % 3 {
        0 => (EventType::Assault, "shelled", format!("Soldiers shelled the market of {town}.")),
        1 => (EventType::Coerce, "arrested", format!("Police arrested {who} in {town}.")),
        _ => (EventType::Protest, "rallied", format!("Farmers rallied in {town} against the tariff.")),
    };
    let mut told = account(&format!("d{doc}"), &format!("{:02x}{at:02}", at * 37 % 101), kind, trigger, &sentence);
    if kind == EventType::Coerce {
        told.recipient = vec![named(who, Person, None, &[])];
    } else {
        told.actor = vec![described("angry farmers", Group, None, &["AGR"])];
    }
    if day % 2 == 0 {
        told.event.location =
            Some(place(town, Some(town.len() as u32), "NOR", None, (60.0, 10.0), PlacePrecision::Place));
    }
    match day % 5 {
        0 => told,
        n => published(on_day(told, &format!("2024-05-1{n}")), "2024-05-20"),
    }
}

fn prepared(account: &Account) -> Prepared {
    // All accounts of a document have its story.
    let story = format!("The war in Norland: market of {}, tariff, farmers, shelling.", account.report.doc);
    Prepared::new(account, &Arc::new(Story::of_text(None, &story)))
}

fn ids(accounts: &[Prepared], decisions: &Decisions) -> BTreeSet<BTreeSet<String>> {
    let id = |at: usize| accounts[at].id().to_string();
    cluster(accounts, decisions).into_iter().map(|members| members.into_iter().map(id).collect()).collect()
}

fn some_accounts() -> impl Strategy<Value = Vec<(u8, u8, u8, u8)>> {
    proptest::collection::vec((0..3u8, 0..3u8, 0..10u8, 0..12u8), 2..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn twenty_orders_give_the_same_incidents(made_of in some_accounts(), seed in any::<u64>()) {
        let mut accounts: Vec<Prepared> =
            made_of.iter().enumerate().map(|(at, numbers)| prepared(&made(at, *numbers))).collect();
        let expected = ids(&accounts, &Decisions::none());
        let mut random = seed;
        for _ in 0..20 {
            for at in (1..accounts.len()).rev() {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                accounts.swap(at, (random >> 33) as usize % (at + 1));
            }
            prop_assert_eq!(&ids(&accounts, &Decisions::none()), &expected);
        }
    }

    #[test]
    fn components_clustered_alone_give_the_same_incidents(made_of in some_accounts()) {
        let accounts: Vec<Prepared> =
            made_of.iter().enumerate().map(|(at, numbers)| prepared(&made(at, *numbers))).collect();
        let mut left: Vec<usize> = (0..accounts.len()).collect();
        let mut found = BTreeSet::new();
        while let Some(first) = left.pop() {
            let mut component = vec![first];
            let mut at = 0;
            while at < component.len() {
                let (new, rest) = left.iter().partition(|&&other| crate::linked(&accounts[component[at]], &accounts[other]));
                component.extend::<Vec<usize>>(new);
                left = rest;
                at += 1;
            }
            let alone: Vec<Prepared> = component.into_iter().map(|at| accounts[at].clone()).collect();
            found.extend(ids(&alone, &Decisions::none()));
        }
        prop_assert_eq!(found, ids(&accounts, &Decisions::none()));
    }

    #[test]
    fn what_people_decide_holds(made_of in some_accounts(), a in 0..40usize, b in 0..40usize) {
        let accounts: Vec<Prepared> =
            made_of.iter().enumerate().map(|(at, numbers)| prepared(&made(at, *numbers))).collect();
        let (a, b) = (accounts[a % accounts.len()].id(), accounts[b % accounts.len()].id());
        prop_assume!(a != b);
        let together = |decisions: &Decisions| ids(&accounts, decisions).iter().any(|i| i.contains(a) && i.contains(b));
        let mut decisions = Decisions::none();
        decisions.join(a, b);
        prop_assert!(together(&decisions));
        decisions.keep_apart(a, b);
        prop_assert!(!together(&decisions));
    }
}

fn shelling(doc: &str, id: &str, day: &str) -> Account {
    let told = account(doc, id, EventType::Assault, "shelled", "Soldiers shelled the market of Vell.");
    published(on_day(told, "2024-05-13"), day)
}

#[test]
fn an_incident_is_named_after_its_earliest_account() {
    let (first, second, late) =
        (shelling("b", "7f", "2024-05-13"), shelling("a", "21", "2024-05-14"), shelling("c", "03", "2024-05-16"));
    let record = |accounts: &[&Account]| {
        let prepared: Vec<Prepared> = accounts.iter().map(|account| prepared(account)).collect();
        let members: Vec<_> = accounts.iter().copied().zip(&prepared).collect();
        Incident::<(), ()>::of(&members, &Decisions::none(), |doc, actor| format!("{doc}{actor}"))
            .expect("there are accounts")
    };
    let two = record(&[&second, &first]);
    let three = record(&[&late, &second, &first]);
    assert_eq!((two.id.as_str(), three.id.as_str()), ("i7f", "i7f"));
    assert_eq!(three.mentions.iter().map(|mention| mention.doc.as_str()).collect::<Vec<_>>(), ["b", "a", "c"]);
    assert_eq!(three.reasons.len(), 2);
    assert!(three.reasons.iter().all(|joined| joined.explanation.starts_with("same word: shelled")));
    assert_eq!(three.date.and_then(|date| date.from).map(|date| date.to_string()).as_deref(), Some("2024-05-13"));
}

#[test]
fn only_a_decision_is_told_as_a_person_s() {
    let far = account("c", "05", EventType::Assault, "stormed", "Rebels stormed a barracks near Orsk.");
    let far = published(on_day(far, "2024-02-02"), "2024-05-15");
    let accounts = [shelling("a", "21", "2024-05-13"), shelling("b", "7f", "2024-05-14"), far];
    let prepared: Vec<Prepared> = accounts.iter().map(prepared).collect();
    let members: Vec<_> = accounts.iter().zip(&prepared).collect();
    let by_hand = |decisions: &Decisions| -> Vec<bool> {
        let incident = Incident::<(), ()>::of(&members, decisions, |doc, actor| format!("{doc}{actor}"));
        let reasons = incident.map(|incident| incident.reasons).unwrap_or_default();
        reasons.iter().map(|joined| joined.explanation.contains("joined by a person")).collect()
    };
    // Averages of links may join what a single link would not: that is nobody's decision.
    assert_eq!(by_hand(&Decisions::none()), [false, false]);
    let mut decisions = Decisions::none();
    decisions.join("05", "7f");
    assert_eq!(by_hand(&decisions), [false, true]);
}
