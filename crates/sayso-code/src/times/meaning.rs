//! What an expression of time says, before it is resolved.

use super::words::Unit;
use jiff::civil::Date;

/// A year that is said, understood, or relative to publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    Unsaid,
    Said(i16),
    /// "last year": -1.
    Relative(i32),
    /// "last April" (-1): the nearest such one in that direction; "this April" (0): of this year.
    Nearest(i32),
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// A day of the calendar; `last` where days are listed as a range ("Aug. 7-9").
    Day { year: Year, month: i8, day: i8, last: Option<i8> },
    /// "12/05/2024": two numbers of which either may be the month.
    DayOrMonth { year: i16, first: i8, second: i8 },
    /// "this day in 1939"
    SameDayOf(i16),
    /// "overnight": the night before publication.
    Overnight,
    /// A feast that moves through the year, with its days in the years that the lexicon knows.
    Feast { days: Vec<(Date, Date)>, year: Option<i16> },
    /// A month.
    Month { year: Year, month: i8 },
    /// A year.
    Year(i16),
    /// A decade by its first year.
    Decade(i16),
    /// A century by its first two digits.
    Century(i16),
    /// A quarter.
    Quarter { year: Year, quarter: i8 },
    /// A quarter relative to the one of publication.
    QuarterShift(i32),
    /// "the quarter": the one told before, else the last.
    ToldQuarter,
    /// A half of a year.
    Half { year: Year, half: i8 },
    /// A season by its TIMEX3 code.
    Season { year: Year, season: String },
    /// "Tuesday", "last Tuesday".
    Weekday { weekday: i8, shift: Option<i32> },
    /// A day relative to publication.
    DayShift(i32),
    /// "last week", "this year".
    Unit { unit: Unit, shift: i32 },
    /// "two years ago", "three days later".
    Shifted { amount: Option<f64>, unit: Unit, forward: bool, from_text: bool },
    /// "that year", "the following day": relative to the time told before.
    Anaphor { unit: Unit, shift: i32 },
    /// A duration; `window` is -1 for "the past two years", 1 for "the next two years".
    Span { amount: Option<f64>, unit: Unit, window: i32 },
    /// Repetition, with its value.
    Set(String),
    /// PAST_REF, PRESENT_REF, FUTURE_REF.
    Reference(String),
    /// A time of a day.
    Clock { hour: u8, minute: Option<u8>, zone: Option<&'static str>, date: Option<Box<Meaning>> },
    /// A part of a day by its TIMEX3 code.
    Part { part: String, date: Option<Box<Meaning>> },
}
