//! What a layout can't hold, counted.

use crate::Format;
use sayso_core::{ProducedBy, Reading};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Ids of records shown as examples of a loss.
const EXAMPLES: usize = 3;

/// In which way something is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LossKind {
    /// The record isn't in the output at all.
    LeftOut,
    /// The record has no row of its own: it is counted in that of another account of the same incident.
    Joined,
    /// The record is there, a field of it isn't, or not whole.
    Reduced,
}

/// One thing that was lost, how often, and where first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LossEntry {
    /// In which way.
    pub kind: LossKind,
    /// What: "events told as not so", "further actors".
    pub what: &'static str,
    /// Why the layout can't hold it.
    pub why: &'static str,
    /// Records concerned.
    pub count: usize,
    /// Ids of the first of them.
    pub examples: Vec<String>,
}

/// What was written in a layout and what was lost on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    format: &'static str,
    documents: usize,
    records: usize,
    rows: usize,
    entries: BTreeMap<(LossKind, &'static str), LossEntry>,
    /// What read the documents.
    versions: Vec<ProducedBy>,
    /// Whether the layout has no place for a text's hash and the version that read it, so that they stand here.
    lists_texts: bool,
    texts: Vec<TextRead>,
}

/// A text behind the rows of a layout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextRead {
    /// The document's id.
    pub doc: String,
    /// The hash of its text.
    pub text_sha256: String,
    /// Which of the versions read it, from 0.
    pub version: usize,
}

impl Loss {
    /// An empty report of the layout with that name.
    pub fn new(format: &'static str) -> Loss {
        let mapping = Format::parse(format).map(Format::mapping).unwrap_or_default();
        Loss {
            format,
            documents: 0,
            records: 0,
            rows: 0,
            entries: BTreeMap::new(),
            versions: Vec::new(),
            lists_texts: !mapping.iter().any(|mapped| mapped.from.contains("text_sha256")),
            texts: Vec::new(),
        }
    }

    /// Counts a document and the records (events, labels, ties) that it holds, and notes what read it.
    pub fn document<S>(&mut self, reading: &Reading<S>) {
        self.documents += 1;
        self.records += reading.events.len() + reading.labels.len() + reading.ties.len();
        let known = self.versions.iter().position(|version| *version == reading.produced_by);
        let version = known.unwrap_or_else(|| {
            self.versions.push(reading.produced_by.clone());
            self.versions.len() - 1
        });
        if self.lists_texts {
            let (doc, text_sha256) = (reading.document.id.0.clone(), reading.document.text_sha256.clone());
            self.texts.push(TextRead { doc, text_sha256, version });
        }
    }

    /// Counts a record that stands in the row of another account of its incident.
    pub fn joined(&mut self, what: &'static str, why: &'static str, id: &str) {
        self.add(LossKind::Joined, what, why, id);
    }

    /// Counts a row (or element) of the output.
    pub fn row(&mut self) {
        self.rows += 1;
    }

    /// Counts a record that the output doesn't hold.
    pub fn left_out(&mut self, what: &'static str, why: &'static str, id: &str) {
        self.add(LossKind::LeftOut, what, why, id);
    }

    /// Counts a record of which the output holds only part.
    pub fn reduced(&mut self, what: &'static str, why: &'static str, id: &str) {
        self.add(LossKind::Reduced, what, why, id);
    }

    fn add(&mut self, kind: LossKind, what: &'static str, why: &'static str, id: &str) {
        let entry = self.entries.entry((kind, what)).or_insert_with(|| LossEntry {
            kind,
            what,
            why,
            count: 0,
            examples: Vec::new(),
        });
        entry.count += 1;
        if entry.examples.len() < EXAMPLES {
            entry.examples.push(id.to_string());
        }
    }

    /// The layout's name.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// Documents seen.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// Records seen: events, labels, ties.
    pub fn records(&self) -> usize {
        self.records
    }

    /// Rows (or elements) written.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// What was lost, records left out first, each in alphabetical order.
    pub fn entries(&self) -> impl Iterator<Item = &LossEntry> {
        self.entries.values()
    }

