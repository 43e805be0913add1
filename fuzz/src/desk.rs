//! The desk: requests of any address and body.

use crate::{named, text};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use sayso::{CharSpan, Model, ModelSource, Reading, Workspace};
use sayso_server::{Desk, Guard, Settings, app};
use std::cell::RefCell;
use std::sync::Arc;
use tokio::runtime::Runtime;
use tower::ServiceExt;

const HOST: &str = "127.0.0.1:7600";

/// Requests after which a desk is made anew even where none has changed its workspace.
const RENEWED_AFTER: usize = 5000;

/// A desk with one document, on a file of its own.
struct Held {
    desk: Arc<Desk>,
    app: Router,
    runtime: Runtime,
    /// The state of the workspace when the desk was opened.
    version: i64,
    requests: usize,
    _folder: tempfile::TempDir,
}

impl Held {
    fn new() -> Held {
        let folder = tempfile::tempdir().expect("a folder for a while");
        let settings = Settings {
            workspace: folder.path().join("desk.db"),
            lexicon: None,
            model: ModelSource::Embedded(Model::Small),
            threads: 1,
            may_watch: false,
        };
        let (_, json) = named(include_str!("../seeds/workspace/reading.txt"));
        let reading: Reading<CharSpan> = serde_json::from_str(json).expect("the seed is a reading");
        let mut workspace = Workspace::open(&settings.workspace).expect("a new workspace");
        workspace.add(&reading).expect("a sound reading");
        drop(workspace);
        let desk = Desk::open(settings).expect("a desk");
        let guard = Guard::new(HOST.parse().expect("an address"), None);
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let version = desk.version().expect("a state");
        Held { app: app(desk.clone(), guard), desk, runtime, version, requests: 0, _folder: folder }
    }

    fn is_fresh(&self) -> bool {
        self.requests < RENEWED_AFTER && self.desk.version().is_ok_and(|version| version == self.version)
    }
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// The first line is a method and an address below /api, the rest a JSON body: an answer, and never one that speaks of a
/// fault of the desk.
pub fn request(data: &[u8]) {
    let (line, body) = named(text(data));
    let (method, address) = line.split_once(' ').unwrap_or(("GET", line));
    let Ok(method) = Method::from_bytes(method.as_bytes()) else { return };
    if reads_in_the_background(&method, address) {
        return;
    }
    let request = Request::builder()
        .method(method)
        .uri(format!("/api{address}"))
        .header(header::HOST, HOST)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    let Ok(request) = request else { return };
    let mut held = HELD.with_borrow_mut(Option::take).filter(Held::is_fresh).unwrap_or_else(Held::new);
    held.requests += 1;
    let status = held.runtime.block_on(async {
        let response = held.app.clone().oneshot(request).await.expect("an answer");
        let status = response.status();
        axum::body::to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        status
    });
    assert!(status != StatusCode::INTERNAL_SERVER_ERROR, "a fault at {line}");
    HELD.set(Some(held));
}

/// What comes in by file has targets of its own, and goes on after the answer.
fn reads_in_the_background(method: &Method, address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    *method == Method::POST && path.starts_with("/documents") || path.starts_with("/watch") || path.starts_with("/jobs")
}
