//! States before a noun.
//!
//! Two joined by a hyphen, "Norland-Sudland talks": a tree hangs the first on the second, or takes it for the subject of the
//! clause. Both stand before the noun in the same way. One before a body, "*Norlandic* army raids": it tells whose army.

use super::Change;
use crate::saying::SayingLexicon;
use crate::syntax::Syntax;
use sayso_parse::{Relation, Upos};

/// Words between the second state and the noun at most: "Norland-Sudland *free trade* deal".
const FARTHEST: usize = 4;

/// The first of two states hangs on the noun as the second does, one before a body on the body.
pub(super) fn mend(syntax: &Syntax<'_>, lexicon: &SayingLexicon, is_state: &impl Fn(&str) -> bool) -> Vec<Change> {
    let mut changes = joined(syntax, is_state);
    changes.extend((1..syntax.len()).filter_map(|body| of_body(syntax, lexicon, is_state, body)));
    changes
}

/// "*Norlandic* army raids"
fn of_body(
    syntax: &Syntax<'_>,
    lexicon: &SayingLexicon,
    is_state: &impl Fn(&str) -> bool,
    body: usize,
) -> Option<Change> {
    let state = body.checked_sub(1)?;
    let noun = syntax.head(body).filter(|&noun| noun > body && syntax.token(body).relation.is("compound"))?;
    let is_body = |word: usize| lexicon.bodies.contains(syntax.lemma(word));
    let is_person = lexicon.people.contains(syntax.lemma(noun)) || is_body(noun);
    let beside = syntax.head(state) == Some(noun) && syntax.token(state).relation.is_any(&["amod", "compound"]);
    let tells = beside && is_body(body) && !is_person && is_state(&syntax.token(state).form);
    tells.then(|| Change { word: state, head: Some(body), relation: Relation::parse("amod") })
}

fn joined(syntax: &Syntax<'_>, is_state: &impl Fn(&str) -> bool) -> Vec<Change> {
    (1..syntax.len().saturating_sub(2))
        .filter(|&hyphen| matches!(&*syntax.token(hyphen).form, "-" | "–" | "‑"))
        .filter_map(|hyphen| {
            let (first, second) = (hyphen - 1, hyphen + 1);
            let side_by_side = syntax.token(first).span.end == syntax.token(hyphen).span.start
                && syntax.token(hyphen).span.end == syntax.token(second).span.start;
            let states = is_state(&syntax.token(first).form) && is_state(&syntax.token(second).form);
            let noun = syntax.head(second).filter(|&noun| {
                noun > second
                    && noun - second <= FARTHEST
                    && syntax.token(noun).upos == Upos::Noun
                    && syntax.token(second).relation.is_any(&["compound", "amod", "nmod:desc"])
            })?;
            let hangs = syntax.head(first) == Some(noun) && syntax.token(first).relation.is_any(&["compound", "amod"]);
            (side_by_side && states && !hangs).then(|| Change {
                word: first,
                head: Some(noun),
                relation: syntax.token(second).relation,
            })
        })
        .collect()
}
