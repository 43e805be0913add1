//! What the model's head for acts says of a word: does it name an act of the ontology, and of which type?

use sayso_core::EventType;

const TYPES: usize = EventType::ALL.len();

/// How likely it is that a word names an act of each PLOVER type; what is left to one is that it names none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Acts([f32; TYPES]);

impl Acts {
    /// From the scores of the head: first that of no act, then those of the types in the order of the codebook.
    pub(crate) fn from_scores(scores: &[f32]) -> Option<Acts> {
        let (none, types) = scores.split_first()?;
        let types: &[f32; TYPES] = types.try_into().ok()?;
        let top = types.iter().copied().fold(*none, f32::max);
        let shares = types.map(|score| (score - top).exp());
        let sum = (none - top).exp() + shares.iter().sum::<f32>();
        Some(Acts(shares.map(|share| share / sum)))
    }

    /// The probability that the word names an act of that type.
    pub fn of(&self, event: EventType) -> f32 {
        EventType::ALL.iter().position(|other| *other == event).map_or(0.0, |at| self.0[at])
    }

    /// The probability that it names an act of any type.
    pub fn any(&self) -> f32 {
        self.0.iter().sum()
    }

    /// The likeliest type and its probability; the first in the order of the codebook of equal ones.
    pub fn likeliest(&self) -> (EventType, f32) {
        let at = crate::best(&self.0);
        (EventType::ALL[at], self.0[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_become_shares() {
        let mut scores = [0.0; TYPES + 1];
        scores[0] = 2.0;
        scores[TYPES] = 4.0;
        let acts = Acts::from_scores(&scores);
        assert!(acts.is_some_and(|acts| acts.likeliest().0 == EventType::Assault));
        assert!(acts.is_some_and(|acts| acts.any() < 1.0 && acts.of(EventType::Assault) > 0.6));
        assert!(Acts::from_scores(&scores[1..]).is_none());
    }
}
