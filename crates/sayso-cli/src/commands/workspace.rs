//! `sayso add` and `sayso remove`.

use super::{Done, Failure, Global, input, output};
use sayso::{Added, DistinctIds, Workspace};
use sayso_core::DocumentId;
use std::io::Write;

#[derive(clap::Args)]
pub struct AddArgs {
    /// Files, folders, patterns, web addresses, or - for standard input
    paths: Vec<String>,
    /// Tell on standard output what becomes of each document, a JSON object a line. What is told as stored is on the disk
    #[arg(long, value_name = "FORM")]
    progress: Option<ProgressForm>,
}

/// How `add` tells what it has done while it goes on.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ProgressForm {
    /// `{"document": ID, "stored": "new"}`, then `{"left_to_join": N}`
    Jsonl,
}

/// The lines of `--progress`; nothing where nobody asked for them.
struct Told(Option<ProgressForm>);

impl Told {
    fn line(&self, line: serde_json::Value) -> Result<(), Failure> {
        match self.0 {
            Some(ProgressForm::Jsonl) => {
                let mut out = std::io::stdout().lock();
                output::written(writeln!(out, "{line}").and_then(|()| out.flush()))
            }
            None => Ok(()),
        }
    }

    fn document(&self, id: &DocumentId, stored: &str) -> Result<(), Failure> {
        self.line(serde_json::json!({"document": id.0, "stored": stored}))
    }
}

#[derive(clap::Args)]
pub struct RemoveArgs {
    /// Ids of documents
    #[arg(required = true)]
    ids: Vec<String>,
}

pub fn add(args: AddArgs, global: &Global) -> Result<Done, Failure> {
    let mut workspace = Workspace::open(&global.workspace)?.with_threads(global.threads.unwrap_or(0));
    let told = Told(args.progress);
    if args.progress.is_some() {
        workspace.write_through()?;
    }
    let reader = global.reader()?;
    let versions = reader.produced_by();
    let [mut new, mut changed, mut again, mut events] = [0usize; 4];
    let mut same = 0usize;
    let mut clashes = 0usize;
    let mut ids = DistinctIds::default();
    // A second connection looks up what is there while the first one writes.
    let known = Workspace::open(&global.workspace)?;
    let read = input::readings(
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
            if holds {
                told.document(&document.id, "unchanged")?;
            }
            Ok(!holds)
        },
        |reading| {
            let added = workspace.add(&reading.to_output())?;
            events += reading.events.len();
            let id = &reading.document.id;
            match added {
                Added::New => {
                    new += 1;
                    told.document(id, "new")
                }
                Added::Same => told.document(id, "unchanged"),
                Added::Changed => {
                    changed += 1;
                    eprintln!("{id}: the text has changed; its records were replaced");
                    told.document(id, "changed")
                }
                Added::ReadAgain => {
                    again += 1;
                    told.document(id, "read again")
                }
            }
        },
    );
    let stopped = |failure: Failure| failure.after(&global.workspace, new + changed + again);
    let done = read.map_err(stopped)?;
    join_telling(&mut workspace, global, |left| told.line(serde_json::json!({"left_to_join": left})))
        .map_err(stopped)?;
    workspace.settle_on_disk()?;
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
    join_telling(workspace, global, |_| Ok(()))
}

fn join_telling(
    workspace: &mut Workspace,
    global: &Global,
    mut tell: impl FnMut(usize) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let bar = input::progress(global, "{spinner} {pos} documents left to join");
    let mut told = Ok(());
    workspace.join(|left| {
        bar.set_position(left as u64);
        if told.is_ok() {
            told = tell(left);
        }
    })?;
    bar.finish_and_clear();
    told
}

/// Joins before a question. Where nothing can be written just now the question is answered from what is joined.
pub fn join_if_possible(workspace: &mut Workspace, global: &Global) -> Result<(), Failure> {
    let bar = input::progress(global, "{spinner} {pos} documents left to join");
    let joined = workspace.join(|left| bar.set_position(left as u64));
    bar.finish_and_clear();
    match joined {
        Err(error) if error.is_about_writing() => {
            eprintln!(
                "{error}; until then documents that are not joined yet are left out of incidents, reprints and counts"
            );
            Ok(())
        }
        joined => Ok(joined?),
    }
}

pub fn no_workspace(global: &Global) -> String {
    format!(
        "there is no workspace {}; make one with `sayso add PATH…`, name another with --workspace, or ask files with --from PATH…",
        global.workspace.display()
    )
}
