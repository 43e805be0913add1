//! First lines of records, and values that are words out of a list.

use super::lexer::{Quoted, Token};
use super::read::Told;
use super::values;
use crate::{RULE, WhyNot};
use sayso_core::words::name;
use sayso_core::{Chain, CharSpan, Event, EventType, Evidence, Factuality, Label, Party, Standing, Tie, codes};
use serde::Serialize;

/// `TYPE [MODE]`
pub(super) fn event(evidence: Evidence<CharSpan>, rest: &[Token]) -> Result<Event<CharSpan>, String> {
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
pub(super) fn label(span: CharSpan, rest: &[Token]) -> Result<Label<CharSpan>, String> {
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
pub(super) fn tie(evidence: Evidence<CharSpan>, rest: &[Token]) -> Result<Tie<CharSpan>, String> {
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
pub(super) fn factuality(rest: &[Token]) -> Result<Factuality, String> {
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

pub(super) fn contexts(rest: &[Token]) -> Result<Vec<String>, String> {
    let words = words(rest)?;
    match words.iter().find(|word| !codes::CONTEXTS.contains(word)) {
        Some(word) => Err(format!("{word:?} is no context; there are {}", codes::CONTEXTS.join(", "))),
        None => Ok(words.into_iter().map(str::to_string).collect()),
    }
}

pub(super) fn words(rest: &[Token]) -> Result<Vec<&str>, String> {
    rest.iter()
        .map(|token| match token {
            Token::Word(word) => Ok(word.as_str()),
            Token::Quoted(Quoted { words, .. }) => {
                Err(format!("no words of the text are expected here, but {words:?}"))
            }
        })
        .collect()
}

pub(super) fn put<T>(slot: &mut Option<T>, value: T) -> Told {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err("this is given twice".into()),
    }
}

pub(super) fn no_reason(why: &str) -> String {
    let all: Vec<String> = WhyNot::ALL.iter().map(|(why, _)| name(why)).collect();
    format!("{why:?} is no reason; there are {}", all.join(", "))
}

pub(super) fn list<T: Serialize>(values: &[T]) -> String {
    values.iter().map(name).collect::<Vec<_>>().join(", ")
}
