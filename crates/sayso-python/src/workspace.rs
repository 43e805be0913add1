//! A workspace as an object: add, remove, ask, export, back up.

use crate::convert::{list, to_python};
use crate::error::{of_reader, of_store, other};
use crate::filter;
use crate::reader::{Reader, options};
use crate::source::Source;
use crate::stream::{Given, Stream};
use crate::table::Rows;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use sayso::answers::{self, Answer};
use sayso::intake::{Intake, Wanted};
use sayso::present::{Format, Look, Marking, ReadingWriter, Target};
use sayso::{Filter, FoundEvent, FoundLabel, FoundTie, StoreError};
use sayso_core::CharSpan;
use sayso_export::{Column, EventRow, LabelRow, Loss, TieRow};
use serde::Serialize;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A workspace: readings in one file, joined - reprints, actors, incidents, contradictions. The same file as that of
/// `sayso add` and `sayso serve`; made where there is none.
///
/// Questions give lists of dicts, or with `as_table=True` a Table. They take the filters of the command line as keywords:
/// type, quad, party, actor, recipient, country, place, since, until, holder, act, own_voice, outlet, doc, incident,
/// first_sentences, one_a_day, require_actors, unknown_actors, min_confidence; and `limit`.
/// Raises WorkspaceError, with the file.
#[pyclass(frozen, module = "sayso")]
pub struct Workspace {
    path: PathBuf,
    threads: usize,
    inner: Arc<Mutex<sayso::Workspace>>,
    reader: Option<Py<Reader>>,
}

impl Workspace {
    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// Asks the workspace, with Python free to do other things.
    fn ask<T: Send>(
        &self,
        py: Python<'_>,
        ask: impl FnOnce(&mut sayso::Workspace) -> Result<T, StoreError> + Send,
    ) -> PyResult<T> {
        let inner = self.inner.clone();
        py.detach(move || ask(&mut inner.lock().unwrap_or_else(PoisonError::into_inner)))
            .map_err(|error| of_store(error, &self.shown()))
    }

    /// Records, or their rows.
    fn given<'py, T: Serialize>(
        py: Python<'py>,
        records: &[T],
        answer: Answer,
        as_table: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        if !as_table {
            return list(py, records);
        }
        let mut rows = Rows::new(answer.columns());
        answer.rows.into_iter().try_for_each(|row| rows.push(row))?;
        table(py, rows)
    }

    /// The reader that adds: the one given, else the usual one.
    fn reader(&self, py: Python<'_>) -> PyResult<Arc<sayso::Reader>> {
        match &self.reader {
            Some(reader) => Ok(reader.get().inner.clone()),
            None => {
                let usual = py.import("sayso")?.call_method0("default_reader")?;
                Ok(usual.cast::<Reader>()?.get().inner.clone())
            }
        }
    }

    /// The reader with the actors that the workspace's users have coded.
    fn reader_for_adding(&self, py: Python<'_>) -> PyResult<Arc<sayso::Reader>> {
        let reader = self.reader(py)?;
        let own = self.ask(py, |workspace| workspace.coded_actors())?;
        py.detach(|| sayso::own_actors::with(&reader, &own)).map_err(of_reader)
    }

    fn join(&self, py: Python<'_>) -> PyResult<()> {
        self.ask(py, |workspace| workspace.join(|_| ()))
    }
}

fn table<'py>(py: Python<'py>, rows: Rows) -> PyResult<Bound<'py, PyAny>> {
    Ok(Bound::new(py, rows.finish()?)?.into_any())
}

#[pymethods]
impl Workspace {
    #[new]
    #[pyo3(signature = (path, *, reader=None, threads=0))]
    fn new(py: Python<'_>, path: PathBuf, reader: Option<Py<Reader>>, threads: usize) -> PyResult<Workspace> {
        let shown = path.display().to_string();
        let opened = py.detach(|| sayso::Workspace::open(&path)).map_err(|error| of_store(error, &shown))?;
        let inner = Arc::new(Mutex::new(opened.with_threads(threads)));
        Ok(Workspace { path, threads, inner, reader })
    }

