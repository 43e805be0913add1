//! Which documents are versions of one report.

use super::{Overlap, Relation};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a person decided about two documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// They are versions of one report.
    Together,
    /// They are not.
    Apart,
}

/// A person's decision about two documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonDecision {
    /// One document.
    pub a: String,
    /// The other.
    pub b: String,
    /// What was decided.
    pub decision: Decision,
}

/// Documents that are versions of one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// Ids, sorted; the first names the cluster.
    pub documents: Vec<String>,
    /// Why they are together, for people: one line a link.
    pub reasons: Vec<String>,
}

/// Clusters of reprints, and the links between documents that stay documents of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clusters {
    /// Clusters of two documents and more, by their first id.
    pub clusters: Vec<Cluster>,
    /// Pairs of which one has a part of the other (positions in the list that was given).
    pub parts: Vec<(String, String)>,
    /// Reprints that a person's decision keeps apart.
    pub kept_apart: Vec<(String, String)>,
}

/// Connected components over reprint relations and people's decisions, the same in whatever order they come.
///
/// A person's "together" joins without a relation. A person's "apart" holds for the clusters of both documents: a third
/// text that resembles both stays with the one that it is more surely a reprint of. Of two decisions on one pair "apart"
/// holds.
pub fn clusters(overlaps: &[Overlap], decisions: &[PersonDecision]) -> Clusters {
    let mut groups = Groups::new(decisions);
    let mut links = links(overlaps, decisions);
    links.sort_by(|one, two| {
        two.strength
            .total_cmp(&one.strength)
            .then_with(|| (&one.a, &one.b, &one.reason).cmp(&(&two.a, &two.b, &two.reason)))
    });
    let mut kept_apart = Vec::new();
    let mut joined: Vec<&Link> = Vec::new();
    for link in &links {
        if groups.join(&link.a, &link.b) {
            joined.push(link);
        } else {
            kept_apart.push((link.a.clone(), link.b.clone()));
        }
    }
    let mut clusters: BTreeMap<String, Cluster> = BTreeMap::new();
    for members in groups.members.values().filter(|members| members.len() > 1) {
        if let Some(first) = members.first() {
            let cluster = Cluster { documents: members.iter().cloned().collect(), reasons: Vec::new() };
            clusters.insert(first.clone(), cluster);
        }
    }
    for link in joined {
        if let Some(cluster) = groups.first_of(&link.a).and_then(|first| clusters.get_mut(&first)) {
            cluster.reasons.push(link.reason.clone());
        }
    }
    for cluster in clusters.values_mut() {
        cluster.reasons.sort();
        cluster.reasons.dedup();
    }
    kept_apart.sort();
    kept_apart.dedup();
    Clusters { clusters: clusters.into_values().collect(), parts: parts(overlaps, decisions), kept_apart }
}

struct Link {
    a: String,
    b: String,
    strength: f64,
    reason: String,
}

fn sorted(a: &str, b: &str) -> (String, String) {
    if a <= b { (a.to_string(), b.to_string()) } else { (b.to_string(), a.to_string()) }
}

fn links(overlaps: &[Overlap], decisions: &[PersonDecision]) -> Vec<Link> {
    let told = decisions.iter().filter(|decision| decision.decision == Decision::Together).map(|decision| {
        let (a, b) = sorted(&decision.a, &decision.b);
        Link { reason: format!("{a} and {b}: together by a person's decision"), a, b, strength: f64::INFINITY }
    });
    let found = overlaps.iter().filter(|overlap| overlap.relation == Relation::Reprint).map(|overlap| {
        let (a, b) = sorted(&overlap.a, &overlap.b);
        Link { reason: format!("{a} and {b}: {}", overlap.reasons.join("; ")), a, b, strength: overlap.confidence }
    });
    told.chain(found).collect()
}

fn parts(overlaps: &[Overlap], decisions: &[PersonDecision]) -> Vec<(String, String)> {
    let apart: BTreeSet<(String, String)> = decisions
        .iter()
        .filter(|decision| decision.decision == Decision::Apart)
        .map(|told| sorted(&told.a, &told.b))
        .collect();
    let parts: BTreeSet<(String, String)> = overlaps
        .iter()
        .filter(|overlap| overlap.relation == Relation::Part)
        .map(|overlap| sorted(&overlap.a, &overlap.b))
        .filter(|pair| !apart.contains(pair))
        .collect();
    parts.into_iter().collect()
}

/// Disjoint sets of documents that never join two which are to stay apart.
struct Groups {
    group: BTreeMap<String, usize>,
    members: BTreeMap<usize, BTreeSet<String>>,
    apart: BTreeMap<String, BTreeSet<String>>,
}

impl Groups {
    fn new(decisions: &[PersonDecision]) -> Groups {
        let mut apart: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for told in decisions.iter().filter(|told| told.decision == Decision::Apart) {
            apart.entry(told.a.clone()).or_default().insert(told.b.clone());
            apart.entry(told.b.clone()).or_default().insert(told.a.clone());
        }
        Groups { group: BTreeMap::new(), members: BTreeMap::new(), apart }
    }

