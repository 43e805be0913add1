//! Bodies of several countries that are called alike ("PPP", "Democratic Progressive Party"): the one whose country the
//! report names is meant.

use super::describe::Describer;
use super::lexicon::KnownBody;
use super::names::{fold, is_acronym_of, is_spelling_of, words};
use super::surroundings::{is_above, is_initials};
use sayso_parse::{EntityKind, Upos};
use std::collections::HashMap;

/// Initials of so few letters mean a listed body only where its country is named.
const SHORT: usize = 2;

/// Words before initials in brackets that may spell them out.
const LONGEST: usize = 8;

/// Bodies that every country has of its own, under initials that other countries have, too.
const DOMESTIC: &[&str] = &["PTY", "OPP", "REB", "PRM"];

impl<'a> Describer<'a> {
    /// The body of the lexicon that is called so in this report, with its number. None where several are called so and
    /// the report names the country of none, and where initials of a party or armed group are those of a country
    /// that a report on others doesn't name.
    pub(super) fn known(&self, name: &str) -> Option<(usize, &'a KnownBody)> {
        let mut bodies = self.lexicon.bodies(name);
        let first = bodies.next()?;
        let name = fold(name);
        if is_initials(&name) && self.spells_out_another(&name, first.1) {
            return None;
        }
        let others: Vec<(usize, &KnownBody)> = bodies.collect();
        let is_short = is_initials(&name) && name.len() <= SHORT;
        if others.is_empty() {
            let domestic = first.1.sector.first().is_some_and(|sector| DOMESTIC.contains(&sector.as_str()));
            let doubtful = is_initials(&name) && (domestic || is_short) && !is_above_states(first.1);
            let told = || self.times_named(first.1) > 0 || self.countries().is_empty() && !is_short;
            return (!doubtful || told()).then_some(first);
        }
        let all = || std::iter::once(first).chain(others.iter().copied());
        // Of those named as often the first in the list stays: `max_by_key` takes the last.
        let named = all().filter(|(_, body)| self.times_named(body) > 0);
        let most = named.max_by_key(|&(index, body)| (self.times_named(body), std::cmp::Reverse(index)));
        most.or_else(|| all().find(|(_, body)| is_above_states(body)))
            .or_else(|| Some(first).filter(|_| self.countries().is_empty() && !is_short))
    }

    /// Whether the report spells initials out as a name that has nothing of the listed body's: "the Election Commission of Norland
    /// (*EC*)".
    fn spells_out_another(&self, initials: &str, body: &KnownBody) -> bool {
        if let Some(&known) = self.spelled.borrow().get(initials) {
            return known;
        }
        let listed = words(&body.name);
        let shares = |name: &String| {
            let told = words(name);
            let is_same = |word: &String| word.len() > SHORT && told.iter().any(|other| is_spelling_of(word, other));
            listed.len() < 2 || self.lexicon.bodies(name).next().is_some() || listed.iter().any(is_same)
        };
        let spelled = self.spelled_out(initials);
        let another = !spelled.is_empty() && !spelled.iter().any(shares);
        self.spelled.borrow_mut().insert(initials.to_string(), another);
        another
    }

    /// The names that the report spells initials out as: one of a body, or what stands before them in brackets.
    fn spelled_out(&self, initials: &str) -> Vec<String> {
        let text = self.scene.text();
        let bodies = self.scene.parse.entities.iter().filter(|entity| entity.kind == EntityKind::Organization);
        let names = bodies.map(|entity| self.scene.words_at(entity.span));
        let names =
            names.flat_map(|name| [Some(name), name.split_once(" of ").map(|(body, _)| body)].into_iter().flatten());
        let mut found: Vec<String> = names.filter(|name| is_acronym_of(initials, name)).map(str::to_string).collect();
        for (at, _) in text.match_indices(&format!("({initials})")) {
            let before: Vec<&str> =
                text[..at].rsplit(char::is_whitespace).filter(|word| !word.is_empty()).take(LONGEST).collect();
            let before: Vec<&str> = before.into_iter().rev().collect();
            let windows = (0..before.len()).flat_map(|first| (first + 2..=before.len()).map(move |end| first..end));
            let names = windows.filter_map(|window| before.get(window)).map(|window| window.join(" "));
            let is_name = |name: &String| name.starts_with(char::is_uppercase) && is_acronym_of(initials, name);
            found.extend(names.filter(is_name));
        }
        found
    }

    /// Whether the report names a country.
    pub(super) fn names_country(&self, country: &str) -> bool {
        self.countries().contains_key(country)
    }

    fn times_named(&self, body: &KnownBody) -> usize {
        body.country.as_ref().and_then(|country| self.countries().get(country)).copied().unwrap_or_default()
    }

    /// How often the report names each country: by its name, adjective, people, capital or seat of power.
    fn countries(&self) -> &HashMap<String, usize> {
        self.countries.get_or_init(|| {
            let mut named = HashMap::new();
            let mut count = |words: &str| {
                if let Some((code, _)) = self.lexicon.state(words) {
                    *named.entry(code.to_string()).or_insert(0) += 1;
                }
            };
            self.scene.parse.entities.iter().for_each(|entity| count(self.scene.words_at(entity.span)));
            let tokens = self.scene.parse.sentences.iter().flat_map(|sentence| &sentence.tokens);
            tokens.filter(|token| matches!(token.upos, Upos::Propn | Upos::Adj)).for_each(|token| count(&token.form));
            named
        })
    }
}

fn is_above_states(body: &KnownBody) -> bool {
    body.country.as_deref().is_some_and(is_above)
}
