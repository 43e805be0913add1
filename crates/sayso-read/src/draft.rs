//! A document in the making.

use crate::problem::{At, ReadError};
use sayso_core::{Published, Span};

/// What a format knows of one document; the reader makes a `Document` of it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Draft {
    /// The id given in the input.
    pub id: Option<String>,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub published: Option<Published>,
    /// What the input says of the language.
    pub language: Option<String>,
    pub text: String,
    pub captions: Vec<Span>,
    /// Where in the input it stood.
    pub at: Option<At>,
}

/// Documents of one input and what went wrong.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    pub drafts: Vec<Draft>,
    pub problems: Vec<(Option<At>, ReadError)>,
    /// Whether the input is one document, which the file's name may name.
    pub single: bool,
}

impl Drafts {
    pub fn one(draft: Draft) -> Drafts {
        Drafts { drafts: vec![draft], problems: Vec::new(), single: true }
    }

    pub fn failed(error: ReadError) -> Drafts {
        Drafts { drafts: Vec::new(), problems: vec![(None, error)], single: true }
    }
}

/// A field's value where it holds something.
pub(crate) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}
