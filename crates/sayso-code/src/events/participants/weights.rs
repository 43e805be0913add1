//! The weights of features, and what they choose.

use super::features::Act;
use crate::lexicon::{LexiconError, LexiconFiles, broken};
use std::collections::HashMap;

const FILE: &str = "participants.tsv";

/// Weights are written in hundredths.
const UNIT: f32 = 100.0;

/// What each feature adds to the log odds of being the actor, the recipient.
#[derive(Debug, Clone)]
pub struct Weights {
    of: HashMap<String, [f32; 2]>,
    /// By how much a candidate must be more likely than nobody.
    margin: f32,
}

impl Weights {
    /// Loads `participants.tsv`: feature, weight for the actor and for the recipient in hundredths of log odds. A lexicon without
    /// the file leaves roles as the rules fill them.
    pub fn load(files: &LexiconFiles, margin: f32) -> Result<Option<Weights>, LexiconError> {
        let text = match files.text(FILE) {
            Err(LexiconError::Missing { .. }) => return Ok(None),
            text => text?,
        };
        let mut of = HashMap::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let row = line.trim_end_matches(['\n', '\r']);
            if !row.is_empty() && !row.starts_with('#') {
                let fields: Vec<&str> = row.split('\t').collect();
                let [feature, actor, recipient] = fields[..] else {
                    let message = format!(
                        "{} fields; a feature, a weight as actor and one as recipient, divided by tabs",
                        fields.len()
                    );
                    return Err(broken(FILE, text, at, message));
                };
                let number = |field: &str| {
                    let parsed = field.parse::<i32>().map(|hundredths| hundredths as f32 / UNIT);
                    parsed.map_err(|_| {
                        broken(FILE, text, at, format!("{field:?} is no weight; whole numbers, in hundredths"))
                    })
                };
                of.insert(feature.to_string(), [number(actor)?, number(recipient)?]);
            }
            at += line.len();
        }
        Ok(Some(Weights { of, margin }))
    }

    fn sum(&self, features: &[String]) -> [f32; 2] {
        let known = features.iter().filter_map(|feature| self.of.get(feature));
        known.fold([0.0; 2], |sum, weights| [sum[0] + weights[0], sum[1] + weights[1]])
    }

    /// For each role how likely each candidate has it; the last is nobody.
    fn probabilities(&self, act: &Act<'_>) -> [Vec<f32>; 2] {
        let mut sums: Vec<[f32; 2]> =
            (0..act.candidates.len()).map(|index| self.sum(&act.of_candidate(index))).collect();
        sums.push(self.sum(&act.of_nobody()));
        [0, 1].map(|role| {
            let highest = sums.iter().map(|sum| sum[role]).fold(f32::NEG_INFINITY, f32::max);
            let shares: Vec<f32> = sums.iter().map(|sum| (sum[role] - highest).exp()).collect();
            let all: f32 = shares.iter().sum();
            shares.iter().map(|share| share / all).collect()
        })
    }

    /// Whom the weights put into the roles of an act that its rule leaves open, as numbers of candidates.
    pub fn choose(&self, act: &Act<'_>) -> [Option<usize>; 2] {
        if ![0, 1].iter().any(|&role| act.is_open(role)) {
            return [None; 2];
        }
        let probabilities = self.probabilities(act);
        [0, 1].map(|role| {
            let shares = &probabilities[role];
            let nobody = act.candidates.len();
            // Of two alike the first.
            let best = (0..nobody).rev().max_by(|&a, &b| shares[a].total_cmp(&shares[b]))?;
            let likely = shares[best] - shares[nobody] > self.margin;
            (act.is_open(role) && likely && !act.is_in_role(best, 1 - role)).then_some(best)
        })
    }
}
