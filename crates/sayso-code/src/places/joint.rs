//! Choosing among the readings of all names of a document at once: one country explains many names.

use super::candidates::{Candidate, Readings};
use super::gazetteer::{Entry, EntryKind, Gazetteer};
use super::surroundings::{Called, Told};
use std::collections::{HashMap, HashSet};

/// A name in the text, to be resolved.
pub(super) struct Name {
    pub readings: Readings,
    /// The number of the next name that stands right after this one and a comma, and may contain it.
    pub inside: Option<usize>,
    /// A province that stands abbreviated behind it: country (alpha-2) and name.
    pub abbreviation: Option<(String, String)>,
    /// The same name elsewhere in the text has this key; they are one place.
    pub key: String,
    /// What the words around it call it.
    pub called: Option<Called>,
    /// The sentence that it stands in.
    pub sentence: usize,
    /// Countries whose people the words around it mean, by index, and how near they stand (1: beside it).
    pub peoples: Vec<(usize, f64)>,
}

impl Name {
    /// Whether a word around it may make it the name of something else.
    pub(super) fn is_loose(&self) -> bool {
        self.readings.shortened || self.called == Some(Called::Island)
    }
}

/// Countries that the surroundings of a text make likelier (by index), and how much.
pub(super) type Leanings = HashMap<usize, f64>;

/// What a place is liked more for being the one that news mostly mean by its name.
const PREFERRED: f64 = 6.0;

/// What a word such as "city" or "province" beside a name does for places of that kind.
const CALLED: f64 = 4.0;

/// What a word for a state's people right beside a name counts, against the name of the state.
const PEOPLE: f64 = 0.8;

/// Inhabitants from which on a town may be meant in place of the one that news mostly mean.
const KNOWN_TOWN: u64 = 100_000;

/// Names that are heard on either side of one: all of any article, the surroundings in a book.
const HEARD: usize = 400;

/// For each name the index of the chosen reading, with a word on what decided it.
pub(super) fn choose(
    names: &[Name],
    told: &Told,
    gazetteer: &Gazetteer,
    leanings: &Leanings,
) -> Vec<Option<(usize, &'static str)>> {
    let supports: Vec<Vec<f64>> = names
        .iter()
        .map(|name| {
            let readings = name.readings.candidates.iter();
            readings.map(|(candidate, _)| own_support(candidate, name, names, gazetteer)).collect()
        })
        .collect();
    let fixed: Vec<Vec<f64>> = names
        .iter()
        .zip(&supports)
        .map(|(name, support)| {
            let preferred = preferred(name, support, told);
            let readings = name.readings.candidates.iter().zip(support).enumerate();
            readings
                .map(|(at, ((candidate, prior), support))| {
                    let called = name.called.is_some_and(|called| called.fits(candidate));
                    let liking = if preferred == Some(at) { PREFERRED } else { 0.0 };
                    prior + support + liking + if called { CALLED } else { 0.0 }
                })
                .collect()
        })
        .collect();
    // Each name votes once, however often it stands.
    let mut seen: HashSet<&str> = HashSet::new();
    let voters: Vec<usize> =
        names.iter().enumerate().filter(|(_, name)| seen.insert(name.key.as_str())).map(|(index, _)| index).collect();
    let mut scores = fixed.clone();
    for _ in 0..3 {
        let shares: Vec<Vec<f64>> = scores.iter().map(|scores| softmax(scores)).collect();
        let mut next = fixed.clone();
        for (index, name) in names.iter().enumerate() {
            let Some(scores) = next.get_mut(index) else { continue };
            for (score, (candidate, _)) in scores.iter_mut().zip(&name.readings.candidates) {
                *score += context(candidate, index, names, &shares, heard(&voters, index), leanings);
            }
        }
        scores = next;
    }
    // The same name is the same place throughout, by its best supported mention.
    let mut best: HashMap<&str, (usize, f64)> = HashMap::new();
    for (name, scores) in names.iter().zip(&scores) {
        let Some((at, &score)) = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)) else { continue };
        let entry = best.entry(name.key.as_str()).or_insert((at, score));
        if score > entry.1 {
            *entry = (at, score);
        }
    }
    names
        .iter()
        .zip(&supports)
        .map(|(name, supports)| {
            let (at, _) = *best.get(name.key.as_str())?;
            let liking = |at: usize| if name.readings.preferred == Some(at) { PREFERRED } else { 0.0 };
            let priors = name.readings.candidates.iter().enumerate().map(|(at, (_, prior))| (at, prior + liking(at)));
            let prior_best = priors.max_by(|a, b| a.1.total_cmp(&b.1))?.0;
            let supported = *supports.get(at)? > 0.5;
            let how = match (name.readings.candidates.len(), supported, at == prior_best) {
                (1, ..) => "the only place of that name",
                (_, true, _) => "named with what it lies in",
                (_, _, true) => "the most likely place of that name",
                _ => "by the other places of the text",
            };
            Some((at, how))
        })
        .collect()
}

