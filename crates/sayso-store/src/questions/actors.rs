//! Actors over all documents.

use super::documents::among;
use super::{Filter, limit};
use crate::{StoreError, Workspace, actors, stored};
use rusqlite::OptionalExtension;
use sayso_core::{Actor, ActorId, ActorKind, Alias, CharSpan, EventType, Role};
use serde::Serialize;
use std::collections::BTreeMap;

/// Documents of each person that a table's offices are taken from.
const ASKED: usize = 20;

/// An actor over all documents. In JSON each mention carries its document as `doc`.
#[derive(Debug, Clone)]
pub struct FoundActor {
    /// The actor of the workspace; its aliases and mentions are those of all documents.
    pub actor: Actor<CharSpan>,
    /// Ids of the documents that mention it.
    pub documents: Vec<String>,
    /// How many mentions there are.
    pub mentions: usize,
    /// The document of each mention, in the order of the mentions.
    pub mention_documents: Vec<String>,
}

impl Serialize for FoundActor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = serde_json::to_value(&self.actor).map_err(serde::ser::Error::custom)?;
        if let Some(mentions) = value.get_mut("mentions").and_then(|mentions| mentions.as_array_mut()) {
            for (mention, doc) in mentions.iter_mut().zip(&self.mention_documents) {
                mention["doc"] = doc.as_str().into();
            }
        }
        value["documents"] = self.documents.clone().into();
        value.serialize(serializer)
    }
}

/// An actor of a list: how often it is named, without where and how.
#[derive(Debug, Clone, Serialize)]
pub struct ListedActor {
    /// The actor, without spellings and mentions.
    pub actor: Actor<CharSpan>,
    /// How many mentions there are.
    pub mentions: usize,
    /// How many documents mention it.
    pub documents: usize,
}

/// A month of what is reported of an actor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ActorMonth {
    /// The month ("1960-05"); none: the acts have no date.
    pub month: Option<String>,
    /// As done by it.
    pub done: ByQuad,
    /// As done to it.
    pub received: ByQuad,
}

/// Counts by quad class: verbal and material cooperation, verbal and material conflict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ByQuad {
    /// Reported.
    pub reported: [usize; 4],
    /// Reported as not so.
    pub denied: [usize; 4],
}

impl Workspace {
    /// Actors whose name holds the words of `name` (or all), those of most documents first, without their mentions.
    pub fn actors(&self, name: Option<&str>, most: Option<usize>) -> Result<Vec<FoundActor>, StoreError> {
        self.actors_among(name, &Filter::default(), most)
    }

    /// The same of a country, and of those whom documents of an outlet or of days of publication name; nothing else of
    /// the filter counts. Documents and mentions are all that there are.
    pub fn actors_among(
        &self,
        name: Option<&str>,
        filter: &Filter,
        most: Option<usize>,
    ) -> Result<Vec<FoundActor>, StoreError> {
        let mut found = Vec::new();
        for listed in self.listed_actors(name, filter, most)? {
            let (documents, aliases) = match actors::key_in(&listed.actor.id.0) {
                Some(key) => self.where_named(key)?,
                None => (Vec::new(), Vec::new()),
            };
            let actor = Actor { aliases, ..listed.actor };
            found.push(FoundActor { actor, documents, mentions: listed.mentions, mention_documents: Vec::new() });
        }
        Ok(found)
    }

    /// The same in numbers, without the spellings.
    pub fn actor_list(&self, name: Option<&str>, most: Option<usize>) -> Result<Vec<ListedActor>, StoreError> {
        self.listed_actors(name, &Filter::default(), most)
    }

