//! XML that every reader takes: characters that XML forbids are replaced; line ends and tabs stay what they are, since
//! the writer puts references where a reader would fold them.

use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;
use std::io::{Result, Write};

/// Attributes in the order in which they are written.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A writer of elements.
pub(crate) struct Xml<W: Write> {
    out: quick_xml::Writer<W>,
}

impl<W: Write> Xml<W> {
    /// Elements each on a line of its own: for data.
    pub fn indented(out: W) -> Xml<W> {
        Xml { out: quick_xml::Writer::new_with_indent(out, b' ', 1) }
    }

    /// No white space added anywhere: for text with marks.
    pub fn plain(out: W) -> Xml<W> {
        Xml { out: quick_xml::Writer::new(out) }
    }

    /// The first line of the file.
    pub fn declaration(&mut self) -> Result<()> {
        self.out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) -> Result<()> {
        self.out.write_event(Event::Start(start(name, attributes)))
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self, name: &str) -> Result<()> {
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> Result<()> {
        self.out.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element that holds text.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> Result<()> {
        self.open(name, attributes)?;
        self.text(text)?;
        self.close(name)
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.out.write_event(Event::Text(BytesText::from_escaped(partial_escape(legal(text)))))
    }

    /// A line break between elements, where the writer adds none.
    pub fn line(&mut self) -> Result<()> {
        self.out.get_mut().write_all(b"\n")
    }

    /// What was written to.
    pub fn into_inner(self) -> W {
        self.out.into_inner()
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        element.push_attribute((*name, legal(value)));
    }
    element
}

/// Whether XML 1.0 allows a character (production 2, Char).
fn is_legal(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The text with every character that XML forbids replaced by U+FFFD, so that code points keep their number.
pub(crate) fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legal) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|character| if is_legal(character) { character } else { '\u{fffd}' }).collect())
}

/// Whether a text holds characters that XML forbids.
pub(crate) fn has_forbidden(text: &str) -> bool {
    !text.chars().all(is_legal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::Reader;

    fn read_back(xml: &str) -> (String, String) {
        let mut reader = Reader::from_str(xml);
        let (mut text, mut attribute) = (String::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    let value = start.try_get_attribute("v").unwrap().unwrap();
                    attribute = quick_xml::escape::unescape(&value.value).unwrap().into();
                }
                Event::Text(part) => text += &part,
                Event::GeneralRef(part) => {
                    text += &quick_xml::escape::unescape(&format!("&{};", &*part)).unwrap();
                }
                Event::Eof => return (text, attribute),
                _ => {}
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_with_as_many_characters(text in any::<String>()) {
            let mut xml = Xml::plain(Vec::new());
            xml.leaf("a", &[("v", &text)], &text).unwrap();
            let bytes = xml.into_inner();
            let (content, attribute) = read_back(std::str::from_utf8(&bytes).unwrap());
            let legal = legal(&text).into_owned();
            prop_assert_eq!(&content, &legal);
            prop_assert_eq!(&attribute, &legal);
            prop_assert_eq!(legal.chars().count(), text.chars().count());
        }
    }

    #[test]
    fn forbidden_characters_are_replaced_one_by_one() {
        assert_eq!(legal("a\u{0}b\u{b}\u{ffff}c"), "a\u{fffd}b\u{fffd}\u{fffd}c");
        assert!(has_forbidden("\u{1b}") && !has_forbidden("a\t\r\n\u{1F600}\u{202e}"));
    }
}
