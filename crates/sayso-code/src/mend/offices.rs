//! Names behind an office that is told by its field: "the minister of health and welfare *Ann Lee*".
//!
//! A tree may hang the name on a word of the field, or beside the office on the verb, so that two met where one did.

use super::Change;
use crate::syntax::Syntax;
use sayso_parse::{Entity, EntityKind, Upos};
use std::collections::HashMap;
use std::ops::Range;

/// Words between an office and the name at most: "minister *of planning and international cooperation*".
const FARTHEST: usize = 12;

/// The words of persons' names, by sentence.
pub(super) fn people(entities: &[Entity]) -> HashMap<usize, Vec<Range<usize>>> {
    let mut found: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
    for name in entities.iter().filter(|entity| entity.kind == EntityKind::Person) {
        found.entry(name.sentence).or_default().push(name.first..name.end);
    }
    found
}

/// Whoever is named right behind an office and its field holds it.
pub(super) fn mend(syntax: &Syntax<'_>, people: &[Range<usize>], is_post: impl Fn(&str) -> bool) -> Vec<Change> {
    people.iter().flat_map(|name| held_by(syntax, name, people, &is_post).unwrap_or_default()).collect()
}

fn held_by(
    syntax: &Syntax<'_>,
    name: &Range<usize>,
    people: &[Range<usize>],
    is_post: &impl Fn(&str) -> bool,
) -> Option<Vec<Change>> {
    if name.end > syntax.len() {
        return None;
    }
    let head = name.clone().find(|&word| syntax.head(word).is_none_or(|head| !name.contains(&head)))?;
    let last = name.start.checked_sub(1)?;
    let comma = &*syntax.token(last).form == ",";
    let field_end = if comma { last } else { name.start };
    let office = office_before(syntax, field_end, people, is_post)?;
    let field = office + 2..field_end;
    let token = syntax.token(head);
    let above = syntax.head(head)?;
    let of_field = field.contains(&above);
    let hangs = above == office && token.relation.is_any(&["appos", "flat", "nmod:desc"]);
    if hangs
        || syntax.is_below(office, head) && !field.contains(&above) && syntax.token(office).relation.is("nmod:desc")
    {
        return None;
    }
    let beside = Some(above) == syntax.head(office)
        && syntax.token(office).relation == token.relation
        && (syntax.token(above).upos == Upos::Verb || token.relation.is("conj"))
        && syntax.child(head, &["cc"]).is_none();
    let strays = if comma {
        // "The minister of works, *Ann Lee*, and the mayor met" may be two as well as three: an article tells an office that one
        // alone holds.
        let closed = name.end < syntax.len() && &*syntax.token(name.end).form == ",";
        let definite = syntax.child(office, &["det"]).is_some_and(|det| syntax.lemma(det) == "the");
        of_field && token.relation.is("appos")
            || above == office
                && token.relation.is("conj")
                && closed
                && definite
                && syntax.child(head, &["cc"]).is_none()
    } else {
        of_field && token.relation.is_any(&["conj", "nmod", "appos", "flat", "compound", "nmod:desc", "list", "dep"])
            || above == office && token.relation.is_any(&["conj", "nmod", "list", "dep"])
            || beside && token.relation.is_any(&["nsubj", "nsubj:pass", "obl", "nmod", "conj"])
    };
    if !strays {
        return None;
    }
    let mut changes = vec![Change::to(head, office, "appos")];
    let mine = |child: usize| child > office && child < name.start;
    let before: Vec<usize> = syntax.children(head).iter().copied().filter(|&child| mine(child)).collect();
    // "Minister *of Transport* Ann Lee", where "of" hangs on the name.
    let own = before.iter().copied().rev().find(|&child| matches!(syntax.token(child).upos, Upos::Noun | Upos::Propn));
    let is_of = |child: &usize| syntax.token(*child).relation.is("case");
    let own_of = own.is_some_and(|own| syntax.children_by(own, &["case"]).next().is_some());
    if own_of || before.iter().any(is_of) {
        let own = own?;
        changes.push(Change::to(own, office, "nmod"));
        let rest = before.iter().copied().filter(|&child| child != own);
        changes.extend(rest.map(|word| Change { word, head: Some(own), relation: syntax.token(word).relation }));
    } else {
        let end = field.end.checked_sub(1).filter(|end| field.contains(end))?;
        let ands = before.iter().copied().filter(|&child| syntax.token(child).relation.is("cc"));
        changes.extend(ands.filter(|&and| and != end).map(|word| Change::to(word, end, "cc")));
    }
    // What follows a name tells of whoever is named.
    let behind = field.clone().flat_map(|word| syntax.children(word).iter().copied());
    let behind =
        behind.filter(|&word| word >= name.end && syntax.token(word).relation.is_any(&["acl", "acl:relcl", "appos"]));
    changes.extend(behind.map(|word| Change { word, head: Some(head), relation: syntax.token(word).relation }));
    Some(changes)
}

