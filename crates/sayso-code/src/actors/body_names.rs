//! What the words inside a body's name tell: "Ministry of Health", "Vell Times".

use super::names::words;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamePattern {
    sector: String,
    words: Vec<String>,
    #[serde(default)]
    position: Position,
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Position {
    First,
    Last,
    #[default]
    Any,
}

/// The patterns by their first word, so that a name asks only for what it holds.
pub(super) struct BodyNames {
    sectors: Vec<String>,
    unless: Vec<Vec<Vec<String>>>,
    by_first: HashMap<String, Vec<Told>>,
}

/// Words that tell something where they stand so in a name.
struct Told {
    pattern: usize,
    words: Vec<String>,
    position: Position,
}

impl BodyNames {
    pub fn new(patterns: Vec<NamePattern>) -> BodyNames {
        let mut names = BodyNames { sectors: Vec::new(), unless: Vec::new(), by_first: HashMap::new() };
        for (number, pattern) in patterns.into_iter().enumerate() {
            for text in &pattern.words {
                let words = words(text);
                let Some(first) = words.first().cloned() else { continue };
                let told = Told { pattern: number, words, position: pattern.position };
                names.by_first.entry(first).or_default().push(told);
            }
            names.unless.push(pattern.unless.iter().map(|text| words(text)).collect());
            names.sectors.push(pattern.sector);
        }
        names
    }

    /// The sector that the first pattern tells which fits; "UNK" where it only tells that it is a body.
    pub fn sector(&self, name: &str) -> Option<&str> {
        let name = words(name);
        let mut fitting = BTreeSet::new();
        for at in 0..name.len() {
            let told = self.by_first.get(&name[at]).into_iter().flatten();
            fitting.extend(told.filter(|told| told.stands(&name, at)).map(|told| told.pattern));
        }
        let excepted = |&pattern: &usize| {
            let holds = |words: &Vec<String>| name.windows(words.len().max(1)).any(|part| part == words);
            self.unless.get(pattern).is_some_and(|unless| unless.iter().any(holds))
        };
        fitting
            .into_iter()
            .find(|pattern| !excepted(pattern))
            .and_then(|pattern| self.sectors.get(pattern))
            .map(|s| &**s)
    }

    #[cfg(test)]
    pub fn sectors(&self) -> &[String] {
        &self.sectors
    }
}

impl Told {
    fn stands(&self, name: &[String], at: usize) -> bool {
        let end = at + self.words.len();
        let placed = match self.position {
            Position::Any => true,
            Position::First => at == 0,
            Position::Last => end == name.len(),
        };
        placed && name.get(at..end) == Some(&self.words)
    }
}
