//! `sayso search`.

use super::{Answer, SourceArgs, show};
use crate::commands::{Done, Failure, Global};
use sayso::present::one_line;

/// Documents that are shown where no limit is given.
const SHOWN: usize = 20;

#[derive(clap::Args)]
pub struct SearchArgs {
    /// Words; "…" for a phrase, AND, OR, NOT, NEAR
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    source: SourceArgs,
}

pub fn search(args: SearchArgs, global: &Global) -> Result<Done, Failure> {
    let (workspace, done) = args.source.workspace(global)?;
    let found = workspace.search(&args.query.join(" "), args.source.limit.unwrap_or(SHOWN))?;
    let rows = found.iter().map(|hit| {
        vec![
            hit.document.id.clone(),
            hit.document.published.clone().unwrap_or_default(),
            hit.document.publisher.clone().unwrap_or_default(),
            hit.document.title.clone().unwrap_or_default(),
            one_line(&hit.snippet),
        ]
    });
    let header = ["doc", "published", "publisher", "title", "words"];
    show(&args.source, &found, &Answer::table(&header, rows.collect()))?;
    Ok(done)
}
