//! Readings for people and for tables.

mod formats;
mod incident;
mod marked;
mod rows;
mod view;
mod words;

pub use formats::{Format, ReadingWriter};
pub use incident::{AccountShown, IncidentShown, carried, count, kind, ledger_lines};
pub use marked::{Mark, Marking, lines};
pub use rows::{EventRow, name};
pub use view::{Look, event_block, marks, reading, wrapped};
pub use words::{chain, factuality, holder, one_line, party};
