//! Loading the lexicon: plain files under `lexicon/`, embedded in the program or taken from a folder.
//!
//! Each part of the coding owns the shape of its own files and reads them through [`LexiconFiles::read`]; this
//! module only finds them and says where a broken one is broken.

mod packed;

use crate::listed;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use toml::Spanned;

/// The files of the lexicon as the build script packs them ([`packed`]), and the words of its lists, a line each.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.zst"));
static EMBEDDED_WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.zst"));
/// Their hash ([`LexiconFiles::version`]).
const EMBEDDED_VERSION: &str = env!("LEXICON_VERSION");

/// A lexicon file that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file isn't there.
    #[error("lexicon file {file} is missing")]
    Missing {
        /// Path below the lexicon folder.
        file: String,
    },
    /// It can't be read.
    #[error("can't read lexicon file {file}: {source}")]
    Unreadable {
        /// Path.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It isn't valid, or an entry isn't.
    #[error("{file}:{line}:{column}: {message}\n  | {text}")]
    Broken {
        /// Path below the lexicon folder.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
        /// The line itself.
        text: String,
        /// What is wrong, and what would be right.
        message: String,
    },
}

/// The files of a lexicon by their path below its folder. Copies share them.
#[derive(Debug, Clone)]
pub struct LexiconFiles {
    files: Arc<BTreeMap<String, Cow<'static, str>>>,
    /// What TOML files of the program hold, where their text is the program's.
    contents: BTreeMap<&'static str, &'static [u8]>,
    /// The words of its lists, a line each, where they were collected before.
    words: Option<Arc<str>>,
    /// The version, where it was calculated before.
    version: Option<&'static str>,
}

static ARCHIVE: LazyLock<Vec<u8>> = LazyLock::new(|| unpacked(EMBEDDED));
static UNPACKED: LazyLock<LexiconFiles> = LazyLock::new(LexiconFiles::unpack);

impl LexiconFiles {
    /// The lexicon in the program.
    pub fn embedded() -> LexiconFiles {
        UNPACKED.clone()
    }

    fn unpack() -> LexiconFiles {
        let parts = packed::files(&ARCHIVE).unwrap_or_else(|| panic!("the lexicon in the program can't be read"));
        let contents = parts.iter().filter(|(.., content)| !content.is_empty());
        let contents = contents.map(|&(name, _, content)| (name, content)).collect();
        let words = String::from_utf8(unpacked(EMBEDDED_WORDS));
        let words = words.unwrap_or_else(|error| panic!("the words of the lexicon in the program: {error}"));
        let files = parts.iter().map(|&(name, text, _)| (name.to_string(), Cow::Borrowed(text))).collect();
        LexiconFiles { files: Arc::new(files), contents, words: Some(words.into()), version: Some(EMBEDDED_VERSION) }
    }

    /// A lexicon in a folder of the same layout.
    pub fn from_folder(folder: &Path) -> Result<LexiconFiles, LexiconError> {
        let mut files = BTreeMap::new();
        add_folder(folder, folder, &mut files)?;
        if files.is_empty() {
            return Err(LexiconError::Missing { file: folder.join("events").display().to_string() });
        }
        Ok(LexiconFiles { files: Arc::new(files), contents: BTreeMap::new(), words: None, version: None })
    }

    /// A lexicon of files given as texts; of two with one path the later counts.
    pub fn from_texts(files: impl IntoIterator<Item = (String, String)>) -> LexiconFiles {
        let files = files.into_iter().map(|(name, text)| (name, Cow::Owned(text)));
        LexiconFiles { files: Arc::new(files.collect()), contents: BTreeMap::new(), words: None, version: None }
    }

    /// The same files with another text for one of them.
    pub fn with(&self, file: &str, text: String) -> LexiconFiles {
        let mut with = self.clone();
        Arc::make_mut(&mut with.files).insert(file.to_string(), text.into());
        with.version = None;
        with.contents.remove(file);
        with.words = with.words.filter(|_| !listed::holds_lemmas(file));
        with
    }

    /// A hash of all files: the version of the lexicon.
    pub fn version(&self) -> String {
        if let Some(version) = self.version {
            return version.to_string();
        }
        let parts = self.all().flat_map(|(name, text)| [name.as_bytes(), b"\0", text.as_bytes(), b"\0"]);
        sayso_core::sha256_hex_of(parts)[..12].to_string()
    }

    /// The text of a file.
    pub fn text(&self, file: &str) -> Result<&str, LexiconError> {
        self.files.get(file).map(Cow::as_ref).ok_or_else(|| LexiconError::Missing { file: file.to_string() })
    }

    /// All files by their path below the folder, with their text.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_ref()))
    }

    /// The files below a folder of the lexicon, in alphabetical order, with their text.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(move |(name, _)| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
            .map(|(name, text)| (name.as_str(), text.as_ref()))
    }

    /// The words that its lists are made of.
    pub(crate) fn listed_words(&self) -> Result<HashSet<String>, LexiconError> {
        if let Some(words) = &self.words {
            return Ok(words.lines().map(str::to_string).collect());
        }
        let mut words = BTreeSet::new();
        for (file, text) in self.all().filter(|(file, _)| listed::holds_lemmas(file)) {
            listed::collect(text, &mut words).map_err(|error| broken_toml(file, text, &error))?;
        }
        Ok(words.into_iter().collect())
    }

    /// Reads a TOML file into the caller's own shape.
    pub fn read<T: DeserializeOwned>(&self, file: &str) -> Result<T, LexiconError> {
        let text = self.text(file)?;
        let packed = self.contents.get(file).and_then(|content| packed::table(text, content));
        let read = packed.map(|table| T::deserialize(toml::Deserializer::from(Spanned::new(0..text.len(), table))));
        // What doesn't fit the caller's shape is told with its place by the reader of the text.
        if let Some(Ok(read)) = read {
            return Ok(read);
        }
        toml::from_str(text).map_err(|error| broken_toml(file, text, &error))
    }
}

