//! Who is named in a sentence and might take part in its acts.

use super::Actors;
use crate::scene::{Scene, Word};
use sayso_core::{Actor, ActorKind, MentionForm, Span, words};

/// Somebody whom a word of a sentence stands for.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The word in its sentence.
    pub word: usize,
    form: MentionForm,
    actor: &'a Actor<Span>,
}

impl Candidate<'_> {
    /// Whether both are words for one actor.
    pub fn is_same(&self, other: &Candidate<'_>) -> bool {
        self.actor.id == other.actor.id
    }

    /// Whether it is one human being, people, or a body; states and armed groups are bodies alike.
    pub fn sort(&self) -> &'static str {
        match self.actor.kind {
            ActorKind::Person => "a person",
            ActorKind::Group => "people",
            ActorKind::Organization | ActorKind::State | ActorKind::PlaceAsState => "a body",
            ActorKind::Unknown => "unknown",
        }
    }

    /// How he is named there.
    pub fn form(&self) -> String {
        words::name(&self.form)
    }
}

impl Actors {
    /// The actors whom the words of a sentence stand for, in its order; of "both countries" the first of the two.
    pub fn candidates(&self, scene: &Scene<'_>, sentence: usize) -> Vec<Candidate<'_>> {
        let words = 0..scene.sentences[sentence].len();
        words
            .filter_map(|word| {
                let spoken = self.spoken.get(&Word::new(sentence, word))?;
                let actor = spoken.actor.or(spoken.two.map(|[first, _]| first))?;
                Some(Candidate { word, form: spoken.form, actor: self.list.get(actor)? })
            })
            .collect()
    }
}
