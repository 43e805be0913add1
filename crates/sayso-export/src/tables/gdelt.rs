//! GDELT 2.0 Events: 61 columns, tabs, no row of names.

use super::icews::count_types;
use super::is_pinned;
use crate::admission::{count_common_losses, count_magnitudes, has_cameo, has_day, is_told_as_fact};
use crate::crosswalk::{ActorCode, cameo, state};
use crate::event_table::EventRows;
use crate::told::{Dyad, Side, Told};
use crate::when::{compact, stamp};
use crate::{Loss, Mapped, words};
use jiff::civil::Date;
use sayso_core::{Place, PlacePrecision, sha256_hex};
use std::collections::HashMap;

const ETHNIC: &str = "sayso records nobody's ethnicity or religion";
const ACTOR_GEO: &str = "sayso knows where the act took place, not where its parties are; the type is 0";

pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new(
        "GlobalEventID",
        "events[].id",
        "14 hexadecimal digits of the event's (or incident's) id as a number, times 128, plus the row's number among the event's",
    ),
    Mapped::new("Day", "events[].date", "YYYYMMDD; where the text tells no day: see the loss report"),
    Mapped::new("MonthYear", "events[].date", "YYYYMM"),
    Mapped::new("Year", "events[].date", "YYYY"),
    Mapped::new("FractionDate", "events[].date", "year + (month * 30 + day) / 365, as GDELT computes it"),
    Mapped::new("Actor1Code", "actors[].country, sector", "CAMEO actor code"),
    Mapped::new("Actor1Name", "actors[].name", "in capitals; the words of the text where unresolved"),
    Mapped::new("Actor1CountryCode", "actors[].country", "CAMEO"),
    Mapped::new("Actor1KnownGroupCode", "actors[].country", "UNO and EEC alone"),
    Mapped::empty("Actor1EthnicCode", ETHNIC),
    Mapped::empty("Actor1Religion1Code", ETHNIC),
    Mapped::empty("Actor1Religion2Code", ETHNIC),
    Mapped::new("Actor1Type1Code", "actors[].country, sector", "CAMEO role"),
    Mapped::new("Actor1Type2Code", "actors[].sector", "CAMEO role"),
    Mapped::new("Actor1Type3Code", "actors[].sector", "CAMEO role"),
    Mapped::new("Actor2Code", "actors[].country, sector", "as for Actor1"),
    Mapped::new("Actor2Name", "actors[].name", "as for Actor1"),
    Mapped::new("Actor2CountryCode", "actors[].country", "as for Actor1"),
    Mapped::new("Actor2KnownGroupCode", "actors[].country", "as for Actor1"),
    Mapped::empty("Actor2EthnicCode", ETHNIC),
    Mapped::empty("Actor2Religion1Code", ETHNIC),
    Mapped::empty("Actor2Religion2Code", ETHNIC),
    Mapped::new("Actor2Type1Code", "actors[].country, sector", "as for Actor1"),
    Mapped::new("Actor2Type2Code", "actors[].sector", "as for Actor1"),
    Mapped::new("Actor2Type3Code", "actors[].sector", "as for Actor1"),
    Mapped::new("IsRootEvent", "events[].evidence.sentence", "1 where it stands in the first paragraph"),
    Mapped::new("EventCode", "events[].cameo", "a string with its leading zero"),
    Mapped::new("EventBaseCode", "events[].cameo", "three digits"),
    Mapped::new("EventRootCode", "events[].cameo", "two digits"),
    Mapped::new(
        "QuadClass",
        "events[].cameo",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    ),
    Mapped::new("GoldsteinScale", "events[].cameo", "Goldstein's score of the code, or of its root"),
    Mapped::new("NumMentions", "joined", "accounts of the incident; 1 where reports are read by themselves"),
    Mapped::new(
        "NumSources",
        "joined",
        "publishers that tell of the incident (not independent origins); 1 where reports are read by themselves",
    ),
    Mapped::new("NumArticles", "joined", "reports that tell of the incident; 1 where reports are read by themselves"),
    Mapped::empty("AvgTone", "sayso measures no tone"),
    Mapped::new("Actor1Geo_Type", "-", ACTOR_GEO),
    Mapped::empty("Actor1Geo_Fullname", ACTOR_GEO),
    Mapped::empty("Actor1Geo_CountryCode", ACTOR_GEO),
    Mapped::empty("Actor1Geo_ADM1Code", ACTOR_GEO),
    Mapped::empty("Actor1Geo_ADM2Code", ACTOR_GEO),
    Mapped::empty("Actor1Geo_Lat", ACTOR_GEO),
    Mapped::empty("Actor1Geo_Long", ACTOR_GEO),
    Mapped::empty("Actor1Geo_FeatureID", ACTOR_GEO),
    Mapped::new("Actor2Geo_Type", "-", ACTOR_GEO),
    Mapped::empty("Actor2Geo_Fullname", ACTOR_GEO),
    Mapped::empty("Actor2Geo_CountryCode", ACTOR_GEO),
    Mapped::empty("Actor2Geo_ADM1Code", ACTOR_GEO),
    Mapped::empty("Actor2Geo_ADM2Code", ACTOR_GEO),
    Mapped::empty("Actor2Geo_Lat", ACTOR_GEO),
    Mapped::empty("Actor2Geo_Long", ACTOR_GEO),
    Mapped::empty("Actor2Geo_FeatureID", ACTOR_GEO),
    Mapped::new(
        "ActionGeo_Type",
        "events[].location.precision",
        "1 country, 2 US state, 3 US town, 4 town, 5 province; 0 none",
    ),
    Mapped::new("ActionGeo_Fullname", "events[].location", "\"Town, Province, Country\""),
    Mapped::new("ActionGeo_CountryCode", "events[].location.country", "FIPS 10-4"),
    Mapped::new(
        "ActionGeo_ADM1Code",
        "events[].location.country",
        "the state's FIPS code where the place is a state; the gazetteer has no FIPS codes of provinces",
    ),
    Mapped::empty("ActionGeo_ADM2Code", "the gazetteer has none"),
    Mapped::new("ActionGeo_Lat", "events[].location.lat", "degrees; empty for countries and regions"),
    Mapped::new("ActionGeo_Long", "events[].location.lon", "degrees; empty for countries and regions"),
    Mapped::new(
        "ActionGeo_FeatureID",
        "events[].location.country",
        "the FIPS code of a state; GDELT's ids of towns (GNS, GNIS) are not GeoNames ids, which are left out",
    ),
    Mapped::new(
        "DATEADDED",
        "document.published",
        "YYYYMMDDHHMMSS, UTC; the time of publication, since a run has no time of its own",
    ),
    Mapped::new("SOURCEURL", "document.url", "the document's id where it has no address"),
];

