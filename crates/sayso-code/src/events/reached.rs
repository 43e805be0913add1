//! Whom an act in words would reach, where the slots of its rule leave it open: the words of what is agreed, threatened,
//! demanded or refused name him ("agreed to lift the ban on *Norland's* beef", "refused to set aside the case against *him*").

use super::selection::Selection;
use crate::patterns::{Attempt, TriggerKind};
use crate::scene::Word;
use sayso_core::EventType;
use sayso_parse::Upos;
use std::collections::VecDeque;

/// Steps from the act to the one whom it would reach at most: "agreed to *lift* the *ban* on *imports* of *Norland's* beef".
const DEEPEST: usize = 4;

/// A word on the way from an act to whom it would reach.
struct Step {
    word: usize,
    depth: usize,
    /// Whether somebody named here is the one: what is sent ("to send *troops* to X") is only passed through.
    may_be: bool,
}

/// An act of the same sentence.
struct Act {
    word: Word,
    harms: bool,
    actor: Vec<Word>,
}

impl Selection<'_> {
    /// Fills the open recipient of acts in words.
    pub(super) fn complete_recipients(&self, attempts: &mut [Attempt]) {
        let standing = attempts.iter().filter(|attempt| attempt.refusal.is_none());
        let acts: Vec<Act> = standing
            .map(|attempt| Act { word: attempt.word, harms: self.harms(attempt), actor: attempt.actor.clone() })
            .collect();
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none() && attempt.recipient.is_empty()) {
            let found = match self.event(attempt) {
                EventType::Request => self.asked(attempt),
                EventType::Accuse => {
                    attempt.recipient.extend(self.blamed(attempt, &acts));
                    continue;
                }
                EventType::Agree
                | EventType::Threaten
                | EventType::Reject
                | EventType::Support
                | EventType::Concede
                | EventType::Sanction
                | EventType::Aid => self.reached(attempt),
                EventType::Protest => self.protested_against(attempt),
                _ => None,
            };
            attempt.recipient.extend(found);
        }
    }

    /// "condemned *the army's* attack on the town", "an inquiry into the shelling of the town by *the army*": those whose act
    /// it is, never those who suffer it.
    fn blamed(&self, attempt: &Attempt, acts: &[Act]) -> Vec<Word> {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let act = attempt.word.word;
        let carrier = (attempt.carrier != attempt.word).then_some(attempt.carrier.word);
        let into = std::iter::once(act).chain(carrier).flat_map(|word| syntax.prepositional(word));
        let into = into.filter(|(name, _)| matches!(name.as_str(), "into" | "over" | "about")).map(|(_, word)| word);
        let object = syntax.child(act, &["obj"]).filter(|_| self.kind(attempt) == TriggerKind::Verb);
        let things = object.into_iter().chain(into).flat_map(|thing| syntax.conjuncts(thing));
        for thing in things.filter(|&thing| thing != act).map(|thing| Word::new(attempt.word.sentence, thing)) {
            let own = acts.iter().find(|own| own.word == thing);
            let mut found: Vec<Word> = own.map(|own| own.actor.clone()).unwrap_or_default();
            if found.is_empty() {
                let suffered = own.is_some_and(|own| own.harms);
                found.extend(self.owner(thing, true, suffered).or_else(|| self.claimed(thing)));
            }
            found.retain(|&word| self.is_other_party(attempt, word));
            if !found.is_empty() {
                return found;
            }
        }
        // "alleging that *the minister* took bribes"
        let claimed = self.claimed(attempt.word).filter(|_| self.kind(attempt) == TriggerKind::Verb);
        claimed.filter(|&word| self.is_other_party(attempt, word)).into_iter().collect()
    }

    /// "claims that *the council* lied"
    fn claimed(&self, thing: Word) -> Option<Word> {
        let syntax = &self.understood.scene.sentences[thing.sentence];
        let clause = syntax.children_by(thing.word, &["acl", "ccomp"]).find(|&clause| !syntax.is_passive(clause))?;
        syntax.child(clause, &["nsubj"]).map(|word| Word::new(thing.sentence, word))
    }

    /// Who is asked, by the words of what is asked for, or by how the asking stands in its clause.
    fn asked(&self, attempt: &Attempt) -> Option<Word> {
        let is_other = |&word: &usize| self.is_other_party(attempt, Word::new(attempt.word.sentence, word));
        let asked = self.to_do_so(attempt).filter(is_other);
        let asked = asked.or_else(|| self.bidden(attempt).filter(is_other));
        asked.or_else(|| self.turned_to(attempt).find(is_other)).map(|word| Word::new(attempt.word.sentence, word))
    }

    /// "demanded that *X* resign", "demanded *X* to reinstate them", "recommended that Y be suspended by *X*".
    fn to_do_so(&self, attempt: &Attempt) -> Option<usize> {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let clause = syntax.children_by(attempt.word.word, &["xcomp", "ccomp", "acl"]).next()?;
        let by = syntax.is_passive(clause).then(|| syntax.agent(clause)).flatten();
        by.or_else(|| syntax.child(clause, &["nsubj"]))
    }

    /// "*Y* came at the invitation of X", "*Y* defied the orders of X".
    fn bidden(&self, attempt: &Attempt) -> Option<usize> {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let (noun, words) = (attempt.word.word, &self.rules.words);
        let verb = syntax.head(noun).filter(|_| words.bidding.contains(syntax.lemma(noun)))?;
        let complies = words.complying.contains(syntax.lemma(verb));
        let bids = match syntax.preposition(noun).as_deref() {
            None => complies && syntax.token(noun).relation.is("obj"),
            Some("with" | "by" | "down") => complies,
            Some(preposition) => {
                matches!(preposition, "at" | "on" | "upon" | "following") && syntax.token(noun).relation.is("obl")
            }
        };
        syntax.deep_subject(verb).filter(|_| bids)
    }

    /// "met with *X* to demand", "wrote to *X* to ask for".
    fn turned_to(&self, attempt: &Attempt) -> impl Iterator<Item = usize> {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let act = attempt.word.word;
        let verb = syntax.head(act).filter(|&verb| {
            let turns = syntax.token(act).relation.is_any(&["advcl", "xcomp"]) && syntax.has_to(act);
            turns && self.kind(attempt) == TriggerKind::Verb && self.rules.words.turning.contains(syntax.lemma(verb))
        });
        verb.into_iter().flat_map(|verb| {
            let phrases = syntax.prepositional(verb).into_iter();
            let to = phrases.filter(|(name, _)| matches!(name.as_str(), "with" | "to")).map(|(_, word)| word);
            syntax.child(verb, &["obj"]).into_iter().chain(to)
        })
    }

    /// "marched against plans by *the ministry*", "went on strike, demanding that *the council* raise their pay": those who
    /// are to answer for what is protested against or demanded.
    fn protested_against(&self, attempt: &Attempt) -> Option<Word> {
        let syntax = &self.understood.scene.sentences[attempt.carrier.sentence];
        let act = attempt.carrier.word;
        let against = |word: usize| {
            let phrases = syntax.prepositional(word).into_iter();
            phrases.filter(|(name, _)| matches!(name.as_str(), "against" | "over" | "at")).map(|(_, word)| word)
        };
        let about = against(act)
            .chain(against(attempt.word.word))
            .chain(syntax.child(act, &["obj"]).into_iter().flat_map(against));
        let demands = syntax
            .children_by(act, &["advcl", "xcomp"])
            .filter(|&clause| clause > act && self.rules.words.protesting.contains(syntax.lemma(clause)));
        let about = about.map(|word| Step { word, depth: 2, may_be: true });
        let demands = demands.map(|word| Step { word, depth: 1, may_be: false });
        self.nearest(attempt, about.chain(demands).collect())
    }

    /// The nearest party in the words of what is agreed, threatened, refused or praised.
    fn reached(&self, attempt: &Attempt) -> Option<Word> {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let mut ways: VecDeque<Step> = VecDeque::new();
        let act = attempt.word.word;
        let clauses = syntax.children_by(act, &["xcomp", "ccomp", "acl"]).filter(|&clause| clause > act);
        ways.extend(clauses.map(|word| Step { word, depth: 1, may_be: false }));
        if self.kind(attempt) == TriggerKind::Verb {
            ways.extend(syntax.child(act, &["obj"]).map(|word| Step { word, depth: 1, may_be: false }));
        }
        ways.extend(self.behind(attempt, act, 1));
        self.nearest(attempt, ways)
    }

    /// The first party on the ways from an act, nearest first.
    fn nearest(&self, attempt: &Attempt, mut ways: VecDeque<Step>) -> Option<Word> {
        while let Some(step) = ways.pop_front() {
            let at = Word::new(attempt.word.sentence, step.word);
            if step.may_be && self.is_other_party(attempt, at) {
                return Some(at);
            }
            if step.depth < DEEPEST {
                ways.extend(self.onwards(attempt, &step));
            }
        }
        None
    }

    /// The words that a word on the way leads to, those first that more likely name the one.
    fn onwards(&self, attempt: &Attempt, step: &Step) -> Vec<Step> {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let depth = step.depth + 1;
        let by = |relations: &[&str], may_be: bool| -> Vec<Step> {
            let found = syntax.children(step.word).iter().copied();
            let found = found.filter(|&child| syntax.token(child).relation.is_any(relations));
            found.map(|word| Step { word, depth, may_be }).collect()
        };
        let behind = self.behind(attempt, step.word, depth);
        if !matches!(syntax.token(step.word).upos, Upos::Verb | Upos::Adj) {
            let named = |step: &Step| {
                let at = Word::new(attempt.word.sentence, step.word);
                self.understood.scene.entity_at(at).is_some() || syntax.token(step.word).upos == Upos::Propn
            };
            let before = by(&["compound", "amod"], true).into_iter().filter(named);
            return by(&["nmod:poss"], true)
                .into_iter()
                .chain(before)
                .chain(behind)
                .chain(by(&["acl"], false))
                .collect();
        }
        // "warned that the army would strike": of what is promised or threatened the subject is one's own side.
        let others = match self.event(attempt) {
            EventType::Agree => false,
            // "warned that the republic would face sanctions, would be punished"
            EventType::Threaten => {
                syntax.is_passive(step.word) || self.rules.words.enduring.contains(syntax.lemma(step.word))
            }
            _ => true,
        };
        let mut ways = if others { by(&["nsubj", "nsubj:pass", "obl:agent"], true) } else { Vec::new() };
        ways.extend(by(&["iobj"], true));
        if self.rules.words.giving.contains(syntax.lemma(step.word)) {
            // "offered to send troops to X": who is sent is not who is reached.
            ways.extend(behind);
            ways.extend(by(&["obj"], false));
        } else {
            ways.extend(by(&["obj"], true));
            ways.extend(behind);
        }
        ways.extend(by(&["xcomp", "ccomp"], false));
        ways
    }

    /// What stands behind a word with a preposition that reaches; behind a noun "of" does as well ("the return *of X*").
    fn behind(&self, attempt: &Attempt, word: usize, depth: usize) -> Vec<Step> {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let noun = syntax.token(word).upos == Upos::Noun && word != attempt.word.word;
        let phrases = syntax.prepositional(word).into_iter();
        phrases
            .filter(|(name, _)| self.rules.words.reaching.contains(name) || noun && name == "of")
            .map(|(_, word)| Step { word, depth, may_be: true })
            .collect()
    }

    /// Whether a word names somebody who can act and is neither the actor, under this or another name, nor one of his own.
    fn is_other_party(&self, attempt: &Attempt, word: Word) -> bool {
        let party =
            |word: Word| self.understood.actors.party(self.understood.scene, word).and_then(|party| party.actor);
        let token = |word: Word| self.understood.scene.token(word);
        // "We never had the demand that we saw": one "we" is the other, whoever it is.
        let same_pronoun = |one: Word, other: Word| {
            token(one).upos == Upos::Pron && token(one).form.eq_ignore_ascii_case(&token(other).form)
        };
        let is_actor = |word: Word| {
            let itself = party(word);
            attempt
                .actor
                .iter()
                .any(|&actor| actor == word || same_pronoun(actor, word) || itself.is_some() && party(actor) == itself)
        };
        // Of a pronoun whose antecedent is open nobody knows that it is another.
        if matches!(token(word).upos, Upos::Pron | Upos::Det) && party(word).is_none() {
            return false;
        }
        let syntax = &self.understood.scene.sentences[word.sentence];
        let owner = syntax.possessor(word.word).map(|owner| Word::new(word.sentence, owner));
        self.can_join(attempt, word) && !is_actor(word) && !owner.is_some_and(is_actor)
    }
}
