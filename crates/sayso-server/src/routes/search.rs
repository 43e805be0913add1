//! One box for texts and names.

use crate::desk::{Desk, ask};
use crate::error::ApiError;
use crate::question::{Asked, rows};
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// Actors that are given beside the texts.
const ACTORS: usize = 8;

#[derive(Deserialize)]
pub struct Words {
    #[serde(default)]
    q: String,
    limit: Option<usize>,
}

pub async fn search(State(desk): State<Arc<Desk>>, Asked(words): Asked<Words>) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |_, workspace| {
        let query = words.q.trim();
        if query.is_empty() {
            return Ok(json!({"items": [], "actors": []}));
        }
        // Words as people write them are no query language: what can't be understood as one is searched as words.
        let limit = rows(words.limit);
        let items = workspace.search(query, limit).or_else(|_| workspace.search(&as_words(query), limit))?;
        let actors = workspace.actor_list(Some(query), Some(ACTORS))?;
        Ok(json!({"items": items, "actors": actors}))
    });
    Ok(Json(found.await?))
}

fn as_words(query: &str) -> String {
    let words = query.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', "\"\"")));
    words.collect::<Vec<_>>().join(" ")
}
