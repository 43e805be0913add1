//! ClaimReview (schema.org, JSON-LD): a skeleton a claim, its verdict left empty.
//!
//! Claims of one incident are held until the end, so that the earliest appearance, those who repeat it and those who deny
//! it stand together. Where reports weren't joined, accounts of one trigger in one document do.

use crate::view::{View, code, days, kind, versions};
use crate::{ExportError, Format, Joined, Layout, Loss, Mapped, Output, Sink};
use jiff::civil::Date;
use sayso_core::{Act, ActorKind, CharSpan, Event, Polarity, Reading};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Where each property comes from.
pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new(
        "ClaimReview",
        "events with a holder beside the publisher",
        "one for the accounts of an incident; where files are read by themselves, for those of one trigger",
    ),
    Mapped::empty(
        "ClaimReview.reviewRating, author, url, datePublished",
        "whoever checks the claim fills them in: sayso gives no verdict",
    ),
    Mapped::new("ClaimReview.creativeWorkStatus, description", "-", "Incomplete, and why"),
    Mapped::new(
        "ClaimReview.claimReviewed, itemReviewed.text",
        "evidence.sentence",
        "the words of the earliest account, no paraphrase",
    ),
    Mapped::new(
        "itemReviewed.author",
        "chain, last holder",
        "Person, Organization or Thing; description says where the text doesn't name it",
    ),
    Mapped::new("itemReviewed.creditText", "chain", "all holders from the publisher inwards"),
    Mapped::new("itemReviewed.datePublished", "document.published", "of the earliest account"),
    Mapped::new("itemReviewed.about", "actor, recipient", "names, so that pronouns in the sentence are resolved"),
    Mapped::new("itemReviewed.temporalCoverage, spatialCoverage", "date, location", ""),
    Mapped::new("itemReviewed.keywords", "event, mode, factuality", ""),
    Mapped::new(
        "itemReviewed.firstAppearance",
        "document",
        "the earliest report by day of publication; absent where no report has one",
    ),
    Mapped::new("itemReviewed.appearance", "document", "all reports that carry it"),
    Mapped::new("ClaimReview.mentions", "events", "the other accounts as Claims; name is Denial or Other account"),
    Mapped::new("ClaimReview.version", "produced_by", ""),
];

const NOTE: &str =
    "Skeleton without a verdict: rating, author and date of the review are left to whoever checks the claim.";

/// Gathers claims and writes them at the end.
pub(crate) struct ClaimReview<'w> {
    out: Sink<'w>,
    loss: Loss,
    order: Vec<String>,
    groups: BTreeMap<String, Vec<Told>>,
}

/// An account as a claim.
struct Told {
    id: String,
    published: Option<Date>,
    doc: String,
    own_voice: bool,
    denial: bool,
    claim: Value,
    article: Value,
    versions: String,
}

impl<'w> ClaimReview<'w> {
    pub fn open(output: Output<'w>) -> Result<Self, ExportError> {
        let out = output.into_stream(Format::ClaimReview)?;
        Ok(ClaimReview { out, loss: Loss::new(Format::ClaimReview.name()), order: Vec::new(), groups: BTreeMap::new() })
    }

    fn take(&mut self, view: &View<'_>, event: &Event<CharSpan>) {
        let act = event.chain.innermost().and_then(|link| link.act);
        if !matches!(act, None | Some(Act::States | Act::Denies | Act::Doubts | Act::Believes)) {
            let why = "a claim says that something is or was so";
            return self.loss.left_out("wishes, questions, promises, predictions", why, &event.id);
        }
        let trigger = event.evidence.trigger;
        let key = match view.joined.incidents.get(&event.id) {
            Some(incident) => format!("incident {}", incident.id),
            None => format!("{} {} {} {}", view.document().id, trigger.start, trigger.end, event.event),
        };
        let group = self.groups.entry(key.clone()).or_default();
        if group.is_empty() {
            self.order.push(key);
        }
        group.push(told(view, event, act));
    }
}

impl Layout for ClaimReview<'_> {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        let view = View::new(reading, joined);
        self.loss.document(view.reading);
        for event in &reading.events {
            self.take(&view, event);
        }
        for label in &reading.labels {
            self.loss.left_out("labels", "a name for somebody is no claim that something happened", &label.id);
        }
        for tie in &reading.ties {
            self.loss.left_out("ties", "only acts are written as claims", &tie.id);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Loss, ExportError> {
        self.out.write_all(b"{\"@context\":\"https://schema.org\",\"@graph\":[")?;
        let mut any = false;
        for key in &self.order {
            let Some(group) = self.groups.get_mut(key) else { continue };
            if group.iter().all(|told| told.own_voice) {
                for told in group {
                    self.loss.left_out(
                        "what the publisher says itself",
                        "a claim needs a speaker beside the publisher",
                        &told.id,
                    );
                }
                continue;
            }
            self.out.write_all(if any { b",\n" } else { b"\n" })?;
            serde_json::to_writer(&mut self.out, &review(group)).map_err(std::io::Error::from)?;
            any = true;
            self.loss.row();
            for told in group {
                self.loss.reduced("spans, magnitudes, rules", "schema.org has no place for them", &told.id);
            }
        }
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok(self.loss)
    }
}

