//! The switches that thin out records, for every command that shows or writes them.

use super::Global;
use sayso_core::{Dropped, Switches, UnknownActors};

#[derive(clap::Args)]
#[command(next_help_heading = "Switches that thin out records")]
pub struct SwitchArgs {
    /// Only records of the first N sentences of a text
    #[arg(long, value_name = "N")]
    first_sentences: Option<usize>,
    /// Of records with the same day, actor codes, recipient codes, type, polarity and realis only the first
    #[arg(long)]
    one_a_day: bool,
    /// Only records with actor and recipient, or with two parties that act upon one another
    #[arg(long)]
    require_actors: bool,
    /// Records with nobody, or with a side of which no party has a country or sector
    #[arg(long, value_name = "WHAT", default_value = "keep")]
    unknown_actors: Unknown,
    /// Least confidence, 0 to 1
    #[arg(long, value_name = "X", value_parser = share)]
    min_confidence: Option<f64>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Unknown {
    Keep,
    Drop,
}

impl SwitchArgs {
    pub fn switches(&self) -> Switches {
        Switches {
            first_sentences: self.first_sentences,
            one_a_day: self.one_a_day,
            require_actors: self.require_actors,
            unknown_actors: match self.unknown_actors {
                Unknown::Keep => UnknownActors::Keep,
                Unknown::Drop => UnknownActors::Drop,
            },
            min_confidence: self.min_confidence,
        }
    }
}

/// A number from 0 to 1.
fn share(given: &str) -> Result<f64, String> {
    let number: f64 = given.parse().map_err(|_| "give a number from 0 to 1".to_string())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("give a number from 0 to 1".to_string()) }
}

/// Says on standard error what the switches took out.
pub fn tell_dropped(dropped: &Dropped, global: &Global) {
    if !global.quiet {
        for (switch, count) in &dropped.by {
            eprintln!("--{}: {count} of {} records dropped", switch.name(), dropped.looked_at);
        }
    }
}
