//! Writing readings in the formats of the command line.

use super::marked::Marking;
use super::view::{self, Look};
use sayso_code::saying::Statement;
use sayso_core::Reading;
use sayso_export::EventRow;
use std::io::{self, Write};

/// The formats of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A view for people (what stands on the terminal without --format).
    View,
    /// One reading a line, in the shape of the reading schema.
    Jsonl,
    /// One event a row, comma-separated, with a row of names.
    Csv,
    /// The same with tabs.
    Tsv,
    /// One event a row, drawn.
    Table,
}

/// Writes readings one after the other.
pub struct ReadingWriter<W: Write> {
    kind: Kind<W>,
}

enum Kind<W: Write> {
    View(W, Look, bool),
    Jsonl(W),
    Rows(csv::Writer<W>),
    Table(W, comfy_table::Table),
}

impl<W: Write> ReadingWriter<W> {
    /// A writer to `out`.
    pub fn new(out: W, format: Format, look: Look) -> Self {
        let kind = match format {
            Format::View => Kind::View(out, look, true),
            Format::Jsonl => Kind::Jsonl(out),
            Format::Csv => Kind::Rows(csv::Writer::from_writer(out)),
            Format::Tsv => Kind::Rows(csv::WriterBuilder::new().delimiter(b'\t').from_writer(out)),
            Format::Table => Kind::Table(out, event_table(look)),
        };
        ReadingWriter { kind }
    }

    /// Whether it shows what sources say beside the records.
    pub fn shows_statements(&self) -> bool {
        matches!(self.kind, Kind::View(..))
    }

    /// Writes one reading.
    pub fn write(&mut self, reading: &Reading) -> io::Result<()> {
        self.write_with(reading, &[])
    }

    /// Writes one reading, in a view with the statements of its sources.
    pub fn write_with(&mut self, reading: &Reading, statements: &[Statement]) -> io::Result<()> {
        match &mut self.kind {
            Kind::View(out, look, first) => {
                if !std::mem::replace(first, false) {
                    writeln!(out, "\n{}\n", "-".repeat(look.width.min(80)))?;
                }
                out.write_all(view::reading(reading, statements, *look).as_bytes())?;
                out.flush()
            }
            Kind::Jsonl(out) => {
                serde_json::to_writer(&mut *out, &reading.to_output())?;
                writeln!(out)
            }
            Kind::Rows(out) => {
                for event in &reading.events {
                    out.serialize(EventRow::new(reading, event)).map_err(io::Error::other)?;
                }
                Ok(())
            }
            Kind::Table(_, table) => {
                for event in &reading.events {
                    add_row(table, &EventRow::new(reading, event));
                }
                Ok(())
            }
        }
    }

    /// Writes what is left.
    pub fn finish(self) -> io::Result<()> {
        match self.kind {
            Kind::View(mut out, ..) | Kind::Jsonl(mut out) => out.flush(),
            Kind::Rows(mut out) => out.flush(),
            Kind::Table(mut out, table) => writeln!(out, "{table}"),
        }
    }
}

fn event_table(look: Look) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table
        .load_preset(comfy_table::presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(comfy_table::ContentArrangement::Dynamic)
        .set_width(u16::try_from(look.width.max(60)).unwrap_or(120))
        .set_header(["date", "actor", "event", "recipient", "place", "holder", "id"]);
    if look.marking == Marking::Signs {
        table.force_no_tty();
    }
    table
}

fn add_row(table: &mut comfy_table::Table, row: &EventRow) {
    let date = if row.date_from.is_empty() { &row.date_to } else { &row.date_from };
    let mut event = format!("{} {}", row.event, row.mode);
    if row.polarity == "-" {
        event.push_str(" (not so)");
    }
    let cells = [date, &row.actor, event.trim_end(), &row.recipient, &row.place, &row.holder, &row.id];
    table.add_row(cells.map(str::to_string));
}
