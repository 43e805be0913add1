//! Reports that are dropped, pasted or watched for.

use super::Site;
use super::decisions::body;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::intake::{Incoming, Progress, Said, State as Stage, begin};
use crate::question::Asked;
use axum::Json;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::sse::{Event, KeepAlive, Sse};
use serde::Deserialize;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// Files that one drop may hold.
const MOST_FILES: usize = 10_000;

/// What is pasted.
#[derive(Deserialize)]
struct Pasted {
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    url: Option<String>,
}

pub async fn documents(State(desk): State<Arc<Desk>>, request: Request) -> Result<(StatusCode, Json<Value>), ApiError> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (incoming, said) = if kind.starts_with("multipart/form-data") {
        let form = Multipart::from_request(request, &()).await;
        files(form.map_err(|error| ApiError::asked_wrongly(error.body_text(), ""))?).await?
    } else {
        (vec![pasted(body(Json::<Pasted>::from_request(request, &()).await)?)?], Said::default())
    };
    if incoming.is_empty() {
        return Err(ApiError::asked_wrongly(
            "nothing was dropped",
            "send files in fields named \"files\", or JSON with text or html",
        ));
    }
    let job = begin(&desk, incoming, said);
    Ok((StatusCode::ACCEPTED, Json(json!({"job": job}))))
}

async fn files(mut form: Multipart) -> Result<(Vec<Incoming>, Said), ApiError> {
    let broken = |error: axum::extract::multipart::MultipartError| {
        let code = if error.status() == StatusCode::PAYLOAD_TOO_LARGE { "too_large" } else { "asked_wrongly" };
        let hint = "one drop may bring 128 MiB; `sayso add` reads folders of any size";
        ApiError::new(error.status(), code, error.body_text(), hint)
    };
    let (mut incoming, mut said) = (Vec::new(), Said::default());
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("published") => {
                let text = field.text().await.map_err(broken)?;
                if !text.trim().is_empty() {
                    let wrong = |_| ApiError::asked_wrongly(format!("{text:?} is no day; write it as 1960-05-07"), "");
                    said.published = Some(text.trim().parse().map_err(wrong)?);
                }
            }
            Some("publisher") => {
                let text = field.text().await.map_err(broken)?;
                said.publisher = Some(text.trim().to_string()).filter(|text| !text.is_empty());
            }
            _ => {
                let Some(name) = field.file_name().map(str::to_string) else { continue };
                if incoming.len() == MOST_FILES {
                    let message = format!("one drop may hold {MOST_FILES} files");
                    return Err(ApiError::new(
                        StatusCode::PAYLOAD_TOO_LARGE,
                        "too_large",
                        message,
                        "drop fewer at once",
                    ));
                }
                incoming.push(Incoming::Bytes(name, field.bytes().await.map_err(broken)?.to_vec()));
            }
        }
    }
    Ok((incoming, said))
}

/// What is pasted goes the way of a line of JSON, which keeps the text character for character.
fn pasted(pasted: Pasted) -> Result<Incoming, ApiError> {
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let (text, html) = (given(pasted.text), given(pasted.html));
    if text.is_none() && html.is_none() {
        return Err(ApiError::asked_wrongly("the text is empty", ""));
    }
    let mut line = serde_json::Map::new();
    let fields = [
        ("text", text),
        ("html", html),
        ("title", given(pasted.title)),
        ("publisher", given(pasted.publisher)),
        ("published", given(pasted.published)),
        ("url", given(pasted.url)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            line.insert(name.to_string(), value.into());
        }
    }
    Ok(Incoming::Bytes("pasted.jsonl".to_string(), Value::Object(line).to_string().into_bytes()))
}

fn followed(desk: &Desk, job: &str) -> Result<tokio::sync::watch::Receiver<Progress>, ApiError> {
    desk.intake.follow(job).ok_or_else(|| ApiError::not_found("job", job))
}

pub async fn job(State(desk): State<Arc<Desk>>, Path(job): Path<String>) -> Result<Json<Progress>, ApiError> {
    let progress = followed(&desk, &job)?.borrow().clone();
    Ok(Json(progress))
}

pub async fn stream(
    State(desk): State<Arc<Desk>>,
    Path(job): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let mut over = false;
    let events = WatchStream::new(followed(&desk, &job)?)
        .take_while(move |progress| {
            let go_on = !over;
            over = matches!(progress.state, Stage::Done | Stage::Failed);
            go_on
        })
        .map(|progress| {
            let name = if matches!(progress.state, Stage::Done | Stage::Failed) { "done" } else { "progress" };
            Ok(Event::default().event(name).json_data(&progress).unwrap_or_default())
        });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}

#[derive(Deserialize)]
pub struct Place {
    path: String,
}

pub async fn watched(State(site): State<Site>) -> Json<Value> {
    Json(json!({"items": site.watching.all()}))
}

pub async fn watch(
    State(site): State<Site>,
    given: Result<Json<Place>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<Value>, ApiError> {
    let Place { path } = body(given)?;
    if !site.desk.may_watch() {
        let message = "folders are watched only by a desk that stays on its own machine";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "not_here", message, ""));
    }
    site.watching.start(&site.desk, path.trim()).map_err(|message| ApiError::asked_wrongly(message, ""))?;
    Ok(Json(json!({"message": format!("{} is watched now", path.trim())})))
}

pub async fn stop(State(site): State<Site>, Asked(Place { path }): Asked<Place>) -> Result<Json<Value>, ApiError> {
    if !site.watching.stop(&path) {
        return Err(ApiError::not_found("watched folder", &path));
    }
    Ok(Json(json!({"message": format!("{path} is no longer watched")})))
}
