//! Phoenix: 26 columns, tabs, no row of names. A row is a source and a target in CAMEO's actor codes.

use super::icews::count_types;
use super::{city, country_name, day, degrees, joined, province, row_id};
use crate::admission::{count_common_losses, count_magnitudes, has_cameo, has_day, is_told_as_fact};
use crate::crosswalk::{ActorCode, cameo};
use crate::event_table::EventRows;
use crate::told::Told;
use crate::{Loss, Mapped};

pub(crate) const MAPPING: &[Mapped] = &[
    Mapped::new(
        "id_version",
        "events[].id, produced_by",
        "the event's hash ('_2', '_3' … for further pairs), '_sayso-' and the version",
    ),
    Mapped::new("date", "events[].date", "YYYYMMDD; where the text tells no day: see the loss report"),
    Mapped::new("year", "events[].date", "YYYY"),
    Mapped::new("month", "events[].date", "MM"),
    Mapped::new("day", "events[].date", "DD"),
    Mapped::new(
        "source",
        "actors[].country, sector",
        "CAMEO actor code, with today's ISO 3166 codes of states as Phoenix has them",
    ),
    Mapped::new("source_root", "actors[].country", "state, or IGO, NGO, NGM, IMG, MNC"),
    Mapped::new("source_agent", "actors[].sector", "the first of Phoenix's agents"),
    Mapped::new("source_others", "actors[].sector", "the rest of the code, with ';'"),
    Mapped::new("target", "actors[].country, sector", "as for the source"),
    Mapped::new("target_root", "actors[].country", "as for the source"),
    Mapped::new("target_agent", "actors[].sector", "as for the source"),
    Mapped::new("target_others", "actors[].sector", "as for the source"),
    Mapped::new("code", "events[].cameo", "a string with its leading zero"),
    Mapped::new("root_code", "events[].cameo", "two digits"),
    Mapped::new(
        "quad_class",
        "events[].cameo",
        "0 neutral (statements, appeals), 1 verbal cooperation, 2 material cooperation, 3 verbal conflict (with 16), 4 material conflict",
    ),
    Mapped::new("goldstein", "events[].cameo", "Goldstein's score of the code, or of its root"),
    Mapped::new("issues", "events[].contexts", "PLOVER contexts as name,count with ';'"),
    Mapped::new("lat", "events[].location.lat", "degrees; empty for countries and regions"),
    Mapped::new("lon", "events[].location.lon", "degrees; empty for countries and regions"),
    Mapped::new("location_name", "events[].location.name", "where the place is a town"),
    Mapped::new("state_name", "events[].location.admin1", ""),
    Mapped::new("country_name", "events[].location.country", "English name"),
    Mapped::new(
        "sentence_id",
        "document.id, events[].evidence.sentence",
        "story and '_' and the number of the sentence, by the Unicode rules of sentence borders, but for titles and initials",
    ),
    Mapped::new("urls", "document.url", ""),
    Mapped::new("news_sources", "document.publisher", "or the host of the address"),
];

/// The agents that Phoenix has a column for.
const AGENTS: &[&str] = &["GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"];

pub(crate) struct Phoenix;

impl EventRows for Phoenix {
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>> {
        if !is_told_as_fact(told, loss) || !has_day(told, loss) || !has_cameo(told, loss) {
            return Vec::new();
        }
        let id = &told.event.id;
        let dyads = told.dyads(|side| !side.iso.is_empty());
        let pairs: Vec<_> = dyads.into_iter().filter_map(|(source, target)| source.zip(target)).collect();
        if pairs.is_empty() {
            loss.left_out("events without a coded source and target", "a row is a pair of actor codes", id);
            return Vec::new();
        }
        count_common_losses(told, loss);
        count_magnitudes(told, loss);
        count_types(told, loss);
        loss.reduced("names of the parties", "a row has their codes alone", id);
        if pairs.len() > 1 {
            loss.reduced("several parties", "a row is a pair: the event stands in several rows", id);
        }
        pairs.iter().enumerate().map(|(number, (source, target))| row(told, number, &source.iso, &target.iso)).collect()
    }
}

fn row(told: &Told<'_>, number: usize, source: &ActorCode, target: &ActorCode) -> Vec<String> {
    let code = told.cameo();
    let document = &told.reading.document;
    let place = told.event.location.as_ref();
    let (latitude, longitude) = degrees(place);
    let id = format!("{}_sayso-{}", row_id(&told.event.id, number), told.reading.produced_by.sayso);
    let mut row = vec![id, day(told, "%Y%m%d"), day(told, "%Y"), day(told, "%m"), day(told, "%d")];
    row.extend(party(source));
    row.extend(party(target));
    row.extend([
        code.to_string(),
        cameo::root(code).to_string(),
        cameo::quad_phoenix(code).map(|quad| quad.to_string()).unwrap_or_default(),
        cameo::goldstein_text(code),
        joined(told.event.contexts.iter().map(|context| format!("{context},1"))),
        latitude,
        longitude,
        city(place),
        province(place),
        country_name(place).to_string(),
        format!("{}_{}", document.id, told.sentence),
        document.url.clone().unwrap_or_default(),
        told.publisher(),
    ]);
    row
}

fn party(code: &ActorCode) -> [String; 4] {
    let mut rest = code.after_root();
    // What stands first after the root is the agent, as far as Phoenix has a word for it.
    let agent = if rest.first().is_some_and(|part| AGENTS.contains(part)) { rest.remove(0) } else { "" };
    [code.full(), code.root().to_string(), agent.to_string(), rest.join(";")]
}
