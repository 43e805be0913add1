//! Writes readings (JSON lines on standard input) in every layout into a folder, with mappings and loss reports.
//!
//! ```sh
//! sayso read --format jsonl reports/ | cargo run -p sayso-export --example layouts -- out
//! ```

use sayso_core::{CharSpan, Reading};
use sayso_export::{Format, Joined, Output};
use std::error::Error;
use std::io::BufRead;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("give a folder")?);
    std::fs::create_dir_all(&folder)?;
    let readings: Vec<Reading<CharSpan>> = std::io::stdin()
        .lock()
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_, Box<dyn Error>>>()?;
    for format in Format::ALL {
        let name = if format.wants_folder() { format.to_string() } else { format!("{format}.{}", format.extension()) };
        let path = folder.join(name);
        let output = if format.wants_folder() {
            Output::Folder(path)
        } else {
            Output::stream(std::io::BufWriter::new(std::fs::File::create(path)?))
        };
        let mut layout = format.open(output)?;
        for reading in &readings {
            layout.write(reading, &Joined::default())?;
        }
        let loss = layout.finish()?;
        std::fs::write(folder.join(format!("{format}.loss.md")), loss.to_markdown())?;
        std::fs::write(folder.join(format!("{format}.columns.md")), format.mapping_markdown())?;
        println!("{format}: {} rows of {} records", loss.rows(), loss.records());
    }
    Ok(())
}
