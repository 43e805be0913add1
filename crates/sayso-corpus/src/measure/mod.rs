//! How well predicted readings do by gold ones. The measures, their names and definitions are those of
//! `corpus/score_events.py` (mode `reading`); a test holds both to the same figures.

mod events;
mod matching;
mod standing;
mod tally;
mod worst;

#[cfg(test)]
mod tests;

pub use tally::{Detection, Interval, Share};
pub use worst::{Line, Sentence};

use matching::Side;
use sayso_core::{CharSpan, DocumentId, EventType, Reading};
use sayso_review::{Reliability, reliability};
use serde::Serialize;
use std::collections::BTreeMap;
use tally::{Found, Hits, Tally};

/// Measures with precision, recall and F1, in the order in which they are shown.
pub const DETECTIONS: [&str; 21] = [
    "trigger",
    "type",
    "negative",
    "uncertain",
    "unrealised",
    "full_record",
    "full_with_chain",
    "attributed",
    "actor",
    "actor_mention",
    "recipient",
    "recipient_mention",
    "contexts",
    "labels",
    "labels_holder",
    "labels_target",
    "labels_kind",
    "labels_all",
    "ties",
    "ties_found",
    "ties_change",
];

/// Measures that are a share of cases, in the order in which they are shown.
pub const SHARES: [&str; 22] = [
    "mode",
    "mode_given",
    "actor_country",
    "actor_sector",
    "polarity",
    "certainty",
    "realis",
    "factuality",
    "date_overlap",
    "date_exact",
    "date_none",
    "location",
    "location_country",
    "location_none",
    "magnitude",
    "chain_length",
    "holder",
    "holder_attributed",
    "chain_full",
    "act",
    "cue",
    "quote",
];

/// Fields whose values come from a list, for kappa and alpha.
pub const NOMINAL: [&str; 5] = ["type", "mode", "polarity", "certainty", "realis"];

/// How predicted readings compare with gold ones.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Documents of gold.
    pub documents: usize,
    /// Of these, the ones that have no predicted reading: they count as read without a record.
    pub missing: usize,
    /// Of these, the ones whose text differs: they can't be compared and count as read without a record.
    pub text_differs: usize,
    /// Measures with precision, recall and F1.
    pub detections: BTreeMap<&'static str, Detection>,
    /// Measures that are a share.
    pub shares: BTreeMap<&'static str, Share>,
    /// Same sentence and same type, type by type.
    pub types: BTreeMap<EventType, Detection>,
    /// Gold type, predicted type, how often: on events that correspond; none for an event that the other side lacks.
    pub confusion: Vec<Confusion>,
    /// Agreement beyond chance on events that correspond, field by field.
    pub reliability: BTreeMap<&'static str, Reliability>,
    /// Sentences in which most is wrong, the worst first.
    pub worst: Vec<Sentence>,
}

/// A cell of the table of confusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// What gold says; none where it has no such event.
    pub gold: Option<EventType>,
    /// What was predicted; none where nothing was.
    pub predicted: Option<EventType>,
    /// How often.
    pub count: usize,
}

/// How to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Resamples of the documents for the intervals; 0 for none.
    pub resamples: usize,
    /// What the resampling starts from.
    pub seed: u64,
    /// Worst sentences to keep.
    pub worst: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { resamples: 1000, seed: 1, worst: 20 }
    }
}

