//! `sayso events`.

use super::{FilterArgs, SourceArgs, json_line, tell_rest};
use crate::commands::{Done, Failure, Global, output};
use sayso::FoundEvent;
use sayso::present::{Format, Look, ReadingWriter};
use sayso_export::Joined;
use std::io::Write;

#[derive(clap::Args)]
pub struct EventArgs {
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    filter: FilterArgs,
}

pub fn events(args: EventArgs, global: &Global) -> Result<Done, Failure> {
    let source = args.source;
    let filter = args.filter.filter()?;
    let (workspace, done) = source.workspace_of(&filter, global)?;
    let mut shown = 0;
    if source.format() == Format::Jsonl {
        let mut out = output::open(source.output.as_deref())?;
        workspace.readings_with_events(&filter, source.limit(), |reading| -> Result<(), Failure> {
            let doc = reading.document.id.0;
            reading.events.into_iter().try_for_each(|event| json_line(&mut out, &FoundEvent::new(&doc, event)))
        })?;
        output::written(out.flush())?;
        return Ok(done);
    }
    let format = source.format.unwrap_or(Format::Table);
    let look = Look { codes: true, ..output::look(source.output.is_some()) };
    let mut writer = ReadingWriter::new(output::target(source.output.clone()), format, look)?;
    let all = workspace.readings_with_events(&filter, source.limit(), |reading| -> Result<(), Failure> {
        shown += reading.events.len();
        // Only layouts have room for it.
        let layout = matches!(format, Format::Layout(_));
        let joined = if layout { sayso::joined(&workspace, &reading.document.id.0)? } else { Joined::default() };
        output::written(writer.write_with(&reading.from_output(), &[], &joined))
    })?;
    output::finished(writer)?;
    tell_rest(&source, global, shown, all);
    Ok(done)
}
