//! Incidents of a component, and what can be said of each: claims, numbers, contradictions, silence.

use super::loaded::{Loaded, Loader};
use super::surroundings;
use crate::incident::Incident;
use crate::{StoreError, rows, stored};
use rusqlite::{Connection, Transaction, params};
use sayso_core::{DateRange, Polarity};
use sayso_join::{Account, Claim, Decisions, KnownTables, Prepared, claims, cluster, findings, silence};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An event of the component: its row, and where its account is.
struct Member {
    row: i64,
    doc: i64,
    loaded: Arc<Loaded>,
    position: usize,
}

impl Member {
    fn account(&self) -> &Account {
        &self.loaded.accounts[self.position]
    }

    fn prepared(&self) -> &Prepared {
        &self.loaded.prepared[self.position]
    }
}

/// Works the incidents of a component out again.
pub(super) fn settle(transaction: &Transaction<'_>, loader: &mut Loader, component: i64) -> Result<(), StoreError> {
    transaction.prepare_cached("DELETE FROM incidents WHERE component = ?1")?.execute([component])?;
    transaction.prepare_cached("UPDATE events SET incident = NULL WHERE component = ?1")?.execute([component])?;
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO pending_months SELECT x.month FROM dyad_events x JOIN events e ON e.key = x.event
             WHERE e.component = ?1",
        )?
        .execute([component])?;
    let members = members(transaction, loader, component)?;
    if members.is_empty() {
        return Ok(());
    }
    let prepared: Vec<Prepared> = members.iter().map(|member| member.prepared().clone()).collect();
    let decisions = decisions(transaction)?;
    let groups = if prepared.len() == 1 { vec![vec![0]] } else { cluster(&prepared, &decisions) };
    for group in groups {
        let group: Vec<&Member> = group.into_iter().filter_map(|at| members.get(at)).collect();
        if group.len() > 1 || group.iter().any(|member| !member.account().event.magnitude.is_empty()) {
            store(transaction, component, &group, &decisions)?;
        }
    }
    Ok(())
}

