//! The words beside an act: negations, auxiliaries, conjunctions, adverbs, and the adjectives before a noun.

use super::lexicon::{Effect, Position};
use super::{Reader, Reading};
use sayso_core::{Certainty, Polarity, Realis};
use sayso_parse::Upos;
use std::collections::HashSet;

impl Reader<'_, '_> {
    /// What the words beside `word` make of it, leaving out `from`, which hangs on it and has spoken for itself.
    pub(super) fn own(&self, word: usize, from: Option<usize>, reading: &mut Reading) {
        self.beside(word, from, reading);
        if self.is_clause(word) {
            self.auxiliaries(word, reading);
            self.markers(word, reading);
            self.coming_or_habitual(word, reading);
        }
    }

    /// Whether a word heads a clause.
    pub(super) fn is_clause(&self, word: usize) -> bool {
        matches!(self.syntax.token(word).upos, Upos::Verb | Upos::Aux) || self.syntax.child(word, &["cop"]).is_some()
    }

    pub(super) fn form(&self, word: usize) -> String {
        self.syntax.token(word).form.to_lowercase()
    }

    /// "not", "never", "no", "possibly" and the like, and adjectives before a noun.
    pub(super) fn beside(&self, word: usize, from: Option<usize>, reading: &mut Reading) {
        for &child in self.syntax.children(word).iter().filter(|&&child| Some(child) != from) {
            if let Some(effect) = self.effect_beside(word, child) {
                reading.apply(effect.outcome());
            }
        }
    }

    fn effect_beside(&self, word: usize, child: usize) -> Option<&Effect> {
        let token = self.syntax.token(child);
        let negates = |effect: &&Effect| effect.polarity.is_some();
        match token.relation.main() {
            "advmod" | "det" | "cc" | "discourse" => self.adverb(word, child),
            // "a meeting that was cancelled", "an attack planned for May"
            "acl" if self.syntax.token(word).upos == Upos::Noun && self.syntax.is_passive(child) => {
                let effect = self.lexicon.find(Position::ObjectOf, &self.lexicon.lemma(token))?;
                let tells = effect.polarity.is_some() || effect.realis == Some(Realis::Future) && !effect.indefinite;
                (tells && !self.syntax.is_negated(child)).then_some(effect)
            }
            "amod" | "compound" => {
                let effect = self.lexicon.find(Position::Attributive, &self.form(child))?;
                // "a little resistance" is some.
                let some = self.syntax.children_by(word, &["det"]).any(|det| matches!(&*self.form(det), "a" | "an"));
                if some && self.form(child) == "little" {
                    return None;
                }
                // An imminent threat is made already.
                let speaks = self.lexicon.find(Position::Governor, self.syntax.lemma(word));
                let coming = |effect: &Effect| effect.realis == Some(Realis::Future);
                (!coming(effect) || !speaks.is_some_and(coming)).then_some(effect)
            }
            // "without an attack", "instead of attacking", "in the event of an attack"
            "case" => self
                .marker(child)
                .filter(|effect| effect.polarity.is_some() || !self.is_clause(word))
                .filter(|_| !self.is_imagined_away(word, child)),
            // "Nobody was killed", "no soldier was killed": the one who is missing makes it negative.
            "nsubj" | "obj" => self.missing(child).filter(negates),
            // "at no time did they attack", "was killed by nobody"
            "obl" => self.missing(child).filter(negates).filter(|_| {
                token.upos == Upos::Pron || self.lexicon.lists.occasions.contains(self.syntax.lemma(child))
            }),
            _ => None,
        }
    }

    /// "*Without* the strikes, the town would have fallen": there were strikes.
    fn is_imagined_away(&self, word: usize, preposition: usize) -> bool {
        let would = |clause: usize| {
            self.syntax.children_by(clause, &["aux"]).any(|aux| matches!(&*self.form(aux), "would" | "could" | "might"))
        };
        self.form(preposition) == "without" && self.syntax.head(word).is_some_and(would)
    }

    /// An adverb or determiner that bears on `word`.
    fn adverb(&self, word: usize, child: usize) -> Option<&Effect> {
        let form = self.form(child);
        // "no longer", "no more"
        if matches!(&*form, "longer" | "more") && child > 0 && self.form(child - 1) == "no" {
            return self.lexicon.find(Position::Beside, &format!("no {form}"));
        }
        let effect = self.lexicon.find(Position::Beside, &form)?;
        let negates = effect.polarity == Some(Polarity::Negative);
        (!negates || self.is_negation(word, child)).then_some(effect)
    }

