//! Who stands beside a noun of relation: the one whom "ally", "member" or "owner" is said of, and the one who has "ties".
//!
//! Ties ask for it; acts have subjects and possessors.

use super::slots::Frame;
use crate::syntax::Syntax;
use sayso_parse::Upos;

/// Relations of a noun that describes the name it stands beside ("the *financier* Ann Lee").
const DESCRIBING: &[&str] = &["compound", "nmod:desc", "nmod:unmarked", "flat"];

/// Nouns that only count members: "one *of* the founders", "half of the duo".
const COUNTING: &[&str] = &["one", "two", "three", "some", "many", "several", "most", "half", "part"];

/// Prepositions behind which a relation stands as a circumstance of what somebody is or does ("in alliance with").
const WITHIN: &[&str] = &["in", "with", "under", "of", "through", "having", "without", "via"];

/// How many nouns a description may stand behind another one ("X, a lawmaker, a member of Y").
const DEPTH: usize = 4;

impl Frame<'_> {
    /// Of whom the noun is said: "X is an ally of Y", "X, an ally", "its ally X", "X became an ally", "X serves as a
    /// member", "X is one of the founders".
    pub(super) fn bearer(&self) -> Option<usize> {
        self.bearer_of(self.trigger, 0)
    }

    fn bearer_of(&self, noun: usize, depth: usize) -> Option<usize> {
        let syntax = self.syntax;
        if depth > DEPTH {
            return None;
        }
        self.beside(noun).or_else(|| {
            let token = syntax.token(noun);
            let head = syntax.head(noun)?;
            if syntax.child(noun, &["cop"]).is_some() && token.relation.is("conj") {
                // "He runs the bank and is a member of the board."
                return syntax.surface_subject(noun, 0);
            }
            if token.relation.is("appos") {
                // "X, a lawmaker, a member of Y": the description before it has the same bearer.
                let another = syntax.token(head).relation.is("appos") && syntax.token(head).upos == Upos::Noun;
                return if another { self.bearer_of(head, depth + 1).or(Some(head)) } else { Some(head) };
            }
            if token.relation.is("conj") {
                return self.bearer_in_row(noun, head, depth);
            }
            if token.relation.is_any(DESCRIBING) && syntax.token(head).upos == Upos::Propn && head > noun {
                return Some(head);
            }
            if token.relation.is("nmod")
                && syntax.preposition(noun).as_deref() == Some("of")
                && COUNTING.contains(&syntax.lemma(head))
            {
                return self.bearer_of(head, depth + 1);
            }
            self.said_by_verb(noun, head)
        })
    }

    /// The subject of "is", or whoever is named behind the noun.
    fn beside(&self, noun: usize) -> Option<usize> {
        let syntax = self.syntax;
        if let Some(subject) = syntax.child(noun, &["nsubj"]).filter(|_| syntax.child(noun, &["cop"]).is_some()) {
            return Some(subject);
        }
        let behind = || syntax.children_by(noun, &["appos", "flat"]).filter(|&name| name > noun);
        let name = behind().find(|&name| syntax.token(name).upos == Upos::Propn);
        name.or_else(|| behind().find(|&name| syntax.token(name).upos == Upos::Noun)).or_else(|| self.examples(noun))
    }

    /// "its enemies, such as X and Y".
    fn examples(&self, noun: usize) -> Option<usize> {
        let row = self.syntax.conjuncts(noun);
        let examples = row.into_iter().flat_map(|word| self.syntax.prepositional(word));
        examples.filter(|(name, _)| matches!(name.as_str(), "such-as" | "including")).map(|(_, word)| word).next()
    }

    /// "a member of the council, a member of the board": the parser may hang the second on the council.
    fn bearer_in_row(&self, noun: usize, head: usize, depth: usize) -> Option<usize> {
        let syntax = self.syntax;
        let twin = syntax.ancestors(noun).find(|&above| syntax.lemma(above) == syntax.lemma(noun));
        let first = twin.unwrap_or(head);
        // "The director and founder of the bank, *Ann Lee*": one person, with one article.
        let article = syntax.children_by(noun, &["det", "nmod:poss"]).next().is_some();
        let name =
            syntax.children_by(first, &["appos"]).find(|&name| name > noun && syntax.token(name).upos == Upos::Propn);
        if let Some(name) = name.filter(|_| !article && syntax.token(first).upos == Upos::Noun) {
            return Some(name);
        }
        // "met X and a member of Y" are two; "X is a friend and ally" and "X, a friend and ally" are one.
        let describes = syntax.token(first).relation.is("appos")
            || syntax.child(first, &["cop"]).is_some()
            || twin.is_some()
            || syntax.preposition(first).as_deref() == Some("as");
        describes.then(|| self.bearer_of(first, depth + 1)).flatten()
    }

    /// "became an ally", "is considered an ally", "serves as a member", "described X as an ally".
    fn said_by_verb(&self, noun: usize, verb: usize) -> Option<usize> {
        let syntax = self.syntax;
        if syntax.token(verb).upos != Upos::Verb {
            return None;
        }
        let relation = syntax.token(noun).relation;
        let as_phrase =
            relation.is_any(&["obl", "advcl", "xcomp"]) && syntax.preposition(noun).as_deref() == Some("as");
        let among = relation.is("obl") && syntax.preposition(noun).as_deref() == Some("among");
        let becoming = relation.is("obj") && matches!(syntax.lemma(verb), "become" | "remain" | "stay");
        if !(as_phrase || among || becoming || relation.is("xcomp")) {
            return None;
        }
        let object = syntax.child(verb, &["obj"]).filter(|&object| object != noun && !becoming);
        if syntax.is_passive(verb) {
            syntax.deep_object(verb)
        } else {
            object.or_else(|| syntax.surface_subject(verb, 0))
        }
    }

    /// Who has what the noun names: subject of the verb that it is the object of, the one it stands behind with "with" or
    /// "in", the subject of "is in contact".
    pub(super) fn holder(&self) -> Option<usize> {
        let syntax = self.syntax;
        let first = syntax.first_conjunct(self.trigger);
        if let Some(subject) = syntax.child(first, &["nsubj"]) {
            return syntax.preposition(first).is_some().then_some(subject);
        }
        let head = syntax.head(first)?;
        let relation = syntax.token(first).relation;
        let within = || syntax.preposition(first).is_some_and(|preposition| WITHIN.contains(&preposition.as_str()));
        match syntax.token(head).upos {
            Upos::Verb if relation.is("nsubj:pass") => syntax.agent(head),
            // "X is locked in a feud" has no agent; X has the feud.
            Upos::Verb if relation.is("obl") && within() => {
                syntax.deep_subject(head).or_else(|| syntax.surface_subject(head, 0))
            }
            Upos::Verb if relation.is("obj") => syntax.deep_subject(head),
            Upos::Noun | Upos::Propn if relation.is("nmod") && within() => Some(head),
            _ => None,
        }
    }

    /// Who stands before a participle, with a hyphen or none: "Norland-backed", "state owned".
    pub(super) fn before_hyphen(&self) -> Option<usize> {
        self.before_hyphen_of(self.trigger)
    }

    /// Whose act a noun is by a participle before it: "a *Norland*-led raid".
    pub(super) fn doer(&self) -> Option<usize> {
        let participles = self.syntax.children_by(self.trigger, &["amod", "acl"]).filter(|&child| child < self.trigger);
        let doing = |&child: &usize| self.light.is_doing(&self.syntax.token(child).form.to_lowercase());
        participles.filter(doing).find_map(|child| self.before_hyphen_of(child))
    }

    fn before_hyphen_of(&self, participle: usize) -> Option<usize> {
        let syntax = self.syntax;
        let before = participle.checked_sub(1)?;
        let hyphen = is_hyphen(syntax, before);
        let word = if hyphen { before.checked_sub(1)? } else { before };
        let relation = syntax.token(word).relation;
        let hangs = syntax.head(word) == Some(participle)
            && relation.is_any(&["compound", "obl", "obl:unmarked", "nmod", "obj", "nsubj", "amod", "advmod"]);
        // "The bank, *who* owned it": only what stands before its noun is one word with what stands before it.
        let before_noun = syntax.token(participle).relation.is_any(&["amod", "compound"]);
        let describes = before_noun || syntax.token(participle).relation.is("acl");
        (hyphen && describes || hangs && before_noun).then_some(word)
    }
}

