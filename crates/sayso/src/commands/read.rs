//! `sayso read`.

use super::{Done, Failure, Global, input, output};
use sayso::present::{Format, ReadingWriter};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct ReadArgs {
    /// Files, folders, patterns, web addresses, or - for standard input
    paths: Vec<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "view")]
    format: Format,
    /// File to write to
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(args: ReadArgs, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let out = output::open(args.output.as_deref())?;
    let mut writer = ReadingWriter::new(out, args.format, output::look(args.output.is_some()));
    let done = input::readings(
        &args.paths,
        global,
        &reader,
        |_| Ok(true),
        |reading| {
            let statements = if writer.shows_statements() {
                reader.statements(&reading.document).unwrap_or_default()
            } else {
                Vec::new()
            };
            output::written(writer.write_with(&reading, &statements))
        },
    )?;
    output::written(writer.finish())?;
    Ok(done)
}
