//! From what an expression says to a TIMEX3 value and to days.

use super::TimexKind;
use super::meaning::{Meaning, Year};
use super::words::Unit;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use sayso_core::{DatePrecision, DateRange};

/// Which way a time without a year or week lies from publication, by the verb it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unclear,
}

/// What a resolution starts from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub published: Option<Date>,
    pub direction: Direction,
    /// A full date of the text itself, which gives days and months their year where publication isn't known.
    pub near: Option<Date>,
    /// The first day of the time told last, for "two days later".
    pub told: Option<Date>,
    /// How narrow that time is: "a year earlier" than a quarter is a quarter, and "that day" in a year told is no day.
    pub told_precision: DatePrecision,
    /// The day told in the same sentence, for a time of day.
    pub day: Option<Date>,
}

impl Anchor {
    /// Whether the time told last is a quarter.
    fn told_quarter(&self) -> bool {
        self.told_precision == DatePrecision::Quarter
    }
}

pub(super) struct Resolved {
    pub kind: TimexKind,
    pub value: String,
    pub range: Option<DateRange>,
}

fn dated(value: impl Into<String>, range: Option<DateRange>) -> Resolved {
    Resolved { kind: TimexKind::Date, value: value.into(), range }
}

fn range(from: Option<Date>, to: Option<Date>, precision: DatePrecision) -> Option<DateRange> {
    Some(DateRange { from, to, precision, span: None })
}

