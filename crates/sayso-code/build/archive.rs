//! Packs the lexicon for the program: texts, and what was read of the TOML files, so that the program need not read TOML.
//! `src/lexicon/packed.rs` reads it.

use sha2::{Digest, Sha256};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Ends the list of the files.
const END_OF_LIST: &str = "\n\n";

/// All files: a line for each (name, length of its text and of its content in bytes, tabs between), an empty line, the texts,
/// the contents. Texts stand together, since like packs best beside like.
#[derive(Default)]
pub struct Archive {
    list: Vec<String>,
    texts: String,
    contents: Vec<u8>,
    digest: Sha256,
}

impl Archive {
    /// Adds a file. What can't be read as TOML gets no content; who reads its text is told why.
    pub fn add(&mut self, name: &str, text: &str) {
        let content = Some(text).filter(|_| name.ends_with(".toml")).and_then(content);
        let content = content.unwrap_or_default();
        self.list.push(format!("{name}\t{}\t{}", text.len(), content.len()));
        self.texts.push_str(text);
        [name, "\0", text, "\0"].iter().for_each(|part| self.digest.update(part));
        self.contents.extend(content);
    }

    /// The hash of names and texts, as `LexiconFiles::version` has it.
    pub fn version(&self) -> String {
        self.digest.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// All of it.
    pub fn into_bytes(self) -> Vec<u8> {
        [self.list.join("\n").as_bytes(), END_OF_LIST.as_bytes(), self.texts.as_bytes(), &self.contents].concat()
    }
}

/// What a TOML file holds: its values in the order in which they are written, strings and numbers as places in the text.
fn content(text: &str) -> Option<Vec<u8>> {
    let root = DeTable::parse(text).ok()?.into_inner();
    let mut writer = Writer { text, at: 0, out: Vec::new() };
    writer.table(&root)?;
    Some(writer.out)
}

/// Writes values as `packed.rs` reads them: a letter for the kind; for a table or list the number of its parts; for what stands
/// in the text how far behind the last such place it begins, and how long it is.
struct Writer<'a> {
    text: &'a str,
    at: usize,
    out: Vec<u8>,
}

impl Writer<'_> {
    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> Option<()> {
        match value.get_ref() {
            DeValue::String(string) => self.string(string, value.span()),
            DeValue::Boolean(yes) => {
                self.out.push(if *yes { b't' } else { b'f' });
                Some(())
            }
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                self.out.push(b'n');
                self.place(value.span())
            }
            DeValue::Array(items) => {
                self.out.push(b'l');
                self.number(items.len() as u64);
                items.iter().try_for_each(|item| self.value(item))
            }
            DeValue::Table(table) => {
                self.out.push(b'm');
                self.table(table)
            }
        }
    }

    fn table(&mut self, table: &DeTable<'_>) -> Option<()> {
        self.number(table.len() as u64);
        // As they stand in the text, so that each begins soon behind the last.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            self.string(key.get_ref(), key.span())?;
            self.value(value)?;
        }
        Some(())
    }

    /// A string that stands in the text as it is, with or without its marks; one with escapes stands here.
    fn string(&mut self, string: &str, span: Range<usize>) -> Option<()> {
        let written = self.text.get(span.clone())?;
        let inside = written.get(1..written.len().saturating_sub(1));
        if written == string {
            self.out.push(b'w');
        } else if inside == Some(string) {
            self.out.push(b's');
        } else {
            self.out.push(b'e');
            self.number(string.len() as u64);
            self.out.extend(string.as_bytes());
        }
        self.place(span)
    }

    fn place(&mut self, span: Range<usize>) -> Option<()> {
        let step = i64::try_from(span.start).ok()? - i64::try_from(self.at).ok()?;
        self.at = span.end;
        // The sign in the last bit.
        self.number(((step << 1) ^ (step >> 63)) as u64);
        self.number(span.len() as u64);
        Some(())
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.out.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.out.push(number as u8);
    }
}
