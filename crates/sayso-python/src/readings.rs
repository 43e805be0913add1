//! Readings one after the other, and all of them as tables.

use crate::error::{ReadWarning, Where, other};
use crate::reading::Reading;
use crate::source::Source;
use crate::stream::{Given, Stream};
use crate::table::{Rows, Table};
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use sayso_core::CharSpan;
use sayso_export::{ActorRow, DocumentRow, EventRow, LabelRow, TieRow};
use sayso_read::{Options, ReadProblem};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A document that was not read, or read with a remark. `str()` of it says what was wrong, where, and what to do.
#[pyclass(frozen, get_all, module = "sayso")]
pub struct Problem {
    /// The file, or "documents".
    file: Option<String>,
    /// Line of the file, counted from 1.
    line: Option<u64>,
    /// Byte of the file, counted from 0.
    offset: Option<u64>,
    /// Id of the document, where it is known.
    id: Option<String>,
    /// What was wrong, where, and what to do.
    message: String,
    /// Whether something was not read, rather than read with a remark.
    failed: bool,
}

#[pymethods]
impl Problem {
    fn __str__(&self) -> &str {
        &self.message
    }

    fn __repr__(&self) -> String {
        format!("<sayso.Problem {:?}>", self.message)
    }
}

impl Problem {
    fn of(id: Option<String>, problem: &ReadProblem) -> Problem {
        let place = Where::of(problem);
        Problem {
            file: place.file,
            line: place.line,
            offset: place.offset,
            id,
            // The library speaks of the switch of the command line.
            message: problem.to_string().replace("--published DATE", "published=\"2024-05-14\""),
            failed: problem.is_failure(),
        }
    }
}

type Problems = Arc<Mutex<Vec<Py<Problem>>>>;

fn locked(problems: &Problems) -> MutexGuard<'_, Vec<Py<Problem>>> {
    problems.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes a problem, and warns where something was not read.
fn note(py: Python<'_>, problems: &Problems, id: Option<String>, problem: &ReadProblem) -> PyResult<()> {
    let problem = Problem::of(id, problem);
    let warning = problem.failed.then(|| problem.message.clone());
    let problem = Py::new(py, problem)?;
    locked(problems).push(problem);
    match warning.and_then(|message| std::ffi::CString::new(message).ok()) {
        Some(message) => PyErr::warn(py, &py.get_type::<ReadWarning>(), &message, 1),
        None => Ok(()),
    }
}

/// The readings of a source, in its order.
///
/// Iterating reads: threads work ahead, a bounded piece, and nothing is kept. Every iteration reads anew (an iterator as a
/// source can be read once). `events()`, `actors()`, `labels()`, `ties()` and `documents()` are Arrow tables of all
/// readings; the first of them reads everything, the others are there then. Documents that can't be read stop nothing:
/// they are in `problems`, and give a ReadWarning.
#[pyclass(frozen, module = "sayso")]
pub struct Readings {
    source: Source,
    reader: Arc<sayso::Reader>,
    options: Options,
    threads: usize,
    problems: Problems,
    tables: Mutex<Option<Py<Tables>>>,
}

impl Readings {
    pub fn new(source: Source, reader: Arc<sayso::Reader>, options: Options, threads: usize) -> Readings {
        Readings { source, reader, options, threads, problems: Problems::default(), tables: Mutex::new(None) }
    }

    fn begin(&self, py: Python<'_>) -> PyResult<ReadingIterator> {
        locked(&self.problems).clear();
        let files = sayso_read::Reader::new(self.options.clone());
        let stream = Stream::new(self.source.open(py)?, self.reader.clone(), files, self.threads, None)?;
        Ok(ReadingIterator { stream: Mutex::new(stream), reader: self.reader.clone(), problems: self.problems.clone() })
    }

    fn kept(&self, py: Python<'_>) -> PyResult<Py<Tables>> {
        let known =
            self.tables.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|tables| tables.clone_ref(py));
        if let Some(tables) = known {
            return Ok(tables);
        }
        let mut rows = Filling::new();
        let mut stream = self.begin(py)?;
        while let Some(reading) = stream.advance(py)? {
            rows.add(&reading)?;
        }
        let tables = Py::new(py, rows.finish(py)?)?;
        *self.tables.lock().unwrap_or_else(PoisonError::into_inner) = Some(tables.clone_ref(py));
        Ok(tables)
    }
}

#[pymethods]
impl Readings {
    fn __iter__(&self, py: Python<'_>) -> PyResult<ReadingIterator> {
        self.begin(py)
    }

    /// What was not read, or read with a remark, in the last pass: objects with file, line, offset, id, message, failed.
    #[getter]
    fn problems(&self, py: Python<'_>) -> Vec<Py<Problem>> {
        locked(&self.problems).iter().map(|problem| problem.clone_ref(py)).collect()
    }

    /// All tables at once.
    fn tables(&self, py: Python<'_>) -> PyResult<Py<Tables>> {
        self.kept(py)
    }

    /// One event a row; the columns are those of `sayso read --format parquet`.
    fn events(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        Ok(self.kept(py)?.get().events.clone_ref(py))
    }

    /// One actor of a document a row.
    fn actors(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        Ok(self.kept(py)?.get().actors.clone_ref(py))
    }

