//! Whose a noun is: "rejected the *prime minister's* offer".
//!
//! A possessor hangs on the noun behind its "'s". A tree now and then hangs it on a noun before, or takes a noun without "'s"
//! for one: "consider *the minister* a tyrant".

use super::Change;
use crate::syntax::Syntax;
use sayso_parse::{Relation, Upos};

/// What stands before "'s" hangs on the noun that follows.
pub(super) fn mend(syntax: &Syntax<'_>) -> Vec<Change> {
    (0..syntax.len()).filter_map(|noun| strayed(syntax, noun).or_else(|| unmarked(syntax, noun))).collect()
}

/// "consider *the minister* a tyrant": without "'s", and with an article behind it, a noun is nobody's possessor but what the
/// verb before it takes.
fn unmarked(syntax: &Syntax<'_>, object: usize) -> Option<Change> {
    let token = syntax.token(object);
    let noun = syntax.head(object).filter(|&noun| object < noun && token.relation.is("nmod:poss"))?;
    let marked = token.upos == Upos::Pron || syntax.child(object, &["case"]).is_some();
    let article = syntax.children_by(noun, &["det"]).any(|det| object < det);
    let verb = syntax.head(noun).filter(|&verb| verb < object && syntax.token(verb).upos == Upos::Verb)?;
    // "granted *the monk* a visa" has two objects, "consider the minister a tyrant" one and what he is.
    let relation = match syntax.token(noun).relation {
        relation if relation.is("obj") => "iobj",
        relation if relation.is_any(&["xcomp", "ccomp"]) => "obj",
        _ => return None,
    };
    (!marked && article).then(|| Change::to(object, verb, relation))
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
