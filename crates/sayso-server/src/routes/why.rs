//! Why a record is there, and why another is not.

use crate::desk::{Desk, ask};
use crate::error::ApiError;
use crate::question::Asked;
use axum::Json;
use axum::extract::{Path, State};
use sayso::review::{RULE, Record};
use sayso::{Document, Reader, Reading, Workspace};
use sayso_code::patterns::{Attempt, Refusal};
use sayso_core::CodePoints;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Deserialize)]
pub struct Version {
    /// As the program read it, whatever reviewers made of it.
    #[serde(default)]
    as_read: bool,
}

pub async fn record(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    Asked(version): Asked<Version>,
) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |desk, workspace| {
        // What a reviewer added is in no reading of the program.
        let as_read = match version.as_read {
            true => Some(workspace.reviewed(&id, "")?.reading).filter(|reading| Record::find(reading, &id).is_some()),
            false => None,
        };
        let reading = match as_read {
            Some(reading) => reading,
            None => workspace.reading_with(&id)?.ok_or_else(|| ApiError::not_found("record", &id))?,
        };
        let doc = reading.document.id.clone();
        let reader = desk.reader()?;
        if let Some(record) = Record::find(&reading, &id).filter(|record| record.rule() == RULE) {
            return by_hand(workspace, &id, &record);
        }
        if let Some(event) = reading.events.iter().find(|event| event.id == id) {
            let record = serde_json::to_value(event)?;
            return event_explained(&reader, &reading.from_output(), &id, record);
        }
        if let Some(label) = reading.labels.iter().find(|label| label.id == id) {
            let rule = json!({"id": label.rule, "file": "labels.toml"});
            return Ok(
                json!({"kind": "label", "doc": doc, "record": label, "rule": rule, "recoded": null, "attempts": []}),
            );
        }
        if let Some(tie) = reading.ties.iter().find(|tie| tie.id == id) {
            let rule = json!({"id": tie.rule, "file": "ties.toml"});
            return Ok(
                json!({"kind": "tie", "doc": doc, "record": tie, "rule": rule, "recoded": null, "attempts": []}),
            );
        }
        Err(ApiError::not_found("record", &id))
    });
    Ok(Json(found.await?))
}

/// A record that a reviewer gave or changed: no rule explains it, a person does.
fn by_hand(workspace: &Workspace, id: &str, record: &Record) -> Result<Value, ApiError> {
    let reviewed = workspace.reviewed(id, "")?;
    let doc = &reviewed.reading.document.id;
    let judgements = workspace.judgements_of_record(id)?;
    let reviewers: Vec<Value> = judgements
        .iter()
        .map(|one| json!({"reviewer": one.reviewer, "verdict": one.verdict, "note": one.note, "at": one.at}))
        .collect();
    let given = judgements.iter().find_map(|one| one.given.as_ref());
    Ok(json!({
        "kind": record.kind(), "doc": doc, "record": record, "rule": null, "recoded": null, "attempts": [],
        "review": {"given": given, "judgements": reviewers},
    }))
}

fn event_explained(reader: &Reader, reading: &Reading, id: &str, record: Value) -> Result<Value, ApiError> {
    let event = reading.events.iter().find(|event| event.id == id).ok_or_else(|| ApiError::not_found("event", id))?;
    let known = sayso::why::rule_of(reader, event);
    let rule = known.map(|(pattern, coding)| rule_shown(pattern, coding));
    let recoded = known.and_then(|(_, coding)| sayso::why::recoded(coding, event));
    let points = CodePoints::new(&reading.document.text);
    let mut attempts = Vec::new();
    for attempt in sayso::why::attempts_at(reader, reading, event)? {
        let mut shown = attempt_shown(reader, &reading.document.text, &attempt);
        shown["trigger"] = serde_json::to_value(points.chars(attempt.trigger))?;
        attempts.push(shown);
    }
    Ok(json!({
        "kind": "event", "doc": reading.document.id, "record": record, "rule": rule, "recoded": recoded, "attempts": attempts,
    }))
}

/// A rule as data.
pub fn rule_shown(pattern: &sayso_code::patterns::Pattern, coding: &sayso_code::events::Coding) -> Value {
    let written = |conditions: &[sayso_code::patterns::Condition]| -> Vec<String> {
        conditions.iter().map(|condition| condition.written.clone()).collect()
    };
    json!({
        "id": pattern.id,
        "meaning": pattern.meaning,
        "file": pattern.file,
        "line": pattern.line,
        "event": coding.event,
        "mode": coding.mode,
        "cameo": coding.cameo,
        "triggers": pattern.triggers.iter().map(|trigger| trigger.written()).collect::<Vec<_>>(),
        "actor": pattern.actor.iter().map(|slot| slot.name()).collect::<Vec<_>>(),
        "recipient": pattern.recipient.iter().map(|slot| slot.name()).collect::<Vec<_>>(),
        "needs": written(&pattern.needs),
        "unless": written(&pattern.unless),
        "examples_yes": pattern.yes,
        "examples_no": pattern.no,
    })
}

/// What a rule made of a word.
pub fn attempt_shown(reader: &Reader, text: &str, attempt: &Attempt) -> Value {
    let rules = &reader.coder().rules;
    let (pattern, coding) = (rules.pattern(attempt.rule), rules.coding(attempt.rule));
    json!({
        "text": attempt.trigger.of(text),
        "rule": pattern.id,
        "meaning": pattern.meaning,
        "event": coding.event,
        "mode": coding.mode,
        "refused": attempt.refusal.as_ref().map(Refusal::to_string),
    })
}

#[derive(Deserialize)]
pub struct About {
    sentence: Option<String>,
    doc: Option<String>,
}

pub async fn why_not(State(desk): State<Arc<Desk>>, Asked(about): Asked<About>) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |desk, workspace| {
        let reader = desk.reader()?;
        let sentence = about.sentence.unwrap_or_default();
        let (document, only) = match about.doc {
            Some(id) => {
                let reading = workspace.reading_with(&id)?.ok_or_else(|| ApiError::not_found("document", &id))?;
                let number: usize = sentence
                    .parse()
                    .map_err(|_| ApiError::asked_wrongly("give the number of the sentence, counted from 1", ""))?;
                (reading.from_output().document, Some(number))
            }
            None => (of_sentence(&sentence), None),
        };
        Ok(json!({"sentences": sentences(&reader, &document, only)?}))
    });
    Ok(Json(found.await?))
}

/// The longest text that the rules are tried on.
const LONGEST: usize = 20_000;

/// A document of one sentence, or some.
pub fn of_sentence(text: &str) -> Document {
    sayso::why::of_sentence(text.chars().take(LONGEST).collect::<String>())
}

/// What the rules made of the sentences, or of the one that is asked for.
pub fn sentences(reader: &Reader, document: &Document, only: Option<usize>) -> Result<Vec<Value>, ApiError> {
    let parse = reader.parse(document)?;
    let points = CodePoints::new(&document.text);
    let mut shown = Vec::new();
    for (at, sentence) in parse.sentences.iter().enumerate() {
        if only.is_some_and(|number| number != at + 1) {
            continue;
        }
        let attempts: Vec<Value> = reader
            .coder()
            .attempts(document, &parse, at)
            .iter()
            .map(|attempt| attempt_shown(reader, &document.text, attempt))
            .collect();
        let text = sentence.span.of(&document.text);
        shown.push(json!({"number": at + 1, "span": points.chars(sentence.span), "text": text, "attempts": attempts}));
    }
    Ok(shown)
}
