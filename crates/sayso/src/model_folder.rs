//! A model out of a folder: its files held against their checksums before they are read.

use crate::Error;
use sayso_parse::{ParseError, Parser};
use std::path::{Path, PathBuf};

/// The list of checksums in a folder, as `sha256sum` writes it.
const SUMS: &str = "SHA256SUMS";

/// Why a folder with a model can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file that is listed, or the list, can't be read.
    #[error("{file} can't be read ({source}); copy the whole folder again")]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The list is no list of checksums.
    #[error(
        "line {line} of SHA256SUMS is no checksum and name; copy the whole folder again, or make the list with sha256sum"
    )]
    NoSum {
        /// The line, from 1.
        line: usize,
    },
    /// A file is not the one that the list was made of.
    #[error(
        "{file} is damaged, cut short, or belongs to another model: its checksum is not the one in SHA256SUMS; copy the whole folder \
         again, or make the list anew with sha256sum if you changed the file"
    )]
    Changed {
        /// Name of the file.
        file: String,
    },
    /// The files are no model.
    #[error("{0}")]
    Parse(#[from] ParseError),
}

/// Loads the model. A folder without a list of checksums is trusted as far as the shapes of its weights fit.
pub(crate) fn load(folder: &Path) -> Result<Parser, Error> {
    let loaded = check(folder).and_then(|()| Ok(Parser::load(folder)?));
    loaded.map_err(|source| Error::Model { folder: folder.to_path_buf(), source: Box::new(source) })
}

fn check(folder: &Path) -> Result<(), ModelError> {
    let read = |file: PathBuf| std::fs::read(&file).map_err(|source| ModelError::Unreadable { file, source });
    if !folder.join(SUMS).exists() {
        return Ok(());
    }
    let list = read(folder.join(SUMS))?;
    for (at, line) in String::from_utf8_lossy(&list).lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let (sum, file) = line.split_once([' ', '\t']).ok_or(ModelError::NoSum { line: at + 1 })?;
        let file = file.trim_start_matches([' ', '\t', '*']).trim_end();
        // A list names files of its own folder only.
        if Path::new(file).components().count() != 1 {
            return Err(ModelError::NoSum { line: at + 1 });
        }
        if !sayso_core::sha256_hex(&read(folder.join(file))?).eq_ignore_ascii_case(sum) {
            return Err(ModelError::Changed { file: file.to_string() });
        }
    }
    Ok(())
}
