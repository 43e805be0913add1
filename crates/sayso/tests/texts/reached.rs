//! Whom an act in words would reach (`events/reached.rs`), in whole readings.

use sayso::{Document, Reader};
use sayso_core::EventType;

/// The words for those whom acts of the type reach.
fn recipients(event: EventType, text: &str) -> Vec<String> {
    let reader = Reader::new().expect("the reader in the program is sound");
    let reading = reader.read(&Document::new("d", text)).expect("a short text");
    let acts = reading.events.iter().filter(|record| record.event == event);
    let spans = acts.flat_map(|record| &record.recipient).map(|party| party.span);
    spans.map(|span| text[span.start..span.end].to_string()).collect()
}

#[test]
fn a_speaker_s_we_is_not_the_other_party_of_his_own_demand() {
    let text = "\"We demanded that we be paid for the season,\" the striker Rita Ode said.";
    let reached = recipients(EventType::Request, text);
    assert!(!reached.iter().any(|words| words.eq_ignore_ascii_case("we")), "{reached:?}");
}

#[test]
fn who_is_asked_is_told_by_the_words_around_the_asking() {
    for (text, expected) in [
        ("The commission recommended that the judge be suspended by the president.", "the president"),
        ("The unions met with the prime minister to demand higher wages.", "the prime minister"),
        ("At the invitation of President Lee, Ann Kato will visit Peru in May.", "Ann Kato"),
        ("The army withdrew at the request of the president.", "The army"),
        ("The mayor will not follow the orders of the governor.", "The mayor"),
    ] {
        assert_eq!(recipients(EventType::Request, text), [expected], "{text}");
    }
}

#[test]
fn who_is_blamed_may_be_the_subject_of_what_is_alleged() {
    for (text, expected) in [
        ("The opposition filed a complaint, alleging that the minister had bribed voters.", "the minister"),
        ("The league accused the army of torture.", "the army"),
        ("Prosecutors accused the head of the agency of fraud.", "the head of the agency"),
        ("He accused the government of Kenya.", "the government of Kenya"),
    ] {
        assert_eq!(recipients(EventType::Accuse, text), [expected], "{text}");
    }
}
