//! Verbs and predicates of saying with what is said.

use super::lexicon::Slot;
use super::speakers::{is_citing, source_beside, source_of};
use super::{Construction, ContentForm, Draft, Finder, SayingLexicon, SayingRule, Source};
use super::{cues, media};
use crate::scene::Word;
use crate::syntax::Syntax;
use sayso_core::Act;
use sayso_parse::Upos;

/// Finds what the verbs and predicate adjectives of a sentence attribute.
pub(super) fn find(finder: &mut Finder, sentence: usize) {
    let syntax = finder.syntax(sentence);
    for word in 0..syntax.len() {
        let token = syntax.token(word);
        let slot = match token.upos {
            Upos::Verb | Upos::Aux => Slot::Verb,
            Upos::Adj | Upos::Noun => Slot::Predicate,
            _ => continue,
        };
        if slot == Slot::Verb {
            let found = match_rules(finder, syntax, sentence, word, slot);
            // A participle that works as an adjective: "was convinced that".
            if found || token.upos == Upos::Aux {
                continue;
            }
        }
        // "made sure that" is no belief.
        let is_made = syntax.token(word).relation.is("xcomp")
            && syntax.head(word).is_some_and(|head| syntax.lemma(head) == "make");
        if !is_made {
            match_rules(finder, syntax, sentence, word, Slot::Predicate);
        }
    }
}

/// Tries the rules of a word, those with a companion first; the first that holds something wins.
fn match_rules(finder: &mut Finder, syntax: &Syntax, sentence: usize, word: usize, slot: Slot) -> bool {
    let lexicon = finder.lexicon;
    let lemma = lexicon.lemma(slot, syntax.token(word));
    for (second, rule) in lexicon.find_double(slot, &lemma) {
        let companion = syntax.children(word).iter().copied().find(|&child| {
            syntax.lemma(child) == second
                && syntax.token(child).relation.is_any(&[
                    "compound:prt",
                    "obj",
                    "xcomp",
                    "obl",
                    "advmod",
                    "case",
                    "fixed",
                    "amod",
                ])
        });
        if let Some(companion) = companion
            && attribute(finder, syntax, sentence, word, Some(companion), rule, slot)
        {
            return true;
        }
    }
    // "thought out", "told off" mean something else.
    if syntax.child(word, &["compound:prt"]).is_some() {
        return false;
    }
    // Rules of certain sources go before those of any.
    let rules = || lexicon.find(slot, &lemma);
    let certain = rules().filter(|rule| !rule.only.is_empty());
    for rule in certain.chain(rules().filter(|rule| rule.only.is_empty())) {
        if attribute(finder, syntax, sentence, word, None, rule, slot) {
            return true;
        }
    }
    false
}

/// The words that only carry a verb of saying: "*went on to* say", "*is going to* say", "*seems to* suggest".
fn carrying(syntax: &Syntax, word: usize) -> Vec<usize> {
    let governor = syntax.head(word).filter(|&head| {
        syntax.token(word).relation.is("xcomp")
            && syntax.has_to(word)
            && head < word
            && matches!(
                syntax.lemma(head),
                "go" | "have"
                    | "need"
                    | "want"
                    | "seem"
                    | "appear"
                    | "tend"
                    | "begin"
                    | "start"
                    | "continue"
                    | "like"
                    | "able"
                    | "proceed"
                    | "get"
            )
    });
    let Some(governor) = governor else { return Vec::new() };
    let mut words = vec![governor];
    words.extend(syntax.children_by(governor, &["aux", "cop", "compound:prt"]));
    words.extend(syntax.children_by(word, &["mark"]).filter(|&mark| mark < word));
    words
}

/// What is said, and how the verb takes it.
pub(super) struct Said {
    pub(super) heads: Vec<usize>,
    pub(super) without: Vec<usize>,
    pub(super) form: ContentForm,
    pub(super) act: Option<Act>,
}

