//! Rows of documents, actors, labels and ties, beside those of events: for tables of a whole reading.

use crate::rows::{row, version};
use crate::{CellKind, Column, Mapped, words};
use sayso_core::words::name;
use sayso_core::{Actor, Chain, DateRange, Document, Label, Party, Reading, Tie};
use serde::Serialize;

row! {
    /// The columns of a document, without its text.
    DocumentRow;
    id Text "document.id" "";
    title Text "document.title" "";
    byline Text "document.byline" "";
    publisher Text "document.publisher" "";
    url Text "document.url" "";
    published Text "document.published" "ISO 8601";
    language Text "document.language" "BCP 47";
    characters Integer "document.text" "code points";
    text_sha256 Text "document.text_sha256" "of the UTF-8 text";
    events Integer "events" "how many";
    labels Integer "labels" "how many";
    ties Integer "ties" "how many";
    version Text "produced_by" "";
}

row! {
    /// The columns of an actor of one document.
    ActorRow;
    doc Text "document.id" "";
    id Text "actors[].id" "unique in the document";
    name Text "actors[].name" "";
    kind Text "actors[].kind" "";
    country Text "actors[].country" "ISO 3166 alpha-3 or IGO, UNO, EUR, NGO, ISM, IMG, MNC";
    country_how Text "actors[].country_how" "how the country was found where no words of the actor's own tell it";
    sector Text "actors[].sector" "PLOVER sectors, with ';'";
    roles Text "actors[].roles" "titles, with ';'";
    aliases Text "actors[].aliases" "other spellings, with ';'";
    mentions Integer "actors[].mentions" "how many";
}

row! {
    /// The columns of a label: who calls whom what.
    LabelRow;
    id Text "labels[].id" "";
    doc Text "document.id" "";
    publisher Text "document.publisher" "";
    published Text "document.published" "ISO 8601";
    label Text "labels[].text" "";
    target Text "labels[].target" "name; the words of the text where unresolved";
    target_code Text "actors[].country, sector" "";
    kind Text "labels[].kind" "";
    polarity Text "labels[].polarity" "";
    holder Text "labels[].chain" "the innermost holder: whose word it is";
    chain Text "labels[].chain" "all holders from the publisher inwards, with ' <- '";
    rule Text "labels[].rule" "";
    confidence Number "labels[].confidence" "between 0 and 1";
    version Text "produced_by" "";
}

row! {
    /// The columns of a tie: who backs or opposes whom.
    TieRow;
    id Text "ties[].id" "";
    doc Text "document.id" "";
    publisher Text "document.publisher" "";
    published Text "document.published" "ISO 8601";
    from Text "ties[].from" "name; the words of the text where unresolved";
    from_code Text "actors[].country, sector" "";
    tie Text "ties[].kind" "";
    to Text "ties[].to" "name; the words of the text where unresolved";
    to_code Text "actors[].country, sector" "";
    change Text "ties[].change" "holds, begins, strengthens, weakens, ends";
    since Text "ties[].since" "first day, ISO 8601";
    until Text "ties[].until" "last day, ISO 8601";
    holder Text "ties[].chain" "the innermost holder: whose word it is";
    chain Text "ties[].chain" "all holders from the publisher inwards, with ' <- '";
    trigger Text "ties[].evidence.trigger" "";
    sentence Text "ties[].evidence.sentence" "white space folded";
    rule Text "ties[].rule" "";
    confidence Number "ties[].confidence" "between 0 and 1";
    version Text "produced_by" "";
}

impl DocumentRow {
    /// The row of a reading's document.
    pub fn new(reading: &Reading) -> DocumentRow {
        let document = &reading.document;
        DocumentRow {
            id: document.id.to_string(),
            title: document.title.as_deref().map(words::one_line).unwrap_or_default(),
            byline: document.byline.as_deref().map(words::one_line).unwrap_or_default(),
            publisher: document.publisher.clone().unwrap_or_default(),
            url: document.url.clone().unwrap_or_default(),
            published: published(document),
            language: document.language.clone().unwrap_or_default(),
            characters: document.text.chars().count().to_string(),
            text_sha256: document.text_sha256.clone(),
            events: reading.events.len().to_string(),
            labels: reading.labels.len().to_string(),
            ties: reading.ties.len().to_string(),
            version: version(reading),
        }
    }
}

