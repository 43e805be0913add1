//! Review and rules from outside: what people correct, and what they take away.

use crate::table::Table;
use axum::http::StatusCode;
use serde_json::{Value, json};

async fn first(table: &Table, question: &str) -> Value {
    table.get(&format!("/api/review?{question}")).await.json()["items"][0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_changes_what_is_exported_and_can_be_taken_back() {
    let table = Table::with_two_accounts().await;
    let item = first(&table, "reviewer=ann&type=ASSAULT&order=document").await;
    let id = item["id"].as_str().expect("an id").to_string();
    let whole = table.get(&format!("/api/review/records/{id}?reviewer=ann")).await.json();
    assert_eq!((&whole["applied"], &whole["judgement"]), (&json!("as-read"), &Value::Null));
    let mut right = whole["record"].clone();
    right["event"] = json!("THREATEN");
    right["mode"] = json!("violence");
    let decided = |right: &Value| json!({"reviewer": "ann", "record": id, "verdict": "correct", "right": right});
    let kept = table.post("/api/review", &decided(&right)).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.text());
    let csv = table.get("/api/export?format=csv&type=THREATEN").await.text();
    assert!(csv.contains(&id), "{csv}");
    let why = table.get(&format!("/api/records/{id}")).await.json();
    assert_eq!(why["review"]["judgements"][0]["reviewer"], "ann", "{why}");
    let as_read = table.get(&format!("/api/records/{id}?as_read=true")).await.json();
    assert_eq!(as_read["record"]["event"], "ASSAULT");
    assert!(as_read["rule"].is_object(), "{as_read}");
    assert_eq!(why["review"]["given"]["event"], "ASSAULT");
    // Another reviewer sees the program's record, and nothing of ann's.
    let blind = table.get(&format!("/api/review/records/{id}?reviewer=bob")).await.json();
    assert_eq!((&blind["record"]["event"], &blind["judgement"]), (&json!("ASSAULT"), &Value::Null));
    let undone = table.post("/api/review/undo", &json!({"number": kept.json()["number"]})).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.text());
    assert!(!table.get("/api/export?format=csv&type=THREATEN").await.text().contains(&id));
    // What can't be is refused in the one shape, with the field named.
    right["mode"] = json!("phone");
    let refused = table.post("/api/review", &decided(&right)).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.json()["error"]["message"].as_str().expect("text").contains("has no mode"), "{}", refused.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_reviewers_agree_differ_and_settle() {
    let table = Table::with_two_accounts().await;
    let queue = table.get("/api/review?reviewer=ann&kind=event&order=document").await.json();
    let ids: Vec<&str> =
        queue["items"].as_array().expect("a list").iter().filter_map(|item| item["id"].as_str()).collect();
    assert!(ids.len() > 1, "{queue}");
    let decide = |reviewer: &'static str, id: &str, verdict: &'static str, settles: bool| json!({"reviewer": reviewer, "record": id, "verdict": verdict, "settles": settles});
    for id in &ids {
        table.post("/api/review", &decide("ann", id, "accept", false)).await;
    }
    table.post("/api/review", &decide("bob", ids[0], "reject", false)).await;
    table.post("/api/review", &decide("bob", ids[1], "accept", false)).await;
    let agreement = table.get("/api/review/agreement?reviewer=bob").await.json();
    assert_eq!((&agreement["pairs"][0]["both"], &agreement["pairs"][0]["agree"]), (&json!(2), &json!(1)));
    assert_eq!(agreement["disputed"][0]["id"], ids[0], "{agreement}");
    // Who judged nothing sees no judgement.
    let blind = table.get("/api/review/agreement?reviewer=eve").await.json();
    assert_eq!(blind["disputed"], json!([]));
    let applied = |id: &str| format!("/api/review/records/{id}?reviewer=bob");
    assert_eq!(table.get(&applied(ids[0])).await.json()["applied"], "disputed");
    table.post("/api/review", &decide("ann", ids[0], "reject", true)).await;
    assert_eq!(table.get(&applied(ids[0])).await.json()["applied"], "rejected");
    let readings = table.get("/api/review/export?what=readings&all=true").await.text();
    assert!(readings.contains(ids[1]) && !readings.contains(ids[0]), "{readings}");
    let examples = table.get("/api/review/export?what=examples").await.text();
    assert!(examples.contains("no = [") && examples.contains("yes = ["), "{examples}");
    assert_eq!(table.get("/api/review/export?what=nothing").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_record_is_added_and_the_document_finished() {
    let table = Table::with_two_accounts().await;
    let doc = "Vell Gazette";
    let document = table.get("/api/documents/Vell%20Gazette?sentences=true").await.json();
    assert_eq!(document["sentences"].as_array().map(Vec::len), Some(1));
    let text = document["reading"]["document"]["text"].as_str().expect("text");
    let span = |words: &str| {
        let start = text.find(words).expect("the words");
        json!([start, start + words.len()])
    };
    let right = json!({
        "event": "ACCUSE", "mode": "allege",
        "actor": [{"span": span("Sudland's interior ministry")}],
        "recipient": [{"span": span("Norland's army")}],
        "factuality": {"polarity": "+", "certainty": "certain", "realis": "actual"},
        "evidence": {"trigger": span("said")},
    });
    let added = table
        .post("/api/review", &json!({"reviewer": "ann", "doc": doc, "verdict": "add", "kind": "event", "right": right}))
        .await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text());
    let id = added.json()["record"].as_str().expect("an id").to_string();
    let events = table.get("/api/events?type=ACCUSE").await.json();
    assert_eq!(events["items"][0]["event"]["id"], id, "{events}");
    let early = table.post("/api/review/finish", &json!({"reviewer": "ann", "doc": doc, "finished": true})).await;
    assert_eq!(early.status, StatusCode::BAD_REQUEST, "records are open: {}", early.text());
    let queue = table.get("/api/review?reviewer=ann&doc=Vell%20Gazette").await.json();
    for item in queue["items"].as_array().expect("a list") {
        table.post("/api/review", &json!({"reviewer": "ann", "record": item["id"], "verdict": "accept"})).await;
    }
    let done = table.post("/api/review/finish", &json!({"reviewer": "ann", "doc": doc, "finished": true})).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    let gold = table.get("/api/review/export?what=readings&reviewer=ann").await.text();
    let gold: Value = serde_json::from_str(gold.trim()).expect("one reading");
    assert!(gold["events"].as_array().expect("events").iter().any(|event| event["id"] == id.as_str()), "{gold}");
    let schema: Value = serde_json::from_str(include_str!("../../../../docs/reading.schema.json")).expect("a schema");
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .expect("a schema")
        .iter_errors(&gold)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_tried_on_what_is_stored() {
    let table = Table::with_two_accounts().await;
    let toml = "event = \"COERCE\"\n\n[[rule]]\nid = \"coerce.tried\"\nmeaning = \"says something\"\nverb = [\"shell\"]\nmode = \"seize\"\nyes = [\"[Norland] *shelled* <the town>.\"]\n";
    let before = table.get("/api/events").await.json();
    let tried = table.post("/api/lexicon/rule", &json!({"toml": toml})).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.text());
    let tried = tried.json();
    assert_eq!(tried["rules"], json!([{"id": "coerce.tried", "new": true}]));
    assert_eq!((&tried["candidates"], &tried["looked_at"]), (&json!(2), &json!(2)));
    assert_eq!(tried["examples"]["run"], 1);
    let shelling = table.get("/api/events?type=ASSAULT").await.json();
    let rule = shelling["items"][0]["event"]["rule"].as_str().expect("a rule");
    let written = table.get(&format!("/api/lexicon/source?rule={rule}")).await.json();
    let toml = written["toml"].as_str().expect("text");
    assert!(toml.starts_with("event = \"ASSAULT\"") && toml.contains(rule), "{toml}");
    // The rule without its trigger: its events would be gone or otherwise.
    let without: String = toml
        .lines()
        .map(|line| {
            if line.starts_with("verb") || line.starts_with("noun") {
                "verb = [\"xyzzy\"]\n".into()
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    let tried = table.post("/api/lexicon/rule", &json!({"toml": without})).await.json();
    assert!(!tried["changes"].as_array().expect("a list").is_empty(), "{tried}");
    assert_eq!(table.get("/api/events").await.json(), before, "nothing is stored");
    let broken = table.post("/api/lexicon/rule", &json!({"toml": "event = \"COERCE\"\n[[rule]]\nid = 7\n"})).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert!(
        broken.json()["error"]["message"].as_str().expect("text").starts_with("events/tried.toml:3:"),
        "{}",
        broken.text()
    );
}