/// Compares predicted readings with gold ones, document by document. Documents that only `predicted` has are passed over.
pub fn compare(gold: &[Reading<CharSpan>], predicted: &[Reading<CharSpan>], options: Options) -> Comparison {
    let by_id: BTreeMap<&DocumentId, &Reading<CharSpan>> =
        predicted.iter().map(|reading| (&reading.document.id, reading)).collect();
    let (mut missing, mut text_differs) = (0, 0);
    let mut tallies = Vec::with_capacity(gold.len());
    let mut sentences = Vec::new();
    for reading in gold {
        let found = by_id.get(&reading.document.id).copied();
        let usable = found.filter(|found| found.document.text == reading.document.text);
        missing += usize::from(found.is_none());
        text_differs += usize::from(found.is_some() && usable.is_none());
        let nothing = Reading { events: Vec::new(), labels: Vec::new(), ties: Vec::new(), ..reading.clone() };
        let (g, p) = (Side::new(reading), Side::new(usable.unwrap_or(&nothing)));
        tallies.push(document(&g, &p));
        sentences.extend(worst::of_document(&g, &p));
    }
    let mut all = Tally::default();
    tallies.iter().for_each(|tally| all.add(tally));
    let intervals = intervals(&tallies, options);
    Comparison {
        documents: gold.len(),
        missing,
        text_differs,
        detections: DETECTIONS.map(|name| (name, all.found(name).detection(intervals.get(name).copied()))).into(),
        shares: SHARES.map(|name| (name, all.share(name).share(intervals.get(name).copied()))).into(),
        types: all.types.iter().map(|(kind, found)| (*kind, found.detection(None))).collect(),
        confusion: all
            .confusion
            .iter()
            .map(|((gold, predicted), count)| Confusion { gold: *gold, predicted: *predicted, count: *count })
            .collect(),
        reliability: NOMINAL.map(|field| (field, reliability(&all.table(field)))).into(),
        worst: worst::worst(sentences, options.worst),
    }
}

fn document(gold: &Side, predicted: &Side) -> Tally {
    let mut tally = Tally::default();
    events::compare(gold, predicted, &mut tally);
    standing::labels(gold, predicted, &mut tally);
    standing::ties(gold, predicted, &mut tally);
    tally
}

impl Tally {
    fn found(&self, name: &str) -> Found {
        self.found.get(name).copied().unwrap_or_default()
    }

    fn share(&self, name: &str) -> Hits {
        self.hits.get(name).copied().unwrap_or_default()
    }

    fn table(&self, field: &str) -> BTreeMap<(String, String), usize> {
        let of_field = self.values.iter().filter(|((name, ..), _)| *name == field);
        of_field.map(|((_, one, other), count)| ((one.clone(), other.clone()), *count)).collect()
    }
}

/// Percentiles of every figure over resamples of the documents (bootstrap, Efron 1979). A resample in which there is nothing
/// to find and nothing was found says nothing.
fn intervals(tallies: &[Tally], options: Options) -> BTreeMap<&'static str, Interval> {
    if tallies.len() < 2 || options.resamples == 0 {
        return BTreeMap::new();
    }
    let mut random = fastrand::Rng::with_seed(options.seed);
    let mut drawn: BTreeMap<&'static str, Vec<f64>> = BTreeMap::new();
    for _ in 0..options.resamples {
        let mut found = [Found::default(); DETECTIONS.len()];
        let mut hits = [Hits::default(); SHARES.len()];
        for _ in tallies {
            let tally = &tallies[random.usize(..tallies.len())];
            for (sum, name) in found.iter_mut().zip(DETECTIONS) {
                let one = tally.found(name);
                sum.right += one.right;
                sum.predicted += one.predicted;
                sum.gold += one.gold;
            }
            for (sum, name) in hits.iter_mut().zip(SHARES) {
                let one = tally.share(name);
                sum.right += one.right;
                sum.of += one.of;
            }
        }
        for (sum, name) in found.iter().zip(DETECTIONS).filter(|(sum, _)| sum.gold + sum.predicted > 0) {
            drawn.entry(name).or_default().push(sum.f1());
        }
        for (sum, name) in hits.iter().zip(SHARES) {
            drawn.entry(name).or_default().extend(sum.ratio());
        }
    }
    drawn
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(name, mut values)| {
            values.sort_by(f64::total_cmp);
            let at = |share: f64| values[((values.len() - 1) as f64 * share).round() as usize];
            (name, Interval { low: at(0.025), high: at(0.975) })
        })
        .collect()
}
