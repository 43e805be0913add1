//! `sayso incidents`.

use super::{Answer, FilterArgs, SourceArgs, show, stored, tell_rest};
use crate::commands::{Done, Failure, Global, output};
use sayso::Incident;
use sayso::present::{Format, sides};

#[derive(clap::Args)]
pub struct IncidentArgs {
    /// Id of an incident or an event: everything about it
    id: Option<String>,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(subcommand)]
    decision: Option<IncidentDecision>,
}

/// What a person knows better; `sayso decisions` lists it, `sayso undo` takes it back.
#[derive(clap::Subcommand)]
enum IncidentDecision {
    /// Make one incident of two
    Join {
        /// Id of an incident or an event
        a: String,
        /// Id of the other
        b: String,
    },
    /// Take an event out of the incident that it was joined to
    Split {
        /// Id of the event
        event: String,
    },
}

fn decide(decision: &IncidentDecision, global: &Global) -> Result<Done, Failure> {
    let mut workspace = stored(global)?;
    match decision {
        IncidentDecision::Join { a, b } => {
            workspace.join_incidents(a, b)?;
            println!("{a} and {b} tell of one incident now");
        }
        IncidentDecision::Split { event } => {
            workspace.split_incident(event)?;
            println!("{event} is an incident of its own now");
        }
    }
    Ok(Done::All)
}

pub fn incidents(args: IncidentArgs, global: &Global) -> Result<Done, Failure> {
    if let Some(decision) = &args.decision {
        return decide(decision, global);
    }
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace_of(&filter, global)?;
    if let Some(id) = &args.id {
        let incident = workspace.incident(id)?.ok_or_else(|| {
            Failure::new(format!("no incident and no event has the id {id}; `sayso incidents` shows ids"))
        })?;
        if args.source.format() == Format::Jsonl {
            show(&args.source, &[incident], &Answer::table(&[], Vec::new()))?;
        } else {
            print!("{}", sayso::shown(&workspace, incident)?.view(output::look(false)));
        }
        return Ok(done);
    }
    let found = workspace.incidents(&filter, args.source.limit())?;
    let answer = sayso::answers::incidents(&workspace, &found.found)?;
    let blocks = found.found.iter().zip(&answer.rows).map(|(incident, row)| {
        let again = args.source.command(&format!("incidents {}", incident.id), global);
        block(incident, row, &again)
    });
    let blocks = blocks.collect();
    show(&args.source, &found.found, &Answer::of(answer, blocks))?;
    tell_rest(&args.source, global, found.found.len(), found.all);
    Ok(done)
}

/// A few lines for people; `row` holds the same in columns, and `again` shows all of it.
fn block(incident: &Incident, row: &[String], again: &str) -> Vec<String> {
    let [date, act, parties, place, accounts, reports, ..] = row else { return Vec::new() };
    let mut head = act.clone();
    for part in [date, place] {
        if !part.is_empty() {
            head.push_str("  ");
            head.push_str(part);
        }
    }
    let origins = incident.origins.as_ref().filter(|origins| !origins.list.is_empty());
    let why = origins.map_or("nobody says that it happened", |origins| &origins.why);
    let plural = |count: &str| if count == "1" { "" } else { "s" };
    vec![
        head,
        parties.clone(),
        why.to_string(),
        origins.map_or_else(String::new, |origins| sides(&origins.sides)),
        format!("{accounts} account{} in {reports} report{}", plural(accounts), plural(reports)),
        again.to_string(),
    ]
}
