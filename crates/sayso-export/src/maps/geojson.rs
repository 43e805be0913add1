//! GeoJSON (RFC 7946): one feature an event that has a place.

use crate::facts;
use crate::maps::place::{Located, unplaced};
use crate::view::{View, code};
use crate::{ExportError, Format, Joined, Layout, Loss, Mapped, Output, Sink};
use sayso_core::{CharSpan, Event, Place, Reading};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Where each member of a feature comes from.
pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new(
        "geometry",
        "location.lat, location.lon",
        "a Point where the precision is point, place or admin; null for countries and regions and for places that were not found: they keep their names in properties",
    ),
    Mapped::new("id", "id", "also in properties, since many programs show only those"),
    Mapped::new(
        "properties.place, admin1, country, geonameid, feature, precision, place_how",
        "location",
        "country is ISO 3166-1 alpha-3",
    ),
    Mapped::new(
        "properties.radius_km",
        "location.precision",
        "nominal: point 1, place 10, admin 100; the gazetteer has no outlines. Draw a circle, not a pin",
    ),
    Mapped::new(
        "properties.event, mode, cameo, contexts, standing, rule, confidence",
        "the fields of these names",
        "lists are parted by semicolons",
    ),
    Mapped::new(
        "properties.quad_plover, quad_gdelt, quad_phoenix, plover_2021, goldstein_cameo",
        "event, cameo",
        "classes 1 to 4 of the type and of the code, 0 to 4 as Phoenix has them; PLOVER's mean of the type (2021); Goldstein's score of the code (CAMEO 0.9)",
    ),
    Mapped::new(
        "properties.actor, recipient",
        "actor, recipient",
        "names, parted by semicolons; the words of the text where unresolved",
    ),
    Mapped::new(
        "properties.date_from, date_to, date_precision",
        "date",
        "absent where open or not known; never the day of publication",
    ),
    Mapped::new(
        "properties.says, holder, act",
        "chain",
        "the chain in a line from the publisher inwards; its last holder and what that does",
    ),
    Mapped::new(
        "properties.polarity, certainty, realis",
        "factuality",
        "a feature with polarity - is an act that the holder says did not happen",
    ),
    Mapped::new(
        "properties.killed_at_least and so on",
        "magnitude",
        "field_at_least, field_at_most, field_unit, field_hedge",
    ),
    Mapped::new("properties.trigger, sentence", "evidence", "the words"),
    Mapped::new("properties.doc, publisher, published, url, title, text_sha256", "document", ""),
    Mapped::new(
        "properties.incident, incident_accounts, incident_reports, incident_publishers, incident_independent_origins",
        "the workspace",
        "absent where files are read by themselves",
    ),
    Mapped::new("properties.produced_by", "produced_by", "versions in a line"),
];

/// Labels and ties have no place; nor have most events.
pub(crate) const NO_PLACE: &str = "a map shows what has a place";

/// Writes a feature collection.
pub(crate) struct GeoJson<'w> {
    out: Sink<'w>,
    loss: Loss,
    any: bool,
}

impl<'w> GeoJson<'w> {
    pub fn open(output: Output<'w>) -> Result<Self, ExportError> {
        let mut out = output.into_stream(Format::GeoJson)?;
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(GeoJson { out, loss: Loss::new(Format::GeoJson.name()), any: false })
    }

    fn feature(
        &mut self,
        view: &View<'_>,
        event: &Event<CharSpan>,
        place: &Place<CharSpan>,
    ) -> Result<(), ExportError> {
        let located = Located::of(place);
        if located.is_none() {
            let (what, why) = unplaced(place);
            self.loss.reduced(what, why, &event.id);
        }
        let feature = json!({
            "type": "Feature",
            "id": event.id,
            "geometry": located.map(|at| json!({"type": "Point", "coordinates": [at.lon, at.lat]})),
            "properties": properties(view, event, place, located),
        });
        self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
        serde_json::to_writer(&mut self.out, &feature).map_err(std::io::Error::from)?;
        self.any = true;
        self.loss.row();
        Ok(())
    }
}

impl Layout for GeoJson<'_> {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        let view = View::new(reading, joined);
        self.loss.document(view.reading);
        count_placeless(&view, &mut self.loss);
        for event in &reading.events {
            if let Some(place) = &event.location {
                self.feature(&view, event, place)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Loss, ExportError> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.loss)
    }
}

/// Counts what no map can show.
pub(crate) fn count_placeless(view: &View<'_>, loss: &mut Loss) {
    for event in view.reading.events.iter().filter(|event| event.location.is_none()) {
        loss.left_out("events without a place", NO_PLACE, &event.id);
    }
    for label in &view.reading.labels {
        loss.left_out("labels", NO_PLACE, &label.id);
    }
    for tie in &view.reading.ties {
        loss.left_out("ties", NO_PLACE, &tie.id);
    }
    for event in view.reading.events.iter().filter(|event| event.location.is_some()) {
        loss.reduced("spans", "words and names stand in place of spans", &event.id);
    }
}

/// The properties of an event on a map: place first.
pub(crate) fn properties(
    view: &View<'_>,
    event: &Event<CharSpan>,
    place: &Place<CharSpan>,
    located: Option<Located>,
) -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("place".into(), Value::from(place.name.as_str()));
    let texts = [("admin1", &place.admin1), ("country", &place.country), ("feature", &place.feature)];
    for (name, value) in texts {
        if let Some(value) = value {
            properties.insert(name.into(), Value::from(value.as_str()));
        }
    }
    if let Some(id) = place.geonameid {
        properties.insert("geonameid".into(), Value::from(id));
    }
    properties.insert("precision".into(), Value::from(code(&place.precision)));
    properties.insert("radius_km".into(), located.map_or(Value::Null, |at| json!(at.radius_km)));
    properties.insert("place_how".into(), Value::from(place.how.as_str()));
    properties.extend(facts::of_event(view, event));
    properties
}
