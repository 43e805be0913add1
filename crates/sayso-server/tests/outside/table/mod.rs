//! A desk for tests, asked from outside.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use sayso::{Model, ModelSource};
use sayso_server::{Desk, Guard, Settings, app};
use serde_json::{Value, json};
use std::time::Duration;
use tower::ServiceExt;

pub const HOST: &str = "127.0.0.1:7600";
pub const CLAIM: &str = "Norland's army shelled the town of Vell on Tuesday, Sudland's interior ministry said.";
pub const DENIAL: &str = "Norland's army did not shell the town of Vell on Tuesday, Norland's defence ministry said.";

pub struct Table {
    pub app: Router,
    _folder: tempfile::TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Table {
    pub fn new(token: Option<&str>) -> Table {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = Settings {
            workspace: folder.path().join("desk.db"),
            lexicon: None,
            model: ModelSource::Embedded(Model::Small),
            threads: 2,
            may_watch: true,
        };
        let desk = Desk::open(settings).expect("a desk");
        let guard = Guard::new(HOST.parse().expect("an address"), token.map(String::from));
        Table { app: app(desk, guard), _folder: folder }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.into_body().collect().await.expect("a body").to_bytes().to_vec();
        Answer { status, headers, bytes }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header(header::HOST, HOST).body(Body::empty()).expect("a request")).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = Request::post(path).header(header::HOST, HOST).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    pub async fn drop_files(&self, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, bytes) in files {
            let head = format!("--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--cut--\r\n");
        let request = Request::post("/api/documents")
            .header(header::HOST, HOST)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// The job when it has ended.
    pub async fn ended(&self, begun: Answer) -> Value {
        assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text());
        let job = begun.json()["job"].as_str().expect("a number").to_string();
        for _ in 0..600 {
            let progress = self.get(&format!("/api/jobs/{job}")).await.json();
            if ["done", "failed"].contains(&progress["state"].as_str().unwrap_or_default()) {
                return progress;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the job {job} doesn't end");
    }

    pub async fn with_two_accounts() -> Table {
        let table = Table::new(None);
        let line = |text: &str, publisher: &str, day: &str| {
            json!({"id": publisher, "text": text, "publisher": publisher, "published": day}).to_string()
        };
        let lines = [line(CLAIM, "Vell Gazette", "2024-05-08"), line(DENIAL, "Norland Wire", "2024-05-09")];
        let job = table.ended(table.drop_files(&[("two.jsonl", lines.join("\n").as_bytes())]).await).await;
        assert_eq!(job["state"], "done", "{job}");
        table
    }
}
