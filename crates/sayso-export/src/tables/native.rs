//! The native columns: CSV, TSV, Parquet, Excel. Denials are rows here, marked as such.

use crate::event_table::EventRows;
use crate::told::Told;
use crate::{EventRow, Loss};

pub(crate) struct Native;

impl EventRows for Native {
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>> {
        let id = &told.event.id;
        if told.event.chain.links().len() > 1 {
            loss.reduced(
                "what each holder does",
                "chains are told by names alone; JSON lines have acts, cues and spans",
                id,
            );
        }
        if !told.event.magnitude.is_empty() {
            loss.reduced("units and hedges of magnitudes", "told in words in one column", id);
        }
        loss.reduced("spans", "rows hold words; JSON lines have where they stand", id);
        vec![EventRow::with_incident(told.reading, told.event, told.incident).into_cells()]
    }
}
