//! Records in words: parties, chains, dates, numbers. For people and for the cells of tables.

use sayso_core::{
    Act, Actor, Certainty, Chain, DatePrecision, DateRange, Event, Factuality, HolderText, Link, Magnitude, Party,
    Place, PlacePrecision, Polarity, Reading, Realis,
};

/// The name of a party: the actor's, or the words of the text where it is not resolved.
pub fn party(reading: &Reading, party: &Party) -> String {
    let words = || one_line(party.span.of(&reading.document.text));
    match party.actor.as_ref().and_then(|id| reading.actor(id)) {
        Some(actor) => actor_name(actor),
        // A bare "they" looks like an answer.
        None if is_pronoun(&words()) => format!("“{}” (who: open)", words()),
        None => words(),
    }
}

/// Whether the words are a pronoun and name nobody.
pub fn is_pronoun(words: &str) -> bool {
    matches!(
        &*words.to_lowercase(),
        "i" | "me"
            | "my"
            | "we"
            | "us"
            | "our"
            | "you"
            | "your"
            | "he"
            | "him"
            | "his"
            | "she"
            | "her"
            | "they"
            | "them"
            | "their"
            | "it"
            | "its"
            | "who"
            | "those"
            | "these"
            | "this"
            | "that"
            | "myself"
            | "himself"
            | "themselves"
    )
}

/// An actor with its country where the name does not say it.
fn actor_name(actor: &Actor) -> String {
    one_line(&actor.name)
}

/// Several parties with commas.
pub fn parties(reading: &Reading, list: &[Party]) -> String {
    list.iter().map(|each| party(reading, each)).collect::<Vec<_>>().join(", ")
}

/// Country and sectors of a party: "USA GOV"; empty where unknown.
pub fn code(reading: &Reading, party: &Party) -> String {
    let Some(actor) = party.actor.as_ref().and_then(|id| reading.actor(id)) else { return String::new() };
    let mut parts: Vec<&str> = actor.country.iter().map(String::as_str).collect();
    parts.extend(actor.sector.iter().map(String::as_str));
    parts.join(" ")
}

/// The holder of a link in words.
pub fn holder(reading: &Reading, link: &Link) -> String {
    if link.holder.publisher {
        return reading.document.publisher.clone().unwrap_or_else(|| "the publisher".to_string());
    }
    let resolved = link.holder.actor.as_ref().and_then(|id| reading.actor(id)).map(actor_name);
    resolved.unwrap_or_else(|| match (link.holder.span, link.holder.place) {
        (Some(span), Some(HolderText::Byline)) => one_line(span.of(reading.document.byline.as_deref().unwrap_or(""))),
        (Some(span), _) => one_line(span.of(&reading.document.text)),
        (None, _) => "an unnamed source".to_string(),
    })
}

/// A chain from the inside out: "the ministry (denies it), cited by the publisher".
pub fn chain(reading: &Reading, chain: &Chain) -> String {
    let links = chain.links();
    let Some((innermost, outer)) = links.split_last() else { return String::new() };
    if outer.is_empty() {
        return format!("{}, in its own voice", holder(reading, innermost));
    }
    let mut words = holder(reading, innermost);
    if let Some(act) = act(innermost.act) {
        words.push_str(&format!(" ({act})"));
    }
    for link in outer.iter().rev() {
        words.push_str(", cited by ");
        words.push_str(&holder(reading, link));
    }
    words
}

/// What a holder does, in words.
/// nothing where it simply says so.
pub fn act(act: Option<Act>) -> Option<&'static str> {
    Some(match act? {
        Act::States => return None,
        Act::Denies => "denies it",
        Act::Doubts => "doubts it",
        Act::Believes => "believes it",
        Act::Predicts => "predicts it",
        Act::Wants => "wants it",
        Act::Asks => "asks for it",
        Act::Promises => "promises it",
        Act::Threatens => "threatens it",
        Act::AsksWhether => "asks whether it is so",
    })
}

/// Factuality where it is not plain: "not so", "possible, planned".
pub fn factuality(factuality: &Factuality) -> String {
    let mut words: Vec<&str> = Vec::new();
    if factuality.polarity == Polarity::Negative {
        words.push("told as not so");
    }
    match factuality.certainty {
        Certainty::Certain => {}
        Certainty::Probable => words.push("probable"),
        Certainty::Possible => words.push("possible"),
        Certainty::Unknown => words.push("certainty unknown"),
    }
    match factuality.realis {
        Realis::Actual => {}
        Realis::Future => words.push("planned"),
        Realis::Conditional => words.push("supposed"),
        Realis::Requested => words.push("asked for"),
        Realis::Generic => words.push("in general"),
    }
    words.join(", ")
}

/// A date: "2024-05-13", "2024-05-01 to 2024-05-31", "until 2024-05-13", "since 2018-01-01".
pub fn date(range: &DateRange) -> String {
    match (range.from, range.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => match range.precision {
            DatePrecision::Month => from.strftime("%Y-%m").to_string(),
            DatePrecision::Year => from.strftime("%Y").to_string(),
            _ => format!("{from} to {to}"),
        },
        (Some(from), None) => format!("since {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

/// A place with its country, and how narrow it is where it is no town.
pub fn place(place: &Place) -> String {
    let country = place.country.as_deref().filter(|_| place.precision != PlacePrecision::Country);
    let mut words = one_line(&place.name);
    if let Some(admin) = place.admin1.as_deref().filter(|admin| *admin != place.name) {
        words.push_str(&format!(", {admin}"));
    }
    if let Some(country) = country {
        words.push_str(&format!(", {country}"));
    }
    match place.precision {
        PlacePrecision::Country => words.push_str(" (country)"),
        PlacePrecision::Admin => words.push_str(" (province)"),
        PlacePrecision::Region => words.push_str(" (region)"),
        PlacePrecision::Place | PlacePrecision::Point => {}
    }
    words
}

/// Magnitudes: "at least 14 killed, 3 injured".
pub fn magnitudes(event: &Event) -> String {
    event.magnitude.iter().map(|(field, value)| magnitude(field, value)).collect::<Vec<_>>().join(", ")
}

fn magnitude(field: &str, value: &Magnitude) -> String {
    let number = match (value.at_least, value.at_most) {
        (Some(least), Some(most)) if least == most => format!("{}{}", hedge(value), least.0),
        (Some(least), Some(most)) => format!("{} to {}", least.0, most.0),
        (Some(least), None) => format!("at least {}", least.0),
        (None, Some(most)) => format!("at most {}", most.0),
        (None, None) => "some".to_string(),
    };
    match (&value.unit, field) {
        (Some(unit), "amount" | "count") => format!("{number} {unit}"),
        _ => format!("{number} {field}"),
    }
}

fn hedge(value: &Magnitude) -> String {
    value.hedge.as_ref().map_or(String::new(), |hedge| format!("{hedge} "))
}

/// White space folded, so that words stand on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
