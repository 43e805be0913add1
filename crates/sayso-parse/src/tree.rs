//! What the parser says of a text: sentences, words, trees, names.

use crate::{Acts, Coreference};
use sayso_core::Span;
use std::sync::Arc;

/// The analysis of one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parse {
    /// Sentences in the order of the text.
    pub sentences: Vec<Sentence>,
    /// Names in the order of the text, none inside another.
    pub entities: Vec<Entity>,
    /// Which phrases speak of one referent, where the model says so.
    pub coreference: Option<Coreference>,
}

impl Parse {
    /// The sentence that holds byte `at`, by binary search.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end <= at);
        self.sentences.get(index).filter(|sentence| sentence.span.start <= at).map(|_| index)
    }
}

/// A sentence and its tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// From the first to the last word.
    pub span: Span,
    /// Syntactic words ("don't" is two).
    pub tokens: Vec<Token>,
    /// Whether a paragraph begins with this sentence.
    pub starts_paragraph: bool,
}

/// A word in its tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it stands. Words of a contraction that have no characters of their own share its span.
    pub span: Span,
    /// The word as it stands.
    pub form: Arc<str>,
    /// Its lemma ("attacked": attack).
    pub lemma: Arc<str>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub feats: Feats,
    /// Index of the governing word in the sentence; none for the root.
    pub head: Option<usize>,
    /// Relation to the governing word.
    pub relation: Relation,
    /// How likely the word hands something to a source ("said", "according"), from 0 to 1, where the model has a head for cues.
    pub cue: Option<f32>,
    /// Whether it names an act, where the model says so: of verbs, nouns and adjectives.
    pub acts: Option<Acts>,
}

/// A name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Where it stands.
    pub span: Span,
    /// What kind of name.
    pub kind: EntityKind,
    /// Index of the sentence.
    pub sentence: usize,
    /// First word in the sentence.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
}

/// The kinds of names of the Worldwide newswire scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the scheme's
pub enum EntityKind {
    Person,
    Organization,
    Location,
    /// Nationalities, religious and political groups.
    Norp,
    Date,
    Misc,
    Money,
    Facility,
    Product,
}

impl EntityKind {
    /// All kinds.
    pub const ALL: [EntityKind; 9] = [
        EntityKind::Person,
        EntityKind::Organization,
        EntityKind::Location,
        EntityKind::Norp,
        EntityKind::Date,
        EntityKind::Misc,
        EntityKind::Money,
        EntityKind::Facility,
        EntityKind::Product,
    ];

    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "Person",
            EntityKind::Organization => "Organization",
            EntityKind::Location => "Location",
            EntityKind::Norp => "NORP",
            EntityKind::Date => "Date",
            EntityKind::Misc => "Misc",
            EntityKind::Money => "Money",
            EntityKind::Facility => "Facility",
            EntityKind::Product => "Product",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<EntityKind> {
        EntityKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

macro_rules! upos {
    ($($tag:ident $name:literal),*) => {
        /// Universal parts of speech.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // the names are Universal Dependencies'
        pub enum Upos { $($tag),* }

        impl Upos {
            /// All tags.
            pub const ALL: &[Upos] = &[$(Upos::$tag),*];

            /// The tag as CoNLL-U writes it.
            pub fn name(self) -> &'static str {
                match self { $(Upos::$tag => $name),* }
            }

            /// The tag of that name; [`Upos::X`] for one that is not known.
            pub fn parse(name: &str) -> Upos {
                match name { $($name => Upos::$tag,)* _ => Upos::X }
            }
        }
    };
}

upos! {
    Adj "ADJ", Adp "ADP", Adv "ADV", Aux "AUX", Cconj "CCONJ", Det "DET", Intj "INTJ", Noun "NOUN", Num "NUM",
    Part "PART", Pron "PRON", Propn "PROPN", Punct "PUNCT", Sconj "SCONJ", Sym "SYM", Verb "VERB", X "X"
}

impl Upos {
    /// Whether words of this kind can name an act: verbs, modals among them, nouns and adjectives.
    pub fn is_content(self) -> bool {
        matches!(self, Upos::Verb | Upos::Aux | Upos::Noun | Upos::Propn | Upos::Adj)
    }
}

/// Morphological features as CoNLL-U writes them: "Number=Sing|Tense=Past".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Feats(pub Arc<str>);

impl Default for Feats {
    fn default() -> Self {
        Feats(Arc::from("_"))
    }
}

impl Feats {
    /// The value of a feature.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.split('|').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    /// Whether a feature has that value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

/// A relation of Universal Dependencies for English, with its subtype.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation(u8);

/// Every relation that UD's English treebanks use; the first stands for all others.
const RELATIONS: &[&str] = &[
    "dep",
    "root",
    "acl",
    "acl:relcl",
    "advcl",
    "advcl:relcl",
    "advmod",
    "advmod:emph",
    "amod",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "cc:preconj",
    "ccomp",
    "compound",
    "compound:prt",
    "conj",
    "cop",
    "csubj",
    "csubj:outer",
    "csubj:pass",
    "det",
    "det:predet",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "flat:foreign",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nmod:desc",
    "nmod:poss",
    "nmod:tmod",
    "nmod:npmod",
    "nmod:unmarked",
    "nsubj",
    "nsubj:outer",
    "nsubj:pass",
    "nummod",
    "obj",
    "obl",
    "obl:agent",
    "obl:npmod",
    "obl:tmod",
    "obl:unmarked",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "vocative",
    "xcomp",
];

/// The relations without their subtypes.
const MAIN: [&str; RELATIONS.len()] = {
    let mut main = [""; RELATIONS.len()];
    let mut at = 0;
    while at < RELATIONS.len() {
        main[at] = before_colon(RELATIONS[at]);
        at += 1;
    }
    main
};

const fn before_colon(name: &'static str) -> &'static str {
    let mut end = 0;
    while end < name.len() && name.as_bytes()[end] != b':' {
        end += 1;
    }
    name.split_at(end).0
}

impl Relation {
    /// The relation of that name; an unknown subtype falls back to its main relation, an unknown relation to `dep`.
    pub fn parse(name: &str) -> Relation {
        let find = |name: &str| RELATIONS.iter().position(|known| *known == name);
        let index = find(name).or_else(|| find(name.split(':').next().unwrap_or(name))).unwrap_or(0);
        Relation(index as u8)
    }

    /// With its subtype: "nsubj:pass".
    pub fn full(self) -> &'static str {
        RELATIONS[self.0 as usize]
    }

    /// Without its subtype: "nsubj".
    pub fn main(self) -> &'static str {
        MAIN[self.0 as usize]
    }

    /// Whether this is `name`: with a subtype exactly, without one as the main relation.
    pub fn is(self, name: &str) -> bool {
        // A main relation has no colon, so a name with one is the full relation or nothing.
        self.main() == name || self.full() == name
    }

    /// Whether this is one of `names`, as in [`Relation::is`].
    pub fn is_any(self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_compare_with_and_without_subtype() {
        let passive = Relation::parse("nsubj:pass");
        assert!(passive.is("nsubj") && passive.is("nsubj:pass") && !passive.is("nsubj:outer"));
        assert_eq!(Relation::parse("obl:unheard").full(), "obl");
        assert_eq!(Relation::parse("nonsense").full(), "dep");
    }

    #[test]
    fn features_are_found_by_whole_name() {
        let feats = Feats(Arc::from("Number=Sing|VerbForm=Part"));
        assert!(feats.has("VerbForm", "Part"));
        assert_eq!(feats.get("Form"), None);
    }
}
