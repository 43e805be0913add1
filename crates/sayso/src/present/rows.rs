//! Events as rows of a table.

use super::words;
use sayso_core::{Event, Party, Polarity, Reading};
use serde::Serialize;

/// The columns of an event in CSV and tables; every cell is text, so that codes keep their zeros.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)] // the fields are the column names
pub struct EventRow {
    pub id: String,
    pub doc: String,
    pub publisher: String,
    pub published: String,
    pub date_from: String,
    pub date_to: String,
    pub date_precision: String,
    pub event: String,
    pub mode: String,
    pub cameo: String,
    pub quad: String,
    pub contexts: String,
    pub actor: String,
    pub actor_code: String,
    pub recipient: String,
    pub recipient_code: String,
    pub place: String,
    pub place_country: String,
    pub latitude: String,
    pub longitude: String,
    pub place_precision: String,
    pub geonameid: String,
    pub magnitude: String,
    pub polarity: String,
    pub certainty: String,
    pub realis: String,
    pub holder: String,
    pub chain: String,
    pub holder_side: String,
    pub standing: String,
    pub rule: String,
    pub confidence: String,
    pub trigger: String,
    pub sentence: String,
    pub version: String,
}

impl EventRow {
    /// The row of an event.
    pub fn new(reading: &Reading, event: &Event) -> EventRow {
        let document = &reading.document;
        let place = event.location.as_ref();
        let date = event.date.as_ref();
        let codes =
            |parties: &[Party]| parties.iter().map(|party| words::code(reading, party)).collect::<Vec<_>>().join("; ");
        let names =
            |parties: &[Party]| parties.iter().map(|party| words::party(reading, party)).collect::<Vec<_>>().join("; ");
        EventRow {
            id: event.id.clone(),
            doc: document.id.to_string(),
            publisher: document.publisher.clone().unwrap_or_default(),
            published: document.published.as_ref().map(|published| published.text.clone()).unwrap_or_default(),
            date_from: date.and_then(|date| date.from).map(|day| day.to_string()).unwrap_or_default(),
            date_to: date.and_then(|date| date.to).map(|day| day.to_string()).unwrap_or_default(),
            date_precision: date.map(|date| name(&date.precision)).unwrap_or_default(),
            event: event.event.to_string(),
            mode: event.mode.clone().unwrap_or_default(),
            cameo: event.cameo.clone().unwrap_or_default(),
            quad: event.event.quad().number().to_string(),
            contexts: event.contexts.join("; "),
            actor: names(&event.actor),
            actor_code: codes(&event.actor),
            recipient: names(&event.recipient),
            recipient_code: codes(&event.recipient),
            place: place.map(|place| place.name.clone()).unwrap_or_default(),
            place_country: place.and_then(|place| place.country.clone()).unwrap_or_default(),
            latitude: place.and_then(|place| place.lat).map(|degrees| degrees.to_string()).unwrap_or_default(),
            longitude: place.and_then(|place| place.lon).map(|degrees| degrees.to_string()).unwrap_or_default(),
            place_precision: place.map(|place| name(&place.precision)).unwrap_or_default(),
            geonameid: place.and_then(|place| place.geonameid).map(|id| id.to_string()).unwrap_or_default(),
            magnitude: words::magnitudes(event),
            polarity: if event.factuality.polarity == Polarity::Positive { "+" } else { "-" }.to_string(),
            certainty: name(&event.factuality.certainty),
            realis: name(&event.factuality.realis),
            holder: event.chain.innermost().map(|link| words::holder(reading, link)).unwrap_or_default(),
            chain: event.chain.links().iter().map(|link| words::holder(reading, link)).collect::<Vec<_>>().join(" <- "),
            holder_side: event.stake.as_ref().map(|stake| name(&stake.side)).unwrap_or_default(),
            standing: name(&event.standing),
            rule: event.rule.clone(),
            confidence: format!("{:.2}", event.confidence),
            trigger: event.evidence.trigger.of(&document.text).to_string(),
            sentence: words::one_line(event.evidence.sentence.of(&document.text)),
            version: format!("sayso {} lexicon {}", reading.produced_by.sayso, reading.produced_by.lexicon),
        }
    }
}

/// The name of a unit variant as the JSON output has it.
pub fn name<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
}
