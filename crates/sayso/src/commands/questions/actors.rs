//! `sayso actors`.

use super::{Answer, SourceArgs, show};
use crate::commands::{Done, Failure, Global};
use sayso::present::{Format, name};

#[derive(clap::Args)]
pub struct ActorArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Words of a name, an id, or a country code
    name: Option<String>,
}

pub fn actors(args: ActorArgs, global: &Global) -> Result<Done, Failure> {
    let (workspace, done) = args.source.workspace(global)?;
    let mut found = workspace.actors(args.name.as_deref(), args.source.limit())?;
    if args.source.format() == Format::Jsonl {
        for actor in &mut found {
            workspace.with_mentions(actor)?;
        }
    }
    let rows = found.iter().map(|found| {
        let actor = &found.actor;
        let aliases: Vec<&str> =
            actor.aliases.iter().map(|alias| alias.name.as_str()).filter(|alias| *alias != actor.name).collect();
        vec![
            actor.name.clone(),
            name(&actor.kind),
            actor.country.clone().unwrap_or_default(),
            actor.sector.join(" "),
            found.mentions.to_string(),
            found.documents.len().to_string(),
            aliases.join("; "),
            actor.id.to_string(),
        ]
    });
    let header = ["name", "kind", "country", "sector", "mentions", "documents", "also", "id"];
    show(&args.source, &found, &Answer::table(&header, rows.collect()))?;
    Ok(done)
}