pub(super) fn resolve(meaning: &Meaning, anchor: Anchor) -> Resolved {
    match meaning {
        Meaning::Day { year, month, day, last } => day_of_month(*year, *month, *day, *last, anchor),
        Meaning::DayOrMonth { year, first, second } => {
            // Where one reading lies after publication and the other does not, the other is meant.
            let day = |month, day| Date::new(*year, month, day).ok();
            let is_over = |date: &Date| anchor.published.is_none_or(|published| *date <= add_days(published, 1));
            let (american, other) = (day(*first, *second), day(*second, *first));
            let date = american.filter(is_over).or(other.filter(is_over)).or(american).or(other);
            date.map_or_else(no_day, day_value)
        }
        Meaning::SameDayOf(year) => {
            let day = anchor.published.and_then(|day| Date::new(*year, day.month(), day.day()).ok());
            day.map_or_else(|| year_value(*year), day_value)
        }
        Meaning::Overnight => match anchor.published {
            Some(date) => {
                let before = add_days(date, -1);
                let days = range(Some(before), Some(date), DatePrecision::Day);
                Resolved { kind: TimexKind::Time, value: format!("{before}TNI"), range: days }
            }
            None => Resolved { kind: TimexKind::Time, value: "XXXX-XX-XXTNI".to_string(), range: None },
        },
        Meaning::Feast { days, year } => feast(days, *year, anchor),
        Meaning::Month { year, month } => match year_of_month(*year, *month, anchor) {
            Some(year) => month_value(year, *month),
            None => dated(format!("XXXX-{month:02}"), None),
        },
        Meaning::Year(year) => year_value(*year),
        Meaning::Decade(year) => dated(
            format!("{:03}", year / 10),
            range(Date::new(*year, 1, 1).ok(), Date::new(year + 9, 12, 31).ok(), DatePrecision::Decade),
        ),
        Meaning::Century(number) => dated(
            format!("{number:02}"),
            range(
                Date::new(number * 100 + 1, 1, 1).ok(),
                Date::new(number * 100 + 100, 12, 31).ok(),
                DatePrecision::Unknown,
            ),
        ),
        Meaning::Quarter { year, quarter } => quarter_said(*year, *quarter, anchor),
        Meaning::QuarterShift(shift) => match anchor.published {
            Some(date) => {
                let number = i32::from(date.year()) * 4 + i32::from((date.month() - 1) / 3) + shift;
                quarter_value((number.div_euclid(4)) as i16, (number.rem_euclid(4) + 1) as i8)
            }
            None => dated("XXXX-QX", None),
        },
        Meaning::ToldQuarter => match anchor.told.filter(|_| anchor.told_quarter()).or(anchor.published) {
            Some(date) => unit_value(date, Unit::Quarter, if anchor.told_quarter() { 0 } else { -1 }),
            None => dated("XXXX-QX", None),
        },
        Meaning::Half { year, half } => match said_year(*year, anchor) {
            Some(year) => {
                let (first, last) = if *half == 1 { (1, 6) } else { (7, 12) };
                let to = Date::new(year, last, 1).ok().map(Date::last_of_month);
                dated(format!("{year:04}-H{half}"), range(Date::new(year, first, 1).ok(), to, DatePrecision::Quarter))
            }
            None => dated(format!("XXXX-H{half}"), None),
        },
        Meaning::Season { year, season } => season_value(*year, season, anchor),
        Meaning::Weekday { weekday, shift } => match anchor.published {
            Some(date) => day_value(weekday_near(date, *weekday, *shift, anchor.direction)),
            None => dated(format!("XXXX-WXX-{weekday}"), None),
        },
        Meaning::DayShift(shift) => match anchor.published {
            Some(date) => day_value(add_days(date, *shift)),
            None => dated(vague(*shift), None),
        },
        Meaning::Unit { unit, shift } => match anchor.published {
            Some(date) => {
                let weekend_past = *unit == Unit::Weekend && *shift == 0 && anchor.direction != Direction::Future;
                let shift = if weekend_past && date.weekday().to_monday_one_offset() < 6 { -1 } else { *shift };
                unit_value(date, *unit, shift)
            }
            None => dated(vague(*shift), None),
        },
        Meaning::Anaphor { unit, shift } => match anchor.told.or(anchor.published) {
            Some(date) => {
                let value = unit_value(date, *unit, *shift);
                let precision = value.range.as_ref().map(|range| range.precision);
                let is_within = anchor.told.is_some() && precision.is_some_and(|found| found < anchor.told_precision);
                if is_within { dated("XXXX-XX-XX", None) } else { value }
            }
            None => dated(vague(*shift), None),
        },
        Meaning::Shifted { amount, unit, forward, from_text } => {
            let base = if *from_text { anchor.told.or(anchor.published) } else { anchor.published };
            let direction = if *forward { 1 } else { -1 };
            if let (Some(amount), Some(told), true) =
                (amount, anchor.told, anchor.told_quarter() && *unit == Unit::Year)
            {
                return unit_value(told, Unit::Quarter, (amount * 4.0).min(8000.0) as i32 * direction);
            }
            match (amount, base) {
                // "two minutes later" tells an order, not a day.
                (Some(amount), Some(base)) if unit.is_short() && *from_text => {
                    Resolved { range: None, ..shifted(base, *amount, *unit, direction) }
                }
                (Some(amount), Some(base)) => shifted(base, *amount, *unit, direction),
                _ => dated(vague(direction), None),
            }
        }
        Meaning::Span { amount, unit, window } => span_value(*amount, *unit, *window, anchor.published),
        Meaning::Set(value) => Resolved { kind: TimexKind::Set, value: value.clone(), range: None },
        Meaning::Reference(value) => dated(value.clone(), None),
        Meaning::Clock { hour, minute, zone, date } => {
            let minute = minute.map_or(":00".to_string(), |minute| format!(":{minute:02}"));
            at_time(date.as_deref(), &format!("T{hour:02}{minute}{}", zone.unwrap_or("")), anchor)
        }
        Meaning::Part { part, date } => at_time(date.as_deref(), &format!("T{part}"), anchor),
    }
}

fn at_time(date: Option<&Meaning>, time: &str, anchor: Anchor) -> Resolved {
    let day = match date {
        Some(meaning) => resolve(meaning, anchor),
        None => match anchor.day.or(anchor.published) {
            // A time of day alone doesn't date an act.
            Some(day) => Resolved { range: None, ..day_value(day) },
            None => dated("XXXX-XX-XX", None),
        },
    };
    Resolved { kind: TimexKind::Time, value: format!("{}{time}", day.value), range: day.range }
}

