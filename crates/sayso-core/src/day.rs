//! The one day that other schemes want of an act, and where it comes from.

use crate::{DatePrecision, Document, Event, Standing};
use jiff::civil::Date;

/// Where the day of an act comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFrom {
    /// The text tells the day.
    Told,
    /// The text tells a stretch of time: its first day, or the bound that it has.
    Stretch,
    /// The text tells no time of a reported act: the day of publication.
    Publication,
}

/// A day with where it comes from and how narrow the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day, the first of a stretch.
    pub date: Date,
    /// The last day of a stretch.
    pub last: Date,
    /// Where it comes from.
    pub from: DayFrom,
    /// How narrow the text is.
    pub precision: DatePrecision,
}

impl Day {
    /// The day of an event. An older act of which no time is told has none: the day of publication would be false.
    pub fn of<S>(event: &Event<S>, document: &Document<S>) -> Option<Day> {
        let bounds = event.date.as_ref().map(|date| (date.from, date.to, date.precision));
        match bounds {
            Some((Some(date), Some(last), precision)) => {
                let from = if date == last { DayFrom::Told } else { DayFrom::Stretch };
                Some(Day { date, last, from, precision })
            }
            Some((Some(date), None, precision)) => Some(Day { date, last: date, from: DayFrom::Stretch, precision }),
            Some((None, Some(date), precision)) if event.standing == Standing::Reported => {
                Some(Day { date, last: date, from: DayFrom::Stretch, precision })
            }
            _ if event.standing == Standing::Reported => {
                let date = document.published.as_ref()?.date;
                Some(Day { date, last: date, from: DayFrom::Publication, precision: DatePrecision::Unknown })
            }
            _ => None,
        }
    }
}
