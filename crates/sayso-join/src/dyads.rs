//! Who did what to whom, by month: the cells of the table that an account counts in.

use crate::claims::holder_name::body_key;
use crate::{Account, PartyOf};
use sayso_core::Standing;
use std::collections::BTreeSet;

/// A cell of the table of dyads by month; with the account's type and stance it tells where it counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DyadCell {
    /// Who acts: country code, sector of people without a name, or name; none where no report says.
    pub actor: Option<String>,
    /// Who is acted upon.
    pub recipient: Option<String>,
    /// Month of the act as year and month; that of publication where the act is undated; none for older acts without
    /// date.
    pub month: Option<String>,
    /// Whether the month is that of publication.
    pub by_publication: bool,
}

/// The cells that an account counts in. An act of several parties on each other (a meeting) counts once for each pair, in
/// the order of their names.
pub fn dyad_cells(account: &Account) -> Vec<DyadCell> {
    let (month, by_publication) = month(account);
    pairs(account)
        .into_iter()
        .map(|(actor, recipient)| DyadCell { actor, recipient, month: month.clone(), by_publication })
        .collect()
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

fn pairs(account: &Account) -> BTreeSet<(Option<String>, Option<String>)> {
    let names = |parties: &[PartyOf]| -> BTreeSet<String> { parties.iter().filter_map(name).collect() };
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

fn name(party: &PartyOf) -> Option<String> {
    let known = party.actor.is_some() && !body_key(&party.name).is_empty();
    let sector = party.sector.first().filter(|sector| *sector != "UNK" && !party.named);
    let code = party.country.as_ref().or(sector);
    code.cloned().or_else(|| known.then(|| party.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{body, told};

    #[test]
    fn an_undated_act_counts_in_the_month_of_publication() {
        let army = || body("Norland army", Some("NOR"), "MIL");
        let dated = told("a", "Norland Times", "2031-04-01").actor(army()).day("2031-03-31", "2031-03-31", "day");
        let undated = told("b", "Sudland Post", "2031-04-01").actor(army());
        let cell = |month: &str, by_publication| DyadCell {
            actor: Some("NOR".into()),
            recipient: None,
            month: Some(month.into()),
            by_publication,
        };
        assert_eq!(dyad_cells(&dated.account()), [cell("2031-03", false)]);
        assert_eq!(dyad_cells(&undated.account()), [cell("2031-04", true)]);
    }
}
