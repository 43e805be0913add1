//! Whether an act happened, as the innermost holder presents it: polarity, certainty, realis.

mod lexicon;

pub use lexicon::{Effect, FactualityLexicon};

use crate::saying::Attributions;
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use lexicon::Position;
use sayso_core::{Act, Certainty, Factuality, Polarity, Quote, Realis};
use sayso_parse::Upos;

/// Deeper than this no chain of governors goes in real sentences.
const DEPTH: usize = 8;

/// The factuality of an act by the word that names it.
pub fn of(scene: &Scene, word: Word, attributions: &Attributions, lexicon: &FactualityLexicon) -> Factuality {
    let syntax = &scene.sentences[word.sentence];
    let innermost = attributions.innermost(scene, word);
    let mut reading = Reading { in_speech: innermost.is_some(), ..Reading::default() };
    collect(syntax, lexicon, word.word, &mut reading, 0);
    if let Some(found) = innermost {
        // A denial in the speaker's own words is negated already: "\"It was not us,\" he denied."
        let is_said_so = found.act == Act::Denies && found.quote == Quote::Direct;
        if !is_said_so && is_in_scope(syntax, lexicon, word, &found.heads) {
            reading.take(found.act);
        }
    }
    reading.factuality()
}

/// Whether a holder's denial, doubt or wish reaches a word of what is said: the word that it hangs on and what that
/// governs, but not what is only spoken of ("denied that the men who *attacked* ...").
fn is_in_scope(syntax: &Syntax, lexicon: &FactualityLexicon, word: Word, heads: &[Word]) -> bool {
    let mut at = word.word;
    for _ in 0..syntax.len() {
        if heads.contains(&Word::new(word.sentence, at)) {
            return true;
        }
        let Some(head) = syntax.head(at) else { return false };
        let relation = syntax.token(at).relation;
        let is_governed = match relation.main() {
            "conj" | "xcomp" | "ccomp" | "csubj" | "parataxis" => true,
            "nsubj" | "obj" => lexicon.carriers.contains(&lexicon.lemma(syntax.token(head))),
            "acl" => {
                !relation.is("acl:relcl")
                    && lexicon.find(Position::Governor, &lexicon.lemma(syntax.token(head))).is_some()
            }
            _ => false,
        };
        if !is_governed {
            return false;
        }
        at = head;
    }
    false
}

/// What the words around an act have said so far.
#[derive(Debug, Default)]
struct Reading {
    negative: bool,
    certainty: Option<Certainty>,
    realis: Option<Realis>,
    /// The act stands in somebody's speech: "would" is the future seen from there.
    in_speech: bool,
}

