//! `sayso decisions`, `sayso undo` and decisions about reprints.

use super::actors::tell_recoded;
use super::{Answer, SourceArgs, show, stored};
use crate::commands::{Done, Failure, Global};
use sayso::{Reader, own_actors};
use std::sync::Arc;

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
        vec![
            decision.number.to_string(),
            decision.what.clone(),
            decision.a.clone(),
            decision.b.replace('\t', " "),
            undone.into(),
        ]
    });
    show(&source, &found, &Answer::table(&["number", "what", "about", "and", ""], rows.collect()))?;
    Ok(Done::All)
}

pub fn undo(args: UndoArgs, global: &Global) -> Result<Done, Failure> {
    let threads = global.threads.unwrap_or(0);
    let reader = || Ok(Arc::new(Reader::with(global.lexicon.as_deref(), &global.model)?));
    let (decision, recoded) = own_actors::undo(reader, &mut stored(global)?, args.number, threads)?;
    println!("taken back: {} {} {}", decision.what, decision.a, decision.b.replace('\t', " ").trim_end());
    if let Some(recoded) = recoded {
        tell_recoded(&recoded);
    }
    Ok(Done::All)
}

/// `sayso reprints join` and `split`.
pub fn decide_reprint(args: &ReprintDecisionArgs, together: bool, global: &Global) -> Result<Done, Failure> {
    stored(global)?.decide_reprint(&args.a, &args.b, together)?;
    let what = if together { "are versions of one report now" } else { "are no versions of one report now" };
    println!("{} and {} {what}", args.a, args.b);
    Ok(Done::All)
}
