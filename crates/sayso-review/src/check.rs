//! A record as a person gives it: what is left out is filled in, what can't be is refused.

use crate::corrected::actor_at;
use crate::{RULE, Record, RecordKind};
use sayso_core::words::{name, one_line};
use sayso_core::{
    Chain, CharSpan, CodePoints, DateRange, Event, Link, Party, Place, Reading, Side, Span, Stake, codes, joining_keys,
    record_id,
};
use serde_json::{Map, Value, json};

/// Why a judgement can't be taken.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// It isn't a record.
    #[error("this is no {}: {message}", name(kind))]
    Shape {
        /// What it should be.
        kind: RecordKind,
        /// What is wrong.
        message: String,
    },
    /// A span doesn't fit the text.
    #[error("{field}: [{}, {}) is no stretch of the text, which has {length} characters", span.start, span.end)]
    Span {
        /// Of which field.
        field: String,
        /// The span.
        span: CharSpan,
        /// Length of the text in code points.
        length: usize,
    },
    /// A value isn't in its list.
    #[error("{field}: there is no {value:?}; there are {}", .allowed.join(", "))]
    Value {
        /// Of which field.
        field: &'static str,
        /// What was given.
        value: String,
        /// What may be.
        allowed: Vec<&'static str>,
    },
    /// The type has no such mode.
    #[error("{event} has no mode {mode:?}; it has {}", if .allowed.is_empty() { "none".into() } else { .allowed.join(", ") })]
    Mode {
        /// The type.
        event: &'static str,
        /// What was given.
        mode: String,
        /// What may be.
        allowed: &'static [&'static str],
    },
    /// The chain is broken.
    #[error("chain: {0}")]
    Chain(&'static str),
    /// There is no such actor in the document.
    #[error("{field}: the document has no actor {actor:?}")]
    Actor {
        /// Of which field.
        field: String,
        /// What was given.
        actor: String,
    },
    /// The days are in the wrong order.
    #[error("{field}: the last day lies before the first")]
    Days {
        /// Of which field.
        field: &'static str,
    },
    /// Coordinates that no place has.
    #[error("location: {lat}, {lon} lies nowhere on earth")]
    Coordinates {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
    },
    /// Nobody judges.
    #[error("say who judges: give a reviewer")]
    Nobody,
    /// Such a record is there already.
    #[error("the document has this record already ({id}); correct that one")]
    Known {
        /// Its id.
        id: String,
    },
}

/// The record that a person means by `submitted`: a whole record in the shape of the output, in which id, rule,
/// confidence, sentence and what is computed may be left out. An actor that is left out of a party is looked up by the
/// party's words; null means nobody that the document names.
///
/// `given` is the record that it corrects; none where it is added. `sentences` are those of the document.
///
/// # Errors
/// [`ReviewError`] names the field that can't be taken.
pub fn completed(
    reading: &Reading<CharSpan>,
    kind: RecordKind,
    submitted: Value,
    given: Option<&Record>,
    sentences: &[CharSpan],
) -> Result<Record, ReviewError> {
    let wrong = |message: String| ReviewError::Shape { kind, message };
    let Value::Object(mut fields) = submitted else { return Err(wrong("it is no object".into())) };
    fill(&mut fields, reading, kind, given, sentences);
    let record =
        Record::from_value(kind, Value::Object(fields)).map_err(|error: serde_json::Error| wrong(error.to_string()))?;
    Check::of(reading).record(&record)?;
    let record = computed(reading, record, given);
    match given {
        None => added(reading, record),
        Some(_) => Ok(record),
    }
}

