//! The head of a record: a version line and named fields.

use std::str;

/// Longest head of a record, in bytes; a longer one is none.
pub(crate) const LONGEST: usize = 64 << 10;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An answer of a web server, with its HTTP head.
    Response,
    /// A file as it was stored, or a text made of a page.
    Resource,
    /// What holds no text of its own: requests, notes of the crawler, copies of earlier answers.
    Other,
}

/// The fields of a record that are needed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub kind: Kind,
    /// Bytes of the record behind its head, as it says itself; nothing where it says none, or nonsense.
    pub length: Option<u64>,
    /// The address that was asked for.
    pub address: Option<String>,
    /// The content type of the record's body.
    pub content_type: String,
}

/// Whether a record begins with these bytes.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/0.") || bytes.starts_with(b"WARC/1.")
}

/// Reads a head. What is no field is passed over: no line of it matters for the others.
pub(crate) fn parse(bytes: &[u8]) -> Head {
    let mut head = Head { kind: Kind::Other, length: None, address: None, content_type: String::new() };
    for line in bytes.split(|&byte| byte == b'\n').skip(1) {
        let Some(colon) = memchr::memchr(b':', line) else { continue };
        let (name, value) = line.split_at(colon);
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        let text = || String::from_utf8_lossy(value).into_owned();
        match name.trim_ascii().to_ascii_lowercase().as_slice() {
            b"warc-type" => {
                head.kind = match value.to_ascii_lowercase().as_slice() {
                    b"response" => Kind::Response,
                    b"resource" | b"conversion" => Kind::Resource,
                    _ => Kind::Other,
                };
            }
            b"content-length" => head.length = str::from_utf8(value).ok().and_then(|digits| digits.parse().ok()),
            // Some write it in the angle brackets of its grammar.
            b"warc-target-uri" => head.address = Some(text().trim_matches(['<', '>']).to_string()),
            b"content-type" => head.content_type = text().to_ascii_lowercase(),
            _ => {}
        }
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_and_nonsense_passed_over() {
        let bytes = b"WARC/1.0\r\nWARC-Type: Response\r\nno field\r\nwarc-target-uri: <https://courier.example/1>\r\nContent-Length: 12\r\nContent-Type: application/http; msgtype=response\r\n\r\n";
        let head = parse(bytes);
        assert_eq!((head.kind, head.length), (Kind::Response, Some(12)));
        assert_eq!(head.address.as_deref(), Some("https://courier.example/1"));
        for length in ["-5", "12x", "", "99999999999999999999999"] {
            assert_eq!(parse(format!("WARC/1.0\nContent-Length: {length}\n\n").as_bytes()).length, None, "{length}");
        }
    }
}
