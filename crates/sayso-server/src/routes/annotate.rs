//! Annotation without a look at what the program read: sheets, forms with their mistakes, agreement, gold files.

use super::decisions::body;
use crate::desk::{Desk, ask, change};
use crate::error::ApiError;
use crate::question::Asked;
use axum::Json;
use axum::body::Body;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{Response, header};
use axum::response::IntoResponse;
use sayso::annotate::measure::{Options, compare};
use sayso::annotate::{Annotation, Sheet, WhyNot, begun, draw_from, form, methods, sheet_of, typed};
use sayso::{Reading, Workspace};
use sayso_core::words::{name, one_line};
use sayso_core::{CharSpan, CodePoints};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

type Given<T> = Result<Json<T>, JsonRejection>;
type Answer = Result<Json<Value>, ApiError>;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct By {
    annotator: String,
}

pub async fn list(State(desk): State<Arc<Desk>>, Asked(by): Asked<By>) -> Answer {
    let found = ask(&desk, move |_, workspace| {
        let mut annotators: BTreeMap<String, usize> = BTreeMap::new();
        for one in workspace.annotations()? {
            *annotators.entry(one.annotator).or_default() += usize::from(one.sound);
        }
        let annotators: Vec<Value> =
            annotators.into_iter().map(|(name, sound)| json!({"name": name, "sound": sound})).collect();
        let reasons: Vec<Value> =
            WhyNot::ALL.iter().map(|(why, meaning)| json!({"name": name(why), "meaning": meaning.trim()})).collect();
        Ok(json!({"items": workspace.to_annotate(&by.annotator)?, "annotators": annotators, "reasons": reasons}))
    });
    Ok(Json(found.await?))
}

pub async fn one(State(desk): State<Arc<Desk>>, Path(doc): Path<String>, Asked(by): Asked<By>) -> Answer {
    let reading = desk.clone();
    let found = ask(&desk, move |_, workspace| {
        let sheet = sheet(&reading, workspace, &doc)?;
        let kept = workspace.annotation(&by.annotator, &doc)?;
        let document = &sheet.document;
        let places = CodePoints::new(&document.text);
        let sentences: Vec<Value> = sheet
            .sentences
            .iter()
            .enumerate()
            .map(|(at, span)| {
                let text = one_line(places.bytes(*span).of(&document.text));
                json!({"number": at + 1, "span": span, "text": text})
            })
            .collect();
        let form = kept.as_ref().map_or_else(|| begun(&doc, by.annotator.trim()), |kept| kept.form.clone());
        let checked = checked(&form, &sheet);
        Ok(json!({
            "doc": doc, "title": document.title, "byline": document.byline, "publisher": document.publisher,
            "published": document.published, "sentences": sentences, "form": form,
            "kept_at": kept.as_ref().map(|kept| &kept.at),
            "other_text": kept.is_some_and(|kept| kept.text_sha256 != document.text_sha256),
            "checked": checked,
        }))
    });
    Ok(Json(found.await?))
}

fn sheet(desk: &Desk, workspace: &Workspace, doc: &str) -> Result<Sheet, ApiError> {
    let document = workspace.reading_as_read(doc)?.from_output().document;
    Ok(sheet_of(&*desk.reader()?, &document)?)
}

/// What a form amounts to: its mistakes, or how many records it gives.
fn checked(form: &str, sheet: &Sheet) -> Value {
    match form::read(form, sheet) {
        Ok(Annotation { reading: Reading { events, labels, ties, .. }, not_events, .. }) => json!({
            "sound": true, "mistakes": [], "events": events.len(), "labels": labels.len(), "ties": ties.len(),
            "not_events": not_events.len(),
        }),
        Err(mistakes) => {
            let told: Vec<Value> =
                mistakes.iter().map(|mistake| json!({"line": mistake.line, "message": mistake.message})).collect();
            json!({"sound": false, "mistakes": told, "events": 0, "labels": 0, "ties": 0, "not_events": 0})
        }
    }
}

