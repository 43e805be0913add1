//! What can go wrong on the way out.

use std::path::PathBuf;

/// An export that failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output can't be written.
    #[error("the output can't be written: {0}; check that the disk has room and that you may write there")]
    Io(#[from] std::io::Error),
    /// A layout of one file was given a folder.
    #[error("{format} is one file, but {folder:?} is a folder; give the name of a file")]
    WantsFile {
        /// The layout.
        format: &'static str,
        /// What was given.
        folder: PathBuf,
    },
    /// A layout of several files was given a stream.
    #[error("{format} is several files; give the name of a folder")]
    WantsFolder {
        /// The layout.
        format: &'static str,
    },
    /// The writer of a file format refuses.
    #[error("{format} can't hold this: {problem}")]
    Refused {
        /// The layout.
        format: &'static str,
        /// What its writer says.
        problem: String,
    },
}
