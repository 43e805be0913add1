//! Packs the lexicon for the program: texts, and what the TOML files hold as MessagePack, which is read several times as fast.
//! `src/lexicon/packed.rs` reads it.

use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Files whose rules tell where they stand.
const LOCATED: &[&str] = &["events/", "ties.toml", "model.toml"];

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
        let content = Some(text).filter(|_| name.ends_with(".toml")).and_then(|text| content(name, text));
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

/// What a TOML file holds.
fn content(name: &str, text: &str) -> Option<Vec<u8>> {
    let root = DeTable::parse(text).ok()?.into_inner();
    let located = LOCATED.iter().any(|file| name == *file || file.ends_with('/') && name.starts_with(file));
    rmp_serde::to_vec(&Content { value: &DeValue::Table(root), located, is_root: true }).ok()
}

/// A value. In a located file the id of a rule and the type of a file stand with the byte where they begin, as
/// `Located` of the lexicon reads them.
struct Content<'a> {
    value: &'a DeValue<'a>,
    located: bool,
    is_root: bool,
}

impl<'a> Content<'a> {
    fn below(&self, value: &'a Spanned<DeValue<'a>>) -> Content<'a> {
        Content { value: value.get_ref(), located: self.located, is_root: false }
    }

    fn is_told_where(&self, key: &str) -> bool {
        self.located && (key == "id" || key == "event" && self.is_root)
    }
}

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            DeValue::String(text) => serializer.serialize_str(text),
            DeValue::Boolean(yes) => serializer.serialize_bool(*yes),
            DeValue::Integer(number) => {
                let number = i64::from_str_radix(number.as_str(), number.radix());
                serializer.serialize_i64(number.map_err(S::Error::custom)?)
            }
            DeValue::Float(number) => serializer.serialize_f64(number.as_str().parse().map_err(S::Error::custom)?),
            DeValue::Datetime(date) => serializer.serialize_str(&date.to_string()),
            DeValue::Array(items) => serializer.collect_seq(items.iter().map(|item| self.below(item))),
            DeValue::Table(table) => {
                let mut map = serializer.serialize_map(Some(table.len()))?;
                for (key, value) in table {
                    let key = key.get_ref();
                    if self.is_told_where(key) {
                        map.serialize_entry(key, &(value.span().start, self.below(value)))?;
                    } else {
                        map.serialize_entry(key, &self.below(value))?;
                    }
                }
                map.end()
            }
        }
    }
}
