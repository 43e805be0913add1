//! Names that a user has given codes, each for as long as it holds (`actors/coded.tsv`).

use super::names::fold;
use crate::lexicon::{LexiconError, LexiconFiles, Rows, broken};
use jiff::civil::Date;
use sayso_core::CodedActor;
use std::collections::HashMap;

/// Where they stand in a lexicon.
const FILE: &str = "actors/coded.tsv";

/// Where those of a workspace stand, in the same columns, when they are laid over a lexicon.
pub(super) const OWN: &str = "actors/own.tsv";

/// A code and its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DatedCode {
    pub country: Option<String>,
    pub sector: Vec<String>,
    from: Option<Date>,
    to: Option<Date>,
}

impl DatedCode {
    fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// Somebody under all names, with the codes.
#[derive(Debug, Clone)]
pub(super) struct CodedName {
    pub names: Vec<String>,
    pub codes: Vec<DatedCode>,
    /// Whether it is of the workspace, and not of a list for all.
    pub own: bool,
}

impl CodedName {
    /// The code on a day: the first whose days hold, else the first without days.
    pub fn on(&self, day: Option<Date>) -> Option<&DatedCode> {
        let dated = day.and_then(|day| self.codes.iter().find(|code| code.is_dated() && code.holds_on(day)));
        dated.or_else(|| self.codes.iter().find(|code| !code.is_dated()))
    }

    /// The country, where the name stands for nothing but a country at any time.
    pub fn country(&self) -> Option<&str> {
        match self.codes.as_slice() {
            [code] if !code.is_dated() && code.sector.is_empty() => code.country.as_deref(),
            _ => None,
        }
    }
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct CodedNames {
    all: Vec<CodedName>,
    by_name: HashMap<String, usize>,
}

impl CodedNames {
    pub fn load(files: &LexiconFiles) -> Result<CodedNames, LexiconError> {
        let mut coded = CodedNames::default();
        if files.text(OWN).is_ok() {
            coded.read(files, OWN)?;
        }
        coded.read(files, FILE)?;
        Ok(coded)
    }

    fn read(&mut self, files: &LexiconFiles, file: &'static str) -> Result<(), LexiconError> {
        let text = files.text(file)?;
        for row in Rows::of(files, file)? {
            let columns: [&str; 5] = row?;
            let CodedActor { names, country, sector, from, to } = CodedActor::of_columns(columns).map_err(|error| {
                let at =
                    columns.get(error.column()).map_or(0, |column| column.as_ptr() as usize - text.as_ptr() as usize);
                broken(file, text, at, error.to_string())
            })?;
            self.add(names, DatedCode { country, sector, from, to }, file == OWN);
        }
        Ok(())
    }

    fn add(&mut self, names: Vec<String>, code: DatedCode, own: bool) {
        let goes_on = self.all.last().is_some_and(|last| last.own == own && last.names.first() == names.first());
        let index = self.all.len() - usize::from(goes_on);
        for name in &names {
            self.by_name.entry(fold(name)).or_insert(index);
            // Whether a short name is a word or initials, a list in one case does not tell.
            if !name.contains(' ') {
                self.by_name.entry(fold(&name.to_uppercase())).or_insert(index);
            }
        }
        match self.all.last_mut().filter(|_| goes_on) {
            Some(last) => last.codes.push(code),
            None => self.all.push(CodedName { names, codes: vec![code], own }),
        }
    }

    pub fn all(&self) -> &[CodedName] {
        &self.all
    }

    /// Whom a name means, with the number.
    pub fn find(&self, name: &str) -> Option<(usize, &CodedName)> {
        let index = *self.by_name.get(&fold(name))?;
        self.all.get(index).map(|coded| (index, coded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded() -> CodedNames {
        let rows = "names\tcountry\tsector\tfrom\tto\n\
            ann lee;a. lee\tNOR\tOPP\t\t2010-06-30\n\
            ann lee;a. lee\tNOR\tGOV\t2010-07-01\t2014-06-30\n\
            ann lee;a. lee;annie\tNOR\tELI\t\t\n\
            vell\tNOR\t\t\t\n";
        let files = LexiconFiles::embedded().with("actors/coded.tsv", rows.to_string());
        CodedNames::load(&files).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_code_holds_on_its_days() {
        let coded = coded();
        let sector = |name: &str, day: Option<&str>| {
            let day = day.and_then(|day| day.parse().ok());
            coded.find(name).and_then(|(_, coded)| coded.on(day)).map(|code| code.sector.join(","))
        };
        assert_eq!(sector("Ann Lee", Some("2001-01-01")).as_deref(), Some("OPP"));
        assert_eq!(sector("A. Lee", Some("2010-07-01")).as_deref(), Some("GOV"));
        assert_eq!(sector("Ann Lee", Some("2020-01-01")).as_deref(), Some("ELI"));
        assert_eq!(sector("Ann Lee", None).as_deref(), Some("ELI"));
        assert_eq!(sector("Annie", None).as_deref(), Some("ELI"), "a name of a later row");
        assert_eq!(sector("Bob Lee", None), None);
    }

    #[test]
    fn a_plain_country_is_one() {
        let coded = coded();
        assert_eq!(coded.find("VELL").and_then(|(_, name)| name.country()), Some("NOR"));
        assert_eq!(coded.find("Ann Lee").and_then(|(_, name)| name.country()), None);
    }

    #[test]
    fn a_wrong_day_is_told_with_its_line() {
        let rows = "names\tcountry\tsector\tfrom\tto\nann\tNOR\t\t2010-02-30\t\n";
        let files = LexiconFiles::embedded().with("actors/coded.tsv", rows.to_string());
        let message = CodedNames::load(&files).map(|_| ()).map_err(|error| error.to_string()).err();
        assert!(message.is_some_and(|message| message.starts_with("actors/coded.tsv:2:")), "told");
    }
}