fn attribute(
    finder: &mut Finder,
    syntax: &Syntax,
    sentence: usize,
    word: usize,
    companion: Option<usize>,
    rule: &SayingRule,
    slot: Slot,
) -> bool {
    if syntax.token(word).relation.is_any(&["amod", "compound", "case", "mark", "fixed"]) {
        return false;
    }
    if syntax
        .children_by(word, &["advmod"])
        .any(|adverb| rule.not_adverb.iter().any(|other| other == syntax.lemma(adverb)))
    {
        return false;
    }
    let said = what_is_said(finder, syntax, word, companion, rule);
    let Some(said) = said else { return false };
    // Where the model is sure that the verb hands no clause to anybody ("as long as they are held to").
    let is_told = slot == Slot::Verb && said.form == ContentForm::Clause && !matches!(rule.act, Act::Wants | Act::Asks);
    if is_told && syntax.token(word).cue.is_some_and(|cue| cue < finder.lexicon.head.never) {
        return false;
    }
    let asked = is_asked(syntax, word, &said);
    let mut source = source_of(finder, syntax, sentence, word, slot).filter(|_| !asked);
    if slot == Slot::Verb && !asked && !syntax.is_passive(word) && said.form == ContentForm::Clause {
        // A speaker doesn't stand inside the quotation.
        let span = syntax.token(word).span;
        let is_inside = source.is_some_and(|source| {
            let around = finder.quotation_at(source.span);
            around.is_some_and(|quote| !quote.outer.contains(span))
        });
        if is_inside || source.is_none() {
            let beside = source_beside(finder, syntax, sentence, word, &said.heads).or_else(|| {
                let is_sure = cues::is_sure(finder.lexicon, syntax.token(word)) && !is_impersonal(syntax, word);
                let speaker = is_sure.then(|| cues::speaker(finder, syntax, sentence, word, &said.heads)).flatten();
                speaker.filter(|source| source.speaks)
            });
            source = beside.or(source.filter(|_| !is_inside));
        }
    }
    if !rule.only.is_empty()
        && !source.is_some_and(|source| rule.only.iter().any(|noun| noun == source.lemma(finder.scene)))
    {
        return false;
    }
    // "you know" is a filler, "ensure that" with a thing as its subject no speech.
    let is_filler = source.is_some_and(|source| source.lemma(finder.scene).eq_ignore_ascii_case("you"))
        && syntax.token(word).relation.is("parataxis");
    if is_filler {
        return false;
    }
    conclude(finder, Verb { sentence, word, companion, rule, slot }, said, source).is_some()
}

/// A verb or predicate that a rule lists.
pub(super) struct Verb<'r> {
    pub(super) sentence: usize,
    pub(super) word: usize,
    pub(super) companion: Option<usize>,
    pub(super) rule: &'r SayingRule,
    pub(super) slot: Slot,
}

/// "*Asked* whether they had left, he said": asked by others.
fn is_asked(syntax: &Syntax, word: usize, said: &Said) -> bool {
    said.act == Some(Act::AsksWhether)
        && syntax.token(word).relation.is("advcl")
        && syntax.token(word).form.ends_with("ed")
        && syntax.child(word, &["nsubj", "aux", "mark", "obj"]).is_none()
}

/// "It is feared that", "it says that": nobody in particular.
fn is_impersonal(syntax: &Syntax, word: usize) -> bool {
    syntax.is_passive(word)
        || syntax.child(word, &["expl"]).is_some()
        || syntax.child(word, &["nsubj"]).is_some_and(|subject| syntax.lemma(subject) == "it")
}

