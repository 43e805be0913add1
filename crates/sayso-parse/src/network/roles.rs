//! The products of the head for roles: on states of words and learned vectors of what is told of them.

use super::embedding::Embedding;
use super::linear::{Linear, Scratch};
use super::weights::Weights;
use super::{Int8, Products, Sequence};
use crate::ParseError;
use crate::labels::RolesHead;
use crate::word_vectors::WordVectors;

/// The states of words, each with what the word is by itself behind it: the sum of the vectors of its sub-words, brought to one size.
pub(super) fn states_with_vectors(states: &[f32], batch: &[&Sequence], vectors: &Embedding) -> WordVectors {
    let width = vectors.width;
    let words = batch.iter().flat_map(|sequence| sequence.words());
    let mut out = Vec::with_capacity(2 * states.len());
    for (state, pieces) in states.chunks_exact(width).zip(words) {
        out.extend_from_slice(state);
        let from = out.len();
        out.resize(from + width, 0.0);
        let sum = &mut out[from..];
        pieces.iter().for_each(|piece| vectors.add(*piece, 1.0, sum));
        let size = (sum.iter().map(|value| value * value).sum::<f32>() / width as f32).sqrt();
        sum.iter_mut().for_each(|value| *value /= size.max(1e-6));
    }
    WordVectors::new(2 * width, out)
}

/// The file of the head before its measures are known.
pub(crate) struct RoleWeights<'a> {
    weights: Weights<'a>,
}

/// The weights of the head.
pub(crate) struct RoleNetwork {
    /// Vectors of what is told, a row each, and what each row is to be multiplied by.
    told: Vec<i8>,
    told_scales: Vec<f32>,
    width: usize,
    predicate: Linear,
    is_predicate: Linear,
    candidate: Linear,
    own: Linear,
    others: Linear,
    out: Linear,
    roles: usize,
}

/// Buffers of the head, to be used again.
#[derive(Default)]
pub(crate) struct RoleBuffers {
    products: Products,
    scratch: Scratch,
    input: Vec<f32>,
    hidden: Vec<f32>,
    inner: Vec<f32>,
}

impl RoleBuffers {
    /// The product of the rows of `input`, padded as the layer pads them.
    fn rows(&mut self, layer: &Linear, out: &mut Vec<f32>) -> Result<(), ParseError> {
        out.clear();
        out.resize(self.input.len() / layer.inputs * layer.outputs, 0.0);
        layer.apply(&self.products, &self.input, &mut self.scratch, |index, row| {
            row.write(&mut out[index * layer.outputs..][..layer.outputs]);
        })
    }
}

/// What the head says of words as predicates.
pub(crate) struct PredicateScores {
    hidden: Vec<f32>,
    width: usize,
    /// Log odds that a word is a predicate.
    pub(crate) is_predicate: Vec<f32>,
}

impl PredicateScores {
    /// What candidates of that row are joined with.
    pub(crate) fn hidden(&self, row: usize) -> &[f32] {
        &self.hidden[row * self.width..][..self.width]
    }
}

impl<'a> RoleWeights<'a> {
    /// `file` is the name for messages.
    pub(crate) fn open(file: &'static str, bytes: &'a [u8]) -> Result<RoleWeights<'a>, ParseError> {
        Ok(RoleWeights { weights: Weights::read(file, bytes)? })
    }

    /// A list of names, one a line.
    pub(crate) fn text(&self, name: &str) -> Result<&'a str, ParseError> {
        self.weights.text(name)
    }

    /// The network for rows of `width` numbers a word, so many names of what is told, and so many roles.
    pub(crate) fn network(
        &self,
        head: &RolesHead,
        width: usize,
        names: usize,
        roles: usize,
    ) -> Result<RoleNetwork, ParseError> {
        let (int8, weights) = (Int8::new(), &self.weights);
        let linear = |name: &'static str, inputs, outputs| Linear::read(weights, &int8, ("", name), inputs, outputs);
        Ok(RoleNetwork {
            told: weights.i8("told.q", &[names, head.told])?,
            told_scales: weights.f32("told.s", &[names])?,
            width: head.told,
            predicate: linear("predicate", width + head.told, head.hidden)?,
            is_predicate: linear("is_predicate", head.hidden, 1)?,
            candidate: linear("candidate", width + head.told, head.hidden)?,
            own: linear("own", head.hidden, head.inner)?,
            others: linear("others", head.hidden, head.inner)?,
            out: linear("out", head.inner, roles)?,
            roles,
        })
    }
}

