//! Verbs that the model takes for cues where the tree shows no construction that a rule knows: a clause that hangs elsewhere,
//! a subject that is called an object, a tag in the middle of the sentence, a verb that no rule lists.

use super::lexicon::Slot;
use super::speakers::source_of;
use super::verbs::{Said, Verb, conclude, has_comma};
use super::{Construction, ContentForm, Finder, SayingLexicon, SayingRule, Source};
use crate::syntax::Syntax;
use sayso_parse::{Token, Upos};

/// Finds what such verbs of a sentence attribute; `from` is the index of the sentence's first attribution.
pub(super) fn find(finder: &mut Finder, sentence: usize, from: usize) {
    let syntax = finder.syntax(sentence);
    for word in 0..syntax.len() {
        if !is_sure(finder.lexicon, syntax.token(word))
            || finder.found.iter().skip(from).any(|found| found.cue_word.word == word)
        {
            continue;
        }
        let Some(rule) = rule_of(finder.lexicon, syntax, word) else { continue };
        // "It seems that": nobody in particular.
        if syntax.child(word, &["nsubj", "expl"]).is_some_and(|subject| syntax.lemma(subject) == "it") {
            continue;
        }
        let Some(heads) = said_by(syntax, word) else { continue };
        // "are investigating whether they left": a verb that only states, or that no rule lists, asks nothing.
        let asks = heads.iter().any(|&head| {
            syntax.children_by(head, &["mark"]).any(|mark| matches!(syntax.lemma(mark), "whether" | "if"))
        });
        if asks && finder.lexicon.unlisted().is_some_and(|unlisted| unlisted.id == rule.id) {
            continue;
        }
        let source = speaker(finder, syntax, sentence, word, &heads);
        let Some(source) = source.filter(|source| source.is_somebody(finder.scene, finder.lexicon)) else { continue };
        let said = Said { heads, without: Vec::new(), form: ContentForm::Clause, act: None };
        let verb = Verb { sentence, word, companion: None, rule, slot: Slot::Verb };
        if let Some(found) = conclude(finder, verb, said, Some(source)).and_then(|index| finder.found.get_mut(index)) {
            found.rule.push_str("+model");
        }
    }
}

/// Whether the model is sure of a verb.
pub(super) fn is_sure(lexicon: &SayingLexicon, token: &Token) -> bool {
    token.upos == Upos::Verb && token.cue.is_some_and(|cue| cue >= lexicon.head.sure)
}

/// The rule of a verb for clauses; that of unlisted verbs where there is none.
fn rule_of<'r>(lexicon: &'r SayingLexicon, syntax: &Syntax, word: usize) -> Option<&'r SayingRule> {
    let lemma = lexicon.lemma(Slot::Verb, syntax.token(word));
    let mut listed = lexicon.find(Slot::Verb, &lemma).peekable();
    if listed.peek().is_none() {
        return lexicon.unlisted();
    }
    listed.find(|rule| {
        let tells = [Construction::Clause, Construction::Quote, Construction::Tag];
        rule.only.is_empty() && !rule.presupposes && tells.iter().any(|&construction| rule.takes(construction))
    })
}

/// The words that what is said hangs on.
fn said_by(syntax: &Syntax, word: usize) -> Option<Vec<usize>> {
    let head = clause_below(syntax, word).or_else(|| clause_beside(syntax, word)).or_else(|| tagged(syntax, word))?;
    Some(vec![head])
}

/// A clause that hangs on the verb, by whatever relation: "recalled *how* they had left", "admitted *it was* late".
fn clause_below(syntax: &Syntax, word: usize) -> Option<usize> {
    let below = |relations: &'static [&'static str]| syntax.children_by(word, relations);
    let is_clause = |clause: usize| {
        let full =
            syntax.token(clause).upos == Upos::Verb || syntax.child(clause, &["nsubj", "csubj", "cop"]).is_some();
        full && (!syntax.has_to(clause) || syntax.child(clause, &["nsubj"]).is_some())
    };
    // "announced *how*", not "*what* were they thinking?"
    let asks =
        |at: usize| at > word && matches!(syntax.lemma(at), "how" | "why" | "what" | "whether" | "who" | "where");
    below(&["ccomp", "csubj", "parataxis"])
        .find(|&clause| is_clause(clause))
        .or_else(|| below(&["obj", "xcomp"]).find(|&clause| asks(clause)))
        .or_else(|| {
            below(&["advcl", "acl", "dep", "obj"]).find(|&clause| {
                let subject = syntax.child(clause, &["nsubj"]);
                let marked = syntax.children_by(clause, &["mark"]).any(|mark| syntax.lemma(mark) != "that");
                clause > word
                    && subject.is_some_and(|subject| subject > word)
                    && !marked
                    && !has_comma(syntax, word, clause)
            })
        })
}

