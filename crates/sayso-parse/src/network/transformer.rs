//! The encoder of `base`: transformer layers over sub-words.

use super::embedding::Embedding;
use super::linear::Linear;
use super::norm::Norm;
use super::weights::Weights;
use super::{Buffers, Int8, SHAPES, Sequence};
use crate::ParseError;
use rten_gemm::GemmInputB;
use rten_simd::SimdOp;
use rten_tensor::NdTensorView;
use rten_vecmath::Softmax;
use std::slice::SliceIndex;

/// Positions that have a vector: the longest window in sub-words.
pub(super) const POSITIONS: usize = 256;

pub(super) struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// Transformer layers over sub-words; the state of a word is that of its first sub-word.
pub(super) struct Transformer {
    measures: Measures,
    pub(super) words: Embedding,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Layers,
}

/// Layers, one upon the other.
pub(super) struct Layers {
    measures: Measures,
    layers: Vec<Layer>,
}

/// Measures of a transformer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    pub(super) layers: usize,
    pub(super) width: usize,
    pub(super) heads: usize,
    pub(super) inner: usize,
}

impl Transformer {
    pub(super) fn read(weights: &Weights<'_>, int8: &Int8, measures: Measures) -> Result<Transformer, ParseError> {
        let width = measures.width;
        Ok(Transformer {
            measures,
            words: Embedding::read(weights, width)?,
            positions: weights.f32("positions", &[POSITIONS, width])?,
            shapes: weights.f32("shapes", &[SHAPES, width])?,
            norm: Norm::read(weights, "norm", width)?,
            layers: Layers::read(measures, 0, weights, |place, inputs, outputs| {
                Linear::read(weights, int8, place, inputs, outputs)
            })?,
        })
    }

    /// Leaves the states of all words in the buffers, or those of sub-words where some layers alone are run.
    pub(super) fn run(
        &self,
        which: impl SliceIndex<[Layer], Output = [Layer]>,
        batch: &[&Sequence],
        buffers: &mut Buffers,
    ) -> Result<(), ParseError> {
        self.embed(batch, buffers);
        self.layers.run(which, batch, buffers)
    }

    fn embed(&self, batch: &[&Sequence], buffers: &mut Buffers) {
        let width = self.measures.width;
        buffers.states.clear();
        for sequence in batch {
            for (at, (piece, shape)) in sequence.pieces.iter().zip(&sequence.shapes).enumerate() {
                let position = &self.positions[at * width..][..width];
                let shape = &self.shapes[usize::from(*shape) * width..][..width];
                let start = buffers.states.len();
                buffers.states.extend(position.iter().zip(shape).map(|(position, shape)| position + shape));
                let state = &mut buffers.states[start..];
                self.words.add(*piece, 1.0, state);
                self.norm.apply(state);
            }
        }
    }
}

