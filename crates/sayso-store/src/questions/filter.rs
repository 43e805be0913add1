//! What a question is about: which events, by whom, against whom, where, when, on whose word.

use crate::{StoreError, Workspace, actors};
use rusqlite::ToSql;
use sayso_core::words::name;
use sayso_core::{
    Act, Certainty, Dropped, EventType, LabelKind, Polarity, QuadClass, Realis, Side, Sieve, Switches, TieKind,
};
use sayso_join::names::fold;
use std::collections::HashMap;

/// Which events a question is about; empty fields ask for nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// PLOVER types.
    pub types: Vec<String>,
    /// Class of the type.
    pub quad: Option<QuadClass>,
    /// Name, id or country code of a party in any role.
    pub party: Option<String>,
    /// Name, id or country code of the actor.
    pub actor: Option<String>,
    /// Name, id or country code of the recipient.
    pub recipient: Option<String>,
    /// ISO alpha-3 of the place.
    pub country: Option<String>,
    /// Words that the name of the place or its province holds.
    pub place: Option<String>,
    /// First day, ISO 8601.
    pub since: Option<String>,
    /// Last day, ISO 8601.
    pub until: Option<String>,
    /// Name, id or country code of somebody who says so, at any place of the chain behind the publisher.
    pub holder: Option<String>,
    /// What the holder that is asked for does with it: states, denies, doubts ...; where none is asked for, the innermost.
    pub act: Option<Act>,
    /// Whether it is told as so or as not so.
    pub polarity: Option<Polarity>,
    /// How sure the innermost holder is.
    pub certainty: Option<Certainty>,
    /// Whether it is told as having happened.
    pub realis: Option<Realis>,
    /// On whose side the innermost holder is.
    pub side: Option<Side>,
    /// Of labels: the kind.
    pub label_kind: Option<LabelKind>,
    /// Of ties: the kind.
    pub tie_kind: Option<TieKind>,
    /// Only what the publisher tells in its own voice.
    pub own_voice: bool,
    /// Words that the publisher's name holds.
    pub outlet: Option<String>,
    /// Document ids.
    pub documents: Vec<String>,
    /// Id of an incident.
    pub incident: Option<String>,
    /// The switches of event-data coders, which take events out of those that the rest of the filter chooses.
    pub switches: Switches,
}

impl Filter {
    /// The filter itself, where its types are ones of the ontology.
    ///
    /// # Errors
    /// [`StoreError::UnknownType`].
    pub fn with_known_types(self) -> Result<Filter, StoreError> {
        match self.types.iter().find(|kind| EventType::parse(kind).is_none()) {
            Some(given) => Err(StoreError::UnknownType { given: given.clone() }),
            None => Ok(self),
        }
    }
}

/// Conditions on a row of `events e`, with their values.
#[derive(Default)]
pub(crate) struct Conditions {
    sql: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    /// All that a filter asks for.
    pub(crate) fn of(workspace: &Workspace, filter: &Filter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::of_rows(workspace, filter)?;
        if let Some(least) = filter.switches.min_confidence {
            conditions.add("e.confidence >= ?", least);
        }
        // What confidence leaves needs no reading.
        let others = Switches { min_confidence: None, ..filter.switches };
        if others != Switches::default() {
            let (keys, _) = workspace.sifted(&conditions, others)?;
            conditions.add("e.key IN (SELECT value FROM json_each(?))", json(&keys));
        }
        Ok(conditions)
    }

    /// What rows tell by themselves: everything but the switches.
    fn of_rows(workspace: &Workspace, filter: &Filter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        let types: Vec<String> = filter.types.iter().map(|name| name.to_uppercase()).collect();
        conditions.one_of("e.event", &types);
        if let Some(quad) = filter.quad {
            let of_class = EventType::ALL.iter().filter(|kind| kind.quad() == quad);
            conditions.one_of("e.event", &of_class.map(|kind| kind.code().to_string()).collect::<Vec<_>>());
        }
        if !filter.documents.is_empty() {
            conditions.add(
                "e.doc IN (SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(?)))",
                json(&filter.documents),
            );
        }
        if let Some(incident) = &filter.incident {
            conditions.add("e.incident = (SELECT key FROM incidents WHERE id = ?)", incident.clone());
        }
        if let Some(country) = &filter.country {
            conditions.one_of("e.country", &[country.to_uppercase()]);
        }
        if let Some(place) = &filter.place {
            conditions.add("instr(lower(e.place || ' ' || coalesce(e.admin1, '')), ?) > 0", place.to_lowercase());
        }
        let roles = [(&filter.party, ""), (&filter.actor, " AND role = 0"), (&filter.recipient, " AND role = 1")];
        for (party, role) in roles {
            if let Some(party) = party {
                conditions.add(
                    &format!("e.key IN (SELECT event FROM event_parties WHERE form IN (SELECT value FROM json_each(?)){role})"),
                    json(&workspace.forms_named(party)?),
                );
            }
        }
        if let Some(holder) = &filter.holder {
            // The act is that holder's own, not what somebody else on the way does with its word.
            let does = filter.act.map_or(String::new(), |act| format!(" AND act = '{}'", act.name()));
            conditions.add(
                &format!(
                    "e.key IN (SELECT event FROM event_holders WHERE form IN (SELECT value FROM json_each(?)){does})"
                ),
                json(&workspace.forms_named(holder)?),
            );
        } else if let Some(act) = filter.act {
            conditions.add(
                "EXISTS (SELECT 1 FROM event_holders h WHERE h.event = e.key AND h.depth = e.links - 1 AND h.act = ?)",
                act.name(),
            );
        }
        let told = [
            ("e.polarity = ?", filter.polarity.as_ref().map(name)),
            ("e.certainty = ?", filter.certainty.as_ref().map(name)),
            ("e.realis = ?", filter.realis.as_ref().map(name)),
            ("e.side = ?", filter.side.as_ref().map(name)),
        ];
        for (condition, value) in told {
            if let Some(value) = value {
                conditions.add(condition, value);
            }
        }
        if filter.own_voice {
            conditions.add("e.links = ?", 1);
        }
        if let Some(outlet) = &filter.outlet {
            conditions.add(
                "e.doc IN (SELECT key FROM documents WHERE instr(lower(publisher), ?) > 0)",
                outlet.to_lowercase(),
            );
        }
        if let Some(since) = &filter.since {
            conditions.add("coalesce(e.date_to, e.date_from) >= ?", since.clone());
        }
        if let Some(until) = &filter.until {
            conditions.add("coalesce(e.date_from, e.date_to) <= ?", until.clone());
        }
        Ok(conditions)
    }

