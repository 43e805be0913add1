//! The word lists of `places.toml`, `places-aliases.tsv` and `places-regions.tsv`.

use super::fold::fold;
use crate::lexicon::{LexiconError, LexiconFiles, broken};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

const ALIASES: &str = "places-aliases.tsv";
const REGIONS: &str = "places-regions.tsv";

/// What the lexicon knows of places beside the gazetteer.
#[derive(Debug, Clone)]
pub struct PlacesLexicon {
    pub(super) words: PlaceWords,
    pub(super) not_a_place: HashSet<String>,
    pub(super) facility: HashSet<String>,
    /// Folded names of states, with their alpha-3 codes.
    pub(super) aliases: HashMap<String, String>,
    /// Regions by folded name.
    pub(super) regions: HashMap<String, Region>,
}

/// A region, sea, river, mountain range, camp, continent or former state.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Region {
    pub name: String,
    pub lat: f64,
    pub lon: f64,
    pub kind: String,
    pub country: Option<String>,
}

impl Region {
    /// Whether it is a camp for refugees or prisoners.
    pub(super) fn is_camp(&self) -> bool {
        self.kind == "camp"
    }

    /// Whether it is no wider than a site.
    pub(super) fn is_site(&self) -> bool {
        self.is_camp() || self.kind == "point"
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceWords {
    pub preferred: BTreeMap<String, u32>,
    pub abbreviations: BTreeMap<String, (String, String)>,
    pub around: Around,
    facility: List,
    not_a_place: List,
    pub governing: Governing,
    pub sites: SiteWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Around {
    pub before: Vec<String>,
    pub admin: Vec<String>,
    pub town: Vec<String>,
    /// Words before "of" and a name, or behind a name, that make it one of a town.
    pub called_town: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub words: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Governing {
    pub prepositions: Vec<String>,
    pub moving: Vec<String>,
    pub moving_verbs: Vec<String>,
    /// Verbs of coming together, which people do where they do what they come for.
    pub gathering: Vec<String>,
    /// Where people go to be seen: "took to the *streets* of X".
    pub streets: Vec<String>,
    /// Verbs of using a means, where that is done which it is used for.
    pub means: Vec<String>,
    /// Verbs of speaking whose participle tells where something else is said.
    pub speaking: Vec<String>,
    pub light: Vec<String>,
    pub parts: Vec<String>,
    /// Words of going to, into or over a place, which is then where it happens.
    pub reaching: Vec<String>,
    /// Words of acts done to a site where it stands.
    pub destroying: Vec<String>,
    /// Verbs whose subject or object is where an act is undergone.
    pub undergoing: Vec<String>,
    /// Nouns of what happens within the state that has it.
    pub internal: Vec<String>,
    /// Nouns of occasions at which people speak: what is said at one is said where it takes place.
    pub occasions: Vec<String>,
    /// Nouns of those who act where they sit.
    pub local_bodies: Vec<String>,
    /// Words of measures on whom they weigh: "sanctions on X" tells of a government, not of where.
    pub weighing: Vec<String>,
    /// Nouns and adjectives of the state that a country is in; what brought it about took place there.
    pub unsettled: Vec<String>,
}

/// Nouns that are places without a name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteWords {
    pub building: HashSet<String>,
    pub town: HashSet<String>,
    pub area: HashSet<String>,
    pub country: HashSet<String>,
    /// Determiners that leave open which one is meant.
    pub open: HashSet<String>,
    /// Sites that stand in another state than the one that owns them.
    pub foreign: HashSet<String>,
}

impl PlacesLexicon {
    /// Reads the files.
    pub fn load(files: &LexiconFiles) -> Result<PlacesLexicon, LexiconError> {
        let words: PlaceWords = files.read("places.toml")?;
        let aliases = aliases(files.text(ALIASES)?)?;
        let mut regions = HashMap::new();
        each_row(REGIONS, files.text(REGIONS)?, |fields| {
            let [name, lat, lon, kind, country] = fields else {
                return Err(format!(
                    "name, latitude, longitude, kind and country are needed, {} fields found",
                    fields.len()
                ));
            };
            let number = |text: &str, limit: f64| {
                let value: f64 = text.parse().map_err(|_| format!("{text:?} is no number of degrees"))?;
                if value.abs() <= limit { Ok(value) } else { Err(format!("{value} degrees are out of range")) }
            };
            let region = Region {
                name: name.to_string(),
                lat: number(lat, 90.0)?,
                lon: number(lon, 180.0)?,
                kind: kind.to_string(),
                country: (!country.is_empty()).then(|| country.to_string()),
            };
            let key = fold(name);
            regions.insert(key.strip_prefix("the ").unwrap_or(&key).to_string(), region);
            Ok(())
        })?;
        let not_a_place = words.not_a_place.words.iter().map(|word| fold(word)).collect();
        let facility = words.facility.words.iter().cloned().collect();
        Ok(PlacesLexicon { words, not_a_place, facility, aliases, regions })
    }
}

/// Folded names of states with their codes.
fn aliases(text: &str) -> Result<HashMap<String, String>, LexiconError> {
    let mut aliases = HashMap::new();
    each_row(ALIASES, text, |fields| {
        let [name, code] = fields else {
            return Err(format!("a name and a country code are needed, {} fields found", fields.len()));
        };
        if code.len() != 3 || !code.chars().all(|c| c.is_ascii_uppercase()) {
            return Err(format!("{code:?} is no ISO 3166-1 alpha-3 code (three capitals)"));
        }
        aliases.insert(fold(name), code.to_string());
        Ok(())
    })?;
    Ok(aliases)
}

/// Reads a file of tab-separated fields, with comments.
fn each_row(file: &str, text: &str, mut row: impl FnMut(&[&str]) -> Result<(), String>) -> Result<(), LexiconError> {
    let mut at = 0;
    for line in text.split('\n') {
        let content = line.trim_end_matches('\r');
        if !content.trim().is_empty() && !content.starts_with('#') {
            let fields: Vec<&str> = content.split('\t').collect();
            row(&fields).map_err(|message| broken(file, text, at, message))?;
        }
        at += line.len() + 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_list_says_where() {
        let message = aliases("# comment\nNorland\tNOR\nSudland\tsud\n").map(|_| ()).map_err(|error| error.to_string());
        let message = message.err().unwrap_or_default();
        assert!(message.starts_with("places-aliases.tsv:3:") && message.contains("three capitals"), "{message}");
    }
}
