//! What a cluster needs to join readings: keys, decisions on pairs and groups. The rules are those of the workspace, in
//! `sayso-join`; here they take batches of Arrow and give tables.

use crate::error::other;
use crate::nested;
use crate::reader::Reader;
use crate::readings::Filling;
use crate::source::records;
use crate::table::Table;
use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_schema::{DataType, Field, Schema};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use sayso::Reading;
use sayso_core::words::{name, one_line};
use sayso_core::{ActorId, CharSpan};
use sayso_join::names::{self, ActorTally, NameClass, NameForm};
use sayso_join::{
    Account, Decisions, KnownTables, Overlap, Prepared, Relation, Story, Text, ToldIncident, account_key_number,
    accounts, cluster, compare, document_keys, findings, linked,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What an account's key is of, beside the kinds that documents' keys have.
const ACCOUNT: i64 = 3;

pub fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(_reading_schema, module)?)?;
    module.add_function(wrap_pyfunction!(_read_batch, module)?)?;
    module.add_function(wrap_pyfunction!(_nested, module)?)?;
    module.add_function(wrap_pyfunction!(_flat, module)?)?;
    module.add_function(wrap_pyfunction!(_keys, module)?)?;
    module.add_function(wrap_pyfunction!(_compare, module)?)?;
    module.add_function(wrap_pyfunction!(_links, module)?)?;
    module.add_function(wrap_pyfunction!(_forms, module)?)?;
    module.add_function(wrap_pyfunction!(_group_forms, module)?)?;
    module.add_function(wrap_pyfunction!(_tally, module)?)?;
    module.add_function(wrap_pyfunction!(_settle, module)?)?;
    module.add("_FORMULA", sayso_join::FORMULA)?;
    module.add("_COMPARED", sayso_join::COMPARED)?;
    module.add("_SHARED_KEYS", sayso_join::SHARED_KEYS)
}

/// The columns of readings, as a table without rows.
#[pyfunction]
fn _reading_schema() -> Table {
    Table::new(nested::schema(), Vec::new())
}

/// Reads the documents of a batch on this thread: a row each, with the reading or what stood in its way.
#[pyfunction]
#[pyo3(signature = (reader, batch, published, columns))]
fn _read_batch(
    py: Python<'_>,
    reader: &Bound<'_, Reader>,
    batch: AnyRecordBatch,
    published: Option<&Bound<'_, PyAny>>,
    columns: HashMap<String, String>,
) -> PyResult<Table> {
    let files = sayso_read::Reader::new(crate::reader::options(published)?);
    let reader = reader.get().inner.clone();
    let batches = collected(batch)?;
    py.detach(|| {
        let mut read = Vec::with_capacity(batches.len());
        for batch in &batches {
            let found: Vec<Read> =
                records(batch, &columns)?.into_iter().map(|record| one(&reader, &files, record)).collect();
            let rows: Vec<nested::Row<'_>> = found.iter().map(Read::row).collect();
            read.push(nested::batch(&rows)?);
        }
        Ok(Table::new(nested::schema(), read))
    })
}

/// A document read, or not.
struct Read {
    id: Option<String>,
    reading: Option<Reading<CharSpan>>,
    problem: Option<String>,
}

impl Read {
    fn row(&self) -> nested::Row<'_> {
        nested::Row::new(self.reading.as_ref(), self.id.as_deref(), self.problem.as_deref())
    }
}

fn one(reader: &sayso::Reader, files: &sayso_read::Reader, record: Map<String, Value>) -> Read {
    let id = ["id", "doc"].iter().find_map(|name| record.get(*name)?.as_str().map(str::to_string));
    let outcome = files.read_record("documents", 1, record);
    let mut problems: Vec<String> = outcome.problems.iter().map(|problem| problem.error.to_string()).collect();
    let reading = outcome.documents.first().and_then(|document| match reader.read(document) {
        Ok(reading) => Some(reading.to_output()),
        Err(error) => {
            problems.push(error.to_string());
            None
        }
    });
    Read { id, reading, problem: Some(problems.join("; ")).filter(|problem| !problem.is_empty()) }
}

