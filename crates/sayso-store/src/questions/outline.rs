//! Everything that a workspace tells, in outline: held in memory, so that a person can turn it this way and that.

use super::{Conditions, Filter};
use crate::{StoreError, Workspace, actors};
use sayso_core::{EventType, QuadClass};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Actors and outlets that are counted by name, and places that are drawn.
const NAMED: usize = 40;
const PLACES: usize = 500;

/// One incident in outline. Names are numbers into the lists of [`Outline`].
#[derive(Debug)]
struct Line {
    /// Year and month of its first day.
    month: Option<u32>,
    kind: u32,
    quad: QuadClass,
    country: Option<u32>,
    place: Option<u32>,
    actors: Vec<u32>,
    outlets: Vec<u32>,
    accounts: u32,
    several: bool,
    denied: bool,
    contradicted: bool,
}

/// Strings and their numbers.
#[derive(Debug, Default)]
struct Names {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Names {
    fn number(&mut self, name: String) -> u32 {
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let list = &mut self.list;
        *self.numbers.entry(name).or_insert_with_key(|name| {
            list.push(name.clone());
            next
        })
    }
}

/// A place that incidents are told of, with its precision: how wide it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceCount {
    /// Its name.
    pub name: String,
    /// ISO alpha-3.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How precise the place is.
    pub precision: Option<String>,
    /// Incidents.
    pub n: usize,
}

/// A value and the number of incidents that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The value.
    pub key: String,
    /// Incidents.
    pub n: usize,
}

/// An actor and the number of incidents that it takes part in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorCount {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Incidents.
    pub n: usize,
}

/// A month and its incidents by quad class: verbal cooperation, material cooperation, verbal conflict, material conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// Year and month.
    pub month: String,
    /// Incidents by quad class.
    pub quads: [usize; 4],
}

/// A quad class (1 to 4, as in GDELT) and its incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct QuadCount {
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub key: u8,
    /// Incidents.
    pub n: usize,
}

/// What a workspace tells, in numbers of incidents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overview {
    /// Incidents.
    pub incidents: usize,
    /// Accounts of them.
    pub accounts: usize,
    /// By month, in order.
    pub timeline: Vec<Month>,
    /// Without a month.
    pub undated: usize,
    /// By PLOVER type.
    pub types: Vec<Count>,
    /// By quad class.
    pub quads: Vec<QuadCount>,
    /// The most active actors.
    pub actors: Vec<ActorCount>,
    /// The outlets that tell most.
    pub outlets: Vec<Count>,
    /// By country of the place.
    pub countries: Vec<Count>,
    /// Places narrower than a country, with coordinates.
    pub places: Vec<PlaceCount>,
    /// Without a place.
    pub unplaced: usize,
    /// Told by more than one account.
    pub told_more_than_once: usize,
    /// With values that can't both be true.
    pub contradicted: usize,
    /// Denied by somebody.
    pub denied: usize,
}

/// All incidents of a workspace at one moment. Some hundred bytes an incident.
#[derive(Debug, Default)]
pub struct Outline {
    lines: Vec<Line>,
    /// The line of each event.
    of_event: HashMap<i64, u32>,
    kinds: Names,
    countries: Names,
    outlets: Names,
    places: Vec<PlaceCount>,
    actors: Vec<(i64, String)>,
}

/// Year and month of an ISO day as one number.
fn month(day: &str) -> Option<u32> {
    let year: u32 = day.get(..4)?.parse().ok()?;
    let month: u32 = day.get(5..7)?.parse().ok()?;
    Some(year * 12 + month.checked_sub(1)?)
}

