//! What is claimed about an incident, by whom, and on whose word.

pub(crate) mod conflict;
pub(crate) mod contradiction;
pub(crate) mod copies;
pub(crate) mod directory;
pub(crate) mod estimates;
pub(crate) mod holder_name;
pub(crate) mod known;
#[cfg(test)]
mod laws;
pub(crate) mod moment;
pub(crate) mod numbers;
pub(crate) mod origins;
pub(crate) mod party_conflict;
pub(crate) mod phrasing;
pub(crate) mod reversal;
pub(crate) mod silence;
pub(crate) mod stance;
mod taken;
pub(crate) mod value;

use crate::Account;
use crate::claims::copies::Copies;
use crate::claims::directory::Directory;
use crate::claims::known::Known;
use crate::claims::moment::in_order;
use crate::claims::origins::{Node, Origins, count, tree};
use crate::claims::reversal::{Reversal, reversals};
use crate::claims::stance::{Stance, Voice, voices};
use crate::claims::value::Value;
use contradiction::Contradiction;
use numbers::Ledger;
use sayso_core::{Act, Certainty};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One value that at least one report gives for an incident, and everybody who stands to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What it is about: happened, actor, place, date, or a magnitude (killed, arrested …).
    pub field: String,
    /// The value.
    pub value: Value,
    /// The value in words.
    pub shown: String,
    /// Those on whose word it stands. Denials never lessen the number.
    pub origins: Origins,
    /// The sources from the publishers inwards.
    pub tree: Vec<Node>,
    /// Who says that it is not so.
    pub denied: Option<Against>,
    /// Who doubts it.
    pub doubted: Option<Against>,
    /// Accounts that speak of it as planned, asked for or supposed: no claim that it is so.
    pub expected: Vec<Testimony>,
    /// The accounts that give it.
    pub accounts: Vec<Testimony>,
    /// Holders that first said one thing and later the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reversals: Vec<Reversal>,
}

/// Those who deny or doubt a claim; they stand beside it and take nothing from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Against {
    /// How many, and who.
    pub origins: Origins,
    /// Their accounts.
    pub accounts: Vec<Testimony>,
}

/// One account with the place where it can be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Testimony {
    /// The report.
    pub doc: String,
    /// The record.
    pub event: String,
    /// Who published it; none where not known.
    pub publisher: Option<String>,
    /// Date or time of publication.
    pub published: Option<String>,
    /// Who vouches.
    pub holder: String,
    /// Everybody on the way to it, the publisher first and the holder last.
    pub chain: Vec<String>,
    /// What that holder does.
    pub act: Option<Act>,
    /// How sure it is.
    pub certainty: Certainty,
    /// The sentence.
    pub sentence: String,
}

/// What the accounts of one incident claim, the act itself first, each with its origins.
///
/// `known` tells which documents are copies and which actors of different documents are one. The accounts may come in
/// any order.
pub fn claims(accounts: &[&Account], known: &dyn Known) -> Vec<Claim> {
    let accounts = in_order(accounts);
    claims_of(&Context::new(&accounts, known))
}

fn claims_of(context: &Context<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    claims.extend(context.claim("happened", &Value::Happened, |_| true));
    for (field, values) in context.values() {
        for (value, givers) in values {
            claims.extend(context.claim(&field, &value, |at| givers.contains(&at)));
        }
    }
    claims
}

/// What can be said of the accounts of one incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// As [`claims`] gives them.
    pub claims: Vec<Claim>,
    /// As [`crate::numbers`] gives them.
    pub numbers: Vec<Ledger>,
    /// As [`crate::contradictions`] gives them.
    pub contradictions: Vec<Contradiction>,
}

/// Claims, numbers and contradictions of the incident of that id; who is who is worked out once.
pub fn findings(incident: &str, accounts: &[&Account], known: &dyn Known) -> Findings {
    let accounts = in_order(accounts);
    let context = Context::new(&accounts, known);
    let numbers = numbers::numbers_of(&context);
    let contradictions = contradiction::contradictions_of(incident, &context, &numbers);
    Findings { claims: claims_of(&context), numbers, contradictions }
}

