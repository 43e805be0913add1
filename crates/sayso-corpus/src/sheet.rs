//! Sheets: a document as an annotator reads it, sentence by sentence, each with its number.

use sayso_core::words::one_line;
use sayso_core::{CharSpan, CodePoints, Document};
use std::fmt::Write;

/// A document cut into numbered sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The document; its text is what every span counts in.
    pub document: Document<CharSpan>,
    /// The sentences in code points of the text, in order; number 1 is the first.
    pub sentences: Vec<CharSpan>,
}

/// Why a sheet can't be used.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// A line is no part of a sheet.
    #[error("line {line}: {message}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong, and what was expected.
        message: String,
    },
    /// The text isn't the one that the sheet was made from.
    #[error(
        "the text of {document} is not the one that the sheet was made from (SHA-256 {found}, the sheet has {expected})"
    )]
    OtherText {
        /// Id of the document.
        document: String,
        /// Hash that the sheet names.
        expected: String,
        /// Hash of the text.
        found: String,
    },
}

impl Sheet {
    /// A sheet of `document` with these sentences.
    pub fn new(document: Document<CharSpan>, sentences: Vec<CharSpan>) -> Sheet {
        Sheet { document, sentences }
    }

    /// The sheet as text: what is known of the document, then `[number start-end] words` for every sentence. White
    /// space within a sentence is folded, so that it stands on one line.
    pub fn written(&self) -> String {
        let document = &self.document;
        let mut out = format!("document {}\n", document.id);
        let published = document.published.as_ref().map(|published| published.text.as_str());
        let known = [
            ("title", document.title.as_deref()),
            ("byline", document.byline.as_deref()),
            ("publisher", document.publisher.as_deref()),
            ("published", published),
            ("url", document.url.as_deref()),
        ];
        for (name, value) in known {
            if let Some(value) = value {
                let _ = writeln!(out, "{name} {}", one_line(value));
            }
        }
        let _ = writeln!(out, "text_sha256 {}\n", document.text_sha256);
        let places = CodePoints::new(&document.text);
        for (at, sentence) in self.sentences.iter().enumerate() {
            let words = one_line(places.bytes(*sentence).of(&document.text));
            let _ = writeln!(out, "[{} {}-{}] {words}", at + 1, sentence.start, sentence.end);
        }
        out
    }

    /// Reads the sentences of a sheet made by [`Sheet::written`] for `document`. Lines that are none of a sheet's
    /// are passed over, so annotation may stand between the sentences.
    ///
    /// # Errors
    /// The sheet was made from another text, or its sentences are not in order.
    pub fn read(written: &str, document: Document<CharSpan>) -> Result<Sheet, SheetError> {
        let length = document.text.chars().count();
        let mut sentences: Vec<CharSpan> = Vec::new();
        for (at, line) in written.lines().enumerate() {
            let wrong = |message: String| SheetError::Line { line: at + 1, message };
            if let Some(expected) = line.strip_prefix("text_sha256 ") {
                let (expected, found) = (expected.trim(), document.text_sha256.as_str());
                if expected != found {
                    let document = document.id.to_string();
                    return Err(SheetError::OtherText { document, expected: expected.into(), found: found.into() });
                }
            }
            if !line.starts_with('[') {
                continue;
            }
            let (number, span) =
                sentence(line).ok_or_else(|| wrong("a sentence begins with [number start-end]".into()))?;
            if number != sentences.len() + 1 {
                return Err(wrong(format!("sentence {} was expected, here is {number}", sentences.len() + 1)));
            }
            if span.end > length || span.start >= span.end || sentences.last().is_some_and(|last| last.end > span.start)
            {
                return Err(wrong(format!("{}-{} is no stretch behind the last sentence", span.start, span.end)));
            }
            sentences.push(span);
        }
        Ok(Sheet { document, sentences })
    }
}

/// The id of the document that a sheet or an annotation is of.
pub fn document_of(written: &str) -> Option<&str> {
    written.lines().find_map(|line| line.strip_prefix("document ")).map(str::trim)
}

fn sentence(line: &str) -> Option<(usize, CharSpan)> {
    let (head, _) = line.strip_prefix('[')?.split_once(']')?;
    let (number, span) = head.split_once(' ')?;
    let (start, end) = span.split_once('-')?;
    Some((number.parse().ok()?, CharSpan { start: start.parse().ok()?, end: end.parse().ok()? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let document = Document::new("d1", "Zoë came.\nShe left.").to_output();
        Sheet::new(document, vec![CharSpan { start: 0, end: 9 }, CharSpan { start: 10, end: 19 }])
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = sheet().written();
        assert!(written.contains("[2 10-19] She left."), "{written}");
        assert_eq!(document_of(&written), Some("d1"));
        assert_eq!(Sheet::read(&written, sheet().document).ok(), Some(sheet()));
    }

    #[test]
    fn another_text_and_sentences_out_of_order_are_refused() {
        let written = sheet().written();
        let other = Document::new("d1", "Zoë went.\nShe left.").to_output();
        assert!(matches!(Sheet::read(&written, other), Err(SheetError::OtherText { .. })));
        for bad in ["[2 0-9] Zoë came.", "[1 0-900] Zoë came.", "[1 0 9] Zoë came.", "[1 5-5] "] {
            assert!(Sheet::read(bad, sheet().document).is_err(), "{bad}");
        }
    }
}
