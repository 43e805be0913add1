//! Denials that take up what somebody has said before: "Villagers say that soldiers beat them; the army denies *it*", "... *which*
//! the army denies", "The army rejected *the allegations*".
//!
//! The denial is a second account of the same acts, beside the claim.

use super::lexicon::{Construction, SayingRule, Slot};
use super::{Attribution, ContentForm, Finder, Source};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::{Act, Quote, Span};
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
    let untrue = called_untrue(finder, syntax, sentence);
    finder.found.extend(untrue);
    let answered = answered(finder, syntax, sentence);
    finder.found.extend(answered);
}

/// "Asked whether they had fired, he said *they had not*": the answer is of what was asked.
fn answered(finder: &Finder, syntax: &Syntax, sentence: usize) -> Option<Attribution> {
    let before = sentence.saturating_sub(1);
    let (asked, question) = finder.since(before).rev().find(|(_, found)| found.act == Act::AsksWhether)?;
    let (said, no) = finder.since(sentence).find_map(|(_, said)| {
        let [head] = said.heads[..] else { return None };
        let speaks = said.act == Act::States && !said.negated && !said.by_noun;
        let here = speaks && head.sentence == sentence && said.source.is_some_and(|source| source.speaks);
        here.then(|| is_answer(syntax, head.word)).flatten().map(|no| (said, no))
    })?;
    let rule = if no { denying(finder, "deny")? } else { finder.lexicon.unlisted()? };
    let source = said.source.filter(|source| question.source.is_none_or(|asker| asker.head != source.head))?;
    Some(denied(question, asked, said.cue_word, finder.scene.token(said.cue_word).span, source, rule))
}

/// Whether a clause is a mere yes or no: "they had", "it had not", "no". True: no.
fn is_answer(syntax: &Syntax, head: usize) -> Option<bool> {
    let bare = syntax
        .children(head)
        .iter()
        .all(|&child| syntax.token(child).relation.is_any(&["nsubj", "advmod", "punct", "mark", "expl"]));
    let short = syntax.subtree(head).len() <= 5;
    let carries = matches!(syntax.lemma(head), "have" | "do" | "be" | "will" | "would" | "can" | "could");
    match syntax.lemma(head) {
        "no" => Some(true),
        "yes" => Some(false),
        _ => (bare && short && carries).then(|| syntax.is_negated(head)),
    }
}

fn denial(finder: &Finder, syntax: &Syntax, verb: Word) -> Option<Attribution> {
    let token = syntax.token(verb.word);
    if token.upos != Upos::Verb {
        return None;
    }
    // "..., which the ministry called baseless"
    let calls = describes(syntax, verb.word) && calls_untrue(finder, syntax, verb.word);
    let own = denying(finder, &finder.lexicon.lemma(Slot::Verb, token));
    // "..., a claim *disputed* by the army"
    let doubts = || {
        finder
            .lexicon
            .find(Slot::Verb, &finder.lexicon.lemma(Slot::Verb, token))
            .find(|rule| rule.act == Act::Doubts && rule.takes(Construction::Claim) && describes(syntax, verb.word))
    };
    let rule = own.or_else(|| denying(finder, "deny").filter(|_| calls)).or_else(doubts)?;
    let object = taken_up(syntax, verb.word).filter(|_| !syntax.is_negated(verb.word))?;
    let subject = syntax.deep_subject(verb.word)?;
    let source = Source::new(finder.scene, finder.lexicon, verb.sentence, subject, verb.word);
    // Claims are baseless, whatever noun the tree hangs the clause on.
    let noun = if calls { claim_noun_before(finder, verb) } else { antecedent(syntax, verb.word) };
    // "The agency said they had fled, but later *withdrew* the report": one's own claim.
    let own = finder.lexicon.retracting.contains(&*finder.lexicon.lemma(Slot::Verb, token));
    let by = (!own).then_some(&source);
    let index = claim_before(finder, verb, by, noun).filter(|_| source.speaks)?;
    let claim = finder.found.get(index)?;
    if !points_back(finder, syntax, verb.word, object) && !names_act_of(finder, syntax, object, claim) {
        return None;
    }
    Some(denied(claim, index, verb, token.span, source, rule))
}

/// Who does what a clause tells, by the tree.
fn doer_of(finder: &Finder, clause: Word) -> Option<usize> {
    finder.scene.sentences.get(clause.sentence)?.deep_subject(clause.word)
}

