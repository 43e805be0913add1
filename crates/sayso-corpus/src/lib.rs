//! Gold standards: what careful readers write down about a document, and how well a program does by it.
//!
//! An annotator reads a [`Sheet`] and types records in a compact [`form`]; the result is an [`Annotation`]: a reading in the
//! shape of every other, and a list of what is no event and why.
#![warn(missing_docs)]

mod annotation;
pub mod form;
mod sheet;

pub use annotation::{Annotation, NotEvent, WhyNot};
pub use sheet::{Sheet, SheetError, document_of};

/// What stands in place of a rule in a record that an annotator wrote.
pub const RULE: &str = "annotation";
