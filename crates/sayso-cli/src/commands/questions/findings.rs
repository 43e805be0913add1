//! `sayso contradictions`, `numbers`, `silence`, `drift` and `reprints`.

use super::decisions::{ReprintDecisionArgs, decide_reprint};
use super::{Answer, FilterArgs, SourceArgs, show};
use crate::commands::{Done, Failure, Global};
use sayso::present::{carried, count, kind, ledger_lines, name};
use sayso_join::Shown;

#[derive(clap::Args)]
pub struct QuestionArgs {
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    filter: FilterArgs,
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
    question: QuestionArgs,
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
    let rows = found.iter().map(|found| vec![found.field.clone(), found.explanation.clone(), found.incident.clone()]);
    let header = ["field", "what can't both be true", "incident"];
    let blocks = found.iter().map(|found| {
        vec![found.field.clone(), found.explanation.clone(), format!("sayso incidents {}", found.incident)]
    });
    show(&args.source, &found, &Answer { header: &header, rows: rows.collect(), blocks: blocks.collect() })?;
    Ok(done)
}

pub fn numbers(args: QuestionArgs, global: &Global) -> Result<Done, Failure> {
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace_of(&filter, global)?;
    let found = workspace.numbers(&filter, args.source.limit())?;
    let rows = found.iter().flat_map(|found| {
        found.record.rows.iter().map(|row| {
            vec![
                found.record.field.clone(),
                count(&row.count),
                found.record.unit.clone().unwrap_or_default(),
                row.name.clone(),
                name(&row.stance),
                row.publisher.clone().unwrap_or_default(),
                row.published.clone().unwrap_or_default(),
                if row.copy { "copy".to_string() } else { String::new() },
                row.event.clone(),
                found.incident.clone(),
            ]
        })
    });
    let header =
        ["what", "number", "unit", "who says so", "how", "publisher", "published", "copy", "event", "incident"];
    let blocks = found.iter().map(|found| {
        let mut lines = ledger_lines(&found.record);
        lines.push(format!("sayso incidents {}", found.incident));
        lines
    });
    show(&args.source, &found, &Answer { header: &header, rows: rows.collect(), blocks: blocks.collect() })?;
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
    let blocks = found.iter().map(|found| vec![carried(&found.record), format!("sayso incidents {}", found.incident)]);
    show(&args.source, &found, &Answer { header: &header, rows: rows.collect(), blocks: blocks.collect() })?;
    Ok(done)
}

pub fn drift(args: QuestionArgs, global: &Global) -> Result<Done, Failure> {
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace(global)?;
    let found = workspace.drift(&filter, args.source.limit())?;
    let rows = found.iter().map(|drift| {
        vec![
            kind(&drift.kind),
            format!("{}: {}", drift.before.doc, drift.before.text),
            format!("{}: {}", drift.after.doc, drift.after.text),
            drift.explanation.clone(),
        ]
    });
    let header = ["what changed", "before", "after", "in words"];
    let blocks = found.iter().map(|drift| {
        let side = |shown: &Shown| format!("{}: {}", shown.doc, shown.text);
        vec![kind(&drift.kind), side(&drift.before), side(&drift.after), drift.explanation.clone()]
    });
    show(&args.source, &found, &Answer { header: &header, rows: rows.collect(), blocks: blocks.collect() })?;
    Ok(done)
}

pub fn reprints(args: ReprintArgs, global: &Global) -> Result<Done, Failure> {
    match &args.decision {
        Some(ReprintDecision::Join(pair)) => return decide_reprint(pair, true, global),
        Some(ReprintDecision::Split(pair)) => return decide_reprint(pair, false, global),
        None => {}
    }
    let args = args.question;
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace(global)?;
    let found = workspace.overlaps(&filter, args.source.limit())?;
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let rows = found.iter().map(|overlap| {
        vec![
            overlap.a.clone(),
            kind(&overlap.relation),
            overlap.b.clone(),
            percent(overlap.share_a),
            percent(overlap.share_b),
            format!("{}: {}", kind(&overlap.direction), overlap.direction_reason),
            overlap.reasons.join("; "),
        ]
    });
    let header = ["a", "relation", "b", "of a in b", "of b in a", "who took from whom", "why"];
    let blocks = found.iter().map(|overlap| {
        vec![
            format!("{} and {}: {}", overlap.a, overlap.b, kind(&overlap.relation)),
            overlap.reasons.join("; "),
            format!("{}: {}", kind(&overlap.direction), overlap.direction_reason),
        ]
    });
    show(&args.source, &found, &Answer { header: &header, rows: rows.collect(), blocks: blocks.collect() })?;
    Ok(done)
}

pub fn sources(args: QuestionArgs, global: &Global) -> Result<Done, Failure> {
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace_of(&filter, global)?;
    let found = workspace.sources(&filter, args.source.limit())?;
    let mut rows = Vec::with_capacity(found.len());
    for source in &found {
        let acts: Vec<String> = source.acts.iter().map(|(act, number)| format!("{act} {number}")).collect();
        rows.push(vec![
            source.name.clone(),
            source.records.to_string(),
            source.cited_by.join("; "),
            acts.join("; "),
            workspace.actor_names(&source.about)?.join("; "),
        ]);
    }
    show(&args.source, &found, &Answer::table(&["source", "records", "cited by", "how", "about"], rows))?;
    Ok(done)
}

pub fn dyads(args: DyadArgs, global: &Global) -> Result<Done, Failure> {
    let DyadArgs { by: By::Month, question: args } = args;
    let filter = args.filter.filter()?;
    let (workspace, done) = args.source.workspace_of(&filter, global)?;
    let found = workspace.dyads(&filter, args.source.limit())?;
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = found.iter().map(|dyad| {
        vec![
            or_empty(&dyad.month),
            or_empty(&dyad.actor),
            or_empty(&dyad.recipient),
            dyad.event.clone(),
            dyad.incidents.to_string(),
            dyad.reported.to_string(),
            dyad.denied.to_string(),
            dyad.independent_origins.map(|number| number.to_string()).unwrap_or_default(),
            dyad.origins_at_least.to_string(),
            dyad.origins_at_most.to_string(),
            dyad.dated_by_publication.to_string(),
        ]
    });
    let header = [
        "month",
        "actor",
        "recipient",
        "event",
        "incidents",
        "reported",
        "denied",
        "independent_origins",
        "origins_at_least",
        "origins_at_most",
        "dated_by_publication",
    ];
    show(&args.source, &found, &Answer::table(&header, rows.collect()))?;
    Ok(done)
}
