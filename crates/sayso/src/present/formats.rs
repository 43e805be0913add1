//! Writing readings in the formats of the command line.

use super::chains;
use super::marked::Marking;
use super::view::{self, Look};
use sayso_code::saying::Statement;
use sayso_core::{Reading, ScoredReading};
use sayso_export::{EventRow, ExportError, Format as Layout, Joined, Loss, Output};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// The formats of `--format`: forms of this program, and layouts of the field's other tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A view for people (what stands on the terminal without --format).
    View,
    /// Who says so, drawn as trees, sentence by sentence.
    Chains,
    /// One record or reading a line.
    Jsonl,
    /// One event a row, drawn.
    Table,
    /// A layout of `sayso-export`.
    Layout(Layout),
}

impl std::str::FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        match name {
            "view" => Ok(Format::View),
            "chains" => Ok(Format::Chains),
            "jsonl" => Ok(Format::Jsonl),
            "table" => Ok(Format::Table),
            other => Layout::parse(other).map(Format::Layout).ok_or_else(|| {
                let layouts: Vec<&str> = Layout::ALL.iter().map(|layout| layout.name()).collect();
                format!("no such format; there are view, chains, jsonl, table, {}", layouts.join(", "))
            }),
        }
    }
}

/// Where readings are written to.
pub enum Target {
    /// Standard output.
    Standard,
    /// A file, or a folder for layouts of several files.
    Path(PathBuf),
}

impl Target {
    fn output(self, layout: Layout) -> io::Result<Output<'static>> {
        match self {
            Target::Path(folder) if layout.wants_folder() => Ok(Output::Folder(folder)),
            Target::Path(path) => Ok(Output::stream(BufWriter::new(File::create(path)?))),
            Target::Standard => Ok(Output::stream(BufWriter::new(io::stdout()))),
        }
    }

    fn writer(self) -> io::Result<Box<dyn Write>> {
        Ok(match self {
            Target::Path(path) => Box::new(BufWriter::new(File::create(path)?)),
            Target::Standard => Box::new(BufWriter::new(io::stdout())),
        })
    }
}

/// Writes readings one after the other.
pub struct ReadingWriter {
    kind: Kind,
}

enum Kind {
    View(Box<dyn Write>, Look, bool),
    Chains(Box<dyn Write>, usize, bool),
    Jsonl(Box<dyn Write>),
    Table(Box<dyn Write>, comfy_table::Table),
    Layout(Box<dyn sayso_export::Layout>),
}

impl ReadingWriter {
    /// A writer to `target`.
    ///
    /// # Errors
    /// Where the target can't be opened.
    pub fn new(target: Target, format: Format, look: Look) -> io::Result<Self> {
        let kind = match format {
            Format::View => Kind::View(target.writer()?, look, true),
            Format::Chains => Kind::Chains(target.writer()?, look.width, true),
            Format::Jsonl => Kind::Jsonl(target.writer()?),
            Format::Table => Kind::Table(target.writer()?, event_table(look)),
            Format::Layout(layout) => {
                let output = target.output(layout)?;
                Kind::Layout(layout.open(output).map_err(io::Error::other)?)
            }
        };
        Ok(ReadingWriter { kind })
    }

    /// Whether it shows what sources say beside the records.
    pub fn shows_statements(&self) -> bool {
        matches!(self.kind, Kind::View(..))
    }

    /// Writes one reading by itself.
    pub fn write(&mut self, reading: &Reading) -> io::Result<()> {
        self.write_with(reading, &[], &Joined::default())
    }

    /// Writes one reading: in a view with the statements of its sources, in a layout with what joining found.
    pub fn write_with(&mut self, reading: &Reading, statements: &[Statement], joined: &Joined) -> io::Result<()> {
        match &mut self.kind {
            Kind::View(out, look, first) => {
                if !std::mem::replace(first, false) {
                    writeln!(out, "\n{}\n", "-".repeat(look.width.min(80)))?;
                }
                out.write_all(view::reading(reading, statements, *look).as_bytes())?;
                out.flush()
            }
            Kind::Chains(out, width, first) => {
                if !std::mem::replace(first, false) {
                    writeln!(out, "\n{}\n", "-".repeat((*width).min(80)))?;
                }
                out.write_all(chains::page(reading, *width).as_bytes())?;
                out.flush()
            }
            Kind::Jsonl(out) => {
                serde_json::to_writer(&mut *out, &ScoredReading::new(&reading.to_output()))?;
                writeln!(out)
            }
            Kind::Table(_, table) => {
                for event in &reading.events {
                    add_row(table, &EventRow::new(reading, event));
                }
                Ok(())
            }
            Kind::Layout(layout) => layout.write(&reading.to_output(), joined).map_err(written_by_layout),
        }
    }

    /// Writes what is left, and says what a layout could not hold.
    pub fn finish(self) -> io::Result<Option<Loss>> {
        match self.kind {
            Kind::View(mut out, ..) | Kind::Chains(mut out, ..) | Kind::Jsonl(mut out) => out.flush().map(|()| None),
            Kind::Table(mut out, table) => {
                writeln!(out, "{table}")?;
                out.flush().map(|()| None)
            }
            Kind::Layout(layout) => layout.finish().map(Some).map_err(written_by_layout),
        }
    }
}

/// A closed pipe stays one, so that `| head` is no failure.
fn written_by_layout(error: ExportError) -> io::Error {
    let mut source: Option<&dyn std::error::Error> = Some(&error);
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<io::Error>() {
            return io::Error::new(io.kind(), error.to_string());
        }
        source = inner.source();
    }
    io::Error::other(error)
}

fn event_table(look: Look) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table
        .load_preset(comfy_table::presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(comfy_table::ContentArrangement::Dynamic)
        .set_width(u16::try_from(look.width.max(60)).unwrap_or(120))
        .set_header([
            "date",
            "actor",
            "event",
            "recipient",
            "place",
            "holder",
            "CAMEO\nquads\nPLOVER\nGoldstein",
            "id",
        ]);
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
    let codes = codes(row);
    let cells = [date, &row.actor, event.trim_end(), &row.recipient, &row.place, &row.holder, &codes, &row.id];
    table.add_row(cells.map(str::to_string));
}

/// The CAMEO code; the quad classes of PLOVER, GDELT and Phoenix; the scores of PLOVER and Goldstein.
fn codes(row: &EventRow) -> String {
    format!(
        "{}\n{}/{}/{}\n{}\n{}",
        row.cameo, row.quad_plover, row.quad_gdelt, row.quad_phoenix, row.plover_2021, row.goldstein_cameo
    )
}
