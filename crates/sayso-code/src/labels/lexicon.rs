//! `lexicon/labels.toml`: words that label, and verbs that name.

use super::Use;
use crate::lexicon::{LexiconError, LexiconFiles};
use crate::syntax::Syntax;
use sayso_core::{Act, LabelKind, LabelPolarity};
use sayso_parse::Upos;
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
    /// Whether the name is told with "being" ("accused him of being a spy"); other phrases name acts.
    #[serde(default)]
    pub being: bool,
    /// How the label is applied.
    pub kind: LabelKind,
    /// Given by the verb itself ("branded"); none: the name decides, and a neutral name is no label.
    pub polarity: Option<LabelPolarity>,
    /// What the holder does: says so, or believes it ("regarded as").
    #[serde(default = "says")]
    pub act: Act,
    /// Examples with a label.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Examples without one.
    #[serde(default)]
    pub no: Vec<String>,
}

fn says() -> Act {
    Act::States
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
    /// The ways of applying the words that make them a label; none given: all ("great" says little before any noun, but
    /// "a great mayor" of somebody praises). Under a naming verb they always are.
    #[serde(default)]
    pub only: Vec<Use>,
    /// Words beside them that take the label off: "tax regime", "music fanatic".
    #[serde(default)]
    pub unless: Vec<String>,
    /// Examples with a label.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Examples without one.
    #[serde(default)]
    pub no: Vec<String>,
}

impl LabelWord {
    /// Whether the words label somebody when they are applied in this way.
    pub fn counts_as(&self, applied: Use) -> bool {
        let is_open = self.only.is_empty() || self.only.contains(&applied);
        is_open && (applied != Use::Reference || self.refers)
    }

    /// Whether a word beside the label takes it off.
    fn is_taken_off(&self, syntax: &Syntax<'_>, word: usize) -> bool {
        if self.unless.is_empty() {
            return false;
        }
        let is_modifier = syntax.token(word).relation.is_any(&["amod", "compound", "nmod:desc"]);
        let head = syntax.head(word).filter(|_| is_modifier);
        syntax.children(word).iter().copied().chain(head).any(|beside| {
            self.unless.iter().any(|other| syntax.lemma(beside).eq_ignore_ascii_case(other))
        })
    }
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
    by_verb: HashMap<String, Vec<usize>>,
    by_word: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl LabelLexicon {
    /// Loads the file.
    pub fn load(files: &LexiconFiles) -> Result<LabelLexicon, LexiconError> {
        let file: File = files.read("labels.toml")?;
        let mut lexicon = LabelLexicon { naming: file.naming, words: file.label, ..LabelLexicon::default() };
        for (index, construction) in lexicon.naming.iter().enumerate() {
            for verb in &construction.verbs {
                lexicon.by_verb.entry(verb.clone()).or_default().push(index);
            }
        }
        for (index, entry) in lexicon.words.iter().enumerate() {
            for words in &entry.words {
                for mut parts in cuts(words) {
                    if let Some(head) = parts.pop() {
                        lexicon.by_word.entry(head).or_default().push((parts, index));
                    }
                }
            }
        }
        Ok(lexicon)
    }

    /// The naming constructions of a verb, in the order of the file.
    pub fn naming(&self, lemma: &str) -> impl Iterator<Item = &Construction> {
        self.by_verb.get(lemma).into_iter().flatten().map(|&index| &self.naming[index])
    }

    /// Whether a verb names somebody with this preposition before the name, or without one.
    pub fn names_with(&self, lemma: &str, preposition: Option<&str>) -> bool {
        self.naming(lemma).any(|construction| match preposition {
            Some(preposition) => construction.preposition.iter().any(|other| other == preposition),
            None => construction.preposition.is_empty(),
        })
    }

    /// The entries for a word of a sentence, those with more words first; their other words hang on it and stand before it.
    pub fn entries(&self, syntax: &Syntax<'_>, word: usize) -> Vec<&LabelWord> {
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
        let (lemma, form) = (token.lemma.to_lowercase(), token.form.to_lowercase());
        let keys = std::iter::once(&lemma).chain((form != lemma).then_some(&form));
        let mut found: Vec<(usize, usize)> = keys
            .filter_map(|key| self.by_word.get(key))
            .flatten()
            .filter(|(others, _)| fits(others))
            .map(|(others, index)| (others.len(), *index))
            .collect();
        found.sort_unstable_by_key(|&(length, index)| (std::cmp::Reverse(length), index));
        found
            .into_iter()
            .map(|(_, index)| &self.words[index])
            .filter(|entry| !(entry.only_as_noun && token.upos == Upos::Adj) && !entry.is_taken_off(syntax, word))
            .collect()
    }

    /// All entries with examples: id, examples with and without a label.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &[String], &[String])> {
        let naming = self.naming.iter().map(|entry| (entry.id.as_str(), entry.yes.as_slice(), entry.no.as_slice()));
        naming.chain(self.words.iter().map(|entry| (entry.id.as_str(), entry.yes.as_slice(), entry.no.as_slice())))
    }
}

/// The words of an entry as the parser may cut them: it parts most words at a hyphen, but not all.
fn cuts(words: &str) -> Vec<Vec<String>> {
    let words = words.to_lowercase();
    let whole: Vec<String> = words.split_whitespace().map(str::to_string).collect();
    let parted: Vec<String> = words.split([' ', '-']).filter(|part| !part.is_empty()).map(str::to_string).collect();
    if parted.len() == whole.len() { vec![whole] } else { vec![whole, parted] }
}

#[cfg(test)]
mod tests {
    use super::cuts;

    #[test]
    fn hyphens_may_part_words() {
        assert_eq!(cuts("War criminal"), [["war", "criminal"]]);
        assert_eq!(cuts("neo-nazi"), [vec!["neo-nazi"], vec!["neo", "nazi"]]);
    }
}