impl Layers {
    /// The layers from one on, whose products `linear` reads by prefix and name, inputs and outputs.
    pub(super) fn read(
        measures: Measures,
        from: usize,
        weights: &Weights<'_>,
        linear: impl Fn((&str, &'static str), usize, usize) -> Result<Linear, ParseError>,
    ) -> Result<Layers, ParseError> {
        let Measures { layers, width, inner, .. } = measures;
        let layers = (from..layers)
            .map(|index| {
                let prefix = format!("layers.{index}.");
                let linear = |name, inputs, outputs| linear((&prefix, name), inputs, outputs);
                Ok(Layer {
                    qkv: linear("qkv", width, 3 * width)?,
                    out: linear("out", width, width)?,
                    norm1: Norm::read(weights, &format!("{prefix}norm1"), width)?,
                    up: linear("up", width, inner)?,
                    down: linear("down", inner, width)?,
                    norm2: Norm::read(weights, &format!("{prefix}norm2"), width)?,
                })
            })
            .collect::<Result<Vec<Layer>, ParseError>>()?;
        Ok(Layers { measures, layers })
    }

    /// Carries states of sub-words through some of the layers; behind the last of all the states are those of words.
    pub(super) fn run(
        &self,
        which: impl SliceIndex<[Layer], Output = [Layer]>,
        batch: &[&Sequence],
        buffers: &mut Buffers,
    ) -> Result<(), ParseError> {
        let mut lengths: Vec<usize> = batch.iter().map(|sequence| sequence.pieces.len()).collect();
        let width = self.measures.width;
        for layer in &self.layers[which] {
            let last = self.layers.last().is_some_and(|last| std::ptr::eq(last, layer));
            self.attend(layer, &lengths, buffers)?;
            if last {
                // Nothing but the states of words is read from here on.
                keep_words(batch, width, &mut buffers.states);
                keep_words(batch, width, &mut buffers.context);
                lengths.clear();
            }
            self.feed_forward(layer, buffers)?;
        }
        Ok(())
    }

    /// Self-attention within each window; leaves the mixed values in `context`.
    fn attend(&self, layer: &Layer, lengths: &[usize], buffers: &mut Buffers) -> Result<(), ParseError> {
        let Measures { width, heads, .. } = self.measures;
        let part = width / heads;
        let rows = buffers.states.len() / width;
        let Buffers { products, scratch, states, qkv, context, attention, values, .. } = buffers;
        qkv.resize(rows * 3 * width, 0.0);
        layer
            .qkv
            .apply(products, states, scratch, |index, row| row.write(&mut qkv[index * 3 * width..][..3 * width]))?;
        context.resize(rows * width, 0.0);
        let mut start = 0;
        for &length in lengths {
            let window = NdTensorView::from_data([length, 3 * width], &qkv[start * 3 * width..][..length * 3 * width]);
            attention.resize(length * length, 0.0);
            values.resize(length * part, 0.0);
            for head in 0..heads {
                let columns = |kind: usize| {
                    let from = kind * width + head * part;
                    window.slice((.., from..from + part))
                };
                let (queries, keys, content) = (columns(0), columns(1), columns(2));
                products.single(attention, queries, GemmInputB::Unpacked(keys.transposed()), "attention")?;
                for row in attention.chunks_exact_mut(length) {
                    Softmax::new_mut(row).dispatch();
                }
                let weights = NdTensorView::from_data([length, length], attention.as_slice());
                products.single(values, weights, GemmInputB::Unpacked(content), "values")?;
                for (row, mixed) in values.chunks_exact(part).enumerate() {
                    context[(start + row) * width + head * part..][..part].copy_from_slice(mixed);
                }
            }
            start += length;
        }
        Ok(())
    }

    fn feed_forward(&self, layer: &Layer, buffers: &mut Buffers) -> Result<(), ParseError> {
        let Measures { width, inner, .. } = self.measures;
        let Buffers { products, scratch, states, context, inner: hidden, .. } = buffers;
        layer.out.apply(products, context, scratch, |index, row| {
            let state = &mut states[index * width..][..width];
            row.add_to(state);
            layer.norm1.apply(state);
        })?;
        hidden.resize(states.len() / width * inner, 0.0);
        layer
            .up
            .apply(products, states, scratch, |index, row| row.write_gelu(&mut hidden[index * inner..][..inner]))?;
        layer.down.apply(products, hidden, scratch, |index, row| {
            let state = &mut states[index * width..][..width];
            row.add_to(state);
            layer.norm2.apply(state);
        })
    }
}

/// Thins rows of sub-words to those that stand for a word.
fn keep_words(batch: &[&Sequence], width: usize, rows: &mut Vec<f32>) {
    let (mut start, mut to) = (0, 0);
    for sequence in batch {
        for first in &sequence.first {
            let from = (start + first) * width;
            rows.copy_within(from..from + width, to);
            to += width;
        }
        start += sequence.pieces.len();
    }
    rows.truncate(to);
}
