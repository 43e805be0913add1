//! Where: names of places, what they stand for, and which of them is the place of an act.
//!
//! Names come from the parser's entities and, where it missed one, from the gazetteer. What a name stands for is
//! chosen for all names of a document together ([`joint`]). An act takes the place that governs its predicate in the
//! tree: never the dateline, the seat of the speaker or the actor's country by default.

mod associated;
mod candidates;
mod collect;
mod fold;
mod gazetteer;
mod govern;
mod joint;
mod sites;
mod surroundings;
mod words;

pub use fold::fold;
pub use gazetteer::{Country, Entry, EntryId, EntryKind, Gazetteer, GazetteerError};
pub use surroundings::Namesakes;
pub use words::PlacesLexicon;

use crate::actors::Forces;
use crate::scene::{Scene, Word};
use crate::setting::Setting;
use candidates::{Candidate, readings};
use collect::Found;
use joint::{Leanings, Name, choose};
use sayso_core::{Place, PlacePrecision, Span};
use surroundings::{Told, called, peoples, without_lists};

/// A place named in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Toponym {
    /// Where the text names it.
    pub span: Span,
    /// What it stands for; a name that isn't in the gazetteer has no coordinates.
    pub place: Place,
    /// Whether it stands in a dateline: where the report was written.
    pub dateline: bool,
    /// The word of it that hangs on the rest of the sentence.
    pub(crate) head: Option<Word>,
}

/// All places named in a document.
#[derive(Debug, Clone)]
pub struct Places {
    toponyms: Vec<Toponym>,
    /// Places without a name: those of acts only.
    sites: Vec<Toponym>,
    /// The country that the outlet reports from.
    home: Option<String>,
    lexicon: PlacesLexicon,
}

impl Places {
    /// Finds and resolves the names of places. `home` is the country that the outlet reports from (alpha-3), if it has one.
    pub fn resolve(
        scene: &Scene<'_>,
        gazetteer: &Gazetteer,
        lexicon: &PlacesLexicon,
        namesakes: &impl Namesakes,
        home: Option<&str>,
    ) -> Places {
        let found = collect::collect(scene, gazetteer, lexicon, namesakes);
        let mut places = Places::of(scene, gazetteer, lexicon, namesakes, home, &found);
        places.sites = sites::collect(scene, &lexicon.words.sites, &places.toponyms);
        places
    }

    /// Finds the country of places that the gazetteer lacks or that have no name, once it is known where the report is
    /// set; towns and provinces named beside them go before that. Forces that act there may be abroad. A state that stays unknown is no place.
    pub fn settle(&mut self, scene: &Scene<'_>, setting: &Setting, forces: &Forces, gazetteer: &Gazetteer) {
        let towns = self.towns();
        for toponym in self.toponyms.iter_mut().chain(&mut self.sites) {
            if toponym.place.lat.is_some() {
                continue;
            }
            if toponym.place.country.is_none() {
                let beside =
                    if sites::is_unknown_country(toponym) { Beside::Nothing } else { Beside::of(toponym.span, &towns) };
                let found = match beside {
                    Beside::One(code) => Some((code, "as the place named beside it")),
                    Beside::Several => None,
                    Beside::Nothing => {
                        let force: Vec<Span> = forces.at(scene, toponym.span).into_iter().collect();
                        setting.country_of(&[toponym.span], &force)
                    }
                };
                let Some((code, how)) = found else { continue };
                sites::lies_in(toponym, code, how, gazetteer);
            }
            sites::pin_capital(toponym, gazetteer);
        }
        self.sites.retain(|site| !sites::is_unknown_country(site));
    }

    /// Where towns and provinces stand that have been found, with their countries.
    fn towns(&self) -> Vec<(Span, String)> {
        let local = |toponym: &&Toponym| {
            !toponym.dateline && matches!(toponym.place.precision, PlacePrecision::Place | PlacePrecision::Admin)
        };
        self.toponyms
            .iter()
            .filter(local)
            .filter_map(|toponym| Some((toponym.span, toponym.place.country.clone()?)))
            .collect()
    }

