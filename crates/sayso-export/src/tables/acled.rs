//! Like ACLED: 31 columns, commas, a row of names.

use super::acled_types::{AcledType, acled_type, inter, interaction};
use super::gdelt::global_event_id;
use super::{OncePerIncident, act_id, city, country_name, degrees, province};
use crate::admission::{count_common_losses, is_told_as_fact};
use crate::crosswalk::state;
use crate::event_table::EventRows;
use crate::table::Column;
use crate::told::{Side, Told};
use crate::{Loss, Mapped, words};
use sayso_core::{DatePrecision, DayFrom, EventType, Magnitude, Place, PlacePrecision};

pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new(
        "event_id_cnty",
        "events[].id",
        "of an incident the event it is named after; ISO alpha-3 and the number that the event has in the layout gdelt",
    ),
    Mapped::new("event_date", "events[].date", "YYYY-MM-DD; of a week or month its first day"),
    Mapped::new("year", "events[].date", ""),
    Mapped::new(
        "time_precision",
        "events[].date.precision",
        "1 day, 2 week, 3 month; 3 too where the text tells no time of a reported act and the day is that of publication",
    ),
    Mapped::new("disorder_type", "events[].event, mode", ""),
    Mapped::new("event_type", "events[].event, mode", "types that ACLED doesn't code are left out"),
    Mapped::new("sub_event_type", "events[].mode, sectors of the parties", "empty where the text doesn't say enough"),
    Mapped::new(
        "actor1",
        "events[].actor",
        "the first; no direction is meant; demonstrators without a name are \"Protesters (Country)\" or \"Rioters (Country)\"",
    ),
    Mapped::new("assoc_actor_1", "events[].actor", "the others, with '; '"),
    Mapped::new(
        "inter1",
        "actors[].sector, country",
        "numbers of the codebook of 2023: 1 state forces, 2 rebels, 3 political militias, 5 rioters, 6 protesters, 7 civilians, 8 external",
    ),
    Mapped::new("actor2", "events[].recipient", "the first"),
    Mapped::new("assoc_actor_2", "events[].recipient", "the others, with '; '"),
    Mapped::new("inter2", "actors[].sector, country", "as inter1"),
    Mapped::new("interaction", "actors[].sector, country", "both, the smaller first; 0 for nobody"),
    Mapped::new("civilian_targeting", "actors[].sector", "where a recipient of violence is a civilian"),
    Mapped::new("iso", "events[].location.country", "ISO 3166 numeric, without leading zeros as ACLED has it"),
    Mapped::new("region", "events[].location.country", "by the UN's sub-regions, in ACLED's words"),
    Mapped::new("country", "events[].location.country", "English name"),
    Mapped::new("admin1", "events[].location.admin1", ""),
    Mapped::empty("admin2", "the gazetteer gives no second-order divisions"),
    Mapped::empty("admin3", "the gazetteer gives no third-order divisions"),
    Mapped::new("location", "events[].location.name", ""),
    Mapped::new("latitude", "events[].location.lat", "degrees; empty for countries"),
    Mapped::new("longitude", "events[].location.lon", "degrees; empty for countries"),
    Mapped::new(
        "geo_precision",
        "events[].location.precision",
        "1 town, 3 province; empty for countries, which ACLED would not code",
    ),
    Mapped::new("source", "document.publisher", "of an incident all, with '; '; or the host of the address"),
    Mapped::empty("source_scale", "not known of a publisher"),
    Mapped::new("notes", "events[].chain, evidence", "who says so, and the sentence"),
    Mapped::new(
        "fatalities",
        "events[].magnitude.killed",
        "of an incident the most conservative of what each holder said last, else the lower bound; \"tens\" 10, \"dozens\" 12, \"hundreds\" 100; 0 where none are told",
    ),
    Mapped::new("tags", "events[].magnitude.participants", "crowd size"),
    Mapped::empty("timestamp", "the time at which ACLED would publish the row"),
];

