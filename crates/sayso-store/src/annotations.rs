//! Annotations that people type in the workspace, and the documents that were drawn for them.

use crate::rows::count;
use crate::{StoreError, Workspace};
use rusqlite::{OptionalExtension, params};
use sayso_core::EventType;
use serde::Serialize;
use std::collections::BTreeSet;

/// A document that was drawn for a study of reliability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampled {
    /// Id.
    pub doc: String,
    /// What it was drawn for: the code of a type; none where the program finds no event.
    pub stratum: Option<String>,
}

/// An annotation as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Typed {
    /// Who typed it.
    pub annotator: String,
    /// The document.
    pub doc: String,
    /// Hash of the text that it was typed for.
    pub text_sha256: String,
    /// The compact form.
    pub form: String,
    /// Whether it could be read without a mistake.
    pub sound: bool,
    /// When it was kept.
    pub at: String,
}

/// A document to annotate, and how far an annotator is with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToAnnotate {
    /// Id.
    pub doc: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day or time of publication.
    pub published: Option<String>,
    /// Whether it was drawn.
    pub sampled: bool,
    /// Whether the annotator typed something, and whether that is sound.
    pub sound: Option<bool>,
}

impl Workspace {
    /// Every document of at most `longest` characters: id, publisher, types of the events that the program read in it.
    pub fn types_by_document(&self, longest: usize) -> Result<Vec<(String, String, BTreeSet<EventType>)>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT d.id, coalesce(d.publisher, ''), coalesce(group_concat(DISTINCT e.event), '')
             FROM documents d LEFT JOIN events e ON e.doc = d.key
             WHERE length(d.text) <= ?1 AND d.reprint = d.key GROUP BY d.key ORDER BY d.id",
        )?;
        let found = statement.query_map([count(longest)], |row| {
            let types: String = row.get(2)?;
            Ok((row.get(0)?, row.get(1)?, types.split(',').filter_map(EventType::parse).collect()))
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Takes these documents for the sample, in place of the one before. Annotations stay.
    pub fn set_sample(&mut self, sample: &[Sampled]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        transaction.execute("DELETE FROM sampled", [])?;
        for (place, one) in sample.iter().enumerate() {
            transaction.execute(
                "INSERT INTO sampled (doc, place, stratum) VALUES (?1, ?2, ?3)",
                params![one.doc, count(place), one.stratum],
            )?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Keeps what an annotator typed about a document, in place of what she typed before.
    ///
    /// # Errors
    /// There is no such document, or no annotator is named.
    pub fn keep_annotation(&mut self, annotator: &str, doc: &str, form: &str, sound: bool) -> Result<(), StoreError> {
        let annotator = annotator.trim();
        if annotator.is_empty() {
            return Err(sayso_review::ReviewError::Nobody.into());
        }
        let text_sha256 = self.reading_as_read(doc)?.document.text_sha256;
        self.connection.execute(
            "INSERT OR REPLACE INTO annotations (annotator, doc, text_sha256, form, sound, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![annotator, doc, text_sha256, form, sound, jiff::Timestamp::now().to_string()],
        )?;
        Ok(())
    }

    /// What an annotator typed about a document.
    pub fn annotation(&self, annotator: &str, doc: &str) -> Result<Option<Typed>, StoreError> {
        let found = self.connection.query_row(
            "SELECT annotator, doc, text_sha256, form, sound, at FROM annotations WHERE annotator = ?1 AND doc = ?2",
            [annotator.trim(), doc],
            typed,
        );
        Ok(found.optional()?)
    }

    /// All that was typed, by annotator and document.
    pub fn annotations(&self) -> Result<Vec<Typed>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT annotator, doc, text_sha256, form, sound, at FROM annotations ORDER BY annotator, doc")?;
        let found = statement.query_map([], typed)?.collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// Documents to annotate: the sample in its order, then those with something typed by this annotator.
    pub fn to_annotate(&self, annotator: &str) -> Result<Vec<ToAnnotate>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT d.id, d.title, d.publisher, d.published, s.doc IS NOT NULL, a.sound
             FROM documents d LEFT JOIN sampled s ON s.doc = d.id
             LEFT JOIN annotations a ON a.doc = d.id AND a.annotator = ?1
             WHERE s.doc IS NOT NULL OR a.doc IS NOT NULL
             ORDER BY s.place IS NULL, s.place, d.id",
        )?;
        let found = statement.query_map([annotator.trim()], |row| {
            Ok(ToAnnotate {
                doc: row.get(0)?,
                title: row.get(1)?,
                publisher: row.get(2)?,
                published: row.get(3)?,
                sampled: row.get(4)?,
                sound: row.get(5)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

fn typed(row: &rusqlite::Row<'_>) -> rusqlite::Result<Typed> {
    Ok(Typed {
        annotator: row.get(0)?,
        doc: row.get(1)?,
        text_sha256: row.get(2)?,
        form: row.get(3)?,
        sound: row.get(4)?,
        at: row.get(5)?,
    })
}
