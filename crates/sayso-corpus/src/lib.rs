//! Gold standards: what careful readers write down about a document, and how well a program does by it.
//!
//! An annotator reads a [`Sheet`] and types records in a compact [`form`]; the result is an [`Annotation`]: a reading in the
//! shape of every other, and a list of what is no event and why.
#![warn(missing_docs)]

mod annotation;
mod check;
pub mod form;
pub mod measure;
pub mod methods;
pub mod sample;
mod sheet;
mod standoff;
pub mod texts;

pub use annotation::{Annotation, NotEvent, WhyNot};
pub use check::problems;
pub use sheet::{Sheet, SheetError, document_of};
pub use standoff::{StandoffError, attached, detached, unattached};

/// What stands in place of a rule in a record that an annotator wrote.
pub const RULE: &str = "annotation";
