//! Readings for people and for tables.

mod acts;
mod chains;
mod formats;
mod incident;
mod marked;
mod told;
mod view;

use sayso_export::words;

pub use chains::trees;
pub use formats::{Format, ReadingWriter, Target};
pub use incident::{AccountShown, IncidentShown, carried, count, kind, ledger_lines};
pub use marked::{Mark, Marking, lines};
pub use sayso_export::words::{chain, factuality, holder, one_line, party};
pub use sayso_export::{EventRow, name};
pub use view::{Look, event_block, label_words, marks, reading, tie_words, wrapped};
pub(crate) use view::{facts, origin, title, what_happened};
