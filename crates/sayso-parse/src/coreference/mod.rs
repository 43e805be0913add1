//! Which phrases of a document speak of one person, organization or place.
//!
//! Every phrase is held against earlier ones ([`pairs`]): the head scores each of them and that there is none, and the
//! phrase takes up the best. Phrases that take up one another are mentions of one referent.

mod facts;
mod links;
mod material;
mod pairs;
mod phrases;
#[cfg(all(test, feature = "embedded-model"))]
mod tests;

use crate::Parse;
use facts::Facts;
pub(crate) use facts::{ROWS as PHRASE_ROWS, TOLD as PHRASE_FACTS};
pub(crate) use links::find;
pub use material::Material;
pub(crate) use pairs::{ROWS as PAIR_ROWS, TOLD as PAIR_FACTS};
use phrases::{Children, Phrase};
use sayso_core::Span;

/// What a phrase can speak of: none of these (no mention of anything), then those of [`ReferentKind`].
pub(crate) const KINDS: usize = 1 + ReferentKind::ALL.len();

/// What mentions speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferentKind {
    /// A person or persons.
    Person,
    /// A body, a company, a government.
    Organization,
    /// A place.
    Place,
    /// A thing, an act, a time, a thought.
    Other,
}

impl ReferentKind {
    /// All kinds, in the order of the head's scores.
    pub const ALL: [ReferentKind; 4] =
        [ReferentKind::Person, ReferentKind::Organization, ReferentKind::Place, ReferentKind::Other];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            ReferentKind::Person => "person",
            ReferentKind::Organization => "organization",
            ReferentKind::Place => "place",
            ReferentKind::Other => "other",
        }
    }
}

/// A phrase that speaks of somebody or something.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The whole phrase, with article, relative clause and possessive ending.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// The word in it that the others hang on.
    pub head: usize,
    /// Whom it speaks of: index into [`Coreference::referents`].
    pub referent: usize,
    /// The earlier mention that it takes up.
    pub antecedent: Option<usize>,
    /// By how much (log odds) the best earlier mention is likelier than that there is none.
    pub odds: f32,
}

/// Somebody or something that mentions speak of.
#[derive(Debug, Clone, PartialEq)]
pub struct Referent {
    /// What it is by all its mentions; none where they are likelier to speak of nothing at all.
    pub kind: Option<ReferentKind>,
    /// Its mentions in the order of the text: indices into [`Coreference::mentions`].
    pub mentions: Vec<usize>,
}

/// The mentions of a document, and which of them speak of one referent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coreference {
    /// In the order in which they begin; of two that begin with one word the longer one first.
    pub mentions: Vec<Mention>,
    /// In the order of their first mentions.
    pub referents: Vec<Referent>,
}

/// All phrases of a document with what is known of them.
struct Phrases {
    list: Vec<Phrase>,
    facts: Vec<Facts>,
    /// For each phrase the earlier ones that it is held against.
    earlier: Vec<Vec<usize>>,
    /// The number of each head among the words of the document.
    words: Vec<usize>,
}

impl Phrases {
    fn of(parse: &Parse) -> Phrases {
        let children: Vec<Children> = parse.sentences.iter().map(Children::of).collect();
        let list = phrases::phrases(parse, &children);
        let facts = Facts::of(parse, &children, &list);
        let earlier = pairs::earlier(&facts);
        let lengths = parse.sentences.iter().map(|sentence| sentence.tokens.len());
        let starts: Vec<usize> = lengths.scan(0, |sum, length| Some(std::mem::replace(sum, *sum + length))).collect();
        let words = list.iter().map(|phrase| starts[phrase.sentence] + phrase.head).collect();
        Phrases { list, facts, earlier, words }
    }

    fn rows(&self, parse: &Parse, index: usize, earlier: usize) -> [usize; PAIR_FACTS] {
        pairs::rows(parse, &self.list, &self.facts, index, earlier)
    }
}
