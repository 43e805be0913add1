//! Which place governs a predicate.

use super::words::Governing;
use super::{Places, Toponym};
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_core::{Place, PlacePrecision};
use sayso_parse::Upos;

impl Places {
    /// The place that governs a predicate: a phrase of place that hangs on it, on its clause or on its object, the
    /// narrowest where several do. Datelines are no places of acts, nor is where the speaker sits.
    pub fn governing(&self, scene: &Scene<'_>, word: Word) -> Option<Place> {
        let syntax = scene.sentences.get(word.sentence)?;
        if word.word >= syntax.len() {
            return None;
        }
        let first = self.toponyms.partition_point(|toponym| toponym.span.end <= syntax.sentence.span.start);
        let here: Vec<&Toponym> = self
            .toponyms
            .get(first..)?
            .iter()
            .take_while(|toponym| toponym.span.start < syntax.sentence.span.end)
            .filter(|toponym| !toponym.dateline && toponym.head.is_some_and(|head| head.sentence == word.sentence))
            .collect();
        if here.is_empty() {
            return None;
        }
        let governing = &self.lexicon.words.governing;
        let clause = Clause { syntax, here, words: governing };
        clause.place_of(word.word, 0)
    }
}

struct Clause<'a, 's> {
    syntax: &'a Syntax<'s>,
    here: Vec<&'a Toponym>,
    words: &'a Governing,
}

impl Clause<'_, '_> {
    fn place_of(&self, word: usize, depth: usize) -> Option<Place> {
        if depth > 5 {
            return None;
        }
        if let Some(place) = self.own_place(word) {
            return Some(place);
        }
        let syntax = self.syntax;
        if depth == 0 {
            let later = syntax.children_by(word, &["conj"]).filter(|&other| {
                syntax.token(other).upos == syntax.token(word).upos && syntax.child(other, &["nsubj"]).is_none()
            });
            if let Some(place) = later.filter_map(|other| self.own_place(other)).next() {
                return Some(place);
            }
        }
        let relation = syntax.token(word).relation;
        let above = syntax.head(word)?;
        let light = listed(&self.words.light, syntax.lemma(above));
        let noun = matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn);
        let shares = if noun && relation.is_any(&["obj", "nsubj", "obl"]) && syntax.token(above).upos == Upos::Verb {
            light
        } else if relation.is("conj") {
            // A phrase before the first of two acts belongs to both; one after it only to the first.
            return self.leading_place(above, word);
        } else if relation.is("xcomp") {
            syntax.children_by(word, &["mark"]).next().is_none()
                || matches!(syntax.lemma(above), "begin" | "start" | "continue" | "try" | "manage")
        } else if relation.is("advcl") {
            syntax.child(word, &["mark"]).is_none() && syntax.lemma(above) != "say"
        } else {
            relation.is("acl") || noun && relation.is("nmod") && syntax.preposition(word).as_deref() == Some("of")
        };
        if shares { self.place_of(above, depth + 1) } else { None }
    }

    fn leading_place(&self, first: usize, word: usize) -> Option<Place> {
        if self.syntax.token(word).upos == Upos::Noun {
            return self.own_place(first);
        }
        let leading = self.here.iter().copied().filter(|toponym| {
            toponym.head.is_some_and(|head| head.word < first && head.word < word)
                && self.link(toponym, first).is_some_and(|rank| rank == 0)
        });
        narrowest(leading)
    }

    fn own_place(&self, word: usize) -> Option<Place> {
        for rank in 0..4 {
            let places = self.here.iter().copied().filter(|toponym| self.link(toponym, word) == Some(rank));
            if let Some(place) = narrowest(places) {
                return Some(place);
            }
        }
        None
    }

    /// How closely a place hangs on a word: 0 on it itself, 1 on its object, 2 as the first part of a compound ("the
    /// Kabul attack"), 3 on its subject.
    fn link(&self, toponym: &Toponym, word: usize) -> Option<u8> {
        let syntax = self.syntax;
        let head = toponym.head?.word;
        // The words from the place up to the predicate: its own phrase, what contains it, then a preposition.
        let mut at = head;
        let mut preposition = None;
        for _ in 0..8 {
            let token = syntax.token(at);
            let above = syntax.head(at)?;
            if let Some(own) = syntax.preposition(at) {
                preposition = Some(own);
            }
            if above == word {
                let compound = token.relation.is_any(&["compound", "amod"]) && at == head;
                if compound {
                    return matches!(
                        toponym.place.precision,
                        PlacePrecision::Place | PlacePrecision::Admin | PlacePrecision::Point
                    )
                    .then_some(2);
                }
                let place = preposition.as_deref().is_some_and(|preposition| self.is_of_place(preposition, word));
                let modifies = token.relation.is_any(&["obl", "nmod", "advmod", "advcl", "acl", "parataxis", "dep"])
                    && !token.relation.is_any(&["nmod:poss", "obl:agent"]);
                if modifies && place {
                    return Some(0);
                }
                // "attacked Kabul", "the bombing of Kabul": what is acted upon is where it happens.
                let acted_upon = at == head
                    && (token.relation.is_any(&["obj", "nsubj:pass"])
                        || token.relation.is("nmod") && syntax.preposition(at).as_deref() == Some("of"));
                if acted_upon && matches!(toponym.place.precision, PlacePrecision::Place | PlacePrecision::Point) {
                    return Some(1);
                }
                if at == head || !place {
                    return None;
                }
                if token.relation.is_any(&["obj", "nsubj:pass", "iobj", "xcomp"]) {
                    return Some(1);
                }
                return (token.relation.is("nsubj")
                    && syntax.token(at).upos == Upos::Noun
                    && syntax.lemma(word) != "say")
                    .then_some(3);
            }
            let upward =
                token.relation.is_any(&["nmod", "appos", "flat", "compound", "conj", "obl", "list", "acl", "nummod"]);
            let verb = syntax.token(above).upos == Upos::Verb;
            if !upward || verb {
                return None;
            }
            // "the outskirts of Kabul" are a place, "the mayor of Kabul" is none.
            if preposition.as_deref() == Some("of") && !listed(&self.words.parts, syntax.lemma(above)) {
                return None;
            }
            at = above;
        }
        None
    }

    fn is_of_place(&self, preposition: &str, word: usize) -> bool {
        let moves = listed(&self.words.moving_verbs, self.syntax.lemma(word));
        listed(&self.words.prepositions, preposition) && (moves || !listed(&self.words.moving, preposition))
    }
}

fn listed(list: &[String], word: &str) -> bool {
    list.iter().any(|listed| listed == word)
}

fn narrowest<'t>(places: impl Iterator<Item = &'t Toponym>) -> Option<Place> {
    places.min_by_key(|toponym| (toponym.place.precision, toponym.span.start)).map(|toponym| toponym.place.clone())
}
