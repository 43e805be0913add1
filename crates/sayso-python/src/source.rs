//! What users give to be read: texts, dicts, tables, paths; as work, one piece after the other.

use crate::convert::record;
use crate::error::{Where, at, other};
use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch, RecordBatchReader};
use arrow_cast::cast;
use arrow_schema::DataType;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyString};
use pyo3_arrow::input::AnyRecordBatch;
use serde_json::{Map, Value};
use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;

/// The columns of a document, by the names that JSON lines have.
const FIELDS: [&str; 9] = ["id", "doc", "text", "html", "title", "byline", "publisher", "url", "published"];

/// A piece of what is to be read.
pub enum Item {
    /// A document as JSON lines have it.
    Record(Map<String, Value>),
    /// A file, a folder or a pattern.
    Path(PathBuf),
}

/// What was given, and by which names its columns go.
pub struct Source {
    given: Py<PyAny>,
    columns: HashMap<String, String>,
}

impl Source {
    /// `columns` names the columns of documents that are called otherwise: `{"text": "body"}`.
    pub fn new(given: Py<PyAny>, columns: Option<HashMap<String, String>>) -> PyResult<Source> {
        let columns = columns.unwrap_or_default();
        match columns.keys().find(|field| !FIELDS.contains(&field.as_str())) {
            Some(field) => Err(PyValueError::new_err(format!(
                "columns: a document has no field {field:?}; it has {}",
                FIELDS.join(", ")
            ))),
            None => Ok(Source { given, columns }),
        }
    }

    /// Begins to give out the pieces. An iterator is used up by that; other sources can be begun anew.
    pub fn open(&self, py: Python<'_>) -> PyResult<Items> {
        let given = self.given.bind(py);
        let of = |feed| Ok(Items { feed, waiting: VecDeque::new(), rows: None, columns: self.columns.clone() });
        if is_one(given)? {
            return of(Feed::One(Some(given.clone().unbind())));
        }
        if given.hasattr("__arrow_c_stream__")? || given.hasattr("__arrow_c_array__")? {
            return of(Feed::Batches(given.extract::<AnyRecordBatch>()?.into_reader()?));
        }
        let items = given.try_iter().map_err(|_| {
            PyTypeError::new_err(format!(
                "{} can't be read; give a text, a dict, a path, a list of these, a DataFrame or an Arrow table",
                given.get_type().name().map(|name| name.to_string()).unwrap_or_default()
            ))
        })?;
        of(Feed::Iterator(items.unbind()))
    }
}

/// Whether it is one document or path by itself.
fn is_one(given: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(given.is_instance_of::<PyString>() || given.is_instance_of::<PyDict>() || given.hasattr("__fspath__")?)
}

enum Feed {
    One(Option<Py<PyAny>>),
    Iterator(Py<PyIterator>),
    Batches(Box<dyn RecordBatchReader + Send>),
}

/// The pieces, one after the other.
pub struct Items {
    feed: Feed,
    waiting: VecDeque<Item>,
    /// The rows of a batch that are no pieces yet: a frame may be one batch as a whole.
    rows: Option<RecordBatch>,
    columns: HashMap<String, String>,
}

/// Rows of a batch that become pieces at once.
const AT_ONCE: usize = 64;

impl Items {
    /// The next piece.
    pub fn next(&mut self, py: Python<'_>) -> PyResult<Option<Item>> {
        loop {
            if let Some(item) = self.waiting.pop_front() {
                return Ok(Some(item));
            }
            if let Some(rows) = self.rows.take() {
                let now = rows.num_rows().min(AT_ONCE);
                let rest = rows.slice(now, rows.num_rows() - now);
                self.waiting.extend(records(&rows.slice(0, now), &self.columns)?.into_iter().map(Item::Record));
                self.rows = Some(rest).filter(|rest| rest.num_rows() > 0);
                continue;
            }
            match &mut self.feed {
                Feed::One(given) => return given.take().map(|given| self.item(given.bind(py))).transpose(),
                Feed::Iterator(items) => {
                    let next = items.bind(py).clone().next().transpose()?;
                    return next.map(|given| self.item(&given)).transpose();
                }
                Feed::Batches(batches) => match batches.next() {
                    None => return Ok(None),
                    Some(batch) => self.rows = Some(batch.map_err(other)?),
                },
            }
        }
    }

    fn item(&self, given: &Bound<'_, PyAny>) -> PyResult<Item> {
        if let Ok(text) = given.cast::<PyString>() {
            let text = Value::String(text.to_string_lossy().into_owned());
            return Ok(Item::Record(Map::from_iter([("text".to_string(), text)])));
        }
        if let Ok(dict) = given.cast::<PyDict>() {
            return Ok(Item::Record(renamed(record(dict)?, &self.columns)));
        }
        if given.hasattr("__fspath__")? {
            return Ok(Item::Path(given.extract()?));
        }
        Err(PyTypeError::new_err(format!(
            "a document is a text, a dict or a path, and no {}",
            given.get_type().name()?
        )))
    }
}

/// The record with the fields called as JSON lines call them.
fn renamed(mut record: Map<String, Value>, columns: &HashMap<String, String>) -> Map<String, Value> {
    for (field, column) in columns {
        if let Some(value) = record.remove(column) {
            record.insert(field.clone(), value);
        }
    }
    record
}

/// The documents of a batch. Columns of any kind that has a form as text are taken: numbers as ids, dates and times.
pub fn records(batch: &RecordBatch, columns: &HashMap<String, String>) -> PyResult<Vec<Map<String, Value>>> {
    let mut records = vec![Map::new(); batch.num_rows()];
    let mut has_text = false;
    for field in FIELDS {
        let name = columns.get(field).map_or(field, String::as_str);
        let Some(column) = batch.column_by_name(name) else { continue };
        has_text |= field == "text" || field == "html";
        let cells = cast(column, &DataType::LargeUtf8)
            .map_err(|error| PyTypeError::new_err(format!("the column {name:?} is no text: {error}")))?;
        let cells = cells.as_string::<i64>();
        for (at, record) in records.iter_mut().enumerate() {
            if !cells.is_null(at) {
                record.insert(field.to_string(), Value::String(cells.value(at).to_string()));
            }
        }
    }
    if has_text {
        return Ok(records);
    }
    let schema = batch.schema();
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    Err(at::<crate::error::ReadError>(
        format!(
            "no column \"text\" or \"html\" among {}; say which it is: columns={{\"text\": \"{}\"}}",
            names.join(", "),
            names.first().unwrap_or(&"body")
        ),
        Where::default(),
    ))
}
