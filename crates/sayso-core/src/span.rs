//! Places in a text: bytes inside the program, code points at its borders.

use serde::{Deserialize, Serialize};

/// A stretch `[start, end)` of a document's text in UTF-8 bytes, always on character borders.
///
/// Inside the program every place in a text is a `Span`. It is deliberately not serialisable: what leaves the
/// program counts code points ([`CharSpan`]), and [`CodePoints`] is the one place that converts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an end before the start gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether both share at least one byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(&self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What stands there in `text`; empty where the span does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The span without white space at its ends.
    pub fn trimmed(&self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Span::new(start, start + inside.trim().len())
    }
}

/// A stretch `[start, end)` of a document's text in Unicode code points: the form of every output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
pub struct CharSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl CharSpan {
    /// Where the span stands in the stretch `outer`, which is taken to begin at 0; what lies outside is cut off.
    pub fn within(self, outer: CharSpan) -> CharSpan {
        let place = |at: usize| at.clamp(outer.start, outer.end.max(outer.start)) - outer.start;
        CharSpan { start: place(self.start), end: place(self.end) }
    }
}

impl From<[usize; 2]> for CharSpan {
    fn from([start, end]: [usize; 2]) -> Self {
        CharSpan { start, end }
    }
}

impl From<CharSpan> for [usize; 2] {
    fn from(span: CharSpan) -> Self {
        [span.start, span.end]
    }
}

/// Converts between bytes and code points of one text.
///
/// Texts of ASCII alone need no table; others keep one entry for every 64 code points.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Byte offset of every `STEP`th code point; empty where the text is ASCII.
    marks: Vec<usize>,
}

const STEP: usize = 64;

impl<'t> CodePoints<'t> {
    /// Prepares the conversion for `text`.
    pub fn new(text: &'t str) -> Self {
        let marks =
            if text.is_ascii() { Vec::new() } else { text.char_indices().step_by(STEP).map(|(at, _)| at).collect() };
        CodePoints { text, marks }
    }

    /// How many code points stand before byte `at`; a byte inside a character counts as its start.
    pub fn to_chars(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if self.marks.is_empty() {
            return at;
        }
        let block = self.marks.partition_point(|&mark| mark <= at).saturating_sub(1);
        let from = self.marks.get(block).copied().unwrap_or(0);
        let rest = self.text[from..].char_indices().take_while(|(offset, _)| from + offset < at).count();
        block * STEP + rest
    }

    /// The byte at which code point `at` starts, or the length of the text past its end.
    pub fn to_bytes(&self, at: usize) -> usize {
        if self.marks.is_empty() {
            return at.min(self.text.len());
        }
        let block = (at / STEP).min(self.marks.len() - 1);
        let from = self.marks[block];
        self.text[from..].char_indices().nth(at - block * STEP).map_or(self.text.len(), |(offset, _)| from + offset)
    }

    /// A span in code points.
    pub fn chars(&self, span: Span) -> CharSpan {
        CharSpan { start: self.to_chars(span.start), end: self.to_chars(span.end) }
    }

    /// A span in bytes.
    pub fn bytes(&self, span: CharSpan) -> Span {
        Span::new(self.to_bytes(span.start), self.to_bytes(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn conversion_goes_there_and_back(text in "\\PC{0,300}") {
            let points = CodePoints::new(&text);
            for (chars, (bytes, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.to_chars(bytes), chars);
                prop_assert_eq!(points.to_bytes(chars), bytes);
            }
            prop_assert_eq!(points.to_chars(text.len()), text.chars().count());
            prop_assert_eq!(points.to_bytes(text.chars().count() + 5), text.len());
        }

        #[test]
        fn trimming_keeps_the_words(text in "[ \\na-zé]{0,40}") {
            let trimmed = Span::new(0, text.len()).trimmed(&text);
            prop_assert_eq!(trimmed.of(&text), text.trim());
        }
    }

    #[test]
    fn a_span_is_found_within_another() {
        let span = |start, end| CharSpan { start, end };
        assert_eq!(span(7, 9).within(span(5, 20)), span(2, 4));
        assert_eq!(span(3, 30).within(span(5, 20)), span(0, 15));
    }

    #[test]
    fn a_span_that_does_not_fit_gives_nothing() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(0, 9).of("é"), "");
    }
}
