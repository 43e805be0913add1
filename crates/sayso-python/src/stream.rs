//! Documents in, readings out, in order: threads read ahead, a bounded piece of the way, while Python works.

use crate::error::other;
use crate::source::{Item, Items};
use pyo3::prelude::*;
use sayso::{Document, Reader, Reading};
use sayso_core::CharSpan;
use sayso_read::{At, Piece, ReadError, ReadOutcome, ReadProblem, Source, Tally};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Documents under way for each thread.
const AHEAD: usize = 4;
/// Bytes of text under way, beyond which nothing is begun.
const MOST_BYTES: usize = 64 << 20;
/// How long Python waits before it looks whether somebody pressed Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(50);

/// What one piece of work gave.
pub enum Given {
    /// A reading.
    Reading(Box<Reading<CharSpan>>),
    /// Something that was not read, or read with a remark; `id` is the document's where it is known.
    Problem { id: Option<String>, problem: ReadProblem },
}

/// Which documents are read; the others are passed over.
pub type Choice = dyn FnMut(&Document) -> PyResult<bool> + Send;

/// A piece of work for a thread.
enum Work {
    Record(usize, Map<String, Value>),
    Document(Box<Document>),
}

impl Work {
    fn bytes(&self) -> usize {
        match self {
            Work::Record(_, record) => record.values().filter_map(Value::as_str).map(str::len).sum(),
            Work::Document(document) => document.text.len(),
        }
    }
}

type Answer = (usize, Vec<Given>);

/// The stream.
pub struct Stream {
    items: Items,
    tools: Arc<Tools>,
    /// The file or folder that is being opened, piece by piece.
    opened: Option<Opened>,
    /// Documents of a piece that are not begun yet.
    waiting: VecDeque<Document>,
    /// What was given out of the order of the work: problems of files.
    early: VecDeque<(usize, Given)>,
    ended: bool,
    records: usize,
    undated: usize,
    sent: usize,
    taken: usize,
    bytes: BTreeMap<usize, usize>,
    done: BTreeMap<usize, Vec<Given>>,
    ready: VecDeque<Given>,
    most: usize,
    work: Option<Sender<(usize, Work)>>,
    answers: Receiver<Answer>,
    choice: Option<Box<Choice>>,
}

/// A file or folder of which not all has been opened.
struct Opened {
    pieces: Box<dyn Iterator<Item = Piece> + Send>,
    tally: Tally,
}

/// What the threads work with.
struct Tools {
    reader: Arc<Reader>,
    files: sayso_read::Reader,
}

impl Stream {
    /// `threads`: 0 for one a processor. `choice` is asked before a document is read, on the thread of Python.
    pub fn new(
        items: Items,
        reader: Arc<Reader>,
        files: sayso_read::Reader,
        threads: usize,
        choice: Option<Box<Choice>>,
    ) -> PyResult<Stream> {
        let threads = sayso_core::number_of_threads(threads);
        let tools = Arc::new(Tools { reader, files });
        let (work, todo) = channel::<(usize, Work)>();
        let (answer, answers) = channel::<Answer>();
        let todo = Arc::new(Mutex::new(todo));
        for _ in 0..threads {
            let (todo, answer, tools) = (todo.clone(), answer.clone(), tools.clone());
            std::thread::Builder::new()
                .name("sayso".into())
                .spawn(move || labour(&todo, &answer, &tools))
                .map_err(other)?;
        }
        Ok(Stream {
            items,
            tools,
            opened: None,
            waiting: VecDeque::new(),
            early: VecDeque::new(),
            ended: false,
            records: 0,
            undated: 0,
            sent: 0,
            taken: 0,
            bytes: BTreeMap::new(),
            done: BTreeMap::new(),
            ready: VecDeque::new(),
            most: AHEAD * threads,
            work: Some(work),
            answers,
            choice,
        })
    }

    /// The next reading or problem, in the order of the source.
    pub fn next(&mut self, py: Python<'_>) -> PyResult<Option<Given>> {
        loop {
            if let Some(given) = self.ready.pop_front() {
                return Ok(Some(given));
            }
            self.fill(py)?;
            if self.early.front().is_some_and(|(at, _)| *at <= self.taken) {
                self.ready.extend(self.early.pop_front().map(|(_, given)| given));
                continue;
            }
            if self.taken == self.sent {
                return Ok(self.undated());
            }
            self.wait(py)?;
        }
    }

    /// Begins work while there is room.
    fn fill(&mut self, py: Python<'_>) -> PyResult<()> {
        while self.sent - self.taken < self.most && (self.sent == self.taken || self.under_way() < MOST_BYTES) {
            if let Some(document) = self.waiting.pop_front() {
                if self.wanted(&document)? {
                    self.send(Work::Document(Box::new(document)))?;
                }
                continue;
            }
            py.check_signals()?;
            if let Some(opened) = self.opened.take() {
                self.go_on(py, opened);
                continue;
            }
            if self.ended {
                return Ok(());
            }
            match self.items.next(py)? {
                None => self.ended = true,
                Some(Item::Record(record)) => self.begin(py, record)?,
                Some(Item::Path(path)) => self.open(&path),
            }
        }
        Ok(())
    }

    fn under_way(&self) -> usize {
        self.bytes.values().sum()
    }

