//! Products with int8 weights; activations are quantised row by row, so that a row's result depends on nothing else.

use super::products::Products;
use super::weights::Weights;
use crate::ParseError;
use rten_gemm::{GemmExecutor, PackedBMatrix};
use rten_simd::ops::{BitOps, FloatOps, NarrowSaturate, NumOps, ToFloat};
use rten_simd::{Isa, SimdOp, SimdUnaryOp, SliceWriter};
use rten_tensor::NdTensorView;
use rten_vecmath::{ExtendInit, MinMax, Sigmoid};
use std::mem::MaybeUninit;

/// The executor of integer products: unsigned activations, signed weights.
pub(super) type Int8 = GemmExecutor<u8, i8, i32>;

/// Outputs are padded to a multiple of this, so that rows split into whole vectors on every processor.
const STEP: usize = 16;

/// A fully connected layer.
pub(super) struct Linear {
    name: &'static str,
    weights: PackedBMatrix<i8>,
    /// Sum of the weights of each output: what a shift of all inputs by one adds to it.
    shifts: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// Number of inputs.
    pub(super) inputs: usize,
    /// Number of outputs, a multiple of [`STEP`].
    pub(super) outputs: usize,
}

/// Buffers that are used again from product to product.
#[derive(Default)]
pub(super) struct Scratch {
    quantised: Vec<u8>,
    zeros: Vec<i32>,
    row_scales: Vec<f32>,
    sums: Vec<i32>,
}

/// The weights of a layer, a row an output, and the scale of each row.
fn rows(weights: &Weights<'_>, full: &str, inputs: usize, outputs: usize) -> Result<(Vec<i8>, Vec<f32>), ParseError> {
    Ok((weights.i8(&format!("{full}.q"), &[outputs, inputs])?, weights.f32(&format!("{full}.s"), &[outputs])?))
}

impl Linear {
    pub(super) fn read(
        weights: &Weights<'_>,
        int8: &Int8,
        (prefix, name): (&str, &'static str),
        inputs: usize,
        outputs: usize,
    ) -> Result<Linear, ParseError> {
        let full = format!("{prefix}{name}");
        let (values, scales) = rows(weights, &full, inputs, outputs)?;
        let bias = weights.f32(&format!("{full}.b"), &[outputs])?;
        Ok(Linear::new(int8, name, (values, scales, bias), inputs))
    }

    /// A layer that is another one of the same name with something added to its weights, and a bias of its own.
    pub(super) fn read_upon(
        weights: &Weights<'_>,
        base: &Weights<'_>,
        int8: &Int8,
        (prefix, name): (&str, &'static str),
        inputs: usize,
        outputs: usize,
    ) -> Result<Linear, ParseError> {
        let full = format!("{prefix}{name}");
        let (mut values, scales) = rows(base, &full, inputs, outputs)?;
        let added = weights.i8(&format!("{full}.d"), &[outputs, inputs])?;
        values.iter_mut().zip(added).for_each(|(value, added)| *value = value.saturating_add(added));
        let bias = weights.f32(&format!("{full}.b"), &[outputs])?;
        Ok(Linear::new(int8, name, (values, scales, bias), inputs))
    }

    /// From the weights, a row an output, the scale of each output and its bias.
    fn new(
        int8: &Int8,
        name: &'static str,
        (mut values, mut scales, mut bias): (Vec<i8>, Vec<f32>, Vec<f32>),
        inputs: usize,
    ) -> Linear {
        let outputs = bias.len().next_multiple_of(STEP);
        values.resize(outputs * inputs, 0);
        scales.resize(outputs, 0.0);
        bias.resize(outputs, 0.0);
        let matrix = NdTensorView::from_data([outputs, inputs], values.as_slice());
        let shifts = values.chunks_exact(inputs).map(|row| row.iter().map(|value| i32::from(*value)).sum()).collect();
        Linear { name, weights: int8.prepack_b(matrix.transposed()), shifts, scales, bias, inputs, outputs }
    }

    /// The product of the rows of `input` with the weights, handed row by row to `take` as something that can be written.
    pub(super) fn apply(
        &self,
        products: &Products,
        input: &[f32],
        scratch: &mut Scratch,
        mut take: impl FnMut(usize, Row<'_>),
    ) -> Result<(), ParseError> {
        let Scratch { quantised, zeros, row_scales, sums } = scratch;
        quantised.clear();
        quantised.reserve(input.len());
        zeros.clear();
        row_scales.clear();
        for row in input.chunks_exact(self.inputs) {
            let (low, high) = MinMax::new(row).dispatch();
            let (low, high) = (low.min(0.0), high.max(0.0));
            let step = ((high - low) / 255.0).max(1e-12);
            let scale = Scale { step, zero: (-low / step).round_ties_even().clamp(0.0, 255.0) as i32 };
            scale.quantise(row, quantised);
            zeros.push(scale.zero);
            row_scales.push(scale.step);
        }
        let sums = self.multiply(products, quantised, sums)?;
        let rows = sums.chunks_exact(self.outputs).zip(row_scales.iter().zip(zeros.iter()));
        for (index, (sums, (scale, zero))) in rows.enumerate() {
            take(index, Row { layer: self, sums, scale: *scale, zero: *zero });
        }
        Ok(())
    }

    /// As [`Linear::apply`], on rows of bytes that have one scale.
    pub(super) fn apply_bytes(
        &self,
        products: &Products,
        input: &[u8],
        scale: Scale,
        scratch: &mut Scratch,
        mut take: impl FnMut(usize, Row<'_>),
    ) -> Result<(), ParseError> {
        let sums = self.multiply(products, input, &mut scratch.sums)?;
        for (index, sums) in sums.chunks_exact(self.outputs).enumerate() {
            take(index, Row { layer: self, sums, scale: scale.step, zero: scale.zero });
        }
        Ok(())
    }

    fn multiply<'a>(&self, products: &Products, input: &[u8], sums: &'a mut Vec<i32>) -> Result<&'a [i32], ParseError> {
        let rows = input.len() / self.inputs;
        let size = rows * self.outputs;
        if sums.len() < size {
            sums.resize(size, 0);
        }
        let sums = &mut sums[..size];
        products.int8(sums, input, self.inputs, &self.weights, self.name)?;
        Ok(sums)
    }
}

/// How numbers become bytes.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    step: f32,
    zero: i32,
}

impl Scale {
    /// For numbers from `-range` to `range`; what lies beyond is cut.
    pub(super) fn symmetric(range: f32) -> Scale {
        Scale { step: (range / 127.0).max(1e-12), zero: 128 }
    }

