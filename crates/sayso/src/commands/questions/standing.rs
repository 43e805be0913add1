//! `sayso labels` and `sayso ties`.

use super::{Answer, FilterArgs, SourceArgs, show};
use crate::commands::{Done, Failure, Global};
use sayso::present::{chain, name, one_line, party};
use sayso::{FoundLabel, FoundTie};

#[derive(clap::Args)]
pub struct StandingArgs {
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    filter: FilterArgs,
}

pub fn labels(args: StandingArgs, global: &Global) -> Result<Done, Failure> {
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace(global)?;
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    workspace.readings_with_labels(&filter, args.source.limit(), |output| -> Result<(), Failure> {
        let reading = output.from_output();
        rows.extend(reading.labels.iter().map(|label| {
            vec![
                one_line(&label.text),
                party(&reading, &label.target),
                name(&label.kind),
                name(&label.polarity),
                chain(&reading, &label.chain),
                reading.document.id.to_string(),
            ]
        }));
        let doc = output.document.id.0;
        found.extend(output.labels.into_iter().map(|label| FoundLabel { doc: doc.clone(), label }));
        Ok(())
    })?;
    let header = ["label", "for", "kind", "polarity", "who says so", "doc"];
    show(&args.source, &found, &Answer::table(&header, rows))?;
    Ok(done)
}

pub fn ties(args: StandingArgs, global: &Global) -> Result<Done, Failure> {
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace(global)?;
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    workspace.readings_with_ties(&filter, args.source.limit(), |output| -> Result<(), Failure> {
        let reading = output.from_output();
        rows.extend(reading.ties.iter().map(|tie| {
            vec![
                party(&reading, &tie.from),
                name(&tie.kind),
                party(&reading, &tie.to),
                name(&tie.change),
                chain(&reading, &tie.chain),
                reading.document.id.to_string(),
            ]
        }));
        let doc = output.document.id.0;
        found.extend(output.ties.into_iter().map(|tie| FoundTie { doc: doc.clone(), tie }));
        Ok(())
    })?;
    let header = ["from", "tie", "to", "change", "who says so", "doc"];
    show(&args.source, &found, &Answer::table(&header, rows))?;
    Ok(done)
}
