//! Who is who among the holders and parties of one incident.
//!
//! Two sightings are one where they are the same actor, or share a name and no country speaks against it. A shorter
//! description ("the ministry") is the only longer one that ends in it ("the interior ministry"). What is not named at
//! all ("officials") is nobody's namesake: such holders can't be told apart.

use crate::claims::holder_name::{
    body_key, is_pronoun, looks_like_a_name, person_key, publisher_key, publisher_name, spoken_for, words,
};
use crate::claims::known::Known;
use crate::{Account, HolderOf, PartyOf};
use sayso_core::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

/// One of the individuals of a [`Directory`]; the order is that of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Who(usize);

/// A person, body or group that stands behind one or several sightings.
#[derive(Debug, Clone)]
pub(crate) struct Individual {
    /// Its id in the whole set of reports, or its name or description.
    pub id: String,
    /// The fullest spelling.
    pub name: String,
    /// Whether it can be told apart from others.
    pub certain: bool,
    /// ISO 3166 alpha-3 or the code of a body above states.
    pub country: Option<String>,
    /// What kind of body it is, as far as that tells holders apart.
    pub class: Option<Class>,
    key: String,
}

impl Individual {
    /// Whether nothing known speaks against the two being one.
    pub fn may_be(&self, other: &Individual) -> bool {
        agree(self.class.as_ref(), other.class.as_ref()) && agree(self.country.as_ref(), other.country.as_ref())
    }
}

fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Sectors between which an unnamed holder may be looked for: "officials" may be of the police or of a ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Class {
    /// Executive, courts, parliament, forces.
    Authorities,
    /// Publishers, agencies, journalists.
    Media,
    /// Any other PLOVER sector.
    Sector(String),
}

fn class(sector: &[String]) -> Option<Class> {
    match sector.first()?.as_str() {
        "GOV" | "MIL" | "COP" | "SPY" | "JUD" | "LEG" => Some(Class::Authorities),
        "JRN" => Some(Class::Media),
        "UNK" => None,
        other => Some(Class::Sector(other.to_string())),
    }
}

struct Sighting {
    keys: BTreeSet<String>,
    words: Vec<String>,
    shown: String,
    id: Option<String>,
    country: Option<String>,
    class: Option<Class>,
    certain: bool,
    /// Whether a longer name that ends in this one may be meant.
    short_for_longer: bool,
}

/// All holders, actors and recipients of some accounts, with those that are one joined.
pub(crate) struct Directory {
    individuals: Vec<Individual>,
    links: Vec<Vec<Who>>,
    actors: Vec<Vec<Who>>,
    recipients: Vec<Vec<Who>>,
}

impl Directory {
    /// Reads the names of `accounts`, which stand in a fixed order.
    pub fn new(accounts: &[&Account], known: &dyn Known) -> Directory {
        let chains: Vec<_> =
            accounts.iter().map(|account| (account.report.doc.as_str(), account.holders.as_slice())).collect();
        let parties: Vec<_> = accounts
            .iter()
            .map(|account| (account.report.doc.as_str(), [account.actor.as_slice(), account.recipient.as_slice()]))
            .collect();
        Directory::of(&chains, &parties, known)
    }

    /// The same for any records with chains and up to two lists of parties.
    pub fn of(chains: &[(&str, &[HolderOf])], parties: &[(&str, [&[PartyOf]; 2])], known: &dyn Known) -> Directory {
        let mut sightings = Vec::new();
        let mut note = |sighting: Sighting| {
            sightings.push(sighting);
            Who(sightings.len() - 1)
        };
        let mut links: Vec<Vec<Who>> = chains
            .iter()
            .map(|(doc, chain)| {
                let above = |at: usize| at.checked_sub(1).and_then(|above| chain.get(above));
                chain
                    .iter()
                    .enumerate()
                    .map(|(at, holder)| note(of_holder((doc, chain), holder, above(at), known)))
                    .collect()
            })
            .collect();
        let mut sides = |side: usize| -> Vec<Vec<Who>> {
            let list = |(doc, lists): &(&str, [&[PartyOf]; 2])| {
                lists[side].iter().map(|party| note(of_party(doc, party, known))).collect()
            };
            parties.iter().map(list).collect()
        };
        let (mut actors, mut recipients) = (sides(0), sides(1));
        let (individuals, number) = join(sightings);
        for who in [&mut links, &mut actors, &mut recipients].into_iter().flatten().flatten() {
            *who = number[who.0];
        }
        Directory { individuals, links, actors, recipients }
    }

    /// Who a link of an account's chain is.
    pub fn link(&self, account: usize, link: usize) -> Option<Who> {
        self.links.get(account)?.get(link).copied()
    }

    /// The chain of an account.
    pub fn chain(&self, account: usize) -> &[Who] {
        self.links.get(account).map_or(&[], Vec::as_slice)
    }

    /// Who acts by an account.
    pub fn actors(&self, account: usize) -> &[Who] {
        self.actors.get(account).map_or(&[], Vec::as_slice)
    }

