//! Dates of publication in the forms that pages, mails and tables give them.

use jiff::civil::Date;
use regex::Regex;
use sayso_core::Published;
use std::sync::LazyLock;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

static DAY_MONTH: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([a-z]{3,9})\.?,?[ -](\d{4})\b").ok());
static MONTH_DAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b").ok());
static NUMERIC: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b|\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b").ok());
static COMPACT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{4})(\d{2})(\d{2})(?:\D|T|\d{4,6}$|$)").ok());
static IN_ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // Two digits each, which nothing need part, or one or two with something between.
    let two = r"(1[0-2]|0[1-9])[/-]?(3[01]|[12]\d|0[1-9])";
    let parted = r"(1[0-2]|0?[1-9]|[a-z]{3})[/-](3[01]|[12]\d|0?[1-9])";
    Regex::new(&format!(r"/((?:19|20)\d{{2}})[/-]?(?:{two}|{parted})(?:[/_-]|$)")).ok()
});

/// Reads a date that stands by itself in a field: ISO 8601, mail dates, "14 May 2024", "May 14, 2024", "20240514",
/// "14.05.2024"; "05/06/2024" is not guessed.
pub(crate) fn parse(text: &str) -> Option<Published> {
    let text = text.trim();
    if text.is_empty() || text.len() > 100 {
        return None;
    }
    if let Some(published) = Published::parse(text) {
        return plausible(published.date).then_some(published);
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(from_zoned(&zoned));
    }
    COMPACT
        .as_ref()
        .and_then(|compact| compact.captures(text))
        .and_then(|found| date(number(&found, 1)?, number(&found, 2)?, number(&found, 3)?))
        .or_else(|| find(text))
        .map(Published::from)
}

/// A date with its time, as it stood in the sender's zone.
pub(crate) fn from_zoned(zoned: &jiff::ZonedDateTime) -> Published {
    Published { date: zoned.date(), text: zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string() }
}

/// The first date in a line of text.
pub(crate) fn find(text: &str) -> Option<Date> {
    let written = |pattern: &LazyLock<Option<Regex>>, day: usize, month: usize| {
        pattern.as_ref()?.captures_iter(text).find_map(|found| {
            let month = month_number(found.get(month)?.as_str())?;
            date(number(&found, 3)?, month, number(&found, day)?)
        })
    };
    written(&DAY_MONTH, 1, 2).or_else(|| written(&MONTH_DAY, 2, 1)).or_else(|| numeric(text))
}

fn numeric(text: &str) -> Option<Date> {
    let found = NUMERIC.as_ref()?.captures(text)?;
    if let Some(year) = number(&found, 1) {
        return date(year, number(&found, 2)?, number(&found, 3)?);
    }
    let (first, second, year) = (number(&found, 4)?, number(&found, 5)?, number(&found, 6)?);
    let dots = text.contains('.');
    match (first, second) {
        (day, month) if day > 12 || dots => date(year, month, day),
        (month, day) if day > 12 => date(year, month, day),
        (same, again) if same == again => date(year, same, same),
        _ => None,
    }
}

/// The date in a web address ("/2024/05/14/").
pub(crate) fn in_address(url: &str) -> Option<Date> {
    let found = IN_ADDRESS.as_ref()?.captures(url)?;
    let (month, day) = if found.get(2).is_some() { (2, 3) } else { (4, 5) };
    let name = found.get(month)?.as_str();
    let month = name.parse().ok().or_else(|| month_number(name))?;
    date(number(&found, 1)?, month, number(&found, day)?)
}

fn number(found: &regex::Captures<'_>, group: usize) -> Option<i16> {
    found.get(group)?.as_str().parse().ok()
}

fn month_number(name: &str) -> Option<i16> {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_lowercase();
    let at = MONTHS.iter().position(|month| name.starts_with(month))?;
    let whole = FULL.get(at)?;
    (whole.starts_with(&name) || name == "sept").then_some(i16::try_from(at + 1).ok()?)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    plausible(date).then_some(date)
}

/// Pages give the start of the Unix calendar or year 1 where they know nothing.
fn plausible(date: Date) -> bool {
    date.year() >= 1600 && date != Date::constant(1970, 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Option<String> {
        parse(text).map(|published| published.date.to_string())
    }

    #[test]
    fn forms_of_dates() {
        for text in [
            "2024-05-14",
            "2024-05-14T10:00:00Z",
            "20240514",
            "20240514T101500",
            "14 May 2024",
            "14th May, 2024",
            "May 14, 2024",
            "Tue, 14 May 2024 10:00:00 +0200",
            "14.05.2024",
            "2024/05/14",
            "14/05/2024",
            "Tuesday, May 14th 2024, 10:00 am",
        ] {
            assert_eq!(day(text).as_deref(), Some("2024-05-14"), "{text}");
        }
        for text in ["", "yesterday", "05/06/2024", "1970-01-01", "May 2024", "14 Mayor 2024", "99 May 2024"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn the_time_zone_of_a_mail_is_kept() {
        let published = parse("Tue, 14 May 2024 23:30:00 -0500").map(|published| published.text);
        assert_eq!(published.as_deref(), Some("2024-05-14T23:30:00-05:00"));
    }

    #[test]
    fn dates_in_addresses() {
        let of = |url| in_address(url).map(|date| date.to_string());
        for (url, date) in [
            ("https://example.org/2019/11/19/envoy", "2019-11-19"),
            ("https://example.org/2019/10/2/envoy", "2019-10-02"),
            ("https://example.org/news/2019-12-03-envoy", "2019-12-03"),
            ("https://example.org/20191130/envoy", "2019-11-30"),
            ("https://example.org/2019/nov/05/envoy", "2019-11-05"),
            ("https://example.org/2019/1/9/envoy", "2019-01-09"),
        ] {
            assert_eq!(of(url).as_deref(), Some(date), "{url}");
        }
        assert_eq!(of("https://example.org/2019/11/envoy"), None);
        assert_eq!(of("https://example.org/2019/112/envoy"), None);
        assert_eq!(of("https://news.example/2024/05/14/talks").as_deref(), Some("2024-05-14"));
        assert_eq!(of("https://news.example/2024/may/14/talks").as_deref(), Some("2024-05-14"));
        assert_eq!(of("https://news.example/article-20240514").as_deref(), None);
        assert_eq!(of("https://news.example/id/123456").as_deref(), None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC{0,60}") {
            let _ = parse(&text);
            let _ = find(&text);
            let _ = in_address(&text);
        }
    }
}
