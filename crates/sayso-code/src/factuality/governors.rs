//! What governs an act: "failed to", "plans to", "it is likely that", "foiled an attack", "will carry out a raid".

use super::lexicon::{Effect, Position};
use super::{DEPTH, Outcome, Reader, Reading};
use crate::syntax::Syntax;
use sayso_core::{Certainty, Polarity, Realis};
use sayso_parse::Upos;

/// Prepositions by which a noun or adjective takes an act: "threat of", "plan for", "responsible for", "involved in".
const TAKING: &[&str] = &["of", "for", "to", "at", "on", "about", "against"];

impl Reader<'_, '_> {
    /// Adds what governs `word`.
    pub(super) fn above(&self, word: usize, reading: &mut Reading, depth: usize) {
        let syntax = self.syntax;
        let Some(head) = syntax.head(word) else { return };
        let relation = syntax.token(word).relation;
        let is_clause = self.is_clause(word);
        // "was never accused of arming them": whether he did it is open.
        let accuses = relation.is_any(&["advcl", "xcomp", "acl", "obl"])
            && self.lexicon.lists.accusing.contains(&self.lexicon.lemma(syntax.token(head)));
        // "stopped short of accusing them of killing"; what somebody is not prosecuted for may be known.
        let named = relation.is("obl");
        // "was wrongly convicted of arming them"; a claim is called so by the teller ([`super::Stance`]).
        let punishes = || {
            relation.is_any(&["advcl", "obl"])
                && self.lexicon.lists.punishing.contains(&self.lexicon.lemma(syntax.token(head)))
                && syntax.children_by(word, &["mark", "case"]).any(|mark| self.form(mark) == "for")
        };
        if (accuses || punishes()) && self.is_wrongly(head) && !self.heads.contains(&word) {
            reading.negative = !reading.negative;
            return;
        }
        if accuses && (syntax.is_negated(head) || !named && self.read(head, Some(word), depth + 1).negative) {
            reading.weaken(Certainty::Possible);
            return;
        }
        if let Some(part) = self.part_in(word, head) {
            // "rejected responsibility for it", "has nothing to do with it"
            let disowned =
                part == head && self.lexicon.lists.disowning.contains(&self.lexicon.lemma(syntax.token(head)));
            let nothing =
                self.lexicon.find(Position::Beside, &self.form(part)).is_some_and(|effect| effect.polarity.is_some());
            reading.negative ^= disowned || nothing;
            self.through(word, part, None, reading, depth);
            return;
        }
        if self.is_cleft(word, head) {
            self.through(word, head, None, reading, depth);
            return;
        }
        if relation.is_any(&["obj", "xcomp", "ccomp"]) && self.is_held_by_draft(head) {
            reading.weaken(Certainty::Possible);
            reading.set(Realis::Future);
            return;
        }
        match relation.main() {
            "conj" => self.joined(word, head, reading, depth),
            "xcomp" | "ccomp" | "csubj" if is_clause => self.complement(word, head, reading, depth),
            // "did not find it *appropriate* to leave"
            "xcomp" => self.through(word, head, None, reading, depth),
            "acl" | "nmod" if !relation.is("acl:relcl") => self.content(word, head, reading, depth),
            "advcl" => self.circumstance(word, head, reading, depth),
            "obj" | "nsubj" | "obl" if !is_clause || syntax.token(word).upos == Upos::Noun => {
                self.argument(word, head, reading, depth);
            }
            _ => {}
        }
    }

    /// Applies the effect of a governor and what is said of it, which stops where the holder's words end.
    fn through(&self, word: usize, head: usize, effect: Option<&Effect>, reading: &mut Reading, depth: usize) {
        let outcome = effect.map_or_else(Outcome::default, Effect::outcome);
        if self.heads.contains(&word) {
            // Whether the holder denies it, the holder's act says; what is said of the holder is not the holder's.
            let polarity = outcome.polarity.filter(|_| !self.denied);
            reading.apply(Outcome { polarity, ..outcome });
        } else {
            reading.govern(effect, self.read(head, Some(word), depth + 1));
        }
    }

