//! A document with its parse, prepared for the coding.

use crate::syntax::Syntax;
use sayso_core::{Document, Span};
use sayso_parse::{Entity, Parse, Token};

/// A word of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the word in it.
    pub word: usize,
}

impl Word {
    /// A word by its two indices.
    pub fn new(sentence: usize, word: usize) -> Word {
        Word { sentence, word }
    }
}

/// A document, its parse, and its trees turned around.
pub struct Scene<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its parse.
    pub parse: &'a Parse,
    /// A view of each sentence.
    pub sentences: Vec<Syntax<'a>>,
    /// For each sentence and word: the index of the name that covers it.
    entity_of: Vec<Vec<Option<usize>>>,
}

impl<'a> Scene<'a> {
    /// Prepares a document.
    pub fn new(document: &'a Document, parse: &'a Parse) -> Scene<'a> {
        let sentences: Vec<Syntax<'a>> = parse.sentences.iter().map(Syntax::new).collect();
        let mut entity_of: Vec<Vec<Option<usize>>> =
            sentences.iter().map(|sentence| vec![None; sentence.len()]).collect();
        for (index, entity) in parse.entities.iter().enumerate() {
            if let Some(words) = entity_of.get_mut(entity.sentence) {
                let end = entity.end.min(words.len());
                if let Some(words) = words.get_mut(entity.first..end) {
                    words.fill(Some(index));
                }
            }
        }
        Scene { document, parse, sentences, entity_of }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    /// What stands at `span`.
    pub fn words_at(&self, span: Span) -> &'a str {
        span.of(&self.document.text)
    }

    /// A word.
    pub fn token(&self, word: Word) -> &'a Token {
        self.sentences[word.sentence].token(word.word)
    }

    /// The name that covers a word.
    pub fn entity_at(&self, word: Word) -> Option<&'a Entity> {
        let index = (*self.entity_of.get(word.sentence)?.get(word.word)?)?;
        self.parse.entities.get(index)
    }

    /// The names of a sentence.
    pub fn entities_in(&self, sentence: usize) -> &'a [Entity] {
        // They stand in the order of the text.
        let entities = &self.parse.entities;
        let first = entities.partition_point(|entity| entity.sentence < sentence);
        let end = entities.partition_point(|entity| entity.sentence <= sentence);
        entities.get(first..end).unwrap_or(&[])
    }

    /// The word of a name that the others hang on.
    pub fn entity_head(&self, entity: &Entity) -> Word {
        let syntax = &self.sentences[entity.sentence];
        let inside = entity.first..entity.end.min(syntax.len());
        let head = inside.clone().find(|&word| syntax.head(word).is_none_or(|head| !inside.contains(&head)));
        Word::new(entity.sentence, head.unwrap_or(entity.first))
    }

    /// The word of a span that the others hang on: the span of a mention, a time, a place.
    pub fn head_of(&self, span: Span) -> Option<Word> {
        let sentence = self.parse.sentence_at(span.start)?;
        let syntax = &self.sentences[sentence];
        let inside: Vec<usize> = (0..syntax.len()).filter(|&word| span.contains(syntax.token(word).span)).collect();
        let head = inside.iter().copied().find(|&word| syntax.head(word).is_none_or(|head| !inside.contains(&head)));
        head.map(|word| Word::new(sentence, word))
    }
}
