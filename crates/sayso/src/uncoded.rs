//! What was left uncoded, by frequency, to grow the dictionaries: parties without a code, verbs without a record (the null
//! actors and null verbs of PETRARCH).

use crate::{Document, Error, Reader, Reading};
use sayso_core::words::{name, one_line};
use sayso_core::{CharSpan, CodePoints, DocumentId, Party, Span};
use sayso_export::words::is_pronoun;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Where one of them stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// The document.
    pub doc: String,
    /// The words, in code points of its text.
    pub span: CharSpan,
    /// The words.
    pub words: String,
    /// The sentence on one line.
    pub sentence: String,
}

impl Seen {
    fn new(document: &Document, points: &CodePoints<'_>, span: Span, sentence: Span) -> Seen {
        Seen {
            doc: document.id.to_string(),
            span: points.chars(span),
            words: one_line(span.of(&document.text)),
            sentence: one_line(sentence.of(&document.text)),
        }
    }
}

/// Words that fill a party of records and carry neither country nor sector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UncodedActor {
    /// The actor's name, or the words without article.
    pub phrase: String,
    /// Kind of the actor; "unresolved" where the words stand for no actor.
    pub kind: String,
    /// Parties of records.
    pub count: usize,
    /// Of these actors.
    pub as_actor: usize,
    /// Of these recipients.
    pub as_recipient: usize,
    /// Documents.
    pub documents: usize,
    /// The first of them that is no pronoun, where there is one.
    pub example: Seen,
    /// Its record.
    pub event: String,
}

/// A verb that tells what somebody with a code does and gave no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UncodedVerb {
    /// Lemma, with its particle or the noun of a light verb.
    pub verb: String,
    /// How often.
    pub count: usize,
    /// How often with a recipient who has a code, too.
    pub with_recipient: usize,
    /// Documents.
    pub documents: usize,
    /// Rules that it triggers, but whose conditions did not hold.
    pub rules_tried: BTreeSet<String>,
    /// The first with a recipient, or the first.
    pub example: Seen,
    /// Who acts there.
    pub actor: String,
    /// Who is acted upon there.
    pub recipient: Option<String>,
}

/// Counts parties without a code.
#[derive(Debug, Default)]
pub struct UncodedActors {
    found: BTreeMap<String, Counted<UncodedActor>>,
    nameless: usize,
}

/// Counts verbs without a record.
#[derive(Debug, Default)]
pub struct UncodedVerbs {
    found: BTreeMap<String, Counted<UncodedVerb>>,
}

#[derive(Debug)]
struct Counted<T> {
    record: T,
    documents: BTreeSet<DocumentId>,
}

impl UncodedActors {
    /// Counts the parties of a reading's records.
    pub fn add(&mut self, reading: &Reading) {
        let points = CodePoints::new(&reading.document.text);
        for event in &reading.events {
            let sides = [(&event.actor, true), (&event.recipient, false)];
            for (party, acts) in sides.into_iter().flat_map(|(side, acts)| side.iter().map(move |party| (party, acts)))
            {
                if reading.is_coded(party) {
                    continue;
                }
                let Some((phrase, kind)) = called(reading, party) else {
                    self.nameless += 1;
                    continue;
                };
                let counted = self.found.entry(phrase.to_lowercase()).or_insert_with(|| Counted {
                    documents: BTreeSet::new(),
                    record: UncodedActor {
                        phrase,
                        kind,
                        count: 0,
                        as_actor: 0,
                        as_recipient: 0,
                        documents: 0,
                        example: Seen::new(&reading.document, &points, party.span, event.evidence.sentence),
                        event: event.id.clone(),
                    },
                });
                // "I" shows a person's name to nobody.
                if is_pronoun(&counted.record.example.words) {
                    let seen = Seen::new(&reading.document, &points, party.span, event.evidence.sentence);
                    (counted.record.example, counted.record.event) = (seen, event.id.clone());
                }
                counted.record.count += 1;
                counted.record.as_actor += usize::from(acts);
                counted.record.as_recipient += usize::from(!acts);
                counted.documents.insert(reading.document.id.clone());
            }
        }
    }

