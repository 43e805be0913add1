//! Accounts to incidents: components of weak links first, then clusters within each by the average of all links.
//!
//! A chain of links is not enough: that a tells of what b tells of, and b of what c does, joins a and c only where the
//! links between all of them bear it on average, and never where anything bars one of them.

use super::components::{Union, connect};
use super::decisions::Decisions;
use crate::link::{self, Prepared};
use std::collections::{BTreeMap, BTreeSet};

/// Clusters are joined while their links average at least this.
pub const JOIN: f32 = 0.4;
/// Larger components are first split at a higher threshold, so that the work stays bounded.
const LARGEST: usize = 1000;
/// By how much the threshold rises when a component is split.
const STEP: f32 = 0.1;

/// The incidents among accounts, each as indices into `accounts`, in the order of event ids.
///
/// It depends on the set of accounts and the decisions alone, not on their order; and the incidents of a set are those
/// of its components (accounts for which [`linked`](crate::linked) holds or which a person joined, and what these
/// connect), so that a new document needs only the components that it touches to be clustered again.
pub fn cluster(accounts: &[Prepared], decisions: &Decisions) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    order.sort_by_key(|&at| (accounts[at].id(), accounts[at].doc()));
    let sorted: Vec<&Prepared> = order.iter().map(|&at| &accounts[at]).collect();
    let by_id: BTreeMap<&str, usize> = sorted.iter().enumerate().map(|(at, account)| (account.id(), at)).collect();
    let known = |(a, b): (&str, &str)| Some((*by_id.get(a)?, *by_id.get(b)?));
    let apart: BTreeSet<(usize, usize)> = decisions.apart().filter_map(known).map(in_order).collect();
    let together: Vec<(usize, usize)> = decisions.together().filter_map(known).map(in_order).collect();

    let mut union = Union::new(sorted.len());
    connect(&sorted, &mut union);
    let clusters: Vec<Vec<usize>> =
        union.groups().into_iter().flat_map(|component| split(&sorted, component, &apart)).collect();
    let joined = join_by_hand(clusters, &together, &apart);
    joined.into_iter().map(|members| members.into_iter().map(|at| order[at]).collect()).collect()
}

fn in_order((a, b): (usize, usize)) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// The clusters of a component.
fn split(accounts: &[&Prepared], component: Vec<usize>, apart: &BTreeSet<(usize, usize)>) -> Vec<Vec<usize>> {
    if component.len() == 1 {
        return vec![component];
    }
    within(accounts, component, apart, link::WEAK + STEP)
}

fn within(
    accounts: &[&Prepared],
    component: Vec<usize>,
    apart: &BTreeSet<(usize, usize)>,
    threshold: f32,
) -> Vec<Vec<usize>> {
    if component.len() <= LARGEST || threshold >= 1.0 {
        return Average::of(accounts, &component, apart).clusters(component);
    }
    let mut union = Union::new(component.len());
    for (i, &a) in component.iter().enumerate() {
        for (j, &b) in component.iter().enumerate().skip(i + 1) {
            if union.find(i) != union.find(j) && score(accounts[a], accounts[b]) >= threshold {
                union.join(i, j);
            }
        }
    }
    let parts = union.groups().into_iter().map(|part| part.into_iter().filter_map(|at| component.get(at).copied()));
    parts.flat_map(|part| within(accounts, part.collect(), apart, threshold + STEP)).collect()
}

fn score(a: &Prepared, b: &Prepared) -> f32 {
    link::score(a, b, link::story_of(a, b))
}

/// Average-link clustering of one component.
struct Average {
    size: usize,
    /// Sum of the links between two clusters, minus infinity where something forbids to join them; row by row.
    sums: Vec<f32>,
    members: Vec<Vec<usize>>,
    /// The nearest cluster of each with the average of its links; none where none may be joined.
    nearest: Vec<Option<(f32, usize)>>,
}

