//! Documents and full text.

use crate::{StoreError, Workspace, stored};
use rusqlite::{OptionalExtension, Row};
use sayso_core::{CharSpan, Reading};
use serde::Serialize;

/// A stored document.
#[derive(Debug, Clone, Serialize)]
pub struct FoundDocument {
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
}

/// A document that holds the words of a search.
#[derive(Debug, Clone, Serialize)]
pub struct SearchHit {
    /// The document.
    #[serde(flatten)]
    pub document: FoundDocument,
    /// The words in their surroundings, marked by `[` and `]`.
    pub snippet: String,
}

impl Workspace {
    /// The reading that holds a record of that id (event, label or tie), or of the document of that id.
    pub fn reading_with(&self, id: &str) -> Result<Option<Reading<CharSpan>>, StoreError> {
        let doc = self
            .connection
            .prepare_cached(
                "SELECT key FROM documents WHERE id = ?1 UNION ALL
                 SELECT doc FROM events WHERE id = ?1 UNION ALL
                 SELECT doc FROM labels WHERE id = ?1 UNION ALL
                 SELECT doc FROM ties WHERE id = ?1 LIMIT 1",
            )?
            .query_row([id], |row| row.get::<_, i64>(0))
            .optional()?;
        doc.map(|doc| self.reading(doc)).transpose()
    }

    pub(crate) fn reading(&self, doc: i64) -> Result<Reading<CharSpan>, StoreError> {
        stored::reading(&self.connection, doc)
    }

    /// Every reading, in the order of the ids of the documents.
    pub fn readings<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(Reading<CharSpan>) -> Result<(), E>,
    ) -> Result<(), E> {
        let keys = || -> Result<Vec<i64>, StoreError> {
            let mut statement = self.connection.prepare("SELECT key FROM documents ORDER BY id")?;
            Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
        };
        for doc in keys()? {
            take(self.reading(doc)?)?;
        }
        Ok(())
    }

    /// Ids of records that begin with `prefix`, at most `limit`.
    pub fn ids_with_prefix(&self, prefix: &str, limit: usize) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM events WHERE id BETWEEN ?1 AND ?1 || x'f48fbfbf' UNION
             SELECT id FROM labels WHERE id BETWEEN ?1 AND ?1 || x'f48fbfbf' UNION
             SELECT id FROM ties WHERE id BETWEEN ?1 AND ?1 || x'f48fbfbf' UNION
             SELECT id FROM incidents WHERE id BETWEEN ?1 AND ?1 || x'f48fbfbf' ORDER BY 1 LIMIT ?2",
        )?;
        let rows = statement.query_map((prefix, crate::rows::count(limit)), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Documents that hold the words, the best first. The query is SQLite's full-text language.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<SearchHit>, StoreError> {
        let wrong = |error: rusqlite::Error| StoreError::Query { query: query.to_string(), message: error.to_string() };
        let sql = "SELECT d.id, nullif(d.title, ''), d.publisher, d.published,
                          snippet(texts, 1, '[', ']', ' … ', 24)
                   FROM texts JOIN documents d ON d.key = texts.rowid WHERE texts MATCH ?1 ORDER BY rank, d.id LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map((query, crate::rows::count(limit)), |row| {
            Ok(SearchHit { document: found(row)?, snippet: row.get(4)? })
        });
        rows.map_err(wrong)?.collect::<Result<_, _>>().map_err(wrong)
    }

    /// All documents, in the order of their ids.
    pub fn documents(&self) -> Result<Vec<FoundDocument>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT id, nullif(title, ''), publisher, published FROM documents ORDER BY id")?;
        let rows = statement.query_map([], found)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn found(row: &Row<'_>) -> rusqlite::Result<FoundDocument> {
    Ok(FoundDocument { id: row.get(0)?, title: row.get(1)?, publisher: row.get(2)?, published: row.get(3)? })
}