    /// Who is acted upon by an account.
    pub fn recipients(&self, account: usize) -> &[Who] {
        self.recipients.get(account).map_or(&[], Vec::as_slice)
    }

    /// What is known of one.
    pub fn get(&self, who: Who) -> &Individual {
        &self.individuals[who.0]
    }

    /// The name of the one with that id; the id where nobody has it.
    pub fn name_of<'d>(&'d self, id: &'d str) -> &'d str {
        self.individuals.iter().find(|individual| individual.id == id).map_or(id, |individual| &individual.name)
    }
}

/// How somebody is called at whom the text only hints ("allegedly").
const SOMEBODY: &str = "somebody unnamed";

fn of_holder(
    (doc, chain): (&str, &[HolderOf]),
    holder: &HolderOf,
    above: Option<&HolderOf>,
    known: &dyn Known,
) -> Sighting {
    let text = known.cluster(doc).unwrap_or(doc);
    let party = &holder.party;
    if holder.publisher {
        let name = if party.words.trim().is_empty() { None } else { Some(party.words.trim()) };
        let key = name.map(|name| publisher_key(name).join(" ")).filter(|key| !key.is_empty());
        return Sighting {
            keys: BTreeSet::from([key.as_ref().map_or_else(|| format!("text:{text}"), |key| format!("name:{key}"))]),
            words: Vec::new(),
            shown: name
                .map_or_else(|| format!("the unnamed publisher of {doc}"), |name| publisher_name(name).to_string()),
            id: None,
            country: None,
            class: Some(Class::Media),
            certain: key.is_some(),
            short_for_longer: false,
        };
    }
    let mut sighting = of_party(doc, party, known);
    let nobody = is_pronoun(&party.name) || words(&party.name).is_empty();
    let body = spoken_for(&party.words).or_else(|| spoken_for(&party.name));
    if nobody || (holder.unnamed && body.is_none()) {
        let described = words(&party.words).join(" ");
        // Two outlets that both cite one agency's "officials" cite the same ones.
        let named_above =
            above.filter(|above| !above.publisher && !above.unnamed && looks_like_a_name(&above.party.name));
        let key = match named_above {
            // One outlet's "allegedly" and "reportedly" are not two who say so.
            _ if described.is_empty() => {
                let outlet =
                    chain.first().filter(|first| first.publisher).map(|first| publisher_key(&first.party.words));
                let outlet = outlet.filter(|key| !key.is_empty() && known.cluster(doc).is_none());
                format!("hint:{}", outlet.map_or_else(|| text.to_string(), |key| key.join(" ")))
            }
            Some(above) => format!("under:{}:{described}", body_key(&above.party.name).join(" ")),
            None => match &party.actor {
                Some(actor) if known.cluster(doc).is_none() => format!("local:{doc}:{actor}"),
                _ => format!("text:{text}:{described}"),
            },
        };
        let shown = match party.words.as_str() {
            "" => SOMEBODY.to_string(),
            // Nobody is called "he".
            words if is_pronoun(words) => format!("somebody (\u{201c}{}\u{201d})", words.trim()),
            words => words.to_string(),
        };
        sighting = Sighting {
            keys: BTreeSet::from([key]),
            words: Vec::new(),
            shown: strip_article(&shown).to_string(),
            id: None,
            certain: false,
            short_for_longer: false,
            ..sighting
        };
    }
    sighting
}

fn of_party(doc: &str, party: &PartyOf, known: &dyn Known) -> Sighting {
    let body = spoken_for(&party.words).or_else(|| spoken_for(&party.name));
    let id = party.actor.as_ref().filter(|_| party.named).and_then(|actor| known.actor(doc, actor));
    let mut keys = BTreeSet::new();
    keys.extend(id.map(|id| format!("id:{id}")));
    keys.extend(party.actor.as_ref().map(|actor| format!("local:{doc}:{actor}")));
    let shown = body.clone().unwrap_or_else(|| party.name.clone());
    let person = party.kind == ActorKind::Person && body.is_none();
    let words = if person { person_key(&shown) } else { body_key(&shown) };
    let government = words.iter().all(|word| word == "government") || shown.starts_with("government of ");
    let state = government || matches!(party.kind, ActorKind::State | ActorKind::PlaceAsState);
    match party.country.as_ref().filter(|_| state) {
        Some(country) => keys.insert(format!("state:{country}")),
        None => !words.is_empty() && keys.insert(format!("name:{}", words.join(" "))),
    };
    if party.named && body.is_none() && !state {
        keys.extend(party.aliases.iter().filter_map(|alias| alias_key(alias, person)));
    }
    Sighting {
        short_for_longer: (person && words.len() == 1) || (!party.named && !state && !words.is_empty()),
        keys,
        words,
        shown: sayso_core::words::one_line(strip_article(&shown)),
        id: id.map(str::to_string),
        country: party.country.clone(),
        class: class(&party.sector),
        certain: party.actor.is_some() || looks_like_a_name(&party.name),
    }
}

