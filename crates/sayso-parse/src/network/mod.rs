//! The network: encoder and heads, on windows of sub-words, without padding.

mod linear;
mod weights;

use crate::ParseError;
use crate::labels::Labels;
use linear::{Int8, Linear, Scratch};
use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_simd::SimdOp;
use rten_tensor::prelude::*;
use rten_tensor::{Matrix, NdTensor, NdTensorView};
use rten_vecmath::{Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};
use weights::Weights;

pub(crate) const VOCABULARY: usize = 30_522;
const POSITIONS: usize = 256;
const SHAPES: usize = 7;
const EPSILON: f32 = 1e-12;

/// The longest window in sub-words, with its two marks.
pub(crate) const LONGEST: usize = POSITIONS;

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

struct Norm {
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn read(weights: &Weights<'_>, name: &str, width: usize) -> Result<Norm, ParseError> {
        let part = |kind: &str| weights.f32(&format!("{name}.{kind}"), &[width]);
        Ok(Norm { scale: part("w")?, bias: part("b")? })
    }

    fn apply(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = Sum::new(row).dispatch() / count;
        let variance = SumSquareSub::new(row, mean).dispatch() / count;
        let options = NormalizeOptions {
            pre_scale_bias: mean,
            scale: 1.0 / (variance + EPSILON).sqrt(),
            element_scale: Some(&self.scale),
            element_bias: Some(&self.bias),
            ..NormalizeOptions::default()
        };
        Normalize::new_mut(row, options).dispatch();
    }
}

struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// The trained network.
pub(crate) struct Network {
    width: usize,
    heads: usize,
    inner: usize,
    words: Vec<i8>,
    word_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    head: Linear,
    arc: Linear,
    arc_bias: Vec<f32>,
    label: NdTensor<f32, 2>,
    label_bias: Vec<f32>,
    sizes: Sizes,
}

/// Where each head's part lies in the outputs of a word.
#[derive(Debug, Clone)]
struct Sizes {
    arc: usize,
    label: usize,
    tags: usize,
}

/// What the heads say of the words of a batch.
pub(crate) struct Scores {
    /// Scores of the tag heads, a row a word, side by side in the order of the labels file.
    tags: Vec<f32>,
    tag_width: usize,
    /// Words as dependents and as governors.
    dependent: Vec<f32>,
    governor: Vec<f32>,
    root_bias: Vec<f32>,
    label_dependent: Vec<f32>,
    label_governor: Vec<f32>,
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
    fn single(&self, out: &mut [f32], a: Matrix<'_>, b: Matrix<'_>, at: &'static str) -> Result<(), ParseError> {
        let (a, b) = (GemmInputA::Unpacked(a), GemmInputB::Unpacked(b));
        self.single.gemm(out, a, b, GemmOptions::default()).map_err(|error| ParseError::network(at, error))
    }
}

/// Buffers of a run, to be used again for the next.
#[derive(Default)]
pub(crate) struct Buffers {
    products: Products,
    scratch: Scratch,
    states: Vec<f32>,
    qkv: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
    attention: Vec<f32>,
    values: Vec<f32>,
}

impl Network {
    pub(crate) fn read(bytes: &[u8], labels: &Labels) -> Result<Network, ParseError> {
        let weights = Weights::read(bytes)?;
        let int8 = Int8::new();
        let (width, inner) = (labels.width, labels.inner);
        let sizes = Sizes { arc: labels.arc, label: labels.label, tags: labels.tag_width() };
        let layers = (0..labels.layers)
            .map(|index| {
                let prefix = format!("layers.{index}.");
                let linear = |name, inputs, outputs| Linear::read(&weights, &int8, (&prefix, name), inputs, outputs);
                Ok(Layer {
                    qkv: linear("qkv", width, 3 * width)?,
                    out: linear("out", width, width)?,
                    norm1: Norm::read(&weights, &format!("{prefix}norm1"), width)?,
                    up: linear("up", width, inner)?,
                    down: linear("down", inner, width)?,
                    norm2: Norm::read(&weights, &format!("{prefix}norm2"), width)?,
                })
            })
            .collect::<Result<Vec<Layer>, ParseError>>()?;
        let relations = labels.relations.len();
        let label = weights.f32("label.w", &[relations, 3 * sizes.label])?;
        let outputs = 2 * sizes.arc + 2 * sizes.label + sizes.tags;
        Ok(Network {
            width,
            heads: labels.heads,
            inner,
            words: weights.i8("words.q", &[VOCABULARY, width])?,
            word_scales: weights.f32("words.s", &[VOCABULARY])?,
            positions: weights.f32("positions", &[POSITIONS, width])?,
            shapes: weights.f32("shapes", &[SHAPES, width])?,
            norm: Norm::read(&weights, "norm", width)?,
            layers,
            head: Linear::read(&weights, &int8, ("", "head"), width, outputs)?,
            arc: Linear::read(&weights, &int8, ("", "arc"), sizes.arc, sizes.arc)?,
            arc_bias: weights.f32("arc_bias", &[sizes.arc])?,
            label: NdTensor::from_data([relations, 3 * sizes.label], label),
            label_bias: weights.f32("label.b", &[relations])?,
            sizes,
        })
    }

