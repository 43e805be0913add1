//! The layouts of the field's event tables, one module a layout.

pub(crate) mod acled;
mod acled_types;
pub(crate) mod gdelt;
pub(crate) mod gdelt_mentions;
pub(crate) mod icews;
pub(crate) mod native;
pub(crate) mod petrarch;
pub(crate) mod phoenix;
pub(crate) mod polecat;
pub(crate) mod ucdp;

use crate::table::{CellKind, Column};
use crate::told::Told;
use crate::{Loss, Mapped, words};
use sayso_core::{Place, PlacePrecision};
use std::collections::BTreeSet;

/// The columns of a layout, all of text, from its mapping.
pub(crate) fn text_columns(mapping: &'static [Mapped]) -> Vec<Column> {
    mapping.iter().map(|mapped| Column { name: mapped.column.into(), kind: CellKind::Text }).collect()
}

/// What a loss report calls accounts that have a row each where a layout is one of acts, since nothing was joined.
pub const NOT_JOINED: &str = "accounts that were not joined";

/// Incidents that have their row already, for layouts of acts and not of accounts.
#[derive(Default)]
pub(crate) struct OncePerIncident(BTreeSet<String>);

impl OncePerIncident {
    /// Whether the event may have a row; counts what joining does to it. Asked last, when the row is certain.
    pub fn is_first(&mut self, told: &Told<'_>, loss: &mut Loss) -> bool {
        let id = &told.event.id;
        if !told.together {
            loss.reduced(
                NOT_JOINED,
                "reports were read by themselves: an act has a row for every account of it, and sums of the dead count \
                 it as often; `sayso export` from a workspace has a row an incident",
                id,
            );
            return true;
        }
        let Some(incident) = told.incident else { return true };
        let first = self.0.insert(incident.id.clone());
        if !first {
            loss.joined(
                "further accounts of an incident",
                "an incident has one row: parties, day and place of its first account, the dead of its ledger of numbers",
                id,
            );
        }
        first
    }
}

/// What a row of an act is numbered by: the event that its incident is named after, or itself.
fn act_id<'r>(told: &Told<'r>) -> &'r str {
    told.incident.map_or(told.event.id.as_str(), |incident| incident.id.strip_prefix('i').unwrap_or(&incident.id))
}

/// The id of a row: the event's own for its first row, with "_2", "_3" … for further ones.
fn row_id(id: &str, number: usize) -> String {
    if number == 0 { id.to_string() } else { format!("{id}_{}", number + 1) }
}

/// Degrees as the layout wants them; nothing for a country or region, whose middle is no place of an act.
fn degrees(place: Option<&Place>) -> (String, String) {
    let pinned = place.filter(|place| is_pinned(place));
    match pinned.map(|place| (place.lat, place.lon)) {
        Some((Some(lat), Some(lon))) => (format!("{lat:.4}"), format!("{lon:.4}")),
        _ => (String::new(), String::new()),
    }
}

fn is_pinned(place: &Place) -> bool {
    matches!(place.precision, PlacePrecision::Point | PlacePrecision::Place | PlacePrecision::Admin)
}

/// The town, where the place is one that the gazetteer knows.
fn city(place: Option<&Place>) -> String {
    let is_town = |place: &&Place| {
        place.country.is_some() && matches!(place.precision, PlacePrecision::Point | PlacePrecision::Place)
    };
    let town = place.filter(is_town);
    town.map(|place| words::one_line(&place.name)).unwrap_or_default()
}

/// The first-order division, by itself or around the place.
fn province(place: Option<&Place>) -> String {
    let of = |place: &Place| match place.precision {
        PlacePrecision::Admin => Some(place.admin1.clone().unwrap_or_else(|| place.name.clone())),
        PlacePrecision::Point | PlacePrecision::Place => place.admin1.clone(),
        PlacePrecision::Country | PlacePrecision::Region => None,
    };
    place.and_then(of).map(|name| words::one_line(&name)).unwrap_or_default()
}

/// The state of the place by its common English name.
fn country_name(place: Option<&Place>) -> &'static str {
    let state = place.and_then(|place| place.country.as_deref()).and_then(crate::crosswalk::state);
    state.map_or("", |state| state.name)
}

/// The day of the row in the form of `strftime`; the caller has made sure that there is one.
fn day(told: &Told<'_>, form: &str) -> String {
    told.day.map(|day| day.date.strftime(form).to_string()).unwrap_or_default()
}

/// Values of several parties, each in its place; nothing where none of them has a value.
pub(crate) fn positions(values: Vec<String>, between: &str) -> String {
    if values.iter().all(String::is_empty) {
        return String::new();
    }
    let inside = between.trim();
    values.into_iter().map(|value| value.replace(inside, ",")).collect::<Vec<_>>().join(between)
}

/// Values with ';', none of which may hold one.
fn joined(values: impl Iterator<Item = String>) -> String {
    values.map(|value| value.replace(';', ",")).collect::<Vec<_>>().join(";")
}
