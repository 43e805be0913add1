//! Questions to the workspace, or to files read on the spot.

mod actors;
mod decisions;
mod events;
mod filters;
mod findings;
mod incidents;
mod review;
mod search;
mod standing;
mod uncoded;

pub use actors::{ActorArgs, actors};
pub use decisions::{UndoArgs, decisions, undo};
pub use events::{EventArgs, events};
pub use filters::FilterArgs;
pub use findings::{
    CitedArgs, DyadArgs, PairArgs, QuestionArgs, ReprintArgs, contradictions, drift, dyads, numbers, reprints, silence,
    sources,
};
pub use incidents::{IncidentArgs, incidents};
pub use review::{ReviewArgs, review};
pub use search::{SearchArgs, search};
pub use standing::{LabelArgs, TieArgs, labels, ties};
pub use uncoded::{UncodedArgs, uncoded};

use super::switches::tell_dropped;
use super::{Done, Failure, Global, WORKSPACE, input, output, workspace};
use sayso::present::{Format, wrapped};
use sayso::{Filter, Workspace};
use sayso_export::{Column, TableFormat, write_table};
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Rows that a person is shown where no limit is given; what a program reads is whole.
const SHOWN: usize = 100;

/// Characters of a line that is not to be broken.
const LONGEST: usize = 10_000;

#[derive(clap::Args)]
pub struct SourceArgs {
    /// Read these on the spot in place of the workspace
    #[arg(long, num_args = 1.., value_name = "PATH")]
    from: Vec<String>,
    /// Form of the output: view, table, jsonl, csv, tsv, parquet, xlsx (default: for people)
    #[arg(long)]
    format: Option<Format>,
    /// File to write to
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// At most so many rows (default: 100 in a table, all in other formats)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl SourceArgs {
    fn limit(&self) -> Option<usize> {
        let for_people = matches!(self.format(), Format::Table | Format::View);
        self.limit.or(for_people.then_some(SHOWN))
    }

    fn format(&self) -> Format {
        self.format.unwrap_or(Format::View)
    }

    /// A command that goes on from here: asked of the same files or workspace, it finds what this one tells of.
    fn command(&self, command: &str, global: &Global) -> String {
        let mut line = format!("sayso {command}");
        if !self.from.is_empty() {
            line.push_str(" --from");
            self.from.iter().for_each(|path| line.push_str(&format!(" {}", quoted(path))));
        } else if global.workspace != Path::new(WORKSPACE) {
            line.push_str(&format!(" --workspace {}", quoted(&global.workspace.display().to_string())));
        }
        line
    }

    /// The workspace that is asked, and whether everything was read into it.
    fn workspace(&self, global: &Global) -> Result<(Workspace, Done), Failure> {
        asked(&self.from, global)
    }

    /// The same for a question about events: says what the switches of its filter take out.
    fn workspace_of(&self, filter: &Filter, global: &Global) -> Result<(Workspace, Done), Failure> {
        let (workspace, done) = self.workspace(global)?;
        tell_dropped(&workspace.dropped(filter)?, global);
        Ok((workspace, done))
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-/:@+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_string()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// The stored workspace, joined.
pub fn stored(global: &Global) -> Result<Workspace, Failure> {
    if !global.workspace.exists() {
        return Err(Failure::new(workspace::no_workspace(global)));
    }
    let mut kept = Workspace::open(&global.workspace)?.with_threads(global.threads.unwrap_or(0));
    // An `add` that was ended in the middle leaves this to do.
    workspace::join_if_possible(&mut kept, global)?;
    Ok(kept)
}

/// The workspace, or the files of `from` read on the spot, and whether all of them could be read.
pub fn asked(from: &[String], global: &Global) -> Result<(Workspace, Done), Failure> {
    if from.is_empty() {
        return Ok((stored(global)?, Done::All));
    }
    let mut read = Workspace::in_memory()?.with_threads(global.threads.unwrap_or(0));
    let reader = global.reader()?;
    let done = input::readings(from, global, &reader, |reading| {
        read.add(&reading.to_output())?;
        Ok(())
    })?;
    workspace::join(&mut read, global)?;
    Ok((read, done))
}

/// Says on standard error that a table shows less than there is.
fn tell_rest(source: &SourceArgs, global: &Global, shown: usize, all: usize) {
    if shown < all && !global.quiet {
        let more = if source.limit.is_some() { "" } else { "; --limit N shows more, --format csv all" };
        eprintln!("{shown} of {all} shown{more}");
    }
}

/// What a question found, in the forms that it can be shown in.
struct Answer<'a> {
    /// Names of the columns.
    header: &'a [&'a str],
    /// One row a record.
    rows: Vec<Vec<String>>,
    /// For people: the first line of each is its heading. A table stands for them where there are none.
    blocks: Vec<Vec<String>>,
}

