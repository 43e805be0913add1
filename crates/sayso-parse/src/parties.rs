//! What the tower for acts reads: the sentences without their parties.
//!
//! Whoever acts is one and the same sub-word, so that an act is an act whoever does it: names, and nouns for people, bodies and
//! states, with the article before them. The tower has learned from texts in which the same words were hidden (`training/acts.py`).

use crate::network::Sequence;
use crate::pieces::{Pieces, shape};
use crate::{Entity, EntityKind, Parse, Sentence, Token, Upos};
use std::collections::HashSet;

/// Sub-words of sentences that are read together; those of one paragraph see each other.
const USUAL: usize = 160;

/// Words of a noun for a party, at most.
const MOST_WORDS: usize = 3;

/// The shape of what is no word.
const PARTY_SHAPE: u8 = 0;

/// Which words of a sentence say who acts.
fn hidden(tokens: &[Token], names: &[&Entity], nouns: &HashSet<Box<str>>) -> Vec<bool> {
    let mut kinds: Vec<Option<EntityKind>> = vec![None; tokens.len()];
    for name in names {
        kinds[name.first..name.end].fill(Some(name.kind));
    }
    let mut out: Vec<bool> = tokens.iter().zip(kinds).map(|(token, kind)| is_party(token, kind, nouns)).collect();
    for end in 1..tokens.len() {
        let mut name = tokens[end].lemma.to_lowercase();
        for start in (end.saturating_sub(MOST_WORDS - 1)..end).rev() {
            name = format!("{} {name}", tokens[start].form.to_lowercase());
            if nouns.contains(name.as_str()) {
                out[start..=end].fill(true);
            }
        }
    }
    for word in 1..out.len() {
        let article = &tokens[word - 1];
        if out[word] && article.upos == Upos::Det && matches!(&*article.lemma, "the" | "a") {
            out[word - 1] = true;
        }
    }
    out
}

fn is_party(token: &Token, kind: Option<EntityKind>, nouns: &HashSet<Box<str>>) -> bool {
    match kind {
        Some(EntityKind::Date | EntityKind::Money) => false,
        Some(_) => true,
        None if token.upos == Upos::Propn => true,
        None => token.upos == Upos::Noun && nouns.contains(token.lemma.to_lowercase().as_str()),
    }
}

/// What a row of a window behind its first stands for: sentence and word, or none for a party.
pub(crate) type Row = Option<(usize, usize)>;

/// Words of a sentence, as the tower reads them; parties that stand side by side are one.
#[derive(Default)]
struct Reduced {
    rows: Vec<Row>,
    pieces: Vec<u32>,
    shapes: Vec<u8>,
    /// The first sub-word of each row.
    first: Vec<usize>,
}

/// Windows that the tower reads at once, and what the rows of each stand for.
pub(crate) struct Windows {
    pub(crate) sequences: Vec<Sequence>,
    pub(crate) rows: Vec<Vec<Row>>,
}

/// The sentences of a parse without their parties, those of a paragraph together; a sentence that is longer than `longest` sub-words is cut.
pub(crate) fn windows(parse: &Parse, nouns: &HashSet<Box<str>>, pieces: &Pieces, longest: usize) -> Windows {
    let mut windows = Windows { sequences: Vec::new(), rows: Vec::new() };
    let mut entities = parse.entities.as_slice();
    for (number, sentence) in parse.sentences.iter().enumerate() {
        let (names, rest) = entities.split_at(entities.partition_point(|entity| entity.sentence <= number));
        entities = rest;
        let hidden = hidden(&sentence.tokens, &names.iter().collect::<Vec<_>>(), nouns);
        for (part, reduced) in reduce(number, sentence, &hidden, pieces, longest).into_iter().enumerate() {
            windows.add(reduced, part == 0 && !sentence.starts_paragraph, pieces);
        }
    }
    windows
}