    /// The byte that stands for nothing.
    pub(super) fn zero(self) -> u8 {
        self.zero as u8
    }

    /// Appends the bytes of a row.
    pub(super) fn quantise(self, row: &[f32], out: &mut Vec<u8>) {
        out.reserve(row.len());
        out.extend_init(|free| {
            Quantise { row, out: &mut free[..row.len()], factor: 1.0 / self.step, zero: self.zero }.dispatch()
        });
    }
}

/// A row of a product before it is scaled back.
pub(super) struct Row<'a> {
    layer: &'a Linear,
    sums: &'a [i32],
    scale: f32,
    zero: i32,
}

impl Row<'_> {
    /// Writes the row.
    pub(super) fn write(self, out: &mut [f32]) {
        Dequantise::<WRITE> { row: self, out }.dispatch();
    }

    /// Adds the row to what stands in `out`.
    pub(super) fn add_to(self, out: &mut [f32]) {
        Dequantise::<ADD> { row: self, out }.dispatch();
    }

    /// Writes the row's Gaussian error linear units.
    pub(super) fn write_gelu(self, out: &mut [f32]) {
        Dequantise::<GELU> { row: self, out }.dispatch();
    }

    /// Adds the first half of the row, gated by the second, to what stands in `out`.
    pub(super) fn add_gated_to(self, out: &mut [f32]) {
        AddGated { row: self, out }.dispatch();
    }
}

const WRITE: u8 = 0;
const ADD: u8 = 1;
const GELU: u8 = 2;

struct Dequantise<'a, 'b, const THEN: u8> {
    row: Row<'a>,
    out: &'b mut [f32],
}

impl<const THEN: u8> SimdOp for Dequantise<'_, '_, THEN> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        let step = floats.len();
        for (index, out) in self.out.chunks_exact_mut(step).enumerate() {
            let mut value = outputs(isa, &self.row, index * step);
            if THEN == ADD {
                value = floats.add(value, floats.load(out));
            } else if THEN == GELU {
                value = gelu(floats, value);
            }
            floats.store(value, out);
        }
    }
}

