//! Whether a verb speaks of the past or of what is to come.

use super::resolve::Direction;
use super::words::TimeWords;
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_parse::Upos;

const MODALS: &[&str] =
    &["will", "shall", "would", "may", "might", "could", "must", "should", "can", "'ll", "wo", "ca"];

/// Which way a time lies, by the verb that governs its head.
pub(super) fn direction_of_time(scene: &Scene<'_>, head: Option<Word>, words: &TimeWords) -> Direction {
    let Some(word) = head else { return Direction::Unclear };
    let Some(syntax) = scene.sentences.get(word.sentence) else { return Direction::Unclear };
    let governor = std::iter::once(word.word)
        .chain(syntax.ancestors(word.word))
        .find(|&at| syntax.token(at).upos == Upos::Verb || syntax.child(at, &["cop", "aux"]).is_some());
    let direction = governor.map_or(Direction::Unclear, |verb| direction_of_verb(syntax, verb, words, 0));
    let ahead = governor.is_some_and(|verb| words.ahead.words.iter().any(|word| word == syntax.lemma(verb)));
    match syntax.preposition(word.word).as_deref() {
        Some("since") => Direction::Past,
        // "postponed until Tuesday", "has until Tuesday": the deadline lies ahead.
        Some("until" | "till" | "by" | "through") if ahead || direction == Direction::Unclear => Direction::Future,
        Some("for") if ahead && syntax.head(word.word) == governor => Direction::Future,
        _ => direction,
    }
}

/// Whether a verb, with its auxiliaries and what it depends on, is past or future.
pub(super) fn direction_of_verb(syntax: &Syntax<'_>, verb: usize, words: &TimeWords, depth: usize) -> Direction {
    if depth > 6 {
        return Direction::Unclear;
    }
    let token = syntax.token(verb);
    let lemma = syntax.lemma(verb);
    let form = |at: usize| syntax.token(at).form.to_lowercase();
    let auxiliaries: Vec<String> = syntax.children_by(verb, &["aux", "cop"]).map(form).collect();
    let any = |list: &[&str]| auxiliaries.iter().any(|word| list.contains(&word.as_str()));
    let ahead = words.ahead.words.iter().any(|word| word == lemma);
    if any(MODALS) {
        return if any(&["have", "'ve"]) { Direction::Past } else { Direction::Future };
    }
    let to = syntax.has_to(verb);
    if to {
        let above = syntax.head(verb).filter(|_| token.relation.is("xcomp"));
        return match above {
            Some(above) if words.aspectual.words.iter().any(|word| word == syntax.lemma(above)) => {
                direction_of_verb(syntax, above, words, depth + 1)
            }
            // "staged a rally to mark the entry on Friday": the purpose is as old as the act.
            _ if token.relation.is("advcl") => {
                match syntax.head(verb).map(|above| direction_of_verb(syntax, above, words, depth + 1)) {
                    Some(Direction::Past) => Direction::Unclear,
                    _ => Direction::Future,
                }
            }
            _ => Direction::Future,
        };
    }
    if any(&["had", "was", "were", "did", "'d"]) {
        return if ahead && any(&["was", "were"]) && syntax.is_past_participle(verb) {
            Direction::Unclear
        } else {
            Direction::Past
        };
    }
    if any(&["has", "have", "'ve"]) {
        return Direction::Past;
    }
    if any(&["is", "are", "am", "'s", "'re", "be"]) {
        return if ahead || token.feats.has("VerbForm", "Part") && token.feats.has("Tense", "Pres") {
            Direction::Future
        } else {
            Direction::Unclear
        };
    }
    if token.feats.has("Tense", "Past") {
        let participle = token.feats.has("VerbForm", "Part");
        return if participle && ahead && token.relation.is("acl") { Direction::Future } else { Direction::Past };
    }
    let present = token.feats.has("Tense", "Pres") && token.feats.has("VerbForm", "Fin");
    if present && ahead {
        return Direction::Future;
    }
    if token.relation.is_any(&["conj", "advcl", "acl", "xcomp"])
        && !present
        && let Some(above) = syntax.head(verb).filter(|&above| syntax.token(above).upos == Upos::Verb)
    {
        return direction_of_verb(syntax, above, words, depth + 1);
    }
    Direction::Unclear
}

/// Whether a verb stands in the pluperfect ("had arrested").
pub(super) fn is_pluperfect(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.children_by(verb, &["aux"]).any(|aux| matches!(&*syntax.token(aux).form.to_lowercase(), "had" | "'d"))
        && syntax.is_past_participle(verb)
}

/// Whether a verb stands in the perfect or present ("has ruled for", "rules for").
pub(super) fn reaches_the_present(syntax: &Syntax<'_>, verb: usize) -> bool {
    let token = syntax.token(verb);
    let perfect = syntax
        .children_by(verb, &["aux"])
        .any(|aux| matches!(&*syntax.token(aux).form.to_lowercase(), "has" | "have" | "'ve" | "is" | "are" | "'s"));
    perfect || token.feats.has("Tense", "Pres") && token.feats.has("VerbForm", "Fin")
}

/// Whether a predicate stands in the simple past, in which what happened is told in turn ("arrested", "was arrested").
pub(super) fn is_simple_past(syntax: &Syntax<'_>, predicate: usize) -> bool {
    let form = |at: usize| syntax.token(at).form.to_lowercase();
    let auxiliaries: Vec<String> = syntax.children_by(predicate, &["aux", "cop"]).map(form).collect();
    let token = syntax.token(predicate);
    match auxiliaries.as_slice() {
        [] => token.feats.has("Tense", "Past") && token.feats.has("VerbForm", "Fin"),
        list => list.iter().all(|word| matches!(word.as_str(), "was" | "were" | "did" | "being")),
    }
}