fn reduce(number: usize, sentence: &Sentence, hidden: &[bool], pieces: &Pieces, longest: usize) -> Vec<Reduced> {
    let (mut out, mut current, mut word_pieces) = (Vec::new(), Reduced::default(), Vec::new());
    for (word, (token, &hidden)) in sentence.tokens.iter().zip(hidden).enumerate() {
        if hidden && current.rows.last() == Some(&None) {
            continue;
        }
        word_pieces.clear();
        match hidden {
            true => word_pieces.push(pieces.party),
            false => pieces.word(&token.form, &mut word_pieces),
        }
        if current.pieces.len() + word_pieces.len() > longest {
            out.push(std::mem::take(&mut current));
        }
        current.rows.push((!hidden).then_some((number, word)));
        current.first.push(current.pieces.len());
        current.pieces.extend_from_slice(&word_pieces);
        current.shapes.resize(current.pieces.len(), if hidden { PARTY_SHAPE } else { shape(&token.form) });
    }
    out.push(current);
    out
}

impl Windows {
    /// Appends words to the last window if they go on with its paragraph and there is room, else to a new one.
    fn add(&mut self, reduced: Reduced, goes_on: bool, pieces: &Pieces) {
        let room = self.sequences.last().is_some_and(|last| last.pieces.len() + reduced.pieces.len() <= USUAL);
        if !(goes_on && room) {
            self.sequences.push(Sequence {
                pieces: vec![pieces.begin, pieces.end],
                shapes: vec![0, 0],
                first: vec![0],
            });
            self.rows.push(Vec::new());
        }
        let (Some(sequence), Some(rows)) = (self.sequences.last_mut(), self.rows.last_mut()) else { return };
        let end = sequence.pieces.len() - 1;
        sequence.pieces.splice(end..end, reduced.pieces);
        sequence.shapes.splice(end..end, reduced.shapes);
        sequence.first.extend(reduced.first.into_iter().map(|first| first + end));
        rows.extend(reduced.rows);
    }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::*;
    use crate::Parser;
    use proptest::prelude::*;
    use sayso_core::Document;
    use std::sync::LazyLock;

    static PARSER: LazyLock<Parser> =
        LazyLock::new(|| Parser::load_embedded().expect("the model is part of the program"));

    fn read(text: &str) -> (Parse, Windows) {
        let parse = PARSER.parse(&Document::new("test", text)).expect("a sound model parses any text");
        let nouns = ["protester", "police", "ruling party"].map(Box::from).into();
        let windows = windows(&parse, &nouns, &PARSER.pieces, 40);
        (parse, windows)
    }

    #[test]
    fn whoever_acts_is_the_same() {
        let there = read("On Tuesday the police attacked protesters near Haifa.").1.sequences;
        let back = read("On Tuesday protesters attacked the police near Lagos.").1.sequences;
        assert_eq!(there, back);
        let several = read("On Tuesday the ruling party attacked protesters near Haifa.").1.sequences;
        assert_eq!(there, several);
        let other = read("On Tuesday the police thanked protesters near Haifa.").1.sequences;
        assert_ne!(there, other);
        let dated = read("On Monday the police attacked protesters near Haifa.").1.sequences;
        assert_ne!(there, dated, "a day is nobody");
    }

    #[test]
    fn sentences_of_a_paragraph_are_read_together() {
        let windows = read("Rita Ode left. She came back.\n\nIlan Marek stayed.").1;
        let first = vec![None, Some((0, 2)), Some((0, 3)), Some((1, 0)), Some((1, 1)), Some((1, 2)), Some((1, 3))];
        assert_eq!(windows.rows, [first, vec![None, Some((2, 2)), Some((2, 3))]]);
    }

    proptest! {
        #[test]
        fn rows_and_words_agree(text in "([A-Za-z]{1,9}[ ,.\"]){0,80}") {
            let (parse, windows) = read(&text);
            let rows: Vec<_> = windows.rows.iter().flatten().flatten().collect();
            prop_assert!(rows.is_sorted() && rows.iter().all(|(sentence, word)| *word < parse.sentences[*sentence].tokens.len()));
            for (sequence, rows) in windows.sequences.iter().zip(&windows.rows) {
                prop_assert_eq!(sequence.first.len(), 1 + rows.len());
                prop_assert!(sequence.first.iter().all(|first| *first < sequence.pieces.len() - 1));
                prop_assert_eq!(sequence.shapes.len(), sequence.pieces.len());
            }
        }
    }
}