    /// Resolves given names.
    pub fn resolve_spans(
        scene: &Scene<'_>,
        gazetteer: &Gazetteer,
        lexicon: &PlacesLexicon,
        namesakes: &impl Namesakes,
        home: Option<&str>,
        spans: &[Span],
    ) -> Places {
        let found: Vec<Found> = spans.iter().map(|&span| Found { span, dateline: false, facility: false }).collect();
        Places::of(scene, gazetteer, lexicon, namesakes, home, &found)
    }

    /// The places, in the order of the text.
    pub fn toponyms(&self) -> &[Toponym] {
        &self.toponyms
    }

    fn of(
        scene: &Scene<'_>,
        gazetteer: &Gazetteer,
        lexicon: &PlacesLexicon,
        namesakes: &impl Namesakes,
        home: Option<&str>,
        found: &[Found],
    ) -> Places {
        let text = scene.text();
        let peoples = peoples(scene, gazetteer, namesakes);
        let mut names: Vec<Name> = found
            .iter()
            .enumerate()
            .map(|(index, here)| Name {
                readings: readings(here.span.of(text), gazetteer, lexicon),
                inside: found.get(index + 1).filter(|next| contains(text, here.span, next.span)).map(|_| index + 1),
                abbreviation: abbreviation_after(text, here.span, lexicon),
                key: fold(here.span.of(text)),
                called: called(text, here.span, lexicon),
                sentence: scene.parse.sentence_at(here.span.start).unwrap_or(0),
                peoples: peoples.near(here.span),
            })
            .collect();
        // One mention of "the state of Mexico" doesn't make every "Mexico" that state.
        for name in names.iter_mut().filter(|name| name.readings.is_state()) {
            name.called = None;
        }
        without_lists(text, found, &mut names);
        let told = Told::of(&names, &peoples);
        let mut chosen = choose(&names, &told, gazetteer, &leanings(scene, gazetteer, lexicon, home));
        let strayed: Vec<usize> = (0..names.len())
            .filter(|&at| {
                strays(at, &names, &chosen).is_some_and(|town| {
                    let limit = if names[at].is_loose() { KNOWN_CITY } else { KNOWN_TOWN };
                    town.population < limit || names_building(scene, found[at].span, lexicon)
                })
            })
            .collect();
        for at in strayed {
            chosen[at] = None;
        }
        let toponyms = found
            .iter()
            .zip(&names)
            .zip(chosen)
            .map(|((found, name), chosen)| {
                let candidate = chosen.and_then(|(at, how)| Some((&name.readings.candidates.get(at)?.0, how)));
                let facility = name.readings.facility || found.facility && is_site(found.span.of(text), lexicon);
                Toponym {
                    span: found.span,
                    place: place(found.span, text, candidate, facility, gazetteer),
                    dateline: found.dateline,
                    head: scene.head_of(found.span),
                }
            })
            .collect();
        let toponyms = with_outer_country(toponyms, &names);
        let home = home.map(str::to_string);
        Places { toponyms, sites: Vec::new(), home, lexicon: lexicon.clone() }
    }
}

/// Inhabitants of a town that is known where nothing around it tells of its country: of smaller ones that were measured fifteen
/// of sixteen were other places of that name, or none.
const KNOWN_TOWN: u64 = 50_000;

/// The same where the name stands with a word that may make it another's: "*South* Hamm", "the *island* of Hamm".
const KNOWN_CITY: u64 = 1_000_000;

