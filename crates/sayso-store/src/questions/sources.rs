//! Who is cited, by whom, for what, about whom.

use super::{Conditions, Filter, limit};
use crate::{StoreError, Workspace, actors};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Somebody whom publishers cite.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundSource {
    /// The actor's id, or the words that describe it.
    pub holder: String,
    /// The actor's name, or the words.
    pub name: String,
    /// Whether it has a name.
    pub named: bool,
    /// Records that stand on its word.
    pub records: usize,
    /// Publishers that cite it, those that do it most first.
    pub cited_by: Vec<String>,
    /// What it does, and how often.
    pub acts: BTreeMap<String, usize>,
    /// Ids of the actors that the records are about, the commonest first; at most ten.
    pub about: Vec<String>,
}

/// How much an outlet says itself, and how much it lets others say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundOutlet {
    /// The publisher, or the id of a document without one.
    pub outlet: String,
    /// Its documents with events that are asked for.
    pub documents: usize,
    /// These events.
    pub events: usize,
    /// Of these the ones in its own voice.
    pub own: usize,
    /// Those on somebody else's word.
    pub quoted: usize,
    /// Of the latter those whose innermost holder is described but not named.
    pub unnamed: usize,
    /// Labels that these documents apply in their own voice.
    pub labels_own: usize,
    /// Labels that others apply in them.
    pub labels_quoted: usize,
    /// The commonest labels.
    pub words: Vec<LabelCount>,
}

/// A label and how often it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelCount {
    /// The words.
    pub text: String,
    /// How often.
    pub n: usize,
}

/// Labels that are given for an outlet.
const LABELS: usize = 8;

/// Actors that are named per source.
const ABOUT: usize = 10;

impl Workspace {
    /// Those who are cited for events that are asked for, the most cited first.
    pub fn sources(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<FoundSource>, StoreError> {
        let conditions = Conditions::of(self, filter)?;
        let clause = conditions.clause();
        let chosen =
            if clause.is_empty() { clause } else { format!("WHERE h.event IN (SELECT e.key FROM events e {clause})") };
        // Forms of one actor count as one; a description counts by its words.
        let sql = format!(
            "SELECT coalesce(f.actor, -f.key) AS who, count(*) FROM event_holders h JOIN actor_forms f ON f.key = h.form
             {chosen} GROUP BY who ORDER BY 2 DESC, who LIMIT {}",
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found: Vec<(i64, i64)> = statement
            .query_map(&conditions.values()[..], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        found.into_iter().map(|(who, records)| self.source(who, records, &chosen, &conditions)).collect()
    }

    /// What the outlets of events that are asked for say themselves and what others, those with most events first.
    pub fn outlets(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<FoundOutlet>, StoreError> {
        let conditions = Conditions::of(self, filter)?;
        let sql = format!(
            "SELECT coalesce(d.publisher, d.id), count(DISTINCT e.doc), count(*), sum(e.links = 1),
                    sum(e.links > 1 AND EXISTS (
                        SELECT 1 FROM event_holders h WHERE h.event = e.key AND h.depth = e.links - 1 AND h.unnamed))
             FROM events e JOIN documents d ON d.key = e.doc {} GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT {}",
            conditions.clause(),
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let number = |value: i64| usize::try_from(value).unwrap_or(0);
        let mut found: Vec<FoundOutlet> = statement
            .query_map(&conditions.values()[..], |row| {
                let (events, own) = (number(row.get(2)?), number(row.get(3)?));
                Ok(FoundOutlet {
                    outlet: row.get(0)?,
                    documents: number(row.get(1)?),
                    events,
                    own,
                    quoted: events - own,
                    unnamed: number(row.get(4)?),
                    ..FoundOutlet::default()
                })
            })?
            .collect::<Result<_, _>>()?;
        self.add_labels(&mut found, &conditions)?;
        Ok(found)
    }

    /// Counts the labels in the documents of the events that are asked for.
    fn add_labels(&self, found: &mut [FoundOutlet], conditions: &Conditions) -> Result<(), StoreError> {
        let clause = conditions.clause();
        let chosen =
            if clause.is_empty() { clause } else { format!("WHERE l.doc IN (SELECT e.doc FROM events e {clause})") };
        let sql = format!(
            "SELECT coalesce(d.publisher, d.id), lower(l.text), count(*), sum(l.holder IS NULL)
             FROM labels l JOIN documents d ON d.key = l.doc {chosen} GROUP BY 1, 2 ORDER BY 3 DESC, 2"
        );
        let places: HashMap<String, usize> =
            found.iter().enumerate().map(|(at, outlet)| (outlet.outlet.clone(), at)).collect();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(&conditions.values()[..])?;
        while let Some(row) = rows.next()? {
            let Some(outlet) = places.get(&row.get::<_, String>(0)?).and_then(|&at| found.get_mut(at)) else {
                continue;
            };
            let number = |column: usize| -> rusqlite::Result<usize> {
                Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
            };
            let (uses, own) = (number(2)?, number(3)?);
            outlet.labels_own += own;
            outlet.labels_quoted += uses - own;
            if outlet.words.len() < LABELS {
                outlet.words.push(LabelCount { text: row.get(1)?, n: uses });
            }
        }
        Ok(())
    }

    fn source(&self, who: i64, records: i64, chosen: &str, conditions: &Conditions) -> Result<FoundSource, StoreError> {
        let of_source = if chosen.is_empty() { "WHERE".to_string() } else { format!("{chosen} AND") };
        let forms = if who < 0 {
            format!("h.form = {}", -who)
        } else {
            format!("h.form IN (SELECT key FROM actor_forms WHERE actor = {who})")
        };
        let counted = |select: &str, join: &str| -> Result<Vec<(String, usize)>, StoreError> {
            let sql = format!(
                "SELECT {select} AS what, count(*) FROM event_holders h {join} {of_source} {forms} AND what IS NOT NULL
                 GROUP BY what ORDER BY 2 DESC, what LIMIT 200"
            );
            let mut statement = self.connection.prepare(&sql)?;
            let rows = statement.query_map(&conditions.values()[..], |row| {
                let what: rusqlite::types::Value = row.get(0)?;
                let what = match what {
                    rusqlite::types::Value::Integer(actor) => actors::id_of(actor).0,
                    rusqlite::types::Value::Text(text) => text,
                    _ => String::new(),
                };
                Ok((what, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let publishers = counted(
            "coalesce(d.publisher, d.id)",
            "JOIN events o ON o.key = h.event JOIN documents d ON d.key = o.doc",
        )?;
        let about =
            counted("p.actor", "JOIN event_parties q ON q.event = h.event JOIN actor_forms p ON p.key = q.form")?;
        let name: String = if who < 0 {
            self.connection
                .prepare_cached("SELECT name FROM actor_forms WHERE key = ?1")?
                .query_row([-who], |row| row.get(0))?
        } else {
            self.connection
                .prepare_cached("SELECT name FROM actors WHERE key = ?1")?
                .query_row([who], |row| row.get(0))?
        };
        Ok(FoundSource {
            holder: if who < 0 { name.clone() } else { actors::id_of(who).0 },
            name,
            named: who >= 0,
            records: usize::try_from(records).unwrap_or(0),
            cited_by: publishers.into_iter().map(|(publisher, _)| publisher).collect(),
            acts: counted("h.act", "")?.into_iter().collect(),
            about: about.into_iter().map(|(actor, _)| actor).take(ABOUT).collect(),
        })
    }
}
