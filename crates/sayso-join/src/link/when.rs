//! Two accounts in time.

use jiff::civil::Date;
use sayso_core::{DatePrecision, DateRange, Realis};

/// Days by which two reports may differ on one act: time zones, nights, "on Monday" of a text written on Tuesday.
const SLACK: i32 = 1;

/// When an account says that the act was, in days since 1970-01-01.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct When {
    /// First day.
    from: Option<i32>,
    /// Last day; where the text gives none, what is told as done was done when it was published.
    to: Option<i32>,
    /// Whether the text dates the act at both ends.
    pub(super) dated: bool,
    /// A day or week and not more.
    pub(super) narrow: bool,
    /// As people write it; empty where the text gives no date.
    pub(super) text: String,
    /// Publication.
    pub(super) published: Option<i32>,
}

/// How two accounts agree in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dates {
    /// One gives no date, or an open one that does not exclude the other.
    Open,
    /// Both name the same days, narrowly.
    Same,
    /// The days of one lie in the longer time of the other.
    Within,
    /// A day apart.
    Near,
    /// They can't both be right about one act.
    Contradict,
}

/// How far apart two reports were published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Published {
    /// One has no date.
    Unknown,
    /// Within three days.
    Together,
    /// Within ten days.
    Near,
    /// Within forty days.
    Weeks,
    /// Further apart.
    Far,
}

impl When {
    pub(super) fn of<S>(date: Option<&DateRange<S>>, published: Option<Date>, realis: Realis) -> When {
        let published = published.map(days);
        let (from, to) = date.map_or((None, None), |date| (date.from.map(days), date.to.map(days)));
        let done = if realis == Realis::Actual { published } else { None };
        When {
            from,
            to: to.or(if from.is_some() { None } else { done }),
            dated: from.is_some() && to.is_some(),
            narrow: date.is_some_and(|date| matches!(date.precision, DatePrecision::Day | DatePrecision::Week))
                && from.is_some()
                && to.is_some(),
            text: date.map(written).unwrap_or_default(),
            published,
        }
    }

    /// The week of the act, or of the publication where the act has no narrow date.
    pub(super) fn weeks(&self) -> Option<std::ops::RangeInclusive<i32>> {
        match (self.narrow, self.from, self.to, self.published) {
            (true, Some(from), Some(to), _) => Some((from - SLACK).div_euclid(7)..=(to + SLACK).div_euclid(7)),
            (_, _, _, Some(published)) if !self.dated => Some((published - 3).div_euclid(7)..=published.div_euclid(7)),
            _ => None,
        }
    }

    pub(super) fn dates(&self, other: &When) -> Dates {
        if self.ends_before(other, SLACK) || other.ends_before(self, SLACK) {
            return Dates::Contradict;
        }
        if !(self.dated && other.dated) {
            return Dates::Open;
        }
        if self.ends_before(other, 0) || other.ends_before(self, 0) {
            return Dates::Near;
        }
        if self.narrow && other.narrow { Dates::Same } else { Dates::Within }
    }

    fn ends_before(&self, other: &When, slack: i32) -> bool {
        matches!((self.to, other.from), (Some(to), Some(from)) if to.saturating_add(slack) < from)
    }

    pub(super) fn publication(&self, other: &When) -> Published {
        let (Some(a), Some(b)) = (self.published, other.published) else { return Published::Unknown };
        match a.abs_diff(b) {
            0..=3 => Published::Together,
            4..=10 => Published::Near,
            11..=40 => Published::Weeks,
            _ => Published::Far,
        }
    }

    /// Days between the publications.
    pub(super) fn days_apart(&self, other: &When) -> Option<u32> {
        Some(self.published?.abs_diff(other.published?))
    }
}

/// Days since 1970-01-01.
fn days(date: Date) -> i32 {
    date.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days())
}

fn written<S>(date: &DateRange<S>) -> String {
    match (date.from, date.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => match date.precision {
            DatePrecision::Month => from.strftime("%B %Y").to_string(),
            DatePrecision::Year => from.strftime("%Y").to_string(),
            _ => format!("{from} to {to}"),
        },
        (Some(from), None) => format!("since {from}"),
        (None, Some(to)) => format!("by {to}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn when(from: Option<Date>, to: Option<Date>, precision: DatePrecision, published: Option<Date>) -> When {
        When::of::<()>(Some(&DateRange { from, to, precision, span: None }), published, Realis::Actual)
    }

    fn day(day: i8) -> When {
        let date = Some(date(2024, 5, day));
        when(date, date, DatePrecision::Day, None)
    }

    #[test]
    fn days_months_and_contradictions() {
        let may = when(Some(date(2024, 5, 1)), Some(date(2024, 5, 31)), DatePrecision::Month, None);
        assert_eq!(day(13).dates(&day(13)), Dates::Same);
        assert_eq!(day(13).dates(&day(14)), Dates::Near);
        assert_eq!(day(13).dates(&day(15)), Dates::Contradict);
        assert_eq!(day(13).dates(&may), Dates::Within);
        assert_eq!(may.text, "May 2024");
    }

    #[test]
    fn what_was_told_as_done_was_done_by_then() {
        let told = When::of::<()>(None, Some(date(2024, 5, 1)), Realis::Actual);
        let planned = When::of::<()>(None, Some(date(2024, 5, 1)), Realis::Future);
        assert_eq!(told.dates(&day(10)), Dates::Contradict);
        assert_eq!(planned.dates(&day(10)), Dates::Open);
        let since = when(Some(date(2018, 1, 1)), None, DatePrecision::Unknown, Some(date(2024, 5, 1)));
        assert_eq!(since.dates(&day(10)), Dates::Open);
    }

    #[test]
    fn neighbouring_days_share_a_week() {
        for (a, b) in [(12, 13), (13, 14), (5, 6), (18, 19)] {
            let (a, b) = (day(a).weeks().expect("dated"), day(b).weeks().expect("dated"));
            assert!(a.start() <= b.end() && b.start() <= a.end());
        }
    }
}
