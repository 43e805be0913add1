//! What the words around the names of places tell of them: whose people are spoken of, what a name is called, which names
//! stand in a list.

use super::candidates::{Candidate, Readings};
use super::collect::Found;
use super::gazetteer::{EntryId, EntryKind, Gazetteer};
use super::joint::Name;
use super::words::PlacesLexicon;
use crate::actors::{ActorLexicon, StateWord};
use crate::scene::Scene;
use sayso_core::Span;
use std::collections::{BTreeMap, HashSet};

/// What is known of words that are no names of places but tell of some, or look like one.
pub trait Namesakes {
    /// The state whose people or belongings a word means ("Norwegian", "Norwegians"), by its ISO 3166-1 alpha-3 code.
    fn people_of(&self, word: &str) -> Option<String>;

    /// Whether a name is that of a group under arms.
    fn is_armed_group(&self, name: &str) -> bool;
}

impl Namesakes for ActorLexicon {
    fn people_of(&self, word: &str) -> Option<String> {
        match self.state(word) {
            Some((code, StateWord::Adjective | StateWord::People)) => Some(code.to_string()),
            _ => None,
        }
    }

    fn is_armed_group(&self, name: &str) -> bool {
        let armed = |sector: &String| matches!(sector.as_str(), "REB" | "PRM" | "UAF");
        self.bodies(name).any(|(_, body)| body.sector.iter().any(armed))
    }
}

/// Bytes of text after which a word for a state's people counts for half.
const HALF: f64 = 600.0;

/// Bytes of text beyond which it is not heard, so that long texts need no more time.
const REACH: usize = 12_000;

/// Where a text has words for the people of states.
#[derive(Debug, Default)]
pub(super) struct Peoples {
    /// In the order of the text: where, in which sentence, of which country (by index).
    words: Vec<(Span, usize, usize)>,
}

/// All words for the people of states.
pub(super) fn peoples(scene: &Scene<'_>, gazetteer: &Gazetteer, namesakes: &impl Namesakes) -> Peoples {
    let mut peoples = Peoples::default();
    let country = |words: &str| -> Option<EntryId> { gazetteer.country_by_alpha3(&namesakes.people_of(words)?) };
    for (sentence, parsed) in scene.parse.sentences.iter().enumerate() {
        let mut before: Option<Span> = None;
        for token in &parsed.tokens {
            if !token.form.starts_with(char::is_uppercase) {
                before = None;
                continue;
            }
            // "North Norlandic" is of another state than "Norlandic".
            let longer = before.map(|before| before.join(token.span));
            let of_longer = longer.and_then(|span| country(span.of(scene.text())));
            if let Some(entry) = of_longer.or_else(|| country(&token.form)).and_then(|id| gazetteer.entry(id)) {
                peoples.words.push((token.span, sentence, entry.country));
            }
            before = Some(token.span);
        }
    }
    peoples
}

impl Peoples {
    /// The countries of the words around a place, each by the nearest of them.
    pub(super) fn near(&self, place: Span) -> Vec<(usize, f64)> {
        let mut nearest: BTreeMap<usize, f64> = BTreeMap::new();
        let first = self.words.partition_point(|(span, ..)| span.end + REACH < place.start);
        let near = self.words.iter().skip(first).take_while(|(span, ..)| span.start <= place.end + REACH);
        for &(span, _, country) in near {
            let distance = place.start.saturating_sub(span.end).max(span.start.saturating_sub(place.end)) as f64;
            let nearness = nearest.entry(country).or_insert(0.0);
            *nearness = nearness.max(1.0 / (1.0 + distance / HALF));
        }
        nearest.into_iter().collect()
    }
}

/// The countries and provinces that a text names.
#[derive(Debug, Default)]
pub(super) struct Told {
    countries: HashSet<usize>,
    /// By sentence.
    countries_in: HashSet<(usize, usize)>,
    provinces: HashSet<usize>,
}

impl Told {
    pub(super) fn of(names: &[Name], peoples: &Peoples) -> Told {
        let mut told = Told::default();
        for name in names {
            let Some((Candidate::Entry(entry), _)) = name.readings.likeliest() else { continue };
            match entry.kind {
                EntryKind::Country => {
                    told.countries.insert(entry.country);
                    told.countries_in.insert((name.sentence, entry.country));
                }
                EntryKind::Province => {
                    told.countries.insert(entry.country);
                    told.provinces.extend(entry.province);
                }
                EntryKind::District | EntryKind::Place => {}
            }
        }
        for &(_, sentence, country) in &peoples.words {
            told.countries.insert(country);
            told.countries_in.insert((sentence, country));
        }
        told
    }

    /// Whether the text names a country, a province of it or its people.
    pub(super) fn names_country(&self, country: usize) -> bool {
        self.countries.contains(&country)
    }

    /// Whether a sentence names a country or its people.
    pub(super) fn names_country_in(&self, sentence: usize, country: usize) -> bool {
        self.countries_in.contains(&(sentence, country))
    }