/// Hands what is said to the source, if there is anything to hand; the index of the attribution.
pub(super) fn conclude(
    finder: &mut Finder,
    Verb { sentence, word, companion, rule, slot }: Verb<'_>,
    said: Said,
    source: Option<Source>,
) -> Option<usize> {
    let syntax = finder.syntax(sentence);
    // An active verb without a subject ("Imagine that"), "it is clear that": the writer speaks.
    let is_impersonal = slot == Slot::Verb && (is_asked(syntax, word, &said) || is_impersonal(syntax, word));
    let source = source.filter(|_| !rule.hearsay);
    let holds_nothing = source.is_none() && !is_impersonal && !rule.hearsay;
    let mut cue = vec![word];
    cue.extend(companion);
    cue.extend(syntax.children_by(word, &["aux", "cop", "compound:prt"]));
    let is_negated = is_negated(finder, syntax, word);
    cue.extend(carrying(syntax, word));
    cue.extend(syntax.children(word).iter().copied().filter(|&child| is_not(syntax, child)));
    cue.sort_unstable();
    let adverbs = cue.first().map_or(0..0, |&first| first..word).filter(|&at| {
        syntax.token(at).relation.is("advmod")
            && syntax.head(at).is_some_and(|head| head == word || cue.contains(&head))
    });
    let adverbs: Vec<usize> = adverbs.collect();
    cue.extend(adverbs);
    cue.sort_unstable();
    cue.dedup();
    let mut act = said.act.unwrap_or(rule.act);
    let mut negated = is_negated;
    match act {
        // "does not believe that they attacked" is a doubt, "does not doubt that" a belief.
        Act::Believes | Act::Predicts if negated => (act, negated) = (Act::Doubts, false),
        Act::Doubts if negated => (act, negated) = (Act::Believes, false),
        // "warned that the rebels had left": no forecast.
        Act::Predicts if said.form == ContentForm::Clause && said.heads.iter().all(|&head| is_past(syntax, head)) => {
            act = Act::States;
        }
        // "assured that the investigation was over": no promise.
        Act::Promises if said.form == ContentForm::Clause && said.heads.iter().all(|&head| is_so(syntax, head)) => {
            act = Act::States;
        }
        // "pleaded not guilty to"
        Act::States if companion.is_some_and(|companion| syntax.is_negated(companion)) => act = Act::Denies,
        _ => {}
    }
    let draft = Draft {
        rule,
        cue_word: Word::new(sentence, word),
        cue,
        source,
        heads: said.heads,
        without: said.without.into_iter().chain(source.map(|source| source.head.word)).collect(),
        form: said.form,
        by_noun: false,
        holds_nothing,
        act,
        negated,
    };
    let index = finder.add(draft)?;
    if rule.of_things {
        // "The figures show that": nobody speaks.
        let lexicon = finder.lexicon;
        let scene = finder.scene;
        if let Some(source) = finder.found.get_mut(index).and_then(|found| found.source.as_mut()) {
            let token = scene.token(source.head);
            let name = scene.entity_at(source.head).is_some() || token.upos == Upos::Propn;
            source.speaks &= name
                || lexicon.documents.contains(&*token.lemma)
                || lexicon.people.contains(&*token.lemma)
                || lexicon.bodies.contains(&*token.lemma)
                || matches!(&*token.lemma, "he" | "she" | "they" | "we" | "I");
        }
    }
    // "blamed on the Front": nobody spoke on it.
    if !rule.takes(Construction::PutUpon) {
        media::find(finder, syntax, sentence, word, index);
    }
    Some(index)
}

