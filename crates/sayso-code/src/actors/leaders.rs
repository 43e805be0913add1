//! Well-known office holders (`leaders.tsv`): whose country a text takes for granted.

use super::lexicon::ActorLexicon;
use super::names::words;
use crate::lexicon::{LexiconError, LexiconFiles, Rows, list};
use std::collections::HashMap;

/// Somebody who held a state's highest office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leader {
    names: Vec<Vec<String>>,
    pub country: String,
    pub office: String,
    pub from: String,
    pub to: Option<String>,
}

/// All of them, found by last name.
#[derive(Default)]
pub(super) struct Leaders {
    all: Vec<Leader>,
    by_last: HashMap<String, Vec<usize>>,
}

impl Leaders {
    pub fn load(files: &LexiconFiles) -> Result<Leaders, LexiconError> {
        let mut leaders = Leaders::default();
        for row in Rows::of(files, "actors/leaders.tsv")? {
            let [names, country, office, from, to] = row?;
            let names: Vec<Vec<String>> = list(names).map(words).collect();
            for last in names.iter().filter_map(|name| name.last()) {
                let known = leaders.by_last.entry(last.clone()).or_default();
                if known.last() != Some(&leaders.all.len()) {
                    known.push(leaders.all.len());
                }
            }
            let to = (!to.is_empty()).then(|| to.to_string());
            leaders.all.push(Leader {
                names,
                country: country.to_string(),
                office: office.to_string(),
                from: from.to_string(),
                to,
            });
        }
        Ok(leaders)
    }

    /// The leader whom these names and titles mean: by the full name, or by the last name with the office. Where two
    /// would fit, none.
    pub fn find(&self, names: &[Vec<String>], titles: &[&str], lexicon: &ActorLexicon) -> Option<&Leader> {
        let last = names.iter().find_map(|name| name.last())?;
        let of_office = |leader: &Leader| {
            titles
                .iter()
                .any(|title| title.rsplit(' ').next() == leader.office.rsplit(' ').next() && !lexicon.is_past(title))
        };
        let mut found = self.by_last.get(last)?.iter().filter_map(|&index| self.all.get(index)).filter(|leader| {
            let full = names.iter().any(|name| leader.names.contains(name) && name.len() > 1);
            full || names.iter().all(|name| name.len() == 1) && of_office(leader)
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

impl Leader {
    /// Whether the office was held on that day (ISO 8601).
    pub fn held_on(&self, day: &str) -> bool {
        self.from.as_str() <= day && self.to.as_deref().is_none_or(|to| day <= to)
    }

    /// Whether it had been given up by that day.
    pub fn was_over(&self, day: &str) -> bool {
        self.to.as_deref().is_some_and(|to| to < day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_name_needs_its_office() {
        let files = LexiconFiles::embedded();
        let lexicon = ActorLexicon::load(&files).unwrap_or_else(|error| panic!("{error}"));
        let find = |name: &str, titles: &[&str]| {
            lexicon.leaders.find(&[words(name)], titles, &lexicon).map(|leader| leader.country.clone())
        };
        assert_eq!(find("Paul Kagame", &[]).as_deref(), Some("RWA"));
        assert_eq!(find("Kagame", &["president"]).as_deref(), Some("RWA"));
        assert_eq!(find("Kagame", &[]), None);
        assert_eq!(find("Jane Kagame", &["president"]), None);
        // Two of that name and office: nobody.
        assert_eq!(find("Bush", &["president"]), None);
    }

    #[test]
    fn offices_begin_and_end() {
        let leader = Leader {
            names: Vec::new(),
            country: "KEN".into(),
            office: "president".into(),
            from: "2002-12-30".into(),
            to: Some("2013-04-09".into()),
        };
        assert!(leader.held_on("2010-01-01") && !leader.held_on("2014-01-01") && leader.was_over("2014-01-01"));
    }
}