    /// The effect of `head` on a clause or noun below it, by its lemma, or by its lemma and a word that goes with it.
    fn effect_of(&self, position: Position, head: usize, word: usize) -> Option<&Effect> {
        let syntax = self.syntax;
        let lemma = self.lexicon.lemma(syntax.token(head));
        let below = syntax.children_by(word, &["mark", "case"]).next().map(|mark| self.form(mark));
        let with = |other: &str| self.lexicon.find(position, &format!("{lemma} {other}"));
        let companion = syntax
            .children_by(head, &["compound:prt", "advmod", "obj", "xcomp", "amod", "det", "aux", "nsubj"])
            .filter(|&child| child != word)
            .find_map(|child| with(syntax.lemma(child)));
        let alone = || {
            // "cut off", "carry out" mean something else than the verb alone.
            let particle = syntax.child(head, &["compound:prt"]).is_some();
            self.lexicon.find(position, &lemma).filter(|_| !particle)
        };
        let own = || (position == Position::ObjectOf).then(|| with(syntax.lemma(word))).flatten();
        below.and_then(|below| with(&below)).or(companion).or_else(own).or_else(alone)
    }

    /// Conjoined verbs share auxiliary, negation and what governs them; conjoined nouns what is done with them.
    fn joined(&self, word: usize, head: usize, reading: &mut Reading, depth: usize) {
        let syntax = self.syntax;
        let own_subject = syntax.child(word, &["nsubj", "aux", "mark"]).is_some();
        let finite = |at: usize| syntax.token(at).feats.has("VerbForm", "Fin");
        let own_tense = finite(word) && (syntax.child(head, &["aux"]).is_some() || syntax.has_to(head));
        if own_tense {
            return;
        }
        if own_subject {
            // "It is unlikely that one will attack and the other withdraw".
            let governed = syntax.token(head).relation.is_any(&["ccomp", "xcomp", "csubj"]);
            if governed && !self.heads.contains(&head) {
                self.above(head, reading, depth + 1);
            }
            return;
        }
        // "a lack of order and the rebels' attacks": what has an owner of its own stands by itself.
        if syntax.token(head).relation.is("nmod") && syntax.possessor(word).is_some() {
            return;
        }
        let mut outer = self.read(head, Some(word), depth + 1);
        // "neither accepted nor rejected", "never accused and never asked": each has the negation once.
        let mut itself = Reading::default();
        self.beside(word, None, &mut itself);
        outer.negative &= !itself.negative;
        // "were not killed but wounded"
        let contrast =
            syntax.children_by(word, &["cc", "advmod"]).any(|cc| matches!(&*self.form(cc), "but" | "instead"));
        let mut own = Reading::default();
        self.beside(head, Some(word), &mut own);
        if contrast && own.negative {
            outer.negative = !outer.negative;
        }
        reading.govern(None, outer);
    }

