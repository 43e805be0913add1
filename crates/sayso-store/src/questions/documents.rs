//! Documents and full text.

use super::Filter;
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

/// Documents that were asked for, with the number of events in each, and how many there are.
#[derive(Debug, Clone, Serialize)]
pub struct Documents {
    /// How many there are in all.
    pub total: usize,
    /// Those of the page that was asked for.
    pub items: Vec<DocumentRow>,
}

/// A document and the number of its events.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentRow {
    /// The document.
    #[serde(flatten)]
    pub document: FoundDocument,
    /// Events read from it.
    pub events: usize,
}

/// What a workspace holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// Documents.
    pub documents: usize,
    /// Events.
    pub events: usize,
    /// Acts told of; those of one account included.
    pub incidents: usize,
    /// Of these the ones that several accounts tell of.
    pub told_more_than_once: usize,
    /// Actors of all documents.
    pub actors: usize,
    /// Documents that are not joined with the others yet.
    pub pending: usize,
    /// First and last day of publication.
    pub published: Option<(String, String)>,
    /// The versions that read the documents.
    pub versions: Vec<serde_json::Value>,
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

    /// Ids of the documents that fit a query in SQLite's full-text language, the newest first.
    pub fn documents_matching(&self, query: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT d.id FROM documents d WHERE d.key IN (SELECT rowid FROM texts WHERE texts MATCH ?1)
             ORDER BY d.published DESC, d.id",
        )?;
        Ok(statement.query_map([query], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Documents that hold the words, the best first. The query is SQLite's full-text language.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<SearchHit>, StoreError> {
        self.search_among(query, &Filter::default(), limit)
    }

    /// The same among documents of an outlet, days of publication, and with an act in a country; nothing else of the
    /// filter counts.
    pub fn search_among(&self, query: &str, filter: &Filter, limit: usize) -> Result<Vec<SearchHit>, StoreError> {
        let wrong = |error: rusqlite::Error| StoreError::Query { query: query.to_string(), message: error.to_string() };
        let (chosen, values) = among(filter);
        let sql = format!(
            "SELECT d.id, nullif(d.title, ''), d.publisher, d.published, snippet(texts, 1, '[', ']', ' … ', 24)
             FROM texts JOIN documents d ON d.key = texts.rowid WHERE texts MATCH ?1 {chosen}
             ORDER BY rank, d.id LIMIT {}",
            crate::rows::count(limit)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = std::iter::once(query.to_string()).chain(values);
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| {
            Ok(SearchHit { document: found(row)?, snippet: row.get(4)? })
        });
        rows.map_err(wrong)?.collect::<Result<_, _>>().map_err(wrong)
    }

    /// What the workspace holds.
    pub fn contents(&self) -> Result<Contents, StoreError> {
        let events = self.count("SELECT count(*) FROM events")?;
        let several = self.count("SELECT count(*) FROM incidents WHERE mentions > 1")?;
        let joined = self.count("SELECT coalesce(sum(mentions), 0) FROM incidents WHERE mentions > 1")?;
        let mut versions = Vec::new();
        let mut statement = self.connection.prepare_cached("SELECT versions FROM versions ORDER BY key")?;
        for text in statement.query_map([], |row| row.get::<_, String>(0))? {
            versions.extend(serde_json::from_str::<serde_json::Value>(&text?));
        }
        let days: (Option<String>, Option<String>) = self
            .connection
            .prepare_cached("SELECT min(published), max(published) FROM documents WHERE published <> ''")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Contents {
            documents: self.count("SELECT count(*) FROM documents")?,
            events,
            incidents: several + events.saturating_sub(joined),
            told_more_than_once: several,
            actors: self.count("SELECT count(*) FROM actors")?,
            pending: self.count("SELECT count(*) FROM pending")?,
            published: days.0.zip(days.1),
            versions,
        })
    }

    /// A page of the documents whose title, id or publisher holds `words`, the latest first.
    pub fn documents_page(&self, words: &str, most: usize, skip: usize) -> Result<Documents, StoreError> {
        let words = words.to_lowercase();
        // Where nothing is asked for, indexes answer.
        let chosen = match words.is_empty() {
            true => "WHERE ?1 = ''",
            false => {
                "WHERE instr(lower(d.title), ?1) > 0 OR instr(lower(d.id), ?1) > 0
                 OR instr(lower(coalesce(d.publisher, '')), ?1) > 0"
            }
        };
        let total: i64 = match words.is_empty() {
            true => self.connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0))?,
            false => self
                .connection
                .prepare_cached(&format!("SELECT count(*) FROM documents d {chosen}"))?
                .query_row([&words], |row| row.get(0))?,
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT d.id, nullif(d.title, ''), d.publisher, d.published, (SELECT count(*) FROM events e WHERE e.doc = d.key)
             FROM documents d {chosen} ORDER BY d.published DESC, d.id LIMIT ?2 OFFSET ?3"
        ))?;
        let rows = statement.query_map((&words, crate::rows::count(most), crate::rows::count(skip)), |row| {
            let events = usize::try_from(row.get::<_, i64>(4)?).unwrap_or(0);
            Ok(DocumentRow { document: found(row)?, events })
        })?;
        let items = rows.collect::<Result<_, _>>()?;
        Ok(Documents { total: usize::try_from(total).unwrap_or(0), items })
    }

    /// All documents, in the order of their ids.
    pub fn documents(&self) -> Result<Vec<FoundDocument>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT id, nullif(title, ''), publisher, published FROM documents ORDER BY id")?;
        let rows = statement.query_map([], found)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Conditions on documents `d`, each after an AND, with values from `?2` on.
pub(super) fn among(filter: &Filter) -> (String, Vec<String>) {
    let (mut sql, mut values) = (String::new(), Vec::new());
    let mut add = |condition: &str, value: Option<String>| {
        if let Some(value) = value {
            values.push(value);
            sql.push_str(&format!(" AND {}", condition.replace('?', &format!("?{}", values.len() + 1))));
        }
    };
    add("instr(lower(d.publisher), ?) > 0", filter.outlet.as_ref().map(|outlet| outlet.to_lowercase()));
    add("substr(d.published, 1, 10) >= ?", filter.since.clone());
    add("substr(d.published, 1, 10) <= ?", filter.until.clone());
    add(
        "d.key IN (SELECT doc FROM events WHERE country = ?)",
        filter.country.as_ref().map(|country| country.to_uppercase()),
    );
    (sql, values)
}

fn found(row: &Row<'_>) -> rusqlite::Result<FoundDocument> {
    Ok(FoundDocument { id: row.get(0)?, title: row.get(1)?, publisher: row.get(2)?, published: row.get(3)? })
}
