//! Where inputs come from: files, folders, patterns, standard input, web addresses.

use crate::fetch;
use crate::problem::{ReadError, ReadProblem};
use globset::GlobBuilder;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// One input to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input (`-`).
    Stdin,
    /// A web address.
    Web(String),
}

impl Source {
    /// The name that problems and ids use.
    pub fn name(&self) -> String {
        match self {
            Source::File(path) => path.display().to_string(),
            Source::Stdin => "-".to_string(),
            Source::Web(url) => url.clone(),
        }
    }
}

/// The sources that command-line arguments stand for, in the order given; the files of a folder or pattern are sorted by name.
///
/// Folders are read with all folders in them; hidden files and folders in them are left out. An argument that names an
/// existing file is that file even if it looks like a pattern.
pub fn expand<I, A>(inputs: I) -> impl Iterator<Item = Result<Source, ReadProblem>>
where
    I: IntoIterator<Item = A>,
    A: AsRef<str>,
{
    inputs.into_iter().flat_map(|input| one(input.as_ref()))
}

fn one(input: &str) -> Vec<Result<Source, ReadProblem>> {
    if input == "-" {
        return vec![Ok(Source::Stdin)];
    }
    if fetch::is_address(input) {
        return vec![Ok(Source::Web(input.to_string()))];
    }
    let path = Path::new(input);
    if path.is_dir() {
        return walk(path, &|_| true);
    }
    if !path.exists() && input.contains(['*', '?', '[', '{']) {
        return pattern(input);
    }
    // A file that does not exist is told when it is read.
    vec![Ok(Source::File(path.to_path_buf()))]
}

fn pattern(input: &str) -> Vec<Result<Source, ReadProblem>> {
    let glob = match GlobBuilder::new(input).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => return vec![Err(ReadProblem::whole(input, ReadError::BadPattern(error.kind().to_string())))],
    };
    // The folder before the first part with a wildcard.
    let root: PathBuf = Path::new(input)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
        .collect();
    let bare = root.as_os_str().is_empty();
    let start = if bare { Path::new(".") } else { root.as_path() };
    let found = walk(start, &|path| {
        let path = if bare { path.strip_prefix("./").unwrap_or(path) } else { path };
        glob.is_match(path)
    });
    if found.is_empty() {
        return vec![Err(ReadProblem::whole(input, ReadError::NothingMatches))];
    }
    found
}

fn walk(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Vec<Result<Source, ReadProblem>> {
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && wanted(entry.path()) => {
                found.push(Ok(Source::File(entry.into_path())))
            }
            Ok(_) => {}
            Err(error) => {
                let file = error.path().unwrap_or(folder).display().to_string();
                let error =
                    error.into_io_error().unwrap_or_else(|| std::io::Error::other("folders that link in a circle"));
                found.push(Err(ReadProblem::whole(file, ReadError::Unreadable(error))));
            }
        }
    }
    found
}
