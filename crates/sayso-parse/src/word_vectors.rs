//! Numbers that the network gives each word of a document.

use std::ops::Range;

/// A row of numbers for each word, in the order of the text; no rows at all where nobody asked for them.
#[derive(Debug, Default)]
pub(crate) struct WordVectors {
    /// Numbers of a row.
    pub(crate) width: usize,
    numbers: Vec<f32>,
}

impl WordVectors {
    /// Rows of `width` numbers, one after the other.
    pub(crate) fn new(width: usize, numbers: Vec<f32>) -> WordVectors {
        WordVectors { width, numbers }
    }

    /// Appends the rows of some of the words of `other`.
    pub(crate) fn extend(&mut self, other: &WordVectors, words: Range<usize>) {
        self.width = other.width;
        self.numbers.extend_from_slice(other.rows(words));
    }

    /// The row of a word by its number.
    pub(crate) fn of(&self, word: usize) -> &[f32] {
        self.rows(word..word + 1)
    }

    /// The rows of words that follow one another.
    pub(crate) fn rows(&self, words: Range<usize>) -> &[f32] {
        &self.numbers[words.start * self.width..words.end * self.width]
    }
}
