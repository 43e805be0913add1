//! Well-known office holders (`leaders.tsv`): whose country a text takes for granted.

use super::lexicon::ActorLexicon;
use super::names::words;
use crate::lexicon::{LexiconError, LexiconFiles, Rows, list};
use std::collections::HashMap;

/// Somebody who held one of the highest offices of a state or of a body above states, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leader {
    names: Vec<Vec<String>>,
    /// In the order in which they began; at least one.
    terms: Vec<Term>,
}

/// An office with its days (ISO 8601).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub country: String,
    pub office: String,
    pub from: String,
    pub to: Option<String>,
}

/// The year of a report without a day.
const TODAY: u32 = 2025;

/// Years for which somebody is known by the family name alone after leaving.
const REMEMBERED: u32 = 20;

/// All of them, found by last name.
#[derive(Default)]
pub(super) struct Leaders {
    all: Vec<Leader>,
    by_last: HashMap<String, Vec<usize>>,
}

impl Leaders {
    pub fn load(files: &LexiconFiles) -> Result<Leaders, LexiconError> {
        let mut leaders = Leaders::default();
        let mut by_first: HashMap<&str, usize> = HashMap::new();
        for row in Rows::of(files, "actors/leaders.tsv")? {
            let [names, country, office, from, to] = row?;
            let first = list(names).next().unwrap_or(names);
            let to = (!to.is_empty()).then(|| to.to_string());
            let term = Term { country: country.to_string(), office: office.to_string(), from: from.to_string(), to };
            let index = *by_first.entry(first).or_insert(leaders.all.len());
            if index == leaders.all.len() {
                leaders.all.push(Leader { names: Vec::new(), terms: Vec::new() });
            }
            if let Some(leader) = leaders.all.get_mut(index) {
                let at = leader.terms.partition_point(|other| other.from <= term.from);
                leader.terms.insert(at, term);
                for name in list(names).map(words).filter(|name| !leader.names.contains(name)).collect::<Vec<_>>() {
                    leader.names.push(name);
                }
            }
        }
        for (index, leader) in leaders.all.iter().enumerate() {
            for last in leader.names.iter().filter_map(|name| name.last()) {
                let known = leaders.by_last.entry(last.clone()).or_default();
                if known.last() != Some(&index) {
                    known.push(index);
                }
            }
        }
        Ok(leaders)
    }

    /// The leader whom these names and titles mean: by the full name, or by the last name with the office. Where two
    /// would fit, the one who was in office on the day, else none.
    pub fn find(
        &self,
        names: &[Vec<String>],
        titles: &[&str],
        lexicon: &ActorLexicon,
        day: Option<&str>,
    ) -> Option<&Leader> {
        let last = names.iter().find_map(|name| name.last())?;
        let post = |office: &str| office.rsplit(' ').next().map(str::to_string);
        let of_office = |leader: &Leader| {
            titles
                .iter()
                .filter(|title| !lexicon.is_past(title))
                .any(|title| leader.terms.iter().any(|term| post(title) == post(&term.office)))
        };
        let found = self.by_last.get(last)?.iter().filter_map(|&index| self.all.get(index)).filter(|leader| {
            let full = names.iter().any(|name| leader.names.contains(name) && name.len() > 1);
            full || names.iter().all(|name| name.len() == 1) && of_office(leader)
        });
        only_one(found, day)
    }

    /// The leader who is known by that family name alone: all of the name are of one country, which the report names by itself.
    pub fn by_surname_alone(
        &self,
        name: &str,
        day: Option<&str>,
        names_country: impl Fn(&str) -> bool,
    ) -> Option<&Leader> {
        let all: Vec<&Leader> = self.of_surname(name).collect();
        let country = &all.first()?.terms.first()?.country;
        let is_its =
            |term: &Term| term.country == *country || sayso_core::codes::ABOVE_STATES.contains(&&*term.country);
        let of_one = all.iter().all(|leader| leader.terms.iter().all(is_its));
        // Of those who left long ago another is likelier meant, and nobody is known so by a given name.
        let recent = |leader: &&Leader| {
            let since = day
                .and_then(|day| day.get(..4)?.parse::<u32>().ok())
                .unwrap_or(TODAY)
                .saturating_sub(REMEMBERED)
                .to_string();
            leader.terms.iter().any(|term| term.to.as_deref().is_none_or(|to| to >= since.as_str()))
        };
        only_one(all.into_iter(), day).filter(recent).filter(|_| of_one && names_country(country))
    }