impl Workspace {
    /// A number that changes when another connection has written to the file.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// The outline of all incidents.
    pub fn outline(&self) -> Result<Outline, StoreError> {
        let mut outline = Outline::default();
        let mut of_incident: HashMap<i64, u32> = HashMap::new();
        let mut of_place: HashMap<(String, i64, i64), u32> = HashMap::new();
        let mut statement = self.connection.prepare(
            "SELECT e.key, e.event, coalesce(e.date_from, e.date_to), e.country, e.lat, e.lon, e.place, e.place_precision,
                    e.polarity, e.incident, coalesce(d.publisher, ''), i.event, i.date_from, coalesce(i.mentions, 1),
                    coalesce(i.denied, 0), i.key IN (SELECT incident FROM findings WHERE kind = 'contradiction')
             FROM events e JOIN documents d ON d.key = e.doc LEFT JOIN incidents i ON i.key = e.incident ORDER BY e.key",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let event: i64 = row.get(0)?;
            let incident: Option<i64> = row.get(9)?;
            let next = u32::try_from(outline.lines.len()).unwrap_or(u32::MAX);
            let at = incident.map_or(next, |incident| *of_incident.entry(incident).or_insert(next));
            outline.of_event.insert(event, at);
            if at == next {
                let kind: String = row.get::<_, Option<String>>(11)?.map_or_else(|| row.get(1), Ok)?;
                let day: Option<String> =
                    row.get::<_, Option<String>>(12)?.map_or_else(|| row.get(2), |day| Ok(Some(day)))?;
                outline.lines.push(Line {
                    month: day.as_deref().and_then(month),
                    quad: EventType::parse(&kind).map_or(QuadClass::VerbalCooperation, EventType::quad),
                    kind: outline.kinds.number(kind),
                    several: row.get::<_, i64>(13)? > 1,
                    denied: row.get::<_, i64>(14)? > 0,
                    contradicted: row.get::<_, Option<bool>>(15)?.unwrap_or(false),
                    country: None,
                    place: None,
                    actors: Vec::new(),
                    outlets: Vec::new(),
                    accounts: 0,
                });
            }
            let line = &mut outline.lines[at as usize];
            line.accounts += 1;
            line.denied |= row.get::<_, String>(8)? == "-";
            let outlet = outline.outlets.number(row.get(10)?);
            if !line.outlets.contains(&outlet) {
                line.outlets.push(outlet);
            }
            let country: Option<String> = row.get(3)?;
            if let Some(country) = &country
                && line.country.is_none()
            {
                line.country = Some(outline.countries.number(country.clone()));
            }
            let precision: Option<String> = row.get(7)?;
            let point = row.get::<_, Option<f64>>(4)?.zip(row.get::<_, Option<f64>>(5)?);
            // A report of a whole country has no point: a pin would say what nobody reported.
            if let Some((lat, lon)) = point
                && line.place.is_none()
                && precision.as_deref() != Some("country")
            {
                let name: String = row.get::<_, Option<String>>(6)?.unwrap_or_default();
                let places = &mut outline.places;
                let key = (name.clone(), (lat * 1000.0) as i64, (lon * 1000.0) as i64);
                line.place = Some(*of_place.entry(key).or_insert_with(|| {
                    places.push(PlaceCount { name, country, lat, lon, precision, n: 0 });
                    u32::try_from(places.len() - 1).unwrap_or(u32::MAX)
                }));
            }
        }
        self.parties_in(&mut outline)?;
        Ok(outline)
    }

    fn parties_in(&self, outline: &mut Outline) -> Result<(), StoreError> {
        let mut numbers: HashMap<i64, u32> = HashMap::new();
        let mut statement = self.connection.prepare("SELECT key, name FROM actors ORDER BY key")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let key = row.get(0)?;
            numbers.insert(key, u32::try_from(outline.actors.len()).unwrap_or(u32::MAX));
            outline.actors.push((key, row.get(1)?));
        }
        let mut statement = self.connection.prepare(
            "SELECT p.event, f.actor FROM event_parties p JOIN actor_forms f ON f.key = p.form WHERE f.actor IS NOT NULL",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (event, actor): (i64, i64) = (row.get(0)?, row.get(1)?);
            let (Some(line), Some(actor)) = (outline.of_event.get(&event), numbers.get(&actor)) else { continue };
            let line = &mut outline.lines[*line as usize];
            if !line.actors.contains(actor) {
                line.actors.push(*actor);
            }
        }
        Ok(())
    }

    /// What `outline` holds of the incidents that have an event which is asked for; of one class those whose own type is.
    pub fn overview(&self, outline: &Outline, filter: &Filter) -> Result<Overview, StoreError> {
        let chosen = |line: &&Line| filter.quad.is_none_or(|class| line.quad == class);
        if (Filter { quad: None, ..filter.clone() }) == Filter::default() {
            return Ok(outline.count(outline.lines.iter().filter(chosen)));
        }
        let conditions = Conditions::of(self, filter)?;
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT e.key FROM events e {}", conditions.clause()))?;
        let mut rows = statement.query(&conditions.values()[..])?;
        let mut lines: HashSet<u32> = HashSet::new();
        while let Some(row) = rows.next()? {
            lines.extend(outline.of_event.get(&row.get::<_, i64>(0)?));
        }
        let asked = lines.iter().filter_map(|at| outline.lines.get(*at as usize));
        Ok(outline.count(asked.filter(chosen)))
    }
}

