//! W3C Web Annotation (JSON-LD): one annotation an event, label or tie, on the words that name it.
//!
//! `TextPositionSelector` counts Unicode code points, not UTF-16 units (Web Annotation Data Model, section 4.2.5, by
//! way of 4.2.4), as the spans of a reading do; `TextQuoteSelector` carries the words with those before and after.

use crate::view::{View, code, kind, versions};
use crate::{ExportError, Format, Joined, Layout, Loss, Mapped, Output, Sink};
use sayso_core::{Chain, CharSpan, Event, HolderText, Label, Link, Party, Reading, Scores, Tie};
use serde_json::{Value, json};
use std::io::Write;

/// Where each part of an annotation comes from.
pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new("id", "id", "urn:sayso:event:…, urn:sayso:label:…, urn:sayso:tie:…"),
    Mapped::new(
        "target.source",
        "document.url, document.id",
        "the web address, else urn:sayso:document:…; sayso:textSha256 names the text that positions count in",
    ),
    Mapped::new(
        "target.selector",
        "evidence.trigger; span of labels",
        "TextPositionSelector in code points of document.text, and TextQuoteSelector with up to 32 code points before and after, cut at a word",
    ),
    Mapped::new("target.sayso:sentence", "evidence.sentence", "selectors of the sentence"),
    Mapped::new("body: TextualBody, purpose classifying", "event and mode; kind of labels and ties", ""),
    Mapped::new("body: TextualBody, purpose describing", "all", "the record in a line, with who says so"),
    Mapped::new(
        "body: SpecificResource with sayso:role",
        "actor, recipient, target, from, to, location, date, magnitude",
        "purpose identifying; the words of the role as selectors of their own; sayso:actor and sayso:name where resolved",
    ),
    Mapped::new(
        "body: SpecificResource with sayso:role holder",
        "chain",
        "one a link, sayso:step from 0 (the publisher) inwards, with sayso:act, sayso:quote, sayso:unnamed and the cue's selectors; a holder in the byline has sayso:in and no selectors",
    ),
    Mapped::new("sayso:polarity, sayso:certainty, sayso:realis", "factuality", ""),
    Mapped::new(
        "sayso:rule, sayso:confidence, sayso:standing, sayso:cameo, sayso:scores, sayso:contexts, sayso:incident",
        "the fields of these names",
        "",
    ),
    Mapped::new("generator", "produced_by", "Software, with the versions in name"),
];

const CONTEXT: &str = r#"["http://www.w3.org/ns/anno.jsonld",{"sayso":"urn:sayso:codebook:"}]"#;
/// Code points of a quotation's surroundings.
const AROUND: usize = 32;

/// Writes a page of annotations.
pub(crate) struct WebAnnotation<'w> {
    out: Sink<'w>,
    loss: Loss,
    any: bool,
}

impl<'w> WebAnnotation<'w> {
    pub fn open(output: Output<'w>) -> Result<Self, ExportError> {
        let mut out = output.into_stream(Format::WebAnnotation)?;
        write!(
            out,
            "{{\"@context\":{CONTEXT},\"id\":\"urn:sayso:annotations\",\"type\":\"AnnotationPage\",\"items\":["
        )?;
        Ok(WebAnnotation { out, loss: Loss::new(Format::WebAnnotation.name()), any: false })
    }

    fn item(&mut self, item: &Value) -> Result<(), ExportError> {
        self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
        serde_json::to_writer(&mut self.out, item).map_err(std::io::Error::from)?;
        self.any = true;
        self.loss.row();
        Ok(())
    }
}

impl Layout for WebAnnotation<'_> {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        let marks = Marks::new(View::new(reading, joined));
        self.loss.document(marks.view.reading);
        for event in &reading.events {
            if event.date.as_ref().is_some_and(|date| date.span.is_none()) {
                self.loss.reduced(
                    "dates from another sentence",
                    "no words here to select: in sayso:date only",
                    &event.id,
                );
            }
            self.item(&marks.event(event))?;
        }
        for label in &reading.labels {
            self.item(&marks.label(label))?;
        }
        for tie in &reading.ties {
            self.item(&marks.tie(tie))?;
        }
        let used = marks.view.used_actors();
        for actor in reading.actors.iter().filter(|actor| !used.contains(&actor.id)) {
            self.loss.left_out("actors that are merely mentioned", "an annotation stands for a record", &actor.id.0);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Loss, ExportError> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.loss)
    }
}

