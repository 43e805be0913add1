//! Questions over many reports, each as the command answers it.

use crate::desk::{Desk, ask};
use crate::error::ApiError;
use crate::question::{Asked, Question};
use axum::Json;
use axum::extract::State;
use sayso::{Filter, Workspace};
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;

async fn items<T: Serialize>(
    desk: Arc<Desk>,
    question: Question,
    work: impl FnOnce(&Workspace, &Filter, usize) -> Result<Vec<T>, ApiError> + Send + 'static,
) -> Result<Json<Value>, ApiError> {
    let limit = question.limit();
    let filter = question.filter()?;
    let found = ask(&desk, move |_, workspace| Ok(json!({"items": work(workspace, &filter, limit)?})));
    Ok(Json(found.await?))
}

macro_rules! questions {
    ($($name:ident: $work:expr;)*) => {$(
        pub async fn $name(
            State(desk): State<Arc<Desk>>,
            Asked(question): Asked<Question>,
        ) -> Result<Json<Value>, ApiError> {
            items(desk, question, $work).await
        }
    )*};
}

questions! {
    contradictions: |workspace, filter, limit| Ok(workspace.contradictions(filter, Some(limit))?);
    numbers: |workspace, filter, limit| Ok(workspace.numbers(filter, Some(limit))?);
    silence: |workspace, filter, limit| Ok(workspace.silences(filter, Some(limit))?);
    drift: |workspace, filter, limit| Ok(workspace.drift(filter, Some(limit))?);
    reprints: |workspace, filter, limit| Ok(workspace.overlaps(filter, Some(limit))?);
    events: events_of;
    dyads: dyads_of;
    labels: labels_of;
    ties: ties_of;
}

/// Who is cited; and for each outlet how much it says itself, how much others, and by which labels.
pub async fn sources(State(desk): State<Arc<Desk>>, Asked(question): Asked<Question>) -> Result<Json<Value>, ApiError> {
    let limit = question.limit();
    let filter = question.filter()?;
    let found = ask(&desk, move |_, workspace| {
        let items = sources_of(workspace, &filter, limit)?;
        Ok(json!({"items": items, "outlets": workspace.outlets(&filter, Some(limit))?}))
    });
    Ok(Json(found.await?))
}

fn events_of(workspace: &Workspace, filter: &Filter, limit: usize) -> Result<Vec<Value>, ApiError> {
    let mut found = Vec::new();
    workspace.readings_with_events(filter, Some(limit), |reading| -> Result<(), ApiError> {
        let reading = reading.from_output();
        let document = &reading.document;
        for (event, output) in reading.events.iter().zip(reading.to_output().events) {
            let parties = |parties: &[sayso_core::Party]| -> Vec<String> {
                parties.iter().map(|party| sayso::present::party(&reading, party)).collect()
            };
            found.push(json!({
                "doc": document.id,
                "publisher": document.publisher,
                "published": document.published.as_ref().map(|published| &published.text),
                "sentence": event.evidence.sentence.of(&document.text),
                "actor_names": parties(&event.actor),
                "recipient_names": parties(&event.recipient),
                "text_of_chain": sayso::present::chain(&reading, &event.chain),
                "event": output,
            }));
        }
        Ok(())
    })?;
    Ok(found)
}

fn named(workspace: &Workspace, ids: &[String]) -> Result<Vec<Value>, ApiError> {
    let names = workspace.actor_names(ids)?;
    Ok(ids.iter().zip(names).map(|(id, name)| json!({"id": id, "name": name})).collect())
}

fn sources_of(workspace: &Workspace, filter: &Filter, limit: usize) -> Result<Vec<Value>, ApiError> {
    let mut found = Vec::new();
    for source in workspace.sources(filter, Some(limit))? {
        let about = named(workspace, &source.about)?;
        let mut value = serde_json::to_value(source)?;
        value["about_names"] = about.into();
        found.push(value);
    }
    Ok(found)
}

/// Adds the names of the actors whose ids stand in `fields`.
fn with_names<T: Serialize>(workspace: &Workspace, record: T, fields: &[&str]) -> Result<Value, ApiError> {
    let mut value = serde_json::to_value(record)?;
    for field in fields {
        if let Some(id) = value.get(*field).and_then(Value::as_str).map(str::to_string) {
            let name = workspace.actor_names(&[id])?.pop();
            value[format!("{field}_name")] = name.into();
        }
    }
    Ok(value)
}

fn dyads_of(workspace: &Workspace, filter: &Filter, limit: usize) -> Result<Vec<Value>, ApiError> {
    let found = workspace.dyads(filter, Some(limit))?;
    found.into_iter().map(|dyad| with_names(workspace, dyad, &["actor", "recipient"])).collect()
}

fn labels_of(workspace: &Workspace, filter: &Filter, limit: usize) -> Result<Vec<Value>, ApiError> {
    let found = workspace.label_histories(filter, Some(limit))?;
    let named = |history| -> Result<Value, ApiError> {
        let mut history = with_names(workspace, history, &["target"])?;
        for used in history["uses"].as_array_mut().into_iter().flatten() {
            *used = with_names(workspace, used.take(), &["holder"])?;
        }
        Ok(history)
    };
    found.into_iter().map(named).collect()
}

fn ties_of(workspace: &Workspace, filter: &Filter, limit: usize) -> Result<Vec<Value>, ApiError> {
    let found = workspace.tie_timelines(filter, Some(limit))?;
    found.into_iter().map(|timeline| with_names(workspace, timeline, &["from", "to"])).collect()
}
