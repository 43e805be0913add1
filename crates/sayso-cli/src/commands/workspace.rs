//! `sayso add` and `sayso remove`.

use super::{Done, Failure, Global, input, output};
use sayso::intake::{Counts, Intake, Read};
use sayso::{Added, Arrived, Document, InputFile, Workspace};
use sayso_core::{DocumentId, ProducedBy};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

#[derive(clap::Args)]
pub struct AddArgs {
    /// Files, folders, patterns, web addresses, or - for standard input
    paths: Vec<String>,
    /// Read archives from their start, also where an earlier run stopped in the middle of them
    #[arg(long)]
    from_start: bool,
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
    let workspace = Workspace::open(&global.workspace)?.with_threads(global.threads.unwrap_or(0));
    let reader = global.reader_for(&workspace)?;
    let versions = reader.versions();
    // A second connection looks up what is there while the first one writes.
    let known = Mutex::new(Workspace::open(&global.workspace)?);
    let known = || known.lock().unwrap_or_else(PoisonError::into_inner);
    let mut storing = Storing::new(workspace, &versions, args.progress)?;
    let start = |path: &Path| {
        if args.from_start {
            return 0;
        }
        let place = InputFile::of(path).and_then(|file| known().place_in(&file, &versions).ok().flatten());
        if let (Some(place), false) = (place, global.quiet) {
            eprintln!(
                "{}: goes on at byte {place}, where an earlier run stopped; --from-start reads all of it",
                path.display()
            );
        }
        place.unwrap_or(0)
    };
    let read = |document: Document| {
        // Where it can't be told, the document is read, and storing it says what is wrong.
        Read::of(&reader, document, |document, versions| {
            known().holds(&document.id.0, &document.text_sha256, versions).unwrap_or(false)
        })
    };
    let done = input::read_each_from(&args.paths, global, start, read, |arrived| match arrived {
        Arrived::Document(read) => storing.store(&read),
        Arrived::Reached { file, place } => storing.reached(&file, place),
        Arrived::End(file) => storing.end(&file),
        Arrived::Problem(_) => Ok(()),
    });
    let done = done.and_then(|done| storing.finish(global).map(|()| done));
    let Counts { new, changed, read_again, unchanged, clashes, events } = storing.intake.counts();
    let done = done.map_err(|failure| failure.after(&global.workspace, new + changed + read_again))?;
    if !global.quiet {
        eprintln!(
            "{}: {new} new, {changed} changed, {read_again} read again by newer versions, {unchanged} unchanged; {events} events stored",
            global.workspace.display()
        );
    }
    Ok(if clashes > 0 { Done::Some } else { done })
}

/// Gaps in the file are closed where one in so many documents came in this run.
const MUCH: usize = 4;

/// A place in an archive is kept after so many records.
const RECORDS_A_PLACE: usize = 16;

/// Stores readings one after the other and counts what that did.
struct Storing<'v> {
    workspace: Workspace,
    versions: &'v ProducedBy,
    intake: Intake,
    told: Told,
    /// The archive that is being read, as it is named in the input, and the records since its place was kept.
    archive: Option<(String, InputFile, usize)>,
}

impl Storing<'_> {
    fn new(
        mut workspace: Workspace,
        versions: &ProducedBy,
        progress: Option<ProgressForm>,
    ) -> Result<Storing<'_>, Failure> {
        if progress.is_some() {
            workspace.write_through()?;
        }
        Ok(Storing { workspace, versions, intake: Intake::default(), told: Told(progress), archive: None })
    }

    fn store(&mut self, read: &Read) -> Result<(), Failure> {
        let id = read.id();
        let stored = match self.intake.store(&mut self.workspace, read)? {
            None => {
                eprintln!(
                    "{id}: two documents of this run have this id, and another text; the later one was not added: rename its file, \
                     or give ids in JSON lines"
                );
                return Ok(());
            }
            Some(Added::New) => "new",
            Some(Added::Same) => "unchanged",
            Some(Added::Changed) => {
                eprintln!("{id}: the text has changed; its records were replaced");
                "changed"
            }
            Some(Added::ReadAgain) => "read again",
        };
        self.told.document(id, stored)
    }

    /// Joins what was stored with the rest, and has all of it on the disk.
    fn finish(&mut self, global: &Global) -> Result<(), Failure> {
        let told = &self.told;
        join_telling(&mut self.workspace, global, |left| told.line(serde_json::json!({"left_to_join": left})))?;
        self.workspace.settle_on_disk()?;
        // After a few documents more it would cost more than they did.
        let Counts { new, changed, read_again, .. } = self.intake.counts();
        let stored = new + changed + read_again;
        if stored > 0 && MUCH * stored >= self.workspace.contents()?.documents {
            self.workspace.close_gaps();
        }
        Ok(())
    }

    /// Keeps how far an archive is stored.
    fn reached(&mut self, name: &str, place: u64) -> Result<(), Failure> {
        if self.archive.as_ref().is_none_or(|(file, ..)| file != name) {
            self.archive = InputFile::of(Path::new(name)).map(|file| (name.to_string(), file, 0));
        }
        let Some((_, file, records)) = &mut self.archive else { return Ok(()) };
        *records += 1;
        if *records % RECORDS_A_PLACE == 0 {
            self.workspace.keep_place(file, self.versions, place)?;
        }
        Ok(())
    }

    /// Forgets the place in an archive that has been read to its end.
    fn end(&mut self, name: &str) -> Result<(), Failure> {
        if let Some((_, file, _)) = self.archive.take_if(|(file, ..)| file == name) {
            self.workspace.forget_place(&file)?;
        }
        Ok(())
    }
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
