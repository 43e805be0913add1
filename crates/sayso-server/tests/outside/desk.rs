//! The desk from outside: every address, changes and their undoing, drops of all kinds, and who is kept out.

use crate::table::{CLAIM, HOST, Table};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

/// A schema of the interface description with all its references inside.
fn schema_of(description: &Value, path: &str) -> Option<Value> {
    let answer = &description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    answer.is_object().then(|| json!({"allOf": [answer], "components": description["components"]}))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_answers_as_its_description_says() {
    let table = Table::with_two_accounts().await;
    let description = table.get("/api/openapi.json").await.json();
    let incidents = table.get("/api/incidents").await.json();
    let incident = incidents["items"][0].clone();
    let event = incident["mentions"][0]["event"].as_str().expect("an event").to_string();
    let actors = table.get("/api/actors").await.json();
    let actor = actors["items"][0]["actor"]["id"].as_str().expect("an actor").to_string();
    let mut asked = 0;
    for (path, methods) in description["paths"].as_object().expect("paths") {
        if methods.get("get").is_none() || path.ends_with("/stream") {
            continue;
        }
        let address = match path.as_str() {
            "/documents/{id}" => "/documents/Vell%20Gazette".to_string(),
            "/annotate/documents/{id}" => "/annotate/documents/Vell%20Gazette".to_string(),
            "/records/{id}" => format!("/records/{event}"),
            "/incidents/{id}" => format!("/incidents/{}", incident["id"].as_str().expect("an id")),
            "/actors/{id}" => format!("/actors/{actor}"),
            "/jobs/{job}" => "/jobs/1".to_string(),
            "/why-not" => "/why-not?sentence=The%20ministry%20denied%20it.".to_string(),
            "/search" => "/search?q=army".to_string(),
            "/dossier" => format!("/dossier?incident={event}"),
            "/lexicon" => "/lexicon?q=arrest".to_string(),
            "/lexicon/source" => "/lexicon/source?rule=coerce.arrest".to_string(),
            "/review/records/{id}" => format!("/review/records/{event}?reviewer=ann"),
            "/places" => "/places?q=Paris".to_string(),
            other => other.to_string(),
        };
        let answer = table.get(&format!("/api{address}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        assert!(
            answer.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text").starts_with("default-src 'none'")
        );
        if let Some(schema) = schema_of(&description, path) {
            let validator = jsonschema::validator_for(&schema).expect("a schema");
            let answer = answer.json();
            let errors: Vec<String> =
                validator.iter_errors(&answer).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{address}: {errors:#?}");
        }
        asked += 1;
    }
    assert!(asked > 25, "{asked}");
}

#[test]
fn every_route_is_described() {
    let description: Value = serde_json::from_str(include_str!("../../src/openapi.json")).expect("JSON");
    let described = |path: &str| !description["paths"][path].is_null();
    let source = include_str!("../../src/routes/mod.rs");
    let routes: Vec<&str> = source.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(routes.len() > 30);
    for route in routes {
        let path = route.replace("{*id}", "{id}");
        assert!(described(&path), "{path} is missing in openapi.json");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_and_its_denial_stand_side_by_side() {
    let table = Table::with_two_accounts().await;
    let incidents = table.get("/api/incidents?type=ASSAULT").await.json();
    let told = incidents["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|item| item["mentions"].as_array().map_or(0, Vec::len) > 1);
    let id =
        told.unwrap_or_else(|| panic!("no incident of two accounts: {incidents:#}"))["id"].as_str().expect("an id");
    let whole = table.get(&format!("/api/incidents/{id}")).await.json();
    let outlets: Vec<&Value> =
        whole["accounts"].as_array().expect("accounts").iter().map(|a| &a["publisher"]).collect();
    assert!(outlets.contains(&&json!("Vell Gazette")) && outlets.contains(&&json!("Norland Wire")), "{outlets:?}");
    for account in whole["accounts"].as_array().expect("accounts") {
        let (sentence, span) = (account["sentence"].as_str().expect("text"), &account["trigger_in_sentence"]);
        let [from, to] = [span[0].as_u64().expect("a number") as usize, span[1].as_u64().expect("a number") as usize];
        let trigger: String = sentence.chars().skip(from).take(to - from).collect();
        assert!(trigger.starts_with("shell"), "{trigger}");
    }
    // Pages of one row each give the whole list, in its order.
    let all = table.get("/api/incidents").await.json();
    for (at, item) in all["items"].as_array().expect("a list").iter().enumerate() {
        let page = table.get(&format!("/api/incidents?limit=1&offset={at}")).await.json();
        assert_eq!((&page["items"][0], &page["total"]), (item, &all["total"]), "page {at}");
    }
    let several = table.get("/api/incidents?several=true").await.json();
    assert!(
        several["items"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|item| item["mentions"].as_array().map_or(0, Vec::len) > 1)
    );
    let overview = table.get("/api/overview").await.json();
    assert_eq!(overview["incidents"], table.get("/api/workspace").await.json()["incidents"]);
    assert!(overview["denied"].as_u64() > Some(0), "{overview}");
    // The class narrows lists as it narrows counts.
    for quad in 1..=4 {
        let counted = table.get(&format!("/api/overview?quad={quad}")).await.json();
        let listed = table.get(&format!("/api/incidents?quad={quad}")).await.json();
        assert_eq!(counted["incidents"], listed["total"], "class {quad}");
    }
    assert_eq!(table.get("/api/incidents?quad=5").await.status, StatusCode::BAD_REQUEST);
    let narrowed = table.get("/api/overview?outlet=Gazette&quad=4").await.json();
    assert!(narrowed["accounts"].as_u64() <= overview["accounts"].as_u64());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_taken_and_taken_back() {
    let table = Table::with_two_accounts().await;
    let before = table.get("/api/incidents").await.json();
    let several = before["items"][0].clone();
    assert!(several["mentions"].as_array().map_or(0, Vec::len) > 1, "{several}");
    let event = several["mentions"][1]["event"].clone();
    let split = table.post("/api/incidents/split", &json!({"event": event})).await;
    assert_eq!(split.status, StatusCode::OK, "{}", split.text());
    assert!(table.get("/api/incidents").await.json()["total"].as_u64() > before["total"].as_u64());
    let undone = table.post("/api/decisions/undo", &json!({"number": split.json()["number"]})).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.text());
    assert_eq!(table.get("/api/incidents").await.json(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_reports_are_told_and_the_rest_is_read() {
    let table = Table::new(None);
    let hostile = "<html><body><article><h1>Talks</h1><p>Norland's foreign minister <script>alert(1)</script>met Sudland's \
        president in Vell on Monday, <img src=x onerror=alert(1)>the ministry said.</p><svg onload=alert(1)></svg>\
        <p>\u{202e}txet lortnoc htiw\u{202c} and more words, the ministry said on Monday in Vell.</p></article></body></html>";
    let bomb = {
        // 300 MB of zeros in 300 kB.
        let mut packed = std::process::Command::new("gzip");
        let mut child = packed
            .arg("-c")
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("gzip");
        let mut input = child.stdin.take().expect("a pipe");
        let writer = std::thread::spawn(move || {
            use std::io::Write;
            let zeros = vec![b'0'; 1 << 20];
            (0..300).for_each(|_| input.write_all(&zeros).expect("written"));
        });
        let output = child.wait_with_output().expect("packed");
        writer.join().expect("written");
        output.stdout
    };
    let job = table
        .ended(
            table
                .drop_files(&[
                    ("empty.txt", b""),
                    ("binary.txt", &[0, 159, 146, 150, 0, 1, 2, 255]),
                    ("../../etc/hostile.html", hostile.as_bytes()),
                    ("bomb.txt.gz", &bomb),
                    ("good.txt", CLAIM.as_bytes()),
                ])
                .await,
        )
        .await;
    let files = job["files"].as_array().expect("files");
    for (file, read) in files.iter().zip([false, false, true, false, true]) {
        let documents = file["documents"].as_u64().unwrap_or_default();
        if file["name"] != "bomb.txt.gz" {
            assert_eq!(documents > 0, read, "{file}");
        }
        assert!(read || !file["problems"].as_array().expect("a list").is_empty(), "{file}");
    }
    let id = files[2]["ids"][0].as_str().expect("an id");
    assert!(!id.contains('/'), "{id}");
    let document = table.get(&format!("/api/documents/{id}")).await;
    assert_eq!(document.headers[header::CONTENT_TYPE], "application/json");
    let text = document.json()["reading"]["document"]["text"].as_str().expect("text").to_string();
    assert!(!text.contains("alert(1)"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_or_wrong_gets_the_one_shape_of_errors() {
    let table = Table::new(None);
    let large = vec![b'a'; sayso_server::MAX_UPLOAD + 1];
    let answers = [
        (table.drop_files(&[("large.txt", &large)]).await, StatusCode::PAYLOAD_TOO_LARGE),
        (table.drop_files(&[]).await, StatusCode::BAD_REQUEST),
        (table.post("/api/documents", &json!({"text": "  "})).await, StatusCode::BAD_REQUEST),
        (table.post("/api/actors/merge", &json!({"a": 1})).await, StatusCode::BAD_REQUEST),
        (table.post("/api/actors/merge", &json!({"a": "a000000000000", "b": "x"})).await, StatusCode::NOT_FOUND),
        (table.post("/api/decisions/undo", &json!({"number": 99})).await, StatusCode::NOT_FOUND),
        (table.get("/api/incidents?type=NONSENSE").await, StatusCode::BAD_REQUEST),
        (table.get("/api/incidents?since=yesterday").await, StatusCode::BAD_REQUEST),
        (table.get("/api/incidents?limit=many").await, StatusCode::BAD_REQUEST),
        (table.get("/api/events?unknown_actors=perhaps").await, StatusCode::BAD_REQUEST),
        (table.get("/api/incidents/i0").await, StatusCode::NOT_FOUND),
        (table.get("/api/documents/nobody").await, StatusCode::NOT_FOUND),
        (table.get("/api/export?format=brat").await, StatusCode::BAD_REQUEST),
        (table.get("/api/nothing").await, StatusCode::NOT_FOUND),
        (table.get("/assets/nothing.js").await, StatusCode::NOT_FOUND),
    ];
    for (answer, status) in answers {
        assert_eq!(answer.status, status, "{}", answer.text());
        let error = &answer.json()["error"];
        for field in ["code", "message", "hint"] {
            assert!(error[field].is_string(), "{error}");
        }
    }
    let thinned =
        table.get("/api/events?unknown_actors=drop&one_a_day=true&first_sentences=3&require_actors=true").await;
    assert_eq!(thinned.status, StatusCode::OK, "{}", thinned.text());
    // Words that are no query are searched as words.
    assert_eq!(table.get("/api/search?q=%22broken%20AND%20(").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_kept_out() {
    let open = Table::new(None);
    let ask = |host: &str, origin: Option<&str>, method: Method, path: &str| {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, host);
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        request.body(Body::empty()).expect("a request")
    };
    let rebound = open.send(ask("evil.example:7600", None, Method::GET, "/api/workspace")).await;
    assert_eq!(rebound.status, StatusCode::FORBIDDEN);
    for path in ["/api/decisions/undo", "/api/documents"] {
        let crossed = open.send(ask(HOST, Some("http://evil.example"), Method::POST, path)).await;
        assert_eq!(crossed.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(open.send(ask(HOST, Some("null"), Method::POST, "/api/documents")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        open.send(ask(HOST, Some("http://127.0.0.1:7600"), Method::GET, "/api/workspace")).await.status,
        StatusCode::OK
    );

    let locked = Table::new(Some("a-secret-of-some-length"));
    assert_eq!(locked.get("/api/workspace").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(locked.get("/").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(locked.get("/?token=a-guess-of-some-length!").await.status, StatusCode::UNAUTHORIZED);
    let signed_in = locked.get("/?token=a-secret-of-some-length").await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
    let cookie = signed_in.headers[header::SET_COOKIE].to_str().expect("text").to_string();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let with_cookie = Request::get("/api/workspace")
        .header(header::HOST, HOST)
        .header(header::COOKIE, cookie.split(';').next().expect("a cookie"));
    assert_eq!(locked.send(with_cookie.body(Body::empty()).expect("a request")).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_and_pages_can_be_taken_away() {
    let table = Table::with_two_accounts().await;
    let csv = table.get("/api/export").await;
    assert!(csv.headers[header::CONTENT_DISPOSITION].to_str().expect("text").contains("sayso-csv.csv"));
    assert!(csv.text().lines().count() > 2, "{}", csv.text());
    let narrowed = table.get("/api/export?format=jsonl&outlet=Gazette").await.text();
    assert!(narrowed.lines().count() > 0);
    for line in narrowed.lines() {
        let event: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(event["doc"], "Vell Gazette");
    }
    let loss = table.get("/api/export?format=gdelt&loss=true").await.json();
    assert!(loss.is_object(), "{loss}");
    let page = table.get("/api/dossier?actor=Norland").await;
    assert!(page.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text").contains("sandbox"));
    assert!(page.text().contains("Vell Gazette"));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_come_packed_to_those_who_take_them_so() {
    let table = Table::new(None);
    let plain = table.get("/").await;
    assert!(plain.text().starts_with("<!doctype html>"), "{}", plain.text());
    assert!(!plain.headers.contains_key(header::CONTENT_ENCODING));
    let asked = Request::get("/").header(header::HOST, HOST).header(header::ACCEPT_ENCODING, "gzip, br");
    let packed = table.send(asked.body(Body::empty()).expect("a request")).await;
    assert_eq!(packed.headers[header::CONTENT_ENCODING], "gzip");
    assert_eq!(packed.bytes[..2], [0x1f, 0x8b]);
    assert!(packed.bytes.len() < plain.bytes.len());
}
