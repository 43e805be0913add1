//! From the compact form to an annotation.

use super::lexer::{Quoted, Token, tokens};
use super::places::Places;
use super::values;
use crate::{Annotation, NotEvent, RULE, Sheet, WhyNot};
use sayso_core::words::name;
use sayso_core::{
    Act, Actor, ActorId, ActorKind, Chain, CharSpan, DatePrecision, DateRange, Event, EventType, Evidence, Factuality,
    Holder, HolderText, Label, Link, Magnitude, Party, Place, ProducedBy, Quote, Reading, SCHEMA_VERSION, Standing,
    Tie, codes,
};
use serde::Serialize;
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

struct Form<'s> {
    sheet: &'s Sheet,
    places: Places<'s>,
    actors: Vec<Actor<CharSpan>>,
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

type Told = Result<(), String>;

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

    /// `KEY = NAME; KIND; COUNTRY; SECTOR SECTOR`
    fn actor(&mut self, declared: &str) -> Told {
        let shape = "an actor is declared so: actor police = Police of Norland; organization; NOR; COP (- where nothing is known)";
        let (key, rest) = declared.split_once('=').ok_or(shape)?;
        let key = key.trim();
        let fields: Vec<&str> = rest.split(';').map(str::trim).collect();
        let &[full_name, kind, country, sectors] = fields.as_slice() else { return Err(shape.into()) };
        if key.is_empty() || key.contains([' ', '"']) || key == "unnamed" || key == "?" || full_name.is_empty() {
            return Err(format!("{key:?} can't stand for an actor; {shape}"));
        }
        if self.actors.iter().any(|actor| actor.id.0 == key) {
            return Err(format!("the actor {key:?} is declared twice"));
        }
        let kind: ActorKind = values::named(kind).ok_or_else(|| {
            format!("{kind:?} is no kind of actor: person, organization, state, group, place-as-state, unknown")
        })?;
        let country = Some(country).filter(|country| *country != "-");
        if let Some(code) =
            country.filter(|code| code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            return Err(format!(
                "{code:?} is no country: three capital letters (ISO 3166-1), one of {}, or -",
                codes::ABOVE_STATES.join(", ")
            ));
        }
        let sectors: Vec<String> =
            sectors.split([' ', ',']).filter(|code| !code.is_empty() && *code != "-").map(str::to_string).collect();
        if let Some(code) = sectors.iter().find(|code| !codes::SECTORS.contains(&code.as_str())) {
            return Err(format!("{code:?} is no sector; there are {}", codes::SECTORS.join(", ")));
        }
        self.actors.push(Actor {
            id: ActorId(key.to_string()),
            name: full_name.to_string(),
            aliases: Vec::new(),
            kind,
            country: country.map(str::to_string),
            sector: sectors,
            roles: Vec::new(),
            wikidata: None,
            mentions: Vec::new(),
        });
        Ok(())
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

    /// `KEY "words"`; `?` where the words stand for nobody that is declared.
    fn party(&self, number: usize, rest: &[Token]) -> Result<Party<CharSpan>, String> {
        let [Token::Word(key), Token::Quoted(words)] = rest else {
            return Err("a participant is a declared actor and the words: actor police \"the police\"; ? where it is nobody's name".into());
        };
        let actor = if key == "?" { None } else { Some(self.declared(key)?) };
        Ok(Party { actor, span: self.places.find(words, number)? })
    }

    fn declared(&self, key: &str) -> Result<ActorId, String> {
        let found = self.actors.iter().find(|actor| actor.id.0 == key).map(|actor| actor.id.clone());
        found.ok_or_else(|| format!("no actor {key:?} is declared (actor {key} = NAME; KIND; COUNTRY; SECTORS)"))
    }

    /// `KEY|unnamed [byline] ["words"] [cue "said"] [ACT] [QUOTE]`
    fn link(&self, number: usize, rest: &[Token]) -> Result<Link<CharSpan>, String> {
        let (key, mut rest) = match rest {
            [Token::Word(key), rest @ ..] => (key.as_str(), rest),
            _ => return Err(
                "a holder is a declared actor or unnamed: by ministry \"the ministry\" cue \"said\" states indirect"
                    .into(),
            ),
        };
        let mut link = Link {
            holder: Holder { publisher: false, actor: None, span: None, unnamed: key == "unnamed", place: None },
            cue: None,
            act: None,
            quote: None,
        };
        if key != "unnamed" {
            link.holder.actor = Some(self.declared(key)?);
        }
        loop {
            rest = match rest {
                [] => break,
                [Token::Word(word), Token::Quoted(words), rest @ ..] if word == "byline" => {
                    link.holder.span = Some(self.in_byline(&words.words)?);
                    link.holder.place = Some(HolderText::Byline);
                    rest
                }
                [Token::Word(word), Token::Quoted(words), rest @ ..] if word == "cue" => {
                    put(&mut link.cue, self.places.find(words, number)?)?;
                    rest
                }
                [Token::Quoted(words), rest @ ..] => {
                    put(&mut link.holder.span, self.places.find(words, number)?)?;
                    rest
                }
                [Token::Word(word), rest @ ..] => {
                    match (values::named::<Act>(word), values::named::<Quote>(word)) {
                        (Some(act), _) => put(&mut link.act, act)?,
                        (None, Some(quote)) => put(&mut link.quote, quote)?,
                        (None, None) => {
                            return Err(format!(
                                "{word:?} is no act ({}) and no quote (direct, indirect, mixed, scare)",
                                list(&Act::ALL)
                            ));
                        }
                    }
                    rest
                }
            };
        }
        if link.holder.unnamed && link.holder.span.is_none() {
            link.holder.span = link.cue;
        }
        if link.holder.span.is_none() && link.cue.is_none() {
            return Err("a holder needs the words that name it, or the cue that shows it".into());
        }
        link.act.get_or_insert(Act::States);
        link.quote.get_or_insert(Quote::Indirect);
        Ok(link)
    }

    fn in_byline(&self, words: &str) -> Result<CharSpan, String> {
        let byline = self.sheet.document.byline.as_deref().unwrap_or("");
        let at = byline.find(words).ok_or_else(|| format!("the byline does not hold {words:?}"))?;
        let start = byline[..at].chars().count();
        Ok(CharSpan { start, end: start + words.chars().count() })
    }

    /// `2024-05-14 [PRECISION] ["words"]`
    fn date(&self, number: usize, rest: &[Token]) -> Result<DateRange<CharSpan>, String> {
        let (text, rest) = match rest {
            [Token::Word(text), rest @ ..] => (text, rest),
            _ => return Err("a date is a day or an interval, and the words: date 2024-05-14 \"on Tuesday\"".into()),
        };
        let (from, to, mut precision) = values::days(text)?;
        let mut span = None;
        for token in rest {
            match token {
                Token::Word(word) => {
                    precision = values::named::<DatePrecision>(word).ok_or_else(|| {
                        format!("{word:?} is no precision: day, week, month, quarter, year, decade, unknown")
                    })?;
                }
                Token::Quoted(words) => put(&mut span, self.places.find(words, number)?)?,
            }
        }
        Ok(DateRange { from, to, precision, span })
    }

    /// `NAME; COUNTRY; PRECISION ["words"]`
    fn place(&self, number: usize, rest: &[Token]) -> Result<Place<CharSpan>, String> {
        let shape = "a place is its name, country and precision, and the words: place Accra; GHA; place \"Accra\" (precision: point, place, admin, country, region; - where there is no country)";
        let mut span = None;
        let mut words: Vec<&str> = Vec::new();
        for token in rest {
            match token {
                Token::Word(word) => words.push(word),
                Token::Quoted(quoted) => put(&mut span, self.places.find(quoted, number)?)?,
            }
        }
        let joined = words.join(" ");
        let fields: Vec<&str> = joined.split(';').map(str::trim).collect();
        let &[place, country, precision] = fields.as_slice() else { return Err(shape.into()) };
        let known = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if place.is_empty() || !(country == "-" || known(country)) {
            return Err(shape.into());
        }
        Ok(Place {
            name: place.to_string(),
            span,
            lat: None,
            lon: None,
            admin1: None,
            country: Some(country).filter(|country| *country != "-").map(str::to_string),
            geonameid: None,
            precision: values::named(precision).ok_or(shape)?,
            feature: None,
            how: RULE.to_string(),
        })
    }

    /// `14 [unit UNIT] [hedge WORD] ["words"]`
    fn magnitude(&self, number: usize, rest: &[Token]) -> Result<Magnitude<CharSpan>, String> {
        let (value, mut rest) = match rest {
            [Token::Word(value), rest @ ..] => (value, rest),
            _ => return Err("a number is 14, 14.., ..14 or 10..20, and the words: killed 14.. \"at least 14\"".into()),
        };
        let (at_least, at_most) = values::bounds(value)?;
        let mut magnitude = Magnitude { at_least, at_most, unit: None, hedge: None, span: None };
        loop {
            rest = match rest {
                [] => return Ok(magnitude),
                [Token::Word(word), Token::Word(value), rest @ ..] if word == "unit" => {
                    put(&mut magnitude.unit, value.clone())?;
                    rest
                }
                [Token::Word(word), Token::Word(value), rest @ ..] if word == "hedge" => {
                    put(&mut magnitude.hedge, value.clone())?;
                    rest
                }
                [Token::Quoted(words), rest @ ..] => {
                    put(&mut magnitude.span, self.places.find(words, number)?)?;
                    rest
                }
                [Token::Word(word), ..] => {
                    return Err(format!("behind a number stand unit, hedge or the words, no {word:?}"));
                }
            };
        }
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

/// `TYPE [MODE]`
fn event(evidence: Evidence<CharSpan>, rest: &[Token]) -> Result<Event<CharSpan>, String> {
    let words = words(rest)?;
    let (kind, mode) = match words.as_slice() {
        [kind] => (*kind, None),
        [kind, mode] => (*kind, Some(*mode).filter(|mode| *mode != "-")),
        _ => return Err("behind the trigger stand the type and, where it has one, the mode: COERCE arrest".into()),
    };
    let event =
        EventType::parse(kind).ok_or_else(|| format!("{kind:?} is no type; there are {}", list(&EventType::ALL)))?;
    let modes = codes::modes(event);
    if let Some(mode) = mode.filter(|mode| !modes.contains(mode)) {
        let there = if modes.is_empty() { "none".to_string() } else { modes.join(", ") };
        return Err(format!("{event} has no mode {mode:?}; it has {there}"));
    }
    Ok(Event {
        id: String::new(),
        event,
        mode: mode.map(str::to_string),
        contexts: Vec::new(),
        cameo: codes::default_cameo(event, mode).map(str::to_string),
        actor: Vec::new(),
        recipient: Vec::new(),
        location: None,
        date: None,
        magnitude: std::collections::BTreeMap::new(),
        factuality: Factuality::default(),
        chain: Chain::of_links(Vec::new()),
        evidence,
        standing: Standing::Reported,
        stake: None,
        rule: RULE.into(),
        confidence: 1.0,
        keys: Vec::new(),
    })
}

/// `KIND POLARITY`
fn label(span: CharSpan, rest: &[Token]) -> Result<Label<CharSpan>, String> {
    let shape = "behind the words of a label stand kind (designation, epithet, comparison, praise) and polarity (negative, positive, mixed)";
    let words = words(rest)?;
    let [kind, polarity] = words.as_slice() else { return Err(shape.into()) };
    Ok(Label {
        id: String::new(),
        target: Party { actor: None, span },
        text: String::new(),
        span,
        kind: values::named(kind).ok_or(shape)?,
        polarity: values::named(polarity).ok_or(shape)?,
        chain: Chain::of_links(Vec::new()),
        rule: RULE.into(),
        confidence: 1.0,
    })
}

/// `KIND CHANGE`
fn tie(evidence: Evidence<CharSpan>, rest: &[Token]) -> Result<Tie<CharSpan>, String> {
    let shape = || {
        format!(
            "behind the trigger of a tie stand kind ({}) and change ({})",
            list(&sayso_core::TieKind::ALL),
            list(&sayso_core::TieChange::ALL)
        )
    };
    let words = words(rest)?;
    let [kind, change] = words.as_slice() else { return Err(shape()) };
    let nobody = Party { actor: None, span: evidence.trigger };
    Ok(Tie {
        id: String::new(),
        from: nobody.clone(),
        to: nobody,
        kind: values::named(kind).ok_or_else(shape)?,
        change: values::named(change).ok_or_else(shape)?,
        since: None,
        until: None,
        chain: Chain::of_links(Vec::new()),
        evidence,
        rule: RULE.into(),
        confidence: 1.0,
    })
}

/// Any of polarity, certainty, realis, in any order.
fn factuality(rest: &[Token]) -> Result<Factuality, String> {
    let mut factuality = Factuality::default();
    for word in words(rest)? {
        if let Some(polarity) = values::named(word) {
            factuality.polarity = polarity;
        } else if let Some(certainty) = values::named(word) {
            factuality.certainty = certainty;
        } else if let Some(realis) = values::named(word) {
            factuality.realis = realis;
        } else {
            return Err(format!(
                "{word:?} is none of + -, certain probable possible unknown, actual future conditional requested generic"
            ));
        }
    }
    Ok(factuality)
}

fn contexts(rest: &[Token]) -> Result<Vec<String>, String> {
    let words = words(rest)?;
    match words.iter().find(|word| !codes::CONTEXTS.contains(word)) {
        Some(word) => Err(format!("{word:?} is no context; there are {}", codes::CONTEXTS.join(", "))),
        None => Ok(words.into_iter().map(str::to_string).collect()),
    }
}

fn words(rest: &[Token]) -> Result<Vec<&str>, String> {
    rest.iter()
        .map(|token| match token {
            Token::Word(word) => Ok(word.as_str()),
            Token::Quoted(Quoted { words, .. }) => {
                Err(format!("no words of the text are expected here, but {words:?}"))
            }
        })
        .collect()
}

fn put<T>(slot: &mut Option<T>, value: T) -> Told {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err("this is given twice".into()),
    }
}

fn no_reason(why: &str) -> String {
    let all: Vec<String> = WhyNot::ALL.iter().map(|(why, _)| name(why)).collect();
    format!("{why:?} is no reason; there are {}", all.join(", "))
}

fn list<T: Serialize>(values: &[T]) -> String {
    values.iter().map(name).collect::<Vec<_>>().join(", ")
}
