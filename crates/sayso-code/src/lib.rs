//! From trees to readings: who did what to whom, when and where, and on whose say-so.
#![warn(missing_docs)]

pub mod actors;
mod coder;
mod contexts;
mod discards;
pub mod events;
pub mod factuality;
pub mod interpretation;
mod issues;
pub mod labels;
pub mod lexicon;
mod listed;
pub mod marked;
mod mend;
pub mod patterns;
mod phrases;
pub mod places;
pub mod quantity;
pub mod rule_text;
pub mod saying;
pub mod scene;
pub mod setting;
pub mod stem;
pub mod syntax;
pub mod ties;
pub mod times;
pub mod topics;
pub mod uncoded;

#[cfg(test)]
mod hand_tree;

pub use coder::Coder;
pub use contexts::Contexts;
pub use discards::Discards;
pub use issues::Issues;
