//! `sayso add` and `sayso remove`.

use super::{Done, Failure, Global, input};
use sayso::{Added, DistinctIds, Workspace};

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
    let versions = reader.produced_by();
    let [mut new, mut changed, mut again, mut events] = [0usize; 4];
    let mut same = 0usize;
    let mut clashes = 0usize;
    let mut ids = DistinctIds::default();
    // A second connection looks up what is there while the first one writes.
    let known = Workspace::open(&global.workspace)?;
    let done = input::readings(
        &args.paths,
        global,
        &reader,
        |document| {
            if !ids.admits(document) {
                clashes += 1;
                eprintln!(
                    "{}: two documents of this run have this id, and another text; the later one was not added: rename its file, \
                     or give ids in JSON lines",
                    document.id
                );
                return Ok(false);
            }
            let holds = known.holds(&document.id.0, &document.text_sha256, &versions)?;
            same += usize::from(holds);
            Ok(!holds)
        },
        |reading| {
            let added = workspace.add(&reading.to_output())?;
            events += reading.events.len();
            match added {
                Added::New => new += 1,
                Added::Same => {}
                Added::Changed => {
                    changed += 1;
                    eprintln!("{}: the text has changed; its records were replaced", reading.document.id);
                }
                Added::ReadAgain => again += 1,
            }
            Ok(())
        },
    )?;
    join(&mut workspace, global)?;
    if !global.quiet {
        eprintln!(
            "{}: {new} new, {changed} changed, {again} read again by newer versions, {same} unchanged; {events} events stored",
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
