//! The one shape that errors have: `{"error":{"code","message","hint"}}`.

use axum::Json;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use sayso::StoreError;
use sayso::own_actors::OwnActorsError;
use serde_json::json;
use std::any::Any;

/// Why a request is not answered.
#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: String,
    hint: &'static str,
}

impl ApiError {
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>, hint: &'static str) -> ApiError {
        ApiError { status, code, message: message.into(), hint }
    }

    pub fn not_found(what: &str, id: &str) -> ApiError {
        ApiError::new(StatusCode::NOT_FOUND, "not_found", format!("there is no {what} {id:?} in the workspace"), "")
    }

    pub fn asked_wrongly(message: impl Into<String>, hint: &'static str) -> ApiError {
        ApiError::new(StatusCode::BAD_REQUEST, "asked_wrongly", message, hint)
    }

    pub fn inside(message: impl Into<String>) -> ApiError {
        let hint = "the workspace is not harmed; `sayso doctor` looks it over";
        ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", message, hint)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> axum::response::Response {
        let body = json!({"error": {"code": self.code, "message": self.message, "hint": self.hint}});
        (self.status, Json(body)).into_response()
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> ApiError {
        let (status, code) = match &error {
            StoreError::Unknown { .. } | StoreError::UnknownActor { .. } => (StatusCode::NOT_FOUND, "not_found"),
            StoreError::Query { .. }
            | StoreError::NoSuchSpelling { .. }
            | StoreError::SeveralActors { .. }
            | StoreError::UnknownType { .. }
            | StoreError::Review(_)
            | StoreError::Unfinished { .. } => (StatusCode::BAD_REQUEST, "asked_wrongly"),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "failed"),
        };
        ApiError::new(status, code, error.to_string(), "")
    }
}

impl From<sayso::Error> for ApiError {
    fn from(error: sayso::Error) -> ApiError {
        match error {
            // Rules that a person writes, not those that the desk was opened with.
            sayso::Error::Lexicon(error) => ApiError::asked_wrongly(error.to_string(), "see docs/lexicon.md"),
            other => ApiError::inside(other.to_string()),
        }
    }
}

impl From<OwnActorsError> for ApiError {
    fn from(error: OwnActorsError) -> ApiError {
        match error {
            OwnActorsError::Store(error) => error.into(),
            OwnActorsError::Reader(error) => error.into(),
            other => ApiError::asked_wrongly(other.to_string(), ""),
        }
    }
}

impl From<serde_json::Error> for ApiError {
    fn from(error: serde_json::Error) -> ApiError {
        ApiError::inside(error.to_string())
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> ApiError {
        ApiError::inside(error.to_string())
    }
}

/// A fault of the program ends its request, not the desk.
pub fn after_panic(_: Box<dyn Any + Send>) -> Response<Body> {
    ApiError::inside("the program failed at this request; please report it").into_response()
}