    fn listed_actors(
        &self,
        name: Option<&str>,
        filter: &Filter,
        most: Option<usize>,
    ) -> Result<Vec<ListedActor>, StoreError> {
        let wanted = name.map(|name| self.forms_named(name)).transpose()?;
        let named = "key IN (SELECT actor FROM actor_forms WHERE key IN (SELECT value FROM json_each(?1)))";
        let mut conditions = vec![if wanted.is_some() { named.to_string() } else { "?1 IS NULL".to_string() }];
        let (documents, mut values) = among(&Filter { country: None, ..filter.clone() });
        if !documents.is_empty() {
            conditions.push(format!(
                "key IN (SELECT f.actor FROM actor_forms f JOIN document_actors l ON l.form = f.key
                         JOIN documents d ON d.key = l.doc WHERE 1 {documents})"
            ));
        }
        if let Some(country) = &filter.country {
            values.push(country.to_uppercase());
            conditions.push(format!("country = ?{}", values.len() + 1));
        }
        let chosen = format!("WHERE {}", conditions.join(" AND "));
        let sql = format!(
            "SELECT key, name, kind, country, sector, mentions, documents FROM actors {chosen}
             ORDER BY documents DESC, mentions DESC, name, key LIMIT {}",
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let forms = wanted.map(|forms| serde_json::to_string(&forms).unwrap_or_default());
        let values = std::iter::once(forms).chain(values.into_iter().map(Some));
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (key, kind): (i64, String) = (row.get(0)?, row.get(2)?);
            let number = |value: i64| usize::try_from(value).unwrap_or(0);
            let actor = Actor {
                id: actors::id_of(key),
                name: row.get(1)?,
                aliases: Vec::new(),
                kind: serde_json::from_value(kind.into()).unwrap_or(ActorKind::Unknown),
                country: row.get(3)?,
                country_how: None,
                sector: row.get::<_, String>(4)?.split_whitespace().map(str::to_string).collect(),
                roles: Vec::new(),
                wikidata: None,
                mentions: Vec::new(),
            };
            found.push(ListedActor { actor, mentions: number(row.get(5)?), documents: number(row.get(6)?) });
        }
        Ok(found)
    }

    /// What is reported of an actor month by month: as done by it and as done to it; the month of the act, else none.
    /// A report counts once for an incident.
    pub fn actor_months(&self, actor: &ActorId) -> Result<Vec<ActorMonth>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(substr(coalesce(e.date_from, e.date_to), 1, 7), ''), p.role, e.event, e.polarity = '-',
                    count(DISTINCT coalesce(e.incident, -e.key) || ' ' || e.doc)
             FROM actor_forms f JOIN event_parties p ON p.form = f.key JOIN events e ON e.key = p.event
             WHERE f.actor = ?1 GROUP BY 1, 2, 3, 4 ORDER BY 1",
        )?;
        let mut rows = statement.query([actors::key_in(&actor.0)])?;
        let mut months: BTreeMap<String, ActorMonth> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let month: String = row.get(0)?;
            let entry = months.entry(month.clone()).or_default();
            entry.month = Some(month).filter(|month| !month.is_empty());
            let side = if row.get::<_, i64>(1)? == 0 { &mut entry.done } else { &mut entry.received };
            let (event, denied, count): (String, bool, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
            let Some(event) = EventType::parse(&event) else { continue };
            let count = usize::try_from(count).unwrap_or(0);
            let told = if denied { &mut side.denied } else { &mut side.reported };
            told[usize::from(event.quad().number()) - 1] += count;
        }
        Ok(months.into_values().collect())
    }

    /// The actors of a document as the workspace knows them: the document's own id, id and name.
    pub fn actors_of_document(&self, doc: &str) -> Result<Vec<(String, ActorId, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT l.local, a.key, a.name FROM documents d JOIN document_actors l ON l.doc = d.key
             JOIN actor_forms f ON f.key = l.form JOIN actors a ON a.key = f.actor WHERE d.id = ?1 ORDER BY l.local",
        )?;
        let rows = statement.query_map([doc], |row| Ok((row.get(0)?, actors::id_of(row.get(1)?), row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The names of actors; an id of one document's actor ("document:a1") gets the name that document has.
    pub fn actor_names(&self, ids: &[String]) -> Result<Vec<String>, StoreError> {
        let mut names = Vec::with_capacity(ids.len());
        for id in ids {
            names.push(self.actor_name(id)?.unwrap_or_else(|| id.clone()));
        }
        Ok(names)
    }

    fn actor_name(&self, id: &str) -> Result<Option<String>, StoreError> {
        if let Some(key) = actors::key_in(id) {
            let name = self
                .connection
                .prepare_cached("SELECT name FROM actors WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?;
            return Ok(name);
        }
        let Some((doc, local)) = id.rsplit_once(':') else { return Ok(None) };
        stored::actor_name(&self.connection, doc, local)
    }

    /// The documents that name an actor, and its spellings, the commonest first.
    fn where_named(&self, actor: i64) -> Result<(Vec<String>, Vec<Alias>), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.id, a.spellings FROM actor_forms f JOIN document_actors a ON a.form = f.key
             JOIN documents d ON d.key = a.doc WHERE f.actor = ?1 ORDER BY d.id, a.local",
        )?;
        let mut rows = statement.query([actor])?;
        let mut documents: Vec<String> = Vec::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (doc, spellings): (String, String) = (row.get(0)?, row.get(1)?);
            if documents.last() != Some(&doc) {
                documents.push(doc);
            }
            let mut lines = spellings.lines();
            let name = lines.next().unwrap_or_default();
            for (count, spelling) in lines.filter_map(|line| line.split_once('\t')) {
                let spelling = if spelling.is_empty() { name } else { spelling };
                *counts.entry(spelling.to_string()).or_default() += count.parse::<usize>().unwrap_or(1);
            }
        }
        let mut aliases: Vec<Alias> = counts.into_iter().map(|(name, count)| Alias { name, count }).collect();
        aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        Ok((documents, aliases))
    }

    /// Adds the mentions and offices that the documents give.
    pub fn with_mentions(&self, found: &mut FoundActor) -> Result<(), StoreError> {
        for (doc, id, local) in self.local_actors(found, None)? {
            let reading = self.reading(doc)?;
            let Some(actor) = reading.actor(&local) else { continue };
            found.mention_documents.extend(vec![id; actor.mentions.len()]);
            found.actor.mentions.extend(actor.mentions.iter().copied());
            add_offices(&mut found.actor.roles, &actor.roles);
        }
        Ok(())
    }

    /// Adds the offices of a person that the documents give, of a few of them where there are many.
    pub fn with_offices(&self, found: &mut FoundActor) -> Result<(), StoreError> {
        if found.actor.kind != ActorKind::Person {
            return Ok(());
        }
        for (doc, _, local) in self.local_actors(found, Some(ASKED))? {
            if let Some(actor) = self.reading(doc)?.actor(&local) {
                add_offices(&mut found.actor.roles, &actor.roles);
            }
        }
        Ok(())
    }

    /// The documents that mention an actor, by key and id, with the id that it has there.
    fn local_actors(&self, found: &FoundActor, most: Option<usize>) -> Result<Vec<(i64, String, ActorId)>, StoreError> {
        let sql = format!(
            "SELECT a.doc, d.id, a.local FROM actors w JOIN actor_forms f ON f.actor = w.key
             JOIN document_actors a ON a.form = f.key JOIN documents d ON d.key = a.doc
             WHERE w.key = ?1 ORDER BY d.id, a.local LIMIT {}",
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([actors::key_in(&found.actor.id.0)], |row| {
            Ok((row.get(0)?, row.get(1)?, ActorId(row.get(2)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Offices that were not told before: another term of one is another.
fn add_offices(known: &mut Vec<Role<CharSpan>>, told: &[Role<CharSpan>]) {
    for role in told {
        let same =
            |known: &Role<CharSpan>| (&known.title, &known.from, &known.to) == (&role.title, &role.from, &role.to);
        if !known.iter().any(same) {
            // Its span points into one document of many.
            known.push(Role { span: None, ..role.clone() });
        }
    }
}
