//! `sayso actors`.

use super::{Answer, SourceArgs, show, stored};
use crate::commands::{Done, Failure, Global};
use sayso::answers;
use sayso::present::Format;

#[derive(clap::Args)]
pub struct ActorArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Words of a name, an id, or a country code
    name: Option<String>,
    #[command(subcommand)]
    decision: Option<ActorDecision>,
}

/// What a person knows better; `sayso decisions` lists it, `sayso undo` takes it back.
#[derive(clap::Subcommand)]
enum ActorDecision {
    /// Make one actor of two
    Merge {
        /// Id of an actor
        a: String,
        /// Id of the other
        b: String,
    },
    /// Make the spellings of an actor that are alike an actor of their own
    Split {
        /// Id of the actor
        actor: String,
        /// The spelling
        spelling: String,
    },
    /// Give an actor another name
    Rename {
        /// Id of the actor
        actor: String,
        /// The name
        name: String,
    },
}

fn decide(decision: &ActorDecision, global: &Global) -> Result<Done, Failure> {
    let mut workspace = stored(global)?;
    match decision {
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
    let mut found = workspace.actors(args.name.as_deref(), args.source.limit())?;
    if args.source.format() == Format::Jsonl {
        for actor in &mut found {
            workspace.with_mentions(actor)?;
        }
    }
    show(&args.source, &found, &Answer::of(answers::actors(&found), Vec::new()))?;
    Ok(done)
}
