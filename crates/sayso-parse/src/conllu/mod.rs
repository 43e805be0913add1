//! CoNLL-U: sentences and words that somebody else divided, and trees as every scorer reads them.

mod read;
mod write;

pub use read::read;
pub use write::{write, write_given};

use sayso_core::{Document, Span};

/// A document with sentences and words as they were given.
#[derive(Debug, Clone, PartialEq)]
pub struct ConlluDocument {
    /// Its text: the sentences, with a line break before each paragraph and a blank before other sentences.
    pub document: Document,
    /// Its sentences.
    pub sentences: Vec<GivenSentence>,
}

/// A sentence with its words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GivenSentence {
    /// What `# sent_id` said.
    pub id: Option<String>,
    /// Whether `# newpar` (or a new document) stands before it.
    pub starts_paragraph: bool,
    /// Syntactic words.
    pub words: Vec<GivenWord>,
    /// Orthographic words that hold several syntactic ones.
    pub joined: Vec<JoinedWord>,
}

/// A syntactic word.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenWord {
    /// Where it stands; words without characters of their own share the span of the whole.
    pub span: Span,
    /// The word as it was given.
    pub form: String,
}

/// An orthographic word of several syntactic ones ("don't").
#[derive(Debug, Clone, PartialEq)]
pub struct JoinedWord {
    /// First of its words.
    pub first: usize,
    /// Last of its words.
    pub last: usize,
    /// Where it stands.
    pub span: Span,
}

#[cfg(test)]
mod tests;
