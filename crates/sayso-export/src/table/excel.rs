//! Excel: one sheet a million rows, text as text, numbers as numbers.

use super::{CellKind, Column, TableWriter};
use crate::{ExportError, Sink};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::Write;

/// Rows of a sheet, by Excel's own limit.
const ROWS: u32 = 1_048_576;
/// UTF-16 units of a cell, by Excel's own limit.
const CELL: usize = 32_767;
/// Widths of columns, in characters.
const NARROW: f64 = 12.0;
const WIDE: f64 = 28.0;

/// A workbook under construction; it is written as a whole at the end.
pub(crate) struct Excel {
    book: Workbook,
    name: &'static str,
    columns: Vec<Column>,
    sheets: usize,
    next: u32,
}

impl Excel {
    pub(crate) fn new(name: &'static str, columns: &[Column]) -> Result<Self, ExportError> {
        let mut book = Workbook::new();
        // A fixed date, so that the same rows give the same bytes.
        let created = ExcelDateTime::from_ymd(2024, 1, 1).map_err(refused)?;
        let version = format!("sayso {}", env!("CARGO_PKG_VERSION"));
        book.set_properties(&DocProperties::new().set_creation_datetime(&created).set_comment(version));
        let mut excel = Excel { book, name, columns: columns.to_vec(), sheets: 0, next: 0 };
        excel.add_sheet()?;
        Ok(excel)
    }

    pub(crate) fn to(self, out: Sink<'_>) -> ExcelWriter<'_> {
        ExcelWriter { excel: self, out }
    }

    fn add_sheet(&mut self) -> Result<(), ExportError> {
        self.sheets += 1;
        let name = if self.sheets == 1 { self.name.to_string() } else { format!("{} {}", self.name, self.sheets) };
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(refused)?;
        sheet.set_name(name).map_err(refused)?;
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        let bold = Format::new().set_bold();
        for (at, column) in self.columns.iter().enumerate() {
            let width = if column.kind == CellKind::Text { WIDE } else { NARROW };
            sheet.set_column_width(place(at)?, width).map_err(refused)?;
        }
        for (at, column) in self.columns.iter().enumerate() {
            sheet.write_string_with_format(0, place(at)?, &*column.name, &bold).map_err(refused)?;
        }
        self.next = 1;
        Ok(())
    }

    fn row(&mut self, cells: &[String]) -> Result<(), ExportError> {
        if self.next >= ROWS {
            self.add_sheet()?;
        }
        let sheet = self.book.worksheet_from_index(self.sheets - 1).map_err(refused)?;
        for (at, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            if !cell.is_empty() {
                write_cell(sheet, self.next, place(at)?, column.kind, cell).map_err(refused)?;
            }
        }
        self.next += 1;
        Ok(())
    }
}

/// A workbook and where it goes.
pub(crate) struct ExcelWriter<'w> {
    excel: Excel,
    out: Sink<'w>,
}

impl TableWriter for ExcelWriter<'_> {
    fn row(&mut self, cells: &[String]) -> Result<(), ExportError> {
        self.excel.row(cells)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        let bytes = self.excel.book.save_to_buffer().map_err(refused)?;
        self.out.write_all(&bytes)?;
        Ok(self.out.flush()?)
    }
}

fn place(column: usize) -> Result<u16, ExportError> {
    u16::try_from(column).map_err(|_| ExportError::Refused {
        format: "xlsx",
        problem: format!("a sheet has 16,384 columns, not {column}"),
    })
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, kind: CellKind, cell: &str) -> Result<(), XlsxError> {
    match (kind, cell.parse::<f64>()) {
        (CellKind::Integer | CellKind::Number, Ok(number)) if number.is_finite() => {
            sheet.write_number(row, column, number).map(|_| ())
        }
        _ => sheet.write_string(row, column, cut(cell)).map(|_| ()),
    }
}

/// As much of a cell as Excel can hold.
fn cut(cell: &str) -> &str {
    let mut units = 0;
    let end = cell.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL
    });
    end.map_or(cell, |(at, _)| &cell[..at])
}

fn refused(error: XlsxError) -> ExportError {
    match error {
        XlsxError::IoError(error) => ExportError::Io(error),
        other => ExportError::Refused { format: "xlsx", problem: other.to_string() },
    }
}