/// What a verb says: the first of the constructions that the rule allows and the tree shows.
fn what_is_said(
    finder: &Finder,
    syntax: &Syntax,
    word: usize,
    companion: Option<usize>,
    rule: &SayingRule,
) -> Option<Said> {
    let plain = |heads: Vec<usize>, form: ContentForm| Some(Said { heads, without: Vec::new(), form, act: None });
    let is_passive = syntax.is_passive(word);
    if rule.takes(Construction::Clause) || rule.takes(Construction::Quote) || rule.takes(Construction::Tag) {
        let clause = clause_of(finder.lexicon, syntax, word, companion);
        if let Some(clause) = clause {
            let quoted = || finder.quotation_at(syntax.token(clause).span).is_some();
            if rule.takes(Construction::Clause) || quoted() || rule.takes(Construction::Tag) && clause < word {
                let act = (rule.act == Act::Asks && is_question(syntax, clause)).then_some(Act::AsksWhether);
                // "says he knows the risks but \"we choose not to dwell on them\"": more than one clause on the same side.
                let also = syntax.children_by(word, &["ccomp"]).filter(|&other| {
                    other != clause && (other < word) == (clause < word) && syntax.child(other, &["nsubj"]).is_some()
                });
                let heads = std::iter::once(clause).chain(also).collect();
                return Some(Said { heads, without: Vec::new(), form: ContentForm::Clause, act });
            }
        }
        if let Some(governor) = governing_clause(finder.lexicon, syntax, word, rule) {
            return plain(vec![governor], ContentForm::Clause);
        }
        // A quotation that is no clause: "\"Not yet,\" he said."
        if let Some(object) = syntax.child(word, &["obj", "dep", "parataxis"]).filter(|&o| Some(o) != companion) {
            let span = syntax.token(object).span;
            if finder.quotations.iter().any(|quote| quote.holds(span) && !quote.outer.contains(syntax.token(word).span))
            {
                return plain(vec![object], ContentForm::Clause);
            }
        }
    }
    let infinitive = syntax.children_by(word, &["xcomp", "ccomp", "advcl"]).find(|&child| {
        // As an adverbial clause ("fled to save himself") only right after the verb and its object.
        let is_apart = syntax.token(child).relation.is("advcl") && (child < word || has_comma(syntax, word, child));
        !is_apart && Some(child) != companion && syntax.has_to(child)
    });
    if let Some(infinitive) = infinitive
        && (is_passive && rule.takes(Construction::PassiveInfinitive)
            || !is_passive
                && rule.takes(Construction::Infinitive)
                && !(syntax.token(infinitive).relation.is("advcl") && syntax.child(word, &["obj"]).is_some())
            || rule.takes(Construction::ObjectInfinitive)
                && (is_passive || syntax.child(word, &["obj", "iobj", "obl"]).is_some()))
    {
        return plain(vec![infinitive], ContentForm::Infinitive);
    }
    if rule.takes(Construction::Gerund) {
        // "denied shelling the town", "denied having shelled it", "denied being behind it"
        let is_ing = |at: usize| &*syntax.token(at).form != syntax.lemma(at) && syntax.token(at).form.ends_with("ing");
        let gerund = syntax.children_by(word, &["xcomp", "ccomp", "advcl", "obj"]).find(|&child| {
            let helped = syntax.children_by(child, &["aux", "cop"]).any(|aux| aux > word && is_ing(aux));
            let right_behind = child > word && !has_comma(syntax, word, child);
            let is_verb =
                syntax.token(child).upos == Upos::Verb && syntax.token(child).relation.is_any(&["xcomp", "ccomp"]);
            right_behind && (helped || is_verb && is_ing(child)) && syntax.child(child, &["nsubj"]).is_none()
        });
        if let Some(gerund) = gerund {
            return plain(vec![gerund], ContentForm::Infinitive);
        }
    }
    // "the police are to blame for the killing": they blame nobody.
    let is_to_blame =
        rule.takes(Construction::PutUpon) && syntax.has_to(word) && syntax.child(word, &["obj"]).is_none();
    if is_to_blame {
        return None;
    }
    if !rule.content_after.is_empty() {
        let heads: Vec<usize> = syntax
            .prepositional(word)
            .into_iter()
            // "accused the council of hiding it" may hang on the council.
            .chain(syntax.child(word, &["obj"]).map_or(Vec::new(), |object| {
                let mut below = syntax.prepositional(object);
                below.retain(|&(_, child)| syntax.token(child).upos == Upos::Verb);
                below
            }))
            .filter(|(preposition, child)| {
                // "for-ing": only a gerund; "blamed it for the attack" takes the attack for granted.
                let is_gerund = syntax.token(*child).upos == Upos::Verb;
                let listed = rule.content_after.contains(preposition)
                    || is_gerund && rule.content_after.contains(&format!("{preposition}-ing"));
                listed && Some(*child) != companion
            })
            .flat_map(|(_, child)| syntax.conjuncts(child))
            .collect();
        if !heads.is_empty() {
            return plain(heads, ContentForm::Noun);
        }
    }
    if rule.takes(Construction::PutUpon)
        && let Some(deed) = put_upon(syntax, word)
    {
        return Some(Said { heads: vec![deed], without: vec![word], form: ContentForm::Noun, act: None });
    }
    if rule.takes(Construction::Object) {
        let object = if is_passive { syntax.child(word, &["nsubj:pass"]) } else { syntax.child(word, &["obj"]) };
        // "It revealed the tenuous presence": things reveal, nobody says.
        let is_thing = syntax.child(word, &["nsubj"]).is_some_and(|subject| syntax.lemma(subject) == "it");
        let object = object.filter(|_| !is_thing).filter(|&object| {
            Some(object) != companion
                && !rule.not_object.iter().any(|other| other == syntax.lemma(object))
                && matches!(syntax.token(object).upos, Upos::Noun | Upos::Propn | Upos::Verb)
        });
        if let Some(object) = object
            && rule.takes(Construction::Claim)
            && finder.lexicon.names_saying(syntax.token(object))
        {
            let heads = topics(finder.lexicon, syntax, object);
            return if heads.is_empty() { None } else { plain(heads, ContentForm::Noun) };
        }
        if let Some(object) = object {
            return plain(syntax.conjuncts(object), ContentForm::Noun);
        }
    }
    None
}

