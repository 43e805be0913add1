//! What an event, told flat, carries into maps and networks: one list of properties for all of them.

use crate::view::{View, code, days, versions};
use sayso_core::{CharSpan, Event, Magnitude, Scores};
use serde_json::{Map, Value, json};

/// The properties of an event, in a fixed order. What isn't known isn't there.
pub(crate) fn of_event(view: &View<'_>, event: &Event<CharSpan>) -> Map<String, Value> {
    let document = view.document();
    let (from, to) = days(event.date.as_ref());
    let mut facts = Facts::default();
    facts.text("id", &event.id);
    facts.text("event", event.event.code());
    facts.text("mode", event.mode.as_deref().unwrap_or(""));
    facts.text("cameo", event.cameo.as_deref().unwrap_or(""));
    facts.scores(&Scores::of(event));
    facts.text("contexts", &event.contexts.join("; "));
    facts.text("actor", &view.parties(&event.actor));
    facts.text("recipient", &view.parties(&event.recipient));
    facts.text("date_from", &from);
    facts.text("date_to", &to);
    facts.text("date_precision", &event.date.as_ref().map(|date| code(&date.precision)).unwrap_or_default());
    facts.said(view, event);
    for (field, magnitude) in &event.magnitude {
        facts.magnitude(field, magnitude);
    }
    facts.text("standing", &code(&event.standing));
    facts.text("trigger", &view.words(event.evidence.trigger));
    facts.text("sentence", &view.words(event.evidence.sentence));
    facts.text("doc", &document.id.0);
    facts.text("publisher", document.publisher.as_deref().unwrap_or(""));
    facts.text("published", document.published.as_ref().map_or("", |published| &published.text));
    facts.text("url", document.url.as_deref().unwrap_or(""));
    facts.text("title", document.title.as_deref().unwrap_or(""));
    facts.text("text_sha256", &document.text_sha256);
    facts.text("rule", &event.rule);
    facts.0.insert("confidence".into(), json!(event.confidence));
    facts.incident(view, event);
    facts.text("produced_by", &versions(&view.reading.produced_by));
    facts.0
}

#[derive(Default)]
struct Facts(Map<String, Value>);

impl Facts {
    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.0.insert(name.to_string(), Value::from(value));
        }
    }

    fn scores(&mut self, scores: &Scores) {
        self.0.insert("quad_plover".into(), json!(scores.quad_plover));
        let known = [("quad_gdelt", scores.quad_gdelt), ("quad_phoenix", scores.quad_phoenix)];
        for (name, class) in known {
            if let Some(class) = class {
                self.0.insert(name.into(), json!(class));
            }
        }
        self.0.insert("plover_2021".into(), json!(scores.plover_2021));
        if let Some(score) = scores.goldstein_cameo {
            self.0.insert("goldstein_cameo".into(), json!(score));
        }
    }

    fn said(&mut self, view: &View<'_>, event: &Event<CharSpan>) {
        self.text("says", &view.chain(&event.chain));
        if let Some(link) = event.chain.innermost() {
            self.text("holder", &view.holder(link));
            self.text("act", &link.act.map(|act| code(&act)).unwrap_or_default());
        }
        self.text("polarity", &code(&event.factuality.polarity));
        self.text("certainty", &code(&event.factuality.certainty));
        self.text("realis", &code(&event.factuality.realis));
    }

    fn magnitude(&mut self, field: &str, magnitude: &Magnitude<CharSpan>) {
        for (bound, value) in [("at_least", magnitude.at_least), ("at_most", magnitude.at_most)] {
            if let Some(value) = value {
                self.0.insert(format!("{field}_{bound}"), json!(value));
            }
        }
        self.text(&format!("{field}_unit"), magnitude.unit.as_deref().unwrap_or(""));
        self.text(&format!("{field}_hedge"), magnitude.hedge.as_deref().unwrap_or(""));
    }

    fn incident(&mut self, view: &View<'_>, event: &Event<CharSpan>) {
        let Some(incident) = view.joined.incidents.get(&event.id) else { return };
        self.text("incident", &incident.id);
        self.0.insert("incident_accounts".into(), json!(incident.mentions));
        self.0.insert("incident_reports".into(), json!(incident.reports));
        self.0.insert("incident_publishers".into(), json!(incident.publishers));
        if let Some(origins) = incident.origins {
            self.0.insert("incident_independent_origins".into(), json!(origins));
        }
    }
}
