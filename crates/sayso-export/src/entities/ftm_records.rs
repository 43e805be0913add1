//! The entities that one reading gives, each by itself.

use super::ftm_entity::{Entity, entity_id};
use crate::maps::place::Located;
use crate::view::{View, code, days, kind, versions};
use sayso_core::words::one_line;
use sayso_core::{Actor, ActorKind, CharSpan, Event, MentionForm, Party, Place, Polarity};

/// Sectors whose bodies are the state's.
const PUBLIC: &[&str] = &["GOV", "MIL", "COP", "JUD", "LEG", "SPY"];

pub(super) fn actor_id(view: &View<'_>, actor: &Actor<CharSpan>) -> String {
    entity_id(&format!("actor {}", crate::networks::network::key(view, actor)))
}

pub(super) fn article_id(view: &View<'_>) -> String {
    entity_id(&format!("document {}", view.document().id))
}

/// The schema of an actor.
pub(super) fn schema(actor: &Actor<CharSpan>) -> &'static str {
    match actor.kind {
        ActorKind::Person => "Person",
        ActorKind::State | ActorKind::PlaceAsState => "PublicBody",
        ActorKind::Organization if actor.sector.iter().any(|sector| PUBLIC.contains(&sector.as_str())) => "PublicBody",
        ActorKind::Organization => "Organization",
        ActorKind::Group | ActorKind::Unknown => "LegalEntity",
    }
}

pub(super) fn country(actor: &Actor<CharSpan>) -> String {
    let state = actor.country.as_deref().and_then(crate::crosswalk::state);
    state.map(|state| state.iso2.to_lowercase()).unwrap_or_default()
}

pub(super) fn article(view: &View<'_>) -> Entity {
    let document = view.document();
    let mut article = Entity::new("Article", &format!("document {}", document.id));
    article.add("title", document.title.as_deref().unwrap_or(""));
    article.add("author", document.byline.as_deref().unwrap_or(""));
    article.add("publisher", document.publisher.as_deref().unwrap_or(""));
    article.add_url("sourceUrl", document.url.as_deref());
    article.add("publishedAt", document.published.as_ref().map_or("", |published| &published.text));
    if document.language.as_deref().is_some_and(|language| language == "en" || language.starts_with("en-")) {
        article.add("language", "eng");
    }
    article.add("bodyText", &document.text);
    article.add("fileName", &document.id.0);
    article.add("notes", &format!("SHA-256 of the text: {}", document.text_sha256));
    article.add("generator", &versions(&view.reading.produced_by));
    for actor in &view.reading.actors {
        if actor.mentions.iter().any(|mention| mention.form == MentionForm::Name) {
            article.add("namesMentioned", &one_line(&actor.name));
        }
    }
    article
}

pub(super) fn actor_entity(view: &View<'_>, actor: &Actor<CharSpan>, schema: &'static str) -> Entity {
    let mut entity = Entity::new(schema, &format!("actor {}", crate::networks::network::key(view, actor)));
    let name = view.actor_name(actor);
    entity.add("name", &name);
    for alias in actor.aliases.iter().map(|alias| one_line(&alias.name)).filter(|alias| *alias != name) {
        entity.add("alias", &alias);
    }
    entity.add("country", &country(actor));
    for sector in &actor.sector {
        entity.add("sector", sector);
    }
    entity.add("wikidataId", actor.wikidata.as_deref().unwrap_or(""));
    if schema == "Person" {
        for role in &actor.roles {
            let of = role.organization.as_ref().map(|of| format!(", {of}")).unwrap_or_default();
            entity.add("position", &one_line(&format!("{}{of}", role.title)));
        }
    }
    if matches!(actor.kind, ActorKind::Group | ActorKind::Unknown) {
        entity.add("classification", &code(&actor.kind));
    }
    entity
}

/// The names by which a document mentions an actor; none where it only describes it.
pub(super) fn mention(view: &View<'_>, actor: &Actor<CharSpan>, schema: &'static str) -> Option<Entity> {
    let named =
        actor.mentions.iter().filter(|mention| matches!(mention.form, MentionForm::Name | MentionForm::Acronym));
    let names: Vec<String> = named.map(|mention| view.words(mention.span)).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return None;
    }
    let mut mention = Entity::new("Mention", &format!("mention {} {}", view.document().id, actor.id));
    mention.add("document", &article_id(view));
    for name in &names {
        mention.add("name", name);
    }
    mention.add("resolved", &actor_id(view, actor));
    mention.add("detectedSchema", schema);
    mention.add("contextCountry", &country(actor));
    Some(mention)
}

