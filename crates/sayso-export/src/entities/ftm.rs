//! FollowTheMoney entities, one JSON object a line, for Aleph and its kin.
//!
//! What a report says of somebody is never a property of that somebody: labels are notes with who says so, acts are
//! events, and only ties and acts that somebody reports as having happened become links.

use super::ftm_entity::Entity;
use super::ftm_records::{act_link, actor_entity, actor_id, address, article, event_entity, mention, schema, sourced};
use crate::view::{View, code, days};
use crate::{ExportError, Format, Joined, Layout, Loss, Mapped, Output, Sink};
use sayso_core::words::one_line;
use sayso_core::{Actor, CharSpan, Event, Label, Polarity, Reading, Realis, Tie, TieKind};
use std::collections::HashMap;
use std::io::Write;

/// Where each schema and property comes from.
pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new(
        "Article",
        "document",
        "bodyText, title, author (byline), publisher, sourceUrl, publishedAt, language; notes hold the SHA-256 of the text (contentHash wants SHA-1), generator the versions",
    ),
    Mapped::new(
        "Person, Organization, PublicBody, LegalEntity",
        "actors",
        "those that take part in a record or hold one; PublicBody for states and for bodies of the sectors GOV, MIL, COP, JUD, LEG, SPY; LegalEntity for groups and unknown kinds (classification says which); country is alpha-2, bodies above states have none",
    ),
    Mapped::new(
        "Person.position, LegalEntity.sector, wikidataId, alias",
        "roles, sector, wikidata, aliases",
        "sector holds PLOVER codes",
    ),
    Mapped::empty("topics", "a label that somebody applies is no attribute of an actor"),
    Mapped::new("Mention", "actors.mentions", "one an actor and document: names as spelled, resolved to the actor"),
    Mapped::new(
        "Event",
        "events",
        "involved holds both sides; description the record with who says so, summary the sentence, keywords the codes, recordId the id; name says not for acts that the holder says did not happen",
    ),
    Mapped::new("Event.date or startDate, endDate", "date", "date for one day"),
    Mapped::new(
        "Address",
        "location",
        "latitude and longitude only for places and provinces, never for countries; remarks hold the precision",
    ),
    Mapped::new(
        "UnknownLink",
        "events",
        "from each actor to each recipient of an act that somebody reports as having happened; role is the type, description who says so",
    ),
    Mapped::new(
        "Membership, Directorship, UnknownLink",
        "ties",
        "member-of and leads where the other side is an organization; else UnknownLink, role is the kind, status the change",
    ),
    Mapped::new("Note", "labels", "on the target; description holds the words and who applies them"),
];

/// Writes entities.
pub(crate) struct Ftm<'w> {
    out: Sink<'w>,
    loss: Loss,
    /// By entity id, as first seen: fragments of one entity must agree on the schema to be merged.
    schemata: HashMap<String, &'static str>,
}

impl<'w> Ftm<'w> {
    pub fn open(output: Output<'w>) -> Result<Self, ExportError> {
        Ok(Ftm { out: output.into_stream(Format::Ftm)?, loss: Loss::new(Format::Ftm.name()), schemata: HashMap::new() })
    }

