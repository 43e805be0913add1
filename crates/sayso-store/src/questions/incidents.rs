//! Incidents, and what can be said of them.

use super::{Conditions, Filter, limit};
use crate::incident::Brief;
use crate::joining::incidents as joined;
use crate::{Incident, StoreError, Workspace, stored};
use rusqlite::{OptionalExtension, ToSql};
use sayso_join::{Claim, Contradiction, Derived, Ledger, Silence};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A finding with the incident it belongs to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found<T> {
    /// The incident's id.
    pub incident: String,
    /// What was found.
    #[serde(flatten)]
    pub record: T,
}

/// Incidents that were asked for, and how many there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Incidents {
    /// The most widely told first.
    pub found: Vec<Incident>,
    /// How many there are in all.
    pub all: usize,
}

/// An incident in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentCounts {
    /// The incident's id.
    pub id: String,
    /// Accounts.
    pub mentions: usize,
    /// Documents that tell of it.
    pub documents: usize,
    /// Their publishers.
    pub publishers: usize,
    /// Independent origins; none where it can't be told.
    pub origins: Option<usize>,
    /// The publishers, each once, in the order of their names; a document without one by its id.
    pub outlets: Vec<String>,
    /// What the stated rules make of the numbers of dead, where there are any.
    pub killed: Option<Derived>,
}

