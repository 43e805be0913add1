//! Bodies of several countries that are called alike ("PPP", "Democratic Progressive Party"): the one whose country the
//! report names is meant.

use super::describe::Describer;
use super::lexicon::KnownBody;
use super::names::fold;
use super::surroundings::{is_above, is_initials};
use sayso_parse::Upos;
use std::collections::HashMap;

/// Initials of so few letters mean a listed body only where its country is named.
const SHORT: usize = 2;

/// Bodies that every country has of its own, under initials that other countries have, too.
const DOMESTIC: &[&str] = &["PTY", "OPP", "REB", "PRM"];

impl<'a> Describer<'a> {
    /// The body of the lexicon that is called so in this report, with its number. None where several are called so and
    /// the report names the country of none, and where initials of a party or armed group are those of a country
    /// that a report on others doesn't name.
    pub(super) fn known(&self, name: &str) -> Option<(usize, &'a KnownBody)> {
        let mut bodies = self.lexicon.bodies(name);
        let first = bodies.next()?;
        let others: Vec<(usize, &KnownBody)> = bodies.collect();
        let name = fold(name);
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
