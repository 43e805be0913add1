//! `sayso bench`: words and documents a second, stage by stage and as a whole, and the memory that took.

use super::{Done, Failure, Global, input};
use sayso::intake::{Intake, Read};
use sayso::{Reader, Workspace};
use sayso_read::{Found, Options};
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct BenchArgs {
    /// Reports to measure on; the longer, the surer
    #[arg(required = true)]
    paths: Vec<String>,
    /// Times to go through them; the fastest counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// The stages of one thread, in the order in which a report goes through them.
const STAGES: [&str; 5] = ["opening", "parse", "coding", "storing", "joining"];

/// How many stages make a reading: the rest is the workspace's.
const OF_A_READING: usize = 3;

/// What one pass over the reports took.
struct Pass {
    documents: usize,
    words: usize,
    spent: [Duration; STAGES.len()],
}

pub fn run(args: BenchArgs, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let files = sayso_read::Reader::new(Options { published: global.published, ..Options::default() });
    let rounds = args.rounds.max(1);
    let mut best = stages(&args.paths, &files, &reader)?;
    for _ in 1..rounds {
        let pass = stages(&args.paths, &files, &reader)?;
        for (best, spent) in best.spent.iter_mut().zip(pass.spent) {
            *best = (*best).min(spent);
        }
    }
    if best.documents == 0 {
        return Err(Failure::new("there is no report in a language that is read"));
    }
    println!(
        "{} documents, {} words, model {}, the fastest of {rounds} rounds",
        best.documents,
        best.words,
        reader.parser().version()
    );
    println!("one thread, stage by stage:");
    for (stage, time) in STAGES.iter().zip(best.spent) {
        tell(stage, &best, time, "");
    }
    tell("a reading", &best, best.spent[..OF_A_READING].iter().sum(), "  (opening, parse and coding)");
    let threads = sayso_core::number_of_threads(global.threads.unwrap_or(0));
    println!("from files to a joined workspace:");
    let mut alone = Duration::MAX;
    for threads in if threads == 1 { vec![1] } else { vec![1, threads] } {
        let mut whole = Duration::MAX;
        for _ in 0..rounds {
            whole = whole.min(whole_pass(&args.paths, &files, &reader, threads)?);
        }
        alone = if threads == 1 { whole } else { alone };
        let efficiency = alone.as_secs_f64() / (threads as f64 * whole.as_secs_f64().max(1e-9));
        let note = if threads == 1 { String::new() } else { format!("  (efficiency {efficiency:.2})") };
        tell(&format!("{threads} thread{}", if threads == 1 { "" } else { "s" }), &best, whole, &note);
    }
    if let Some(kilobytes) = peak_memory() {
        println!("memory {:.0} MB at most", kilobytes as f64 / 1024.0);
    }
    Ok(Done::All)
}

fn tell(name: &str, pass: &Pass, time: Duration, note: &str) {
    let seconds = time.as_secs_f64().max(1e-9);
    println!(
        "  {name:<10} {:>10.0} words  {:>8.1} documents a second  {seconds:>8.2} s{note}",
        pass.words as f64 / seconds,
        pass.documents as f64 / seconds,
    );
}

/// A workspace that lives as long as its folder.
fn scratch() -> Result<(tempfile::TempDir, Workspace), Failure> {
    let folder = tempfile::tempdir()?;
    let workspace = Workspace::open(&folder.path().join("bench.db"))?;
    Ok((folder, workspace))
}

/// All reports on one thread, each stage timed by itself.
fn stages(paths: &[String], files: &sayso_read::Reader, reader: &Reader) -> Result<Pass, Failure> {
    let (_folder, workspace) = scratch()?;
    let mut workspace = workspace.with_threads(1);
    let mut pass = Pass { documents: 0, words: 0, spent: Default::default() };
    for piece in input::pieces(files, paths, |_| 0) {
        let start = Instant::now();
        let found = files.open(piece);
        pass.spent[0] += start.elapsed();
        for found in found {
            let Found::Document(document) = found else { continue };
            if !document.is_read() {
                continue;
            }
            let start = Instant::now();
            let parse = reader.parse(&document)?;
            let parsed = Instant::now();
            let fingerprint = sayso_read::fingerprint(&document.text);
            let reading = reader.coder().read(&document, &parse, reader.parser().version(), fingerprint).to_output();
            let coded = Instant::now();
            workspace.add(&reading)?;
            pass.spent[1] += parsed - start;
            pass.spent[2] += coded - parsed;
            pass.spent[3] += coded.elapsed();
            pass.documents += 1;
            pass.words += parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
        }
    }
    let start = Instant::now();
    workspace.join(|_| ())?;
    pass.spent[4] = start.elapsed();
    Ok(pass)
}

/// The time from files to a joined workspace, as `sayso add` does it.
fn whole_pass(
    paths: &[String],
    files: &sayso_read::Reader,
    reader: &Reader,
    threads: usize,
) -> Result<Duration, Failure> {
    let (_folder, workspace) = scratch()?;
    let mut workspace = workspace.with_threads(threads);
    let mut intake = Intake::default();
    let start = Instant::now();
    let pieces = input::pieces(files, paths, |_| 0);
    let read = |document| Read::of(reader, document, |_, _| false);
    sayso::stream(files, threads, pieces, read, |arrived| -> Result<(), Failure> {
        if let Some(read) = arrived.document() {
            intake.store(&mut workspace, &read?)?;
        }
        Ok(())
    })?;
    workspace.join(|_| ())?;
    workspace.settle_on_disk()?;
    Ok(start.elapsed())
}

/// The most memory that the program has held so far, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