/// `Reading`s as nested columns, and behind them a row for each problem.
#[pyfunction]
fn _nested(given: Vec<Bound<'_, crate::reading::Reading>>, problems: Vec<String>) -> PyResult<Table> {
    let readings: Vec<Arc<Reading<CharSpan>>> = given.iter().map(|reading| reading.get().inner.clone()).collect();
    let mut rows: Vec<nested::Row<'_>> =
        readings.iter().map(|reading| nested::Row::new(Some(reading), None, None)).collect();
    rows.extend(problems.iter().map(|problem| nested::Row::new(None, None, Some(problem))));
    Ok(Table::new(nested::schema(), vec![nested::batch(&rows)?]))
}

/// The flat rows of nested readings: `what` is events, actors, labels, ties or documents.
#[pyfunction]
fn _flat(py: Python<'_>, batch: AnyRecordBatch, what: &str) -> PyResult<Py<Table>> {
    let readings = nested::readings(&collected(batch)?)?;
    let mut rows = Filling::new();
    readings.iter().try_for_each(|reading| rows.add(reading))?;
    let tables = Py::new(py, rows.finish(py)?)?;
    tables.getattr(py, what)?.extract(py).map_err(Into::into)
}

/// The keys of nested readings and of their accounts, each once a document: doc, text_sha256, of, key.
#[pyfunction]
fn _keys(py: Python<'_>, batch: AnyRecordBatch) -> PyResult<Table> {
    let batches = collected(batch)?;
    py.detach(|| {
        let mut rows = Vec::new();
        for reading in nested::readings(&batches)? {
            let loaded = Loaded::of(reading);
            let mut keys: BTreeSet<(i64, i64)> =
                document_keys(&loaded.reading, &loaded.story).into_iter().map(|key| (key & 3, key)).collect();
            keys.extend(
                loaded
                    .prepared
                    .iter()
                    .flat_map(|prepared| prepared.keys())
                    .map(|key| (ACCOUNT, account_key_number(key))),
            );
            let document = &loaded.reading.document;
            rows.extend(keys.into_iter().map(
                |(of, key)| json!({"doc": document.id.0, "text_sha256": document.text_sha256, "of": of, "key": key}),
            ));
        }
        table(vec![text("doc"), text("text_sha256"), whole("of"), whole("key")], &rows)
    })
}

/// Compares pairs of documents (columns a and b, as JSON): what they have in common, but for forms.
#[pyfunction]
fn _compare(py: Python<'_>, batch: AnyRecordBatch) -> PyResult<Table> {
    let batches = collected(batch)?;
    py.detach(|| {
        let mut texts: Kept<Text> = Kept::new();
        let mut rows = Vec::new();
        for row in nested::rows(&batches)? {
            let prepare = |json: &str| -> PyResult<Text> {
                let document: sayso_core::Document<CharSpan> = serde_json::from_str(json).map_err(other)?;
                Ok(Text::new(&document))
            };
            let (a, b) = (texts.get(field(&row, "a")?, prepare)?, texts.get(field(&row, "b")?, prepare)?);
            let Some(overlap) = compare(&a, &b).filter(|overlap| overlap.relation != Relation::Template) else {
                continue;
            };
            rows.push(json!({
                "a": overlap.a,
                "b": overlap.b,
                "relation": name(&overlap.relation),
                "share_a": overlap.share_a,
                "share_b": overlap.share_b,
                "direction": name(&overlap.direction),
                "record": serde_json::to_string(&overlap).map_err(other)?,
            }));
        }
        let columns = vec![
            text("a"),
            text("b"),
            text("relation"),
            number("share_a"),
            number("share_b"),
            text("direction"),
            text("record"),
        ];
        table(columns, &rows)
    })
}

/// Which events of pairs of readings (columns a and b, as JSON) are linked: a, b by id.
#[pyfunction]
fn _links(py: Python<'_>, batch: AnyRecordBatch) -> PyResult<Table> {
    let batches = collected(batch)?;
    py.detach(|| {
        let mut readings: Kept<Loaded> = Kept::new();
        let mut rows = Vec::new();
        for row in nested::rows(&batches)? {
            let (a, b) =
                (readings.get(field(&row, "a")?, Loaded::read)?, readings.get(field(&row, "b")?, Loaded::read)?);
            let within = a.reading.document.id == b.reading.document.id;
            for (position, mine) in a.prepared.iter().enumerate() {
                for theirs in b.prepared.iter().take(if within { position } else { usize::MAX }) {
                    if linked(mine, theirs) {
                        rows.push(json!({"a": mine.id(), "b": theirs.id()}));
                    }
                }
            }
        }
        table(vec![text("a"), text("b")], &rows)
    })
}

