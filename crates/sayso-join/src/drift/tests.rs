use super::*;
use crate::reprint::compare;
use sayso_core::{Document, ProducedBy, Published};

fn reading(doc: &str, published: &str, text: &str) -> Reading<CharSpan> {
    let mut document = Document::new(doc, text);
    document.publisher = Some(format!("Paper {doc}"));
    document.published = Published::parse(published);
    let reading = Reading {
        document,
        actors: vec![],
        events: vec![],
        labels: vec![],
        ties: vec![],
        produced_by: ProducedBy::default(),
        fingerprint: vec![],
    };
    reading.to_output()
}

/// Kinds and explanations of what changed from `original` to `copy`, both with the same frame around them.
fn found(original: &str, copy: &str) -> Vec<(DriftKind, String)> {
    let frame = |text: &str| {
        format!(
            "The harbour of Oral was closed for most of the day while divers looked for the anchor of a coal ship.\n\n{text}\n\n\
             Trains to the coast ran as usual, and the ferry company promised to give passengers their money back."
        )
    };
    let (a, b) = (reading("a", "2024-05-14", &frame(original)), reading("b", "2024-05-15", &frame(copy)));
    let overlap = compare(&Text::new(&a.document), &Text::new(&b.document)).expect("versions of one text");
    assert_eq!(overlap.relation, Relation::Reprint);
    let (a, b) = (Telling { reading: &a, accounts: &[] }, Telling { reading: &b, accounts: &[] });
    let drifts = drift(b, a, &overlap);
    assert!(drifts.iter().all(|drift| drift.directed && drift.before.doc == "a" && drift.after.doc == "b"));
    drifts.into_iter().map(|drift| (drift.kind, drift.explanation)).collect()
}

fn kinds(original: &str, copy: &str) -> Vec<DriftKind> {
    found(original, copy).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn the_same_text_has_not_drifted() {
    let text =
        "Police reportedly arrested about 40 members of the Front, an official said. \"We will go on,\" she said.";
    assert_eq!(kinds(text, text), []);
    assert_eq!(kinds(text, &text.replace(['“', '”'], "\"")), []);
}

#[test]
fn hedges_are_compared_on_what_they_hedge() {
    let original = "Police arrested the alleged leader of the Dawn Front near the northern border on Monday.";
    assert_eq!(kinds(original, &original.replace("alleged ", "")), [DriftKind::HedgeLost]);
    assert_eq!(kinds(&original.replace("alleged ", ""), original), [DriftKind::HedgeAdded]);
    assert_eq!(kinds(original, &original.replace("alleged", "suspected")), []);
    let number = "Officials said about 40 people had been hurt when the roof of the market hall came down.";
    assert_eq!(
        found(number, &number.replace("about ", "")),
        [(DriftKind::HedgeLost, "\u{201c}about\u{201d} before \u{201c}40\u{201d} is gone".to_string())]
    );
    assert_eq!(kinds(number, &number.replace("about", "some")), []);
}

#[test]
fn numbers_are_higher_lower_or_rounded() {
    let original = "The ministry counted 1,960 soldiers and 14 tanks on the bridge to Sudland on Monday.";
    assert_eq!(kinds(original, &original.replace("1,960", "2,000")), [DriftKind::NumberRounded]);
    assert_eq!(kinds(original, &original.replace("14 tanks", "40 tanks")), [DriftKind::NumberRaised]);
    assert_eq!(kinds(original, &original.replace("14 tanks", "four tanks")), [DriftKind::NumberLowered]);
    assert_eq!(kinds(original, &original.replace("14 tanks", "fourteen tanks")), []);
    let dated = "The talks of 14 May 2019 ended without an agreement between Norland and Sudland.";
    assert_eq!(kinds(dated, &dated.replace("14 May 2019", "15 May 2018")), []);
}

#[test]
fn quotations_lose_marks_or_words() {
    let original = "The minister called the vote \"a shameful day for the whole of Norland\" and left the hall.";
    assert_eq!(kinds(original, &original.replace('"', "")), [DriftKind::QuotationMarksGone]);
    assert_eq!(
        found(original, &original.replace("shameful", "bad")),
        [(
            DriftKind::QuotationAltered,
            "inside the quotation \u{201c}shameful\u{201d} is \u{201c}bad\u{201d}".to_string()
        )]
    );
    assert_eq!(kinds(original, &original.replace("shameful day for", "shameful … for")), []);
    assert_eq!(kinds(original, &original.replacen('"', "“", 1).replace('"', "”")), []);
}

#[test]
fn a_denial_that_is_left_out_is_found() {
    let claim = "Westland accused Norland of moving soldiers over the border near Kalm on Monday.";
    let original = format!("{claim} Norland denied that any of its soldiers had crossed the border.");
    assert_eq!(kinds(&original, claim), [DriftKind::DenialDropped]);
    assert_eq!(kinds(&original, &original), []);
    assert_eq!(kinds(&original, &format!("{claim} Norland denies it.")), []);
}

#[test]
fn another_denial_in_the_copy_is_not_the_one_that_is_gone() {
    let claim = "Officers beat several marchers in the square of Vell on Monday, witnesses said.";
    let denial = "The interior ministry denied that officers had beaten anyone.";
    let other = "The harbour company denied reports about a sale of its three oldest ferries.";
    let original = format!("{claim} {denial} {other}");
    assert_eq!(kinds(&original, &format!("{claim} {other}")), [DriftKind::DenialDropped]);
    assert_eq!(kinds(&original, &format!("{claim} {other} {denial}")), []);
}

#[test]
fn a_negation_in_another_place_is_still_one() {
    let told = |doc: &str, sentence: &str| {
        let mut account = crate::testing::told(doc, "Norland Times", "2031-03-01").account();
        account.sentence = sentence.to_string();
        account
    };
    let mut before = told("a", "We have never seen such fighting, the mayor said.");
    before.event.factuality.polarity = sayso_core::Polarity::Negative;
    let turned = told("b", "Never has there been such fighting, the mayor said.");
    let dropped = told("b", "We have seen such fighting, the mayor said.");
    assert_eq!(drift_of_accounts(&before, &turned), []);
    assert_eq!(drift_of_accounts(&before, &dropped).len(), 1);
}
