//! Whether what matched is told as an act of the ontology at all: not what something is done for, not what a writer
//! thinks ought to be, not a call on relatives (codebook, section 10).

use super::record::demands_by_modal;
use super::selection::{Selection, has_marker};
use crate::actors::Sort;
use crate::patterns::{Attempt, Refusal, TriggerKind};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{ActorKind, EventType, Polarity};
use sayso_parse::Upos;
use std::collections::HashSet;

impl Selection<'_> {
    /// Help and support that something is done for.
    pub(super) fn refuse_purposes(&self, attempts: &mut [Attempt]) {
        let words = &self.rules.words;
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            let syntax = &self.understood.scene.sentences[attempt.word.sentence];
            let verb = syntax.first_conjunct(attempt.carrier.word);
            let vague = matches!(self.event(attempt), EventType::Support | EventType::Aid | EventType::Cooperate);
            let purpose = syntax.token(verb).relation.is("advcl") && syntax.has_to(verb);
            let tried = vague || self.event(attempt) == EventType::Consult;
            let wish = is_wished(syntax, verb, &words.wishes) || tried && is_wished(syntax, verb, &words.attempts);
            // "aspires to help by building ...": wishes reach down to what they are to come by.
            let below = if vague { purposes_above(syntax, verb) } else { Vec::new() };
            let wish = wish
                || below
                    .iter()
                    .any(|&at| is_wished(syntax, at, &words.wishes) || is_wished(syntax, at, &words.attempts));
            // "seems to have been asked" tells what was done.
            let done = syntax.children_by(verb, &["aux"]).any(|aux| syntax.lemma(aux) == "have");
            let felt = syntax.token(verb).relation.is("xcomp")
                && !done
                && syntax.head(verb).is_some_and(|head| matches!(syntax.lemma(head), "feel" | "seem"));
            let shown = self.event(attempt) == EventType::Agree
                && self.kind(attempt) == TriggerKind::Noun
                && syntax.token(verb).relation.is("obj")
                && syntax.head(verb).is_some_and(|head| words.showing.contains(syntax.lemma(head)));
            if vague && purpose || wish || felt || shown || is_entitled(syntax, verb, &words.entitlements) {
                attempt.refusal = Some(Refusal::Purpose);
            }
        }
    }

    /// A question tells of no act ("Can rallies be permitted?"), and what "you" do in general is none.
    pub(super) fn refuse_questions(&self, attempts: &mut [Attempt]) {
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            let scene = self.understood.scene;
            let syntax = &scene.sentences[attempt.word.sentence];
            let carrier = attempt.carrier.word;
            let told = syntax.token(carrier).feats.has("Tense", "Past");
            let everybody = |word: &Word| {
                matches!(&*scene.token(*word).form.to_lowercase(), "everyone" | "everybody" | "anyone" | "anybody")
            };
            // "did not arrest anyone" tells that nobody was.
            let anybody = attempt.actor.iter().chain(&attempt.recipient).any(everybody)
                && self.understood.accounts(attempt.word).iter().all(|(_, told)| told.polarity == Polarity::Positive);
            let you = !attempt.actor.is_empty()
                && attempt.actor.iter().all(|&word| scene.token(word).form.eq_ignore_ascii_case("you"));
            let verb = matches!(syntax.token(carrier).upos, Upos::Verb | Upos::Aux);
            // "How can they claim to be lending?" asks for the lending, too.
            let top = std::iter::successors(Some(carrier), |&at| {
                syntax.head(at).filter(|_| syntax.token(at).relation.is_any(&["xcomp", "ccomp"]))
            })
            .take(8)
            .last()
            .unwrap_or(carrier);
            let oneself = !attempt.recipient.is_empty()
                && attempt.recipient.iter().all(|&word| {
                    let form = scene.token(word).form.to_lowercase();
                    form.ends_with("self") || form.ends_with("selves")
                });
            if oneself && self.event(attempt) == EventType::Accuse {
                attempt.refusal = Some(Refusal::Private);
            } else if verb && (is_asked(syntax, carrier) || is_asked(syntax, top)) {
                attempt.refusal = Some(Refusal::Question);
            } else if you && !told || anybody {
                attempt.refusal = Some(Refusal::Anybody);
            }
        }
    }

    /// A definite noun with nothing attached takes up what was told before.
    pub(super) fn refuse_bare_nouns(&self, attempts: &mut [Attempt]) {
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            if self.rules.pattern(attempt.rule).kind == TriggerKind::Noun
                && self.is_bare(attempt)
                && !self.rules.coding(attempt.rule).resumes
                && !self.rules.is_plain_act(self.understood.scene, attempt)
            {
                attempt.refusal = Some(Refusal::BareNoun);
            }
        }
    }

    fn is_bare(&self, attempt: &Attempt) -> bool {
        if !attempt.actor.is_empty() || !attempt.recipient.is_empty() {
            return false;
        }
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let noun = attempt.word.word;
        let has_number = syntax.child(noun, &["nummod"]).is_some();
        if has_number || self.has_own_time_or_place(syntax, attempt.word) {
            return false;
        }
        if matches!(self.event(attempt), EventType::Aid | EventType::Cooperate | EventType::Request) {
            return true;
        }
        let is_definite = syntax
            .children_by(noun, &["det"])
            .any(|det| matches!(syntax.lemma(det), "the" | "this" | "that" | "these" | "such"));
        let relation = syntax.token(syntax.first_conjunct(noun)).relation;
        let first = syntax.first_conjunct(noun);
        let is_argument = relation.is_any(&["nsubj", "obj", "root"]) && is_told(syntax, first);
        // "Investigations found that ...": the noun is where the news comes from.
        let is_source =
            relation.is("nsubj") && syntax.head(first).is_some_and(|verb| syntax.complement(verb).is_some());
        is_definite || is_source || !is_argument
    }

    /// A place or time hangs on the noun itself: "attacks in Vell", "the raid on Tuesday".
    fn has_own_time_or_place(&self, syntax: &Syntax<'_>, word: Word) -> bool {
        let span = syntax.phrase(word.word);
        let below = |at: Option<sayso_core::Span>| at.is_some_and(|at| span.contains(at));
        below(self.understood.times.governing(self.understood.scene, word).and_then(|date| date.span))
            || below(self.understood.places.governing(self.understood.scene, word).and_then(|place| place.span))
    }

    /// "Must" and "should" ask somebody only where a source says so and means another; a question asks nobody.
    pub(super) fn refuse_own_demands(&self, attempts: &mut [Attempt]) {
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            if !demands_by_modal(self.rules.pattern(attempt.rule), self.event(attempt)) {
                continue;
            }
            let scene = self.understood.scene;
            let holders = self.understood.attributions.chains(scene, attempt.word, self.understood.actors);
            let asked: Vec<_> = attempt
                .recipient
                .iter()
                .filter_map(|&word| self.understood.actors.party(scene, word))
                .filter_map(|party| party.actor)
                .collect();
            let by_another = holders.iter().filter_map(|chain| chain.innermost()).any(|link| {
                !link.holder.publisher && link.holder.actor.as_ref().is_none_or(|holder| !asked.contains(holder))
            });
            let syntax = &scene.sentences[attempt.word.sentence];
            let modal = attempt.word.word;
            let verb = if syntax.token(modal).upos == Upos::Aux { syntax.head(modal) } else { None };
            // "should have begun" looks back, "should they fail" is a condition.
            let aside = verb.is_some_and(|verb| {
                syntax.children_by(verb, &["aux"]).any(|aux| syntax.lemma(aux) == "have")
                    || syntax.child(verb, &["nsubj"]).is_some_and(|subject| subject > modal)
            });
            // "They need guns to hunt" tells what for.
            let needs_thing = verb.is_none() && syntax.child(modal, &["obj"]).is_some();
            if !by_another || aside || needs_thing || asks_question(syntax, modal) {
                attempt.refusal = Some(Refusal::NobodyAsks);
            }
        }
    }

    /// Somebody calls on family, or goes to see a house: no visit of the ontology.
    pub(super) fn refuse_private_visits(&self, attempts: &mut [Attempt]) {
        for attempt in attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()) {
            if self.event(attempt) != EventType::Consult {
                continue;
            }
            let visit = self.rules.coding(attempt.rule).mode.as_deref() == Some("visit");
            if visit && self.is_private(attempt) || self.is_among_private_persons(attempt) {
                attempt.refusal = Some(Refusal::Private);
            }
        }
    }

    /// Single persons of whom no office, body or country is told meet: two acquaintances.
    fn is_among_private_persons(&self, attempt: &Attempt) -> bool {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        let parties: Vec<_> =
            attempt.actor.iter().chain(&attempt.recipient).flat_map(|&word| actors.parties(scene, word)).collect();
        !parties.is_empty()
            && parties.iter().all(|party| {
                party.actor.as_ref().and_then(|id| actors.get(id)).is_some_and(|actor| {
                    let known = actor.sector.iter().any(|sector| sector != "UNK") || !actor.roles.is_empty();
                    actor.kind == ActorKind::Person && !known
                })
            })
    }

    fn is_private(&self, attempt: &Attempt) -> bool {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        if attempt.actor.is_empty() {
            return true;
        }
        let own_voice = attempt.actor.iter().all(|&word| {
            let form = scene.token(word).form.to_lowercase();
            matches!(&*form, "i" | "we" | "you" | "my" | "our" | "your")
        });
        let to_thing = !attempt.recipient.is_empty()
            && attempt
                .recipient
                .iter()
                .all(|&word| actors.sort(scene, word) == Sort::Thing && scene.entity_at(word).is_none());
        own_voice || to_thing
    }
}

