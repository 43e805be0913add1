//! When.

use crate::{Span, SpanMapper};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How narrow a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // units of time
pub enum DatePrecision {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    /// Open or vague.
    Unknown,
}

/// The days of an act. An open end is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "GivenRange<S>", bound(deserialize = "S: Deserialize<'de>"))]
pub struct DateRange<S = Span> {
    /// First day; none: open ("until 18 July").
    pub from: Option<Date>,
    /// Last day, inclusive; none: open ("since 2018").
    pub to: Option<Date>,
    /// How narrow it is.
    pub precision: DatePrecision,
    /// Where the text says so; absent where it comes from another sentence.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub span: Option<S>,
}

/// As a file has it: a last day that is absent is the first one, a last day that is null is open.
#[derive(Deserialize)]
struct GivenRange<S> {
    from: Option<Date>,
    #[serde(default, deserialize_with = "given")]
    to: Option<Option<Date>>,
    precision: DatePrecision,
    #[serde(default = "Option::default")]
    span: Option<S>,
}

/// A field that is there, be it null.
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Date>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl<S> From<GivenRange<S>> for DateRange<S> {
    fn from(given: GivenRange<S>) -> Self {
        let GivenRange { from, to, precision, span } = given;
        DateRange { from, to: to.unwrap_or(from), precision, span }
    }
}

impl<S> DateRange<S> {
    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> DateRange<T> {
        DateRange { from: self.from, to: self.to, precision: self.precision, span: self.span.as_ref().map(to.text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_last_day_is_the_first_and_null_is_open() -> Result<(), serde_json::Error> {
        let read = |text: &str| serde_json::from_str::<DateRange<crate::CharSpan>>(text);
        let day = jiff::civil::date(2024, 5, 14);
        let one = read(r#"{"from": "2024-05-14", "precision": "day"}"#)?;
        assert_eq!((one.from, one.to), (Some(day), Some(day)));
        let open = read(r#"{"from": "2024-05-14", "to": null, "precision": "unknown", "span": [3, 9]}"#)?;
        assert_eq!((open.from, open.to, open.span), (Some(day), None, Some(crate::CharSpan { start: 3, end: 9 })));
        Ok(())
    }
}
