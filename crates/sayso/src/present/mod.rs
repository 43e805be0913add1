//! Readings for people and for tables.

mod acts;
mod chains;
mod formats;
mod incident;
mod marked;
mod records;
mod told;
mod view;

use sayso_export::words;

pub use chains::trees;
pub use formats::{Format, ReadingWriter, Target};
pub use incident::{AccountShown, IncidentShown, carried, count, kind, ledger_lines, sides, told_once};
pub use marked::{Mark, Marking, lines};
pub use records::event_block;
pub(crate) use records::{facts, what_happened};
pub use sayso_export::words::{chain, factuality, holder, one_line, party};
pub use sayso_export::{EventRow, name};
pub use view::{Look, label_words, marks, reading, tie_words, wrapped};
pub(crate) use view::{origin, title};
