//! `sayso bench`: words and documents a second, stage by stage and as a whole, and the memory that took.

use super::{Done, Failure, Global, input};
use sayso::intake::{Intake, Read};
use sayso::{Reader, Workspace};
use sayso_parse::{Effort, Parse};
use sayso_read::Found;
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct BenchArgs {
    /// Reports to measure on; the longer, the surer
    #[arg(required = true)]
    paths: Vec<String>,
    /// Times to go through them; the fastest counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Only the parse: its stages, and its share of what the processor can do
    #[arg(long)]
    parse: bool,
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
    let files = input::files(global);
    let rounds = args.rounds.max(1);
    tell_problems(&args.paths, &files);
    if args.parse {
        return parse_alone(&args.paths, &files, &reader, rounds);
    }
    let mut best = stages(&args.paths, &files, &reader)?;
    for _ in 1..rounds {
        let pass = stages(&args.paths, &files, &reader)?;
        for (best, spent) in best.spent.iter_mut().zip(pass.spent) {
            *best = (*best).min(spent);
        }
    }
    if best.documents == 0 {
        return Err(nothing());
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
    tell_memory();
    Ok(Done::All)
}

/// Says what is not measured: paths that lead nowhere, files that can't be read.
fn tell_problems(paths: &[String], files: &sayso_read::Reader) {
    for found in input::pieces(files, paths, |_| 0).flat_map(|piece| files.open(piece)) {
        if let Found::Problem(problem) = found {
            eprintln!("sayso: {problem}");
        }
    }
}

/// The parse of all reports on one thread, by stage, beside the peak of the processor.
fn parse_alone(paths: &[String], files: &sayso_read::Reader, reader: &Reader, rounds: usize) -> Result<Done, Failure> {
    let mut documents = Vec::new();
    for found in input::pieces(files, paths, |_| 0).flat_map(|piece| files.open(piece)) {
        if let Found::Document(document) = found
            && document.is_read()
        {
            documents.push(document);
        }
    }
    let (mut best, mut words) = (None, 0);
    let mut trees_alone: Option<Duration> = None;
    for _ in 0..rounds {
        let start = Instant::now();
        documents.iter().try_for_each(|document| reader.parser().trees(document).map(|_| ()))?;
        trees_alone = Some(trees_alone.map_or(start.elapsed(), |least| least.min(start.elapsed())));
        let (mut effort, start) = (Effort::default(), Instant::now());
        words = 0;
        for document in &documents {
            let (parse, more) = reader.parser().parse_measured(document)?;
            effort += more;
            words += words_of(&parse);
        }
        let whole = start.elapsed();
        best = best.filter(|(fastest, _)| *fastest <= whole).or(Some((whole, effort)));
    }
    let Some((whole, effort)) = best.filter(|_| words > 0) else { return Err(nothing()) };
    let peak = sayso_parse::peak()?;
    let speed = words as f64 / whole.as_secs_f64();
    println!("{} documents, {words} words, model {}, one thread", documents.len(), reader.parser().version());
    if let Some(alone) = trees_alone {
        let speed = words as f64 / alone.as_secs_f64();
        println!("  trees and names alone {speed:>10.0} words a second  {:>8.2} s", alone.as_secs_f64());
    }
    println!("  parse, all heads      {speed:>10.0} words a second  {:>8.2} s", whole.as_secs_f64());
    for (stage, time) in [
        ("words and sub-words", effort.division),
        ("network", effort.network),
        ("trees, tags, lemmas, names", effort.trees),
        ("coreference", effort.coreference),
        ("acts", effort.acts),
    ] {
        println!("    {stage:<28} {:>6.2} s  {:>3.0} %", time.as_secs_f64(), share(time, whole));
    }
    for (what, work, peak) in
        [("products of bytes", effort.int8, peak.int8), ("products of floats", effort.single, peak.single)]
    {
        println!(
            "    {what:<28} {:>6.2} s  {:>3.0} %  {:>6.1} G operations a second, {:.0} % of the {:.1} G that large matrices reach",
            work.time.as_secs_f64(),
            share(work.time, whole),
            work.speed() / 1e9,
            100.0 * work.speed() / peak,
            peak / 1e9
        );
    }
    tell_memory();
    Ok(Done::All)
}

fn words_of(parse: &Parse) -> usize {
    parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum()
}

fn share(part: Duration, whole: Duration) -> f64 {
    100.0 * part.as_secs_f64() / whole.as_secs_f64().max(1e-9)
}

fn nothing() -> Failure {
    Failure::new("there is no report in a language that is read")
}

fn tell_memory() {
    if let Some(kilobytes) = peak_memory() {
        println!("memory {:.0} MB at most", kilobytes as f64 / 1024.0);
    }
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
            pass.words += words_of(&parse);
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
