//! Whose act it is that somebody is accused of: "blamed *the rebels* for the attack", "*two officers* were charged with
//! murder", "a raid blamed on *the militia*". On whose word it is theirs, the chain tells.

use super::selection::Selection;
use crate::factuality;
use crate::patterns::{Attempt, TriggerKind};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{EventType, Polarity};
use sayso_parse::Upos;

/// Prepositions between who is accused and of what.
const MATTER: &[&str] = &["of", "for", "with", "over", "in"];

/// Prepositions between what was done and who is said to have done it.
const UPON: &[&str] = &["on", "upon", "to"];

/// Nouns that only count what somebody is charged with: "two *counts* of murder".
const COUNTING: &[&str] =
    &["count", "charge", "act", "case", "crime", "series", "string", "suspicion", "offence", "offense"];

impl Selection<'_> {
    /// Gives the nouns that name what somebody is accused of their doer. A doer that the noun has of its own stays.
    pub(super) fn act_of_accused(&self, attempts: &mut [Attempt]) {
        for at in 0..attempts.len() {
            let Some(accused) = self.accused_of(attempts, at) else { continue };
            let act = &mut attempts[at];
            // "blames the attack on *the rebels*": they are not whom the attack hit.
            let is_own = act.actor.iter().any(|doer| !accused.contains(doer));
            if !is_own {
                act.recipient.retain(|word| !accused.contains(word));
                act.actor = accused;
            }
        }
    }

    /// Who is accused of the act that a noun names.
    fn accused_of(&self, attempts: &[Attempt], at: usize) -> Option<Vec<Word>> {
        let act = attempts.get(at)?;
        if act.refusal.is_some() || self.kind(act) != TriggerKind::Noun || !self.harms(act) {
            return None;
        }
        let syntax = &self.understood.scene.sentences[act.word.sentence];
        let noun = counted(syntax, syntax.first_conjunct(act.word.word));
        let (verb, put_upon) = accusing(syntax, noun)?;
        // "blamed the mayor for the riots": unrest is theirs who took to the streets.
        let force = matches!(self.event(act), EventType::Assault | EventType::Coerce);
        let wide = matches!(syntax.preposition(noun).as_deref(), Some("of" | "with"));
        if !(force || wide && !put_upon) {
            return None;
        }
        let accusation = attempts.iter().find(|other| {
            let mode = self.rules.coding(other.rule).mode.as_deref();
            other.refusal.is_none()
                && other.word.sentence == act.word.sentence
                && (other.word.word == verb || other.carrier.word == verb)
                && self.event(other) == EventType::Accuse
                && mode == Some("allege")
        })?;
        // "stopped short of accusing them of the attack": nobody says that it is theirs.
        let understood = self.understood;
        let told = factuality::of(understood.scene, accusation.word, understood.attributions, understood.factuality);
        if told.polarity == Polarity::Negative {
            return None;
        }
        // "not a single officer was charged with torture": it is nobody's.
        let nobody = |word: Word| {
            let mut beside = syntax.children_by(word.word, &["det", "advmod", "cc:preconj"]);
            beside.any(|child| matches!(&*syntax.lemma(child).to_lowercase(), "no" | "not" | "neither"))
                || matches!(&*syntax.lemma(word.word).to_lowercase(), "nobody" | "none" | "no one" | "neither")
        };
        let joins = |word: Word| word != act.word && self.can_join(act, word) || act.actor.contains(&word);
        let able = |word: &&Word| joins(**word) && !nobody(**word);
        let accused: Vec<Word> = accusation.recipient.iter().filter(able).copied().collect();
        (!accused.is_empty()).then_some(accused)
    }
}

/// "two counts of *murder*": the noun that stands in the clause for what is counted.
fn counted(syntax: &Syntax<'_>, noun: usize) -> usize {
    let counts = syntax.token(noun).relation.is("nmod") && syntax.preposition(noun).as_deref() == Some("of");
    let head = syntax.head(noun).filter(|&head| counts && COUNTING.contains(&syntax.lemma(head)));
    head.map_or(noun, |head| syntax.first_conjunct(head))
}

/// The verb by which a noun is what somebody is accused of, and whether the noun is what is put upon him.
fn accusing(syntax: &Syntax<'_>, noun: usize) -> Option<(usize, bool)> {
    let upon = |verb: usize| syntax.prepositional(verb).iter().any(|(name, _)| UPON.contains(&name.as_str()));
    let described = syntax.children_by(noun, &["acl"]).find(|&verb| verb > noun && upon(verb));
    if let Some(verb) = described {
        return (syntax.deep_object(verb) == Some(noun)).then_some((verb, true));
    }
    let verb = syntax.head(noun).filter(|&verb| syntax.token(verb).upos == Upos::Verb)?;
    if syntax.deep_object(verb) == Some(noun) {
        // The tree may hang "on the rebels" on the attack.
        return Some((verb, true));
    }
    let relation = syntax.token(noun).relation;
    let matter = syntax.preposition(noun).is_some_and(|name| MATTER.contains(&name.as_str()));
    (matter && relation.is_any(&["obl", "advcl", "xcomp"])).then_some((verb, false))
}
