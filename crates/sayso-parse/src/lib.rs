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

mod acts;
mod alone;
mod arborescence;
pub mod conllu;
mod coreference;
mod datelines;
mod effort;
mod embedded;
mod error;
mod labels;
mod lemmas;
mod names;
mod network;
mod paragraphs;
mod parser;
mod parties;
mod pieces;
mod roles;
mod tree;
mod windows;
mod word_vectors;
mod words;

pub use acts::Acts;
pub use coreference::{Coreference, Material, Mention, Referent, ReferentKind};
pub use effort::{Effort, Peak, Work, peak};
pub use error::ParseError;
pub use lemmas::irregular_forms;
pub use parser::{Model, Parser};
pub use roles::{Argument, ParseWithRoles, Part, Predicate, Predicates, Role, RoleKind};
pub use tree::{Entity, EntityKind, Feats, Parse, Relation, Sentence, Token, Upos};

/// Index of the highest score; the first of equal ones.
fn best(scores: &[f32]) -> usize {
    // The maximum first, in lanes that the compiler keeps side by side.
    let (parts, rest) = scores.as_chunks::<8>();
    let higher = |a: f32, b: f32| if b > a { b } else { a };
    let mut lanes = [f32::NEG_INFINITY; 8];
    for part in parts {
        lanes.iter_mut().zip(part).for_each(|(lane, score)| *lane = higher(*lane, *score));
    }
    let top = lanes.iter().chain(rest).copied().fold(f32::NEG_INFINITY, higher);
    scores.iter().position(|score| *score == top).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_first_of_the_highest_is_the_best() {
        assert_eq!(super::best(&[]), 0);
        assert_eq!(super::best(&[f32::NEG_INFINITY, f32::NEG_INFINITY]), 0);
        let mut scores = [0.5; 21];
        assert_eq!(super::best(&scores), 0);
        scores[20] = 0.75;
        assert_eq!(super::best(&scores), 20);
        scores[9] = 0.75;
        assert_eq!(super::best(&scores), 9);
    }
}
