//! Annotation from outside: a sample, two coders, their mistakes, their agreement, their gold files.

use crate::table::{CLAIM, Table};
use axum::http::StatusCode;
use serde_json::{Value, json};

const HEAD: &str = "actor army = Army of Norland; organization; NOR; MIL
actor vell = Vell; organization; SUD; CVL
actor sud = Interior Ministry of Sudland; organization; SUD; GOV
";

fn form(doc: &str, mode: &str) -> String {
    format!(
        "document {doc}\nannotator ann\n{HEAD}\n1 \"shelled\" ASSAULT {mode}\n  actor army \"Norland's army\"\n  \
         recipient vell \"the town of Vell\"\n  by sud \"Sudland's interior ministry\" cue \"said\"\n"
    )
}

/// The address of a document as this annotator sees it.
fn address(doc: &str, annotator: &str) -> String {
    let doc: String = doc
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("/api/annotate/documents/{doc}?annotator={annotator}")
}

/// The document with the claim.
async fn claim(table: &Table) -> String {
    let drawn = table.post("/api/annotate/sample", &json!({"number": 5})).await;
    assert_eq!(drawn.status, StatusCode::OK, "{}", drawn.text());
    let list = table.get("/api/annotate?annotator=ann").await.json();
    let items = list["items"].as_array().expect("a list");
    assert!(items.iter().all(|item| item["sampled"] == true && item["sound"] == Value::Null), "{list}");
    for item in items {
        let doc = item["doc"].as_str().expect("an id");
        let whole = table.get(&address(doc, "ann")).await.json();
        if whole["sentences"][0]["text"] == CLAIM {
            return doc.to_string();
        }
    }
    panic!("the claim was not drawn: {list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_checked_kept_and_taken_away() {
    let table = Table::with_two_accounts().await;
    let doc = claim(&table).await;
    let begun = table.get(&address(&doc, "ann")).await.json();
    assert!(begun["form"].as_str().expect("a form").starts_with(&format!("document {doc}\nannotator ann\n")));
    assert!(!begun.to_string().contains("ASSAULT"), "nothing of what the program found: {begun}");
    let wrong = json!({"annotator": "ann", "doc": doc, "form": form(&doc, "shelling")});
    let checked = table.post("/api/annotate/check", &wrong).await.json();
    assert_eq!((&checked["sound"], &checked["mistakes"][0]["line"]), (&json!(false), &json!(7)), "{checked}");
    // A draft with a mistake is kept too; it gives no reading.
    table.post("/api/annotate", &wrong).await;
    assert_eq!(
        table.get("/api/annotate?annotator=ann").await.json()["annotators"],
        json!([{"name": "ann", "sound": 0}])
    );
    assert_eq!(table.get("/api/annotate/export?annotator=ann").await.text(), "");
    let kept = table
        .post("/api/annotate", &json!({"annotator": "ann", "doc": doc, "form": form(&doc, "heavy-weapons")}))
        .await;
    assert_eq!((&kept.json()["sound"], &kept.json()["events"]), (&json!(true), &json!(1)), "{}", kept.text());
    let gold: Value =
        serde_json::from_str(&table.get("/api/annotate/export?annotator=ann").await.text()).expect("a reading");
    assert_eq!(gold["events"][0]["mode"], "heavy-weapons");
    // Another coder sees nothing of it.
    let blind = table.get(&address(&doc, "bob")).await.json();
    assert!(!blind.to_string().contains("heavy-weapons"), "{blind}");
    let nobody = table.post("/api/annotate", &json!({"annotator": " ", "doc": doc, "form": ""})).await;
    assert_eq!(nobody.status, StatusCode::BAD_REQUEST, "{}", nobody.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_coders_learn_how_far_they_agree() {
    let table = Table::with_two_accounts().await;
    let doc = claim(&table).await;
    let nothing = table.get("/api/annotate/agreement?a=ann&b=bob").await.json();
    assert_eq!((&nothing["documents"], &nothing["methods"]), (&json!(0), &Value::Null));
    for (annotator, mode) in [("ann", "heavy-weapons"), ("bob", "explosives")] {
        table.post("/api/annotate", &json!({"annotator": annotator, "doc": doc, "form": form(&doc, mode)})).await;
    }
    let agreement = table.get("/api/annotate/agreement?a=ann&b=bob").await.json();
    assert_eq!(agreement["documents"], 1);
    let compared = &agreement["compared"];
    assert_eq!(
        (&compared["detections"]["type"]["f1"], &compared["shares"]["mode"]["share"]),
        (&json!(1.0), &json!(0.0))
    );
    assert_eq!(compared["worst"], json!([]));
    assert!(agreement["methods"].as_str().expect("a paragraph").contains("Two coders annotated one document"));
}