/// Puts in what a person need not write.
fn fill(
    fields: &mut Map<String, Value>,
    reading: &Reading<CharSpan>,
    kind: RecordKind,
    given: Option<&Record>,
    sentences: &[CharSpan],
) {
    fields.insert("id".into(), given.map_or("", Record::id).into());
    fields.insert("rule".into(), RULE.into());
    fields.insert("confidence".into(), 1.0.into());
    let text = CodePoints::new(&reading.document.text);
    let span_in = |value: Option<&Value>| serde_json::from_value::<CharSpan>(value?.clone()).ok();
    match kind {
        RecordKind::Label => {
            let words = span_in(fields.get("span")).map(|span| one_line(text.bytes(span).of(&reading.document.text)));
            fields.insert("text".into(), words.unwrap_or_default().into());
        }
        RecordKind::Event | RecordKind::Tie => {
            if let Some(trigger) = span_in(fields.get("evidence").and_then(|evidence| evidence.get("trigger"))) {
                let holds = |sentence: &CharSpan| sentence.start <= trigger.start && trigger.start < sentence.end;
                let known = given.and_then(Record::sentence).filter(holds);
                let sentence = known.or_else(|| sentences.iter().copied().find(holds)).unwrap_or(trigger);
                fields.insert("evidence".into(), json!({"sentence": sentence, "trigger": trigger}));
            }
        }
    }
    let absent: &[(&str, Value)] = match kind {
        RecordKind::Event => &[
            ("mode", Value::Null),
            ("contexts", json!([])),
            ("cameo", Value::Null),
            ("actor", json!([])),
            ("recipient", json!([])),
            ("location", Value::Null),
            ("date", Value::Null),
            ("magnitude", json!({})),
            ("standing", json!("reported")),
            ("stake", Value::Null),
            ("keys", json!([])),
        ],
        RecordKind::Label => &[("kind", json!("epithet")), ("polarity", json!("negative"))],
        RecordKind::Tie => &[("change", json!("holds")), ("since", Value::Null), ("until", Value::Null)],
    };
    for (field, value) in absent {
        fields.entry(*field).or_insert_with(|| value.clone());
    }
    fields.entry("chain").or_insert_with(|| json!([{"holder": {"publisher": true}}]));
    let name_actor = |party: &mut Value| {
        if let Some(party) = party.as_object_mut()
            && !party.contains_key("actor")
        {
            let actor = span_in(party.get("span")).and_then(|span| actor_at(reading, span));
            party.insert("actor".into(), json!(actor));
        }
    };
    for role in ["actor", "recipient"] {
        fields.get_mut(role).and_then(Value::as_array_mut).into_iter().flatten().for_each(name_actor);
    }
    for role in ["target", "from", "to"] {
        if let Some(party) = fields.get_mut(role) {
            name_actor(party);
        }
    }
    for link in fields.get_mut("chain").and_then(Value::as_array_mut).into_iter().flatten() {
        let holder = link.get_mut("holder").filter(|holder| {
            let field = |name: &str| holder.get(name);
            field("publisher") != Some(&Value::Bool(true)) && field("in") != Some(&json!("byline"))
        });
        if let Some(holder) = holder {
            name_actor(holder);
        }
    }
}

/// What the text and the lists allow.
struct Check<'r> {
    reading: &'r Reading<CharSpan>,
    length: usize,
    byline: usize,
}

