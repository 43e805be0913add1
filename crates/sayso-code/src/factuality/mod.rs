//! Whether an act happened, as the innermost holder presents it: polarity, certainty, realis.
//!
//! The words beside an act speak first ("did not", "may", "if"), then what governs it ("failed to", "plans to"), then
//! what governs that, up to the clause that the innermost holder is told to have said.

mod governors;
mod lexicon;
mod stance;
mod words;

pub use lexicon::{Effect, FactualityLexicon, Outcome};
pub use stance::{Stance, stance};

use crate::saying::{Attribution, Attributions};
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use lexicon::Position;
use sayso_core::{Act, Certainty, Factuality, Polarity, Quote, Realis};

/// Deeper than this no chain of governors goes in real sentences.
const DEPTH: usize = 8;

/// The factuality of an act by the word that names it.
pub fn of(scene: &Scene, word: Word, attributions: &Attributions, lexicon: &FactualityLexicon) -> Factuality {
    let syntax = &scene.sentences[word.sentence];
    let innermost = attributions.innermost(scene, word);
    let heads = innermost.map(|found| heads_in(syntax, found, word.sentence)).unwrap_or_default();
    let denied = innermost.is_some_and(|found| found.act == Act::Denies);
    let answers = innermost.is_some_and(|found| found.instead_of.is_some());
    let reader = Reader { syntax, lexicon, heads: &heads, denied, in_speech: innermost.is_some(), answers };
    let mut reading = reader.read(word.word, None, 0);
    if let Some(found) = innermost
        && !is_said_so(found)
        && !is_undoubted(found)
        && reader.is_in_scope(word.word)
    {
        reading.take(found.act, found.heads.first().is_some_and(|&head| is_told_as_so(scene, head)));
    }
    // "Reports of raids could not be verified": nobody named says so, and whether it is so stays open.
    if innermost.is_none_or(|found| found.source.is_none()) && attributions.is_left_open(scene, word) {
        reading.weaken(Certainty::Possible);
    }
    reading.factuality()
}

/// The words of a sentence that what is said hangs on. "Has no evidence that" says nothing of the kind.
fn heads_in(syntax: &Syntax, found: &Attribution, sentence: usize) -> Vec<usize> {
    if found.by_noun && found.cue_word.sentence == sentence && syntax.is_negated(found.cue_word.word) {
        return Vec::new();
    }
    found.heads.iter().filter(|head| head.sentence == sentence).map(|head| head.word).collect()
}

/// A denial in the speaker's own words is negated already: "\"It was not us,\" he denied."
fn is_said_so(found: &Attribution) -> bool {
    found.act == Act::Denies && found.quote == Quote::Direct
}

/// "Nobody doubts that" is no doubt.
fn is_undoubted(found: &Attribution) -> bool {
    found.act == Act::Doubts && found.negated
}

/// A finite clause that tells of the present or past: "assured them that the talks had begun".
fn is_told_as_so(scene: &Scene, head: Word) -> bool {
    let syntax = &scene.sentences[head.sentence];
    let modal = |aux: usize| !syntax.token(aux).feats.has("VerbForm", "Fin") || syntax.is_modal(aux);
    governors::is_tensed(syntax, head.word) && !syntax.children_by(head.word, &["aux"]).any(modal)
}

/// Reads the words around an act of one sentence.
struct Reader<'r, 's> {
    syntax: &'r Syntax<'s>,
    lexicon: &'r FactualityLexicon,
    /// What the innermost holder is told to have said hangs on these words: nothing above them is the holder's.
    heads: &'r [usize],
    /// The innermost holder denies it.
    denied: bool,
    /// The act stands in somebody's speech: "would" is the future seen from there.
    in_speech: bool,
    /// The innermost holder answers what others have said or asked: their "whether" is open no more.
    answers: bool,
}

impl Reader<'_, '_> {
    /// What the words around `word` make of it. `from` is the word below it that asks, whose own words have spoken.
    fn read(&self, word: usize, from: Option<usize>, depth: usize) -> Reading {
        let mut reading = Reading::default();
        if depth > DEPTH {
            return reading;
        }
        self.own(word, from, &mut reading);
        self.above(word, &mut reading, depth);
        reading
    }

