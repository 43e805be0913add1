//! From arguments to documents and readings, in order, on all threads.

use super::{Done, Failure, Global};
use indicatif::{ProgressBar, ProgressStyle};
use sayso::{Document, Reader, Reading};
use sayso_read::{Options, ReadOutcome, Source};
use serde::de::DeserializeOwned;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::path::Path;

/// Documents that are worked on at once: enough for all threads, few enough for the memory.
pub const BATCH: usize = 64;

/// The documents of `paths`, batch by batch, in order. Problems go to standard error as they come.
pub fn documents(
    paths: &[String],
    global: &Global,
    mut take: impl FnMut(Vec<Document>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    if paths.is_empty() && std::io::stdin().is_terminal() {
        return Err(Failure::usage(
            "nothing to read: give files, folders, patterns, web addresses, or - for standard input",
        ));
    }
    let standard_input = ["-".to_string()];
    let paths = if paths.is_empty() { &standard_input[..] } else { paths };
    let files = sayso_read::Reader::new(Options { published: global.published, ..Options::default() });
    let mut done = Done::All;
    let mut waiting: Vec<Document> = Vec::new();
    for source in sayso_read::expand(paths) {
        let outcome = match source {
            Ok(source) => outcome(&files, source),
            Err(problem) => ReadOutcome { documents: Vec::new(), problems: vec![problem] },
        };
        for problem in &outcome.problems {
            if problem.is_failure() {
                done = Done::Some;
            }
            if problem.is_failure() || !global.quiet {
                eprintln!("{problem}");
            }
        }
        waiting.extend(outcome.documents);
        while waiting.len() >= BATCH {
            let rest = waiting.split_off(BATCH);
            take(std::mem::replace(&mut waiting, rest))?;
        }
    }
    if !waiting.is_empty() {
        take(waiting)?;
    }
    Ok(done)
}

fn outcome(files: &sayso_read::Reader, source: Source) -> ReadOutcome {
    match source {
        Source::File(path) => files.read_path(&path),
        Source::Web(url) => files.fetch(&url),
        Source::Stdin => {
            let mut bytes = Vec::new();
            match std::io::stdin().lock().read_to_end(&mut bytes) {
                Ok(_) => files.read_bytes("-", bytes),
                Err(error) => {
                    let problem = sayso_read::ReadProblem::whole("-", sayso_read::ReadError::Unreadable(error));
                    ReadOutcome { documents: Vec::new(), problems: vec![problem] }
                }
            }
        }
    }
}

/// The readings of `paths` in order. A document that can't be read is told and passed over.
pub fn readings(
    paths: &[String],
    global: &Global,
    reader: &Reader,
    mut wanted: impl FnMut(&Document) -> Result<bool, Failure>,
    mut take: impl FnMut(Reading) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let bar = progress(global, "{spinner} {pos} documents, {per_sec}");
    let mut failed = false;
    let done = documents(paths, global, |batch| {
        let mut kept = Vec::with_capacity(batch.len());
        for document in batch {
            if wanted(&document)? {
                kept.push(document);
            }
        }
        let readings = sayso::in_order(global.threads.unwrap_or(0), &kept, |document| reader.read(document));
        for reading in readings {
            bar.inc(1);
            match reading {
                Ok(reading) => bar.suspend(|| take(reading))?,
                Err(error) => {
                    failed = true;
                    bar.suspend(|| eprintln!("{error}"));
                }
            }
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    Ok(if failed { Done::Some } else { done })
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
