//! Phrases and objects that the tree hangs on a neighbour of what they belong to: "the attack by rebels *on the convoy*", "fled
//! the shelling *by the army*", "blocked roads and pelted *police*".

use super::Change;
use crate::syntax::Syntax;
use sayso_parse::{Relation, Upos};

/// All of a sentence.
pub(super) fn mend(syntax: &Syntax<'_>) -> Vec<Change> {
    let one =
        |word| aimed_at(syntax, word).or_else(|| done_by(syntax, word)).or_else(|| object_of_second(syntax, word));
    (0..syntax.len()).filter_map(one).collect()
}

/// The noun that a phrase with this preposition hangs on.
fn hangs_by(syntax: &Syntax<'_>, word: usize, preposition: &str, relation: &str) -> Option<usize> {
    let token = syntax.token(word);
    let noun = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let fits = noun && token.relation.is(relation) && syntax.preposition(word).as_deref() == Some(preposition);
    syntax.head(word).filter(|_| fits)
}

/// "the attack by rebels *on the convoy*", "a complaint by the union *against the mayor*": of the act, not of who does it.
fn aimed_at(syntax: &Syntax<'_>, word: usize) -> Option<Change> {
    let doer = ["on", "against"].iter().find_map(|preposition| hangs_by(syntax, word, preposition, "nmod"))?;
    let act = hangs_by(syntax, doer, "by", "nmod").filter(|&act| act < doer && doer < word)?;
    (syntax.token(act).upos == Upos::Noun).then(|| Change::to(word, act, "nmod"))
}

/// "fled the shelling *by the army*": behind the object of a verb that is no passive, "by" tells who does what the object names.
fn done_by(syntax: &Syntax<'_>, word: usize) -> Option<Change> {
    let verb = hangs_by(syntax, word, "by", "obl")?;
    let object = syntax.conjuncts(syntax.child(verb, &["obj"])?).into_iter().max()?;
    let person = syntax.child(word, &["nummod"]).is_none() && syntax.token(word).upos != Upos::Num;
    let next = syntax.subtree(object).into_iter().max()? + 1 == syntax.subtree(word).into_iter().min()?;
    let fits =
        syntax.names_act(object) && person && next && syntax.token(verb).upos == Upos::Verb && !syntax.is_passive(verb);
    fits.then(|| Change::to(word, object, "nmod"))
}

/// "blocked roads and pelted *police*": what stands behind the second verb without another "and" is its object.
fn object_of_second(syntax: &Syntax<'_>, word: usize) -> Option<Change> {
    let token = syntax.token(word);
    let first = syntax.head(word).filter(|&first| first < word && token.relation.is("conj"))?;
    let noun = |at: usize| matches!(syntax.token(at).upos, Upos::Noun | Upos::Propn);
    let verb = syntax.head(first).filter(|_| syntax.token(first).relation.is("obj"))?;
    let second = syntax.children_by(verb, &["conj"]).find(|&second| {
        first < second
            && second < word
            && syntax.token(second).upos == Upos::Verb
            && syntax.child(second, &["obj", "ccomp", "xcomp", "nsubj", "aux:pass"]).is_none()
    })?;
    let joined = syntax.child(word, &["cc", "case"]).is_some();
    let behind = (second + 1..word).all(|at| syntax.is_below(at, word));
    let fits = noun(word) && noun(first) && !joined && behind;
    fits.then(|| Change { word, head: Some(second), relation: Relation::parse("obj") })
}
