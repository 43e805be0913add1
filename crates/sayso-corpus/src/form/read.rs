//! From the compact form to an annotation.

use super::heads::{contexts, event, factuality, label, no_reason, put, tie};
use super::lexer::{Token, tokens};
use super::places::Places;
use super::values;
use crate::{Annotation, NotEvent, Sheet};
use sayso_core::{
    Actor, Chain, CharSpan, Event, Evidence, Holder, Label, Link, Party, ProducedBy, Reading, SCHEMA_VERSION, Standing,
    Tie, codes,
};
use std::collections::BTreeSet;

/// What is wrong in a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct Mistake {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong and what may stand there.
    pub message: String,
}

/// Reads an annotation of the document of `sheet`.
///
/// # Errors
/// Every line that can't be understood, in order. Nothing is guessed: a file with a mistake gives no annotation.
pub fn read(written: &str, sheet: &Sheet) -> Result<Annotation, Vec<Mistake>> {
    let mut form = Form::new(sheet);
    let lines: Vec<(usize, &str)> = written.lines().enumerate().map(|(at, line)| (at + 1, line)).collect();
    // Actors may be declared anywhere, and used before.
    for (number, line) in &lines {
        if let Some(declared) = line.strip_prefix("actor ") {
            form.told(*number, |form| form.actor(declared));
        }
    }
    for (number, line) in lines {
        form.told(number, |form| form.line(number, line));
    }
    form.finish()
}

/// A record that is being read.
enum Record {
    Event(Box<Event<CharSpan>>),
    Label(Box<Label<CharSpan>>, Option<Party<CharSpan>>),
    Tie(Box<Tie<CharSpan>>, Option<Party<CharSpan>>, Option<Party<CharSpan>>),
    /// A line that needs no fields.
    Not,
}

pub(super) struct Form<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) places: Places<'s>,
    pub(super) actors: Vec<Actor<CharSpan>>,
    reading: Reading<CharSpan>,
    not_events: Vec<NotEvent>,
    annotators: Vec<String>,
    /// The record above, the line and the sentence that it began with, and its chain.
    current: Option<(usize, usize, Record)>,
    chain: Vec<Link<CharSpan>>,
    /// The agency that is named as author: a link behind the publisher in every chain.
    author: Option<Link<CharSpan>>,
    /// Chain of the record before, for `same`.
    before: Option<Vec<Link<CharSpan>>>,
    mistakes: Vec<Mistake>,
}

pub(super) type Told = Result<(), String>;

