//! Events of the workspace.

use super::{Conditions, Filter, limit};
use crate::{StoreError, Workspace};
use sayso_core::{CharSpan, Event, Reading, Scores};
use serde::Serialize;

/// An event with its document.
#[derive(Debug, Clone, Serialize)]
pub struct FoundEvent {
    /// The document's id.
    pub doc: String,
    /// The record.
    #[serde(flatten)]
    pub event: Event<CharSpan>,
    /// Its quad classes and scores.
    pub scores: Scores,
}

impl FoundEvent {
    /// An event of the document `doc`.
    pub fn new(doc: impl Into<String>, event: Event<CharSpan>) -> FoundEvent {
        FoundEvent { doc: doc.into(), scores: Scores::of(&event), event }
    }
}

impl Workspace {
    /// Events in the order of documents and text.
    pub fn events(&self, filter: &Filter) -> Result<Vec<FoundEvent>, StoreError> {
        let mut found = Vec::new();
        self.readings_with_events::<StoreError>(filter, None, |reading| {
            let doc = reading.document.id.0.clone();
            found.extend(reading.events.into_iter().map(|event| FoundEvent::new(&doc, event)));
            Ok(())
        })?;
        Ok(found)
    }

    /// The readings of events that are asked for, with these events only, in the order of documents and text; at most
    /// `most` events. Says how many events there are in all.
    pub fn readings_with_events<E: From<StoreError>>(
        &self,
        filter: &Filter,
        most: Option<usize>,
        mut take: impl FnMut(Reading<CharSpan>) -> Result<(), E>,
    ) -> Result<usize, E> {
        let (rows, all) = self.chosen_events(filter, most)?;
        for of_document in rows.chunk_by(|a, b| a.0 == b.0) {
            let mut reading = self.reading(of_document[0].0)?;
            reading.events.retain(|event| of_document.iter().any(|(_, id)| *id == event.id));
            reading.labels.clear();
            reading.ties.clear();
            take(reading)?;
        }
        Ok(all)
    }

    /// Document and id of the events that are asked for, and how many there are in all.
    fn chosen_events(&self, filter: &Filter, most: Option<usize>) -> Result<(Vec<(i64, String)>, usize), StoreError> {
        let conditions = Conditions::of(self, filter)?;
        let all: usize = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM events e {}", conditions.clause()))?
            .query_row(&conditions.values()[..], |row| row.get::<_, i64>(0))
            .map(|count| usize::try_from(count).unwrap_or(0))?;
        let sql = format!(
            "SELECT e.doc, e.id FROM events e JOIN documents d ON d.key = e.doc {}
             ORDER BY d.id, e.trigger_start, e.id LIMIT {}",
            conditions.clause(),
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(&conditions.values()[..], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        Ok((rows, all))
    }
}
