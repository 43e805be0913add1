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
