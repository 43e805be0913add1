//! What did not come over, line by line, and the file that keeps it.

use std::fmt::Write;

/// The file of a lexicon folder that names what did not come over. It goes along with an export, and comes back.
pub const LEFT_OUT: &str = "left_out.tsv";

/// The sorts of entries that dictionaries have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the names say it
pub enum Entry {
    File,
    Actor,
    Code,
    Agent,
    Set,
    Verb,
    Pattern,
    Transformation,
    Discard,
    Issue,
}

impl Entry {
    const ALL: [Entry; 10] = [
        Entry::File,
        Entry::Actor,
        Entry::Code,
        Entry::Agent,
        Entry::Set,
        Entry::Verb,
        Entry::Pattern,
        Entry::Transformation,
        Entry::Discard,
        Entry::Issue,
    ];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Entry::File => "file",
            Entry::Actor => "actor",
            Entry::Code => "code",
            Entry::Agent => "agent",
            Entry::Set => "set",
            Entry::Verb => "verb",
            Entry::Pattern => "pattern",
            Entry::Transformation => "transformation",
            Entry::Discard => "discard",
            Entry::Issue => "issue",
        }
    }
}

/// An entry that did not come over, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The dictionary.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What it is.
    pub entry: Entry,
    /// The line itself.
    pub text: String,
    /// Why.
    pub why: String,
}

impl LeftOut {
    pub(crate) fn new(file: &str, line: usize, entry: Entry, text: &str, why: impl Into<String>) -> LeftOut {
        LeftOut { file: plain(file), line, entry, text: plain(text), why: plain(&why.into()) }
    }
}

/// Text that keeps within its column.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The file.
pub(crate) fn write(left_out: &[LeftOut]) -> String {
    let mut text = String::from("file\tline\tentry\ttext\twhy\n");
    for LeftOut { file, line, entry, text: written, why } in left_out {
        let _ = writeln!(text, "{file}\t{line}\t{}\t{written}\t{why}", entry.name());
    }
    text
}

/// Reads the file; a row that is none is passed over, since it names nothing.
pub(crate) fn read(text: &str) -> Vec<LeftOut> {
    let row = |line: &str| {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let (file, line, entry, text, why) = (next()?, next()?.parse().ok()?, next()?, next()?, next()?);
        let entry = Entry::ALL.into_iter().find(|known| known.name() == entry)?;
        Some(LeftOut::new(file, line, entry, text, why))
    };
    text.lines().skip(1).filter_map(row).collect()
}
