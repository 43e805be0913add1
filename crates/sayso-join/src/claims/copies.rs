//! Which of an incident's accounts stand in copies of one text.

use crate::Account;
use crate::claims::known::Known;
use crate::claims::moment::moment;
use std::collections::{BTreeMap, BTreeSet};

/// The accounts of an incident by the texts they stand in.
pub(crate) struct Copies {
    texts: Vec<Option<String>>,
    first: BTreeMap<String, usize>,
    sources: Vec<Option<usize>>,
    copied_documents: BTreeSet<String>,
    with_known_first: BTreeSet<String>,
}

impl Copies {
    /// Reads off what is known of `accounts`, which stand in a fixed order.
    pub fn new(accounts: &[&Account], known: &dyn Known) -> Copies {
        let doc = |at: usize| accounts[at].report.doc.as_str();
        let texts: Vec<Option<String>> =
            (0..accounts.len()).map(|at| known.cluster(doc(at)).map(str::to_string)).collect();
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, text) in texts.iter().enumerate() {
            if let Some(text) = text {
                members.entry(text).or_default().push(at);
            }
        }
        let mut first = BTreeMap::new();
        let mut with_known_first = BTreeSet::new();
        let mut copied_documents = BTreeSet::new();
        for (text, members) in members {
            let knows = members.iter().any(|at| known.original(doc(*at)).is_some());
            let order = |at: &usize| (known.original(doc(*at)).is_some(), moment(accounts[*at]), doc(*at));
            let Some(earliest) = members.iter().copied().min_by_key(order) else { continue };
            first.insert(text.to_string(), earliest);
            if knows {
                with_known_first.insert(text.to_string());
            }
            // Without a known direction the earliest stands for the text, and the others are its copies.
            let others = members.iter().filter(|at| doc(**at) != doc(earliest));
            copied_documents.extend(others.map(|at| doc(*at).to_string()));
        }
        let sources = sources(accounts, known);
        Copies { texts, first, sources, copied_documents, with_known_first }
    }

    /// The text that an account stands in, where several documents carry it.
    pub fn text(&self, account: usize) -> Option<&str> {
        self.texts.get(account)?.as_deref()
    }

    /// The account whose publisher speaks for the text of this one.
    pub fn voice_of(&self, account: usize) -> usize {
        self.text(account).and_then(|text| self.first.get(text)).copied().unwrap_or(account)
    }

    /// The account that this one was taken over from.
    pub fn source(&self, account: usize) -> Option<usize> {
        self.sources.get(account).copied().flatten()
    }

    /// Whether the account's document is a copy of another.
    pub fn is_copy(&self, account: &Account) -> bool {
        self.copied_documents.contains(&account.report.doc)
    }

    /// Whether it is known which document had the text first.
    pub fn knows_first(&self, text: &str) -> bool {
        self.with_known_first.contains(text)
    }
}

/// The account at the far end of every chain of copied passages.
fn sources(accounts: &[&Account], known: &dyn Known) -> Vec<Option<usize>> {
    let number: BTreeMap<&str, usize> =
        accounts.iter().enumerate().map(|(at, account)| (account.event.id.as_str(), at)).collect();
    let step = |at: usize| known.original_account(&accounts[at].event.id).and_then(|event| number.get(event)).copied();
    (0..accounts.len())
        .map(|start| {
            let mut seen = BTreeSet::from([start]);
            let mut at = start;
            while let Some(next) = step(at).filter(|next| seen.insert(*next)) {
                at = next;
            }
            (at != start).then_some(at)
        })
        .collect()
}
