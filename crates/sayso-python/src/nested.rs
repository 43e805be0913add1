//! Readings as nested Arrow columns and back, and rows of any batch as JSON.

use crate::error::other;
use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_json::writer::{JsonArray, WriterBuilder};
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use pyo3::prelude::*;
use sayso::Reading;
use sayso_core::{CharSpan, ScoredReading};
use serde_json::{Map, Value};
use std::sync::{Arc, LazyLock};

/// A field that may be empty.
fn field(name: &str, kind: DataType) -> Field {
    Field::new(name, kind, true)
}

fn text(name: &str) -> Field {
    field(name, DataType::Utf8)
}

fn whole(name: &str) -> Field {
    field(name, DataType::Int64)
}

fn number(name: &str) -> Field {
    field(name, DataType::Float64)
}

fn flag(name: &str) -> Field {
    field(name, DataType::Boolean)
}

/// Start and end, in code points.
fn span(name: &str) -> Field {
    field(name, DataType::new_list(DataType::Int64, true))
}

fn texts(name: &str) -> Field {
    field(name, DataType::new_list(DataType::Utf8, true))
}

fn group(name: &str, fields: Vec<Field>) -> Field {
    field(name, DataType::Struct(Fields::from(fields)))
}

fn groups(name: &str, fields: Vec<Field>) -> Field {
    field(name, DataType::new_list(DataType::Struct(Fields::from(fields)), true))
}

fn party() -> Vec<Field> {
    vec![text("actor"), span("span")]
}

fn range(name: &str) -> Field {
    group(name, vec![text("from"), text("to"), text("precision"), span("span")])
}

fn chain() -> Field {
    let holder = vec![flag("publisher"), text("actor"), span("span"), flag("unnamed"), text("in")];
    groups("chain", vec![group("holder", holder), span("cue"), text("act"), text("quote")])
}

fn evidence() -> Field {
    group("evidence", vec![span("sentence"), span("trigger")])
}

fn document() -> Field {
    let names = ["id", "title", "byline", "publisher", "url", "published", "language", "text", "text_sha256"];
    let mut fields: Vec<Field> = names.iter().map(|name| text(name)).collect();
    fields.push(field("captions", DataType::new_list(DataType::new_list(DataType::Int64, true), true)));
    fields.push(whole("cut"));
    group("document", fields)
}

fn actors() -> Field {
    let roles = vec![text("title"), text("organization"), text("from"), text("to"), span("span")];
    groups(
        "actors",
        vec![
            text("id"),
            text("name"),
            groups("aliases", vec![text("name"), whole("count")]),
            text("kind"),
            text("country"),
            text("country_how"),
            texts("sector"),
            groups("roles", roles),
            text("wikidata"),
            groups("mentions", vec![span("span"), text("form")]),
        ],
    )
}

fn events() -> Field {
    let place = vec![
        text("name"),
        span("span"),
        number("lat"),
        number("lon"),
        text("admin1"),
        text("country"),
        whole("geonameid"),
        text("precision"),
        text("feature"),
        text("how"),
    ];
    let magnitude = vec![number("at_least"), number("at_most"), text("unit"), text("hedge"), span("span")];
    let entries = Field::new(
        "entries",
        DataType::Struct(Fields::from(vec![Field::new("key", DataType::Utf8, false), group("value", magnitude)])),
        false,
    );
    let scores = vec![
        whole("quad_plover"),
        whole("quad_gdelt"),
        whole("quad_phoenix"),
        number("plover_2021"),
        number("goldstein_cameo"),
    ];
    groups(
        "events",
        vec![
            text("id"),
            text("event"),
            text("mode"),
            texts("contexts"),
            text("cameo"),
            groups("actor", party()),
            groups("recipient", party()),
            group("location", place),
            range("date"),
            field("magnitude", DataType::Map(Arc::new(entries), false)),
            group("factuality", vec![text("polarity"), text("certainty"), text("realis")]),
            chain(),
            evidence(),
            text("standing"),
            group("stake", vec![text("side"), text("reason")]),
            text("rule"),
            number("confidence"),
            texts("keys"),
            group("scores", scores),
        ],
    )
}

