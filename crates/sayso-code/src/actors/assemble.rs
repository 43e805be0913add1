//! From clusters of mentions to the actors of a reading: names, kind, country, sector, offices.

use super::Sort;
use super::coreference::Resolver;
use super::describe::{Key, dedup};
use super::leaders::{Leader, Term};
use super::lexicon::ActorLexicon;
use super::mentions::Candidate;
use super::pairs::Pairs;
use sayso_core::words::one_line;
use sayso_core::{Actor, ActorId, ActorKind, Alias, Mention, Role, Span};
use sayso_parse::Upos;
use std::collections::BTreeMap;

/// The actors, the actor of each cluster, and who belongs to whom (by number, with the reason).
pub(super) struct Assembled {
    pub actors: Vec<Actor<Span>>,
    pub actor_of: Vec<Option<usize>>,
    pub belongs: Vec<Vec<(usize, String)>>,
}

impl Assembled {
    /// The actors of two clusters.
    pub fn both(&self, [one, other]: [usize; 2]) -> Option<[usize; 2]> {
        let actor = |cluster: usize| self.actor_of.get(cluster).copied().flatten();
        Some([actor(one)?, actor(other)?])
    }

    /// Adds a mention of an actor, in the order of the text.
    pub fn mention(&mut self, actor: usize, mention: Mention<Span>) {
        let Some(actor) = self.actors.get_mut(actor) else { return };
        let at = actor.mentions.partition_point(|other| other.span <= mention.span);
        actor.mentions.insert(at, mention);
    }
}

/// The actors of all clusters but those that stand for two others.
pub(super) fn assemble(resolver: &Resolver<'_>, pairs: &Pairs) -> Assembled {
    let is_one = |cluster: &usize| is_actor(resolver, *cluster) && !pairs.of_cluster.contains_key(cluster);
    let mut order: Vec<usize> = (0..resolver.clusters.len()).filter(is_one).collect();
    let start =
        |cluster: usize| resolver.clusters[cluster].members.iter().map(|&member| resolver.candidate(member).span).min();
    order.sort_by_key(|&cluster| (start(cluster), cluster));
    let mut actor_of = vec![None; resolver.clusters.len()];
    for (actor, &cluster) in order.iter().enumerate() {
        if let Some(slot) = actor_of.get_mut(cluster) {
            *slot = Some(actor);
        }
    }
    let mut actors: Vec<Actor<Span>> =
        order.iter().enumerate().map(|(number, &cluster)| actor(resolver, cluster, number)).collect();
    let belongs: Vec<Vec<(usize, String)>> =
        order.iter().map(|&cluster| owners(resolver, cluster, &actor_of)).collect();
    let peers: Vec<bool> = order.iter().map(|&cluster| is_peer(resolver, cluster)).collect();
    inherit(&mut actors, &belongs, &peers);
    for (actor, &cluster) in actors.iter_mut().zip(&order) {
        if actor.sector.is_empty() && !is_above_states(actor) {
            actor.sector.extend(sector_untold(resolver, actor, cluster));
        }
    }
    Assembled { actors, actor_of, belongs }
}

/// The sector of those of whom no word tells one: a state that acts is its government (one that a user has coded
/// keeps the user's code), "a man" a civilian.
fn sector_untold(resolver: &Resolver<'_>, actor: &Actor<Span>, cluster: usize) -> Option<String> {
    let lexicon = resolver.describer.lexicon;
    let mut members = resolver.clusters[cluster].members.iter().map(|&member| resolver.candidate(member));
    if matches!(actor.kind, ActorKind::State | ActorKind::PlaceAsState) {
        let is_coded = |member: &Candidate| {
            member.what.coded || member.name.as_deref().is_some_and(|name| lexicon.is_coded_state(name))
        };
        return (!members.any(is_coded)).then(|| "GOV".to_string());
    }
    // Whoever is known to hold an office, or is called by a post of which nobody tells whose it is, is no ordinary person.
    let is_leader = actor.roles.iter().any(|role| role.from.is_some() || is_post_of_some_body(lexicon, &role.title));
    let otherwise = members.find_map(|member| match (&member.pronoun, &member.name) {
        (Some(_), _) => None,
        (None, None) => resolver.describer.counted_noun(member.head)?.otherwise,
        // "His wife Ann Lee"
        (None, Some(_)) => {
            let of_title = member.titles.iter().find_map(|title| lexicon.listed_noun(&title.lemma)?.otherwise.clone());
            of_title.or_else(|| member.what.otherwise.clone().filter(|_| !is_leader))
        }
    });
    Some(otherwise.unwrap_or_else(|| "UNK".to_string()))
}

