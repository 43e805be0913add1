//! POLECAT: 40 columns, tabs, a row of names.

use super::{city, day, degrees, joined, positions, province};
use crate::admission::{count_common_losses, count_magnitudes, has_day, is_told_as_fact};
use crate::crosswalk::state;
use crate::event_table::EventRows;
use crate::told::{Side, Told};
use crate::{Loss, Mapped, words};
use sayso_core::{Actor, ActorKind, MentionForm, Place};

const WIKIPEDIA: &str = "Wikipedia titles are not known";

pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new("Event ID", "document.id, events[].id", "story and '_' and the event's hash: the same on every run"),
    Mapped::new("Event Date", "events[].date", "YYYY-MM-DD; where the text tells no day: see the loss report"),
    Mapped::new("Event Type", "events[].event", "PLOVER type"),
    Mapped::new("Event Mode", "events[].mode", "PLOVER mode"),
    Mapped::new("Intensity", "events[].event", "mean score of the type, PLOVER manual, draft of 2021"),
    Mapped::new(
        "Quad Code",
        "events[].event",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    ),
    Mapped::new("Contexts", "events[].contexts", "with ';'"),
    Mapped::new("Actor Name", "actors[].name", "several actors with ';'; the words of the text where unresolved"),
    Mapped::new(
        "Actor Country",
        "actors[].country",
        "ISO 3166 alpha-3 or IGO, UNO, EUR, NGO, ISM, IMG, MNC; ';' per actor",
    ),
    Mapped::new("Actor COW", "actors[].country", "Correlates of War number; ';' per actor"),
    Mapped::new("Primary Actor Sector", "actors[].sector", "the first; ';' per actor"),
    Mapped::new("Actor Sectors", "actors[].sector", "'|' within an actor, ';' per actor"),
    Mapped::new("Actor Title", "actors[].roles", "the first office; ';' per actor"),
    Mapped::new("Actor Name Raw", "events[].actor[].span", "the words of the text; ';' per actor"),
    Mapped::empty("Wikipedia Actor ID", WIKIPEDIA),
    Mapped::new("Recipient Name", "actors[].name", "as for the actor"),
    Mapped::new("Recipient Country", "actors[].country", "as for the actor"),
    Mapped::new("Recipient COW", "actors[].country", "as for the actor"),
    Mapped::new("Primary Recipient Sector", "actors[].sector", "as for the actor"),
    Mapped::new("Recipient Sectors", "actors[].sector", "as for the actor"),
    Mapped::new("Recipient Title", "actors[].roles", "as for the actor"),
    Mapped::new("Recipient Name Raw", "events[].recipient[].span", "as for the actor"),
    Mapped::empty("Wikipedia Recipient ID", WIKIPEDIA),
    Mapped::new("Placename", "events[].location.name", "the name in the gazetteer"),
    Mapped::new("City", "events[].location.name", "where the place is a town"),
    Mapped::empty("District", "the gazetteer gives no second-order divisions"),
    Mapped::new("Province", "events[].location.admin1", ""),
    Mapped::new("Country", "events[].location.country", "ISO 3166 alpha-3"),
    Mapped::new("Latitude", "events[].location.lat", "degrees; empty for countries and regions"),
    Mapped::new("Longitude", "events[].location.lon", "degrees; empty for countries and regions"),
    Mapped::new("GeoNames ID", "events[].location.geonameid", ""),
    Mapped::new("Raw Placename", "events[].location.span", "the words of the text"),
    Mapped::new("Feature Type", "events[].location.feature", "GeoNames feature code"),
    Mapped::new("Source", "document.publisher", "or the host of the address"),
    Mapped::new("Publication Date", "document.published", "YYYY-MM-DD"),
    Mapped::new("Story People", "actors[].name", "named persons of the document, with ';'"),
    Mapped::new("Story Organizations", "actors[].name", "named organizations of the document, with ';'"),
    Mapped::new("Story Locations", "events[].location.name", "places of the document's events, with ';'"),
    Mapped::new("Language", "document.language", "BCP 47"),
    Mapped::new("Version", "produced_by", ""),
];

pub(crate) struct Polecat;

impl EventRows for Polecat {
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>> {
        if !is_told_as_fact(told, loss) || !has_day(told, loss) {
            return Vec::new();
        }
        count_common_losses(told, loss);
        count_magnitudes(told, loss);
        let mut row = what(told).to_vec();
        row.extend(sides(&told.actors));
        row.extend(sides(&told.recipients));
        row.extend(place(told));
        row.extend(story(told));
        vec![row]
    }
}

fn what(told: &Told<'_>) -> [String; 7] {
    let event = told.event;
    [
        format!("{}_{}", told.reading.document.id, event.id),
        day(told, "%Y-%m-%d"),
        event.event.to_string(),
        event.mode.clone().unwrap_or_default(),
        format!("{:.1}", event.event.score()),
        event.event.quad().number().to_string(),
        joined(event.contexts.iter().cloned()),
    ]
}

fn sides(sides: &[Side<'_>]) -> [String; 8] {
    let each = |of: &dyn Fn(&Side<'_>) -> String| positions(sides.iter().map(of).collect(), ";");
    [
        each(&|side| side.name.clone()),
        each(&|side| side.country.unwrap_or_default().to_string()),
        each(&|side| side.country.and_then(state).map_or(String::new(), |state| state.cow.to_string())),
        each(&|side| side.sectors.first().cloned().unwrap_or_default()),
        each(&|side| side.sectors.join("|")),
        each(&|side| side.title.clone()),
        each(&|side| side.words.clone()),
        String::new(),
    ]
}

fn place(told: &Told<'_>) -> [String; 10] {
    let place = told.event.location.as_ref();
    let text = &told.reading.document.text;
    let of = |field: &dyn Fn(&Place) -> Option<String>| place.and_then(field).unwrap_or_default();
    let (latitude, longitude) = degrees(place);
    [
        of(&|place| Some(words::one_line(&place.name))),
        city(place),
        String::new(),
        province(place),
        of(&|place| place.country.clone()),
        latitude,
        longitude,
        of(&|place| place.geonameid.map(|id| id.to_string())),
        of(&|place| place.span.map(|span| words::one_line(span.of(text)))),
        of(&|place| place.feature.clone()),
    ]
}

/// Whether the document gives the actor's name and doesn't merely describe it.
fn is_named(actor: &Actor) -> bool {
    actor.mentions.iter().any(|mention| matches!(mention.form, MentionForm::Name | MentionForm::Acronym))
}

fn story(told: &Told<'_>) -> [String; 7] {
    let reading = told.reading;
    let named = |kind: ActorKind| {
        let of_kind = reading.actors.iter().filter(|actor| actor.kind == kind && is_named(actor));
        joined(of_kind.map(|actor| words::one_line(&actor.name)))
    };
    let mut places: Vec<String> = Vec::new();
    for place in reading.events.iter().filter_map(|event| event.location.as_ref()) {
        let name = words::one_line(&place.name);
        if !places.contains(&name) {
            places.push(name);
        }
    }
    [
        told.publisher(),
        reading.document.published.as_ref().map(|published| published.date.to_string()).unwrap_or_default(),
        named(ActorKind::Person),
        named(ActorKind::Organization),
        joined(places.into_iter()),
        reading.document.language.clone().unwrap_or_default(),
        told.version(),
    ]
}
