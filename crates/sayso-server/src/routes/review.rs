//! Reviewing records: the queue, judgements, agreement, and what comes of them as files.

use super::decisions::body;
use crate::desk::{Desk, ask, change};
use crate::error::ApiError;
use crate::question::{Asked, rows};
use axum::Json;
use axum::body::Body;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{Response, header};
use axum::response::IntoResponse;
use sayso::review::{
    Agreement, Fruit, Judgement, Outcome, Record, RecordKind, Verdict, agreement, judge, sentence_of, sentences_of,
};
use sayso::{NewJudgement, OrderOfReview, StateOfReview, ToReview, Workspace};
use sayso_core::{CharSpan, CodePoints};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

type Given<T> = Result<Json<T>, JsonRejection>;
type Answer = Result<Json<Value>, ApiError>;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    reviewer: String,
    state: StateOfReview,
    order: OrderOfReview,
    kind: Option<RecordKind>,
    rule: Option<String>,
    #[serde(rename = "type")]
    event: Option<String>,
    doc: Option<String>,
    record: Option<String>,
    max_confidence: Option<f64>,
    limit: Option<usize>,
    offset: usize,
}

pub async fn queue(State(desk): State<Arc<Desk>>, Asked(wanted): Asked<Wanted>) -> Answer {
    let found = ask(&desk, move |_, workspace| {
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let asked = ToReview {
            reviewer: wanted.reviewer,
            state: wanted.state,
            order: wanted.order,
            kind: wanted.kind,
            rule: given(wanted.rule),
            event: given(wanted.event),
            doc: given(wanted.doc),
            max_confidence: wanted.max_confidence,
            skip: wanted.offset,
            most: rows(wanted.limit),
        };
        let mut queue = workspace.review_queue(&asked)?;
        if let Some(id) = given(wanted.record) {
            queue.items.retain(|item| item.id != id);
            queue.items.splice(0..0, workspace.review_item(&id, &asked.reviewer)?);
        }
        Ok(serde_json::to_value(queue)?)
    });
    Ok(Json(found.await?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct By {
    reviewer: String,
    doc: Option<String>,
    limit: Option<usize>,
    offset: usize,
}

pub async fn rules(State(desk): State<Arc<Desk>>, Asked(by): Asked<By>) -> Answer {
    let found = ask(&desk, move |_, workspace| Ok(json!({"items": workspace.reviewed_rules(&by.reviewer)?})));
    Ok(Json(found.await?))
}

pub async fn documents(State(desk): State<Arc<Desk>>, Asked(by): Asked<By>) -> Answer {
    let found = ask(&desk, move |_, workspace| {
        let (total, items) =
            workspace.reviewed_documents(&by.reviewer, by.doc.as_deref(), by.offset, rows(by.limit))?;
        Ok(json!({"total": total, "items": items}))
    });
    Ok(Json(found.await?))
}

pub async fn record(State(desk): State<Arc<Desk>>, Path(id): Path<String>, Asked(by): Asked<By>) -> Answer {
    let found = ask(&desk, move |_, workspace| {
        let reviewed = workspace.reviewed(&id, &by.reviewer)?;
        let reading = &reviewed.reading;
        let known: BTreeSet<CharSpan> = Record::all(reading).filter_map(|record| record.sentence()).collect();
        let incident =
            workspace.incident(&id)?.map(|incident| json!({"id": incident.id, "accounts": incident.mentions.len()}));
        Ok(json!({
            "kind": reviewed.record.kind(),
            "id": id,
            "doc": reading.document.id,
            "document": reading.document,
            "actors": reading.actors,
            "sentences": known,
            "sentence": sentence_of(reading, &reviewed.record),
            "record": reviewed.record,
            "judgement": reviewed.judgement.as_ref().map(own),
            "incident": incident,
            "applied": applied(reviewed.outcome),
        }))
    });
    Ok(Json(found.await?))
}

/// A reviewer's own judgement.
fn own(judgement: &Judgement) -> Value {
    json!({
        "number": judgement.number, "verdict": judgement.verdict, "right": judgement.right, "note": judgement.note,
        "at": judgement.at,
    })
}

fn applied(outcome: Option<Outcome>) -> Value {
    outcome.map_or(json!("as-read"), |outcome| json!(outcome))
}

#[derive(Deserialize)]
pub struct Decided {
    reviewer: String,
    record: Option<String>,
    doc: Option<String>,
    verdict: Verdict,
    kind: Option<RecordKind>,
    right: Option<Value>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    settles: bool,
}

pub async fn decide(State(desk): State<Arc<Desk>>, given: Given<Decided>) -> Answer {
    let decided = body(given)?;
    let about = if decided.verdict == Verdict::Add { decided.doc } else { decided.record };
    let about = about.ok_or_else(|| {
        ApiError::asked_wrongly(
            "name the record that you judge, or the doc that you add one to",
            "see /api/openapi.json",
        )
    })?;
    let new = NewJudgement {
        reviewer: decided.reviewer,
        about,
        verdict: decided.verdict,
        kind: decided.kind,
        right: decided.right,
        note: decided.note,
        settles: decided.settles,
    };
    let reading = desk.clone();
    let done = change(&desk, move |workspace| {
        let kept = judge(workspace, &new, |document| -> Result<_, ApiError> {
            Ok(sentences_of(&*reading.reader()?, document)?)
        })?;
        Ok(match kept {
            Some(judgement) => json!({
                "number": judgement.number, "record": judgement.record, "verdict": judgement.verdict,
                "message": message(&judgement),
            }),
            None => json!({"number": null, "record": null, "message": "your addition was taken back"}),
        })
    });
    Ok(Json(done.await?))
}

fn message(judgement: &Judgement) -> String {
    let what = judgement.judged().map(Record::what).unwrap_or_default();
    match judgement.verdict {
        Verdict::Accept => format!("{what}: accepted"),
        Verdict::Correct => format!("{what}: corrected"),
        Verdict::Reject => format!("{what}: rejected"),
        Verdict::Add => format!("{what}: added as reported here"),
    }
}

#[derive(Deserialize)]
pub struct Numbered {
    number: i64,
}

pub async fn undo(State(desk): State<Arc<Desk>>, given: Given<Numbered>) -> Answer {
    let Numbered { number } = body(given)?;
    let undone = change(&desk, move |workspace| {
        workspace.undo_judgement(number)?;
        Ok(json!({"message": format!("judgement {number} was taken back")}))
    });
    Ok(Json(undone.await?))
}

#[derive(Deserialize)]
pub struct Finish {
    reviewer: String,
    doc: String,
    finished: bool,
}

pub async fn finish(State(desk): State<Arc<Desk>>, given: Given<Finish>) -> Answer {
    let Finish { reviewer, doc, finished } = body(given)?;
    let done = change(&desk, move |workspace| {
        workspace.finish_review(&reviewer, &doc, finished)?;
        let what = if finished { "read through to the end" } else { "open again" };
        Ok(json!({"message": format!("{doc} is {what}")}))
    });
    Ok(Json(done.await?))
}

pub async fn agree(State(desk): State<Arc<Desk>>, Asked(by): Asked<By>) -> Answer {
    let found = ask(&desk, move |_, workspace| {
        let judgements = workspace.judgements()?;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        judgements.iter().for_each(|judgement| *counts.entry(&judgement.reviewer).or_default() += 1);
        let reviewers: Vec<Value> =
            counts.iter().map(|(name, judged)| json!({"name": name, "judged": judged})).collect();
        let Agreement { pairs, disputed } = agreement(&judgements);
        let mut shown = Vec::new();
        // Who has not judged a record must not see what others made of it.
        for group in disputed.iter().filter(|group| group.iter().any(|one| one.reviewer == by.reviewer.trim())) {
            shown.extend(dispute(workspace, group)?);
        }
        Ok(json!({"reviewers": reviewers, "pairs": pairs, "disputed": shown}))
    });
    Ok(Json(found.await?))
}

/// A record on which reviewers differ; nothing where its document is gone or has another text.
fn dispute(workspace: &Workspace, group: &[Judgement]) -> Result<Option<Value>, ApiError> {
    let Some(first) = group.first() else { return Ok(None) };
    let Some(reading) = workspace.reading_with(&first.doc)? else { return Ok(None) };
    let Some(record) = first.judged().filter(|_| reading.document.text_sha256 == first.text_sha256) else {
        return Ok(None);
    };
    let (sentence, at) = (sentence_of(&reading, record), record.at());
    let text = &reading.document.text;
    Ok(Some(json!({
        "kind": first.kind,
        "id": first.record,
        "doc": first.doc,
        "what": record.what(),
        "sentence": CodePoints::new(text).bytes(sentence).of(text),
        "trigger_in_sentence": at.within(sentence),
        "given": first.given,
        "settled": group.iter().any(|judgement| judgement.settles),
        "judgements": group.iter().map(|judgement| {
            let mut shown = own(judgement);
            shown["reviewer"] = judgement.reviewer.clone().into();
            shown["record"] = judgement.record.clone().into();
            shown["settles"] = judgement.settles.into();
            shown
        }).collect::<Vec<_>>(),
    })))
}

#[derive(Deserialize)]
pub struct Taken {
    what: Option<String>,
    reviewer: Option<String>,
    #[serde(default)]
    all: bool,
}

pub async fn export(State(desk): State<Arc<Desk>>, Asked(taken): Asked<Taken>) -> Result<Response<Body>, ApiError> {
    let what = taken.what.unwrap_or_else(|| "readings".to_string());
    let fruit = Fruit::parse(&what).ok_or_else(|| {
        let names = Fruit::NAMES.map(|(name, _)| name).join(", ");
        ApiError::asked_wrongly(format!("there is no {what:?} to take away; there are {names}"), "")
    })?;
    let text = ask(&desk, move |_, workspace| Ok(fruit.text(workspace, taken.reviewer.as_deref(), taken.all)?)).await?;
    let kind = if fruit == Fruit::Examples { "application/toml" } else { "application/jsonl" };
    let disposition = format!("attachment; filename=\"{}\"", fruit.file());
    Ok(([(header::CONTENT_TYPE, kind.to_string()), (header::CONTENT_DISPOSITION, disposition)], text).into_response())
}
