//! What a record that a person gives may be, and what is said where it can't.

use crate::{Record, RecordKind};
use sayso_core::words::name;
use sayso_core::{Chain, CharSpan, DateRange, Event, Link, Party, Place, Reading, codes};

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

/// Whether a record may stand in a reading: its spans lie in the text, its values in their lists, its actors are declared,
/// its chain begins with the publisher.
///
/// # Errors
/// [`ReviewError`] names the field that can't be taken.
pub fn check(reading: &Reading<CharSpan>, record: &Record) -> Result<(), ReviewError> {
    Check::of(reading).record(record)
}

/// What the text and the lists allow.
pub(crate) struct Check<'r> {
    reading: &'r Reading<CharSpan>,
    length: usize,
    byline: usize,
}

impl<'r> Check<'r> {
    pub fn of(reading: &'r Reading<CharSpan>) -> Check<'r> {
        let document = &reading.document;
        let length = document.text.chars().count();
        Check { reading, length, byline: document.byline.as_deref().unwrap_or("").chars().count() }
    }

    pub fn record(&self, record: &Record) -> Result<(), ReviewError> {
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
