//! Acts that a denial leaves standing, and claims that are called untrue.

use super::{FactualityLexicon, Reader, heads_in, is_said_so};
use crate::saying::{Attribution, Attributions};
use crate::scene::{Scene, Word};
use sayso_core::Act;
use sayso_parse::Upos;

/// How what is said around an act bears on who holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// The innermost holder presents it.
    Plain,
    /// The innermost holder denies something else and takes the act for granted, as the teller does: "denied that the men
    /// who *attacked* the town were its own".
    Presupposed,
    /// The innermost holder's claim is called untrue by the one who tells of it: "said the claim that they *attacked* the
    /// town was false".
    CalledUntrue {
        /// Somebody is told to have made the claim.
        named: bool,
        /// The verb by which somebody calls it so, and who does: "*called* the claim a lie".
        by: Option<(Word, Word)>,
    },
    /// The innermost holder claims what the one who tells of it says is not so: "have not, as the army *claims*, attacked".
    Contradicted,
}

/// How what is said around an act bears on who holds it.
pub fn stance(scene: &Scene, word: Word, attributions: &Attributions, lexicon: &FactualityLexicon) -> Stance {
    let Some(found) = attributions.innermost(scene, word) else { return Stance::Plain };
    let syntax = &scene.sentences[word.sentence];
    let heads = heads_in(syntax, found, word.sentence);
    let denied = found.act == Act::Denies;
    let reader =
        Reader { syntax, lexicon, heads: &heads, denied, in_speech: true, answers: found.instead_of.is_some() };
    match found.act {
        Act::Denies if !is_said_so(found) && !heads.is_empty() && !reader.is_in_scope(word.word) => Stance::Presupposed,
        // "The *alleged* attack never happened": the teller denies what others say.
        Act::States | Act::Believes if is_adjective_of(scene, found, word) => {
            let told = Reader { heads: &[], ..reader }.read(word.word, None, 0);
            if told.negative { Stance::CalledUntrue { named: false, by: None } } else { Stance::Plain }
        }
        // "was *wrongly* accused of", "*falsely* claims that"
        Act::States | Act::Believes if reader.is_wrong(found, word.sentence) => {
            Stance::CalledUntrue { named: found.source.is_some(), by: None }
        }
        Act::States | Act::Believes if reader.is_against(found, word.sentence) => Stance::Contradicted,
        Act::States | Act::Believes | Act::Predicts
            if is_claim_here(found, word) && reader.calls_untrue(found.cue_word.word) =>
        {
            let by = reader.caller(found.cue_word.word);
            let at = |word: usize| Word::new(found.cue_word.sentence, word);
            Stance::CalledUntrue { named: found.source.is_some(), by: by.map(|(verb, caller)| (at(verb), at(caller))) }
        }
        _ => Stance::Plain,
    }
}

/// "alleged", "supposed" before the noun of the act: nobody is named who says so.
fn is_adjective_of(scene: &Scene, found: &Attribution, word: Word) -> bool {
    let cue = scene.token(found.cue_word);
    found.source.is_none()
        && found.cue_word.sentence == word.sentence
        && cue.relation.is("amod")
        && cue.head == Some(word.word)
}

/// A noun of saying in the sentence of the act.
fn is_claim_here(found: &Attribution, word: Word) -> bool {
    found.by_noun && found.cue_word.sentence == word.sentence
}

impl Reader<'_, '_> {
    /// Whether the teller says that a claim of this sentence is made wrongly: "*falsely* claimed that".
    fn is_wrong(&self, found: &Attribution, sentence: usize) -> bool {
        found.cue_word.sentence == sentence && self.is_wrongly(found.cue_word.word)
    }

    /// "wrongly accused", "falsely claimed"
    pub(super) fn is_wrongly(&self, verb: usize) -> bool {
        self.syntax.children_by(verb, &["advmod"]).any(|adverb| self.lexicon.lists.wrongly.contains(&self.form(adverb)))
    }

    /// Whether a claim is set between the negation and the verb of a clause: "have not, as the army *claims*, attacked".
    fn is_against(&self, found: &Attribution, sentence: usize) -> bool {
        let syntax = self.syntax;
        let cue = found.cue_word.word;
        // The cue may stand in another sentence, where its number means another word.
        if found.cue_word.sentence != sentence {
            return false;
        }
        let Some(head) = syntax.head(cue).filter(|&head| cue < head) else { return false };
        let inserted = syntax.token(cue).relation.is("advcl")
            && syntax.children_by(cue, &["mark"]).any(|mark| syntax.lemma(mark) == "as");
        inserted
            && syntax
                .children_by(head, &["advmod"])
                .any(|not| not < cue && matches!(&*self.form(not), "not" | "n't" | "n’t" | "never"))
    }