    /// Whether the text names a province.
    pub(super) fn names_province(&self, province: usize) -> bool {
        self.provinces.contains(&province)
    }
}

impl Readings {
    /// The reading that is likeliest before the text is looked at.
    fn likeliest(&self) -> Option<&(Candidate, f64)> {
        self.candidates.iter().max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Whether the name is first of all that of a state.
    pub(super) fn is_state(&self) -> bool {
        matches!(self.likeliest(), Some((Candidate::Entry(entry), _)) if entry.kind == EntryKind::Country)
    }

    /// Whether a name is that of a state, or of the capital of one.
    pub(super) fn is_state_or_capital(&self) -> bool {
        let capital = |candidate: &Candidate| matches!(candidate, Candidate::Entry(entry) if entry.capital);
        self.is_state() || self.candidates.iter().any(|(candidate, _)| capital(candidate))
    }

    /// Whether it is that of a state, of a larger region or of nothing known.
    fn may_stand_beside_states(&self) -> bool {
        self.is_state() || matches!(self.likeliest(), None | Some((Candidate::Region(_), _)))
    }

    /// The countries that have a province of that name.
    fn countries_of_provinces(&self) -> BTreeMap<usize, ()> {
        let country = |(candidate, _): &(Candidate, f64)| match candidate {
            Candidate::Entry(entry) if entry.kind == EntryKind::Province => Some((entry.country, ())),
            _ => None,
        };
        self.candidates.iter().filter_map(country).collect()
    }
}

/// In a list of states ("Peru, Chile and Bolivia") or of provinces of one state none lies in the next, though somewhere a
/// village may be called so.
pub(super) fn without_lists(text: &str, found: &[Found], names: &mut [Name]) {
    let mut first = 0;
    while first < found.len() {
        let mut end = first + 1;
        while end < found.len() && is_listed_with(text, found[end - 1].span, found[end].span) {
            end += 1;
        }
        if is_of_one_rank(names.get(first..end).unwrap_or(&[])) {
            for name in names.get_mut(first..end).unwrap_or(&mut []) {
                name.inside = None;
            }
        }
        first = end;
    }
}

/// Whether only a comma or "and" stands between two names.
fn is_listed_with(text: &str, left: Span, right: Span) -> bool {
    right.start >= left.end
        && matches!(
            Span::new(left.end, right.start).of(text).trim(),
            "," | "and" | ", and" | "or" | ", or" | "&" | ", as well as" | "as well as"
        )
}

/// Whether three or more names are all of states, or all of provinces of one state.
fn is_of_one_rank(list: &[Name]) -> bool {
    if list.len() < 3 {
        return false;
    }
    let states = list.iter().filter(|name| name.readings.is_state()).count();
    if states > 1 && list.iter().all(|name| name.readings.may_stand_beside_states()) {
        return true;
    }
    let mut lists = list.iter().map(|name| name.readings.countries_of_provinces());
    let shared = lists.next().map(|first| {
        lists
            .fold(first, |shared, next| shared.into_iter().filter(|(country, ())| next.contains_key(country)).collect())
    });
    shared.is_some_and(|shared| !shared.is_empty())
}

/// What the words beside a name call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// "the city of X"
    Town,
    /// "the province of X", "X province"
    Division,
    /// "the island of X"
    Island,
}

impl Called {
    /// Whether a reading is of that kind.
    pub(super) fn fits(self, candidate: &Candidate) -> bool {
        match candidate {
            Candidate::Entry(entry) => match entry.kind {
                EntryKind::Place => self == Called::Town,
                EntryKind::Province | EntryKind::District => self != Called::Town,
                EntryKind::Country => false,
            },
            Candidate::Region(_) => self != Called::Town,
        }
    }
}

/// What the words beside a name call it, in its span or right outside.
pub(super) fn called(text: &str, span: Span, lexicon: &PlacesLexicon) -> Option<Called> {
    let kind = |word: &str| {
        let around = &lexicon.words.around;
        if around.called_town.iter().any(|listed| listed == word) {
            Some(Called::Town)
        } else if around.admin.iter().any(|listed| listed == word) {
            Some(Called::Division)
        } else if word == "island" {
            Some(Called::Island)
        } else {
            None
        }
    };
    let last = |words: &str| words.trim_end().rsplit(' ').next().map(str::to_string);
    let name = span.of(text);
    // "the city of Kherson" as one name, or with the name behind it
    let inside = name.split_once(" of ").and_then(|(before, _)| kind(&last(before)?));
    let before =
        text.get(..span.start).and_then(|before| before.strip_suffix(" of ")).and_then(|before| kind(&last(before)?));
    let after = text.get(span.end..).and_then(|after| after.strip_prefix(' ')).and_then(|after| {
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        kind(after.get(..end)?).filter(|_| after.get(..end) != Some("department"))
    });
    let end = name.rsplit_once(' ').and_then(|(_, end)| kind(end));
    inside.or(before).or(end).or(after)
}