/// "Chief", "director": a post that some body gives.
fn is_post_of_some_body(lexicon: &ActorLexicon, title: &str) -> bool {
    let noun = title.rsplit(' ').next().unwrap_or(title);
    lexicon.is_post(noun) && lexicon.listed_noun(noun).is_some_and(|class| class.otherwise.is_none())
}

fn is_above_states(actor: &Actor<Span>) -> bool {
    actor.country.as_deref().is_some_and(|country| matches!(country, "IGO" | "UNO" | "EUR"))
}

/// A place where things only happen is no actor.
pub(super) fn is_actor(resolver: &Resolver<'_>, cluster: usize) -> bool {
    let members = &resolver.clusters[cluster].members;
    members.iter().any(|&member| {
        let candidate = resolver.candidate(member);
        candidate.pronoun.is_none() && !candidate.what.scene && candidate.sort().can_act()
    })
}

fn actor(resolver: &Resolver<'_>, number: usize, at: usize) -> Actor<Span> {
    let cluster = &resolver.clusters[number];
    let scene = resolver.describer.scene;
    let members: Vec<&Candidate> = cluster.members.iter().map(|&member| resolver.candidate(member)).collect();
    let mut spellings: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (order, member) in members.iter().enumerate() {
        if let Some(name) = &member.name {
            let spelling = spellings.entry(one_line(name)).or_insert((0, order));
            spelling.0 += 1;
        }
    }
    let mut aliases: Vec<(usize, Alias)> =
        spellings.into_iter().map(|(name, (count, order))| (order, Alias { name, count })).collect();
    aliases.sort_by_key(|(order, _)| *order);
    let aliases: Vec<Alias> = aliases.into_iter().map(|(_, alias)| alias).collect();
    let described = || {
        members
            .iter()
            .find(|member| member.pronoun.is_none())
            .map(|member| {
                let words = || strip_article(&one_line(scene.words_at(member.span)));
                member.shown.clone().unwrap_or_else(words)
            })
            .unwrap_or_default()
    };
    let name = match &cluster.key {
        Some(Key::State(code)) => resolver.describer.lexicon.state_name(code).to_string(),
        Some(Key::Government(code)) => format!("government of {}", resolver.describer.lexicon.state_name(code)),
        Some(Key::People(_)) => aliases.first().map_or_else(described, |alias| strip_article(&alias.name)),
        Some(Key::Known(index)) => {
            resolver.describer.lexicon.known_body(*index).map_or_else(described, |body| body.name.clone())
        }
        // A listed body keeps its name, so that what people decided of it holds on.
        Some(Key::Coded(index)) => {
            let mut names = resolver.describer.lexicon.coded_names(*index).iter();
            let listed = names.find_map(|name| resolver.describer.known(name)).map(|(_, body)| body.name.clone());
            listed.or_else(|| longest(&aliases, cluster.sort)).unwrap_or_else(described)
        }
        None => longest(&aliases, cluster.sort).unwrap_or_else(described),
    };
    let mut sector = Vec::new();
    let mut country = None;
    // What a user has said of somebody takes the place of what the words say.
    let own_sector = members.iter().any(|member| member.what.own_sector);
    let own_country = members.iter().any(|member| member.what.own_country);
    for member in members.iter().filter(|member| member.pronoun.is_none()) {
        if !own_sector || member.what.own_sector {
            sector.extend(member.what.sector.iter().cloned());
        }
        if !own_country || member.what.own_country {
            country = country.or_else(|| member.what.country.clone());
        }
    }
    if sector.iter().any(|code| code == "ELI") && cluster.sort == Sort::Person && !own_sector {
        // "The former minister" is no member of the government, whatever office is told beside it.
        sector.retain(|code| code != "GOV");
        sector.sort_by_key(|code| code != "ELI");
    }
    if cluster.sort == Sort::Person && !own_sector && sector.iter().any(|code| code == "COP") {
        // "Police Colonel Ann Lee": the rank is one of the police.
        sector.sort_by_key(|code| code == "MIL");
    }
    if matches!(cluster.key, Some(Key::State(_))) && !members.iter().any(|member| member.what.coded) {
        // A state is its government, whatever is said of it beside.
        sector.clear();
    }
    let mut roles =
        if cluster.sort == Sort::Person && !cluster.names.is_empty() { roles(resolver, &members) } else { Vec::new() };
    // "A trader named Lee": the text itself tells who that is.
    let is_introduced = members.iter().any(|member| member.name.is_none() && member.pronoun.is_none());
    if cluster.sort == Sort::Person
        && !members.iter().any(|member| member.what.coded)
        && let Some(leader) = known_leader(resolver, &cluster.names, &roles, country.as_deref(), is_introduced)
    {
        country = take_office(resolver, leader, country, &mut sector, &mut roles);
    }
    dedup(&mut sector);
    let kind = match (&cluster.key, cluster.sort) {
        (Some(Key::Government(_)), _) if members.iter().any(|member| member.name.is_none()) => ActorKind::Organization,
        (Some(Key::Government(_)), _) => ActorKind::PlaceAsState,
        (_, sort) => sort.kind(),
    };
    let wikidata = match &cluster.key {
        Some(Key::State(code)) => resolver.describer.lexicon.state_item(code).map(str::to_string),
        _ => None,
    };
    Actor {
        id: ActorId(format!("a{}", at + 1)),
        name,
        aliases,
        kind,
        country,
        country_how: None,
        sector,
        roles,
        wikidata,
        mentions: members.iter().map(|member| Mention { span: member.span, form: member.form }).collect(),
    }
}

