//! A sample for a study of reliability: documents that people code without seeing the program's output.

use sayso_core::{EventType, sha256_hex};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A document that can be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Id.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Types of events that the program finds in it.
    pub types: BTreeSet<EventType>,
}

/// A document that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// Id.
    pub id: String,
    /// What it was drawn for: the rarest type in it; none where the program finds no event.
    pub stratum: Option<EventType>,
}

/// Draws `number` documents, stratified: a document belongs to the rarest type that the program finds in it, or to those
/// without an event; the strata take turns, and within one the publishers that were drawn least come first. What is drawn
/// depends on ids and `seed` alone, not on the order of the candidates.
pub fn draw(candidates: &[Candidate], number: usize, seed: u64) -> Vec<Drawn> {
    let mut documents: BTreeMap<EventType, usize> = BTreeMap::new();
    for candidate in candidates {
        candidate.types.iter().for_each(|kind| *documents.entry(*kind).or_default() += 1);
    }
    let rarest = |candidate: &Candidate| candidate.types.iter().copied().min_by_key(|kind| (documents[kind], *kind));
    let mut strata: BTreeMap<Option<EventType>, Vec<(String, &Candidate)>> = BTreeMap::new();
    for candidate in candidates {
        let lot = sha256_hex(format!("{seed}\0{}", candidate.id).as_bytes());
        strata.entry(rarest(candidate)).or_default().push((lot, candidate));
    }
    let mut publishers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut drawn = Vec::new();
    while drawn.len() < number && strata.values().any(|left| !left.is_empty()) {
        for (stratum, left) in &mut strata {
            let times = |candidate: &Candidate| publishers.get(candidate.publisher.as_str()).copied().unwrap_or(0);
            let next = (0..left.len()).min_by_key(|at| (times(left[*at].1), left[*at].0.clone()));
            let Some(next) = next.filter(|_| drawn.len() < number) else { continue };
            let (_, candidate) = left.swap_remove(next);
            *publishers.entry(&candidate.publisher).or_default() += 1;
            drawn.push(Drawn { id: candidate.id.clone(), stratum: *stratum });
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates() -> Vec<Candidate> {
        let of = |at: usize, types: &[EventType]| Candidate {
            id: format!("d{at}"),
            publisher: format!("p{}", at % 3),
            types: types.iter().copied().collect(),
        };
        let mut all: Vec<Candidate> = (0..20).map(|at| of(at, &[EventType::Accuse])).collect();
        all.extend((20..22).map(|at| of(at, &[EventType::Accuse, EventType::Aid])));
        all.extend((22..30).map(|at| of(at, &[])));
        all
    }

    #[test]
    fn every_stratum_takes_its_turn() {
        let drawn = draw(&candidates(), 6, 1);
        let count = |stratum| drawn.iter().filter(|one| one.stratum == stratum).count();
        assert_eq!((count(None), count(Some(EventType::Aid)), count(Some(EventType::Accuse))), (2, 2, 2));
        let more = draw(&candidates(), 25, 1);
        assert_eq!(more.iter().filter(|one| one.stratum == Some(EventType::Aid)).count(), 2, "there are no more");
        assert_eq!(draw(&candidates(), 99, 1).len(), 30);
    }

    #[test]
    fn the_order_of_candidates_plays_no_part_and_the_seed_does() {
        let mut turned = candidates();
        turned.reverse();
        let names = |drawn: Vec<Drawn>| drawn.into_iter().map(|one| one.id).collect::<BTreeSet<_>>();
        assert_eq!(names(draw(&candidates(), 9, 1)), names(draw(&turned, 9, 1)));
        assert_ne!(names(draw(&candidates(), 9, 1)), names(draw(&candidates(), 9, 2)));
    }

    #[test]
    fn publishers_take_turns_within_a_stratum() {
        let drawn = draw(&candidates()[..20], 6, 1);
        for publisher in 0..3 {
            let of = |one: &&Drawn| one.id[1..].parse::<usize>().is_ok_and(|at| at % 3 == publisher);
            assert_eq!(drawn.iter().filter(of).count(), 2);
        }
    }
}