    /// Reads documents into the workspace and joins them with the rest; what can be given is what `sayso.read` takes, and
    /// `Reading`s. A document that is there, unchanged, is passed over. Gives a dict of counts: new, changed, read_again,
    /// unchanged, clashes, events, failed. A document that can't be read gives a ReadWarning and stops nothing.
    #[pyo3(signature = (source, *, published=None, columns=None))]
    fn add<'py>(
        &self,
        py: Python<'py>,
        source: Py<PyAny>,
        published: Option<&Bound<'py, PyAny>>,
        columns: Option<HashMap<String, String>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let reader = self.reader_for_adding(py)?;
        let intake = Arc::new(Mutex::new(Intake::default()));
        // A second connection looks up what is there while the first one writes.
        let known = py.detach(|| sayso::Workspace::open(&self.path)).map_err(|error| of_store(error, &self.shown()))?;
        let known = Mutex::new(known);
        let (asked, versions, shown) = (intake.clone(), reader.clone(), self.shown());
        let choice = move |document: &sayso::Document| -> PyResult<bool> {
            let known = known.lock().unwrap_or_else(PoisonError::into_inner);
            let wanted = asked.lock().unwrap_or_else(PoisonError::into_inner).wants(
                &known,
                document,
                &versions.produced_by(document),
            );
            match wanted.map_err(|error| of_store(error, &shown))? {
                Wanted::Yes => Ok(true),
                Wanted::Unchanged => Ok(false),
                Wanted::Clash => {
                    let message = format!(
                        "{}: two documents of this run have this id, and another text; the later one was not added",
                        document.id
                    );
                    warn(&message)?;
                    Ok(false)
                }
            }
        };
        let items = Source::new(source, columns)?.open(py)?;
        let files = sayso_read::Reader::new(options(published)?);
        let mut stream = Stream::new(items, reader, files, self.threads, Some(Box::new(choice)))?;
        let mut failed = 0usize;
        while let Some(given) = stream.next(py)? {
            match given {
                Given::Reading(reading) => {
                    let intake = intake.clone();
                    self.ask(py, move |workspace| {
                        intake.lock().unwrap_or_else(PoisonError::into_inner).take(workspace, &reading)
                    })?;
                }
                Given::Problem { problem, .. } if problem.is_failure() => {
                    failed += 1;
                    warn(&problem.to_string())?;
                }
                Given::Problem { .. } => {}
            }
        }
        self.join(py)?;
        let counts = intake.lock().unwrap_or_else(PoisonError::into_inner).counts();
        let told = PyDict::new(py);
        for (name, count) in [
            ("new", counts.new),
            ("changed", counts.changed),
            ("read_again", counts.read_again),
            ("unchanged", counts.unchanged),
            ("clashes", counts.clashes),
            ("events", counts.events),
            ("failed", failed),
        ] {
            told.set_item(name, count)?;
        }
        Ok(told.into_any())
    }

    /// Takes documents and all they gave out; `ids` is an id or a list of them. Gives how many were there.
    fn remove(&self, py: Python<'_>, ids: &Bound<'_, PyAny>) -> PyResult<usize> {
        let ids: Vec<String> = if ids.is_instance_of::<PyString>() { vec![ids.extract()?] } else { ids.extract()? };
        let removed = self.ask(py, move |workspace| {
            let mut removed = 0;
            for id in &ids {
                removed += usize::from(workspace.remove(id)?);
            }
            Ok(removed)
        })?;
        self.join(py)?;
        Ok(removed)
    }

    /// What it holds, in numbers: documents, events, incidents, actors …
    fn contents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.ask(py, |workspace| workspace.contents())?)
    }

    /// Events, each with its document as `doc`; as a table the columns of `sayso events --format parquet`.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn events<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        if !as_table {
            let found = self.ask(py, move |workspace| {
                let mut found = Vec::new();
                workspace.readings_with_events(&filter, limit, |reading| -> Result<(), StoreError> {
                    let doc = reading.document.id.0;
                    found.extend(reading.events.into_iter().map(|event| FoundEvent::new(&doc, event)));
                    Ok(())
                })?;
                Ok(found)
            })?;
            return list(py, &found);
        }
        let cells = self.ask(py, move |workspace| {
            let mut cells = Vec::new();
            workspace.readings_with_events(&filter, limit, |reading| -> Result<(), StoreError> {
                let joined = sayso::joined(workspace, &reading.document.id.0)?;
                let reading = reading.from_output();
                cells.extend(reading.events.iter().map(|event| {
                    EventRow::with_incident(&reading, event, joined.incidents.get(&event.id)).into_cells()
                }));
                Ok(())
            })?;
            Ok(cells)
        })?;
        filled(py, EventRow::columns(), cells)
    }

    /// Who calls whom what, each with its document as `doc`.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn labels<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        let readings = self.ask(py, move |workspace| {
            gathered(|take| workspace.readings_with_labels(&filter, limit, take).map(|_| ()))
        })?;
        given_records(
            py,
            readings,
            as_table,
            LabelRow::columns(),
            |reading| reading.labels.iter().map(|label| LabelRow::new(reading, label).into_cells()).collect(),
            |reading| {
                let doc = reading.document.id.0;
                reading.labels.into_iter().map(|label| FoundLabel { doc: doc.clone(), label }).collect()
            },
        )
    }

    /// Who backs or opposes whom, each with its document as `doc`.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn ties<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        let readings = self.ask(py, move |workspace| {
            gathered(|take| workspace.readings_with_ties(&filter, limit, take).map(|_| ()))
        })?;
        given_records(
            py,
            readings,
            as_table,
            TieRow::columns(),
            |reading| reading.ties.iter().map(|tie| TieRow::new(reading, tie).into_cells()).collect(),
            |reading| {
                let doc = reading.document.id.0;
                reading.ties.into_iter().map(|tie| FoundTie { doc: doc.clone(), tie }).collect()
            },
        )
    }

    /// Actors over all documents, those of most documents first; `name`: words of a name, an id or a country code.
    #[pyo3(signature = (name=None, *, limit=None, as_table=false))]
    fn actors<'py>(
        &self,
        py: Python<'py>,
        name: Option<String>,
        limit: Option<usize>,
        as_table: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let found = self.ask(py, move |workspace| {
            let mut found = workspace.actors(name.as_deref(), limit)?;
            found.iter_mut().try_for_each(|actor| {
                if as_table { workspace.with_offices(actor) } else { workspace.with_mentions(actor) }
            })?;
            Ok(found)
        })?;
        Self::given(py, &found, answers::actors(&found), as_table)
    }

    /// Acts that one or many reports tell of, with their origins.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn incidents<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        let (found, answer) = self.ask(py, move |workspace| {
            let found = workspace.incidents(&filter, limit)?.found;
            let answer = answers::incidents(workspace, &found)?;
            Ok((found, answer))
        })?;
        Self::given(py, &found, answer, as_table)
    }

    /// Values that can't both be true, side by side.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn contradictions<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        let found = self.ask(py, move |workspace| workspace.contradictions(&filter, limit))?;
        let found: Vec<_> = found.into_iter().map(|found| found.record).collect();
        Self::given(py, &found, answers::contradictions(&found), as_table)
    }

    /// Killed, injured, arrested and other numbers by holder and time.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn numbers<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        let found = self.ask(py, move |workspace| workspace.numbers(&filter, limit))?;
        Self::given(py, &found, answers::numbers(&found), as_table)
    }

    /// Who is cited, by whom, for what.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn sources<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        let (found, answer) = self.ask(py, move |workspace| {
            let found = workspace.sources(&filter, limit)?;
            let answer = answers::sources(workspace, &found, &workspace.outlets(&filter, limit)?)?;
            Ok((found, answer))
        })?;
        Self::given(py, &found, answer, as_table)
    }

    /// Reprints, parts of other texts, shared quotations: pairs of documents.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn reprints<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        let found = self.ask(py, move |workspace| workspace.overlaps(&filter, limit))?;
        Self::given(py, &found, answers::reprints(&found), as_table)
    }

    /// What changed from one text to its copy.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn drift<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        let found = self.ask(py, move |workspace| workspace.drift(&filter, limit))?;
        Self::given(py, &found, answers::drift(&found), as_table)
    }

    /// Who did what to whom, counted by month: reported, denied, independent origins.
    #[pyo3(signature = (*, limit=None, as_table=false, **filters))]
    fn dyads<'py>(
        &self,
        py: Python<'py>,
        limit: Option<usize>,
        as_table: bool,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filter = filter::of(filters)?;
        let found = self.ask(py, move |workspace| workspace.dyads(&filter, limit))?;
        Self::given(py, &found, answers::dyads(&found), as_table)
    }

    /// Documents that hold the words, the best first: id, title, publisher, published, snippet.
    #[pyo3(signature = (query, *, limit=20, as_table=false))]
    fn search<'py>(&self, py: Python<'py>, query: String, limit: usize, as_table: bool) -> PyResult<Bound<'py, PyAny>> {
        let found = self.ask(py, move |workspace| workspace.search(&query, limit))?;
        Self::given(py, &found, answers::search(&found), as_table)
    }

    /// The reading of a document, or the one that holds a record of that id. Raises KeyError.
    fn reading(&self, py: Python<'_>, id: String) -> PyResult<crate::reading::Reading> {
        let asked = id.clone();
        let found = self.ask(py, move |workspace| workspace.reading_with(&asked))?;
        let found = found.ok_or_else(|| PyKeyError::new_err(id))?;
        Ok(crate::reading::Reading::new(Arc::new(found), Some(self.reader(py)?)))
    }

    /// Why a record is there, in words. Raises KeyError where there is none of that id.
    fn why(&self, py: Python<'_>, id: String) -> PyResult<String> {
        let asked = id.clone();
        let ids = self.ask(py, move |workspace| workspace.ids_with_prefix(&asked, 2))?;
        let [id] = ids.as_slice() else { return Err(PyKeyError::new_err(format!("no one record begins with {id:?}"))) };
        let found = self.ask(py, {
            let id = id.clone();
            move |workspace| workspace.reading_with(&id)
        })?;
        let reading = found.ok_or_else(|| PyKeyError::new_err(id.clone()))?.from_output();
        let reader = self.reader(py)?;
        let look = Look { marking: Marking::Signs, width: 80, codes: true };
        let told = py.detach(|| sayso::why::told(&reader, &reading, id, look)).map_err(crate::error::of_reader)?;
        told.ok_or_else(|| PyKeyError::new_err(id.clone()))
    }

    /// Writes the events that are asked for in a layout that `sayso export --list` names ("parquet", "polecat", "gdelt" …),
    /// or as "jsonl". Gives a dict of what the layout could not hold, or None for "jsonl".
    #[pyo3(signature = (format, path, **filters))]
    fn export<'py>(
        &self,
        py: Python<'py>,
        format: &str,
        path: PathBuf,
        filters: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let layout: Format = format.parse().map_err(PyValueError::new_err)?;
        if !matches!(layout, Format::Layout(_) | Format::Jsonl) {
            return Err(PyValueError::new_err(format!("{format:?} is a view for people; give \"jsonl\" or a layout")));
        }
        let filter = filter::of(filters)?;
        let inner = self.inner.clone();
        let loss = py.detach(move || -> Result<Option<Loss>, ExportFailure> {
            let workspace = inner.lock().unwrap_or_else(PoisonError::into_inner);
            written(&workspace, &filter, layout, path)
        });
        match loss {
            Ok(loss) => to_python(py, &loss.map(|loss| loss.to_json())),
            Err(ExportFailure::Store(error)) => Err(of_store(error, &self.shown())),
            Err(ExportFailure::Io(error)) => Err(other(format!("can't write the export: {error}"))),
        }
    }

    /// Copies the workspace into a new file, also while something is written to it.
    fn backup(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        self.ask(py, move |workspace| workspace.back_up(&path))
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        Ok(self.ask(py, |workspace| workspace.contents())?.documents)
    }

    fn __repr__(&self) -> String {
        format!("sayso.Workspace({:?})", self.shown())
    }
}

