//! Opens `.gz` and `.zst` files, with a limit against files made to fill the memory.

use crate::problem::ReadError;
use std::io::Read;

/// Archives in archives are opened this often.
const LAYERS: usize = 3;

/// The content of `bytes`, unpacked where they are compressed, and what went wrong on the way.
pub(crate) fn unpack(mut bytes: Vec<u8>, limit: u64) -> (Vec<u8>, Option<ReadError>) {
    for _ in 0..LAYERS {
        let (out, problem) = if bytes.starts_with(&[0x1f, 0x8b]) {
            all(flate2::read::MultiGzDecoder::new(bytes.as_slice()), "gzip", limit)
        } else if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            zstd(&bytes, limit)
        } else {
            return (bytes, None);
        };
        if problem.is_some() {
            return (out, problem);
        }
        bytes = out;
    }
    (bytes, None)
}

/// All frames of a zstd file, one after the other.
fn zstd(bytes: &[u8], limit: u64) -> (Vec<u8>, Option<ReadError>) {
    let mut rest = bytes;
    let mut out = Vec::new();
    while rest.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let before = rest.len();
        let decoder = match ruzstd::decoding::StreamingDecoder::new(&mut rest) {
            Ok(decoder) => decoder,
            Err(error) => return (out, Some(ReadError::BrokenArchive { format: "zstd", detail: error.to_string() })),
        };
        let left = limit.saturating_sub(out.len() as u64);
        let (frame, problem) = all(decoder, "zstd", left);
        out.extend(frame);
        if let Some(problem) = problem {
            let problem =
                if matches!(problem, ReadError::TooLarge { .. }) { ReadError::TooLarge { limit } } else { problem };
            return (out, Some(problem));
        }
        if rest.len() == before {
            break;
        }
    }
    (out, None)
}

fn all(decoder: impl Read, format: &'static str, limit: u64) -> (Vec<u8>, Option<ReadError>) {
    let mut out = Vec::new();
    let result = decoder.take(limit.saturating_add(1)).read_to_end(&mut out);
    if out.len() as u64 > limit {
        out.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        return (out, Some(ReadError::TooLarge { limit }));
    }
    let problem = result.err().map(|error| ReadError::BrokenArchive { format, detail: error.to_string() });
    (out, problem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory")
    }

    fn zst(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn layers_are_opened() {
        assert_eq!(unpack(gz(&gz(b"text")), 100).0, b"text");
        let two = [zst(b"one "), zst(b"two")].concat();
        assert_eq!(unpack(two, 100).0, b"one two");
        assert_eq!(unpack(b"text".to_vec(), 2).0, b"text");
    }

    #[test]
    fn a_bomb_is_stopped() {
        let (out, problem) = unpack(gz(&vec![b'a'; 1 << 20]), 1000);
        assert_eq!(out.len(), 1000);
        assert!(matches!(problem, Some(ReadError::TooLarge { limit: 1000 })));
        let (out, problem) = unpack(zst(&vec![b'a'; 1 << 20]), 1000);
        assert_eq!(out.len(), 1000);
        assert!(matches!(problem, Some(ReadError::TooLarge { limit: 1000 })));
    }

    #[test]
    fn a_torn_file_gives_what_it_has() {
        let whole = gz("Talks failed. ".repeat(5000).as_bytes());
        let (out, problem) = unpack(whole.get(..whole.len() - 12).unwrap_or_default().to_vec(), 1 << 20);
        assert!(!out.is_empty());
        assert!(matches!(problem, Some(ReadError::BrokenArchive { format: "gzip", .. })));
        assert!(matches!(unpack(vec![0x28, 0xb5, 0x2f, 0xfd, 9, 9], 100).1, Some(ReadError::BrokenArchive { .. })));
    }
}