    fn one_of(&mut self, column: &str, given: &[String]) {
        if !given.is_empty() {
            self.add(&format!("{column} IN (SELECT value FROM json_each(?))"), json(&given));
        }
    }

    fn add(&mut self, sql: &str, value: impl ToSql + 'static) {
        self.sql.push(sql.to_string());
        self.values.push(Box::new(value));
    }

    /// `WHERE …`, or nothing.
    pub(crate) fn clause(&self) -> String {
        if self.sql.is_empty() { String::new() } else { format!("WHERE {}", self.sql.join(" AND ")) }
    }

    pub(crate) fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }
}

fn json<T: serde::Serialize>(list: &T) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_string())
}

impl Workspace {
    /// How many of the events that the rest of a filter chooses its switches take out.
    pub fn dropped(&self, filter: &Filter) -> Result<Dropped, StoreError> {
        if filter.switches == Switches::default() {
            return Ok(Dropped::default());
        }
        let (_, dropped) = self.sifted(&Conditions::of_rows(self, filter)?, filter.switches)?;
        Ok(dropped)
    }

    /// Keys of the events that switches leave of those under `conditions`, in the order of documents and text.
    fn sifted(&self, conditions: &Conditions, switches: Switches) -> Result<(Vec<i64>, Dropped), StoreError> {
        let sql = format!(
            "SELECT e.doc, e.id, e.key FROM events e JOIN documents d ON d.key = e.doc {}
             ORDER BY d.id, e.trigger_start, e.id",
            conditions.clause()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows: Vec<(i64, String, i64)> = statement
            .query_map(&conditions.values()[..], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let mut sieve = Sieve::new(switches);
        let mut kept = Vec::new();
        for of_document in rows.chunk_by(|a, b| a.0 == b.0) {
            let keys: HashMap<&str, i64> = of_document.iter().map(|(_, id, key)| (id.as_str(), *key)).collect();
            let mut reading = self.reading(of_document[0].0)?.from_output();
            sieve.sift(&mut reading, |event| keys.contains_key(event.id.as_str()));
            kept.extend(reading.events.iter().filter_map(|event| keys.get(event.id.as_str())));
        }
        Ok((kept, sieve.dropped()))
    }

    /// Keys of the forms that a person means by `name`: an actor's id, a country code, or words of a name. All forms
    /// of an actor that is found are meant.
    pub(crate) fn forms_named(&self, name: &str) -> Result<Vec<i64>, StoreError> {
        if let Some(actor) = actors::key_in(name) {
            let forms = self.keys("SELECT key FROM actor_forms WHERE actor = ?1 ORDER BY key", actor)?;
            if !forms.is_empty() {
                return Ok(forms);
            }
        }
        if name.len() == 3 && name.chars().all(|c| c.is_ascii_uppercase()) {
            return self.keys("SELECT key FROM actor_forms WHERE country = ?1 ORDER BY key", name);
        }
        let words: Vec<String> =
            fold(name).split(' ').filter(|word| !word.is_empty()).map(|word| format!("\"{word}\"*")).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        self.keys(
            "WITH found AS (SELECT rowid AS key FROM name_search WHERE name_search MATCH ?1)
             SELECT key FROM found UNION
             SELECT f.key FROM actor_forms f WHERE f.actor IN (
                 SELECT actor FROM actor_forms WHERE key IN (SELECT key FROM found) AND actor IS NOT NULL)",
            words.join(" "),
        )
    }

    fn keys(&self, sql: &str, value: impl ToSql) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([value], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
