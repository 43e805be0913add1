//! Matrix products, and how much of them there was.

use super::linear::Int8;
use crate::ParseError;
use crate::effort::Work;
use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::{Matrix, MatrixLayout, NdTensorView};
use std::cell::Cell;
use std::time::Instant;

/// What carries out the products. It can't go from thread to thread, so it is not part of the network.
pub(crate) struct Products {
    int8: Int8,
    single: GemmExecutor<f32>,
    int8_work: Cell<Work>,
    single_work: Cell<Work>,
}

impl Default for Products {
    fn default() -> Products {
        let nothing = || Cell::new(Work::default());
        Products { int8: Int8::new(), single: GemmExecutor::new(), int8_work: nothing(), single_work: nothing() }
    }
}

impl Products {
    /// The product of rows of bytes with packed weights of so many inputs.
    pub(crate) fn int8(
        &self,
        out: &mut [i32],
        a: &[u8],
        inputs: usize,
        b: &PackedBMatrix<i8>,
        at: &'static str,
    ) -> Result<(), ParseError> {
        let start = Instant::now();
        let a = NdTensorView::from_data([a.len() / inputs, inputs], a);
        // The zero points are taken off later: rten-gemm 0.27 mixes up those of different rows.
        self.int8
            .gemm(out, GemmInputA::Unpacked(a), GemmInputB::Packed(b), GemmOptions::default())
            .map_err(|error| ParseError::network(at, error))?;
        self.int8_work.set(self.int8_work.get().and(out.len() * inputs, start.elapsed()));
        Ok(())
    }

    /// A product of single-precision numbers.
    pub(crate) fn single(
        &self,
        out: &mut [f32],
        a: Matrix<'_>,
        b: GemmInputB<'_, f32>,
        at: &'static str,
    ) -> Result<(), ParseError> {
        let (start, inputs) = (Instant::now(), a.cols());
        self.single
            .gemm(out, GemmInputA::Unpacked(a), b, GemmOptions::default())
            .map_err(|error| ParseError::network(at, error))?;
        self.single_work.set(self.single_work.get().and(out.len() * inputs, start.elapsed()));
        Ok(())
    }

    /// The products of bytes and of single-precision numbers so far.
    pub(crate) fn work(&self) -> [Work; 2] {
        [self.int8_work.get(), self.single_work.get()]
    }
}
