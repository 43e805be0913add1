//! The vectors of sub-words: half of a model's numbers, so each takes four bits.

use super::VOCABULARY;
use super::weights::Weights;
use crate::ParseError;

/// What a half byte stands for is so much less than it.
const ZERO: u8 = 8;

/// A vector for each sub-word: numbers from -7 to 7, two a byte with the lower half first, and a scale for each vector.
pub(super) struct Embedding {
    halves: Vec<u8>,
    scales: Vec<f32>,
    width: usize,
}

impl Embedding {
    /// Of vectors of an even `width`.
    pub(super) fn read(weights: &Weights<'_>, width: usize) -> Result<Embedding, ParseError> {
        Ok(Embedding {
            halves: weights.u8("words.q", &[VOCABULARY, width / 2])?.to_vec(),
            scales: weights.f32("words.s", &[VOCABULARY])?,
            width,
        })
    }

    /// Adds so much of the vector of a sub-word to `sum`.
    pub(super) fn add(&self, piece: u32, share: f32, sum: &mut [f32]) {
        let (piece, bytes) = (piece as usize, self.width / 2);
        let scale = self.scales[piece] * share;
        let value = |half: u8| (f32::from(half) - f32::from(ZERO)) * scale;
        for (pair, byte) in sum.as_chunks_mut::<2>().0.iter_mut().zip(&self.halves[piece * bytes..][..bytes]) {
            pair[0] += value(byte & 0xf);
            pair[1] += value(byte >> 4);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_a_byte() {
        let embedding = Embedding { halves: vec![0x00, 0x00, 0xf1, 0x98], scales: vec![1.0, 0.5], width: 4 };
        let mut sum = vec![1.0; 4];
        embedding.add(1, 2.0, &mut sum);
        assert_eq!(sum, [1.0 - 7.0, 1.0 + 7.0, 1.0, 1.0 + 1.0]);
    }
}
