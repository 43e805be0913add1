//! KML 2.2: one placemark an event that has a place, for Google Earth and the like.

use crate::maps::geojson::{count_placeless, properties};
use crate::maps::place::{Located, unplaced};
use crate::view::{View, days, kind};
use crate::xml::{Xml, has_forbidden};
use crate::{ExportError, Format, Joined, Layout, Loss, Mapped, Output, Sink};
use sayso_core::{CharSpan, Event, Place, Polarity, Reading, Realis};
use serde_json::Value;

/// Where each element of a placemark comes from.
pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new("Placemark/@id", "id", ""),
    Mapped::new(
        "Placemark/name",
        "event, mode, actor, recipient",
        "with \"not\" before acts that the holder says did not happen",
    ),
    Mapped::new(
        "Placemark/description",
        "evidence.sentence, chain, document",
        "text only: what stands in a report is never read as HTML",
    ),
    Mapped::new(
        "Placemark/TimeSpan",
        "date",
        "open ends stay open; absent where no date is known; never the day of publication",
    ),
    Mapped::new(
        "Placemark/styleUrl",
        "factuality",
        "told (as happened), denied (polarity -), other (planned, asked for, conditional, general)",
    ),
    Mapped::new(
        "Placemark/Point",
        "location",
        "for places and addresses; none for countries, regions and places that were not found: those are listed without a pin",
    ),
    Mapped::new(
        "Placemark/Polygon",
        "location",
        "a circle of 100 km in place of a pin where the place is a province; nominal, the gazetteer has no outlines",
    ),
    Mapped::new("Placemark/ExtendedData", "as in GeoJSON", "the properties of GeoJSON with the same names"),
];

/// Shows the description alone, so that no field of a report is drawn as HTML.
const BALLOON: &str = "$[description]";
const STYLES: [(&str, &str); 3] = [("told", "ff2b59c3"), ("denied", "ff8a8a8a"), ("other", "ffc39b2b")];

/// Writes placemarks.
pub(crate) struct Kml<'w> {
    xml: Xml<Sink<'w>>,
    loss: Loss,
}

impl<'w> Kml<'w> {
    pub fn open(output: Output<'w>) -> Result<Self, ExportError> {
        let mut xml = Xml::indented(output.into_stream(Format::Kml)?);
        xml.declaration()?;
        xml.open("kml", &[("xmlns", "http://www.opengis.net/kml/2.2")])?;
        xml.open("Document", &[])?;
        xml.leaf("name", &[], "Reported events")?;
        xml.leaf("description", &[], "What reports tell, and on whose word; nothing here is stated to have happened.")?;
        for (name, colour) in STYLES {
            xml.open("Style", &[("id", name)])?;
            xml.open("IconStyle", &[])?;
            xml.leaf("color", &[], colour)?;
            xml.close("IconStyle")?;
            xml.open("LineStyle", &[])?;
            xml.leaf("color", &[], colour)?;
            xml.close("LineStyle")?;
            xml.open("PolyStyle", &[])?;
            xml.leaf("color", &[], &format!("30{}", &colour[2..]))?;
            xml.close("PolyStyle")?;
            xml.open("BalloonStyle", &[])?;
            xml.leaf("text", &[], BALLOON)?;
            xml.close("BalloonStyle")?;
            xml.close("Style")?;
        }
        Ok(Kml { xml, loss: Loss::new(Format::Kml.name()) })
    }

    fn placemark(
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
        let xml = &mut self.xml;
        xml.open("Placemark", &[("id", &format!("e{}", event.id))])?;
        xml.leaf("name", &[], &name(view, event))?;
        xml.leaf("description", &[], &description(view, event, place))?;
        time_span(xml, event)?;
        xml.leaf("styleUrl", &[], style(event))?;
        let facts = properties(view, event, place, located);
        let mut forbidden = false;
        xml.open("ExtendedData", &[])?;
        for (name, value) in &facts {
            let text = match value {
                Value::Null => continue,
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            forbidden |= has_forbidden(&text);
            xml.open("Data", &[("name", name)])?;
            xml.leaf("value", &[], &text)?;
            xml.close("Data")?;
        }
        xml.close("ExtendedData")?;
        if forbidden {
            self.loss.reduced("characters that XML forbids", "replaced by U+FFFD", &event.id);
        }
        if let Some(at) = located {
            geometry(xml, at)?;
        }
        xml.close("Placemark")?;
        self.loss.row();
        Ok(())
    }
}

impl Layout for Kml<'_> {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        let view = View::new(reading, joined);
        self.loss.document(view.reading);
        count_placeless(&view, &mut self.loss);
        for event in &reading.events {
            if let Some(place) = &event.location {
                self.placemark(&view, event, place)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Loss, ExportError> {
        self.xml.close("Document")?;
        self.xml.close("kml")?;
        self.xml.line()?;
        self.xml.into_inner().flush()?;
        Ok(self.loss)
    }
}

fn name(view: &View<'_>, event: &Event<CharSpan>) -> String {
    let not = if event.factuality.polarity == Polarity::Negative { "not " } else { "" };
    let actor = if event.actor.is_empty() { "?".to_string() } else { view.parties(&event.actor) };
    if event.recipient.is_empty() {
        return format!("{not}{}: {actor}", kind(event));
    }
    format!("{not}{}: {actor} → {}", kind(event), view.parties(&event.recipient))
}

fn description(view: &View<'_>, event: &Event<CharSpan>, place: &Place<CharSpan>) -> String {
    let document = view.document();
    let lines = [
        view.words(event.evidence.sentence),
        format!("Says so: {}", view.chain(&event.chain)),
        format!("Place: {}", place.name),
        document.published.as_ref().map(|day| format!("Published: {}", day.text)).unwrap_or_default(),
        document.url.clone().unwrap_or_default(),
    ];
    // Balloons are HTML, so the text is escaped once for them and once more for XML.
    let lines =
        lines.iter().filter(|line| !line.is_empty()).map(|line| quick_xml::escape::escape(line.as_str()).into_owned());
    lines.collect::<Vec<_>>().join("<br/>")
}

fn time_span(xml: &mut Xml<Sink<'_>>, event: &Event<CharSpan>) -> std::io::Result<()> {
    let (from, to) = days(event.date.as_ref());
    if from.is_empty() && to.is_empty() {
        return Ok(());
    }
    xml.open("TimeSpan", &[])?;
    for (name, day) in [("begin", from), ("end", to)] {
        if !day.is_empty() {
            xml.leaf(name, &[], &day)?;
        }
    }
    xml.close("TimeSpan")
}

fn style(event: &Event<CharSpan>) -> &'static str {
    match (event.factuality.polarity, event.factuality.realis) {
        (Polarity::Negative, _) => "#denied",
        (_, Realis::Actual) => "#told",
        _ => "#other",
    }
}

fn geometry(xml: &mut Xml<Sink<'_>>, at: Located) -> std::io::Result<()> {
    let point = |lon: f64, lat: f64| format!("{lon:.5},{lat:.5}");
    if !at.is_area {
        xml.open("Point", &[])?;
        xml.leaf("coordinates", &[], &point(at.lon, at.lat))?;
        return xml.close("Point");
    }
    let corners: Vec<String> = at.circle().into_iter().map(|(lon, lat)| point(lon, lat)).collect();
    xml.open("Polygon", &[])?;
    xml.open("outerBoundaryIs", &[])?;
    xml.open("LinearRing", &[])?;
    xml.leaf("coordinates", &[], &corners.join(" "))?;
    xml.close("LinearRing")?;
    xml.close("outerBoundaryIs")?;
    xml.close("Polygon")
}