/// The scaled sums of a row from output `at` on, one vector of them.
#[inline(always)]
fn outputs<I: Isa>(isa: I, row: &Row<'_>, at: usize) -> I::F32 {
    let (floats, integers) = (isa.f32(), isa.i32());
    let Row { layer, sums, scale, zero } = row;
    let shift = integers.mul(integers.load(&layer.shifts[at..]), integers.splat(*zero));
    let sum = integers.to_float(integers.sub(integers.load(&sums[at..]), shift));
    let scale = floats.mul(floats.load(&layer.scales[at..]), floats.splat(*scale));
    floats.mul_add(sum, scale, floats.load(&layer.bias[at..]))
}

struct AddGated<'a, 'b> {
    row: Row<'a>,
    out: &'b mut [f32],
}

impl SimdOp for AddGated<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let floats = isa.f32();
        let (width, step) = (self.out.len(), floats.len());
        for (index, out) in self.out.chunks_exact_mut(step).enumerate() {
            let value = outputs(isa, &self.row, index * step);
            let gate = Sigmoid::apply(isa, outputs(isa, &self.row, width + index * step));
            floats.store(floats.mul_add(value, gate, floats.load(out)), out);
        }
    }
}

/// Where the normal distribution counts as complete.
const COMPLETE: f32 = 4.2;

/// erf(x / √2) = x · P(x²) up to [`COMPLETE`], least squares; off by less than 1e-4, far below a step of quantisation.
const ERF: [f32; 9] = [
    7.976_331e-1,
    -1.323_803_2e-1,
    1.944_258_6e-2,
    -2.161_131_7e-3,
    1.777_083e-4,
    -1.038_805_6e-5,
    4.036_941e-7,
    -9.262_731e-9,
    9.431_682e-11,
];

#[inline(always)]
fn gelu<F: FloatOps<f32>>(floats: F, x: F::Simd) -> F::Simd {
    let (one, most) = (floats.one(), floats.splat(COMPLETE));
    let near = floats.max(floats.min(x, most), floats.neg(most));
    let square = floats.mul(near, near);
    let mut sum = floats.splat(ERF[8]);
    for at in (0..8).rev() {
        sum = floats.mul_add(sum, square, floats.splat(ERF[at]));
    }
    let erf = floats.max(floats.min(floats.mul(near, sum), one), floats.neg(one));
    floats.mul(floats.mul(x, floats.splat(0.5)), floats.add(erf, one))
}

/// Numbers to bytes. As `rten_vecmath::Quantize`, whose steps the compiler does not put into one loop.
struct Quantise<'a, 'b> {
    row: &'a [f32],
    out: &'b mut [MaybeUninit<u8>],
    factor: f32,
    zero: i32,
}

impl<'b> SimdOp for Quantise<'_, 'b> {
    type Output = &'b mut [u8];

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) -> Self::Output {
        let (floats, integers, shorts) = (isa.f32(), isa.i32(), isa.i16());
        let step = floats.len();
        let (factor, zero) = (floats.splat(self.factor), integers.splat(self.zero));
        let mut out = SliceWriter::new(self.out);
        let mut parts = self.row.chunks_exact(4 * step);
        for part in &mut parts {
            let a = floats.to_int_round(floats.mul(floats.load(part), factor));
            let b = floats.to_int_round(floats.mul(floats.load(&part[step..]), factor));
            let c = floats.to_int_round(floats.mul(floats.load(&part[2 * step..]), factor));
            let d = floats.to_int_round(floats.mul(floats.load(&part[3 * step..]), factor));
            let low = integers.narrow_saturate(integers.add(a, zero), integers.add(b, zero));
            let high = integers.narrow_saturate(integers.add(c, zero), integers.add(d, zero));
            out.write_vec(isa.u8(), shorts.narrow_saturate(low, high));
        }
        for value in parts.remainder() {
            let value = (value * self.factor).round_ties_even() as i32 + self.zero;
            out.write_scalar(value.clamp(0, 255) as u8);
        }
        out.into_mut_slice()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_scale_cuts_what_lies_beyond() {
        let scale = Scale::symmetric(12.7);
        let mut bytes = vec![7];
        scale.quantise(&[0.0, 0.1, -0.1, 12.7, -12.7, 50.0, -50.0], &mut bytes);
        assert_eq!(bytes, [7, 128, 129, 127, 255, 1, 255, 0]);
        assert_eq!(scale.zero(), 128);
    }
}
