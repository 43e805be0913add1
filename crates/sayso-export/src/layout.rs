//! What every layout is: something that readings are written to, one after the other.

use crate::{ExportError, Format, Joined, Loss};
use sayso_core::{CharSpan, Reading};
use std::io::Write;
use std::path::PathBuf;

/// Where the bytes of a layout of one file go.
pub type Sink<'w> = Box<dyn Write + Send + 'w>;

/// Where a layout is written.
pub enum Output<'w> {
    /// One file, standard output, a buffer.
    Stream(Sink<'w>),
    /// A folder, for layouts of several files ([`Format::wants_folder`]); it is made where it doesn't exist.
    Folder(PathBuf),
}

impl<'w> Output<'w> {
    /// A stream to `out`.
    pub fn stream(out: impl Write + Send + 'w) -> Output<'w> {
        Output::Stream(Box::new(out))
    }

    /// The stream, or an error that says that `format` is one file.
    pub fn into_stream(self, format: Format) -> Result<Sink<'w>, ExportError> {
        match self {
            Output::Stream(out) => Ok(out),
            Output::Folder(folder) => Err(ExportError::WantsFile { format: format.name(), folder }),
        }
    }

    /// The folder, or an error that says that `format` is several files.
    pub fn into_folder(self, format: Format) -> Result<PathBuf, ExportError> {
        match self {
            Output::Folder(folder) => Ok(folder),
            Output::Stream(_) => Err(ExportError::WantsFolder { format: format.name() }),
        }
    }
}

/// A layout that readings are written to, one after the other, so that no more than one is held.
///
/// The same readings in the same order give the same bytes.
pub trait Layout {
    /// Writes what the layout can hold of one reading, and counts what it can't.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn write(&mut self, reading: &Reading<CharSpan>, joined: &Joined) -> Result<(), ExportError>;

    /// Writes what is left and says what was lost on the way. A layout that isn't finished isn't complete.
    ///
    /// # Errors
    /// Where the output can't be written.
    fn finish(self: Box<Self>) -> Result<Loss, ExportError>;
}

/// Where a column (or element, or property) of a layout comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Mapped {
    /// The column's name in the layout.
    pub column: &'static str,
    /// The field of the reading that it comes from, or "-" where it stays empty.
    pub from: &'static str,
    /// What to know: units, what is derived how, why it is empty.
    pub note: &'static str,
}

impl Mapped {
    /// A column that is filled.
    pub const fn new(column: &'static str, from: &'static str, note: &'static str) -> Mapped {
        Mapped { column, from, note }
    }

    /// A column that stays empty, and why.
    pub const fn empty(column: &'static str, why: &'static str) -> Mapped {
        Mapped { column, from: "-", note: why }
    }

    /// Whether the column is ever filled.
    pub fn is_filled(&self) -> bool {
        self.from != "-"
    }
}
