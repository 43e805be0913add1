//! The rules, and what they make of a sentence.

use super::decisions::body;
use super::why::{of_sentence, rule_shown, sentences};
use crate::desk::{Desk, ask};
use crate::error::ApiError;
use crate::question::{Asked, rows};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Deserialize)]
pub struct Words {
    #[serde(default)]
    q: String,
    #[serde(rename = "type", default)]
    kind: String,
    limit: Option<usize>,
    #[serde(default)]
    offset: usize,
}

pub async fn rules(State(desk): State<Arc<Desk>>, Asked(words): Asked<Words>) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |desk, _| {
        let reader = desk.reader()?;
        let rules = &reader.coder().rules;
        let query = words.q.trim().to_lowercase();
        let fits = |index: &usize| {
            let (pattern, coding) = (rules.pattern(*index), rules.coding(*index));
            let of_type = words.kind.is_empty() || coding.event.code().eq_ignore_ascii_case(&words.kind);
            let holds = |text: &str| text.to_lowercase().contains(&query);
            of_type
                && (query.is_empty()
                    || holds(&pattern.id)
                    || holds(&pattern.meaning)
                    || pattern.triggers.iter().any(|trigger| holds(&trigger.written())))
        };
        let found: Vec<usize> = (0..rules.len()).filter(fits).collect();
        let page = found.iter().skip(words.offset).take(rows(words.limit));
        let items: Vec<Value> = page.map(|index| rule_shown(rules.pattern(*index), rules.coding(*index))).collect();
        Ok(json!({"total": found.len(), "lexicon": reader.coder().lexicon_version(), "items": items}))
    });
    Ok(Json(found.await?))
}

#[derive(Deserialize)]
pub struct Sentence {
    sentence: String,
    published: Option<jiff::civil::Date>,
}

pub async fn attempt(
    State(desk): State<Arc<Desk>>,
    given: Result<Json<Sentence>, JsonRejection>,
) -> Result<Json<Value>, ApiError> {
    let Sentence { sentence, published } = body(given)?;
    let tried = ask(&desk, move |desk, _| {
        let reader = desk.reader()?;
        let mut document = of_sentence(&sentence);
        document.published = published.map(Into::into);
        let reading = reader.read(&document)?;
        Ok(json!({"reading": reading.to_output(), "sentences": sentences(&reader, &document, None)?}))
    });
    Ok(Json(tried.await?))
}

#[derive(Deserialize)]
pub struct OfRule {
    rule: String,
}

/// A rule as it is written.
pub async fn source(State(desk): State<Arc<Desk>>, Asked(asked): Asked<OfRule>) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |desk, _| {
        let reader = desk.reader()?;
        let written = sayso_code::rule_text::written(reader.lexicon(), &asked.rule);
        let (file, toml) = written.ok_or_else(|| ApiError::not_found("rule of events", &asked.rule))?;
        Ok(json!({"rule": asked.rule, "file": file, "toml": toml}))
    });
    Ok(Json(found.await?))
}

#[derive(Deserialize)]
pub struct Tried {
    toml: String,
    limit: Option<usize>,
    #[serde(default)]
    offset: usize,
}

/// Stored documents that are read again with a changed rule where no limit is asked for, and the most that may be: each
/// takes a good part of a tenth of a second.
const READ_AGAIN: usize = 40;
const MOST_READ_AGAIN: usize = 400;

/// What the stored events would be with changed or new rules.
pub async fn trial(
    State(desk): State<Arc<Desk>>,
    given: Result<Json<Tried>, JsonRejection>,
) -> Result<Json<Value>, ApiError> {
    let Tried { toml, limit, offset } = body(given)?;
    let tried = ask(&desk, move |desk, workspace| {
        let page = (offset, limit.unwrap_or(READ_AGAIN).min(MOST_READ_AGAIN));
        let trial = sayso::trial::of_rules::<ApiError>(&*desk.reader()?, workspace, &toml, page, desk.threads())?;
        let misses: Vec<Value> = trial
            .examples
            .misses
            .iter()
            .map(|miss| {
                json!({
                    "rule": miss.rule, "example": miss.example, "expected": miss.expected, "found": miss.found,
                })
            })
            .collect();
        let changes: Vec<Value> = trial.changes.iter().map(changed).collect();
        Ok(json!({
            "rules": trial.rules.iter().map(|(id, new)| json!({"id": id, "new": new})).collect::<Vec<_>>(),
            "examples": {"run": trial.examples.run, "misses": misses},
            "candidates": trial.candidates,
            "looked_at": trial.looked_at,
            "changes": changes,
        }))
    });
    Ok(Json(tried.await?))
}

fn changed(change: &sayso::trial::TrialChange) -> Value {
    let what = match change.changed.change {
        sayso::Change::Gained => "new",
        sayso::Change::Lost => "gone",
        sayso::Change::Recoded => "changed",
    };
    json!({
        "doc": change.changed.doc,
        "title": change.title,
        "publisher": change.publisher,
        "published": change.published,
        "change": what,
        "sentence": change.sentence,
        "trigger_in_sentence": change.trigger_in_sentence,
        "before": change.changed.before,
        "after": change.changed.after,
        "fields": change.changed.fields,
        "actors": change.actors,
    })
}
