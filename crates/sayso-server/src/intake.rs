//! Reports that come in: read one job after the other, each with its progress.

use crate::desk::Desk;
use sayso::intake::Read;
use sayso::{Added, Arrived, Document};
use sayso_read::{Options, Source};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// Most bytes that an upload may unpack to.
const MAX_UNPACKED: u64 = 256 << 20;
/// Jobs that are remembered after they have ended.
const REMEMBERED: usize = 200;

/// Something to read.
pub enum Incoming {
    /// Bytes with a file name.
    Bytes(String, Vec<u8>),
    /// A file on this machine, or a web address, in a folder that is watched.
    Path(PathBuf),
    /// A feed that is watched.
    Web(String),
}

/// What is said of reports that say nothing of it themselves.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Day of publication.
    pub published: Option<jiff::civil::Date>,
    /// Publisher.
    pub publisher: Option<String>,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing has been done yet.
    Waiting,
    /// Files are read.
    Reading,
    /// What was read is joined with the rest.
    Joining,
    /// All is done.
    Done,
    /// Nothing could be read.
    Failed,
}

/// One file of a job.
#[derive(Debug, Clone, Serialize)]
pub struct FileProgress {
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: State,
    /// Documents found in it.
    pub documents: usize,
    /// Ids of the documents that are stored now, the first hundred.
    pub ids: Vec<String>,
    /// Documents that were there already with the same text.
    pub unchanged: usize,
    /// Events read from it.
    pub events: usize,
    /// What went wrong or should be known.
    pub problems: Vec<String>,
}

/// A job and its files.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    /// Its number.
    pub job: String,
    /// How far it is.
    pub state: State,
    /// Documents that are left to join.
    pub left: usize,
    /// Its files.
    pub files: Vec<FileProgress>,
}

/// All jobs.
#[derive(Default)]
pub struct Intake {
    jobs: Mutex<(u64, BTreeMap<u64, watch::Sender<Progress>>)>,
    /// One job at a time: they share the connection that writes and all processors.
    turn: Mutex<()>,
}

impl Intake {
    fn jobs(&self) -> MutexGuard<'_, (u64, BTreeMap<u64, watch::Sender<Progress>>)> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The progress of a job, as it goes on.
    pub fn follow(&self, job: &str) -> Option<watch::Receiver<Progress>> {
        let number: u64 = job.parse().ok()?;
        self.jobs().1.get(&number).map(watch::Sender::subscribe)
    }
}

/// Begins to read; the answer is the number of the job.
pub fn begin(desk: &Arc<Desk>, incoming: Vec<Incoming>, said: Said) -> String {
    let files = incoming.iter().map(|each| FileProgress {
        name: match each {
            Incoming::Bytes(name, _) | Incoming::Web(name) => name.clone(),
            Incoming::Path(path) => path.display().to_string(),
        },
        state: State::Waiting,
        documents: 0,
        ids: Vec::new(),
        unchanged: 0,
        events: 0,
        problems: Vec::new(),
    });
    let (sender, number) = {
        let mut jobs = desk.intake.jobs();
        jobs.0 += 1;
        let number = jobs.0;
        let progress = Progress { job: number.to_string(), state: State::Waiting, left: 0, files: files.collect() };
        let sender = watch::Sender::new(progress);
        jobs.1.insert(number, sender.clone());
        while jobs.1.len() > REMEMBERED {
            jobs.1.pop_first();
        }
        (sender, number)
    };
    let desk = desk.clone();
    std::thread::spawn(move || {
        let _turn = desk.intake.turn.lock().unwrap_or_else(PoisonError::into_inner);
        Job { desk: &desk, progress: &sender, said, intake: sayso::intake::Intake::default() }.run(incoming);
    });
    number.to_string()
}

struct Job<'j> {
    desk: &'j Desk,
    progress: &'j watch::Sender<Progress>,
    said: Said,
    intake: sayso::intake::Intake,
}