impl<'r> Check<'r> {
    fn of(reading: &'r Reading<CharSpan>) -> Check<'r> {
        let document = &reading.document;
        let length = document.text.chars().count();
        Check { reading, length, byline: document.byline.as_deref().unwrap_or("").chars().count() }
    }

    fn record(&self, record: &Record) -> Result<(), ReviewError> {
        self.span("evidence.trigger", record.at(), self.length)?;
        match record {
            Record::Event(event) => self.event(event)?,
            Record::Label(label) => self.party("target", &label.target)?,
            Record::Tie(tie) => {
                self.party("from", &tie.from)?;
                self.party("to", &tie.to)?;
                self.date("since", tie.since.as_ref())?;
                self.date("until", tie.until.as_ref())?;
            }
        }
        self.chain(record.chain())
    }

    fn event(&self, event: &Event<CharSpan>) -> Result<(), ReviewError> {
        let modes = codes::modes(event.event);
        if let Some(mode) = event.mode.as_deref().filter(|mode| !modes.contains(mode)) {
            return Err(ReviewError::Mode { event: event.event.code(), mode: mode.to_string(), allowed: modes });
        }
        one_of("contexts", event.contexts.iter(), codes::CONTEXTS)?;
        one_of("magnitude", event.magnitude.keys(), codes::MAGNITUDES)?;
        if let Some(code) = event.cameo.as_deref().filter(|code| codes::cameo(code).is_none()) {
            return Err(ReviewError::Value {
                field: "cameo",
                value: code.to_string(),
                allowed: vec!["the codes of cameo.tsv"],
            });
        }
        for (role, parties) in [("actor", &event.actor), ("recipient", &event.recipient)] {
            parties.iter().try_for_each(|party| self.party(role, party))?;
        }
        for (field, value) in &event.magnitude {
            self.optional(&format!("magnitude.{field}"), value.span)?;
        }
        self.date("date", event.date.as_ref())?;
        event.location.as_ref().map_or(Ok(()), |place| self.place(place))
    }

    fn place(&self, place: &Place<CharSpan>) -> Result<(), ReviewError> {
        self.optional("location", place.span)?;
        match (place.lat, place.lon) {
            (Some(lat), Some(lon)) if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) => {
                Err(ReviewError::Coordinates { lat, lon })
            }
            _ => Ok(()),
        }
    }

    fn date(&self, field: &'static str, date: Option<&DateRange<CharSpan>>) -> Result<(), ReviewError> {
        let Some(date) = date else { return Ok(()) };
        self.optional(field, date.span)?;
        match (date.from, date.to) {
            (Some(from), Some(to)) if to < from => Err(ReviewError::Days { field }),
            _ => Ok(()),
        }
    }

    fn party(&self, field: &str, party: &Party<CharSpan>) -> Result<(), ReviewError> {
        self.span(field, party.span, self.length)?;
        self.actor(field, party.actor.as_ref())
    }

    fn actor(&self, field: &str, actor: Option<&sayso_core::ActorId>) -> Result<(), ReviewError> {
        match actor.filter(|id| self.reading.actor(id).is_none()) {
            Some(id) => Err(ReviewError::Actor { field: field.to_string(), actor: id.to_string() }),
            None => Ok(()),
        }
    }

    fn chain(&self, chain: &Chain<CharSpan>) -> Result<(), ReviewError> {
        let links = chain.links();
        if !links.first().is_some_and(|link| link.holder.publisher) {
            return Err(ReviewError::Chain("the publisher comes first"));
        }
        links[1..].iter().try_for_each(|link| self.link(link))
    }

    fn link(&self, link: &Link<CharSpan>) -> Result<(), ReviewError> {
        let holder = &link.holder;
        if holder.publisher {
            return Err(ReviewError::Chain("the publisher stands at the first place only"));
        }
        if link.act.is_none() {
            return Err(ReviewError::Chain("every holder behind the publisher needs an act (states, denies, …)"));
        }
        if holder.span.is_none() && link.cue.is_none() {
            return Err(ReviewError::Chain("a holder needs the words that name it, or the cue that shows it"));
        }
        let in_byline = holder.place == Some(sayso_core::HolderText::Byline);
        if let Some(span) = holder.span {
            self.span("chain.holder", span, if in_byline { self.byline } else { self.length })?;
        }
        self.optional("chain.cue", link.cue)?;
        self.actor("chain.holder", holder.actor.as_ref())
    }

    fn optional(&self, field: &str, span: Option<CharSpan>) -> Result<(), ReviewError> {
        span.map_or(Ok(()), |span| self.span(field, span, self.length))
    }

    fn span(&self, field: &str, span: CharSpan, length: usize) -> Result<(), ReviewError> {
        if span.start < span.end && span.end <= length {
            return Ok(());
        }
        Err(ReviewError::Span { field: field.to_string(), span, length })
    }
}

