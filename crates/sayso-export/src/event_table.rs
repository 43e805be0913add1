//! Layouts of one table: an event becomes none, one or several rows.

use crate::table::TableWriter;
use crate::told::Told;
use crate::{ExportError, Joined, Layout, Loss};
use sayso_core::{CharSpan, Reading};

/// How a scheme turns an event into rows.
pub(crate) trait EventRows {
    /// The rows of an event; what the scheme can't hold is counted in `loss`.
    fn rows(&mut self, told: &Told<'_>, loss: &mut Loss) -> Vec<Vec<String>>;
}

/// A scheme and the file it is written to.
pub(crate) struct EventTable<'w, R> {
    scheme: R,
    table: Box<dyn TableWriter + 'w>,
    loss: Loss,
}

impl<'w, R: EventRows> EventTable<'w, R> {
    pub(crate) fn new(name: &'static str, scheme: R, table: Box<dyn TableWriter + 'w>) -> Self {
        EventTable { scheme, table, loss: Loss::new(name) }
    }
}

impl<R: EventRows> Layout for EventTable<'_, R> {
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError> {
        const WHY: &str = "a row is an event";
        let reading = reading.from_output();
        self.loss.document(&reading);
        for told in Told::all(&reading, joined) {
            for row in self.scheme.rows(&told, &mut self.loss) {
                self.table.row(&row)?;
                self.loss.row();
            }
        }
        reading.labels.iter().for_each(|label| self.loss.left_out("labels", WHY, &label.id));
        reading.ties.iter().for_each(|tie| self.loss.left_out("ties", WHY, &tie.id));
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Loss, ExportError> {
        self.table.finish()?;
        Ok(self.loss)
    }
}