/// Gives a well-known leader the office held on the day of the report, or the last one held before, with its sector; says
/// of which country it is.
fn take_office(
    resolver: &Resolver<'_>,
    leader: &Leader,
    country: Option<String>,
    sector: &mut Vec<String>,
    roles: &mut Vec<Role<Span>>,
) -> Option<String> {
    let lexicon = resolver.describer.lexicon;
    let day = resolver.describer.scene.document.published.as_ref().map(|published| published.date.to_string());
    let past = roles.iter().any(|role| lexicon.is_past(&role.title));
    let Some(term) = leader.term_on(day.as_deref(), country.as_deref()) else { return country };
    let holds_another = roles.iter().any(|role| holds_another(lexicon, &role.title, term));
    match day {
        Some(day) if term.was_over(&day) && !holds_another => {
            sector.retain(|code| code != "GOV");
            sector.insert(0, "ELI".to_string());
        }
        Some(day) if term.held_on(&day) && !past => sector.insert(0, "GOV".to_string()),
        // A report without a day is taken to be of the time that the list tells last.
        None if term.to.is_none() && !past => sector.insert(0, "GOV".to_string()),
        _ => {}
    }
    let state = lexicon.state_name(&term.country).to_string();
    let (from, to) = (Some(term.from.clone()), term.to.clone());
    match roles.iter_mut().find(|role| role.title == term.office) {
        Some(role) => (role.organization, role.from, role.to) = (Some(state), from, to),
        None => roles.push(Role { title: term.office.clone(), organization: Some(state), from, to, span: None }),
    }
    Some(term.country.clone())
}

