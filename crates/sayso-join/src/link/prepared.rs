//! An account with all that comparing needs worked out once.

use super::party::Participant;
use super::site::Site;
use super::when::When;
use crate::account::Account;
use crate::story::Story;
use crate::words::{TermId, words};
use sayso_core::{CharSpan, EventType, Realis, Standing};
use std::sync::Arc;

/// Words of the sentence that enter the comparison, the rarest.
const SENTENCE_TERMS: usize = 24;
/// Words beside the act's that stand in triggers ("carried out", "to the rescue").
const LEAST_TRIGGER_WEIGHT: f32 = 1.0;

/// An account ready to be compared with others; cheap to clone.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub(crate) inner: Arc<Facts>,
    keys: Arc<[String]>,
}

/// What of an account enters a comparison.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) id: String,
    pub(crate) doc: String,
    pub(super) trigger_at: CharSpan,
    pub(super) sentence_at: CharSpan,
    pub(super) kind: EventType,
    pub(super) mode: Option<String>,
    pub(super) rule: String,
    /// As it is written.
    pub(super) trigger: String,
    /// Its stems with their weights, without words that say nothing.
    pub(super) trigger_terms: Vec<(TermId, f32)>,
    pub(super) actor: Vec<Participant>,
    pub(super) recipient: Vec<Participant>,
    pub(super) when: When,
    pub(super) site: Option<Site>,
    pub(super) news: bool,
    pub(super) realis: Realis,
    /// Lowest and highest value of each magnitude, in the order of their names.
    pub(super) numbers: Vec<(String, f64, f64)>,
    /// Terms of the sentence, weighed, of length one, sorted by id.
    pub(super) sentence: Vec<(TermId, f32)>,
    /// The same as words, the rarest first.
    pub(super) sentence_words: Vec<(String, f32)>,
    pub(super) story: Arc<Story>,
}

impl Facts {
    /// Everybody who takes part.
    pub(super) fn parties(&self) -> Vec<&Participant> {
        self.actor.iter().chain(&self.recipient).collect()
    }
}

impl Prepared {
    /// Prepares an account of a document with that story.
    pub fn new(account: &Account, story: &Arc<Story>) -> Prepared {
        let event = &account.event;
        let published = account.report.published.as_ref().map(|published| published.date);
        let sentence_words = rare_words(&account.sentence);
        let facts = Facts {
            id: event.id.clone(),
            doc: account.report.doc.clone(),
            trigger_at: event.evidence.trigger,
            sentence_at: event.evidence.sentence,
            kind: event.event,
            mode: event.mode.clone(),
            rule: event.rule.clone(),
            trigger: account.trigger.to_lowercase(),
            trigger_terms: trigger_terms(&account.trigger),
            actor: account.actor.iter().map(Participant::of).collect(),
            recipient: account.recipient.iter().map(Participant::of).collect(),
            when: When::of(event.date.as_ref(), published, event.factuality.realis),
            site: event.location.as_ref().map(Site::of),
            news: event.standing == Standing::Reported,
            realis: event.factuality.realis,
            numbers: event
                .magnitude
                .iter()
                .map(|(field, value)| {
                    let low = value.at_least.map_or(f64::NEG_INFINITY, |n| n.0);
                    (field.clone(), low, value.at_most.map_or(f64::INFINITY, |n| n.0))
                })
                .collect(),
            sentence: unit(&sentence_words),
            sentence_words,
            story: Arc::clone(story),
        };
        Prepared { keys: super::keys::of(&facts).into(), inner: Arc::new(facts) }
    }

    /// Keys by which it meets others ([`account_keys`](crate::account_keys)), sorted.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// The event's id.
    pub fn id(&self) -> &str {
        &self.inner.id
    }

    /// The document's id.
    pub fn doc(&self) -> &str {
        &self.inner.doc
    }

    /// What the document is about.
    pub fn story(&self) -> &Story {
        &self.inner.story
    }
}

fn trigger_terms(trigger: &str) -> Vec<(TermId, f32)> {
    let all: Vec<(TermId, f32)> = words(trigger).map(|word| (word.id(), word.weight())).collect();
    let telling = all.iter().copied().filter(|(_, weight)| *weight >= LEAST_TRIGGER_WEIGHT);
    let mut telling: Vec<(TermId, f32)> = telling.collect();
    if telling.is_empty() {
        telling = all;
    }
    telling.sort_unstable_by_key(|(term, _)| *term);
    telling.dedup_by_key(|(term, _)| *term);
    telling
}

fn rare_words(sentence: &str) -> Vec<(String, f32)> {
    let mut found: Vec<(String, f32)> = words(sentence)
        .map(|word| {
            let weight = word.weight();
            (word.stem, weight)
        })
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.dedup_by(|a, b| a.0 == b.0);
    found.truncate(SENTENCE_TERMS);
    found
}

fn unit(words: &[(String, f32)]) -> Vec<(TermId, f32)> {
    let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    let mut terms: Vec<(TermId, f32)> =
        words.iter().map(|(word, weight)| (crate::words::id(word), weight / length)).collect();
    terms.sort_by_key(|(term, _)| *term);
    terms
}
