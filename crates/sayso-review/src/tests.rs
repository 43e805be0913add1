use super::*;
use proptest::prelude::*;
use sayso_core::{
    Act, Actor, ActorId, ActorKind, Alias, Chain, CharSpan, Document, Event, EventType, Evidence, Factuality, Holder,
    Link, Mention, MentionForm, Party, ProducedBy, Reading, Span, Standing,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const TEXT: &str = "Été 1960. Norland's army shelled Vell, Sudland said. Norland denied it.";

fn span_of(words: &str) -> CharSpan {
    let start = TEXT.find(words).map(|at| TEXT[..at].chars().count()).unwrap_or_else(|| panic!("{words}"));
    CharSpan { start, end: start + words.chars().count() }
}

fn bytes_of(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or_else(|| panic!("{words}"));
    Span::new(start, start + words.len())
}

/// A reading in which Norland's army shells Vell, as the publisher has it.
fn reading() -> Reading<CharSpan> {
    let actor = |id: &str, name: &str| Actor {
        id: ActorId(id.into()),
        name: name.into(),
        aliases: vec![Alias { name: name.into(), count: 1 }],
        kind: ActorKind::State,
        country: None,
        country_how: None,
        sector: Vec::new(),
        roles: Vec::new(),
        wikidata: None,
        mentions: vec![Mention { span: bytes_of(name), form: MentionForm::Name }],
    };
    let event = Event {
        id: "e1".into(),
        event: EventType::Assault,
        mode: Some("heavy-weapons".into()),
        contexts: Vec::new(),
        cameo: Some("194".into()),
        actor: vec![Party { actor: Some(ActorId("a1".into())), span: bytes_of("Norland's army") }],
        recipient: Vec::new(),
        location: None,
        date: None,
        magnitude: BTreeMap::new(),
        factuality: Factuality::default(),
        chain: Chain::publisher(),
        evidence: Evidence {
            sentence: bytes_of("Norland's army shelled Vell, Sudland said."),
            trigger: bytes_of("shelled"),
        },
        standing: Standing::Reported,
        stake: None,
        rule: "assault.shell".into(),
        confidence: 0.6,
        keys: Vec::new(),
    };
    Reading {
        actors: vec![actor("a1", "Norland"), actor("a2", "Vell"), actor("a3", "Sudland")],
        events: vec![event],
        labels: Vec::new(),
        ties: Vec::new(),
        produced_by: ProducedBy::default(),
        fingerprint: Vec::new(),
        document: Document::new("d", TEXT),
    }
    .to_output()
}

fn record(reading: &Reading<CharSpan>) -> Record {
    Record::find(reading, "e1").expect("the record")
}

/// The record as somebody sends it who says that Sudland says so and that Vell is the recipient.
fn submitted() -> Value {
    let mut value = serde_json::to_value(record(&reading())).expect("JSON");
    value["recipient"] = json!([{"span": span_of("Vell")}]);
    value["chain"] = json!([
        {"holder": {"publisher": true}},
        {"holder": {"span": span_of("Sudland")}, "cue": span_of("said"), "act": "states"},
    ]);
    value
}

fn judgement(number: i64, reviewer: &str, verdict: Verdict, right: Option<Record>) -> Judgement {
    let reading = reading();
    let given = (verdict != Verdict::Add).then(|| record(&reading));
    let about = given.as_ref().or(right.as_ref()).map(|record| record.id().to_string()).unwrap_or_default();
    Judgement {
        number,
        reviewer: reviewer.into(),
        doc: "d".into(),
        text_sha256: reading.document.text_sha256.clone(),
        kind: RecordKind::Event,
        record: about,
        verdict,
        given,
        right,
        actors: reading.actors.iter().map(|actor| (actor.id.clone(), actor.name.clone())).collect(),
        note: String::new(),
        settles: false,
        at: String::new(),
    }
}

fn right() -> Record {
    completed(&reading(), RecordKind::Event, submitted(), Some(&record(&reading())), &[]).expect("a record")
}

#[test]
fn what_is_left_out_of_a_record_is_filled_in() {
    let Record::Event(event) = right() else { panic!("no event") };
    assert_eq!((event.id.as_str(), event.rule.as_str(), event.confidence), ("e1", RULE, 1.0));
    assert_eq!(event.recipient[0].actor, Some(ActorId("a2".into())));
    assert_eq!(event.chain.links()[1].holder.actor, Some(ActorId("a3".into())));
    assert_eq!(event.evidence.sentence, span_of("Norland's army shelled Vell, Sudland said."));
    assert_eq!(event.keys.len(), 1);
    // Null means that the document names nobody of that description.
    let mut value = submitted();
    value["recipient"][0]["actor"] = Value::Null;
    let Ok(Record::Event(event)) = completed(&reading(), RecordKind::Event, value, Some(&right()), &[]) else {
        panic!("no event")
    };
    assert_eq!(event.recipient[0].actor, None);
}

#[test]
fn another_type_gets_its_own_cameo_code() {
    let mut value = submitted();
    value["event"] = json!("THREATEN");
    value["mode"] = json!("violence");
    let given = record(&reading());
    let Ok(Record::Event(event)) = completed(&reading(), RecordKind::Event, value, Some(&given), &[]) else {
        panic!("no event")
    };
    assert_eq!(event.cameo.as_deref(), sayso_core::codes::default_cameo(EventType::Threaten, Some("violence")));
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let refused = |change: fn(&mut Value), words: &str| {
        let mut value = submitted();
        change(&mut value);
        let given = record(&reading());
        match completed(&reading(), RecordKind::Event, value, Some(&given), &[]) {
            Err(error) => assert!(error.to_string().contains(words), "{error}"),
            Ok(record) => panic!("taken: {record:?}"),
        }
    };
    refused(|value| value["mode"] = json!("phone"), "ASSAULT has no mode \"phone\"");
    refused(|value| value["event"] = json!("WAR"), "unknown variant `WAR`");
    refused(|value| value["recipient"][0]["span"] = json!([60, 9000]), "recipient: [60, 9000) is no stretch");
    refused(|value| value["recipient"][0]["span"] = json!([9, 9]), "[9, 9) is no stretch");
    refused(|value| value["recipient"][0]["actor"] = json!("a9"), "no actor \"a9\"");
    refused(|value| value["chain"] = json!([]), "the publisher comes first");
    refused(|value| value["chain"][1]["act"] = Value::Null, "needs an act");
    refused(|value| value["contexts"] = json!(["weather"]), "no \"weather\"");
    refused(
        |value| value["date"] = json!({"from": "1960-05-02", "to": "1960-05-01", "precision": "day"}),
        "date: the last",
    );
    refused(|value| value["date"] = json!({"from": "May", "to": null, "precision": "day"}), "this is no event");
    refused(
        |value| value["location"] = json!({"name": "Vell", "lat": 99.0, "lon": 0.0, "precision": "place", "how": ""}),
        "nowhere on earth",
    );
    assert!(completed(&reading(), RecordKind::Event, json!(7), None, &[]).is_err());
}

#[test]
fn a_correction_takes_the_place_of_the_record() {
    let corrected = corrected(reading(), &[judgement(1, "ann", Verdict::Correct, Some(right()))]);
    assert_eq!(corrected.outcomes["e1"], Outcome::Corrected);
    assert_eq!(Record::find(&corrected.reading, "e1"), Some(right()));
    assert_eq!(corrected.reading.events.len(), 1);
}

#[test]
fn what_is_rejected_goes_and_what_is_accepted_stays_as_it_was() {
    let rejected = corrected(reading(), &[judgement(1, "ann", Verdict::Reject, None)]);
    assert!(rejected.reading.events.is_empty());
    let accepted = corrected(reading(), &[judgement(1, "ann", Verdict::Accept, None)]);
    assert_eq!(accepted.reading, reading());
}

#[test]
fn reviewers_who_differ_change_nothing_until_one_settles() {
    let mut judgements =
        vec![judgement(1, "ann", Verdict::Reject, None), judgement(2, "bob", Verdict::Correct, Some(right()))];
    let open = corrected(reading(), &judgements);
    assert_eq!((open.outcomes["e1"], open.reading), (Outcome::Disputed, reading()));
    judgements[0].settles = true;
    assert!(corrected(reading(), &judgements).reading.events.is_empty());
}

#[test]
fn judgements_hold_for_their_text_only() {
    let mut other = judgement(1, "ann", Verdict::Reject, None);
    other.text_sha256 = "another".into();
    assert_eq!(corrected(reading(), &[other]).reading, reading());
}

/// A newer version of the program gives the record another id, numbers the actors otherwise, and knows one more holder.
fn read_again() -> Reading<CharSpan> {
    let mut reading = reading();
    reading.events[0].id = "e7".into();
    for actor in &mut reading.actors {
        actor.id = ActorId(format!("b{}", actor.id));
    }
    reading.events[0].actor[0].actor = Some(ActorId("ba1".into()));
    reading
}

#[test]
fn a_judgement_survives_a_newer_version() {
    let again = corrected(read_again(), &[judgement(1, "ann", Verdict::Correct, Some(right()))]).reading;
    assert_eq!(again.events.len(), 1);
    assert_eq!(again.events[0].recipient[0].actor, Some(ActorId("ba2".into())));
    assert_eq!(again.events[0].chain.links()[1].holder.actor, Some(ActorId("ba3".into())));
    assert!(corrected(read_again(), &[judgement(1, "ann", Verdict::Reject, None)]).reading.events.is_empty());
    // What was rejected is an act of force; a newer version that sees a threat there is judged anew.
    let mut threat = read_again();
    threat.events[0].event = EventType::Threaten;
    assert_eq!(corrected(threat, &[judgement(1, "ann", Verdict::Reject, None)]).reading.events.len(), 1);
    // What was found right stays, though the newer version lost it.
    let mut lost = read_again();
    lost.events.clear();
    let kept = corrected(lost, &[judgement(1, "ann", Verdict::Accept, None)]).reading;
    assert_eq!(kept.events[0].id, "e1");
}

fn denial() -> Record {
    let denied = span_of("Norland denied");
    let norland = CharSpan { start: denied.start, end: denied.start + "Norland".len() };
    let value = json!({
        "event": "REJECT", "actor": [{"span": norland}],
        "factuality": {"polarity": "+", "certainty": "certain", "realis": "actual"},
        "evidence": {"trigger": span_of("denied")},
    });
    let sentences = [span_of("Norland denied it.")];
    completed(&reading(), RecordKind::Event, value, None, &sentences).expect("a record")
}

#[test]
fn a_record_that_was_missed_is_added() {
    let added = denial();
    assert_eq!(added.sentence(), Some(span_of("Norland denied it.")));
    assert_eq!(added.id().len(), 16);
    let judgements = [judgement(1, "ann", Verdict::Add, Some(added.clone()))];
    let corrected = corrected(reading(), &judgements);
    assert_eq!(corrected.reading.events.len(), 2);
    assert_eq!(corrected.outcomes[added.id()], Outcome::Added);
    // The program's own record can't be added once more.
    let mut value = serde_json::to_value(record(&reading())).expect("JSON");
    value["id"] = json!("");
    assert!(matches!(completed(&reading(), RecordKind::Event, value, None, &[]), Err(ReviewError::Known { .. })));
}

#[test]
fn agreement_is_counted_beyond_chance() {
    let verdicts = |name: &str, verdicts: [Verdict; 4]| -> Vec<Judgement> {
        let make = |(at, verdict): (usize, Verdict)| {
            let mut one = judgement(at as i64, name, verdict, (verdict == Verdict::Correct).then(right));
            one.record = format!("e{at}");
            one
        };
        verdicts.into_iter().enumerate().map(make).collect()
    };
    use Verdict::{Accept, Correct, Reject};
    let mut all = verdicts("ann", [Accept, Accept, Reject, Reject]);
    all.extend(verdicts("bob", [Accept, Reject, Reject, Reject]));
    let found = agreement(&all);
    let pair = &found.pairs[0];
    assert_eq!((pair.both, pair.agree, pair.share), (4, 3, Some(0.75)));
    // Observed 0.75, expected 0.5 * 0.25 + 0.5 * 0.75 = 0.5.
    assert_eq!(pair.kappa, Some(0.5));
    assert_eq!(found.disputed.len(), 1);
    let mut other = verdicts("ann", [Accept, Accept, Accept, Accept]);
    other.extend(verdicts("bob", [Accept, Correct, Accept, Accept]));
    let fields = &agreement(&other).pairs[0].fields;
    let of = |name: &str| fields.iter().find(|field| field.field == name).map(|field| (field.both, field.agree));
    assert_eq!(
        (of("type"), of("actor"), of("recipient"), of("chain")),
        (Some((4, 4)), Some((4, 4)), Some((4, 3)), Some((4, 3)))
    );
}

#[test]
fn gold_holds_what_was_judged_and_nothing_else() {
    let document = |judgements| JudgedDocument { reading: reading(), judgements };
    assert!(gold(document(Vec::new())).events.is_empty());
    let accepted = gold(document(vec![judgement(1, "ann", Verdict::Accept, None)]));
    assert_eq!(accepted.events, reading().events);
    let open = vec![judgement(1, "ann", Verdict::Accept, None), judgement(2, "bob", Verdict::Reject, None)];
    assert!(gold(document(open)).events.is_empty());
}

#[test]
fn judged_sentences_become_examples_of_their_rules() {
    let document = |judgement| JudgedDocument { reading: reading(), judgements: vec![judgement] };
    let yes = rule_examples(&[document(judgement(1, "ann", Verdict::Correct, Some(right())))]);
    assert!(yes.contains("id = \"assault.shell\""), "{yes}");
    assert!(yes.contains("[Norland's army] *shelled* <Vell>, Sudland said."), "{yes}");
    let no = rule_examples(&[document(judgement(1, "ann", Verdict::Reject, None))]);
    assert!(no.contains("no = [\n    \"Norland's army shelled Vell, Sudland said.\""), "{no}");
    let missed = rule_examples(&[document(judgement(1, "ann", Verdict::Add, Some(denial())))]);
    assert!(missed.contains("# REJECT : [Norland] *denied* it."), "{missed}");
    for text in [yes, no, missed] {
        toml::from_str::<toml::Table>(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    }
}

#[test]
fn signs_of_the_text_are_no_marks() {
    let text = "He [the *chief*] <b>attacked</b> {it}.";
    let mut reading = Reading { document: Document::new("d", text), ..reading().from_output() }.to_output();
    let at = text.find("attacked").unwrap_or_default();
    reading.events[0].evidence = Evidence {
        sentence: CharSpan { start: 0, end: text.chars().count() },
        trigger: CharSpan { start: at, end: at + 8 },
    };
    reading.events[0].actor.clear();
    let mut accepted = judgement(1, "ann", Verdict::Accept, None);
    accepted.given = Record::find(&reading, "e1");
    accepted.text_sha256 = reading.document.text_sha256.clone();
    let out = rule_examples(&[JudgedDocument { reading, judgements: vec![accepted] }]);
    assert!(out.contains("He (the ·chief·) (b)*attacked*(/b) (it)."), "{out}");
}

#[test]
fn a_holder_needs_words() {
    let mut value = submitted();
    value["chain"][1] = json!({"holder": {"unnamed": true}, "act": "states"});
    assert!(completed(&reading(), RecordKind::Event, value, Some(&right()), &[]).is_err());
    let chain: Chain<CharSpan> = Chain::of_links(vec![Link {
        holder: Holder { publisher: true, actor: None, span: None, unnamed: false, place: None },
        cue: None,
        act: Some(Act::States),
        quote: None,
    }]);
    assert!(chain.is_own_voice());
}

/// Something that may or may not be a span of the text.
fn any_span() -> impl Strategy<Value = Value> {
    prop_oneof![
        (0usize..90, 0usize..90).prop_map(|(a, b)| json!([a, b])),
        Just(Value::Null),
        Just(json!("x")),
        Just(json!([1])),
    ]
}

proptest! {
    #[test]
    fn whatever_is_sent_is_refused_or_gives_spans_of_the_text(
        trigger in any_span(), party in any_span(), holder in any_span(), cue in any_span(), place in any_span(),
        actor in prop_oneof![Just(json!("a1")), Just(Value::Null), Just(json!(7))],
    ) {
        let mut value = submitted();
        value["evidence"]["trigger"] = trigger;
        value["actor"] = json!([{"span": party, "actor": actor}]);
        value["chain"][1]["holder"]["span"] = holder;
        value["chain"][1]["cue"] = cue;
        value["location"] = json!({"name": "Vell", "span": place, "precision": "place", "how": ""});
        let given = record(&reading());
        if let Ok(right) = completed(&reading(), RecordKind::Event, value, Some(&given), &[]) {
            let laid = corrected(reading(), &[judgement(1, "ann", Verdict::Correct, Some(right))]).reading;
            let bytes = laid.from_output();
            let event = &bytes.events[0];
            prop_assert!(!event.evidence.trigger.of(TEXT).is_empty());
            prop_assert!(event.actor.iter().all(|party| !party.span.of(TEXT).is_empty()));
            prop_assert_eq!(bytes.to_output(), laid);
        }
    }
}
