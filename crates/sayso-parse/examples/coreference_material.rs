//! Writes what `training/train_coreference.py` learns from: the phrases of documents with the network's states.
//!
//!     cargo run --release -p sayso-parse --example coreference_material -- models/base DOCUMENTS.jsonl FOLDER
//!
//! `DOCUMENTS.jsonl` has `{"doc", "text"}` a line. `FOLDER` gets `documents.jsonl` (spans in code points) and
//! `material.safetensors` (all documents one after the other).

use safetensors::tensor::{Dtype, TensorView};
use sayso_core::{CodePoints, Document, Span};
use sayso_parse::{Material, Parser};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [model, documents, folder] = arguments.as_slice() else {
        return Err("give a model folder, a file of documents and a folder to write to".into());
    };
    let parser = Parser::load(model)?;
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    let mut lines = std::io::BufWriter::new(std::fs::File::create(folder.join("documents.jsonl"))?);
    let mut all = Material::default();
    for line in std::fs::read_to_string(documents)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = |field: &str| value[field].as_str().unwrap_or_default();
        let document = Document::new(text("doc"), text("text"));
        let material = parser.coreference_material(&document)?;
        let points = CodePoints::new(&document.text);
        let chars = |spans: &[Span]| spans.iter().map(|span| json!(points.chars(*span))).collect::<Value>();
        let (spans, heads) = (chars(&material.spans), chars(&material.heads));
        let told = json!({ "doc": text("doc"), "spans": spans, "heads": heads, "pairs": material.pairs.len() });
        writeln!(lines, "{told}")?;
        all.width = material.width;
        all.spans.extend(material.spans);
        all.states.extend(material.states);
        all.rows.extend(material.rows);
        all.pairs.extend(material.pairs);
        all.pair_rows.extend(material.pair_rows);
    }
    lines.flush()?;
    write(&all, &folder.join("material.safetensors"))
}

fn write(all: &Material, file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let (phrases, pairs) = (all.spans.len(), all.pairs.len());
    let states: Vec<u8> = all.states.iter().flat_map(|number| number.to_le_bytes()).collect();
    let rows: Vec<u8> = all.rows.iter().flat_map(|number| number.to_le_bytes()).collect();
    let numbers: Vec<u8> = all.pairs.iter().flatten().flat_map(|number| number.to_le_bytes()).collect();
    let pair_rows: Vec<u8> = all.pair_rows.iter().flat_map(|number| number.to_le_bytes()).collect();
    // Nothing but their shape tells how many rows the tables have.
    let tables = vec![0_u8; Material::PHRASE_ROWS + Material::PAIR_ROWS];
    let (phrase_table, pair_table) = tables.split_at(Material::PHRASE_ROWS);
    let view = |dtype, shape: &[usize], bytes| TensorView::new(dtype, shape.to_vec(), bytes);
    let tensors = [
        ("states", view(Dtype::F32, &[phrases, all.width], &states)?),
        ("rows", view(Dtype::U16, &[phrases, Material::PHRASE_FACTS], &rows)?),
        ("pairs", view(Dtype::U32, &[pairs, 2], &numbers)?),
        ("pair_rows", view(Dtype::U16, &[pairs, Material::PAIR_FACTS], &pair_rows)?),
        ("phrase_table", view(Dtype::U8, &[Material::PHRASE_ROWS], phrase_table)?),
        ("pair_table", view(Dtype::U8, &[Material::PAIR_ROWS], pair_table)?),
    ];
    safetensors::serialize_to_file(tensors, None, file)?;
    Ok(())
}
