//! Incidents, and everything about one.

use crate::desk::{Desk, ask};
use crate::error::ApiError;
use crate::question::{Asked, Question};
use axum::Json;
use axum::extract::{Path, State};
use sayso::{Event, Filter, Incident, Reading, Workspace};
use sayso_core::{CharSpan, CodePoints, Span};
use sayso_join::Overlap;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Names and origins that an incident of a list shows, and mentions that it names.
const SHOWN: usize = 12;

/// Accounts, changes and reasons of one incident that are given where not all are asked for; and pairs of texts.
const TOLD: usize = 20;
const PAIRS: usize = 60;

pub async fn list(State(desk): State<Arc<Desk>>, Asked(question): Asked<Question>) -> Result<Json<Value>, ApiError> {
    let (limit, skip, several) = (question.limit(), question.offset, question.several);
    let mentions = if question.mentions { usize::MAX } else { SHOWN };
    let filter = question.filter()?;
    let found = ask(&desk, move |_, workspace| {
        let found = workspace.incident_list(&filter, skip, Some(limit), several)?;
        let items: Result<Vec<Value>, ApiError> =
            found.found.into_iter().map(|incident| row(workspace, incident, mentions)).collect();
        Ok(json!({"total": found.all, "items": items?}))
    });
    Ok(Json(found.await?))
}

/// An incident in a list: in numbers, with the first of its parties, origins and mentions. An act that hundreds tell of
/// would fill the page with reasons and values that only its own page shows.
fn row(workspace: &Workspace, mut incident: Incident, mentions: usize) -> Result<Value, ApiError> {
    let reports: BTreeSet<&str> = incident.mentions.iter().map(|mention| mention.doc.as_str()).collect();
    let (accounts, reports, parties) = (incident.mentions.len(), reports.len(), incident.parties.len());
    incident.parties.truncate(SHOWN);
    incident.mentions.truncate(mentions);
    if let Some(origins) = &mut incident.origins {
        origins.list.truncate(SHOWN);
    }
    let names = workspace.actor_names(&incident.parties)?;
    let mut item = serde_json::to_value(incident)?;
    item["party_names"] = names.into();
    item["accounts"] = accounts.into();
    item["reports"] = reports.into();
    item["party_count"] = parties.into();
    Ok(item)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Extent {
    all: bool,
}

pub async fn one(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    Asked(extent): Asked<Extent>,
) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |_, workspace| {
        let incident = workspace.incident(&id)?.ok_or_else(|| ApiError::not_found("incident or event", &id))?;
        everything(workspace, incident, extent.all)
    });
    Ok(Json(found.await?))
}

fn everything(workspace: &Workspace, mut incident: Incident, all: bool) -> Result<Value, ApiError> {
    let (told, pairs) = if all { (usize::MAX, None) } else { (TOLD, Some(PAIRS)) };
    let of_incident = Filter { incident: Some(incident.id.clone()), ..Filter::default() };
    let docs: BTreeSet<String> = incident.mentions.iter().map(|mention| mention.doc.clone()).collect();
    let docs: Vec<String> = docs.into_iter().collect();
    let (drift, drifts) = workspace.drift_among(&docs, (!all).then_some(TOLD))?;
    let (overlaps, shared) = workspace.overlaps_among(&docs, pairs)?;
    let accounts = sayso::accounts(workspace, &incident, told, account)?;
    let total = json!({
        "accounts": incident.mentions.len(), "parties": incident.parties.len(), "reasons": incident.reasons.len(),
        "drift": drifts, "overlaps": shared,
    });
    incident.reasons.truncate(told);
    incident.parties.truncate(told);
    let names = workspace.actor_names(&incident.parties)?;
    let parties: Vec<Value> =
        incident.parties.iter().zip(names).map(|(id, name)| json!({"id": id, "name": name})).collect();
    Ok(json!({
        "parties": parties,
        "accounts": accounts,
        "claims": workspace.claims(&incident)?,
        "numbers": workspace.numbers(&of_incident, None)?,
        "contradictions": workspace.contradictions(&of_incident, None)?,
        "silences": workspace.silences(&of_incident, None)?,
        "drift": drift,
        "overlaps": overlaps.into_iter().map(pair).collect::<Vec<_>>(),
        "total": total,
        "incident": incident,
    }))
}

/// What two texts have to do with each other; the passages stand at /reprints.
fn pair(overlap: Overlap) -> Value {
    json!({
        "a": overlap.a, "b": overlap.b, "relation": overlap.relation, "confidence": overlap.confidence,
        "reasons": overlap.reasons, "direction": overlap.direction, "direction_reason": overlap.direction_reason,
        "share_a": overlap.share_a, "share_b": overlap.share_b,
    })
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
