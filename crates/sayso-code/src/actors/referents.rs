//! What the model's head for coreference says of the mentions of actors: which earlier one each takes up.

use super::mentions::Mentions;
use crate::scene::{Scene, Word};
use sayso_parse::Coreference;

/// The mentions of the head beside the candidates of the rules.
pub(super) struct Referents<'a> {
    coreference: &'a Coreference,
    /// For each candidate the mention with its head.
    mention_of: Vec<Option<usize>>,
    /// For each mention the candidate with its head.
    candidate_of: Vec<Option<usize>>,
}

/// Whom a candidate takes up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TakesUp {
    /// An earlier candidate, likelier than none by so much (log odds).
    Candidate(usize, f32),
    /// Something that is no candidate.
    Thing,
    /// Nothing before.
    Nothing,
}

impl<'a> Referents<'a> {
    /// None where the model has no head for coreference.
    pub fn of(scene: &Scene<'a>, mentions: &Mentions) -> Option<Referents<'a>> {
        let coreference = scene.parse.coreference.as_ref()?;
        let mut mention_of = vec![None; mentions.candidates.len()];
        let candidate_of: Vec<Option<usize>> = coreference
            .mentions
            .iter()
            .map(|mention| {
                let word = Word::new(mention.sentence, mention.head);
                let word = mentions.alias.get(&word).copied().unwrap_or(word);
                mentions.by_head.get(&word).copied()
            })
            .collect();
        for (mention, candidate) in candidate_of.iter().enumerate() {
            if let Some(slot) = candidate.and_then(|candidate| mention_of.get_mut(candidate)) {
                *slot = slot.or(Some(mention));
            }
        }
        Some(Referents { coreference, mention_of, candidate_of })
    }

    /// Whom a candidate takes up: the first of those before it that is a candidate too.
    pub fn taken_up(&self, candidate: usize) -> TakesUp {
        let mention = |index: usize| self.coreference.mentions.get(index);
        let Some(first) = self.mention_of.get(candidate).copied().flatten().and_then(mention) else {
            return TakesUp::Nothing;
        };
        let Some(mut at) = first.antecedent else { return TakesUp::Nothing };
        loop {
            if let Some(earlier) = self.candidate_of.get(at).copied().flatten().filter(|&earlier| earlier < candidate) {
                return TakesUp::Candidate(earlier, first.odds);
            }
            let Some(before) = mention(at).and_then(|mention| mention.antecedent) else { return TakesUp::Thing };
            at = before;
        }
    }
}