    /// "failed to attack", "it is likely that they attacked", "decided to attack".
    fn complement(&self, word: usize, head: usize, reading: &mut Reading, depth: usize) {
        let syntax = self.syntax;
        let relation = syntax.token(word).relation;
        let lemma = self.lexicon.lemma(syntax.token(head));
        // "has yet to be released" has spoken; "did not say why they left" takes the leaving for granted.
        if reading.realis == Some(Realis::Actual) || self.asks_how(word) {
            return;
        }
        let performs = || {
            // "I would like to thank them" thanks them.
            matches!(&*lemma, "like" | "want" | "wish")
                && self.lexicon.lists.performed.contains(syntax.lemma(word))
                && syntax.surface_subject(head, 0).is_some_and(|subject| matches!(&*self.form(subject), "i" | "we"))
        };
        if relation.is("xcomp") && (lemma == "be" || lemma == "have" && syntax.has_to(word)) && reading.realis.is_none()
            || lemma == "go" && self.is_going_to(head, word)
        {
            // "are to be deported", "is going to", "is going to have to"
            let mut own = Reading::default();
            if lemma == "have" {
                own = self.read(head, Some(word), depth + 1);
            } else {
                reading.set(Realis::Future);
                self.beside(head, Some(word), &mut own);
                self.auxiliaries(head, &mut own);
            }
            reading.govern(None, own);
        } else if self.is_wrong_to_say(head) {
            reading.negative = !reading.negative;
        } else if let Some(effect) = self.effect_of(Position::Governor, head, word).filter(|effect| {
            // "told them to leave" asks, "told them that he left" does not; "demanded that he leave" does.
            let performed = relation.is("xcomp") && performs();
            let asks = || effect.realis != Some(Realis::Requested) || !is_tensed(syntax, word);
            // "It is not suggested that he left": open.
            let unsaid = || effect.negated.is_some() && self.read(head, Some(word), depth + 1).negative;
            // "tried to persuade them" asks them.
            let tried = || {
                let negated = effect.negated.is_some_and(|outcome| outcome.polarity.is_some());
                negated
                    && effect.certainty == Some(Certainty::Possible)
                    && effect.realis.is_none()
                    && self.lexicon.lists.tried.contains(syntax.lemma(word))
            };
            !performed && !tried() && (asks() || unsaid())
        }) {
            // "is likely to have attacked" is not to come.
            let perfect =
                syntax.has_to(word) && syntax.children_by(word, &["aux"]).any(|aux| syntax.lemma(aux) == "have");
            let known = reading.realis;
            self.through(word, head, Some(effect), reading, depth);
            if perfect && reading.realis == Some(Realis::Future) {
                reading.realis = known;
            }
            if effect.certainty == Some(Certainty::Possible) && self.is_tried_in_vain(head) {
                reading.certainty = None;
                reading.negative = !reading.negative;
            }
        } else if relation.is("csubj") && reading.realis.is_none() && self.is_supposed(word, head) {
            // "Lifting the ban is a condition", "Leaving the union would hurt the farmers": nobody has done it.
            reading.set(Realis::Conditional);
        } else if (relation.is_any(&["xcomp", "csubj"]) || lemma == "see")
            && (self.lexicon.lists.transparent.contains(&lemma) || self.is_found_fit(head, word))
            || self.lexicon.lists.truths.contains(&lemma)
        {
            self.through(word, head, None, reading, depth);
        } else if self.lexicon.lists.untruths.contains(&lemma) && syntax.child(head, &["cop"]).is_some() {
            reading.negative = !reading.negative;
            self.through(word, head, None, reading, depth);
        }
    }

    /// "the story of *a raid* was untrue", "the video of soldiers *beating* a man is doctored"
    fn is_told_falsely(&self, word: usize, telling: usize) -> bool {
        let syntax = self.syntax;
        let tells = self.lexicon.lists.tellings.contains(&*self.lexicon.lemma(syntax.token(telling)));
        let relation = syntax.token(word).relation;
        let of = || matches!(syntax.preposition(word).as_deref(), Some("of" | "about"));
        let told = relation.is("nmod") && of() || relation.is_any(&["acl", "acl:relcl"]);
        tells && told && !self.heads.contains(&word) && self.calls_untrue(telling)
    }

    /// Whether a gerund is the subject of what is only so where it comes about: "*Lifting* the ban is a condition".
    fn is_supposed(&self, gerund: usize, head: usize) -> bool {
        let syntax = self.syntax;
        let bare = syntax.token(gerund).feats.has("VerbForm", "Ger") || self.form(gerund).ends_with("ing");
        let mut told = Reading::default();
        self.auxiliaries(head, &mut told);
        let noun = syntax.token(head).upos == Upos::Noun && syntax.child(head, &["cop"]).is_some();
        bare && (told.realis.is_some() || noun && !is_past(syntax, head))
    }

    /// "The reports were *made up*", "*invented*"
    pub(super) fn is_made_up(&self, verb: usize, claim: usize) -> bool {
        self.effect_of(Position::ObjectOf, verb, claim)
            .is_some_and(|effect| effect.polarity.is_some() && effect.certainty.is_none())
    }