/// The named actors of nested readings: block and form, by which they meet, and what the document says of them.
#[pyfunction]
fn _forms(py: Python<'_>, batch: AnyRecordBatch) -> PyResult<Table> {
    let batches = collected(batch)?;
    py.detach(|| {
        let mut rows = Vec::new();
        for reading in nested::readings(&batches)? {
            for actor in &reading.actors {
                let form = NameForm::of(actor);
                if form.class == NameClass::Described {
                    continue;
                }
                let aliases: Vec<Value> = actor
                    .aliases
                    .iter()
                    .map(|alias| json!({"name": one_line(&alias.name), "count": alias.count}))
                    .collect();
                rows.push(json!({
                    "block": form.block(),
                    "form": form.key(),
                    "doc": reading.document.id.0,
                    "local": actor.id.0,
                    "name": one_line(&actor.name),
                    "kind": name(&actor.kind),
                    "sector": actor.sector.join(" "),
                    "mentions": actor.mentions.len(),
                    "aliases": aliases,
                }));
            }
        }
        let alias = DataType::Struct(vec![text("name"), whole("count")].into());
        let mut columns: Vec<Field> = ["block", "form", "doc", "local", "name", "kind", "sector"].map(text).to_vec();
        columns.push(whole("mentions"));
        columns.push(Field::new("aliases", DataType::new_list(alias, true), true));
        table(columns, &rows)
    })
}

/// Which forms are one actor, for whole blocks (columns block, form, each form once): form, actor, person, country.
#[pyfunction]
fn _group_forms(py: Python<'_>, batch: AnyRecordBatch) -> PyResult<Table> {
    let batches = collected(batch)?;
    py.detach(|| {
        let mut blocks: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in nested::rows(&batches)? {
            blocks.entry(field(&row, "block")?.to_string()).or_default().insert(field(&row, "form")?.to_string());
        }
        let mut rows = Vec::new();
        for lines in blocks.into_values() {
            let forms: Vec<NameForm> = lines.iter().filter_map(|line| NameForm::parse(line)).collect();
            for group in names::group(&forms) {
                let group: Vec<&NameForm> = group.into_iter().filter_map(|at| forms.get(at)).collect();
                let Some(first) = group.iter().map(|form| form.key()).min() else { continue };
                let actor = names::actor_id(names::actor_key(&first)).0;
                let country = group.iter().filter_map(|form| form.country.clone()).min();
                let person = group[0].class == NameClass::Person;
                rows.extend(
                    group
                        .iter()
                        .map(|form| json!({"form": form.key(), "actor": actor, "person": person, "country": country})),
                );
            }
        }
        table(vec![text("form"), text("actor"), flag("person"), text("country")], &rows)
    })
}

/// Name, kind and sector of actors, of whole actors (columns actor, person, country, name, kind, sector, mentions,
/// documents: what so many documents say alike): id, name, kind, country, sector, mentions.
#[pyfunction]
fn _tally(py: Python<'_>, batch: AnyRecordBatch) -> PyResult<Table> {
    let batches = collected(batch)?;
    py.detach(|| {
        let mut actors: BTreeMap<String, (bool, Option<String>, ActorTally)> = BTreeMap::new();
        for row in nested::rows(&batches)? {
            let person = row.get("person").and_then(Value::as_bool).unwrap_or(false);
            let country = row.get("country").and_then(Value::as_str).map(str::to_string);
            let actor = actors.entry(field(&row, "actor")?.to_string());
            let (_, _, tally) = actor.or_insert_with(|| (person, country, ActorTally::default()));
            let count = |name: &str| row.get(name).and_then(Value::as_i64).unwrap_or(0);
            tally.note_several(
                field(&row, "name")?,
                field(&row, "kind")?,
                field(&row, "sector")?,
                count("mentions"),
                count("documents"),
            );
        }
        let rows: Vec<Value> = actors
            .into_iter()
            .map(|(id, (person, country, tally))| {
                json!({"id": id, "name": tally.name(person), "kind": tally.kind(), "country": country,
                       "sector": tally.sector(), "mentions": tally.mentions()})
            })
            .collect();
        table(vec![text("id"), text("name"), text("kind"), text("country"), text("sector"), whole("mentions")], &rows)
    })
}