/// "*That is not true*, the minister said", "The army said *the report was untrue*", "The governor says *this never happened*".
fn called_untrue(finder: &Finder, syntax: &Syntax, sentence: usize) -> Vec<Attribution> {
    let verdicts = &finder.lexicon.verdicts;
    // "the army says it did no such thing", "insists it did not"
    let says_no = |predicate: usize| did_no_such_thing(syntax, predicate) || is_answer(syntax, predicate) == Some(true);
    let is_untrue = |predicate: usize| {
        let untrue = verdicts.is_untruth(syntax.token(predicate));
        if finder.lexicon.occurring.contains(syntax.lemma(predicate)) && syntax.token(predicate).upos == Upos::Verb {
            return syntax.is_negated(predicate);
        }
        if says_no(predicate) {
            return true;
        }
        syntax.child(predicate, &["cop"]).is_some()
            && (untrue || verdicts.is_truth(syntax.token(predicate)))
            && untrue != syntax.is_negated(predicate)
    };
    let said = |(_, said): (usize, &Attribution)| {
        let speaks = said.act == Act::States && !said.negated && !said.by_noun;
        let source = said.source.filter(|source| speaks && source.speaks)?;
        let verdict = said.heads.iter().find(|head| head.sentence == sentence && is_untrue(head.word))?;
        let subject = syntax.child(verdict.word, &["nsubj"])?;
        let index = claim_before(finder, *verdict, Some(&source), None)?;
        let claim = finder.found.get(index);
        // "We did no such thing": what nobody is said to have done is no act of theirs.
        let is_done = |claim: &&Attribution| claim.heads.iter().any(|head| doer_of(finder, *head).is_some());
        let denies_it = says_no(verdict.word) && claim.as_ref().is_some_and(is_done);
        let claim = claim.filter(|_| denies_it || points_back(finder, syntax, verdict.word, subject))?;
        let rule = denying(finder, "deny")?;
        Some(denied(claim, index, said.cue_word, finder.scene.token(said.cue_word).span, source, rule))
    };
    finder.since(sentence).filter_map(said).collect()
}

/// "it *did* no such thing", "they had *done* nothing of the kind", "he had not *done* so"
fn did_no_such_thing(syntax: &Syntax, does: usize) -> bool {
    let no_such = |thing: usize| {
        let of_the_kind =
            || syntax.children_by(thing, &["nmod"]).any(|kind| matches!(syntax.lemma(kind), "kind" | "sort"));
        let such = || syntax.children_by(thing, &["amod", "det"]).any(|word| syntax.lemma(word) == "such");
        match syntax.lemma(thing) {
            "thing" => such() && (syntax.is_negated(thing) || syntax.is_negated(does)),
            "nothing" => of_the_kind(),
            "anything" => of_the_kind() && syntax.is_negated(does),
            "so" | "that" | "this" => syntax.is_negated(does),
            _ => false,
        }
    };
    syntax.lemma(does) == "do" && syntax.children_by(does, &["obj", "advmod"]).any(no_such)
}

/// "called *baseless*", "described as *fiction*"
fn calls_untrue(finder: &Finder, syntax: &Syntax, verb: usize) -> bool {
    let verdicts = &finder.lexicon.verdicts;
    verdicts.calling.contains(syntax.lemma(verb))
        && syntax.children_by(verb, &["xcomp", "obj", "obl", "ccomp"]).any(|predicate| {
            predicate > verb && verdicts.is_untruth(syntax.token(predicate)) && !syntax.is_negated(predicate)
        })
}

/// Whether a verb describes the noun that it hangs on: "..., *which* the army denies", "*rejected* by the army".
fn describes(syntax: &Syntax, verb: usize) -> bool {
    is_relative(syntax, verb) || syntax.token(verb).relation.is("acl")
}

/// The rule by which a verb denies claims.
fn denying<'f>(finder: &Finder<'f, '_>, verb: &str) -> Option<&'f SayingRule> {
    finder.lexicon.find(Slot::Verb, verb).find(|rule| rule.act == Act::Denies && rule.takes(Construction::Claim))
}

fn denied(claim: &Attribution, index: usize, verb: Word, cue: Span, source: Source, rule: &SayingRule) -> Attribution {
    Attribution {
        form: ContentForm::Noun,
        quote: Quote::Indirect,
        carried: true,
        ..claim.taken_over(index, verb, cue, Some(source), rule)
    }
}

/// What is denied: the object, or what a clause that denies it describes.
fn taken_up(syntax: &Syntax<'_>, verb: usize) -> Option<usize> {
    let object =
        if syntax.is_passive(verb) { syntax.child(verb, &["nsubj:pass"]) } else { syntax.child(verb, &["obj"]) };
    // "..., a charge (that) the army denies", "an accusation rejected by the army"
    let active = is_relative(syntax, verb) && !syntax.is_passive(verb);
    object.or_else(|| syntax.head(verb).filter(|_| active || is_participle(syntax, verb)))
}

