//! Bytes to text: byte order marks, declared encodings, and a guess where nothing is declared.

use crate::format::looks_utf16;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text and what was lost.
pub(crate) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    /// Characters that were no valid part of the encoding.
    pub replaced: usize,
}

/// Decodes `bytes`, which may be a page that declares its encoding.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    with(encoding(bytes), bytes)
}

/// Decodes a page whose server named an encoding: it counts where the page itself says nothing.
pub(crate) fn decode_sent(bytes: &[u8], charset: Option<&str>) -> Decoded {
    let named = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let head = bytes.get(..4096).unwrap_or(bytes);
    match named {
        Some(encoding) if Encoding::for_bom(bytes).is_none() && !is_plain_utf8(bytes) && declared(head).is_none() => {
            with(encoding, bytes)
        }
        _ => decode(bytes),
    }
}

/// The encoding of bytes that begin with no mark of it.
pub(crate) fn encoding(bytes: &[u8]) -> &'static Encoding {
    // What is valid UTF-8 is UTF-8, whatever a template declares.
    if is_plain_utf8(bytes) {
        return UTF_8;
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    if looks_utf16(head) {
        let little = head.iter().skip(1).step_by(2).filter(|&&byte| byte == 0).count() * 4 > head.len();
        return if little { UTF_16LE } else { UTF_16BE };
    }
    match declared(head) {
        // A text that is UTF-8 but for a few damaged characters is still UTF-8.
        Some(encoding) => encoding,
        None if mostly_utf8(bytes) => UTF_8,
        None => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes.get(..1 << 20).unwrap_or(bytes), true);
            detector.guess(None, chardetng::Utf8Detection::Allow)
        }
    }
}

/// Whether bytes are of an encoding with two bytes a character.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding != UTF_8,
        None => !is_plain_utf8(bytes) && looks_utf16(bytes.get(..4096).unwrap_or(bytes)),
    }
}

fn is_plain_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'))
}

/// Decodes bytes of a known encoding that begin with no mark of it.
pub(crate) fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let replaced = if damaged { text.chars().filter(|&c| c == '\u{fffd}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), replaced }
}

/// `charset=` of a page's `meta`, or the encoding of an XML declaration.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head.iter().map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    for mark in ["charset=", "<?xml"] {
        let Some((_, rest)) = head.split_once(mark) else { continue };
        let rest = if mark == "<?xml" { rest.split_once("encoding=").map(|(_, rest)| rest)? } else { rest };
        let label: String = rest
            .trim_start_matches(['"', '\'', ' '])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
            .collect();
        if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
            return Some(encoding);
        }
    }
    None
}

/// Whether nearly all of the bytes above ASCII form valid UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let head = bytes.get(..1 << 20).unwrap_or(bytes);
    let mut broken = 0;
    let mut valid = 0;
    for chunk in head.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > broken * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Ministers met in Łódź – “no deal”, said Müller.";

    #[test]
    fn marks_and_declarations() {
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend(TEXT.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&utf16).text, TEXT);
        let bare: Vec<u8> = "Talks failed in the capital.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bare).text, "Talks failed in the capital.");
        assert_eq!(decode(format!("\u{feff}{TEXT}").as_bytes()).text, TEXT);
        let page = b"<meta charset=windows-1252><p>\x93No deal\x94, said M\xfcller";
        assert!(decode(page).text.ends_with("“No deal”, said Müller"));
        let undeclared =
            b"The minister, M\xfcller, said \x93no deal\x94 was in sight on Monday evening in the caf\xe9.";
        assert!(decode(undeclared).text.contains("Müller, said “no deal”"));
    }

    #[test]
    fn damage_is_counted() {
        let mut bytes = TEXT.repeat(20).into_bytes();
        bytes.push(0xff);
        let decoded = decode(&bytes);
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
    }
}
