//! GDELT 2.0 Mentions: 16 columns, tabs, no row of names. Goes with [`super::gdelt`] over the same readings.

use super::gdelt::{KnownRows, global_event_id, pairs};
use crate::event_table::EventRows;
use crate::told::{Side, Told};
use crate::when::stamp;
use crate::{Loss, Mapped};
use sayso_core::CodePoints;
use std::collections::HashMap;

pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new("GlobalEventID", "events[].id", "as in the table of events"),
    Mapped::new(
        "EventTimeDate",
        "document.published",
        "YYYYMMDDHHMMSS, UTC; of the report that told of the event first in the order of reading",
    ),
    Mapped::new("MentionTimeDate", "document.published", "YYYYMMDDHHMMSS, UTC; of this report"),
    Mapped::new("MentionType", "document.url", "1 where there is an address, else 2 (a citation only)"),
    Mapped::new("MentionSourceName", "document.publisher", "or the host of the address"),
    Mapped::new("MentionIdentifier", "document.url", "the document's id where it has no address"),
    Mapped::new("SentenceID", "events[].evidence.sentence", "from 1, by the Unicode rules of sentence borders"),
    Mapped::new("Actor1CharOffset", "events[].actor[].span", "code points of the text; -1 where there is none"),
    Mapped::new("Actor2CharOffset", "events[].recipient[].span", "code points of the text; -1 where there is none"),
    Mapped::new("ActionCharOffset", "events[].evidence.trigger", "code points of the text"),
    Mapped::new("InRawText", "-", "always 1: sayso reads the text as it is"),
    Mapped::new("Confidence", "events[].confidence", "percent"),
    Mapped::new("MentionDocLen", "document.text", "code points"),
    Mapped::empty("MentionDocTone", "sayso measures no tone"),
    Mapped::empty("MentionDocTranslationInfo", "sayso reads no translations"),
    Mapped::new("Extras", "events[].chain, events[].factuality", "the chain of holders from the publisher inwards"),
];

#[derive(Default)]
pub(crate) struct GdeltMentions {
    known: KnownRows,
    first_told: HashMap<String, String>,
}

impl EventRows for GdeltMentions {
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>> {
        let pairs = pairs(told, loss);
        if pairs.is_empty() {
            return Vec::new();
        }
        let key = KnownRows::key(told);
        let time = stamp(&told.reading.document);
        let rows = self.known.of(&key).unwrap_or(pairs.len());
        self.known.insert(key.clone(), rows);
        let first = self.first_told.entry(key.clone()).or_insert_with(|| time.clone()).clone();
        // An account with more pairs than the first one tells of rows that the table of events doesn't have.
        let rows: Vec<_> = pairs.iter().take(rows).enumerate().collect();
        if rows.len() < pairs.len() {
            loss.reduced(
                "further parties of an account",
                "the event's rows are those of its first account",
                &told.event.id,
            );
        }
        rows.into_iter().map(|(number, (one, other))| row(told, &key, number, &first, *one, *other)).collect()
    }
}

fn row(
    told: &Told<'_>,
    key: &str,
    number: usize,
    first: &str,
    one: Option<&Side<'_>>,
    other: Option<&Side<'_>>,
) -> Vec<String> {
    let document = &told.reading.document;
    let at = |side: Option<&Side<'_>>| side.map_or_else(|| "-1".to_string(), |side| side.at.to_string());
    let trigger = CodePoints::new(&document.text).to_chars(told.event.evidence.trigger.start);
    vec![
        global_event_id(key, number).to_string(),
        first.to_string(),
        stamp(document),
        if document.url.is_some() { "1" } else { "2" }.to_string(),
        told.publisher(),
        document.url.clone().unwrap_or_else(|| document.id.to_string()),
        told.sentence.to_string(),
        at(one),
        at(other),
        trigger.to_string(),
        "1".to_string(),
        format!("{:.0}", told.event.confidence * 100.0),
        document.text.chars().count().to_string(),
        String::new(),
        String::new(),
        told.chain(),
    ]
}
