//! Nouns of saying: "X's claim that ...", "an allegation by X that ...", "the report of ...", "in X's words".

use super::lexicon::Slot;
use super::{Construction, ContentForm, Draft, Finder, SayingRule, Source};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::Act;
use sayso_parse::{EntityKind, Upos};

/// Finds what the nouns of a sentence attribute.
pub(super) fn find(finder: &mut Finder, sentence: usize) {
    let syntax = finder.syntax(sentence);
    for word in 0..syntax.len() {
        let token = syntax.token(word);
        if token.upos != Upos::Noun || token.relation.is("compound") {
            continue;
        }
        let lexicon = finder.lexicon;
        let lemma = lexicon.lemma(Slot::Noun, token);
        for rule in lexicon.find(Slot::Noun, &lemma) {
            if attribute(finder, syntax, sentence, word, rule) {
                break;
            }
        }
    }
}

fn attribute(finder: &mut Finder, syntax: &Syntax, sentence: usize, word: usize, rule: &SayingRule) -> bool {
    let Some((heads, without)) = what_is_said(finder, syntax, sentence, word, rule) else { return false };
    let mut cue = vec![word];
    if rule.takes(Construction::Manner) {
        cue.extend(syntax.children_by(word, &["case"]));
        cue.sort_unstable();
    }
    let source = source_of(finder, syntax, sentence, word);
    let is_clause = heads
        .iter()
        .all(|&head| syntax.token(head).upos == Upos::Verb || syntax.child(head, &["cop", "mark"]).is_some());
    let form = if is_clause && heads.iter().all(|&head| syntax.has_to(head)) {
        ContentForm::Infinitive
    } else if is_clause {
        ContentForm::Clause
    } else {
        ContentForm::Noun
    };
    let by_noun = !rule.takes(Construction::Manner);
    let holds_nothing = source.is_none() && !rule.open;
    let act = if rule.act == Act::Asks
        && heads
            .iter()
            .any(|&head| syntax.children_by(head, &["mark"]).any(|mark| matches!(syntax.lemma(mark), "whether" | "if")))
    {
        Act::AsksWhether
    } else {
        rule.act
    };
    let draft = Draft {
        rule,
        cue_word: Word::new(sentence, word),
        cue,
        source,
        heads,
        without,
        form,
        by_noun,
        holds_nothing,
        act,
        // "no evidence that"
        negated: syntax.is_negated(word),
    };
    finder.add(draft).is_some()
}

fn what_is_said(
    finder: &Finder,
    syntax: &Syntax,
    sentence: usize,
    word: usize,
    rule: &SayingRule,
) -> Option<(Vec<usize>, Vec<usize>)> {
    if rule.takes(Construction::Manner) {
        // "in X's words": what the clause says in which it stands.
        let is_phrase = matches!(syntax.preposition(word).as_deref(), Some("in" | "by" | "to" | "on"));
        let owner = owner_of(syntax, word);
        let is_somebody = owner.is_some_and(|owner| {
            Source::new(finder.scene, finder.lexicon, sentence, owner, word).is_somebody(finder.scene, finder.lexicon)
        });
        if is_phrase && is_somebody && syntax.token(word).relation.is("obl") {
            let clause = clause_above(syntax, word)?;
            return Some((vec![clause], vec![word]));
        }
        return None;
    }
    if rule.takes(Construction::Clause) {
        let clause = syntax.children_by(word, &["acl", "ccomp", "appos", "dep"]).find(|&clause| {
            clause > word
                // A relative clause has no conjunction; what is labelled one and has it holds what is said.
                && syntax
                    .children_by(clause, &["mark"])
                    .any(|mark| matches!(syntax.lemma(mark), "that" | "whether" | "if"))
                && syntax.child(clause, &["nsubj", "csubj", "expl"]).is_some()
        });
        let owned = syntax.possessor(word).is_some();
        let clause = clause.or_else(|| contact_clause(syntax, word).filter(|_| rule.open || owned));
        if let Some(clause) = clause {
            return Some((vec![clause], Vec::new()));
        }
        // "The claim is that they had fled."
        if syntax.token(word).relation.is("nsubj:outer") {
            return syntax.head(word).map(|head| (vec![head], vec![word]));
        }
        if syntax.token(word).relation.is("nsubj")
            && let Some(head) =
                syntax.head(word).filter(|&head| syntax.lemma(head) == "be" && syntax.child(head, &["ccomp"]).is_some())
        {
            return syntax.child(head, &["ccomp"]).map(|clause| (vec![clause], Vec::new()));
        }
    }
    if rule.takes(Construction::Infinitive) {
        let infinitive =
            syntax.children_by(word, &["acl", "xcomp"]).find(|&clause| clause > word && syntax.has_to(clause));
        if let Some(infinitive) = infinitive {
            return Some((vec![infinitive], Vec::new()));
        }
    }
    let heads: Vec<usize> = syntax
        .prepositional(word)
        .into_iter()
        .filter(|(preposition, child)| {
            rule.content_after.contains(preposition)
                && matches!(syntax.token(*child).upos, Upos::Noun | Upos::Verb)
                && *child > word
        })
        .flat_map(|(_, child)| syntax.conjuncts(child))
        .collect();
    (!heads.is_empty()).then_some((heads, Vec::new()))
}

