//! Actors over all documents.

use crate::desk::{Desk, ask};
use crate::error::ApiError;
use crate::question::{Asked, rows};
use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    name: String,
    limit: Option<usize>,
}

pub async fn list(State(desk): State<Arc<Desk>>, Asked(named): Asked<Named>) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |_, workspace| {
        let name = Some(named.name.trim()).filter(|name| !name.is_empty());
        Ok(json!({"items": workspace.actor_list(name, Some(rows(named.limit)))?}))
    });
    Ok(Json(found.await?))
}

pub async fn one(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |_, workspace| {
        let found = workspace.actors(Some(&id), Some(rows(None)))?;
        let found = found.into_iter().find(|found| found.actor.id.0 == id);
        let found = found.ok_or_else(|| ApiError::not_found("actor", &id))?;
        let months = workspace.actor_months(&found.actor.id)?;
        Ok(json!({
            "actor": found.actor, "mentions": found.mentions, "documents": found.documents, "months": months,
        }))
    });
    Ok(Json(found.await?))
}
