//! What a layout can't hold, counted.

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
}

impl Loss {
    /// An empty report of the layout with that name.
    pub fn new(format: &'static str) -> Loss {
        Loss { format, documents: 0, records: 0, rows: 0, entries: BTreeMap::new() }
    }

    /// Counts a document and the records (events, labels, ties) that it holds.
    pub fn document(&mut self, records: usize) {
        self.documents += 1;
        self.records += records;
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

    /// The report as Markdown, for people.
    pub fn to_markdown(&self) -> String {
        let mut out = format!(
            "# What the layout {} could not hold\n\n{} documents with {} records gave {} rows.\n",
            self.format, self.documents, self.records, self.rows
        );
        for (kind, title) in
            [(LossKind::LeftOut, "Records left out"), (LossKind::Reduced, "Records that are there in part")]
        {
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
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_counted_and_the_first_named() {
        let mut loss = Loss::new("gdelt");
        loss.document(7);
        loss.row();
        for id in ["e1", "e2", "e3", "e4"] {
            loss.left_out("events told as not so", "a row states the act", id);
        }
        loss.reduced("further actors", "one actor a row", "e5");
        assert_eq!(loss.count("events told as not so"), 4);
        assert_eq!(loss.to_json()["lost"][0]["examples"], serde_json::json!(["e1", "e2", "e3"]));
        let text = loss.to_markdown();
        assert!(text.contains("1 documents with 7 records gave 1 rows"), "{text}");
        assert!(text.find("told as not so").unwrap() < text.find("further actors").unwrap(), "{text}");
    }
}