    /// "It is wrong to *say* that they left"
    fn is_wrong_to_say(&self, saying: usize) -> bool {
        let syntax = self.syntax;
        let says = matches!(
            syntax.lemma(saying),
            "say" | "claim" | "suggest" | "allege" | "assert" | "state" | "report" | "argue"
        );
        says && syntax.has_to(saying)
            && syntax.token(saying).relation.is_any(&["csubj", "xcomp", "ccomp"])
            && syntax.head(saying).is_some_and(|verdict| {
                syntax.child(verdict, &["cop"]).is_some() && self.is_untruth(verdict) && !syntax.is_negated(verdict)
            })
    }

    /// "The proposed law *includes* banning rallies": what is only planned holds what may come.
    fn is_held_by_draft(&self, verb: usize) -> bool {
        let syntax = self.syntax;
        let planned = |subject: usize| {
            syntax.children_by(subject, &["amod"]).any(|adjective| {
                self.lexicon
                    .find(Position::Attributive, &self.form(adjective))
                    .is_some_and(|effect| effect.realis == Some(Realis::Future))
            })
        };
        self.lexicon.lists.holding.contains(&*self.lexicon.lemma(syntax.token(verb)))
            && syntax.child(verb, &["nsubj"]).is_some_and(planned)
    }

    /// "found it *appropriate* to leave"
    fn is_found_fit(&self, verb: usize, clause: usize) -> bool {
        let syntax = self.syntax;
        syntax.children_by(verb, &["xcomp"]).any(|other| {
            other < clause
                && syntax.token(other).upos == Upos::Adj
                && self.lexicon.lists.transparent.contains(syntax.lemma(other))
        })
    }

    /// A question about the circumstances of an act: "why they left", not "whether they left".
    fn asks_how(&self, clause: usize) -> bool {
        let syntax = self.syntax;
        syntax.is_embedded_question(clause)
            && !syntax.children_by(clause, &["mark"]).any(|mark| matches!(&*self.form(mark), "if" | "whether"))
    }

    /// "tried to seize it but failed"
    fn is_tried_in_vain(&self, head: usize) -> bool {
        let first = self.syntax.first_conjunct(head);
        self.syntax.conjuncts(first).into_iter().filter(|&other| other > head).any(|other| {
            self.lexicon.lemma(self.syntax.token(other)) == "fail"
                && self.syntax.children_by(other, &["cc"]).any(|cc| self.form(cc) == "but")
        })
    }

