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

impl<S> DateRange<S> {
    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> DateRange<T> {
        DateRange { from: self.from, to: self.to, precision: self.precision, span: self.span.as_ref().map(to.text) }
    }
}
