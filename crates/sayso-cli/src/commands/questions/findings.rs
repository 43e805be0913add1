//! `sayso contradictions`, `numbers`, `silence`, `drift` and `reprints`.

use super::decisions::{ReprintDecisionArgs, decide_reprint};
use super::{Answer, FilterArgs, SourceArgs, quoted, show};
use crate::commands::{Done, Failure, Global};
use sayso::answers;
use sayso::present::{Format, carried, kind, ledger_lines};
use sayso::{Filter, FoundOutlet, FoundSource, Workspace};
use sayso_join::Shown;
use std::fmt::Display;

#[derive(clap::Args)]
pub struct QuestionArgs {
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    filter: FilterArgs,
}

/// A question about texts two by two: no act is asked for.
#[derive(clap::Args)]
pub struct PairArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Part of the name of the publisher of one of the two
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Id of one of the two documents (may be given several times)
    #[arg(long = "doc", value_name = "ID")]
    documents: Vec<String>,
}

impl PairArgs {
    fn filter(&self) -> Filter {
        Filter { outlet: self.outlet.clone(), documents: self.documents.clone(), ..Filter::default() }
    }
}

/// How dyads are counted.
#[derive(Clone, Copy, clap::ValueEnum)]
enum By {
    Month,
}

#[derive(clap::Args)]
pub struct DyadArgs {
    /// What a row is for
    #[arg(long, value_enum, default_value = "month")]
    by: By,
    #[command(flatten)]
    question: QuestionArgs,
}

#[derive(clap::Args)]
pub struct ReprintArgs {
    #[command(flatten)]
    question: PairArgs,
    #[command(subcommand)]
    decision: Option<ReprintDecision>,
}

/// What a person knows better; `sayso decisions` lists it, `sayso undo` takes it back.
#[derive(clap::Subcommand)]
enum ReprintDecision {
    /// Two documents are versions of one report
    Join(ReprintDecisionArgs),
    /// Two documents are not
    Split(ReprintDecisionArgs),
}

pub fn contradictions(args: QuestionArgs, global: &Global) -> Result<Done, Failure> {
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace_of(&filter, global)?;
    let found: Vec<_> =
        workspace.contradictions(&filter, args.source.limit())?.into_iter().map(|found| found.record).collect();
    let blocks = found.iter().map(|found| {
        let again = args.source.command(&format!("incidents {}", found.incident), global);
        vec![found.field.clone(), found.explanation.clone(), again]
    });
    show(&args.source, &found, &Answer::of(answers::contradictions(&found), blocks.collect()))?;
    Ok(done)
}

pub fn numbers(args: QuestionArgs, global: &Global) -> Result<Done, Failure> {
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace_of(&filter, global)?;
    let found = workspace.numbers(&filter, args.source.limit())?;
    let blocks = found.iter().map(|found| {
        let mut lines = ledger_lines(&found.record);
        lines.push(args.source.command(&format!("incidents {}", found.incident), global));
        lines
    });
    show(&args.source, &found, &Answer::of(answers::numbers(&found), blocks.collect()))?;
    Ok(done)
}

pub fn silence(args: QuestionArgs, global: &Global) -> Result<Done, Failure> {
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace_of(&filter, global)?;
    let found = workspace.silences(&filter, args.source.limit())?;
    let rows = found.iter().map(|found| {
        let silence = &found.record;
        vec![
            format!("{} {}", silence.field, silence.shown),
            silence.claim_only.join("; "),
            silence.denial_only.join("; "),
            silence.both.join("; "),
            found.incident.clone(),
        ]
    });
    let header = ["claim", "carry the claim alone", "carry the denial alone", "carry both", "incident"];
    let again = |incident: &str| args.source.command(&format!("incidents {incident}"), global);
    let blocks = found.iter().map(|found| vec![carried(&found.record), again(&found.incident)]);
    show(&args.source, &found, &Answer { header: &header, rows: rows.collect(), blocks: blocks.collect() })?;
    Ok(done)
}

pub fn drift(args: PairArgs, global: &Global) -> Result<Done, Failure> {
    let filter = args.filter();
    let (workspace, done) = args.source.workspace(global)?;
    let found = workspace.drift(&filter, args.source.limit())?;
    let blocks = found.iter().map(|drift| {
        let side = |shown: &Shown| format!("{}: {}", shown.doc, shown.text);
        vec![kind(&drift.kind), side(&drift.before), side(&drift.after), drift.explanation.clone()]
    });
    show(&args.source, &found, &Answer::of(answers::drift(&found), blocks.collect()))?;
    Ok(done)
}

pub fn reprints(args: ReprintArgs, global: &Global) -> Result<Done, Failure> {
    match &args.decision {
        Some(ReprintDecision::Join(pair)) => return decide_reprint(pair, true, global),
        Some(ReprintDecision::Split(pair)) => return decide_reprint(pair, false, global),
        None => {}
    }
    let args = args.question;
    let filter = args.filter();
    let (workspace, done) = args.source.workspace(global)?;
    let found = workspace.overlaps(&filter, args.source.limit())?;
    let blocks = found.iter().map(|overlap| {
        vec![
            format!("{} and {}: {}", overlap.a, overlap.b, kind(&overlap.relation)),
            overlap.reasons.join("; "),
            format!("{}: {}", kind(&overlap.direction), overlap.direction_reason),
        ]
    });
    show(&args.source, &found, &Answer::of(answers::reprints(&found), blocks.collect()))?;
    Ok(done)
}

