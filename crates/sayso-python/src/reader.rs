//! A reader, loaded once.

use crate::error::of_reader;
use crate::readings::Readings;
use crate::source::Source;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use sayso::ModelSource;
use sayso_read::Options;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Reads documents with one model and one lexicon, which are loaded once; may be used by many threads.
///
/// model: "base" (better), "small" (faster), or the path of a folder with another.
/// lexicon: a folder in place of the lexicon in the package.
/// Raises LexiconError (with file and line) and ModelError (with file).
#[pyclass(frozen, module = "sayso")]
pub struct Reader {
    pub inner: Arc<sayso::Reader>,
    model: String,
    lexicon: Option<PathBuf>,
}

#[pymethods]
impl Reader {
    #[new]
    #[pyo3(signature = (model=PathBuf::from("base"), lexicon=None))]
    fn new(py: Python<'_>, model: PathBuf, lexicon: Option<PathBuf>) -> PyResult<Reader> {
        let name = model.display().to_string();
        let source = ModelSource::from(model.into_os_string());
        let inner = py.detach(|| sayso::Reader::with(lexicon.as_deref(), &source)).map_err(of_reader)?;
        Ok(Reader { inner: Arc::new(inner), model: name, lexicon })
    }

    /// Reads documents; what can be given is what `sayso.read` takes. Nothing is read before it is asked for.
    #[pyo3(signature = (source, *, published=None, threads=0, columns=None))]
    fn read(
        &self,
        source: Py<PyAny>,
        published: Option<&Bound<'_, PyAny>>,
        threads: usize,
        columns: Option<HashMap<String, String>>,
    ) -> PyResult<Readings> {
        let source = Source::new(source, columns)?;
        Ok(Readings::new(source, self.inner.clone(), options(published)?, threads))
    }

    /// The versions that readings carry: sayso, model, lexicon, gazetteer, schema.
    fn versions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::convert::to_python(py, &self.inner.versions())
    }

    fn __repr__(&self) -> String {
        let lexicon =
            self.lexicon.as_ref().map_or("None".to_string(), |folder| format!("{:?}", folder.display().to_string()));
        format!("sayso.Reader(model={:?}, lexicon={lexicon})", self.model)
    }

    /// A copy for another process loads the same model and lexicon there.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyAny>, (String, Option<PathBuf>)) {
        let this = slf.get();
        (slf.get_type().into_any(), (this.model.clone(), this.lexicon.clone()))
    }
}

/// How documents are read; `published` is a date or its ISO 8601 form.
pub fn options(published: Option<&Bound<'_, PyAny>>) -> PyResult<Options> {
    let Some(given) = published else { return Ok(Options::default()) };
    let form: String = given.str()?.extract()?;
    let day = form.get(..10).and_then(|day| day.parse().ok());
    let day =
        day.ok_or_else(|| PyValueError::new_err(format!("published: {form:?} is no date; write it as 2024-05-14")))?;
    Ok(Options { published: Some(day), ..Options::default() })
}