    /// All leaders with that family name.
    pub fn of_surname(&self, name: &str) -> impl Iterator<Item = &Leader> {
        let words = words(name);
        let last = words.first().filter(|_| words.len() == 1);
        let known = last.and_then(|last| self.by_last.get(last)).into_iter().flatten();
        known.filter_map(|&index| self.all.get(index))
    }
}

/// The only one of several, or the only one of them who was in office on the day.
fn only_one<'a>(leaders: impl Iterator<Item = &'a Leader>, day: Option<&str>) -> Option<&'a Leader> {
    let all: Vec<&Leader> = leaders.collect();
    if let [one] = all[..] {
        return Some(one);
    }
    let mut in_office =
        all.into_iter().filter(|leader| leader.terms.iter().any(|term| day.is_some_and(|day| term.held_on(day))));
    let first = in_office.next()?;
    in_office.next().is_none().then_some(first)
}

impl Leader {
    /// Whether one of the offices is of that country.
    pub fn is_of(&self, country: &str) -> bool {
        self.terms.iter().any(|term| term.country == country)
    }

    /// The term of a country, where one is told, that counts on a day: the one held then, else the last that had ended (a
    /// state's before one of a body above states), else the first. Without a day the last of all.
    pub fn term_on(&self, day: Option<&str>, country: Option<&str>) -> Option<&Term> {
        let mut terms = self.terms.iter().filter(|term| country.is_none_or(|country| country == term.country));
        let Some(day) = day else { return terms.next_back() };
        let held = terms.clone().rev().find(|term| term.held_on(day));
        let mut over = terms.clone().filter(|term| term.was_over(day));
        let last = over.clone().rev().find(|term| sayso_core::codes::is_state(&term.country));
        held.or(last).or_else(|| over.next_back()).or_else(|| terms.next())
    }
}

impl Term {
    /// Whether the office was held on that day.
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
            let leader = lexicon.leaders.find(&[words(name)], titles, &lexicon, None)?;
            leader.term_on(None, None).map(|term| term.country.clone())
        };
        assert_eq!(find("Paul Kagame", &[]).as_deref(), Some("RWA"));
        assert_eq!(find("Kagame", &["president"]).as_deref(), Some("RWA"));
        assert_eq!(find("Kagame", &[]), None);
        assert_eq!(find("Jane Kagame", &["president"]), None);
        // Two of that name and office: nobody.
        assert_eq!(find("Bush", &["president"]), None);
    }

    #[test]
    fn terms_begin_and_end_and_come_again() -> Result<(), LexiconError> {
        let rows = "names\tcountry\toffice\tfrom\tto\n\
            Ann Lee\tNOR\tpresident\t2012-12-30\t\n\
            Ann Lee;Anna Lee\tNOR\tprime minister\t1999-02-01\t2003-04-09\n\
            Ann Lee\tUNO\tdirector-general\t2004-01-01\t2008-12-31\n\
            Bob Lee\tSWE\tpresident\t1980\t1985\n";
        let leaders = Leaders::load(&LexiconFiles::embedded().with("actors/leaders.tsv", rows.into()))?;
        let lee = leaders.of_surname("Lee").next();
        let term = |day: &str, country: Option<&str>| {
            let term = lee.and_then(|lee| lee.term_on(Some(day), country));
            term.map(|term| (term.office.as_str(), term.held_on(day), term.was_over(day)))
        };
        assert_eq!(term("1990-01-01", None), Some(("prime minister", false, false)));
        assert_eq!(term("2000-01-01", None), Some(("prime minister", true, false)));
        assert_eq!(term("2005-01-01", None), Some(("director-general", true, false)));
        assert_eq!(term("2005-01-01", Some("NOR")), Some(("prime minister", false, true)));
        assert_eq!(term("2010-01-01", None), Some(("prime minister", false, true)));
        assert_eq!(term("2013-01-01", None), Some(("president", true, false)));
        let last = lee.and_then(|lee| lee.term_on(None, None)).map(|term| term.office.as_str());
        assert_eq!(last, Some("president"));
        assert_eq!(leaders.of_surname("Lee").count(), 2);
        Ok(())
    }
}
