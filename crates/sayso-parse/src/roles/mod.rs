//! Who did what to whom: predicates and their arguments in PropBank's roles.

mod features;
mod file;
mod read;
mod role;
mod span;

pub(crate) use file::{RolesFile, Stored};
pub use role::{Part, Role, RoleKind};

use crate::Parse;
use sayso_core::Span;

/// A word that names an act or a state, with those who take part in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicate {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the word in the sentence.
    pub word: usize,
    /// Its arguments in the order of the text.
    pub arguments: Vec<Argument>,
}

/// What stands in a role to a predicate.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The role.
    pub role: Role,
    /// From its first to its last word; punctuation at the ends stays outside.
    pub span: Span,
    /// The word in the sentence that the others of the span hang on.
    pub head: usize,
}

/// A parse with the predicates of its sentences.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParseWithRoles {
    /// Sentences, trees, names; neither acts nor coreference, which no role goes by.
    pub parse: Parse,
    /// Predicates in the order of the text.
    pub predicates: Vec<Predicate>,
}

/// Whose roles are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub enum Predicates<'a> {
    /// Those that the model takes for predicates.
    #[default]
    Found,
    /// The words at these bytes of the text, one word a span: the one that stands exactly there, else the topmost that overlaps.
    Given(&'a [Span]),
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
