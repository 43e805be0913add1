//! How a tie changes, told by the words around the one that names it: "*strengthened* ties", "*former* ally", "*began* to back".

use crate::syntax::Syntax;
use sayso_core::TieChange;
use sayso_parse::Upos;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// The words of one change, as the file has them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeWords {
    /// Verbs that govern the word of relation, or that it is the subject of.
    #[serde(default)]
    verb: Vec<String>,
    /// Adjectives and adverbs beside it, or said of it.
    #[serde(default)]
    modifier: Vec<String>,
    /// Nouns that it hangs on: "a *worsening* of relations".
    #[serde(default)]
    noun: Vec<String>,
}

/// The words of all changes.
#[derive(Debug, Default)]
pub(super) struct Changes {
    verbs: HashMap<String, TieChange>,
    modifiers: HashMap<String, TieChange>,
    nouns: HashMap<String, TieChange>,
}

impl Changes {
    pub fn new(words: BTreeMap<TieChange, ChangeWords>) -> Changes {
        let mut changes = Changes::default();
        for (change, words) in words {
            changes.verbs.extend(words.verb.into_iter().map(|word| (word, change)));
            changes.modifiers.extend(words.modifier.into_iter().map(|word| (word, change)));
            changes.nouns.extend(words.noun.into_iter().map(|word| (word, change)));
        }
        changes
    }

    /// What the words around a word of relation say of it; none: nothing.
    pub fn around(&self, syntax: &Syntax<'_>, word: usize) -> Option<TieChange> {
        self.beside(syntax, word).or_else(|| self.above(syntax, word))
    }

    fn beside(&self, syntax: &Syntax<'_>, word: usize) -> Option<TieChange> {
        syntax
            .children_by(word, &["amod", "advmod", "compound", "nmod:desc"])
            .find_map(|child| self.modifier(syntax, child))
    }

    fn modifier(&self, syntax: &Syntax<'_>, word: usize) -> Option<TieChange> {
        let token = syntax.token(word);
        let form = self.modifiers.get(&token.form.to_lowercase());
        form.or_else(|| self.modifiers.get(&token.lemma.to_lowercase())).copied()
    }

    fn above(&self, syntax: &Syntax<'_>, word: usize) -> Option<TieChange> {
        let first = syntax.first_conjunct(word);
        let head = syntax.head(first)?;
        let relation = syntax.token(first).relation;
        let lemma = syntax.lemma(head).to_lowercase();
        match syntax.token(head).upos {
            // "strengthened and expanded ties": any of the verbs in a row.
            Upos::Verb if relation.is_any(&["obj", "nsubj", "xcomp"]) => {
                let row = syntax.conjuncts(head).into_iter();
                row.filter(|&verb| verb == head || relation.is("obj"))
                    .find_map(|verb| self.verbs.get(&syntax.lemma(verb).to_lowercase()).copied())
            }
            Upos::Adj if relation.is("nsubj") => self.modifier(syntax, head),
            Upos::Noun if relation.is("nmod") => self.nouns.get(&lemma).copied(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_tree::document;
    use crate::scene::Scene;

    fn around(tree: &str, at: usize) -> Option<TieChange> {
        let words = |verb: &[&str], modifier: &[&str], noun: &[&str]| {
            let owned = |words: &[&str]| words.iter().map(|word| (*word).to_string()).collect();
            ChangeWords { verb: owned(verb), modifier: owned(modifier), noun: owned(noun) }
        };
        let changes = Changes::new(BTreeMap::from([
            (TieChange::Strengthens, words(&["deepen"], &["closer"], &[])),
            (TieChange::Ends, words(&["cut"], &["former"], &["end"])),
        ]));
        let (document, parse) = document(tree);
        changes.around(&Scene::new(&document, &parse).sentences[0], at)
    }

    #[test]
    fn verbs_adjectives_and_nouns_tell_the_change() {
        let verb = "Norland/PROPN/2/nsubj cut/VERB/0/root ties:tie/NOUN/2/obj";
        assert_eq!(around(verb, 2), Some(TieChange::Ends));
        let adjective = "its/PRON/3/nmod:poss former/ADJ/3/amod ally/NOUN/0/root";
        assert_eq!(around(adjective, 2), Some(TieChange::Ends));
        let said = "ties:tie/NOUN/3/nsubj are:be/AUX/3/cop closer/ADJ/0/root";
        assert_eq!(around(said, 0), Some(TieChange::Strengthens));
        let noun = "the/DET/2/det end/NOUN/0/root of/ADP/4/case relations:relation/NOUN/2/nmod";
        assert_eq!(around(noun, 3), Some(TieChange::Ends));
        let none = "Norland/PROPN/2/nsubj has:have/VERB/0/root ties:tie/NOUN/2/obj";
        assert_eq!(around(none, 2), None);
    }
}
