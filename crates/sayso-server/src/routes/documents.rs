//! The workspace as a whole, and its documents.

use crate::desk::{Desk, ask, change};
use crate::error::ApiError;
use crate::question::{Asked, Question, rows};
use axum::Json;
use axum::extract::{Path, State};
use sayso::{Documents, Filter, Overview};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub async fn workspace(State(desk): State<Arc<Desk>>) -> Result<Json<Value>, ApiError> {
    let contents = ask(&desk, |desk, workspace| {
        let mut contents = serde_json::to_value(workspace.contents()?)?;
        let name = desk.path().file_name().map(|name| name.to_string_lossy().into_owned());
        contents["file"] = name.into();
        contents["sayso"] = env!("CARGO_PKG_VERSION").into();
        contents["writable"] = true.into();
        Ok(contents)
    });
    Ok(Json(contents.await?))
}

pub async fn overview(
    State(desk): State<Arc<Desk>>,
    Asked(question): Asked<Question>,
) -> Result<Json<Overview>, ApiError> {
    let filter = question.filter()?;
    Ok(Json(ask(&desk, move |desk, workspace| Ok(workspace.overview(&*desk.outline()?, &filter)?)).await?))
}

#[derive(Deserialize)]
pub struct Paged {
    #[serde(default)]
    q: String,
    limit: Option<usize>,
    #[serde(default)]
    offset: usize,
}

pub async fn list(State(desk): State<Arc<Desk>>, Asked(page): Asked<Paged>) -> Result<Json<Documents>, ApiError> {
    Ok(Json(
        ask(&desk, move |_, workspace| Ok(workspace.documents_page(&page.q, rows(page.limit), page.offset)?)).await?,
    ))
}

#[derive(Deserialize)]
pub struct Parts {
    #[serde(default)]
    sentences: bool,
}

pub async fn one(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    Asked(parts): Asked<Parts>,
) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |desk, workspace| {
        let reading = workspace.reading_with(&id)?.ok_or_else(|| ApiError::not_found("document", &id))?;
        let doc = reading.document.id.0.clone();
        let actors: Vec<Value> = workspace
            .actors_of_document(&doc)?
            .into_iter()
            .map(|(local, id, name)| json!({"local": local, "id": id, "name": name}))
            .collect();
        let mut incidents = Vec::new();
        for (event, counts) in workspace.incidents_of_document(&doc)? {
            incidents.push(json!({
                "event": event, "incident": counts.id, "accounts": counts.mentions, "reports": counts.documents,
                "independent": counts.origins,
            }));
        }
        let of_document = Filter { documents: vec![doc], ..Filter::default() };
        let overlaps = workspace.overlaps(&of_document, Some(rows(None)))?;
        // Sentences are in no reading: the document has to be parsed for them.
        let sentences = match parts.sentences {
            true => Some(sayso::review::sentences_of(&*desk.reader()?, &reading.from_output().document)?),
            false => None,
        };
        let mut answer = json!({"reading": reading, "actors": actors, "incidents": incidents, "overlaps": overlaps});
        if let Some(sentences) = sentences {
            answer["sentences"] = json!(sentences);
        }
        Ok(answer)
    });
    Ok(Json(found.await?))
}

pub async fn remove(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let removed = change(&desk, move |workspace| {
        if !workspace.remove(&id)? {
            return Err(ApiError::not_found("document", &id));
        }
        workspace.join(|_| ())?;
        Ok(json!({"message": format!("{id} and all that it gave were taken out")}))
    });
    Ok(Json(removed.await?))
}
