//! The networks: an encoder of either kind, then the heads; on windows of sub-words, without padding.

mod convolutions;
mod heads;
mod linear;
mod norm;
mod roles;
mod tower;
mod transformer;
mod weights;

use crate::ParseError;
use crate::labels::{Kind, Labels};
use convolutions::Convolutions;
use heads::Heads;
pub(crate) use heads::Scores;
use linear::{Int8, Scratch};
pub(crate) use roles::{RoleBuffers, RoleNetwork, RoleWeights};
use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_tensor::Matrix;
use std::ops::Range;
use tower::Tower;
use transformer::{Measures, Transformer};
use weights::{WEIGHTS, Weights};

pub(crate) const VOCABULARY: usize = 30_522;
const SHAPES: usize = 7;

/// The longest window in sub-words, with its two marks.
pub(crate) const LONGEST: usize = transformer::POSITIONS;

/// A window as the network reads it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sequence {
    /// Sub-words, with the mark at the beginning and the one at the end.
    pub(crate) pieces: Vec<u32>,
    /// The shape of the word that each belongs to.
    pub(crate) shapes: Vec<u8>,
    /// The first sub-word of each word; the first entry is the mark at the beginning, which stands for the root.
    pub(crate) first: Vec<usize>,
}

impl Sequence {
    /// The sub-words of each word, the mark at the beginning first; the mark at the end belongs to none.
    fn words(&self) -> impl Iterator<Item = &[u32]> {
        let ends = self.first.iter().skip(1).copied().chain([self.pieces.len().saturating_sub(1)]);
        self.first.iter().copied().zip(ends).map(|(first, end)| &self.pieces[first..end.max(first)])
    }
}

/// The trained network.
pub(crate) struct Network {
    encoder: Encoder,
    heads: Heads,
    acts: Option<Tower>,
}

/// What gives each word its state.
enum Encoder {
    Transformer(Transformer),
    Convolutions(Convolutions),
}

/// What carries out the products. It can't go from thread to thread, so it is not part of the network.
struct Products {
    int8: Int8,
    single: GemmExecutor<f32>,
}

impl Default for Products {
    fn default() -> Products {
        Products { int8: Int8::new(), single: GemmExecutor::new() }
    }
}

impl Products {
    fn single(
        &self,
        out: &mut [f32],
        a: Matrix<'_>,
        b: GemmInputB<'_, f32>,
        at: &'static str,
    ) -> Result<(), ParseError> {
        self.single
            .gemm(out, GemmInputA::Unpacked(a), b, GemmOptions::default())
            .map_err(|error| ParseError::network(at, error))
    }
}

/// Buffers of a run, to be used again for the next.
#[derive(Default)]
pub(crate) struct Buffers {
    products: Products,
    scratch: Scratch,
    states: Vec<f32>,
    /// States of sub-words that the tower for acts goes on from.
    below: Vec<f32>,
    qkv: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
    attention: Vec<f32>,
    values: Vec<f32>,
    rows: convolutions::Rows,
}

impl Network {
    /// `acts` are the weights of the tower for acts, where the labels speak of one.
    pub(crate) fn read(bytes: &[u8], acts: Option<&[u8]>, labels: &Labels) -> Result<Network, ParseError> {
        let weights = Weights::read(WEIGHTS, bytes)?;
        let (int8, width) = (Int8::new(), labels.width);
        let encoder = match &labels.kind {
            Kind::Base { layers, heads, inner } => {
                let measures = Measures { layers: *layers, width, heads: *heads, inner: *inner };
                Encoder::Transformer(Transformer::read(&weights, &int8, measures)?)
            }
            Kind::Small { steps, window } => {
                Encoder::Convolutions(Convolutions::read(&weights, &int8, width, *window, steps)?)
            }
        };
        let tower = match (&labels.kind, &labels.acts, acts) {
            (Kind::Base { layers, heads, inner }, Some(head), Some(bytes)) => {
                let measures = Measures { layers: *layers, width, heads: *heads, inner: *inner };
                Some(Tower::read(bytes, &int8, head, measures)?)
            }
            _ => None,
        };
        Ok(Network { encoder, heads: Heads::read(&weights, &int8, labels)?, acts: tower })
    }

    /// Runs encoder and heads over a batch; the words of all windows stand one after the other in the scores.
    /// With `keep_states` the scores hold the states and vectors of the words, too.
    pub(crate) fn run<'a>(
        &self,
        batch: impl Iterator<Item = &'a Sequence>,
        keep_states: bool,
        buffers: &mut Buffers,
    ) -> Result<Scores, ParseError> {
        let batch: Vec<&Sequence> = batch.collect();
        match &self.encoder {
            Encoder::Transformer(encoder) => {
                encoder.run(&batch, self.acts.as_ref().map(|tower| tower.from), buffers)?;
            }
            Encoder::Convolutions(encoder) => encoder.run(&batch, buffers)?,
        }
        let mut scores = self.heads.run(buffers)?;
        if keep_states {
            scores.states = self.with_vectors(&batch, &buffers.states);
        }
        if let Some(tower) = &self.acts {
            scores.acts = tower.run(&batch, buffers)?;
        }
        Ok(scores)
    }

    /// The states of words, each with what the word is by itself behind it: the mean of the vectors of its sub-words, brought to one size.
    fn with_vectors(&self, batch: &[&Sequence], states: &[f32]) -> Vec<f32> {
        let (vectors, scales) = match &self.encoder {
            Encoder::Transformer(encoder) => encoder.vectors(),
            Encoder::Convolutions(encoder) => encoder.vectors(),
        };
        let width = vectors.len() / VOCABULARY;
        let words = batch.iter().flat_map(|sequence| sequence.words());
        let mut out = Vec::with_capacity(2 * states.len());
        for (state, pieces) in states.chunks_exact(width).zip(words) {
            out.extend_from_slice(state);
            let from = out.len();
            out.resize(from + width, 0.0);
            let sum = &mut out[from..];
            for &piece in pieces {
                let piece = piece as usize;
                let vector = &vectors[piece * width..][..width];
                sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += f32::from(*value) * scales[piece]);
            }
            let size = (sum.iter().map(|value| value * value).sum::<f32>() / width as f32).sqrt();
            sum.iter_mut().for_each(|value| *value /= size.max(1e-6));
        }
        out
    }

    /// Sub-words that best go through the network together. Results don't depend on it.
    pub(crate) fn batch(&self) -> usize {
        match &self.encoder {
            Encoder::Transformer(_) => 128,
            Encoder::Convolutions(_) => 256,
        }
    }

    /// Scores of all arcs in a sentence: for each of its words a row, first the root, then its words as governors.
    ///
    /// `root` is the row of the window's first mark, `words` are the rows of the sentence.
    pub(crate) fn arcs(
        &self,
        scores: &Scores,
        root: usize,
        words: Range<usize>,
        buffers: &Buffers,
    ) -> Result<Vec<f32>, ParseError> {
        self.heads.arcs(scores, root, words, buffers)
    }

    /// Scores of the relations of words to given governors, a row a word. Pairs of rows.
    pub(crate) fn relations(
        &self,
        scores: &Scores,
        pairs: &[(usize, usize)],
        buffers: &Buffers,
    ) -> Result<Vec<f32>, ParseError> {
        self.heads.relations(scores, pairs, buffers)
    }
}
