//! Which accounts are connected, over many documents.

use crate::link::{self, Prepared, WEAK};
use crate::story::{SHARED_KEYS, Story};
use std::collections::{BTreeMap, HashMap};

/// Connected components; the smallest member stands for each.
#[derive(Debug)]
pub(super) struct Union {
    parent: Vec<usize>,
}

impl Union {
    pub(super) fn new(size: usize) -> Union {
        Union { parent: (0..size).collect() }
    }

    pub(super) fn find(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// The components, each in order, ordered by their first members.
    pub(super) fn groups(mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.parent.len() {
            groups.entry(self.find(at)).or_default().push(at);
        }
        groups.into_values().collect()
    }
}

/// Joins all accounts that are linked: the same pairs for which [`link::linked`] holds, found by their keys.
pub(super) fn connect(accounts: &[&Prepared], union: &mut Union) {
    let documents = Documents::of(accounts);
    for of_document in &documents.accounts {
        for (at, &a) in of_document.iter().enumerate() {
            for &b in &of_document[at + 1..] {
                connect_if(accounts, a, b, 1.0, union);
            }
        }
    }
    for (first, second) in documents.sharing_keys() {
        let story = documents.stories[first].cosine(documents.stories[second]);
        if story < link::LEAST_STORY {
            continue;
        }
        for &a in &documents.accounts[first] {
            for &b in &documents.accounts[second] {
                connect_if(accounts, a, b, story, union);
            }
        }
    }
    by_keys(accounts, union);
}

/// Accounts that share a key of their own.
fn by_keys(accounts: &[&Prepared], union: &mut Union) {
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, account) in accounts.iter().enumerate() {
        for key in account.keys() {
            let earlier = index.entry(key).or_default();
            for &other in earlier.iter() {
                // What is connected already stays so; only new links matter here.
                if union.find(other) != union.find(at) {
                    let (a, b) = (accounts[other], accounts[at]);
                    connect_if(accounts, other, at, link::story_of(a, b), union);
                }
            }
            earlier.push(at);
        }
    }
}

fn connect_if(accounts: &[&Prepared], a: usize, b: usize, story: f32, union: &mut Union) {
    if union.find(a) != union.find(b) && link::score(accounts[a], accounts[b], story) >= WEAK {
        union.join(a, b);
    }
}

/// Accounts by document.
struct Documents<'a> {
    accounts: Vec<Vec<usize>>,
    stories: Vec<&'a Story>,
}

impl<'a> Documents<'a> {
    fn of(accounts: &[&'a Prepared]) -> Documents<'a> {
        let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, account) in accounts.iter().enumerate() {
            by_id.entry(account.doc()).or_default().push(at);
        }
        let stories = by_id.values().map(|of_document| accounts[of_document[0]].story()).collect();
        Documents { accounts: by_id.into_values().collect(), stories }
    }

    /// Pairs of documents that share as many keys as candidates must.
    fn sharing_keys(&self) -> Vec<(usize, usize)> {
        let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut pairs = Vec::new();
        for (at, story) in self.stories.iter().enumerate() {
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for key in story.keys() {
                for &other in index.get(key).into_iter().flatten() {
                    *shared.entry(other).or_default() += 1;
                }
            }
            pairs.extend(shared.into_iter().filter(|(_, count)| *count >= SHARED_KEYS).map(|(other, _)| (other, at)));
            for key in story.keys() {
                index.entry(key).or_default().push(at);
            }
        }
        pairs
    }
}
