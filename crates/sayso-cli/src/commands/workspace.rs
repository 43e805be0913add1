//! `sayso add` and `sayso remove`.

use super::{Done, Failure, Global, input};
use sayso::{Added, Arrived, CharSpan, DistinctIds, Document, InputFile, Reading, Workspace};
use sayso_core::ProducedBy;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

#[derive(clap::Args)]
pub struct AddArgs {
    /// Files, folders, patterns, web addresses, or - for standard input
    paths: Vec<String>,
    /// Read archives from their start, also where an earlier run stopped in the middle of them
    #[arg(long)]
    from_start: bool,
}

#[derive(clap::Args)]
pub struct RemoveArgs {
    /// Ids of documents
    #[arg(required = true)]
    ids: Vec<String>,
}

/// What a document has become when its turn comes to be stored.
enum Read {
    /// The workspace has it.
    Known(Box<Document>),
    /// It was read.
    New(Box<Reading<CharSpan>>),
}

pub fn add(args: AddArgs, global: &Global) -> Result<Done, Failure> {
    let workspace = Workspace::open(&global.workspace)?.with_threads(global.threads.unwrap_or(0));
    let reader = global.reader_for(&workspace)?;
    let versions = reader.versions();
    // A second connection looks up what is there while the first one writes.
    let known = Mutex::new(Workspace::open(&global.workspace)?);
    let known = || known.lock().unwrap_or_else(PoisonError::into_inner);
    let mut storing = Storing::new(workspace, &versions);
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
        let versions = reader.produced_by(&document);
        if known().holds(&document.id.0, &document.text_sha256, &versions).unwrap_or(false) {
            return Ok(Read::Known(Box::new(document)));
        }
        reader.read(&document).map(|reading| Read::New(Box::new(reading.to_output())))
    };
    let done = input::read_each_from(&args.paths, global, start, read, |arrived| match arrived {
        Arrived::Document(read) => storing.store(read),
        Arrived::Reached { file, place } => storing.reached(&file, place),
        Arrived::End(file) => storing.end(&file),
        Arrived::Problem(_) => Ok(()),
    })?;
    join(&mut storing.workspace, global)?;
    let Storing { new, changed, again, same, events, clashes, .. } = storing;
    if !global.quiet {
        eprintln!(
            "{}: {new} new, {changed} changed, {again} read again by newer versions, {same} unchanged; {events} events stored",
            global.workspace.display()
        );
    }
    Ok(if clashes > 0 { Done::Some } else { done })
}

/// A place in an archive is kept after so many records.
const RECORDS_A_PLACE: usize = 16;

/// Stores readings one after the other and counts what that did.
struct Storing<'v> {
    workspace: Workspace,
    versions: &'v ProducedBy,
    ids: DistinctIds,
    /// The archive that is being read, as it is named in the input, and the records since its place was kept.
    archive: Option<(String, InputFile, usize)>,
    new: usize,
    changed: usize,
    again: usize,
    same: usize,
    events: usize,
    clashes: usize,
}

impl Storing<'_> {
    fn new(workspace: Workspace, versions: &ProducedBy) -> Storing<'_> {
        let [new, changed, again, same, events, clashes] = [0; 6];
        let ids = DistinctIds::default();
        Storing { workspace, versions, ids, archive: None, new, changed, again, same, events, clashes }
    }

    fn store(&mut self, read: Read) -> Result<(), Failure> {
        let (id, text_sha256) = match &read {
            Read::Known(document) => (&document.id, &document.text_sha256),
            Read::New(reading) => (&reading.document.id, &reading.document.text_sha256),
        };
        if !self.ids.admits(id, text_sha256) {
            self.clashes += 1;
            eprintln!(
                "{id}: two documents of this run have this id, and another text; the later one was not added: rename its file, \
                 or give ids in JSON lines"
            );
            return Ok(());
        }
        let Read::New(reading) = read else {
            self.same += 1;
            return Ok(());
        };
        match self.workspace.add(&reading)? {
            // It came twice, and the second was read before the first was stored.
            Added::Same => {
                self.same += 1;
                return Ok(());
            }
            Added::New => self.new += 1,
            Added::Changed => {
                self.changed += 1;
                eprintln!("{}: the text has changed; its records were replaced", reading.document.id);
            }
            Added::ReadAgain => self.again += 1,
        }
        self.events += reading.events.len();
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