impl Outline {
    fn count<'a>(&'a self, lines: impl Iterator<Item = &'a Line>) -> Overview {
        let mut kinds = vec![0; self.kinds.list.len()];
        let mut countries = vec![0; self.countries.list.len()];
        let mut outlets = vec![0; self.outlets.list.len()];
        let mut places = vec![0; self.places.len()];
        let mut actors = vec![0; self.actors.len()];
        let mut quads = [0; 4];
        let mut months: BTreeMap<u32, [usize; 4]> = BTreeMap::new();
        let [mut incidents, mut accounts, mut undated, mut unplaced, mut several, mut contradicted, mut denied] =
            [0; 7];
        for line in lines {
            incidents += 1;
            accounts += line.accounts as usize;
            several += usize::from(line.several);
            contradicted += usize::from(line.contradicted);
            denied += usize::from(line.denied);
            let class = line.quad as usize;
            quads[class] += 1;
            kinds[line.kind as usize] += 1;
            match line.month {
                Some(month) => months.entry(month).or_default()[class] += 1,
                None => undated += 1,
            }
            match line.country {
                Some(country) => countries[country as usize] += 1,
                None => unplaced += usize::from(line.place.is_none()),
            }
            line.place.iter().for_each(|place| places[*place as usize] += 1);
            line.actors.iter().for_each(|actor| actors[*actor as usize] += 1);
            line.outlets.iter().for_each(|outlet| outlets[*outlet as usize] += 1);
        }
        Overview {
            incidents,
            accounts,
            timeline: months
                .into_iter()
                .map(|(month, quads)| Month { month: format!("{:04}-{:02}", month / 12, month % 12 + 1), quads })
                .collect(),
            undated,
            types: counted(&self.kinds.list, &kinds, usize::MAX),
            quads: QuadClass::ALL
                .into_iter()
                .map(|class| QuadCount { key: class.number(), n: quads[class as usize] })
                .collect(),
            actors: most(&actors, NAMED, |at| &self.actors[at].1)
                .into_iter()
                .map(|at| {
                    let (key, name) = &self.actors[at];
                    ActorCount { id: actors::id_of(*key).0, name: name.clone(), n: actors[at] }
                })
                .collect(),
            outlets: counted(&self.outlets.list, &outlets, NAMED),
            countries: counted(&self.countries.list, &countries, usize::MAX),
            places: most(&places, PLACES, |at| &self.places[at].name)
                .into_iter()
                .map(|at| PlaceCount { n: places[at], ..self.places[at].clone() })
                .collect(),
            unplaced,
            told_more_than_once: several,
            contradicted,
            denied,
        }
    }
}

/// Which of the numbers are the largest, zeros left out; of equals in the order of the names.
fn most<'n>(numbers: &[usize], at_most: usize, name: impl Fn(usize) -> &'n String) -> Vec<usize> {
    let mut order: Vec<usize> = (0..numbers.len()).filter(|at| numbers[*at] > 0).collect();
    order.sort_by(|a, b| numbers[*b].cmp(&numbers[*a]).then_with(|| name(*a).cmp(name(*b))).then(a.cmp(b)));
    order.truncate(at_most);
    order
}

fn counted(names: &[String], numbers: &[usize], at_most: usize) -> Vec<Count> {
    let largest = most(numbers, at_most, |at| &names[at]);
    largest.into_iter().map(|at| Count { key: names[at].clone(), n: numbers[at] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_numbers_in_order() {
        assert_eq!(month("1960-05-01"), Some(1960 * 12 + 4));
        assert!(month("1959-12-31") < month("1960-01"));
        assert_eq!(month("May"), None);
        assert_eq!(month("1960-00-01"), None);
    }

    #[test]
    fn the_largest_come_first_and_zeros_not_at_all() {
        let names: Vec<String> = ["Westland", "Norland", "Sudland"].map(String::from).to_vec();
        assert_eq!(most(&[2, 2, 0], 9, |at| &names[at]), [1, 0]);
    }
}
