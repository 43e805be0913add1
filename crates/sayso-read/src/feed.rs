//! RSS, Atom and JSON feeds: every item is a document.

use crate::draft::{Draft, Drafts, filled};
use crate::page;
use crate::problem::{At, ReadError};
use feed_rs::model::{Entry, Link};
use sayso_core::Published;

/// Reads a feed. `text` is the decoded form, tried where the bytes are damaged.
pub(crate) fn read(bytes: &[u8], text: &str) -> Drafts {
    let parse = |bytes: &[u8]| {
        // Without an id of its own an item gets one from its text, the same on every run.
        let parser = feed_rs::parser::Builder::new().id_generator(|_, _, _| String::new()).build();
        parser.parse(bytes)
    };
    let feed = match parse(bytes).or_else(|first| parse(text.as_bytes()).map_err(|_| first)) {
        Ok(feed) => feed,
        Err(error) => return Drafts::failed(ReadError::BadFeed(error.to_string())),
    };
    let publisher = feed.title.as_ref().and_then(|title| filled(&title.content));
    let language = feed.language.clone();
    let mut drafts = Drafts::default();
    for (at, entry) in feed.entries.into_iter().enumerate() {
        let at = At::Item(at + 1);
        match item(entry) {
            Some(draft) => drafts.drafts.push(Draft {
                publisher: publisher.clone(),
                language: draft.language.clone().or_else(|| language.clone()),
                at: Some(at),
                ..draft
            }),
            None => drafts.problems.push((Some(at), ReadError::Empty)),
        }
    }
    if drafts.drafts.is_empty() && drafts.problems.is_empty() {
        drafts.problems.push((None, ReadError::Empty));
    }
    drafts
}

fn item(entry: Entry) -> Option<Draft> {
    let body = entry.content.as_ref().and_then(|content| content.body.clone());
    let summary = entry.summary.as_ref().map(|summary| summary.content.clone());
    let title = entry.title.as_ref().and_then(|title| filled(&page::fragment_text(&title.content).text));
    let source = [body, summary].into_iter().flatten().max_by_key(String::len)?;
    let text = page::fragment_text(&source);
    if text.text.is_empty() {
        return None;
    }
    let published = entry
        .published
        .or(entry.updated)
        .and_then(|time| Published::parse(&time.format("%Y-%m-%dT%H:%M:%SZ").to_string()));
    let authors: Vec<String> = entry
        .authors
        .iter()
        .filter_map(|person| person.name.as_deref().or(person.email.as_deref()).and_then(filled))
        .collect();
    Some(Draft {
        id: filled(&entry.id),
        title,
        byline: (!authors.is_empty()).then(|| authors.join(", ")),
        url: address(&entry.links),
        published,
        language: entry.language,
        text: text.text,
        captions: text.captions,
        ..Draft::default()
    })
}

fn address(links: &[Link]) -> Option<String> {
    links
        .iter()
        .find(|link| link.rel.as_deref() == Some("alternate"))
        .or_else(|| links.iter().find(|link| link.rel.is_none()))
        .or_else(|| links.first())
        .and_then(|link| filled(&link.href))
}
