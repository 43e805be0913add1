//! The word lists of `times.toml`.

use crate::lexicon::{LexiconError, LexiconFiles};
use crate::quantity::{NumbersLexicon, Words};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words that expressions of time are made of.
#[derive(Debug, Clone)]
pub struct TimesLexicon {
    pub(super) words: TimeWords,
    pub(super) numbers: NumbersLexicon,
}

impl TimesLexicon {
    /// Reads `times.toml` and `numbers.toml`.
    pub fn load(files: &LexiconFiles) -> Result<TimesLexicon, LexiconError> {
        Ok(TimesLexicon { words: files.read("times.toml")?, numbers: NumbersLexicon::load(files)? })
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeWords {
    pub months: BTreeMap<String, i8>,
    pub month_abbreviations: BTreeMap<String, i8>,
    pub month_caution: Words,
    pub calls_month: Words,
    pub weekdays: BTreeMap<String, i8>,
    pub weekday_abbreviations: BTreeMap<String, i8>,
    pub units: BTreeMap<String, Unit>,
    pub seasons: BTreeMap<String, String>,
    pub parts_of_day: BTreeMap<String, String>,
    pub days: BTreeMap<String, i32>,
    pub holidays: BTreeMap<String, String>,
    /// Feasts that move through the year, with their first and last days.
    pub feasts: BTreeMap<String, Vec<(Date, Date)>>,
    /// Days that go by a name of their own.
    pub known_days: BTreeMap<String, Date>,
    pub deictic: BTreeMap<String, i32>,
    pub references: BTreeMap<String, Vec<String>>,
    pub sets: BTreeMap<String, String>,
    pub unspecified: Words,
    pub modifiers: Words,
    pub not_a_year_after: Words,
    pub not_a_year_before: Words,
    pub after_a_year: Words,
    pub calls_year: Words,
    pub between: Words,
    pub background: Background,
    pub saying: Words,
    pub light: Words,
    pub aspectual: Words,
    pub deciding: Words,
    pub together: Words,
    pub occasion: Words,
    pub venue: Words,
    pub speaking: Words,
    pub going: Words,
    pub ahead: Words,
    pub bounds: Bounds,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bounds {
    pub from: Vec<String>,
    pub to: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Background {
    pub words: Vec<String>,
    pub days: i64,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) enum Unit {
    #[serde(rename = "C")]
    Century,
    #[serde(rename = "E")]
    Decade,
    #[serde(rename = "Y")]
    Year,
    #[serde(rename = "Q")]
    Quarter,
    #[serde(rename = "M")]
    Month,
    #[serde(rename = "F")]
    Fortnight,
    #[serde(rename = "W")]
    Week,
    #[serde(rename = "WE")]
    Weekend,
    #[serde(rename = "D")]
    Day,
    #[serde(rename = "N")]
    Night,
    #[serde(rename = "TH")]
    Hour,
    #[serde(rename = "TM")]
    Minute,
    #[serde(rename = "TS")]
    Second,
}

impl Unit {
    /// A duration of so many of it, as TIMEX3 writes it; an unknown number is X.
    pub fn duration(self, amount: Option<f64>) -> String {
        match (self, amount) {
            (Unit::Century, None) => return "PXC".to_string(),
            (Unit::Decade, None) => return "PXE".to_string(),
            _ => {}
        }
        let number = |factor: f64| amount.map_or("X".to_string(), |amount| trim(amount * factor));
        match self {
            Unit::Century => format!("P{}Y", number(100.0)),
            Unit::Decade => format!("P{}Y", number(10.0)),
            Unit::Year => match amount {
                Some(amount) if amount.fract() == 0.5 => format!("P{}Y6M", amount.trunc()),
                _ => format!("P{}Y", number(1.0)),
            },
            Unit::Quarter => format!("P{}Q", number(1.0)),
            Unit::Month => format!("P{}M", number(1.0)),
            Unit::Fortnight => format!("P{}W", number(2.0)),
            Unit::Week => format!("P{}W", number(1.0)),
            Unit::Weekend => format!("P{}WE", number(1.0)),
            Unit::Day | Unit::Night => format!("P{}D", number(1.0)),
            Unit::Hour => format!("PT{}H", number(1.0)),
            Unit::Minute => match amount {
                Some(amount) if amount.fract() == 0.5 => format!("PT{}M30S", amount.trunc()),
                _ => format!("PT{}M", number(1.0)),
            },
            Unit::Second => format!("PT{}S", number(1.0)),
        }
    }

    /// Whether it is a part of a day.
    pub fn is_short(self) -> bool {
        matches!(self, Unit::Hour | Unit::Minute | Unit::Second)
    }
}

fn trim(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number}") }
}
