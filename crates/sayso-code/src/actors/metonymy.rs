//! When the name of a place acts: "Tehran denied it" is a government, "in Tehran" is a town.

use super::Sort;
use super::describe::Describer;
use crate::scene::Word;
use sayso_parse::Upos;

impl Describer<'_> {
    /// Whether a state's name only says where.
    pub(super) fn is_scene(&self, word: Word) -> bool {
        let syntax = self.syntax(word);
        syntax
            .preposition(syntax.first_conjunct(word.word))
            .is_some_and(|found| self.lexicon.metonymy.scene.contains(&found))
    }

    /// Whether the name of a capital or seat of power stands for those who sit there.
    pub(super) fn acts(&self, word: Word, is_seat: bool) -> bool {
        let syntax = self.syntax(word);
        let metonymy = &self.lexicon.metonymy;
        let first = syntax.first_conjunct(word.word);
        let token = syntax.token(first);
        let head = syntax.head(first);
        let verb = head.map(|head| syntax.lemma(head).to_lowercase()).unwrap_or_default();
        let is_verb = head.is_some_and(|head| syntax.token(head).upos == Upos::Verb);
        if let Some(preposition) = syntax.preposition(first) {
            if metonymy.scene.contains(&preposition) {
                return false;
            }
            // "an invitation from *the White House*", "gestures toward *Islamabad*"
            let between = matches!(preposition.as_str(), "from" | "toward" | "towards");
            if between && self.is_sent(first, word.sentence) {
                return true;
            }
            if metonymy.journey.contains(&preposition) {
                let addressed = matches!(preposition.as_str(), "to" | "on" | "for");
                return addressed
                    && (is_verb && metonymy.social.contains(&verb) || self.is_addressed(first, word.sentence));
            }
            return matches!(preposition.as_str(), "with" | "between" | "against" | "by" | "among");
        }
        if token.relation.is("nmod:poss") {
            return head.is_some_and(|head| {
                self.noun_class(Word::new(word.sentence, head)).is_none_or(|class| class.sort != Sort::Place)
            });
        }
        if token.relation.is("nsubj:pass") {
            return metonymy.social.contains(&verb);
        }
        if token.relation.is("nsubj") {
            let meets = || head.is_some_and(|head| verb == "hold" && self.is_with_somebody(head, word.sentence));
            return is_seat || is_verb && (!metonymy.stative.contains(&verb) || meets());
        }
        if token.relation.is_any(&["obj", "iobj"]) {
            return !metonymy.reaching.contains(&verb);
        }
        token.relation.is_any(&["amod", "compound"]) && is_seat
    }

    /// "*Tehran* held talks *with* Baghdad": a town holds a fair, a government talks with others.
    fn is_with_somebody(&self, verb: usize, sentence: usize) -> bool {
        let syntax = self.syntax(Word::new(sentence, verb));
        let below = syntax.children_by(verb, &["obj"]).flat_map(|object| syntax.subtree(object));
        let mut phrases = syntax.children_by(verb, &["obl"]).chain(below);
        phrases.any(|phrase| syntax.preposition(phrase).is_some_and(|preposition| preposition == "with"))
    }

    /// "an ultimatum to *Tehran*", "imposed sanctions on *Tehran*": what is meant for a government, on the noun or on its verb.
    fn is_addressed(&self, place: usize, sentence: usize) -> bool {
        let syntax = self.syntax(Word::new(sentence, place));
        let Some(head) = syntax.head(place) else { return false };
        let object = syntax.child(head, &["obj"]).filter(|_| syntax.token(head).upos == Upos::Verb);
        std::iter::once(head).chain(object).any(|noun| {
            syntax.token(noun).upos == Upos::Noun
                && self.lexicon.metonymy.addressed.contains(&syntax.lemma(noun).to_lowercase())
        })
    }

    /// What comes from a government, on the noun alone: a letter "from *Tehran*" is, a man who was told so "from Tehran" is not.
    fn is_sent(&self, place: usize, sentence: usize) -> bool {
        let syntax = self.syntax(Word::new(sentence, place));
        syntax.token(place).relation.is("nmod")
            && syntax
                .head(place)
                .is_some_and(|noun| self.lexicon.metonymy.addressed.contains(&syntax.lemma(noun).to_lowercase()))
    }

    /// Whether any other place name acts: only beside verbs that only somebody does.
    pub(super) fn acts_as_body(&self, word: Word) -> bool {
        let syntax = self.syntax(word);
        let first = syntax.first_conjunct(word.word);
        let Some(head) = syntax.head(first) else { return false };
        syntax.token(first).relation.is("nsubj")
            && syntax.preposition(first).is_none()
            && syntax.token(head).upos == Upos::Verb
            && !syntax.is_passive(head)
            && self.lexicon.metonymy.social.contains(&syntax.lemma(head).to_lowercase())
    }
}
