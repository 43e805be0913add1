//! Questions to a workspace.

use crate::{StoreError, Workspace};
use rusqlite::{OptionalExtension, ToSql};
use sayso_core::{Actor, CharSpan, Event, Label, Reading, Tie};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Which events to show; empty fields ask for nothing.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    /// PLOVER types.
    pub types: Vec<String>,
    /// Words that a party's names must hold.
    pub party: Option<String>,
    /// ISO alpha-3 of the place.
    pub country: Option<String>,
    /// First day, ISO 8601.
    pub since: Option<String>,
    /// Last day, ISO 8601.
    pub until: Option<String>,
    /// Document ids.
    pub documents: Vec<String>,
    /// Least confidence.
    pub min_confidence: Option<f64>,
}

/// An event with its document.
#[derive(Debug, Clone, Serialize)]
pub struct FoundEvent {
    /// The document's id.
    pub doc: String,
    /// The record.
    #[serde(flatten)]
    pub event: Event<CharSpan>,
}

/// An actor over all documents. In JSON each mention carries its document as `doc`.
#[derive(Debug, Clone)]
pub struct FoundActor {
    /// The actor of the first document; its aliases and mentions are those of all.
    pub actor: Actor<CharSpan>,
    /// Ids of the documents that mention it.
    pub documents: Vec<String>,
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

/// A stored document.
#[derive(Debug, Clone, Serialize)]
pub struct FoundDocument {
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
}

/// A document that holds the words of a search.
#[derive(Debug, Clone, Serialize)]
pub struct SearchHit {
    /// The document.
    #[serde(flatten)]
    pub document: FoundDocument,
    /// The words in their surroundings, marked by `[` and `]`.
    pub snippet: String,
}

impl Workspace {
    /// Events in the order of documents and text.
    pub fn events(&self, filter: &EventFilter) -> Result<Vec<FoundEvent>, StoreError> {
        let mut conditions: Vec<String> = Vec::new();
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        let mut one_of = |column: &str, given: &[String], values: &mut Vec<Box<dyn ToSql>>| {
            if !given.is_empty() {
                conditions.push(format!("{column} IN ({})", vec!["?"; given.len()].join(", ")));
                values.extend(given.iter().map(|value| Box::new(value.clone()) as Box<dyn ToSql>));
            }
        };
        let types: Vec<String> = filter.types.iter().map(|name| name.to_uppercase()).collect();
        one_of("event", &types, &mut values);
        one_of("doc", &filter.documents, &mut values);
        if let Some(country) = &filter.country {
            one_of("country", &[country.to_uppercase()], &mut values);
        }
        if let Some(party) = &filter.party {
            conditions.push("instr(parties, ?) > 0".into());
            values.push(Box::new(party.to_lowercase()));
        }
        if let Some(since) = &filter.since {
            conditions.push("coalesce(date_to, date_from) >= ?".into());
            values.push(Box::new(since.clone()));
        }
        if let Some(until) = &filter.until {
            conditions.push("coalesce(date_from, date_to) <= ?".into());
            values.push(Box::new(until.clone()));
        }
        if let Some(least) = filter.min_confidence {
            conditions.push("confidence >= ?".into());
            values.push(Box::new(least));
        }
        let where_clause =
            if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        let sql = format!("SELECT doc, record FROM events {where_clause} ORDER BY doc, trigger_start, id");
        let mut statement = self.connection.prepare(&sql)?;
        let values: Vec<&dyn ToSql> = values.iter().map(AsRef::as_ref).collect();
        let rows = statement.query_map(&values[..], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (doc, record) = row?;
            Ok(FoundEvent { event: record_of(&doc, &record)?, doc })
        })
        .collect()
    }

