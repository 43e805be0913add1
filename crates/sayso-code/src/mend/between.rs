//! Both parties of "between": "the agreement between *the government* and *the Dawn Front*, who had fought for years".
//!
//! The second of two long names is often hung on the noun before "between", or on a part of the first.

use super::Change;
use crate::syntax::Syntax;
use sayso_parse::{Relation, Upos};

/// What "and" joins behind "between" hangs on the first party.
pub(super) fn mend(syntax: &Syntax<'_>) -> Vec<Change> {
    (0..syntax.len()).filter_map(|first| second_party(syntax, first)).collect()
}

fn second_party(syntax: &Syntax<'_>, first: usize) -> Option<Change> {
    let between = syntax.children_by(first, &["case"]).any(|case| syntax.lemma(case) == "between");
    let is_one = matches!(syntax.token(first).upos, Upos::Noun | Upos::Propn)
        && !syntax.token(first).feats.has("Number", "Plur");
    if !between || !is_one || syntax.child(first, &["conj"]).is_some() {
        return None;
    }
    let second = (first + 1..syntax.len()).find(|&word| {
        syntax.token(word).relation.is("conj")
            && matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn)
            && syntax.head(word).is_some_and(|head| syntax.is_below(first, head) || syntax.is_below(head, first))
    })?;
    let and = syntax.children_by(second, &["cc"]).find(|&cc| cc < second && syntax.lemma(cc) == "and")?;
    // Nothing but what belongs to the first party stands before the "and".
    let beside = (first + 1..and).all(|word| syntax.is_below(word, first) && syntax.token(word).upos != Upos::Verb);
    beside.then(|| Change { word: second, head: Some(first), relation: Relation::parse("conj") })
}
