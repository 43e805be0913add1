//! Readings in one of the layouts: `export FORMAT READINGS.jsonl OUT`; what was lost goes to standard error.

use sayso_core::{CharSpan, Reading};
use sayso_export::{Format, Joined, Output};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [format, input, out] = arguments.as_slice() else {
        return Err("export FORMAT READINGS.jsonl OUT".into());
    };
    let format = Format::parse(format).ok_or("no such layout")?;
    let output = match format.wants_folder() {
        true => Output::Folder(out.into()),
        false => Output::stream(std::io::BufWriter::new(std::fs::File::create(out)?)),
    };
    let mut layout = format.open(output)?;
    for line in std::io::BufReader::new(std::fs::File::open(input)?).lines() {
        let reading: Reading<CharSpan> = serde_json::from_str(&line?)?;
        layout.write(&reading, &Joined::default())?;
    }
    eprint!("{}", layout.finish()?.to_markdown());
    Ok(())
}
