//! Which accounts of an incident are copies of others, by what the texts of their reports have in common.

use super::known::KnownTables;
use crate::account::Account;
use crate::reprint::{Direction, Overlap, Relation};
use sayso_core::{CharSpan, Number};
use std::collections::BTreeSet;

impl KnownTables {
    /// Notes documents that are versions of one report. They are named by their first id, whenever it came.
    pub fn one_text(&mut self, mut documents: Vec<String>) {
        documents.sort();
        if let Some(name) = documents.first().filter(|_| documents.len() > 1).cloned() {
            self.clusters.extend(documents.into_iter().map(|doc| (doc, name.clone())));
        }
    }

    /// Notes who copies whom among the accounts of one incident. The overlaps are the reprints and parts between their
    /// documents, in the order of these; which documents are versions of one report has to be noted before.
    pub fn copies(&mut self, overlaps: &[Overlap], accounts: &[&Account]) {
        let mut own = OwnAccounts::default();
        for overlap in overlaps {
            own.note(overlap, accounts);
            let (from, to) = match overlap.direction {
                Direction::AToB => (&overlap.a, &overlap.b),
                Direction::BToA => (&overlap.b, &overlap.a),
                Direction::Unknown => continue,
            };
            let one_text = self.clusters.contains_key(from) && self.clusters.get(from) == self.clusters.get(to);
            if overlap.relation == Relation::Reprint && one_text {
                let first = self.originals.entry(to.clone()).or_insert_with(|| from.clone());
                // Of several sources the one whose id comes first, whatever the order in which they are found.
                if from < first {
                    first.clone_from(from);
                }
            } else if overlap.relation == Relation::Part {
                taken_over(overlap, from, to, accounts, self);
            }
        }
        for doc in own.documents() {
            self.clusters.remove(&doc);
            self.originals.remove(&doc);
        }
    }
}

/// Versions of a report that tell of the incident in words of their own: what a reprint adds is no copy.
#[derive(Default)]
struct OwnAccounts {
    compared: BTreeSet<String>,
    copied: BTreeSet<String>,
}

impl OwnAccounts {
    fn note(&mut self, overlap: &Overlap, accounts: &[&Account]) {
        for account in accounts {
            let doc = &account.report.doc;
            if *doc == overlap.a || *doc == overlap.b {
                self.compared.insert(doc.clone());
                let there = overlap.counterpart(doc, account.event.evidence.sentence);
                if there.is_some_and(|there| is_same_there(account, there, accounts)) {
                    self.copied.insert(doc.clone());
                }
            }
        }
    }

    fn documents(self) -> Vec<String> {
        self.compared.difference(&self.copied).cloned().collect()
    }
}

/// Whether the other text gives the same numbers where it has what an account tells: another number is no copy.
fn is_same_there(account: &Account, there: CharSpan, accounts: &[&Account]) -> bool {
    let bounds = |account: &Account| -> Vec<(String, Option<Number>, Option<Number>)> {
        let magnitudes = account.event.magnitude.iter();
        magnitudes.map(|(field, value)| (field.clone(), value.at_least, value.at_most)).collect()
    };
    accounts.iter().filter(|other| other.report.doc != account.report.doc).all(|other| {
        let sentence = other.event.evidence.sentence;
        let meets = sentence.start < there.end && there.start < sentence.end;
        !meets || bounds(other) == bounds(account)
    })
}

/// Accounts of `to` that stand in a passage taken from `from`.
fn taken_over(overlap: &Overlap, from: &str, to: &str, accounts: &[&Account], known: &mut KnownTables) {
    for copy in accounts.iter().filter(|account| account.report.doc == to) {
        let Some(there) = overlap.counterpart(to, copy.event.evidence.sentence) else { continue };
        let original = accounts.iter().find(|account| {
            let sentence = account.event.evidence.sentence;
            account.report.doc == from
                && account.event.event == copy.event.event
                && sentence.start < there.end
                && there.start < sentence.end
        });
        if let Some(original) = original {
            known.original_accounts.insert(copy.event.id.clone(), original.event.id.clone());
        }
    }
}
