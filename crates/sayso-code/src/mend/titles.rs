//! Descriptions that the tree puts beside the name that follows them: "is owned by *the banker* Ann Lee".

use super::Change;
use crate::syntax::Syntax;
use sayso_parse::{Relation, Upos};

/// Relations by which a description and its name may hang side by side.
const SIDE_BY_SIDE: &[&str] = &["obl:agent", "obl", "obj", "nmod", "nsubj", "nsubj:pass"];

/// Gives a description to the name right behind it, where both hang on one word in one way and nothing parts them.
pub(super) fn mend(syntax: &Syntax<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    for name in 1..syntax.len() {
        let description = name - 1;
        let (first, second) = (syntax.token(description), syntax.token(name));
        let beside = syntax.head(name).is_some()
            && syntax.head(name) == syntax.head(description)
            && first.relation == second.relation
            && SIDE_BY_SIDE.contains(&second.relation.full());
        let described = first.upos == Upos::Noun && second.upos == Upos::Propn && !first.feats.has("Number", "Plur");
        if !beside || !described || syntax.child(name, &["case", "det", "amod", "nummod"]).is_some() {
            continue;
        }
        let before = syntax.children(description).iter().copied().filter(|&child| child < description);
        let outer = before.filter(|&child| syntax.token(child).relation.is_any(&["case", "det"]));
        found.extend(outer.map(|word| Change { word, head: Some(name), relation: syntax.token(word).relation }));
        found.push(Change { word: description, head: Some(name), relation: Relation::parse("nmod:desc") });
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::hand_tree;
    use crate::syntax::Syntax;

    fn changes(trees: &str) -> Vec<String> {
        let (_, parse) = hand_tree::document(trees);
        let syntax = Syntax::new(&parse.sentences[0]);
        let told = |change: &super::Change| {
            let head = change.head.map_or("-", |head| &*syntax.token(head).form);
            format!("{} {} {head}", syntax.token(change.word).form, change.relation.full())
        };
        super::mend(&syntax).iter().map(told).collect()
    }

    #[test]
    fn a_description_goes_with_the_name_behind_it() {
        let trees = "It/PRON/3/nsubj:pass is/AUX/3/aux:pass owned:own/VERB/0/root by/ADP/6/case the/DET/6/det \
            banker/NOUN/3/obl:agent Lee/PROPN/3/obl:agent";
        assert_eq!(changes(trees), ["by case Lee", "the det Lee", "banker nmod:desc Lee"]);
        let trees = "They/PRON/2/nsubj gave:give/VERB/0/root Lee/PROPN/2/iobj a/DET/5/det book/NOUN/2/obj";
        assert!(changes(trees).is_empty());
    }
}
