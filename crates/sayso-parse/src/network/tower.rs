//! The tower for acts: layers of its own upon the first ones of the encoder, and a head that gives each word its scores.

use super::linear::Linear;
use super::transformer::{Layers, Measures};
use super::weights::Weights;
use super::{Buffers, Int8, Sequence};
use crate::ParseError;
use crate::labels::ActsHead;
use rten_gemm::{GemmExecutor, GemmInputB, PackedBMatrix};
use rten_tensor::NdTensorView;
use sayso_core::EventType;

const FILE: &str = "acts.safetensors";

/// No act, then the types.
pub(super) const SCORES: usize = 1 + EventType::ALL.len();

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
    /// `measures` are those of the encoder.
    pub(super) fn read(bytes: &[u8], int8: &Int8, head: &ActsHead, measures: Measures) -> Result<Tower, ParseError> {
        let weights = Weights::read(FILE, bytes)?;
        let outer = weights.f32("outer.w", &[SCORES, head.hidden])?;
        Ok(Tower {
            from: head.from,
            layers: Layers::read(&weights, int8, Measures { layers: head.layers, ..measures })?,
            inner: Linear::read(&weights, int8, ("", "inner"), measures.width, head.hidden)?,
            outer: GemmExecutor::new()
                .prepack_b(NdTensorView::from_data([SCORES, head.hidden], outer.as_slice()).transposed()),
            outer_bias: weights.f32("outer.b", &[SCORES])?,
            hidden: head.hidden,
        })
    }

    /// The scores of all words of a batch, from the states that the encoder left in `below`.
    pub(super) fn run(&self, batch: &[&Sequence], buffers: &mut Buffers) -> Result<Vec<f32>, ParseError> {
        std::mem::swap(&mut buffers.states, &mut buffers.below);
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
        Ok(scores)
    }
}
