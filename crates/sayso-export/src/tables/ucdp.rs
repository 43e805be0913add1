//! Like UCDP's georeferenced event data: 49 columns, commas, a row of names. Rows are incidents of deadly violence.

use super::gdelt::global_event_id;
use super::{OncePerIncident, act_id, country_name, degrees, province};
use crate::admission::{count_common_losses, is_told_as_fact};
use crate::crosswalk::state;
use crate::event_table::EventRows;
use crate::table::Column;
use crate::told::{Side, Told};
use crate::{Loss, Mapped, words};
use sayso_core::{DatePrecision, DayFrom, EventType, Place, PlacePrecision};

const REGISTER: &str = "from UCDP's register of conflicts, which sayso doesn't have";

pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new(
        "id",
        "events[].id",
        "of an incident the event it is named after: the number that the event has in the layout gdelt",
    ),
    Mapped::new("relid", "events[].id", "the event's hash"),
    Mapped::new("year", "events[].date", ""),
    Mapped::empty("active_year", REGISTER),
    Mapped::empty("code_status", "UCDP's own review"),
    Mapped::new(
        "type_of_violence",
        "actors[].sector",
        "1 a state against an armed group, 2 armed groups, 3 civilians; empty where the text doesn't say",
    ),
    Mapped::empty("conflict_dset_id", REGISTER),
    Mapped::empty("conflict_new_id", REGISTER),
    Mapped::empty("conflict_name", REGISTER),
    Mapped::empty("dyad_dset_id", REGISTER),
    Mapped::empty("dyad_new_id", REGISTER),
    Mapped::new("dyad_name", "actors[].name", "both sides with ' - '"),
    Mapped::empty("side_a_dset_id", REGISTER),
    Mapped::empty("side_a_new_id", REGISTER),
    Mapped::new("side_a", "events[].actor", "several with ', '"),
    Mapped::empty("side_b_dset_id", REGISTER),
    Mapped::empty("side_b_new_id", REGISTER),
    Mapped::new("side_b", "events[].recipient", "several with ', '; \"Civilians\" where all are"),
    Mapped::new(
        "number_of_sources",
        "joined",
        "reports that tell of the incident; 1 where reports are read by themselves",
    ),
    Mapped::new("source_article", "document.publisher, published, title", "in UCDP's form"),
    Mapped::new("source_office", "document.publisher", "or the host of the address"),
    Mapped::new("source_date", "document.published", "YYYY-MM-DD"),
    Mapped::new("source_headline", "document.title", ""),
    Mapped::new("source_original", "events[].chain", "the innermost holder, where it isn't the publisher"),
    Mapped::new("where_prec", "events[].location.precision", "1 town, 4 province, 6 country, 5 other"),
    Mapped::new("where_coordinates", "events[].location.name", ""),
    Mapped::new("where_description", "events[].location.span", "the words of the text"),
    Mapped::new("adm_1", "events[].location.admin1", ""),
    Mapped::empty("adm_2", "the gazetteer gives no second-order divisions"),
    Mapped::new("latitude", "events[].location.lat", "degrees; empty for countries"),
    Mapped::new("longitude", "events[].location.lon", "degrees; empty for countries"),
    Mapped::new("geom_wkt", "events[].location", "POINT (longitude latitude)"),
    Mapped::new("priogrid_gid", "events[].location", "the cell of half a degree, computed"),
    Mapped::new("country", "events[].location.country", "English name"),
    Mapped::new("country_id", "events[].location.country", "Gleditsch and Ward"),
    Mapped::new("region", "events[].location.country", "by the ranges of Gleditsch and Ward's numbers"),
    Mapped::new("event_clarity", "events[].date, location", "1 where day and town are told, else 2"),
    Mapped::new("date_prec", "events[].date.precision", "1 day, 2 a few days, 3 week, 4 month, 5 longer or not told"),
    Mapped::new("date_start", "events[].date.from", "where no time is told: the day of publication"),
    Mapped::new("date_end", "events[].date.to", "where no time is told: the day of publication"),
    Mapped::new("deaths_a", "-", "0: a report that splits its dead by side gives an event for each"),
    Mapped::new("deaths_b", "events[].magnitude.killed", "where the recipients are armed"),
    Mapped::new("deaths_civilians", "events[].magnitude.killed", "where the recipients are civilians"),
    Mapped::new("deaths_unknown", "events[].magnitude.killed", "else"),
    Mapped::new(
        "best",
        "events[].magnitude.killed",
        "of an incident the median of what each holder said last, else the lower bound of the account, or the upper where that alone is told",
    ),
    Mapped::new(
        "high",
        "events[].magnitude.killed.at_most",
        "or best; of an incident the largest of what each holder said last",
    ),
    Mapped::new(
        "low",
        "events[].magnitude.killed.at_least",
        "or 0; of an incident the smallest of what each holder said last",
    ),
    Mapped::new("gwnoa", "actors[].country", "Gleditsch and Ward, where side a is a state"),
    Mapped::new("gwnob", "actors[].country", "Gleditsch and Ward, where side b is a state"),
];