    fn schema(&mut self, view: &View<'_>, actor: &Actor<CharSpan>) -> &'static str {
        self.schemata.entry(actor_id(view, actor)).or_insert_with(|| schema(actor))
    }

    fn put(&mut self, entity: &Entity) -> Result<(), ExportError> {
        serde_json::to_writer(&mut self.out, entity).map_err(std::io::Error::from)?;
        self.out.write_all(b"\n")?;
        self.loss.row();
        Ok(())
    }

    fn event(&mut self, view: &View<'_>, event: &Event<CharSpan>) -> Result<(), ExportError> {
        if !event.magnitude.is_empty() {
            self.loss.reduced("magnitudes", "an Event has no numbers", &event.id);
        }
        if event.actor.iter().chain(&event.recipient).any(|party| view.actor(party).is_none()) {
            self.loss.reduced("parties that are not resolved", "in the description only", &event.id);
        }
        if let Some(place) = &event.location {
            self.put(&address(place))?;
        }
        self.put(&event_entity(view, event))?;
        let told = event.factuality.polarity == Polarity::Positive && event.factuality.realis == Realis::Actual;
        if !told {
            self.loss.reduced(
                "links of acts denied, planned or supposed",
                "a link would look as if it were so",
                &event.id,
            );
            return Ok(());
        }
        for actor in event.actor.iter().filter_map(|party| view.actor(party)) {
            for recipient in event.recipient.iter().filter_map(|party| view.actor(party)) {
                self.put(&act_link(view, event, actor, recipient))?;
            }
        }
        Ok(())
    }

    fn label(&mut self, view: &View<'_>, label: &Label<CharSpan>) -> Result<(), ExportError> {
        let Some(target) = view.actor(&label.target) else {
            self.loss.left_out("labels whose target is not resolved", "a Note is about an entity", &label.id);
            return Ok(());
        };
        let mut note = sourced(view, Entity::new("Note", &format!("label {}", label.id)));
        note.add("name", &format!("\"{}\"", one_line(&label.text)));
        note.add("entity", &actor_id(view, target));
        note.add(
            "description",
            &format!(
                "\"{}\" ({}), applied to {} by {}",
                one_line(&label.text),
                code(&label.kind),
                view.party(&label.target),
                view.chain(&label.chain)
            ),
        );
        self.put(&note)
    }

    fn tie(&mut self, view: &View<'_>, tie: &Tie<CharSpan>) -> Result<(), ExportError> {
        let (Some(from), Some(to)) = (view.actor(&tie.from), view.actor(&tie.to)) else {
            self.loss.left_out("ties without two known parties", "a link joins two entities", &tie.id);
            return Ok(());
        };
        let organization = matches!(self.schema(view, to), "Organization" | "PublicBody");
        let (sort, ends) = match tie.kind {
            TieKind::MemberOf if organization => ("Membership", ["member", "organization"]),
            TieKind::Leads if organization => ("Directorship", ["director", "organization"]),
            _ => ("UnknownLink", ["subject", "object"]),
        };
        let mut link = sourced(view, Entity::new(sort, &format!("tie {}", tie.id)));
        link.add(ends[0], &actor_id(view, from));
        link.add(ends[1], &actor_id(view, to));
        link.add("role", &code(&tie.kind));
        link.add("status", &code(&tie.change));
        link.add("startDate", &days(tie.since.as_ref()).0);
        link.add("endDate", &days(tie.until.as_ref()).1);
        link.add("summary", &view.words(tie.evidence.sentence));
        link.add("description", &view.told_tie(tie));
        link.add("recordId", &tie.id);
        self.put(&link)
    }
}

impl Layout for Ftm<'_> {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        let view = View::new(reading, joined);
        self.loss.document(view.reading);
        self.put(&article(&view))?;
        let used = view.used_actors();
        for actor in &reading.actors {
            if !used.contains(&actor.id) {
                self.loss.left_out(
                    "actors that are merely mentioned",
                    "their names stand in namesMentioned of the article",
                    &actor.id.0,
                );
                continue;
            }
            let schema = self.schema(&view, actor);
            self.put(&actor_entity(&view, actor, schema))?;
            if let Some(mention) = mention(&view, actor, schema) {
                self.put(&mention)?;
            }
        }
        for event in &reading.events {
            self.event(&view, event)?;
            self.loss.reduced("spans, rules, confidence", "entities have no place for them", &event.id);
        }
        for label in &reading.labels {
            self.label(&view, label)?;
        }
        for tie in &reading.ties {
            self.tie(&view, tie)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Loss, ExportError> {
        self.out.flush()?;
        Ok(self.loss)
    }
}
