//! `sayso read`.

use super::switches::{SwitchArgs, tell_dropped};
use super::{Done, Failure, Global, input, output};
use sayso::present::{Format, Look, ReadingWriter};
use sayso_core::Sieve;
use sayso_export::{Joined, NOT_JOINED};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct ReadArgs {
    /// Files, folders, patterns, web addresses, or - for standard input
    paths: Vec<String>,
    /// Form of the output: view, chains (who says so, drawn as trees), jsonl, table, or a layout that `sayso export --list` names
    #[arg(long, default_value = "view")]
    format: Format,
    /// File to write to (a folder for brat and timeml)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// In the view: the id, CAMEO code, rule and confidence of each record
    #[arg(long)]
    codes: bool,
    #[command(flatten)]
    switches: SwitchArgs,
}

pub fn run(args: ReadArgs, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let look = Look { codes: args.codes, ..output::look(args.output.is_some()) };
    let mut writer = ReadingWriter::new(output::target(args.output), args.format, look)?;
    let mut sieve = Sieve::new(args.switches.switches());
    let shows_statements = writer.shows_statements();
    let done = input::read_each(
        &args.paths,
        global,
        |document| {
            let statements =
                if shows_statements { reader.statements(&document).unwrap_or_default() } else { Vec::new() };
            Ok((reader.read(&document)?, statements))
        },
        |(mut reading, statements)| {
            sieve.sift(&mut reading, |_| true);
            output::written(writer.write_with(&reading, &statements, &Joined::default()))
        },
    )?;
    let accounts = output::finished(writer)?.map_or(0, |loss| loss.count(NOT_JOINED));
    if accounts > 0 && !global.quiet {
        eprintln!(
            "{accounts} rows are accounts, not acts: what several reports tell has several rows, and sums count it as often; \
             `sayso export` from a workspace has a row an incident"
        );
    }
    tell_dropped(&sieve.dropped(), global);
    Ok(done)
}
