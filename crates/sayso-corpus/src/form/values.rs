//! Values of the form: days and intervals, numbers with bounds, words out of a list.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span as Time, ToSpan};
use sayso_core::{DatePrecision, Number};
use serde::de::DeserializeOwned;

/// First day, last day, precision.
pub(crate) type Days = (Option<Date>, Option<Date>, DatePrecision);

/// `2024-05-14`, `2024-05`, `2024`, `2024-W20`, `2024-Q2`, `1990s`, or two of them with `..` between, one of which may
/// be missing.
pub(crate) fn days(text: &str) -> Result<Days, String> {
    let Some((from, to)) = text.split_once("..") else { return period(text) };
    let first = if from.is_empty() { None } else { period(from)?.0 };
    let last = if to.is_empty() { None } else { period(to)?.1 };
    match (first, last) {
        (None, None) => Err("an interval has a first or a last day: 2018.., ..2024-05-13, 2018..2020".into()),
        (Some(first), Some(last)) if last < first => Err(format!("{text}: the last day lies before the first")),
        _ => Ok((first, last, DatePrecision::Unknown)),
    }
}

fn period(text: &str) -> Result<Days, String> {
    let wrong = || {
        format!(
            "{text:?} is no date; write 2024-05-14, 2024-05, 2024, 2024-W20, 2024-Q2, 1990s or an interval 2018..2020"
        )
    };
    let through = |first: Option<Date>, length: Time, precision: DatePrecision| {
        let first = first.ok_or_else(wrong)?;
        let last = first.checked_add(length).and_then(|next| next.checked_sub(1.day())).map_err(|_| wrong())?;
        Ok((Some(first), Some(last), precision))
    };
    let day = |year: &str, month: i8| Date::new(year.parse().ok()?, month, 1).ok();
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(decade) = text.strip_suffix('s').filter(|decade| digits(decade, 4) && decade.ends_with('0')) {
        return through(day(decade, 1), 10.years(), DatePrecision::Decade);
    }
    let Some((year, rest)) = text.split_once('-') else {
        return if digits(text, 4) { through(day(text, 1), 1.year(), DatePrecision::Year) } else { Err(wrong()) };
    };
    if !digits(year, 4) {
        return Err(wrong());
    }
    if let Some(week) = rest.strip_prefix('W') {
        let week = year.parse().ok().zip(week.parse().ok());
        let monday = week.and_then(|(year, week)| ISOWeekDate::new(year, week, Weekday::Monday).ok());
        return through(monday.map(|week| week.date()), 1.week(), DatePrecision::Week);
    }
    if let Some(quarter) = rest.strip_prefix('Q') {
        let quarter: i8 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter)).ok_or_else(wrong)?;
        return through(day(year, quarter * 3 - 2), 3.months(), DatePrecision::Quarter);
    }
    if digits(rest, 2) {
        return through(day(year, rest.parse().map_err(|_| wrong())?), 1.month(), DatePrecision::Month);
    }
    let one: Date = text.parse().map_err(|_| wrong())?;
    Ok((Some(one), Some(one), DatePrecision::Day))
}

/// `14` (both bounds), `14..`, `..14`, `10..20`.
pub(crate) fn bounds(text: &str) -> Result<(Option<Number>, Option<Number>), String> {
    let number = |text: &str| -> Result<Option<Number>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        let wrong = || format!("{text:?} is no number; write 14, 14.., ..14 or 10..20");
        let value: f64 = text.replace(',', "").parse().map_err(|_| wrong())?;
        if value.is_finite() { Ok(Some(Number(value))) } else { Err(wrong()) }
    };
    let (least, most) = text.split_once("..").unwrap_or((text, text));
    let (least, most) = (number(least)?, number(most)?);
    match (least, most) {
        (None, None) => Err("a number has a bound: 14, 14.., ..14, 10..20".into()),
        (Some(least), Some(most)) if most < least => Err(format!("{text}: the upper bound is the smaller one")),
        bounds => Ok(bounds),
    }
}

/// A value by its name in the output.
pub(crate) fn named<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::from(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_and_intervals() {
        let through = |text: &str, from: Date, to: Date, precision| {
            assert_eq!(days(text), Ok((Some(from), Some(to), precision)), "{text}");
        };
        through("2024-05-14", date(2024, 5, 14), date(2024, 5, 14), DatePrecision::Day);
        through("2024-02", date(2024, 2, 1), date(2024, 2, 29), DatePrecision::Month);
        through("2024", date(2024, 1, 1), date(2024, 12, 31), DatePrecision::Year);
        through("2024-W20", date(2024, 5, 13), date(2024, 5, 19), DatePrecision::Week);
        through("2024-Q2", date(2024, 4, 1), date(2024, 6, 30), DatePrecision::Quarter);
        through("1990s", date(1990, 1, 1), date(1999, 12, 31), DatePrecision::Decade);
        through("2018..2020-06", date(2018, 1, 1), date(2020, 6, 30), DatePrecision::Unknown);
        assert_eq!(days("2018.."), Ok((Some(date(2018, 1, 1)), None, DatePrecision::Unknown)));
        assert_eq!(days("..2024-05-13"), Ok((None, Some(date(2024, 5, 13)), DatePrecision::Unknown)));
        for bad in ["", "..", "May", "2024-13", "2024-05-32", "2024-W60", "2024-Q5", "1995s", "2020..2018", "24-5-1"] {
            assert!(days(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_have_bounds() {
        let number = |value: f64| Some(Number(value));
        assert_eq!(bounds("14"), Ok((number(14.0), number(14.0))));
        assert_eq!(bounds("2,000.."), Ok((number(2000.0), None)));
        assert_eq!(bounds("..3.5"), Ok((None, number(3.5))));
        for bad in ["", "..", "x", "20..10", "inf"] {
            assert!(bounds(bad).is_err(), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_value_breaks_them(text in ".*") {
            let _ = (days(&text), bounds(&text));
        }
    }
}
