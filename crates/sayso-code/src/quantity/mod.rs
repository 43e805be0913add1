//! How many: numbers on nouns, their hedges, and money.

mod magnitude;
mod numbers;
mod pieces;

pub use magnitude::of_noun;
pub use numbers::{Hedges, NumbersLexicon, Reading, Words};
pub use pieces::{Piece, PieceKind, pieces};

#[cfg(test)]
mod tests;
