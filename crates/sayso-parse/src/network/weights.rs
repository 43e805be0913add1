//! The file of weights: named tensors with checked shapes.

use crate::ParseError;
use safetensors::{Dtype, SafeTensors};

const FILE: &str = "weights.safetensors";

/// The tensors of a weights file.
pub(super) struct Weights<'a>(SafeTensors<'a>);

impl<'a> Weights<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Weights<'a>, ParseError> {
        SafeTensors::deserialize(bytes).map(Weights).map_err(|error| ParseError::model(FILE, error))
    }

    fn bytes(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&'a [u8], ParseError> {
        let tensor = self.0.tensor(name).map_err(|error| ParseError::model(FILE, format!("{name}: {error}")))?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            let reason = format!("{name} is {:?} {:?}, expected {dtype:?} {shape:?}", tensor.dtype(), tensor.shape());
            return Err(ParseError::model(FILE, reason));
        }
        Ok(tensor.data())
    }

    /// Single-precision numbers.
    pub(super) fn f32(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ParseError> {
        let (numbers, _) = self.bytes(name, Dtype::F32, shape)?.as_chunks::<4>();
        Ok(numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// Small integers.
    pub(super) fn i8(&self, name: &str, shape: &[usize]) -> Result<Vec<i8>, ParseError> {
        Ok(self.bytes(name, Dtype::I8, shape)?.iter().map(|byte| *byte as i8).collect())
    }
}
