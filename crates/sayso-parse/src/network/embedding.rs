//! The vectors of sub-words: half of a model's numbers, so each takes five bits. With four the trees get worse.

use super::VOCABULARY;
use super::weights::Weights;
use crate::ParseError;

/// A vector for each sub-word: numbers from -15 to 15, of which first comes how large they are, two numbers a byte, the first
/// in the lower half; then which are negative, eight numbers a byte from the lowest bit on. And a scale for each vector.
pub(super) struct Embedding {
    bits: Vec<u8>,
    scales: Vec<f32>,
    /// Numbers of a vector.
    pub(super) width: usize,
}

impl Embedding {
    /// Of vectors whose `width` is a multiple of eight.
    pub(super) fn read(weights: &Weights<'_>, width: usize) -> Result<Embedding, ParseError> {
        Ok(Embedding {
            bits: weights.u8("words.q", &[VOCABULARY, width / 2 + width / 8])?.to_vec(),
            scales: weights.f32("words.s", &[VOCABULARY])?,
            width,
        })
    }

    /// Adds so much of the vector of a sub-word to `sum`.
    pub(super) fn add(&self, piece: u32, share: f32, sum: &mut [f32]) {
        let piece = piece as usize;
        let size = self.width / 2 + self.width / 8;
        let (sizes, signs) = self.bits[piece * size..][..size].split_at(self.width / 2);
        let scale = self.scales[piece] * share;
        let numbers = sum.as_chunks_mut::<8>().0.iter_mut().zip(sizes.as_chunks::<4>().0).zip(signs);
        for ((sum, sizes), signs) in numbers {
            for (at, sum) in sum.iter_mut().enumerate() {
                let size = f32::from(sizes[at / 2] >> (at % 2 * 4) & 0xf);
                let sign = 1.0 - 2.0 * f32::from(signs >> at & 1);
                *sum += sign * size * scale;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_numbers_in_five_bytes() {
        let of_the_second = [0xff, 0xf0, 0xb0, 0xfe, 0b1110_1001];
        let bits = [[0; 5], of_the_second].concat();
        let embedding = Embedding { bits, scales: vec![1.0, 0.5], width: 8 };
        let mut sum = vec![1.0; 8];
        embedding.add(1, 2.0, &mut sum);
        assert_eq!(sum, [-14.0, 16.0, 1.0, -14.0, 1.0, -10.0, -13.0, -14.0]);
    }
}
