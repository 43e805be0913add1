//! "The envoy *is due to hold* talks": a parser may take "due to" for the preposition before a cause.

use super::Change;
use crate::syntax::Syntax;
use sayso_parse::Upos;

/// "due" is what the subject is, and what it is due to do hangs on it.
pub(super) fn mend(syntax: &Syntax<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    for due in (0..syntax.len()).filter(|&word| syntax.lemma(word) == "due") {
        let taken = syntax.token(due).relation.is_any(&["mark", "case"]);
        let to = syntax.child(due, &["fixed"]).filter(|&to| taken && syntax.lemma(to) == "to");
        let verb = syntax.head(due).filter(|&verb| verb > due && syntax.token(verb).upos == Upos::Verb);
        let (Some(to), Some(verb)) = (to, verb) else { continue };
        let Some(copula) = syntax.child(verb, &["cop", "aux"]).filter(|&copula| copula < due) else { continue };
        found.push(Change { word: due, head: syntax.head(verb), relation: syntax.token(verb).relation });
        found.push(Change::to(verb, due, "xcomp"));
        found.push(Change::to(to, verb, "mark"));
        found.push(Change::to(copula, due, "cop"));
        // Whoever is due, and what stands before "due", goes with it.
        let before = syntax.children(verb).iter().copied().filter(|&child| child < due && child != copula);
        found.extend(before.map(|word| Change { word, head: Some(due), relation: syntax.token(word).relation }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::hand_tree::document;
    use crate::syntax::Syntax;

    fn moved(trees: &str) -> Vec<(usize, Option<usize>)> {
        let (_, parse) = document(trees);
        mend(&Syntax::new(&parse.sentences[0])).into_iter().map(|change| (change.word, change.head)).collect()
    }

    #[test]
    fn who_is_due_to_act_has_not_acted() {
        let trees =
            "Ann/PROPN/5/nsubj is:be/AUX/5/cop due/ADJ/5/mark to/PART/3/fixed leave/VERB/0/root Monday/PROPN/5/obl";
        assert_eq!(moved(trees), [(2, None), (4, Some(2)), (3, Some(4)), (1, Some(2)), (0, Some(2))]);
        // A cause is none.
        let trees = "Delays/NOUN/5/nsubj are:be/AUX/5/cop due/ADP/5/case to/ADP/3/fixed rain/NOUN/0/root";
        assert_eq!(moved(trees), []);
    }
}