impl Workspace {
    /// The incidents of a document's events that others tell of too, by event id.
    pub fn incidents_of_document(&self, doc: &str) -> Result<Vec<(String, IncidentCounts)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.id, i.id, i.mentions, i.documents, i.publishers, i.origins FROM documents d
             JOIN events e ON e.doc = d.key JOIN incidents i ON i.key = e.incident WHERE d.id = ?1 ORDER BY e.id",
        )?;
        let number = |value: i64| usize::try_from(value).unwrap_or(0);
        let mut outlets = self.connection.prepare_cached(
            "SELECT DISTINCT coalesce(d.publisher, d.id) FROM events e JOIN documents d ON d.key = e.doc
             WHERE e.incident = (SELECT key FROM incidents WHERE id = ?1) ORDER BY 1",
        )?;
        let mut dead = self.connection.prepare_cached(
            "SELECT record FROM findings WHERE kind = 'numbers' AND field = 'killed'
             AND incident = (SELECT key FROM incidents WHERE id = ?1)",
        )?;
        let rows = statement.query_map([doc], |row| {
            let counts = IncidentCounts {
                id: row.get(1)?,
                mentions: number(row.get(2)?),
                documents: number(row.get(3)?),
                publishers: number(row.get(4)?),
                origins: row.get::<_, Option<i64>>(5)?.map(number),
                outlets: Vec::new(),
                killed: None,
            };
            Ok((row.get(0)?, counts))
        })?;
        let mut found: Vec<(String, IncidentCounts)> = rows.collect::<Result<_, _>>()?;
        for (_, counts) in &mut found {
            counts.outlets = outlets.query_map([&counts.id], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let record: Option<Vec<u8>> = dead.query_row([&counts.id], |row| row.get(0)).optional()?;
            if let Some(record) = record {
                counts.killed = stored::unpack_record::<Ledger>(&counts.id, &record)?.derived;
            }
        }
        Ok(found)
    }

    /// Incidents with an event that is asked for, the most widely told first; those of one mention last.
    pub fn incidents(&self, filter: &Filter, most: Option<usize>) -> Result<Incidents, StoreError> {
        self.listed(filter, 0, most, false, stored::unpack_record::<Incident>)
    }

    /// The same without values and reasons, of which acts that many tell of have long lists; without the first `skip` of
    /// them, and where `told_more_than_once` is set without those of one mention.
    pub fn incident_list(
        &self,
        filter: &Filter,
        skip: usize,
        most: Option<usize>,
        told_more_than_once: bool,
    ) -> Result<Incidents, StoreError> {
        let unpack = |id: &str, packed: &[u8]| stored::unpack_record::<Brief>(id, packed).map(Incident::from);
        self.listed(filter, skip, most, told_more_than_once, unpack)
    }

    fn listed(
        &self,
        filter: &Filter,
        skip: usize,
        most: Option<usize>,
        told_more_than_once: bool,
        unpack: impl Fn(&str, &[u8]) -> Result<Incident, StoreError>,
    ) -> Result<Incidents, StoreError> {
        let conditions = Conditions::of(self, filter)?;
        let chosen = chosen(&conditions);
        let values = conditions.values();
        // Those of several accounts have a record; an index knows the number of accounts.
        let several: i64 =
            self.one(&format!("SELECT count(*) FROM incidents i WHERE mentions > 1 {chosen}"), &values)?;
        let mut found = Vec::new();
        let sql = format!(
            "SELECT i.id, i.record FROM incidents i WHERE mentions > 1 {chosen}
             ORDER BY i.documents DESC, i.mentions DESC, i.id LIMIT {} OFFSET {skip}",
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(&values[..])?;
        while let Some(row) = rows.next()? {
            found.push(unpack(&row.get::<_, String>(0)?, &row.get::<_, Vec<u8>>(1)?)?);
        }
        let several = usize::try_from(several).unwrap_or(0);
        if told_more_than_once {
            return Ok(Incidents { found, all: several });
        }
        let clause = conditions.clause();
        let and = if clause.is_empty() { "WHERE" } else { "AND" };
        let alone = format!(
            "{clause} {and} (e.incident IS NULL OR (SELECT mentions = 1 FROM incidents i WHERE i.key = e.incident))"
        );
        let single: i64 = if clause.is_empty() {
            self.one(
                "SELECT (SELECT count(*) FROM events) - (SELECT coalesce(sum(mentions), 0) FROM incidents WHERE mentions > 1)",
                &[],
            )?
        } else {
            self.one(&format!("SELECT count(*) FROM events e {alone}"), &values)?
        };
        let rest = most.map(|most| most.saturating_sub(found.len()));
        if rest != Some(0) {
            let sql = format!(
                "SELECT e.key, e.doc FROM events e JOIN documents d ON d.key = e.doc {alone} ORDER BY d.id, e.trigger_start, e.id LIMIT {} OFFSET {}",
                limit(rest),
                skip.saturating_sub(several)
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let events: Vec<(i64, i64)> =
                statement.query_map(&values[..], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
            found.extend(joined::of_single_accounts(&self.connection, &events)?);
        }
        Ok(Incidents { found, all: several + usize::try_from(single).unwrap_or(0) })
    }

    /// The incident of that id, or the one that the event of that id belongs to.
    pub fn incident(&self, id: &str) -> Result<Option<Incident>, StoreError> {
        let record = self
            .connection
            .prepare_cached(
                "SELECT i.id, i.record FROM incidents i WHERE length(i.record) > 0 AND (i.id = ?1 OR i.key =
                     (SELECT incident FROM events WHERE id = ?1))",
            )?
            .query_row([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))
            .optional()?;
        if let Some((id, record)) = record {
            return stored::unpack_record(&id, &record).map(Some);
        }
        // An incident of one account is named after it: i and the event's id.
        let event = self
            .connection
            .prepare_cached("SELECT key, doc FROM events WHERE id = ?1 OR id = ?2")?
            .query_row([id, id.strip_prefix('i').unwrap_or(id)], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match event {
            Some(event) => Ok(joined::of_single_accounts(&self.connection, &[event])?.pop()),
            None => Ok(None),
        }
    }

    /// What the accounts of an incident claim, with the tree of sources of each claim.
    pub fn claims(&self, incident: &Incident) -> Result<Vec<Claim>, StoreError> {
        let stored: Option<Vec<u8>> = self
            .connection
            .prepare_cached(
                "SELECT f.record FROM findings f JOIN incidents i ON i.key = f.incident
                 WHERE i.id = ?1 AND f.kind = 'claims'",
            )?
            .query_row([&incident.id], |row| row.get(0))
            .optional()?;
        match stored {
            Some(record) => stored::unpack_record(&incident.id, &record),
            None => joined::claims_of_single(&self.connection, incident),
        }
    }

    /// Values that can't both be true, of the most widely told incidents first.
    pub fn contradictions(
        &self,
        filter: &Filter,
        most: Option<usize>,
    ) -> Result<Vec<Found<Contradiction>>, StoreError> {
        self.findings("contradiction", filter, most)
    }

    /// Numbers by holder and time, of the most widely told incidents first.
    pub fn numbers(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Found<Ledger>>, StoreError> {
        self.findings("numbers", filter, most)
    }

    /// Who carries a claim and not its denial, or the reverse, of the most widely told incidents first.
    pub fn silences(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Found<Silence>>, StoreError> {
        self.findings("silence", filter, most)
    }

    fn findings<T: DeserializeOwned>(
        &self,
        kind: &str,
        filter: &Filter,
        most: Option<usize>,
    ) -> Result<Vec<Found<T>>, StoreError> {
        let conditions = Conditions::of(self, filter)?;
        let sql = format!(
            "SELECT i.id, f.record FROM findings f JOIN incidents i ON i.key = f.incident
             WHERE f.kind = '{kind}' {} ORDER BY f.weight DESC, i.id, f.field, f.key LIMIT {}",
            chosen(&conditions),
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(&conditions.values()[..])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let incident: String = row.get(0)?;
            let record = stored::unpack_record(&incident, &row.get::<_, Vec<u8>>(1)?)?;
            found.push(Found { incident, record });
        }
        Ok(found)
    }

    fn one(&self, sql: &str, values: &[&dyn ToSql]) -> Result<i64, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
    }
}

/// The condition that an incident has an event which is asked for.
fn chosen(conditions: &Conditions) -> String {
    let clause = conditions.clause();
    if clause.is_empty() { clause } else { format!("AND i.key IN (SELECT e.incident FROM events e {clause})") }
}
