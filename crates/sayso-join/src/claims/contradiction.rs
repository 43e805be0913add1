//! Values that can't both be true of one act, side by side with their sentences. Never a verdict.

use crate::Account;
use crate::claims::Context;
use crate::claims::conflict::Told;
use crate::claims::directory::Who;
use crate::claims::known::Known;
use crate::claims::moment::in_order;
use crate::claims::numbers::{Ledger, numbers_of};
use crate::claims::origins::behind;
use crate::claims::phrasing::{listed, outlet};
use crate::claims::stance::{Stance, Voice};
use crate::claims::value::{Count, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Accounts of one incident that give a field values which can't all be true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contradiction {
    /// The incident.
    pub incident: String,
    /// polarity, actor, place, date, or the name of a magnitude.
    pub field: String,
    /// Each value and who holds it: one entry for a value and an origin.
    pub accounts: Vec<Version>,
    /// The difference in words, with the sentences.
    pub explanation: String,
}

/// One value and one of those who hold it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// The earliest report that has it; copies last.
    pub doc: String,
    /// Its record.
    pub event: String,
    /// The value.
    pub value: Value,
    /// The value in words.
    pub shown: String,
    /// Who vouches for it.
    pub holder: String,
    /// Its name or description.
    pub name: String,
    /// Publisher of the report; its id where not known.
    pub outlet: String,
    /// The sentence.
    pub sentence: String,
    /// Further reports that give the same on the same holder's word.
    pub also: Vec<String>,
}

struct Entry {
    told: Told,
    who: Who,
    account: usize,
}

/// The contradictions between the accounts of the incident of that id, one for each field.
///
/// A later number by the same holder is a revision, not a contradiction; so is what one holder says in two reprints.
pub fn contradictions(incident: &str, accounts: &[&Account], known: &dyn Known) -> Vec<Contradiction> {
    let accounts = in_order(accounts);
    let context = Context::new(&accounts, known);
    contradictions_of(incident, &context, &numbers_of(&context))
}

/// The same where who is who and the numbers are known already.
pub(crate) fn contradictions_of(incident: &str, context: &Context<'_>, ledgers: &[Ledger]) -> Vec<Contradiction> {
    let replaced = replaced(ledgers);
    let mut fields: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let voices = &context.voices;
    let behind = behind(voices, context.accounts, &context.directory, &context.copies);
    for (voice, who) in voices.iter().zip(behind) {
        let Some(who) = who else { continue };
        for (field, told) in crate::claims::conflict::told(voice, context) {
            let gone = matches!(&told.value, Value::Count(count) if replaced.contains(&key(context.accounts, voice, &field, count)));
            if !gone {
                fields.entry(field).or_default().push(Entry { told, who, account: voice.account });
            }
        }
    }
    fields.into_iter().filter_map(|(field, entries)| contradiction(incident, field, &entries, context)).collect()
}

fn key(accounts: &[&Account], voice: &Voice, field: &str, count: &Count) -> (String, String, String) {
    (field.to_string(), accounts[voice.account].event.id.clone(), count.to_string())
}

/// The numbers that their holder replaced by later ones.
fn replaced(ledgers: &[Ledger]) -> BTreeSet<(String, String, String)> {
    let mut replaced = BTreeSet::new();
    for ledger in ledgers {
        let was = |holder: &str, count: &Count| {
            let of = |revision: &&crate::Revision| revision.holder == holder && revision.from == *count;
            ledger.revisions.iter().find(of).is_some()
        };
        for row in ledger.rows.iter().filter(|row| row.stance == Stance::Reports) {
            if was(&row.holder, &row.count) || row.repeats_earlier {
                replaced.insert((ledger.field.clone(), row.event.clone(), row.count.to_string()));
            }
        }
    }
    replaced
}

