//! The country that a report deals with where it doesn't name it.
//!
//! A local paper writes "police", "the High Court", "the minister": the places, states and nationalities around such an
//! actor, those of the whole report and the home of the outlet tell of which country. What is found so is marked as such
//! ([`sayso_core::Actor::country_how`]), so that whoever wants only what the words say can leave it out.

mod evidence;
mod outlets;

pub use outlets::Outlets;

use crate::actors::Actors;
use crate::lexicon::{LexiconError, LexiconFiles};
use crate::places::{Gazetteer, Places};
use evidence::Evidence;
use sayso_core::{Document, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// How much the whole report counts against what stands near an actor.
const REPORT: f64 = 6.0;
/// How many places the home of the outlet counts for.
const HOME: f64 = 3.0;
/// Bytes of text after which what stands near counts for a third.
const NEAR: f64 = 150.0;
/// Least share of a country among all that is told.
const LEAST: f64 = 0.5;
/// More mentions of an actor than these are not looked at.
const MENTIONS: usize = 8;

/// Words and outlets that tell where a report is set.
#[derive(Debug)]
pub struct SettingLexicon {
    outlets: Outlets,
    words: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Modifiers of those who are not of the country: "foreign companies", "Western nations".
    beyond: HashSet<String>,
    /// Nouns that in the plural mean more than one state.
    states: HashSet<String>,
    /// Nouns of those who are sent from elsewhere: "the envoy" is of another country than the one that he is in.
    visitors: HashSet<String>,
}

impl SettingLexicon {
    /// Loads `setting.toml` and `outlets.tsv`.
    pub fn load(files: &LexiconFiles) -> Result<SettingLexicon, LexiconError> {
        Ok(SettingLexicon { outlets: Outlets::load(files)?, words: files.read("setting.toml")? })
    }

    /// The country of the outlet that published a document, if it has one.
    pub fn home(&self, document: &Document, gazetteer: &Gazetteer) -> Option<String> {
        self.outlets.home(document, gazetteer)
    }

    /// Whether a modifier says that somebody is from elsewhere or from everywhere.
    pub fn is_beyond(&self, modifier: &str) -> bool {
        self.words.beyond.contains(modifier)
    }

    /// Whether a noun means those who are sent from elsewhere.
    pub fn is_visitor(&self, lemma: &str) -> bool {
        self.words.visitors.contains(lemma)
    }

    /// Whether a noun means a state or those who lead it.
    pub fn is_state_noun(&self, lemma: &str) -> bool {
        self.words.states.contains(lemma)
    }
}

/// Where a report is set.
#[derive(Debug)]
pub struct Setting {
    /// Share of each country among what the whole report names, with the home of the outlet.
    shares: BTreeMap<String, f64>,
    /// In the order of the text.
    evidence: Vec<Evidence>,
    home: Option<String>,
}

impl Setting {
    /// Gathers what a report tells. `home` is the country of its outlet.
    pub fn of(actors: &Actors, places: &Places, home: Option<String>) -> Setting {
        let evidence = evidence::gather(actors, places);
        let mut votes = evidence::votes(&evidence);
        if let Some(home) = &home {
            *votes.entry(home.clone()).or_insert(0.0) += HOME;
        }
        let total: f64 = votes.values().sum();
        Setting { shares: votes.into_iter().map(|(code, vote)| (code, vote / total)).collect(), evidence, home }
    }

    /// The country of somebody mentioned there, if what the report tells agrees, with what decided it. What stands at
    /// `opposite` belongs to others whom they act upon, and a country that is told nowhere else is not theirs.
    pub fn country_of(&self, mentions: &[Span], opposite: &[Span]) -> Option<(String, &'static str)> {
        let apart = evidence::of_spans(&self.evidence, opposite);
        // Only a country that is told there can be one that is told nowhere else.
        let is_told = |code: &str| {
            !apart.values().any(|country| *country == code)
                || self
                    .evidence
                    .iter()
                    .enumerate()
                    .any(|(at, evidence)| evidence.country == code && !apart.contains_key(&at))
        };
        let shares = self.shares.iter().filter(|(code, _)| is_told(code));
        let mut scores: BTreeMap<&str, f64> = shares.map(|(code, share)| (code.as_str(), share * REPORT)).collect();
        let mentions = &mentions[..mentions.len().min(MENTIONS)];
        for mention in mentions {
            for evidence in evidence::near(&self.evidence, *mention).filter(|evidence| !evidence.stands_in(opposite)) {
                *scores.entry(&evidence.country).or_insert(0.0) += evidence.nearness(*mention) / mentions.len() as f64;
            }
        }
        let total: f64 = scores.values().sum();
        // Of equals the first by name: the same text gives the same country.
        let (code, score) = scores.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        if total <= 0.0 || score / total < LEAST {
            return None;
        }
        let named = self.evidence.iter().any(|evidence| evidence.country == code);
        let how = match (named, self.home.as_deref() == Some(code)) {
            (true, _) => "the country that the report deals with",
            (false, true) => "the home of the outlet; the report names no country",
            (false, false) => return None,
        };
        Some((code.to_string(), how))
    }
}

#[cfg(test)]
mod tests;
