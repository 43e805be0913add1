//! Laws that hold for any accounts: the order in which they came changes nothing, copies and denials add no origin.

use crate::testing::{Told, body, holder, ministry, told, unnamed};
use crate::{Account, KnownTables, claims, contradictions, numbers, silence};
use proptest::prelude::*;
use proptest::sample::select;
use sayso_core::Act;

const OUTLETS: &[&str] = &["Norland Times", "Sudland Post", "Westland Radio: world", "Westland Radio", ""];

fn account() -> impl Strategy<Value = Account> {
    let bound = prop_oneof![Just(None), (1_u32..30).prop_map(Some)];
    (0_usize..6, 0_usize..4, 0_usize..8, any::<(bool, bool)>(), bound, 1_usize..5).prop_map(
        |(doc, number, source, (denied, actor), killed, day)| {
            let outlet = OUTLETS[doc % OUTLETS.len()];
            let mut account =
                told(&format!("d{doc}"), outlet, &format!("2031-03-0{}", day.min(doc + 1))).number(number);
            account = with_source(account, source);
            if let Some(killed) = killed {
                account = account.killed(killed, if denied { None } else { Some(killed) });
            }
            if actor {
                account = account.actor(body(["Dawn Front", "Norland army"][number % 2], None, "MIL"));
            }
            if denied { account.denied() } else { account }.account()
        },
    )
}

fn with_source(account: Told, source: usize) -> Told {
    match source {
        0 => account,
        1 => account.by(ministry("the interior ministry")),
        2 => account.by(ministry("an interior ministry spokesman")),
        3 => account.by(ministry("the ministry")),
        4 => account.by(unnamed("officials", "GOV")),
        5 => account.by(unnamed("witnesses", "CVL")),
        6 => account.by(holder(body("Union Wire", None, "JRN"), Act::States)).by(unnamed("officials", "GOV")),
        _ => account.by(holder(body("Dawn Front", None, "REB"), Act::Denies)),
    }
}

/// Some accounts, the same in another order, and which documents are copies of the first.
fn accounts() -> impl Strategy<Value = (Vec<Account>, Vec<Account>)> {
    proptest::collection::vec(account(), 1..9)
        .prop_map(|mut accounts| {
            accounts.sort_by(|a, b| a.event.id.cmp(&b.event.id));
            accounts.dedup_by(|a, b| a.event.id == b.event.id);
            accounts
        })
        .prop_flat_map(|accounts| (Just(accounts.clone()), Just(accounts).prop_shuffle()))
}

fn copies() -> impl Strategy<Value = KnownTables> {
    proptest::collection::vec(select(vec!["d1", "d2", "d3"]), 0..3).prop_map(|copies| {
        let mut known = KnownTables::default();
        known.clusters.insert("d0".to_string(), "text".to_string());
        for copy in copies {
            known.clusters.insert(copy.to_string(), "text".to_string());
            known.originals.insert(copy.to_string(), "d0".to_string());
        }
        known
    })
}

fn refs(accounts: &[Account]) -> Vec<&Account> {
    accounts.iter().collect()
}

proptest! {
    #[test]
    fn order_of_arrival_changes_nothing((accounts, shuffled) in accounts(), known in copies()) {
        let (a, b) = (refs(&accounts), refs(&shuffled));
        prop_assert_eq!(claims(&a, &known), claims(&b, &known));
        prop_assert_eq!(silence(&claims(&a, &known)), silence(&claims(&b, &known)));
        prop_assert_eq!(numbers(&a, &known), numbers(&b, &known));
        prop_assert_eq!(contradictions("i", &a, &known), contradictions("i", &b, &known));
    }

    #[test]
    fn bounds_hold_the_number_of_origins((accounts, _) in accounts(), known in copies()) {
        for claim in claims(&refs(&accounts), &known) {
            let origins = claim.origins;
            prop_assert!(origins.at_least <= origins.at_most);
            prop_assert_eq!(origins.at_most, origins.list.len());
            prop_assert!(origins.list.iter().filter(|origin| origin.named).count() <= origins.at_least);
            prop_assert_eq!(origins.independent.is_some(), origins.at_least == origins.at_most);
            prop_assert_eq!(origins.list.is_empty(), claim.accounts.is_empty());
        }
    }

    #[test]
    fn a_reprint_adds_no_origin((accounts, _) in accounts()) {
        let mut known = KnownTables::default();
        let mut with_reprints = accounts.clone();
        for account in &accounts {
            let doc = &account.report.doc;
            let copy = format!("{doc}-copy");
            known.clusters.extend([doc, &copy].map(|each| (each.clone(), doc.clone())));
            known.originals.insert(copy.clone(), doc.clone());
            let mut reprint = told(&copy, "Reprint Daily", "2031-04-01").account();
            reprint.event = account.event.clone();
            reprint.event.id = format!("{}-copy", account.event.id);
            reprint.actor = account.actor.clone();
            reprint.holders.extend(account.holders.iter().skip(1).cloned());
            with_reprints.push(reprint);
        }
        let counts = |accounts: &[Account]| {
            let of = |claim: crate::Claim| (claim.field, claim.shown, claim.origins.at_least, claim.origins.at_most);
            claims(&refs(accounts), &known).into_iter().map(of).collect::<Vec<_>>()
        };
        prop_assert_eq!(counts(&accounts), counts(&with_reprints));
        let derived = |accounts: &[Account]| numbers(&refs(accounts), &known).into_iter().map(|l| l.derived).collect::<Vec<_>>();
        prop_assert_eq!(derived(&accounts), derived(&with_reprints));
        let held = |accounts: &[Account]| {
            let of = |c: crate::Contradiction| (c.field, c.accounts.into_iter().map(|a| (a.doc, a.holder)).collect::<Vec<_>>());
            contradictions("i", &refs(accounts), &known).into_iter().map(of).collect::<Vec<_>>()
        };
        prop_assert_eq!(held(&accounts), held(&with_reprints));
    }

    #[test]
    fn a_denial_stands_beside_and_takes_nothing_away((accounts, _) in accounts(), known in copies()) {
        let mut more = accounts.clone();
        more.push(told("z", "Eastland Courier", "2031-03-09").denied().account());
        let before = claims(&refs(&accounts), &known);
        let after = claims(&refs(&more), &known);
        for claim in before {
            let same = after.iter().find(|other| other.field == claim.field && other.shown == claim.shown);
            prop_assert_eq!(same.map(|other| &other.origins), Some(&claim.origins));
        }
        prop_assert!(after.iter().any(|claim| claim.field == "happened" && claim.denied.is_some()));
    }

    #[test]
    fn estimates_lie_in_order((accounts, _) in accounts(), known in copies()) {
        for derived in numbers(&refs(&accounts), &known).into_iter().filter_map(|ledger| ledger.derived) {
            let columns = [derived.lowest, derived.ucdp.low, derived.ucdp.best, derived.ucdp.high, derived.highest];
            prop_assert!(columns.is_sorted());
            prop_assert!(derived.acled.0 <= derived.ucdp.low.0);
        }
    }
}
