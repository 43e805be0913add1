//! Keys by which an account meets others that may tell of the same act, in whatever story.
//!
//! Every key is a combination: the type of the act with two parties, with a party and a place, with a place and a week,
//! with a party and a rare word. A key of one party alone would be shared by a large part of a workspace.

use super::party::Participant;
use super::prepared::{Facts, Prepared};
use crate::account::Account;
use sayso_core::{ActorKind, EventType};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A word as rare as that may stand in a key: in fewer than one of fifty documents.
const RARE: f32 = 4.0;
/// Rare words of a sentence that enter keys.
const RARE_WORDS: usize = 3;

/// Keys of an account, sorted. Two accounts with a key in common are candidates for one incident.
pub fn account_keys(account: &Account) -> Vec<String> {
    Prepared::new(account, &Arc::default()).keys().to_vec()
}

pub(super) fn of(facts: &Facts) -> Vec<String> {
    let kind = facts.kind.code();
    let parties: BTreeSet<(bool, String)> = facts
        .actor
        .iter()
        .chain(&facts.recipient)
        .filter_map(|party| Some((party.kind == ActorKind::State, party.key()?)))
        .collect();
    let mut keys = BTreeSet::new();
    let weeks = || facts.when.weeks().into_iter().flatten();
    for (first_at, (first_state, first)) in parties.iter().enumerate() {
        for (second_state, second) in parties.iter().skip(first_at + 1) {
            match first_state | second_state {
                // States meet, accuse and visit one another every week.
                true => keys.extend(weeks().map(|week| format!("{kind}|{first}|{second}|{week}"))),
                false => drop(keys.insert(format!("{kind}|{first}|{second}"))),
            }
        }
        if let Some(town) = facts.site.as_ref().and_then(|site| site.town()) {
            match first_state {
                true => keys.extend(weeks().map(|week| format!("{kind}|{first}|@{town}|{week}"))),
                false => drop(keys.insert(format!("{kind}|{first}|@{town}"))),
            }
        }
        if !first_state {
            keys.extend(weeks().map(|week| format!("{kind}|{first}|{week}")));
            keys.extend(rare_words(facts).map(|word| format!("{kind}|{first}|~{word}")));
        }
    }
    if let Some(town) = facts.site.as_ref().and_then(|site| site.town()) {
        keys.extend(weeks().map(|week| format!("{kind}|@{town}|{week}")));
    }
    if let (EventType::Assault, Some(victim)) = (facts.kind, facts.recipient.iter().find(|party| party.full_name())) {
        keys.extend(full_key(victim).map(|victim| format!("{kind}|{victim}")));
    }
    keys.into_iter().collect()
}

/// Who is killed or abducted is so once.
fn full_key(victim: &Participant) -> Option<String> {
    victim.key().map(|key| format!("victim {key} {:x}", victim.first_token()))
}

/// The rarest words of the sentence that name none of the parties.
fn rare_words(facts: &Facts) -> impl Iterator<Item = &str> {
    let of_party = |word: &str| {
        let id = crate::words::id(word);
        facts.actor.iter().chain(&facts.recipient).any(|party| party.named && party.is_called(id))
    };
    facts
        .sentence_words
        .iter()
        .filter(move |(word, weight)| *weight >= RARE && !of_party(word))
        .take(RARE_WORDS)
        .map(|(word, _)| word.as_str())
}
