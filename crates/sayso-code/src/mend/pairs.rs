//! Two states joined by a hyphen before a noun: "Norland-Sudland talks", "the Norlandic-Sudlandic conflict".
//!
//! A tree hangs the first on the second, or takes it for the subject of the clause. Both stand before the noun in the same way.

use super::Change;
use crate::syntax::Syntax;
use sayso_parse::{Sentence, Upos};

/// Words between the second state and the noun at most: "Norland-Sudland *free trade* deal".
const FARTHEST: usize = 4;

/// The first of two states hangs on the noun as the second does.
pub(super) fn mend(sentence: &Sentence, is_state: &impl Fn(&str) -> bool) -> Vec<Change> {
    let syntax = Syntax::new(sentence);
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
