//! Documents of every format: no panic, every span inside its text, an id for everything.
//!
//! Where a format has several ways in, the number of bytes picks one, so that an input costs one reading.

use crate::text as text_of;
use sayso_read::{BANDS, Options, ReadError, ReadOutcome, Reader};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// Reads bytes under a name and looks at what came. The language is given: guessing it takes as long as all the rest.
fn read(name: &str, bytes: Vec<u8>) -> ReadOutcome {
    read_in(Some("en"), name, bytes)
}

/// With a limit of 4 MiB.
fn read_in(language: Option<&str>, name: &str, bytes: Vec<u8>) -> ReadOutcome {
    let options = Options { max_bytes: 1 << 22, language: language.map(String::from), ..Options::default() };
    let outcome = Reader::new(options).read_bytes(name, bytes);
    for problem in &outcome.problems {
        assert!(!matches!(problem.error, ReadError::Internal(_)), "{problem}");
    }
    for document in &outcome.documents {
        assert!(!document.id.0.is_empty(), "a document without an id");
        for caption in &document.captions {
            assert!(document.text.get(caption.start..caption.end).is_some(), "a caption outside the text");
        }
    }
    outcome
}

/// Any bytes under any name: the content decides what they are.
pub fn bytes(data: &[u8]) {
    let name = ["-", "a.csv", "a.eml", "a.jsonl"][data.len() % 4];
    read_in(None, name, data.to_vec());
}

/// What stands in the article element of a page, and a whole page.
pub fn page(data: &[u8]) {
    let data = text_of(data);
    let start = if data.len().is_multiple_of(2) { "<!DOCTYPE html><html><body><article>" } else { "<html>" };
    read("page.html", format!("{start}{data}").into_bytes());
}

/// Plain text in a narrow and in a wide encoding.
pub fn text(data: &[u8]) {
    let wide = || [vec![0xff, 0xfe], data.iter().flat_map(|&byte| [byte, 0]).collect()].concat();
    read("a.txt", if data.len().is_multiple_of(2) { data.to_vec() } else { wide() });
}

/// JSON lines and arrays: the text of a record is kept character for character.
pub fn json(data: &[u8]) {
    let data = text_of(data);
    read("a.jsonl", data.as_bytes().to_vec());
    let record = serde_json::json!({"id": "1", "text": data});
    let outcome = read("a.jsonl", record.to_string().into_bytes());
    if let Some(document) = outcome.documents.first() {
        assert_eq!(document.text, data);
    }
}

/// Tables with commas, semicolons or tabs.
pub fn table(data: &[u8]) {
    let data = text_of(data);
    let (name, header) =
        [("a.csv", ""), ("a.csv", "id,text,published,url\n"), ("a.tsv", "id\ttext\ttitle\n")][data.len() % 3];
    read(name, format!("{header}{data}").into_bytes());
}

/// RSS, Atom and JSON feeds.
pub fn feed(data: &[u8]) {
    let data = text_of(data);
    let bytes = match data.len() % 3 {
        0 => format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>{data}"),
        1 => format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{data}"),
        _ => format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{data}]}}"),
    };
    read("a.xml", bytes.into_bytes());
}

/// Mails: any header, and any body behind a sound header.
pub fn mail(data: &[u8]) {
    let header = b"From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
    let start = if data.len().is_multiple_of(2) { b"From: a@example.org\r\n".as_slice() } else { header };
    read("a.eml", [start, data].concat());
}

/// Word-processor documents: any archive, and any document in a sound archive.
pub fn docx(data: &[u8]) {
    if data.len().is_multiple_of(2) {
        read("a.docx", [b"PK\x03\x04".as_slice(), data].concat());
        return;
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["word/document.xml", "docProps/core.xml"] {
        archive.start_file(name, SimpleFileOptions::default()).expect("memory");
        archive.write_all(data).expect("memory");
    }
    read("a.docx", archive.finish().expect("memory").into_inner());
}

/// PDF. The library panics on much that is damaged, which the reader catches.
pub fn pdf(data: &[u8]) {
    read("a.pdf", [b"%PDF-1.4\n".as_slice(), data].concat());
}

/// `.gz` and `.zst`: damaged archives, and sound ones round any content.
pub fn packed(data: &[u8]) {
    let bytes = match data.len() % 4 {
        0 => [b"\x1f\x8b".as_slice(), data].concat(),
        1 => [b"\x28\xb5\x2f\xfd".as_slice(), data].concat(),
        2 => gzip(data),
        _ => zstd(data),
    };
    read("a", bytes);
}

/// Web archives: any bytes, any content of a sound record, and a packed member of each.
pub fn warc(data: &[u8]) {
    let (name, bytes) = match data.len() % 3 {
        0 => ("a.warc", data.to_vec()),
        1 => ("a.warc.gz", gzip(data)),
        _ => ("a.warc", record(data)),
    };
    read(name, bytes);
}

/// A sound record round the headers and the body of an answer.
fn record(data: &[u8]) -> Vec<u8> {
    let answer = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n".as_slice(), data].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 1960-05-05T00:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    );
    [head.as_bytes(), &answer, b"\r\n\r\n"].concat()
}

/// Fingerprints of any text: all keys or none, the same twice, whatever stands at its ends.
pub fn fingerprint(data: &[u8]) {
    let data = text_of(data);
    let keys = sayso_read::fingerprint(data);
    assert!(keys.is_empty() || keys.len() == BANDS);
    assert_eq!(keys, sayso_read::fingerprint(&format!(" {data}…")));
}

/// A gzip member that holds the bytes as they are: compressing them would take longer than reading them.
fn gzip(data: &[u8]) -> Vec<u8> {
    let data = &data[..data.len().min(0xffff)];
    let length = u16::try_from(data.len()).unwrap_or(u16::MAX);
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(data);
    bytes.extend(crc32fast::hash(data).to_le_bytes());
    bytes.extend(u32::from(length).to_le_bytes());
    bytes
}

/// A Zstandard frame that holds the bytes as they are.
fn zstd(data: &[u8]) -> Vec<u8> {
    let data = &data[..data.len().min(0xffff)];
    let length = u32::try_from(data.len()).unwrap_or(0);
    let mut bytes = vec![0x28, 0xb5, 0x2f, 0xfd, 0xa0];
    bytes.extend(length.to_le_bytes());
    bytes.extend(&(length << 3 | 1).to_le_bytes()[..3]);
    bytes.extend(data);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_here_is_unpacked_there() {
        let text = "Talks failed on Monday.";
        for (name, bytes) in [("a.txt.gz", gzip(text.as_bytes())), ("a.txt.zst", zstd(text.as_bytes()))] {
            let outcome = read(name, bytes);
            assert_eq!(outcome.documents.first().map(|document| document.text.as_str()), Some(text), "{name}");
        }
    }
}