    /// "a plan to attack", "the threat of an attack", "a planned law banning rallies".
    fn content(&self, word: usize, head: usize, reading: &mut Reading, depth: usize) {
        let syntax = self.syntax;
        let relation = syntax.token(word).relation;
        let is_clause = self.is_clause(word);
        let is_infinitive = syntax.has_to(word);
        // "no evidence of soldiers *attacking* it": what there is no evidence of is the attacking.
        let bare = syntax.child(word, &["mark", "case"]).is_none();
        let gerund = relation.is("acl") && is_clause && bare && self.form(word).ends_with("ing");
        if gerund && let Some((shown, effect)) = self.shown_with(head) {
            self.through(word, shown, Some(effect), reading, depth);
            return;
        }
        // "there is nothing to *suggest* that they left", "did little to *stop* it"
        let nothing = || {
            let effect = self.lexicon.find(Position::Beside, &self.form(head));
            self.form(head) == "little" || effect.is_some_and(|effect| effect.polarity.is_some())
        };
        if is_infinitive && relation.is("acl") && nothing() {
            reading.negative = !reading.negative;
            return;
        }
        // "is the second person to be detained": it has happened, unless that is to come ("will be the first to be detained").
        if is_infinitive && relation.is("acl") && self.is_ranked(head) {
            let outer = self.read(head, Some(word), depth + 1);
            reading.govern(None, Reading { negative: false, ..outer });
            return;
        }
        // "a summit to be hosted by Norland"
        if is_infinitive && relation.is("acl") && syntax.child(word, &["aux:pass"]).is_some() {
            reading.set(Realis::Future);
        }
        let is_content = if relation.is("nmod") {
            syntax.preposition(word).is_some_and(|case| TAKING.contains(&&*case) || case == "in")
        } else {
            // "no evidence Lee had met them"
            let subject =
                syntax.child(word, &["nsubj"]).is_some_and(|subject| subject == head + 1 || subject == head + 2);
            is_infinitive || !is_clause || subject || syntax.child(word, &["mark"]).is_some()
        };
        // "Army: no civilians killed in raid"
        let verbless = syntax.token(head).relation.is_any(&["root", "appos", "parataxis", "ccomp", "dep"]);
        if relation.is("acl")
            && verbless
            && syntax.is_past_participle(word)
            && syntax.child(word, &["mark", "nsubj"]).is_none()
        {
            reading.negative ^= self.missing(head).is_some_and(|effect| effect.polarity.is_some());
        }
        let effect = self.effect_of(Position::Governor, head, word).filter(|_| is_content);
        // "in" only goes with words that say so: "a suspect in the killing".
        let effect =
            effect.filter(|effect| syntax.preposition(word).as_deref() != Some("in") || effect.realis.is_none());
        // "lies that they had fired"
        let is_told = relation.is("acl") && is_clause && syntax.child(word, &["mark"]).is_some();
        // "said the account that they had attacked was untrue", where nobody is told to have given it
        let called_so = || !self.heads.contains(&word) && self.calls_untrue(head);
        let untruth = is_told && (self.is_untruth(head) || called_so()) || self.is_told_falsely(word, head);
        let enables = is_infinitive && self.lexicon.lists.enabling.contains(&self.lexicon.lemma(syntax.token(head)));
        if let Some(effect) = effect.filter(|_| syntax.token(head).upos == Upos::Noun) {
            self.through(word, head, Some(effect), reading, depth);
        } else if untruth
            || enables && self.is_lacking(head, word, depth)
            || relation.is("nmod")
                && is_content
                && self.lexicon.lists.truths.contains(syntax.lemma(head))
                && syntax.is_negated(head)
        {
            // "did not have the power to stop them", "there is no truth to his plan to leave"
            reading.negative = !reading.negative;
        } else if relation.is("acl") && is_clause && reading.realis.is_none() {
            // "the planned law banning rallies" bans nothing yet.
            let planned = syntax
                .children_by(head, &["amod"])
                .filter_map(|adjective| self.lexicon.find(Position::Attributive, &self.form(adjective)))
                .find(|effect| effect.realis == Some(Realis::Future));
            if let Some(effect) = planned {
                reading.apply(effect.outcome());
            }
        }
    }

    /// "the *second* person", "the *last* of the ministers"
    fn is_ranked(&self, noun: usize) -> bool {
        let ranks = &self.lexicon.lists.ranks;
        let of = || self.syntax.head(noun).filter(|_| self.syntax.preposition(noun).as_deref() == Some("of"));
        let ranked = |at: usize| {
            ranks.contains(&self.form(at))
                || self.syntax.children_by(at, &["amod", "advmod", "nummod"]).any(|rank| {
                    rank < at
                        && (ranks.contains(&self.form(rank)) || self.syntax.token(rank).feats.has("NumType", "Ord"))
                })
        };
        ranked(noun) || of().is_some_and(ranked)
    }

    /// The noun whose content somebody is shown with, and its effect: "*evidence* of soldiers attacking it".
    fn shown_with(&self, somebody: usize) -> Option<(usize, &Effect)> {
        let syntax = self.syntax;
        let of = matches!(syntax.preposition(somebody).as_deref(), Some("of" | "about" | "on"));
        let noun = syntax.head(somebody).filter(|_| of && syntax.token(somebody).relation.is("nmod"))?;
        let effect = self.effect_of(Position::Governor, noun, somebody)?;
        // "a debate about laws banning it" shows nothing.
        (effect.negated.is_some() && syntax.token(noun).upos == Upos::Noun).then_some((noun, effect))
    }