fn labels() -> Field {
    groups(
        "labels",
        vec![
            text("id"),
            group("target", party()),
            text("text"),
            span("span"),
            text("kind"),
            text("polarity"),
            chain(),
            text("rule"),
            number("confidence"),
        ],
    )
}

fn ties() -> Field {
    groups(
        "ties",
        vec![
            text("id"),
            group("from", party()),
            group("to", party()),
            text("kind"),
            text("change"),
            range("since"),
            range("until"),
            chain(),
            evidence(),
            text("rule"),
            number("confidence"),
        ],
    )
}

/// The columns of readings: the fields of the reading schema, one row a document.
static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let versions =
        ["sayso", "model", "lexicon", "gazetteer", "actors", "schema"].iter().map(|name| text(name)).collect();
    let produced_by = group("produced_by", versions);
    let fields =
        vec![document(), actors(), events(), labels(), ties(), produced_by, texts("fingerprint"), text("problem")];
    Arc::new(Schema::new(fields))
});

/// The columns of readings.
pub fn schema() -> SchemaRef {
    SCHEMA.clone()
}

/// A row: a reading, or what stood in its way.
#[derive(serde::Serialize)]
pub struct Row<'r> {
    #[serde(flatten)]
    reading: Option<ScoredReading<'r>>,
    /// The document alone, where there is no reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<Value>,
    problem: Option<&'r str>,
}

impl<'r> Row<'r> {
    /// `id` is the document's, where it is known and there is no reading.
    pub fn new(reading: Option<&'r Reading<CharSpan>>, id: Option<&str>, problem: Option<&'r str>) -> Row<'r> {
        let document = id.filter(|_| reading.is_none()).map(|id| serde_json::json!({ "id": id }));
        Row { reading: reading.map(ScoredReading::new), document, problem }
    }
}

/// Rows as one batch of nested columns.
pub fn batch(rows: &[Row<'_>]) -> PyResult<RecordBatch> {
    // Absent fields are null, and fields that the columns do not have would be an error: none may get lost.
    let builder = ReaderBuilder::new(schema()).with_strict_mode(true).with_batch_size(rows.len().max(1));
    let mut decoder = builder.build_decoder().map_err(other)?;
    decoder.serialize(rows).map_err(other)?;
    Ok(decoder.flush().map_err(other)?.unwrap_or_else(|| RecordBatch::new_empty(schema())))
}

/// The readings of nested columns; rows without one are passed over.
pub fn readings(batches: &[RecordBatch]) -> PyResult<Vec<Reading<CharSpan>>> {
    let mut found = Vec::new();
    for row in rows(batches)? {
        if row.contains_key("actors") {
            found.push(reading(row)?);
        }
    }
    Ok(found)
}

/// The reading of a row.
pub fn reading(row: Map<String, Value>) -> PyResult<Reading<CharSpan>> {
    let mut row = Value::Object(row);
    open_ends(&mut row);
    // Joining needs no labels and ties, and is not given any.
    for list in ["labels", "ties"] {
        if row.get(list).is_none() {
            row[list] = Value::Array(Vec::new());
        }
    }
    serde_json::from_value(row).map_err(other)
}

/// Dates whose end is open lose it in columns, where nothing and null are one; JSON has null there.
fn open_ends(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(open_ends),
        Value::Object(fields) => {
            if fields.contains_key("precision") && !fields.contains_key("name") && !fields.contains_key("to") {
                fields.insert("to".to_string(), Value::Null);
            }
            fields.values_mut().for_each(open_ends);
        }
        _ => {}
    }
}

/// The rows of batches as JSON objects, without fields that are null.
pub fn rows(batches: &[RecordBatch]) -> PyResult<Vec<Map<String, Value>>> {
    let mut written = Vec::new();
    let mut writer = WriterBuilder::new().with_explicit_nulls(false).build::<_, JsonArray>(&mut written);
    for batch in batches {
        writer.write(batch).map_err(other)?;
    }
    writer.finish().map_err(other)?;
    drop(writer);
    if written.is_empty() { Ok(Vec::new()) } else { serde_json::from_slice(&written).map_err(other) }
}