/// The columns with their kinds.
pub(crate) fn columns() -> Vec<Column> {
    let kind = |mapped: &Mapped| match mapped.column {
        "id" | "year" | "type_of_violence" | "number_of_sources" | "where_prec" | "priogrid_gid" | "country_id"
        | "event_clarity" | "date_prec" | "deaths_a" | "deaths_b" | "deaths_civilians" | "deaths_unknown" | "best"
        | "high" | "low" => Column::integer(mapped.column),
        "latitude" | "longitude" => Column::number(mapped.column),
        name => Column::text(name),
    };
    MAPPING.iter().map(kind).collect()
}

/// The dead that an account tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dead {
    low: i64,
    best: i64,
    high: i64,
}

/// One row an incident.
#[derive(Default)]
pub(crate) struct Ucdp {
    known: OncePerIncident,
}

impl EventRows for Ucdp {
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>> {
        let id = &told.event.id;
        if !is_told_as_fact(told, loss) {
            return Vec::new();
        }
        if told.event.event != EventType::Assault {
            loss.left_out("types that UCDP doesn't code", "a row is deadly violence", id);
            return Vec::new();
        }
        let Some(dead) = dead(told) else {
            loss.left_out("violence without a count of dead", "a row has at least one death", id);
            return Vec::new();
        };
        if told.day.is_none() {
            loss.left_out("events without a day", "a row wants a stretch of time", id);
            return Vec::new();
        }
        if !self.known.is_first(told, loss) {
            return Vec::new();
        }
        count_common_losses(told, loss);
        if told.event.magnitude.len() > 1 {
            loss.reduced("other magnitudes", "the dead alone have a place", id);
        }
        vec![row(told, dead)]
    }
}

/// Low, best and high estimate of an incident by the rules of its ledger, or of one account; none where nobody is told to have died.
fn dead(told: &Told<'_>) -> Option<Dead> {
    if let Some(dead) = told.incident.and_then(|incident| incident.killed) {
        let dead = Dead { low: dead.low as i64, best: dead.best as i64, high: dead.high as i64 };
        return (dead.high > 0).then_some(dead);
    }
    let killed = told.event.magnitude.get("killed")?;
    let whole = |bound: Option<sayso_core::Number>| bound.map(|number| number.0 as i64);
    let (least, most) = (whole(killed.at_least), whole(killed.at_most));
    let best = least.or(most)?;
    let high = most.unwrap_or(best).max(best);
    (high > 0).then_some(Dead { low: least.unwrap_or(0), best, high })
}

fn row(told: &Told<'_>, dead: Dead) -> Vec<String> {
    let document = &told.reading.document;
    let mut row = vec![
        global_event_id(act_id(told), 0).to_string(),
        act_id(told).to_string(),
        told.day.map(|day| day.date.year().to_string()).unwrap_or_default(),
        String::new(),
        String::new(),
        violence(told).to_string(),
    ];
    row.extend(sides(told));
    let published = document.published.as_ref().map(|published| published.date.to_string()).unwrap_or_default();
    let title = document.title.as_deref().map(words::one_line).unwrap_or_default();
    row.extend([
        told.incident.map_or(1, |incident| incident.reports.max(1)).to_string(),
        format!("\"{},{published},{title}\"", told.publisher()),
        told.publisher(),
        published.clone(),
        title,
        told.source(),
    ]);
    row.extend(place(told));
    row.extend(time(told));
    row.extend(deaths(told, dead));
    row.extend([state_number(&told.actors), state_number(&told.recipients)]);
    row
}

