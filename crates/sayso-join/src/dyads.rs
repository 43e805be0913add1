//! Who did what to whom, counted by month: reported, denied, and on how many independent words.

use crate::claims::Context;
use crate::holder_name::body_key;
use crate::known::Known;
use crate::moment::in_order;
use crate::stance::{Stance, Voice};
use crate::{Account, PartyOf};
use sayso_core::{EventType, Standing};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What stands for a party in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DyadLevel {
    /// Its country code; without one, the sector of those who are merely described and the name of others.
    Country,
    /// Its name.
    Actor,
}

/// One row: one type of act between two parties in one month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dyad {
    /// Who acts: country code or name; none where no report says.
    pub actor: Option<String>,
    /// Who is acted upon.
    pub recipient: Option<String>,
    /// Month of the act as year and month; that of publication where the act is undated; none for older acts without
    /// date.
    pub month: Option<String>,
    /// PLOVER type.
    pub event: EventType,
    /// Incidents that somebody reports; an account without incident counts as one.
    pub incidents: usize,
    /// Accounts that report the act, copies left out.
    pub reported: usize,
    /// Accounts that deny it, copies left out.
    pub denied: usize,
    /// Accounts whose month is that of publication.
    pub dated_by_publication: usize,
    /// Different holders that vouch for any of the reports; none where it can't be told.
    pub independent_origins: Option<usize>,
    /// The smallest number that these can be.
    pub origins_at_least: usize,
    /// The largest number that these can be.
    pub origins_at_most: usize,
}

type Key = (Option<String>, Option<String>, Option<String>, EventType);

/// Counts accounts of any incidents by dyad, month and type.
///
/// `incident` names the incident of an account. An act of several parties on each other (a meeting) counts once for each
/// pair, in the order of their names. What is only planned, asked for or doubted is not counted.
pub fn dyads(
    accounts: &[&Account],
    level: DyadLevel,
    incident: &dyn Fn(&Account) -> Option<String>,
    known: &dyn Known,
) -> Vec<Dyad> {
    let mut rows: BTreeMap<Key, Vec<&Account>> = BTreeMap::new();
    for account in in_order(accounts) {
        let month = month(account).0;
        for (actor, recipient) in pairs(account, level) {
            rows.entry((actor, recipient, month.clone(), account.event.event)).or_default().push(account);
        }
    }
    rows.into_iter().filter_map(|(key, accounts)| row(key, &accounts, incident, known)).collect()
}

fn row(
    key: Key,
    accounts: &[&Account],
    incident: &dyn Fn(&Account) -> Option<String>,
    known: &dyn Known,
) -> Option<Dyad> {
    let context = Context::new(accounts, known);
    let of = |stance: Stance| -> Vec<Voice> {
        context.voices.iter().copied().filter(|voice| voice.stance == stance).collect()
    };
    let (reports, denials) = (of(Stance::Reports), of(Stance::Denies));
    if reports.is_empty() && denials.is_empty() {
        return None;
    }
    let own = |voices: &[Voice]| -> BTreeSet<usize> {
        let copied = |at: usize| context.copies.is_copy(accounts[at]) || context.copies.source(at).is_some();
        voices.iter().map(|voice| voice.account).filter(|at| !copied(*at)).collect()
    };
    let incidents: BTreeSet<String> = reports
        .iter()
        .map(|voice| accounts[voice.account])
        .map(|account| incident(account).unwrap_or_else(|| format!("{} {}", account.report.doc, account.event.id)))
        .collect();
    let origins = context.count(&reports);
    let told: BTreeSet<usize> = &own(&reports) | &own(&denials);
    let (actor, recipient, month_key, event) = key;
    Some(Dyad {
        actor,
        recipient,
        month: month_key,
        event,
        incidents: incidents.len(),
        reported: own(&reports).len(),
        denied: own(&denials).len(),
        dated_by_publication: told.into_iter().filter(|at| month(accounts[*at]).1).count(),
        independent_origins: origins.independent,
        origins_at_least: origins.at_least,
        origins_at_most: origins.at_most,
    })
}

/// The month of an act, and whether it is that of publication.
fn month(account: &Account) -> (Option<String>, bool) {
    let month = |date: jiff::civil::Date| format!("{:04}-{:02}", date.year(), date.month());
    let told = account.event.date.as_ref().map(|date| (date.from.map(month), date.to.map(month)));
    match told {
        Some((Some(from), Some(to))) if from == to => (Some(from), false),
        // "In 2019" is no month; an act dated only by when it was told is of about that time.
        Some((Some(_), _)) => (None, false),
        _ if account.event.standing == Standing::Background => (None, false),
        _ => (account.report.published.as_ref().map(|published| month(published.date)), true),
    }
}

fn pairs(account: &Account, level: DyadLevel) -> BTreeSet<(Option<String>, Option<String>)> {
    let names =
        |parties: &[PartyOf]| -> BTreeSet<String> { parties.iter().filter_map(|party| name(party, level)).collect() };
    let (actors, recipients) = (names(&account.actor), names(&account.recipient));
    if recipients.is_empty() && actors.len() > 1 {
        let each = actors.iter().flat_map(|a| actors.iter().filter(move |b| a < *b).map(move |b| (a, b)));
        return each.map(|(a, b)| (Some(a.clone()), Some(b.clone()))).collect();
    }
    let or_none = |names: BTreeSet<String>| -> Vec<Option<String>> {
        if names.is_empty() { vec![None] } else { names.into_iter().map(Some).collect() }
    };
    let recipients = or_none(recipients);
    or_none(actors).into_iter().flat_map(|actor| recipients.iter().map(move |r| (actor.clone(), r.clone()))).collect()
}

fn name(party: &PartyOf, level: DyadLevel) -> Option<String> {
    let known = party.actor.is_some() && !body_key(&party.name).is_empty();
    let sector = party.sector.first().filter(|sector| *sector != "UNK" && !party.named);
    let code = party.country.as_ref().or(sector).filter(|_| level == DyadLevel::Country);
    code.cloned().or_else(|| known.then(|| party.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::KnownTables;
    use crate::testing::{body, holder, told};
    use sayso_core::Act;

    #[test]
    fn reports_and_denials_of_a_month_stand_beside_each_other() {
        let army = || body("Norland army", Some("NOR"), "MIL");
        let accounts: Vec<Account> = vec![
            told("a", "Norland Times", "2031-04-01").actor(army()).day("2031-03-31", "2031-03-31", "day").account(),
            told("b", "Sudland Post", "2031-03-31").actor(army()).account(),
            told("c", "Sudland Post", "2031-03-31").actor(army()).by(holder(army(), Act::Denies)).denied().account(),
            told("d", "Sudland Post", "2031-03-31").actor(army()).planned().account(),
        ];
        let accounts: Vec<&Account> = accounts.iter().collect();
        let rows = dyads(&accounts, DyadLevel::Country, &|_| Some("i".to_string()), &KnownTables::default());
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((row.actor.as_deref(), row.month.as_deref()), (Some("NOR"), Some("2031-03")));
        assert_eq!((row.incidents, row.reported, row.denied, row.dated_by_publication), (1, 2, 1, 2));
        assert_eq!(row.independent_origins, Some(2));
    }
}
