//! What the build script packed (`build/archive.rs`): a line for each file (name, length of its text and of its content in
//! bytes, tabs between), an empty line, the texts, the contents of the TOML files as the script's `Writer` writes them.

use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Ends the list of the files.
const END_OF_LIST: &str = "\n\n";

/// The files of an archive: name, text, content. None where it isn't one.
pub fn files(archive: &[u8]) -> Option<Vec<(&str, &str, &[u8])>> {
    let at = archive.windows(END_OF_LIST.len()).position(|bytes| bytes == END_OF_LIST.as_bytes())?;
    let list = std::str::from_utf8(archive.get(..at)?).ok()?;
    let mut entries = Vec::new();
    for line in list.lines() {
        let mut fields = line.split('\t');
        let (name, mut lengths) = (fields.next()?, fields.map(str::parse::<usize>));
        entries.push((name, lengths.next()?.ok()?, lengths.next()?.ok()?));
    }
    let mut text = at + END_OF_LIST.len();
    let mut content = text + entries.iter().map(|(_, text, _)| text).sum::<usize>();
    let mut files = Vec::new();
    for (name, of_text, of_content) in entries {
        let own_text = std::str::from_utf8(archive.get(text..text + of_text)?).ok()?;
        files.push((name, own_text, archive.get(content..content + of_content)?));
        (text, content) = (text + of_text, content + of_content);
    }
    Some(files)
}

/// What the reader of TOML would make of a text, from what the build script wrote of it. None where the two don't belong together.
pub fn table<'a>(text: &'a str, content: &'a [u8]) -> Option<DeTable<'a>> {
    Reader { text, content: content.iter(), at: 0 }.table()
}

struct Reader<'a> {
    text: &'a str,
    content: std::slice::Iter<'a, u8>,
    /// Where what was read last ends in the text.
    at: usize,
}

impl<'a> Reader<'a> {
    fn table(&mut self) -> Option<DeTable<'a>> {
        let mut table = DeTable::new();
        for _ in 0..self.number()? {
            let kind = *self.content.next()?;
            let key = self.string(kind)?;
            table.insert(key, self.value()?);
        }
        Some(table)
    }

    fn value(&mut self) -> Option<Spanned<DeValue<'a>>> {
        let value = match *self.content.next()? {
            b'm' => DeValue::Table(self.table()?),
            b'l' => {
                let mut items = DeArray::new();
                for _ in 0..self.number()? {
                    items.push(self.value()?);
                }
                DeValue::Array(items)
            }
            b't' => DeValue::Boolean(true),
            b'f' => DeValue::Boolean(false),
            b'n' => {
                let (start, end) = self.place()?;
                DeValue::parse(self.text.get(start..end)?).ok()?.into_inner()
            }
            kind => {
                let string = self.string(kind)?;
                let span = string.span();
                return Some(Spanned::new(span, DeValue::String(string.into_inner())));
            }
        };
        // Where these stand nobody asks.
        Some(Spanned::new(0..0, value))
    }

    fn string(&mut self, kind: u8) -> Option<Spanned<Cow<'a, str>>> {
        let escaped = if kind == b'e' { Some(self.bytes()?) } else { None };
        let (start, end) = self.place()?;
        let string = match (kind, escaped) {
            (b'w', _) => self.text.get(start..end)?,
            (b's', _) => self.text.get(start + 1..end.checked_sub(1)?)?,
            (_, escaped) => std::str::from_utf8(escaped?).ok()?,
        };
        Some(Spanned::new(start..end, Cow::Borrowed(string)))
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.content.as_slice().split_at_checked(length)?;
        self.content = rest.iter();
        Some(bytes)
    }

    fn place(&mut self) -> Option<(usize, usize)> {
        let step = self.number()?;
        let step = i64::try_from(step >> 1).ok()? ^ -i64::try_from(step & 1).ok()?;
        let start = usize::try_from(i64::try_from(self.at).ok()?.checked_add(step)?).ok()?;
        self.at = start.checked_add(usize::try_from(self.number()?).ok()?)?;
        Some((start, self.at))
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.content.next()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}
