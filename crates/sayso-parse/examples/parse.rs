//! Runs the parser in the forms that scorers read.
//!
//!     parse conllu FILE.conllu        keeps its sentences and words; writes CoNLL-U
//!     parse text FILE.jsonl           documents {"id", "text"} a line; writes CoNLL-U
//!     parse entities FILE.jsonl       writes {"doc", "entities": [{"start", "end", "type"}]}
//!     parse speed FILE.jsonl          words a second
//!
//! A second argument names a folder with another model.

use sayso_core::{CodePoints, Document};
use sayso_parse::{Parser, conllu};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mode, path, rest @ ..] = arguments.as_slice() else {
        return Err("usage: parse conllu|text|entities|speed FILE [MODEL]".into());
    };
    let parser = Parser::load(rest.first().map_or("models/base", String::as_str))?;
    let input = std::fs::read_to_string(path)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if mode == "conllu" {
        for given in conllu::read(&input)? {
            write!(out, "{}", conllu::write_given(&given, &parser.trees_of_tokens(&given)?))?;
        }
        return Ok(());
    }
    let mut documents = Vec::new();
    for line in input.lines() {
        let value: serde_json::Value = serde_json::from_str(line)?;
        let id = value["id"].as_str().or(value["doc"].as_str()).unwrap_or_default();
        documents.push(Document::new(id, value["text"].as_str().unwrap_or_default()));
    }
    let (begin, mut words) = (std::time::Instant::now(), 0);
    for document in &documents {
        let parse = parser.parse(document)?;
        words += parse.sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
        match mode.as_str() {
            "text" => write!(out, "{}", conllu::write(document, &parse))?,
            "entities" => {
                let points = CodePoints::new(&document.text);
                let entities: Vec<_> = parse
                    .entities
                    .iter()
                    .map(|entity| {
                        let (start, end) = (points.to_chars(entity.span.start), points.to_chars(entity.span.end));
                        serde_json::json!({"start": start, "end": end, "type": entity.kind.name()})
                    })
                    .collect();
                writeln!(out, "{}", serde_json::json!({"doc": document.id.0, "entities": entities}))?;
            }
            _ => {}
        }
    }
    if mode == "speed" {
        let seconds = begin.elapsed().as_secs_f64();
        writeln!(out, "{words} words, {seconds:.2} s, {:.0} words a second", words as f64 / seconds)?;
    }
    Ok(())
}
