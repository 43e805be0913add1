//! Names of places that stand for something else: in the name of a body ("the *Paris* Police Department"), as a word for a
//! state's people ("a *Norwegian* vessel", "*Norwegians*"), behind a politician's party ("R-*Moorpark*"). Gritta, Pilehvar and
//! Collier (A pragmatic guide to geoparsing evaluation, 2020) call them associative. Nothing is said to have happened there, so
//! no act has its place from them; those who look for every name of a place want them.

use super::candidates::{Candidate, exact, readings};
use super::collect::{Found, collect, without_possessive};
use super::fold::fold;
use super::gazetteer::{EntryKind, Gazetteer};
use super::surroundings::Namesakes;
use super::words::PlacesLexicon;
use super::{Places, Toponym, place};
use crate::scene::Scene;
use sayso_core::Span;
use sayso_parse::EntityKind;
use std::collections::HashSet;

/// Longest name in words that is looked for in a body's name.
const LONGEST: usize = 4;

/// Inhabitants of a province whose name is one wherever it begins the name of a body.
const KNOWN_PROVINCE: u64 = 500_000;

/// Signs of the name of a politician's state or town, with the mark behind it.
const LONGEST_HOME: usize = 60;

/// Letters of parties of the United States before the state or town of a politician.
const PARTIES: [&str; 3] = ["R-", "D-", "I-"];

impl Places {
    /// The names of places that stand for something else, in the order of the text.
    pub fn associated(&self, scene: &Scene<'_>, gazetteer: &Gazetteer, namesakes: &impl Namesakes) -> Vec<Toponym> {
        let text = scene.text();
        let finder = Finder { places: self, text, gazetteer, lexicon: &self.lexicon, known: self.known_names(text) };
        let (mut spans, mut found) = (finder.behind_parties(), Vec::new());
        for entity in &scene.parse.entities {
            let demonyms = match entity.kind {
                EntityKind::Organization | EntityKind::Misc => {
                    spans.extend(finder.in_name(entity.span));
                    words(text, entity.span)
                }
                EntityKind::Location | EntityKind::Facility => {
                    spans.extend(finder.in_name(entity.span));
                    continue;
                }
                EntityKind::Norp => vec![entity.span],
                EntityKind::Person | EntityKind::Date | EntityKind::Money | EntityKind::Product => continue,
            };
            for span in demonyms.into_iter().filter(|span| finder.is_free(*span)) {
                if let Some(code) = namesakes.people_of(span.of(text))
                    && let Some(entry) = gazetteer.country_by_alpha3(&code).and_then(|id| gazetteer.entry(id))
                {
                    let candidate = Candidate::Entry(entry);
                    let place = place(span, text, Some((&candidate, "a word for its people")), false, gazetteer);
                    found.push(Toponym { span, place, dateline: false, head: scene.head_of(span) });
                }
            }
        }
        found.sort_by_key(|demonym| demonym.span);
        spans.retain(|span| super::in_span(&found, *span).is_empty());
        spans.sort();
        spans.dedup_by(|next, before| next.overlaps(*before));
        // The names of the report tell what those in the names of bodies stand for.
        let mut all = collect(scene, gazetteer, &self.lexicon, namesakes);
        all.retain(|known| {
            let next = spans.partition_point(|span| span.end <= known.span.start);
            spans.get(next).is_none_or(|span| !span.overlaps(known.span))
        });
        all.extend(spans.iter().map(|&span| Found { span, dateline: false, facility: false }));
        all.sort_by_key(|found| found.span);
        let resolved = Places::of(scene, gazetteer, &self.lexicon, namesakes, self.home.as_deref(), &all).toponyms;
        found.extend(resolved.into_iter().filter(|toponym| spans.binary_search(&toponym.span).is_ok()));
        found.sort_by_key(|toponym| toponym.span);
        found
    }

    /// The words of a place that are its name alone: without "northern", "province" or "hospital" around it, and with the full
    /// stop of an abbreviation.
    pub fn name_alone(&self, text: &str, span: Span) -> Span {
        let lower = |word: &str| word.starts_with(|c: char| c.is_lowercase());
        let mut name = span;
        while let Some((first, rest)) = name.of(text).split_once([' ', '-'])
            && self.lexicon.words.around.before.iter().any(|word| word == first)
            && rest.contains(char::is_uppercase)
        {
            name = Span::new(name.end - rest.len(), name.end).trimmed(text);
        }
        while let Some((rest, last)) = name.of(text).rsplit_once(' ')
            && lower(last)
        {
            name = Span::new(name.start, name.start + rest.len()).trimmed(text);
        }
        let stopped = text.get(name.end..).is_some_and(|rest| rest.starts_with('.'));
        let abbreviated = self.lexicon.words.abbreviations.contains_key(&fold(name.of(text)));
        if stopped && abbreviated { Span::new(name.start, name.end + 1) } else { name }
    }