/// "accusations he beat an employee": a clause without "that", which the parser takes for a relative one, though nothing
/// is missing from it.
fn contact_clause(syntax: &Syntax, noun: usize) -> Option<usize> {
    syntax.children_by(noun, &["acl", "acl:relcl", "ccomp"]).find(|&clause| {
        let subject = syntax.child(clause, &["nsubj"]);
        clause > noun
            && subject.is_some_and(|subject| !syntax.token(subject).feats.has("PronType", "Rel"))
            && !syntax.children(clause).iter().any(|&child| syntax.token(child).feats.has("PronType", "Rel"))
            && syntax
                .conjuncts(clause)
                .into_iter()
                .any(|verb| syntax.child(verb, &["obj", "obl", "cop", "ccomp"]).is_some())
    })
}

/// The clause that a phrase stands in.
pub(super) fn clause_above(syntax: &Syntax, word: usize) -> Option<usize> {
    let mut at = syntax.head(word)?;
    for _ in 0..syntax.len() {
        let token = syntax.token(at);
        let is_clause = token.upos == Upos::Verb
            || syntax.child(at, &["nsubj", "csubj", "cop", "expl"]).is_some()
            || token.relation.is_any(&["root", "ccomp", "parataxis"]);
        // An infinitive or a light predicate belongs to the clause above it.
        if is_clause && !token.relation.is_any(&["xcomp", "amod"]) {
            return Some(at);
        }
        at = syntax.head(at)?;
    }
    None
}

fn owner_of(syntax: &Syntax, word: usize) -> Option<usize> {
    syntax.possessor(word).or_else(|| {
        syntax.prepositional(word).into_iter().find(|(preposition, _)| preposition == "of").map(|(_, child)| child)
    })
}

/// Who made the claim: its owner, "by X", the name before it, or who makes, issues, repeats it.
fn source_of(finder: &Finder, syntax: &Syntax, sentence: usize, word: usize) -> Option<Source> {
    let make = |head: usize| Some(Source::new(finder.scene, finder.lexicon, sentence, head, word));
    if let Some(owner) = syntax.possessor(word) {
        return make(owner);
    }
    let heads_content = |child: usize| syntax.token(child).upos == Upos::Verb;
    let by = syntax
        .prepositional(word)
        .into_iter()
        .find(|(preposition, child)| matches!(preposition.as_str(), "by" | "from" | "among") && !heads_content(*child));
    if let Some((_, child)) = by {
        return make(child);
    }
    // "claims made by X", not "claims that the man was arrested by X"
    let made = |verb: &usize| syntax.is_passive(*verb) && syntax.child(*verb, &["nsubj"]).is_none();
    if let Some(agent) = syntax.children_by(word, &["acl"]).filter(made).find_map(|verb| syntax.agent(verb)) {
        return make(agent);
    }
    let name = syntax.children_by(word, &["compound", "amod", "nmod"]).find(|&child| {
        child < word
            && finder.scene.entity_at(Word::new(sentence, child)).is_some_and(|entity| {
                matches!(
                    entity.kind,
                    EntityKind::Organization | EntityKind::Norp | EntityKind::Location | EntityKind::Person
                )
            })
            || child < word
                && syntax.token(child).relation.is("compound")
                && [&finder.lexicon.people, &finder.lexicon.bodies]
                    .iter()
                    .any(|list| list.contains(syntax.lemma(child)))
    });
    if let Some(name) = name {
        return make(name);
    }
    let of = syntax.prepositional(word).into_iter().find(|(preposition, child)| {
        preposition == "of" && finder.scene.entity_at(Word::new(sentence, *child)).is_some()
    });
    if let Some((_, child)) = of {
        return make(child);
    }
    // "X made the claim that", "X has the impression that"
    let verb = syntax.head(word).filter(|_| syntax.token(word).relation.is_any(&["obj", "obl", "nsubj:pass"]))?;
    if finder.lexicon.light_verbs.contains(syntax.lemma(verb)) {
        let subject = syntax.deep_subject(verb).filter(|&subject| subject != word)?;
        return make(subject).filter(|source| source.is_somebody(finder.scene, finder.lexicon));
    }
    None
}

