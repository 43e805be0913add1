//! Somebody with a code of a user's own, for as long as it holds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Names that mean one actor, and the codes that a user gives it: a row of `actors/coded.tsv`, or of a workspace.
///
/// Rows with the same first name belong together: of these the first whose days hold counts, else the first without days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedActor {
    /// What it is called, at least one name; the first is the one that others go by.
    pub names: Vec<String>,
    /// Country code, or the code of a body above states.
    pub country: Option<String>,
    /// Sector codes, the first is the primary one. Other codes than PLOVER's stay as they are.
    pub sector: Vec<String>,
    /// First day on which the codes hold.
    pub from: Option<Date>,
    /// Last day on which they hold.
    pub to: Option<Date>,
}

/// A row that is no coded actor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodedActorError {
    /// Another number of columns.
    #[error("{found} columns where 5 are wanted (names, country, sector, from, to): put a tab between columns")]
    Columns {
        /// How many there are.
        found: usize,
    },
    /// No name in it.
    #[error("there is no name: the first column holds the names, with ';' between them")]
    NoName,
    /// What stands for a day is none.
    #[error("{text:?} is no day; write it as 2004-12-31")]
    NoDay {
        /// Number of the column, from 0.
        column: usize,
        /// What stands there.
        text: String,
    },
    /// The last day is before the first.
    #[error("the code ends on {to}, before it begins on {from}")]
    Backwards {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// A character that separates fields inside one.
    #[error("{text:?} holds a tab, a line break or a semicolon: these stand between fields and names")]
    Separator {
        /// The field.
        text: String,
    },
    /// A code of another form.
    #[error("{text:?} is no code: three capital letters, as in NOR or GOV")]
    NoCode {
        /// What stands there.
        text: String,
    },
    /// Neither country nor sector.
    #[error("{name} gets neither a country nor a sector")]
    NothingCoded {
        /// The first name.
        name: String,
    },
}

impl CodedActorError {
    /// The column that is wrong, from 0.
    pub fn column(&self) -> usize {
        match self {
            CodedActorError::NoDay { column, .. } => *column,
            _ => 0,
        }
    }
}

impl CodedActor {
    /// From the columns of a row: names, country, sector, from, to.
    ///
    /// # Errors
    /// Where no name stands in it, or a day is none. Codes are taken as they are: see [`CodedActor::check`].
    pub fn of_columns(columns: [&str; 5]) -> Result<CodedActor, CodedActorError> {
        let [names, country, sector, from, to] = columns.map(str::trim);
        let parts = |field: &str, between: char| -> Vec<String> {
            field.split(between).map(str::trim).filter(|part| !part.is_empty()).map(str::to_string).collect()
        };
        let day = |column: usize, text: &str| -> Result<Option<Date>, CodedActorError> {
            if text.is_empty() {
                return Ok(None);
            }
            text.parse().map(Some).map_err(|_| CodedActorError::NoDay { column, text: text.to_string() })
        };
        let actor = CodedActor {
            names: parts(names, ';'),
            country: (!country.is_empty()).then(|| country.to_string()),
            sector: parts(sector, ','),
            from: day(3, from)?,
            to: day(4, to)?,
        };
        if actor.names.is_empty() { Err(CodedActorError::NoName) } else { Ok(actor) }
    }

    /// From a row, with tabs between the columns.
    ///
    /// # Errors
    /// As [`CodedActor::of_columns`], and where the number of columns is another.
    pub fn of_row(row: &str) -> Result<CodedActor, CodedActorError> {
        let columns: Vec<&str> = row.split('\t').collect();
        let found = columns.len();
        CodedActor::of_columns(columns.try_into().map_err(|_| CodedActorError::Columns { found })?)
    }

    /// The row, with tabs between the columns.
    pub fn row(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let country = self.country.clone().unwrap_or_default();
        [self.names.join(";"), country, self.sector.join(","), day(self.from), day(self.to)].join("\t")
    }

    /// Whether it says something, in the form of codes, that can be written as a row.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), CodedActorError> {
        let separator = |text: &&String| text.contains(['\t', '\n', '\r', ';']);
        if let Some(text) = self.names.iter().find(separator) {
            return Err(CodedActorError::Separator { text: text.clone() });
        }
        let Some(name) = self.names.first().filter(|name| !name.trim().is_empty()) else {
            return Err(CodedActorError::NoName);
        };
        let is_code = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if let Some(text) = self.country.iter().chain(&self.sector).find(|code| !is_code(code)) {
            return Err(CodedActorError::NoCode { text: text.clone() });
        }
        if self.country.is_none() && self.sector.is_empty() {
            return Err(CodedActorError::NothingCoded { name: name.clone() });
        }
        match (self.from, self.to) {
            (Some(from), Some(to)) if to < from => Err(CodedActorError::Backwards { from, to }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_written_as_it_was_read() -> Result<(), CodedActorError> {
        for row in ["Dawn Front;DF\tNOR\tREB,PTY\t2010-07-01\t", "Ann Lee\t\tGOV\t\t2014-06-30"] {
            let actor = CodedActor::of_row(row)?;
            assert_eq!(actor.check(), Ok(()));
            assert_eq!(actor.row(), row);
        }
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_told() {
        let message = |row: &str| {
            let read = CodedActor::of_row(row).and_then(|actor| actor.check().map(|()| actor));
            read.map(|actor| actor.row()).map_err(|error| error.to_string()).err().unwrap_or_default()
        };
        assert!(message("Dawn Front\tNOR").starts_with("2 columns"));
        assert!(message(" ; \tNOR\tREB\t\t").starts_with("there is no name"));
        assert!(message("Dawn Front\tNorland\tREB\t\t").contains("\"Norland\" is no code"));
        assert!(message("Dawn Front\tNOR\tREB\t2010-02-30\t").contains("is no day"));
        assert!(message("Dawn Front\tNOR\tREB\t2010-02-03\t2009-01-01").contains("before it begins"));
        assert!(message("Dawn Front\t\t\t\t").contains("neither"));
    }
}
