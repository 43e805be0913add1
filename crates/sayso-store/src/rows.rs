//! The rows that a reading gives: everything a question filters or sorts by. The records themselves stay in the reading.

use crate::{StoreError, groups, joining, review, stored};
use rusqlite::{OptionalExtension, Transaction, params};
use sayso_core::words::{name, one_line};
use sayso_core::{Actor, ActorId, CharSpan, Event, HolderText, Label, Link, Party, ProducedBy, Reading, Span, Tie};
use sayso_join::names::{NameClass, NameForm, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Writes a document and its records, and marks it as not joined yet.
pub(crate) fn insert(transaction: &Transaction<'_>, reading: &Reading<CharSpan>) -> Result<(), StoreError> {
    let doc = insert_document(transaction, reading)?;
    // The rows are those of the reading as its reviewers have it.
    let judgements = review::judgements_of(transaction, &reading.document.id.0)?;
    let corrected = sayso_review::corrected(reading.clone(), &judgements);
    let reading = &corrected.reading;
    let bytes = reading.from_output();
    let mut rows = Rows { transaction, doc, reading: &bytes, forms: BTreeMap::new() };
    rows.actors(reading)?;
    for (event, spans) in reading.events.iter().zip(&bytes.events) {
        rows.event(event, spans)?;
    }
    for (label, spans) in reading.labels.iter().zip(&bytes.labels) {
        rows.label(spans, label.span.start)?;
    }
    for (tie, spans) in reading.ties.iter().zip(&bytes.ties) {
        rows.tie(spans, tie.evidence.trigger.start)?;
    }
    groups::count_in(transaction, doc)?;
    transaction.execute("INSERT INTO pending (doc) VALUES (?1)", [doc])?;
    Ok(())
}

/// Takes a document and all its records out, and marks what it was joined with. Says whether it was there.
pub(crate) fn take_out(transaction: &Transaction<'_>, id: &str) -> Result<bool, StoreError> {
    let found = transaction
        .query_row("SELECT key, title, text, reprint FROM documents WHERE id = ?1", [id], |row| {
            let heading: (i64, String) = (row.get(0)?, row.get(1)?);
            Ok((heading.0, heading.1, row.get::<_, String>(2)?, row.get::<_, i64>(3)?))
        })
        .optional()?;
    let Some((doc, title, text, reprint)) = found else { return Ok(false) };
    let marks = [
        "INSERT OR IGNORE INTO pending_components SELECT DISTINCT component FROM events WHERE doc = ?1",
        "INSERT OR IGNORE INTO pending_months SELECT x.month FROM dyad_events x JOIN events e ON e.key = x.event
             WHERE e.doc = ?1",
        "INSERT OR IGNORE INTO pending_blocks SELECT DISTINCT f.block FROM document_actors d
             JOIN actor_forms f ON f.key = d.form WHERE d.doc = ?1",
    ];
    for mark in marks {
        transaction.execute(mark, [doc])?;
    }
    joining::forget_keys(transaction, doc)?;
    groups::count_out(transaction, doc)?;
    transaction.execute(
        "INSERT INTO texts (texts, rowid, title, text) VALUES ('delete', ?1, ?2, ?3)",
        params![doc, title, text],
    )?;
    transaction.execute("DELETE FROM documents WHERE key = ?1", [doc])?;
    joining::cluster_again(transaction, &[reprint])?;
    Ok(true)
}

/// The versions behind a reading as one line.
pub(crate) fn versions_line(versions: &ProducedBy) -> String {
    serde_json::to_string(versions).unwrap_or_default()
}

fn insert_document(transaction: &Transaction<'_>, reading: &Reading<CharSpan>) -> Result<i64, StoreError> {
    let document = &reading.document;
    let versions = versions_line(&reading.produced_by);
    transaction.execute("INSERT OR IGNORE INTO versions (versions) VALUES (?1)", [&versions])?;
    let title = document.title.as_deref().unwrap_or("");
    transaction
        .prepare_cached(
            "INSERT INTO documents
                 (id, title, text, byline, publisher, url, published, language, text_sha256, versions, fingerprint,
                  reading, reprint)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT key FROM versions WHERE versions = ?10), ?11, ?12, 0)",
        )?
        .execute(params![
            document.id.0,
            title,
            document.text,
            document.byline,
            document.publisher,
            document.url,
            document.published.as_ref().map(|published| published.text.as_str()),
            document.language,
            document.text_sha256,
            versions,
            stored::pack_fingerprint(&reading.fingerprint),
            stored::pack(reading)?,
        ])?;
    let doc = transaction.last_insert_rowid();
    transaction.execute("UPDATE documents SET reprint = key WHERE key = ?1", [doc])?;
    transaction.prepare_cached("INSERT INTO texts (rowid, title, text) VALUES (?1, ?2, ?3)")?.execute(params![
        doc,
        title,
        document.text
    ])?;
    Ok(doc)
}

