//! What sayso found in one document.

use crate::{Actor, CharSpan, CodePoints, Document, Event, Label, Span, Tie};
use serde::{Deserialize, Serialize};

/// Carries every span of a record from one way of counting to another.
pub(crate) struct SpanMapper<'a, S, T> {
    /// For spans into the text.
    pub text: &'a dyn Fn(&S) -> T,
    /// For spans into the byline.
    pub byline: &'a dyn Fn(&S) -> T,
}

/// The versions behind a reading, each with a hash where it is data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the fields name what they are the version of
#[serde(default)]
pub struct ProducedBy {
    pub sayso: String,
    pub model: String,
    pub lexicon: String,
    pub gazetteer: String,
    /// A hash of the actors of a user's own that the text names; empty where it names none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub actors: String,
    pub schema: String,
}

/// Version of the output schema (`docs/reading.schema.json`).
pub const SCHEMA_VERSION: &str = "1";

/// What sayso found in one document.
///
/// `Reading` (with [`Span`]) counts bytes and lives inside the program; `Reading<CharSpan>` counts code points and
/// is what is printed and stored. [`Reading::to_output`] and [`Reading::from_output`] convert.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading<S = Span> {
    /// The document.
    pub document: Document<S>,
    /// Whom it speaks of.
    pub actors: Vec<Actor<S>>,
    /// Who did what to whom.
    pub events: Vec<Event<S>>,
    /// Who calls whom what.
    pub labels: Vec<Label<S>>,
    /// Who backs or opposes whom.
    pub ties: Vec<Tie<S>>,
    /// Versions.
    #[serde(default)]
    pub produced_by: ProducedBy,
    /// Keys for finding reprints.
    #[serde(default)]
    pub fingerprint: Vec<String>,
}

impl<S> Reading<S> {
    fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Reading<T> {
        Reading {
            document: self.document.map(to),
            actors: self.actors.iter().map(|actor| actor.map(to)).collect(),
            events: self.events.iter().map(|event| event.map(to)).collect(),
            labels: self.labels.iter().map(|label| label.map(to)).collect(),
            ties: self.ties.iter().map(|tie| tie.map(to)).collect(),
            produced_by: self.produced_by.clone(),
            fingerprint: self.fingerprint.clone(),
        }
    }

    /// The actor with that id.
    pub fn actor(&self, id: &crate::ActorId) -> Option<&Actor<S>> {
        self.actors.iter().find(|actor| actor.id == *id)
    }
}

impl Document<Span> {
    /// The document with all spans in code points.
    pub fn to_output(&self) -> Document<CharSpan> {
        let text = CodePoints::new(&self.text);
        self.map(&SpanMapper { text: &|span| text.chars(*span), byline: &|span| text.chars(*span) })
    }
}

impl Reading<Span> {
    /// The reading with all spans in code points.
    pub fn to_output(&self) -> Reading<CharSpan> {
        let text = CodePoints::new(&self.document.text);
        let byline = CodePoints::new(self.document.byline.as_deref().unwrap_or(""));
        self.map(&SpanMapper { text: &|span| text.chars(*span), byline: &|span| byline.chars(*span) })
    }
}

impl Reading<CharSpan> {
    /// The reading with all spans in bytes.
    pub fn from_output(&self) -> Reading<Span> {
        let text = CodePoints::new(&self.document.text);
        let byline = CodePoints::new(self.document.byline.as_deref().unwrap_or(""));
        self.map(&SpanMapper { text: &|span| text.bytes(*span), byline: &|span| byline.bytes(*span) })
    }
}
