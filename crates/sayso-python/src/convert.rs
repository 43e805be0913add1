//! JSON values as Python objects, and what Python gives as JSON values.

use crate::error::other;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use serde::Serialize;
use serde_json::{Map, Value};

/// Anything that is written as JSON, as Python objects. Spans, two whole numbers in a list, become tuples: `text[slice(*span)]`.
pub fn to_python<'py>(py: Python<'py>, record: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    // By way of the text, so that a number of single precision is the one that JSON lines have.
    let written = serde_json::to_string(record).map_err(other)?;
    value(py, &serde_json::from_str(&written).map_err(other)?)
}

/// Records as a list of dicts.
pub fn list<'py, T: Serialize>(py: Python<'py>, records: &[T]) -> PyResult<Bound<'py, PyAny>> {
    let items = records.iter().map(|record| to_python(py, record)).collect::<PyResult<Vec<_>>>()?;
    PyList::new(py, items).map(Bound::into_any)
}

/// A JSON value as a Python object.
pub fn value<'py>(py: Python<'py>, json: &Value) -> PyResult<Bound<'py, PyAny>> {
    match json {
        Value::Null => Ok(py.None().into_bound(py)),
        Value::Bool(flag) => flag.into_bound_py_any(py),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => whole.into_bound_py_any(py),
            (None, Some(whole)) => whole.into_bound_py_any(py),
            (None, None) => number.as_f64().into_bound_py_any(py),
        },
        Value::String(text) => text.into_bound_py_any(py),
        Value::Array(items) => {
            let is_span = items.len() == 2 && items.iter().all(Value::is_u64);
            let items = items.iter().map(|item| value(py, item)).collect::<PyResult<Vec<_>>>()?;
            if is_span {
                PyTuple::new(py, items).map(Bound::into_any)
            } else {
                PyList::new(py, items).map(Bound::into_any)
            }
        }
        Value::Object(fields) => {
            let dict = PyDict::new(py);
            for (name, field) in fields {
                dict.set_item(name, value(py, field)?)?;
            }
            Ok(dict.into_any())
        }
    }
}

/// A dict as a record of JSON lines. Nothing, NaN and NaT are no values; dates become ISO 8601.
pub fn record(dict: &Bound<'_, PyDict>) -> PyResult<Map<String, Value>> {
    let mut fields = Map::new();
    for (name, given) in dict.iter() {
        let name: String = name.extract().map_err(|_| PyTypeError::new_err("the keys of a document are strings"))?;
        if let Some(given) = plain(&given)? {
            fields.insert(name, given);
        }
    }
    Ok(fields)
}

/// A cell as JSON; none where there is no value.
fn plain(given: &Bound<'_, PyAny>) -> PyResult<Option<Value>> {
    if given.is_none() {
        return Ok(None);
    }
    if let Ok(text) = given.cast::<PyString>() {
        return Ok(Some(Value::String(text.to_string_lossy().into_owned())));
    }
    if let Ok(flag) = given.cast::<PyBool>() {
        return Ok(Some(Value::Bool(flag.is_true())));
    }
    if given.is_instance_of::<PyInt>() {
        return Ok(Some(Value::String(given.str()?.to_string())));
    }
    if let Ok(number) = given.cast::<PyFloat>() {
        return Ok(serde_json::Number::from_f64(number.extract()?).map(Value::Number));
    }
    if let Ok(items) = given.cast::<PyList>() {
        let items = items.iter().map(|item| plain(&item)).collect::<PyResult<Vec<_>>>()?;
        return Ok(Some(Value::Array(items.into_iter().flatten().collect())));
    }
    // pandas' NaT has a form, and is no date: it differs from itself, as NaN does.
    if given.ne(given)? {
        return Ok(None);
    }
    let form = if given.hasattr("isoformat")? { given.call_method0("isoformat")? } else { given.str()?.into_any() };
    Ok(Some(Value::String(form.extract()?)))
}