/// "cast *doubt* on the claim that they fled", "*doubts* about the claim": the rule by which the claim is doubted.
fn doubting<'f>(finder: &Finder<'f, '_>, syntax: &Syntax, noun: usize, above: usize) -> Option<&'f SayingRule> {
    let is_doubt = |word: usize| {
        let token = syntax.token(word);
        let lemma = finder.lexicon.lemma(Slot::Noun, token);
        token.upos == Upos::Noun && finder.lexicon.find(Slot::Noun, &lemma).any(|rule| rule.act == Act::Doubts)
    };
    let about = matches!(syntax.preposition(noun).as_deref(), Some("on" | "about" | "over" | "upon" | "around"));
    let doubts = is_doubt(above) || syntax.children_by(above, &["obj", "nsubj", "nsubj:pass"]).any(is_doubt);
    let lexicon = finder.lexicon;
    (about && doubts).then(|| lexicon.find(Slot::Verb, "doubt").find(|rule| rule.act == Act::Doubts)).flatten()
}

/// "found nothing to *support* the claim", "no evidence *supporting* the claim"
fn finds_nothing_to(syntax: &Syntax, verb: usize) -> bool {
    let noun = syntax.head(verb).filter(|_| syntax.token(verb).relation.is_any(&["acl", "advcl"]));
    noun.is_some_and(|noun| matches!(syntax.lemma(noun), "nothing" | "little" | "none") || syntax.is_negated(noun))
}

/// "X denied the claim that they fled": X denies what the claim holds.
///
/// `from` is the index of the sentence's first attribution.
pub(super) fn take_over_claims(finder: &mut Finder, sentence: usize, from: usize) {
    let syntax = finder.syntax(sentence);
    for index in from..finder.found.len() {
        let Some(claim) = finder.found.get(index) else { break };
        let noun = claim.cue_word.word;
        // A request is turned down, not denied.
        let is_wish = matches!(claim.act, Act::Asks | Act::AsksWhether | Act::Wants | Act::Promises | Act::Threatens);
        if syntax.token(noun).upos != Upos::Noun || claim.is_medium || is_wish {
            continue;
        }
        let noun = syntax.first_conjunct(noun);
        let Some(verb) = syntax.head(noun) else { continue };
        let lexicon = finder.lexicon;
        let lemma = lexicon.lemma(Slot::Verb, syntax.token(verb));
        let is_object = syntax.token(noun).relation.is_any(&["obj", "nsubj:pass"]);
        // "laughed *off* claims that ...", "scoffed *at* the suggestion that ..."
        let companion = |second: &str| {
            let particle = syntax.children_by(verb, &["compound:prt"]).any(|at| syntax.lemma(at) == second);
            let object = is_object || syntax.token(noun).relation.is("obl") && syntax.preposition(noun).is_none();
            object && particle || syntax.preposition(noun).as_deref() == Some(second)
        };
        let mut single = lexicon.find(Slot::Verb, &lemma).filter(|_| is_object);
        let double = lexicon.find_double(Slot::Verb, &lemma).filter(|(second, _)| companion(second));
        let takes = |rule: &&SayingRule| rule.takes(Construction::Claim);
        let taking = single.find(takes).or_else(|| double.map(|(_, rule)| rule).find(takes));
        let Some(rule) = taking.or_else(|| doubting(finder, syntax, noun, verb)) else { continue };
        let negated = syntax.is_negated(verb) || finds_nothing_to(syntax, verb);
        let source =
            syntax.deep_subject(verb).map(|subject| Source::new(finder.scene, lexicon, sentence, subject, verb));
        let mut taken = claim.taken_over(index, Word::new(sentence, verb), syntax.token(verb).span, source, rule);
        taken.negated = negated;
        // "retracted *its* report that": what is taken back is claimed no more.
        let own = syntax.possessor(noun).is_some_and(|owner| syntax.token(owner).upos == Upos::Pron);
        let takes_back = rule.act == Act::Denies && own && !negated && finder.lexicon.retracting.contains(&*lemma);
        // "dismissed the denial that they had fired"
        if rule.act == Act::Denies && claim.act == Act::Denies {
            taken.act = Act::States;
        }
        finder.found.push(taken);
        if let Some(claim) = finder.found.get_mut(index).filter(|_| takes_back) {
            claim.holds_nothing = true;
        }
    }
}
