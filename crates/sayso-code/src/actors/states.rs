//! States by their long names, inside longer names, and by their people.

use super::Sort;
use super::describe::{Describer, Description, Key};
use super::lexicon::StateWord;
use super::names::words;
use super::surroundings::{is_above, is_initials};
use crate::scene::Word;
use sayso_parse::Upos;

/// Words of the long forms of states' names.
const FORMS_OF_STATE: &[&str] = &[
    "republic",
    "kingdom",
    "state",
    "sultanate",
    "emirate",
    "principality",
    "commonwealth",
    "federation",
    "federal",
    "islamic",
    "democratic",
    "socialist",
    "peoples",
    "people",
    "united",
    "arab",
    "bolivarian",
    "plurinational",
    "hashemite",
    "oriental",
    "federative",
    "independent",
    "grand",
    "duchy",
];

impl Describer<'_> {
    /// The state whose long form a name is: "the Kingdom of *Norland*".
    pub(super) fn state_of_long_name<'t>(&self, name: &'t str) -> Option<&'t str> {
        let (form, state) = name.split_once(" of ")?;
        let state = state.trim_start_matches("the ");
        let is_form = words(form).iter().all(|word| FORMS_OF_STATE.contains(&word.as_str()));
        let is_named = || self.lexicon.state(state).is_some_and(|(_, how)| how == StateWord::Name);
        (is_form && is_named()).then_some(state)
    }

    /// A state's people, or what a nationality before a noun tells.
    pub(super) fn describe_people(&self, word: Word, text: &str, how: StateWord, code: &str) -> Description {
        let syntax = self.syntax(word);
        let token = syntax.token(word.word);
        let first = syntax.token(syntax.first_conjunct(word.word)).relation;
        let before_noun = first.is_any(&["amod", "compound", "nmod:desc"]) && token.upos != Upos::Noun;
        if before_noun {
            return Description { key: Some(Key::State(code.to_string())), ..Description::of(Sort::State) };
        }
        let definite_adjective = how == StateWord::Adjective
            && syntax.child(word.word, &["det"]).is_some_and(|det| syntax.lemma(det) == "the");
        let plural = token.feats.has("Number", "Plur")
            || definite_adjective
            || text.ends_with("men")
            || text.ends_with('s') && !text.ends_with("ss");
        let alone = syntax.child(word.word, &["amod", "nummod", "acl", "nmod"]).is_none();
        if plural {
            let key = alone.then(|| Key::People(code.to_string()));
            Description { plural: true, key, sector: vec!["CVL".to_string()], ..Description::of(Sort::Group) }
        } else {
            Description { sector: vec!["CVL".to_string()], ..Description::of(Sort::Person) }
        }
    }

    /// A state named inside a longer name: "Bank of Uganda", "Royal Thai Police".
    pub(super) fn country_in(&self, name: &str) -> Option<String> {
        if self.lexicon.region(name).is_some() {
            return None;
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        for length in (1..=3.min(words.len())).rev() {
            for window in words.windows(length) {
                if let Some((code, how)) = self.lexicon.state(&window.join(" "))
                    && how != StateWord::Capital
                {
                    return Some(code.to_string());
                }
                // "UN Mission in Norland" is the UN's; a newspaper called "Dawn" does not own every Dawn.
                let body = window.join(" ");
                if let Some(country) = self.known(&body).and_then(|(_, body)| body.country.clone())
                    && (is_above(&country) || is_initials(&body))
                {
                    return Some(country);
                }
            }
        }
        None
    }
}