#[derive(clap::Args)]
pub struct CitedArgs {
    /// One row for each outlet: what it says itself and what on the word of others
    #[arg(long)]
    outlets: bool,
    #[command(flatten)]
    question: QuestionArgs,
}

pub fn sources(args: CitedArgs, global: &Global) -> Result<Done, Failure> {
    let CitedArgs { outlets, question: args } = args;
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace_of(&filter, global)?;
    if outlets {
        let found = workspace.outlets(&filter, args.source.limit())?;
        let number = |number: usize| number.to_string();
        let rows = found.iter().map(|outlet| {
            let counts = [outlet.documents, outlet.events, outlet.own, outlet.quoted, outlet.unnamed];
            let labels = [outlet.labels_own, outlet.labels_quoted];
            std::iter::once(outlet.outlet.clone()).chain(counts.map(number)).chain(labels.map(number)).collect()
        });
        let header = ["outlet", "reports", "records", "own_voice", "others", "unnamed", "labels_own", "labels_others"];
        show(&args.source, &found, &Answer::table(&header, rows.collect()))?;
        return Ok(done);
    }
    let found = workspace.sources(&filter, args.source.limit())?;
    if args.source.format() == Format::View && !found.is_empty() {
        let mut blocks = Vec::with_capacity(found.len());
        for source in &found {
            blocks.push(source_block(&workspace, source)?);
        }
        let outlets = workspace.outlets(&filter, args.source.limit())?;
        blocks.extend(outlets.iter().map(|outlet| outlet_block(outlet, &args.source, global)));
        show(&args.source, &found, &Answer { header: &[], rows: Vec::new(), blocks })?;
        return Ok(done);
    }
    let answer = answers::sources(&workspace, &found, &workspace.outlets(&filter, args.source.limit())?)?;
    show(&args.source, &found, &Answer::of(answer, Vec::new()))?;
    Ok(done)
}

fn counted<N: PartialEq + From<u8> + Display>(number: N, noun: &str) -> String {
    format!("{number} {noun}{}", if number == N::from(1) { "" } else { "s" })
}

/// Who is cited, how often, doing what, by whom, about whom.
fn source_block(workspace: &Workspace, source: &FoundSource) -> Result<Vec<String>, Failure> {
    let name = if source.named { source.name.clone() } else { format!("“{}”, not named", source.name) };
    let acts: Vec<String> = source.acts.iter().map(|(act, number)| format!("{act} {number}")).collect();
    let about = workspace.actor_names(&source.about)?;
    let about = if about.is_empty() { String::new() } else { format!("about {}", about.join("; ")) };
    let head = format!("{name}: {} ({})", counted(source.records, "record"), acts.join(", "));
    Ok(vec![head, format!("cited by {}", source.cited_by.join("; ")), about])
}

/// What an outlet says on its own word alone, and what on that of others.
fn outlet_block(outlet: &FoundOutlet, source: &SourceArgs, global: &Global) -> Vec<String> {
    let unnamed = if outlet.unnamed == 0 { String::new() } else { format!(", {} of them not named", outlet.unnamed) };
    let head = format!(
        "{} itself: {} in its own voice alone, {} on the word of others{unnamed}",
        outlet.outlet,
        counted(outlet.own, "record"),
        outlet.quoted
    );
    let labels = outlet.labels_own + outlet.labels_quoted;
    let labels = if labels == 0 {
        String::new()
    } else {
        format!("{}: {} its own, {} of others", counted(labels, "label"), outlet.labels_own, outlet.labels_quoted)
    };
    let which = if outlet.own == 0 {
        String::new()
    } else {
        let command = format!("events --own-voice --outlet {}", quoted(&outlet.outlet));
        source.command(&command, global)
    };
    vec![head, labels, which]
}

pub fn dyads(args: DyadArgs, global: &Global) -> Result<Done, Failure> {
    let DyadArgs { by: By::Month, question: args } = args;
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace_of(&filter, global)?;
    let found = workspace.dyads(&filter, args.source.limit())?;
    let blocks = found.iter().map(|dyad| {
        let of = |name: &Option<String>| name.clone().unwrap_or_else(|| "nobody named".to_string());
        let month = dyad.month.as_deref().unwrap_or("no month");
        let by_publication = match dyad.dated_by_publication {
            0 => String::new(),
            number => format!("{number} dated by publication"),
        };
        let origins = match dyad.independent_origins {
            Some(number) => counted(number, "independent origin"),
            None => format!("between {} and {} origins", dyad.origins_at_least, dyad.origins_at_most),
        };
        vec![
            format!("{month}  {}  {} -> {}", dyad.event, of(&dyad.actor), of(&dyad.recipient)),
            format!(
                "{}; reported {}, denied {}; {origins}",
                counted(dyad.incidents, "incident"),
                times(dyad.reported),
                times(dyad.denied)
            ),
            by_publication,
        ]
    });
    show(&args.source, &found, &Answer::of(answers::dyads(&found), blocks.collect()))?;
    Ok(done)
}

fn times(number: i64) -> String {
    match number {
        0 => "never".to_string(),
        1 => "once".to_string(),
        number => format!("{number} times"),
    }
}
