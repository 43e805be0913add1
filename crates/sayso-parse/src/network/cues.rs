//! The head for cues: whether a word hands something to a source ("said", "according", "insists").

use super::linear::Linear;
use super::weights::Weights;
use super::{Buffers, Int8};
use crate::ParseError;
use crate::labels::LayerHead;

const FILE: &str = "cues.safetensors";

/// Asks the state of each word by itself, through one layer of rectified sums.
pub(super) struct Cues {
    hidden: Linear,
    out: Vec<f32>,
    bias: f32,
}

impl Cues {
    pub(super) fn read(bytes: &[u8], int8: &Int8, head: LayerHead, width: usize) -> Result<Cues, ParseError> {
        let weights = Weights::read(FILE, bytes)?;
        let bias = weights.f32("out.b", &[1])?;
        Ok(Cues {
            hidden: Linear::read(&weights, int8, ("", "hidden"), width, head.hidden)?,
            out: weights.f32("out.w", &[head.hidden])?,
            bias: bias.first().copied().unwrap_or(0.0),
        })
    }

    /// The probability of each word whose state is in the buffers, one after the other.
    pub(super) fn run(&self, buffers: &mut Buffers) -> Result<Vec<f32>, ParseError> {
        let Buffers { products, scratch, states, .. } = buffers;
        let mut sums = vec![0.0; self.hidden.outputs];
        let mut out = Vec::with_capacity(states.len() / self.hidden.inputs);
        self.hidden.apply(products, states, scratch, |_, row| {
            row.write(&mut sums);
            let score: f32 =
                self.bias + sums.iter().zip(&self.out).map(|(sum, weight)| sum.max(0.0) * weight).sum::<f32>();
            out.push(1.0 / (1.0 + (-score).exp()));
        })?;
        Ok(out)
    }
}
