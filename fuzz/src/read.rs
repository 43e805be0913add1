//! Documents of every format: no panic, every span inside its text, an id for everything.

use crate::text as text_of;
use sayso_read::{BANDS, Options, ReadError, ReadOutcome, Reader};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// Reads bytes under a name, with a limit of 4 MiB, and looks at what came.
fn read(name: &str, bytes: Vec<u8>) -> ReadOutcome {
    let outcome = Reader::new(Options { max_bytes: 1 << 22, ..Options::default() }).read_bytes(name, bytes);
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
    for name in ["-", "a.csv", "a.eml", "a.jsonl"] {
        read(name, data.to_vec());
    }
}

/// What stands in the article element of a page, and a whole page.
pub fn page(data: &[u8]) {
    let data = text_of(data);
    read("page.html", format!("<!DOCTYPE html><html><body><article>{data}").into_bytes());
    read("page.html", format!("<html>{data}").into_bytes());
}

/// Plain text in a narrow and in a wide encoding.
pub fn text(data: &[u8]) {
    read("a.txt", data.to_vec());
    let wide: Vec<u8> = data.iter().flat_map(|&byte| [byte, 0]).collect();
    read("a.txt", [vec![0xff, 0xfe], wide].concat());
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
    read("a.csv", data.as_bytes().to_vec());
    read("a.csv", format!("id,text,published,url\n{data}").into_bytes());
    read("a.tsv", format!("id\ttext\ttitle\n{data}").into_bytes());
}

/// RSS, Atom and JSON feeds.
pub fn feed(data: &[u8]) {
    let data = text_of(data);
    read("a.xml", format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>{data}").into_bytes());
    read("a.xml", format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{data}").into_bytes());
    let json = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{data}]}}");
    read("a.json", json.into_bytes());
}

/// Mails: any header, and any body behind a sound header.
pub fn mail(data: &[u8]) {
    read("a.eml", [b"From: a@example.org\r\n".as_slice(), data].concat());
    let header = b"From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
    read("a.eml", [header.as_slice(), data].concat());
}

/// Word-processor documents: any archive, and any document in a sound archive.
pub fn docx(data: &[u8]) {
    read("a.docx", [b"PK\x03\x04".as_slice(), data].concat());
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
    read("a.txt.gz", [b"\x1f\x8b".as_slice(), data].concat());
    read("a.txt.zst", [b"\x28\xb5\x2f\xfd".as_slice(), data].concat());
    read("a.txt.gz", gzip(data));
    read("a.txt.zst", zstd(data));
}

/// Web archives: any bytes, any content of a sound record, and a packed member of each.
pub fn warc(data: &[u8]) {
    read("a.warc", data.to_vec());
    read("a.warc.gz", gzip(data));
    let page = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n".as_slice(), data].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 1960-05-05T00:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        page.len()
    );
    read("a.warc", [head.as_bytes(), &page, b"\r\n\r\n"].concat());
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