    fn of(&mut self, doc: &str) -> usize {
        if let Some(&group) = self.group.get(doc) {
            return group;
        }
        let group = self.group.len();
        self.group.insert(doc.to_string(), group);
        self.members.insert(group, BTreeSet::from([doc.to_string()]));
        group
    }

    fn first_of(&self, doc: &str) -> Option<String> {
        self.members.get(self.group.get(doc)?)?.first().cloned()
    }

    /// Joins the groups of both unless that brought together what is to stay apart.
    fn join(&mut self, a: &str, b: &str) -> bool {
        let (mut large, mut small) = (self.of(a), self.of(b));
        if large == small {
            return true;
        }
        let size = |group: &usize| self.members.get(group).map_or(0, BTreeSet::len);
        if size(&large) < size(&small) {
            std::mem::swap(&mut large, &mut small);
        }
        let Some(moving) = self.members.remove(&small) else { return false };
        let staying = self.members.entry(large).or_default();
        let parted =
            |doc: &String| self.apart.get(doc).is_some_and(|others| others.iter().any(|other| staying.contains(other)));
        if moving.iter().any(parted) {
            self.members.insert(small, moving);
            return false;
        }
        for doc in &moving {
            self.group.insert(doc.clone(), large);
        }
        staying.extend(moving);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reprint::Direction;
    use proptest::prelude::*;

    fn overlap(a: &str, b: &str, relation: Relation, confidence: f64) -> Overlap {
        Overlap {
            a: a.to_string(),
            b: b.to_string(),
            relation,
            confidence,
            reasons: vec!["the same words".to_string()],
            direction: Direction::Unknown,
            direction_reason: String::new(),
            passages: vec![],
            sentences: vec![],
            share_a: 1.0,
            share_b: 1.0,
            only_a: vec![],
            only_b: vec![],
        }
    }

    fn decision(a: &str, b: &str, decision: Decision) -> PersonDecision {
        PersonDecision { a: a.to_string(), b: b.to_string(), decision }
    }

    fn documents(found: &Clusters) -> Vec<Vec<&str>> {
        found.clusters.iter().map(|cluster| cluster.documents.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn parts_and_quotations_do_not_join() {
        let overlaps = [
            overlap("a", "b", Relation::Reprint, 0.9),
            overlap("b", "c", Relation::Part, 0.9),
            overlap("c", "d", Relation::SharedQuotation, 0.9),
            overlap("d", "e", Relation::Template, 0.9),
        ];
        let found = clusters(&overlaps, &[]);
        assert_eq!(documents(&found), [["a", "b"]]);
        assert_eq!(found.parts, [("b".to_string(), "c".to_string())]);
    }

    #[test]
    fn apart_holds_against_a_chain_of_reprints() {
        let overlaps = [overlap("a", "b", Relation::Reprint, 0.9), overlap("b", "c", Relation::Reprint, 0.8)];
        let found = clusters(&overlaps, &[decision("c", "a", Decision::Apart)]);
        assert_eq!(documents(&found), [["a", "b"]]);
        assert_eq!(found.kept_apart, [("b".to_string(), "c".to_string())]);
        let told = [decision("c", "a", Decision::Together)];
        assert_eq!(documents(&clusters(&[], &told)), [["a", "c"]]);
    }

    proptest! {
        #[test]
        fn order_does_not_matter(
            pairs in prop::collection::vec((0u8..9, 0u8..9, 0u8..4, any::<bool>()), 0..20),
            told in prop::collection::vec((0u8..9, 0u8..9, any::<bool>()), 0..6),
            seed in any::<u64>(),
        ) {
            let name = |number: u8| format!("d{number}");
            let mut overlaps: Vec<Overlap> = pairs
                .iter()
                .filter(|(a, b, ..)| a != b)
                .map(|&(a, b, sure, part)| {
                    let relation = if part { Relation::Part } else { Relation::Reprint };
                    overlap(&name(a), &name(b), relation, f64::from(sure) / 4.0)
                })
                .collect();
            let mut decisions: Vec<PersonDecision> = told
                .iter()
                .filter(|(a, b, _)| a != b)
                .map(|&(a, b, apart)| decision(&name(a), &name(b), if apart { Decision::Apart } else { Decision::Together }))
                .collect();
            let found = clusters(&overlaps, &decisions);
            overlaps.sort_by_key(|overlap| crate::text::mix(crate::text::hash(&format!("{}{}{}", overlap.a, overlap.b, overlap.confidence)) ^ seed));
            decisions.reverse();
            prop_assert_eq!(&clusters(&overlaps, &decisions), &found);
            let together = |a: &str, b: &str| found.clusters.iter().any(|cluster| {
                cluster.documents.iter().any(|doc| doc == a) && cluster.documents.iter().any(|doc| doc == b)
            });
            for told in decisions.iter().filter(|told| told.decision == Decision::Apart) {
                prop_assert!(!together(&told.a, &told.b));
            }
        }
    }
}