/// Rows of an incident (or of an event where reports are read by themselves) that stand in the table already.
#[derive(Default)]
pub(crate) struct KnownRows(HashMap<String, usize>);

impl KnownRows {
    /// What GDELT has one row for: the incident where one is known, else the event.
    pub fn key(told: &Told<'_>) -> String {
        told.incident.map_or_else(|| told.event.id.clone(), |incident| incident.id.clone())
    }

    /// How many rows that one has; none where it is new.
    pub fn of(&self, key: &str) -> Option<usize> {
        self.0.get(key).copied()
    }

    /// Remembers them.
    pub fn insert(&mut self, key: String, rows: usize) {
        self.0.insert(key, rows);
    }
}

/// GDELT's number of a row: 56 bits of the id, 7 of the row's number among those of the event, so that it fits 64 bits with a
/// sign and the id can be read off it: divided by 128, in hexadecimal digits.
pub(crate) fn global_event_id(key: &str, number: usize) -> u64 {
    const ROWS: u64 = 128;
    let number = number as u64;
    if number >= ROWS {
        return global_event_id(&sha256_hex(format!("{key}_{number}").as_bytes()), 0);
    }
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digits = key.get(..14).filter(|text| is_hex(text)).map_or_else(|| sha256_hex(key.as_bytes()), str::to_string);
    let high = digits.get(..14).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0);
    high * ROWS + number
}

/// Whether GDELT has rows for the event; what it can't hold is counted.
pub(crate) fn pairs<'t, 'r>(told: &'t Told<'r>, loss: &mut Loss) -> Vec<Dyad<'t, 'r>> {
    if !is_told_as_fact(told, loss) || !has_day(told, loss) || !has_cameo(told, loss) {
        return Vec::new();
    }
    let dyads = told.dyads(|side| !side.name.is_empty() || !side.cameo.is_empty());
    if dyads.is_empty() {
        loss.left_out("events without any party", "a row has at least one actor", &told.event.id);
    }
    dyads
}

#[derive(Default)]
pub(crate) struct Gdelt {
    known: KnownRows,
}

impl EventRows for Gdelt {
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>> {
        let pairs = pairs(told, loss);
        if pairs.is_empty() {
            return Vec::new();
        }
        let id = &told.event.id;
        let key = KnownRows::key(told);
        if self.known.of(&key).is_some() {
            loss.left_out(
                "further accounts of an incident",
                "an incident has its rows once; gdelt-mentions has the accounts",
                id,
            );
            return Vec::new();
        }
        self.known.insert(key.clone(), pairs.len());
        count_common_losses(told, loss);
        count_magnitudes(told, loss);
        count_types(told, loss);
        if pairs.len() > 1 {
            loss.reduced("several parties", "a row is a pair: the event stands in several rows", id);
        }
        pairs.iter().enumerate().filter_map(|(number, pair)| row(told, &key, number, *pair)).collect()
    }
}

