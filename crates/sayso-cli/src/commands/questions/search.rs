//! `sayso search`.

use super::filters::ReportArgs;
use super::{Answer, SourceArgs, show};
use crate::commands::{Done, Failure, Global};

/// Documents that are shown where no limit is given.
const SHOWN: usize = 20;

#[derive(clap::Args)]
pub struct SearchArgs {
    /// Words; "…" for a phrase, AND, OR, NOT, NEAR
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    filter: ReportArgs,
}

pub fn search(args: SearchArgs, global: &Global) -> Result<Done, Failure> {
    let (workspace, done) = args.source.workspace(global)?;
    let found =
        workspace.search_among(&args.query.join(" "), &args.filter.filter(), args.source.limit.unwrap_or(SHOWN))?;
    show(&args.source, &found, &Answer::of(sayso::answers::search(&found), Vec::new()))?;
    Ok(done)
}
