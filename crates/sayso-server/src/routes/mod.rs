//! The addresses under /api and what answers them.

mod actors;
mod annotate;
mod codes;
mod decisions;
mod documents;
mod drop;
mod export;
mod findings;
mod incidents;
mod lexicon;
mod review;
mod search;
mod why;

use crate::desk::Desk;
use crate::error::ApiError;
use crate::kept::{self, Kept};
use crate::watch::Watching;
use axum::Router;
use axum::http::{StatusCode, Uri};
use axum::routing::{delete, get, post};
use std::sync::Arc;

/// What the routes work with.
#[derive(Clone)]
pub struct Site {
    pub desk: Arc<Desk>,
    pub watching: Arc<Watching>,
}

impl axum::extract::FromRef<Site> for Arc<Desk> {
    fn from_ref(site: &Site) -> Arc<Desk> {
        site.desk.clone()
    }
}

/// Everything under /api.
pub fn all(desk: Arc<Desk>) -> Router {
    let kept = (desk.clone(), Arc::new(Kept::default()));
    Router::new()
        .route("/workspace", get(documents::workspace))
        .route("/overview", get(documents::overview))
        .route("/documents", get(documents::list).post(drop::documents))
        .route("/documents/{*id}", get(documents::one).delete(documents::remove))
        .route("/records/{id}", get(why::record))
        .route("/why-not", get(why::why_not))
        .route("/incidents", get(incidents::list))
        .route("/incidents/{id}", get(incidents::one))
        .route("/incidents/join", post(decisions::join_incidents))
        .route("/incidents/split", post(decisions::split_incident))
        .route("/actors", get(actors::list))
        .route("/actors/{id}", get(actors::one))
        .route("/actors/merge", post(decisions::merge_actors))
        .route("/actors/split", post(decisions::split_actor))
        .route("/actors/rename", post(decisions::rename_actor))
        .route("/decisions", get(decisions::list))
        .route("/decisions/undo", post(decisions::undo))
        .route("/events", get(findings::events))
        .route("/contradictions", get(findings::contradictions))
        .route("/numbers", get(findings::numbers))
        .route("/silence", get(findings::silence))
        .route("/drift", get(findings::drift))
        .route("/reprints", get(findings::reprints))
        .route("/sources", get(findings::sources))
        .route("/dyads", get(findings::dyads))
        .route("/labels", get(findings::labels))
        .route("/ties", get(findings::ties))
        .route("/review", get(review::queue).post(review::decide))
        .route("/review/rules", get(review::rules))
        .route("/review/documents", get(review::documents))
        .route("/review/records/{id}", get(review::record))
        .route("/review/undo", post(review::undo))
        .route("/review/finish", post(review::finish))
        .route("/review/agreement", get(review::agree))
        .route("/review/export", get(review::export))
        .route("/annotate", get(annotate::list).post(annotate::keep))
        .route("/annotate/documents/{*id}", get(annotate::one))
        .route("/annotate/check", post(annotate::check))
        .route("/annotate/sample", post(annotate::draw))
        .route("/annotate/agreement", get(annotate::agree))
        .route("/annotate/export", get(annotate::export))
        .route("/codes", get(codes::all))
        .route("/places", get(codes::places))
        .route("/search", get(search::search))
        .route("/lexicon", get(lexicon::rules))
        .route("/lexicon/try", post(lexicon::attempt))
        .route("/lexicon/rule", post(lexicon::trial))
        .route("/lexicon/source", get(lexicon::source))
        .route("/export", get(export::export))
        .route("/export/formats", get(export::formats))
        .route("/dossier", get(export::dossier))
        .route("/jobs/{job}", get(drop::job))
        .route("/jobs/{job}/stream", get(drop::stream))
        .route("/watch", get(drop::watched).post(drop::watch))
        .route("/watch", delete(drop::stop))
        .route("/openapi.json", get(openapi))
        .fallback(unknown)
        .layer(axum::middleware::from_fn_with_state(kept, kept::answer))
        .with_state(Site { desk, watching: Arc::default() })
}

/// The description of all this, which a test holds against the answers.
async fn openapi() -> ([(axum::http::HeaderName, &'static str); 1], &'static str) {
    ([(axum::http::header::CONTENT_TYPE, "application/json")], include_str!("../openapi.json"))
}

async fn unknown(uri: Uri) -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "not_found", format!("there is no /api{}", uri.path()), "")
}