    /// Whether "not", "never" or "no" negates the word that it hangs on: not in "not only attacked", "was arrested not
    /// for this but for that", "no fewer than twelve".
    fn is_negation(&self, word: usize, negation: usize) -> bool {
        let form = |at: usize| if at < self.syntax.len() { self.form(at) } else { String::new() };
        let next = form(negation + 1);
        let counts = next == "more" && form(negation + 2) == "than";
        let focuses = counts || self.lexicon.lists.not_negations.contains(&next);
        let behind = negation > word && self.form(negation) == "not" && self.syntax.token(word).upos != Upos::Aux;
        !focuses && !behind
    }

    /// The negation in a noun phrase: "nobody", "no soldier", "not a single soldier", "none of them", "neither side".
    pub(super) fn missing(&self, noun: usize) -> Option<&Effect> {
        let own = self.lexicon.find(Position::Beside, &self.form(noun));
        // "has nothing to do with it": the clause is not about nothing.
        let idiom = self.syntax.children_by(noun, &["acl"]).any(|clause| self.syntax.lemma(clause) == "do");
        own.filter(|_| !idiom).or_else(|| {
            let below = self.syntax.children_by(noun, &["det", "advmod", "cc:preconj", "nummod", "amod"]);
            below
                .flat_map(|child| {
                    std::iter::once(child).chain(self.syntax.children_by(child, &["advmod", "det", "cc:preconj"]))
                })
                .filter(|&child| child < noun)
                .find_map(|child| {
                    self.lexicon
                        .find(Position::Beside, &self.form(child))
                        // "killed almost forty men" killed them.
                        .filter(|effect| effect.id == "not" && self.is_negation(noun, child))
                })
        })
    }

