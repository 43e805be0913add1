//! Finding expressions of time in pieces of text. The longest reading at a place wins.

use super::meaning::{Meaning, Year};
use super::words::{TimesLexicon, Unit};
use crate::quantity::{Piece, PieceKind};

/// An expression: from the first to before the last piece, and what it says.
pub(super) struct Found {
    pub first: usize,
    pub end: usize,
    pub meaning: Meaning,
}

type Reading = Option<(usize, Meaning)>;

/// Finds all expressions in the pieces of one sentence. `is_name` tells for a piece whether it stands in a person's
/// or organisation's name, where words of time mean nothing.
pub(super) fn find(pieces: &[Piece], lexicon: &TimesLexicon, is_name: impl Fn(&Piece) -> bool) -> Vec<Found> {
    let grammar = Grammar { pieces, lexicon };
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if let Some(end) = grammar.age(at) {
            at = end;
            continue;
        }
        let best = if pieces.get(at).is_some_and(&is_name) {
            None
        } else {
            Grammar::RULES.iter().filter_map(|rule| rule(&grammar, at)).max_by_key(|(end, _)| *end)
        };
        match best {
            Some((end, meaning)) if end > at => {
                let floor = found.last().map_or(0, |before| before.end);
                found.push(Found { first: grammar.with_modifiers(at, floor), end, meaning });
                at = end;
            }
            _ => at += 1,
        }
    }
    share_years(&mut found, pieces);
    found
}

/// "Between January and March 2022", "from 28 December to 3 January 2022": the year that is said with the second of two months
/// or days is that of the first too, or the one before.
fn share_years(found: &mut [Found], pieces: &[Piece]) {
    for at in (1..found.len()).rev() {
        let (before, rest) = found.split_at_mut(at);
        let (Some(first), Some(second)) = (before.last_mut(), rest.first()) else { continue };
        let joined = second.first == first.end + 1
            && pieces.get(first.end).is_some_and(|piece| {
                matches!(piece.lower.as_str(), "and" | "to" | "until" | "till" | "through" | "-" | "–")
            });
        let (said, last) = match second.meaning {
            Meaning::Month { year: Year::Said(year), month } => (year, (month, 31)),
            Meaning::Day { year: Year::Said(year), month, day, .. } => (year, (month, day)),
            _ => continue,
        };
        let (year, begins) = match &mut first.meaning {
            Meaning::Month { year, month } => (year, (*month, 0)),
            Meaning::Day { year, month, day, .. } => (year, (*month, *day)),
            _ => continue,
        };
        if joined && *year == Year::Unsaid {
            *year = Year::Said(if begins > last { said - 1 } else { said });
        }
    }
}

pub(super) struct Grammar<'a> {
    pub pieces: &'a [Piece],
    pub lexicon: &'a TimesLexicon,
}

impl<'a> Grammar<'a> {
    const RULES: [fn(&Grammar<'a>, usize) -> Reading; 17] = [
        Grammar::part_of_day,
        Grammar::clock,
        Grammar::calendar,
        Grammar::weekday,
        Grammar::relative_day,
        Grammar::deictic,
        Grammar::amount,
        Grammar::bare_units,
        Grammar::quarter,
        Grammar::decade_or_century,
        Grammar::year_alone,
        Grammar::season,
        Grammar::reference,
        Grammar::repetition,
        Grammar::holiday,
        Grammar::day_by_name,
        Grammar::edge_of_unit,
    ];

    /// The word or sign at `at` in lower case; empty past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| piece.lower.as_str())
    }