impl Reading {
    fn apply(&mut self, effect: &Effect) {
        if effect.polarity == Some(Polarity::Negative) {
            self.negative = !self.negative;
        }
        if let Some(certainty) = effect.certainty {
            self.weaken(certainty);
        }
        if let Some(realis) = effect.realis {
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

    fn take(&mut self, act: Act) {
        match act {
            Act::States => {}
            Act::Denies => self.negative = !self.negative,
            Act::Doubts => self.weaken(Certainty::Possible),
            Act::Believes => self.weaken(Certainty::Probable),
            Act::Predicts => {
                self.weaken(Certainty::Probable);
                self.realis.get_or_insert(Realis::Future);
            }
            Act::Wants => {
                self.realis.get_or_insert(Realis::Future);
            }
            Act::Asks => {
                self.realis.get_or_insert(Realis::Requested);
            }
            Act::Promises | Act::Threatens => {
                self.realis.get_or_insert(Realis::Future);
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

fn collect(syntax: &Syntax, lexicon: &FactualityLexicon, word: usize, reading: &mut Reading, depth: usize) {
    if depth > DEPTH {
        return;
    }
    let token = syntax.token(word);
    let is_clause = matches!(token.upos, Upos::Verb | Upos::Aux) || syntax.child(word, &["cop"]).is_some();
    beside(syntax, lexicon, word, reading);
    if is_clause {
        auxiliaries(syntax, lexicon, word, reading);
        markers(syntax, lexicon, word, reading);
        coming_or_habitual(syntax, lexicon, word, reading);
    }
    above(syntax, lexicon, word, is_clause, reading, depth);
}

/// "not", "never", "no", "possibly" and the like, and adjectives before a noun.
fn beside(syntax: &Syntax, lexicon: &FactualityLexicon, word: usize, reading: &mut Reading) {
    for &child in syntax.children(word) {
        let token = syntax.token(child);
        let form = token.form.to_lowercase();
        let effect = match token.relation.main() {
            "advmod" | "det" | "cc" | "discourse" => lexicon.find(Position::Beside, &form),
            "amod" | "compound" => lexicon.find(Position::Attributive, &form),
            // "without an attack", "instead of attacking"
            "case" => lexicon.find(Position::Marker, &form).filter(|effect| effect.polarity.is_some()),
            // "Nobody was killed", "no soldier was killed": the one who is missing makes it negative.
            "nsubj" | "obj" => {
                let own = lexicon.find(Position::Beside, &form);
                own.or_else(|| {
                    syntax
                        .children_by(child, &["det", "advmod", "cc:preconj"])
                        .find_map(|det| lexicon.find(Position::Beside, &syntax.token(det).form.to_lowercase()))
                })
                .filter(|effect| effect.polarity.is_some())
            }
            _ => None,
        };
        if let Some(effect) = effect {
            reading.apply(effect);
        }
    }
}

/// "may", "will", "would": of the verb itself or of the verb that it is conjoined with.
fn auxiliaries(syntax: &Syntax, lexicon: &FactualityLexicon, word: usize, reading: &mut Reading) {
    let perfect = syntax.children_by(word, &["aux"]).any(|aux| syntax.lemma(aux) == "have");
    let is_negated = syntax.is_negated(word);
    let has_to = syntax.has_to(word);
    if has_to
        && syntax
            .children_by(word, &["aux"])
            .any(|aux| syntax.lemma(aux) == "be" && !syntax.token(aux).feats.has("VerbForm", "Inf"))
    {
        // "are to be deported"
        reading.set(Realis::Future);
    }
    for aux in syntax.children_by(word, &["aux"]) {
        let form = syntax.token(aux).form.to_lowercase();
        let form = match form.as_str() {
            "'ll" | "’ll" | "wo" => "will",
            "'d" | "’d" => match syntax.lemma(aux) {
                "have" => continue,
                _ => "would",
            },
            "ca" => "can",
            other => other,
        };
        match form {
            // "said it would withdraw" is the future of then; "would have withdrawn" did not happen.
            "would"
                if reading.in_speech
                    && !perfect
                    && syntax.children_by(word, &["advcl"]).all(|clause| !is_condition(syntax, clause)) =>
            {
                reading.set(Realis::Future);
            }
            "would" => {
                reading.set(Realis::Conditional);
            }
            // "could not be reached" is a fact; "may have killed" is a possible fact.
            "could" | "can" if is_negated && !perfect => {}
            "may" | "might" | "could" | "can" => {
                reading.weaken(Certainty::Possible);
                if !perfect && matches!(form, "may" | "might") {
                    reading.set(Realis::Future);
                }
            }
            _ => {
                if let Some(effect) = lexicon.find(Position::Auxiliary, form) {
                    if perfect && effect.realis == Some(Realis::Future) {
                        // "will have left" tells of a guess about now.
                        reading.weaken(Certainty::Probable);
                    } else {
                        reading.apply(effect);
                    }
                }
            }
        }
    }
}

/// "if", "unless", "without": the conjunction of the act's clause, or a condition that hangs on it.
fn markers(syntax: &Syntax, lexicon: &FactualityLexicon, word: usize, reading: &mut Reading) {
    for mark in syntax.children_by(word, &["mark"]) {
        let relation = syntax.token(word).relation;
        let form = syntax.token(mark).form.to_lowercase();
        // "asked if they had left" is a question.
        if relation.is("ccomp") && form == "if" {
            continue;
        }
        if let Some(effect) = lexicon.find(Position::Marker, &form) {
            reading.apply(effect);
        }
    }
    if syntax.children_by(word, &["advcl"]).any(|clause| is_condition(syntax, clause)) {
        reading.set(Realis::Conditional);
    }
}

fn is_condition(syntax: &Syntax, clause: usize) -> bool {
    syntax
        .children_by(clause, &["mark", "advmod"])
        .any(|mark| matches!(&*syntax.token(mark).form.to_lowercase(), "if" | "unless" | "provided" | "lest"))
}

/// "meets tomorrow" is to come; "militants often attack convoys" is a habit.
fn coming_or_habitual(syntax: &Syntax, lexicon: &FactualityLexicon, word: usize, reading: &mut Reading) {
    if reading.realis.is_some() {
        return;
    }
    let token = syntax.token(word);
    let finite = syntax.children_by(word, &["aux"]).next();
    let is_present = match finite {
        Some(aux) => syntax.token(aux).feats.has("Tense", "Pres") && syntax.lemma(aux) != "have",
        None => token.feats.has("Tense", "Pres") && token.feats.has("VerbForm", "Fin"),
    };
    if !is_present {
        return;
    }
    let has = |list: &std::collections::HashSet<String>, relations: &[&str]| {
        syntax.children(word).iter().any(|&child| {
            syntax.token(child).relation.is_any(relations)
                && (list.contains(&syntax.token(child).form.to_lowercase())
                    || syntax
                        .children(child)
                        .iter()
                        .any(|&below| list.contains(&syntax.token(below).form.to_lowercase())))
        })
    };
    if has(&lexicon.coming_times, &["obl", "advmod"]) {
        reading.set(Realis::Future);
        return;
    }
    let is_progressive = finite.is_some() && token.feats.has("VerbForm", "Ger") || token.form.ends_with("ing");
    if is_progressive {
        return;
    }
    if has(&lexicon.habits, &["advmod", "obl"]) || is_about_kinds(syntax, word) && finite.is_none() {
        reading.set(Realis::Generic);
    }
}

/// Subject and object name kinds, not cases: "militants attack convoys".
fn is_about_kinds(syntax: &Syntax, word: usize) -> bool {
    let is_kind = |noun: usize| {
        let token = syntax.token(noun);
        token.upos == Upos::Noun
            && token.feats.has("Number", "Plur")
            && syntax.child(noun, &["det", "nummod", "nmod:poss", "amod", "compound"]).is_none()
    };
    syntax.child(word, &["nsubj"]).is_some_and(is_kind)
        && syntax.child(word, &["obj"]).is_some_and(is_kind)
        && syntax.child(word, &["obl", "advcl"]).is_none()
}

/// What governs the act: "failed to", "plans to", "it is likely that", "foiled an attack", "will carry out a raid".
fn above(
    syntax: &Syntax,
    lexicon: &FactualityLexicon,
    word: usize,
    is_clause: bool,
    reading: &mut Reading,
    depth: usize,
) {
    let Some(head) = syntax.head(word) else { return };
    let relation = syntax.token(word).relation;
    let lemma = lexicon.lemma(syntax.token(head));
    let lemma = lemma.as_str();
    match relation.main() {
        "conj" => {
            // Conjoined verbs share auxiliary and negation; conjoined nouns what is done with them.
            let shares = syntax.child(word, &["nsubj", "aux", "mark"]).is_none();
            let own_finite = syntax.token(word).feats.has("VerbForm", "Fin") && syntax.child(head, &["aux"]).is_some();
            if shares && !own_finite {
                collect(syntax, lexicon, head, reading, depth + 1);
            }
        }
        "xcomp" | "ccomp" | "csubj" if is_clause => {
            if lemma == "be" && relation.is("xcomp") || lemma == "go" && is_going_to(syntax, head, word) {
                // "are to be deported", "is going to"
                reading.set(Realis::Future);
                collect_negation(syntax, lexicon, head, reading);
            } else if let Some(effect) = lexicon.find(Position::Governor, lemma).filter(|effect| {
                // "told them to leave" asks, "told them that he left" does not; "demanded that he leave" does.
                effect.realis != Some(Realis::Requested) || !is_tensed(syntax, word)
            }) {
                reading.apply(effect);
                collect(syntax, lexicon, head, reading, depth + 1);
            } else if relation.is("xcomp") && lexicon.transparent.contains(lemma) {
                collect(syntax, lexicon, head, reading, depth + 1);
            }
        }
        "acl" | "nmod" if !relation.is("acl:relcl") => {
            let is_infinitive = syntax.has_to(word);
            let is_content = is_infinitive || !is_clause || syntax.child(word, &["mark"]).is_some();
            // "a summit to be hosted by Norland"
            let passive = syntax.child(word, &["aux:pass"]).is_some();
            if is_infinitive && passive && relation.is("acl") {
                reading.set(Realis::Future);
            }
            if let Some(effect) =
                lexicon.find(Position::Governor, lemma).filter(|_| is_content && syntax.token(head).upos == Upos::Noun)
            {
                reading.apply(effect);
                collect(syntax, lexicon, head, reading, depth + 1);
            }
        }
        "advcl" => {
            let mark = syntax.children_by(word, &["mark"]).next().map(|mark| syntax.lemma(mark));
            let governed = lexicon.find(Position::Governor, lemma);
            if let (Some("from" | "of" | "to" | "against"), Some(effect)) = (mark, governed) {
                reading.apply(effect);
                collect(syntax, lexicon, head, reading, depth + 1);
            } else if mark == Some("to") && !is_past(syntax, head) {
                reading.set(Realis::Future);
            }
        }
        "obj" | "nsubj" | "obl" if !is_clause || syntax.token(word).upos == Upos::Noun => {
            let is_object = relation.is("obj") || relation.is("nsubj:pass");
            if is_object && let Some(effect) = lexicon.find(Position::ObjectOf, lemma) {
                reading.apply(effect);
                collect_negation(syntax, lexicon, head, reading);
                return;
            }
            let preposition = relation.is("obl").then(|| syntax.preposition(word)).flatten();
            if let Some(preposition) = preposition {
                if let Some(effect) = lexicon.find(Position::ObjectOf, &format!("{lemma} {preposition}")) {
                    reading.apply(effect);
                    collect_negation(syntax, lexicon, head, reading);
                }
                return;
            }
            if lexicon.carriers.contains(lemma) && !relation.is("obl") {
                collect(syntax, lexicon, head, reading, depth + 1);
            }
        }
        _ => {}
    }
}

/// Whether the nearest finite verb is in the past: what was done for a purpose is told as done.
fn is_past(syntax: &Syntax, word: usize) -> bool {
    let tense = |at: usize| {
        let own = syntax.token(at).feats.get("Tense");
        let aux = || syntax.children_by(at, &["aux", "cop"]).find_map(|aux| syntax.token(aux).feats.get("Tense"));
        aux().or(own).map(|tense| tense == "Past")
    };
    std::iter::once(word).chain(syntax.ancestors(word)).take(DEPTH).find_map(tense).unwrap_or(false)
}

/// A finite clause: "that he left", not "to leave" or "that he leave".
fn is_tensed(syntax: &Syntax, word: usize) -> bool {
    let finite = |at: usize| {
        let feats = &syntax.token(at).feats;
        feats.has("VerbForm", "Fin") && !feats.has("Mood", "Sub") && feats.get("Tense").is_some()
    };
    let has_to = syntax.has_to(word);
    !has_to && (finite(word) || syntax.children_by(word, &["aux", "cop"]).any(finite))
}

fn is_going_to(syntax: &Syntax, head: usize, word: usize) -> bool {
    &*syntax.token(head).form.to_lowercase() == "going" && syntax.children_by(word, &["mark"]).next().is_some()
}

/// Only whether the governor is negated: "is not going to".
fn collect_negation(syntax: &Syntax, lexicon: &FactualityLexicon, word: usize, reading: &mut Reading) {
    let mut own = Reading::default();
    beside(syntax, lexicon, word, &mut own);
    auxiliaries(syntax, lexicon, word, &mut own);
    reading.negative ^= own.negative;
    if let Some(certainty) = own.certainty {
        reading.weaken(certainty);
    }
    if let Some(realis) = own.realis {
        reading.set(realis);
    }
}

#[cfg(test)]
mod tests;
