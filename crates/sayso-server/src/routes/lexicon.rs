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
