//! `lexicon/labels.toml`: words that label, and verbs that name.

use crate::lexicon::{LexiconError, LexiconFiles};
use crate::syntax::Syntax;
use sayso_core::{LabelKind, LabelPolarity};
use serde::Deserialize;
use std::collections::HashMap;

/// Verbs that apply a name to somebody.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Construction {
    /// Stands in the records.
    pub id: String,
    /// Lemmas.
    pub verbs: Vec<String>,
    /// The preposition before the name ("as", "to"); none: it follows the target.
    #[serde(default)]
    pub preposition: Vec<String>,
    /// How the label is applied.
    pub kind: LabelKind,
    /// Given by the verb itself ("branded"); none: the name decides, and a neutral name is no label.
    pub polarity: Option<LabelPolarity>,
    /// Examples with a label.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Examples without one.
    #[serde(default)]
    pub no: Vec<String>,
}

/// Words that label whomever they are applied to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelWord {
    /// Stands in the records.
    pub id: String,
    /// Lemmas; two words are a compound or an adjective with its noun.
    pub words: Vec<String>,
    /// How the label is applied.
    pub kind: LabelKind,
    /// Favourable or not.
    pub polarity: LabelPolarity,
    /// Whether the noun alone can stand for somebody ("the terrorists fled").
    #[serde(default)]
    pub refers: bool,
    /// Whether the adjective is no label ("radical" reform, "a radical").
    #[serde(default)]
    pub only_as_noun: bool,
    /// Examples with a label.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Examples without one.
    #[serde(default)]
    pub no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    naming: Vec<Construction>,
    label: Vec<LabelWord>,
}

/// Label words and naming verbs.
#[derive(Debug, Default)]
pub struct LabelLexicon {
    naming: Vec<Construction>,
    words: Vec<LabelWord>,
    by_verb: HashMap<String, usize>,
    by_word: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl LabelLexicon {
    /// Loads the file.
    pub fn load(files: &LexiconFiles) -> Result<LabelLexicon, LexiconError> {
        let file: File = files.read("labels.toml")?;
        let mut lexicon = LabelLexicon { naming: file.naming, words: file.label, ..LabelLexicon::default() };
        for (index, construction) in lexicon.naming.iter().enumerate() {
            lexicon.by_verb.extend(construction.verbs.iter().map(|verb| (verb.clone(), index)));
        }
        for (index, entry) in lexicon.words.iter().enumerate() {
            for words in &entry.words {
                let mut words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
                if let Some(head) = words.pop() {
                    lexicon.by_word.entry(head).or_default().push((words, index));
                }
            }
        }
        Ok(lexicon)
    }

    /// The naming construction of a verb.
    pub fn naming(&self, lemma: &str) -> Option<&Construction> {
        self.by_verb.get(lemma).map(|&index| &self.naming[index])
    }

    /// The entry for a word of a sentence, the longest one that fits; its other words stand before it.
    pub fn word(&self, syntax: &Syntax<'_>, word: usize) -> Option<&LabelWord> {
        let token = syntax.token(word);
        let fits = |others: &[String]| {
            others.iter().all(|other| {
                syntax.children(word).iter().any(|&child| {
                    child < word
                        && (syntax.token(child).lemma.eq_ignore_ascii_case(other)
                            || syntax.token(child).form.eq_ignore_ascii_case(other))
                })
            })
        };
        [token.lemma.to_lowercase(), token.form.to_lowercase()]
            .iter()
            .filter_map(|key| self.by_word.get(key))
            .flatten()
            .filter(|(others, _)| fits(others))
            .max_by_key(|(others, index)| (others.len(), std::cmp::Reverse(*index)))
            .map(|(_, index)| &self.words[*index])
    }

    /// All entries with examples: id, examples with and without a label.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &[String], &[String])> {
        let naming = self.naming.iter().map(|entry| (entry.id.as_str(), entry.yes.as_slice(), entry.no.as_slice()));
        naming.chain(self.words.iter().map(|entry| (entry.id.as_str(), entry.yes.as_slice(), entry.no.as_slice())))
    }
}
