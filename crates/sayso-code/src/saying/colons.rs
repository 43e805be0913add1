//! Headlines that name who says so before a colon or behind it: "Police: Gunmen attacked a village", "Norland to recall its
//! envoy: foreign minister".

use super::speakers::spoken;
use super::{Attribution, Finder, Source};
use crate::scene::Word;
use sayso_core::{Act, Quote, Span};
use sayso_parse::{EntityKind, Upos};
use std::ops::Range;

/// Words that name who says so, at most.
const LONGEST: usize = 8;
/// Words of what is said, at least.
const FEWEST: usize = 4;

/// What a speaker before a colon says in the sentence or in the next one of the paragraph, or one behind it in a headline.
pub(super) fn find(finder: &Finder, sentence: usize) -> Option<Attribution> {
    before(finder, sentence).or_else(|| behind(finder, sentence))
}

/// Who is named by these words and nothing else, if they name somebody.
fn speaker(finder: &Finder, sentence: usize, words: Range<usize>) -> Option<Source> {
    let syntax = finder.syntax(sentence);
    let is_name = words.clone().all(|word| {
        let token = syntax.token(word);
        matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Adp | Upos::Part)
    });
    let outside = |word: usize| syntax.head(word).is_none_or(|head| !words.contains(&head));
    let speaker = words.clone().find(|&word| outside(word)).filter(|_| is_name)?;
    let source = Source::new(finder.scene, finder.lexicon, sentence, speaker, speaker);
    // "Northport: Police arrested ..." is where it was written.
    let is_place = finder
        .scene
        .entity_at(source.head)
        .is_some_and(|entity| !matches!(entity.kind, EntityKind::Person | EntityKind::Organization));
    Some(source).filter(|source| !is_place && source.is_somebody(finder.scene, finder.lexicon))
}

/// "Three held for murder: *police*": a line without a full stop that ends in who says so.
fn behind(finder: &Finder, sentence: usize) -> Option<Attribution> {
    let syntax = finder.syntax(sentence);
    let colon = (FEWEST..syntax.len()).rev().find(|&word| &*syntax.token(word).form == ":")?;
    let words = colon + 1..syntax.len();
    let is_line = finder.scene.parse.sentences.get(sentence)?.starts_paragraph && words.len() <= LONGEST;
    let source = speaker(finder, sentence, words).filter(|_| is_line)?;
    says(finder, Word::new(sentence, colon), source, sentence, 0..colon)
}

/// What somebody says with these words of a sentence, by a colon.
fn says(finder: &Finder, colon: Word, source: Source, said: usize, words: Range<usize>) -> Option<Attribution> {
    let told = finder.syntax(said);
    let is_word = |&word: &usize| told.token(word).upos != Upos::Punct;
    let end = words.clone().rev().find(is_word)?;
    let outside = |word: usize| told.head(word).is_none_or(|head| !words.contains(&head));
    let heads = words.clone().filter(is_word).filter(|&word| outside(word));
    Some(Attribution {
        content: vec![Span::new(told.token(words.start).span.start, told.token(end).span.end)],
        heads: heads.map(|word| Word::new(said, word)).collect(),
        quote: Quote::Indirect,
        ..spoken(colon, finder.syntax(colon.sentence), source, Act::States, "colon.headline")
    })
}

fn before(finder: &Finder, sentence: usize) -> Option<Attribution> {
    let syntax = finder.syntax(sentence);
    let colon = (1..syntax.len().min(LONGEST + 1)).find(|&word| &*syntax.token(word).form == ":")?;
    let source = speaker(finder, sentence, 0..colon)?;
    let (said, words) = if colon + 1 < syntax.len() {
        (sentence, colon + 1..syntax.len())
    } else {
        let next = sentence + 1;
        let sentences = &finder.scene.parse.sentences;
        let gap = Span::new(sentences.get(sentence)?.span.end, sentences.get(next)?.span.start);
        // "KLANG: The charge is untrue": what the parser takes for a dateline is a speaker only where it names no place.
        let dateline = sentences.get(next)?.starts_paragraph;
        let is_noun = syntax.token(source.head.word).upos == Upos::Noun;
        let follows = !gap.of(finder.scene.text()).contains('\n') && (!dateline || is_noun);
        let length = follows.then(|| finder.syntax(next).len())?;
        (next, 0..length)
    };
    let told = finder.syntax(said);
    let is_verb = |word: usize| matches!(told.token(word).upos, Upos::Verb | Upos::Aux);
    let tells = words.len() >= FEWEST && words.clone().any(is_verb);
    let first = told.token(words.start).span.start;
    // A quotation has its own search for who speaks.
    let quoted = finder.quotations.iter().any(|quote| quote.outer.start <= first + 1 && first < quote.outer.end);
    if !tells || quoted {
        return None;
    }
    says(finder, Word::new(sentence, colon), source, said, words)
}