impl<'s> Form<'s> {
    fn new(sheet: &'s Sheet) -> Form<'s> {
        let produced_by = ProducedBy { schema: SCHEMA_VERSION.into(), ..ProducedBy::default() };
        let document = sheet.document.clone();
        Form {
            sheet,
            places: Places::new(sheet),
            actors: Vec::new(),
            reading: Reading {
                document,
                actors: Vec::new(),
                events: Vec::new(),
                labels: Vec::new(),
                ties: Vec::new(),
                produced_by,
                fingerprint: Vec::new(),
            },
            not_events: Vec::new(),
            annotators: Vec::new(),
            current: None,
            chain: Vec::new(),
            author: None,
            before: None,
            mistakes: Vec::new(),
        }
    }

    fn told(&mut self, line: usize, what: impl FnOnce(&mut Self) -> Told) {
        if let Err(message) = what(self) {
            self.mistakes.push(Mistake { line, message });
        }
    }

    fn line(&mut self, number: usize, line: &str) -> Told {
        let empty = line.trim_start().is_empty() || line.trim_start().starts_with('#');
        if empty || line.starts_with(['[', '\u{feff}']) || line.starts_with("actor ") {
            return Ok(());
        }
        if line.starts_with([' ', '\t']) {
            return self.field(&tokens(line)?);
        }
        self.end();
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match first {
            "document" if rest.trim() == self.sheet.document.id.0 => Ok(()),
            "document" => Err(format!("this annotates {:?}, the sheet is of {}", rest.trim(), self.sheet.document.id)),
            "annotator" => {
                self.annotators.push(rest.trim().to_string());
                Ok(())
            }
            "author" => {
                let link = self.link(1, &tokens(rest)?)?;
                put(&mut self.author, link)
            }
            "title" | "byline" | "publisher" | "published" | "url" | "text_sha256" => Ok(()),
            _ => self.record(number, &tokens(line)?),
        }
    }

    /// The first line of a record: `3 "arrested" COERCE arrest`, `3 label "gang" epithet negative`,
    /// `3 tie "funded" funds holds`, `3 not "shot" sport`.
    fn record(&mut self, line: usize, tokens: &[Token]) -> Told {
        let shape = "a record begins so: 3 \"arrested\" COERCE arrest, or 3 label \"gang\" epithet negative, or 3 tie \"funded\" funds holds, or 3 not \"shot\" sport";
        let (number, rest) = match tokens {
            [Token::Word(number), rest @ ..] => (number.parse::<usize>().map_err(|_| shape)?, rest),
            _ => return Err(shape.into()),
        };
        let sentence = self.places.sentence(number)?;
        let record = match rest {
            [Token::Quoted(trigger), rest @ ..] => {
                let trigger = self.places.find(trigger, number)?;
                Record::Event(Box::new(event(Evidence { sentence, trigger }, rest)?))
            }
            [Token::Word(what), Token::Quoted(words), rest @ ..] => {
                let span = self.places.find(words, number)?;
                match what.as_str() {
                    "label" => Record::Label(Box::new(label(span, rest)?), None),
                    "tie" => Record::Tie(Box::new(tie(Evidence { sentence, trigger: span }, rest)?), None, None),
                    "not" => {
                        let why = match rest {
                            [Token::Word(why), ..] => values::named(why).ok_or_else(|| no_reason(why))?,
                            _ => return Err(no_reason("")),
                        };
                        self.not_events.push(NotEvent { span, sentence, why });
                        Record::Not
                    }
                    _ => return Err(shape.into()),
                }
            }
            _ => return Err(shape.into()),
        };
        self.chain = vec![link_of_publisher()];
        self.current = Some((line, number, record));
        Ok(())
    }

    /// A line of a record.
    fn field(&mut self, tokens: &[Token]) -> Told {
        let Some(Token::Word(field)) = tokens.first() else {
            return Err("a line of a record begins with the name of a field".into());
        };
        // A record whose first line has a mistake is passed over: that mistake is told already.
        let Some((line, number, mut record)) = self.current.take() else { return Ok(()) };
        let rest = &tokens[1..];
        let done = match field.as_str() {
            "by" => self.link(number, rest).map(|link| self.chain.push(link)),
            "same" => match &self.before {
                Some(chain) => {
                    self.chain = chain.clone();
                    Ok(())
                }
                None => Err("there is no record above whose chain could be the same".into()),
            },
            _ => self.field_of(&mut record, field, number, rest),
        };
        self.current = Some((line, number, record));
        done
    }

    fn field_of(&self, record: &mut Record, field: &str, number: usize, rest: &[Token]) -> Told {
        match (record, field) {
            (Record::Event(event), _) => self.field_of_event(event, field, number, rest),
            (Record::Label(_, target), "of") => put(target, self.party(number, rest)?),
            (Record::Label(..), _) => Err(format!("a label has no field {field:?}; it has of, by, same")),
            (Record::Tie(_, from, _), "from") => put(from, self.party(number, rest)?),
            (Record::Tie(_, _, to), "to") => put(to, self.party(number, rest)?),
            (Record::Tie(tie, ..), "since") => put(&mut tie.since, self.date(number, rest)?),
            (Record::Tie(tie, ..), "until") => put(&mut tie.until, self.date(number, rest)?),
            (Record::Tie(..), _) => {
                Err(format!("a tie has no field {field:?}; it has from, to, since, until, by, same"))
            }
            (Record::Not, _) => Err(format!("what is no event has no field {field:?}")),
        }
    }

    fn field_of_event(&self, event: &mut Event<CharSpan>, field: &str, number: usize, rest: &[Token]) -> Told {
        match field {
            "actor" => event.actor.push(self.party(number, rest)?),
            "recipient" => event.recipient.push(self.party(number, rest)?),
            "date" => put(&mut event.date, self.date(number, rest)?)?,
            "place" => put(&mut event.location, self.place(number, rest)?)?,
            "fact" => event.factuality = factuality(rest)?,
            "context" => event.contexts.extend(contexts(rest)?),
            "cameo" => match rest {
                [Token::Word(code)] if codes::cameo(code).is_some() => event.cameo = Some(code.clone()),
                _ => return Err("cameo takes one code of cameo.tsv with its leading zero, for example 0874".into()),
            },
            "background" if rest.is_empty() => event.standing = Standing::Background,
            _ if codes::MAGNITUDES.contains(&field) => {
                if event.magnitude.insert(field.to_string(), self.magnitude(number, rest)?).is_some() {
                    return Err(format!("{field} is given twice"));
                }
            }
            _ => {
                return Err(format!(
                    "an event has no field {field:?}; it has actor, recipient, date, place, {}, fact, context, cameo, background, by, same",
                    codes::MAGNITUDES.join(", ")
                ));
            }
        }
        Ok(())
    }

    /// Puts the record above away.
    fn end(&mut self) {
        let Some((line, _, record)) = self.current.take() else { return };
        let chain = std::mem::take(&mut self.chain);
        if !matches!(record, Record::Not) {
            self.before = Some(chain.clone());
        }
        let chain = self.behind_author(chain);
        let missing = match record {
            Record::Event(mut event) => {
                event.chain = chain;
                self.reading.events.push(*event);
                None
            }
            Record::Label(mut label, target) => {
                label.chain = chain;
                match target {
                    Some(target) => {
                        label.target = target;
                        self.reading.labels.push(*label);
                        None
                    }
                    None => Some("the label has no target (of KEY \"words\")"),
                }
            }
            Record::Tie(mut tie, from, to) => {
                tie.chain = chain;
                match (from, to) {
                    (Some(from), Some(to)) => {
                        (tie.from, tie.to) = (from, to);
                        self.reading.ties.push(*tie);
                        None
                    }
                    _ => Some("a tie has two ends (from KEY \"words\", to KEY \"words\")"),
                }
            }
            Record::Not => None,
        };
        if let Some(message) = missing {
            self.mistakes.push(Mistake { line, message: message.into() });
        }
    }

    fn behind_author(&self, mut links: Vec<Link<CharSpan>>) -> Chain<CharSpan> {
        if let Some(author) = &self.author {
            links.insert(links.len().min(1), author.clone());
        }
        Chain::of_links(links)
    }

    fn finish(mut self) -> Result<Annotation, Vec<Mistake>> {
        self.end();
        self.reading.actors = std::mem::take(&mut self.actors);
        let reading = crate::annotation::finished(self.reading);
        let mut seen = BTreeSet::new();
        for (id, trigger) in crate::annotation::names(&reading) {
            if !seen.insert(id) {
                let message = format!(
                    "two records of one type stand on the characters {}-{} with one chain",
                    trigger.start, trigger.end
                );
                self.mistakes.push(Mistake { line: 0, message });
            }
        }
        if !self.mistakes.is_empty() {
            self.mistakes.sort();
            return Err(self.mistakes);
        }
        Ok(Annotation { reading, not_events: self.not_events, annotators: self.annotators })
    }
}

fn link_of_publisher() -> Link<CharSpan> {
    let holder = Holder { publisher: true, actor: None, span: None, unnamed: false, place: None };
    Link { holder, cue: None, act: None, quote: None }
}
