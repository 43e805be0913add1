//! What is understood of a document before events, labels and ties are read off it.

use crate::actors::Actors;
use crate::factuality::{self, FactualityLexicon};
use crate::patterns::LightVerbs;
use crate::places::Places;
use crate::quantity::NumbersLexicon;
use crate::saying::{Attributions, HolderResolver};
use crate::scene::{Scene, Word};
use crate::times::Times;
use crate::topics::Topic;
use sayso_core::{Act, Chain, Factuality, Party, Polarity};
use std::collections::BTreeMap;

/// A document with its actors, times, places and sources.
pub struct Interpretation<'i> {
    /// The document and its trees.
    pub scene: &'i Scene<'i>,
    /// Whom it speaks of.
    pub actors: &'i Actors,
    /// When.
    pub times: &'i Times,
    /// Where.
    pub places: &'i Places,
    /// On whose say-so.
    pub attributions: &'i Attributions,
    /// Words of certainty.
    pub factuality: &'i FactualityLexicon,
    /// What the report is about.
    pub topics: &'i [&'i Topic],
    /// The sentences that the lexicon leaves out, with the words that say so.
    pub discards: &'i BTreeMap<usize, String>,
    /// The contexts that the words of each sentence tell.
    pub issues: &'i [Vec<String>],
    /// Number words and hedges.
    pub numbers: &'i NumbersLexicon,
    /// Verbs that carry a noun.
    pub light: &'i LightVerbs,
}

impl Interpretation<'_> {
    /// The accounts of a predicate: who says so, and how it is presented. A claim and its denial are two.
    pub fn accounts(&self, word: Word) -> Vec<(Chain, Factuality)> {
        let presented = factuality::of(self.scene, word, self.attributions, self.factuality);
        let chains = self.attributions.chains(self.scene, word, self.actors);
        chains
            .into_iter()
            .enumerate()
            .map(|(index, chain)| {
                let denied = chain.innermost().is_some_and(|link| link.act == Some(Act::Denies));
                // The first chain is the one that `presented` was read for; a further one is the claim that it denies.
                let flips = index > 0 && presented.polarity == Polarity::Negative && !denied;
                let factuality =
                    if flips { Factuality { polarity: Polarity::Positive, ..presented } } else { presented };
                (chain, factuality)
            })
            .collect()
    }
}

impl HolderResolver for Actors {
    fn party(&self, scene: &Scene<'_>, word: Word) -> Option<Party> {
        Actors::party(self, scene, word)
    }
}