/// Whether a clause is asked: "Did police fire?", "Why would they withdraw?", not "Why did they fire?", which takes the
/// firing for granted.
fn is_asked(syntax: &Syntax<'_>, verb: usize) -> bool {
    let main = syntax.token(verb).relation.is_any(&["root", "conj", "xcomp"]);
    if !main || !asks_question(syntax, verb) {
        return false;
    }
    let subject = syntax.child(verb, &["nsubj", "nsubj:pass"]);
    let inverted = syntax
        .children_by(verb, &["aux", "aux:pass", "cop"])
        .filter(|&aux| subject.is_some_and(|subject| aux < subject));
    let open = syntax
        .children(verb)
        .iter()
        .any(|&child| child < verb && matches!(syntax.lemma(child), "why" | "how" | "what" | "when" | "where" | "who"));
    let mut inverted = inverted.peekable();
    if open {
        inverted.any(|aux| matches!(syntax.lemma(aux), "would" | "will" | "can" | "could" | "should" | "may"))
    } else {
        inverted.peek().is_some()
    }
}

/// The clauses that a non-finite verb serves, from the inside out: "seeking to take part by *building*".
fn purposes_above(syntax: &Syntax<'_>, verb: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = verb;
    while found.len() < 6 && (syntax.has_to(at) || is_ing(syntax, at)) {
        let relation = syntax.token(at).relation;
        if !relation.is_any(&["xcomp", "advcl", "acl", "obl", "conj"]) || relation.is("acl:relcl") {
            break;
        }
        let Some(head) = syntax.head(at) else { break };
        found.push(head);
        at = head;
    }
    found
}