/// The accounts of an incident with who is who and who copies whom.
pub(crate) struct Context<'a> {
    pub accounts: &'a [&'a Account],
    pub known: &'a dyn Known,
    pub directory: Directory,
    pub copies: Copies,
    /// Every voice of the incident.
    pub voices: Vec<Voice>,
}

impl<'a> Context<'a> {
    pub fn new(accounts: &'a [&'a Account], known: &'a dyn Known) -> Context<'a> {
        let (directory, copies) = (Directory::new(accounts, known), Copies::new(accounts, known));
        let voices = accounts.iter().enumerate().flat_map(|(at, account)| voices(at, account)).collect();
        Context { accounts, known, directory, copies, voices }
    }

    /// The values given for each field, with the accounts that give them.
    fn values(&self) -> BTreeMap<String, Vec<(Value, Vec<usize>)>> {
        let mut fields: BTreeMap<String, Vec<(Value, Vec<usize>)>> = BTreeMap::new();
        for (at, account) in self.accounts.iter().enumerate() {
            for (field, value) in crate::claims::value::values(at, account, &self.directory) {
                let values = fields.entry(field).or_default();
                match values.iter_mut().find(|(other, _)| *other == value) {
                    Some((_, givers)) => givers.push(at),
                    None => values.push((value, vec![at])),
                }
            }
        }
        for values in fields.values_mut() {
            values.sort_by_cached_key(|(value, _)| value.order());
        }
        fields
    }

    fn claim(&self, field: &str, value: &Value, gives: impl Fn(usize) -> bool) -> Option<Claim> {
        let of = |stance: Stance| -> Vec<Voice> {
            self.voices.iter().copied().filter(|voice| voice.stance == stance && gives(voice.account)).collect()
        };
        // Who denies the act says nothing of its day or place.
        let deniable = !matches!(value, Value::Days { .. } | Value::Place { .. });
        let against = |stance: Stance| {
            let voices = of(stance);
            (deniable && !voices.is_empty())
                .then(|| Against { origins: self.count(&voices), accounts: self.testimonies(&voices) })
        };
        let reports = of(Stance::Reports);
        let (denied, doubted) = (against(Stance::Denies), against(Stance::Doubts));
        let expected = self.testimonies(&of(Stance::Expects));
        // What is only planned or supposed has no values that anybody vouches for.
        let nothing = reports.is_empty() && denied.is_none() && doubted.is_none();
        if nothing && (expected.is_empty() || *value != Value::Happened) {
            return None;
        }
        Some(Claim {
            field: field.to_string(),
            value: value.clone(),
            shown: value.shown(&self.directory),
            origins: self.count(&reports),
            tree: tree(&reports, self.accounts, &self.directory, self.known),
            denied,
            doubted,
            expected,
            accounts: self.testimonies(&reports),
            reversals: if *value == Value::Happened { reversals(self) } else { Vec::new() },
        })
    }

    pub fn count(&self, voices: &[Voice]) -> Origins {
        count(voices, self.accounts, &self.directory, &self.copies, self.known)
    }

    pub fn testimonies(&self, voices: &[Voice]) -> Vec<Testimony> {
        voices.iter().map(|voice| self.testimony(voice)).collect()
    }

