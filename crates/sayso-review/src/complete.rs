//! A record as a person gives it, with what is left out filled in.

use crate::check::Check;
use crate::corrected::actor_at;
use crate::{RULE, Record, RecordKind, ReviewError};
use sayso_core::words::one_line;
use sayso_core::{
    Chain, CharSpan, CodePoints, Event, Link, Party, Reading, Side, Span, Stake, codes, joining_keys, record_id,
};
use serde_json::{Map, Value, json};

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