/// "blamed *the attack* on the rebels": the noun for what is put upon somebody.
fn put_upon(syntax: &Syntax, verb: usize) -> Option<usize> {
    let deed = syntax.deep_object(verb).filter(|&noun| syntax.token(noun).upos == Upos::Noun)?;
    // The tree may hang "on the rebels" on the attack.
    let active = syntax.child(verb, &["obj"]).is_some();
    let phrases = [Some(verb), active.then_some(deed)].into_iter().flatten();
    let upon = |(name, _): &(String, usize)| matches!(name.as_str(), "on" | "upon" | "to");
    phrases.flat_map(|word| syntax.prepositional(word)).any(|phrase| upon(&phrase)).then_some(deed)
}

/// "denied the news *of a raid*": what a noun of saying is about, where that noun alone would not hold it. What it holds
/// ("denied the claim that ...") is taken over from it.
fn topics(lexicon: &SayingLexicon, syntax: &Syntax, noun: usize) -> Vec<usize> {
    if syntax.child(noun, &["acl", "ccomp"]).is_some() {
        return Vec::new();
    }
    let lemma = lexicon.lemma(Slot::Noun, syntax.token(noun));
    let held =
        |preposition: &String| lexicon.find(Slot::Noun, &lemma).any(|rule| rule.content_after.contains(preposition));
    syntax
        .prepositional(noun)
        .into_iter()
        .filter(|(preposition, child)| {
            *child > noun
                && matches!(preposition.as_str(), "of" | "about" | "on" | "over" | "regarding" | "concerning")
                && !held(preposition)
        })
        .flat_map(|(_, child)| syntax.conjuncts(child))
        .collect()
}

pub(super) fn has_comma(syntax: &Syntax, from: usize, to: usize) -> bool {
    (from.min(to)..from.max(to)).any(|word| &*syntax.token(word).form == ",")
}

/// The clause that a verb governs.
fn clause_of(lexicon: &SayingLexicon, syntax: &Syntax, word: usize, companion: Option<usize>) -> Option<usize> {
    // "was quoted as saying" may leave the clause with the quoting.
    let quoting = syntax.head(word).filter(|&head| {
        syntax.children_by(word, &["mark", "case"]).any(|mark| syntax.lemma(mark) == "as")
            && is_citing(lexicon, syntax, head)
            && syntax.child(word, &["ccomp", "obj", "xcomp"]).is_none()
    });
    let clause = syntax.content_clause(quoting.unwrap_or(word)).or_else(|| {
        let expletive = syntax.child(word, &["expl"]).is_some()
            || syntax.child(word, &["nsubj"]).is_some_and(|subject| syntax.lemma(subject) == "it");
        // "That they fled was denied by the army"
        syntax.child(word, &["csubj"]).filter(|_| expletive || syntax.is_passive(word))
    });
    // "warned them not to interfere" is an infinitive, whatever the tree calls it; "said the plan is to leave" is a clause.
    let clause = clause.filter(|&clause| !syntax.has_to(clause) || syntax.child(clause, &["nsubj"]).is_some());
    if clause.is_some() {
        return clause;
    }
    if let Some(companion) = companion {
        // "made it clear that", "came to the conclusion that"
        if let Some(clause) =
            syntax.children_by(companion, &["ccomp", "acl"]).find(|&clause| is_that_clause(syntax, clause))
        {
            return Some(clause);
        }
    }
    // "told them that" and the like may hang as an adverbial clause or after a colon.
    syntax
        .children_by(word, &["advcl", "acl"])
        .find(|&clause| clause > word && syntax.children_by(clause, &["mark"]).any(|mark| syntax.lemma(mark) == "that"))
        .or_else(|| {
            syntax.children_by(word, &["parataxis"]).find(|&clause| {
                let between = word.min(clause)..word.max(clause);
                between.clone().any(|at| &*syntax.token(at).form == ":")
                    || syntax.token(clause).upos == Upos::Verb
                        && between.clone().any(|at| matches!(&*syntax.token(at).form, "\"" | "“" | "”"))
            })
        })
}

