//! Days that stand between a subject and its verb: "The envoy *on Monday* rejected the offer".
//!
//! The day tells when the envoy rejected it. A tree may hang it on the envoy, so that it becomes a part of who he is.

use super::Change;
use crate::saying::SayingLexicon;
use crate::syntax::Syntax;
use sayso_parse::{Entity, EntityKind, Relation, Upos};
use std::collections::HashSet;

/// The words of dates, by sentence.
pub(super) fn of(entities: &[Entity]) -> HashSet<(usize, usize)> {
    let dates = entities.iter().filter(|entity| entity.kind == EntityKind::Date);
    dates.flat_map(|date| (date.first..date.end).map(|word| (date.sentence, word))).collect()
}

/// A day behind somebody who acts hangs on what he does.
pub(super) fn mend(
    syntax: &Syntax<'_>,
    number: usize,
    days: &HashSet<(usize, usize)>,
    lexicon: &SayingLexicon,
) -> Vec<Change> {
    let strayed = |day: usize| {
        let subject = syntax.head(day).filter(|&subject| subject < day)?;
        let token = syntax.token(subject);
        let acts = token.upos == Upos::Propn
            || [&lexicon.people, &lexicon.bodies, &lexicon.actors].iter().any(|nouns| nouns.contains(&*token.lemma));
        let verb = syntax.head(subject).filter(|&verb| verb > day && syntax.token(verb).upos == Upos::Verb)?;
        let between = acts
            && syntax.token(day).relation.is_any(&["nmod", "nmod:unmarked"])
            && token.relation.is_any(&["nsubj", "nsubj:pass"]);
        between.then(|| Change { word: day, head: Some(verb), relation: Relation::parse("obl") })
    };
    (0..syntax.len()).filter(|&word| days.contains(&(number, word))).filter_map(strayed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_tree::document;

    /// The words that come to hang on the verb, where the fourth is a date.
    fn moved(trees: &str) -> Vec<usize> {
        let (_, parse) = document(trees);
        let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
        let days = HashSet::from([(0, 3)]);
        mend(&Syntax::new(&parse.sentences[0]), 0, &days, &lexicon).into_iter().map(|change| change.word).collect()
    }

    #[test]
    fn a_day_behind_somebody_is_the_day_of_what_he_does() {
        let trees = "The/DET/2/det minister/NOUN/5/nsubj on/ADP/4/case Monday/PROPN/2/nmod resigned:resign/VERB/0/root ./PUNCT/5/punct";
        assert_eq!(moved(trees), [3]);
        let armed = "Two/NUM/2/nummod gunmen:gunman/NOUN/5/nsubj on/ADP/4/case Monday/PROPN/2/nmod fled:flee/VERB/0/root ./PUNCT/5/punct";
        assert_eq!(moved(armed), [3]);
    }

    #[test]
    fn a_day_behind_an_act_is_the_day_of_the_act() {
        let trees = "The/DET/2/det raid/NOUN/6/nsubj on/ADP/4/case Monday/PROPN/2/nmod was:be/AUX/6/aux:pass condemned:condemn/VERB/0/root ./PUNCT/6/punct";
        assert_eq!(moved(trees), Vec::<usize>::new());
    }
}
