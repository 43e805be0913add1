//! From bytes to documents: formats, encodings, page debris, titles, bylines, dates, languages, fingerprints.
//!
//! ```
//! use sayso_read::{Options, Reader};
//!
//! let reader = Reader::new(Options::default());
//! let outcome = reader.read_bytes("talks.txt", b"Norland and Sudland met on Monday.\n".to_vec());
//! assert_eq!(outcome.documents[0].text, "Norland and Sudland met on Monday.");
//! assert_eq!(outcome.documents[0].id.0, "talks");
//! ```

mod dates;
mod debris;
mod decode;
mod docx;
mod draft;
mod feed;
mod fetch;
mod fingerprint;
mod format;
mod language;
mod mail;
mod page;
mod pdf;
mod pieces;
mod plain;
mod problem;
mod reader;
mod records;
mod source;
mod tally;
mod unpack;
mod warc;

pub use fingerprint::{BANDS, ROWS, SHINGLE, fingerprint, similarity};
pub use format::Format;
pub use pieces::{Piece, Pieces};
pub use problem::{At, ReadError, ReadProblem};
pub use reader::{Found, Options, ReadOutcome, Reader, inspect_line};
pub use source::{Source, expand};
pub use tally::{Damage, Passed, Tally};

/// The text of a file that is no document: unpacked and decoded, with what went wrong on the way.
pub fn text_of(bytes: Vec<u8>, limit: u64) -> (String, Option<ReadError>) {
    let (bytes, problem) = unpack::unpack(bytes, limit);
    (decode::decode(&bytes).text, problem)
}
