//! Days and times as the tables of other schemes write them.

use jiff::civil::Date;
use sayso_core::Document;

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