/// The skeleton of a group of accounts: the earliest that somebody vouches for is reviewed, the others stand beside it.
fn review(group: &mut [Told]) -> Value {
    group.sort_by(|a, b| {
        let rank = |told: &Told| (told.own_voice, told.denial, told.published.is_none(), told.published);
        rank(a).cmp(&rank(b)).then_with(|| (&a.doc, &a.id).cmp(&(&b.doc, &b.id)))
    });
    let Some((first, others)) = group.split_first() else { return Value::Null };
    let mut claim = first.claim.clone();
    if let Value::Object(claim) = &mut claim {
        let same: Vec<&Told> =
            std::iter::once(first).chain(others.iter().filter(|told| told.denial == first.denial)).collect();
        let dated = same.iter().filter(|told| told.published.is_some());
        if let Some(earliest) = dated.min_by_key(|told| (told.published, told.doc.clone())) {
            claim.insert("firstAppearance".into(), earliest.article.clone());
        }
        let mut seen = BTreeSet::new();
        let carriers = same.iter().filter(|told| seen.insert(told.doc.as_str()));
        claim.insert("appearance".into(), carriers.map(|told| told.article.clone()).collect());
    }
    let mut review = json!({
        "@type": "ClaimReview",
        "@id": format!("urn:sayso:claim:{}", first.id),
        "creativeWorkStatus": "Incomplete",
        "description": NOTE,
        "claimReviewed": claim.get("text"),
        "itemReviewed": claim,
        "version": first.versions,
    });
    if !others.is_empty() {
        review["mentions"] = others.iter().map(|other| beside(other, first.denial)).collect();
    }
    review
}

fn beside(other: &Told, reviewed_is_denial: bool) -> Value {
    let mut claim = other.claim.clone();
    let name = if other.denial && !reviewed_is_denial { "Denial" } else { "Other account" };
    claim["name"] = json!(name);
    claim["appearance"] = json!([other.article]);
    claim
}

fn told(view: &View<'_>, event: &Event<CharSpan>, act: Option<Act>) -> Told {
    let document = view.document();
    let negative = event.factuality.polarity == Polarity::Negative;
    Told {
        id: event.id.clone(),
        published: document.published.as_ref().map(|published| published.date),
        doc: document.id.0.clone(),
        own_voice: event.chain.is_own_voice(),
        denial: negative || act == Some(Act::Denies),
        claim: claim(view, event),
        article: article(view),
        versions: versions(&view.reading.produced_by),
    }
}

fn claim(view: &View<'_>, event: &Event<CharSpan>) -> Value {
    let facts = event.factuality;
    let mut claim = json!({
        "@type": "Claim",
        "@id": format!("urn:sayso:event:{}", event.id),
        "name": kind(event),
        "text": view.words(event.evidence.sentence),
        "author": speaker(view, event),
        "creditText": view.chain(&event.chain),
        "keywords": [kind(event), format!("polarity {}", code(&facts.polarity)), code(&facts.certainty), code(&facts.realis)],
    });
    if let Some(published) = &view.document().published {
        claim["datePublished"] = json!(published.text);
    }
    let parties = event.actor.iter().chain(&event.recipient);
    let about: Vec<Value> = parties.map(|party| json!({"@type": "Thing", "name": view.party(party)})).collect();
    if !about.is_empty() {
        claim["about"] = Value::Array(about);
    }
    if let Some(place) = &event.location {
        claim["spatialCoverage"] = json!({"@type": "Place", "name": place.name});
    }
    if event.date.is_some() {
        let (from, to) = days(event.date.as_ref());
        let open = |day: String| if day.is_empty() { "..".to_string() } else { day };
        claim["temporalCoverage"] = json!(format!("{}/{}", open(from), open(to)));
    }
    claim
}

fn speaker(view: &View<'_>, event: &Event<CharSpan>) -> Value {
    let Some(link) = event.chain.innermost() else { return Value::Null };
    let actor = view.holder_actor(link);
    let sort = match actor.map(|actor| actor.kind) {
        Some(ActorKind::Person) => "Person",
        Some(ActorKind::Organization | ActorKind::State | ActorKind::PlaceAsState) => "Organization",
        _ if link.holder.publisher => "Organization",
        _ => "Thing",
    };
    let mut speaker = json!({"@type": sort, "name": view.holder(link)});
    if link.holder.unnamed {
        speaker["description"] = json!("described, not named in the report");
    } else if let Some(role) = actor.and_then(|actor| actor.roles.first()) {
        let of = role.organization.as_ref().map(|of| format!(", {of}")).unwrap_or_default();
        speaker["description"] = json!(format!("{}{of}", role.title));
    }
    speaker
}

fn article(view: &View<'_>) -> Value {
    let document = view.document();
    let mut article = json!({"@type": "Article", "identifier": document.id});
    let texts = [
        ("headline", &document.title),
        ("url", &document.url),
        ("creditText", &document.byline),
        ("inLanguage", &document.language),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            article[name] = json!(value);
        }
    }
    if let Some(published) = &document.published {
        article["datePublished"] = json!(published.text);
    }
    if let Some(publisher) = &document.publisher {
        article["publisher"] = json!({"@type": "Organization", "name": publisher});
    }
    article
}