impl Job<'_> {
    fn run(&mut self, incoming: Vec<Incoming>) {
        self.progress.send_modify(|progress| progress.state = State::Reading);
        for (at, each) in incoming.into_iter().enumerate() {
            self.tell(at, |file| file.state = State::Reading);
            let result = self.file(at, each);
            self.tell(at, |file| {
                if let Err(message) = result {
                    file.problems.push(message);
                    file.state = State::Failed;
                } else if file.documents == 0 {
                    file.state = State::Failed;
                } else {
                    file.state = State::Done;
                }
            });
        }
        self.progress.send_modify(|progress| progress.state = State::Joining);
        let joined = self
            .desk
            .change(|workspace| workspace.join(|left| self.progress.send_modify(|progress| progress.left = left)));
        self.progress.send_modify(|progress| {
            if let (Err(error), Some(file)) = (&joined, progress.files.last_mut()) {
                file.problems.push(error.to_string());
            }
            let failed = progress.files.iter().all(|file| file.state == State::Failed);
            progress.state = if failed || joined.is_err() { State::Failed } else { State::Done };
            progress.left = 0;
        });
    }

    fn tell(&self, at: usize, change: impl FnOnce(&mut FileProgress)) {
        self.progress.send_modify(|progress| progress.files.get_mut(at).map(change).unwrap_or_default());
    }

    fn file(&mut self, at: usize, incoming: Incoming) -> Result<(), String> {
        let options = Options {
            published: self.said.published,
            max_bytes: MAX_UNPACKED,
            max_input: Some(MAX_UNPACKED),
            ..Options::default()
        };
        let files = sayso_read::Reader::new(options);
        let pieces = match incoming {
            Incoming::Bytes(name, bytes) => files.pieces_of_bytes(&name, bytes),
            Incoming::Path(path) => files.pieces(Source::File(path)),
            Incoming::Web(address) => files.pieces(Source::Web(address)),
        };
        let reader = self.desk.reader().map_err(|error| error.to_string())?;
        let (desk, publisher) = (self.desk, self.said.publisher.clone());
        let read = |mut document: Document| {
            if document.publisher.is_none() {
                document.publisher.clone_from(&publisher);
            }
            // Where it can't be told, the document is read, and storing it says what is wrong.
            let read = Read::of(&reader, document, |document, versions| {
                let (id, hash) = (&document.id.0, &document.text_sha256);
                desk.with(|workspace| Ok(workspace.holds(id, hash, versions)?)).unwrap_or(false)
            });
            read.map_err(|error| error.to_string())
        };
        sayso::stream(&files, desk.threads(), pieces, read, |arrived| {
            match arrived {
                Arrived::Document(read) => {
                    self.tell(at, |file| file.documents += 1);
                    match read {
                        Ok(read) => self.store(at, &read)?,
                        Err(message) => self.tell(at, |file| file.problems.push(message)),
                    }
                }
                Arrived::Problem(problem) => self.tell(at, |file| file.problems.push(problem.to_string())),
                Arrived::Reached { .. } | Arrived::End(_) => {}
            }
            Ok(())
        })
    }

    fn store(&mut self, at: usize, read: &Read) -> Result<(), String> {
        let id = read.id();
        let stored = self.desk.change(|workspace| self.intake.store(workspace, read));
        let stored = stored.map_err(|error| error.to_string())?;
        self.tell(at, |file| {
            match stored {
                None => {
                    file.problems.push(format!(
                        "{id}: two documents of this drop have this id, and another text; the later one was not added: rename its file"
                    ));
                    return;
                }
                Some(Added::Same) => file.unchanged += 1,
                Some(_) => file.events += read.events(),
            }
            if stored == Some(Added::Changed) {
                file.problems.push(format!("{id}: the text has changed; its records were replaced"));
            }
            remember(file, id.0.clone());
        });
        Ok(())
    }
}

fn remember(file: &mut FileProgress, id: String) {
    const REMEMBERED_IDS: usize = 100;
    if file.ids.len() < REMEMBERED_IDS {
        file.ids.push(id);
    }
}