    /// "may", "will", "would": of the verb itself.
    pub(super) fn auxiliaries(&self, word: usize, reading: &mut Reading) {
        let syntax = self.syntax;
        if self.is_imperative(word) {
            reading.set(Realis::Requested);
        }
        let perfect = syntax.children_by(word, &["aux"]).any(|aux| syntax.lemma(aux) == "have");
        self.be_to(word, perfect, reading);
        for aux in syntax.children_by(word, &["aux"]) {
            let form = self.form(aux);
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
                "would" => self.would(word, perfect, reading),
                // "could not be reached" is a fact; "may have killed" is a possible fact.
                "could" | "can" if syntax.is_negated(word) && !perfect => {}
                "may" | "might" | "could" | "can" => {
                    reading.weaken(Certainty::Possible);
                    if !perfect {
                        reading.set(Realis::Future);
                    }
                }
                _ => {
                    if let Some(effect) = self.lexicon.find(Position::Auxiliary, form) {
                        if perfect && effect.realis == Some(Realis::Future) {
                            // "will have left" tells of a guess about now.
                            reading.weaken(Certainty::Probable);
                        } else {
                            reading.apply(effect.outcome());
                        }
                    }
                }
            }
        }
    }

    /// "*Free* the hostages and *leave* the town," he said: nobody has done so. "Thank you" does what it says.
    fn is_imperative(&self, word: usize) -> bool {
        let syntax = self.syntax;
        let token = syntax.token(word);
        let bare = token.upos == Upos::Verb
            && syntax.child(word, &["nsubj", "nsubj:pass", "csubj", "expl"]).is_none()
            && !syntax.has_to(word)
            && syntax.children_by(word, &["aux", "aux:pass", "cop"]).all(|aux| syntax.lemma(aux) == "do");
        // "Allow me to thank the volunteers"
        let performs = |at: usize| self.lexicon.lists.performed.contains(syntax.lemma(at));
        if !bare || performs(word) || syntax.children_by(word, &["xcomp", "ccomp"]).any(performs) {
            return false;
        }
        let infinitive = || token.feats.has("VerbForm", "Inf");
        token.feats.has("Mood", "Imp")
            || infinitive()
                && match syntax.head(word) {
                    None => true,
                    // "“Do not attack our people,” he said"
                    Some(head) if token.relation.is_any(&["ccomp", "parataxis"]) => word < head,
                    Some(head) => token.relation.is("conj") && self.is_imperative(head),
                }
    }

    /// "are to be deported" is to come, "was to have met" did not come, "is yet to leave" has not.
    fn be_to(&self, word: usize, perfect: bool, reading: &mut Reading) {
        let syntax = self.syntax;
        // "are due to be deported"
        let due = |mark: usize| self.form(mark) == "due" && syntax.child(mark, &["fixed"]).is_some();
        if self.is_clause(word) && syntax.children_by(word, &["mark"]).any(due) {
            reading.set(Realis::Future);
        }
        if !syntax.has_to(word) {
            return;
        }
        // "Norland to send troops"
        if syntax.head(word).is_none() && syntax.child(word, &["nsubj"]).is_some() {
            reading.set(Realis::Future);
        }
        let be = syntax
            .children_by(word, &["aux", "cop"])
            // "was said to have been angry": this one stands behind "to".
            .find(|&aux| syntax.lemma(aux) == "be" && syntax.children_by(word, &["mark"]).any(|to| aux < to));
        let governor = syntax.head(word).filter(|_| syntax.token(word).relation.is("xcomp"));
        let governor = governor.filter(|&head| matches!(syntax.lemma(head), "be" | "have"));
        let yet = |at: usize| syntax.children_by(at, &["advmod"]).any(|adverb| self.form(adverb) == "yet");
        if (be.is_some() || governor.is_some()) && (yet(word) || governor.is_some_and(yet)) {
            reading.negative = !reading.negative;
            reading.set(Realis::Actual);
        } else if let Some(be) = be {
            if perfect && syntax.token(be).feats.has("Tense", "Past") {
                reading.negative = !reading.negative;
            } else {
                reading.set(Realis::Future);
            }
        }
    }

    /// "said it would withdraw" is the future of then; "would have withdrawn if" did not happen; "would like to thank"
    /// thanks.
    fn would(&self, word: usize, perfect: bool, reading: &mut Reading) {
        let syntax = self.syntax;
        let condition = syntax.children_by(word, &["advcl"]).any(|clause| self.is_condition(clause));
        let performs = self.lexicon.lists.performed.contains(syntax.lemma(word)) || syntax.lemma(word) == "like";
        if performs && !condition {
            return;
        }
        if self.in_speech && !perfect && !condition {
            reading.set(Realis::Future);
            return;
        }
        if perfect && condition {
            reading.negative = !reading.negative;
        }
        reading.set(Realis::Conditional);
    }

    /// "if", "unless", "without": the conjunction of the act's clause, or a condition that hangs on it.
    fn markers(&self, word: usize, reading: &mut Reading) {
        let syntax = self.syntax;
        let relation = syntax.token(word).relation;
        for mark in syntax.children_by(word, &["mark", "advmod"]) {
            let form = self.form(mark);
            // "asked if they had left" is a question.
            let open = || {
                let governor = syntax.head(word).map(|head| self.lexicon.lemma(syntax.token(head)));
                relation.is("advcl") && governor.is_some_and(|governor| self.lexicon.lists.asking.contains(&governor))
            };
            // "doubts remain *about whether* they left"
            let about = || {
                form == "whether"
                    && relation.is("advcl")
                    && syntax.children_by(word, &["mark", "case"]).any(|mark| {
                        matches!(&*self.form(mark), "about" | "over" | "on" | "as" | "of" | "regarding" | "concerning")
                    })
            };
            let asks = matches!(&*form, "if" | "whether")
                && (relation.is_any(&["ccomp", "csubj", "xcomp", "acl"]) || open() || about());
            if asks {
                // "is considering whether to expel them" is no question of fact.
                if !(syntax.has_to(word) || self.answers && self.heads.contains(&word)) {
                    reading.certainty = Some(Certainty::Unknown);
                }
            } else if let Some(effect) = self.marker(mark) {
                reading.apply(effect.outcome());
            }
        }
        let told = self.is_past_indicative(word);
        if self.is_inverted(word)
            || !told && syntax.children_by(word, &["advcl"]).any(|clause| self.is_condition(clause))
        {
            reading.set(Realis::Conditional);
        }
    }

    /// The effect of a conjunction or preposition, with the words that are one with it ("instead of").
    fn marker(&self, mark: usize) -> Option<&Effect> {
        let mut words = self.form(mark);
        if words == "from" && mark > 0 && self.form(mark - 1) == "far" {
            return self.lexicon.find(Position::Marker, "far from");
        }
        let single = words.clone();
        for fixed in self.syntax.children_by(mark, &["fixed"]) {
            words.push(' ');
            words.push_str(&self.form(fixed));
        }
        self.lexicon.find(Position::Marker, &words).or_else(|| {
            self.lexicon.find(Position::Marker, &single).filter(|_| self.syntax.token(mark).relation.is("mark"))
        })
    }

    /// A clause that names a condition: "if they come", "unless they come", "had they come".
    fn is_condition(&self, clause: usize) -> bool {
        let syntax = self.syntax;
        let conjunction = syntax
            .children_by(clause, &["mark", "advmod"])
            .any(|mark| matches!(&*self.form(mark), "if" | "unless" | "provided" | "lest"));
        conjunction || self.is_inverted(clause)
    }

    /// "had they come", "should they come", "were they to come"
    fn is_inverted(&self, clause: usize) -> bool {
        let syntax = self.syntax;
        if !syntax.token(clause).relation.is("advcl") {
            return false;
        }
        let subject = syntax.children_by(clause, &["nsubj", "nsubj:pass"]).next();
        let first = syntax.children_by(clause, &["aux", "cop"]).next();
        let marks = syntax.children_by(clause, &["mark"]).filter(|&mark| syntax.lemma(mark) != "to").count();
        marks == 0
            && subject.zip(first).is_some_and(|(subject, first)| {
                first < subject && matches!(&*self.form(first), "had" | "should" | "were")
            })
    }

    /// "questioned her", "was furious": told as past, whatever hangs on it.
    fn is_past_indicative(&self, word: usize) -> bool {
        let syntax = self.syntax;
        let past = |at: usize| syntax.is_finite_past(at);
        let mut auxiliaries = syntax.children_by(word, &["aux", "aux:pass", "cop"]).peekable();
        match auxiliaries.peek() {
            None => past(word),
            Some(_) => {
                auxiliaries.all(|aux| !syntax.is_modal(aux)) && syntax.children_by(word, &["aux", "cop"]).any(past)
            }
        }
    }

    /// "meets tomorrow" is to come; "militants often attack convoys" is a habit.
    fn coming_or_habitual(&self, word: usize, reading: &mut Reading) {
        if reading.realis.is_some() {
            return;
        }
        let (syntax, lists) = (self.syntax, &self.lexicon.lists);
        let token = syntax.token(word);
        let finite = syntax.children_by(word, &["aux"]).next();
        let is_present = match finite {
            Some(aux) => syntax.token(aux).feats.has("Tense", "Pres") && syntax.lemma(aux) != "have",
            None => token.feats.has("Tense", "Pres") && token.feats.has("VerbForm", "Fin"),
        };
        if is_present && self.has_time(word, &lists.coming_times) {
            reading.set(Realis::Future);
            return;
        }
        let is_progressive = finite.is_some() && token.feats.has("VerbForm", "Ger") || token.form.ends_with("ing");
        if is_progressive {
            return;
        }
        // "has always helped" tells of all that was.
        let always = !is_present && syntax.children_by(word, &["advmod"]).any(|adverb| self.form(adverb) == "always");
        let is_habit = self.has_time(word, &lists.habits) && !always || self.is_repeated(word);
        if is_habit || is_present && finite.is_none() && self.is_about_kinds(word) {
            reading.set(Realis::Generic);
        }
    }

    /// Whether an adverb or time of that list hangs on the verb.
    fn has_time(&self, word: usize, list: &HashSet<String>) -> bool {
        let syntax = self.syntax;
        syntax.children_by(word, &["advmod", "obl"]).any(|child| {
            std::iter::once(child).chain(syntax.children(child).iter().copied()).any(|at| list.contains(&self.form(at)))
        })
    }

    /// "each year", "every week"; "used to call".
    fn is_repeated(&self, word: usize) -> bool {
        let syntax = self.syntax;
        let each = syntax.children_by(word, &["obl"]).any(|time| {
            matches!(
                syntax.lemma(time),
                "day" | "night" | "week" | "month" | "year" | "summer" | "winter" | "spring" | "autumn"
            ) && syntax.children_by(time, &["det"]).any(|det| matches!(syntax.lemma(det), "each" | "every"))
        });
        let used = syntax.has_to(word)
            && syntax.token(word).relation.is("xcomp")
            && syntax.head(word).is_some_and(|head| {
                self.form(head) == "used" && syntax.child(head, &["obj", "aux:pass", "nsubj:pass"]).is_none()
            });
        each || used
    }

    /// Subject and object name kinds, not cases: "militants attack convoys".
    fn is_about_kinds(&self, word: usize) -> bool {
        let syntax = self.syntax;
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
}