fn contradiction(incident: &str, field: String, entries: &[Entry], context: &Context<'_>) -> Option<Contradiction> {
    let mut conflicts: Vec<(usize, usize, &'static str)> = Vec::new();
    for (at, a) in entries.iter().enumerate() {
        for (beside, b) in entries.iter().enumerate().skip(at + 1) {
            if a.who != b.who
                && let Some(reason) = crate::claims::conflict::conflict(&a.told, &b.told)
            {
                conflicts.push((at, beside, reason));
            }
        }
    }
    let involved: BTreeSet<usize> = conflicts.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    // One version for each value and holder, in the order of the values.
    let mut versions: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for at in involved {
        versions.entry((entries[at].told.value.order(), entries[at].who)).or_default().push(at);
    }
    let accounts: Vec<Version> = versions.values().filter_map(|members| version(members, entries, context)).collect();
    let reasons: BTreeSet<&str> = conflicts.into_iter().map(|(.., reason)| reason).collect();
    let explanation = explanation(&field, &accounts, reasons);
    (accounts.len() > 1).then(|| Contradiction { incident: incident.to_string(), field, accounts, explanation })
}

fn version(members: &[usize], entries: &[Entry], context: &Context<'_>) -> Option<Version> {
    let account = |at: usize| context.accounts[entries[at].account];
    let order = |at: &usize| {
        let account = account(*at);
        (
            context.copies.is_copy(account),
            crate::claims::moment::moment(account),
            account.report.doc.clone(),
            account.event.id.clone(),
        )
    };
    let first = members.iter().copied().min_by_key(order)?;
    let also: BTreeSet<String> = members.iter().map(|at| account(*at).report.doc.clone()).collect();
    let report = account(first);
    Some(Version {
        doc: report.report.doc.clone(),
        event: report.event.id.clone(),
        value: entries[first].told.value.clone(),
        shown: entries[first].told.value.shown(&context.directory),
        holder: context.directory.get(entries[first].who).id.clone(),
        name: context.directory.get(entries[first].who).name.clone(),
        outlet: outlet(report),
        sentence: report.sentence.clone(),
        also: also.into_iter().filter(|doc| *doc != report.report.doc).collect(),
    })
}

/// "killed: 12 (the ministry, in A) against 14 (B). The numbers leave no common value. A: "…" / B: "…"".
fn explanation(field: &str, versions: &[Version], reasons: BTreeSet<&str>) -> String {
    let mut held: Vec<(String, Vec<String>)> = Vec::new();
    let mut sentences = Vec::new();
    for version in versions {
        let value = version.shown.clone();
        let from = if version.name == version.outlet { String::new() } else { format!(", in {}", version.outlet) };
        let holder = format!("{}{from}", version.name);
        match held.last_mut().filter(|(other, _)| *other == value) {
            Some((_, holders)) => holders.push(holder),
            None => {
                held.push((value, vec![holder]));
                sentences.push(format!("{}: \"{}\"", version.outlet, version.sentence));
            }
        }
    }
    let values: Vec<String> =
        held.into_iter().map(|(value, holders)| format!("{value} ({})", holders.join("; "))).collect();
    format!(
        "{field}: {}. {}. {}",
        values.join(" against "),
        listed(reasons.into_iter().map(str::to_string)),
        sentences.join(" / ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Told, body, holder, ministry, told, unnamed};
    use crate::{KnownTables, PartyOf};
    use sayso_core::Act;

    fn fields(accounts: Vec<Told>) -> Vec<String> {
        let accounts: Vec<Account> = accounts.into_iter().map(Told::account).collect();
        let accounts: Vec<&Account> = accounts.iter().collect();
        contradictions("i", &accounts, &KnownTables::default()).into_iter().map(|found| found.field).collect()
    }

    fn two(a: impl FnOnce(Told) -> Told, b: impl FnOnce(Told) -> Told) -> Vec<String> {
        fields(vec![a(told("a", "Norland Times", "2031-03-01")), b(told("b", "Sudland Post", "2031-03-02"))])
    }

    #[test]
    fn numbers_contradict_where_no_value_fits_both() {
        assert_eq!(two(|a| a.killed(12, 12), |b| b.killed(14, 14)), ["killed"]);
        assert_eq!(two(|a| a.killed(12, 12), |b| b.killed(14, None)), ["killed"]);
        assert!(two(|a| a.killed(12, None), |b| b.killed(14, 14)).is_empty());
        assert!(two(|a| a.killed(10, 20), |b| b.killed(14, 14)).is_empty());
        let source = || ministry("the interior ministry");
        assert!(two(|a| a.killed(12, 12).by(source()), |b| b.killed(14, 14).by(source())).is_empty());
    }

    #[test]
    fn a_replaced_number_contradicts_nobody() {
        let revised = |last| {
            fields(vec![
                told("a", "Norland Times", "2031-03-01").by(ministry("the interior ministry")).killed(12, 12),
                told("b", "Sudland Post", "2031-03-02").by(ministry("the interior ministry")).killed(15, 15),
                told("c", "Westland Radio", "2031-03-02").by(unnamed("doctors", "MED")).killed(last, last),
            ])
        };
        assert!(revised(15).is_empty());
        assert_eq!(revised(12), ["killed"]);
    }

    #[test]
    fn parties_contradict_unless_one_may_belong_to_the_other() {
        let by = |a: PartyOf, b: PartyOf| two(|told| told.actor(a), |told| told.actor(b));
        let of = |name, country| body(name, country, "");
        assert_eq!(by(of("Dawn Front", None), of("Red Guard", None)), ["actor"]);
        assert_eq!(by(of("Norland army", Some("NOR")), of("Sudland army", Some("SUD"))), ["actor"]);
        assert!(by(of("Dawn Front", None), of("Dawn Front fighters", None)).is_empty());
        let state = PartyOf { kind: sayso_core::ActorKind::State, ..of("Norland", Some("NOR")) };
        assert!(by(of("Norland police", Some("NOR")), state).is_empty());
        assert!(by(of("the police", None), of("Red Guard", None)).is_empty());
    }

    #[test]
    fn days_and_places_contradict_at_equal_precision() {
        let days =
            |a: (&str, &str), b: (&str, &str)| two(|told| told.day(a.0, a.0, a.1), |told| told.day(b.0, b.0, b.1));
        assert_eq!(days(("2031-02-01", "day"), ("2031-02-03", "day")), ["date"]);
        assert!(days(("2031-02-01", "day"), ("2031-02-03", "month")).is_empty());
        let places = |a, b, lat, country| {
            two(|told| told.town("Vell", a, 40.0, "NOR"), |told| told.town("Orsk", b, lat, country))
        };
        assert_eq!(places(1, 2, 42.0, "NOR"), ["place"]);
        assert!(places(1, 1, 42.0, "NOR").is_empty());
        assert!(places(1, 2, 40.1, "NOR").is_empty(), "neighbouring towns");
        assert_eq!(places(1, 2, 40.1, "SUD"), ["place"]);
    }

    #[test]
    fn who_denies_an_act_contradicts_who_reports_it() {
        let army = || holder(body("Norland army", None, "MIL"), Act::Denies);
        assert_eq!(two(|a| a, |b| b.by(army()).denied()), ["polarity"]);
        assert!(two(|a| a.planned(), |b| b.by(army()).denied()).is_empty());
        // "Denied that 12 were killed" denies that number, and not that 3 were.
        assert_eq!(two(|a| a.killed(12, 12), |b| b.by(army()).killed(12, 12).denied()), ["polarity"]);
        assert!(two(|a| a.killed(3, 3), |b| b.by(army()).killed(12, 12).denied()).is_empty());
    }

    #[test]
    fn one_record_shows_each_value_and_holder_once() {
        let accounts: Vec<Account> = vec![
            told("a", "Norland Times", "2031-03-02").by(ministry("the interior ministry")).killed(12, 12).account(),
            told("b", "Sudland Post", "2031-03-01").by(ministry("the ministry")).killed(12, 12).account(),
            told("c", "Westland Radio", "2031-03-01").killed(14, 14).account(),
        ];
        let accounts: Vec<&Account> = accounts.iter().collect();
        let found = contradictions("i", &accounts, &KnownTables::default());
        let [found] = found.as_slice() else { panic!("{found:?}") };
        let shown: Vec<_> = found.accounts.iter().map(|a| (a.doc.as_str(), a.holder.as_str(), a.also.len())).collect();
        assert_eq!(shown, [("b", "interior ministry", 1), ("c", "Westland Radio", 0)]);
        assert_eq!(
            found.explanation,
            "killed: 12 (interior ministry, in Sudland Post) against 14 (Westland Radio). The numbers leave no common \
             value. Sudland Post: \"The sentence of b.\" / Westland Radio: \"The sentence of c.\""
        );
    }
}