/// Another spelling as a key; a family name by itself is none, since others may bear it.
fn alias_key(alias: &str, person: bool) -> Option<String> {
    let words = if person { person_key(alias) } else { body_key(alias) };
    let tells = looks_like_a_name(alias) && words.len() > usize::from(person);
    tells.then(|| format!("name:{}", words.join(" ")))
}

fn strip_article(name: &str) -> &str {
    let rest = name.split_once(' ').filter(|(first, _)| ["the", "a", "an"].contains(&first.to_lowercase().as_str()));
    rest.map_or(name, |(_, rest)| rest)
}

/// Joins sightings into individuals; the second value gives each sighting its individual.
fn join(mut sightings: Vec<Sighting>) -> (Vec<Individual>, Vec<Who>) {
    let mut groups = Groups((0..sightings.len()).collect());
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, sighting) in sightings.iter().enumerate() {
        for key in &sighting.keys {
            by_key.entry(key.clone()).or_default().push(at);
        }
    }
    for members in by_key.values() {
        join_namesakes(members, &mut sightings, &mut groups);
    }
    join_short_names(&mut sightings, &mut groups);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..sightings.len() {
        members.entry(groups.root(at)).or_default().push(at);
    }
    let mut individuals: Vec<(Individual, Vec<usize>)> =
        members.into_values().map(|members| (individual(&sightings, &members), members)).collect();
    individuals.sort_by(|a, b| a.0.key.cmp(&b.0.key));
    let mut number = vec![Who(0); sightings.len()];
    for (who, (_, members)) in individuals.iter().enumerate() {
        members.iter().for_each(|&at| number[at] = Who(who));
    }
    (individuals.into_iter().map(|(individual, _)| individual).collect(), number)
}

/// Sightings with one name are one, unless two countries have such a body: then one without country is neither's.
fn join_namesakes(members: &[usize], sightings: &mut [Sighting], groups: &mut Groups) {
    let mut by_country: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for &at in members {
        by_country.entry(sightings[at].country.clone()).or_default().push(at);
    }
    let countries = by_country.keys().flatten().count();
    if countries <= 1 {
        members.iter().for_each(|&at| groups.join(members[0], at));
        return;
    }
    for (country, members) in &by_country {
        members.iter().for_each(|&at| groups.join(members[0], at));
        if country.is_none() {
            members.iter().for_each(|&at| sightings[at].certain = false);
        }
    }
}

/// A name with its country, and a sighting that bears it.
type Bearers = BTreeMap<(Vec<String>, Option<String>), usize>;

/// A short description is the one longer name that ends in it; where several do, nobody can tell which is meant.
fn join_short_names(sightings: &mut [Sighting], groups: &mut Groups) {
    // Names that are alike count once, and only those with the same last word are looked at.
    let mut by_last_word: BTreeMap<String, Bearers> = BTreeMap::new();
    for (at, sighting) in sightings.iter().enumerate() {
        if let Some(last) = sighting.words.last() {
            let bearers = by_last_word.entry(last.clone()).or_default();
            bearers.entry((sighting.words.clone(), sighting.country.clone())).or_insert(at);
        }
    }
    for (at, short) in sightings.iter_mut().enumerate() {
        let bearers = short.words.last().and_then(|last| by_last_word.get(last));
        let Some(bearers) = bearers.filter(|_| short.short_for_longer && short.certain) else { continue };
        let longer: BTreeSet<usize> = bearers
            .iter()
            .filter(|((words, country), _)| {
                words.len() > short.words.len()
                    && words.ends_with(&short.words)
                    && agree(country.as_ref(), short.country.as_ref())
            })
            .map(|(_, other)| groups.root(*other))
            .collect();
        let own = groups.root(at);
        match longer.iter().filter(|root| **root != own).collect::<Vec<_>>().as_slice() {
            [] => {}
            [only] => groups.join(**only, at),
            _ if longer.contains(&own) => {}
            _ => short.certain = false,
        }
    }
}

fn individual(sightings: &[Sighting], members: &[usize]) -> Individual {
    let all = || members.iter().map(|&at| &sightings[at]);
    let certain = all().any(|sighting| sighting.certain);
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for sighting in all().filter(|sighting| sighting.certain == certain) {
        *names.entry(&sighting.shown).or_default() += 1;
    }
    let fullest = names.iter().max_by_key(|(name, count)| (words(name).len(), **count, std::cmp::Reverse(**name)));
    let name = fullest.map_or_else(String::new, |(name, _)| (*name).to_string());
    let keys: BTreeSet<&String> = all().flat_map(|sighting| &sighting.keys).collect();
    Individual {
        id: all().filter_map(|sighting| sighting.id.clone()).min().unwrap_or_else(|| name.clone()),
        certain,
        country: all().filter_map(|sighting| sighting.country.clone()).min(),
        class: all().find_map(|sighting| sighting.class.clone()),
        key: format!("{} {}", name.to_lowercase(), keys.into_iter().next().map_or("", String::as_str)),
        name,
    }
}

/// Disjoint sets; the smallest member stands for its set.
struct Groups(Vec<usize>);

impl Groups {
    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
