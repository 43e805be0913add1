//! Parquet: text as UTF-8 strings, numbers as numbers, an empty cell as null.

use super::{CellKind, Column, TableWriter};
use crate::{ExportError, Sink};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::sync::Arc;

/// Rows held before they are written as a group.
const GROUP: usize = 50_000;

pub(crate) struct Parquet<'w> {
    out: SerializedFileWriter<Sink<'w>>,
    columns: Vec<Column>,
    /// Cells of the rows that are held, by column.
    held: Vec<Vec<String>>,
}

impl<'w> Parquet<'w> {
    pub(crate) fn new(columns: &[Column], out: Sink<'w>) -> Result<Self, ExportError> {
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(refused)?;
        let schema = Type::group_type_builder("sayso").with_fields(fields).build().map_err(refused)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("sayso {}", env!("CARGO_PKG_VERSION")))
            .build();
        let out = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(refused)?;
        Ok(Parquet { out, columns: columns.to_vec(), held: vec![Vec::new(); columns.len()] })
    }

    fn write_group(&mut self) -> Result<(), ExportError> {
        if self.held.first().is_none_or(Vec::is_empty) {
            return Ok(());
        }
        let mut group = self.out.next_row_group().map_err(refused)?;
        for (column, cells) in self.columns.iter().zip(&mut self.held) {
            let cells = std::mem::take(cells);
            match column.kind {
                CellKind::Text => {
                    write_column::<ByteArrayType, _>(&mut group, cells, |cell| Some(ByteArray::from(cell.into_bytes())))
                }
                CellKind::Integer => write_column::<Int64Type, _>(&mut group, cells, |cell| cell.parse().ok()),
                CellKind::Number => write_column::<DoubleType, _>(&mut group, cells, |cell| cell.parse().ok()),
            }
            .map_err(refused)?;
        }
        group.close().map(|_| ()).map_err(refused)
    }
}

impl TableWriter for Parquet<'_> {
    fn row(&mut self, cells: &[String]) -> Result<(), ExportError> {
        for (at, held) in self.held.iter_mut().enumerate() {
            held.push(cells.get(at).cloned().unwrap_or_default());
        }
        if self.held.first().is_some_and(|column| column.len() >= GROUP) {
            self.write_group()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.write_group()?;
        self.out.close().map(|_| ()).map_err(refused)
    }
}

fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match column.kind {
        CellKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        CellKind::Integer => (Physical::INT64, None),
        CellKind::Number => (Physical::DOUBLE, None),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
        .map(Arc::new)
}

/// Writes a column; cells that are empty or can't be read are null.
fn write_column<D: DataType, F: Fn(String) -> Option<D::T>>(
    group: &mut SerializedRowGroupWriter<'_, Sink<'_>>,
    cells: Vec<String>,
    value: F,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("more columns than the schema has".to_string()));
    };
    let mut values = Vec::with_capacity(cells.len());
    let mut present = Vec::with_capacity(cells.len());
    for cell in cells {
        let value = if cell.is_empty() { None } else { value(cell) };
        present.push(i16::from(value.is_some()));
        values.extend(value);
    }
    column.typed::<D>().write_batch(&values, Some(&present), None)?;
    column.close()
}

fn refused(error: ParquetError) -> ExportError {
    match error {
        ParquetError::External(inner) if inner.is::<std::io::Error>() => {
            ExportError::Io(std::io::Error::other(inner.to_string()))
        }
        other => ExportError::Refused { format: "parquet", problem: other.to_string() },
    }
}