/// What the build script packed. It is part of the program, and the tests read it.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    // Memory of the right size at once: a growing one is copied, and its pages are half of the cost.
    let length = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten().unwrap_or_default();
    let unpacked = zstd::bulk::decompress(packed, usize::try_from(length).unwrap_or_default());
    unpacked.unwrap_or_else(|error| panic!("the lexicon in the program: {error}"))
}

/// The lines of a file, to tell which one a byte is in.
pub(crate) struct LineNumbers {
    newlines: Vec<usize>,
}

impl LineNumbers {
    /// Of a text.
    pub fn of(text: &str) -> LineNumbers {
        LineNumbers { newlines: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.newlines.partition_point(|&newline| newline < at) + 1
    }
}

/// What the reader of TOML finds wrong.
pub(crate) fn broken_toml(file: &str, text: &str, error: &toml::de::Error) -> LexiconError {
    broken(file, text, error.span().map_or(0, |span| span.start), error.message())
}

/// An error at byte `at` of a lexicon file, with its line.
pub fn broken(file: &str, text: &str, at: usize, message: impl Into<String>) -> LexiconError {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    LexiconError::Broken {
        file: file.to_string(),
        line: text[..at].matches('\n').count() + 1,
        column: text[start..at].chars().count() + 1,
        text: text[start..].lines().next().unwrap_or("").to_string(),
        message: message.into(),
    }
}

/// The entries of a field that are separated by semicolons.
pub(crate) fn list(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').map(str::trim).filter(|word| !word.is_empty())
}

/// The rows of a tab-separated file below its heading, comments left out.
pub(crate) struct Rows<'a, const N: usize> {
    file: &'a str,
    text: &'a str,
    lines: std::iter::Skip<Box<dyn Iterator<Item = &'a str> + 'a>>,
}

impl<'a, const N: usize> Rows<'a, N> {
    pub(crate) fn of(files: &'a LexiconFiles, file: &'a str) -> Result<Rows<'a, N>, LexiconError> {
        let text = files.text(file)?;
        let lines: Box<dyn Iterator<Item = &str>> =
            Box::new(text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()));
        Ok(Rows { file, text, lines: lines.skip(1) })
    }
}

impl<'a, const N: usize> Iterator for Rows<'a, N> {
    type Item = Result<[&'a str; N], LexiconError>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.lines.next()?;
        let fields: Vec<&str> = line.split('\t').collect();
        let found = fields.len();
        Some(fields.try_into().map_err(|_| {
            let at = line.as_ptr() as usize - self.text.as_ptr() as usize;
            broken(self.file, self.text, at, format!("{found} columns where {N} are wanted: put a tab between columns"))
        }))
    }
}

fn add_folder(root: &Path, folder: &Path, files: &mut BTreeMap<String, Cow<'static, str>>) -> Result<(), LexiconError> {
    let unreadable = |path: &Path, source| LexiconError::Unreadable { file: path.display().to_string(), source };
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        if path.is_dir() {
            add_folder(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "tsv") {
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(name, text.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[test]
    fn a_broken_file_is_shown_with_its_line() {
        let text = "a = 1\nbé = = 2\n";
        let files = LexiconFiles::from_texts([("x.toml".to_string(), text.to_string())]);
        let error = files.read::<toml::Table>("x.toml").map(|_| ()).map_err(|error| error.to_string());
        let message = error.err().unwrap_or_default();
        assert!(message.starts_with("x.toml:2:"), "{message}");
        assert!(message.contains("bé = = 2"), "{message}");
    }

    #[test]
    fn what_the_build_script_made_is_what_the_files_hold() -> Result<(), LexiconError> {
        let embedded = LexiconFiles::embedded();
        assert!(embedded.words.is_some());
        let words = embedded.listed_words()?;
        assert!(words.contains("arrest"), "{} words", words.len());
        assert_eq!(words, LexiconFiles { words: None, ..embedded.clone() }.listed_words()?);
        assert_eq!(embedded.version(), LexiconFiles { version: None, ..embedded.clone() }.version());
        // Each TOML file is read from what was packed.
        for (file, text) in embedded.all().filter(|(file, _)| file.ends_with(".toml")) {
            let packed = embedded.contents.get(file).and_then(|content| packed::table(text, content));
            let read: toml::Table = toml::from_str(text).map_err(|error| broken_toml(file, text, &error))?;
            let deserializer = packed.map(|table| toml::Deserializer::from(Spanned::new(0..text.len(), table)));
            assert_eq!(deserializer.and_then(|table| toml::Table::deserialize(table).ok()), Some(read), "{file}");
        }
        let other = embedded.with("ties.toml", "words = [\"zyx\"]".into());
        assert!(other.listed_words()?.contains("zyx"));
        Ok(())
    }
}