fn one_of<'v>(
    field: &'static str,
    values: impl Iterator<Item = &'v String>,
    allowed: &[&'static str],
) -> Result<(), ReviewError> {
    for value in values {
        if !allowed.contains(&value.as_str()) {
            return Err(ReviewError::Value { field, value: value.clone(), allowed: allowed.to_vec() });
        }
    }
    Ok(())
}

/// Fills what follows from the rest: the CAMEO code of another type, whose side the holder is on, the keys.
fn computed(reading: &Reading<CharSpan>, record: Record, given: Option<&Record>) -> Record {
    let Record::Event(mut event) = record else { return record };
    let before = match given {
        Some(Record::Event(before)) => Some(before),
        _ => None,
    };
    let recoded = before.is_none_or(|before| before.event != event.event || before.mode != event.mode);
    if recoded && before.is_none_or(|before| before.cameo == event.cameo) {
        event.cameo = codes::default_cameo(event.event, event.mode.as_deref()).map(str::to_string);
    }
    let kept = before.filter(|before| {
        before.chain == event.chain && before.actor == event.actor && before.recipient == event.recipient
    });
    event.stake = kept.map_or_else(|| Some(stake(&event)), |before| before.stake.clone());
    let published = reading.document.published.as_ref().map(|published| published.date);
    event.keys = joining_keys(&event, published, |id| reading.actor(id)?.country.clone());
    Record::Event(event)
}

fn stake(event: &Event<CharSpan>) -> Stake {
    let of = |side: Side, reason: &str| Stake { side, reason: reason.to_string() };
    let Some(holder) = event.chain.innermost().map(|link| &link.holder) else {
        return of(Side::Unknown, "no holder");
    };
    if holder.publisher {
        return of(Side::Outside, "the publisher speaks in its own voice");
    }
    let among =
        |parties: &[Party<CharSpan>]| holder.actor.is_some() && parties.iter().any(|party| party.actor == holder.actor);
    if among(&event.actor) {
        of(Side::Actor, "the holder is the actor")
    } else if among(&event.recipient) {
        of(Side::Recipient, "the holder is the recipient")
    } else {
        of(Side::Unknown, "the reviewer did not say whether the holder belongs to a party")
    }
}

/// Gives an added record its id.
fn added(reading: &Reading<CharSpan>, record: Record) -> Result<Record, ReviewError> {
    let text = CodePoints::new(&reading.document.text);
    let byline = CodePoints::new(reading.document.byline.as_deref().unwrap_or(""));
    let in_bytes = |link: &Link<CharSpan>| Link::<Span> {
        holder: sayso_core::Holder {
            publisher: link.holder.publisher,
            actor: link.holder.actor.clone(),
            span: link.holder.span.map(|span| match link.holder.place {
                Some(sayso_core::HolderText::Byline) => byline.bytes(span),
                _ => text.bytes(span),
            }),
            unnamed: link.holder.unnamed,
            place: link.holder.place,
        },
        cue: link.cue.map(|span| text.bytes(span)),
        act: link.act,
        quote: link.quote,
    };
    let chain = Chain::of_links(record.chain().links().iter().map(in_bytes).collect());
    let kind = match &record {
        Record::Label(_) => "label".to_string(),
        other => other.what(),
    };
    let id = record_id(&reading.document.id.0, &kind, text.bytes(record.at()), &chain);
    if Record::find(reading, &id).is_some() || Record::all(reading).any(|other| other.says_the_same(&record)) {
        return Err(ReviewError::Known { id });
    }
    Ok(match record {
        Record::Event(mut event) => {
            event.id = id;
            Record::Event(event)
        }
        Record::Label(mut label) => {
            label.id = id;
            Record::Label(label)
        }
        Record::Tie(mut tie) => {
            tie.id = id;
            Record::Tie(tie)
        }
    })
}
