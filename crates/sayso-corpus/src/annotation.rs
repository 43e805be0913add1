//! What one reader found in one document.

use sayso_core::words::{name, one_line};
use sayso_core::{ActorId, ActorKind, CharSpan, CodePoints, HolderText, Mention, MentionForm, Reading, record_id};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a careful reader found in a document, and what she found to be no event though it looks like one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// The reading, in the shape of `docs/reading.schema.json`.
    #[serde(flatten)]
    pub reading: Reading<CharSpan>,
    /// Words that name an act of the ontology elsewhere, but no event here.
    #[serde(default)]
    pub not_events: Vec<NotEvent>,
    /// Who read, by the names that they gave themselves; the last one settled.
    #[serde(default)]
    pub annotators: Vec<String>,
}

/// Words that look like an event and are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotEvent {
    /// The words.
    pub span: CharSpan,
    /// The sentence.
    pub sentence: CharSpan,
    /// Why not.
    pub why: WhyNot,
}

macro_rules! reasons {
    ($($name:ident $doc:literal;)*) => {
        /// Why words that look like an event are none (codebook, sections 3 and 10).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum WhyNot { $(#[doc = $doc] $name),* }

        impl WhyNot {
            /// All reasons with what they mean.
            pub const ALL: &[(WhyNot, &str)] = &[$((WhyNot::$name, $doc)),*];
        }
    };
}

reasons! {
    State "A state of affairs without an act: relations are tense, a city under siege as a mere setting.";
    Content "What a request, threat, agreement, refusal or concession is about: what would happen, not a second record.";
    Plan "A plan, wish or possibility of nobody in particular, or one that AGREE covers.";
    Repeat "Takes up an act that is recorded already and adds nothing.";
    Background "A bare noun without participant, place, date or number: the war, the talks.";
    Saying "Plain saying, thinking or asking for information, which is attribution.";
    Publication "Publishing, broadcasting, writing as routine.";
    Office "What an institution or a law is for, or may do.";
    Procedure "Elections, candidacies, appointments, votes and sessions as such.";
    Ordinary "Ordinary business, work, service or schooling.";
    Private "Dealings of private persons that neither politics, law nor conflict touches.";
    Accident "Accidents, illness, natural deaths, weather.";
    Metaphor "The word is not meant: a battle with cancer, an explosion of colours.";
    Sport "Play: attack, shot, defeat, defend.";
    Market "Prices and trade: shares hit, the won strengthened, stocks under attack.";
    Fiction "Told as invented, or as a game.";
    Law "A law or rule that addresses no party.";
    Own "Regret, defence or praise of one's own doings.";
}

/// The reading with what follows from its records: names of records, words of labels, mentions and spellings of actors.
pub(crate) fn finished(mut reading: Reading<CharSpan>) -> Reading<CharSpan> {
    let bytes = reading.from_output();
    let document = bytes.document.id.0.as_str();
    let events = bytes.events.iter().map(|event| (event.event.code(), event.evidence.trigger, &event.chain));
    let events: Vec<String> = events.map(|(kind, at, chain)| record_id(document, kind, at, chain)).collect();
    let labels: Vec<String> =
        bytes.labels.iter().map(|label| record_id(document, "label", label.span, &label.chain)).collect();
    let ties: Vec<String> = bytes
        .ties
        .iter()
        .map(|tie| {
            // One word may carry ties of several pairs ("their backers").
            let kind = format!("tie {} {} {}", name(&tie.kind), tie.from.span.start, tie.to.span.start);
            record_id(document, &kind, tie.evidence.trigger, &tie.chain)
        })
        .collect();
    let words: Vec<String> = bytes.labels.iter().map(|label| one_line(label.span.of(&bytes.document.text))).collect();
    reading.events.iter_mut().zip(events).for_each(|(event, id)| event.id = id);
    reading.labels.iter_mut().zip(labels).for_each(|(label, id)| label.id = id);
    reading.labels.iter_mut().zip(words).for_each(|(label, text)| label.text = text);
    reading.ties.iter_mut().zip(ties).for_each(|(tie, id)| tie.id = id);
    with_mentions(&mut reading);
    reading
}

/// Every record's name with its trigger.
pub(crate) fn names(reading: &Reading<CharSpan>) -> Vec<(&str, CharSpan)> {
    let events = reading.events.iter().map(|event| (event.id.as_str(), event.evidence.trigger));
    let labels = reading.labels.iter().map(|label| (label.id.as_str(), label.span));
    let ties = reading.ties.iter().map(|tie| (tie.id.as_str(), tie.evidence.trigger));
    events.chain(labels).chain(ties).collect()
}

/// Every place where a record names a participant or a holder, with the actor that it stands for.
pub fn parts(reading: &Reading<CharSpan>) -> Vec<(&ActorId, CharSpan)> {
    let parties = reading
        .events
        .iter()
        .flat_map(|event| event.actor.iter().chain(&event.recipient))
        .chain(reading.labels.iter().map(|label| &label.target))
        .chain(reading.ties.iter().flat_map(|tie| [&tie.from, &tie.to]));
    let parties = parties.filter_map(|party| Some((party.actor.as_ref()?, party.span)));
    let chains = reading.events.iter().map(|event| &event.chain);
    let chains = chains.chain(reading.labels.iter().map(|label| &label.chain));
    let chains = chains.chain(reading.ties.iter().map(|tie| &tie.chain));
    let holders = chains
        .flat_map(|chain| chain.links())
        .map(|link| &link.holder)
        .filter(|holder| holder.place != Some(HolderText::Byline))
        .filter_map(|holder| Some((holder.actor.as_ref()?, holder.span?)));
    parties.chain(holders).collect()
}

fn with_mentions(reading: &mut Reading<CharSpan>) {
    let mut found: BTreeMap<ActorId, BTreeSet<CharSpan>> = BTreeMap::new();
    for (actor, span) in parts(reading) {
        found.entry(actor.clone()).or_default().insert(span);
    }
    let places = CodePoints::new(&reading.document.text);
    for actor in &mut reading.actors {
        let spans = found.remove(&actor.id).unwrap_or_default();
        let words = |span: CharSpan| one_line(places.bytes(span).of(&reading.document.text));
        let kind = actor.kind;
        actor.mentions = spans.into_iter().map(|span| Mention { span, form: form_of(&words(span), kind) }).collect();
    }
}

/// What a mention is by its words: good enough to tell names from pronouns, which is all that scores ask.
fn form_of(words: &str, kind: ActorKind) -> MentionForm {
    const PRONOUNS: &[&str] = &[
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "they",
        "them",
        "their",
        "theirs",
        "it",
        "its",
        "we",
        "us",
        "our",
        "ours",
        "i",
        "me",
        "my",
        "mine",
        "you",
        "your",
        "himself",
        "herself",
        "themselves",
        "itself",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "this",
        "these",
        "those",
        "each",
        "one another",
        "each other",
    ];
    if PRONOUNS.contains(&words.to_lowercase().as_str()) {
        return MentionForm::Pronoun;
    }
    if words.len() > 1 && words.chars().all(|letter| letter.is_uppercase() || letter == '.' || letter == '-') {
        return MentionForm::Acronym;
    }
    let last = words.split(' ').next_back().unwrap_or(words);
    match (last.starts_with(char::is_uppercase), kind) {
        (true, _) => MentionForm::Name,
        (false, ActorKind::Group) => MentionForm::Group,
        (false, _) => MentionForm::Description,
    }
}
