//! States by the part of the world that they lie in: "the *North African* nation", "the *South American* country".

use super::Sort;
use super::describe::{Describer, Key};
use super::mentions::Candidate;

/// Sentences before a phrase within which its state must stand where the report tells of several there.
const NEAR: usize = 2;

/// Such a phrase is the only state of that part of the world that was told of before, or else just before.
pub(super) fn name_states(describer: &Describer<'_>, candidates: &mut [Candidate]) {
    for at in 0..candidates.len() {
        let (before, rest) = candidates.split_at_mut(at);
        let Some(candidate) = rest.first_mut() else { continue };
        let open = candidate.sort() == Sort::State
            && candidate.definite
            && !candidate.what.plural
            && candidate.what.key.is_none();
        let Some(states) =
            candidate.what.region.as_deref().filter(|_| open).and_then(|words| describer.lexicon.region(words))
        else {
            continue;
        };
        let only = |from: usize| {
            let told = before.iter().filter(|other| other.head.sentence >= from);
            let mut countries =
                told.filter_map(|other| other.what.country.as_ref()).filter(|country| states.contains(country));
            let first = countries.next()?;
            countries.all(|country| country == first).then(|| first.clone())
        };
        if let Some(state) = only(0).or_else(|| only(candidate.head.sentence.saturating_sub(NEAR))) {
            candidate.what.key = Some(Key::State(state.clone()));
            candidate.what.country = Some(state);
        }
    }
}
