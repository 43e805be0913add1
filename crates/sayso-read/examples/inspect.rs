//! Prints documents as `sayso inspect document` does, for scoring: `cargo run --example inspect -- PATH…`

use sayso_read::{Options, Reader, Source, expand, inspect_line};
use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let reader = Reader::new(Options::default());
    let started = std::time::Instant::now();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut count = 0;
    for source in expand(std::env::args().skip(1)) {
        let outcome = match source {
            Ok(Source::File(path)) => reader.read_path(&path),
            Ok(Source::Web(url)) => reader.fetch(&url),
            Ok(Source::Stdin) => {
                let mut bytes = Vec::new();
                std::io::stdin().read_to_end(&mut bytes)?;
                reader.read_bytes("-", bytes)
            }
            Err(problem) => {
                eprintln!("{problem}");
                continue;
            }
        };
        for document in &outcome.documents {
            writeln!(out, "{}", inspect_line(document))?;
        }
        count += outcome.documents.len();
        for problem in &outcome.problems {
            eprintln!("{problem}");
        }
    }
    eprintln!("{count} documents, {:.0} a second", count as f64 / started.elapsed().as_secs_f64());
    Ok(())
}
