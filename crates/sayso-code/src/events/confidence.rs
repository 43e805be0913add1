//! How sure a record is: what speaks for it, weighed so that of records at 0.8 about eight in ten are right.
//!
//! The weights stand in `lexicon/model.toml`; they come from a logistic regression on the development part of the
//! corpus ("right": a careful coder has a record of the type at the word). `docs/QUALITY.md` shows the reliability.

use super::rules::Rules;
use crate::patterns::{Attempt, Ground, TriggerKind};
use crate::scene::Scene;
use sayso_core::Party;
use serde::Deserialize;

/// Weights with and without what the model's head for acts says.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    head: Weights,
    rules: Weights,
}

/// Log odds that each thing adds.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    /// A rule gave the record.
    rule: f64,
    /// A rule's words and the head, though a condition fails.
    near: f64,
    /// The head alone.
    alone: f64,
    /// For each unit of the log odds that the head gives the type.
    share: f64,
    /// The rule has conditions, or several words.
    conditions: f64,
    /// The trigger is a verb.
    verb: f64,
    /// Somebody acts.
    actor: f64,
    /// Somebody is acted upon.
    recipient: f64,
}

/// What a record has where the lexicon says nothing of confidence.
const UNWEIGHED: f64 = 0.5;

/// What the head gives the type of an attempt, at the best of its words; none without a head.
pub(super) fn share(scene: &Scene<'_>, rules: &Rules, attempt: &Attempt) -> Option<f32> {
    let syntax = &scene.sentences[attempt.word.sentence];
    let event = rules.coding(attempt.rule).event;
    let shares = attempt.parts.iter().filter_map(|&part| syntax.token(part).acts).map(|acts| acts.of(event));
    shares.reduce(f32::max)
}

/// How sure a record is, in hundredths.
pub(super) fn of(scene: &Scene<'_>, rules: &Rules, attempt: &Attempt, actor: &[Party], recipient: &[Party]) -> f64 {
    let Some(confidence) = rules.proposals.confidence else { return UNWEIGHED };
    let share = share(scene, rules, attempt).map(f64::from);
    let weights = if share.is_some() { confidence.head } else { confidence.rules };
    let ground = match attempt.ground {
        Ground::Rule => weights.rule,
        Ground::Near => weights.near,
        Ground::Head => weights.alone,
    };
    let odds = share.map_or(0.0, |share| {
        let share = share.clamp(0.001, 0.999);
        (share / (1.0 - share)).ln()
    });
    let when = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
    let sum = ground
        + weights.share * odds
        + when(attempt.specificity > (0, 0), weights.conditions)
        + when(rules.pattern(attempt.rule).kind == TriggerKind::Verb, weights.verb)
        + when(!actor.is_empty(), weights.actor)
        + when(!recipient.is_empty(), weights.recipient);
    let probability = 1.0 / (1.0 + (-sum).exp());
    (probability.clamp(0.01, 0.99) * 100.0).round() / 100.0
}