fn members(transaction: &Transaction<'_>, loader: &mut Loader, component: i64) -> Result<Vec<Member>, StoreError> {
    let mut statement =
        transaction.prepare_cached("SELECT key, doc FROM events WHERE component = ?1 ORDER BY doc, key")?;
    let rows: Vec<(i64, i64)> =
        statement.query_map([component], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let docs: Vec<i64> = rows.iter().map(|(_, doc)| *doc).collect();
    let mut members = Vec::with_capacity(rows.len());
    for ((row, doc), loaded) in rows.into_iter().zip(loader.load_all(transaction, &docs)?) {
        if let Some(position) = loaded.position(row) {
            members.push(Member { row, doc, loaded, position });
        }
    }
    Ok(members)
}

/// What people decided about events.
fn decisions(connection: &Connection) -> Result<Decisions, StoreError> {
    let mut decisions = Decisions::none();
    let mut statement = connection.prepare_cached(
        "SELECT what, a, b FROM decisions WHERE undone = 0 AND what IN ('incident-together', 'incident-apart') ORDER BY key",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (what, a, b): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if what == "incident-together" {
            decisions.join(&a, &b);
        } else {
            b.split('\t').for_each(|other| decisions.keep_apart(&a, other));
        }
    }
    Ok(decisions)
}

fn store(
    transaction: &Transaction<'_>,
    component: i64,
    group: &[&Member],
    decisions: &Decisions,
) -> Result<(), StoreError> {
    let docs: Vec<i64> = group.iter().map(|member| member.doc).collect::<BTreeSet<_>>().into_iter().collect();
    let accounts: Vec<&Account> = group.iter().map(|member| member.account()).collect();
    let known = surroundings::known(transaction, &docs, &accounts)?;
    let Some(mut incident) = incident(group, decisions, &known) else { return Ok(()) };
    let findings = findings(&incident.id, &accounts, &known);
    incident.tell(&findings.claims);
    let key = insert(transaction, component, &incident, &accounts, docs.len())?;
    for member in group {
        transaction.prepare_cached("UPDATE events SET incident = ?2 WHERE key = ?1")?.execute([member.row, key])?;
    }
    let mut found = FindingRows { transaction, incident: key, id: &incident.id, weight: docs.len() };
    if group.len() > 1 {
        found.add("claims", "", &findings.claims)?;
    }
    for ledger in &findings.numbers {
        found.add("numbers", &ledger.field, ledger)?;
    }
    for contradiction in &findings.contradictions {
        found.add("contradiction", &contradiction.field, contradiction)?;
    }
    for silence in silence(&findings.claims).into_iter().filter(|silence| silence.denied_anywhere) {
        found.add("silence", &silence.field, &silence)?;
    }
    Ok(())
}

/// The incident of these accounts, without origins and values.
fn incident(group: &[&Member], decisions: &Decisions, known: &KnownTables) -> Option<Incident> {
    let members: Vec<(&Account, &Prepared)> =
        group.iter().map(|member| (member.account(), member.prepared())).collect();
    Incident::of_known(&members, decisions, known)
}

fn insert(
    transaction: &Transaction<'_>,
    component: i64,
    incident: &Incident,
    accounts: &[&Account],
    documents: usize,
) -> Result<i64, StoreError> {
    let publishers: BTreeSet<&str> =
        accounts.iter().map(|account| account.report.publisher.as_deref().unwrap_or(&account.report.doc)).collect();
    let denied = accounts.iter().filter(|account| account.event.factuality.polarity == Polarity::Negative).count();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let date: Option<&DateRange<_>> = incident.date.as_ref();
    transaction
        .prepare_cached(
            "INSERT INTO incidents (id, component, event, mode, date_from, date_to, place, country, mentions, documents,
                                    publishers, origins, denied, record)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            incident.id,
            component,
            incident.event.code(),
            incident.mode,
            day(date.and_then(|date| date.from)),
            day(date.and_then(|date| date.to)),
            incident.place.as_ref().map(|place| place.name.as_str()),
            incident.place.as_ref().and_then(|place| place.country.as_deref()),
            rows::count(incident.mentions.len()),
            rows::count(documents),
            rows::count(publishers.len()),
            incident.origins.as_ref().and_then(|origins| origins.independent).map(rows::count),
            rows::count(denied),
            if accounts.len() > 1 { stored::pack_record(&incident.id, incident)? } else { Vec::new() },
        ])?;
    Ok(transaction.last_insert_rowid())
}

/// The incidents of events that nobody else tells of: row and document of each.
pub(crate) fn of_single_accounts(connection: &Connection, events: &[(i64, i64)]) -> Result<Vec<Incident>, StoreError> {
    let mut loader = Loader::default();
    let mut found = Vec::with_capacity(events.len());
    for &(row, doc) in events {
        let loaded = loader.load(connection, doc)?;
        let Some(position) = loaded.position(row) else { continue };
        let member = Member { row, doc, loaded, position };
        let known = surroundings::known(connection, &[doc], &[member.account()])?;
        if let Some(mut incident) = incident(&[&member], &Decisions::none(), &known) {
            incident.tell(&claims(&[member.account()], &known));
            found.push(incident);
        }
    }
    Ok(found)
}

/// What the only account of an incident claims.
pub(crate) fn claims_of_single(connection: &Connection, incident: &Incident) -> Result<Vec<Claim>, StoreError> {
    let mut loader = Loader::default();
    let mut all = Vec::new();
    for mention in &incident.mentions {
        let (row, doc): (i64, i64) = connection
            .prepare_cached("SELECT key, doc FROM events WHERE id = ?1")?
            .query_row([&mention.event], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let loaded = loader.load(connection, doc)?;
        let Some(position) = loaded.position(row) else { continue };
        let account = &loaded.accounts[position];
        let known = surroundings::known(connection, &[doc], &[account])?;
        all.extend(claims(&[account], &known));
    }
    Ok(all)
}

/// Writes the findings of an incident.
struct FindingRows<'a> {
    transaction: &'a Transaction<'a>,
    incident: i64,
    id: &'a str,
    weight: usize,
}

impl FindingRows<'_> {
    fn add<T: Serialize>(&mut self, kind: &str, field: &str, record: &T) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("INSERT INTO findings (incident, kind, field, weight, record) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                self.incident,
                kind,
                field,
                rows::count(self.weight),
                stored::pack_record(self.id, record)?
            ])?;
        Ok(())
    }
}
