//! Records in words: parties, chains, dates, numbers. For people and for the cells of tables.

pub use sayso_core::words::one_line;
use sayso_core::{
    Act, Actor, ActorId, ActorKind, Certainty, Chain, DatePrecision, DateRange, Event, Factuality, HolderText, Link,
    Magnitude, Party, Place, PlacePrecision, Polarity, Reading, Realis, Span,
};
use std::collections::HashSet;

/// The persons whose office a view has told already: it is told once.
pub type Introduced = HashSet<ActorId>;

/// The name of a party, with its office where it is shown for the first time; "we" with who says it.
pub fn introduced(reading: &Reading, shown: &Party, chain: &Chain, introduced: &mut Introduced) -> String {
    let words = one_line(shown.span.of(&reading.document.text));
    let first_person =
        matches!(&*words.to_lowercase(), "we" | "us" | "our" | "ourselves" | "i" | "me" | "my" | "myself");
    if let Some(link) = chain.innermost().filter(|_| first_person && shown.actor.is_none()) {
        let speaker = if link.holder.publisher { "the writer".to_string() } else { holder(reading, link) };
        return format!("“{words}” ({speaker} speaking)");
    }
    let name = party(reading, shown);
    with_office(reading, name, shown.actor.as_ref(), introduced)
}

fn with_office(reading: &Reading, name: String, id: Option<&ActorId>, introduced: &mut Introduced) -> String {
    let Some(actor) = id.and_then(|id| reading.actor(id)) else { return name };
    match office(reading, actor) {
        Some(office) if introduced.insert(actor.id.clone()) => format!("{name} ({office})"),
        _ => name,
    }
}

/// A title with the capitalised words before it that narrow it, and whether it is still held: "former Radio Commission
/// Director".
fn title(text: &str, title: Span) -> &str {
    const NARROWING: &[&str] =
        &["former", "ex", "then", "acting", "outgoing", "late", "deputy", "vice", "interim", "ousted", "incoming"];
    const OPENING: &[&str] = &["The", "A", "An", "In", "On", "At", "But", "And", "For", "His", "Her", "Its", "Their"];
    let mut start = title.start;
    let before = text.get(..title.start).unwrap_or("");
    for word in before.rsplit(' ').skip_while(|word| word.is_empty()) {
        let is_name = word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().next_back().is_some_and(char::is_alphanumeric)
            && !word.contains(char::is_whitespace)
            && !OPENING.contains(&word);
        if !(is_name || NARROWING.contains(&word)) {
            break;
        }
        start -= word.len() + 1;
    }
    text.get(start..title.end).unwrap_or("")
}

/// What the text says somebody is: "foreign minister, Norland". The words of the text where they stand in it.
fn office(reading: &Reading, actor: &Actor) -> Option<String> {
    const MOST_WORDS: usize = 12;
    if actor.kind != ActorKind::Person {
        return None;
    }
    let role = actor.roles.iter().find(|role| role.organization.is_some()).or_else(|| actor.roles.first())?;
    let words = role.span.map(|span| one_line(title(&reading.document.text, span)));
    let words = words.filter(|words| words.split_whitespace().count() <= MOST_WORDS).unwrap_or(role.title.clone());
    let words = ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(&words)
        .to_string();
    let names_body = |body: &str| words.to_lowercase().contains(&body.to_lowercase());
    Some(match role.organization.as_deref().filter(|body| !names_body(body)) {
        Some(body) => format!("{words}, {body}"),
        None => words,
    })
}

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

/// The publisher's name, else the host of the web address.
pub fn publisher(reading: &Reading) -> Option<String> {
    let document = &reading.document;
    let host = || {
        let (_, address) = document.url.as_deref()?.split_once("://")?;
        let host = address.split(['/', ':', '?', '#']).next().filter(|host| !host.is_empty())?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_string())
    };
    document.publisher.clone().or_else(host)
}

/// The holder of a link in words.
pub fn holder(reading: &Reading, link: &Link) -> String {
    if link.holder.publisher {
        return publisher(reading).unwrap_or_else(|| "the publisher".to_string());
    }
    let resolved = link.holder.actor.as_ref().and_then(|id| reading.actor(id)).map(actor_name);
    resolved.unwrap_or_else(|| match (link.holder.span, link.holder.place) {
        (Some(span), Some(HolderText::Byline)) => one_line(span.of(reading.document.byline.as_deref().unwrap_or(""))),
        // "Was *seen* as an attack": by somebody whom the text does not name.
        (Some(span), _) if link.cue == Some(span) => UNNAMED.to_string(),
        (Some(span), _) => one_line(span.of(&reading.document.text)),
        (None, _) => UNNAMED.to_string(),
    })
}

const UNNAMED: &str = "somebody unnamed";

/// The holder of a link for a reader, to whom a bare "he" would look like an answer.
fn holder_shown(reading: &Reading, link: &Link) -> String {
    let words = holder(reading, link);
    if is_pronoun(&words) { format!("“{words}” (who: open)") } else { words }
}

