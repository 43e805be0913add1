//! Which heads a run is for.

use crate::word_vectors::WordVectors;
use std::ops::Range;

/// The heads beside those for tags, trees and names that a run is for. What others would read is neither worked out nor kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The head for coreference, where the model has it.
    pub(crate) coreference: bool,
    /// The head for cues, where the model has it.
    pub(crate) cues: bool,
    /// The head for roles.
    pub(crate) roles: bool,
    /// A head that is still to be trained: it reads the bare states.
    pub(crate) states: bool,
}

impl Wanted {
    /// Tags, trees and names alone.
    pub(crate) const TREES: Wanted = Wanted { coreference: false, cues: false, roles: false, states: false };
    /// What the reading of reports goes by.
    pub(crate) const READING: Wanted = Wanted { coreference: true, cues: true, ..Wanted::TREES };
    /// Predicates and their arguments.
    pub(crate) const ROLES: Wanted = Wanted { roles: true, ..Wanted::TREES };
    /// What a head learns from.
    pub(crate) const STATES: Wanted = Wanted { states: true, ..Wanted::TREES };
}

/// What heads that run after the trees read of each word; nothing for those that the run is not for.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Products of the states.
    pub(crate) coreference: WordVectors,
    /// The state, and behind it what the word is by itself.
    pub(crate) roles: WordVectors,
    /// The state.
    pub(crate) states: WordVectors,
}

impl Kept {
    /// Appends what is kept of some of the words of `other`.
    pub(crate) fn extend(&mut self, other: &Kept, words: Range<usize>) {
        self.coreference.extend(&other.coreference, words.clone());
        self.roles.extend(&other.roles, words.clone());
        self.states.extend(&other.states, words);
    }
}
