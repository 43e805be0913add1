//! What the head for coreference learns from: the phrases of a document, what is known of them, and the states of the
//! network, without which no other program can make them.

use super::{PAIR_ROWS, PHRASE_ROWS, Phrases, pairs};
use crate::Parse;
use crate::word_vectors::WordVectors;
use sayso_core::Span;

/// The phrases of a document with what is known of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Material {
    /// Where the phrases stand, in bytes.
    pub spans: Vec<Span>,
    /// Where the heads of the phrases stand, in bytes.
    pub heads: Vec<Span>,
    /// The network's states of the heads, `width` numbers a phrase.
    pub states: Vec<f32>,
    /// How many numbers a state has.
    pub width: usize,
    /// Rows of the table about phrases, [`Material::PHRASE_FACTS`] a phrase.
    pub rows: Vec<u16>,
    /// Pairs of phrases by their numbers, the later one first.
    pub pairs: Vec<[u32; 2]>,
    /// Rows of the table about pairs, [`Material::PAIR_FACTS`] a pair.
    pub pair_rows: Vec<u16>,
}

impl Material {
    /// Rows that hold for a phrase.
    pub const PHRASE_FACTS: usize = super::PHRASE_FACTS;
    /// Rows that hold for a pair.
    pub const PAIR_FACTS: usize = super::PAIR_FACTS;
    /// Rows that there are about phrases.
    pub const PHRASE_ROWS: usize = PHRASE_ROWS;
    /// Rows that there are about pairs.
    pub const PAIR_ROWS: usize = PAIR_ROWS;

    pub(crate) fn of(parse: &Parse, states: &WordVectors) -> Material {
        let phrases = Phrases::of(parse);
        let mut material = Material { width: states.width, ..Material::default() };
        for (index, phrase) in phrases.list.iter().enumerate() {
            material.spans.push(phrase.span);
            material.heads.push(parse.sentences[phrase.sentence].tokens[phrase.head].span);
            material.states.extend_from_slice(states.of(phrases.words[index]));
            material.rows.extend(phrases.facts[index].rows(phrase.sentence).map(|row| row as u16));
            for &earlier in &phrases.earlier[index] {
                material.pairs.push([index as u32, earlier as u32]);
                material.pair_rows.extend(phrases.rows(parse, index, earlier).map(|row| row as u16));
            }
        }
        material
    }
}

const _: () = assert!(pairs::ROWS < u16::MAX as usize);
