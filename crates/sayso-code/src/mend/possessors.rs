//! Whose a noun is: "rejected the *prime minister's* offer".
//!
//! A possessor hangs on the noun behind its "'s". A tree now and then hangs it on a noun before.

use super::Change;
use crate::syntax::Syntax;
use sayso_parse::{Relation, Upos};

/// What stands before "'s" hangs on the noun that follows.
pub(super) fn mend(syntax: &Syntax<'_>) -> Vec<Change> {
    (0..syntax.len()).filter_map(|possessor| strayed(syntax, possessor)).collect()
}

fn strayed(syntax: &Syntax<'_>, possessor: usize) -> Option<Change> {
    let strays = syntax.token(possessor).relation.is("nmod:poss") && syntax.head(possessor)? < possessor;
    let mark = syntax
        .children_by(possessor, &["case"])
        .find(|&case| strays && case > possessor && matches!(&*syntax.token(case).form, "'s" | "’s" | "'" | "’"))?;
    let next = mark + 1;
    let noun = (next..syntax.len())
        .find(|&word| matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn) && syntax.is_below(next, word))?;
    Some(Change { word: possessor, head: Some(noun), relation: Relation::parse("nmod:poss") })
}