/// Whether the text gives a former leader an office of today: "Vice President" for who was the president.
fn holds_another(lexicon: &ActorLexicon, title: &str, term: &Term) -> bool {
    let post = title.rsplit(' ').next().unwrap_or(title);
    let is_office = lexicon.listed_noun(post).is_some_and(|class| class.sector.iter().any(|code| code == "GOV"));
    is_office && !lexicon.is_past(title) && title != term.office
}

/// The well-known leader whom the names mean, unless the text tells another country.
fn known_leader<'r>(
    resolver: &'r Resolver<'_>,
    names: &[Vec<String>],
    roles: &[Role<Span>],
    country: Option<&str>,
    is_introduced: bool,
) -> Option<&'r Leader> {
    let lexicon = resolver.describer.lexicon;
    let day = resolver.describer.scene.document.published.as_ref().map(|published| published.date.to_string());
    let titles: Vec<&str> = roles.iter().map(|role| role.title.as_str()).collect();
    let found = lexicon.leaders.find(names, &titles, lexicon, day.as_deref());
    let alone = || {
        let [name] = names else { return None };
        let [surname] = &name[..] else { return None };
        let is_whole = roles.is_empty() && !is_introduced && !is_name_of_others(resolver, surname);
        let named = |country: &str| resolver.describer.names_country(country);
        lexicon.leaders.by_surname_alone(surname, day.as_deref(), named).filter(|_| is_whole)
    };
    found.or_else(alone).filter(|leader| country.is_none_or(|country| leader.is_of(country)))
}

/// Whether the report names somebody by a longer name with that word, or the word is a given name.
fn is_name_of_others(resolver: &Resolver<'_>, surname: &str) -> bool {
    let names = resolver.mentions.candidates.iter().map(|candidate| &candidate.name_words);
    resolver.describer.lexicon.gender_of_given_name(surname).is_some()
        || names.clone().any(|name| name.len() > 1 && name.iter().any(|word| word == surname))
}

/// The fullest name: the longest for a person, the commonest of the long ones otherwise.
fn longest(aliases: &[Alias], sort: Sort) -> Option<String> {
    let words = |alias: &Alias| alias.name.split_whitespace().count();
    let best = aliases.iter().max_by(|a, b| {
        let (x, y) = (words(a), words(b));
        let order = if sort == Sort::Person {
            x.cmp(&y).then(a.count.cmp(&b.count))
        } else {
            (x > 1).cmp(&(y > 1)).then(a.count.cmp(&b.count)).then(x.cmp(&y))
        };
        // Of equals the first one stays: `max_by` takes the last.
        order.then(std::cmp::Ordering::Greater)
    })?;
    Some(strip_article(&best.name))
}

fn strip_article(text: &str) -> String {
    let rest = ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(text);
    let rest = rest.trim();
    rest.strip_suffix("'s").or_else(|| rest.strip_suffix("’s")).unwrap_or(rest).to_string()
}