    /// Runs encoder and heads over a batch; the words of all windows stand one after the other in the scores.
    pub(crate) fn run<'a>(
        &self,
        batch: impl Iterator<Item = &'a Sequence>,
        buffers: &mut Buffers,
    ) -> Result<Scores, ParseError> {
        let batch: Vec<&Sequence> = batch.collect();
        let batch = batch.as_slice();
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
        self.read_heads(buffers)
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
                products.single(attention, queries, keys.transposed(), "attention")?;
                for row in attention.chunks_exact_mut(length) {
                    Softmax::new_mut(row).dispatch();
                }
                let weights = NdTensorView::from_data([length, length], attention.as_slice());
                products.single(values, weights, content, "values")?;
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

    fn read_heads(&self, buffers: &mut Buffers) -> Result<Scores, ParseError> {
        let Sizes { arc, label, tags } = self.sizes;
        let Buffers { products, scratch, states, inner: outputs, values: projected, .. } = buffers;
        let rows = states.len() / self.width;
        let mut scores = Scores {
            tags: Vec::with_capacity(rows * tags),
            tag_width: tags,
            dependent: Vec::new(),
            governor: Vec::with_capacity(rows * arc),
            root_bias: Vec::with_capacity(rows),
            label_dependent: Vec::with_capacity(rows * label),
            label_governor: Vec::with_capacity(rows * label),
        };
        outputs.resize(self.head.outputs, 0.0);
        projected.clear();
        let rectified = |values: &[f32], out: &mut Vec<f32>| out.extend(values.iter().map(|value| value.max(0.0)));
        self.head.apply(&products.int8, states, scratch, |_, row| {
            row.write(outputs);
            let (dependent, rest) = outputs.split_at(arc);
            let (governor, rest) = rest.split_at(arc);
            let (label_dependent, rest) = rest.split_at(label);
            let (label_governor, rest) = rest.split_at(label);
            rectified(dependent, projected);
            rectified(governor, &mut scores.governor);
            rectified(label_dependent, &mut scores.label_dependent);
            rectified(label_governor, &mut scores.label_governor);
            scores.tags.extend_from_slice(&rest[..tags]);
        })?;
        scores.root_bias.extend(scores.governor.chunks_exact(arc).map(|row| dot(row, &self.arc_bias)));
        scores.dependent.resize(rows * arc, 0.0);
        self.arc.apply(&products.int8, projected, scratch, |index, row| {
            row.write(&mut scores.dependent[index * arc..][..arc]);
        })?;
        Ok(scores)
    }

    /// Scores of all arcs in a sentence: for each of its words a row, first the root, then its words as governors.
    ///
    /// `root` is the row of the window's first mark, `words` are the rows of the sentence.
    pub(crate) fn arcs(
        &self,
        scores: &Scores,
        root: usize,
        words: std::ops::Range<usize>,
        buffers: &Buffers,
    ) -> Result<Vec<f32>, ParseError> {
        let (arc, count) = (self.sizes.arc, words.len());
        let dependents = &scores.dependent[words.start * arc..words.end * arc];
        let governors = &scores.governor[words.start * arc..words.end * arc];
        let mut inner = vec![0.0; count * count];
        let a = NdTensorView::from_data([count, arc], dependents);
        let b = NdTensorView::from_data([count, arc], governors);
        buffers.products.single(&mut inner, a, b.transposed(), "arcs")?;
        let top = &scores.governor[root * arc..][..arc];
        let mut out = Vec::with_capacity(count * (count + 1));
        for (row, dependent) in inner.chunks_exact(count).zip(dependents.chunks_exact(arc)) {
            out.push(dot(dependent, top) + scores.root_bias[root]);
            out.extend(row.iter().zip(&scores.root_bias[words.clone()]).map(|(score, bias)| score + bias));
        }
        Ok(out)
    }

    /// Scores of the relations of words to given governors, a row a word. Pairs of rows.
    pub(crate) fn relations(
        &self,
        scores: &Scores,
        pairs: &[(usize, usize)],
        buffers: &Buffers,
    ) -> Result<Vec<f32>, ParseError> {
        let size = self.sizes.label;
        let mut input = Vec::with_capacity(pairs.len() * 3 * size);
        for &(word, governor) in pairs {
            let word = &scores.label_dependent[word * size..][..size];
            let governor = &scores.label_governor[governor * size..][..size];
            input.extend(word.iter().zip(governor).map(|(word, governor)| word * governor));
            input.extend_from_slice(word);
            input.extend_from_slice(governor);
        }
        let mut out = vec![0.0; pairs.len() * self.label_bias.len()];
        let rows = NdTensorView::from_data([pairs.len(), 3 * size], input.as_slice());
        buffers.products.single(&mut out, rows, self.label.view().transposed(), "relations")?;
        for row in out.chunks_exact_mut(self.label_bias.len()) {
            row.iter_mut().zip(&self.label_bias).for_each(|(score, bias)| *score += bias);
        }
        Ok(out)
    }
}

impl Scores {
    /// Scores of the tag heads for a word.
    pub(crate) fn tags(&self, word: usize) -> &[f32] {
        &self.tags[word * self.tag_width..][..self.tag_width]
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
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
