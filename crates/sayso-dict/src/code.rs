//! Codes in brackets: `[NORGOV 20040101-20081231]`, `[NORGOV >050101]`.

use crate::sectors::ActorCode;
use jiff::civil::Date;

/// A code and the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DatedCode {
    pub code: ActorCode,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl DatedCode {
    /// What stands between the brackets, or what is wrong with it.
    pub fn parse(inside: &str) -> Result<DatedCode, String> {
        let inside = inside.trim();
        let (code, days) = match inside.find(|c: char| c.is_whitespace() || c == '<' || c == '>') {
            Some(end) => (&inside[..end], inside[end..].trim()),
            None => (inside, ""),
        };
        let (from, to) = match days.split_once('-') {
            _ if days.is_empty() => (None, None),
            Some((from, to)) => (Some(day(from)?), Some(day(to)?)),
            None if days.starts_with('>') => (Some(day(&days[1..])?), None),
            None if days.starts_with('<') => (None, Some(day(&days[1..])?)),
            None => return Err(format!("{days:?} is no time: write <day, >day or day-day")),
        };
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(format!("{days:?} ends before it begins"));
        }
        Ok(DatedCode { code: ActorCode::parse(code)?, from, to })
    }

    /// As dictionaries write it, with the brackets.
    pub fn written(&self) -> String {
        let days = |day: Date| day.strftime("%Y%m%d").to_string();
        let code = self.code.written();
        match (self.from, self.to) {
            (None, None) => format!("[{code}]"),
            (Some(from), None) => format!("[{code} >{}]", days(from)),
            (None, Some(to)) => format!("[{code} <{}]", days(to)),
            (Some(from), Some(to)) => format!("[{code} {}-{}]", days(from), days(to)),
        }
    }
}

/// `YYYYMMDD`, or `YYMMDD` with years from 1930 to 2029.
fn day(text: &str) -> Result<Date, String> {
    let wrong = || format!("{:?} is no day: write YYYYMMDD or YYMMDD", text.trim());
    let digits = text.trim();
    if !matches!(digits.len(), 6 | 8) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    let (year, rest) = digits.split_at(digits.len() - 4);
    let year: i16 = year.parse().map_err(|_| wrong())?;
    let year = match digits.len() {
        8 => year,
        _ if year < 30 => 2000 + year,
        _ => 1900 + year,
    };
    let (month, day) = (rest[..2].parse().map_err(|_| wrong())?, rest[2..].parse().map_err(|_| wrong())?);
    Date::new(year, month, day).map_err(|_| format!("{digits:?} is no day of the calendar"))
}

/// What stands between brackets in a line, in order; what stands before the first of them. An open one is an error.
pub(crate) fn brackets(text: &str) -> Result<(&str, Vec<&str>), String> {
    let before = text.find('[').unwrap_or(text.len());
    let mut rest = &text[before..];
    let mut found = Vec::new();
    while let Some(start) = rest.find('[') {
        let end = rest[start..].find(']').ok_or("a bracket is not closed")?;
        found.push(rest[start + 1..start + end].trim());
        rest = &rest[start + end + 1..];
    }
    Ok((text[..before].trim(), found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_written() {
        for (inside, written) in [
            ("NORGOV >050101", "[NORGOV >20050101]"),
            ("NOR < 950601", "[NOR <19950601]"),
            ("NORGOV 19950601 - 19990815", "[NORGOV 19950601-19990815]"),
            ("NORELI", "[NORELI]"),
        ] {
            assert_eq!(DatedCode::parse(inside).map(|code| code.written()).as_deref(), Ok(written));
        }
        for wrong in ["NORGOV 2004017-20061201", "NORGOV >050231", "NORGOV 050101", "NORGOV 080101-070101", "NOR €-1"]
        {
            assert!(DatedCode::parse(wrong).is_err(), "{wrong}");
        }
    }
}
