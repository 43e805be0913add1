//! Expressions built of units, seasons, quarters, years and vague words.

use super::grammar::Grammar;
use super::meaning::{Meaning, Year};
use super::words::Unit;
use crate::quantity::PieceKind;

type Reading = Option<(usize, Meaning)>;

impl Grammar<'_> {
    /// "last week", "this summer", "the past two months", "that year", "this morning".
    pub(super) fn deictic(&self, at: usize) -> Reading {
        let mut next = at + usize::from(self.is_any(at, &["the", "its", "their", "his", "her", "our"]));
        let with_the = next > at;
        if self.is_any(next, &["same", "that"]) {
            next += 1 + usize::from(self.word(next) == "that" && self.is_any(next + 1, &["same", "very"]));
            // "that evening", "the same night"
            if let Some(part) = self.lexicon.words.parts_of_day.get(self.word(next)) {
                return Some((next + 1, of_told_day(part, 0)));
            }
            let (unit, plural) = self.unit(next)?;
            let precise = !unit.is_short() && !matches!(unit, Unit::Night | Unit::Weekend);
            return (!plural && precise).then_some((next + 1, Meaning::Anaphor { unit, shift: 0 }));
        }
        let word = self.word(next);
        let &shift = self.lexicon.words.deictic.get(word)?;
        next += 1;
        // "this past spring", "this coming week"
        let second = self.lexicon.words.deictic.get(self.word(next)).copied();
        let shift = match (word, second) {
            ("this", Some(second)) => {
                next += 1;
                second
            }
            _ => shift,
        };
        next += usize::from(self.is_any(next, &["fiscal", "financial", "calendar", "academic"]));
        if let Some((amount, end)) = self.quantity(next) {
            let (unit, _) = self.unit(end)?;
            let window = if shift == 0 { 0 } else { shift };
            return Some((end + 1, Meaning::Span { amount, unit, window }));
        }
        if let Some((month, end)) = self.month(next) {
            return Some((end, Meaning::Month { year: Year::Nearest(shift), month }));
        }
        if let Some(season) = self.lexicon.words.seasons.get(self.word(next)) {
            return Some((next + 1, Meaning::Season { year: Year::Nearest(shift), season: season.clone() }));
        }
        if let Some(part) = self.lexicon.words.parts_of_day.get(self.word(next)) {
            let day = match (word, part.as_str()) {
                ("this", _) => 0,
                ("last", "NI") => -1,
                // "the next morning" follows what was told.
                ("next" | "following", _) if with_the => return Some((next + 1, of_told_day(part, 1))),
                ("previous" | "preceding", _) if with_the => return Some((next + 1, of_told_day(part, -1))),
                _ => return None,
            };
            return Some((
                next + 1,
                Meaning::Part { part: part.clone(), date: Some(Box::new(Meaning::DayShift(day))) },
            ));
        }
        let (unit, plural) = self.unit(next)?;
        if unit.is_short() || unit == Unit::Night {
            return None;
        }
        // "on this day in 1939"
        if word == "this"
            && unit == Unit::Day
            && let Some((year, end)) = self.year_number(next + 1 + usize::from(self.word(next + 1) == "in"))
        {
            return Some((end, Meaning::SameDayOf(year)));
        }
        if plural {
            return (shift != 0).then_some((next + 1, Meaning::Span { amount: None, unit, window: shift }));
        }
        let meaning = match (word, unit) {
            // "on this day" is the day told, "today" is today.
            ("this", Unit::Day) => Meaning::Anaphor { unit, shift: 0 },
            ("following", _) | ("next", Unit::Day) => Meaning::Anaphor { unit, shift: 1 },
            ("previous" | "preceding" | "prior", _) => Meaning::Anaphor { unit, shift: -1 },
            ("past", _) if with_the => Meaning::Span { amount: Some(1.0), unit, window: -1 },
            ("latest", Unit::Quarter) => Meaning::QuarterShift(-1),
            (_, Unit::Quarter) => Meaning::QuarterShift(shift),
            _ => Meaning::Unit { unit, shift },
        };
        Some((next + 1, meaning))
    }

    /// A number or a vague word before a unit, with words that may stand between; none for a vague number.
    fn quantity(&self, at: usize) -> Option<(Option<f64>, usize)> {
        let mut next = at;
        let amount = if self.word(at) == "couple" || self.word(at) == "a" && self.word(at + 1) == "couple" {
            next += 1 + usize::from(self.word(at) == "a");
            next += usize::from(self.word(next) == "of");
            Some(2.0)
        } else if self.word(at) == "a" && self.is_any(at + 1, &["few", "number"]) {
            next += 2 + usize::from(self.word(at + 2) == "of");
            None
        } else if self.lexicon.words.unspecified.words.iter().any(|word| word == self.word(at)) {
            next += 1;
            None
        } else {
            let reading = self.lexicon.numbers.read(self.pieces.get(at..)?)?;
            next += reading.length;
            let mut value = reading.value;
            // "2 1/2 years", "two and a half years"
            let half = self.word(next) == "1" && self.word(next + 1) == "/" && self.word(next + 2) == "2";
            if half || self.is_and_a_half(next) {
                next += 3;
                value += 0.5;
            }
            // "two to three weeks"
            if self.is_any(next, &["to", "or", "-", "–"])
                && let Some(second) = self.pieces.get(next + 1..).and_then(|rest| self.lexicon.numbers.read(rest))
                && !second.vague
                && second.value > value
            {
                next += 1 + second.length;
            }
            next += usize::from(reading.vague && self.word(next) == "of");
            (!reading.vague).then_some(value)
        };
        next += usize::from(self.word(next) == "-" && next > at);
        next += usize::from(self.is_between(next));
        Some((amount, next))
    }

    /// Whether a word may stand between a number and a unit without changing it.
    fn is_between(&self, at: usize) -> bool {
        self.lexicon.words.between.words.iter().any(|word| word == self.word(at))
    }

    fn is_and_a_half(&self, at: usize) -> bool {
        self.word(at) == "and" && self.word(at + 1) == "a" && self.word(at + 2) == "half"
    }

    /// "three days", "10-year", "a year ago", "two weeks later", "every two years", "the first nine months".
    pub(super) fn amount(&self, at: usize) -> Reading {
        let repeated = self.is_any(at, &["every", "each"]);
        let mut next = at + usize::from(repeated || self.is_any(at, &["the", "its", "their"]));
        if !repeated && next > at {
            next += usize::from(self.is_any(next, &["first", "final", "initial", "entire", "full"]));
        }
        if repeated && let Some((unit, false)) = self.unit(next) {
            return Some((next + 1, Meaning::Set(unit.duration(Some(1.0)))));
        }
        let (mut amount, mut end) = match self.quantity(next) {
            Some((amount, end)) if self.unit(end).is_some() => (amount, end),
            // "a year", "an hour", "half a century"
            _ if self.is_any(next, &["a", "an"]) => {
                (Some(1.0), next + 1 + usize::from(self.is_between(next + 1) || self.word(next + 1) == "half"))
            }
            _ => return None,
        };
        let (unit, plural) = self.unit(end)?;
        let joined = self.before(end) == "-";
        // "a second man", "a quarter of"
        if matches!(unit, Unit::Second | Unit::Quarter | Unit::Night | Unit::Weekend) && !plural && !joined {
            return None;
        }
        if self.before(end) == "half" && self.is_any(end.wrapping_sub(2), &["a", "an"]) {
            amount = Some(0.5);
        }
        end += 1;
        if self.is_and_a_half(end) {
            amount = amount.map(|amount| amount + 0.5);
            end += 3;
        }
        if repeated {
            return Some((end, Meaning::Set(unit.duration(amount))));
        }
        Some(self.shifted(amount, unit, end).unwrap_or((end, Meaning::Span { amount, unit, window: 0 })))
    }

    /// "ago", "earlier", "later", "from now" after a duration.
    fn shifted(&self, amount: Option<f64>, unit: Unit, end: usize) -> Reading {
        let (end, forward, from_text) = match self.word(end) {
            "ago" => (end + 1, false, false),
            "earlier" => (end + 1, false, true),
            "later" => (end + 1, true, true),
            "hence" => (end + 1, true, false),
            "from" if self.is_any(end + 1, &["now", "today"]) => (end + 2, true, false),
            _ => return None,
        };
        Some((end, Meaning::Shifted { amount, unit, forward, from_text }))
    }

    /// "for years", "weeks ago", "decades-long".
    pub(super) fn bare_units(&self, at: usize) -> Reading {
        let (unit, plural) = self.unit(at)?;
        if !plural || unit.is_short() && !self.is_any(at + 1, &["ago", "later", "earlier"]) {
            return None;
        }
        if let Some(reading) = self.shifted(None, unit, at + 1) {
            return Some(reading);
        }
        let long = self.word(at + 1) == "-" && self.is_any(at + 2, &["long", "old"]);
        let called = matches!(
            self.before(at),
            "for" | "in" | "within" | "of" | "lasted" | "after" | "over" | "take" | "takes" | "spent"
        );
        (long || called).then_some((at + 1 + 2 * usize::from(long), Meaning::Span { amount: None, unit, window: 0 }))
    }

    fn ordinal(&self, at: usize) -> Option<(i8, usize)> {
        let plain = match self.word(at) {
            "first" => 1,
            "second" => 2,
            "third" => 3,
            "fourth" => 4,
            _ => 0,
        };
        if plain > 0 {
            return Some((plain, at + 1));
        }
        let number: i8 = self.word(at).parse().ok()?;
        (self.is_any(at + 1, &["st", "nd", "rd", "th"])).then_some((number, at + 2))
    }

    /// "the third quarter", "next year's first quarter", "the year-ago quarter", "the first half of 2020".
    pub(super) fn quarter(&self, at: usize) -> Reading {
        // "Q3 2022"
        if self.word(at) == "q"
            && let Some(number) = self.pieces.get(at + 1).filter(|piece| !piece.spaced)
            && let Some(quarter) = number.lower.parse::<i8>().ok().filter(|quarter| (1..=4).contains(quarter))
        {
            let of = usize::from(self.is_any(at + 2, &["of", ","]));
            let (year, end) =
                self.year_number(at + 2 + of).map_or((Year::Unsaid, at + 2), |(year, end)| (Year::Said(year), end));
            return Some((end, Meaning::Quarter { year, quarter }));
        }
        let mut next = at + usize::from(self.is_any(at, &["the", "its", "their"]));
        let mut year = Year::Unsaid;
        if let Some(&shift) = self.lexicon.words.deictic.get(self.word(next))
            && self.word(next + 1) == "year"
            && self.word(next + 2) == "'s"
        {
            year = Year::Relative(shift);
            next += 3;
        } else if let Some((said, end)) = self.year_number(next) {
            year = Year::Said(said);
            next = end;
        }
        if let Some(end) = self.year_earlier(next) {
            let end = end + usize::from(self.is_any(end, &["quarter", "period"]));
            let quarter = self.is_any(end.wrapping_sub(1), &["quarter", "period"]);
            return Some((
                end,
                if quarter { Meaning::QuarterShift(-5) } else { Meaning::Unit { unit: Unit::Year, shift: -1 } },
            ));
        }
        next += usize::from(self.is_any(next, &["fiscal", "financial"]));
        next += usize::from(self.word(next) == "-");
        if self.word(next) == "quarter" && self.word(next.wrapping_sub(1)) == "the" && self.word(next + 1) != "of" {
            return Some((next + 1, Meaning::ToldQuarter));
        }
        let (number, mut end) = self.ordinal(next)?;
        end += usize::from(self.word(end) == "-");
        let half = match self.word(end) {
            "quarter" => false,
            "half" if number <= 2 => true,
            _ => return None,
        };
        end += 1;
        let after = self.word(end) == "of";
        if let Some((said, to)) = self.year_number(end + usize::from(after)) {
            year = Year::Said(said);
            end = to;
        } else if after
            && let Some(&shift) = self.lexicon.words.deictic.get(self.word(end + 1))
            && self.word(end + 2) == "year"
        {
            year = Year::Relative(shift);
            end += 3;
        } else if half || after {
            return None;
        }
        let meaning =
            if half { Meaning::Half { year, half: number } } else { Meaning::Quarter { year, quarter: number } };
        (number <= 4).then_some((end, meaning))
    }

    fn year_earlier(&self, at: usize) -> Option<usize> {
        (self.word(at) == "year" && self.word(at + 1) == "-" && self.is_any(at + 2, &["earlier", "ago"]))
            .then_some(at + 3)
    }

    /// "the 1990s", "the '80s", "the 20th century".
    pub(super) fn decade_or_century(&self, at: usize) -> Reading {
        let mut next = at + usize::from(self.word(at) == "the");
        next += usize::from(self.is_any(next, &["early", "late", "mid"]));
        next += usize::from(self.word(next) == "-");
        if let Some((number, end)) = self.century_number(next) {
            return Some((end, Meaning::Century(number)));
        }
        let short = self.is_any(next, &["'", "’", "‘"]);
        next += usize::from(short);
        let piece = self.pieces.get(next)?;
        let number: i16 = (piece.kind == PieceKind::Number).then(|| piece.lower.parse().ok())??;
        // "the 1960s", "the 60's"
        let apostrophe = usize::from(self.is_any(next + 1, &["'", "’"]));
        let ending = next + 1 + apostrophe;
        let plural = self.word(ending) == "s" && !self.pieces.get(ending)?.spaced
            || apostrophe == 0 && self.is_any(ending, &["'s", "’s"]);
        if !plural || self.pieces.get(next + 1)?.spaced || number % 10 != 0 {
            return None;
        }
        let year = match number {
            1000..2100 => number,
            20..100 if short || self.before(next) == "the" => 1900 + number,
            0..20 if short => 2000 + number,
            _ => return None,
        };
        Some((ending + 1, Meaning::Decade(year)))
    }

    fn century_number(&self, at: usize) -> Option<(i16, usize)> {
        let number: i16 = self.word(at).parse().ok()?;
        let end = at + 2;
        (self.is_any(at + 1, &["st", "nd", "rd", "th"]) && self.word(end) == "century" && (2..30).contains(&number))
            .then_some((number - 1, end + 1))
    }

    /// A year by itself, where the words around it make it one.
    pub(super) fn year_alone(&self, at: usize) -> Reading {
        let first = at + usize::from(self.word(at) == "fiscal");
        let (year, end) = self.year_number(first)?;
        let words = &self.lexicon.words;
        let before = self.before(at);
        if words.not_a_year_after.words.iter().any(|word| word == before)
            || words.not_a_year_before.words.iter().any(|word| word == self.word(end))
        {
            return None;
        }
        if self.word(end) == "," && !before.is_empty() && before != "in" && !(1900..2050).contains(&year) {
            return None;
        }
        let called = first > at || before.is_empty() || words.calls_year.words.iter().any(|word| word == before);
        let plural_noun = self.pieces.get(end).is_some_and(|next| {
            next.kind == PieceKind::Word
                && next.spaced
                && !next.capital
                && next.lower.len() > 3
                && next.lower.ends_with('s')
                && !words.after_a_year.words.contains(&next.lower)
        });
        // Recent years need no word that calls them, older ones do, very old ones "in".
        let earliest = match (called, before) {
            (true, "in") => 1500,
            (true, _) => 1850,
            _ => 1950,
        };
        let latest = if called { 2060 } else { 2040 };
        ((earliest..latest).contains(&year) && (!plural_noun || before == "in")).then_some((end, Meaning::Year(year)))
    }

    pub(super) fn season(&self, at: usize) -> Reading {
        let next = at + usize::from(self.word(at) == "the");
        let season = self.lexicon.words.seasons.get(self.word(next))?;
        let end = next + 1;
        let of = usize::from(self.word(end) == "of");
        if let Some((year, end)) = self.year_number(end + of) {
            return Some((end, Meaning::Season { year: Year::Said(year), season: season.clone() }));
        }
        let called = matches!(self.before(at), "in" | "during" | "since" | "until" | "by" | "late" | "early");
        let noun = self.word(next) != "fall" || called;
        // "the spring of hope", "the fall of the city" are no seasons.
        (called && noun && self.word(end) != "of")
            .then_some((end, Meaning::Season { year: Year::Unsaid, season: season.clone() }))
    }

    pub(super) fn reference(&self, at: usize) -> Reading {
        // "as soon as"
        if self.word(at) == "soon" && self.before(at) == "as" {
            return None;
        }
        let mut best: Reading = None;
        for (value, phrases) in &self.lexicon.words.references {
            for phrase in phrases {
                let mut next = at;
                let matches = phrase.split(' ').all(|part| {
                    next += 1;
                    self.word(next - 1) == part
                });
                if matches && best.as_ref().is_none_or(|(end, _)| next > *end) {
                    best = Some((next, Meaning::Reference(value.clone())));
                }
            }
        }
        best
    }

    pub(super) fn repetition(&self, at: usize) -> Reading {
        if let Some(value) = self.lexicon.words.sets.get(self.word(at)) {
            return Some((at + 1, Meaning::Set(value.clone())));
        }
        // "twice a week", "three times per year"
        let each = if self.is_any(at, &["once", "twice", "thrice"]) {
            at + 1
        } else {
            let (_, end) = self.quantity(at)?;
            (self.word(end) == "times").then_some(end + 1)?
        };
        let (unit, plural) =
            self.is_any(each, &["a", "an", "per", "each", "every"]).then(|| self.unit(each + 1)).flatten()?;
        (!plural).then(|| (each + 2, Meaning::Set(unit.duration(Some(1.0)))))
    }

    /// "overnight", "9/11": words that stand for days by themselves.
    pub(super) fn day_by_name(&self, at: usize) -> Reading {
        if self.word(at) == "overnight" {
            return Some((at + 1, Meaning::Overnight));
        }
        let words = &self.lexicon.words;
        let known = words.known_days.iter().find_map(|(name, day)| Some((self.phrase(at, name)?, *day)));
        if let Some((end, day)) = known
            && self.word(end) != "/"
        {
            let year = Year::Said(day.year());
            return Some((end, Meaning::Day { year, month: day.month(), day: day.day(), last: None }));
        }
        if !self.pieces.get(at)?.capital {
            return None;
        }
        let (end, days) = words.feasts.iter().find_map(|(name, days)| Some((self.spelled(at, name)?, days)))?;
        let (year, end) = self.year_number(end).map_or((None, end), |(year, end)| (Some(year), end));
        Some((end, Meaning::Feast { days: days.clone(), year }))
    }

    pub(super) fn holiday(&self, at: usize) -> Reading {
        if !self.pieces.get(at)?.capital {
            return None;
        }
        let named = self.lexicon.words.holidays.iter().filter_map(|(name, day)| {
            let end = self.spelled(at, name)?;
            let (month, day) = day.split_once('-')?;
            Some((end, month.parse::<i8>().ok()?, day.parse::<i8>().ok()?))
        });
        let (end, month, day) = named.max_by_key(|(end, ..)| *end)?;
        let (year, end) = match self.year_number(end) {
            Some((year, end)) => (Year::Said(year), end),
            None => (Year::Unsaid, end),
        };
        Some((end, Meaning::Day { year, month, day, last: None }))
    }

    /// A phrase whose possessive ending is a piece of its own.
    fn spelled(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut next = at;
        for part in phrase.split(' ') {
            let (stem, possessive) = part.strip_suffix("'s").map_or((part, false), |stem| (stem, true));
            if self.word(next) != stem || possessive && self.word(next + 1) != "'s" {
                return None;
            }
            next += 1 + usize::from(possessive);
        }
        Some(next)
    }

    /// "the end of the month", "the year", "the weekend", "the day".
    pub(super) fn edge_of_unit(&self, at: usize) -> Reading {
        if self.word(at) != "the" {
            return None;
        }
        let next = at + 1 + usize::from(self.is_any(at + 1, &["fiscal", "full"]));
        let (unit, plural) = self.unit(next)?;
        let after_edge = self.before(at) == "of"
            && matches!(self.word(at.wrapping_sub(2)), "end" | "beginning" | "start" | "middle" | "rest");
        let useful = match unit {
            Unit::Weekend => true,
            Unit::Year | Unit::Month | Unit::Week => {
                after_edge || self.is_any(at.wrapping_sub(1), &["in", "for", "of", "during"]) && unit == Unit::Year
            }
            _ => false,
        };
        let followed = matches!(self.word(next + 1), "of" | "when" | "that" | "in");
        (useful && !plural && (after_edge || !followed)).then_some((next + 1, Meaning::Unit { unit, shift: 0 }))
    }
}

/// A part of the day that was told before, or of one beside it.
fn of_told_day(part: &str, shift: i32) -> Meaning {
    Meaning::Part { part: part.to_string(), date: Some(Box::new(Meaning::Anaphor { unit: Unit::Day, shift })) }
}
