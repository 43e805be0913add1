//! The pieces of an input, one by one, without holding it whole: a line, a record, or a file that is one report.
//!
//! Cutting is cheap and done in order; what is expensive is left to [`Reader::open`](crate::Reader::open), which is a
//! function of the piece alone and can be done on any thread.

mod array;
mod head;
mod lines;
mod table;

use crate::format::{self, Format};
use crate::problem::{At, ReadError};
use crate::reader::Options;
use crate::unpack::{self, Bytes};
use crate::warc::{self, Archive, WebPage};
use crate::{decode, records};
use head::Headed;
use std::io::{self, BufRead};
use std::sync::Arc;

pub(crate) use table::Row;

/// Where pieces come from.
#[derive(Debug)]
pub(crate) struct Origin {
    /// A file name, an address or `-`, as problems and ids use it.
    pub name: String,
    /// The web address, where it is one.
    pub address: Option<String>,
}

/// A part of an input that becomes documents by itself.
#[derive(Debug)]
pub struct Piece {
    pub(crate) origin: Arc<Origin>,
    pub(crate) at: Option<At>,
    pub(crate) content: Content,
}

impl Piece {
    /// The bytes it holds.
    pub fn weight(&self) -> usize {
        match &self.content {
            Content::Whole(bytes) => bytes.len(),
            Content::Json(record) => record.bytes.len(),
            Content::Row(row) => row.weight(),
            Content::WebPage(page) => page.body.len(),
            Content::PassedOver(_) | Content::Problem(_) | Content::End => 0,
        }
    }
}

/// What a piece holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// A file that is one report, or a feed.
    Whole(Vec<u8>),
    /// A JSON value that should be a document.
    Json(Record),
    /// A row of a table.
    Row(Row),
    /// A record of a web archive.
    WebPage(WebPage),
    /// Records that hold nothing to read.
    PassedOver(usize),
    /// What can't be read.
    Problem(ReadError),
    /// The input ends.
    End,
}

/// Bytes of a record, and where among the unpacked bytes of the input they begin.
#[derive(Debug)]
pub(crate) struct Record {
    pub bytes: Vec<u8>,
    pub begins: u64,
}

/// A piece without its origin.
pub(crate) type Cut = (Option<At>, Content);

/// Something that cuts an input into pieces.
pub(crate) trait Cutter: Send {
    /// The next piece; nothing at the end.
    fn cut(&mut self) -> Option<Cut>;
}

/// How an input is opened: once its first piece is asked for.
type Open = Box<dyn FnOnce() -> Result<Box<dyn Bytes>, ReadError> + Send>;

/// The pieces of one input, in order. The last one says that the input has ended.
pub struct Pieces {
    origin: Arc<Origin>,
    limits: Options,
    state: State,
}

enum State {
    Closed(Open),
    Cutting(Box<dyn Cutter>),
    Ended,
}

impl Pieces {
    pub(crate) fn new(origin: Origin, limits: Options, open: Open) -> Pieces {
        Pieces { origin: Arc::new(origin), limits, state: State::Closed(open) }
    }

    fn cut(&mut self) -> Option<Cut> {
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Ended) {
                State::Closed(open) => State::Cutting(match open() {
                    Ok(bytes) => cutter(&self.origin.name, bytes, &self.limits),
                    Err(error) => Box::new(One(Some(Content::Problem(error)))),
                }),
                State::Cutting(mut cutter) => {
                    let cut = cutter.cut();
                    if cut.is_some() {
                        self.state = State::Cutting(cutter);
                    }
                    return cut.or(Some((None, Content::End)));
                }
                State::Ended => return None,
            };
        }
    }
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        // Libraries for damaged archives may panic; one file must not end the batch.
        let cut = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.cut()));
        let (at, content) = cut.unwrap_or_else(|cause| {
            self.state = State::Cutting(Box::new(One(None)));
            Some((None, Content::Problem(ReadError::of_panic(&*cause))))
        })?;
        Some(Piece { origin: self.origin.clone(), at, content })
    }
}

/// A single piece.
struct One(Option<Content>);

impl Cutter for One {
    fn cut(&mut self) -> Option<Cut> {
        self.0.take().map(|content| (None, content))
    }
}

/// What cuts this input, told by its first bytes.
fn cutter(name: &str, mut bytes: Box<dyn Bytes>, limits: &Options) -> Box<dyn Cutter> {
    if bytes.fill_buf().is_ok_and(warc::begins) {
        return Box::new(Archive::new(bytes, limits));
    }
    let input = Headed::new(bytes);
    let head = input.head();
    match format::of_bytes(head) {
        Some(Ok(_)) => return Box::new(Whole::new(input, limits.max_bytes)),
        // The head tells it; there is no need to read the rest.
        Some(Err(_)) => return Box::new(One(Some(Content::Whole(head.to_vec())))),
        None => {}
    }
    let text = decode::decode(head).text;
    let format = format::of_text(name, &text);
    if !matches!(format, Format::Json | Format::Csv) {
        return Box::new(Whole::new(input, limits.longest_text()));
    }
    if decode::is_utf16(head) {
        return utf16(input, format, limits);
    }
    records_of(input, format, &text, limits)
}