/// Offices told beside the name ("Foreign Minister Ann Lee") and in descriptions ("the foreign minister of Norland").
fn roles(resolver: &Resolver<'_>, members: &[&Candidate]) -> Vec<Role<Span>> {
    let scene = resolver.describer.scene;
    let mut found: Vec<Role<Span>> = Vec::new();
    for member in members {
        let described = member.name.is_none()
            && member.pronoun.is_none()
            && resolver
                .describer
                .noun_class(member.head)
                .is_some_and(|class| class.sector.first().is_some_and(|sector| sector != "CVL"));
        let titles = member.titles.iter().map(|title| (title.text.clone(), title.span, title.owner));
        let description = described.then(|| {
            let mut words = member.modifiers.clone();
            words.retain(|word| resolver.describer.lexicon.state(word).is_none());
            words.push(member.lemma.clone());
            (words.join(" "), member.span, member.what.owners.first().copied())
        });
        for (title, span, owner) in titles.chain(description) {
            let title = title.replace(" - ", "-");
            if is_kin(resolver, &title) {
                continue;
            }
            let owner = owner.filter(|&owner| scene.token(owner).upos != Upos::Pron);
            let body = owner.map(|owner| match resolver.describer.name_at(owner) {
                Some(entity) => {
                    let text = scene.words_at(entity.span);
                    let state = resolver.describer.lexicon.state(text);
                    state.map_or_else(
                        || strip_article(&one_line(text)),
                        |(code, _)| resolver.describer.lexicon.state_name(code).to_string(),
                    )
                }
                None => scene.token(owner).form.to_string(),
            });
            let body = body.or_else(|| {
                member.what.country.as_deref().map(|code| resolver.describer.lexicon.state_name(code).to_string())
            });
            match found.iter_mut().find(|role| role.title == title) {
                Some(role) => role.organization = role.organization.take().or(body),
                None => found.push(Role { title, organization: body, from: None, to: None, span: Some(span) }),
            }
        }
    }
    found
}

/// "Wife", "son": whose relative somebody is makes no office.
fn is_kin(resolver: &Resolver<'_>, title: &str) -> bool {
    let last = title.rsplit(' ').next().unwrap_or(title);
    resolver.describer.lexicon.listed_noun(last).is_some_and(|class| class.sector.is_empty() && class.gender.is_some())
}

/// Whom an actor belongs to by the words of its mentions.
fn owners(resolver: &Resolver<'_>, cluster: usize, actor_of: &[Option<usize>]) -> Vec<(usize, String)> {
    let scene = resolver.describer.scene;
    let mine = actor_of.get(cluster).copied().flatten();
    let mut found: Vec<(usize, String)> = Vec::new();
    for &member in &resolver.clusters[cluster].members {
        let candidate = resolver.candidate(member);
        if candidate.pronoun.is_some() {
            continue;
        }
        let owners =
            candidate.what.owners.iter().chain(candidate.titles.iter().filter_map(|title| title.owner.as_ref()));
        for &owner in owners {
            let Some(actor) = resolver.cluster_at(owner).and_then(|cluster| actor_of.get(cluster).copied().flatten())
            else {
                continue;
            };
            if Some(actor) != mine && !found.iter().any(|(other, _)| *other == actor) {
                found.push((actor, one_line(scene.words_at(candidate.span))));
            }
        }
    }
    found
}

/// "His counterpart", "her predecessor Ann Lee"
fn is_peer(resolver: &Resolver<'_>, cluster: usize) -> bool {
    let lexicon = resolver.describer.lexicon;
    resolver.clusters[cluster].members.iter().any(|&member| {
        let member = resolver.candidate(member);
        lexicon.is_peer(&member.lemma) || member.titles.iter().any(|title| lexicon.is_peer(&title.lemma))
    })
}

/// "Its troops", "their leader": country and sector of those whom it belongs to, where its own words tell none. A person
/// gives a sector to peers alone, and peers may be of another country.
fn inherit(actors: &mut [Actor<Span>], belongs: &[Vec<(usize, String)>], peers: &[bool]) {
    for _ in 0..2 {
        for at in 0..actors.len() {
            let Some((owner, _)) = belongs.get(at).and_then(|owners| owners.first()) else { continue };
            let Some(owner) = actors.get(*owner) else { continue };
            let (country, sector) = (owner.country.clone(), owner.sector.clone());
            let is_peer = peers.get(at).copied().unwrap_or_default();
            let gives_sector = is_peer || matches!(owner.kind, ActorKind::Organization | ActorKind::Group);
            let Some(actor) = actors.get_mut(at) else { continue };
            actor.country = actor.country.take().or(country.filter(|_| !is_peer));
            if actor.sector.is_empty() && gives_sector {
                actor.sector = sector;
            }
        }
    }
}
