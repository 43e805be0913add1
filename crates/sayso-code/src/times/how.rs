//! In words, how the days of an expression were found.

use super::meaning::{Meaning, Year};
use super::resolve::{Anchor, Direction};

/// How an expression was resolved.
pub(super) fn how(meaning: &Meaning, anchor: Anchor) -> &'static str {
    match meaning {
        Meaning::Day { year, .. }
        | Meaning::Month { year, .. }
        | Meaning::Quarter { year, .. }
        | Meaning::Half { year, .. }
        | Meaning::Season { year, .. } => match year {
            Year::Said(_) => WRITTEN,
            Year::Relative(_) | Year::Nearest(_) => from_publication(anchor, "counted from publication"),
            Year::Unsaid if anchor.published.is_none() && anchor.near.is_some() => "the year of a full day in the text",
            Year::Unsaid => from_publication(anchor, by_tense(anchor)),
        },
        Meaning::Year(_) | Meaning::Decade(_) | Meaning::Century(_) | Meaning::SameDayOf(_) => WRITTEN,
        Meaning::DayOrMonth { .. } => {
            "of the two readings of the numbers the one that publication allows, else month first"
        }
        Meaning::Feast { year: Some(_), .. } => "the days of the feast in that year",
        Meaning::Feast { year: None, .. } => from_publication(anchor, "the days of the feast nearest to publication"),
        Meaning::Weekday { shift: None, .. } => from_publication(anchor, by_tense(anchor)),
        Meaning::Weekday { .. }
        | Meaning::DayShift(_)
        | Meaning::Unit { .. }
        | Meaning::QuarterShift(_)
        | Meaning::Overnight
        | Meaning::Shifted { from_text: false, .. } => from_publication(anchor, "counted from publication"),
        Meaning::Anaphor { .. } | Meaning::ToldQuarter | Meaning::Shifted { .. } => match anchor.told {
            Some(_) => "counted from the time told before it",
            None => from_publication(anchor, "counted from publication; no time is told before it"),
        },
        Meaning::Span { window: 0, .. } => "a length of time",
        Meaning::Span { .. } => from_publication(anchor, "a length of time up to or from publication"),
        Meaning::Set(_) => "repetition",
        Meaning::Reference(_) => "vague",
        Meaning::Clock { date: Some(date), .. } | Meaning::Part { date: Some(date), .. } => how(date, anchor),
        Meaning::Clock { .. } | Meaning::Part { .. } => "the day told in the sentence, else that of publication",
    }
}

/// The days stand in the words themselves.
const WRITTEN: &str = "as written";

/// What counts from publication can't be known without it.
fn from_publication(anchor: Anchor, how: &'static str) -> &'static str {
    if anchor.published.is_some() { how } else { "the day of publication isn't known" }
}

fn by_tense(anchor: Anchor) -> &'static str {
    match anchor.direction {
        Direction::Past => "the last one up to publication, since its verb stands in the past",
        Direction::Future => "the next one from publication, since its verb looks ahead",
        Direction::Unclear => "the one nearest to publication, rather before it",
    }
}