enum ExportFailure {
    Store(StoreError),
    Io(std::io::Error),
}

impl From<StoreError> for ExportFailure {
    fn from(error: StoreError) -> Self {
        ExportFailure::Store(error)
    }
}

impl From<std::io::Error> for ExportFailure {
    fn from(error: std::io::Error) -> Self {
        ExportFailure::Io(error)
    }
}

fn written(
    workspace: &sayso::Workspace,
    filter: &Filter,
    format: Format,
    path: PathBuf,
) -> Result<Option<Loss>, ExportFailure> {
    let look = Look { marking: Marking::Signs, width: 80, codes: true };
    let mut writer = ReadingWriter::new(Target::Path(path), format, look)?;
    sayso::readings_joined(workspace, filter, |reading, joined| -> Result<(), ExportFailure> {
        Ok(writer.write_with(&reading.from_output(), &[], &joined)?)
    })?;
    Ok(writer.finish()?)
}

/// A callback that keeps readings.
type Keep<'a> = &'a mut dyn FnMut(sayso::Reading<CharSpan>) -> Result<(), StoreError>;

fn gathered(ask: impl FnOnce(Keep<'_>) -> Result<(), StoreError>) -> Result<Vec<sayso::Reading<CharSpan>>, StoreError> {
    let mut found = Vec::new();
    ask(&mut |reading| {
        found.push(reading);
        Ok(())
    })?;
    Ok(found)
}

/// The records of readings: the cells of their rows as a table, or what is `found` as a list.
fn given_records<'py, Found: Serialize>(
    py: Python<'py>,
    readings: Vec<sayso::Reading<CharSpan>>,
    as_table: bool,
    columns: Vec<Column>,
    cells: impl Fn(&sayso::Reading) -> Vec<Vec<String>>,
    found: impl Fn(sayso::Reading<CharSpan>) -> Vec<Found>,
) -> PyResult<Bound<'py, PyAny>> {
    if as_table {
        return filled(py, columns, readings.iter().flat_map(|reading| cells(&reading.from_output())).collect());
    }
    list(py, &readings.into_iter().flat_map(found).collect::<Vec<_>>())
}

fn filled<'py>(py: Python<'py>, columns: Vec<Column>, cells: Vec<Vec<String>>) -> PyResult<Bound<'py, PyAny>> {
    let mut rows = Rows::new(columns);
    cells.into_iter().try_for_each(|row| rows.push(row))?;
    table(py, rows)
}

fn warn(message: &str) -> PyResult<()> {
    Python::attach(|py| {
        let message = std::ffi::CString::new(message.replace('\0', " ")).map_err(other)?;
        PyErr::warn(py, &py.get_type::<crate::error::ReadWarning>(), &message, 1)
    })
}