fn is_that_clause(syntax: &Syntax, clause: usize) -> bool {
    syntax.children_by(clause, &["mark"]).any(|mark| matches!(syntax.lemma(mark), "that" | "whether" | "if"))
}

/// The clause that a verb of saying is put into or beside: "the talks, he said, failed", "as he said".
fn governing_clause(lexicon: &SayingLexicon, syntax: &Syntax, word: usize, rule: &SayingRule) -> Option<usize> {
    let head = syntax.head(word)?;
    let relation = syntax.token(word).relation;
    // "..., the agency quoted the ministry as saying": the quoting is the tag.
    let quotes =
        relation.is("advcl") && is_citing(lexicon, syntax, head) && syntax.token(head).relation.is("parataxis");
    if quotes && syntax.children_by(word, &["mark"]).any(|mark| syntax.lemma(mark) == "as") {
        return syntax.head(head).filter(|&told| told < head).map(|told| syntax.first_conjunct(told));
    }
    let has_own =
        // "the police said, the army told them"; but "the army denies it" is a sentence of its own.
        syntax.child(word, &["obj", "xcomp", "ccomp"]).is_some_and(|own| {
            syntax.token(own).upos != Upos::Pron || rule.act == Act::Denies
        });
    if has_own || !(rule.takes(Construction::Clause) || rule.takes(Construction::Tag)) {
        return None;
    }
    let has_subject = syntax.child(word, &["nsubj"]).is_some();
    // "\"...,\" said the spokesperson": its subject may hang elsewhere, the quotation tells.
    let closes_quotation = || {
        word > head
            && (head..word).rev().take(3).any(|at| matches!(&*syntax.token(at).form, "\"" | "”" | "’" | "'" | "»"))
    };
    if relation.is("parataxis") && (has_subject || closes_quotation()) {
        // A sentence after a semicolon or full stop is no tag.
        let between = word.min(head)..word.max(head);
        let apart =
            between.clone().any(|at| matches!(&*syntax.token(at).form, ";" | "." | "–" | "—")) && word > head + 12;
        // "The hall was full and the doors were shut, police said": the tag is of all that goes before.
        return (!apart).then(|| if word > head { syntax.first_conjunct(head) } else { head });
    }
    // "as mandated by the law" says nothing.
    let says = !rule.takes(Construction::Tag) && !matches!(rule.act, Act::Asks | Act::Wants);
    if says && relation.is("advcl") && syntax.children_by(word, &["mark"]).any(|mark| syntax.lemma(mark) == "as") {
        let is_said = has_subject || syntax.is_passive(word);
        return is_said.then_some(head);
    }
    None
}

fn is_question(syntax: &Syntax, clause: usize) -> bool {
    syntax.children_by(clause, &["mark"]).any(|mark| matches!(syntax.lemma(mark), "whether" | "if"))
        || syntax
            .subtree(clause)
            .iter()
            .any(|&word| &*syntax.token(word).form == "?" || syntax.token(word).feats.has("PronType", "Int"))
        || syntax.children(clause).iter().any(|&child| {
            matches!(syntax.lemma(child), "why" | "who" | "when" | "where" | "how" | "what") && child < clause
        })
}

/// Whether a clause tells what is or was: it has a finite verb and neither a modal nor "to".
fn is_so(syntax: &Syntax, head: usize) -> bool {
    let finite = |at: usize| syntax.token(at).feats.has("VerbForm", "Fin");
    let mut auxiliaries = syntax.children_by(head, &["aux", "aux:pass", "cop"]).peekable();
    let is_finite = finite(head) || auxiliaries.peek().is_some();
    let open = auxiliaries.any(|at| syntax.is_modal(at)) || syntax.lemma(head) == "go";
    is_finite && !open && !syntax.has_to(head)
}