    /// How often `what` was lost in either way.
    pub fn count(&self, what: &str) -> usize {
        self.entries().filter(|entry| entry.what == what).map(|entry| entry.count).sum()
    }

    /// The report as Markdown, for people, with every text behind the rows where the layout has no place for its hash.
    pub fn to_markdown(&self) -> String {
        let mut out = self.to_summary();
        if !self.texts.is_empty() {
            out.push_str("\n## Texts behind the rows\n\n| document | SHA-256 of the text | version |\n|---|---|--:|\n");
            for text in &self.texts {
                let _ = writeln!(out, "| {} | {} | {} |", text.doc, text.text_sha256, text.version + 1);
            }
        }
        out
    }

    /// The same without the list of texts.
    pub fn to_summary(&self) -> String {
        let mut out = format!(
            "# What the layout {} could not hold\n\n{} documents with {} records gave {} rows.\n",
            self.format, self.documents, self.records, self.rows
        );
        for (kind, title) in [
            (LossKind::LeftOut, "Records left out"),
            (LossKind::Joined, "Records joined with another account of their incident"),
            (LossKind::Reduced, "Records that are there in part"),
        ] {
            let entries: Vec<&LossEntry> = self.entries().filter(|entry| entry.kind == kind).collect();
            if entries.is_empty() {
                continue;
            }
            let _ = write!(out, "\n## {title}\n\n| what | records | why | for example |\n|---|--:|---|---|\n");
            for entry in entries {
                let _ = writeln!(
                    out,
                    "| {} | {} | {} | {} |",
                    entry.what,
                    entry.count,
                    entry.why,
                    entry.examples.join(", ")
                );
            }
        }
        if self.entries.is_empty() {
            out.push_str("\nNothing was lost.\n");
        }
        if !self.versions.is_empty() {
            out.push_str("\n## Versions\n\n");
        }
        for (number, by) in self.versions.iter().enumerate() {
            let own = if by.actors.is_empty() { String::new() } else { format!(", own actors {}", by.actors) };
            let _ = writeln!(
                out,
                "{}. sayso {}, model {}, lexicon {}, gazetteer {}, schema {}{own}",
                number + 1,
                by.sayso,
                by.model,
                by.lexicon,
                by.gazetteer,
                by.schema
            );
        }
        out
    }

    /// The report as JSON.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "format": self.format,
            "documents": self.documents,
            "records": self.records,
            "rows": self.rows,
            "lost": self.entries().collect::<Vec<_>>(),
            "versions": self.versions,
            "texts": self.texts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Document;

    #[test]
    fn records_are_counted_and_the_first_named() {
        let mut loss = Loss::new("gdelt");
        let mut reading = Reading {
            document: Document::new("d", "Norland."),
            actors: vec![],
            events: vec![],
            labels: vec![],
            ties: vec![],
            produced_by: ProducedBy { sayso: "1.0".into(), ..ProducedBy::default() },
            fingerprint: vec![],
        };
        loss.document(&reading);
        reading.document.id.0 = "d2".into();
        loss.document(&reading);
        loss.row();
        for id in ["e1", "e2", "e3", "e4"] {
            loss.left_out("events told as not so", "a row states the act", id);
        }
        loss.reduced("further actors", "one actor a row", "e5");
        assert_eq!(loss.count("events told as not so"), 4);
        assert_eq!(loss.to_json()["lost"][0]["examples"], serde_json::json!(["e1", "e2", "e3"]));
        let text = loss.to_markdown();
        assert!(text.contains("2 documents with 0 records gave 1 rows"), "{text}");
        let hash = &reading.document.text_sha256;
        assert!(text.contains("1. sayso 1.0, model") && text.contains(&format!("| d2 | {hash} | 1 |")), "{text}");
        assert!(!loss.to_summary().contains("| d2 |"));
        assert!(text.find("told as not so").unwrap() < text.find("further actors").unwrap(), "{text}");
    }
}
