//! Who calls whom what since when, in its own voice or in a quotation.

use crate::claims::directory::{Directory, Who};
use crate::claims::holder_name::words;
use crate::claims::known::Known;
use crate::claims::moment::of_report;
use crate::claims::phrasing::outlet_of;
use crate::standing::LabelAccount;
use sayso_core::{LabelKind, LabelPolarity, Quote};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The history of one label on one target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelHistory {
    /// To whom it is applied: id in the whole set of reports, or name.
    pub target: String,
    /// The label in lower case.
    pub text: String,
    /// Publication of the earliest report that has it, where any is dated.
    pub since: Option<String>,
    /// Every use, the earliest first.
    pub uses: Vec<LabelUse>,
    /// For each outlet, how often it speaks for itself.
    pub outlets: Vec<LabelShare>,
}

/// One use of a label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelUse {
    /// Who applies it.
    pub holder: String,
    /// Whether it is the publisher's own voice, without marks that keep the word at a distance.
    pub own_voice: bool,
    /// How the holder is rendered.
    pub quote: Option<Quote>,
    /// How the label is applied.
    pub kind: LabelKind,
    /// Favourable or not.
    pub polarity: LabelPolarity,
    /// Date or time of publication.
    pub published: Option<String>,
    /// Publisher of the report, or its id.
    pub outlet: String,
    /// The report.
    pub doc: String,
    /// The record.
    pub label: String,
    /// Whether the report is a reprint of another.
    pub copy: bool,
    /// The sentence.
    pub sentence: String,
}

/// How often an outlet applies a label itself, and how often it lets others speak.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelShare {
    /// The outlet.
    pub outlet: String,
    /// Uses in its own voice.
    pub own_voice: usize,
    /// Uses on somebody else's word, or at a distance.
    pub quoted: usize,
    /// Own voice among all, between 0 and 1.
    pub share: f64,
}

/// The histories of all labels, by target and label.
pub fn labels(accounts: &[&LabelAccount], known: &dyn Known) -> Vec<LabelHistory> {
    let mut accounts = accounts.to_vec();
    accounts.sort_by_cached_key(|account| (account.report.doc.clone(), account.label.span, account.label.id.clone()));
    accounts.dedup_by(|a, b| a.report.doc == b.report.doc && a.label.id == b.label.id);
    let chains: Vec<_> = accounts.iter().map(|a| (a.report.doc.as_str(), a.holders.as_slice())).collect();
    let targets: Vec<_> = accounts
        .iter()
        .map(|a| (a.report.doc.as_str(), [std::slice::from_ref(&a.target), Default::default()]))
        .collect();
    let directory = Directory::of(&chains, &targets, known);
    let mut histories: BTreeMap<(Option<Who>, String), Vec<usize>> = BTreeMap::new();
    for (at, account) in accounts.iter().enumerate() {
        let target = directory.actors(at).first().copied();
        histories.entry((target, words(&account.label.text).join(" "))).or_default().push(at);
    }
    histories
        .into_iter()
        .map(|((target, text), mut uses)| {
            uses.sort_by_key(|at| (of_report(&accounts[*at].report), *at));
            let uses: Vec<LabelUse> =
                uses.into_iter().map(|at| label_use(at, accounts[at], &directory, known)).collect();
            LabelHistory {
                target: target.map_or_else(String::new, |who| directory.get(who).id.clone()),
                text,
                since: uses.iter().find_map(|each| each.published.clone()),
                outlets: shares(&uses),
                uses,
            }
        })
        .collect()
}

fn label_use(at: usize, account: &LabelAccount, directory: &Directory, known: &dyn Known) -> LabelUse {
    let quote = account.holders.last().and_then(|holder| holder.quote);
    let holder = directory.chain(at).last().copied();
    LabelUse {
        holder: holder.map_or_else(|| outlet_of(&account.report), |who| directory.get(who).id.clone()),
        own_voice: account.holders.len() <= 1 && quote != Some(Quote::Scare),
        quote,
        kind: account.label.kind,
        polarity: account.label.polarity,
        published: account.report.published.as_ref().map(|published| published.text.clone()),
        outlet: outlet_of(&account.report),
        doc: account.report.doc.clone(),
        label: account.label.id.clone(),
        copy: known.original(&account.report.doc).is_some(),
        sentence: account.sentence.clone(),
    }
}

fn shares(uses: &[LabelUse]) -> Vec<LabelShare> {
    let outlets: BTreeSet<&str> = uses.iter().map(|each| each.outlet.as_str()).collect();
    let share = |outlet: &str| {
        let of = |own: bool| uses.iter().filter(|each| each.outlet == outlet && each.own_voice == own).count();
        let (own_voice, quoted) = (of(true), of(false));
        let share = own_voice as f64 / (own_voice + quoted).max(1) as f64;
        LabelShare { outlet: outlet.to_string(), own_voice, quoted, share }
    };
    outlets.into_iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{body, holder, label};
    use crate::{HolderOf, KnownTables};
    use sayso_core::Act;

    fn front() -> HolderOf {
        holder(body("Norland army", None, "MIL"), Act::States)
    }

    #[test]
    fn a_label_has_its_first_use_and_its_share_of_own_voice() {
        let accounts = [
            label("b", "Sudland Post", "2031-03-02", "terrorists", "Dawn Front", None),
            label("a", "Norland Times", "2031-03-05", "Terrorists", "the Dawn Front", Some(front())),
            label("c", "Norland Times", "2031-03-06", "terrorists", "Dawn Front", None),
            label("d", "Norland Times", "2031-03-01", "heroes", "Dawn Front", None),
        ];
        let histories = labels(&accounts.iter().collect::<Vec<_>>(), &KnownTables::default());
        assert_eq!(histories.iter().map(|h| h.text.as_str()).collect::<Vec<_>>(), ["heroes", "terrorists"]);
        let history = &histories[1];
        assert_eq!((history.target.as_str(), history.since.as_deref()), ("Dawn Front", Some("2031-03-02")));
        let holders: Vec<_> = history.uses.iter().map(|each| (each.doc.as_str(), each.holder.as_str())).collect();
        assert_eq!(holders, [("b", "Sudland Post"), ("a", "Norland army"), ("c", "Norland Times")]);
        let shares: Vec<_> = history.outlets.iter().map(|o| (o.own_voice, o.quoted, o.share)).collect();
        assert_eq!(shares, [(1, 1, 0.5), (1, 0, 1.0)]);
        let turned: Vec<&LabelAccount> = accounts.iter().rev().collect();
        assert_eq!(labels(&turned, &KnownTables::default()), histories);
    }
}
