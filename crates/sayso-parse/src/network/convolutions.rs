//! The encoder of `small`: gated convolutions over words, whose vectors are means of sub-word vectors.

use super::embedding::Embedding;
use super::linear::{Int8, Linear, Scale};
use super::norm::Norm;
use super::weights::Weights;
use super::{Buffers, SHAPES, Sequence};
use crate::ParseError;

/// A residual convolution: the words around a word as one row, one product, half of whose outputs gates the other half.
struct Layer {
    norm: Norm,
    /// How normed numbers become bytes. One for all rows, so that a row is quantised once and not once a neighbour.
    scale: Scale,
    mix: Linear,
    /// Places of the words that are read, from the word itself.
    offsets: Vec<isize>,
}

/// Gated convolutions over words.
pub(super) struct Convolutions {
    width: usize,
    pub(super) words: Embedding,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    top: Norm,
    /// The farthest that a word looks: rows of nothing between windows.
    margin: usize,
}

/// Rows of bytes: a word each, and the words around a word each.
#[derive(Default)]
pub(super) struct Rows {
    normed: Vec<f32>,
    words: Vec<u8>,
    around: Vec<u8>,
}

impl Convolutions {
    pub(super) fn read(
        weights: &Weights<'_>,
        int8: &Int8,
        width: usize,
        window: usize,
        steps: &[usize],
    ) -> Result<Convolutions, ParseError> {
        let reach = window / 2;
        let layers = steps
            .iter()
            .enumerate()
            .map(|(index, step)| {
                let prefix = format!("layers.{index}.");
                let range = weights.f32(&format!("{prefix}range"), &[1])?;
                Ok(Layer {
                    norm: Norm::read(weights, &format!("{prefix}norm"), width)?,
                    scale: Scale::symmetric(range[0]),
                    mix: Linear::read(weights, int8, (&prefix, "mix"), window * width, 2 * width)?,
                    offsets: (0..window).map(|at| (at as isize - reach as isize) * *step as isize).collect(),
                })
            })
            .collect::<Result<Vec<Layer>, ParseError>>()?;
        Ok(Convolutions {
            width,
            words: Embedding::read(weights, width)?,
            shapes: weights.f32("shapes", &[SHAPES, width])?,
            norm: Norm::read(weights, "norm", width)?,
            layers,
            top: Norm::read(weights, "top", width)?,
            margin: steps.iter().max().map_or(0, |step| step * reach),
        })
    }

    /// Leaves the states of all words in the buffers.
    pub(super) fn run(&self, batch: &[&Sequence], buffers: &mut Buffers) -> Result<(), ParseError> {
        self.embed(batch, buffers);
        for layer in &self.layers {
            self.gather(layer, batch, buffers);
            let Buffers { products, scratch, states, rows, .. } = buffers;
            layer.mix.apply_bytes(products, &rows.around, layer.scale, scratch, |index, row| {
                row.add_gated_to(&mut states[index * self.width..][..self.width]);
            })?;
        }
        for row in buffers.states.chunks_exact_mut(self.width) {
            self.top.apply(row);
        }
        Ok(())
    }

    /// Vectors of words: the mean of their sub-words' and what their capitals tell.
    fn embed(&self, batch: &[&Sequence], buffers: &mut Buffers) {
        let width = self.width;
        let states = &mut buffers.states;
        states.clear();
        for sequence in batch {
            for (first, pieces) in sequence.first.iter().zip(sequence.words()) {
                let start = states.len();
                let shape = usize::from(sequence.shapes[*first]);
                states.extend_from_slice(&self.shapes[shape * width..][..width]);
                let state = &mut states[start..];
                let share = 1.0 / pieces.len() as f32;
                for piece in pieces {
                    self.words.add(*piece, share, state);
                }
                self.norm.apply(state);
            }
        }
    }

    /// Puts the normed words around each word side by side.
    fn gather(&self, layer: &Layer, batch: &[&Sequence], buffers: &mut Buffers) {
        let (width, margin) = (self.width, self.margin);
        let Buffers { states, rows: Rows { normed, words, around }, .. } = buffers;
        words.clear();
        around.clear();
        let mut states = states.chunks_exact(width);
        for sequence in batch {
            let count = sequence.first.len();
            words.clear();
            words.resize(margin * width, layer.scale.zero());
            for state in states.by_ref().take(count) {
                normed.clear();
                normed.extend_from_slice(state);
                layer.norm.apply(normed);
                layer.scale.quantise(normed, words);
            }
            words.resize((count + 2 * margin) * width, layer.scale.zero());
            for word in 0..count {
                for offset in &layer.offsets {
                    let from = (word + margin).saturating_add_signed(*offset) * width;
                    around.extend_from_slice(&words[from..from + width]);
                }
            }
        }
    }
}
