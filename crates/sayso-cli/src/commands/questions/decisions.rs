//! `sayso decisions`, `sayso undo` and decisions about reprints.

use super::{Answer, SourceArgs, show, stored};
use crate::commands::{Done, Failure, Global};

#[derive(clap::Args)]
pub struct UndoArgs {
    /// Number of the decision, as `sayso decisions` shows it
    number: i64,
}

#[derive(clap::Args)]
pub struct ReprintDecisionArgs {
    /// Id of a document
    a: String,
    /// Id of the other
    b: String,
}

pub fn decisions(source: SourceArgs, global: &Global) -> Result<Done, Failure> {
    let found = stored(global)?.decisions()?;
    let rows = found.iter().map(|decision| {
        let undone = if decision.undone { "taken back" } else { "" };
        vec![decision.number.to_string(), decision.what.clone(), decision.a.clone(), decision.b.clone(), undone.into()]
    });
    show(&source, &found, &Answer::table(&["number", "what", "about", "and", ""], rows.collect()))?;
    Ok(Done::All)
}

pub fn undo(args: UndoArgs, global: &Global) -> Result<Done, Failure> {
    let decision = stored(global)?.undo(args.number)?;
    println!("taken back: {} {} {}", decision.what, decision.a, decision.b);
    Ok(Done::All)
}

/// `sayso reprints join` and `split`.
pub fn decide_reprint(args: &ReprintDecisionArgs, together: bool, global: &Global) -> Result<Done, Failure> {
    stored(global)?.decide_reprint(&args.a, &args.b, together)?;
    let what = if together { "are versions of one report now" } else { "are no versions of one report now" };
    println!("{} and {} {what}", args.a, args.b);
    Ok(Done::All)
}
