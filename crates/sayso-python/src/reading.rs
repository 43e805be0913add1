//! What was found in one document.

use crate::convert::{list, to_python};
use crate::error::{of_reader, other};
use pyo3::exceptions::{PyKeyError, PyRuntimeError};
use pyo3::prelude::*;
use sayso::present::{Look, Marking};
use sayso_core::{CharSpan, ScoredEvent, ScoredReading};
use std::sync::Arc;

/// What sayso found in one document: the fields of the reading schema (docs/reading.schema.json).
///
/// `reading["events"]` and `reading.events` are the same. Spans are tuples (start, end) in code points, so that
/// `reading.text[start:end]` are the words. In a notebook it shows itself: the text with its marks, who says so.
#[pyclass(frozen, module = "sayso")]
pub struct Reading {
    pub inner: Arc<sayso::Reading<CharSpan>>,
    reader: Option<Arc<sayso::Reader>>,
}

impl Reading {
    pub fn new(inner: Arc<sayso::Reading<CharSpan>>, reader: Option<Arc<sayso::Reader>>) -> Reading {
        Reading { inner, reader }
    }
}

#[pymethods]
impl Reading {
    /// Id of the document.
    #[getter]
    fn id(&self) -> &str {
        &self.inner.document.id.0
    }

    /// The text that every span points into.
    #[getter]
    fn text(&self) -> &str {
        &self.inner.document.text
    }

    /// The document: id, title, byline, publisher, url, published, language, text.
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.inner.document)
    }

    /// Whom it speaks of: dicts with id, name, aliases, kind, country, sector, roles, mentions.
    #[getter]
    fn actors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        list(py, &self.inner.actors)
    }

    /// Who did what to whom: dicts with id, event, mode, actor, recipient, location, date, factuality, chain, evidence …
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        list(py, &self.inner.events.iter().map(ScoredEvent::new).collect::<Vec<_>>())
    }

    /// Who calls whom what.
    #[getter]
    fn labels<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        list(py, &self.inner.labels)
    }

    /// Who backs or opposes whom.
    #[getter]
    fn ties<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        list(py, &self.inner.ties)
    }

    /// All of it as dicts and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &ScoredReading::new(&self.inner))
    }

    /// All of it as one line of JSON, byte for byte the line of `sayso read --format jsonl`.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&ScoredReading::new(&self.inner)).map_err(other)
    }

    /// The reading of such a line. `why` needs a reader, which it does not have.
    #[staticmethod]
    fn from_json(line: &str) -> PyResult<Reading> {
        let inner = serde_json::from_str(line).map_err(|error| {
            other(format!("this is no reading: {error}; give a line of `sayso read --format jsonl`"))
        })?;
        Ok(Reading { inner: Arc::new(inner), reader: None })
    }

    /// Why a record is there, in words: trigger, roles, chain, rule, and what almost fired. `id` is an event's, a label's
    /// or a tie's; its first characters are enough. Raises KeyError where there is none.
    fn why(&self, py: Python<'_>, id: &str) -> PyResult<String> {
        let reader = self.reader.as_ref().ok_or_else(|| {
            PyRuntimeError::new_err(
                "a reading that was not read here has no reader: read its text again with sayso.read",
            )
        })?;
        let id = self.whole_id(id)?;
        let reading = self.inner.from_output();
        let look = Look { marking: Marking::Signs, width: 80, codes: true };
        let told = py.detach(|| sayso::why::told(reader, &reading, &id, look)).map_err(of_reader)?;
        told.ok_or_else(|| PyKeyError::new_err(id))
    }

    fn __getitem__<'py>(slf: &Bound<'py, Self>, field: &str) -> PyResult<Bound<'py, PyAny>> {
        match field {
            "document" | "actors" | "events" | "labels" | "ties" => slf.getattr(field),
            "produced_by" => to_python(slf.py(), &slf.get().inner.produced_by),
            "fingerprint" => to_python(slf.py(), &slf.get().inner.fingerprint),
            _ => Err(PyKeyError::new_err(format!("a reading has no field {field:?}; it has {}", FIELDS.join(", ")))),
        }
    }

    /// The names of the fields.
    fn keys(&self) -> Vec<&'static str> {
        FIELDS.to_vec()
    }

    fn __repr__(&self) -> String {
        let inner = &self.inner;
        let (events, labels, ties) = (inner.events.len(), inner.labels.len(), inner.ties.len());
        format!("<sayso.Reading {:?}: {events} events, {labels} labels, {ties} ties>", inner.document.id.0)
    }

    fn _repr_html_(&self) -> String {
        sayso::notebook::html(&self.inner.from_output())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Reading>().is_ok_and(|other| other.get().inner == self.inner)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().to_json()?,)))
    }
}

const FIELDS: [&str; 7] = ["document", "actors", "events", "labels", "ties", "produced_by", "fingerprint"];

impl Reading {
    /// The one id that begins with what was given.
    fn whole_id(&self, given: &str) -> PyResult<String> {
        let inner = &self.inner;
        let ids = inner.events.iter().map(|event| &event.id).chain(inner.labels.iter().map(|label| &label.id));
        let found: Vec<&String> =
            ids.chain(inner.ties.iter().map(|tie| &tie.id)).filter(|id| id.starts_with(given)).collect();
        match found[..] {
            [id] => Ok(id.clone()),
            [] => Err(PyKeyError::new_err(format!("no event, label or tie has an id that begins with {given:?}"))),
            _ if found.iter().any(|id| *id == given) => Ok(given.to_string()),
            _ => Err(PyKeyError::new_err(format!("{given:?} begins several ids; give more of it"))),
        }
    }
}