    /// Whether a holder's denial, doubt or wish reaches a word of what is said: the word that it hangs on and what that
    /// governs, but not what is only spoken of ("denied that the men who *attacked* ...").
    fn is_in_scope(&self, word: usize) -> bool {
        let mut at = word;
        for _ in 0..self.syntax.len() {
            if self.heads.contains(&at) {
                return true;
            }
            let Some(head) = self.syntax.head(at) else { return false };
            let part = self.part_in(at, head);
            if part.is_none() && !self.passes(at, head) {
                return false;
            }
            at = part.unwrap_or(head);
        }
        false
    }

    /// Whether what is said of `head` is said of the word that hangs on it.
    fn passes(&self, at: usize, head: usize) -> bool {
        let relation = self.syntax.token(at).relation;
        let lemma = self.lexicon.lemma(self.syntax.token(head));
        let lists = &self.lexicon.lists;
        match relation.main() {
            "conj" | "xcomp" | "ccomp" | "csubj" | "parataxis" => true,
            // "denied that he had ordered the *attack*": neither the order nor the act.
            "obj" => lists.carriers.contains(&lemma) || self.lexicon.find(Position::ObjectOf, &lemma).is_some(),
            "nsubj" => lists.carriers.contains(&lemma) || lists.happening.contains(&lemma),
            // "believed that a rival had paid him to *carry out* the raid", "denied that a plane had left to *fly* over the border"
            "advcl" => self.syntax.has_to(at),
            "acl" => !relation.is("acl:relcl") && self.lexicon.find(Position::Governor, &lemma).is_some(),
            _ => false,
        }
    }
}

/// What the words around an act have said so far.
#[derive(Debug, Default, Clone, Copy)]
struct Reading {
    negative: bool,
    certainty: Option<Certainty>,
    realis: Option<Realis>,
}

impl Reading {
    fn apply(&mut self, outcome: Outcome) {
        if outcome.polarity == Some(Polarity::Negative) {
            self.negative = !self.negative;
        }
        if let Some(certainty) = outcome.certainty {
            self.weaken(certainty);
        }
        if let Some(realis) = outcome.realis {
            self.set(realis);
        }
    }

    /// Takes what is said of the word that governs the act, with what that word makes of it.
    fn govern(&mut self, effect: Option<&Effect>, outer: Reading) {
        let instead = effect.and_then(|effect| effect.negated).filter(|_| outer.negative);
        match instead {
            Some(outcome) => self.apply(outcome),
            None => {
                if let Some(effect) = effect {
                    self.apply(effect.outcome());
                }
                self.negative ^= outer.negative;
            }
        }
        if let Some(certainty) = outer.certainty {
            self.weaken(certainty);
        }
        if let Some(realis) = outer.realis {
            self.set(realis);
        }
    }

    /// The least certain word counts.
    fn weaken(&mut self, certainty: Certainty) {
        self.certainty = Some(self.certainty.map_or(certainty, |known| known.max(certainty)));
    }

    /// Conditions outweigh plans; otherwise the word nearest to the act decides.
    fn set(&mut self, realis: Realis) {
        match self.realis {
            Some(Realis::Conditional) => {}
            Some(Realis::Requested | Realis::Future) if realis != Realis::Conditional => {}
            _ => self.realis = Some(realis),
        }
    }

    /// What a holder does with the act; `told` where the clause itself tells it as so.
    fn take(&mut self, act: Act, told: bool) {
        match act {
            Act::States => {}
            Act::Denies => self.negative = !self.negative,
            Act::Doubts => self.weaken(Certainty::Possible),
            Act::Believes => self.weaken(Certainty::Probable),
            Act::Predicts => {
                self.weaken(Certainty::Probable);
                self.realis.get_or_insert(Realis::Future);
            }
            Act::Promises | Act::Threatens if told => {}
            Act::Wants | Act::Promises | Act::Threatens => {
                self.realis.get_or_insert(Realis::Future);
            }
            Act::Asks => {
                self.realis.get_or_insert(Realis::Requested);
            }
            Act::AsksWhether => self.certainty = Some(Certainty::Unknown),
        }
    }

    fn factuality(&self) -> Factuality {
        Factuality {
            polarity: if self.negative { Polarity::Negative } else { Polarity::Positive },
            certainty: self.certainty.unwrap_or(Certainty::Certain),
            realis: self.realis.unwrap_or(Realis::Actual),
        }
    }
}

#[cfg(test)]
mod tests;