    pub fn testimony(&self, voice: &Voice) -> Testimony {
        let account = self.accounts[voice.account];
        let report = &account.report;
        let name = |link: usize| {
            let who = self.directory.link(voice.account, link);
            who.map_or_else(|| phrasing::outlet(account), |who| self.directory.get(who).id.clone())
        };
        Testimony {
            doc: report.doc.clone(),
            event: account.event.id.clone(),
            publisher: report.publisher.clone(),
            published: report.published.as_ref().map(|published| published.text.clone()),
            holder: name(voice.link),
            chain: (0..=voice.link).map(name).collect(),
            act: account.holders.get(voice.link).and_then(|holder| holder.act),
            certainty: account.event.factuality.certainty,
            sentence: account.sentence.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::KnownTables;
    use crate::testing::{body, holder, ministry, party, told, unnamed};
    use sayso_core::{ActorKind, Side};

    fn happened(accounts: &[Account], known: &KnownTables) -> Claim {
        let accounts: Vec<&Account> = accounts.iter().collect();
        claims(&accounts, known).into_iter().find(|claim| claim.field == "happened").expect("a claim")
    }

    fn copy(doc: &str, original: &str) -> KnownTables {
        let mut known = KnownTables::default();
        known.clusters.extend([doc, original].map(|each| (each.to_string(), "text".to_string())));
        known.originals.insert(doc.to_string(), original.to_string());
        known
    }

    #[test]
    fn chains_that_end_in_one_body_are_one_origin() {
        let accounts = [
            told("a", "Norland Times", "2031-03-01").by(ministry("the interior ministry")).account(),
            told("b", "Sudland Post", "2031-03-01").by(ministry("an interior ministry spokesman")).account(),
            told("c", "Westland Radio", "2031-03-02").by(ministry("the ministry")).account(),
            told("d", "Eastland Courier", "2031-03-02").account(),
        ];
        let claim = happened(&accounts, &KnownTables::default());
        assert_eq!(claim.origins.independent, Some(2));
        assert_eq!(
            claim.origins.why,
            "4 reports, 2 origins: Eastland Courier in its own voice and interior ministry (cited by Norland Times, \
             Sudland Post and Westland Radio)"
        );
        assert_eq!(claim.tree.len(), 4);
        let end = claim.tree.iter().find(|node| node.name == "Sudland Post").and_then(|node| node.children.first());
        assert_eq!(end.map(|node| (node.name.as_str(), node.vouches)), Some(("interior ministry", true)));
    }

    #[test]
    fn a_ministry_may_be_either_of_two() {
        let accounts = [
            told("a", "Norland Times", "2031-03-01").by(ministry("the interior ministry")).account(),
            told("b", "Sudland Post", "2031-03-01").by(ministry("the defence ministry")).account(),
            told("c", "Westland Radio", "2031-03-02").by(ministry("the ministry")).account(),
        ];
        let origins = happened(&accounts, &KnownTables::default()).origins;
        assert_eq!((origins.independent, origins.at_least, origins.at_most), (None, 2, 3));
    }

    #[test]
    fn ministries_of_two_countries_are_two() {
        let of = |country| holder(body("the interior ministry", Some(country), "GOV"), Act::States);
        let accounts = [
            told("a", "Norland Times", "2031-03-01").by(of("NOR")).account(),
            told("b", "Sudland Post", "2031-03-01").by(of("SUD")).account(),
        ];
        assert_eq!(happened(&accounts, &KnownTables::default()).origins.independent, Some(2));
    }

    #[test]
    fn persons_of_one_family_name_are_two() {
        let person = |name, alias: &str| {
            let mut party = party(name, ActorKind::Person, None, "");
            party.aliases.push(alias.to_string());
            holder(party, Act::States)
        };
        let mut accounts = vec![
            told("a", "Norland Times", "2031-03-01").by(person("Anna Vell", "Vell")).account(),
            told("b", "Sudland Post", "2031-03-01").by(person("Boris Vell", "Vell")).account(),
        ];
        assert_eq!(happened(&accounts, &KnownTables::default()).origins.independent, Some(2));
        accounts.push(told("c", "Westland Radio", "2031-03-01").by(person("Vell", "Mr Vell")).account());
        let origins = happened(&accounts, &KnownTables::default()).origins;
        assert_eq!((origins.at_least, origins.at_most), (2, 3));
    }

    #[test]
    fn unnamed_holders_leave_the_number_open_unless_they_must_differ() {
        let with = |a, b| {
            let accounts = [
                told("a", "Norland Times", "2031-03-01").by(a).account(),
                told("b", "Sudland Post", "2031-03-01").by(b).account(),
            ];
            let origins = happened(&accounts, &KnownTables::default()).origins;
            (origins.independent, origins.at_least, origins.at_most)
        };
        assert_eq!(with(unnamed("officials", "GOV"), unnamed("officials", "GOV")), (None, 1, 2));
        assert_eq!(with(unnamed("officials", "GOV"), unnamed("witnesses", "CVL")), (Some(2), 2, 2));
        assert_eq!(with(unnamed("officials", "GOV"), ministry("the interior ministry")), (None, 1, 2));
        assert_eq!(with(unnamed("witnesses", "CVL"), ministry("the interior ministry")), (Some(2), 2, 2));
    }

    #[test]
    fn a_reprint_is_no_origin_even_where_it_lost_the_source() {
        let first = told("a", "Norland Times", "2031-03-01").by(ministry("the interior ministry")).account();
        let accounts = [first, told("b", "Sudland Post", "2031-03-02").account()];
        assert_eq!(happened(&accounts, &KnownTables::default()).origins.independent, Some(2));
        let origins = happened(&accounts, &copy("b", "a")).origins;
        assert_eq!(origins.independent, Some(1));
        assert_eq!(origins.list.first().map(|origin| origin.name.as_str()), Some("interior ministry"));
        assert!(origins.why.ends_with("; b is a reprint of a"), "{}", origins.why);
    }

    #[test]
    fn a_passage_taken_over_leads_to_the_account_it_came_from() {
        let wire = holder(body("Union Wire", None, "JRN"), Act::States);
        let accounts = [
            told("a", "Norland Times", "2031-03-01").by(wire).account(),
            told("b", "Sudland Post", "2031-03-02").account(),
        ];
        let mut known = KnownTables::default();
        known.original_accounts.insert("e-b".to_string(), "e-a".to_string());
        let origins = happened(&accounts, &known).origins;
        assert_eq!(origins.list.iter().map(|origin| origin.name.as_str()).collect::<Vec<_>>(), ["Union Wire"]);
    }

    #[test]
    fn reports_without_publisher_cannot_be_told_apart() {
        let accounts = [told("a", "", "2031-03-01").account(), told("b", "", "2031-03-01").account()];
        let origins = happened(&accounts, &KnownTables::default()).origins;
        assert_eq!((origins.independent, origins.at_least, origins.at_most), (None, 1, 2));
    }

    #[test]
    fn a_denial_on_the_way_stands_beside_what_it_denies() {
        let claim_of = holder(body("Dawn Front", None, "REB"), Act::States);
        let denier = holder(body("Norland army", None, "MIL"), Act::Denies);
        let accounts = [told("a", "Norland Times", "2031-03-01").by(denier).by(claim_of).account()];
        let claim = happened(&accounts, &KnownTables::default());
        assert_eq!(claim.origins.list.iter().map(|origin| origin.name.as_str()).collect::<Vec<_>>(), ["Dawn Front"]);
        let denied = claim.denied.map(|against| against.origins.list[0].name.clone());
        assert_eq!(denied.as_deref(), Some("Norland army"));
    }

    #[test]
    fn the_acting_side_is_known_by_its_name_in_another_report() {
        let army = || body("Norland army", None, "MIL");
        let accounts = [
            told("a", "Norland Times", "2031-03-01").actor(army()).by(holder(army(), Act::States)).account(),
            told("b", "Sudland Post", "2031-03-01").actor(army()).by(ministry("a Norland army spokesman")).account(),
            told("c", "Westland Radio", "2031-03-01").actor(army()).by(ministry("the interior ministry")).account(),
        ];
        let origins = happened(&accounts, &KnownTables::default()).origins;
        assert_eq!((origins.sides.actor, origins.sides.unknown), (1, 1));
        assert_eq!(origins.list.iter().map(|origin| origin.side).collect::<Vec<_>>(), [Side::Unknown, Side::Actor]);
    }

    #[test]
    fn what_is_planned_is_no_claim_and_a_change_of_mind_is_shown() {
        let by = || holder(body("Norland army", None, "MIL"), Act::States);
        let accounts = [
            told("a", "Norland Times", "2031-03-01").by(by()).denied().account(),
            told("b", "Sudland Post", "2031-03-03").by(by()).account(),
            told("c", "Westland Radio", "2031-02-01").by(by()).planned().account(),
        ];
        let claim = happened(&accounts, &KnownTables::default());
        assert_eq!((claim.accounts.len(), claim.expected.len()), (1, 1));
        let [reversal] = claim.reversals.as_slice() else { panic!("{:?}", claim.reversals) };
        assert_eq!((reversal.from, reversal.to), (Stance::Denies, Stance::Reports));
        assert_eq!((reversal.before.doc.as_str(), reversal.after.doc.as_str()), ("a", "b"));
    }
}