/// Who says what follows: "the ministry denies", "Ann Lee (minister), cited by an agency, says".
pub fn saying(reading: &Reading, chain: &Chain, introduced: &mut Introduced) -> String {
    let Some((innermost, outer)) = chain.links().split_last() else { return String::new() };
    let mut words = with_office(reading, holder_shown(reading, innermost), innermost.holder.actor.as_ref(), introduced);
    let cited: Vec<String> =
        outer.iter().rev().filter(|link| !link.holder.publisher).map(|link| holder_shown(reading, link)).collect();
    if !cited.is_empty() {
        words.push_str(&format!(", cited by {},", cited.join(", cited by ")));
    }
    format!("{words} {}", does(reading, innermost))
}

/// What a holder does, as a verb that agrees with it: "says", "deny".
pub fn does(reading: &Reading, link: &Link) -> &'static str {
    let words = holder_shown(reading, link);
    // "authorities in Norland": the noun before what tells more of it.
    let words = [" in ", " of ", " at ", " from ", " with ", " who "]
        .iter()
        .fold(words.as_str(), |words, more| words.split_once(more).map_or(words, |(head, _)| head));
    // A noun in the plural: no name, no "their own press".
    let plural = words.split_whitespace().next_back().is_some_and(|last| {
        last.starts_with(char::is_lowercase) && last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us")
    });
    // "Officials" at the head of a sentence.
    let lone = link.holder.unnamed && words.ends_with('s') && !words.contains(' ');
    // "reportedly": one who is not named.
    let is_cue = link.holder.unnamed && link.cue.is_some() && link.cue == link.holder.span;
    let many = match link.holder.actor.as_ref().and_then(|id| reading.actor(id)) {
        Some(actor) => actor.kind == ActorKind::Group || actor.kind != ActorKind::Person && plural,
        None => !is_cue && (plural || lone || words.to_lowercase().starts_with("“they”")),
    };
    match (link.act.unwrap_or(Act::States), many) {
        (Act::States, false) => "says",
        (Act::States, true) => "say",
        (Act::Denies, false) => "denies",
        (Act::Denies, true) => "deny",
        (Act::Doubts, false) => "doubts",
        (Act::Doubts, true) => "doubt",
        (Act::Believes, false) => "believes",
        (Act::Believes, true) => "believe",
        (Act::Predicts, false) => "expects",
        (Act::Predicts, true) => "expect",
        (Act::Wants, false) => "wants",
        (Act::Wants, true) => "want",
        (Act::Asks, false) => "asks",
        (Act::Asks, true) => "ask",
        (Act::Promises, false) => "promises",
        (Act::Promises, true) => "promise",
        (Act::Threatens, false) => "threatens",
        (Act::Threatens, true) => "threaten",
        (Act::AsksWhether, false) => "asks whether",
        (Act::AsksWhether, true) => "ask whether",
    }
}

/// A chain from the inside out: "the ministry (denies it), cited by the publisher".
pub fn chain(reading: &Reading, chain: &Chain) -> String {
    chain_with(reading, chain, &mut Introduced::new(), false)
}

/// The same, with the office of a holder who is shown for the first time.
pub fn chain_introduced(reading: &Reading, chain: &Chain, introduced: &mut Introduced) -> String {
    chain_with(reading, chain, introduced, true)
}

fn chain_with(reading: &Reading, chain: &Chain, introduced: &mut Introduced, offices: bool) -> String {
    let links = chain.links();
    let Some((innermost, outer)) = links.split_last() else { return String::new() };
    if outer.is_empty() {
        return format!("{}, in its own voice", holder_shown(reading, innermost));
    }
    let mut words = holder_shown(reading, innermost);
    if offices {
        words = with_office(reading, words, innermost.holder.actor.as_ref(), introduced);
    }
    if let Some(act) = act(innermost.act) {
        words.push_str(&format!(" ({act})"));
    }
    for link in outer.iter().rev() {
        words.push_str(", cited by ");
        words.push_str(&holder_shown(reading, link));
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
            DatePrecision::Month | DatePrecision::Year => no_finer(from, range.precision),
            _ => format!("{from} to {to}"),
        },
        (Some(from), None) => format!("since {}", no_finer(from, range.precision)),
        (None, Some(to)) => format!("until {}", no_finer(to, range.precision)),
        (None, None) => String::new(),
    }
}

/// A day as finely as it is known: "since 2016" begins on no first of January.
fn no_finer(day: jiff::civil::Date, precision: DatePrecision) -> String {
    match precision {
        DatePrecision::Month => day.strftime("%Y-%m").to_string(),
        DatePrecision::Year => day.strftime("%Y").to_string(),
        _ => day.to_string(),
    }
}

/// The type of an event with its mode: "COERCE arrest".
pub fn kind<S>(event: &Event<S>) -> String {
    match &event.mode {
        Some(mode) => format!("{} {mode}", event.event),
        None => event.event.to_string(),
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
        (None, Some(most)) => format!("up to {}", most.0),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_told_whole() {
        let told = |text: &str, title_words: &str| {
            let start = text.find(title_words).unwrap_or(0);
            title(text, Span::new(start, start + title_words.len())).to_string()
        };
        assert_eq!(told("banned former Radio Board Director Ann Lee", "Director"), "former Radio Board Director");
        assert_eq!(told("The Minister spoke.", "Minister"), "Minister");
        assert_eq!(told("said, Minister Ann Lee", "Minister"), "Minister");
        assert_eq!(told("Minister Ann Lee", "Minister"), "Minister");
    }
}