    /// "did not have the *power* to stop them", "did not come in *time* to stop them".
    fn is_lacking(&self, noun: usize, from: usize, depth: usize) -> bool {
        let syntax = self.syntax;
        let beside = syntax.head(noun).filter(|_| syntax.token(noun).relation.is("obl"));
        self.read(noun, Some(from), depth + 1).negative || beside.is_some_and(|verb| syntax.is_negated(verb))
    }

    /// "prevented them from attacking", "sent troops to attack".
    fn circumstance(&self, word: usize, head: usize, reading: &mut Reading, depth: usize) {
        let mark = self.syntax.children_by(word, &["mark"]).next().map(|mark| self.form(mark));
        // "blocked the road to protest": what it was for, not what was kept from happening.
        let purpose = mark.as_deref() == Some("to") && self.syntax.child(head, &["obj"]).is_some();
        let prevents = |effect: &&Effect| effect.polarity == Some(Polarity::Negative);
        let governed = self.effect_of(Position::Governor, head, word).filter(|effect| !(purpose && prevents(effect)));
        if let (Some("from" | "of" | "to" | "against" | "short"), Some(effect)) = (mark.as_deref(), governed) {
            self.through(word, head, Some(effect), reading, depth);
        } else if mark.as_deref() == Some("to") {
            // "did not come to fight", "never used force to disperse them": nor did they do what it would have been for.
            reading.negative ^= self.syntax.is_negated(head);
            if !is_past(self.syntax, head) {
                reading.set(Realis::Future);
            }
        }
    }

    /// What is said of an act that is the subject: "talks *are expected to* resume", "sanctions *are possible*".
    fn foretold(&self, head: usize) -> Option<&Effect> {
        let syntax = self.syntax;
        let lemma = self.lexicon.lemma(syntax.token(head));
        let clause = syntax.child(head, &["xcomp"]);
        let happens = clause.is_none_or(|clause| self.lexicon.lists.happening.contains(syntax.lemma(clause)));
        let predicated = match syntax.token(head).upos {
            Upos::Adj => syntax.child(head, &["cop"]).is_some(),
            Upos::Verb => syntax.is_passive(head),
            _ => false,
        };
        let effect = self.lexicon.find(Position::Governor, &lemma);
        let effect = effect.or_else(|| self.lexicon.find(Position::Governor, &format!("{lemma} to")));
        effect.filter(|effect| {
            let opens = effect.realis == Some(Realis::Future) || effect.certainty.is_some();
            predicated && happens && opens && effect.polarity.is_none()
        })
    }

