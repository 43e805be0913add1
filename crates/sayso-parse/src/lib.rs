//! From text to words, trees and names.
//!
//! ```no_run
//! # fn main() -> Result<(), sayso_parse::ParseError> {
//! # #[cfg(feature = "embedded-model")] {
//! use sayso_core::Document;
//! let parser = sayso_parse::Parser::load_embedded()?;
//! let parse = parser.parse(&Document::new("id", "The envoy left Tarn on Monday."))?;
//! for token in &parse.sentences[0].tokens {
//!     println!("{} {} {}", token.form, token.upos.name(), token.relation.full());
//! }
//! # } Ok(()) }
//! ```
#![warn(missing_docs)]

mod alone;
mod arborescence;
pub mod conllu;
mod error;
mod labels;
mod lemmas;
mod names;
mod network;
mod paragraphs;
mod parser;
mod pieces;
mod tree;
mod windows;
mod words;

pub use error::ParseError;
pub use parser::Parser;
pub use tree::{Entity, EntityKind, Feats, Parse, Relation, Sentence, Token, Upos};

/// Index of the highest score; the first of equal ones.
fn best(scores: &[f32]) -> usize {
    scores.iter().enumerate().fold(0, |found, (index, score)| if *score > scores[found] { index } else { found })
}