impl ActorRow {
    /// The row of an actor of a reading.
    pub fn new(reading: &Reading, actor: &Actor) -> ActorRow {
        let others = actor.aliases.iter().map(|alias| words::one_line(&alias.name)).filter(|name| *name != actor.name);
        ActorRow {
            doc: reading.document.id.to_string(),
            id: actor.id.to_string(),
            name: words::one_line(&actor.name),
            kind: name(&actor.kind),
            country: actor.country.clone().unwrap_or_default(),
            country_how: actor.country_how.clone().unwrap_or_default(),
            sector: actor.sector.join("; "),
            roles: actor.roles.iter().map(|role| role.title.as_str()).collect::<Vec<_>>().join("; "),
            aliases: others.collect::<Vec<_>>().join("; "),
            mentions: actor.mentions.len().to_string(),
        }
    }
}

impl LabelRow {
    /// The row of a label of a reading.
    pub fn new(reading: &Reading, label: &Label) -> LabelRow {
        let (holder, chain) = holders(reading, &label.chain);
        LabelRow {
            id: label.id.clone(),
            doc: reading.document.id.to_string(),
            publisher: reading.document.publisher.clone().unwrap_or_default(),
            published: published(&reading.document),
            label: words::one_line(&label.text),
            target: words::party(reading, &label.target),
            target_code: reading.code(&label.target),
            kind: name(&label.kind),
            polarity: name(&label.polarity),
            holder,
            chain,
            rule: label.rule.clone(),
            confidence: format!("{:.2}", label.confidence),
            version: version(reading),
        }
    }
}

impl TieRow {
    /// The row of a tie of a reading.
    pub fn new(reading: &Reading, tie: &Tie) -> TieRow {
        let (holder, chain) = holders(reading, &tie.chain);
        let (from, to) = (end(reading, &tie.from), end(reading, &tie.to));
        let text = &reading.document.text;
        TieRow {
            id: tie.id.clone(),
            doc: reading.document.id.to_string(),
            publisher: reading.document.publisher.clone().unwrap_or_default(),
            published: published(&reading.document),
            from: from.0,
            from_code: from.1,
            tie: name(&tie.kind),
            to: to.0,
            to_code: to.1,
            change: name(&tie.change),
            since: first_day(tie.since.as_ref()),
            until: last_day(tie.until.as_ref()),
            holder,
            chain,
            trigger: words::one_line(tie.evidence.trigger.of(text)),
            sentence: words::one_line(tie.evidence.sentence.of(text)),
            rule: tie.rule.clone(),
            confidence: format!("{:.2}", tie.confidence),
            version: version(reading),
        }
    }
}

fn published(document: &Document) -> String {
    document.published.as_ref().map(|published| published.text.clone()).unwrap_or_default()
}

fn end(reading: &Reading, party: &Party) -> (String, String) {
    (words::party(reading, party), reading.code(party))
}

fn first_day(range: Option<&DateRange>) -> String {
    range.and_then(|range| range.from.or(range.to)).map(|day| day.to_string()).unwrap_or_default()
}

fn last_day(range: Option<&DateRange>) -> String {
    range.and_then(|range| range.to.or(range.from)).map(|day| day.to_string()).unwrap_or_default()
}

/// The innermost holder, and all of them from the publisher inwards.
pub(crate) fn holders(reading: &Reading, chain: &Chain) -> (String, String) {
    let all: Vec<String> = chain.links().iter().map(|link| words::holder(reading, link)).collect();
    (all.last().cloned().unwrap_or_default(), all.join(" <- "))
}
