//! From arguments to documents and readings, in order, on all threads.

use super::{Done, Failure, Global};
use indicatif::{ProgressBar, ProgressStyle};
use sayso::{Arrived, Document, Reader, Reading};
use sayso_read::{Options, Piece, ReadError, ReadProblem, Source};
use serde::de::DeserializeOwned;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::Path;

/// Does `work` on every document of `paths`, on all threads, and hands the results to `take` in the order of the
/// documents, on this thread. Problems go to standard error as they come.
pub fn each<R: Send>(
    paths: &[String],
    global: &Global,
    work: impl Fn(Document) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    each_from(paths, global, |_| 0, work, |arrived| arrived.document().map_or(Ok(()), &mut take))
}

/// As [`each`], from the byte of a file on that `start` gives; `take` also learns how far files have been read.
pub fn each_from<R: Send>(
    paths: &[String],
    global: &Global,
    start: impl Fn(&Path) -> u64 + Send + Sync,
    work: impl Fn(Document) -> R + Sync,
    mut take: impl FnMut(Arrived<R>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    if paths.is_empty() && std::io::stdin().is_terminal() {
        return Err(Failure::usage(
            "nothing to read: give files, folders, patterns, web addresses, or - for standard input",
        ));
    }
    let standard_input = ["-".to_string()];
    let paths = if paths.is_empty() { &standard_input[..] } else { paths };
    let files = files(global);
    let pieces = pieces(&files, paths, start);
    let mut remarks = Remarks::default();
    sayso::stream(&files, global.threads.unwrap_or(0), pieces, work, |arrived| {
        if let Arrived::Problem(problem) = &arrived {
            remarks.tell(problem, global.quiet);
        }
        take(arrived)
    })?;
    remarks.sum_up(global.quiet);
    Ok(if remarks.failures == 0 { Done::All } else { Done::Some })
}

/// What was told of the input, and what is told at its end: among thousands of files a line is easily lost.
#[derive(Default)]
struct Remarks {
    /// Inputs of which something was not read.
    failures: usize,
    /// The inputs with documents that have no date: how many, and what is told of the first.
    undated: usize,
    first_undated: String,
    /// Documents without a date, and all documents, of these inputs.
    missing: usize,
    all: usize,
}

impl Remarks {
    fn tell(&mut self, problem: &ReadProblem, quiet: bool) {
        if let ReadError::NoDate { missing, all } = problem.error {
            if self.undated == 0 {
                self.first_undated = problem.to_string();
            }
            self.undated += 1;
            self.missing += missing;
            self.all += all;
            return;
        }
        self.failures += usize::from(problem.is_failure());
        if problem.is_failure() || !quiet {
            eprintln!("{problem}");
        }
    }

    fn sum_up(&self, quiet: bool) {
        match self.undated {
            _ if quiet => {}
            0 => {}
            1 => eprintln!("{}", self.first_undated),
            several => eprintln!("{several} inputs: {}", ReadError::NoDate { missing: self.missing, all: self.all }),
        }
        if self.failures > 1 {
            eprintln!("{} inputs were not read, or not whole; each is named above with what to do", self.failures);
        }
    }
}

/// What opens files, with the day of publication that the user gives.
pub fn files(global: &Global) -> sayso_read::Reader {
    sayso_read::Reader::new(Options { published: global.published, ..Options::default() })
}

/// The pieces of `paths`, in order, each file from the byte on that `start` gives.
pub fn pieces(
    files: &sayso_read::Reader,
    paths: &[String],
    start: impl Fn(&Path) -> u64 + Send,
) -> impl Iterator<Item = Piece> + Send {
    sayso_read::expand(paths).flat_map(move |source| match source {
        Ok(Source::File(path)) => {
            let place = start(&path);
            files.pieces_from(path, place)
        }
        source => files.pieces_of(source),
    })
}

/// The documents of `paths`, in order.
pub fn documents(
    paths: &[String],
    global: &Global,
    take: impl FnMut(Document) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    each(paths, global, |document| document, take)
}

/// What `read` makes of every document of `paths`, in order. A document that can't be read is told and passed over.
pub fn read_each<R: Send>(
    paths: &[String],
    global: &Global,
    read: impl Fn(Document) -> Result<R, sayso::Error> + Sync,
    mut take: impl FnMut(R) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    read_each_from(paths, global, |_| 0, read, |arrived| arrived.document().map_or(Ok(()), &mut take))
}

/// As [`read_each`], from the byte of a file on that `start` gives; `take` also learns how far files have been read.
pub fn read_each_from<R: Send>(
    paths: &[String],
    global: &Global,
    start: impl Fn(&Path) -> u64 + Send + Sync,
    read: impl Fn(Document) -> Result<R, sayso::Error> + Sync,
    mut take: impl FnMut(Arrived<R>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let bar = progress(global, "{spinner} {pos} documents, {per_sec}");
    let mut failed = false;
    let done = each_from(paths, global, start, read, |arrived| {
        let arrived = match arrived {
            Arrived::Document(result) => {
                bar.inc(1);
                match result {
                    Ok(result) => Arrived::Document(result),
                    Err(error) => {
                        failed = true;
                        bar.suspend(|| eprintln!("{error}"));
                        return Ok(());
                    }
                }
            }
            Arrived::Problem(problem) => Arrived::Problem(problem),
            Arrived::Reached { file, place } => Arrived::Reached { file, place },
            Arrived::End(file) => Arrived::End(file),
        };
        bar.suspend(|| take(arrived))
    })?;
    bar.finish_and_clear();
    Ok(if failed { Done::Some } else { done })
}

/// The readings of `paths`, in order. A document that can't be read is told and passed over.
pub fn readings(
    paths: &[String],
    global: &Global,
    reader: &Reader,
    take: impl FnMut(Reading) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    read_each(paths, global, |document| reader.read(&document), take)
}

/// The values of a file of JSON lines, each with the number of its line; `what` says what each should be.
pub fn json_lines<T: DeserializeOwned>(path: &Path, what: &str) -> Result<Vec<(usize, T)>, Failure> {
    let wrong = |what: String| Failure::new(format!("{}: {what}", path.display()));
    let file = std::fs::File::open(path).map_err(|error| wrong(format!("can't be read: {error}")))?;
    let mut values = Vec::new();
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| wrong(format!("line {}: can't be read: {error}", at + 1)))?;
        if !line.trim().is_empty() {
            let value = serde_json::from_str(&line);
            values
                .push((at + 1, value.map_err(|error| wrong(format!("line {}: this is no {what}: {error}", at + 1)))?));
        }
    }
    Ok(values)
}

/// A bar on a terminal, nothing elsewhere.
pub fn progress(global: &Global, template: &str) -> ProgressBar {
    if global.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