impl<'a> Answer<'a> {
    /// The rows that the library makes, with what a person is shown.
    fn of(answer: sayso::answers::Answer, blocks: Vec<Vec<String>>) -> Answer<'a> {
        Answer { header: answer.header, rows: answer.rows, blocks }
    }

    fn table(header: &'a [&'a str], rows: Vec<Vec<String>>) -> Answer<'a> {
        Answer { header, rows, blocks: Vec::new() }
    }
}

/// Records as JSON lines, or rows as CSV or a table, or blocks for people.
fn show<T: Serialize>(source: &SourceArgs, records: &[T], answer: &Answer<'_>) -> Result<(), Failure> {
    let look = output::look(source.output.is_some());
    if let Format::Layout(layout) = source.format() {
        return table_file(source, layout, answer);
    }
    let mut out = output::open(source.output.as_deref())?;
    match source.format() {
        Format::Jsonl => {
            for record in records {
                json_line(&mut out, record)?;
            }
        }
        _ if records.is_empty() => output::written(writeln!(out, "nothing found"))?,
        Format::View if !answer.blocks.is_empty() => {
            let mut text = String::new();
            for (number, lines) in answer.blocks.iter().enumerate() {
                for (at, line) in lines.iter().filter(|line| !line.is_empty()).enumerate() {
                    let first = if at == 0 { format!("{:3}. ", number + 1) } else { "     ".to_string() };
                    // A command that goes on from here is there to be copied.
                    let width = if line.starts_with("sayso ") { LONGEST } else { look.width };
                    wrapped(&mut text, line, width, &first, "       ");
                }
                text.push('\n');
            }
            output::written(out.write_all(text.as_bytes()))?;
        }
        Format::Table | Format::View | Format::Chains | Format::Layout(_) => {
            let mut table = comfy_table::Table::new();
            table.load_preset(comfy_table::presets::UTF8_HORIZONTAL_ONLY).set_header(answer.header);
            table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
            table.set_width(u16::try_from(look.width.max(80)).unwrap_or(120));
            for row in &answer.rows {
                table.add_row(row);
            }
            output::written(writeln!(out, "{table}"))?;
        }
    }
    output::written(out.flush())
}

/// Rows as a file that other programs open.
fn table_file(source: &SourceArgs, layout: sayso_export::Format, answer: &Answer<'_>) -> Result<(), Failure> {
    let format = TableFormat::parse(layout.name()).ok_or_else(|| {
        Failure::usage(format!(
            "{} is a layout of events; `sayso export --format {}` writes it",
            layout.name(),
            layout.name()
        ))
    })?;
    let columns: Vec<Column> = answer.header.iter().map(|name| Column::text(name.to_string())).collect();
    let out: Box<dyn Write + Send> = match &source.output {
        Some(path) => Box::new(BufWriter::new(File::create(path)?)),
        None => Box::new(BufWriter::new(std::io::stdout())),
    };
    write_table(format, &columns, &answer.rows, out)?;
    Ok(())
}

fn json_line(out: &mut dyn Write, record: &impl Serialize) -> Result<(), Failure> {
    let line = serde_json::to_string(record)?;
    output::written(writeln!(out, "{line}"))
}
