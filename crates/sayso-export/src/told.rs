//! An event with all that a row of another scheme needs of it, resolved once for every layout.

use crate::crosswalk::ActorCode;
use crate::{IncidentOf, Joined, words};
use sayso_core::{Actor, ActorKind, Day, Event, Party, Reading};

/// One party of an event.
pub(crate) struct Side<'r> {
    pub actor: Option<&'r Actor>,
    /// The actor's name; the words where unresolved; empty where these are a mere pronoun.
    pub name: String,
    /// The words of the text.
    pub words: String,
    pub country: Option<&'r str>,
    pub sectors: &'r [String],
    /// First office told, with the body it belongs to.
    pub title: String,
    /// In CAMEO's codes of states.
    pub cameo: ActorCode,
    /// In today's codes of states.
    pub iso: ActorCode,
    /// Where the words stand, in code points of the text.
    pub at: usize,
}

impl Side<'_> {
    /// Whether one of the sectors passes a test.
    pub fn has_sector(&self, test: impl Fn(&crate::crosswalk::Sector) -> bool) -> bool {
        self.sectors.iter().filter_map(|code| crate::crosswalk::sector(code)).any(test)
    }

    /// Armed, by sector.
    pub fn is_armed(&self) -> bool {
        self.has_sector(|sector| sector.armed)
    }

    /// A civilian, by sector: ACLED's and UCDP's sense, so no member of a state's bodies and nobody in arms.
    pub fn is_civilian(&self) -> bool {
        !self.is_armed() && self.has_sector(|sector| sector.acled == Some(7))
    }

    /// A state or part of one.
    pub fn is_state(&self) -> bool {
        self.has_sector(|sector| sector.acled == Some(1))
            || self.actor.is_some_and(|actor| actor.kind == ActorKind::State)
    }
}

/// An event and what surrounds it.
pub(crate) struct Told<'r> {
    pub reading: &'r Reading,
    pub event: &'r Event,
    pub incident: Option<&'r IncidentOf>,
    /// Whether reports were joined, so that an event without an incident is told by nobody else.
    pub together: bool,
    pub actors: Vec<Side<'r>>,
    pub recipients: Vec<Side<'r>>,
    pub day: Option<Day>,
    /// Which sentence of the text, from 1 ([`sayso_core::Document::sentence_starts`]).
    pub sentence: usize,
    /// Whether the sentence stands in the first paragraph.
    pub leads: bool,
}

/// A source and a target, at least one of them there.
pub(crate) type Dyad<'t, 'r> = (Option<&'t Side<'r>>, Option<&'t Side<'r>>);

