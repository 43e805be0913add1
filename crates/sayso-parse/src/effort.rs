//! What a parse costs, and what the processor could do.

use crate::ParseError;
use crate::network::Products;
use rten_gemm::{GemmExecutor, GemmInputB};
use rten_tensor::NdTensorView;
use std::ops::AddAssign;
use std::time::Duration;

/// Products of matrices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Multiplications, each with its addition.
    pub operations: u64,
    /// What they took.
    pub time: Duration,
}

impl Work {
    pub(crate) fn and(self, operations: usize, time: Duration) -> Work {
        Work { operations: self.operations + operations as u64, time: self.time + time }
    }

    /// Operations a second.
    pub fn speed(self) -> f64 {
        self.operations as f64 / self.time.as_secs_f64().max(1e-9)
    }
}

/// What parsing took, by stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Text to words and sub-words.
    pub division: Duration,
    /// The network: scores of all heads that look at single words.
    pub network: Duration,
    /// Scores to sentences, trees, tags, lemmas and names.
    pub trees: Duration,
    /// Who is who in the text.
    pub coreference: Duration,
    /// Which words name acts.
    pub acts: Duration,
    /// Products of bytes, within the network and the tower for acts.
    pub int8: Work,
    /// Products of single-precision numbers, within the network, the tower and the trees.
    pub single: Work,
}

impl AddAssign for Effort {
    fn add_assign(&mut self, other: Effort) {
        self.division += other.division;
        self.network += other.network;
        self.trees += other.trees;
        self.coreference += other.coreference;
        self.acts += other.acts;
        self.add_products([other.int8, other.single]);
    }
}

impl Effort {
    /// Adds products of bytes and of single-precision numbers.
    pub(crate) fn add_products(&mut self, more: [Work; 2]) {
        for (work, more) in [&mut self.int8, &mut self.single].into_iter().zip(more) {
            work.operations += more.operations;
            work.time += more.time;
        }
    }
}

/// The fastest products of the processor, one thread: large matrices, the same code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// Operations a second on bytes.
    pub int8: f64,
    /// On single-precision numbers.
    pub single: f64,
}

/// Rows, inputs and outputs of the products that the peak is measured on.
const SIZE: usize = 768;

/// How often each is carried out; the fastest counts.
const ROUNDS: usize = 12;

/// Measures the peak; a second or so.
///
/// # Errors
/// Where a product can't be carried out.
pub fn peak() -> Result<Peak, ParseError> {
    crate::alone::alone(|| {
        let (bytes, weights, singles) = (vec![3u8; SIZE * SIZE], vec![5i8; SIZE * SIZE], vec![0.5f32; SIZE * SIZE]);
        let packed_weights =
            GemmExecutor::<u8, i8, i32>::new().prepack_b(NdTensorView::from_data([SIZE, SIZE], weights.as_slice()));
        let matrix = NdTensorView::from_data([SIZE, SIZE], singles.as_slice());
        let packed_singles = GemmExecutor::<f32>::new().prepack_b(matrix);
        let (mut sums, mut out) = (vec![0i32; SIZE * SIZE], vec![0.0f32; SIZE * SIZE]);
        let mut peak = Peak { int8: 0.0, single: 0.0 };
        for _ in 0..ROUNDS {
            let products = Products::default();
            products.int8(&mut sums, &bytes, SIZE, &packed_weights, "peak")?;
            products.single(&mut out, matrix, GemmInputB::Packed(&packed_singles), "peak")?;
            let [int8, single] = products.work();
            peak = Peak { int8: peak.int8.max(int8.speed()), single: peak.single.max(single.speed()) };
        }
        Ok(peak)
    })?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peak_is_measured() {
        let peak = peak().expect("products of a fixed size");
        assert!(peak.int8 > 1e6 && peak.single > 1e6, "{peak:?}");
    }
}
