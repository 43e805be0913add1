//! The bytes of an archive: finding where records begin, whatever stands between them.

use super::head::{self, begins};
use crate::unpack::{Bytes, find};
use std::io;

/// How a record begins; looked for only where something is wrong.
const NEXT: [&[u8]; 3] = [b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"WARC/0.1"];

/// What stands behind every record.
const END: &[u8] = b"\r\n\r\n";

/// How a record ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// As long as it says itself.
    AsSaid,
    /// The file, the compressed part, or the next record came earlier or later.
    Otherwise,
}

/// The bytes of an archive, with lines that were read too far put back.
pub(crate) struct Input {
    bytes: Box<dyn Bytes>,
    back: Vec<u8>,
    back_at: usize,
    /// Where the next of them stands.
    back_place: u64,
    /// The compressed part that bytes were taken from last.
    part: u64,
    /// What went wrong behind a record that is whole.
    held: Option<io::Error>,
}

impl Input {
    pub(crate) fn new(bytes: Box<dyn Bytes>) -> Input {
        Input { bytes, back: Vec::new(), back_at: 0, back_place: 0, part: 0, held: None }
    }

    /// Where the next byte stands, or the part that holds it.
    pub(crate) fn place(&self) -> u64 {
        if self.has_back() { self.back_place } else { self.bytes.place() }
    }

    /// Goes to the next compressed part. False where there is none.
    pub(crate) fn skip_part(&mut self) -> io::Result<bool> {
        self.back.clear();
        self.back_at = 0;
        self.bytes.skip_part()
    }

    fn has_back(&self) -> bool {
        self.back_at < self.back.len()
    }

    fn put_back(&mut self, bytes: &[u8], place: u64) {
        if bytes.is_empty() {
            return;
        }
        self.back_place = place;
        let before = self.back.get(..self.back_at).unwrap_or_default();
        if self.has_back() && before.ends_with(bytes) {
            self.back_at -= bytes.len();
            return;
        }
        self.back.splice(..self.back_at, bytes.iter().copied());
        self.back_at = 0;
    }

    fn fill(&mut self) -> io::Result<&[u8]> {
        if let Some(error) = self.held.take() {
            return Err(error);
        }
        if self.has_back() { Ok(self.back.get(self.back_at..).unwrap_or_default()) } else { self.bytes.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        if !self.has_back() {
            self.part = self.bytes.place();
            self.bytes.consume(amount);
            return;
        }
        self.back_at += amount;
        if !self.bytes.has_parts() {
            self.back_place += amount as u64;
        }
        if !self.has_back() {
            self.back.clear();
            self.back_at = 0;
        }
    }

    /// Whether a new compressed part comes next, and begins with a record.
    fn is_next_part(&mut self) -> io::Result<bool> {
        if self.has_back() || !self.bytes.has_parts() {
            return Ok(false);
        }
        let begins = begins(self.bytes.fill_buf()?);
        Ok(begins && self.bytes.place() != self.part)
    }

    /// A line with its end, or its first `most` bytes, but no byte of a record that begins in it; nothing at the end of
    /// the file.
    fn line(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.fill()?;
        let place = self.place();
        while line.len() < most && line.last() != Some(&b'\n') {
            if !line.is_empty() && self.is_next_part()? {
                break;
            }
            let bytes = self.fill()?;
            if bytes.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1).min(most - line.len());
            line.extend_from_slice(bytes.get(..end).unwrap_or_default());
            self.consume(end);
        }
        // A record that was broken off leaves no end of its line.
        if let Some(at) = next_in(&line).filter(|&at| at > 0) {
            let next = line.split_off(at);
            self.put_back(&next, if self.bytes.has_parts() { place } else { place + at as u64 });
        }
        Ok(line)
    }

    /// Goes to the beginning of the next record: its place, and how many bytes were passed over that are no record.
    pub(crate) fn find_record(&mut self) -> io::Result<Option<(u64, u64)>> {
        let mut garbage = 0;
        loop {
            self.fill()?;
            let place = self.place();
            let line = self.line(head::LONGEST)?;
            if line.is_empty() && garbage == 0 {
                return Ok(None);
            }
            if begins(&line) || line.is_empty() {
                self.put_back(&line, place);
                return Ok(Some((place, garbage)));
            }
            if !line.trim_ascii().is_empty() {
                garbage += line.len() as u64;
            }
        }
    }

    /// Passes over what belongs to a record of unknown length.
    pub(crate) fn skip_record(&mut self) -> io::Result<u64> {
        let mut passed = 0;
        loop {
            self.fill()?;
            let place = self.place();
            let line = self.line(head::LONGEST)?;
            if line.is_empty() || begins(&line) {
                self.put_back(&line, place);
                return Ok(passed);
            }
            passed += line.len() as u64;
        }
    }