fn vague(shift: i32) -> &'static str {
    match shift.signum() {
        -1 => "PAST_REF",
        0 => "PRESENT_REF",
        _ => "FUTURE_REF",
    }
}

fn add_days(date: Date, days: i32) -> Date {
    date.checked_add(days.days()).unwrap_or(date)
}

fn add_months(date: Date, months: i32) -> Date {
    date.checked_add(months.months()).unwrap_or(date)
}

fn day_value(date: Date) -> Resolved {
    dated(date.to_string(), range(Some(date), Some(date), DatePrecision::Day))
}

fn month_value(year: i16, month: i8) -> Resolved {
    let first = Date::new(year, month, 1).ok();
    dated(format!("{year:04}-{month:02}"), range(first, first.map(Date::last_of_month), DatePrecision::Month))
}

fn year_value(year: i16) -> Resolved {
    dated(format!("{year:04}"), range(Date::new(year, 1, 1).ok(), Date::new(year, 12, 31).ok(), DatePrecision::Year))
}

fn quarter_value(year: i16, quarter: i8) -> Resolved {
    let first = Date::new(year, quarter * 3 - 2, 1).ok();
    let last = Date::new(year, quarter * 3, 1).ok().map(Date::last_of_month);
    dated(format!("{year:04}-Q{quarter}"), range(first, last, DatePrecision::Quarter))
}

fn week_value(date: Date) -> Resolved {
    let week = date.iso_week_date();
    let day = |weekday| ISOWeekDate::new(week.year(), week.week(), weekday).ok().map(|day| day.date());
    dated(
        format!("{:04}-W{:02}", week.year(), week.week()),
        range(day(Weekday::Monday), day(Weekday::Sunday), DatePrecision::Week),
    )
}

/// A year that is said, or relative to that of publication.
fn said_year(year: Year, anchor: Anchor) -> Option<i16> {
    match year {
        Year::Said(year) => Some(year),
        Year::Relative(shift) => Some(anchor.published?.year() + i16::try_from(shift).ok()?),
        Year::Unsaid | Year::Nearest(_) => Some(anchor.published?.year()),
    }
}

fn year_of_month(year: Year, month: i8, anchor: Anchor) -> Option<i16> {
    if !matches!(year, Year::Unsaid | Year::Nearest(_)) {
        return said_year(year, anchor);
    }
    let Some(published) = anchor.published else {
        return anchor.near.filter(|_| year == Year::Unsaid).map(|day| nearest_year(day, month));
    };
    let (this, now) = (published.year(), published.month());
    Some(match (year, anchor.direction) {
        (Year::Nearest(0), _) => this,
        (Year::Nearest(-1), _) => this - i16::from(month >= now),
        (Year::Nearest(_), _) => this + i16::from(month <= now),
        (_, Direction::Past) => this - i16::from(month > now),
        (_, Direction::Future) => this + i16::from(month < now),
        // News tell of what was; what lies ahead without a verb that says so is near.
        (_, Direction::Unclear) if month - now >= 4 => this - 1,
        _ => this,
    })
}

/// The year in which a month lies nearest to a day.
fn nearest_year(day: Date, month: i8) -> i16 {
    match month - day.month() {
        7.. => day.year() - 1,
        ..=-7 => day.year() + 1,
        _ => day.year(),
    }
}

