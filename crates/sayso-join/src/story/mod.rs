//! What a document is about, small enough to keep beside it.

use crate::words::{TermId, words};
use sayso_core::Reading;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Terms that a story keeps.
const TERMS: usize = 40;
/// Terms by which candidates are found.
const KEYS: usize = 10;
/// Two documents are candidates for one another where they share so many keys.
pub const SHARED_KEYS: usize = 3;
/// How much more a name tells than another word as rare.
const NAME: f32 = 1.5;

/// The terms that tell what a document is about, with weights.
///
/// A term weighs (1 + ln occurrences) times its rarity in a fixed background, and half as much again where it is
/// written like a name. Written as a list of terms and weights in tenths, strongest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<(String, u16)>", into = "Vec<(String, u16)>")]
pub struct Story {
    /// Strongest first.
    terms: Vec<(String, u16)>,
    /// The same by id, with weights such that their squares add up to one.
    unit: Vec<(TermId, f32)>,
}

impl From<Vec<(String, u16)>> for Story {
    fn from(terms: Vec<(String, u16)>) -> Story {
        let length =
            terms.iter().map(|(_, weight)| f32::from(*weight).powi(2)).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        let mut unit: Vec<(TermId, f32)> =
            terms.iter().map(|(term, weight)| (crate::words::id(term), f32::from(*weight) / length)).collect();
        unit.sort_by_key(|(term, _)| *term);
        Story { terms, unit }
    }
}

impl From<Story> for Vec<(String, u16)> {
    fn from(story: Story) -> Self {
        story.terms
    }
}

impl Story {
    /// The story of a document: its headline and its text.
    pub fn of<S>(reading: &Reading<S>) -> Story {
        let document = &reading.document;
        Story::of_text(document.title.as_deref(), &document.text)
    }

    /// The story of a text with its headline.
    pub fn of_text(title: Option<&str>, text: &str) -> Story {
        let mut counts: HashMap<String, Count> = HashMap::new();
        for word in title.into_iter().chain([text]).flat_map(words) {
            let weight = word.weight();
            if weight == 0.0 {
                continue;
            }
            let count = counts.entry(word.stem).or_insert(Count { weight, times: 0.0, as_name: 0.0 });
            count.times += 1.0;
            count.as_name += f32::from(u8::from(word.name));
        }
        let mut terms: Vec<(String, u16)> =
            counts.into_iter().map(|(term, count)| (term, (count.strength() * 10.0).round() as u16)).collect();
        terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        terms.truncate(TERMS);
        Story::from(terms)
    }

    /// How alike two stories are: 0 no term in common, 1 the same terms with the same weights.
    pub fn cosine(&self, other: &Story) -> f32 {
        dot(&self.unit, &other.unit).min(1.0)
    }

    /// The strongest terms: two documents that share [`SHARED_KEYS`] of them may tell of one thing.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().take(KEYS).map(|(term, _)| term.as_str())
    }

    /// How many keys both have.
    pub fn shared_keys(&self, other: &Story) -> usize {
        self.keys().filter(|key| other.keys().any(|theirs| theirs == *key)).count()
    }

    /// The terms that both have, those first that tell most, at most `most`.
    pub fn shared(&self, other: &Story, most: usize) -> Vec<&str> {
        self.terms
            .iter()
            .map(|(term, _)| term.as_str())
            .filter(|term| other.unit.binary_search_by_key(&crate::words::id(term), |(id, _)| *id).is_ok())
            .take(most)
            .collect()
    }
}

/// The sum of products of what two lists sorted by id have in common.
pub(crate) fn dot(a: &[(TermId, f32)], b: &[(TermId, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some((left, x)), Some((right, y))) = (a.get(i), b.get(j)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x * y;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

struct Count {
    weight: f32,
    times: f32,
    as_name: f32,
}

impl Count {
    fn strength(&self) -> f32 {
        let name = if self.as_name * 2.0 >= self.times { NAME } else { 1.0 };
        (1.0 + self.times.ln()) * self.weight * name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUAKE: &str = "An earthquake shook Vell in Norland on Monday. The earthquake damaged the cathedral of Vell.";
    const QUAKE_TOO: &str = "Rescuers searched the ruins of the cathedral after the earthquake that struck Vell.";
    const TALKS: &str = "Ministers of Sudland and Westland discussed grain tariffs and fishing quotas in Orsk.";

    fn story(text: &str) -> Story {
        Story::of_text(None, text)
    }

    #[test]
    fn stories_of_one_event_are_nearer_than_stories_of_two() {
        let (a, b, c) = (story(QUAKE), story(QUAKE_TOO), story(TALKS));
        assert!(a.cosine(&b) > 0.3, "{}", a.cosine(&b));
        assert!(a.cosine(&c) < 0.05, "{}", a.cosine(&c));
        assert!(a.shared_keys(&b) >= SHARED_KEYS);
        assert_eq!(a.shared_keys(&c), 0);
        assert_eq!(a.shared(&b, 2), ["vell", "earthquak"]);
    }

    #[test]
    fn a_story_is_like_itself_and_survives_being_written() {
        let a = story(QUAKE);
        assert!((a.cosine(&a) - 1.0).abs() < 1e-5);
        let written = serde_json::to_string(&a).expect("a list of strings and numbers");
        assert!(written.starts_with("[[\"vell\","), "{written}");
        assert_eq!(serde_json::from_str::<Story>(&written).expect("what was written"), a);
    }

    #[test]
    fn no_words_no_likeness() {
        let empty = story("");
        assert_eq!(empty.cosine(&story(QUAKE)), 0.0);
        assert_eq!(empty.cosine(&empty), 0.0);
        assert_eq!(empty.keys().count(), 0);
    }
}
