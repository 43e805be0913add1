//! Whom a label word is applied to, and how: predicate, apposition, attribute, comparison, or standing for somebody.

use super::{Finder, LabelWord, Use};
use crate::actors::Sort;
use crate::syntax::Syntax;
use sayso_parse::Upos;

/// Verbs that join a predicate to their subject.
const LINKING: &[&str] = &[
    "be",
    "remain",
    "become",
    "seem",
    "appear",
    "stay",
    "prove",
    "turn",
    "look",
    "sound",
    "emerge",
    "constitute",
    "represent",
    "embody",
];

/// Nouns for what somebody is taken for: what stands behind their "as" is said of whoever has them.
const STANDINGS: &[&str] = &["role", "reputation", "image", "status", "position", "record", "career", "credential"];

/// Nouns that stand for somebody once they are judged ("a legendary figure"), though not of themselves.
const BEINGS: &[&str] = &[
    "figure",
    "elite",
    "leadership",
    "individual",
    "character",
    "segment",
    "circle",
    "entity",
    "element",
    "soul",
    "spirit",
    "breed",
];

/// Words that take one or some out of many: "one of the worst tyrants".
const PARTS: &[&str] = &["one", "some", "two", "three", "part", "among", "member"];

impl Finder<'_> {
    /// Whom a label word is applied to, with the entry that says so.
    pub(super) fn bearer<'l>(&'l self, word: usize, entries: &[&'l LabelWord]) -> Option<(usize, Use, &'l LabelWord)> {
        let fits = |applied: Use| entries.iter().copied().find(|entry| entry.counts_as(applied));
        if let Some((target, applied)) = self.said_of(word) {
            let target = self.beyond_reflexive(target);
            if self.can_be_target(target) {
                return fits(applied).map(|entry| (target, applied, entry));
            }
            // "This is the regime at work" still speaks of somebody.
            let pointed = fits(Use::Reference).filter(|_| applied == Use::Predicate && self.can_be_target(word));
            return pointed.map(|entry| (word, Use::Reference, entry));
        }
        let token = self.syntax.token(word);
        // "regime officials", "members of terror outfit cells": a body before another noun is spoken of itself.
        let is_body = self.understood.actors.sort(self.understood.scene, self.at(word)) == Sort::Organization;
        if token.upos == Upos::Noun
            && token.relation.is("compound")
            && let Some(entry) = fits(Use::Reference).filter(|_| is_body)
        {
            return Some((word, Use::Reference, entry));
        }
        if token.relation.is_any(&["amod", "compound", "nmod:desc"])
            || token.relation.is("conj") && token.upos != Upos::Noun
        {
            // "a cartel boss", "a cancer survivor": a noun before another must be one that describes by itself.
            let describes = |entry: &&LabelWord| token.upos != Upos::Noun || entry.counts_as(Use::Attribute);
            return self
                .described(word)
                .and_then(|(target, applied)| Some((target, applied, fits(applied).filter(describes)?)));
        }
        if !matches!(token.upos, Upos::Noun | Upos::Propn) {
            return None;
        }
        if let Some(name) = self.name_beside(word)
            && let Some(entry) = fits(Use::WithName)
        {
            // "the Dawn regime" is as a whole somebody, "the terrorist Ann Lee" is Ann Lee.
            let whole = entry.refers
                && (is_body || self.can_be_target(word) && self.syntax.token(name).relation.is("compound"));
            return Some((if whole { word } else { name }, Use::WithName, entry));
        }
        let stands_alone = token.relation.is_any(&["nsubj", "obj", "iobj", "obl", "nmod", "conj", "root", "parataxis"]);
        fits(Use::Reference)
            .filter(|entry| stands_alone && (!entry.definite || self.is_definite(word)))
            .map(|entry| (word, Use::Reference, entry))
    }

    /// Whom a predicate, an apposition, or a phrase with "as" or "like" speaks of.
    pub(super) fn said_of(&self, word: usize) -> Option<(usize, Use)> {
        let syntax = self.syntax;
        let top = out_of_many(syntax, word);
        let head = syntax.head(top);
        let relation = syntax.token(top).relation;
        if let Some(subject) = self.subject_of(top) {
            let preposition = syntax.preposition(top);
            let applied = if preposition.as_deref() == Some("like") { Use::Comparison } else { Use::Predicate };
            return matches!(preposition.as_deref(), None | Some("like")).then_some((subject, applied));
        }
        if relation.is("conj") {
            let first = syntax.first_conjunct(top);
            return if first == top { None } else { self.said_of(first) };
        }
        if relation.is("appos") {
            return head.map(|head| (head, Use::Apposition));
        }
        let verb = head.filter(|&verb| syntax.token(verb).upos == Upos::Verb);
        if relation.is("xcomp")
            && let Some(verb) = verb.filter(|&verb| LINKING.contains(&syntax.lemma(verb)))
        {
            return syntax.surface_subject(verb, 0).map(|subject| (subject, Use::Predicate));
        }
        match syntax.preposition(top).as_deref() {
            Some("like") => Some((syntax.surface_subject(verb?, 0)?, Use::Comparison)),
            Some("as") => self.taken_as(head?).map(|subject| (subject, Use::Predicate)),
            _ => None,
        }
    }

    /// The subject of a nominal predicate; a gerund's is understood ("accused of being a spy").
    fn subject_of(&self, predicate: usize) -> Option<usize> {
        self.syntax.child(predicate, &["cop"])?;
        self.syntax.surface_subject(predicate, 0)
    }

    /// Whom a phrase with "as" speaks of: "held her up as", "in its role as", "the Front's designation as".
    fn taken_as(&self, head: usize) -> Option<usize> {
        let syntax = self.syntax;
        if syntax.token(head).upos == Upos::Verb {
            // A naming verb whose words were no name in its construction says nothing of its subject.
            if self.lexicon.naming(syntax.lemma(head)).any(|naming| naming.preposition.iter().any(|with| with == "as"))
            {
                return None;
            }
            return syntax.deep_object(head).or_else(|| syntax.surface_subject(head, 0));
        }
        let owner = syntax.possessor(head).filter(|_| STANDINGS.contains(&syntax.lemma(head)));
        owner.or_else(|| {
            let governor = syntax.head(head).filter(|_| STANDINGS.contains(&syntax.lemma(head)))?;
            syntax.surface_subject(governor, 0)
        })
    }

    /// Whom an adjective, or a noun before another, describes. Before a predicate it is whoever that speaks of.
    fn described(&self, word: usize) -> Option<(usize, Use)> {
        let syntax = self.syntax;
        let first = syntax.first_conjunct(word);
        if !syntax.token(first).relation.is_any(&["amod", "compound", "nmod:desc"]) {
            return None;
        }
        let noun = syntax.head(first).filter(|&noun| word < noun)?;
        // "terrorist attack", "hero's welcome": what is described must be somebody.
        if !self.can_be_target(noun) && !BEINGS.contains(&syntax.lemma(noun)) {
            return None;
        }
        if let Some((target, applied)) = self.said_of(noun).filter(|(target, _)| self.can_be_target(*target)) {
            return Some((target, applied));
        }
        let is_named = syntax.token(noun).upos == Upos::Propn;
        let name = syntax.children_by(noun, &["appos"]).find(|&child| !is_named && self.is_name(child));
        Some((name.unwrap_or(noun), Use::Attribute))
    }

    /// Whether a word stands for somebody who is known: "the dictatorship", not dictatorships in general.
    fn is_definite(&self, word: usize) -> bool {
        let syntax = self.syntax;
        syntax.possessor(word).is_some()
            || syntax
                .children_by(word, &["det"])
                .any(|det| matches!(syntax.lemma(det), "the" | "this" | "that" | "these" | "those"))
            || syntax.children_by(word, &["compound", "amod", "nmod"]).any(|beside| {
                syntax.token(beside).upos == Upos::Propn || syntax.token(beside).form.starts_with(char::is_uppercase)
            })
    }

    /// Whom a reflexive pronoun takes up: "proved himself a hero", "calls itself".
    pub(super) fn beyond_reflexive(&self, word: usize) -> usize {
        let form = self.syntax.token(word).form.to_lowercase();
        if !(form.ends_with("self") || form.ends_with("selves")) {
            return word;
        }
        let verb = self.syntax.ancestors(word).find(|&above| self.syntax.token(above).upos == Upos::Verb);
        verb.and_then(|verb| self.syntax.surface_subject(verb, 0)).unwrap_or(word)
    }

    /// The name that hangs on a label noun: "the Dawn regime", "the terrorist Ann Lee".
    fn name_beside(&self, word: usize) -> Option<usize> {
        self.syntax.children_by(word, &["appos", "flat", "compound", "nmod:desc"]).find(|&child| self.is_name(child))
    }

    fn is_name(&self, word: usize) -> bool {
        self.syntax.token(word).upos == Upos::Propn && self.can_be_target(word)
    }
}

/// The word that stands for the whole where some are taken out of many: "*one* of the worst tyrants".
fn out_of_many(syntax: &Syntax<'_>, word: usize) -> usize {
    let is_of = syntax.token(word).relation.is("nmod") && syntax.preposition(word).as_deref() == Some("of");
    syntax.head(word).filter(|&head| is_of && PARTS.contains(&&*syntax.lemma(head).to_lowercase())).unwrap_or(word)
}