/// "responded by *saying* that they had left": the clause hangs on the verb above.
fn clause_beside(syntax: &Syntax, word: usize) -> Option<usize> {
    let is_participle =
        syntax.token(word).relation.is_any(&["advcl", "xcomp"]) && syntax.token(word).form.ends_with("ing");
    let above = syntax.head(word).filter(|&above| is_participle && above < word)?;
    let follows = |clause: usize| {
        clause > word && syntax.subtree(clause).first().is_some_and(|&first| first <= word + 3 && first > word)
    };
    syntax.children_by(above, &["ccomp", "parataxis"]).find(|&clause| follows(clause))
}

/// The word that a verb with its speaker is put beside or into: "the result, *he claimed*, was close", "..., *he added*".
fn tagged(syntax: &Syntax, word: usize) -> Option<usize> {
    let head = syntax.head(word)?;
    let relation = syntax.token(word).relation;
    let hangs = relation.is_any(&["conj", "dep", "acl", "advcl", "reparandum", "discourse", "appos", "parataxis"]);
    let is_bound = syntax.child(word, &["mark", "cc", "obj", "xcomp", "ccomp"]).is_some();
    let subject =
        syntax.child(word, &["nsubj"]).filter(|&subject| hangs && !is_bound && !is_relative(syntax, subject))?;
    let first = *syntax.subtree(subject.min(word)).first()?;
    let comes_after_comma = first.checked_sub(1).is_some_and(|before| is_mark(syntax, before));
    let ends_there = word + 1 >= syntax.len() || is_mark(syntax, word + 1);
    let is_tag = comes_after_comma && ends_there;
    // "The statement said for those who plead guilty, the penalty would be less".
    let leads = first == 0 && word < head && relation.is("advcl");
    (is_tag || leads).then(|| if relation.is("acl") { top_clause(syntax, head) } else { syntax.first_conjunct(head) })
}

/// The clause that a noun belongs to.
fn top_clause(syntax: &Syntax, noun: usize) -> usize {
    std::iter::successors(Some(noun), |&at| syntax.head(at))
        .find(|&at| syntax.child(at, &["nsubj"]).is_some())
        .unwrap_or(noun)
}

fn is_relative(syntax: &Syntax, word: usize) -> bool {
    syntax.token(word).feats.has("PronType", "Rel")
}

fn is_mark(syntax: &Syntax, word: usize) -> bool {
    syntax.token(word).upos == Upos::Punct
}

/// Who speaks: by the tree, else the noun beside the verb, else whoever spoke before in the sentence ("he said, *adding*").
pub(super) fn speaker(
    finder: &Finder,
    syntax: &Syntax,
    sentence: usize,
    word: usize,
    heads: &[usize],
) -> Option<Source> {
    let make = |head: usize| Source::new(finder.scene, finder.lexicon, sentence, head, word);
    let is_said = |at: usize| heads.iter().any(|&head| syntax.is_below(at, head) && !syntax.is_below(head, at));
    let own = syntax.child(word, &["nsubj"]).is_some();
    let is_participle = !own && syntax.token(word).form.ends_with("ing");
    if is_participle {
        let here = finder.since(sentence).rev().map(|(_, found)| found);
        let before = here.filter(|found| found.cue_word.word < word && !found.is_medium && !found.by_noun);
        let near = before.max_by_key(|found| found.cue_word.word).and_then(|found| found.source);
        return near.or_else(|| {
            let above = syntax.head(word)?;
            syntax.deep_subject(above).map(make)
        });
    }
    source_of(finder, syntax, sentence, word, Slot::Verb)
        .filter(|source| !is_said(source.head.word))
        .or_else(|| {
            // "..., asks Ann Lee": called an object, since it stands behind the verb.
            let behind = syntax.child(word, &["iobj", "obj", "nsubj"]);
            let behind = behind.filter(|&at| heads.iter().all(|&head| head < word) && at > word && !is_said(at));
            behind.map(make)
        })
        .or_else(|| noun_before(syntax, word).map(make))
}

/// The noun that the words right before the verb hang on, back to a comma: "..., *the director* of the office (WOLA) said".
fn noun_before(syntax: &Syntax, word: usize) -> Option<usize> {
    const REACH: usize = 20;
    let is_comma = |at: usize| matches!(&*syntax.token(at).form, "," | "\"" | "”" | "“" | ";" | ":");
    let end = if word > 0 && is_comma(word - 1) { word - 1 } else { word };
    let start = (end.saturating_sub(REACH)..end).rev().find(|&at| is_comma(at)).map_or(0, |comma| comma + 1);
    let region = start..end;
    let is_noun = |at: usize| matches!(syntax.token(at).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    if region.clone().any(|at| matches!(syntax.token(at).upos, Upos::Verb | Upos::Aux)) {
        return None;
    }
    region.clone().find(|&at| is_noun(at) && syntax.head(at).is_none_or(|head| !region.contains(&head)))
}
