//! A pattern in the form that is kept, and as dictionaries write it.

use super::coding::{Coding, Direction};
use crate::lines::joined;

/// A word or a set of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Atom {
    Word(String),
    Set(String),
}

/// What stands in a sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Element {
    /// Words side by side.
    Words(Vec<Atom>),
    Source,
    Target,
}

/// What a preposition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Held {
    Anything,
    Phrase(Vec<Atom>),
    Source,
    Target,
}

/// What a pattern asks for around its verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// What completes the verb, and phrases with prepositions in the order of their names.
    Slots { complement: Option<Vec<Atom>>, phrases: Vec<(String, Held)> },
    /// Words in order.
    Sequence { before: Vec<Element>, after: Vec<Element> },
}

/// A pattern of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub shape: Shape,
    pub code: Coding,
}

impl Atom {
    /// As rules write it.
    pub fn in_rule(&self) -> String {
        match self {
            Atom::Word(word) => word.clone(),
            Atom::Set(name) => format!("#{name}"),
        }
    }

    fn written(&self) -> String {
        match self {
            Atom::Word(word) => joined(word),
            Atom::Set(name) => format!("&{name}"),
        }
    }
}

impl Shape {
    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Shape::Slots { complement, phrases } => complement.is_none() && phrases.is_empty(),
            Shape::Sequence { before, after } => before.is_empty() && after.is_empty(),
        }
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        let (before, after) = match self {
            Shape::Slots { .. } => (&[][..], &[][..]),
            Shape::Sequence { before, after } => (before.as_slice(), after.as_slice()),
        };
        before.iter().chain(after)
    }

    /// Whether it says where the source, or the target, stands.
    pub fn names_party(&self) -> bool {
        let in_phrases = match self {
            Shape::Slots { phrases, .. } => phrases.iter().any(|(_, held)| matches!(held, Held::Source | Held::Target)),
            Shape::Sequence { .. } => false,
        };
        in_phrases || self.elements().any(|element| matches!(element, Element::Source | Element::Target))
    }

    /// The same with source and target in each other's place.
    pub fn turned(self) -> Shape {
        let turn = |element| match element {
            Element::Source => Element::Target,
            Element::Target => Element::Source,
            words => words,
        };
        match self {
            Shape::Slots { complement, phrases } => {
                let turn = |(name, held)| match held {
                    Held::Source => (name, Held::Target),
                    Held::Target => (name, Held::Source),
                    held => (name, held),
                };
                Shape::Slots { complement, phrases: phrases.into_iter().map(turn).collect() }
            }
            Shape::Sequence { before, after } => Shape::Sequence {
                before: before.into_iter().map(turn).collect(),
                after: after.into_iter().map(turn).collect(),
            },
        }
    }
}

impl Pattern {
    /// A pattern in its kept form: where it says who stands where, a turned code is the same as turned parties.
    pub fn new(shape: Shape, code: Coding) -> Pattern {
        match code {
            Coding::Code { cameo, direction: Direction::Backward } if shape.names_party() => {
                Pattern { shape: shape.turned(), code: Coding::Code { cameo, direction: Direction::Forward } }
            }
            code => Pattern { shape, code },
        }
    }

    /// As dictionaries write it.
    pub fn written(&self) -> String {
        let mut parts = vec!["-".to_string()];
        match &self.shape {
            Shape::Slots { complement, phrases } => {
                parts.push("*".to_string());
                parts.extend(complement.as_deref().map(phrase));
                for (name, held) in phrases {
                    let held = match held {
                        Held::Anything => String::new(),
                        Held::Phrase(words) => format!(" {}", phrase(words)),
                        Held::Source => " $".to_string(),
                        Held::Target => " +".to_string(),
                    };
                    parts.push(format!("({}{held})", name.to_uppercase()));
                }
            }
            Shape::Sequence { before, after } => {
                parts.extend(before.iter().map(element));
                parts.push("*".to_string());
                parts.extend(after.iter().map(element));
            }
        }
        parts.push(format!("[{}]", self.code.written()));
        parts.join(" ")
    }
}

fn phrase(atoms: &[Atom]) -> String {
    let words: Vec<String> = atoms.iter().map(Atom::written).collect();
    if words.len() == 1 { words.concat() } else { format!("{{{}}}", words.join(" ")) }
}

fn element(element: &Element) -> String {
    match element {
        Element::Words(atoms) => atoms.iter().map(Atom::written).collect::<Vec<_>>().join("_"),
        Element::Source => "$".to_string(),
        Element::Target => "+".to_string(),
    }
}
