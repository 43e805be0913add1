//! Names that a parser cuts: "Mr *Christian* Ama Boateng" has a first name, no faith.

use sayso_core::Span;
use sayso_parse::{Entity, EntityKind, Parse, Sentence, Upos};

/// Words of a name that a parser may have cut off.
const MOST: usize = 2;

/// Gives a person's name the words between it and a form of address; names of other kinds there are none.
pub(super) fn behind_titles(parse: &mut Parse, is_title: impl Fn(&str) -> bool) {
    let Parse { sentences, entities, .. } = parse;
    let mut cut: Vec<(usize, usize, usize)> = Vec::new();
    for entity in entities.iter_mut().filter(|entity| entity.kind == EntityKind::Person) {
        let Some(sentence) = sentences.get(entity.sentence) else { continue };
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
