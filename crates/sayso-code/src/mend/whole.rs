//! Names of which a parser finds a part: "Rebels in *DR Congo*", "the *Equato-Guinean* minister", "*Agence France-Presse*".
//!
//! A part may be another's name: Congo is another state than DR Congo. Where words that stand right beside a name make with it
//! a longer one that the lists of states and bodies know, that one is meant.

use super::kinds::Lists;
use sayso_core::Span;
use sayso_parse::{Entity, EntityKind, Parse, Sentence, Upos};
use std::ops::Range;

/// Words (and hyphens) on either side that may belong to a name.
const MOST: usize = 3;

/// Words of the longest name that is looked for.
const LONGEST: usize = 6;

/// Gives names the words beside them that they have in the lists; what was found of them apart is gone.
pub fn mend(parse: &mut Parse, text: &str, lists: &Lists<'_>) {
    let Parse { sentences, entities, .. } = parse;
    let mut whole: Vec<Entity> = Vec::new();
    for entity in entities.iter().filter(|entity| may_be_part(entity.kind)) {
        let Some(sentence) = sentences.get(entity.sentence) else { continue };
        if let Some((words, kind)) = longest(sentence, entity, text, lists) {
            let span = sentence.tokens[words.start].span.join(sentence.tokens[words.end - 1].span);
            whole.push(Entity { span, kind, sentence: entity.sentence, first: words.start, end: words.end });
        }
    }
    for name in whole {
        entities
            .retain(|entity| entity.sentence != name.sentence || entity.end <= name.first || name.end <= entity.first);
        let at = entities.partition_point(|entity| (entity.sentence, entity.first) < (name.sentence, name.first));
        entities.insert(at, name);
    }
}

fn may_be_part(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Organization | EntityKind::Location | EntityKind::Norp)
}

/// The longest known name that a name is a part of, with its kind.
fn longest(sentence: &Sentence, entity: &Entity, text: &str, lists: &Lists<'_>) -> Option<(Range<usize>, EntityKind)> {
    let tokens = &sentence.tokens;
    let may_belong = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            let hyphen = &*token.form == "-" && is_glued(sentence, at);
            // "*The* Kenyan minister": an article makes no other name.
            let nominal = matches!(token.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Num);
            hyphen || nominal && token.form.starts_with(char::is_uppercase)
        })
    };
    let before = (1..=MOST).take_while(|&by| entity.first >= by && may_belong(entity.first - by)).count();
    let behind = (0..MOST).take_while(|&by| may_belong(entity.end + by)).count();
    let mut found: Option<(Range<usize>, EntityKind)> = None;
    for first in entity.first - before..=entity.first {
        for end in entity.end..=entity.end + behind {
            let length = end - first;
            let longer = length > found.as_ref().map_or(entity.end - entity.first, |(words, _)| words.len());
            if !longer || length > LONGEST {
                continue;
            }
            let span = tokens[first].span.join(tokens[end - 1].span);
            if let Some(kind) = lists.kind_of_whole(span.of(text)) {
                found = Some((first..end, kind));
            }
        }
    }
    found
}

/// "France-Presse": nothing stands between a hyphen and the words on its sides.
fn is_glued(sentence: &Sentence, hyphen: usize) -> bool {
    let span = |at: usize| sentence.tokens.get(at).map(|token| token.span);
    let Span { start, end } = sentence.tokens[hyphen].span;
    let before = hyphen.checked_sub(1).and_then(span).is_some_and(|before| before.end == start);
    before && span(hyphen + 1).is_some_and(|behind| behind.start == end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::ActorLexicon;
    use crate::hand_tree::document;
    use crate::lexicon::LexiconFiles;
    use crate::places::Gazetteer;

    /// The names that are left, with their kinds, where the one at `word` was found as a place.
    fn names(trees: &str, word: usize) -> Vec<(String, EntityKind)> {
        let files = LexiconFiles::embedded();
        let actors = ActorLexicon::load(&files).expect("the lexicon in the program is sound");
        let gazetteer = Gazetteer::embedded().expect("the gazetteer in the program is sound");
        let (document, mut parse) = document(trees);
        let span = parse.sentences[0].tokens[word].span;
        parse.entities = vec![Entity { span, kind: EntityKind::Location, sentence: 0, first: word, end: word + 1 }];
        mend(&mut parse, &document.text, &Lists { actors: &actors, gazetteer: &gazetteer });
        parse.entities.iter().map(|name| (name.span.of(&document.text).to_string(), name.kind)).collect()
    }

    #[test]
    fn what_stands_beside_it_makes_another_state_of_it() {
        let trees = "Rebels/NOUN/2/nsubj left/VERB/0/root DR/PROPN/4/compound Congo/PROPN/2/obj";
        assert_eq!(names(trees, 3), [("DR Congo".to_string(), EntityKind::Location)]);
        let trees = "The/DET/2/det Congo/PROPN/3/nsubj protested/VERB/0/root Monday/PROPN/3/obl";
        assert_eq!(names(trees, 1), [("Congo".to_string(), EntityKind::Location)]);
    }

    #[test]
    fn a_body_is_called_by_all_of_its_name() {
        let trees = "Amnesty/PROPN/2/compound International/PROPN/3/nsubj objected/VERB/0/root";
        assert_eq!(names(trees, 1), [("Amnesty International".to_string(), EntityKind::Organization)]);
    }
}