fn is_hyphen(syntax: &Syntax<'_>, word: usize) -> bool {
    matches!(&*syntax.token(word).form, "-" | "‐" | "‑" | "–")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_tree::document;
    use crate::patterns::{LightVerbs, Slot};
    use crate::scene::{Scene, Word};

    /// The words that fill a slot of the word `at`.
    fn filled(tree: &str, at: usize, slot: &Slot) -> Vec<String> {
        let (document, parse) = document(tree);
        let scene = Scene::new(&document, &parse);
        let light = LightVerbs::default();
        let words = Frame::new(&scene, Word::new(0, at), &light).fill(slot);
        words.into_iter().map(|word| scene.token(Word::new(0, word)).form.to_string()).collect()
    }

    #[test]
    fn an_ally_is_said_of_the_name_behind_it() {
        let tree =
            "Norland/PROPN/3/nmod:poss 's/PART/1/case ally/NOUN/5/nsubj Sudland/PROPN/3/appos left:leave/VERB/0/root";
        assert_eq!(filled(tree, 2, &Slot::Bearer), ["Sudland"]);
    }

    #[test]
    fn an_ally_is_said_of_the_name_before_it() {
        let tree = "Norland/PROPN/5/nsubj an/DET/3/det ally/NOUN/1/appos once/ADV/3/advmod left:leave/VERB/0/root";
        assert_eq!(filled(tree, 2, &Slot::Bearer), ["Norland"]);
        let tree = "The/DET/2/det bank/NOUN/5/nsubj a/DET/4/det unit/NOUN/2/appos left:leave/VERB/0/root";
        assert_eq!(filled(tree, 3, &Slot::Bearer), ["bank"]);
    }

    #[test]
    fn an_ally_is_said_of_the_subject_of_becoming_one() {
        let tree = "Norland/PROPN/2/nsubj became:become/VERB/0/root an/DET/4/det ally/NOUN/2/xcomp";
        assert_eq!(filled(tree, 3, &Slot::Bearer), ["Norland"]);
        let tree = "Lee/PROPN/2/nsubj serves:serve/VERB/0/root as/ADP/5/case a/DET/5/det member/NOUN/2/obl";
        assert_eq!(filled(tree, 4, &Slot::Bearer), ["Lee"]);
    }

    #[test]
    fn who_strengthens_ties_has_them_and_so_do_people_with_ties() {
        let tree = "Norland/PROPN/2/nsubj strengthened:strengthen/VERB/0/root ties:tie/NOUN/2/obj";
        assert_eq!(filled(tree, 2, &Slot::Holder), ["Norland"]);
        let tree = "people/NOUN/4/nsubj with/ADP/3/case ties:tie/NOUN/1/nmod left:leave/VERB/0/root";
        assert_eq!(filled(tree, 2, &Slot::Holder), ["people"]);
    }

    #[test]
    fn who_stands_before_a_hyphen() {
        let tree = "The/DET/5/det Norland/PROPN/4/compound -/PUNCT/2/punct backed:back/VERB/5/amod militia/NOUN/0/root";
        assert_eq!(filled(tree, 3, &Slot::Hyphen), ["Norland"]);
        let tree = "the/DET/2/det man/NOUN/0/root who/PRON/4/nsubj heads:head/VERB/2/acl:relcl it/PRON/4/obj";
        assert!(filled(tree, 3, &Slot::Hyphen).is_empty());
    }
}