/// The incidents of whole groups. The rows have `group`, `what` and what belongs to it:
/// member (a: event, b: component), reading (data: JSON), actor (a: document, b: its own id, data: id),
/// text (a: document, b: its cluster of reprints), overlap (data: JSON).
#[pyfunction]
fn _settle(py: Python<'_>, batch: AnyRecordBatch) -> PyResult<Table> {
    let batches = collected(batch)?;
    py.detach(|| {
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for row in nested::rows(&batches)? {
            groups.entry(field(&row, "group")?.to_string()).or_default().note(&row)?;
        }
        let mut rows = Vec::new();
        for group in groups.values() {
            group.settle(&mut rows)?;
        }
        let mut columns: Vec<Field> =
            ["id", "event", "mode", "date_from", "date_to", "place", "country"].map(text).to_vec();
        columns.extend(["mentions", "documents", "origins"].map(whole));
        columns.extend(["record", "numbers", "contradictions"].map(text));
        table(columns, &rows)
    })
}

/// What is needed to settle the components of one group.
#[derive(Default)]
struct Group {
    components: BTreeMap<String, BTreeSet<String>>,
    readings: BTreeMap<String, Loaded>,
    actors: BTreeMap<String, BTreeMap<ActorId, String>>,
    texts: BTreeMap<String, String>,
    overlaps: BTreeMap<(String, String), Overlap>,
}

impl Group {
    fn note(&mut self, row: &Map<String, Value>) -> PyResult<()> {
        match field(row, "what")? {
            "member" => {
                let component = self.components.entry(field(row, "b")?.to_string()).or_default();
                component.insert(field(row, "a")?.to_string());
            }
            "reading" => {
                let loaded = Loaded::read(field(row, "data")?)?;
                self.readings.insert(loaded.reading.document.id.0.clone(), loaded);
            }
            "actor" => {
                let actors = self.actors.entry(field(row, "a")?.to_string()).or_default();
                actors.insert(ActorId(field(row, "b")?.to_string()), field(row, "data")?.to_string());
            }
            "text" => drop(self.texts.insert(field(row, "a")?.to_string(), field(row, "b")?.to_string())),
            _ => {
                let overlap: Overlap = serde_json::from_str(field(row, "data")?).map_err(other)?;
                self.overlaps.insert((overlap.a.clone(), overlap.b.clone()), overlap);
            }
        }
        Ok(())
    }

    fn settle(&self, rows: &mut Vec<Value>) -> PyResult<()> {
        for events in self.components.values() {
            let members: Vec<(&Account, &Prepared)> = self
                .readings
                .values()
                .flat_map(Loaded::members)
                .filter(|(account, _)| events.contains(&account.event.id))
                .collect();
            let prepared: Vec<Prepared> = members.iter().map(|(_, prepared)| (*prepared).clone()).collect();
            let clusters = if prepared.len() == 1 { vec![vec![0]] } else { cluster(&prepared, &Decisions::none()) };
            for incident in clusters {
                let members: Vec<(&Account, &Prepared)> =
                    incident.into_iter().filter_map(|at| members.get(at).copied()).collect();
                rows.extend(self.incident(&members)?);
            }
        }
        Ok(())
    }

    fn incident(&self, members: &[(&Account, &Prepared)]) -> PyResult<Option<Value>> {
        let accounts: Vec<&Account> = members.iter().map(|(account, _)| *account).collect();
        let docs: BTreeSet<&str> = accounts.iter().map(|account| account.report.doc.as_str()).collect();
        let known = self.known(&docs, &accounts);
        let Some(mut incident) = ToldIncident::of_known(members, &Decisions::none(), &known) else { return Ok(None) };
        let found = findings(&incident.id, &accounts, &known);
        incident.tell(&found.claims);
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let date = incident.date.as_ref();
        let row = json!({
            "id": incident.id,
            "event": incident.event.code(),
            "mode": incident.mode,
            "date_from": day(date.and_then(|date| date.from)),
            "date_to": day(date.and_then(|date| date.to)),
            "place": incident.place.as_ref().map(|place| place.name.clone()),
            "country": incident.place.as_ref().and_then(|place| place.country.clone()),
            "mentions": incident.mentions.len(),
            "documents": docs.len(),
            "origins": incident.origins.as_ref().and_then(|origins| origins.independent),
            "record": serde_json::to_string(&incident).map_err(other)?,
            "numbers": serde_json::to_string(&found.numbers).map_err(other)?,
            "contradictions": serde_json::to_string(&found.contradictions).map_err(other)?,
        });
        Ok(Some(row))
    }

