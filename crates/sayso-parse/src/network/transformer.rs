//! The encoder of `base`: transformer layers over sub-words.

use super::linear::Linear;
use super::norm::Norm;
use super::weights::Weights;
use super::{Buffers, Int8, SHAPES, Sequence, VOCABULARY};
use crate::ParseError;
use rten_gemm::GemmInputB;
use rten_simd::SimdOp;
use rten_tensor::NdTensorView;
use rten_vecmath::Softmax;

/// Positions that have a vector: the longest window in sub-words.
pub(super) const POSITIONS: usize = 256;

struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// Transformer layers over sub-words; the state of a word is that of its first sub-word.
pub(super) struct Transformer {
    width: usize,
    heads: usize,
    inner: usize,
    words: Vec<i8>,
    word_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
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
        let Measures { layers, width, heads, inner } = measures;
        let layers = (0..layers)
            .map(|index| {
                let prefix = format!("layers.{index}.");
                let linear = |name, inputs, outputs| Linear::read(weights, int8, (&prefix, name), inputs, outputs);
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
        Ok(Transformer {
            width,
            heads,
            inner,
            words: weights.i8("words.q", &[VOCABULARY, width])?,
            word_scales: weights.f32("words.s", &[VOCABULARY])?,
            positions: weights.f32("positions", &[POSITIONS, width])?,
            shapes: weights.f32("shapes", &[SHAPES, width])?,
            norm: Norm::read(weights, "norm", width)?,
            layers,
        })
    }

    /// Leaves the states of all words in the buffers.
    pub(super) fn run(&self, batch: &[&Sequence], buffers: &mut Buffers) -> Result<(), ParseError> {
        self.embed(batch, buffers);
        let mut lengths: Vec<usize> = batch.iter().map(|sequence| sequence.pieces.len()).collect();
        for (index, layer) in self.layers.iter().enumerate() {
            let last = index + 1 == self.layers.len();
            self.attend(layer, &lengths, buffers)?;
            if last {
                // Nothing but the states of words is read from here on.
                keep_words(batch, self.width, &mut buffers.states);
                keep_words(batch, self.width, &mut buffers.context);
                lengths.clear();
            }
            self.feed_forward(layer, buffers)?;
        }
        Ok(())
    }

    fn embed(&self, batch: &[&Sequence], buffers: &mut Buffers) {
        let width = self.width;
        buffers.states.clear();
        for sequence in batch {
            for (at, (piece, shape)) in sequence.pieces.iter().zip(&sequence.shapes).enumerate() {
                let (piece, shape) = (*piece as usize, usize::from(*shape));
                let word = &self.words[piece * width..][..width];
                let position = &self.positions[at * width..][..width];
                let shape = &self.shapes[shape * width..][..width];
                let scale = self.word_scales[piece];
                let start = buffers.states.len();
                let sum = word.iter().zip(position).zip(shape);
                buffers.states.extend(sum.map(|((word, position), shape)| f32::from(*word) * scale + position + shape));
                self.norm.apply(&mut buffers.states[start..]);
            }
        }
    }

    /// Self-attention within each window; leaves the mixed values in `context`.
    fn attend(&self, layer: &Layer, lengths: &[usize], buffers: &mut Buffers) -> Result<(), ParseError> {
        let (width, part) = (self.width, self.width / self.heads);
        let rows = buffers.states.len() / width;
        let Buffers { products, scratch, states, qkv, context, attention, values, .. } = buffers;
        qkv.resize(rows * 3 * width, 0.0);
        layer.qkv.apply(&products.int8, states, scratch, |index, row| {
            row.write(&mut qkv[index * 3 * width..][..3 * width])
        })?;
        context.resize(rows * width, 0.0);
        let mut start = 0;
        for &length in lengths {
            let window = NdTensorView::from_data([length, 3 * width], &qkv[start * 3 * width..][..length * 3 * width]);
            attention.resize(length * length, 0.0);
            values.resize(length * part, 0.0);
            for head in 0..self.heads {
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
        let (width, inner) = (self.width, self.inner);
        let Buffers { products, scratch, states, context, inner: hidden, .. } = buffers;
        layer.out.apply(&products.int8, context, scratch, |index, row| {
            let state = &mut states[index * width..][..width];
            row.add_to(state);
            layer.norm1.apply(state);
        })?;
        hidden.resize(states.len() / width * inner, 0.0);
        layer.up.apply(&products.int8, states, scratch, |index, row| {
            row.write_gelu(&mut hidden[index * inner..][..inner])
        })?;
        layer.down.apply(&products.int8, hidden, scratch, |index, row| {
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
