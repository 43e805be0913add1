//! Readings for people and for tables.

mod formats;
mod marked;
mod rows;
mod view;
mod words;

pub use formats::{Format, ReadingWriter};
pub use marked::{Mark, Marking, lines};
pub use rows::{EventRow, name};
pub use view::{Look, event_block, marks, reading, wrapped};
pub use words::{chain, holder, one_line, party};
