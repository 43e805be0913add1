//! Events as rows of the native columns: the same for CSV, TSV, Parquet and Excel.

use crate::crosswalk::cameo;
use crate::record_rows::holders;
use crate::tables::positions;
use crate::{CellKind, Column, IncidentOf, Mapped, words};
use sayso_core::words::name;
use sayso_core::{Event, Magnitude, Number, Party, Polarity, Reading, Scores};
use serde::Serialize;

/// A row as a struct of text, one field a column, with what the columns are and where they come from.
macro_rules! row {
    ($(#[$what:meta])* $row:ident; $($field:ident $kind:ident $from:literal $note:literal;)*) => {
        $(#[$what])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
        #[allow(missing_docs)] // the fields are the column names
        pub struct $row { $(pub $field: String),* }

        impl $row {
            /// Where each column comes from.
            pub const MAPPING: &[Mapped] = &[$(Mapped::new(stringify!($field), $from, $note)),*];

            /// The columns with their kinds.
            pub fn columns() -> Vec<Column> {
                vec![$(Column { name: stringify!($field).into(), kind: CellKind::$kind }),*]
            }

            /// The cells in the order of the columns.
            pub fn into_cells(self) -> Vec<String> {
                vec![$(self.$field),*]
            }
        }
    };
}
pub(crate) use row;

row! {
    /// The columns of an event; every cell is text here, so that codes keep their zeros.
    EventRow;
    id Text "events[].id" "hash of document, trigger, type and chain: the same on every run";
    doc Text "document.id" "";
    publisher Text "document.publisher" "";
    published Text "document.published" "ISO 8601";
    title Text "document.title" "";
    url Text "document.url" "";
    date_from Text "events[].date.from" "first day of the act; empty where open";
    date_to Text "events[].date.to" "last day of the act; empty where open";
    date_precision Text "events[].date.precision" "";
    event Text "events[].event" "PLOVER type";
    mode Text "events[].mode" "PLOVER mode";
    cameo Text "events[].cameo" "a string with its leading zero";
    quad_plover Text "events[].event" "class of the type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict";
    quad_gdelt Text "events[].cameo" "the same classes of the CAMEO code, as GDELT has them";
    quad_phoenix Text "events[].cameo" "class of the CAMEO code as Phoenix has it: 0 neutral (statements, appeals), then as GDELT, but 3 for 16";
    plover_2021 Number "events[].event" "mean score of the type, PLOVER manual, draft of 2021";
    goldstein_cameo Number "events[].cameo" "Goldstein's score of the CAMEO code, or of its root: the scale of CAMEO 0.9, as Phoenix uses it";
    contexts Text "events[].contexts" "PLOVER contexts, with ';'";
    actor Text "events[].actor" "names, with ';'; the words of the text where unresolved";
    actor_code Text "actors[].country, sector" "per actor, with ';'";
    actor_country Text "actors[].country" "ISO 3166 alpha-3 or IGO, UNO, EUR, NGO, ISM, IMG, MNC, per actor, with ';'";
    recipient Text "events[].recipient" "names, with ';'; the words of the text where unresolved";
    recipient_code Text "actors[].country, sector" "per recipient, with ';'";
    recipient_country Text "actors[].country" "per recipient, with ';'";
    place Text "events[].location.name" "";
    place_admin1 Text "events[].location.admin1" "";
    place_country Text "events[].location.country" "ISO 3166 alpha-3";
    latitude Number "events[].location.lat" "degrees north; look at place_precision before you pin it";
    longitude Number "events[].location.lon" "degrees east";
    place_precision Text "events[].location.precision" "point, place, admin, country, region";
    geonameid Text "events[].location.geonameid" "";
    magnitude Text "events[].magnitude" "all counts in words";
    killed_min Number "events[].magnitude.killed.at_least" "";
    killed_max Number "events[].magnitude.killed.at_most" "";
    injured_min Number "events[].magnitude.injured.at_least" "";
    injured_max Number "events[].magnitude.injured.at_most" "";
    arrested_min Number "events[].magnitude.arrested.at_least" "";
    arrested_max Number "events[].magnitude.arrested.at_most" "";
    participants_min Number "events[].magnitude.participants.at_least" "";
    participants_max Number "events[].magnitude.participants.at_most" "";
    polarity Text "events[].factuality.polarity" "'-': the holder says that it is not so";
    certainty Text "events[].factuality.certainty" "";
    realis Text "events[].factuality.realis" "actual, future, conditional, requested, generic";
    holder Text "events[].chain" "the innermost holder: on whose word the event stands";
    chain Text "events[].chain" "all holders from the publisher inwards, with ' <- '";
    holder_side Text "events[].stake.side" "";
    standing Text "events[].standing" "reported or background";
    incident Text "joined" "id of the incident that the account belongs to; empty where reports are read by themselves";
    independent_origins Integer "joined" "independent origins of the incident; empty where it can't be told";
    rule Text "events[].rule" "";
    confidence Number "events[].confidence" "between 0 and 1";
    trigger Text "events[].evidence.trigger" "";
    sentence Text "events[].evidence.sentence" "white space folded";
    version Text "produced_by" "";
}

impl EventRow {
    /// The row of an event of a report that was read by itself.
    pub fn new(reading: &Reading, event: &Event) -> EventRow {
        EventRow::with_incident(reading, event, None)
    }

    /// The row of an event with the incident that it belongs to.
    pub fn with_incident(reading: &Reading, event: &Event, incident: Option<&IncidentOf>) -> EventRow {
        let document = &reading.document;
        let place = event.location.as_ref();
        let date = event.date.as_ref();
        let each = |parties: &[Party], of: &dyn Fn(&Party) -> String| positions(parties.iter().map(of).collect(), "; ");
        let name_of = |party: &Party| words::party(reading, party);
        let code_of = |party: &Party| reading.code(party);
        let country_of = |party: &Party| {
            let actor = party.actor.as_ref().and_then(|id| reading.actor(id));
            actor.and_then(|actor| actor.country.clone()).unwrap_or_default()
        };
        let (killed_min, killed_max) = bounds(event, "killed");
        let (injured_min, injured_max) = bounds(event, "injured");
        let (arrested_min, arrested_max) = bounds(event, "arrested");
        let (participants_min, participants_max) = bounds(event, "participants");
        let (holder, chain) = holders(reading, &event.chain);
        let cameo = event.cameo.clone().unwrap_or_default();
        let scores = Scores::of(event);
        EventRow {
            id: event.id.clone(),
            doc: document.id.to_string(),
            publisher: document.publisher.clone().unwrap_or_default(),
            published: document.published.as_ref().map(|published| published.text.clone()).unwrap_or_default(),
            title: document.title.as_deref().map(words::one_line).unwrap_or_default(),
            url: document.url.clone().unwrap_or_default(),
            date_from: date.and_then(|date| date.from).map(|day| day.to_string()).unwrap_or_default(),
            date_to: date.and_then(|date| date.to).map(|day| day.to_string()).unwrap_or_default(),
            date_precision: date.map(|date| name(&date.precision)).unwrap_or_default(),
            event: event.event.to_string(),
            mode: event.mode.clone().unwrap_or_default(),
            quad_plover: scores.quad_plover.to_string(),
            quad_gdelt: scores.quad_gdelt.map(|class| class.to_string()).unwrap_or_default(),
            quad_phoenix: scores.quad_phoenix.map(|class| class.to_string()).unwrap_or_default(),
            plover_2021: format!("{:.1}", scores.plover_2021),
            goldstein_cameo: cameo::goldstein_text(&cameo),
            cameo,
            contexts: event.contexts.join("; "),
            actor: each(&event.actor, &name_of),
            actor_code: each(&event.actor, &code_of),
            actor_country: each(&event.actor, &country_of),
            recipient: each(&event.recipient, &name_of),
            recipient_code: each(&event.recipient, &code_of),
            recipient_country: each(&event.recipient, &country_of),
            place: place.map(|place| words::one_line(&place.name)).unwrap_or_default(),
            place_admin1: place.and_then(|place| place.admin1.clone()).unwrap_or_default(),
            place_country: place.and_then(|place| place.country.clone()).unwrap_or_default(),
            latitude: place.and_then(|place| place.lat).map(|degrees| degrees.to_string()).unwrap_or_default(),
            longitude: place.and_then(|place| place.lon).map(|degrees| degrees.to_string()).unwrap_or_default(),
            place_precision: place.map(|place| name(&place.precision)).unwrap_or_default(),
            geonameid: place.and_then(|place| place.geonameid).map(|id| id.to_string()).unwrap_or_default(),
            magnitude: words::magnitudes(event),
            killed_min,
            killed_max,
            injured_min,
            injured_max,
            arrested_min,
            arrested_max,
            participants_min,
            participants_max,
            polarity: if event.factuality.polarity == Polarity::Positive { "+" } else { "-" }.to_string(),
            certainty: name(&event.factuality.certainty),
            realis: name(&event.factuality.realis),
            holder,
            chain,
            holder_side: event.stake.as_ref().map(|stake| name(&stake.side)).unwrap_or_default(),
            standing: name(&event.standing),
            incident: incident.map(|incident| incident.id.clone()).unwrap_or_default(),
            independent_origins: incident.and_then(|found| found.origins).map(|n| n.to_string()).unwrap_or_default(),
            rule: event.rule.clone(),
            confidence: format!("{:.2}", event.confidence),
            trigger: words::one_line(event.evidence.trigger.of(&document.text)),
            sentence: words::one_line(event.evidence.sentence.of(&document.text)),
            version: version(reading),
        }
    }
}

/// Which program and lexicon made a record.
pub(crate) fn version(reading: &Reading) -> String {
    format!("sayso {} lexicon {}", reading.produced_by.sayso, reading.produced_by.lexicon)
}

/// Lower and upper bound of a magnitude as cells.
fn bounds(event: &Event, field: &str) -> (String, String) {
    let cell = |bound: Option<Number>| bound.map(|number| number.0.to_string()).unwrap_or_default();
    match event.magnitude.get(field) {
        Some(Magnitude { at_least, at_most, .. }) => (cell(*at_least), cell(*at_most)),
        None => (String::new(), String::new()),
    }
}