    /// One label a row: who calls whom what.
    fn labels(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        Ok(self.kept(py)?.get().labels.clone_ref(py))
    }

    /// One tie a row: who backs or opposes whom.
    fn ties(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        Ok(self.kept(py)?.get().ties.clone_ref(py))
    }

    /// One document a row, without its text.
    fn documents(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        Ok(self.kept(py)?.get().documents.clone_ref(py))
    }

    /// Reads and writes one line of JSON a document, byte for byte those of `sayso read --format jsonl`. Gives the number
    /// of lines. What stands at `path` is replaced when all is written.
    fn jsonl(&self, py: Python<'_>, path: PathBuf) -> PyResult<usize> {
        let mut unfinished = path.clone().into_os_string();
        unfinished.push(".part");
        let failed = |error: std::io::Error| other(format!("can't write {}: {error}", path.display()));
        let mut out = BufWriter::new(File::create(&unfinished).map_err(failed)?);
        let mut stream = self.begin(py)?;
        let mut lines = 0;
        while let Some(reading) = stream.advance(py)? {
            let line = serde_json::to_string(&sayso_core::ScoredReading::new(&reading)).map_err(other)?;
            writeln!(out, "{line}").map_err(failed)?;
            lines += 1;
        }
        out.flush().map_err(failed)?;
        std::fs::rename(&unfinished, &path).map_err(failed)?;
        Ok(lines)
    }

    fn __repr__(&self) -> String {
        "<sayso.Readings: iterate, or ask for events(), actors(), labels(), ties(), documents()>".to_string()
    }
}

/// The readings of one pass.
#[pyclass(module = "sayso")]
pub struct ReadingIterator {
    /// Always taken by `&mut self`: the lock is never waited for.
    stream: Mutex<Stream>,
    reader: Arc<sayso::Reader>,
    problems: Problems,
}

impl ReadingIterator {
    fn advance(&mut self, py: Python<'_>) -> PyResult<Option<sayso::Reading<CharSpan>>> {
        let stream = self.stream.get_mut().unwrap_or_else(PoisonError::into_inner);
        loop {
            match stream.next(py)? {
                None => return Ok(None),
                Some(Given::Reading(reading)) => return Ok(Some(*reading)),
                Some(Given::Problem { id, problem }) => note(py, &self.problems, id, &problem)?,
            }
        }
    }
}

#[pymethods]
impl ReadingIterator {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Reading>> {
        let reader = self.reader.clone();
        Ok(self.advance(py)?.map(|reading| Reading::new(Arc::new(reading), Some(reader))))
    }
}

/// Readings as five Arrow tables: events, actors, labels, ties, documents.
#[pyclass(frozen, get_all, module = "sayso")]
pub struct Tables {
    /// One event a row.
    events: Py<Table>,
    /// One actor of a document a row.
    actors: Py<Table>,
    /// One label a row.
    labels: Py<Table>,
    /// One tie a row.
    ties: Py<Table>,
    /// One document a row, without its text.
    documents: Py<Table>,
}

/// Tables of readings that are there: what `Readings` has, for a list (or any iterable) of `Reading`.
#[pyfunction]
pub fn tables(py: Python<'_>, readings: &Bound<'_, PyAny>) -> PyResult<Tables> {
    let mut rows = Filling::new();
    for reading in PyIterator::from_object(readings)? {
        let reading = reading?;
        let reading = reading.cast::<Reading>()?.get().inner.clone();
        rows.add(&reading)?;
        py.check_signals()?;
    }
    rows.finish(py)
}

/// The five tables in the making.
pub struct Filling {
    events: Rows,
    actors: Rows,
    labels: Rows,
    ties: Rows,
    documents: Rows,
}

impl Filling {
    pub fn new() -> Filling {
        Filling {
            events: Rows::new(EventRow::columns()),
            actors: Rows::new(ActorRow::columns()),
            labels: Rows::new(LabelRow::columns()),
            ties: Rows::new(TieRow::columns()),
            documents: Rows::new(DocumentRow::columns()),
        }
    }

    pub fn add(&mut self, reading: &sayso::Reading<CharSpan>) -> PyResult<()> {
        let reading = reading.from_output();
        self.documents.push(DocumentRow::new(&reading).into_cells())?;
        for actor in &reading.actors {
            self.actors.push(ActorRow::new(&reading, actor).into_cells())?;
        }
        for event in &reading.events {
            self.events.push(EventRow::new(&reading, event).into_cells())?;
        }
        for label in &reading.labels {
            self.labels.push(LabelRow::new(&reading, label).into_cells())?;
        }
        for tie in &reading.ties {
            self.ties.push(TieRow::new(&reading, tie).into_cells())?;
        }
        Ok(())
    }

    pub fn finish(self, py: Python<'_>) -> PyResult<Tables> {
        Ok(Tables {
            events: Py::new(py, self.events.finish()?)?,
            actors: Py::new(py, self.actors.finish()?)?,
            labels: Py::new(py, self.labels.finish()?)?,
            ties: Py::new(py, self.ties.finish()?)?,
            documents: Py::new(py, self.documents.finish()?)?,
        })
    }
}
