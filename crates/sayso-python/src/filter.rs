//! Filters by the names that the command line has for them.

use crate::error::{Where, WorkspaceError, at};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use sayso::Filter;
use sayso_core::{QuadClass, UnknownActors};

/// The names of filters, as the message on a wrong one lists them.
const NAMES: &str = "type, quad, party, actor, recipient, country, place, since, until, holder, act, own_voice, outlet, doc, \
                     incident, first_sentences, one_a_day, require_actors, unknown_actors, min_confidence";

/// The filter of keyword arguments.
pub fn of(given: Option<&Bound<'_, PyDict>>) -> PyResult<Filter> {
    let mut filter = Filter::default();
    for (name, value) in given.into_iter().flat_map(|given| given.iter()) {
        let name: String = name.extract()?;
        if !value.is_none() {
            set(&mut filter, &name, &value)?;
        }
    }
    if filter.own_voice && filter.holder.is_some() {
        return Err(PyValueError::new_err("own_voice and holder can't both be asked for"));
    }
    filter.with_known_types().map_err(|error| at::<WorkspaceError>(error.to_string(), Where::default()))
}

fn set(filter: &mut Filter, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
    match name {
        "type" => filter.types = several(value)?,
        "quad" => {
            let class = QuadClass::of_number(value.extract()?);
            filter.quad = Some(class.ok_or_else(|| PyValueError::new_err("quad: give 1, 2, 3 or 4"))?);
        }
        "party" => filter.party = Some(value.extract()?),
        "actor" => filter.actor = Some(value.extract()?),
        "recipient" => filter.recipient = Some(value.extract()?),
        "country" => filter.country = Some(value.extract()?),
        "place" => filter.place = Some(value.extract()?),
        "since" => filter.since = Some(day(name, value)?),
        "until" => filter.until = Some(day(name, value)?),
        "holder" => filter.holder = Some(value.extract()?),
        "act" => {
            let act: String = value.extract()?;
            filter.act =
                Some(act.parse().map_err(|error: sayso_core::UnknownAct| PyValueError::new_err(error.to_string()))?);
        }
        "own_voice" => filter.own_voice = value.extract()?,
        "outlet" => filter.outlet = Some(value.extract()?),
        "doc" => filter.documents = several(value)?,
        "incident" => filter.incident = Some(value.extract()?),
        "first_sentences" => filter.switches.first_sentences = Some(value.extract()?),
        "one_a_day" => filter.switches.one_a_day = value.extract()?,
        "require_actors" => filter.switches.require_actors = value.extract()?,
        "unknown_actors" => {
            filter.switches.unknown_actors = match value.extract::<String>()?.as_str() {
                "keep" => UnknownActors::Keep,
                "drop" => UnknownActors::Drop,
                other => {
                    return Err(PyValueError::new_err(format!("unknown_actors: {other:?}; give \"keep\" or \"drop\"")));
                }
            }
        }
        "min_confidence" => {
            let least: f64 = value.extract()?;
            if !(0.0..=1.0).contains(&least) {
                return Err(PyValueError::new_err("min_confidence: give a number from 0 to 1"));
            }
            filter.switches.min_confidence = Some(least);
        }
        _ => return Err(PyTypeError::new_err(format!("there is no filter {name:?}; there are {NAMES}"))),
    }
    Ok(())
}

/// One text or a list of them.
fn several(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if value.is_instance_of::<PyString>() { Ok(vec![value.extract()?]) } else { value.extract() }
}

/// A date, or its form in ISO 8601.
fn day(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    let form: String = value.str()?.extract()?;
    let day: Option<jiff::civil::Date> = form.get(..10).and_then(|day| day.parse().ok());
    day.map(|day| day.to_string())
        .ok_or_else(|| PyValueError::new_err(format!("{name}: {form:?} is no date; write it as 2024-05-14")))
}