fn row(told: &Told<'_>, key: &str, number: usize, (one, other): Dyad<'_, '_>) -> Option<Vec<String>> {
    let date = told.day?.date;
    let document = &told.reading.document;
    let mut row = vec![global_event_id(key, number).to_string()];
    row.extend(days(date));
    row.extend(party(one));
    row.extend(party(other));
    row.extend(action(told));
    row.extend(no_place());
    row.extend(no_place());
    row.extend(place(told.event.location.as_ref()));
    row.extend([stamp(document), document.url.clone().unwrap_or_else(|| document.id.to_string())]);
    Some(row)
}

fn days(date: Date) -> [String; 4] {
    let fraction = f64::from(i32::from(date.month()) * 30 + i32::from(date.day())) / 365.0;
    [
        compact(date),
        date.strftime("%Y%m").to_string(),
        date.strftime("%Y").to_string(),
        format!("{:.4}", f64::from(date.year()) + fraction),
    ]
}

fn party(side: Option<&Side<'_>>) -> [String; 10] {
    let Some(side) = side else { return Default::default() };
    let code: &ActorCode = &side.cameo;
    let types = code.types();
    let kind = |at: usize| types.get(at).unwrap_or(&"").to_string();
    let name = if side.name.is_empty() { &side.words } else { &side.name };
    [
        code.full(),
        name.to_uppercase(),
        code.country.to_string(),
        code.group.to_string(),
        String::new(),
        String::new(),
        String::new(),
        kind(0),
        kind(1),
        kind(2),
    ]
}

fn action(told: &Told<'_>) -> [String; 10] {
    let code = told.cameo();
    let count = |of: fn(&crate::IncidentOf) -> usize| told.incident.map_or(1, of).max(1).to_string();
    [
        u8::from(told.leads).to_string(),
        code.to_string(),
        cameo::base(code).to_string(),
        cameo::root(code).to_string(),
        cameo::quad_gdelt(code).map(|quad| quad.to_string()).unwrap_or_default(),
        cameo::goldstein_text(code),
        count(|incident| incident.mentions),
        count(|incident| incident.publishers),
        count(|incident| incident.reports),
        String::new(),
    ]
}

fn no_place() -> [String; 8] {
    let mut cells: [String; 8] = Default::default();
    cells[0] = "0".to_string();
    cells
}

fn place(place: Option<&Place>) -> [String; 8] {
    let Some(place) = place else { return no_place() };
    let Some(land) = place.country.as_deref().and_then(state) else { return no_place() };
    let american = land.iso3 == "USA";
    let kind = match place.precision {
        PlacePrecision::Country => 1,
        PlacePrecision::Admin => 5 - 3 * u8::from(american),
        PlacePrecision::Point | PlacePrecision::Place => 4 - u8::from(american),
        PlacePrecision::Region => return no_place(),
    };
    let name = words::one_line(&place.name);
    let whole = place.precision == PlacePrecision::Country;
    let mut parts = vec![name.as_str()];
    parts.extend(place.admin1.as_deref().filter(|admin| !whole && *admin != place.name));
    parts.extend(Some(land.name).filter(|country| !whole && *country != place.name));
    let of_state = if whole { land.fips.to_string() } else { String::new() };
    let degree = |value: Option<f64>| {
        value.filter(|_| is_pinned(place)).map(|degrees| format!("{degrees:.4}")).unwrap_or_default()
    };
    [
        kind.to_string(),
        parts.join(", "),
        land.fips.to_string(),
        of_state.clone(),
        String::new(),
        degree(place.lat),
        degree(place.lon),
        of_state,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_number_can_be_turned_back() {
        let id = global_event_id("73472c70e3942c86", 2);
        assert_eq!((format!("{:014x}", id / 128), id % 128), ("73472c70e3942c".to_string(), 2));
        assert!(i64::try_from(global_event_id("ffffffffffffffff", 127)).is_ok());
        assert_ne!(global_event_id("73472c70e3942c86", 128), global_event_id("73472c70e3942c86", 0));
        assert_ne!(global_event_id("not hexadecimal", 0), global_event_id("not hexadecimal either", 0));
    }

    #[test]
    fn the_fraction_is_gdelts_own() {
        assert_eq!(days(jiff::civil::date(2015, 2, 18))[3], "2015.2137");
    }

    #[test]
    fn there_are_61_columns() {
        assert_eq!(MAPPING.len(), 61);
    }
}