/// Whether words only point back: "it", "which", "the allegations".
fn points_back(finder: &Finder, syntax: &Syntax, verb: usize, object: usize) -> bool {
    let token = syntax.token(object);
    // "..., *something* the army denies"
    if token.lemma.eq_ignore_ascii_case("something") {
        return describes(syntax, verb);
    }
    if matches!(&*token.form.to_lowercase(), "it" | "this" | "that" | "which") {
        return syntax.child(object, &["nmod", "acl", "acl:relcl"]).is_none();
    }
    // "denied any such thing"
    if token.lemma.eq_ignore_ascii_case("thing")
        && syntax.children_by(object, &["amod", "det"]).any(|such| syntax.lemma(such) == "such")
    {
        return true;
    }
    // The comma may hang on the noun or stand before all that does.
    let is_comma = |word: usize| &*syntax.token(word).form == ",";
    let comma = |first: usize| is_comma(first) || first.checked_sub(1).is_some_and(is_comma);
    let appended = describes(syntax, verb) && syntax.subtree(object).into_iter().min().is_some_and(comma);
    let is_claim =
        finder.lexicon.find(Slot::Noun, &finder.lexicon.lemma(Slot::Noun, token)).any(|rule| rule.act == Act::States);
    token.upos == Upos::Noun && is_claim && (appended || is_known(syntax, object))
}

/// "the allegations", and nothing that says which.
fn is_known(syntax: &Syntax, noun: usize) -> bool {
    let definite = syntax
        .children_by(noun, &["det"])
        .any(|det| matches!(syntax.lemma(det), "the" | "this" | "that" | "these" | "those" | "all" | "both"));
    definite && syntax.children_by(noun, &["acl", "nmod", "ccomp"]).all(|child| child < noun)
}

/// "Police detained nine of them, they say. The ministry denied *the detentions*": a noun of what was claimed.
fn names_act_of(finder: &Finder, syntax: &Syntax, noun: usize, claim: &Attribution) -> bool {
    let token = syntax.token(noun);
    let act = token.lemma.to_lowercase();
    let alike = |word: &str| {
        let common = act.chars().zip(word.chars()).take_while(|(one, other)| one == other).count();
        common >= STEM && common + ENDING >= act.chars().count().min(word.chars().count())
    };
    let heads = claim.heads.iter().any(|&head| {
        let scene = finder.scene.token(head);
        matches!(scene.upos, Upos::Verb | Upos::Noun) && alike(&scene.lemma.to_lowercase())
    });
    token.upos == Upos::Noun && is_known(syntax, noun) && heads
}

/// Letters that a noun of action shares with its verb at least, and those in which they may differ at the end.
const STEM: usize = 4;
const ENDING: usize = 3;

/// The noun that a clause which denies it describes: "*allegations* ..., which the ministry called baseless".
fn antecedent(syntax: &Syntax, verb: usize) -> Option<usize> {
    syntax.head(verb).filter(|_| describes(syntax, verb))
}

/// The last noun of saying before a verb in its sentence.
fn claim_noun_before(finder: &Finder, verb: Word) -> Option<usize> {
    let nouns = finder.since(verb.sentence).filter(|(_, found)| found.by_noun).map(|(_, found)| found.cue_word.word);
    nouns.filter(|&noun| noun < verb.word).max()
}

/// The nearest claim before a denial that another than `by` made by name, or the one by `noun`.
fn claim_before(finder: &Finder, denial: Word, by: Option<&Source>, noun: Option<usize>) -> Option<usize> {
    let scene = finder.scene;
    let at = scene.token(denial).span.start;
    // "..., *which* the army denies" stands inside of what is said.
    let syntax = &scene.sentences[denial.sentence];
    let relative = is_relative(syntax, denial.word) || is_participle(syntax, denial.word);
    let fits = |found: &Attribution| {
        let made = found.source.is_some_and(|source| {
            source.speaks && by.is_none_or(|by| source.head != by.head && !is_alike(finder, &source, by))
        });
        let described = found.by_noun
            && found.cue_word.sentence == denial.sentence
            && noun.is_some_and(|noun| syntax.first_conjunct(noun) == syntax.first_conjunct(found.cue_word.word));
        // "were *reportedly* detained by the army, which the ministry denied"
        let claimed = noun.is_some_and(|noun| finder.lexicon.names_saying(syntax.token(noun)));
        let hearsay = found.source.is_none() && !claimed && scene.token(found.cue_word).upos == Upos::Adv;
        (made || hearsay || found.source.is_none() && described)
            && matches!(found.act, Act::States | Act::Believes)
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

/// "rejected by the army", beside the noun that it describes.
fn is_participle(syntax: &Syntax<'_>, verb: usize) -> bool {
    syntax.token(verb).relation.is("acl") && !is_relative(syntax, verb) && syntax.own_agent(verb).is_some()
}
