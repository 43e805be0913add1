//! What is understood of a document before events, labels and ties are read off it.

use crate::actors::Actors;
use crate::contexts::Told;
use crate::factuality::{self, FactualityLexicon, Stance};
use crate::patterns::LightVerbs;
use crate::places::Places;
use crate::quantity::NumbersLexicon;
use crate::saying::{Attributions, HolderResolver};
use crate::scene::{Scene, Word};
use crate::times::Times;
use crate::topics::Topic;
use sayso_core::{Act, Certainty, Chain, Factuality, Holder, Link, Party, Polarity, Quote};
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
    /// What the words of the report tell of the contexts of its acts.
    pub contexts: &'i Told<'i>,
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
        match factuality::stance(self.scene, word, self.attributions, self.factuality) {
            Stance::Plain => contested(chains, presented),
            Stance::Presupposed => {
                chains.first().map(|chain| (without_innermost(chain), presented)).into_iter().collect()
            }
            Stance::Contradicted => {
                let Some(claim) = chains.first() else { return Vec::new() };
                vec![(without_innermost(claim), presented), (claim.clone(), turned(presented))]
            }
            Stance::CalledUntrue { named, by } => {
                let Some(claim) = chains.first() else { return Vec::new() };
                let outer = without_innermost(claim);
                let denial = match by {
                    Some((verb, caller)) => outer.with(self.denier(verb, caller)),
                    None => denying(&outer),
                };
                let mut accounts = vec![(denial, turned(presented))];
                accounts.extend(named.then(|| (claim.clone(), presented)));
                accounts
            }
        }
    }
}

impl Interpretation<'_> {
    /// Somebody who calls a claim untrue.
    fn denier(&self, verb: Word, caller: Word) -> Link {
        let party = self.actors.party(self.scene, caller);
        let span = self.scene.sentences[caller.sentence].phrase(caller.word);
        let holder = Holder {
            publisher: false,
            unnamed: party.as_ref().is_none_or(|party| party.actor.is_none()),
            actor: party.and_then(|party| party.actor),
            span: Some(span),
            place: None,
        };
        let cue = self.scene.token(verb).span;
        Link { holder, cue: Some(cue), act: Some(Act::Denies), quote: Some(Quote::Indirect) }
    }
}

/// The first chain is the one that `presented` was read for; a further one is the claim that it denies.
fn contested(chains: Vec<Chain>, presented: Factuality) -> Vec<(Chain, Factuality)> {
    let first = chains.first().and_then(Chain::innermost);
    let doubts = first.is_some_and(|link| link.act == Some(Act::Doubts));
    chains
        .into_iter()
        .enumerate()
        .map(|(index, chain)| {
            let denied = chain.innermost().is_some_and(|link| link.act == Some(Act::Denies));
            let flips = index > 0 && presented.polarity == Polarity::Negative && !denied;
            let told = if flips { turned(presented) } else { presented };
            // What was asked is open; what was answered is not.
            let asks = index > 0 && chain.innermost().is_some_and(|link| link.act == Some(Act::AsksWhether));
            // What one doubts another claims.
            let doubted = index > 0 && doubts && told.certainty == Certainty::Possible;
            let certainty = match (asks, doubted) {
                (true, _) => Certainty::Unknown,
                (_, true) => Certainty::Certain,
                _ => told.certainty,
            };
            (chain, Factuality { certainty, ..told })
        })
        .collect()
}

/// The same with the other polarity.
pub fn turned(presented: Factuality) -> Factuality {
    let polarity = match presented.polarity {
        Polarity::Positive => Polarity::Negative,
        Polarity::Negative => Polarity::Positive,
    };
    Factuality { polarity, ..presented }
}

/// The chain without its last source; the publisher stays.
fn without_innermost(chain: &Chain) -> Chain {
    let links = chain.links();
    Chain::of_links(links[..links.len().saturating_sub(1).max(1).min(links.len())].to_vec())
}

/// The chain with a last source that denies.
fn denying(chain: &Chain) -> Chain {
    let mut links = chain.links().to_vec();
    if let Some(link) = links.last_mut().filter(|link| !link.holder.publisher) {
        link.act = Some(Act::Denies);
    }
    Chain::of_links(links)
}

impl HolderResolver for Actors {
    fn party(&self, scene: &Scene<'_>, word: Word) -> Option<Party> {
        Actors::party(self, scene, word)
    }
}
