//! ICEWS: 20 columns, tabs, a row of names. A row is a source and a target.

use super::{city, country_name, day, degrees, province, row_id};
use crate::admission::{count_common_losses, count_magnitudes, has_cameo, has_day, is_told_as_fact};
use crate::crosswalk::{cameo, sector, state};
use crate::event_table::EventRows;
use crate::told::{Side, Told};
use crate::{Loss, Mapped};

pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new("Event ID", "events[].id", "the event's hash; '_2', '_3' … for further pairs of an event"),
    Mapped::new("Event Date", "events[].date", "YYYY-MM-DD; where the text tells no day: see the loss report"),
    Mapped::new("Source Name", "actors[].name", ""),
    Mapped::new("Source Sectors", "actors[].sector", "in ICEWS's words, with ','"),
    Mapped::new("Source Country", "actors[].country", "English name; empty for bodies above states"),
    Mapped::new("Event Text", "events[].cameo", "the code in words"),
    Mapped::new("CAMEO Code", "events[].cameo", "a string with its leading zero"),
    Mapped::new("Intensity", "events[].cameo", "Goldstein's score of the code, or of its root"),
    Mapped::new("Target Name", "actors[].name", ""),
    Mapped::new("Target Sectors", "actors[].sector", "in ICEWS's words, with ','"),
    Mapped::new("Target Country", "actors[].country", "English name; empty for bodies above states"),
    Mapped::new("Story ID", "document.id", ""),
    Mapped::new(
        "Sentence Number",
        "events[].evidence.sentence",
        "from 1, by the Unicode rules of sentence borders, but for titles and initials",
    ),
    Mapped::new("Publisher", "document.publisher", "or the host of the address"),
    Mapped::new("City", "events[].location.name", "where the place is a town"),
    Mapped::empty("District", "the gazetteer gives no second-order divisions"),
    Mapped::new("Province", "events[].location.admin1", ""),
    Mapped::new("Country", "events[].location.country", "English name"),
    Mapped::new("Latitude", "events[].location.lat", "degrees; empty for countries and regions"),
    Mapped::new("Longitude", "events[].location.lon", "degrees; empty for countries and regions"),
];

pub(crate) struct Icews;

impl EventRows for Icews {
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>> {
        if !is_told_as_fact(told, loss) || !has_day(told, loss) || !has_cameo(told, loss) {
            return Vec::new();
        }
        let id = &told.event.id;
        let dyads = told.dyads(|side| !side.name.is_empty());
        let pairs: Vec<_> = dyads.into_iter().filter_map(|(source, target)| source.zip(target)).collect();
        if pairs.is_empty() {
            loss.left_out("events without a source and a target", "a row is a pair", id);
            return Vec::new();
        }
        count_common_losses(told, loss);
        count_magnitudes(told, loss);
        count_types(told, loss);
        if pairs.len() > 1 {
            loss.reduced("several parties", "a row is a pair: the event stands in several rows", id);
        }
        pairs.iter().enumerate().map(|(number, (source, target))| row(told, number, source, target)).collect()
    }
}

/// Counts what CAMEO has no words for.
pub(super) fn count_types(told: &Told<'_>, loss: &mut Loss) {
    if told.event.mode.is_some() || !told.event.contexts.is_empty() {
        loss.reduced("PLOVER mode and contexts", "the CAMEO code says part of it", &told.event.id);
    }
}

fn row(told: &Told<'_>, number: usize, source: &Side<'_>, target: &Side<'_>) -> Vec<String> {
    let code = told.cameo();
    let place = told.event.location.as_ref();
    let (latitude, longitude) = degrees(place);
    let text = sayso_core::codes::cameo(code).map_or("", |found| found.name);
    let mut row = vec![row_id(&told.event.id, number), day(told, "%Y-%m-%d")];
    row.extend(party(source));
    row.extend([text.to_string(), code.to_string(), cameo::goldstein_text(code)]);
    row.extend(party(target));
    row.extend([
        told.reading.document.id.to_string(),
        told.sentence.to_string(),
        told.publisher(),
        city(place),
        String::new(),
        province(place),
        country_name(place).to_string(),
        latitude,
        longitude,
    ]);
    row
}

fn party(side: &Side<'_>) -> [String; 3] {
    let mut sectors: Vec<&str> = Vec::new();
    for name in side.sectors.iter().filter_map(|code| sector(code)).flat_map(|sector| sector.icews.split(',')) {
        if !name.is_empty() && !sectors.contains(&name) {
            sectors.push(name);
        }
    }
    if matches!(side.country, Some("IGO" | "UNO" | "EUR")) {
        sectors.insert(0, "International Government Organization");
    }
    let country = side.country.and_then(state).map_or("", |state| state.name);
    [side.name.clone(), sectors.join(","), country.to_string()]
}