/// The columns with their kinds.
pub(crate) fn columns() -> Vec<Column> {
    let kind = |mapped: &Mapped| match mapped.column {
        "year" | "time_precision" | "inter1" | "inter2" | "interaction" | "iso" | "geo_precision" | "fatalities" => {
            Column::integer(mapped.column)
        }
        "latitude" | "longitude" => Column::number(mapped.column),
        name => Column::text(name),
    };
    MAPPING.iter().map(kind).collect()
}

/// One row an incident.
#[derive(Default)]
pub(crate) struct Acled {
    known: OncePerIncident,
}

impl EventRows for Acled {
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>> {
        let id = &told.event.id;
        if !is_told_as_fact(told, loss) {
            return Vec::new();
        }
        let Some(kind) = acled_type(told) else {
            loss.left_out("types that ACLED doesn't code", "no event type, or the parties leave open which", id);
            return Vec::new();
        };
        let Some(precision) = time_precision(told) else {
            loss.left_out("events without a month", "a row wants a day, a week or a month", id);
            return Vec::new();
        };
        let land = told.event.location.as_ref().and_then(|place| place.country.as_deref());
        if land.is_none() {
            loss.left_out("events without a country", "a row is numbered within a country", id);
            return Vec::new();
        }
        let nobody = told.actors.iter().chain(&told.recipients).all(|side| side.name.is_empty());
        if nobody && told.event.event != EventType::Protest {
            loss.left_out("events without any party", "a row has at least one actor", id);
            return Vec::new();
        }
        if !self.known.is_first(told, loss) {
            return Vec::new();
        }
        count_common_losses(told, loss);
        if told.event.magnitude.keys().any(|field| field != "killed" && field != "participants") {
            loss.reduced("other magnitudes", "fatalities and crowds alone have a place", id);
        }
        loss.reduced("direction", "actor1 and actor2 don't say who acts", id);
        vec![row(told, kind, precision)]
    }
}

fn time_precision(told: &Told<'_>) -> Option<u8> {
    let day = told.day?;
    match (day.from, day.precision) {
        (DayFrom::Told, _) | (_, DatePrecision::Day) => Some(1),
        (_, DatePrecision::Week) => Some(2),
        (_, DatePrecision::Month) | (DayFrom::Publication, _) => Some(3),
        _ => None,
    }
}