/// Cuts records; `head` is how they begin.
fn records_of(input: Headed, format: Format, head: &str, limits: &Options) -> Box<dyn Cutter> {
    if format == Format::Csv {
        return Box::new(table::Table::new(input, head, limits));
    }
    match records::shape(head) {
        records::Shape::Array => Box::new(array::Array::new(input, limits)),
        records::Shape::Lines => Box::new(lines::Lines::new(input, limits)),
        records::Shape::Object => Box::new(Whole::new(input, limits.longest_text())),
    }
}

/// Two bytes a character can't be cut at line ends: the input is decoded first. Nobody writes large files so.
fn utf16(mut input: Headed, format: Format, limits: &Options) -> Box<dyn Cutter> {
    let (bytes, problem) = input.all(limits.max_bytes);
    let decoded = decode::decode(&bytes);
    let damage = (decoded.replaced > 0)
        .then_some(ReadError::DamagedCharacters { count: decoded.replaced, encoding: decoded.encoding });
    let text = Headed::of_text(decoded.text);
    let head = String::from_utf8_lossy(text.head()).into_owned();
    let problems = [damage, problem].into_iter().flatten().collect();
    Box::new(Then { first: records_of(text, format, &head, limits), problems })
}

/// Pieces, and then what went wrong before they were cut.
struct Then {
    first: Box<dyn Cutter>,
    problems: Vec<ReadError>,
}

impl Cutter for Then {
    fn cut(&mut self) -> Option<Cut> {
        let cut = self.first.cut();
        cut.or_else(|| (!self.problems.is_empty()).then(|| (None, Content::Problem(self.problems.remove(0)))))
    }
}

/// The whole input as one piece.
struct Whole {
    input: Option<Headed>,
    problem: Option<ReadError>,
    limit: u64,
}

impl Whole {
    fn new(input: Headed, limit: u64) -> Whole {
        Whole { input: Some(input), problem: None, limit }
    }
}

impl Cutter for Whole {
    fn cut(&mut self) -> Option<Cut> {
        if let Some(mut input) = self.input.take() {
            let (bytes, problem) = input.all(self.limit);
            self.problem = match problem {
                // Of one document the beginning is something.
                Some(ReadError::TooLarge { limit }) if !bytes.is_empty() => Some(ReadError::OnlyBeginning { limit }),
                problem => problem,
            };
            if !bytes.is_empty() || self.problem.is_none() {
                return Some((None, Content::Whole(bytes)));
            }
        }
        self.problem.take().map(|error| (None, Content::Problem(error)))
    }
}

/// How a record ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// Nothing was left.
    Nothing,
    /// It was taken whole.
    Whole,
    /// It was longer than the limit and passed over.
    TooLong,
    /// So much was passed over that the input can hold no record any more.
    Endless,
}

/// Reads into `out` until `ends` finds the end of the record (the number of bytes up to and with it), with the limits
/// on the record. What is too long is passed over.
pub(crate) fn take_record(
    input: &mut dyn BufRead,
    out: &mut Vec<u8>,
    limits: &Options,
    mut ends: impl FnMut(&[u8]) -> Option<usize>,
) -> io::Result<(Length, u64)> {
    out.clear();
    let (mut passed, mut too_long) = (0u64, false);
    loop {
        let bytes = input.fill_buf()?;
        if bytes.is_empty() {
            let length = if too_long {
                Length::TooLong
            } else if passed == 0 {
                Length::Nothing
            } else {
                Length::Whole
            };
            return Ok((length, passed));
        }
        let end = ends(bytes);
        let taken = end.unwrap_or(bytes.len());
        too_long |= out.len() + taken > limits.max_record;
        if too_long {
            *out = Vec::new();
        } else {
            out.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        }
        input.consume(taken);
        passed += taken as u64;
        if end.is_some() {
            return Ok((if too_long { Length::TooLong } else { Length::Whole }, passed));
        }
        if passed > limits.max_bytes {
            return Ok((Length::Endless, passed));
        }
    }
}

/// What is said of a record that was not taken whole.
pub(crate) fn too_long(length: &Length, limits: &Options) -> Option<ReadError> {
    match length {
        Length::Nothing | Length::Whole => None,
        Length::TooLong => Some(ReadError::RecordTooLong { limit: limits.max_record }),
        Length::Endless => Some(ReadError::TooLarge { limit: limits.max_bytes }),
    }
}

/// What an error of reading says.
pub(crate) fn problem(error: io::Error) -> Content {
    Content::Problem(unpack::problem(error))
}
