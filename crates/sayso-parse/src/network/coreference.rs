//! The head for coreference: vectors of words, and tables from which the scores of phrases and of pairs are made.

use super::linear::Linear;
use super::weights::Weights;
use super::{Buffers, Int8};
use crate::ParseError;
use crate::coreference::{KINDS, PAIR_FACTS, PAIR_ROWS, PHRASE_FACTS, PHRASE_ROWS};
use crate::labels::LayerHead;
use crate::word_vectors::WordVectors;

const FILE: &str = "coreference.safetensors";

/// What a phrase is to the head: as the later and as the earlier one of a pair, what the two multiply, and what tells
/// its kind and how likely it takes up nothing.
const PARTS: usize = 5;

/// Scores phrases and pairs of phrases.
pub(crate) struct Coreference {
    project: Linear,
    hidden: usize,
    phrase_rows: Vec<f32>,
    pair_rows: Vec<f32>,
    pair_scores: Vec<f32>,
    outer: Vec<f32>,
    outer_bias: f32,
    kinds: Vec<f32>,
    kind_bias: [f32; KINDS],
    none: Vec<f32>,
    none_bias: f32,
}

impl Coreference {
    pub(super) fn read(bytes: &[u8], int8: &Int8, head: LayerHead, width: usize) -> Result<Coreference, ParseError> {
        let weights = Weights::read(FILE, bytes)?;
        let hidden = head.hidden;
        let one = |name: &str| weights.f32(name, &[1]).map(|numbers| numbers.first().copied().unwrap_or(0.0));
        let kind_bias = weights.f32("kind.b", &[KINDS])?;
        Ok(Coreference {
            project: Linear::read(&weights, int8, ("", "project"), width, PARTS * hidden)?,
            hidden,
            phrase_rows: weights.f32("phrases", &[PHRASE_ROWS, PARTS * hidden])?,
            pair_rows: weights.f32("pairs", &[PAIR_ROWS, hidden])?,
            pair_scores: weights.f32("pair_scores", &[PAIR_ROWS])?,
            outer: weights.f32("outer.w", &[hidden])?,
            outer_bias: one("outer.b")?,
            kinds: weights.f32("kind.w", &[KINDS, hidden])?,
            kind_bias: std::array::from_fn(|kind| kind_bias.get(kind).copied().unwrap_or(0.0)),
            none: weights.f32("none.w", &[hidden])?,
            none_bias: one("none.b")?,
        })
    }

    /// The vectors of the words whose states are in the buffers, one after the other.
    pub(super) fn vectors(&self, buffers: &mut Buffers) -> Result<WordVectors, ParseError> {
        let Buffers { products, scratch, states, .. } = buffers;
        let width = self.project.outputs;
        let mut out = vec![0.0; states.len() / self.project.inputs * width];
        self.project.apply(products, states, scratch, |index, row| {
            row.write(&mut out[index * width..][..width]);
        })?;
        Ok(WordVectors::new(width, out))
    }

    /// Adds to the vector of a phrase's head what is known of the phrase.
    pub(crate) fn add_facts(&self, vector: &mut [f32], rows: &[usize; PHRASE_FACTS]) {
        for row in rows {
            let row = &self.phrase_rows[row * PARTS * self.hidden..];
            vector.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
    }

    fn part<'a>(&self, phrase: &'a [f32], part: usize) -> &'a [f32] {
        &phrase[part * self.hidden..][..self.hidden]
    }

    /// How likely the phrase is of each kind, as logarithms up to a sum.
    pub(crate) fn kinds(&self, phrase: &[f32]) -> [f32; KINDS] {
        let part = self.part(phrase, 3);
        let mut scores = self.kind_bias;
        for (score, weights) in scores.iter_mut().zip(self.kinds.chunks_exact(self.hidden)) {
            *score += rectified_dot(part, weights);
        }
        scores
    }

    /// The score of taking up nothing before.
    pub(crate) fn none(&self, phrase: &[f32]) -> f32 {
        self.none_bias + rectified_dot(self.part(phrase, 4), &self.none)
    }

    /// The score of taking up the earlier phrase. `sums` is working space.
    pub(crate) fn pair(&self, later: &[f32], earlier: &[f32], rows: &[usize; PAIR_FACTS], sums: &mut Vec<f32>) -> f32 {
        sums.clear();
        sums.extend_from_slice(self.part(later, 0));
        let sums = sums.as_mut_slice();
        sums.iter_mut().zip(self.part(earlier, 1)).for_each(|(sum, value)| *sum += value);
        let products = self.part(later, 2).iter().zip(self.part(earlier, 2));
        sums.iter_mut().zip(products).for_each(|(sum, (a, b))| *sum += a * b);
        let mut score = self.outer_bias;
        for row in rows {
            let values = &self.pair_rows[row * self.hidden..][..self.hidden];
            sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
            score += self.pair_scores[*row];
        }
        score + rectified_dot(sums, &self.outer)
    }
}

/// The sum of the products of what is above nothing with the weights; in lanes that the compiler keeps side by side.
fn rectified_dot(values: &[f32], weights: &[f32]) -> f32 {
    let mut lanes = [0.0; 16];
    for (values, weights) in values.chunks_exact(16).zip(weights.chunks_exact(16)) {
        for ((lane, value), weight) in lanes.iter_mut().zip(values).zip(weights) {
            *lane += value.max(0.0) * weight;
        }
    }
    lanes.iter().sum()
}
