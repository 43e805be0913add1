//! Answers that are kept until the workspace changes: what many people ask for again and again is worked out once.

use crate::desk::Desk;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of one answer and of all answers that are kept at most.
const ONE: usize = 4 << 20;
const ALL: usize = 64 << 20;

/// Questions whose answers depend on nothing but the workspace and the address.
const QUESTIONS: &[&str] = &[
    "/workspace",
    "/overview",
    "/documents",
    "/incidents",
    "/actors",
    "/events",
    "/contradictions",
    "/numbers",
    "/silence",
    "/drift",
    "/reprints",
    "/sources",
    "/dyads",
    "/labels",
    "/ties",
    "/review",
    "/search",
];

/// And those of one thing: what begins so and goes on with an id.
const OF_ONE: &[&str] = &["/incidents/", "/actors/"];

fn depends_on_the_workspace_alone(path: &str) -> bool {
    QUESTIONS.contains(&path) || OF_ONE.iter().any(|begin| path.starts_with(begin))
}

/// The answers, all of one state of the workspace.
#[derive(Default)]
pub struct Kept {
    answers: Mutex<Answers>,
}

#[derive(Default)]
struct Answers {
    version: Option<i64>,
    bytes: usize,
    by_address: HashMap<String, Bytes>,
}

impl Kept {
    fn find(&self, version: i64, address: &str) -> Option<Bytes> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        (answers.version == Some(version)).then(|| answers.by_address.get(address).cloned()).flatten()
    }

    /// Keeps an answer that was worked out from `version` or a later one.
    fn keep(&self, version: i64, address: String, answer: Bytes) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.version != Some(version) || answers.bytes + answer.len() > ALL {
            *answers = Answers { version: Some(version), ..Answers::default() };
        }
        answers.bytes += answer.len();
        answers.by_address.insert(address, answer);
    }
}

/// Answers from what is kept, or keeps the answer.
pub async fn answer(State((desk, kept)): State<(Arc<Desk>, Arc<Kept>)>, request: Request, next: Next) -> Response {
    let question = request.method() == Method::GET && depends_on_the_workspace_alone(request.uri().path());
    let version = if question { desk.version().ok() } else { None };
    let Some(version) = version else { return next.run(request).await };
    let address = request.uri().to_string();
    if let Some(found) = kept.find(version, &address) {
        return ([(header::CONTENT_TYPE, "application/json")], found).into_response();
    }
    let answer = next.run(request).await;
    if answer.status() != StatusCode::OK {
        return answer;
    }
    let (parts, body) = answer.into_parts();
    // Every answer is made in memory, so that it fits there once more.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if bytes.len() <= ONE {
        kept.keep(version, address, bytes.clone());
    }
    Response::from_parts(parts, Body::from(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_an_older_state_are_forgotten() {
        let kept = Kept::default();
        kept.keep(1, "/actors".into(), Bytes::from_static(b"old"));
        assert_eq!(kept.find(1, "/actors"), Some(Bytes::from_static(b"old")));
        assert_eq!(kept.find(2, "/actors"), None);
        kept.keep(2, "/ties".into(), Bytes::from_static(b"new"));
        assert_eq!(kept.find(2, "/actors"), None);
        assert_eq!(kept.find(2, "/ties"), Some(Bytes::from_static(b"new")));
    }

    #[test]
    fn what_is_kept_has_bounds() {
        let kept = Kept::default();
        for number in 0..100 {
            kept.keep(1, format!("/{number}"), Bytes::from(vec![0; 1 << 20]));
        }
        assert!(kept.answers.lock().unwrap_or_else(PoisonError::into_inner).bytes <= ALL);
        assert!(kept.find(1, "/99").is_some());
    }
}