    /// What is known of the documents of an incident: who is who, and who copies whom.
    fn known(&self, docs: &BTreeSet<&str>, accounts: &[&Account]) -> KnownTables {
        let mut known = KnownTables::default();
        for doc in docs {
            if let Some(actors) = self.actors.get(*doc) {
                known.actors.insert(doc.to_string(), actors.clone());
            }
        }
        if docs.len() > 1 {
            let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for doc in docs {
                let of = self.texts.get(*doc).map_or(*doc, String::as_str);
                texts.entry(of).or_default().push(doc.to_string());
            }
            texts.into_values().for_each(|documents| known.one_text(documents));
            let between = self.overlaps.values().filter(|overlap| {
                let both = docs.contains(overlap.a.as_str()) && docs.contains(overlap.b.as_str());
                both && matches!(overlap.relation, Relation::Reprint | Relation::Part)
            });
            known.copies(&between.cloned().collect::<Vec<_>>(), accounts);
        }
        known
    }
}

/// A reading with its accounts.
struct Loaded {
    reading: Reading<CharSpan>,
    accounts: Vec<Account>,
    prepared: Vec<Prepared>,
    story: Arc<Story>,
}

impl Loaded {
    fn of(mut reading: Reading<CharSpan>) -> Loaded {
        // Of two records with one id the first counts.
        let mut seen = HashSet::new();
        reading.events.retain(|event| seen.insert(event.id.clone()));
        let story = Arc::new(Story::of(&reading));
        let accounts = accounts(&reading);
        let prepared = accounts.iter().map(|account| Prepared::new(account, &story)).collect();
        Loaded { reading, accounts, prepared, story }
    }

    /// From the JSON that Spark makes of the nested columns.
    fn read(json: &str) -> PyResult<Loaded> {
        let row: Map<String, Value> = serde_json::from_str(json).map_err(other)?;
        Ok(Loaded::of(nested::reading(row)?))
    }

    fn members(&self) -> impl Iterator<Item = (&Account, &Prepared)> {
        self.accounts.iter().zip(&self.prepared)
    }
}

/// What was made of a document, kept while pairs of it come one after the other.
struct Kept<T> {
    made: HashMap<String, Arc<T>>,
}

impl<T> Kept<T> {
    /// Documents kept at once.
    const MOST: usize = 512;

    fn new() -> Kept<T> {
        Kept { made: HashMap::new() }
    }

    fn get(&mut self, json: &str, make: impl Fn(&str) -> PyResult<T>) -> PyResult<Arc<T>> {
        if let Some(made) = self.made.get(json) {
            return Ok(made.clone());
        }
        if self.made.len() >= Kept::<T>::MOST {
            self.made.clear();
        }
        let made = Arc::new(make(json)?);
        self.made.insert(json.to_string(), made.clone());
        Ok(made)
    }
}

fn collected(batch: AnyRecordBatch) -> PyResult<Vec<RecordBatch>> {
    batch.into_reader()?.collect::<Result<_, _>>().map_err(other)
}

fn field<'r>(row: &'r Map<String, Value>, name: &str) -> PyResult<&'r str> {
    row.get(name).and_then(Value::as_str).ok_or_else(|| other(format!("a row has no {name}")))
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn whole(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

fn number(name: &str) -> Field {
    Field::new(name, DataType::Float64, true)
}

fn flag(name: &str) -> Field {
    Field::new(name, DataType::Boolean, true)
}

/// Rows as a table.
fn table(columns: Vec<Field>, rows: &[Value]) -> PyResult<Table> {
    let schema = Arc::new(Schema::new(columns));
    let builder = ReaderBuilder::new(schema.clone()).with_strict_mode(true).with_batch_size(rows.len().max(1));
    let mut decoder = builder.build_decoder().map_err(other)?;
    decoder.serialize(rows).map_err(other)?;
    let batch = decoder.flush().map_err(other)?;
    Ok(Table::new(schema, batch.into_iter().collect()))
}
