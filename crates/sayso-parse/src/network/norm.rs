//! Layer norm of single rows.

use super::weights::Weights;
use crate::ParseError;
use rten_simd::SimdOp;
use rten_vecmath::{Normalize, NormalizeOptions, Sum, SumSquareSub};

const EPSILON: f32 = 1e-12;

/// Brings a row to mean and spread, then scales and shifts it.
pub(super) struct Norm {
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    pub(super) fn read(weights: &Weights<'_>, name: &str, width: usize) -> Result<Norm, ParseError> {
        let part = |kind: &str| weights.f32(&format!("{name}.{kind}"), &[width]);
        Ok(Norm { scale: part("w")?, bias: part("b")? })
    }

    pub(super) fn apply(&self, row: &mut [f32]) {
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