    /// "foiled an attack", "will carry out a raid", "a raid took place".
    fn argument(&self, word: usize, head: usize, reading: &mut Reading, depth: usize) {
        let syntax = self.syntax;
        let relation = syntax.token(word).relation;
        let lemma = self.lexicon.lemma(syntax.token(head));
        let is_object = relation.is("obj") || relation.is("nsubj:pass");
        let governs = |effect: &&Effect| {
            let settled = effect.polarity.is_none() && effect.indefinite && self.is_definite(word);
            // "prevented the raid from being filmed": not the raid is prevented.
            let moved = effect.polarity == Some(Polarity::Negative)
                && syntax.children_by(head, &["advcl", "xcomp", "obl"]).any(|clause| {
                    clause > word && syntax.children_by(clause, &["mark", "case"]).any(|mark| self.form(mark) == "from")
                });
            !settled && !moved
        };
        if is_object && let Some(effect) = self.effect_of(Position::ObjectOf, head, word).filter(governs) {
            if effect.polarity.is_some() && self.is_unrealised(head, word, depth) {
                // "may prevent an attack", "plans to cancel the trial": nothing has been kept from happening yet.
                if !self.is_definite(word) {
                    reading.weaken(Certainty::Possible);
                    reading.set(Realis::Future);
                }
                return;
            }
            self.through(word, head, Some(effect), reading, depth);
            return;
        }
        if relation.is("obl") {
            let Some(preposition) = syntax.preposition(word) else { return };
            // "was taken away for questioning": what for; "for the questioning" may be why.
            let purpose = format!("{preposition} {}", syntax.lemma(word));
            let purpose = self.lexicon.find(Position::ObjectOf, &purpose).filter(|_| !self.is_definite(word));
            let with = || self.lexicon.find(Position::ObjectOf, &format!("{lemma} {preposition}"));
            if let Some(effect) = purpose.or_else(with) {
                self.through(word, head, Some(effect), reading, depth);
            }
            return;
        }
        if relation.is("nsubj")
            && let Some(effect) = self.foretold(head)
        {
            self.through(word, head, Some(effect), reading, depth);
            return;
        }
        // "The attack was a fabrication", "The attack turned out to be a hoax"
        let predicates = |at: usize| {
            let made_up = self.lexicon.lists.inventions.contains(&*self.form(at))
                || self.lexicon.lists.inventions.contains(syntax.lemma(at));
            made_up && syntax.child(at, &["cop"]).is_some() && !syntax.is_negated(at)
        };
        let proves =
            || self.lexicon.lists.proving.contains(&lemma) && syntax.children_by(head, &["xcomp"]).any(predicates);
        if relation.is("nsubj") && (predicates(head) || proves()) {
            // What is said of others' claim ("the alleged attack") is not theirs.
            reading.negative ^= !self.heads.contains(&word);
            return;
        }
        let lists = &self.lexicon.lists;
        let own = self.lexicon.lemma(syntax.token(word));
        // "The coup failed", "an attempt to kill him failed"; "the talks failed" were held.
        if relation.is("nsubj") && lists.failing.contains(&lemma) && lists.undertakings.contains(&own) {
            let mut told = self.read(head, Some(word), depth + 1);
            told.negative = !told.negative;
            reading.govern(None, told);
            return;
        }
        // "The threat was never carried out" was made.
        let said =
            || self.lexicon.find(Position::Governor, &own).is_some_and(|effect| effect.realis == Some(Realis::Future));
        if is_object && lists.keeping.contains(&lemma) && said() {
            return;
        }
        if !is_object && !self.is_definite(word) && !lists.happening.contains(&lemma) {
            // "A ban would be a mistake", "A strike would hurt the shops": nobody has done it.
            let mut told = Reading::default();
            self.auxiliaries(head, &mut told);
            if let Some(realis) = told.realis {
                reading.set(realis);
            }
            return;
        }
        let carries = if is_object { &lists.carriers } else { &lists.happening };
        if carries.contains(&lemma) {
            self.through(word, head, None, reading, depth);
        }
    }

    /// Whether a verb is told as planned, tried or possible only.
    fn is_unrealised(&self, verb: usize, from: usize, depth: usize) -> bool {
        let told = self.read(verb, Some(from), depth + 1);
        told.certainty.is_some() || told.realis.is_some_and(|realis| realis != Realis::Actual)
    }

    /// The word that says that somebody had a part in the act: "*involvement* in the bombing", "was *responsible* for the
    /// killing", "had *nothing* to do with it", "played no *role* in it"; for such a word itself the verb that tells what is
    /// done with the part. An act with a doer of its own stands by itself.
    pub(super) fn part_in(&self, word: usize, head: usize) -> Option<usize> {
        let syntax = self.syntax;
        let relation = syntax.token(word).relation;
        let lists = &self.lexicon.lists;
        let is_part = |at: usize| lists.partaking.contains(&*self.lexicon.lemma(syntax.token(at)));
        if is_part(word) && relation.is_any(&["obj", "nsubj:pass"]) {
            let lemma = self.lexicon.lemma(syntax.token(head));
            return (lists.carriers.contains(&lemma) || lists.disowning.contains(&lemma)).then_some(head);
        }
        let hangs = relation.is_any(&["nmod", "obl", "acl", "advcl"]) && !relation.is("acl:relcl");
        let preposition = syntax.children_by(word, &["case", "mark"]).next().map(|case| self.form(case))?;
        let takes = matches!(&*preposition, "in" | "for" | "of" | "with" | "to" | "behind");
        if !hangs || !takes || self.has_own_doer(word) {
            return None;
        }
        let to_do = syntax.lemma(head) == "do" && syntax.token(head).relation.is("acl") && preposition == "with";
        if to_do {
            return syntax.head(head);
        }
        let carried = || syntax.child(head, &["obj"]).filter(|&part| part < word && is_part(part));
        is_part(head).then_some(head).or_else(carried)
    }