#[derive(Deserialize)]
pub struct Form {
    #[serde(default)]
    annotator: String,
    doc: String,
    form: String,
}

pub async fn check(State(desk): State<Arc<Desk>>, given: Given<Form>) -> Answer {
    let Form { doc, form, .. } = body(given)?;
    let reading = desk.clone();
    let found = ask(&desk, move |_, workspace| Ok(checked(&form, &sheet(&reading, workspace, &doc)?)));
    Ok(Json(found.await?))
}

pub async fn keep(State(desk): State<Arc<Desk>>, given: Given<Form>) -> Answer {
    let Form { annotator, doc, form } = body(given)?;
    let reading = desk.clone();
    // Read before the one connection that writes is held.
    let asked = (doc.clone(), form.clone());
    let checked = ask(&desk, move |_, workspace| Ok(checked(&asked.1, &sheet(&reading, workspace, &asked.0)?))).await?;
    let sound = checked["sound"] == true;
    change(&desk, move |workspace| Ok(workspace.keep_annotation(&annotator, &doc, &form, sound)?)).await?;
    Ok(Json(checked))
}

#[derive(Deserialize)]
pub struct Sample {
    number: usize,
    #[serde(default = "one_seed")]
    seed: u64,
    #[serde(default = "longest")]
    longest: usize,
}

fn one_seed() -> u64 {
    1
}

fn longest() -> usize {
    6000
}

pub async fn draw(State(desk): State<Arc<Desk>>, given: Given<Sample>) -> Answer {
    let Sample { number, seed, longest } = body(given)?;
    if number == 0 {
        return Err(ApiError::asked_wrongly("a sample has at least one document", "give a number"));
    }
    let drawn = change(&desk, move |workspace| {
        let drawn = draw_from(workspace, number, seed, longest)?;
        Ok(json!({"message": format!("{} documents were drawn", drawn.len())}))
    });
    Ok(Json(drawn.await?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Two {
    a: String,
    b: String,
}

pub async fn agree(State(desk): State<Arc<Desk>>, Asked(two): Asked<Two>) -> Answer {
    let reading = desk.clone();
    let found = ask(&desk, move |_, workspace| {
        let (mut one, other) = (readings(&reading, workspace, &two.a)?, readings(&reading, workspace, &two.b)?);
        // Of the other the comparison takes the same documents by itself.
        one.retain(|own| other.iter().any(|reading| reading.document.id == own.document.id));
        // Which sentences differ is shown to nobody here: a coder may still have documents before her.
        let compared = compare(&one, &other, Options { worst: 0, ..Options::default() });
        let methods = (!one.is_empty()).then(|| methods::paragraph(&compared));
        Ok(json!({"documents": one.len(), "compared": compared, "methods": methods}))
    });
    Ok(Json(found.await?))
}

fn readings(desk: &Desk, workspace: &Workspace, annotator: &str) -> Result<Vec<Reading<CharSpan>>, ApiError> {
    let annotations = typed::<ApiError>(&*desk.reader()?, workspace, annotator)?;
    Ok(annotations.into_iter().map(|annotation| annotation.reading).collect())
}

pub async fn export(State(desk): State<Arc<Desk>>, Asked(by): Asked<By>) -> Result<Response<Body>, ApiError> {
    let reading = desk.clone();
    let text = ask(&desk, move |_, workspace| {
        let annotations = typed::<ApiError>(&*reading.reader()?, workspace, &by.annotator)?;
        let mut text = String::new();
        for annotation in &annotations {
            text.push_str(&serde_json::to_string(annotation)?);
            text.push('\n');
        }
        Ok(text)
    });
    let disposition = "attachment; filename=\"annotated.jsonl\"".to_string();
    let kind = "application/jsonl".to_string();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], text.await?).into_response())
}