impl<'r> Told<'r> {
    /// The events of a reading, in order.
    pub fn all(reading: &'r Reading, joined: &'r Joined) -> Vec<Told<'r>> {
        let text = &reading.document.text;
        let borders = reading.document.sentence_starts();
        let lead = text.trim_start().find('\n').map_or(text.len(), |at| at + (text.len() - text.trim_start().len()));
        let points = sayso_core::CodePoints::new(text);
        let side = |party: &Party| side(reading, joined, party, &points);
        let told = |event: &'r Event| Told {
            reading,
            event,
            incident: joined.incidents.get(&event.id),
            together: joined.together,
            actors: event.actor.iter().map(side).collect(),
            recipients: event.recipient.iter().map(side).collect(),
            day: Day::of(event, &reading.document),
            sentence: borders.partition_point(|&border| border <= event.evidence.sentence.start).max(1),
            leads: event.evidence.sentence.start < lead,
        };
        reading.events.iter().map(told).collect()
    }

    /// The CAMEO code, or nothing.
    pub fn cameo(&self) -> &'r str {
        self.event.cameo.as_deref().unwrap_or("")
    }

    /// Pairs of source and target, as dyadic schemes have them: every actor with every recipient; in reciprocal acts every
    /// party with every other, both ways. Sides that `counts` rejects are as good as absent.
    pub fn dyads<'t>(&'t self, counts: impl Fn(&Side<'r>) -> bool) -> Vec<Dyad<'t, 'r>> {
        let kept = |sides: &'t [Side<'r>]| -> Vec<Option<&'t Side<'r>>> {
            sides.iter().filter(|side| counts(side)).map(Some).collect()
        };
        let (mut actors, mut recipients) = (kept(&self.actors), kept(&self.recipients));
        if self.event.is_reciprocal() && actors.len() > 1 {
            let pairs = actors.iter().enumerate().flat_map(|(i, one)| {
                actors.iter().enumerate().filter(move |(j, _)| *j != i).map(move |(_, other)| (*one, *other))
            });
            return pairs.collect();
        }
        for sides in [&mut actors, &mut recipients] {
            if sides.is_empty() {
                sides.push(None);
            }
        }
        let pairs = actors.iter().flat_map(|one| recipients.iter().map(move |other| (*one, *other)));
        pairs.filter(|(one, other)| one.is_some() || other.is_some()).collect()
    }

    /// The publisher, or the host of the address.
    pub fn publisher(&self) -> String {
        let document = &self.reading.document;
        let host = || {
            let address = document.url.as_deref()?;
            let host = address.split_once("://").map_or(address, |(_, rest)| rest).split('/').next()?;
            Some(host.trim_start_matches("www.").to_string())
        };
        document.publisher.as_deref().map(words::one_line).or_else(host).unwrap_or_default()
    }

    /// The publishers of all reports of the incident, or that of this one.
    pub fn publishers(&self) -> String {
        match self.incident.map(|incident| incident.outlets.as_slice()) {
            Some(outlets @ [_, _, ..]) => outlets.join("; "),
            _ => self.publisher(),
        }
    }

    /// The innermost holder where it isn't the publisher.
    pub fn source(&self) -> String {
        let inner = self.event.chain.innermost().filter(|link| !link.holder.publisher);
        inner.map(|link| words::holder(self.reading, link)).unwrap_or_default()
    }

    /// The holders from the publisher inwards: "The Herald <- the ministry".
    pub fn chain(&self) -> String {
        let holders = self.event.chain.links().iter().map(|link| {
            if link.holder.publisher && self.reading.document.publisher.is_none() {
                Some(self.publisher()).filter(|name| !name.is_empty()).unwrap_or_else(|| "the publisher".to_string())
            } else {
                words::holder(self.reading, link)
            }
        });
        holders.collect::<Vec<_>>().join(" <- ")
    }

    /// The sentence on one line.
    pub fn sentence_text(&self) -> String {
        words::one_line(self.event.evidence.sentence.of(&self.reading.document.text))
    }

    /// "sayso 0.1.0 lexicon 3f2a…".
    pub fn version(&self) -> String {
        let by = &self.reading.produced_by;
        format!("sayso {} lexicon {}", by.sayso, by.lexicon)
    }
}

fn side<'r>(reading: &'r Reading, joined: &Joined, party: &Party, points: &sayso_core::CodePoints<'_>) -> Side<'r> {
    let said = words::one_line(party.span.of(&reading.document.text));
    let actor = party.actor.as_ref().and_then(|id| reading.actor(id));
    let known = party.actor.as_ref().and_then(|id| joined.actors.get(id)).map(|actor| words::one_line(&actor.name));
    let name = match (known, actor) {
        (Some(name), _) => name,
        (None, Some(actor)) => words::one_line(&actor.name),
        (None, None) if words::is_pronoun(&said) => String::new(),
        (None, None) => said.clone(),
    };
    let country = actor.and_then(|actor| actor.country.as_deref());
    let sectors: &[String] = actor.map_or(&[], |actor| &actor.sector);
    let title = actor.and_then(|actor| actor.roles.first()).map(|role| match &role.organization {
        Some(body) if !role.title.contains(body.as_str()) => format!("{}, {body}", words::one_line(&role.title)),
        _ => words::one_line(&role.title),
    });
    // CAMEO codes a state by itself without a role: USA, not USAGOV.
    let is_state = actor.is_some_and(|actor| matches!(actor.kind, ActorKind::State | ActorKind::PlaceAsState));
    let roles = if is_state && sectors == ["GOV"] { &[] } else { sectors };
    Side {
        actor,
        name,
        words: said,
        country,
        sectors,
        title: title.unwrap_or_default(),
        cameo: ActorCode::cameo(country, roles),
        iso: ActorCode::iso(country, roles),
        at: points.to_chars(party.span.start),
    }
}
