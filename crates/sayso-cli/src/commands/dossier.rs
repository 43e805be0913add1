//! `sayso dossier`: one page on an incident or an actor that needs nothing but itself.

use super::questions::stored;
use super::{Done, Failure, Global};
use std::path::PathBuf;

#[derive(clap::Args)]
#[group(id = "about", required = true, multiple = false)]
struct About {
    /// Id of an incident or an event
    #[arg(long, value_name = "ID")]
    incident: Option<String>,
    /// Name, id or country code of an actor
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
}

#[derive(clap::Args)]
pub struct DossierArgs {
    #[command(flatten)]
    about: About,
    /// File to write to
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

pub fn dossier(args: DossierArgs, global: &Global) -> Result<Done, Failure> {
    let workspace = stored(global)?;
    let about = match (args.about.incident, args.about.actor) {
        (Some(id), _) => sayso::dossier::About::Incident(id),
        (None, actor) => sayso::dossier::About::Actor(actor.unwrap_or_default()),
    };
    let page = sayso::dossier::of(&workspace, &about)?;
    std::fs::write(&args.output, page.to_html())?;
    if !global.quiet {
        eprintln!("{}: {} incidents, {}", args.output.display(), page.incidents.len(), page.about);
    }
    Ok(Done::All)
}
