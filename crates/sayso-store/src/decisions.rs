//! What people decide about actors, incidents and reprints. It is kept apart from what was read, survives a re-read, and
//! can be undone.

use crate::joining::{self, unite};
use crate::{StoreError, Workspace, actors};
use rusqlite::{OptionalExtension, Transaction, params};
use sayso_core::CodedActor;
use sayso_join::names::{NameClass, NameForm, fold};
use serde::Serialize;

/// What a decision to code an actor is called.
const CODED: &str = "actor-coded";

/// Something a person decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Its number, for undoing it.
    pub number: i64,
    /// What was decided: actor-coded, actor-together, actor-apart, actor-name, incident-together, incident-apart, reprint-together,
    /// reprint-apart.
    pub what: String,
    /// About what.
    pub a: String,
    /// And what else.
    pub b: String,
    /// Whether it was taken back.
    pub undone: bool,
}

impl Decision {
    /// Whom it codes, where it is a decision to code an actor.
    pub fn coded(&self) -> Option<CodedActor> {
        let row = format!("{}\t{}", self.a, self.b);
        CodedActor::of_row(&row).ok().filter(|_| self.what == CODED)
    }
}

impl Workspace {
    /// Keeps codes for actors, each as a decision; says by which numbers. Nothing is read again by that.
    ///
    /// # Errors
    /// Where an actor can't be coded so: see [`CodedActor::check`]. None of them is kept then.
    pub fn code_actors(&mut self, actors: &[CodedActor]) -> Result<Vec<i64>, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut numbers = Vec::with_capacity(actors.len());
        // What was said last counts first, and of one list what stands first.
        for actor in actors.iter().rev() {
            actor.check()?;
            let row = actor.row();
            let (names, codes) = row.split_once('\t').unwrap_or((row.as_str(), ""));
            record(&transaction, CODED, names, codes)?;
            numbers.push(transaction.last_insert_rowid());
            mark_names(&transaction, names)?;
        }
        transaction.commit()?;
        Ok(numbers)
    }

    /// The actors that people have coded, the latest first.
    pub fn coded_actors(&self) -> Result<Vec<CodedActor>, StoreError> {
        let decisions = self.decisions()?;
        Ok(decisions.iter().rev().filter(|decision| !decision.undone).filter_map(Decision::coded).collect())
    }

    /// Makes one actor of two. Says by which name it goes afterwards.
    pub fn merge_actors(&mut self, a: &str, b: &str) -> Result<String, StoreError> {
        let transaction = self.connection.transaction()?;
        let (first, second) = (forms_of(&transaction, a)?, forms_of(&transaction, b)?);
        record(&transaction, "actor-together", &first[0].1, &second[0].1)?;
        mark_blocks(&transaction, &first)?;
        mark_blocks(&transaction, &second)?;
        transaction.commit()?;
        self.join(|_| ())?;
        self.name_of_form(first[0].0)
    }

    /// Makes the spellings of an actor that fold to `spelling` an actor of their own.
    pub fn split_actor(&mut self, actor: &str, spelling: &str) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let all = forms_of(&transaction, actor)?;
        let wanted = fold(spelling);
        let named = |line: &str| NameForm::parse(line).is_some_and(|form| form.name == wanted);
        let chosen: Vec<(i64, String)> = all.iter().filter(|(_, line)| named(line)).cloned().collect();
        if chosen.is_empty() || chosen.len() == all.len() {
            let spellings = all.iter().filter_map(|(_, line)| NameForm::parse(line)).map(|form| form.name);
            return Err(StoreError::NoSuchSpelling {
                actor: actor.to_string(),
                spelling: spelling.to_string(),
                spellings: spellings.collect::<Vec<_>>().join(", "),
            });
        }
        for (_, line) in &chosen {
            record(&transaction, "actor-apart", line, "")?;
        }
        mark_blocks(&transaction, &all)?;
        transaction.commit()?;
        self.join(|_| ())
    }

    /// Gives an actor another name.
    pub fn rename_actor(&mut self, actor: &str, name: &str) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let forms = forms_of(&transaction, actor)?;
        record(&transaction, "actor-name", &forms[0].1, name)?;
        mark_blocks(&transaction, &forms)?;
        transaction.commit()?;
        self.join(|_| ())
    }

    /// Makes one incident of those that two ids (of incidents or events) name.
    pub fn join_incidents(&mut self, a: &str, b: &str) -> Result<(), StoreError> {
        let (a, b) = (self.first_event(a)?, self.first_event(b)?);
        let transaction = self.connection.transaction()?;
        record(&transaction, "incident-together", &a.1, &b.1)?;
        unite(&transaction, a.0, b.0)?;
        mark_components(&transaction, &[&a.1, &b.1])?;
        transaction.commit()?;
        self.join(|_| ())
    }

    /// Takes an event out of the incident that it was joined to.
    pub fn split_incident(&mut self, event: &str) -> Result<(), StoreError> {
        let (key, id) = self.first_event(event)?;
        let transaction = self.connection.transaction()?;
        let others: Vec<String> = transaction
            .prepare(
                "SELECT id FROM events WHERE key != ?1 AND incident = (SELECT incident FROM events WHERE key = ?1)
                 ORDER BY id",
            )?
            .query_map([key], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        // One decision, to be taken back as one.
        if !others.is_empty() {
            record(&transaction, "incident-apart", &id, &others.join("\t"))?;
        }
        mark_components(&transaction, &[&id])?;
        transaction.commit()?;
        self.join(|_| ())
    }

    /// Says of two documents that they are versions of one report, or that they are not.
    pub fn decide_reprint(&mut self, a: &str, b: &str, together: bool) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let mut touched = Vec::new();
        for id in [a, b] {
            let cluster = transaction
                .query_row("SELECT reprint FROM documents WHERE id = ?1", [id], |row| row.get(0))
                .optional()?;
            touched.push(cluster.ok_or_else(|| StoreError::Unknown { what: "document", id: id.to_string() })?);
        }
        record(&transaction, if together { "reprint-together" } else { "reprint-apart" }, a, b)?;
        joining::cluster_again(&transaction, &touched)?;
        transaction.commit()?;
        self.join(|_| ())
    }

    /// Everything that was decided, in order.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let mut statement = self.connection.prepare("SELECT key, what, a, b, undone FROM decisions ORDER BY key")?;
        let rows = statement.query_map([], |row| {
            Ok(Decision { number: row.get(0)?, what: row.get(1)?, a: row.get(2)?, b: row.get(3)?, undone: row.get(4)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes a decision back.
    pub fn undo(&mut self, number: i64) -> Result<Decision, StoreError> {
        let unknown = || StoreError::Unknown { what: "decision", id: number.to_string() };
        let decision = self.decisions()?.into_iter().find(|decision| decision.number == number).ok_or_else(unknown)?;
        let transaction = self.connection.transaction()?;
        transaction.execute("UPDATE decisions SET undone = 1 WHERE key = ?1", [number])?;
        let Decision { what, a, b, .. } = &decision;
        if what == CODED {
            // Readings made with it are found by their versions when they are read again.
            mark_names(&transaction, a)?;
        } else if what.starts_with("actor-") {
            let block = |line: &String| NameForm::parse(line).map(|form| form.block());
            for block in [block(a), block(b)].into_iter().flatten() {
                transaction.execute("INSERT OR IGNORE INTO pending_blocks VALUES (?1)", [block])?;
            }
        } else if what.starts_with("incident-") {
            let events: Vec<&str> = std::iter::once(a.as_str()).chain(b.split('\t')).collect();
            mark_components(&transaction, &events)?;
        } else {
            let clusters: Vec<i64> = transaction
                .prepare("SELECT DISTINCT reprint FROM documents WHERE id IN (?1, ?2)")?
                .query_map([a, b], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            joining::cluster_again(&transaction, &clusters)?;
        }
        transaction.commit()?;
        self.join(|_| ())?;
        Ok(decision)
    }

    fn name_of_form(&self, form: i64) -> Result<String, StoreError> {
        let sql = "SELECT a.name FROM actor_forms f JOIN actors a ON a.key = f.actor WHERE f.key = ?1";
        Ok(self.connection.query_row(sql, [form], |row| row.get(0))?)
    }

    /// The first event of an incident, or the event of that id.
    fn first_event(&self, id: &str) -> Result<(i64, String), StoreError> {
        let unknown = || StoreError::Unknown { what: "incident or event", id: id.to_string() };
        let incident = self.incident(id)?.ok_or_else(unknown)?;
        let event = if incident.mentions.iter().any(|mention| mention.event == id) {
            id
        } else {
            &incident.mentions.first().ok_or_else(unknown)?.event
        };
        let key = self.connection.query_row("SELECT key FROM events WHERE id = ?1", [event], |row| row.get(0))?;
        Ok((key, event.to_string()))
    }
}

fn record(transaction: &Transaction<'_>, what: &str, a: &str, b: &str) -> Result<(), StoreError> {
    transaction.execute("INSERT INTO decisions (what, a, b) VALUES (?1, ?2, ?3)", params![what, a, b])?;
    Ok(())
}

/// The key of the actor that has this id, or else of the only one that bears exactly this name.
fn key_of(transaction: &Transaction<'_>, actor: &str) -> Result<Option<i64>, StoreError> {
    let mut with_key = transaction.prepare("SELECT 1 FROM actors WHERE key = ?1")?;
    if let Some(key) = actors::key_in(actor)
        && with_key.exists([key])?
    {
        return Ok(Some(key));
    }
    let bearers: Vec<i64> = transaction
        .prepare(
            "SELECT key FROM actors WHERE name = ?1 COLLATE NOCASE UNION
             SELECT actor FROM actor_forms WHERE name = ?2 AND actor IS NOT NULL ORDER BY 1",
        )?
        .query_map([actor, &fold(actor)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    match bearers.as_slice() {
        [] => Err(StoreError::UnknownActor { given: actor.to_string() }),
        [only] => Ok(Some(*only)),
        several => Err(StoreError::SeveralActors {
            given: actor.to_string(),
            ids: several.iter().map(|key| actors::id_of(*key).0).collect::<Vec<_>>().join(", "),
        }),
    }
}

/// Keys and lines of the forms of an actor, in the order of the lines.
fn forms_of(transaction: &Transaction<'_>, actor: &str) -> Result<Vec<(i64, String)>, StoreError> {
    let mut forms: Vec<(i64, String)> = transaction
        .prepare("SELECT key, class, name, country FROM actor_forms WHERE actor = ?1")?
        .query_map([key_of(transaction, actor)?], |row| {
            let class = NameClass::of_number(row.get(1)?).unwrap_or(NameClass::Described);
            let country = row.get::<_, String>(3)?;
            let form = NameForm { class, name: row.get(2)?, country: (!country.is_empty()).then_some(country) };
            Ok((row.get(0)?, form.key()))
        })?
        .collect::<Result<_, _>>()?;
    forms.sort_by(|a, b| a.1.cmp(&b.1));
    if forms.is_empty() {
        return Err(StoreError::UnknownActor { given: actor.to_string() });
    }
    Ok(forms)
}

fn mark_blocks(transaction: &Transaction<'_>, forms: &[(i64, String)]) -> Result<(), StoreError> {
    for (key, _) in forms {
        transaction.execute(
            "INSERT OR IGNORE INTO pending_blocks SELECT block FROM actor_forms WHERE key = ?1 AND block IS NOT NULL",
            [key],
        )?;
    }
    Ok(())
}

/// What several names of a coded actor made one is to be grouped anew.
fn mark_names(transaction: &Transaction<'_>, names: &str) -> Result<(), StoreError> {
    for block in actors::blocks_of_coded(names) {
        transaction.execute("INSERT OR IGNORE INTO pending_blocks VALUES (?1)", [block])?;
    }
    Ok(())
}

fn mark_components(transaction: &Transaction<'_>, events: &[&str]) -> Result<(), StoreError> {
    for id in events {
        transaction
            .execute("INSERT OR IGNORE INTO pending_components SELECT component FROM events WHERE id = ?1", [id])?;
    }
    Ok(())
}