/// UCDP's type of violence by the sorts of both sides.
fn violence(told: &Told<'_>) -> &'static str {
    if are_civilians(&told.recipients) {
        return "3";
    }
    let mut all = told.actors.iter().chain(&told.recipients);
    let both = !told.actors.is_empty() && (!told.recipients.is_empty() || told.event.is_reciprocal());
    if !both || !all.clone().all(|side| side.is_armed() || side.is_state()) {
        return "";
    }
    if all.any(Side::is_state) { "1" } else { "2" }
}

fn are_civilians(sides: &[Side<'_>]) -> bool {
    !sides.is_empty() && sides.iter().all(Side::is_civilian)
}

fn are_armed(sides: &[Side<'_>]) -> bool {
    !sides.is_empty() && sides.iter().all(Side::is_armed)
}

fn sides(told: &Told<'_>) -> [String; 12] {
    let names = |sides: &[Side<'_>]| {
        sides.iter().map(|side| side.name.clone()).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let (mut one, mut other) = (names(&told.actors), names(&told.recipients));
    if told.event.is_reciprocal() {
        let (first, rest) = told.actors.split_at(1);
        (one, other) = (names(first), names(rest));
    } else if are_civilians(&told.recipients) {
        other = "Civilians".to_string();
    }
    let dyad = if one.is_empty() || other.is_empty() { String::new() } else { format!("{one} - {other}") };
    let none = String::new;
    [none(), none(), none(), none(), none(), dyad, none(), none(), one, none(), none(), other]
}

fn place(told: &Told<'_>) -> [String; 12] {
    let place = told.event.location.as_ref();
    let known = place.and_then(|place| place.country.as_deref()).and_then(state);
    let (latitude, longitude) = degrees(place);
    let point = if latitude.is_empty() { String::new() } else { format!("POINT ({longitude} {latitude})") };
    let of = |field: &dyn Fn(&Place) -> Option<String>| place.and_then(field).unwrap_or_default();
    let text = &told.reading.document.text;
    [
        precision(place).to_string(),
        of(&|place| Some(words::one_line(&place.name))),
        of(&|place| place.span.map(|span| words::one_line(span.of(text)))),
        province(place),
        String::new(),
        latitude.clone(),
        longitude.clone(),
        point,
        grid_cell(&latitude, &longitude),
        country_name(place).to_string(),
        known.map_or("", |state| state.gleditsch_ward).to_string(),
        known.map_or("", |state| state.ucdp_region()).to_string(),
    ]
}

fn precision(place: Option<&Place>) -> &'static str {
    match place.map(|place| place.precision) {
        Some(PlacePrecision::Point | PlacePrecision::Place) => "1",
        Some(PlacePrecision::Admin) => "4",
        Some(PlacePrecision::Country) => "6",
        Some(PlacePrecision::Region) => "5",
        None => "",
    }
}

/// The cell of PRIO-GRID: half a degree, numbered from the south-west, 720 to a row.
fn grid_cell(latitude: &str, longitude: &str) -> String {
    let (Ok(latitude), Ok(longitude)) = (latitude.parse::<f64>(), longitude.parse::<f64>()) else {
        return String::new();
    };
    let row = ((latitude + 90.0) * 2.0).floor().clamp(0.0, 359.0);
    let column = ((longitude + 180.0) * 2.0).floor().clamp(0.0, 719.0);
    format!("{}", row * 720.0 + column + 1.0)
}

fn time(told: &Told<'_>) -> [String; 4] {
    let Some(day) = told.day else { return Default::default() };
    let days = (day.last - day.date).get_days();
    let precision = match (day.from, day.precision) {
        (DayFrom::Publication, _) | (_, DatePrecision::Quarter | DatePrecision::Year | DatePrecision::Decade) => "5",
        (DayFrom::Told, _) | (_, DatePrecision::Day) => "1",
        (_, DatePrecision::Week) => "3",
        (_, DatePrecision::Month) => "4",
        (DayFrom::Stretch, DatePrecision::Unknown) => {
            if (1..=6).contains(&days) {
                "2"
            } else {
                "5"
            }
        }
    };
    let town = told
        .event
        .location
        .as_ref()
        .is_some_and(|place| matches!(place.precision, PlacePrecision::Point | PlacePrecision::Place));
    let clarity = if precision == "1" && town { "1" } else { "2" };
    let written = |date: jiff::civil::Date| format!("{date} 00:00:00.000");
    [clarity.to_string(), precision.to_string(), written(day.date), written(day.last)]
}

fn deaths(told: &Told<'_>, dead: Dead) -> [String; 7] {
    let (mut armed, mut civilians, mut unknown) = (0, 0, 0);
    if are_civilians(&told.recipients) {
        civilians = dead.best;
    } else if are_armed(&told.recipients) {
        armed = dead.best;
    } else {
        unknown = dead.best;
    }
    [0, armed, civilians, unknown, dead.best, dead.high, dead.low].map(|number| number.to_string())
}

fn state_number(sides: &[Side<'_>]) -> String {
    let found = sides.iter().find(|side| side.is_state()).and_then(|side| side.country).and_then(state);
    found.map_or("", |state| state.gleditsch_ward).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_49_columns() {
        assert_eq!(MAPPING.len(), 49);
    }

    #[test]
    fn cells_are_numbered_from_the_south_west() {
        assert_eq!(grid_cell("-89.9", "-179.9"), "1");
        assert_eq!(grid_cell("-89.9", "179.9"), "720");
        assert_eq!(grid_cell("89.9", "179.9"), "259200");
        assert_eq!(grid_cell("", ""), "");
    }
}
