//! Times of a day.

use super::grammar::Grammar;
use super::meaning::Meaning;
use crate::quantity::PieceKind;

type Reading = Option<(usize, Meaning)>;

impl Grammar<'_> {
    /// "mid-afternoon yesterday", "early in the morning on Friday": a part of a day that begins an expression.
    pub(super) fn part_of_day(&self, at: usize) -> Reading {
        let middle = self.word(at) == "mid";
        let mut next = at + usize::from(middle);
        next += usize::from(middle && self.word(next) == "-");
        let part = self.lexicon.words.parts_of_day.get(self.word(next))?;
        let end = next + 1;
        let joint = end + usize::from(self.is_any(end, &["on", "of"]));
        match self.date_at(joint) {
            Some((end, date)) => Some((end, Meaning::Part { part: part.clone(), date: Some(Box::new(date)) })),
            None => middle.then(|| (end, Meaning::Part { part: part.clone(), date: None })),
        }
    }

    /// "10:35 a.m.", "9 a.m. Tuesday", "0735 GMT", "noon".
    pub(super) fn clock(&self, at: usize) -> Reading {
        let (hour, minute, mut end) = self.clock_time(at)?;
        // Only of these everybody knows which they are ("CST" is one in America and one in China); TIMEX3 writes them as Z.
        let zone = self.is_any(end, &["gmt", "utc"]).then_some("Z");
        let other = ["est", "edt", "cet", "ist", "pst", "pdt", "cst", "bst", "sharp"];
        end += usize::from(zone.is_some() || self.is_any(end, &other));
        end += 2 * usize::from(self.word(end) == "local" && self.word(end + 1) == "time");
        let joint = end + usize::from(self.word(end) == "on");
        let date = self.date_at(joint);
        let (end, date) = match date {
            Some((end, date)) => (end, Some(Box::new(date))),
            None => (end, None),
        };
        Some((end, Meaning::Clock { hour, minute, zone, date }))
    }

    fn clock_time(&self, at: usize) -> Option<(u8, Option<u8>, usize)> {
        match self.word(at) {
            "noon" | "midday" => return Some((12, Some(0), at + 1)),
            "midnight" => return Some((24, Some(0), at + 1)),
            _ => {}
        }
        let piece = self.pieces.get(at)?;
        if piece.kind != PieceKind::Number {
            return None;
        }
        let (whole, part) = piece.lower.split_once('.').map_or((piece.lower.as_str(), None), |(a, b)| (a, Some(b)));
        let mut hour: u8 = whole.parse().ok()?;
        let mut minute: Option<u8> = part.filter(|part| part.len() == 2).and_then(|part| part.parse().ok());
        let mut end = at + 1;
        let colon =
            self.word(end) == ":" && self.pieces.get(end + 1).is_some_and(|next| !next.spaced && next.lower.len() == 2);
        if colon {
            minute = self.word(end + 1).parse().ok();
            end += 2;
        }
        if minute.is_some_and(|minute| minute > 59) {
            return None;
        }
        let half = self.half_of_day(end);
        if let Some((afternoon, to)) = half {
            if hour > 12 || hour == 0 || part.is_some() && minute.is_none() {
                return None;
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            return Some((hour, minute, to));
        }
        if self.word(end) == "o'clock" && hour <= 12 {
            return Some((hour, None, end + 1));
        }
        (colon && hour < 25 && minute.is_some()).then_some((hour, minute, end))
    }

    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        match self.word(at) {
            "am" => Some((false, at + 1)),
            "pm" => Some((true, at + 1)),
            half @ ("a" | "p") if self.word(at + 1) == "." && self.word(at + 2) == "m" => {
                Some((half == "p", at + 3 + usize::from(self.word(at + 3) == ".")))
            }
            _ => None,
        }
    }

    fn date_at(&self, at: usize) -> Reading {
        [self.calendar(at), self.weekday(at), self.relative_day(at)].into_iter().flatten().max_by_key(|(end, _)| *end)
    }
}
