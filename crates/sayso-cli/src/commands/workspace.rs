//! `sayso add` and `sayso remove`.

use super::{Done, Failure, Global, input};
use sayso::intake::{Counts, Intake, Wanted};
use sayso::{Added, Workspace};
use std::cell::RefCell;

#[derive(clap::Args)]
pub struct AddArgs {
    /// Files, folders, patterns, web addresses, or - for standard input
    paths: Vec<String>,
}

#[derive(clap::Args)]
pub struct RemoveArgs {
    /// Ids of documents
    #[arg(required = true)]
    ids: Vec<String>,
}

pub fn add(args: AddArgs, global: &Global) -> Result<Done, Failure> {
    let mut workspace = Workspace::open(&global.workspace)?.with_threads(global.threads.unwrap_or(0));
    let reader = global.reader()?;
    let intake = RefCell::new(Intake::new(reader.produced_by()));
    // A second connection looks up what is there while the first one writes.
    let known = Workspace::open(&global.workspace)?;
    let done = input::readings(
        &args.paths,
        global,
        &reader,
        |document| {
            let wanted = intake.borrow_mut().wants(&known, document)?;
            if wanted == Wanted::Clash {
                eprintln!(
                    "{}: two documents of this run have this id, and another text; the later one was not added: rename its file, \
                     or give ids in JSON lines",
                    document.id
                );
            }
            Ok(wanted == Wanted::Yes)
        },
        |reading| {
            if intake.borrow_mut().take(&mut workspace, &reading.to_output())? == Added::Changed {
                eprintln!("{}: the text has changed; its records were replaced", reading.document.id);
            }
            Ok(())
        },
    )?;
    join(&mut workspace, global)?;
    let Counts { new, changed, read_again, unchanged, clashes, events } = intake.into_inner().counts();
    if !global.quiet {
        eprintln!(
            "{}: {new} new, {changed} changed, {read_again} read again by newer versions, {unchanged} unchanged; {events} events stored",
            global.workspace.display()
        );
    }
    Ok(if clashes > 0 { Done::Some } else { done })
}

pub fn remove(args: RemoveArgs, global: &Global) -> Result<Done, Failure> {
    if !global.workspace.exists() {
        return Err(Failure::new(no_workspace(global)));
    }
    let mut workspace = Workspace::open(&global.workspace)?.with_threads(global.threads.unwrap_or(0));
    let mut done = Done::All;
    for id in &args.ids {
        if workspace.remove(id)? {
            if !global.quiet {
                eprintln!("{id}: removed with all its records");
            }
        } else {
            eprintln!("{id}: no such document in {}; `sayso search` shows ids", global.workspace.display());
            done = Done::Some;
        }
    }
    join(&mut workspace, global)?;
    Ok(done)
}

/// Joins what was added or taken out with the rest of the workspace, and shows how far it is.
pub fn join(workspace: &mut Workspace, global: &Global) -> Result<(), Failure> {
    let bar = input::progress(global, "{spinner} {pos} documents left to join");
    workspace.join(|left| bar.set_position(left as u64))?;
    bar.finish_and_clear();
    Ok(())
}

pub fn no_workspace(global: &Global) -> String {
    format!(
        "there is no workspace {}; make one with `sayso add PATH…`, name another with --workspace, or ask files with --from PATH…",
        global.workspace.display()
    )
}
