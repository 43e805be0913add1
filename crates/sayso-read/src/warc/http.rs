//! The answer of a web server as an archive keeps it: status and fields, the body as it was sent.

use crate::unpack;
use std::io::{Cursor, Read};

/// Most fields that the head of an answer may have.
const FIELDS: usize = 256;

/// What an answer says of its body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    pub status: u16,
    /// Type and subtype, in lower case, without parameters.
    pub media_type: String,
    /// The encoding of its text.
    pub charset: Option<String>,
    chunked: bool,
    codings: Vec<String>,
    /// Where the body begins.
    pub body: usize,
}

/// Reads the head of an answer; nothing where there is none.
pub(crate) fn parse(bytes: &[u8]) -> Option<Answer> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let mut config = httparse::ParserConfig::default();
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    let Ok(httparse::Status::Complete(body)) = config.parse_response(&mut response, bytes) else { return None };
    let mut answer = Answer { status: response.code?, body, ..Answer::default() };
    for field in response.headers.iter() {
        let value = String::from_utf8_lossy(field.value).to_ascii_lowercase();
        match field.name.to_ascii_lowercase().as_str() {
            "content-type" => (answer.media_type, answer.charset) = media_type(&value),
            "transfer-encoding" => answer.chunked = value.contains("chunked"),
            "content-encoding" => {
                answer.codings = value.split(',').map(|coding| coding.trim().to_string()).collect();
            }
            _ => {}
        }
    }
    Some(answer)
}

/// The type of a content type, and the encoding that it names.
pub(crate) fn media_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, label) = part.split_once('=')?;
        let label = label.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !label.is_empty()).then(|| label.to_string())
    });
    (kind, charset)
}

impl Answer {
    /// The body without what was done to it on the way; `limit` bounds what it unpacks to. Archives often keep the
    /// fields of what they have undone already: what is not as it says is taken as it is.
    pub(crate) fn content(&self, body: Vec<u8>, limit: u64) -> Vec<u8> {
        let mut body = if self.chunked { unchunked(&body).unwrap_or(body) } else { body };
        for coding in self.codings.iter().rev() {
            let unpacked = match coding.as_str() {
                "gzip" | "x-gzip" | "zstd" => Some(unpack::unpack(body.clone(), limit).0),
                "deflate" => inflated(&body, limit),
                _ => None,
            };
            body = unpacked.filter(|unpacked| !unpacked.is_empty()).unwrap_or(body);
        }
        body
    }
}

/// `deflate` is meant to be a zlib stream; some servers send the bare one.
fn inflated(body: &[u8], limit: u64) -> Option<Vec<u8>> {
    let all = |reader: &mut dyn Read| {
        let mut out = Vec::new();
        let result = reader.take(limit).read_to_end(&mut out);
        (!out.is_empty() && result.is_ok()).then_some(out)
    };
    all(&mut flate2::read::ZlibDecoder::new(Cursor::new(body)))
        .or_else(|| all(&mut flate2::read::DeflateDecoder::new(Cursor::new(body))))
}

/// The body that was sent in chunks, as far as the chunks are whole; nothing where it does not look like chunks.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete((_, 0))) => return Some(out),
            Ok(httparse::Status::Complete((head, size))) => {
                rest = rest.get(head..)?;
                let size = usize::try_from(size).unwrap_or(usize::MAX);
                let Some(chunk) = rest.get(..size) else {
                    // The last chunk was torn.
                    out.extend_from_slice(rest);
                    return Some(out);
                };
                out.extend_from_slice(chunk);
                rest = rest.get(size..)?;
                rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
            }
            _ => return (!out.is_empty()).then_some(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn answer(fields: &str) -> Answer {
        parse(format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").as_bytes()).expect("an answer")
    }

    #[test]
    fn heads_of_careless_servers_are_read() {
        let found = answer("Content-Type: Text/HTML; Charset=\"windows-1251\"\r\nbad header\r\nServer : x");
        assert_eq!((found.status, found.media_type.as_str()), (200, "text/html"));
        assert_eq!(found.charset.as_deref(), Some("windows-1251"));
        assert!(parse(b"<html>no head").is_none());
        assert!(parse(b"HTTP/1.1 200 OK\r\nContent-Type: text/html").is_none());
    }

    #[test]
    fn what_was_done_on_the_way_is_undone() {
        let text = "Talks in Norland failed. ".repeat(20).into_bytes();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(&text).expect("memory");
        let gzip = gzip.finish().expect("memory");
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(&text).expect("memory");
        let zlib = zlib.finish().expect("memory");
        let chunked = |bytes: &[u8]| {
            let mut out: Vec<u8> =
                bytes.chunks(50).flat_map(|c| [format!("{:x}\r\n", c.len()).as_bytes(), c, b"\r\n"].concat()).collect();
            out.extend(b"0\r\n\r\n");
            out
        };
        let content = |fields: &str, body: &[u8]| answer(fields).content(body.to_vec(), 1 << 20);
        assert_eq!(content("Content-Encoding: gzip", &gzip), text);
        assert_eq!(content("Content-Encoding: deflate", &zlib), text);
        assert_eq!(content("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", &chunked(&gzip)), text);
        // Undone already, with the fields kept.
        assert_eq!(content("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", &text), text);
        let torn = chunked(&text);
        let torn = content("Transfer-Encoding: chunked", torn.get(..torn.len() - 80).unwrap_or_default());
        assert!(text.starts_with(&torn) && torn.len() > 300);
        // A bomb ends at the limit.
        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        bomb.write_all(&vec![0; 4 << 20]).expect("memory");
        assert_eq!(content("Content-Encoding: gzip", &bomb.finish().expect("memory")).len(), 1 << 20);
    }
}