    /// A record goes to a thread as it is, pages included; where a choice is to be made, the document has to be known first.
    fn begin(&mut self, py: Python<'_>, record: Map<String, Value>) -> PyResult<()> {
        self.records += 1;
        let number = self.records;
        if self.choice.is_none() {
            return self.send(Work::Record(number, record));
        }
        let tools = self.tools.clone();
        let outcome = py.detach(|| tools.files.read_record(RECORDS, number, record));
        self.take_over(outcome);
        Ok(())
    }

    /// Begins a file, or the files of a folder.
    fn open(&mut self, path: &Path) {
        let tools = self.tools.clone();
        let pieces = sayso_read::expand([named(path)]).flat_map(move |source| match source {
            Ok(Source::File(path)) => tools.files.pieces_from(path, 0),
            Ok(other) => tools.files.pieces_of(Err(ReadProblem::whole(other.name(), ReadError::NothingMatches))),
            Err(problem) => tools.files.pieces_of(Err(problem)),
        });
        self.opened = Some(Opened { pieces: Box::new(pieces), tally: Tally::default() });
    }

    /// Opens the next piece of a file.
    fn go_on(&mut self, py: Python<'_>, mut opened: Opened) {
        let tools = self.tools.clone();
        let (opened, found) = py.detach(move || {
            let found = opened.pieces.next().map(|piece| tools.files.open(piece));
            (opened, found)
        });
        let Some(found) = found else { return };
        let Opened { pieces, mut tally } = opened;
        let mut outcome = ReadOutcome::default();
        found.into_iter().for_each(|found| outcome.take(found, &mut tally));
        self.take_over(outcome);
        self.opened = Some(Opened { pieces, tally });
    }

    fn take_over(&mut self, outcome: ReadOutcome) {
        let at = self.sent;
        self.early.extend(outcome.problems.into_iter().map(|problem| (at, Given::Problem { id: None, problem })));
        self.waiting.extend(outcome.documents);
    }

    fn wanted(&mut self, document: &Document) -> PyResult<bool> {
        self.choice.as_mut().map_or(Ok(true), |choice| choice(document))
    }

    fn send(&mut self, work: Work) -> PyResult<()> {
        self.bytes.insert(self.sent, work.bytes());
        let sender = self.work.as_ref().ok_or_else(|| other("the threads have ended"))?;
        sender.send((self.sent, work)).map_err(|_| other("the threads have ended; please report it"))?;
        self.sent += 1;
        Ok(())
    }

    /// Waits for the next answer in order, with Python free to do other things.
    fn wait(&mut self, py: Python<'_>) -> PyResult<()> {
        while !self.done.contains_key(&self.taken) {
            // A receiver is for one thread alone: it is lent to the closure whole.
            let answers = Mutex::new(&mut self.answers);
            let answer = py.detach(|| {
                let answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
                answers.recv_timeout(PATIENCE)
            });
            match answer {
                Ok((at, given)) => drop(self.done.insert(at, given)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(other("the threads have ended; please report it")),
            }
            py.check_signals()?;
        }
        for given in self.done.remove(&self.taken).unwrap_or_default() {
            self.undated +=
                usize::from(matches!(&given, Given::Reading(reading) if reading.document.published.is_none()));
            self.ready.push_back(given);
        }
        self.bytes.remove(&self.taken);
        self.taken += 1;
        Ok(())
    }

    /// At the end: how many records had no date. Files tell it by themselves.
    fn undated(&mut self) -> Option<Given> {
        let missing = std::mem::take(&mut self.undated);
        let all = std::mem::take(&mut self.records);
        (missing > 0 && all > 0).then(|| Given::Problem {
            id: None,
            problem: ReadProblem::whole(RECORDS, ReadError::NoDate { missing: missing.min(all), all }),
        })
    }
}

/// What problems call documents that came from no file.
const RECORDS: &str = "documents";

/// A path as the reader of paths takes it; `-` is a file of that name here.
fn named(path: &Path) -> String {
    let path = path.display().to_string();
    if path == "-" { "./-".to_string() } else { path }
}

/// The work of one thread, until there is no more.
fn labour(todo: &Mutex<Receiver<(usize, Work)>>, answer: &Sender<Answer>, tools: &Tools) {
    loop {
        let next = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((at, work)) = next else { return };
        if answer.send((at, done(tools, work))).is_err() {
            return;
        }
    }
}

fn done(tools: &Tools, work: Work) -> Vec<Given> {
    match work {
        Work::Document(document) => vec![reading(tools, &document)],
        Work::Record(number, record) => {
            let id = ["id", "doc"].iter().find_map(|name| record.get(*name)?.as_str().map(str::to_string));
            let outcome = tools.files.read_record(RECORDS, number, record);
            let problems = outcome.problems.into_iter().map(|problem| Given::Problem { id: id.clone(), problem });
            let mut given: Vec<Given> = problems.collect();
            given.extend(outcome.documents.iter().map(|document| reading(tools, document)));
            given
        }
    }
}

fn reading(tools: &Tools, document: &Document) -> Given {
    match tools.reader.read(document) {
        Ok(reading) => Given::Reading(Box::new(reading.to_output())),
        Err(error) => {
            let id = document.id.to_string();
            let problem =
                ReadProblem { file: id.clone(), at: None::<At>, error: ReadError::Internal(error.to_string()) };
            Given::Problem { id: Some(id), problem }
        }
    }
}
