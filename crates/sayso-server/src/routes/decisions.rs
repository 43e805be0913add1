//! What people know better; every decision can be taken back.

use crate::desk::{Desk, ask, change};
use crate::error::ApiError;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use sayso::{Workspace, own_actors};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

type Body<T> = Result<Json<T>, JsonRejection>;
type Answer = Result<Json<Value>, ApiError>;

/// What a request brought, or the error in the one shape.
pub fn body<T>(given: Body<T>) -> Result<T, ApiError> {
    given.map(|Json(given)| given).map_err(|error| ApiError::asked_wrongly(error.body_text(), "see /api/openapi.json"))
}

#[derive(Deserialize)]
pub struct Two {
    a: String,
    b: String,
}

#[derive(Deserialize)]
pub struct Spelling {
    actor: String,
    spelling: String,
}

#[derive(Deserialize)]
pub struct NewName {
    actor: String,
    name: String,
}

#[derive(Deserialize)]
pub struct OfEvent {
    event: String,
}

#[derive(Deserialize)]
pub struct Numbered {
    number: i64,
}

async fn decide(
    desk: Arc<Desk>,
    work: impl FnOnce(&mut Workspace) -> Result<String, ApiError> + Send + 'static,
) -> Answer {
    let decided = change(&desk, move |workspace| {
        let message = work(workspace)?;
        // The newest decision is the one to take back.
        let number = workspace.decisions()?.last().map(|decision| decision.number);
        Ok(json!({"message": message, "number": number}))
    });
    Ok(Json(decided.await?))
}

pub async fn list(State(desk): State<Arc<Desk>>) -> Answer {
    Ok(Json(ask(&desk, |_, workspace| Ok(json!({"items": workspace.decisions()?}))).await?))
}

pub async fn merge_actors(State(desk): State<Arc<Desk>>, given: Body<Two>) -> Answer {
    let Two { a, b } = body(given)?;
    decide(desk, move |workspace| Ok(format!("{a} and {b} are one actor now: {}", workspace.merge_actors(&a, &b)?)))
        .await
}

pub async fn split_actor(State(desk): State<Arc<Desk>>, given: Body<Spelling>) -> Answer {
    let Spelling { actor, spelling } = body(given)?;
    decide(desk, move |workspace| {
        workspace.split_actor(&actor, &spelling)?;
        Ok(format!("{spelling} is an actor of its own now"))
    })
    .await
}

pub async fn rename_actor(State(desk): State<Arc<Desk>>, given: Body<NewName>) -> Answer {
    let NewName { actor, name } = body(given)?;
    decide(desk, move |workspace| {
        workspace.rename_actor(&actor, &name)?;
        Ok(format!("{actor} is called {name} now"))
    })
    .await
}

pub async fn join_incidents(State(desk): State<Arc<Desk>>, given: Body<Two>) -> Answer {
    let Two { a, b } = body(given)?;
    decide(desk, move |workspace| {
        workspace.join_incidents(&a, &b)?;
        Ok(format!("{a} and {b} tell of one incident now"))
    })
    .await
}

pub async fn split_incident(State(desk): State<Arc<Desk>>, given: Body<OfEvent>) -> Answer {
    let OfEvent { event } = body(given)?;
    decide(desk, move |workspace| {
        workspace.split_incident(&event)?;
        Ok(format!("{event} is an incident of its own now"))
    })
    .await
}

pub async fn undo(State(desk): State<Arc<Desk>>, given: Body<Numbered>) -> Answer {
    let Numbered { number } = body(given)?;
    let reading = desk.clone();
    let undone = change(&desk, move |workspace| {
        let (decision, _) = own_actors::undo(|| reading.plain_reader(), workspace, number, reading.threads())?;
        Ok(json!({"message": format!("decision {number} ({}) was taken back", decision.what), "number": number}))
    });
    Ok(Json(undone.await?))
}