    /// Whether the clause around a claim calls it untrue: "the claim is false", "called the claim a lie", "there is no
    /// truth in the claim", "the false claim".
    pub(super) fn calls_untrue(&self, claim: usize) -> bool {
        let syntax = self.syntax;
        if syntax.children_by(claim, &["amod"]).any(|adjective| self.is_untruth(adjective)) {
            return true;
        }
        let claim = syntax.first_conjunct(claim);
        let Some(head) = syntax.head(claim) else { return false };
        let relation = syntax.token(claim).relation;
        let lists = &self.lexicon.lists;
        match relation.main() {
            "nsubj" if syntax.child(head, &["cop"]).is_some() => self.predicates_untruth(head),
            // "The reports were made up"
            "nsubj" if syntax.is_passive(head) && self.is_made_up(head, claim) => true,
            // "has no basis", "lacks any foundation"
            "nsubj" if self.has_no_ground(head) => true,
            // "proved false", "turned out to be false"
            "nsubj" if lists.proving.contains(&*self.lexicon.lemma(syntax.token(head))) => {
                syntax.children_by(head, &["xcomp"]).any(|predicate| self.predicates_untruth(predicate))
            }
            "obj" | "nsubj" | "xcomp" | "ccomp" => {
                let calls = lists.calling.contains(&*self.lexicon.lemma(syntax.token(head)));
                let called = || syntax.subtree(head).into_iter().any(|word| word > head && self.is_untruth(word));
                // "said the reports were false", where the tree gives the reports to "said"
                let said = || {
                    syntax.children_by(head, &["ccomp"]).any(|clause| {
                        clause > claim
                            && syntax.child(clause, &["nsubj"]).is_none()
                            && syntax.child(clause, &["cop"]).is_some()
                            && self.predicates_untruth(clause)
                    })
                };
                calls && called() || said()
            }
            // "no truth in the reports", "described as untrue the reports"
            "nmod" | "obl" => {
                let denies = |noun: usize| lists.truths.contains(syntax.lemma(noun)) && syntax.is_negated(noun);
                denies(head)
                    || syntax.children_by(head, &["nsubj"]).any(denies)
                    || self.is_untruth(head) && syntax.preposition(claim).is_none()
            }
            _ => false,
        }
    }

    /// The verb that says what a claim is, with its subject; "said" has a link of its own mostly, but not where the tree
    /// gives it the claim as its object.
    fn caller(&self, claim: usize) -> Option<(usize, usize)> {
        let syntax = self.syntax;
        let verb = std::iter::successors(syntax.head(claim), |&at| syntax.head(at))
            .take(2)
            .find(|&at| syntax.token(at).upos == Upos::Verb && !syntax.is_passive(at))?;
        let says = self.lexicon.lists.calling.contains(&*self.lexicon.lemma(syntax.token(verb)))
            || syntax.token(claim).relation.is("obj");
        let subject = syntax.deep_subject(verb).filter(|&subject| says && subject != claim)?;
        Some((verb, subject))
    }

    /// "has no basis", "lacks any foundation"
    fn has_no_ground(&self, verb: usize) -> bool {
        let syntax = self.syntax;
        let ground =
            syntax.child(verb, &["obj"]).filter(|&ground| self.lexicon.lists.truths.contains(syntax.lemma(ground)));
        ground.is_some_and(|ground| match syntax.lemma(verb) {
            "have" => syntax.is_negated(ground) != syntax.is_negated(verb),
            "lack" => !syntax.is_negated(verb),
            _ => false,
        })
    }

    /// "is false", "is not true", "is without foundation"
    fn predicates_untruth(&self, predicate: usize) -> bool {
        let untrue = self.is_untruth(predicate);
        let known = untrue || self.lexicon.lists.truths.contains(self.syntax.lemma(predicate));
        let without = self.syntax.preposition(predicate).as_deref() == Some("without");
        known && untrue != (without || self.syntax.is_negated(predicate))
    }

    pub(super) fn is_untruth(&self, word: usize) -> bool {
        let lists = &self.lexicon.lists;
        let untrue =
            |at: usize| lists.untruths.contains(&*self.form(at)) || lists.untruths.contains(self.syntax.lemma(at));
        // "fake news", "a false flag"
        let described = || self.syntax.children_by(word, &["amod"]).any(untrue);
        untrue(word) || self.syntax.lemma(word) == "news" && described()
    }
}
