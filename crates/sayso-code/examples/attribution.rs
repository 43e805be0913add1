//! Prints the attributions of documents, for scoring.
//!
//! `attribution DOCUMENTS.jsonl [TREES.conllu]`: one JSON line a document of DOCUMENTS (`doc`, `text`). With TREES, the
//! sentences and trees are those given for the `# newdoc id`, and documents without any are left out.

use sayso_code::saying::{Attributions, SayingLexicon};
use sayso_code::scene::Scene;
use sayso_core::{CodePoints, Document, Span};
use sayso_parse::{Parse, Parser};
use std::collections::HashMap;
use std::error::Error;

mod trees;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let documents = std::fs::read_to_string(arguments.next().ok_or("which documents?")?)?;
    let given = arguments.next().map(std::fs::read_to_string).transpose()?;
    let given: Option<HashMap<&str, &str>> = given.as_deref().map(|trees| {
        let parts = trees.split("# newdoc id = ").skip(1);
        parts.map(|part| (part.lines().next().unwrap_or("").trim(), part)).collect()
    });
    let parser = if given.is_none() { Some(Parser::load_embedded()?) } else { None };
    let lexicon = SayingLexicon::embedded()?;
    for line in documents.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let (id, text) = (row["doc"].as_str().unwrap_or(""), row["text"].as_str().unwrap_or(""));
        let document = Document::new(id, text);
        let parse: Parse = match (&given, &parser) {
            (Some(given), _) => match given.get(id) {
                Some(part) => trees::read_trees(part, text),
                None => continue,
            },
            (None, Some(parser)) => parser.parse(&document)?,
            (None, None) => continue,
        };
        let scene = Scene::new(&document, &parse);
        let found = Attributions::find(&scene, &lexicon);
        let points = CodePoints::new(text);
        let spans = |spans: &[Span]| spans.iter().map(|&span| points.chars(span)).collect::<Vec<_>>();
        let rows: Vec<_> = found
            .list()
            .map(|one| {
                let source: Vec<_> = one.source.iter().map(|source| points.chars(source.full)).collect();
                serde_json::json!({
                    "cue": spans(&one.cue), "source": source, "content": spans(&one.content), "rule": one.rule,
                })
            })
            .collect();
        println!("{}", serde_json::json!({"doc": id, "attributions": rows}));
    }
    Ok(())
}
