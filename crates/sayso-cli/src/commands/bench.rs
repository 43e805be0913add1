//! `sayso bench`: words a second, stage by stage, and the memory that took.

use super::{Done, Failure, Global, input};
use sayso::Document;
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

pub fn run(args: BenchArgs, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let mut documents: Vec<Document> = Vec::new();
    let done = input::documents(&args.paths, global, |document| {
        documents.push(document);
        Ok(())
    })?;
    documents.retain(Document::is_read);
    let mut words = 0usize;
    let mut best = [Duration::MAX; 3];
    for _ in 0..args.rounds.max(1) {
        words = 0;
        let mut spent = [Duration::ZERO; 3];
        for document in &documents {
            let start = Instant::now();
            let parse = reader.parse(document)?;
            let parsed = Instant::now();
            let reading = reader.coder().read(document, &parse, "bench", Vec::new());
            let coded = Instant::now();
            std::hint::black_box(&reading);
            words += parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
            spent = [spent[0] + (parsed - start), spent[1] + (coded - parsed), spent[2] + (coded - start)];
        }
        for (best, spent) in best.iter_mut().zip(spent) {
            *best = (*best).min(spent);
        }
    }
    println!(
        "{} documents, {words} words, model {}, one thread, the fastest of {} rounds",
        documents.len(),
        reader.parser().version(),
        args.rounds.max(1)
    );
    for (stage, time) in ["parse", "coding", "whole"].iter().zip(best) {
        println!(
            "  {stage:<7} {:>9.0} words a second  ({:.2} s)",
            words as f64 / time.as_secs_f64().max(1e-9),
            time.as_secs_f64()
        );
    }
    if let Some(kilobytes) = peak_memory() {
        println!("  memory  {:>9.0} MB at most", kilobytes as f64 / 1024.0);
    }
    Ok(done)
}

/// The most memory that the program has held so far, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
