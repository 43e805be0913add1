//! Standing relations in time: when somebody says that one began, grew weaker or ended.

use crate::claims::directory::{Directory, Who};
use crate::claims::known::Known;
use crate::claims::moment::{Moment, of_report};
use crate::claims::phrasing::outlet_of;
use crate::standing::TieAccount;
use jiff::civil::Date;
use sayso_core::{TieChange, TieKind};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the reports say of one relation, in the order of time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// Who backs, leads, funds: id in the whole set of reports, or name.
    pub from: String,
    /// What relates the two.
    pub kind: TieKind,
    /// Who is backed, led, funded.
    pub to: String,
    /// The accounts, the earliest day first.
    pub entries: Vec<TieEntry>,
}

/// One account of a tie.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TieEntry {
    /// The day it is put at; none where neither the text nor the report is dated.
    pub date: Option<Date>,
    /// Where that day comes from.
    pub dated: Dated,
    /// How the tie changes.
    pub change: TieChange,
    /// Since when it holds, by this account.
    pub since: Option<Date>,
    /// Until when it held, by this account.
    pub until: Option<Date>,
    /// Who says so.
    pub holder: String,
    /// Whether the publisher itself says so.
    pub own_voice: bool,
    /// Date or time of publication.
    pub published: Option<String>,
    /// Publisher of the report, or its id.
    pub outlet: String,
    /// The report.
    pub doc: String,
    /// The record.
    pub tie: String,
    /// Whether the report is a reprint of another.
    pub copy: bool,
    /// The sentence.
    pub sentence: String,
}

/// Where the day of an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dated {
    /// The text says since or until when.
    Text,
    /// The day the report came out: the change may be older.
    Publication,
    /// Nothing is dated.
    Unknown,
}

/// The timelines of all ties, by the two parties and the kind.
pub fn ties(accounts: &[&TieAccount], known: &dyn Known) -> Vec<Timeline> {
    let mut accounts = accounts.to_vec();
    accounts.sort_by_cached_key(|account| {
        (
            account.report.doc.clone(),
            account.tie.evidence.sentence,
            account.tie.evidence.trigger,
            account.tie.id.clone(),
        )
    });
    accounts.dedup_by(|a, b| a.report.doc == b.report.doc && a.tie.id == b.tie.id);
    let chains: Vec<_> = accounts.iter().map(|a| (a.report.doc.as_str(), a.holders.as_slice())).collect();
    let parties: Vec<_> = accounts
        .iter()
        .map(|a| (a.report.doc.as_str(), [std::slice::from_ref(&a.from), std::slice::from_ref(&a.to)]))
        .collect();
    let directory = Directory::of(&chains, &parties, known);
    let mut groups: BTreeMap<(Option<Who>, TieKind, Option<Who>), Vec<usize>> = BTreeMap::new();
    for (at, account) in accounts.iter().enumerate() {
        let (from, to) = (directory.actors(at).first().copied(), directory.recipients(at).first().copied());
        // Two allies or enemies are related both ways, whoever is named first.
        let mutual = matches!(account.tie.kind, TieKind::AlliedWith | TieKind::AtWarWith | TieKind::RelatesTo);
        let (from, to) = if mutual && to < from { (to, from) } else { (from, to) };
        groups.entry((from, account.tie.kind, to)).or_default().push(at);
    }
    let name = |who: Option<Who>| who.map_or_else(String::new, |who| directory.get(who).id.clone());
    groups
        .into_iter()
        .map(|((from, kind, to), members)| {
            let mut entries: Vec<(Moment, TieEntry)> = members
                .into_iter()
                .map(|at| (of_report(&accounts[at].report), entry(at, accounts[at], &directory, known)))
                .collect();
            entries.sort_by(|(moment_a, a), (moment_b, b)| {
                (a.date.is_none(), a.date, moment_a, &a.doc, &a.tie).cmp(&(
                    b.date.is_none(),
                    b.date,
                    moment_b,
                    &b.doc,
                    &b.tie,
                ))
            });
            let entries = entries.into_iter().map(|(_, entry)| entry).collect();
            Timeline { from: name(from), kind, to: name(to), entries }
        })
        .collect()
}

fn entry(at: usize, account: &TieAccount, directory: &Directory, known: &dyn Known) -> TieEntry {
    let tie = &account.tie;
    let since = tie.since.as_ref().and_then(|range| range.from.or(range.to));
    let until = tie.until.as_ref().and_then(|range| range.to.or(range.from));
    let told = if tie.change == TieChange::Ends { until.or(since) } else { since.or(until) };
    let published = account.report.published.as_ref();
    let (date, dated) = match (told, published) {
        (Some(day), _) => (Some(day), Dated::Text),
        (None, Some(published)) => (Some(published.date), Dated::Publication),
        (None, None) => (None, Dated::Unknown),
    };
    let holder = directory.chain(at).last().copied();
    TieEntry {
        date,
        dated,
        change: tie.change,
        since,
        until,
        holder: holder.map_or_else(|| outlet_of(&account.report), |who| directory.get(who).id.clone()),
        own_voice: account.holders.len() <= 1,
        published: published.map(|published| published.text.clone()),
        outlet: outlet_of(&account.report),
        doc: account.report.doc.clone(),
        tie: tie.id.clone(),
        copy: known.original(&account.report.doc).is_some(),
        sentence: account.sentence.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::KnownTables;
    use crate::testing::tie;

    #[test]
    fn changes_stand_in_the_order_of_their_days() {
        let accounts = [
            tie("a", "2031-03-01", ("Norland", "backs", "Dawn Front"), "ends", None),
            tie("b", "2031-04-01", ("Norland", "backs", "Dawn Front"), "holds", Some("2022-01-01")),
            tie("c", "2031-02-01", ("Sudland", "backs", "Dawn Front"), "begins", None),
        ];
        let lines = ties(&accounts.iter().collect::<Vec<_>>(), &KnownTables::default());
        assert_eq!(lines.iter().map(|line| line.from.as_str()).collect::<Vec<_>>(), ["Norland", "Sudland"]);
        let shown: Vec<_> = lines[0].entries.iter().map(|e| (e.doc.as_str(), e.change, e.dated)).collect();
        assert_eq!(shown, [("b", TieChange::Holds, Dated::Text), ("a", TieChange::Ends, Dated::Publication)]);
        let turned: Vec<&TieAccount> = accounts.iter().rev().collect();
        assert_eq!(ties(&turned, &KnownTables::default()), lines);
    }

    #[test]
    fn a_mutual_tie_is_one_whoever_is_named_first() {
        let accounts = [
            tie("a", "2031-03-01", ("Norland", "at-war-with", "Sudland"), "holds", None),
            tie("b", "2031-04-01", ("Sudland", "at-war-with", "Norland"), "ends", None),
        ];
        let lines = ties(&accounts.iter().collect::<Vec<_>>(), &KnownTables::default());
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!((line.from.as_str(), line.to.as_str(), line.entries.len()), ("Norland", "Sudland", 2));
    }
}
