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
    /// Prepositions before whom it names ("referred *to* him as"); none: its object.
    #[serde(default)]
    pub target: Vec<String>,
    /// Whether the name is told with "being" ("accused him of being a spy"); other phrases name acts.
    #[serde(default)]
    pub being: bool,
    /// How the label is applied.
    pub kind: LabelKind,
    /// Given by the verb itself ("branded"); none: the name decides, and a neutral name is no label.
    pub polarity: Option<LabelPolarity>,
    /// For a name that no list knows, where the verb alone tells that it is a judgement ("painted as").
    pub otherwise: Option<LabelPolarity>,
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
    /// Lemmas; two words are a compound or an adjective with its noun, "enemy of people" and "threat to" take a phrase
    /// with that preposition and noun, or any.
    pub words: Vec<String>,
    /// How the label is applied.
    pub kind: LabelKind,
    /// Favourable or not.
    pub polarity: LabelPolarity,
    /// Whether the noun alone can stand for somebody ("the terrorists fled").
    #[serde(default)]
    pub refers: bool,
    /// Whether it must then be one that is known: "the dictatorship", not dictatorships in general.
    #[serde(default)]
    pub definite: bool,
    /// Whether the adjective is no label ("radical" reform, "a radical").
    #[serde(default)]
    pub only_as_noun: bool,
    /// Whether the noun is no label ("mean", "means").
    #[serde(default)]
    pub only_as_adjective: bool,
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

    fn is_of_this_kind(&self, part: Upos) -> bool {
        let is_noun = matches!(part, Upos::Noun | Upos::Propn);
        !(self.only_as_noun && part == Upos::Adj || self.only_as_adjective && is_noun)
    }

    /// Whether a word beside the label takes it off.
    fn is_taken_off(&self, syntax: &Syntax<'_>, word: usize) -> bool {
        if self.unless.is_empty() {
            return false;
        }
        let is_modifier = syntax.token(word).relation.is_any(&["amod", "compound", "nmod:desc"]);
        let head = syntax.head(word).filter(|_| is_modifier);
        syntax
            .children(word)
            .iter()
            .copied()
            .chain(head)
            .any(|beside| self.unless.iter().any(|other| syntax.lemma(beside).eq_ignore_ascii_case(other)))
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
    by_word: HashMap<String, Vec<(Phrase, usize)>>,
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
                for (head, phrase) in phrases(words) {
                    lexicon.by_word.entry(head).or_default().push((phrase, index));
                }
            }
        }
        Ok(lexicon)
    }

    /// The naming constructions of a verb, in the order of the file.
    pub fn naming(&self, lemma: &str) -> impl Iterator<Item = &Construction> {
        self.by_verb.get(lemma).into_iter().flatten().map(|&index| &self.naming[index])
    }

    /// The entries for a word of a sentence, those with more words first.
    pub fn entries(&self, syntax: &Syntax<'_>, word: usize) -> Vec<&LabelWord> {
        let token = syntax.token(word);
        let (lemma, form) = (token.lemma.to_lowercase(), token.form.to_lowercase());
        let keys = std::iter::once(&lemma).chain((form != lemma).then_some(&form));
        let mut found: Vec<(usize, usize)> = keys
            .filter_map(|key| self.by_word.get(key))
            .flatten()
            .filter(|(phrase, _)| phrase.fits(syntax, word))
            .map(|(phrase, index)| (phrase.len(), *index))
            .collect();
        found.sort_unstable_by_key(|&(length, index)| (std::cmp::Reverse(length), index));
        found
            .into_iter()
            .map(|(_, index)| &self.words[index])
            .filter(|entry| entry.is_of_this_kind(token.upos) && !entry.is_taken_off(syntax, word))
            .collect()
    }

    /// All entries with examples: id, examples with and without a label.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &[String], &[String])> {
        let naming = self.naming.iter().map(|entry| (entry.id.as_str(), entry.yes.as_slice(), entry.no.as_slice()));
        naming.chain(self.words.iter().map(|entry| (entry.id.as_str(), entry.yes.as_slice(), entry.no.as_slice())))
    }
}

/// The words around the head of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Phrase {
    /// They hang on the head and stand before it.
    before: Vec<String>,
    /// The preposition of a phrase that hangs on the head, and the noun in it, if it matters.
    after: Option<(String, Option<String>)>,
}

impl Phrase {
    fn len(&self) -> usize {
        self.before.len() + self.after.as_ref().map_or(0, |(_, noun)| 1 + usize::from(noun.is_some()))
    }

    fn fits(&self, syntax: &Syntax<'_>, head: usize) -> bool {
        let is = |word: usize, wanted: &String| {
            syntax.lemma(word).eq_ignore_ascii_case(wanted) || syntax.token(word).form.eq_ignore_ascii_case(wanted)
        };
        let before = |wanted: &String| syntax.children(head).iter().any(|&child| child < head && is(child, wanted));
        self.before.iter().all(before)
            && self.after.as_ref().is_none_or(|(preposition, noun)| {
                syntax
                    .prepositional(head)
                    .iter()
                    .any(|(found, word)| found == preposition && noun.as_ref().is_none_or(|noun| is(*word, noun)))
            })
    }
}

/// An entry by its head and the words around it; twice where the parser may cut it at a hyphen or not.
fn phrases(entry: &str) -> Vec<(String, Phrase)> {
    const PREPOSITIONS: &[&str] = &["of", "to", "for", "in", "on", "against"];
    let entry = entry.to_lowercase();
    let words: Vec<&str> = entry.split_whitespace().collect();
    let preposition = words.iter().skip(1).position(|word| PREPOSITIONS.contains(word)).map(|at| at + 1);
    let own = &words[..preposition.unwrap_or(words.len())];
    let after = preposition.map(|at| {
        let noun = words.iter().skip(at + 1).next_back().map(|noun| (*noun).to_string());
        (words[at].to_string(), noun)
    });
    let whole: Vec<String> = own.iter().map(|word| (*word).to_string()).collect();
    let parted: Vec<String> =
        own.iter().flat_map(|word| word.split('-')).filter(|part| !part.is_empty()).map(str::to_string).collect();
    let mut cuts = vec![whole];
    if cuts[0] != parted {
        cuts.push(parted);
    }
    cuts.into_iter().filter_map(|mut before| Some((before.pop()?, Phrase { before, after: after.clone() }))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(before: &[&str], after: Option<(&str, Option<&str>)>) -> Phrase {
        Phrase {
            before: before.iter().map(|word| word.to_string()).collect(),
            after: after.map(|(preposition, noun)| (preposition.to_string(), noun.map(str::to_string))),
        }
    }

    #[test]
    fn hyphens_may_part_words() {
        assert_eq!(phrases("War criminal"), [("criminal".to_string(), phrase(&["war"], None))]);
        let expected = [("neo-nazi".to_string(), phrase(&[], None)), ("nazi".to_string(), phrase(&["neo"], None))];
        assert_eq!(phrases("neo-nazi"), expected);
    }

    #[test]
    fn a_phrase_may_follow_the_head() {
        let people = phrase(&[], Some(("of", Some("people"))));
        assert_eq!(phrases("enemy of the people"), [("enemy".to_string(), people)]);
        assert_eq!(phrases("great threat to"), [("threat".to_string(), phrase(&["great"], Some(("to", None))))]);
    }
}
