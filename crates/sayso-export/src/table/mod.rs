//! Rows of text as files: CSV, TSV, the plain TSV of the field's older tools, Parquet, Excel.

mod delimited;
mod excel;
mod parquet;

use crate::{ExportError, Sink};
use std::borrow::Cow;
use std::io::Write;

pub(crate) use delimited::{Delimited, Plain};
pub(crate) use excel::Excel;
pub(crate) use parquet::Parquet;

/// What the cells of a column are, for files that know types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Text; codes too, so that they keep their zeros.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers with a fraction.
    Number,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: Cow<'static, str>,
    /// What its cells are; an empty cell is "no value" in any kind.
    pub kind: CellKind,
}

impl Column {
    /// A column of text.
    pub fn text(name: impl Into<Cow<'static, str>>) -> Column {
        Column { name: name.into(), kind: CellKind::Text }
    }

    /// A column of whole numbers.
    pub fn integer(name: impl Into<Cow<'static, str>>) -> Column {
        Column { name: name.into(), kind: CellKind::Integer }
    }

    /// A column of numbers.
    pub fn number(name: impl Into<Cow<'static, str>>) -> Column {
        Column { name: name.into(), kind: CellKind::Number }
    }
}

/// The file formats of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// Commas, a row of names, quotation marks where needed (RFC 4180).
    Csv,
    /// The same with tabs.
    Tsv,
    /// Parquet, typed.
    Parquet,
    /// An Excel workbook.
    Xlsx,
}

impl TableFormat {
    /// The format with that name on the command line.
    pub fn parse(name: &str) -> Option<TableFormat> {
        Some(match name.to_ascii_lowercase().as_str() {
            "csv" => TableFormat::Csv,
            "tsv" => TableFormat::Tsv,
            "parquet" => TableFormat::Parquet,
            "xlsx" | "excel" => TableFormat::Xlsx,
            _ => return None,
        })
    }

    /// Begins a table.
    ///
    /// # Errors
    /// Where the output can't be written.
    pub fn begin<'w>(self, columns: &[Column], out: Sink<'w>) -> Result<Box<dyn TableWriter + 'w>, ExportError> {
        Ok(match self {
            TableFormat::Csv => Box::new(Delimited::new(b',', columns, out)?),
            TableFormat::Tsv => Box::new(Delimited::new(b'\t', columns, out)?),
            TableFormat::Parquet => Box::new(Parquet::new(columns, out)?),
            TableFormat::Xlsx => Box::new(Excel::new("sayso", columns)?.to(out)),
        })
    }
}

/// A table that rows are written to, one after the other.
pub trait TableWriter {
    /// Writes a row; cells that are missing at its end are empty.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn row(&mut self, cells: &[String]) -> Result<(), ExportError>;

    /// Writes what is left.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}

/// Writes a whole table of text.
///
/// # Errors
/// Where the output can't be written.
pub fn write_table<R: AsRef<[String]>>(
    format: TableFormat,
    columns: &[Column],
    rows: impl IntoIterator<Item = R>,
    out: impl Write + Send,
) -> Result<(), ExportError> {
    let mut table = format.begin(columns, Box::new(out))?;
    for row in rows {
        table.row(row.as_ref())?;
    }
    table.finish()
}

#[cfg(test)]
mod tests;
