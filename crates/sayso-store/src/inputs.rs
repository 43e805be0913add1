//! How far archives have been read, so that an interrupted run goes on where it stopped.

use crate::{StoreError, Workspace, rows};
use rusqlite::params;
use sayso_core::{ProducedBy, sha256_hex};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bytes at the beginning of a file that tell it from another of its name.
const BEGINNING: u64 = 64 << 10;

/// A file of many documents, as it is told from another that takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    path: PathBuf,
    size: u64,
    beginning: String,
}

impl InputFile {
    /// Looks at a file; nothing where it can't be read.
    pub fn of(path: &Path) -> Option<InputFile> {
        let path = path.canonicalize().ok()?;
        let file = File::open(&path).ok()?;
        let size = file.metadata().ok()?.len();
        let mut bytes = Vec::new();
        file.take(BEGINNING).read_to_end(&mut bytes).ok()?;
        Some(InputFile { path, size, beginning: sha256_hex(&bytes) })
    }

    /// Where it lies, without links and relative parts.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Workspace {
    /// The byte up to which all documents of a file were stored by these versions, where a run stopped in the middle.
    /// A file that has grown since then counts as the same.
    pub fn place_in(&self, file: &InputFile, versions: &ProducedBy) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT place FROM inputs WHERE path = ?1 AND size <= ?2 AND beginning = ?3 AND versions = ?4 AND place <= ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let path = file.path.to_string_lossy();
        let key = params![path, signed(file.size), file.beginning, rows::versions_line(versions)];
        let mut places = statement.query_map(key, |row| row.get::<_, i64>(0))?;
        Ok(places.next().transpose()?.and_then(|place| u64::try_from(place).ok()))
    }

    /// Keeps that all documents before byte `place` of a file are stored.
    pub fn keep_place(&mut self, file: &InputFile, versions: &ProducedBy, place: u64) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO inputs (path, size, beginning, versions, place) VALUES (?1, ?2, ?3, ?4, ?5)";
        let (path, size) = (file.path.to_string_lossy(), signed(file.size));
        let row = params![path, size, file.beginning, rows::versions_line(versions), signed(place)];
        self.connection.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    /// Forgets the place in a file that was read to its end.
    pub fn forget_place(&mut self, file: &InputFile) -> Result<(), StoreError> {
        let path = file.path.to_string_lossy();
        self.connection.prepare_cached("DELETE FROM inputs WHERE path = ?1")?.execute([path])?;
        Ok(())
    }
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    fn versions(model: &str) -> ProducedBy {
        ProducedBy { sayso: "0.1.0".to_string(), model: model.to_string(), ..ProducedBy::default() }
    }

    #[test]
    fn a_place_holds_for_the_same_file_and_versions_only() -> Result<(), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("crawl.warc");
        std::fs::write(&path, "x".repeat(100_000))?;
        let file = InputFile::of(&path).ok_or("no file")?;
        let mut workspace = Workspace::in_memory()?;
        assert_eq!(workspace.place_in(&file, &versions("base"))?, None);
        workspace.keep_place(&file, &versions("base"), 70_000)?;
        workspace.keep_place(&file, &versions("base"), 80_000)?;
        assert_eq!(workspace.place_in(&file, &versions("base"))?, Some(80_000));
        assert_eq!(workspace.place_in(&file, &versions("small"))?, None);
        // It grows, is cut off, and becomes another file.
        std::fs::write(&path, "x".repeat(120_000))?;
        let grown = InputFile::of(&path).ok_or("no file")?;
        assert_eq!(workspace.place_in(&grown, &versions("base"))?, Some(80_000));
        std::fs::write(&path, "x".repeat(75_000))?;
        let torn = InputFile::of(&path).ok_or("no file")?;
        assert_eq!(workspace.place_in(&torn, &versions("base"))?, None);
        std::fs::write(&path, "y".repeat(100_000))?;
        let other = InputFile::of(&path).ok_or("no file")?;
        assert_eq!(workspace.place_in(&other, &versions("base"))?, None);
        workspace.forget_place(&file)?;
        assert_eq!(workspace.place_in(&grown, &versions("base"))?, None);
        assert_eq!(InputFile::of(&folder.path().join("none")), None);
        Ok(())
    }
}
