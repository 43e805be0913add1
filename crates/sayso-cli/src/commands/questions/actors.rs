//! `sayso actors`.

use super::filters::ReportArgs;
use super::{Answer, SourceArgs, show, stored};
use crate::commands::{Done, Failure, Global};
use sayso::answers;
use sayso::own_actors::{self, Recoded};
use sayso::present::Format;
use sayso::{Change, CodedActor, Workspace};
use std::path::PathBuf;

/// Changed events that are shown.
const EXAMPLES: usize = 5;

#[derive(clap::Args)]
pub struct ActorArgs {
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    filter: ReportArgs,
    /// Words of a name, an id, or a country code
    name: Option<String>,
    #[command(subcommand)]
    decision: Option<ActorDecision>,
}

/// What a person knows better; `sayso decisions` lists it, `sayso undo` takes it back.
#[derive(clap::Subcommand)]
enum ActorDecision {
    /// Give names codes of your own, for as long as they hold; what names them is read again
    Add(CodeArgs),
    /// Make one actor of two
    Merge {
        /// Id of an actor (`sayso actors` shows it in the last column), or its exact name where it is the only one so called
        a: String,
        /// Id or exact name of the other
        b: String,
    },
    /// Make the spellings of an actor that are alike an actor of their own
    Split {
        /// Id or exact name of the actor
        actor: String,
        /// The spelling
        spelling: String,
    },
    /// Give an actor another name
    Rename {
        /// Id or exact name of the actor
        actor: String,
        /// The name
        name: String,
    },
}

#[derive(clap::Args)]
struct CodeArgs {
    /// What the actor is called
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    name: Option<String>,
    /// What else it is called; may be given several times
    #[arg(long, value_name = "NAME", conflicts_with = "file")]
    alias: Vec<String>,
    /// Country: ISO 3166-1 alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC for what is above states
    #[arg(long, value_name = "CODE", conflicts_with = "file")]
    country: Option<String>,
    /// Sectors: PLOVER codes (GOV, MIL, REB …), separated by commas, the first is the primary one
    #[arg(long, value_name = "CODE", value_delimiter = ',', conflicts_with = "file")]
    sector: Vec<String>,
    /// First day of publication for which the codes hold
    #[arg(long, value_name = "DATE", conflicts_with = "file")]
    from: Option<jiff::civil::Date>,
    /// Last day of publication for which they hold
    #[arg(long, value_name = "DATE", conflicts_with = "file")]
    to: Option<jiff::civil::Date>,
    /// A file of many: names (with ; between them), country, sector, from, to, separated by tabs
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl CodeArgs {
    fn actors(&self) -> Result<Vec<CodedActor>, Failure> {
        let Some(file) = &self.file else {
            let names = self.name.iter().chain(&self.alias).cloned().collect();
            let (country, sector) = (self.country.clone(), self.sector.clone());
            return Ok(vec![CodedActor { names, country, sector, from: self.from, to: self.to }]);
        };
        let shown = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|error| Failure::new(format!("{shown}: {error}")))?;
        Ok(own_actors::of_file(&shown, &text)?)
    }
}

fn code(args: &CodeArgs, workspace: &mut Workspace, global: &Global) -> Result<Done, Failure> {
    let actors = args.actors()?;
    let recoded = own_actors::code(&global.reader()?, workspace, &actors, global.threads.unwrap_or(0), args.dry_run)?;
    let verb = if args.dry_run { "would be coded" } else { "coded" };
    println!("{} {verb}", count(actors.len(), "actor"));
    tell_recoded(&recoded);
    if let (Some(first), Some(last)) = (recoded.decisions.iter().min(), recoded.decisions.iter().max()) {
        let rest = if first == last { String::new() } else { format!(", and so for all of {first} to {last}") };
        println!("`sayso undo {last}` takes the last one back{rest}");
    }
    Ok(Done::All)
}

/// What coding an actor, or taking that back, changed in the workspace.
pub(super) fn tell_recoded(recoded: &Recoded) {
    println!(
        "{} with one of the names, {} read again: {} with other codes, {} changed",
        count(recoded.documents, "report"),
        recoded.read_again,
        count(recoded.actors, "actor"),
        count(recoded.events.changed.len(), "event"),
    );
    for (changed, times) in recoded.codes.iter().take(EXAMPLES) {
        let before = match changed.before.len() {
            0 => "no actor".to_string(),
            _ => changed.before.join(" and "),
        };
        let times = if *times > 1 { format!("  in {times} reports") } else { String::new() };
        println!("  {}: {before} -> {}{times}", changed.name, changed.after);
    }
    let rest = recoded.codes.len().saturating_sub(EXAMPLES);
    if rest > 0 {
        println!("  and {rest} more with other codes");
    }
    for changed in recoded.events.changed.iter().take(EXAMPLES) {
        let what = match changed.change {
            Change::Gained => "gained".to_string(),
            Change::Lost => "lost".to_string(),
            Change::Recoded => changed.fields.join(", "),
        };
        println!("  {}: “{}”  {what}", changed.doc, changed.trigger);
    }
    let rest = recoded.events.changed.len().saturating_sub(EXAMPLES);
    if rest > 0 {
        println!("  and {rest} more");
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn decide(decision: &ActorDecision, global: &Global) -> Result<Done, Failure> {
    let mut workspace = stored(global)?;
    match decision {
        ActorDecision::Add(args) => return code(args, &mut workspace, global),
        ActorDecision::Merge { a, b } => {
            let name = workspace.merge_actors(a, b)?;
            println!("{a} and {b} are one actor now: {name}");
        }
        ActorDecision::Split { actor, spelling } => {
            workspace.split_actor(actor, spelling)?;
            println!("{spelling} is an actor of its own now");
        }
        ActorDecision::Rename { actor, name } => {
            workspace.rename_actor(actor, name)?;
            println!("{actor} is called {name} now");
        }
    }
    Ok(Done::All)
}

pub fn actors(args: ActorArgs, global: &Global) -> Result<Done, Failure> {
    if let Some(decision) = &args.decision {
        return decide(decision, global);
    }
    let (workspace, done) = args.source.workspace(global)?;
    let mut found = workspace.actors_among(args.name.as_deref(), &args.filter.filter(), args.source.limit())?;
    let with_mentions = args.source.format() == Format::Jsonl;
    for actor in &mut found {
        if with_mentions {
            workspace.with_mentions(actor)?;
        } else {
            workspace.with_offices(actor)?;
        }
    }
    show(&args.source, &found, &Answer::of(answers::actors(&found), Vec::new()))?;
    Ok(done)
}
