//! One report's account of one act, with all that is needed to compare it and to show it.

use sayso_core::words::one_line;
use sayso_core::{
    Act, Actor, ActorId, ActorKind, CharSpan, Document, Event, HolderText, Link, MentionForm, Party, Published, Quote,
    Reading, Span,
};
use std::sync::Arc;

/// The document behind an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The document's id.
    pub doc: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<Published>,
    /// Web address.
    pub url: Option<String>,
}

/// A participant or holder with what the document knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyOf {
    /// The actor; none where unresolved.
    pub actor: Option<ActorId>,
    /// The words of the text on one line.
    pub words: String,
    /// The actor's name, or the words where unresolved.
    pub name: String,
    /// Other spellings in this document.
    pub aliases: Vec<String>,
    /// Whether the text names it (a proper name, an acronym, a state) and does not merely describe it.
    pub named: bool,
    /// What sort of thing it is.
    pub kind: ActorKind,
    /// ISO 3166 alpha-3, or the code of a body above states.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sector: Vec<String>,
}

/// A link of an account's chain, the publisher first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolderOf {
    /// The document's own voice.
    pub publisher: bool,
    /// Described, not named.
    pub unnamed: bool,
    /// Who; for the publisher its name. Without words where the text only hints at somebody ("allegedly").
    pub party: PartyOf,
    /// What the holder does with the content.
    pub act: Option<Act>,
    /// How it is rendered.
    pub quote: Option<Quote>,
}

/// One report's account of one act.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The report.
    pub report: Arc<Report>,
    /// The record.
    pub event: Event<CharSpan>,
    /// Who acts, in the order of the record.
    pub actor: Vec<PartyOf>,
    /// Who is acted upon, in the order of the record.
    pub recipient: Vec<PartyOf>,
    /// Who says so, from the publisher inwards.
    pub holders: Vec<HolderOf>,
    /// The words that name the act.
    pub trigger: String,
    /// The sentence on one line.
    pub sentence: String,
}

/// The accounts of a document, in the order of its events.
pub fn accounts(reading: &Reading<CharSpan>) -> Vec<Account> {
    let document = &reading.document;
    let report = report_of(document);
    let bytes = reading.from_output();
    let told = |event: &Event<CharSpan>, spans: &Event<Span>| Account {
        report: Arc::clone(&report),
        event: event.clone(),
        actor: spans.actor.iter().map(|party| party_of(&bytes, party)).collect(),
        recipient: spans.recipient.iter().map(|party| party_of(&bytes, party)).collect(),
        holders: spans.chain.links().iter().map(|link| holder_of(&bytes, link)).collect(),
        trigger: one_line(spans.evidence.trigger.of(&document.text)),
        sentence: one_line(spans.evidence.sentence.of(&document.text)),
    };
    reading.events.iter().zip(&bytes.events).map(|(event, spans)| told(event, spans)).collect()
}

pub(crate) fn report_of<S>(document: &Document<S>) -> Arc<Report> {
    Arc::new(Report {
        doc: document.id.0.clone(),
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        published: document.published.clone(),
        url: document.url.clone(),
    })
}

pub(crate) fn party_of(reading: &Reading, party: &Party) -> PartyOf {
    let words = one_line(party.span.of(&reading.document.text));
    of_actor(party.actor.as_ref().and_then(|id| reading.actor(id)), words)
}

fn of_actor(actor: Option<&Actor>, words: String) -> PartyOf {
    let Some(actor) = actor else {
        return PartyOf {
            actor: None,
            name: words.clone(),
            words,
            aliases: Vec::new(),
            named: false,
            kind: ActorKind::Unknown,
            country: None,
            sector: Vec::new(),
        };
    };
    let named = actor.kind == ActorKind::State
        || actor.mentions.iter().any(|mention| matches!(mention.form, MentionForm::Name | MentionForm::Acronym));
    PartyOf {
        actor: Some(actor.id.clone()),
        words,
        name: one_line(&actor.name),
        aliases: actor.aliases.iter().map(|alias| one_line(&alias.name)).filter(|name| *name != actor.name).collect(),
        named,
        kind: actor.kind,
        country: actor.country.clone(),
        sector: actor.sector.clone(),
    }
}

pub(crate) fn holder_of(reading: &Reading, link: &Link) -> HolderOf {
    let document = &reading.document;
    let holder = &link.holder;
    let words = match (holder.publisher, holder.span, holder.place) {
        (true, ..) => document.publisher.clone().unwrap_or_default(),
        (_, Some(span), Some(HolderText::Byline)) => one_line(span.of(document.byline.as_deref().unwrap_or(""))),
        (_, Some(span), _) => one_line(span.of(&document.text)),
        (_, None, _) => String::new(),
    };
    let actor = holder.actor.as_ref().and_then(|id| reading.actor(id));
    // "Allegedly", "is feared": the word tells that somebody says so, and is nobody's name or description.
    let nobody = holder.unnamed && actor.is_none() && link.cue.is_some() && link.cue == holder.span;
    let words = if nobody { String::new() } else { words };
    HolderOf {
        publisher: holder.publisher,
        unnamed: holder.unnamed,
        party: of_actor(actor, words),
        act: link.act,
        quote: link.quote,
    }
}
