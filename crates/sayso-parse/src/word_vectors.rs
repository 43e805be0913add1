//! Numbers that the network gives each word of a document.

/// A row of numbers for each word, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct WordVectors {
    /// Numbers of a row.
    pub(crate) width: usize,
    numbers: Vec<f32>,
}

impl WordVectors {
    /// Appends the rows of some words.
    pub(crate) fn extend(&mut self, rows: &[f32], words: usize) {
        self.width = rows.len().checked_div(words).unwrap_or(self.width);
        self.numbers.extend_from_slice(rows);
    }

    /// The row of a word by its number in the document.
    pub(crate) fn of(&self, word: usize) -> &[f32] {
        &self.numbers[word * self.width..][..self.width]
    }
}
