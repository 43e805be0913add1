//! Names that a parser cuts: "Mr *Christian* Ama Boateng" has a first name, no faith.

use super::Change;
use crate::syntax::Syntax;
use sayso_core::Span;
use sayso_parse::{Entity, EntityKind, Parse, Relation, Sentence, Upos};

/// Words of a name that a parser may have cut off.
const MOST: usize = 2;

/// Words between "and" and the post before a name at most.
const MOST_BETWEEN: usize = 8;

/// Gives a person's name the words between it and a form of address; names of other kinds there are none.
pub(super) fn behind_titles(parse: &mut Parse, is_title: impl Fn(&str) -> bool) {
    let Parse { sentences, entities, .. } = parse;
    let mut cut: Vec<(usize, usize, usize)> = Vec::new();
    for entity in entities.iter_mut().filter(|entity| entity.kind == EntityKind::Person) {
        let Some(sentence) = sentences.get(entity.sentence) else { continue };
        // "HH the Emir": letters of address alone are no name.
        let words = sentence.tokens.get(entity.first..entity.end).unwrap_or_default();
        if words.iter().all(|word| is_address(&word.form)) {
            cut.push((entity.sentence, entity.first, entity.end));
            continue;
        }
        if let Some(start) = start_of_name(sentence, entity, &is_title) {
            cut.push((entity.sentence, start, entity.first));
            entity.first = start;
            entity.span = Span::new(sentence.tokens[start].span.start, entity.span.end);
        }
    }
    let was_cut = |entity: &Entity| {
        let within = |&(sentence, start, end): &(usize, usize, usize)| {
            entity.sentence == sentence && start <= entity.first && entity.end <= end
        };
        cut.iter().any(within)
    };
    entities.retain(|entity| !was_cut(entity));
}

/// "submitted it to *HH the Emir*": who is addressed so is the emir.
pub(super) fn addressed(syntax: &Syntax<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    for address in (0..syntax.len()).filter(|&word| is_address(&syntax.token(word).form)) {
        let Some(office) = syntax.children_by(address, &["appos", "flat", "compound"]).find(|&office| {
            office > address
                && matches!(syntax.token(office).upos, Upos::Noun | Upos::Propn)
                && (address + 1..office).all(|between| syntax.is_below(between, office))
        }) else {
            continue;
        };
        found.push(Change { word: office, head: syntax.head(address), relation: syntax.token(address).relation });
        let others = syntax.children(address).iter().copied().filter(|&child| child != office);
        found.extend(others.map(|word| Change { word, head: Some(office), relation: syntax.token(word).relation }));
        found.push(Change { word: address, head: Some(office), relation: Relation::parse("nmod:desc") });
    }
    found
}

/// "Deputy Prime Minister and party leader *Ann Lee*" is one, where no article makes two of them.
pub(super) fn of_two_posts(syntax: &Syntax<'_>, is_post: impl Fn(&str) -> bool) -> Vec<Change> {
    let is_post = |word: usize| {
        let token = syntax.token(word);
        let is_noun = matches!(token.upos, Upos::Noun | Upos::Propn) && !token.feats.has("Number", "Plur");
        let alone = syntax.child(word, &["det", "nmod:poss", "nummod"]).is_none();
        is_noun && alone && is_post(&token.lemma.to_lowercase())
    };
    let mut found = Vec::new();
    for and in (1..syntax.len()).filter(|&word| syntax.lemma(word) == "and" && is_post(word - 1)) {
        let first = and - 1;
        let between = (and + 1..syntax.len())
            .take_while(|&word| matches!(syntax.token(word).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Punct));
        let second = between.take(MOST_BETWEEN).find(|&word| {
            let name = word + 1;
            is_post(word) && name < syntax.len() && syntax.token(name).upos == Upos::Propn && !is_post(name)
        });
        let Some(second) = second else { continue };
        let name = second + 1;
        let inside = |head: Option<usize>| head.is_some_and(|head| head == second || head == name);
        let top = if inside(syntax.head(first)) { name } else { first };
        if inside(syntax.head(top)) || syntax.child(name, &["det"]).is_some() {
            continue;
        }
        found.push(Change { word: name, head: syntax.head(top), relation: syntax.token(top).relation });
        found.extend([first, second].map(|post| Change::to(post, name, "nmod:desc")));
        found.push(Change::to(and, second, "cc"));
    }
    found.retain(|change| {
        syntax.head(change.word) != change.head || syntax.token(change.word).relation != change.relation
    });
    found
}

/// Letters that stand for "His Highness", "Her Majesty", "His Excellency".
fn is_address(form: &str) -> bool {
    matches!(form, "HH" | "HM" | "HE" | "HRH" | "H.H." | "H.M." | "H.E." | "H.R.H.")
}

/// Where a name begins whose first words stand before it, right behind a form of address.
fn start_of_name(sentence: &Sentence, name: &Entity, is_title: impl Fn(&str) -> bool) -> Option<usize> {
    let before = sentence.tokens.get(name.first.saturating_sub(MOST + 1)..name.first)?;
    let title = name.first - before.len() + before.iter().rposition(|token| is_title(&token.form))?;
    let words = sentence.tokens.get(title + 1..name.first)?;
    let is_name = words.iter().all(|token| {
        let nominal = matches!(token.upos, Upos::Propn | Upos::Adj | Upos::Noun);
        nominal && token.form.starts_with(char::is_uppercase)
    });
    (is_name && !words.is_empty()).then_some(title + 1)
}

#[cfg(test)]
mod tests {
    use super::behind_titles;
    use crate::hand_tree;
    use sayso_parse::{Entity, EntityKind};

    #[test]
    fn a_first_name_behind_a_title_is_no_faith() {
        let trees = "Mr/PROPN/3/compound Christian/ADJ/3/amod Boateng/PROPN/4/nsubj left:leave/VERB/0/root";
        let (document, mut parse) = hand_tree::document(trees);
        let entity = |word: usize, kind| Entity {
            span: parse.sentences[0].tokens[word].span,
            kind,
            sentence: 0,
            first: word,
            end: word + 1,
        };
        parse.entities = vec![entity(1, EntityKind::Norp), entity(2, EntityKind::Person)];
        let untitled = parse.clone();
        behind_titles(&mut parse, |word| word == "Mr");
        let names: Vec<&str> = parse.entities.iter().map(|entity| entity.span.of(&document.text)).collect();
        assert_eq!(names, ["Christian Boateng"]);
        let mut without = untitled.clone();
        behind_titles(&mut without, |_| false);
        assert_eq!(without, untitled);
    }
}