    /// "It was not us who attacked"
    fn is_cleft(&self, word: usize, head: usize) -> bool {
        let syntax = self.syntax;
        syntax.token(word).relation.is_any(&["acl:relcl", "advcl:relcl"])
            && syntax.child(head, &["cop"]).is_some()
            && syntax.child(head, &["nsubj", "expl"]).is_some_and(|subject| self.form(subject) == "it")
    }

    /// "the rebels' attack", "the raid by the rebels"
    fn has_own_doer(&self, noun: usize) -> bool {
        let syntax = self.syntax;
        // "Sunday's attack", "last week's attack" say when.
        let in_time = |owner: &usize| self.lexicon.lists.times.contains(&syntax.lemma(*owner).to_lowercase());
        syntax.possessor(noun).is_some_and(|owner| !in_time(&owner))
            || syntax.children_by(noun, &["nmod"]).any(|below| syntax.preposition(below).as_deref() == Some("by"))
    }

    fn is_definite(&self, noun: usize) -> bool {
        let syntax = self.syntax;
        syntax.possessor(noun).is_some()
            || syntax
                .children_by(noun, &["det"])
                .any(|det| matches!(syntax.lemma(det), "the" | "this" | "that" | "these" | "those"))
    }

    fn is_going_to(&self, head: usize, word: usize) -> bool {
        self.form(head) == "going" && self.syntax.children_by(word, &["mark"]).next().is_some()
    }
}

/// Whether the nearest finite verb is in the past: what was done for a purpose is told as done.
fn is_past(syntax: &Syntax, word: usize) -> bool {
    let tense = |at: usize| {
        let token = syntax.token(at);
        // A participle has the tense of the verb above it: "left, taking their guns to fight".
        let own = token.feats.get("Tense").filter(|_| token.feats.has("VerbForm", "Fin"));
        let aux = |at: usize| {
            let past = syntax.lemma(at) == "have" && syntax.token(at).feats.has("VerbForm", "Fin");
            if past { Some("Past") } else { syntax.token(at).feats.get("Tense") }
        };
        syntax.children_by(at, &["aux", "cop"]).find_map(aux).or(own).map(|tense| tense == "Past")
    };
    std::iter::once(word).chain(syntax.ancestors(word)).take(DEPTH).find_map(tense).unwrap_or(false)
}

/// A finite clause: "that he left", not "to leave" or "that he leave".
pub(super) fn is_tensed(syntax: &Syntax, word: usize) -> bool {
    let finite = |at: usize| {
        let feats = &syntax.token(at).feats;
        feats.has("VerbForm", "Fin") && !feats.has("Mood", "Sub") && feats.get("Tense").is_some()
    };
    let own = finite(word) && !is_base_with_singular(syntax, word);
    !syntax.has_to(word) && (own || syntax.children_by(word, &["aux", "cop"]).any(finite))
}

/// "that the council *dismiss* the mayor": the subjunctive, whatever the features call it.
fn is_base_with_singular(syntax: &Syntax, verb: usize) -> bool {
    let token = syntax.token(verb);
    let singular = |at: usize| {
        let subject = syntax.token(at);
        let first_or_second = matches!(&*subject.form.to_lowercase(), "i" | "you");
        subject.feats.has("Number", "Sing") && !first_or_second && syntax.child(at, &["conj"]).is_none()
    };
    token.feats.has("Tense", "Pres")
        && token.form.eq_ignore_ascii_case(&token.lemma)
        && syntax.child(verb, &["nsubj"]).is_some_and(singular)
}