    /// Folded names of the places that the report names by themselves.
    fn known_names(&self, text: &str) -> HashSet<String> {
        let known = |toponym: &&Toponym| toponym.place.lat.is_some() || toponym.place.country.is_some();
        let name = |toponym: &Toponym| fold(self.name_alone(text, toponym.span).of(text));
        self.toponyms.iter().filter(known).map(name).filter(|name| name.chars().count() > 3).collect()
    }
}

/// Looks for names that no entity of a place covers.
struct Finder<'a> {
    places: &'a Places,
    text: &'a str,
    gazetteer: &'a Gazetteer,
    lexicon: &'a PlacesLexicon,
    known: HashSet<String>,
}

impl Finder<'_> {
    /// Whether no place is named there that has a point of its own: "*Long Beach* Airport" has none.
    fn is_free(&self, span: Span) -> bool {
        let there = super::in_span(&self.places.toponyms, span);
        there.iter().all(|toponym| toponym.place.lat.is_none() && toponym.span != span)
    }

    /// "The *Hebei* Health Bureau", "Bank of *Japan*": names in that of a body or site, none the whole of it.
    fn in_name(&self, body: Span) -> Vec<Span> {
        let words = words(self.text, body);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let longest = (words.len() - at).min(LONGEST);
            let name = (1..=longest).rev().filter(|count| *count < words.len()).find_map(|count| {
                let span = without_possessive(Span::new(words[at].start, words[at + count - 1].end), self.text);
                let begins = at == 0 || at == 1 && words[0].of(self.text).eq_ignore_ascii_case("the");
                (self.is_free(span) && self.is_name(span, begins)).then_some((span, count))
            });
            match name {
                Some((span, count)) => {
                    found.push(span);
                    at += count;
                }
                None => at += 1,
            }
        }
        found
    }

    fn is_name(&self, span: Span, begins: bool) -> bool {
        let name = span.of(self.text);
        let key = fold(name);
        let is_common = self.lexicon.not_a_place.contains(&key) || self.lexicon.words.around.before.contains(&key);
        if !name.starts_with(char::is_uppercase) || is_common {
            return false;
        }
        self.known.contains(&key)
            || exact(&key, self.gazetteer, self.lexicon).candidates.iter().any(|(candidate, _)| match candidate {
                Candidate::Entry(entry) => match entry.kind {
                    EntryKind::Country => true,
                    EntryKind::Province => begins && entry.population >= KNOWN_PROVINCE,
                    EntryKind::District | EntryKind::Place => false,
                },
                Candidate::Region(_) => false,
            })
    }

    /// "Senator Tony Strickland, R-*Moorpark*".
    fn behind_parties(&self) -> Vec<Span> {
        let mut found = Vec::new();
        for (at, party) in PARTIES.iter().flat_map(|party| self.text.match_indices(party)) {
            let start = at + party.len();
            let apart = !self.text[..at].ends_with(char::is_alphanumeric);
            // Looked for no farther than a name is long, so that a text of such letters alone takes no longer than another.
            let mut near = self.text[start..].char_indices().take(LONGEST_HOME);
            let end = near.find(|(_, c)| matches!(c, ',' | ')' | ';' | '\n')).map_or(start, |(end, _)| start + end);
            let name = Span::new(start, end).of(self.text);
            if apart
                && name.starts_with(char::is_uppercase)
                && name.split(' ').count() <= 3
                && self.is_free(Span::new(start, end))
                && !readings(name, self.gazetteer, self.lexicon).candidates.is_empty()
            {
                found.push(Span::new(start, end));
            }
        }
        found
    }
}

/// The words of a span between blanks, without the marks around them.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = span.start;
    for part in span.of(text).split([' ', '\n']) {
        let inner = part.trim_matches([',', '(', ')', '"', '“', '”', ':', ';']);
        let offset = part.find(inner).unwrap_or(0);
        if !inner.is_empty() {
            words.push(Span::new(start + offset, start + offset + inner.len()));
        }
        start += part.len() + 1;
    }
    words
}