fn day_of_month(year: Year, month: i8, day: i8, last: Option<i8>, anchor: Anchor) -> Resolved {
    let year = match year {
        Year::Unsaid | Year::Nearest(_) => {
            anchor.published.or(anchor.near.filter(|_| year == Year::Unsaid)).and_then(|published| {
                let candidates = [-1, 0, 1].map(|shift| Date::new(published.year() + shift, month, day).ok());
                // The nearest one, where days against the direction of the verb count for more: a verb in the past may
                // still tell of a day soon to come ("extended the offer until Nov. 20"), a day of last year has its year.
                let (back, ahead) = match anchor.direction {
                    Direction::Past => (2, 6),
                    Direction::Future => (6, 2),
                    Direction::Unclear => (2, 4),
                };
                let distance = |date: &Date| match date.since(published).map_or(0, |span| span.get_days()) {
                    days if days < 0 => -days * back,
                    days => days * ahead,
                };
                candidates.into_iter().flatten().min_by_key(distance).map(Date::year)
            })
        }
        _ => said_year(year, anchor),
    };
    match year.map(|year| (year, Date::new(year, month, day))) {
        Some((year, Ok(first))) => {
            let last = last.and_then(|last| Date::new(year, month, last).ok()).unwrap_or(first);
            dated(first.to_string(), range(Some(first), Some(last), DatePrecision::Day))
        }
        // "30 February"
        Some((_, Err(_))) => no_day(),
        None if Date::new(LEAP_YEAR, month, day).is_err() => no_day(),
        None => dated(format!("XXXX-{month:02}-{day:02}"), None),
    }
}

/// A year that has every day that any year has.
const LEAP_YEAR: i16 = 2024;

/// A day that no calendar has.
fn no_day() -> Resolved {
    dated("XXXX-XX-XX", None)
}

/// The days of a feast in the year that is said, else those that the verb's tense points to.
fn feast(days: &[(Date, Date)], year: Option<i16>, anchor: Anchor) -> Resolved {
    let found = match (year, anchor.published) {
        (Some(year), _) => days.iter().find(|(first, _)| first.year() == year),
        (None, Some(published)) if anchor.direction == Direction::Future => {
            days.iter().find(|(_, last)| *last >= published)
        }
        (None, Some(published)) => days.iter().rev().find(|(first, _)| *first <= published),
        (None, None) => None,
    };
    // A year that the lexicon doesn't hold is none; nor is one long before publication.
    let recent = |first: Date| year.is_some() || anchor.published.is_some_and(|day| add_days(day, -400) < first);
    match found {
        Some(&(first, last)) if recent(first) => {
            let precision = if first == last { DatePrecision::Day } else { DatePrecision::Month };
            let value =
                if first == last { first.to_string() } else { format!("{:04}-{:02}", first.year(), first.month()) };
            dated(value, range(Some(first), Some(last), precision))
        }
        _ => dated("XXXX-XX-XX", None),
    }
}

fn quarter_said(year: Year, quarter: i8, anchor: Anchor) -> Resolved {
    let Some(base) = said_year(year, anchor) else { return dated(format!("XXXX-Q{quarter}"), None) };
    let unsaid = matches!(year, Year::Unsaid);
    let now = anchor.published.map_or(4, |date| (date.month() - 1) / 3 + 1);
    let shift = match anchor.direction {
        Direction::Future if unsaid && quarter + 1 < now => 1,
        Direction::Past | Direction::Unclear if unsaid && quarter > now => -1,
        _ => 0,
    };
    quarter_value(base + shift, quarter)
}

/// A season stands for its year: the same name means other months in the north and in the south.
fn season_value(year: Year, season: &str, anchor: Anchor) -> Resolved {
    let starts = match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    let year = match (year, anchor.published) {
        (Year::Nearest(-1), Some(date)) => Some(date.year() - i16::from(starts + 2 >= date.month())),
        (Year::Unsaid, Some(date)) if anchor.direction != Direction::Future => {
            Some(date.year() - i16::from(starts > date.month()))
        }
        _ => said_year(year, anchor),
    };
    match year {
        Some(year) => {
            let whole = year_value(year);
            dated(format!("{year:04}-{season}"), whole.range)
        }
        None => dated(format!("XXXX-{season}"), None),
    }
}