/// The town that a name was given to, if it lies in a country that no other name of the text and no word for a people tells of,
/// though others lie somewhere.
fn strays<'n>(at: usize, names: &'n [Name], chosen: &[Option<(usize, &'static str)>]) -> Option<&'n Entry> {
    let entry = |at: usize| {
        let (reading, _) = chosen.get(at).copied().flatten()?;
        match names.get(at)?.readings.candidates.get(reading)? {
            (Candidate::Entry(entry), _) => Some(entry),
            (Candidate::Region(_), _) => None,
        }
    };
    let town = entry(at).filter(|town| town.kind == EntryKind::Place)?;
    let mut others = (0..names.len()).filter(|&other| names[other].key != names[at].key).filter_map(entry).peekable();
    let mut peoples = names[at].peoples.iter().map(|(country, _)| *country).peekable();
    let is_told = others.peek().is_some() || peoples.peek().is_some();
    let elsewhere = others.all(|other| other.country != town.country) && peoples.all(|country| country != town.country);
    (is_told && elsewhere).then_some(town)
}

/// "The *Brookfield* police station", "*Jackson* camp": a name before a building or quarter may be known to the report's own
/// readers only.
fn names_building(scene: &Scene<'_>, span: Span, lexicon: &PlacesLexicon) -> bool {
    let Some(word) = scene.head_of(span) else { return false };
    let syntax = &scene.sentences[word.sentence];
    let noun = syntax.head(word.word).filter(|_| syntax.token(word.word).relation.is("compound"));
    noun.is_some_and(|noun| {
        let (token, sites) = (syntax.token(noun), &lexicon.words.sites);
        let is_site = sites.building.contains(&*token.lemma) || sites.town.contains(&*token.lemma);
        is_site && token.span.start >= span.end && token.form.starts_with(char::is_lowercase)
    })
}

/// A name that the gazetteer lacks lies in the country of the place named right behind it: "Millbrook, New Jersey".
fn with_outer_country(mut toponyms: Vec<Toponym>, names: &[Name]) -> Vec<Toponym> {
    for (index, name) in names.iter().enumerate().rev() {
        let outer = name.inside.and_then(|outer| toponyms.get(outer)).map(|outer| outer.place.clone());
        if let Some(outer) = outer
            && let Some(place) = toponyms.get_mut(index).map(|toponym| &mut toponym.place)
            && place.country.is_none()
            && place.lat.is_none()
        {
            place.admin1 = outer.admin1;
            place.country = outer.country;
        }
    }
    toponyms
}

/// The places that touch a span; `places` in the order of the text.
fn in_span(places: &[Toponym], span: Span) -> &[Toponym] {
    let first = places.partition_point(|place| place.span.end <= span.start);
    let rest = &places[first..];
    &rest[..rest.partition_point(|place| place.span.start < span.end)]
}

fn is_site(name: &str, lexicon: &PlacesLexicon) -> bool {
    fold(name).split(' ').any(|word| lexicon.facility.contains(word))
}

/// Whether only a comma (or "in", "of") stands between a name and the next, so that the next may contain it.
fn contains(text: &str, inner: Span, outer: Span) -> bool {
    let gap = Span::new(inner.end, outer.start).of(text);
    outer.start >= inner.end && matches!(gap.trim(), "," | "in" | "(" | ", in" | "of" | ", a city in" | ", a town in")
        || gap.len() < 40 && gap.starts_with(", the capital of")
}

/// "Springfield, Ill.": the province behind a comma that is no name by itself.
fn abbreviation_after(text: &str, span: Span, lexicon: &PlacesLexicon) -> Option<(String, String)> {
    let rest = text.get(span.end..)?.strip_prefix(',')?.trim_start();
    let end = rest.find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(rest.len());
    let word = rest.get(..end)?;
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    lexicon.words.abbreviations.get(&fold(word)).cloned()
}

/// How much likelier places of the country are that the outlet reports from.
const HOME: f64 = 2.0;

/// Countries that the outlet makes a little likelier: its home, or what its name tells.
fn leanings(scene: &Scene<'_>, gazetteer: &Gazetteer, lexicon: &PlacesLexicon, home: Option<&str>) -> Leanings {
    let mut leanings = Leanings::new();
    let country = |code: &str| gazetteer.country_by_alpha3(code).and_then(|id| gazetteer.entry(id));
    if let Some(home) = home.and_then(country) {
        leanings.insert(home.country, HOME);
        return leanings;
    }
    let Some(publisher) = &scene.document.publisher else { return leanings };
    for word in publisher.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3) {
        let largest = readings(word, gazetteer, lexicon).candidates.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((Candidate::Entry(entry), _)) = largest
            && !lexicon.not_a_place.contains(&fold(word))
        {
            leanings.insert(entry.country, 1.0);
        }
    }
    leanings
}

fn place(
    span: Span,
    text: &str,
    chosen: Option<(&Candidate, &'static str)>,
    facility: bool,
    gazetteer: &Gazetteer,
) -> Place {
    let words = span.of(text).to_string();
    let unknown = |precision, how: &str| Place {
        name: words.clone(),
        span: Some(span),
        lat: None,
        lon: None,
        admin1: None,
        country: None,
        geonameid: None,
        precision,
        feature: None,
        how: how.to_string(),
    };
    let (candidate, how) = match chosen {
        None => {
            return unknown(
                if facility { PlacePrecision::Point } else { PlacePrecision::Place },
                "not in the gazetteer",
            );
        }
        Some(chosen) => chosen,
    };
    match candidate {
        Candidate::Region(region) => Place {
            name: region.name.clone(),
            lat: Some(region.lat),
            lon: Some(region.lon),
            country: region.country.clone(),
            precision: if region.is_site() { PlacePrecision::Point } else { PlacePrecision::Region },
            ..unknown(PlacePrecision::Region, &format!("{} of the lexicon", region.kind))
        },
        Candidate::Entry(entry) => {
            let country = gazetteer.countries().get(entry.country).map(|country| country.alpha3.clone());
            let admin1 = entry.province.and_then(|province| gazetteer.province_name(province)).map(str::to_string);
            let (precision, feature) = match entry.kind {
                EntryKind::Country => (PlacePrecision::Country, Some("PCLI")),
                EntryKind::Province => (PlacePrecision::Admin, Some("ADM1")),
                EntryKind::District => (PlacePrecision::Admin, Some("ADM2")),
                EntryKind::Place => (PlacePrecision::Place, entry.capital.then_some("PPLC")),
            };
            if facility {
                // A building has no point of its own: its town's would pin it where it isn't.
                let how = format!("a site in {}", entry.name);
                return Place { admin1, country, ..unknown(PlacePrecision::Point, &how) };
            }
            Place {
                name: entry.name.clone(),
                lat: Some(entry.lat),
                lon: Some(entry.lon),
                admin1,
                country,
                geonameid: entry.geonameid,
                feature: feature.map(str::to_string),
                precision,
                ..unknown(precision, how)
            }
        }
    }
}

/// Bytes of text within which a town tells the country of a place without one.
const BESIDE: usize = 150;

/// The countries of the towns near a place.
#[derive(Debug, PartialEq, Eq)]
enum Beside {
    /// No town is near.
    Nothing,
    /// All lie in this country.
    One(String),
    /// They lie in several.
    Several,
}

impl Beside {
    /// Of a place among `towns`, which stand in the order of the text.
    fn of(place: Span, towns: &[(Span, String)]) -> Beside {
        let first = towns.partition_point(|(span, _)| span.end + BESIDE < place.start);
        let near = towns.iter().skip(first).take_while(|(span, _)| span.start <= place.end + BESIDE);
        near.fold(Beside::Nothing, |found, (_, code)| match found {
            Beside::Nothing => Beside::One(code.clone()),
            Beside::One(one) if one == *code => Beside::One(one),
            Beside::One(_) | Beside::Several => Beside::Several,
        })
    }
}

#[cfg(test)]
mod tests;
