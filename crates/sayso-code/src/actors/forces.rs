//! Armed forces of states, which act abroad as well as at home.

use super::Actors;
use crate::scene::{Scene, Word};
use sayso_core::{Actor, Span};
use sayso_parse::Upos;
use std::collections::BTreeMap;

/// Mentions of armed forces whose words name their state, by the word that is their head.
#[derive(Debug, Default)]
pub struct Forces(BTreeMap<Word, Span>);

impl Forces {
    /// The force that acts on what stands at `mention`, or where: "*Norlandic jets* bombed a *village*". It may be abroad, so
    /// that its state says nothing of them.
    pub fn at(&self, scene: &Scene<'_>, mention: Span) -> Option<Span> {
        let head = scene.head_of(mention)?;
        let syntax = &scene.sentences[head.sentence];
        let reached = syntax.token(head.word).relation.is_any(&["obj", "iobj", "obl", "nmod", "conj"]);
        let verb = std::iter::once(head.word).chain(syntax.ancestors(head.word)).take(FARTHEST);
        let mut verbs = verb.filter(|&word| syntax.token(word).upos == Upos::Verb);
        let subject = syntax.deep_subject(verbs.next().filter(|_| reached)?)?;
        self.0.get(&Word::new(head.sentence, subject)).copied().filter(|force| !force.overlaps(mention))
    }
}

/// Steps from a word to the verb that tells what is done to it or there.
const FARTHEST: usize = 4;

impl Actors {
    /// The armed forces of states that are named with them.
    pub fn forces(&self, scene: &Scene<'_>) -> Forces {
        let armed = |actor: &&Actor<Span>| {
            actor.country.is_some() && actor.country_how.is_none() && actor.sector.iter().any(|sector| sector == "MIL")
        };
        let mentions = self.list.iter().filter(armed).flat_map(|actor| &actor.mentions);
        Forces(mentions.filter_map(|mention| Some((scene.head_of(mention.span)?, mention.span))).collect())
    }
}
