//! The tower for acts: layers of its own upon the first ones of the encoder, and a head that gives each word its scores. Its layers
//! stand in its file as what they add to those of the encoder, which takes a third of the room.

use super::linear::Linear;
use super::transformer::{Layers, Measures};
use super::weights::Weights;
use super::{Buffers, Int8, Sequence};
use crate::labels::ActsHead;
use crate::{Acts, ParseError};
use rten_gemm::{GemmExecutor, GemmInputB, PackedBMatrix};
use rten_tensor::NdTensorView;
use sayso_core::EventType;

const FILE: &str = "acts.safetensors";

/// No act, then the types.
const SCORES: usize = 1 + EventType::ALL.len();

/// What says which words name acts.
pub(super) struct Tower {
    /// Layers of the encoder below it.
    pub(super) from: usize,
    layers: Layers,
    inner: Linear,
    outer: PackedBMatrix<f32>,
    outer_bias: Vec<f32>,
    hidden: usize,
}

impl Tower {
    /// `encoder` and `measures` are those of the encoder, whose upper layers the tower's are with something added.
    pub(super) fn read(
        bytes: &[u8],
        encoder: &Weights<'_>,
        int8: &Int8,
        head: &ActsHead,
        measures: Measures,
    ) -> Result<Tower, ParseError> {
        let weights = Weights::read(FILE, bytes)?;
        let outer = weights.f32("outer.w", &[SCORES, head.hidden])?;
        Ok(Tower {
            from: head.from,
            layers: Layers::read(measures, head.from, &weights, |place, inputs, outputs| {
                Linear::read_upon(&weights, encoder, int8, place, inputs, outputs)
            })?,
            inner: Linear::read(&weights, int8, ("", "inner"), measures.width, head.hidden)?,
            outer: GemmExecutor::new()
                .prepack_b(NdTensorView::from_data([SCORES, head.hidden], outer.as_slice()).transposed()),
            outer_bias: weights.f32("outer.b", &[SCORES])?,
            hidden: head.hidden,
        })
    }

    /// What all words of a batch say of acts, from the states of sub-words that the encoder left.
    pub(super) fn run(&self, batch: &[&Sequence], buffers: &mut Buffers) -> Result<Vec<Acts>, ParseError> {
        self.layers.run(.., batch, buffers)?;
        let Buffers { products, scratch, states, inner, .. } = buffers;
        let rows = states.len() / self.inner.inputs;
        inner.resize(rows * self.hidden, 0.0);
        self.inner.apply(products, states, scratch, |index, row| {
            row.write_gelu(&mut inner[index * self.hidden..][..self.hidden]);
        })?;
        let mut scores = vec![0.0; rows * SCORES];
        let input = NdTensorView::from_data([rows, self.hidden], inner.as_slice());
        products.single(&mut scores, input, GemmInputB::Packed(&self.outer), "acts")?;
        for row in scores.chunks_exact_mut(SCORES) {
            row.iter_mut().zip(&self.outer_bias).for_each(|(score, bias)| *score += bias);
        }
        Ok(scores.chunks_exact(SCORES).filter_map(Acts::from_scores).collect())
    }
}
