//! Places without a name: "the ministry", "his home", "a police station", "the country", "the capital", "here".
//!
//! They are places of acts only, and only where a name hangs no closer; they have no point. Their country is that of a
//! place named in their phrase, or else the one that the report deals with.

use super::{Entry, Gazetteer, Toponym, in_span, words::SiteWords};
use crate::scene::{Scene, Word};
use crate::syntax::Syntax;
use sayso_core::{Place, PlacePrecision};
use sayso_parse::Upos;

/// How a state is told without its name; [`super::Places::settle`] finds out which.
pub(super) const THE_COUNTRY: &str = "the country that the report deals with";

/// How the capital of a state is told without its name, until the state is known.
const THE_CAPITAL: &str = "the capital";

/// All sites of a document in the order of the text, none of them a name that is among `named`.
pub(super) fn collect(scene: &Scene<'_>, words: &SiteWords, named: &[Toponym]) -> Vec<Toponym> {
    let mut found = Vec::new();
    let written = named.iter().find(|place| place.dateline && place.place.lat.is_some());
    for (sentence, syntax) in scene.sentences.iter().enumerate() {
        let named = in_span(named, syntax.sentence.span);
        for at in 0..syntax.len() {
            let word = Word::new(sentence, at);
            let site = here(scene, word, written).or_else(|| site(scene, syntax, word, words, named));
            found.extend(site);
        }
    }
    found.sort_by_key(|site| site.span);
    found
}

/// "here" is where the report was written.
fn here(scene: &Scene<'_>, word: Word, written: Option<&Toponym>) -> Option<Toponym> {
    let token = scene.token(word);
    if &*token.lemma != "here" || !token.relation.is("advmod") {
        return None;
    }
    let written = written?;
    let place =
        Place { span: Some(token.span), how: "where the report was written".to_string(), ..written.place.clone() };
    Some(Toponym { span: token.span, place, dateline: false, head: Some(word) })
}

fn site(scene: &Scene<'_>, syntax: &Syntax<'_>, word: Word, words: &SiteWords, named: &[Toponym]) -> Option<Toponym> {
    let token = syntax.token(word.word);
    if !matches!(token.upos, Upos::Noun | Upos::Propn) || token.relation.is_any(&["compound", "flat", "amod"]) {
        return None;
    }
    let lemma = token.lemma.to_lowercase();
    let country = words.country.contains(&lemma);
    let precision = if country {
        PlacePrecision::Country
    } else if words.building.contains(&lemma) {
        PlacePrecision::Point
    } else if words.town.contains(&lemma) {
        PlacePrecision::Place
    } else if words.area.contains(&lemma) {
        PlacePrecision::Region
    } else {
        return None;
    };
    let plural = token.feats.has("Number", "Plur");
    let marked = syntax.child(word.word, &["det", "nmod:poss", "compound", "amod", "flat"]).is_some();
    let left_open =
        syntax.children_by(word.word, &["det"]).any(|det| words.open.contains(&syntax.token(det).form.to_lowercase()));
    // "in hospital", "in towns", "in any town" are nowhere in particular.
    if !marked || plural || left_open || named.iter().any(|place| place.span.overlaps(token.span)) {
        return None;
    }
    if country && !is_the(syntax, word.word) {
        return None;
    }
    let span = syntax.phrase(word.word);
    // "The Norlandic embassy in Sudland" stands in Sudland.
    let is_foreign = words.foreign.contains(&lemma);
    let inner = named.iter().find(|place| {
        place.place.country.is_some()
            && place.head.is_some_and(|head| {
                head.sentence == word.sentence
                    && syntax.is_below(head.word, word.word)
                    && (!is_foreign || syntax.preposition(head.word).as_deref() == Some("in"))
            })
    });
    let how = if country {
        THE_COUNTRY
    } else if is_capital(syntax, word.word, inner) {
        THE_CAPITAL
    } else {
        "told without a name"
    };
    let place = Place {
        name: without_article(span.of(scene.text())).to_string(),
        span: Some(span),
        lat: None,
        lon: None,
        admin1: inner.and_then(|place| place.place.admin1.clone()),
        country: inner.and_then(|place| place.place.country.clone()),
        geonameid: None,
        precision,
        feature: None,
        how: how.to_string(),
    };
    Some(Toponym { span: token.span, place, dateline: false, head: Some(word) })
}

/// "the country", "that nation", and nothing that tells it from others ("the first country", "the country of origin").
fn is_the(syntax: &Syntax<'_>, noun: usize) -> bool {
    let pointing = syntax
        .children_by(noun, &["det"])
        .any(|det| matches!(&*syntax.token(det).form.to_lowercase(), "the" | "this" | "that"));
    pointing && syntax.child(noun, &["nmod", "acl", "compound", "amod"]).is_none()
}

/// "The capital", "the capital city", "Norland's capital"; not "the provincial capital" nor "the capital of the province".
fn is_capital(syntax: &Syntax<'_>, noun: usize, inner: Option<&Toponym>) -> bool {
    let lemma = |word: usize| syntax.token(word).lemma.to_lowercase();
    let city = matches!(&*lemma(noun), "city" | "town");
    let compound = |word: usize| city && lemma(word) == "capital" && syntax.token(word).relation.is("compound");
    if lemma(noun) != "capital" && !syntax.children(noun).iter().any(|&child| compound(child)) {
        return false;
    }
    let state = |word: usize| {
        inner.is_some_and(|place| {
            place.place.precision == PlacePrecision::Country && place.head.is_some_and(|head| head.word == word)
        })
    };
    let tells_others = |&word: &usize| {
        let relation = syntax.token(word).relation;
        relation.is_any(&["nmod", "acl", "compound", "amod", "nmod:poss"]) && !compound(word) && !state(word)
    };
    !syntax.children(noun).iter().any(tells_others)
}

fn without_article(words: &str) -> &str {
    ["the ", "a ", "an ", "The ", "A ", "An "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}

/// Whether a site is a state that has yet to be found out.
pub(super) fn is_unknown_country(site: &Toponym) -> bool {
    site.place.how == THE_COUNTRY && site.place.country.is_none()
}

/// Takes down the country of a place; the words for a state give way to its name.
pub(super) fn lies_in(site: &mut Toponym, code: String, how: &str, gazetteer: &Gazetteer) {
    let place = &mut site.place;
    if place.how == THE_COUNTRY
        && let Some(entry) = gazetteer.country_by_alpha3(&code).and_then(|id| gazetteer.entry(id))
    {
        place.span = Some(site.span);
        place.feature = Some("PCLI".to_string());
        pin(place, &entry);
    } else {
        place.how = format!("{}; {how}", place.how);
    }
    place.country = Some(code);
}

/// The name and the point of a capital, once its state is known, in place of the words for it.
pub(super) fn pin_capital(site: &mut Toponym, gazetteer: &Gazetteer) {
    let place = &mut site.place;
    if !place.how.strip_prefix(THE_CAPITAL).is_some_and(|rest| rest.is_empty() || rest.starts_with(';')) {
        return;
    }
    let capital = place.country.as_deref().and_then(|code| gazetteer.capital_of(code));
    let Some(entry) = capital.and_then(|id| gazetteer.entry(id)) else { return };
    place.admin1 = entry.province.and_then(|province| gazetteer.province_name(province)).map(str::to_string);
    place.feature = Some("PPLC".to_string());
    pin(place, &entry);
}

fn pin(place: &mut Place, entry: &Entry) {
    place.name = entry.name.clone();
    place.lat = Some(entry.lat);
    place.lon = Some(entry.lon);
    place.geonameid = entry.geonameid;
}