    /// The head of the record that begins here, or what is wrong with it.
    pub(crate) fn head(&mut self) -> io::Result<Result<Vec<u8>, String>> {
        let mut bytes = self.line(head::LONGEST)?;
        loop {
            self.fill()?;
            let place = self.place();
            let line = self.line(head::LONGEST)?;
            if line.is_empty() {
                return Ok(Err("the file ends within its head".to_string()));
            }
            if begins(&line) {
                self.put_back(&line, place);
                return Ok(Err("its head has no end".to_string()));
            }
            bytes.extend_from_slice(&line);
            if line.trim_ascii().is_empty() {
                return Ok(Ok(bytes));
            }
            if bytes.len() > head::LONGEST {
                self.skip_record()?;
                return Ok(Err(format!("its head has no end within {} bytes", head::LONGEST)));
            }
        }
    }

    /// The body of a record that says that it is so long. Where that is wrong, the body ends where the next record
    /// begins, but holds no more than `most` bytes.
    pub(crate) fn body(&mut self, length: u64, most: usize) -> io::Result<(Vec<u8>, Ended)> {
        let length = usize::try_from(length).unwrap_or(usize::MAX).min(most);
        let mut body = Vec::new();
        self.fill()?;
        let begins_at = self.place();
        while body.len() < length {
            if !body.is_empty() && self.is_next_part()? {
                return Ok((body, Ended::Otherwise));
            }
            let bytes = self.fill()?;
            if bytes.is_empty() {
                return Ok((self.cut_at_next(body, begins_at, &[], begins_at), Ended::Otherwise));
            }
            let taken = bytes.len().min(length - body.len());
            body.extend_from_slice(bytes.get(..taken).unwrap_or_default());
            self.consume(taken);
        }
        match self.behind(&mut body, begins_at, most) {
            Ok(ended) => Ok((body, ended)),
            Err(error) => {
                self.held = Some(error);
                Ok((body, Ended::AsSaid))
            }
        }
    }

    /// Looks whether the next record stands behind a body, and sets the body right where it does not.
    fn behind(&mut self, body: &mut Vec<u8>, begins_at: u64, most: usize) -> io::Result<Ended> {
        let mut ended = Ended::AsSaid;
        let mut empty_lines = Vec::new();
        loop {
            if self.is_next_part()? {
                return Ok(ended);
            }
            self.fill()?;
            let place = self.place();
            let line = self.line(head::LONGEST)?;
            // What stands behind a record that has its proper end belongs to none.
            let is_behind = ended == Ended::AsSaid && empty_lines == END && next_in(body).is_none();
            let is_empty = line.trim_ascii().is_empty();
            if line.is_empty() || begins(&line) || (is_behind && !is_empty) {
                self.put_back(&line, place);
                return Ok(ended);
            }
            if is_empty {
                empty_lines.extend_from_slice(&line);
                continue;
            }
            // It is longer than it says, or it says more than it is and holds the beginning of others.
            if ended == Ended::AsSaid && next_in(body).is_some() {
                let place = place.saturating_sub(if self.bytes.has_parts() { 0 } else { empty_lines.len() as u64 });
                empty_lines.extend_from_slice(&line);
                *body = self.cut_at_next(std::mem::take(body), begins_at, &empty_lines, place);
                return Ok(Ended::Otherwise);
            }
            ended = Ended::Otherwise;
            empty_lines.extend_from_slice(&line);
            let left = most.saturating_sub(body.len()).min(empty_lines.len());
            body.extend(empty_lines.drain(..).take(left));
        }
    }

    /// Cuts a body where the next record begins in it, and puts that back, with the line that followed.
    fn cut_at_next(&mut self, mut body: Vec<u8>, place: u64, line: &[u8], line_place: u64) -> Vec<u8> {
        self.put_back(line, line_place);
        if let Some(at) = next_in(&body) {
            let next = body.split_off(at);
            let place = if self.bytes.has_parts() { place } else { place + at as u64 };
            self.put_back(&next, place);
        }
        body
    }

    /// Passes over a body that is too long to be held: so many bytes, or up to the next record. Beyond `most` bytes the
    /// rest of the compressed part is left alone. Gives the number of bytes that were passed over.
    pub(crate) fn skip_long(&mut self, length: u64, most: u64) -> io::Result<u64> {
        let mut passed = 0;
        while passed < length {
            if passed > 0 && self.is_next_part()? {
                return Ok(passed);
            }
            if passed > most && self.bytes.has_parts() {
                self.skip_part()?;
                return Ok(length);
            }
            self.fill()?;
            let place = self.place();
            let left = usize::try_from(length - passed).unwrap_or(usize::MAX);
            let line = self.line(left.min(head::LONGEST))?;
            if line.is_empty() {
                return Ok(passed);
            }
            if passed > 0 && begins(&line) {
                self.put_back(&line, place);
                return Ok(passed);
            }
            passed += line.len() as u64;
        }
        Ok(passed)
    }
}

/// Where in a body the next record begins.
fn next_in(body: &[u8]) -> Option<usize> {
    NEXT.iter().filter_map(|mark| find(body, mark)).min()
}