/// What every statement carries of the report that makes it.
pub(super) fn sourced(view: &View<'_>, mut entity: Entity) -> Entity {
    let document = view.document();
    entity.add("proof", &article_id(view));
    entity.add("publisher", document.publisher.as_deref().unwrap_or(""));
    entity.add_url("sourceUrl", document.url.as_deref());
    entity
}

pub(super) fn dated(mut entity: Entity, event: &Event<CharSpan>) -> Entity {
    let (from, to) = days(event.date.as_ref());
    if from == to {
        entity.add("date", &from);
    } else {
        entity.add("startDate", &from);
        entity.add("endDate", &to);
    }
    entity
}

pub(super) fn event_entity(view: &View<'_>, event: &Event<CharSpan>) -> Entity {
    let mut entity = dated(sourced(view, Entity::new("Event", &format!("event {}", event.id))), event);
    let not = if event.factuality.polarity == Polarity::Negative { "not " } else { "" };
    let names = |parties: &[Party<CharSpan>]| if parties.is_empty() { "?".to_string() } else { view.parties(parties) };
    entity.add("name", &format!("{not}{}: {} → {}", kind(event), names(&event.actor), names(&event.recipient)));
    for party in event.actor.iter().chain(&event.recipient) {
        if let Some(actor) = view.actor(party) {
            entity.add("involved", &actor_id(view, actor));
        }
    }
    entity.add("summary", &view.words(event.evidence.sentence));
    entity.add("description", &view.told(event));
    let facts = event.factuality;
    for word in [code(&facts.certainty), code(&facts.realis), event.event.to_string()] {
        entity.add("keywords", &word);
    }
    entity.add("keywords", event.mode.as_deref().unwrap_or(""));
    entity.add("keywords", event.cameo.as_deref().unwrap_or(""));
    for context in &event.contexts {
        entity.add("keywords", context);
    }
    entity.add("recordId", &event.id);
    if let Some(place) = &event.location {
        entity.add("location", &full_name(place));
        entity.add("addressEntity", &address(place).id);
    }
    entity
}

pub(super) fn act_link(
    view: &View<'_>,
    event: &Event<CharSpan>,
    actor: &Actor<CharSpan>,
    recipient: &Actor<CharSpan>,
) -> Entity {
    let key = format!("link {} {} {}", event.id, actor.id, recipient.id);
    let mut link = dated(sourced(view, Entity::new("UnknownLink", &key)), event);
    link.add("subject", &actor_id(view, actor));
    link.add("object", &actor_id(view, recipient));
    link.add("role", &kind(event));
    link.add("status", "reported");
    link.add("summary", &view.words(event.evidence.sentence));
    link.add("description", &view.told(event));
    link.add("recordId", &event.id);
    link
}

pub(super) fn full_name(place: &Place<CharSpan>) -> String {
    let parts = [Some(&place.name), place.admin1.as_ref(), place.country.as_ref()];
    let mut parts: Vec<&String> = parts.into_iter().flatten().collect();
    parts.dedup();
    parts.into_iter().map(|part| one_line(part)).collect::<Vec<_>>().join(", ")
}

pub(super) fn address(place: &Place<CharSpan>) -> Entity {
    let named = place.geonameid.map_or_else(|| full_name(place), |id| format!("geonames {id}"));
    let mut address = Entity::new("Address", &format!("place {named}"));
    address.add("full", &full_name(place));
    let state = place.country.as_deref().and_then(crate::crosswalk::state);
    address.add("country", &state.map(|state| state.iso2.to_lowercase()).unwrap_or_default());
    address.add("state", place.admin1.as_deref().unwrap_or(""));
    if let Some(at) = Located::of(place) {
        address.add("latitude", &at.lat.to_string());
        address.add("longitude", &at.lon.to_string());
    }
    address.add("remarks", &format!("precision: {}", code(&place.precision)));
    address
}
