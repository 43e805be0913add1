//! Tables in Arrow's form, which pandas, polars, DuckDB and pyarrow take over without a copy.

use crate::error::other;
use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use sayso_export::{CellKind, Column};
use std::sync::Arc;

/// Rows of one batch.
const BATCH: usize = 8192;

/// A table in Arrow's form. `pandas.DataFrame`, `polars.DataFrame`, `pyarrow.table` and DuckDB take it as it is (the Arrow
/// PyCapsule interface); `to_pandas()`, `to_polars()` and `to_arrow()` do so in one word.
#[pyclass(frozen, module = "sayso")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Table {
        Table { schema, batches }
    }

    fn reader(&self) -> Box<dyn RecordBatchReader + Send> {
        Box::new(RecordBatchIterator::new(self.batches.clone().into_iter().map(Ok), self.schema.clone()))
    }
}

#[pymethods]
impl Table {
    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// Number of rows and columns.
    #[getter]
    fn shape(&self) -> (usize, usize) {
        (self.__len__(), self.schema.fields().len())
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        let (rows, columns) = self.shape();
        format!("<sayso.Table of {rows} rows and {columns} columns: {}>", self.columns().join(", "))
    }

    /// The table as a pandas DataFrame; needs pandas and pyarrow.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::to_arrow(slf)?.call_method0("to_pandas")
    }

    /// The table as a polars DataFrame; needs polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// The table as a pyarrow Table; needs pyarrow.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The rows as a list of dicts; an empty cell is None.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let rows = crate::nested::rows(&self.batches)?;
        let rows = rows.into_iter().map(|mut row| {
            for field in self.schema.fields() {
                row.entry(field.name().clone()).or_insert(serde_json::Value::Null);
            }
            crate::convert::to_python(py, &row)
        });
        PyList::new(py, rows.collect::<PyResult<Vec<_>>>()?).map(Bound::into_any)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let reader = self.reader();
        let field =
            Field::new_struct("", self.schema.fields().clone(), false).with_metadata(self.schema.metadata.clone());
        let arrays = reader.map(|batch| Ok(Arc::new(StructArray::from(batch?)) as ArrayRef));
        let arrays: Box<dyn Iterator<Item = Result<ArrayRef, ArrowError>> + Send> = Box::new(arrays);
        Ok(to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, Arc::new(field))), requested_schema)?)
    }
}

/// A table in the making, filled row by row with the cells that CSV and Parquet have.
pub struct Rows {
    columns: Vec<Column>,
    schema: SchemaRef,
    cells: Vec<Vec<String>>,
    batches: Vec<RecordBatch>,
}

impl Rows {
    pub fn new(columns: Vec<Column>) -> Rows {
        let field = |column: &Column| {
            let kind = match column.kind {
                CellKind::Text => DataType::Utf8,
                CellKind::Integer => DataType::Int64,
                CellKind::Number => DataType::Float64,
            };
            Field::new(column.name.as_ref(), kind, true)
        };
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        Rows { columns, schema, cells: Vec::new(), batches: Vec::new() }
    }

    pub fn push(&mut self, cells: Vec<String>) -> PyResult<()> {
        self.cells.push(cells);
        if self.cells.len() == BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> PyResult<()> {
        if self.cells.is_empty() {
            return Ok(());
        }
        let arrays: Vec<ArrayRef> =
            self.columns.iter().enumerate().map(|(at, column)| self.array(at, column)).collect();
        self.cells.clear();
        self.batches.push(RecordBatch::try_new(self.schema.clone(), arrays).map_err(other)?);
        Ok(())
    }

    /// A column; an empty cell is no value, as in Parquet.
    fn array(&self, at: usize, column: &Column) -> ArrayRef {
        let cells = self.cells.iter().map(|row| row.get(at).map(String::as_str).filter(|cell| !cell.is_empty()));
        match column.kind {
            CellKind::Text => {
                let mut builder = StringBuilder::new();
                cells.for_each(|cell| builder.append_option(cell));
                Arc::new(builder.finish())
            }
            CellKind::Integer => {
                let mut builder = Int64Builder::new();
                cells.for_each(|cell| builder.append_option(cell.and_then(|cell| cell.parse().ok())));
                Arc::new(builder.finish())
            }
            CellKind::Number => {
                let mut builder = Float64Builder::new();
                cells.for_each(|cell| builder.append_option(cell.and_then(|cell| cell.parse().ok())));
                Arc::new(builder.finish())
            }
        }
    }

    pub fn finish(mut self) -> PyResult<Table> {
        self.flush()?;
        Ok(Table::new(self.schema, self.batches))
    }
}