/// Whether a verb tells what somebody may, can or ought to do: "the right to lay a complaint", "free to protest".
fn is_entitled(syntax: &Syntax<'_>, verb: usize, words: &HashSet<String>) -> bool {
    // "They can be arrested at any time": a possibility, not "could not arrest them".
    if syntax
        .children_by(verb, &["aux"])
        .any(|aux| matches!(&*syntax.token(aux).form.to_lowercase(), "can" | "cannot" | "ca"))
    {
        return true;
    }
    let relation = syntax.token(verb).relation;
    relation.is_any(&["acl", "xcomp", "ccomp", "advcl"])
        && !relation.is("acl:relcl")
        && syntax.has_to(verb)
        && syntax
            .head(verb)
            .is_some_and(|governor| words.contains(syntax.lemma(governor)) && !is_past_ability(syntax, governor))
}

/// "were able to arrest him" did, "have not been able to" did not; "are able to arrest him" tells of no arrest.
fn is_past_ability(syntax: &Syntax<'_>, governor: usize) -> bool {
    let past = |at: usize| {
        let token = syntax.token(at);
        token.feats.has("VerbForm", "Fin") && (token.feats.has("Tense", "Past") || syntax.lemma(at) == "have")
    };
    syntax.lemma(governor) == "able" && syntax.children_by(governor, &["cop", "aux"]).any(past)
}

/// Whether a verb tells what somebody would like to do or tries to do: "wants to help", "aims at working with".
fn is_wished(syntax: &Syntax<'_>, verb: usize, words: &HashSet<String>) -> bool {
    let Some(governor) = syntax.head(verb) else { return false };
    let relation = syntax.token(verb).relation;
    // "want her detained"
    let wanted = syntax.token(verb).relation.is("xcomp") && syntax.is_past_participle(verb);
    let infinite = syntax.has_to(verb) || is_ing(syntax, verb) || wanted;
    infinite
        && relation.is_any(&["xcomp", "ccomp", "advcl", "acl", "obl"])
        && words.contains(syntax.lemma(governor))
        && !is_past_ability(syntax, governor)
}

fn is_ing(syntax: &Syntax<'_>, verb: usize) -> bool {
    let feats = &syntax.token(verb).feats;
    feats.has("VerbForm", "Ger") || feats.has("VerbForm", "Part") && feats.has("Tense", "Pres")
}

/// Whether the clause of a word is a question: the sentence, or the quotation around it, ends in a question mark.
fn asks_question(syntax: &Syntax<'_>, word: usize) -> bool {
    (word..syntax.len())
        .map(|at| &*syntax.token(at).form)
        .find(|form| matches!(*form, "?" | "." | "!" | ";" | "”" | "\""))
        == Some("?")
}

/// Whether a noun stands in a clause that tells something: not in "to silence any criticism", "by organizing protests".
fn is_told(syntax: &Syntax<'_>, noun: usize) -> bool {
    if syntax.token(noun).relation.is("root") {
        return true;
    }
    let Some(verb) = syntax.head(noun) else { return true };
    let infinitive = has_marker(syntax, verb, &["to"]);
    let gerund = syntax.token(verb).relation.is_any(&["advcl", "acl", "xcomp"])
        && !syntax.token(verb).relation.is("acl:relcl")
        && syntax.token(verb).feats.has("VerbForm", "Ger");
    let any = syntax.children_by(noun, &["det"]).any(|det| syntax.lemma(det) == "any");
    !infinitive && !gerund && !any
}
