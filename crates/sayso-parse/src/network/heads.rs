//! The heads: what both networks read off the states of words.

use super::linear::Linear;
use super::weights::Weights;
use super::{Buffers, Int8, Kept};
use crate::ParseError;
use crate::labels::Labels;
use rten_gemm::{GemmExecutor, GemmInputB, PackedBMatrix};
use rten_tensor::NdTensorView;
use std::ops::Range;

/// Where each head's part lies in the outputs of a word.
#[derive(Debug, Clone)]
struct Sizes {
    arc: usize,
    label: usize,
    tags: usize,
}

/// Tags, arcs and relations.
pub(super) struct Heads {
    head: Linear,
    arc: Linear,
    arc_bias: Vec<f32>,
    label: PackedBMatrix<f32>,
    label_bias: Vec<f32>,
    sizes: Sizes,
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
    /// How likely each word hands something to a source; nothing where that is not wanted.
    pub(crate) cues: Vec<f32>,
    /// What heads that run after the trees read of the words.
    pub(crate) kept: Kept,
}

impl Heads {
    pub(super) fn read(weights: &Weights<'_>, int8: &Int8, labels: &Labels) -> Result<Heads, ParseError> {
        let sizes = Sizes { arc: labels.arc, label: labels.label, tags: labels.tag_width() };
        let relations = labels.relations.len();
        let label = weights.f32("label.w", &[relations, 3 * sizes.label])?;
        let outputs = 2 * sizes.arc + 2 * sizes.label + sizes.tags;
        Ok(Heads {
            head: Linear::read(weights, int8, ("", "head"), labels.width, outputs)?,
            arc: Linear::read(weights, int8, ("", "arc"), sizes.arc, sizes.arc)?,
            arc_bias: weights.f32("arc_bias", &[sizes.arc])?,
            label: GemmExecutor::new()
                .prepack_b(NdTensorView::from_data([relations, 3 * sizes.label], label.as_slice()).transposed()),
            label_bias: weights.f32("label.b", &[relations])?,
            sizes,
        })
    }

    /// Reads all that depends on single words off their states.
    pub(super) fn run(&self, buffers: &mut Buffers) -> Result<Scores, ParseError> {
        let Sizes { arc, label, tags } = self.sizes;
        let Buffers { products, scratch, states, inner: outputs, values: projected, .. } = buffers;
        let rows = states.len() / self.head.inputs;
        let mut scores = Scores {
            tags: Vec::with_capacity(rows * tags),
            tag_width: tags,
            dependent: Vec::new(),
            governor: Vec::with_capacity(rows * arc),
            root_bias: Vec::with_capacity(rows),
            label_dependent: Vec::with_capacity(rows * label),
            label_governor: Vec::with_capacity(rows * label),
            cues: Vec::new(),
            kept: Kept::default(),
        };
        outputs.resize(self.head.outputs, 0.0);
        projected.clear();
        let rectified = |values: &[f32], out: &mut Vec<f32>| out.extend(values.iter().map(|value| value.max(0.0)));
        self.head.apply(products, states, scratch, |_, row| {
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
        self.arc.apply(products, projected, scratch, |index, row| {
            row.write(&mut scores.dependent[index * arc..][..arc]);
        })?;
        Ok(scores)
    }

    /// Scores of all arcs in a sentence: for each of its words a row, first the root, then its words as governors.
    ///
    /// `root` is the row of the window's first mark, `words` are the rows of the sentence.
    pub(super) fn arcs(
        &self,
        scores: &Scores,
        root: usize,
        words: Range<usize>,
        buffers: &Buffers,
    ) -> Result<Vec<f32>, ParseError> {
        let (arc, count) = (self.sizes.arc, words.len());
        let dependents = &scores.dependent[words.start * arc..words.end * arc];
        let governors = &scores.governor[words.start * arc..words.end * arc];
        let mut inner = vec![0.0; count * count];
        let a = NdTensorView::from_data([count, arc], dependents);
        let b = NdTensorView::from_data([count, arc], governors);
        buffers.products.single(&mut inner, a, GemmInputB::Unpacked(b.transposed()), "arcs")?;
        let top = &scores.governor[root * arc..][..arc];
        let mut out = Vec::with_capacity(count * (count + 1));
        for (row, dependent) in inner.chunks_exact(count).zip(dependents.chunks_exact(arc)) {
            out.push(dot(dependent, top) + scores.root_bias[root]);
            out.extend(row.iter().zip(&scores.root_bias[words.clone()]).map(|(score, bias)| score + bias));
        }
        Ok(out)
    }

    /// Scores of the relations of words to given governors, a row a word. Pairs of rows.
    pub(super) fn relations(
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
        buffers.products.single(&mut out, rows, GemmInputB::Packed(&self.label), "relations")?;
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
