//! What a report is about, as far as it changes what words mean (`lexicon/topics.toml`).

use crate::lexicon::{LexiconError, LexiconFiles};
use crate::scene::{Scene, Word};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// A topic in which some words mean no act of the ontology.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name, for explanations.
    pub name: String,
    /// Least share of the report's words.
    share: f64,
    /// Least number of different words.
    distinct: usize,
    /// Words that show it.
    words: HashSet<String>,
    /// Lemmas that trigger nothing in such a report.
    silences: HashSet<String>,
    /// Words that make a sentence an exception.
    unless: HashSet<String>,
}

impl Topic {
    /// Whether a word of such a report triggers nothing.
    pub fn silences(&self, scene: &Scene<'_>, word: Word) -> bool {
        self.silences.contains(&scene.token(word).lemma.to_lowercase())
            && !scene.parse.sentences[word.sentence]
                .tokens
                .iter()
                .any(|token| self.unless.contains(&token.lemma.to_lowercase()))
    }

    /// How many of the report's words show the topic, and how many different ones.
    fn is_told_by(&self, counts: &HashMap<String, usize>, total: usize) -> bool {
        let seen = counts.iter().filter(|(word, _)| self.words.contains(*word));
        let (distinct, all) = seen.fold((0, 0), |(distinct, all), (_, count)| (distinct + 1, all + count));
        distinct >= self.distinct && all as f64 >= self.share * total as f64
    }
}

/// The topics of `lexicon/topics.toml`.
#[derive(Debug, Default)]
pub struct Topics {
    topics: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    topic: Vec<Topic>,
}

impl Topics {
    /// Loads the file.
    pub fn load(files: &LexiconFiles) -> Result<Topics, LexiconError> {
        let file: File = files.read("topics.toml")?;
        Ok(Topics { topics: file.topic })
    }

    /// What a report is about.
    pub fn of(&self, scene: &Scene<'_>) -> Vec<&Topic> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut total = 0;
        for token in scene.parse.sentences.iter().flat_map(|sentence| &sentence.tokens) {
            *counts.entry(token.lemma.to_lowercase()).or_default() += 1;
            total += 1;
        }
        self.topics.iter().filter(|topic| topic.is_told_by(&counts, total)).collect()
    }
}
