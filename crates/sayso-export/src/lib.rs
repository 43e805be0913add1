//! Readings in the layouts of the field's other tools, each with a report of what that layout can't hold.
#![warn(missing_docs)]

mod admission;
mod audit;
pub mod crosswalk;
pub mod dossier;
mod entities;
mod error;
mod event_table;
mod facts;
mod file_name;
mod format;
mod joined;
mod layout;
mod loss;
mod maps;
mod marks;
mod networks;
mod record_rows;
mod rows;
mod table;
mod tables;
mod told;
mod view;
mod when;
pub mod words;
mod xml;

pub use audit::{Audit, AuditedField, ForeignRow, audit};
pub use error::ExportError;
pub use format::Format;
pub use joined::{Dead, IncidentOf, Joined, WorkspaceActor};
pub use layout::{Layout, Mapped, Output, Sink};
pub use loss::{Loss, LossEntry, LossKind, TextRead};
pub use record_rows::{ActorRow, DocumentRow, LabelRow, TieRow};
pub use rows::EventRow;
pub use sayso_core::words::name;
pub use table::{CellKind, Column, TableFormat, TableWriter, write_table};
pub use tables::NOT_JOINED;
