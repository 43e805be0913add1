//! PETRARCH2: 8 columns, tabs, no row of names, "---" for a party without a code.

use super::day;
use super::icews::count_types;
use crate::admission::{count_common_losses, count_magnitudes, has_cameo, has_day, is_told_as_fact};
use crate::event_table::EventRows;
use crate::told::{Side, Told};
use crate::{Loss, Mapped};

pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new("date", "events[].date", "YYYYMMDD; where the text tells no day: see the loss report"),
    Mapped::new(
        "source",
        "actors[].country, sector",
        "CAMEO actor code, with today's ISO 3166 codes of states; '---' where there is none",
    ),
    Mapped::new(
        "target",
        "actors[].country, sector",
        "CAMEO actor code, with today's ISO 3166 codes of states; '---' where there is none",
    ),
    Mapped::new("code", "events[].cameo", "a string with its leading zero"),
    Mapped::new("issues", "events[].contexts", "PLOVER contexts as name,count with ';'"),
    Mapped::new(
        "ids",
        "document.id, events[].evidence.sentence",
        "story and '_' and the number of the sentence, by the Unicode rules of sentence borders, but for titles and initials",
    ),
    Mapped::new("url", "document.url", "PETRARCH2 leaves the column out where there is none; here it is empty"),
    Mapped::new("source_name", "document.publisher", "or the host of the address; NULL where unknown"),
];

pub(crate) struct Petrarch;

impl EventRows for Petrarch {
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>> {
        if !is_told_as_fact(told, loss) || !has_day(told, loss) || !has_cameo(told, loss) {
            return Vec::new();
        }
        let id = &told.event.id;
        let dyads = told.dyads(|side| !side.iso.is_empty());
        if dyads.is_empty() {
            loss.left_out("events without any coded party", "a row is a pair of actor codes", id);
            return Vec::new();
        }
        count_common_losses(told, loss);
        count_magnitudes(told, loss);
        count_types(told, loss);
        loss.reduced("event id", "no column for it", id);
        loss.reduced("names of the parties", "a row has their codes alone", id);
        if told.event.location.is_some() {
            loss.reduced("place", "no column for it", id);
        }
        if dyads.len() > 1 {
            loss.reduced("several parties", "a row is a pair: the event stands in several rows", id);
        }
        dyads.iter().map(|(source, target)| row(told, *source, *target)).collect()
    }
}

fn row(told: &Told<'_>, source: Option<&Side<'_>>, target: Option<&Side<'_>>) -> Vec<String> {
    let document = &told.reading.document;
    let code = |side: Option<&Side<'_>>| side.map_or_else(|| "---".to_string(), |side| side.iso.full());
    let issues = told.event.contexts.iter().map(|context| format!("{context},1")).collect::<Vec<_>>().join(";");
    vec![
        day(told, "%Y%m%d"),
        code(source),
        code(target),
        told.cameo().to_string(),
        issues,
        format!("{}_{}", document.id, told.sentence),
        document.url.clone().unwrap_or_default(),
        Some(told.publisher()).filter(|name| !name.is_empty()).unwrap_or_else(|| "NULL".to_string()),
    ]
}
