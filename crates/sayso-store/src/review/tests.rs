use super::*;
use crate::tests::{TEXT, reading};
use crate::{Added, Filter};
use sayso_core::CodePoints;
use serde_json::{Value, json};

fn workspace() -> Result<Workspace, StoreError> {
    let mut workspace = Workspace::in_memory()?;
    workspace.add_all(&[reading("d1", TEXT), reading("d2", TEXT)])?;
    workspace.join(|_| ())?;
    Ok(workspace)
}

fn new(reviewer: &str, about: &str, verdict: Verdict, right: Option<Value>) -> NewJudgement {
    NewJudgement {
        reviewer: reviewer.into(),
        about: about.into(),
        verdict,
        kind: None,
        right,
        note: String::new(),
        settles: false,
    }
}

fn threat() -> Result<Value, StoreError> {
    let mut right = serde_json::to_value(&reading("d1", TEXT).events[0]).map_err(broken("d1"))?;
    right["event"] = json!("THREATEN");
    right["mode"] = json!("arrest");
    Ok(right)
}

fn types(workspace: &Workspace) -> Result<Vec<(String, String)>, StoreError> {
    let events = workspace.events(&Filter::default())?;
    Ok(events.into_iter().map(|found| (found.doc, found.event.event.to_string())).collect())
}

fn is(found: Result<Vec<(String, String)>, StoreError>, wanted: &[(&str, &str)]) -> Result<(), StoreError> {
    let wanted: Vec<(String, String)> = wanted.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
    assert_eq!(found?, wanted);
    Ok(())
}

#[test]
fn what_is_rejected_leaves_every_question_and_comes_back() -> Result<(), StoreError> {
    let mut workspace = workspace()?;
    let judgement = workspace.judge(&new("ann", "d1-e1", Verdict::Reject, None), &[])?;
    is(types(&workspace), &[("d2", "COERCE")])?;
    assert_eq!(workspace.contents()?.events, 1);
    assert!(workspace.reading_with("d1")?.is_some_and(|reading| reading.events.is_empty()));
    assert_eq!(workspace.reading_as_read("d1")?.events.len(), 1);
    let number = judgement.map(|judgement| judgement.number).unwrap_or_default();
    workspace.undo_judgement(number)?;
    is(types(&workspace), &[("d1", "COERCE"), ("d2", "COERCE")])?;
    assert!(workspace.undo_judgement(number).is_err(), "a judgement is taken back once");
    Ok(())
}

#[test]
fn a_correction_is_found_by_what_it_says_and_survives_a_re_read() -> Result<(), StoreError> {
    let mut workspace = workspace()?;
    workspace.judge(&new("ann", "d1-e1", Verdict::Correct, Some(threat()?)), &[])?;
    let of_type = Filter { types: vec!["THREATEN".into()], ..Filter::default() };
    assert_eq!(workspace.events(&of_type)?[0].event.id, "d1-e1");
    let mut newer = reading("d1", TEXT);
    newer.produced_by.lexicon = "2".into();
    assert_eq!(workspace.add(&newer)?, Added::ReadAgain);
    workspace.join(|_| ())?;
    is(types(&workspace), &[("d1", "THREATEN"), ("d2", "COERCE")])?;
    // Taken out and put in again: the judgement has waited.
    workspace.remove("d1")?;
    workspace.join(|_| ())?;
    workspace.add(&newer)?;
    workspace.join(|_| ())?;
    is(types(&workspace), &[("d1", "THREATEN"), ("d2", "COERCE")])?;
    // Another text is not what was judged.
    workspace.add(&reading("d1", "Norland arrested nobody."))?;
    is(types(&workspace), &[("d1", "COERCE"), ("d2", "COERCE")])?;
    assert!(workspace.health()?.is_sound());
    Ok(())
}

#[test]
fn a_second_judgement_takes_the_place_of_the_first_until_it_is_taken_back() -> Result<(), StoreError> {
    let mut workspace = workspace()?;
    workspace.judge(&new("ann", "d1-e1", Verdict::Correct, Some(threat()?)), &[])?;
    let second = workspace.judge(&new("ann", "d1-e1", Verdict::Reject, None), &[])?;
    is(types(&workspace), &[("d2", "COERCE")])?;
    workspace.undo_judgement(second.map(|second| second.number).unwrap_or_default())?;
    is(types(&workspace), &[("d1", "THREATEN"), ("d2", "COERCE")])?;
    // A correction that changes nothing is an acceptance.
    let same = serde_json::to_value(&reading("d2", TEXT).events[0]).map_err(broken("d2"))?;
    let accepted = workspace.judge(&new("ann", "d2-e1", Verdict::Correct, Some(same)), &[])?;
    assert_eq!(accepted.map(|judgement| judgement.verdict), Some(Verdict::Accept));
    Ok(())
}

