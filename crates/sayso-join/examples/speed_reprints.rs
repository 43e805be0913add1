//! How long a comparison takes: pairs of texts of about 500 words, put together from `corpus/reprints`.

#[path = "../tests/support/pairs.rs"]
#[allow(dead_code)]
mod pairs;

use sayso_core::Document;
use sayso_join::{Text, compare, passage_keys};
use std::path::Path;
use std::time::Instant;

fn main() {
    let rows = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/reprints/texts.jsonl"))
        .expect("the corpus");
    let texts: Vec<String> = rows
        .lines()
        .filter_map(|line| Some(serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str()?.to_string()))
        .collect();
    let long: Vec<String> = texts.chunks(5).map(|texts| texts.join("\n\n")).collect();
    let words = long.iter().map(|text| text.split_whitespace().count()).sum::<usize>() / long.len();
    let start = Instant::now();
    let prepared: Vec<Text> =
        long.iter().map(|text| Text::new(&Document::new(text.len().to_string(), text.as_str()))).collect();
    println!("{words} words a text; preparing: {:?} a text", start.elapsed() / long.len() as u32);
    let start = Instant::now();
    let keys: usize = long.iter().map(|text| passage_keys(text).len()).sum();
    println!("{} keys a text: {:?} a text", keys / long.len(), start.elapsed() / long.len() as u32);
    let start = Instant::now();
    let mut found = 0;
    for one in &prepared {
        found += prepared.iter().filter(|two| compare(one, two).is_some()).count();
    }
    let pairs = (prepared.len() * prepared.len()) as u32;
    println!("{pairs} comparisons, {found} with something in common: {:?} each", start.elapsed() / pairs);
}