impl Average {
    fn of(accounts: &[&Prepared], component: &[usize], apart: &BTreeSet<(usize, usize)>) -> Average {
        let size = component.len();
        let mut sums = vec![f32::NEG_INFINITY; size * size];
        for (i, &a) in component.iter().enumerate() {
            for (j, &b) in component.iter().enumerate().skip(i + 1) {
                let link = score(accounts[a], accounts[b]);
                // A score of nothing at all is a bar.
                let value = if link == 0.0 || apart.contains(&in_order((a, b))) { f32::NEG_INFINITY } else { link };
                sums[i * size + j] = value;
                sums[j * size + i] = value;
            }
        }
        let members = (0..size).map(|at| vec![at]).collect();
        let mut average = Average { size, sums, members, nearest: Vec::new() };
        average.nearest = (0..size).map(|row| average.search(row)).collect();
        average
    }

    fn link(&self, a: usize, b: usize) -> f32 {
        self.sums[a * self.size + b] / (self.members[a].len() * self.members[b].len()) as f32
    }

    /// The nearest cluster, the first of equals.
    fn search(&self, row: usize) -> Option<(f32, usize)> {
        let mut best: Option<(f32, usize)> = None;
        for other in (0..self.size).filter(|&other| other != row && !self.members[other].is_empty()) {
            let link = self.link(row, other);
            if link >= JOIN && best.is_none_or(|(found, _)| link > found) {
                best = Some((link, other));
            }
        }
        best
    }

    fn clusters(mut self, component: Vec<usize>) -> Vec<Vec<usize>> {
        while let Some((a, b)) = self.closest() {
            self.merge(a.min(b), a.max(b));
        }
        let mut clusters: Vec<Vec<usize>> = self.members.into_iter().filter(|members| !members.is_empty()).collect();
        for members in &mut clusters {
            members.sort_unstable();
            members.iter_mut().for_each(|at| *at = component[*at]);
        }
        clusters
    }

    fn closest(&self) -> Option<(usize, usize)> {
        let mut best: Option<(f32, usize, usize)> = None;
        for (row, nearest) in self.nearest.iter().enumerate() {
            let Some((link, other)) = *nearest else { continue };
            if best.is_none_or(|(found, ..)| link > found) {
                best = Some((link, row, other));
            }
        }
        best.map(|(_, a, b)| (a, b))
    }

    fn merge(&mut self, into: usize, from: usize) {
        let moved = std::mem::take(&mut self.members[from]);
        self.members[into].extend(moved);
        for other in 0..self.size {
            let sum = self.sums[into * self.size + other] + self.sums[from * self.size + other];
            self.sums[into * self.size + other] = sum;
            self.sums[other * self.size + into] = sum;
        }
        self.nearest[from] = None;
        for row in 0..self.size {
            let touched = self.nearest[row].is_some_and(|(_, other)| other == into || other == from);
            if row != from && !self.members[row].is_empty() && (row == into || touched) {
                self.nearest[row] = self.search(row);
            } else if row != from && !self.members[row].is_empty() {
                self.closer(row, into);
            }
        }
    }

    /// The average to a grown cluster may have risen above what was nearest.
    fn closer(&mut self, row: usize, grown: usize) {
        let link = self.link(row, grown);
        let better = |(found, other): (f32, usize)| link > found || (link == found && grown < other);
        if link >= JOIN && self.nearest[row].is_none_or(better) {
            self.nearest[row] = Some((link, grown));
        }
    }
}

/// Whole clusters that a person joined, but where that would unite accounts that are to be kept apart.
fn join_by_hand(
    clusters: Vec<Vec<usize>>,
    together: &[(usize, usize)],
    apart: &BTreeSet<(usize, usize)>,
) -> Vec<Vec<usize>> {
    let mut clusters = clusters;
    for &(a, b) in together {
        let find = |clusters: &[Vec<usize>], at: usize| clusters.iter().position(|members| members.contains(&at));
        let (Some(first), Some(second)) = (find(&clusters, a), find(&clusters, b)) else { continue };
        let forbidden = clusters[first]
            .iter()
            .any(|&x| clusters[second].iter().any(|&y| x != y && apart.contains(&in_order((x, y)))));
        if first != second && !forbidden {
            let moved = std::mem::take(&mut clusters[second]);
            clusters[first].extend(moved);
            clusters[first].sort_unstable();
        }
    }
    clusters.retain(|members| !members.is_empty());
    clusters.sort();
    clusters
}