struct Rows<'a> {
    transaction: &'a Transaction<'a>,
    doc: i64,
    reading: &'a Reading<Span>,
    forms: BTreeMap<ActorId, i64>,
}

impl Rows<'_> {
    /// Actors with a name; those that are only described are no actors of the workspace.
    fn actors(&mut self, reading: &Reading<CharSpan>) -> Result<(), StoreError> {
        for actor in &reading.actors {
            let form = NameForm::of(actor);
            if form.class == NameClass::Described {
                continue;
            }
            let key = self.form(&form)?;
            self.forms.insert(actor.id.clone(), key);
            self.spellings(key, &form, actor)?;
            self.transaction
                .prepare_cached("INSERT OR IGNORE INTO pending_blocks (block) VALUES (?1)")?
                .execute([form.block()])?;
            let name_of = one_line(&actor.name);
            let mut spellings = vec![name_of.clone()];
            spellings.extend(actor.aliases.iter().map(|alias| {
                let spelling = one_line(&alias.name);
                format!("{}\t{}", alias.count, if spelling == name_of { "" } else { &spelling })
            }));
            self.transaction
                .prepare_cached(
                    "INSERT INTO document_actors (form, doc, local, kind, sector, mentions, spellings)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    key,
                    self.doc,
                    actor.id.0,
                    name(&actor.kind),
                    actor.sector.join(" "),
                    count(actor.mentions.len()),
                    spellings.join("\n"),
                ])?;
        }
        Ok(())
    }

    /// The key of a form, new or known.
    fn form(&self, form: &NameForm) -> Result<i64, StoreError> {
        let country = form.country.as_deref().unwrap_or("");
        let known = self
            .transaction
            .prepare_cached("SELECT key FROM actor_forms WHERE name = ?1 AND class = ?2 AND country = ?3")?
            .query_row(params![form.name, form.class as u8, country], |row| row.get(0))
            .optional()?;
        if let Some(key) = known {
            return Ok(key);
        }
        let block = (form.class != NameClass::Described).then(|| form.block());
        self.transaction
            .prepare_cached("INSERT INTO actor_forms (class, name, country, block) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![form.class as u8, form.name, country, block])?;
        let key = self.transaction.last_insert_rowid();
        self.transaction
            .prepare_cached("INSERT INTO name_search (rowid, name) VALUES (?1, ?2)")?
            .execute(params![key, searched(form, "")])?;
        Ok(key)
    }

    /// Makes further spellings of a form findable.
    fn spellings(&self, key: i64, form: &NameForm, actor: &Actor<CharSpan>) -> Result<(), StoreError> {
        let mut more: BTreeSet<String> = actor.aliases.iter().map(|alias| fold(&alias.name)).collect();
        more.insert(fold(&actor.name));
        more.remove(&form.name);
        more.remove("");
        if more.is_empty() {
            return Ok(());
        }
        let known: Option<String> = self
            .transaction
            .prepare_cached("SELECT spellings FROM actor_forms WHERE key = ?1")?
            .query_row([key], |row| row.get(0))?;
        let known = known.unwrap_or_default();
        let mut all: BTreeSet<&str> = known.lines().collect();
        let before = all.len();
        all.extend(more.iter().map(String::as_str));
        if all.len() == before {
            return Ok(());
        }
        let lines = all.iter().copied().collect::<Vec<_>>().join("\n");
        self.transaction
            .prepare_cached("UPDATE actor_forms SET spellings = ?2 WHERE key = ?1")?
            .execute(params![key, lines])?;
        self.transaction
            .prepare_cached("INSERT INTO name_search (name_search, rowid, name) VALUES ('delete', ?1, ?2)")?
            .execute(params![key, searched(form, &known)])?;
        self.transaction
            .prepare_cached("INSERT INTO name_search (rowid, name) VALUES (?1, ?2)")?
            .execute(params![key, searched(form, &lines)])?;
        Ok(())
    }

    /// The form of a participant: its actor's, or one of the words that describe it.
    fn form_of(&self, actor: Option<&ActorId>, words: &str) -> Result<i64, StoreError> {
        if let Some(key) = actor.and_then(|id| self.forms.get(id)) {
            return Ok(*key);
        }
        match actor.and_then(|id| self.reading.actor(id)) {
            Some(described) => self.form(&NameForm::of(described)),
            None => self.form(&NameForm::of_words(words)),
        }
    }

    fn party(&self, party: &Party) -> Result<i64, StoreError> {
        self.form_of(party.actor.as_ref(), party.span.of(&self.reading.document.text))
    }

    fn holder(&self, link: &Link) -> Result<i64, StoreError> {
        let holder = &link.holder;
        let document = &self.reading.document;
        let words = match (holder.span, holder.place) {
            (Some(span), Some(HolderText::Byline)) => span.of(document.byline.as_deref().unwrap_or("")),
            (Some(span), _) => span.of(&document.text),
            (None, _) => "",
        };
        self.form_of(holder.actor.as_ref(), words)
    }

    fn event(&self, event: &Event<CharSpan>, spans: &Event) -> Result<(), StoreError> {
        let date = event.date.as_ref();
        let place = event.location.as_ref();
        self.transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO events
                     (id, doc, event, mode, cameo, date_from, date_to, date_precision, place, admin1, country, lat, lon,
                      place_precision, geonameid, polarity, certainty, realis, standing, side, links, trigger_start,
                      trigger_end, confidence, rule, component)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                         ?22, ?23, ?24, ?25, 0)",
            )?
            .execute(params![
                event.id,
                self.doc,
                event.event.code(),
                event.mode,
                event.cameo,
                date.and_then(|date| date.from).map(|day| day.to_string()),
                date.and_then(|date| date.to).map(|day| day.to_string()),
                date.map(|date| name(&date.precision)),
                place.map(|place| place.name.as_str()),
                place.and_then(|place| place.admin1.as_deref()),
                place.and_then(|place| place.country.as_deref()),
                place.and_then(|place| place.lat),
                place.and_then(|place| place.lon),
                place.map(|place| name(&place.precision)),
                place.and_then(|place| place.geonameid),
                name(&event.factuality.polarity),
                name(&event.factuality.certainty),
                name(&event.factuality.realis),
                name(&event.standing),
                event.stake.as_ref().map(|stake| name(&stake.side)),
                count(event.chain.links().len()),
                count(event.evidence.trigger.start),
                count(event.evidence.trigger.end),
                event.confidence,
                event.rule,
            ])?;
        if self.transaction.changes() == 0 {
            return Ok(());
        }
        let key = self.transaction.last_insert_rowid();
        self.transaction.prepare_cached("UPDATE events SET component = key WHERE key = ?1")?.execute([key])?;
        for (role, parties) in [&spans.actor, &spans.recipient].into_iter().enumerate() {
            for (position, party) in parties.iter().enumerate() {
                self.transaction
                    .prepare_cached("INSERT INTO event_parties (event, role, position, form) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![key, count(role), count(position), self.party(party)?])?;
            }
        }
        for (depth, link) in spans.chain.links().iter().enumerate().skip(1) {
            self.transaction
                .prepare_cached(
                    "INSERT INTO event_holders (event, depth, form, act, unnamed) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    key,
                    count(depth),
                    self.holder(link)?,
                    link.act.map(|act| name(&act)),
                    link.holder.unnamed
                ])?;
        }
        Ok(())
    }

    /// `start` counts code points, as all rows do.
    fn label(&self, label: &Label, start: usize) -> Result<(), StoreError> {
        let holder = label.chain.links().iter().skip(1).next_back().map(|link| self.holder(link)).transpose()?;
        self.transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO labels (id, doc, target, text, holder, start, confidence, rule, kind)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                label.id,
                self.doc,
                self.party(&label.target)?,
                one_line(&label.text),
                holder,
                count(start),
                label.confidence,
                label.rule,
                name(&label.kind),
            ])?;
        Ok(())
    }

    fn tie(&self, tie: &Tie, start: usize) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO ties (id, doc, from_form, to_form, kind, change, start, confidence, rule)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                tie.id,
                self.doc,
                self.party(&tie.from)?,
                self.party(&tie.to)?,
                name(&tie.kind),
                name(&tie.change),
                count(start),
                tie.confidence,
                tie.rule,
            ])?;
        Ok(())
    }
}

/// Makes all forms findable by their names.
pub(crate) fn index_names(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let mut forms = transaction.prepare("SELECT key, class, name, country, spellings FROM actor_forms ORDER BY key")?;
    let mut write = transaction.prepare("INSERT INTO name_search (rowid, name) VALUES (?1, ?2)")?;
    let mut rows = forms.query([])?;
    while let Some(row) = rows.next()? {
        let (country, spellings): (String, Option<String>) = (row.get(3)?, row.get(4)?);
        let class = NameClass::of_number(row.get(1)?).unwrap_or(NameClass::Described);
        let form = NameForm { class, name: row.get(2)?, country: (!country.is_empty()).then_some(country) };
        write.execute(params![row.get::<_, i64>(0)?, searched(&form, spellings.as_deref().unwrap_or_default())])?;
    }
    Ok(())
}

/// What a form is searched by.
fn searched(form: &NameForm, spellings: &str) -> String {
    format!("{}\n{spellings}\n{}", form.name, form.country.as_deref().unwrap_or("")).to_lowercase()
}

/// A count as SQLite keeps it.
pub(crate) fn count(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
