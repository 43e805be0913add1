//! `sayso export`: the layouts of the field's other tools, each with what it can't hold.

use super::questions::{FilterArgs, asked};
use super::switches::tell_dropped;
use super::{Done, Failure, Global, output};
use sayso::present::{Format, ReadingWriter};
use sayso_export::Format as Layout;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct ExportArgs {
    /// The layouts, and what each is
    #[arg(long)]
    list: bool,
    /// The layout
    #[arg(long, required_unless_present = "list")]
    format: Option<Format>,
    /// Where each column comes from, in place of the export
    #[arg(long)]
    mapping: bool,
    /// File to write to (a folder for brat and timeml)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// File for the report of what was lost (.json or Markdown); without it the report goes to standard error
    #[arg(long, value_name = "FILE")]
    loss: Option<PathBuf>,
    /// Read these on the spot in place of the workspace
    #[arg(long, num_args = 1.., value_name = "PATH")]
    from: Vec<String>,
    #[command(flatten)]
    filter: FilterArgs,
}

pub fn export(args: ExportArgs, global: &Global) -> Result<Done, Failure> {
    if args.list {
        for layout in Layout::ALL {
            println!("{:16} {}", layout.name(), layout.what());
        }
        return Ok(Done::All);
    }
    let Some(Format::Layout(layout)) = args.format else {
        return Err(Failure::usage("no layout of another tool; `sayso export --list` names them"));
    };
    if args.mapping {
        println!("{}", layout.mapping_markdown());
        return Ok(Done::All);
    }
    let filter = args.filter.filter()?;
    let (workspace, done) = asked(&args.from, global)?;
    tell_dropped(&workspace.dropped(&filter)?, global);
    let look = output::look(args.output.is_some());
    let mut writer = ReadingWriter::new(output::target(args.output), Format::Layout(layout), look)?;
    sayso::readings_joined(&workspace, &filter, |reading, joined| -> Result<(), Failure> {
        output::written(writer.write_with(&reading.from_output(), &[], &joined))
    })?;
    let Some(loss) = output::finished(writer)? else { return Ok(done) };
    match args.loss {
        Some(path) if path.extension().is_some_and(|ending| ending == "json") => {
            std::fs::write(path, serde_json::to_string_pretty(&loss.to_json())?)?;
        }
        Some(path) => std::fs::write(path, loss.to_markdown())?,
        None if global.quiet => {}
        None => eprintln!("{}", loss.to_summary()),
    }
    Ok(done)
}
