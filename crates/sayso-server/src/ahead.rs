//! Answers worked out before anybody asks: what pages begin with, made anew when the workspace has changed and is quiet.

use crate::desk::Desk;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

/// What the pages ask when they are opened, one address a line; a browser test holds it against what they ask.
const OPENING: &str = include_str!("opening.txt");

/// How often the workspace is looked at, and how often in a row it must look the same: who corrects one record after the
/// other shall not have everything worked out after each.
const LOOK: Duration = Duration::from_millis(500);
const QUIET: usize = 6;

/// Keeps answers ready for as long as the service runs. `api` must be the router that answers, since it keeps the answers.
pub async fn keep(desk: Arc<Desk>, api: Router) {
    // What was there when the desk was opened is quiet.
    let (mut seen, mut quiet, mut ready) = (desk.version().ok(), QUIET, None);
    loop {
        let now = desk.version().ok();
        quiet = if now == seen { quiet + 1 } else { 0 };
        seen = now;
        if now.is_some() && now != ready && quiet >= QUIET {
            work_out(&desk, &api, now).await;
            ready = now;
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Asks everything once; stops where the workspace changes meanwhile, since the answers would be forgotten again.
async fn work_out(desk: &Arc<Desk>, api: &Router, version: Option<i64>) {
    let outlining = desk.clone();
    // Who asks meanwhile waits for the same outline and makes no second one.
    let _ = tokio::task::spawn_blocking(move || outlining.outline().map(|_| ())).await;
    for address in OPENING.lines() {
        if desk.version().ok() != version {
            return;
        }
        if let Ok(request) = Request::get(address).body(Body::empty()) {
            // A question that fails here fails again when somebody asks it, and is told then.
            let _ = api.clone().oneshot(request).await;
        }
    }
}
