//! The one day that other schemes want of an act, and where it comes from.

use jiff::civil::Date;
use sayso_core::{DatePrecision, Document, Event, Standing};

/// Where the day of a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayFrom {
    /// The text tells the day.
    Told,
    /// The text tells a stretch of time: its first day, or the bound that it has.
    Stretch,
    /// The text tells no time of a reported act: the day of publication.
    Publication,
}

/// A day with where it comes from and how narrow the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub date: Date,
    pub last: Date,
    pub from: DayFrom,
    pub precision: DatePrecision,
}

/// The day of an event. An older act of which no time is told has none: the day of publication would be false.
pub(crate) fn day_of(event: &Event, document: &Document) -> Option<Day> {
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

/// A day as YYYYMMDD.
pub(crate) fn compact(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

/// The time of publication as YYYYMMDDHHMMSS in UTC; midnight where only the day is known.
pub(crate) fn stamp(document: &Document) -> String {
    let Some(published) = &document.published else { return String::new() };
    let time = published.text.parse::<jiff::Timestamp>().map(|time| jiff::tz::TimeZone::UTC.to_datetime(time));
    let time = time.or_else(|_| published.text.parse::<jiff::civil::DateTime>());
    time.unwrap_or_else(|_| published.date.to_datetime(jiff::civil::Time::midnight()))
        .strftime("%Y%m%d%H%M%S")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Published;

    #[test]
    fn times_are_shown_in_utc() {
        let mut document = Document::new("d", "");
        let mut of = |text: &str| {
            document.published = Published::parse(text);
            stamp(&document)
        };
        assert_eq!(of("2024-05-14"), "20240514000000");
        assert_eq!(of("2024-05-14T01:30:00+02:00"), "20240513233000");
        assert_eq!(of("2024-05-14 10:00"), "20240514100000");
    }
}