fn weekday_near(published: Date, weekday: i8, shift: Option<i32>, direction: Direction) -> Date {
    let back = i32::from((published.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    let forward = (7 - back) % 7;
    let days = match (shift, direction) {
        (Some(-1), _) => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        (Some(1), _) => {
            if forward == 0 {
                7
            } else {
                forward
            }
        }
        (_, Direction::Future) => forward,
        _ => -back,
    };
    add_days(published, days)
}

fn unit_value(date: Date, unit: Unit, shift: i32) -> Resolved {
    match unit {
        Unit::Year => year_value(date.year().saturating_add(shift as i16)),
        Unit::Decade => {
            let first = (date.year() / 10 + shift as i16) * 10;
            resolve(&Meaning::Decade(first), NOWHERE)
        }
        Unit::Century => resolve(&Meaning::Century(date.year() / 100 + shift as i16), NOWHERE),
        Unit::Quarter => {
            let month = add_months(date, 3 * shift);
            quarter_value(month.year(), (month.month() - 1) / 3 + 1)
        }
        Unit::Month => {
            let month = add_months(date.first_of_month(), shift);
            month_value(month.year(), month.month())
        }
        Unit::Week | Unit::Fortnight => week_value(add_days(date, 7 * shift)),
        Unit::Weekend => {
            let week = add_days(date, 7 * shift);
            let saturday = add_days(week, 6 - i32::from(week.weekday().to_monday_one_offset()));
            let value = format!("{}-WE", week_value(week).value);
            dated(value, range(Some(saturday), Some(add_days(saturday, 1)), DatePrecision::Day))
        }
        Unit::Day | Unit::Night | Unit::Hour | Unit::Minute | Unit::Second => day_value(add_days(date, shift)),
    }
}

const NOWHERE: Anchor = Anchor {
    published: None,
    near: None,
    direction: Direction::Unclear,
    told: None,
    told_precision: DatePrecision::Day,
    day: None,
};

/// `amount` units before or after `base`, as narrow as the unit.
fn shifted(base: Date, amount: f64, unit: Unit, direction: i32) -> Resolved {
    let count = |factor: f64| (amount * factor).round().clamp(0.0, 20_000.0) as i32 * direction;
    match unit {
        Unit::Year if amount.fract() == 0.0 => unit_value(base, Unit::Year, count(1.0)),
        Unit::Year => unit_value(base, Unit::Month, count(12.0)),
        Unit::Decade => unit_value(base, Unit::Year, count(10.0)),
        Unit::Century => unit_value(base, Unit::Year, count(100.0)),
        Unit::Quarter => unit_value(base, Unit::Quarter, count(1.0)),
        Unit::Month => unit_value(base, Unit::Month, count(1.0)),
        Unit::Fortnight => unit_value(base, Unit::Week, count(2.0)),
        Unit::Week | Unit::Weekend => unit_value(base, Unit::Week, count(1.0)),
        Unit::Day | Unit::Night => day_value(add_days(base, count(1.0))),
        Unit::Hour => day_value(add_days(base, (amount / 24.0).floor().min(3650.0) as i32 * direction)),
        Unit::Minute | Unit::Second => day_value(base),
    }
}

fn span_value(amount: Option<f64>, unit: Unit, window: i32, published: Option<Date>) -> Resolved {
    let value = unit.duration(amount);
    let edge = amount.and_then(|amount| {
        let base = published?;
        let months = |per: f64| add_months(base, (amount * per).round().clamp(0.0, 24_000.0) as i32 * window);
        Some(match unit {
            Unit::Century => months(1200.0),
            Unit::Decade => months(120.0),
            Unit::Year => months(12.0),
            Unit::Quarter => months(3.0),
            Unit::Month => months(1.0),
            Unit::Fortnight => add_days(base, (amount * 14.0).min(9e4) as i32 * window),
            Unit::Week | Unit::Weekend => add_days(base, (amount * 7.0).min(9e4) as i32 * window),
            Unit::Day | Unit::Night => add_days(base, amount.min(9e4) as i32 * window),
            Unit::Hour => add_days(base, (amount / 24.0).ceil().min(9e4) as i32 * window),
            Unit::Minute | Unit::Second => base,
        })
    });
    let days = match (window.signum(), edge, published) {
        (-1, Some(edge), Some(base)) => range(Some(edge), Some(base), DatePrecision::Unknown),
        (1, Some(edge), Some(base)) => range(Some(base), Some(edge), DatePrecision::Unknown),
        _ => None,
    };
    Resolved { kind: TimexKind::Duration, value, range: days }
}