#[test]
fn a_reviewer_sees_nothing_of_what_another_decided() -> Result<(), StoreError> {
    let mut workspace = workspace()?;
    workspace.judge(&new("ann", "d1-e1", Verdict::Reject, None), &[])?;
    workspace.judge(&new("ann", "d2-e1", Verdict::Correct, Some(threat()?)), &[])?;
    let asked = |reviewer: &str, state| ToReview { reviewer: reviewer.into(), state, most: 10, ..ToReview::default() };
    let seen = |reviewer: &str, state| -> Result<Vec<(String, String, bool)>, StoreError> {
        let queue = workspace.review_queue(&asked(reviewer, state))?;
        assert_eq!(queue.total, queue.items.len());
        Ok(queue.items.into_iter().map(|item| (item.id, item.what, item.judgement.is_some())).collect())
    };
    let of = |judged: bool| {
        vec![("d1-e1".to_string(), "COERCE".to_string(), judged), ("d2-e1".to_string(), "COERCE".to_string(), judged)]
    };
    assert_eq!(seen("bob", StateOfReview::Open)?, of(false));
    assert_eq!(seen("bob", StateOfReview::Done)?, []);
    assert_eq!(seen("ann", StateOfReview::Open)?, []);
    assert_eq!(seen("ann", StateOfReview::Done)?, of(true));
    assert_eq!(seen("ann", StateOfReview::All)?, of(true));
    let queue = workspace.review_queue(&asked("bob", StateOfReview::Open))?;
    assert_eq!((queue.open, queue.done), (2, 0));
    let first = &queue.items[0];
    let points = CodePoints::new(&first.sentence);
    assert_eq!(points.bytes(first.trigger_in_sentence).of(&first.sentence), "arrested");
    let rules = workspace.reviewed_rules("ann")?;
    assert_eq!(
        (rules[0].rule.as_str(), rules[0].records, rules[0].judged, rules[0].rejected),
        ("coerce.arrest", 2, 2, 1)
    );
    assert_eq!(workspace.reviewed_rules("bob")?[0].judged, 0);
    Ok(())
}

#[test]
fn the_queue_is_asked_by_rule_type_document_and_confidence() -> Result<(), StoreError> {
    let mut workspace = workspace()?;
    let mut sure = reading("d3", TEXT);
    sure.events[0].confidence = 0.3;
    sure.events[0].rule = "assault.x".into();
    sure.events[0].event = sayso_core::EventType::Assault;
    workspace.add(&sure)?;
    let ids = |asked: ToReview| -> Result<Vec<String>, StoreError> {
        let queue = workspace.review_queue(&ToReview { most: 2, ..asked })?;
        Ok(queue.items.into_iter().map(|item| item.id).collect())
    };
    let any = ToReview::default;
    assert_eq!(ids(any())?, ["d3-e1", "d1-e1"]);
    assert_eq!(ids(ToReview { skip: 2, ..any() })?, ["d2-e1"]);
    assert_eq!(ids(ToReview { order: OrderOfReview::Document, ..any() })?, ["d1-e1", "d2-e1"]);
    assert_eq!(ids(ToReview { rule: Some("assault.x".into()), ..any() })?, ["d3-e1"]);
    assert_eq!(ids(ToReview { event: Some("coerce".into()), ..any() })?, ["d1-e1", "d2-e1"]);
    assert_eq!(ids(ToReview { doc: Some("d2".into()), ..any() })?, ["d2-e1"]);
    assert_eq!(ids(ToReview { max_confidence: Some(0.5), ..any() })?, ["d3-e1"]);
    assert_eq!(ids(ToReview { kind: Some(RecordKind::Tie), ..any() })?, [""; 0]);
    assert!(matches!(ids(ToReview { doc: Some("d9".into()), ..any() }), Err(StoreError::Unknown { .. })));
    Ok(())
}