/// The annotations of one reading.
struct Marks<'r> {
    view: View<'r>,
    source: String,
    characters: Vec<char>,
}

impl<'r> Marks<'r> {
    fn new(view: View<'r>) -> Marks<'r> {
        let source = document_iri(&view);
        let characters = view.document().text.chars().collect();
        Marks { view, source, characters }
    }

    fn event(&self, event: &Event<CharSpan>) -> Value {
        let mut bodies = vec![tag(&kind(event)), describe(&self.view.told(event))];
        bodies.extend(event.actor.iter().map(|party| self.party("actor", party)));
        bodies.extend(event.recipient.iter().map(|party| self.party("recipient", party)));
        if let Some(place) = &event.location {
            let more = json!({"sayso:name": place.name, "sayso:country": place.country, "sayso:geonameid": place.geonameid, "sayso:precision": code(&place.precision)});
            bodies.push(self.body("place", place.span, more));
        }
        if let Some(date) = &event.date {
            let more = json!({"sayso:from": date.from, "sayso:to": date.to, "sayso:precision": code(&date.precision)});
            bodies.push(self.body("date", date.span, more));
        }
        for (field, value) in &event.magnitude {
            let more = json!({"sayso:atLeast": value.at_least, "sayso:atMost": value.at_most, "sayso:unit": value.unit, "sayso:hedge": value.hedge});
            bodies.push(self.body(field, value.span, more));
        }
        bodies.extend(self.chain(&event.chain));
        let mut annotation =
            self.annotation("event", &event.id, bodies, event.evidence.trigger, Some(event.evidence.sentence));
        self.carry(&mut annotation, &event.rule, event.confidence);
        let more = json!({
            "sayso:polarity": code(&event.factuality.polarity),
            "sayso:certainty": code(&event.factuality.certainty),
            "sayso:realis": code(&event.factuality.realis),
            "sayso:standing": code(&event.standing),
            "sayso:cameo": event.cameo,
            "sayso:scores": Scores::of(event),
            "sayso:contexts": event.contexts,
            "sayso:incident": self.view.joined.incidents.get(&event.id).map(|incident| &incident.id),
        });
        merge(&mut annotation, more);
        annotation
    }

    fn label(&self, label: &Label<CharSpan>) -> Value {
        let line =
            format!("\"{}\" for {} | {}", label.text, self.view.party(&label.target), self.view.chain(&label.chain));
        let mut bodies =
            vec![tag(&format!("label {}", code(&label.kind))), describe(&line), self.party("target", &label.target)];
        bodies.extend(self.chain(&label.chain));
        let mut annotation = self.annotation("label", &label.id, bodies, label.span, None);
        self.carry(&mut annotation, &label.rule, label.confidence);
        merge(&mut annotation, json!({"sayso:labelPolarity": code(&label.polarity)}));
        annotation
    }

    fn tie(&self, tie: &Tie<CharSpan>) -> Value {
        let mut bodies = vec![
            tag(&format!("tie {}", code(&tie.kind))),
            describe(&self.view.told_tie(tie)),
            self.party("from", &tie.from),
            self.party("to", &tie.to),
        ];
        for (role, date) in [("since", &tie.since), ("until", &tie.until)] {
            if let Some(date) = date {
                let more =
                    json!({"sayso:from": date.from, "sayso:to": date.to, "sayso:precision": code(&date.precision)});
                bodies.push(self.body(role, date.span, more));
            }
        }
        bodies.extend(self.chain(&tie.chain));
        let mut annotation = self.annotation("tie", &tie.id, bodies, tie.evidence.trigger, Some(tie.evidence.sentence));
        self.carry(&mut annotation, &tie.rule, tie.confidence);
        merge(&mut annotation, json!({"sayso:change": code(&tie.change)}));
        annotation
    }

    fn annotation(
        &self,
        sort: &str,
        id: &str,
        bodies: Vec<Value>,
        words: CharSpan,
        sentence: Option<CharSpan>,
    ) -> Value {
        let document = self.view.document();
        let mut target = json!({"source": self.source, "selector": self.selectors(words)});
        merge(
            &mut target,
            json!({
                "sayso:doc": document.id,
                "sayso:textSha256": document.text_sha256,
                "sayso:sentence": sentence.map(|sentence| self.selectors(sentence)),
            }),
        );
        json!({
            "id": format!("urn:sayso:{sort}:{id}"),
            "type": "Annotation",
            "motivation": "classifying",
            "generator": {"id": "urn:sayso", "type": "Software", "name": versions(&self.view.reading.produced_by)},
            "body": bodies,
            "target": target,
        })
    }

    fn carry(&self, annotation: &mut Value, rule: &str, confidence: f64) {
        merge(annotation, json!({"sayso:rule": rule, "sayso:confidence": confidence}));
    }

    fn party(&self, role: &str, party: &Party<CharSpan>) -> Value {
        let actor = self.view.actor(party);
        let more = json!({
            "sayso:actor": actor.map(|actor| self.view.actor_key(&actor.id)),
            "sayso:name": actor.map(|actor| self.view.actor_name(actor)),
        });
        self.body(role, Some(party.span), more)
    }

    fn chain(&self, chain: &Chain<CharSpan>) -> Vec<Value> {
        chain.links().iter().enumerate().map(|(step, link)| self.link(step, link)).collect()
    }

    fn link(&self, step: usize, link: &Link<CharSpan>) -> Value {
        let in_byline = link.holder.place == Some(HolderText::Byline);
        let more = json!({
            "sayso:step": step,
            "sayso:name": self.view.holder(link),
            "sayso:actor": self.view.holder_actor(link).map(|actor| self.view.actor_key(&actor.id)),
            "sayso:unnamed": link.holder.unnamed.then_some(true),
            "sayso:in": in_byline.then_some("byline"),
            "sayso:act": link.act.map(|act| code(&act)),
            "sayso:quote": link.quote.map(|quote| code(&quote)),
            "sayso:cue": link.cue.map(|cue| self.selectors(cue)),
        });
        self.body("holder", link.holder.span.filter(|_| !in_byline), more)
    }

    fn body(&self, role: &str, words: Option<CharSpan>, more: Value) -> Value {
        let mut body =
            json!({"type": "SpecificResource", "purpose": "identifying", "source": self.source, "sayso:role": role});
        merge(&mut body, json!({"selector": words.map(|words| self.selectors(words))}));
        merge(&mut body, more);
        body
    }

    fn selectors(&self, span: CharSpan) -> Value {
        json!([
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": self.view.exact(span),
                "prefix": self.before(span.start),
                "suffix": self.after(span.end),
            },
        ])
    }

