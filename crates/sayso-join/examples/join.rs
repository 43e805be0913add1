//! Readings, a JSON line each, on standard input; incidents, a JSON line each, on standard output.
//!
//! `sayso read --format jsonl … | cargo run --release -p sayso-join --example join > incidents.jsonl`

use sayso_core::{CharSpan, Reading};
use sayso_join::{Decisions, Incident, Prepared, Story, accounts, cluster};
use std::io::{BufRead, Write};
use std::sync::Arc;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut told, mut prepared) = (Vec::new(), Vec::new());
    let mut documents = 0;
    let mut preparing = std::time::Duration::ZERO;
    for line in std::io::stdin().lock().lines() {
        let reading: Reading<CharSpan> = serde_json::from_str(&line?)?;
        let start = Instant::now();
        documents += 1;
        let story = Arc::new(Story::of(&reading));
        for account in accounts(&reading) {
            prepared.push(Prepared::new(&account, &story));
            told.push(account);
        }
        preparing += start.elapsed();
    }
    let start = Instant::now();
    let clusters = cluster(&prepared, &Decisions::none());
    let clustering = start.elapsed();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for members in &clusters {
        let members: Vec<_> = members.iter().filter_map(|&at| told.get(at).zip(prepared.get(at))).collect();
        if let Some(incident) = Incident::<(), ()>::of(&members, |doc, actor| format!("{doc}#{actor}")) {
            serde_json::to_writer(&mut out, &incident)?;
            writeln!(out)?;
        }
    }
    eprintln!(
        "{documents} documents, {} accounts, {} incidents; prepared in {preparing:.1?}, clustered in {clustering:.1?}",
        told.len(),
        clusters.len()
    );
    Ok(())
}