    /// Pronouns of which it isn't plain whom they stand for, and numbers: no dictionary helps there, so they are not in the list.
    pub fn nameless(&self) -> usize {
        self.nameless
    }

    /// The most frequent first.
    pub fn ranked(self) -> Vec<UncodedActor> {
        let all = self.found.into_values();
        let mut ranked: Vec<UncodedActor> =
            all.map(|counted| UncodedActor { documents: counted.documents.len(), ..counted.record }).collect();
        ranked.sort_by(|a, b| (b.count, b.documents, &a.phrase).cmp(&(a.count, a.documents, &b.phrase)));
        ranked
    }
}

/// What a party is called, and its kind; none for a pronoun or a mere number.
fn called(reading: &Reading, party: &Party) -> Option<(String, String)> {
    if let Some(actor) = party.actor.as_ref().and_then(|id| reading.actor(id)) {
        return Some((without_article(&one_line(&actor.name)), name(&actor.kind)));
    }
    let words = without_article(&one_line(party.span.of(&reading.document.text)));
    let names = words.chars().any(char::is_alphabetic) && !is_pronoun(&words);
    names.then(|| (words, "unresolved".to_string()))
}

fn without_article(words: &str) -> String {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let article = ["the", "a", "an"].iter().any(|article| first.eq_ignore_ascii_case(article));
    if article && !rest.is_empty() { rest.to_string() } else { words.to_string() }
}

/// The verbs of one document that gave no record, each by itself.
///
/// # Errors
/// Where the document can't be parsed.
pub fn verbs_of(reader: &Reader, document: &Document) -> Result<UncodedVerbs, Error> {
    let parse = reader.parse(document)?;
    let points = CodePoints::new(&document.text);
    let words = |span: Span| one_line(span.of(&document.text));
    let rules = &reader.coder().rules;
    let mut verbs = UncodedVerbs::default();
    for verb in reader.coder().uncoded_verbs(document, &parse) {
        verbs.count(Counted {
            record: UncodedVerb {
                count: 1,
                with_recipient: usize::from(verb.recipient.is_some()),
                documents: 0,
                rules_tried: verb.tried.iter().map(|&rule| rules.pattern(rule).id.clone()).collect(),
                example: Seen::new(document, &points, verb.span, verb.sentence),
                actor: words(verb.actor),
                recipient: verb.recipient.map(words),
                verb: verb.verb,
            },
            documents: [document.id.clone()].into(),
        });
    }
    Ok(verbs)
}

impl UncodedVerbs {
    /// Adds what was found in another document.
    pub fn add(&mut self, others: UncodedVerbs) {
        others.found.into_values().for_each(|counted| self.count(counted));
    }

    fn count(&mut self, new: Counted<UncodedVerb>) {
        let Some(known) = self.found.get_mut(&new.record.verb) else {
            self.found.insert(new.record.verb.clone(), new);
            return;
        };
        let (record, more) = (&mut known.record, new.record);
        record.count += more.count;
        record.with_recipient += more.with_recipient;
        record.rules_tried.extend(more.rules_tried);
        if record.recipient.is_none() && more.recipient.is_some() {
            (record.example, record.actor, record.recipient) = (more.example, more.actor, more.recipient);
        }
        known.documents.extend(new.documents);
    }

    /// The most frequent first.
    pub fn ranked(self) -> Vec<UncodedVerb> {
        let all = self.found.into_values();
        let mut ranked: Vec<UncodedVerb> =
            all.map(|counted| UncodedVerb { documents: counted.documents.len(), ..counted.record }).collect();
        ranked.sort_by(|a, b| (b.count, b.with_recipient, &a.verb).cmp(&(a.count, a.with_recipient, &b.verb)));
        ranked
    }
}