/// The reading that news mostly mean by a name, or the one that the text tells to be meant instead: what it is named with
/// tells so, or a province or country that the text names while it names nothing of the preferred one's country.
fn preferred(name: &Name, support: &[f64], told: &Told) -> Option<usize> {
    let at = name.readings.preferred?;
    let supported = |at: usize| support.get(at).is_some_and(|support| *support > 0.5);
    if !supported(at) && (0..support.len()).any(supported) {
        return None;
    }
    let town = |at: usize| match name.readings.candidates.get(at) {
        Some((Candidate::Entry(entry), _)) if entry.kind == EntryKind::Place => Some(entry),
        _ => None,
    };
    let usual: &Entry = town(at)?;
    if name.called == Some(Called::Division) {
        return None;
    }
    if told.names_country(usual.country) {
        return Some(at);
    }
    let instead = (0..name.readings.candidates.len()).find(|&other| {
        town(other).is_some_and(|other| {
            other.country != usual.country
                && other.population >= KNOWN_TOWN
                && (other.province.is_some_and(|province| told.names_province(province))
                    || told.names_country_in(name.sentence, other.country))
        })
    });
    instead.or(Some(at))
}

/// The voters around a name.
fn heard(voters: &[usize], index: usize) -> &[usize] {
    let at = voters.partition_point(|&voter| voter < index);
    voters.get(at.saturating_sub(HEARD)..(at + HEARD).min(voters.len())).unwrap_or(&[])
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// What the words beside a name say: "X, Y", "X, Ill."
fn own_support(candidate: &Candidate, name: &Name, names: &[Name], gazetteer: &Gazetteer) -> f64 {
    let Candidate::Entry(entry) = candidate else { return 0.0 };
    let mut support = 0.0;
    if let Some((country, province)) = &name.abbreviation
        && gazetteer.countries().get(entry.country).is_some_and(|known| known.alpha2 == *country)
        && entry.province.and_then(|province| gazetteer.province_name(province)) == Some(province)
        && entry.kind != EntryKind::Province
    {
        support += 8.0;
    }
    if let Some(outer) = name.inside.and_then(|outer| names.get(outer)) {
        let contained = outer.readings.candidates.iter().any(|(outer, _)| match outer {
            Candidate::Entry(outer) => match outer.kind {
                // "Peru, Chile": of two states side by side neither lies in the other, but for a province of that name.
                EntryKind::Country => {
                    let kinds = if name.readings.is_state() {
                        entry.kind == EntryKind::Province
                    } else {
                        entry.kind != EntryKind::Country
                    };
                    kinds && outer.country == entry.country
                }
                EntryKind::Province => {
                    matches!(entry.kind, EntryKind::Place | EntryKind::District) && outer.province == entry.province
                }
                EntryKind::District => {
                    entry.kind == EntryKind::Place
                        && outer.province == entry.province
                        && near(entry.lat, entry.lon, outer.lat, outer.lon) < 120.0
                }
                EntryKind::Place => false,
            },
            Candidate::Region(_) => false,
        });
        support += if contained { 6.0 } else { 0.0 };
    }
    support
}

/// What the other names of the document say for a reading.
fn context(
    candidate: &Candidate,
    index: usize,
    names: &[Name],
    shares: &[Vec<f64>],
    voters: &[usize],
    leanings: &Leanings,
) -> f64 {
    let Candidate::Entry(entry) = candidate else { return 0.0 };
    let (mut country, mut province, mut nearness) = (0.0, 0.0, 0.0);
    let key = names.get(index).map_or("", |name| name.key.as_str());
    for &other in voters {
        let (Some(name), Some(shares)) = (names.get(other), shares.get(other)) else { continue };
        if name.key == key {
            continue;
        }
        let distance = index.abs_diff(other) as f64;
        let weight = 1.0 / (1.0 + distance / 12.0);
        for ((candidate, _), share) in name.readings.candidates.iter().zip(shares) {
            let Candidate::Entry(voter) = candidate else { continue };
            if *share < 0.02 {
                continue;
            }
            if voter.country == entry.country {
                country += share * weight;
            }
            if voter.kind != EntryKind::Country && voter.province.is_some() && voter.province == entry.province {
                province += share * weight;
            }
            if voter.kind == EntryKind::Place && entry.kind == EntryKind::Place {
                nearness += share * weight * (-near(entry.lat, entry.lon, voter.lat, voter.lon) / 150.0).exp();
            }
        }
    }
    let peoples = names.get(index).map_or(&[][..], |name| &name.peoples);
    let near = peoples.iter().find(|(state, _)| *state == entry.country);
    country += near.map_or(0.0, |(_, nearness)| PEOPLE * nearness);
    // "China" and "La Paz" are no places of the country that the paper is read in.
    let elsewhere = names.get(index).is_some_and(|name| name.readings.is_state_or_capital());
    let leaning = if elsewhere { 0.0 } else { leanings.get(&entry.country).copied().unwrap_or(0.0) };
    let scale = if entry.kind == EntryKind::Country { 0.5 } else { 1.0 };
    scale * (2.0 * (1.0 + country).ln() + 3.5 * (1.0 + province).ln() + 3.5 * (1.0 + nearness).ln() + leaning)
}

/// Kilometres between two points of the globe.
pub(super) fn near(lat1: f64, lon1: f64, lat2: f64, lon2: f64) -> f64 {
    let (a, b, turn) = (lat1.to_radians(), lat2.to_radians(), (lon2 - lon1).to_radians());
    let y = (b.cos() * turn.sin()).hypot(a.cos() * b.sin() - a.sin() * b.cos() * turn.cos());
    let x = a.sin() * b.sin() + a.cos() * b.cos() * turn.cos();
    6371.0 * y.atan2(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_on_the_globe() {
        assert!((near(0.0, 0.0, 0.0, 180.0) - 20015.0).abs() < 1.0);
        assert!(near(10.0, 20.0, 10.0, 20.0).abs() < 1e-6);
    }
}
