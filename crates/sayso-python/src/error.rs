//! Errors as Python has them, each with the place that it is about where that is known.

use pyo3::exceptions::{PyException, PyUserWarning};
use pyo3::prelude::*;
use pyo3::{PyTypeInfo, create_exception};
use sayso_code::lexicon::LexiconError as Lexicon;
use sayso_parse::ParseError;
use sayso_read::{At, ReadProblem};

create_exception!(
    sayso,
    Error,
    PyException,
    "Anything that sayso can't do. `file`, `line` and `offset` (bytes) say where, or are None."
);
create_exception!(sayso, ReadError, Error, "A document that can't be read.");
create_exception!(sayso, LexiconError, Error, "A lexicon folder that can't be used.");
create_exception!(sayso, ModelError, Error, "A model that can't be used.");
create_exception!(sayso, WorkspaceError, Error, "A workspace that can't be opened, asked or written.");
create_exception!(sayso, ReadWarning, PyUserWarning, "A document of several that can't be read; the others are.");

/// Adds the classes of errors.
pub fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    let base = Error::type_object(py);
    for name in ["file", "line", "offset"] {
        base.setattr(name, py.None())?;
    }
    module.add("Error", base)?;
    module.add("ReadError", ReadError::type_object(py))?;
    module.add("LexiconError", LexiconError::type_object(py))?;
    module.add("ModelError", ModelError::type_object(py))?;
    module.add("WorkspaceError", WorkspaceError::type_object(py))?;
    module.add("ReadWarning", ReadWarning::type_object(py))
}

/// Where an error is.
#[derive(Debug, Clone, Default)]
pub struct Where {
    pub file: Option<String>,
    /// Counted from 1.
    pub line: Option<u64>,
    /// Bytes, counted from 0.
    pub offset: Option<u64>,
}

impl Where {
    /// The place of a problem with an input.
    pub fn of(problem: &ReadProblem) -> Where {
        Where {
            file: Some(problem.file.clone()),
            line: match problem.at {
                Some(At::Line(line)) => Some(line),
                _ => None,
            },
            offset: match problem.at {
                Some(At::Byte(byte)) => Some(byte),
                _ => None,
            },
        }
    }
}

/// An error of the class `E` at a place.
pub fn at<E: PyTypeInfo>(message: String, place: Where) -> PyErr {
    Python::attach(|py| {
        let error = PyErr::new::<E, _>(message);
        let value = error.value(py);
        // An exception takes attributes; where it does not, the message still tells everything.
        let _ = value.setattr("file", place.file);
        let _ = value.setattr("line", place.line);
        let _ = value.setattr("offset", place.offset);
        error
    })
}

/// What the library says, as Python's error.
pub fn of_reader(error: sayso::Error) -> PyErr {
    let message = error.to_string();
    match error {
        sayso::Error::Lexicon(inner) => {
            let place = match inner {
                Lexicon::Missing { file } | Lexicon::Unreadable { file, .. } => {
                    Where { file: Some(file), ..Where::default() }
                }
                Lexicon::Broken { file, line, .. } => {
                    Where { file: Some(file), line: u64::try_from(line).ok(), offset: None }
                }
            };
            at::<LexiconError>(message, place)
        }
        sayso::Error::Parse(ParseError::Read { path, .. }) => {
            at::<ModelError>(message, Where { file: Some(path.display().to_string()), ..Where::default() })
        }
        sayso::Error::Parse(ParseError::Model { file, .. }) => {
            at::<ModelError>(message, Where { file: Some(file.to_string()), ..Where::default() })
        }
        sayso::Error::Parse(_) => at::<ModelError>(message, Where::default()),
        sayso::Error::Fault { document, .. } => {
            at::<ReadError>(message, Where { file: Some(document), ..Where::default() })
        }
        sayso::Error::Model { folder, .. } => {
            at::<ModelError>(message, Where { file: Some(folder.display().to_string()), ..Where::default() })
        }
        sayso::Error::Gazetteer(_) | sayso::Error::Actors(_) => at::<Error>(message, Where::default()),
    }
}

/// What a workspace says, as Python's error; `file` is the workspace.
pub fn of_store(error: sayso::StoreError, file: &str) -> PyErr {
    at::<WorkspaceError>(error.to_string(), Where { file: Some(file.to_string()), ..Where::default() })
}

/// Anything else.
pub fn other(error: impl std::fmt::Display) -> PyErr {
    at::<Error>(error.to_string(), Where::default())
}