impl RoleNetwork {
    /// Words with what is told of each, as predicates. `states` has a row a word of the sentence.
    pub(crate) fn predicates<'a>(
        &self,
        words: impl Iterator<Item = (usize, &'a [usize])>,
        states: &[f32],
        buffers: &mut RoleBuffers,
    ) -> Result<PredicateScores, ParseError> {
        self.inputs(words, states, &mut buffers.input);
        let mut hidden = Vec::new();
        buffers.rows(&self.predicate, &mut hidden)?;
        let mut scores = PredicateScores { hidden, width: self.predicate.outputs, is_predicate: Vec::new() };
        buffers.input.clear();
        buffers.input.extend(scores.hidden.iter().map(|value| value.max(0.0)));
        let mut odds = Vec::new();
        buffers.rows(&self.is_predicate, &mut odds)?;
        scores.is_predicate.extend(odds.iter().step_by(self.is_predicate.outputs));
        Ok(scores)
    }

    /// Scores of all roles, a row a candidate, for the candidates of one predicate.
    pub(crate) fn arguments<'a>(
        &self,
        predicate: &[f32],
        words: impl Iterator<Item = (usize, &'a [usize])>,
        states: &[f32],
        buffers: &mut RoleBuffers,
    ) -> Result<Vec<f32>, ParseError> {
        self.inputs(words, states, &mut buffers.input);
        let mut hidden = std::mem::take(&mut buffers.hidden);
        buffers.rows(&self.candidate, &mut hidden)?;
        let mut most = vec![0.0_f32; predicate.len()];
        for row in hidden.chunks_exact_mut(predicate.len()) {
            for ((value, of_predicate), most) in row.iter_mut().zip(predicate).zip(&mut most) {
                *value = (*value + of_predicate).max(0.0);
                *most = most.max(*value);
            }
        }
        let mut others = Vec::new();
        buffers.input.clone_from(&most);
        buffers.rows(&self.others, &mut others)?;
        std::mem::swap(&mut buffers.input, &mut hidden);
        buffers.hidden = hidden;
        let mut inner = std::mem::take(&mut buffers.inner);
        buffers.rows(&self.own, &mut inner)?;
        for row in inner.chunks_exact_mut(others.len()) {
            row.iter_mut().zip(&others).for_each(|(value, other)| *value = (*value + other).max(0.0));
        }
        std::mem::swap(&mut buffers.input, &mut inner);
        buffers.inner = inner;
        let mut padded = Vec::new();
        buffers.rows(&self.out, &mut padded)?;
        Ok(padded.chunks_exact(self.out.outputs).flat_map(|row| &row[..self.roles]).copied().collect())
    }

    /// Rows of a word's state and the sum of the vectors of what is told of it.
    fn inputs<'a>(&self, words: impl Iterator<Item = (usize, &'a [usize])>, states: &[f32], out: &mut Vec<f32>) {
        let state = self.predicate.inputs - self.width;
        out.clear();
        for (word, told) in words {
            out.extend_from_slice(&states[word * state..][..state]);
            let from = out.len();
            out.resize(from + self.width, 0.0);
            for &name in told {
                let scale = self.told_scales[name];
                let vector = &self.told[name * self.width..][..self.width];
                out[from..].iter_mut().zip(vector).for_each(|(sum, value)| *sum += f32::from(*value) * scale);
            }
        }
    }
}
