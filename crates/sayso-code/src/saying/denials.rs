//! Denials that take up what somebody has said before: "Villagers say that soldiers beat them; the army denies *it*", "... *which*
//! the army denies", "The army rejected *the allegations*".
//!
//! The denial is a second account of the same acts, beside the claim.

use super::lexicon::{Construction, Slot};
use super::{Attribution, ContentForm, Finder, Source};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{Act, Quote};
use sayso_parse::Upos;

/// Sentences before a denial in which the claim must stand.
const REACH: usize = 2;

/// Adds the denials of a sentence that take up a claim made before them.
pub(super) fn take_up(finder: &mut Finder, sentence: usize) {
    let syntax = finder.syntax(sentence);
    for word in 0..syntax.len() {
        if let Some(denial) = denial(finder, syntax, Word::new(sentence, word)) {
            finder.found.push(denial);
        }
    }
}

fn denial(finder: &Finder, syntax: &Syntax, verb: Word) -> Option<Attribution> {
    let token = syntax.token(verb.word);
    if token.upos != Upos::Verb {
        return None;
    }
    let lemma = finder.lexicon.lemma(Slot::Verb, token);
    let mut rules = finder.lexicon.find(Slot::Verb, &lemma);
    let rule = rules.find(|rule| rule.act == Act::Denies && rule.takes(Construction::Claim))?;
    if syntax.is_negated(verb.word) || !takes_up(finder, syntax, verb.word) {
        return None;
    }
    let subject = syntax.deep_subject(verb.word)?;
    let source = Source::new(finder.scene, finder.lexicon, verb.sentence, subject, verb.word);
    let index = claim_before(finder, verb, &source).filter(|_| source.speaks)?;
    let claim = finder.found.get(index)?;
    Some(Attribution {
        form: ContentForm::Noun,
        quote: Quote::Indirect,
        carried: true,
        ..claim.taken_over(index, verb, token.span, Some(source), rule)
    })
}

/// Whether the object of a verb only points back: "it", "which", "the allegations".
fn takes_up(finder: &Finder, syntax: &Syntax, verb: usize) -> bool {
    let object =
        if syntax.is_passive(verb) { syntax.child(verb, &["nsubj:pass"]) } else { syntax.child(verb, &["obj"]) };
    // "..., a charge (that) the army denies", "an accusation rejected by the army"
    let described = || {
        let participle = syntax.token(verb).relation.is("acl") && syntax.own_agent(verb).is_some();
        syntax.head(verb).filter(|_| is_relative(syntax, verb) && !syntax.is_passive(verb) || participle)
    };
    let Some(object) = object.or_else(described) else { return false };
    let token = syntax.token(object);
    if matches!(&*token.form.to_lowercase(), "it" | "this" | "that" | "which") {
        return syntax.child(object, &["nmod", "acl", "acl:relcl"]).is_none();
    }
    // The comma may hang on the noun or stand before all that does.
    let is_comma = |word: usize| &*syntax.token(word).form == ",";
    let comma = |first: usize| is_comma(first) || first.checked_sub(1).is_some_and(is_comma);
    let describes = is_relative(syntax, verb) || syntax.token(verb).relation.is("acl");
    let appended = describes && syntax.subtree(object).into_iter().min().is_some_and(comma);
    let definite = syntax
        .children_by(object, &["det"])
        .any(|det| matches!(syntax.lemma(det), "the" | "this" | "that" | "these" | "those" | "all" | "both"));
    let tells = ["acl", "nmod", "ccomp"]
        .iter()
        .any(|&relation| syntax.children_by(object, &[relation]).any(|child| child > object));
    let is_claim =
        finder.lexicon.find(Slot::Noun, &finder.lexicon.lemma(Slot::Noun, token)).any(|rule| rule.act == Act::States);
    token.upos == Upos::Noun && is_claim && (appended || definite && !tells)
}

/// The nearest claim before a denial that another made by name.
fn claim_before(finder: &Finder, denial: Word, by: &Source) -> Option<usize> {
    let scene = finder.scene;
    let at = scene.token(denial).span.start;
    // "..., *which* the army denies" stands inside of what is said.
    let relative = is_relative(&scene.sentences[denial.sentence], denial.word);
    let fits = |found: &Attribution| {
        let made = found
            .source
            .is_some_and(|source| source.speaks && source.head != by.head && !is_alike(finder, &source, by));
        made && matches!(found.act, Act::States | Act::Believes)
            && !found.negated
            && !found.holds_nothing
            && !found.presupposes
            && !found.is_medium
            && found.quote != Quote::Scare
            && found.cue_word.sentence + REACH >= denial.sentence
            && scene.token(found.cue_word).span.start < at
            && found.content.iter().all(|part| part.start < at)
            && (relative || !found.covers(scene.token(denial).span))
    };
    let claims = finder.found.iter().enumerate().filter(|(_, found)| fits(found));
    claims.max_by_key(|(index, found)| (found.cue_word, *index)).map(|(index, _)| index)
}

/// Whether two sources are called by the same word.
fn is_alike(finder: &Finder, one: &Source, other: &Source) -> bool {
    one.lemma(finder.scene).eq_ignore_ascii_case(other.lemma(finder.scene))
}

fn is_relative(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.token(verb).relation.is_any(&["acl:relcl", "advcl:relcl"])
}