    pub fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    fn capital(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.capital)
    }

    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    fn listed(&self, at: usize, words: &[String]) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.iter().any(|listed| listed == word)
    }

    /// Whether the words of `phrase` begin at `at`; where they end.
    pub fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut next = at;
        for part in phrase.split([' ', '-']) {
            if next > at && self.word(next) == "-" {
                next += 1;
            }
            if self.word(next) != part {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// "early next year", "the end of 1990": modifiers before an expression belong to its extent.
    fn with_modifiers(&self, at: usize, floor: usize) -> usize {
        let mut first = at;
        for _ in 0..2 {
            let longer = self.lexicon.words.modifiers.words.iter().filter_map(|phrase| {
                let length = phrase.split(' ').count();
                let start = first.checked_sub(length)?;
                let end = self.phrase(start, phrase)?;
                (end == first && start >= floor).then_some(start)
            });
            match longer.min() {
                Some(start) => first = start,
                None if first > floor + 1
                    && self.before(first) == "-"
                    && self.is_any(first - 2, &["mid", "early", "late"]) =>
                {
                    first -= 2;
                }
                None => break,
            }
        }
        first
    }

    /// "25-year-old", "aged 25": no time at all. Where it ends.
    fn age(&self, at: usize) -> Option<usize> {
        if self.word(at) == "aged" && self.pieces.get(at + 1)?.kind == PieceKind::Number {
            return Some(at + 2);
        }
        let at = at + usize::from(self.word(at) == "the");
        let reading = self.lexicon.numbers.read(self.pieces.get(at..)?);
        let mut next = at + reading.map_or(0, |reading| reading.length);
        if next == at && !matches!(self.word(at), "a" | "an") {
            return None;
        }
        next += usize::from(next == at);
        next += usize::from(self.word(next) == "-");
        self.unit(next)?;
        next += 1;
        next += usize::from(self.word(next) == "-");
        (self.is_any(next, &["old", "olds"])).then_some(next + 1)
    }

    pub fn month(&self, at: usize) -> Option<(i8, usize)> {
        if !self.capital(at) {
            return None;
        }
        if let Some(&month) = self.lexicon.words.months.get(self.word(at)) {
            return Some((month, at + 1));
        }
        let &month = self.lexicon.words.month_abbreviations.get(self.word(at))?;
        let point = self.word(at + 1) == ".";
        let next = at + 1 + usize::from(point);
        (point || self.pieces.get(next).is_some_and(|piece| piece.kind == PieceKind::Number)).then_some((month, next))
    }

    pub fn weekday_name(&self, at: usize) -> Option<(i8, usize, bool)> {
        if !self.capital(at) {
            return None;
        }
        let word = self.word(at);
        let words = &self.lexicon.words;
        if let Some(&weekday) = words.weekdays.get(word) {
            return Some((weekday, at + 1, false));
        }
        if let Some(&weekday) = word.strip_suffix('s').and_then(|word| words.weekdays.get(word)) {
            return Some((weekday, at + 1, true));
        }
        let &weekday = words.weekday_abbreviations.get(word)?;
        let point = self.word(at + 1) == ".";
        let comma = self.word(at + 1) == "," && self.month(at + 2).is_some();
        (point || comma).then_some((weekday, at + 1 + usize::from(point), false))
    }

    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let piece = self.pieces.get(at)?;
        if piece.kind != PieceKind::Number || piece.lower.len() > 2 {
            return None;
        }
        let day: i8 = piece.lower.parse().ok().filter(|day| (1..=31).contains(day))?;
        let suffix = self.is_any(at + 1, &["st", "nd", "rd", "th"]) && !self.pieces.get(at + 1)?.spaced;
        Some((day, at + 1 + usize::from(suffix)))
    }

    pub fn year_number(&self, at: usize) -> Option<(i16, usize)> {
        let piece = self.pieces.get(at)?;
        if piece.kind == PieceKind::Number {
            let year: i16 = piece.lower.parse().ok().filter(|year| (1000..2100).contains(year))?;
            return (piece.lower.len() == 4).then_some((year, at + 1));
        }
        // "nineteen ninety-six"
        let century = match piece.lower.as_str() {
            "eighteen" => 1800,
            "nineteen" => 1900,
            "twenty" => 2000,
            _ => return None,
        };
        let rest = self.lexicon.numbers.read(self.pieces.get(at + 1..)?)?;
        let word = self.pieces.get(at + 1)?.kind == PieceKind::Word && !rest.vague;
        (word && (10.0..100.0).contains(&rest.value)).then_some((century + rest.value as i16, at + 1 + rest.length))
    }

    /// "last year", "this year" after a month or quarter; also a plain year, with "of" or a comma.
    fn year_after(&self, at: usize) -> Option<(Year, usize)> {
        let mut next = at + usize::from(self.is_any(at, &["of", ","]));
        if self.word(at) == "," && self.year_number(next).is_none() {
            return None;
        }
        if let Some((year, end)) = self.year_number(next) {
            return Some((Year::Said(year), end));
        }
        next += usize::from(self.word(next) == "the");
        let &shift = self.lexicon.words.deictic.get(self.word(next))?;
        (self.word(next + 1) == "year").then_some((Year::Relative(shift), next + 2))
    }

    pub fn calendar(&self, at: usize) -> Reading {
        let mut next = at;
        if let Some((_, end, false)) = self.weekday_name(at) {
            next = end + usize::from(self.word(end) == ",");
            next += usize::from(self.word(next) == "the");
        }
        self.numeric(at).or_else(|| self.month_first(next)).or_else(|| self.day_first(next))
    }

    /// "Aug. 7, 1998", "March 2001", "June last year", "in May".
    fn month_first(&self, at: usize) -> Reading {
        let (month, next) = self.month(at)?;
        if let Some((day, end)) = self.day_number(next)
            && self.word(end) != ":"
            && !self.is_any(end, &["percent", "%"])
        {
            let (last, end) = self.last_day(day, end);
            let (year, end) = self.year_after(end).unwrap_or((Year::Unsaid, end));
            return Some((end, Meaning::Day { year, month, day, last }));
        }
        if let Some((year, end)) = self.year_after(next) {
            return Some((end, Meaning::Month { year, month }));
        }
        let words = &self.lexicon.words;
        let called = self.listed(at.wrapping_sub(1), &words.calls_month.words)
            || self.before(at) == "-" && self.is_any(at.wrapping_sub(2), &["mid", "early", "late"]);
        if self.listed(at, &words.month_caution.words) && !called {
            return None;
        }
        Some((next, Meaning::Month { year: Year::Unsaid, month }))
    }

    /// The second day of "7-9", "7 to 9".
    fn last_day(&self, day: i8, at: usize) -> (Option<i8>, usize) {
        let second = self.is_any(at, &["-", "–", "to", "and"]).then(|| self.day_number(at + 1)).flatten();
        match second {
            Some((last, end))
                if last > day && !self.lexicon.words.units.contains_key(self.word(end).trim_end_matches('s')) =>
            {
                (Some(last), end)
            }
            _ => (None, at),
        }
    }

    /// "7 August 1998", "the 7th of August".
    fn day_first(&self, at: usize) -> Reading {
        let at = at + usize::from(self.word(at) == "the");
        let (day, next) = self.day_number(at)?;
        let (last, next) = self.last_day(day, next);
        let (month, next) = self.month(next + usize::from(self.word(next) == "of"))?;
        let (year, end) = self.year_after(next).unwrap_or((Year::Unsaid, next));
        Some((end, Meaning::Day { year, month, day, last }))
    }

    /// "2024-05-14", "14/05/2024".
    fn numeric(&self, at: usize) -> Reading {
        let part = |index: usize| -> Option<i16> {
            let piece = self.pieces.get(at + index)?;
            (piece.kind == PieceKind::Number && (index == 0 || !piece.spaced)).then(|| piece.lower.parse().ok())?
        };
        let sign = self.word(at + 1);
        if !matches!(sign, "-" | "/") || self.word(at + 3) != sign {
            return None;
        }
        let (first, second, third) = (part(0)?, part(2)?, part(4)?);
        let (year, month, day) = match (sign, first) {
            ("-", 1000..2100) => (first, second, third),
            ("/", 13..=31) => (third, second, first),
            ("/", 1..=12) => (third, first, second),
            _ => return None,
        };
        let year = if year < 100 { if year < 50 { 2000 + year } else { 1900 + year } } else { year };
        if sign == "/" && (1..=12).contains(&first) && (1..=12).contains(&second) && (1000..2100).contains(&year) {
            return Some((at + 5, Meaning::DayOrMonth { year, first: first as i8, second: second as i8 }));
        }
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2100).contains(&year);
        valid.then_some((
            at + 5,
            Meaning::Day { year: Year::Said(year), month: month as i8, day: day as i8, last: None },
        ))
    }

    pub fn weekday(&self, at: usize) -> Reading {
        let mut next = at;
        let repeated = self.is_any(at, &["every", "each"]);
        next += usize::from(repeated);
        let shift = self.lexicon.words.deictic.get(self.word(next)).copied();
        next += usize::from(shift.is_some());
        let (weekday, mut end, plural) = self.weekday_name(next)?;
        let part = self.lexicon.words.parts_of_day.get(self.word(end).trim_end_matches('s'));
        if repeated || plural || part.is_some() && self.word(end).ends_with('s') {
            let suffix = part.map_or(String::new(), |part| format!("T{part}"));
            end += usize::from(part.is_some());
            return Some((end, Meaning::Set(format!("XXXX-WXX-{weekday}{suffix}"))));
        }
        let day = Meaning::Weekday { weekday, shift };
        if let Some(part) = part {
            return Some((end + 1, Meaning::Part { part: part.clone(), date: Some(Box::new(day)) }));
        }
        // "Tuesday last week"
        if self.word(end) == "last" && self.word(end + 1) == "week" {
            return Some((end + 2, Meaning::Weekday { weekday, shift: Some(-1) }));
        }
        Some((end, day))
    }

    /// "yesterday", "tomorrow morning", "tonight".
    pub fn relative_day(&self, at: usize) -> Reading {
        let (end, shift) = self
            .lexicon
            .words
            .days
            .iter()
            .filter_map(|(phrase, &shift)| Some((self.phrase(at, phrase)?, shift)))
            .max_by_key(|&(end, _)| end)?;
        if let Some(part) = self.lexicon.words.parts_of_day.get(self.word(end)) {
            return Some((
                end + 1,
                Meaning::Part { part: part.clone(), date: Some(Box::new(Meaning::DayShift(shift))) },
            ));
        }
        Some((end, Meaning::DayShift(shift)))
    }

    pub fn unit(&self, at: usize) -> Option<(Unit, bool)> {
        let word = self.word(at);
        let units = &self.lexicon.words.units;
        if let Some(&unit) = units.get(word) {
            return Some((unit, false));
        }
        let singular = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        let singular = singular.or_else(|| word.strip_suffix('s').map(str::to_string))?;
        units.get(&singular).map(|&unit| (unit, true))
    }
}
