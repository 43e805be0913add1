//! The compact form in which annotators write: one record under another, with words of the text in quotation marks.
//!
//! `docs/annotation.md` describes it for people. [`read`] names every mistake by its line; [`written`] is its reverse.

mod fields;
mod heads;
mod lexer;
mod places;
mod read;
mod values;
mod write;

#[cfg(test)]
pub(crate) mod example;
#[cfg(test)]
mod tests;

pub use read::{Mistake, read};
pub use write::written;
