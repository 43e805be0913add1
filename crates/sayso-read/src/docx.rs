//! DOCX: the paragraphs of a word-processor document.

use crate::draft::{Draft, Drafts, filled};
use crate::problem::ReadError;
use crate::{dates, plain};
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most bytes that a part of the file is unpacked to.
const LIMIT: u64 = 64 << 20;

/// Reads a DOCX file.
pub(crate) fn read(bytes: &[u8]) -> Drafts {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return Drafts::failed(ReadError::BadDocx(error.to_string())),
    };
    let Ok(body) = part(&mut archive, "word/document.xml") else {
        return Drafts::failed(ReadError::NotText("a ZIP archive without a word-processor document"));
    };
    let is_cut = body.len() as u64 >= LIMIT;
    let paragraphs = match paragraphs(&body) {
        Ok(paragraphs) => paragraphs,
        Err(error) => return Drafts::failed(ReadError::BadDocx(error.to_string())),
    };
    let mut draft = plain::paragraphs(paragraphs);
    if draft.text.is_empty() {
        return Drafts::failed(ReadError::Empty);
    }
    if let Ok(properties) = part(&mut archive, "docProps/core.xml") {
        fill(&mut draft, &properties);
    }
    let mut drafts = Drafts::one(draft);
    if is_cut {
        drafts.problems.push((None, ReadError::TooLarge { limit: LIMIT }));
    }
    drafts
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, String> {
    let file = archive.by_name(name).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(LIMIT).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// The text of every `w:p`, without deleted text, field codes and alternatives for old programs.
fn paragraphs(xml: &str) -> Result<Vec<String>, quick_xml::Error> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut paragraphs = Vec::new();
    let mut text = String::new();
    let (mut in_text, mut skipped) = (false, 0usize);
    loop {
        match reader.read_event()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "del" | "instrText" | "Fallback" | "delText" => skipped += 1,
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" | "br" | "cr" => text.push(' '),
                "noBreakHyphen" => text.push('-'),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "del" | "instrText" | "Fallback" | "delText" => skipped = skipped.saturating_sub(1),
                "p" => paragraphs.push(std::mem::take(&mut text)),
                "tc" => text.push(' '),
                _ => {}
            },
            Event::Text(piece) if in_text && skipped == 0 => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(entity) if in_text && skipped == 0 => {
                if let Ok(Some(c)) = entity.resolve_char_ref() {
                    text.push(c);
                } else {
                    text.push_str(match entity.xml10_content().as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        _ => "",
                    });
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    paragraphs.push(text);
    Ok(paragraphs)
}

/// Title, author and date from the file's properties, where the text gave none.
fn fill(draft: &mut Draft, xml: &str) {
    let value = |name: &str| {
        let (_, rest) = xml.split_once(&format!("<{name}"))?;
        let (_, rest) = rest.split_once('>')?;
        let (value, _) = rest.split_once("</")?;
        filled(value)
    };
    draft.title = draft.title.take().or_else(|| value("dc:title"));
    draft.byline = draft.byline.take().or_else(|| value("dc:creator"));
    draft.published = draft.published.take().or_else(|| value("dcterms:created").and_then(|date| dates::parse(&date)));
}