#[test]
fn reviewers_who_differ_are_settled() -> Result<(), StoreError> {
    let mut workspace = workspace()?;
    workspace.judge(&new("ann", "d1-e1", Verdict::Reject, None), &[])?;
    workspace.judge(&new("bob", "d1-e1", Verdict::Accept, None), &[])?;
    is(types(&workspace), &[("d1", "COERCE"), ("d2", "COERCE")])?;
    assert_eq!(workspace.reviewed("d1-e1", "ann")?.outcome, Some(Outcome::Disputed));
    let settled = NewJudgement { settles: true, ..new("eve", "d1-e1", Verdict::Reject, None) };
    workspace.judge(&settled, &[])?;
    is(types(&workspace), &[("d2", "COERCE")])?;
    Ok(())
}

#[test]
fn an_addition_is_changed_and_taken_back_by_who_added_it() -> Result<(), StoreError> {
    let mut workspace = workspace()?;
    let mut right = threat()?;
    right["evidence"] = json!({"trigger": [17, 27]});
    let added = workspace.judge(&new("ann", "d1", Verdict::Add, Some(right.clone())), &[])?;
    let id = added.map(|added| added.record).unwrap_or_default();
    is(types(&workspace), &[("d1", "COERCE"), ("d1", "THREATEN"), ("d2", "COERCE")])?;
    right["event"] = json!("REJECT");
    right["mode"] = Value::Null;
    workspace.judge(&new("ann", &id, Verdict::Correct, Some(right)), &[])?;
    is(types(&workspace), &[("d1", "COERCE"), ("d1", "REJECT"), ("d2", "COERCE")])?;
    workspace.judge(&new("ann", &id, Verdict::Reject, None), &[])?;
    is(types(&workspace), &[("d1", "COERCE"), ("d1", "THREATEN"), ("d2", "COERCE")])?;
    assert!(workspace.judge(&new("ann", &id, Verdict::Reject, None), &[])?.is_none());
    is(types(&workspace), &[("d1", "COERCE"), ("d2", "COERCE")])?;
    Ok(())
}

#[test]
fn only_who_judged_every_record_has_read_a_document_through() -> Result<(), StoreError> {
    let mut workspace = workspace()?;
    let refused = workspace.finish_review("ann", "d1", true);
    assert!(matches!(refused, Err(StoreError::Unfinished { open: 1, .. })));
    workspace.judge(&new("ann", "d1-e1", Verdict::Accept, None), &[])?;
    workspace.judge(&new("ann", "d2-e1", Verdict::Accept, None), &[])?;
    workspace.finish_review("ann", "d1", true)?;
    let (total, documents) = workspace.reviewed_documents("ann", None, 0, 10)?;
    assert_eq!((total, documents[0].finished, documents[1].finished, documents[1].judged), (2, true, false, 1));
    assert_eq!(workspace.reviewed_documents("ann", Some("d2"), 0, 10)?.1[0].doc, "d2");
    assert_eq!(workspace.judged_documents(None, true)?.len(), 1);
    assert_eq!(workspace.judged_documents(Some("ann"), false)?.len(), 2);
    assert_eq!(workspace.judged_documents(Some("bob"), false)?.len(), 0);
    // Where another differs, the document is no gold until that is settled.
    workspace.judge(&new("bob", "d1-e1", Verdict::Reject, None), &[])?;
    assert_eq!(workspace.judged_documents(None, true)?.len(), 0);
    assert_eq!(workspace.judged_documents(Some("ann"), true)?.len(), 1);
    workspace.finish_review("ann", "d1", false)?;
    assert_eq!(workspace.judged_documents(Some("ann"), true)?.len(), 0);
    Ok(())
}

#[test]
fn a_judgement_needs_somebody_and_something() -> Result<(), StoreError> {
    let mut workspace = workspace()?;
    assert!(matches!(
        workspace.judge(&new(" ", "d1-e1", Verdict::Accept, None), &[]),
        Err(StoreError::Review(ReviewError::Nobody))
    ));
    assert!(matches!(
        workspace.judge(&new("ann", "d1-e9", Verdict::Accept, None), &[]),
        Err(StoreError::Unknown { .. })
    ));
    assert!(workspace.judge(&new("ann", "d1-e1", Verdict::Correct, None), &[]).is_err());
    assert_eq!(workspace.judgements()?, []);
    Ok(())
}
