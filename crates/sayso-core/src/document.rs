//! The report as it was read: immutable text and what is known about it.

use crate::{Span, SpanMapper};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

/// The name of a document, unique in a workspace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(pub String);

impl std::fmt::Display for DocumentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// When a document was published: the day, and the full expression where a time is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The day that relative expressions ("on Tuesday") start from.
    pub date: Date,
    /// ISO 8601 date or date-time, as it is shown.
    pub text: String,
}

impl Published {
    /// Reads an ISO 8601 date or date-time ("2024-05-14", "2024-05-14T10:00:00Z", "2024-05-14 10:00").
    pub fn parse(text: &str) -> Option<Published> {
        let text = text.trim();
        let date: Date = text.get(..10)?.parse().ok()?;
        let rest = &text[10..];
        if !rest.is_empty() && !rest.starts_with(['T', 't', ' ']) {
            return None;
        }
        Some(Published { date, text: text.to_string() })
    }
}

impl From<Date> for Published {
    fn from(date: Date) -> Self {
        Published { date, text: date.to_string() }
    }
}

impl Serialize for Published {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Published {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Published::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("not an ISO 8601 date: {text:?}")))
    }
}

/// A report: its text, which never changes after reading, and what is known about it.
///
/// `S` is [`Span`] (bytes) inside the program and [`crate::CharSpan`] (code points) in output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document<S = Span> {
    /// Unique name.
    pub id: DocumentId,
    /// Headline; shown, never coded, since it repeats the text.
    pub title: Option<String>,
    /// The line that names the author or agency.
    pub byline: Option<String>,
    /// Who published it: a name or a host.
    pub publisher: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Date of publication.
    pub published: Option<Published>,
    /// BCP 47 code of the language of the text.
    pub language: Option<String>,
    /// The text that every span points into.
    pub text: String,
    /// SHA-256 of the text, in hexadecimal.
    #[serde(default)]
    pub text_sha256: String,
    /// Parts of the text that are picture captions.
    #[serde(default = "Vec::new")]
    pub captions: Vec<S>,
    /// Code points of the original text that were left out because of the size limit.
    pub cut: Option<usize>,
}

impl Document {
    /// A document of `text` alone.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Document {
        let text = text.into();
        Document {
            id: DocumentId(id.into()),
            title: None,
            byline: None,
            publisher: None,
            url: None,
            published: None,
            language: None,
            text_sha256: sha256_hex(text.as_bytes()),
            text,
            captions: Vec::new(),
            cut: None,
        }
    }

    /// The id of a document that has none of its own: a hash of text, address and publisher.
    pub fn derived_id(text: &str, url: Option<&str>, publisher: Option<&str>) -> DocumentId {
        let mut hash = Sha256::new();
        for part in [text, url.unwrap_or(""), publisher.unwrap_or("")] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        DocumentId(hex(&hash.finalize())[..16].to_string())
    }

    /// The host of the web address, without "www.", in lower case.
    pub fn host(&self) -> Option<String> {
        host_of(self.url.as_deref()?)
    }

    /// Whether the text is in a language that sayso reads (English, or not determined).
    pub fn is_read(&self) -> bool {
        self.language
            .as_deref()
            .is_none_or(|language| language == "en" || language.starts_with("en-") || language == "und")
    }
}

/// The host of a web address, without "www.", in lower case.
pub fn host_of(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?.trim_start_matches("www.");
    (!host.is_empty()).then(|| host.to_lowercase())
}

impl<S> Document<S> {
    /// Where the sentences of the text start, by the Unicode rules of sentence borders, but for full stops of titles and
    /// initials: for numbers of sentences of texts that are not parsed again. Blank lines, which are stretches of their own
    /// by these rules, are none.
    pub fn sentence_starts(&self) -> Vec<usize> {
        let stretches = self.text.split_sentence_bound_indices();
        let told = stretches.filter(|(_, told)| told.chars().any(char::is_alphanumeric)).map(|(at, _)| at);
        told.filter(|&at| !ends_in_abbreviation(&self.text[..at])).collect()
    }

    pub(crate) fn map<T>(&self, to: &SpanMapper<'_, S, T>) -> Document<T> {
        Document {
            id: self.id.clone(),
            title: self.title.clone(),
            byline: self.byline.clone(),
            publisher: self.publisher.clone(),
            url: self.url.clone(),
            published: self.published.clone(),
            language: self.language.clone(),
            text: self.text.clone(),
            text_sha256: self.text_sha256.clone(),
            captions: self.captions.iter().map(to.text).collect(),
            cut: self.cut,
        }
    }
}

/// Whether a text ends in a short word whose full stop ends no sentence: "Gen. ", "J. ", "U.S. ". Of short words in lower case
/// behind a capital those that end in a vowel are names of countries more often than titles.
fn ends_in_abbreviation(text: &str) -> bool {
    let before = text.trim_end();
    if text[before.len()..].contains('\n') {
        return false;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"')).next();
    let Some(word) = word.and_then(|word| word.strip_suffix('.')) else { return false };
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.as_str();
    let is_title = rest.chars().count() <= 2
        && rest.chars().all(char::is_lowercase)
        && !rest.ends_with(['a', 'e', 'i', 'o', 'u', 'y']);
    let is_dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    is_capital && (is_title || is_dotted)
}

/// SHA-256 of `bytes` in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    sha256_hex_of([bytes])
}

/// SHA-256 of parts as if they stood behind one another, in hexadecimal.
pub fn sha256_hex_of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    parts.into_iter().for_each(|part| digest.update(part));
    hex(&digest.finalize())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_and_without_time() {
        assert_eq!(Published::parse("2024-05-14").map(|p| p.date), Some(jiff::civil::date(2024, 5, 14)));
        assert_eq!(Published::parse("2024-05-14T10:00:00+02:00").map(|p| p.date), Some(jiff::civil::date(2024, 5, 14)));
        for bad in ["", "14 May", "2024-13-01", "2024-05-1444", "ééééé"] {
            assert_eq!(Published::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn titles_and_initials_end_no_sentence() {
        let starts = |text: &str| Document::new("d", text).sentence_starts().len();
        assert_eq!(
            starts("Gen. J. Moss left for the U.S. Embassy in Vell. He came back from Peru. Dr. Roe saw him."),
            3
        );
        assert_eq!(starts("By Gen.\n\nHe came."), 2);
        assert_eq!(starts("They met.\n\nNobody spoke. “Is it so?” Ann asked."), 4);
    }

    #[test]
    fn one_text_of_two_outlets_is_two_documents() {
        let a = Document::derived_id("text", None, Some("A"));
        let b = Document::derived_id("text", None, Some("B"));
        assert_ne!(a, b);
        assert_eq!(a, Document::derived_id("text", None, Some("A")));
    }
}