/// Whether a clause tells of what is over: "had left", "left", "have left", and nothing that is to come.
fn is_past(syntax: &Syntax, clause: usize) -> bool {
    let auxiliaries: Vec<usize> = syntax.children_by(clause, &["aux", "cop"]).collect();
    let is_past = |at: usize| syntax.is_finite_past(at);
    let has = |at: usize| syntax.lemma(at) == "have";
    !auxiliaries.iter().any(|&at| syntax.is_modal(at) || syntax.lemma(at) == "go")
        && (is_past(clause) || auxiliaries.iter().any(|&at| is_past(at) || has(at)))
}

fn is_not(syntax: &Syntax, word: usize) -> bool {
    matches!(&*syntax.token(word).form.to_lowercase(), "not" | "n't" | "n’t" | "never")
        && syntax.token(word).relation.is("advmod")
}

/// Whether a verb of saying is itself negated: "did not say", "refused to say", "without saying", "nobody said".
fn is_negated(finder: &Finder, syntax: &Syntax, word: usize) -> bool {
    if syntax.children(word).iter().any(|&child| {
        is_not(syntax, child)
            || syntax.token(child).relation.is("cc") && syntax.lemma(child) == "nor"
            || syntax.token(child).relation.is("nsubj")
                && (matches!(syntax.lemma(child), "nobody" | "none" | "neither")
                    || syntax
                        .children_by(child, &["det", "cc:preconj"])
                        .any(|det| matches!(syntax.lemma(det), "no" | "neither")))
            || syntax.token(child).relation.is("mark") && syntax.lemma(child) == "without"
    }) {
        return true;
    }
    let is_form = |at: usize, form: &str| syntax.token(at).form.eq_ignore_ascii_case(form);
    // "no longer believes that", "has yet to confirm that", "would not confirm *or deny* that"
    let longer = syntax
        .children_by(word, &["advmod"])
        .any(|adverb| adverb > 0 && is_form(adverb, "longer") && is_form(adverb - 1, "no"));
    let yet = |at: usize| syntax.children_by(at, &["advmod"]).any(|adverb| syntax.lemma(adverb) == "yet");
    let to_come = syntax.token(word).relation.is("xcomp")
        && syntax.has_to(word)
        && syntax
            .head(word)
            .is_some_and(|have| matches!(syntax.lemma(have), "have" | "be") && (yet(have) || yet(word)));
    let first = syntax.first_conjunct(word);
    let or = first != word && syntax.children_by(word, &["cc"]).any(|cc| syntax.lemma(cc) == "or");
    if longer || to_come || or && syntax.children(first).iter().any(|&child| is_not(syntax, child)) {
        return true;
    }
    // "Survivors must report the crime": nobody has done so.
    if syntax
        .children_by(word, &["aux"])
        .any(|aux| matches!(syntax.lemma(aux), "must" | "should" | "ought" | "may" | "might"))
    {
        return true;
    }
    if is_asked_for(finder.lexicon, syntax, first) {
        return true;
    }
    syntax.token(word).relation.is_any(&["xcomp", "advcl"])
        && syntax.head(word).is_some_and(|head| finder.lexicon.withholding.contains(syntax.lemma(head)))
}

/// "called on the army *to state* that it beat them": the army has stated nothing.
fn is_asked_for(lexicon: &SayingLexicon, syntax: &Syntax, saying: usize) -> bool {
    let asking = syntax.head(saying).filter(|&asking| {
        asking < saying && syntax.token(saying).relation.is_any(&["xcomp", "advcl"]) && syntax.has_to(saying)
    });
    let Some(asking) = asking else { return false };
    let somebody = syntax.children_by(asking, &["obj", "iobj", "obl"]).any(|asked| asking < asked && asked < saying);
    let asks = |rule: &SayingRule| rule.act == Act::Asks && rule.takes(Construction::ObjectInfinitive);
    somebody
        && !syntax.is_passive(asking)
        && lexicon.find(Slot::Verb, &lexicon.lemma(Slot::Verb, syntax.token(asking))).any(asks)
}
