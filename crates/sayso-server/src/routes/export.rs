//! Tables and pages to take away.

use crate::desk::{Desk, ask};
use crate::error::ApiError;
use crate::question::{Asked, Question};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sayso::dossier::About;
use sayso::{Filter, Workspace};
use sayso_export::{Format, Loss, Output};
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::sync::Arc;
use tokio_util::io::ReaderStream;

pub async fn formats() -> Json<Value> {
    let layouts = Format::ALL
        .iter()
        .filter(|format| !format.wants_folder())
        .map(|format| json!({"name": format.name(), "about": format.what(), "extension": format.extension()}));
    let own =
        json!({"name": "jsonl", "about": "one event a line, with every field that sayso knows", "extension": "jsonl"});
    Json(json!({"items": std::iter::once(own).chain(layouts).collect::<Vec<_>>()}))
}

pub async fn export(State(desk): State<Arc<Desk>>, Asked(question): Asked<Question>) -> Result<Response, ApiError> {
    let name = question.format.clone().unwrap_or_else(|| "csv".to_string());
    let report = question.loss.unwrap_or(false);
    let filter = question.filter()?;
    if name == "jsonl" {
        let file = ask(&desk, move |_, workspace| lines(workspace, &filter)).await?;
        return Ok(download(file, "events.jsonl", "application/jsonl"));
    }
    let format = Format::parse(&name).filter(|format| !format.wants_folder()).ok_or_else(|| {
        ApiError::asked_wrongly(
            format!("{name:?} is no layout of one file"),
            "see /api/export/formats; `sayso export` writes folders",
        )
    })?;
    let (file, loss) = ask(&desk, move |_, workspace| table(workspace, &filter, format)).await?;
    if report {
        return Ok(Json(loss.to_json()).into_response());
    }
    let file_name = format!("sayso-{}.{}", format.name(), format.extension());
    let kind = mime_guess::from_path(&file_name).first_or_octet_stream().to_string();
    Ok(download(file, &file_name, &kind))
}

fn lines(workspace: &Workspace, filter: &Filter) -> Result<File, ApiError> {
    let mut out = BufWriter::new(tempfile::tempfile()?);
    for event in workspace.events(filter)? {
        serde_json::to_writer(&mut out, &event)?;
        out.write_all(b"\n")?;
    }
    rewound(out)
}

fn rewound(out: BufWriter<File>) -> Result<File, ApiError> {
    let mut file = out.into_inner().map_err(|error| ApiError::inside(error.to_string()))?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn table(workspace: &Workspace, filter: &Filter, format: Format) -> Result<(File, Loss), ApiError> {
    let failed = |error: sayso_export::ExportError| ApiError::inside(error.to_string());
    let file = tempfile::tempfile()?;
    let mut layout = format.open(Output::stream(BufWriter::new(file.try_clone()?))).map_err(failed)?;
    sayso::readings_joined(workspace, filter, |reading, joined| -> Result<(), ApiError> {
        layout.write(&reading, &joined).map_err(failed)
    })?;
    let loss = layout.finish().map_err(failed)?;
    Ok((rewound(BufWriter::new(file))?, loss))
}

fn download(file: File, name: &str, kind: &str) -> Response {
    let headers = [(CONTENT_TYPE, kind.to_string()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))];
    (headers, Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file)))).into_response()
}

#[derive(Deserialize)]
pub struct Wanted {
    incident: Option<String>,
    actor: Option<String>,
}

pub async fn dossier(State(desk): State<Arc<Desk>>, Asked(wanted): Asked<Wanted>) -> Result<Response, ApiError> {
    let about = match (wanted.incident, wanted.actor) {
        (Some(id), _) => About::Incident(id),
        (None, Some(actor)) => About::Actor(actor),
        (None, None) => return Err(ApiError::asked_wrongly("give incident=ID or actor=NAME", "")),
    };
    let page = ask(&desk, move |_, workspace| Ok(sayso::dossier::of(workspace, &about)?.to_html())).await?;
    // The page carries its own styles and needs no script.
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"dossier.html\""),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    ];
    Ok((headers, page).into_response())
}
