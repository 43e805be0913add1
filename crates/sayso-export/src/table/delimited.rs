//! Text with commas or tabs.

use super::{Column, TableWriter};
use crate::{ExportError, Sink};
use std::io::Write;

/// CSV or TSV with a row of names and quotation marks where needed.
pub(crate) struct Delimited<'w> {
    out: csv::Writer<Sink<'w>>,
    width: usize,
}

impl<'w> Delimited<'w> {
    pub(crate) fn new(delimiter: u8, columns: &[Column], out: Sink<'w>) -> Result<Self, ExportError> {
        let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
        out.write_record(columns.iter().map(|column| column.name.as_bytes())).map_err(csv_error)?;
        Ok(Delimited { out, width: columns.len() })
    }
}

impl TableWriter for Delimited<'_> {
    fn row(&mut self, cells: &[String]) -> Result<(), ExportError> {
        let cells = cells.iter().map(String::as_str).chain(std::iter::repeat("")).take(self.width);
        self.out.write_record(cells).map_err(csv_error)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

fn csv_error(error: csv::Error) -> ExportError {
    ExportError::Io(error.into())
}

/// Tabs without any quoting, as the tools of the field read them: some take quotation marks for quoting, others don't, so
/// that no cell may hold a tab, a line break or a straight double quotation mark.
pub(crate) struct Plain<'w> {
    out: std::io::BufWriter<Sink<'w>>,
    width: usize,
}

impl<'w> Plain<'w> {
    /// With a row of names where the layout has one.
    pub(crate) fn new(columns: &[Column], header: bool, out: Sink<'w>) -> Result<Self, ExportError> {
        let mut plain = Plain { out: std::io::BufWriter::new(out), width: columns.len() };
        if header {
            plain.line(columns.iter().map(|column| &*column.name))?;
        }
        Ok(plain)
    }

    fn line<'c>(&mut self, cells: impl Iterator<Item = &'c str>) -> Result<(), ExportError> {
        let line: Vec<String> = cells.map(plain_cell).collect();
        Ok(writeln!(self.out, "{}", line.join("\t"))?)
    }
}

impl TableWriter for Plain<'_> {
    fn row(&mut self, cells: &[String]) -> Result<(), ExportError> {
        let width = self.width;
        self.line(cells.iter().map(String::as_str).chain(std::iter::repeat("")).take(width))
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

/// A cell that every reader takes for one cell: white space and control characters become a blank, `"` becomes `'`.
fn plain_cell(text: &str) -> String {
    let plain = |c: char| match c {
        '"' => '\'',
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
        c => c,
    };
    text.chars().map(plain).collect::<String>().trim().to_string()
}