    /// The words before, from the first border of words within reach.
    fn before(&self, end: usize) -> String {
        let end = end.min(self.characters.len());
        let start = end.saturating_sub(AROUND);
        let near = self.characters.get(start..end).unwrap_or_default();
        let cut = if start == 0 { 0 } else { near.iter().position(|c| c.is_whitespace()).unwrap_or(0) };
        near.iter().skip(cut).collect()
    }

    /// The words after, up to the last border of words within reach.
    fn after(&self, start: usize) -> String {
        let end = start.saturating_add(AROUND).min(self.characters.len());
        let near = self.characters.get(start..end).unwrap_or_default();
        let whole = end == self.characters.len();
        let cut = if whole { None } else { near.iter().rposition(|c| c.is_whitespace()) };
        near.iter().take(cut.map_or(near.len(), |at| at + 1)).collect()
    }
}

fn tag(value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "classifying", "value": value})
}

fn describe(value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value})
}

/// Adds the members that are known.
fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more.into_iter().filter(|(_, value)| !value.is_null()));
    }
}

/// What the text is called on the web: its address where it has one.
fn document_iri(view: &View<'_>) -> String {
    let document = view.document();
    let is_address = |url: &&String| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && !url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
    };
    match document.url.as_ref().filter(is_address) {
        Some(url) => url.clone(),
        None => format!("urn:sayso:document:{}", percent_encoded(&document.id.0)),
    }
}

/// All but unreserved characters as percent codes of their bytes (RFC 3986).
fn percent_encoded(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}