/// The office whose field ends right before `end`: a post with "of", and nothing but nouns, adjectives, "and" and "of" behind it.
fn office_before(
    syntax: &Syntax<'_>,
    end: usize,
    people: &[Range<usize>],
    is_post: &impl Fn(&str) -> bool,
) -> Option<usize> {
    let first = end.saturating_sub(FARTHEST);
    let is_named = |word: usize| people.iter().any(|name| name.contains(&word));
    let closes = end.checked_sub(1).filter(|&word| !is_named(word))?;
    // "The son of the *tycoon* Ann Lee": the post right before the name is hers.
    let closing = syntax.token(closes);
    if !matches!(closing.upos, Upos::Noun | Upos::Propn | Upos::Adj) || is_post(&closing.lemma.to_lowercase()) {
        return None;
    }
    for of in (first..end.checked_sub(1)?).rev() {
        let token = syntax.token(of);
        // "Secretary *for* Justice", "ambassador *to* Norland"
        let is_of = token.upos == Upos::Adp && matches!(syntax.lemma(of), "of" | "for" | "to");
        if is_of {
            let office = of.checked_sub(1)?;
            let post = syntax.token(office);
            let is_noun = matches!(post.upos, Upos::Noun | Upos::Propn) && !post.feats.has("Number", "Plur");
            if is_noun && is_post(&post.lemma.to_lowercase()) {
                return Some(office);
            }
        }
        let within = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Cconj)
            || is_of
            || matches!(&*token.form, "&" | "-" | "'s" | "’s");
        if !within || is_named(of) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_tree;

    fn changes(trees: &str, name: Range<usize>) -> Vec<String> {
        let (_, parse) = hand_tree::document(trees);
        let syntax = Syntax::new(&parse.sentences[0]);
        let told = |change: &Change| {
            let head = change.head.map_or("-", |head| &*syntax.token(head).form);
            format!("{} {} {head}", syntax.token(change.word).form, change.relation.full())
        };
        mend(&syntax, &[name], |noun| noun == "minister").iter().map(told).collect()
    }

    #[test]
    fn a_name_behind_an_office_and_its_field_is_its_holders() {
        let trees = "Minister/PROPN/8/nsubj of/ADP/3/case Health/NOUN/1/nmod and/CCONJ/5/cc Welfare/PROPN/3/conj \
            Ann/PROPN/8/nsubj Lee/PROPN/6/flat left:leave/VERB/0/root";
        assert_eq!(changes(trees, 5..7), ["Ann appos Minister"]);
        let trees = "They/PRON/2/nsubj met:meet/VERB/0/root Minister/NOUN/2/obj of/ADP/6/case Transport/PROPN/6/nmod:desc \
            Ann/PROPN/3/nmod Lee/PROPN/6/flat";
        assert_eq!(changes(trees, 5..7), ["Ann appos Minister", "Transport nmod Minister", "of case Transport"]);
    }

    #[test]
    fn of_several_in_a_row_each_is_another() {
        let trees = "The/DET/2/det minister/NOUN/11/nsubj of/ADP/4/case health/NOUN/2/nmod ,/PUNCT/6/punct Ann/PROPN/2/conj \
            Lee/PROPN/6/flat and/CCONJ/9/cc Ben/PROPN/2/conj Okoro/PROPN/9/flat left:leave/VERB/0/root";
        assert!(changes(trees, 5..7).is_empty());
    }
}