    /// The reading that holds a record of that id (event, label or tie), or of the document of that id.
    pub fn reading_with(&self, id: &str) -> Result<Option<Reading<CharSpan>>, StoreError> {
        let sql = "SELECT id, reading FROM documents WHERE id = ?1 OR id IN (
                       SELECT doc FROM events WHERE id = ?1 UNION
                       SELECT doc FROM labels WHERE id = ?1 UNION
                       SELECT doc FROM ties WHERE id = ?1)";
        let row = self
            .connection
            .query_row(sql, [id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
            .optional()?;
        row.map(|(doc, reading)| record_of(&doc, &reading)).transpose()
    }

    /// Ids of records that begin with `prefix`, at most `limit`.
    pub fn ids_with_prefix(&self, prefix: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT id FROM (SELECT id FROM events UNION SELECT id FROM labels UNION SELECT id FROM ties)
                   WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT ?2";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map((prefix, i64::try_from(limit).unwrap_or(i64::MAX)), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Labels with their documents.
    pub fn labels(&self) -> Result<Vec<(String, Label<CharSpan>)>, StoreError> {
        self.records("SELECT doc, record FROM labels ORDER BY doc, id")
    }

    /// Ties with their documents.
    pub fn ties(&self) -> Result<Vec<(String, Tie<CharSpan>)>, StoreError> {
        self.records("SELECT doc, record FROM ties ORDER BY doc, id")
    }

    fn records<T: DeserializeOwned>(&self, sql: &str) -> Result<Vec<(String, T)>, StoreError> {
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (doc, record) = row?;
            Ok((doc.clone(), record_of(&doc, &record)?))
        })
        .collect()
    }

    /// Actors of all documents, those of the same name, kind and country as one; most mentioned first.
    pub fn actors(&self, name: Option<&str>) -> Result<Vec<FoundActor>, StoreError> {
        let sql = "SELECT key, doc, record FROM actors ORDER BY key, doc, id";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))?;
        let mut found: Vec<(String, FoundActor)> = Vec::new();
        for row in rows {
            let (key, doc, record) = row?;
            let actor: Actor<CharSpan> = record_of(&doc, &record)?;
            match found.last_mut().filter(|(last, _)| *last == key) {
                Some((_, known)) => known.absorb(doc, actor),
                None => found.push((key, FoundActor::of_one(doc, actor))),
            }
        }
        let wanted = name.map(str::to_lowercase);
        let mut actors: Vec<FoundActor> = found.into_iter().map(|(_, actor)| actor).collect();
        if let Some(wanted) = wanted {
            actors.retain(|found| {
                found.actor.name.to_lowercase().contains(&wanted)
                    || found.actor.aliases.iter().any(|alias| alias.name.to_lowercase().contains(&wanted))
            });
        }
        actors.sort_by(|a, b| {
            (b.documents.len(), b.actor.mentions.len(), &a.actor.name).cmp(&(
                a.documents.len(),
                a.actor.mentions.len(),
                &b.actor.name,
            ))
        });
        Ok(actors)
    }

    /// Documents that hold the words, the best first. The query is SQLite's full-text language.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<SearchHit>, StoreError> {
        let wrong = |error: rusqlite::Error| StoreError::Query { query: query.to_string(), message: error.to_string() };
        let sql = "SELECT d.id, d.title, d.publisher, d.published, snippet(texts, 2, '[', ']', ' … ', 24)
                   FROM texts JOIN documents d ON d.id = texts.id WHERE texts MATCH ?1 ORDER BY rank, d.id LIMIT ?2";
        let mut statement = self.connection.prepare(sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map((query, limit), |row| {
            let document =
                FoundDocument { id: row.get(0)?, title: row.get(1)?, publisher: row.get(2)?, published: row.get(3)? };
            Ok(SearchHit { document, snippet: row.get(4)? })
        });
        rows.map_err(wrong)?.collect::<Result<_, _>>().map_err(wrong)
    }

    /// All documents, in the order of their ids.
    pub fn documents(&self) -> Result<Vec<FoundDocument>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT id, title, publisher, published FROM documents ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            Ok(FoundDocument { id: row.get(0)?, title: row.get(1)?, publisher: row.get(2)?, published: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl FoundActor {
    fn of_one(doc: String, actor: Actor<CharSpan>) -> FoundActor {
        FoundActor { mention_documents: vec![doc.clone(); actor.mentions.len()], actor, documents: vec![doc] }
    }

    fn absorb(&mut self, doc: String, other: Actor<CharSpan>) {
        for alias in other.aliases {
            match self.actor.aliases.iter_mut().find(|known| known.name == alias.name) {
                Some(known) => known.count += alias.count,
                None => self.actor.aliases.push(alias),
            }
        }
        for sector in other.sector {
            if !self.actor.sector.contains(&sector) {
                self.actor.sector.push(sector);
            }
        }
        self.mention_documents.extend(vec![doc.clone(); other.mentions.len()]);
        self.actor.mentions.extend(other.mentions);
        self.documents.push(doc);
    }
}

fn record_of<T: DeserializeOwned>(document: &str, json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|source| StoreError::Record { document: document.to_string(), source })
}
