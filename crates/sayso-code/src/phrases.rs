//! Lists of phrases that are looked for in the words of a report: fixed words, nouns and verbs in any form.

use crate::scene::Scene;
use sayso_parse::{Token, Upos};
use std::collections::HashMap;

/// One word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PhraseWord {
    /// As it stands.
    Form(String),
    /// A noun in singular or plural: `n:`.
    Noun(String),
    /// A verb in any form: `v:`.
    Verb(String),
}

/// A phrase of a list.
#[derive(Debug)]
struct Phrase {
    words: Vec<PhraseWord>,
    written: String,
}

/// A list of phrases, found by their first word.
#[derive(Debug, Default)]
pub struct Phrases {
    phrases: Vec<Phrase>,
    by_first: HashMap<String, Vec<usize>>,
}

/// A phrase that stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Its number in the list, by the order of adding.
    pub phrase: usize,
    /// The first of the sentence's words that it covers; the parts of a hyphenated word count by themselves.
    pub first: usize,
    /// The word behind the last.
    pub end: usize,
}

/// The words of a sentence as phrases see them: hyphens join nothing.
pub struct Words<'s> {
    words: Vec<(String, String, &'s Token)>,
}

impl<'s> Words<'s> {
    /// The words of a sentence.
    pub fn of(scene: &'s Scene<'_>, sentence: usize) -> Words<'s> {
        let mut words = Vec::new();
        for token in &scene.parse.sentences[sentence].tokens {
            let form = token.form.to_lowercase();
            let parts: Vec<&str> = form.split(['-', '–']).filter(|part| !part.is_empty()).collect();
            for part in &parts {
                let lemma = if parts.len() == 1 { token.lemma.to_lowercase() } else { (*part).to_string() };
                words.push(((*part).to_string(), lemma, token));
            }
        }
        Words { words }
    }
}

impl Phrases {
    /// Adds a phrase: words with a blank or `+` between them, `n:` before a noun and `v:` before a verb in any form.
    /// A phrase without a word is none.
    pub fn add(&mut self, written: &str) {
        let words: Vec<PhraseWord> = written
            .split([' ', '+', '-'])
            .filter(|word| !word.is_empty())
            .map(|word| match word.split_once(':') {
                Some(("n", noun)) => PhraseWord::Noun(noun.to_lowercase()),
                Some(("v", verb)) => PhraseWord::Verb(verb.to_lowercase()),
                _ => PhraseWord::Form(word.to_lowercase()),
            })
            .collect();
        if let Some(PhraseWord::Form(first) | PhraseWord::Noun(first) | PhraseWord::Verb(first)) = words.first() {
            self.by_first.entry(first.clone()).or_default().push(self.phrases.len());
        }
        self.phrases.push(Phrase { words, written: written.to_string() });
    }

    /// A phrase as it was added.
    pub fn written(&self, phrase: usize) -> &str {
        self.phrases.get(phrase).map_or("", |phrase| phrase.written.as_str())
    }

    /// The phrases that stand in a sentence, in the order of its words.
    pub fn find(&self, words: &Words<'_>) -> Vec<Found> {
        let mut found = Vec::new();
        for (first, (form, lemma, _)) in words.words.iter().enumerate() {
            let by_lemma = self.by_first.get(lemma).filter(|_| lemma != form);
            for &phrase in self.by_first.get(form).into_iter().chain(by_lemma).flatten() {
                let end = first + self.phrases[phrase].words.len();
                let held = words.words.get(first..end).is_some_and(|words| {
                    words.iter().zip(&self.phrases[phrase].words).all(|(word, wanted)| stands_for(word, wanted))
                });
                if held {
                    found.push(Found { phrase, first, end });
                }
            }
        }
        found
    }
}

fn stands_for((form, lemma, token): &(String, String, &Token), wanted: &PhraseWord) -> bool {
    match wanted {
        PhraseWord::Form(word) => form == word,
        PhraseWord::Noun(noun) => form == noun || lemma == noun && token.upos != Upos::Verb,
        PhraseWord::Verb(verb) => lemma == verb && matches!(token.upos, Upos::Verb | Upos::Aux),
    }
}