fn row(told: &Told<'_>, kind: AcledType, precision: u8) -> Vec<String> {
    let place = told.event.location.as_ref();
    let land = place.and_then(|place| place.country.as_deref());
    let known = land.and_then(state);
    let demonstrators = told.event.event == EventType::Protest;
    let first =
        |sides: &[Side<'_>], demonstrators| sides.first().and_then(|side| inter(side, kind, demonstrators, land));
    let who = demonstrators_name(told, kind, country_name(place)).unwrap_or_else(|| name(told.actors.first()));
    // Under crowd control it is the recipients who demonstrate.
    let (inter1, inter2) = (
        first(&told.actors, demonstrators).or(unnamed_demonstrators(told, kind)),
        first(&told.recipients, kind.event == "Protests" && !demonstrators),
    );
    let code = |inter: Option<u8>| inter.map(|code| code.to_string()).unwrap_or_default();
    let (latitude, longitude) = degrees(place);
    let violence = matches!(kind.event, "Violence against civilians" | "Explosions/Remote violence");
    let targeted = violence && told.recipients.iter().any(Side::is_civilian);
    let day = told.day.map(|day| day.date);
    vec![
        format!("{}{}", land.unwrap_or(""), global_event_id(act_id(told), 0)),
        day.map(|day| day.to_string()).unwrap_or_default(),
        day.map(|day| day.year().to_string()).unwrap_or_default(),
        precision.to_string(),
        kind.disorder().to_string(),
        kind.event.to_string(),
        kind.sub_event.to_string(),
        who,
        others(&told.actors),
        code(inter1),
        name(told.recipients.first()),
        others(&told.recipients),
        code(inter2),
        interaction(inter1, inter2),
        if targeted { "Civilian targeting" } else { "" }.to_string(),
        known.map_or("", |state| state.numeric.trim_start_matches('0')).to_string(),
        known.map_or("", |state| state.acled_region).to_string(),
        country_name(place).to_string(),
        province(place),
        String::new(),
        String::new(),
        location(place),
        latitude,
        longitude,
        geo_precision(place).to_string(),
        told.publishers(),
        String::new(),
        format!("[{}] {}", told.chain(), told.sentence_text()),
        fatalities(told),
        crowd(told),
        String::new(),
    ]
}

/// Demonstrators that the text doesn't name are ACLED's "Protesters (Country)" or "Rioters (Country)".
fn demonstrators_name(told: &Told<'_>, kind: AcledType, country: &str) -> Option<String> {
    let named = told.actors.first().is_some_and(|side| !side.name.is_empty());
    let who = match kind.event {
        _ if named || told.event.event != EventType::Protest => return None,
        "Riots" => "Rioters",
        _ => "Protesters",
    };
    Some(format!("{who} ({country})"))
}

fn unnamed_demonstrators(told: &Told<'_>, kind: AcledType) -> Option<u8> {
    demonstrators_name(told, kind, "").map(|_| if kind.event == "Riots" { 5 } else { 6 })
}

fn name(side: Option<&Side<'_>>) -> String {
    side.map(|side| side.name.clone()).unwrap_or_default()
}

fn others(sides: &[Side<'_>]) -> String {
    sides.iter().skip(1).map(|side| side.name.clone()).collect::<Vec<_>>().join("; ")
}

fn location(place: Option<&Place>) -> String {
    let town = city(place);
    if town.is_empty() { place.map(|place| words::one_line(&place.name)).unwrap_or_default() } else { town }
}

fn geo_precision(place: Option<&Place>) -> &'static str {
    match place.map(|place| place.precision) {
        Some(PlacePrecision::Point | PlacePrecision::Place) => "1",
        Some(PlacePrecision::Admin) => "3",
        Some(PlacePrecision::Country | PlacePrecision::Region) | None => "",
    }
}

/// ACLED's most conservative figure of the dead.
fn fatalities(told: &Told<'_>) -> String {
    if let Some(dead) = told.incident.and_then(|incident| incident.killed) {
        return (dead.acled as i64).to_string();
    }
    let Some(killed) = told.event.magnitude.get("killed") else { return "0".to_string() };
    conservative(killed, killed.span.map(|span| span.of(&told.reading.document.text)).unwrap_or("")).to_string()
}

fn conservative(killed: &Magnitude, words: &str) -> i64 {
    let words = words.to_lowercase();
    let vague = [("dozens", 12), ("hundreds", 100), ("tens", 10)];
    let told = vague.iter().find(|(word, _)| words.split_whitespace().any(|said| said == *word));
    match told {
        Some((_, number)) if !words.contains("thousand") => *number,
        _ => killed.at_least.map_or(0, |number| number.0 as i64),
    }
}

fn crowd(told: &Told<'_>) -> String {
    if told.event.event != EventType::Protest {
        return String::new();
    }
    let participants = told.event.magnitude.get("participants").and_then(|crowd| crowd.at_least.or(crowd.at_most));
    participants.map_or_else(|| "crowd size=no report".to_string(), |number| format!("crowd size={}", number.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Number;

    fn of(at_least: Option<f64>, words: &str) -> i64 {
        let killed = Magnitude { at_least: at_least.map(Number), at_most: None, unit: None, hedge: None, span: None };
        conservative(&killed, words)
    }

    #[test]
    fn vague_counts_follow_the_rule() {
        assert_eq!(of(Some(24.0), "Dozens"), 12);
        assert_eq!(of(Some(200.0), "hundreds of villagers"), 100);
        assert_eq!(of(Some(20_000.0), "tens of thousands"), 20_000);
        assert_eq!(of(Some(7.0), "at least seven"), 7);
        assert_eq!(of(None, "up to 30"), 0);
    }

    #[test]
    fn there_are_31_columns() {
        assert_eq!(MAPPING.len(), 31);
    }
}
