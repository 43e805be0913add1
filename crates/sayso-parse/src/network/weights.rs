//! The file of weights: named tensors with checked shapes.

use crate::ParseError;
use safetensors::{Dtype, SafeTensors};

/// The weights of encoder and heads.
pub(super) const WEIGHTS: &str = "weights.safetensors";

/// The tensors of a weights file.
pub(super) struct Weights<'a> {
    file: &'static str,
    tensors: SafeTensors<'a>,
}

impl<'a> Weights<'a> {
    /// `file` is the name for messages.
    pub(super) fn read(file: &'static str, bytes: &'a [u8]) -> Result<Weights<'a>, ParseError> {
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| ParseError::model(file, error))?;
        Ok(Weights { file, tensors })
    }

    fn bytes(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&'a [u8], ParseError> {
        let tensor =
            self.tensors.tensor(name).map_err(|error| ParseError::model(self.file, format!("{name}: {error}")))?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            let reason = format!("{name} is {:?} {:?}, expected {dtype:?} {shape:?}", tensor.dtype(), tensor.shape());
            return Err(ParseError::model(self.file, reason));
        }
        Ok(tensor.data())
    }

    /// Text in UTF-8, of any length.
    pub(super) fn text(&self, name: &str) -> Result<&'a str, ParseError> {
        let wrong = |reason: &dyn std::fmt::Display| ParseError::model(self.file, format!("{name}: {reason}"));
        let tensor = self.tensors.tensor(name).map_err(|error| wrong(&error))?;
        if tensor.dtype() != Dtype::U8 {
            return Err(wrong(&format!("{:?}, expected the bytes of a text", tensor.dtype())));
        }
        std::str::from_utf8(tensor.data()).map_err(|error| wrong(&error))
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

    /// Bytes that hold what the caller knows.
    pub(super) fn u8(&self, name: &str, shape: &[usize]) -> Result<&'a [u8], ParseError> {
        self.bytes(name, Dtype::U8, shape)
    }
}
