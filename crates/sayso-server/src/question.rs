//! What a request asks, out of its address.

use crate::error::ApiError;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use sayso::Filter;
use sayso_core::{QuadClass, Switches, UnknownAct, UnknownActors};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Rows that are given where no limit is asked for, and the most that may be.
const ROWS: usize = 100;
const MOST_ROWS: usize = 1000;

/// The query of an address, with repeated names.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let query = parts.uri.query().unwrap_or_default();
        serde_html_form::from_str(query).map(Asked).map_err(|error| {
            ApiError::asked_wrongly(format!("the address can't be understood: {error}"), "see /api/openapi.json")
        })
    }
}

/// The filters that all questions share, and how many rows are wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Question {
    #[serde(rename = "type")]
    types: Vec<String>,
    party: Option<String>,
    actor: Option<String>,
    recipient: Option<String>,
    country: Option<String>,
    place: Option<String>,
    since: Option<String>,
    until: Option<String>,
    holder: Option<String>,
    act: Option<String>,
    own_voice: bool,
    outlet: Option<String>,
    doc: Vec<String>,
    incident: Option<String>,
    first_sentences: Option<usize>,
    one_a_day: bool,
    require_actors: bool,
    unknown_actors: Option<String>,
    min_confidence: Option<f64>,
    limit: Option<usize>,
    pub offset: usize,
    pub several: bool,
    pub mentions: bool,
    quad: Option<u8>,
    pub format: Option<String>,
    pub loss: Option<bool>,
}

/// An empty field of a form asks for nothing.
fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// "keep" or "drop".
fn unknown_actors(text: Option<String>) -> Result<UnknownActors, ApiError> {
    match text.as_deref() {
        None | Some("keep") => Ok(UnknownActors::Keep),
        Some("drop") => Ok(UnknownActors::Drop),
        Some(other) => Err(ApiError::asked_wrongly(format!("unknown_actors is keep or drop, not {other:?}"), "")),
    }
}

impl Question {
    /// The filter; an error names what can't be meant.
    pub fn filter(self) -> Result<Filter, ApiError> {
        let day = |text: Option<String>| match given(text) {
            None => Ok(None),
            Some(text) => match text.parse::<jiff::civil::Date>() {
                Ok(day) => Ok(Some(day.to_string())),
                Err(_) => Err(ApiError::asked_wrongly(format!("{text:?} is no day; write it as 1960-05-07"), "")),
            },
        };
        let class = |number: u8| {
            let wrong = || ApiError::asked_wrongly(format!("there is no quad class {number}; there are 1 to 4"), "");
            QuadClass::of_number(number).ok_or_else(wrong)
        };
        let filter = Filter {
            types: self.types,
            quad: self.quad.map(class).transpose()?,
            party: given(self.party),
            actor: given(self.actor),
            recipient: given(self.recipient),
            country: given(self.country),
            place: given(self.place),
            since: day(self.since)?,
            until: day(self.until)?,
            holder: given(self.holder),
            act: given(self.act)
                .map(|act| act.parse())
                .transpose()
                .map_err(|error: UnknownAct| ApiError::asked_wrongly(error.to_string(), ""))?,
            own_voice: self.own_voice,
            outlet: given(self.outlet),
            documents: self.doc,
            incident: given(self.incident),
            switches: Switches {
                first_sentences: self.first_sentences,
                one_a_day: self.one_a_day,
                require_actors: self.require_actors,
                unknown_actors: unknown_actors(given(self.unknown_actors))?,
                min_confidence: self.min_confidence,
            },
            ..Filter::default()
        };
        Ok(filter.with_known_types()?)
    }

    /// Rows that are wanted.
    pub fn limit(&self) -> usize {
        rows(self.limit)
    }
}

/// A number of rows within bounds.
pub fn rows(limit: Option<usize>) -> usize {
    limit.unwrap_or(ROWS).min(MOST_ROWS)
}
