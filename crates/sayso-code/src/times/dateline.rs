//! The day a report names itself, where nothing beside the text tells when it was published.

use super::grammar;
use super::meaning::{Meaning, Year};
use super::words::TimesLexicon;
use crate::quantity::{Piece, pieces};
use crate::scene::Scene;
use jiff::civil::Date;

/// How many sentences a dateline may stand in, and how far from the beginning of the text.
const SENTENCES: usize = 2;
const BYTES: usize = 120;

/// What stands before a day that is a part of what is told, no dateline: "on 3 May 2022", "yesterday (3 May 2022)".
const TELLING: &[&str] =
    &["on", "in", "since", "from", "of", "until", "till", "by", "before", "after", "to", "the", "and", "("];

/// The day of the dateline: "PORT CITY, 24 July 2022 - The president ...". A day with a preposition is told of.
pub(super) fn day(scene: &Scene<'_>, lexicon: &TimesLexicon) -> Option<Date> {
    let begin = scene.parse.sentences.first()?.span.start;
    days(scene, SENTENCES, lexicon).into_iter().find(|day| !day.told && day.start < begin + BYTES).map(|day| day.date)
}

/// The latest day that the text names with its year. Days and months without one are taken to lie near it. "The May 5, 2020
/// elections" only names elections.
pub(super) fn latest_day(scene: &Scene<'_>, lexicon: &TimesLexicon) -> Option<Date> {
    let days = days(scene, scene.parse.sentences.len(), lexicon).into_iter();
    days.filter(|day| !day.names).map(|day| day.date).max()
}

/// A day with month and year.
struct FullDay {
    date: Date,
    start: usize,
    /// Whether a preposition or article stands before it.
    told: bool,
    /// Whether it stands as a name before a noun: "the *May 5, 2020* elections".
    names: bool,
}

fn days(scene: &Scene<'_>, sentences: usize, lexicon: &TimesLexicon) -> Vec<FullDay> {
    let mut found = Vec::new();
    for sentence in scene.parse.sentences.iter().take(sentences) {
        let pieces = pieces(scene.text(), sentence.span);
        for expression in grammar::find(&pieces, lexicon, |_| false) {
            let Meaning::Day { year: Year::Said(year), month, day, .. } = expression.meaning else { continue };
            let (Ok(date), Some(first)) = (Date::new(year, month, day), pieces.get(expression.first)) else { continue };
            let before = expression.first.checked_sub(1).and_then(|before| pieces.get(before));
            let told = before.is_some_and(is_telling);
            let month_first = first.lower.chars().next().is_some_and(char::is_alphabetic);
            let names = month_first && before.is_some_and(|before| before.lower == "the");
            found.push(FullDay { date, start: first.span.start, told, names });
        }
    }
    found
}

fn is_telling(piece: &Piece) -> bool {
    TELLING.contains(&piece.lower.as_str())
}
