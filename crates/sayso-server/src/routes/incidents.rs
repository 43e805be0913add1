//! Incidents, and everything about one.

use crate::desk::{Desk, ask};
use crate::error::ApiError;
use crate::question::{Asked, Question};
use axum::Json;
use axum::extract::{Path, State};
use sayso::{Event, Filter, Incident, Reading, Workspace};
use sayso_core::{CharSpan, CodePoints, Span};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

pub async fn list(State(desk): State<Arc<Desk>>, Asked(question): Asked<Question>) -> Result<Json<Value>, ApiError> {
    let (limit, skip, several) = (question.limit(), question.offset, question.several);
    let filter = question.filter()?;
    let found = ask(&desk, move |_, workspace| {
        let found = workspace.incidents_from(&filter, skip, Some(limit), several)?;
        let mut items = Vec::with_capacity(found.found.len());
        for incident in found.found {
            let names = workspace.actor_names(&incident.parties)?;
            let mut item = serde_json::to_value(incident)?;
            item["party_names"] = names.into();
            items.push(item);
        }
        Ok(json!({"total": found.all, "items": items}))
    });
    Ok(Json(found.await?))
}

pub async fn one(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |_, workspace| {
        let incident = workspace.incident(&id)?.ok_or_else(|| ApiError::not_found("incident or event", &id))?;
        everything(workspace, incident)
    });
    Ok(Json(found.await?))
}

fn everything(workspace: &Workspace, incident: Incident) -> Result<Value, ApiError> {
    let of_incident = Filter { incident: Some(incident.id.clone()), ..Filter::default() };
    let docs: BTreeSet<&str> = incident.mentions.iter().map(|mention| mention.doc.as_str()).collect();
    let of_documents = Filter { documents: docs.iter().map(|doc| doc.to_string()).collect(), ..Filter::default() };
    let mut drift = workspace.drift(&of_documents, None)?;
    drift.retain(|drift| docs.contains(drift.before.doc.as_str()) && docs.contains(drift.after.doc.as_str()));
    let mut overlaps = workspace.overlaps(&of_documents, None)?;
    overlaps.retain(|overlap| docs.contains(overlap.a.as_str()) && docs.contains(overlap.b.as_str()));
    let parties = workspace.actor_names(&incident.parties)?;
    let parties: Vec<Value> =
        incident.parties.iter().zip(parties).map(|(id, name)| json!({"id": id, "name": name})).collect();
    Ok(json!({
        "parties": parties,
        "accounts": sayso::accounts(workspace, &incident, account)?,
        "claims": workspace.claims(&incident)?,
        "numbers": workspace.numbers(&of_incident, None)?,
        "contradictions": workspace.contradictions(&of_incident, None)?,
        "silences": workspace.silences(&of_incident, None)?,
        "drift": drift,
        "overlaps": overlaps,
        "incident": incident,
    }))
}

fn account(reading: &Reading, event: &Event) -> Value {
    let document = &reading.document;
    let sentence = event.evidence.sentence;
    let text = sentence.of(&document.text);
    let trigger = event.evidence.trigger;
    let inside = sentence.contains(trigger).then(|| {
        let span: CharSpan =
            CodePoints::new(text).chars(Span::new(trigger.start - sentence.start, trigger.end - sentence.start));
        span
    });
    let chain: Vec<Value> = event
        .chain
        .links()
        .iter()
        .map(|link| {
            json!({
                "holder": link.holder.actor.as_ref(),
                "name": sayso::present::holder(reading, link),
                "act": link.act,
                "unnamed": link.holder.unnamed,
                "cue": link.cue.map(|cue| cue.of(&document.text)),
            })
        })
        .collect();
    let parties = |parties: &[sayso_core::Party]| -> Vec<Value> {
        parties
            .iter()
            .map(|party| json!({"text": party.span.of(&document.text), "name": sayso::present::party(reading, party)}))
            .collect()
    };
    json!({
        "doc": document.id,
        "event": event.id,
        "type": event.event,
        "mode": event.mode,
        "publisher": document.publisher,
        "published": document.published.as_ref().map(|published| &published.text),
        "title": document.title,
        "sentence": text,
        "trigger_in_sentence": inside,
        "actor": parties(&event.actor),
        "recipient": parties(&event.recipient),
        "chain": chain,
        "factuality": event.factuality,
        "factuality_in_words": sayso::present::factuality(&event.factuality),
        "text_of_chain": sayso::present::chain(reading, &event.chain),
    })
}
