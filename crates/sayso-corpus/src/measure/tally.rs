//! Counts of a comparison, and the figures made of them.

use sayso_core::EventType;
use serde::Serialize;
use std::collections::BTreeMap;

/// Right, predicted and gold, for precision, recall and F1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub right: usize,
    pub predicted: usize,
    pub gold: usize,
}

/// Hits among cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hits {
    pub right: usize,
    pub of: usize,
}

/// What was counted in one document, or in many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub found: BTreeMap<&'static str, Found>,
    pub hits: BTreeMap<&'static str, Hits>,
    pub types: BTreeMap<EventType, Found>,
    /// Gold type against predicted type on one trigger; none where there is no such event.
    pub confusion: BTreeMap<(Option<EventType>, Option<EventType>), usize>,
    /// Values that both sides gave, for kappa and alpha: field, gold's, predicted.
    pub values: BTreeMap<(&'static str, String, String), usize>,
}

impl Tally {
    pub fn f(&mut self, name: &'static str, right: usize, predicted: usize, gold: usize) {
        let found = self.found.entry(name).or_default();
        found.right += right;
        found.predicted += predicted;
        found.gold += gold;
    }

    pub fn s(&mut self, name: &'static str, hit: bool) {
        let hits = self.hits.entry(name).or_default();
        hits.right += usize::from(hit);
        hits.of += 1;
    }

    pub fn value(&mut self, field: &'static str, gold: String, predicted: String) {
        *self.values.entry((field, gold, predicted)).or_default() += 1;
    }

    pub fn add(&mut self, other: &Tally) {
        for (name, found) in &other.found {
            self.f(name, found.right, found.predicted, found.gold);
        }
        for (name, hits) in &other.hits {
            let own = self.hits.entry(name).or_default();
            own.right += hits.right;
            own.of += hits.of;
        }
        for (kind, found) in &other.types {
            let own = self.types.entry(*kind).or_default();
            own.right += found.right;
            own.predicted += found.predicted;
            own.gold += found.gold;
        }
        for (cell, count) in &other.confusion {
            *self.confusion.entry(*cell).or_default() += count;
        }
        for (cell, count) in &other.values {
            *self.values.entry(cell.clone()).or_default() += count;
        }
    }
}

/// Bounds within which a figure lies in 95 of 100 resamples of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
}

/// Precision, recall and their harmonic mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Detection {
    /// Right among predicted; 0 where nothing is predicted.
    pub precision: f64,
    /// Right among gold; 0 where gold has none.
    pub recall: f64,
    /// F1.
    pub f1: f64,
    /// Right ones.
    pub right: usize,
    /// Predicted ones.
    pub predicted: usize,
    /// Gold ones.
    pub gold: usize,
    /// 95 % interval of F1 (bootstrap by document); none with fewer than two documents.
    pub interval: Option<Interval>,
}

/// A share of cases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// The share; none where there are no cases.
    pub share: Option<f64>,
    /// Right ones.
    pub right: usize,
    /// All.
    pub of: usize,
    /// 95 % interval (bootstrap by document); none with fewer than two documents.
    pub interval: Option<Interval>,
}

impl Found {
    pub fn f1(self) -> f64 {
        self.detection(None).f1
    }

    pub fn detection(self, interval: Option<Interval>) -> Detection {
        let ratio = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (ratio(self.predicted), ratio(self.gold));
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Detection { precision, recall, f1, right: self.right, predicted: self.predicted, gold: self.gold, interval }
    }
}

impl Hits {
    pub fn ratio(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }

    pub fn share(self, interval: Option<Interval>) -> Share {
        Share { share: self.ratio(), right: self.right, of: self.of, interval }
    }
}
