//! A JSON array: an item is a piece.

use super::{Content, Cut, Cutter, Length, Record, problem, take_record, too_long};
use crate::pieces::head::Headed;
use crate::problem::{At, ReadError};
use crate::reader::Options;
use std::io::BufRead;

/// Cuts at the commas of the outermost array.
pub(crate) struct Array {
    input: Headed,
    limits: Options,
    item: usize,
    place: u64,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    Before,
    Within,
    After,
    Ended,
}

impl Array {
    pub(crate) fn new(input: Headed, limits: &Options) -> Array {
        Array { input, limits: limits.clone(), item: 0, place: 0, state: State::Before }
    }

    fn item(&mut self) -> Option<Cut> {
        let begins = self.place;
        let mut bytes = Vec::new();
        let mut scan = Scan::default();
        let taken = take_record(&mut self.input, &mut bytes, &self.limits, |bytes| scan.end(bytes));
        let (length, passed) = match taken {
            Ok(taken) => taken,
            Err(error) => {
                self.state = State::Ended;
                return Some((None, problem(error)));
            }
        };
        self.place += passed;
        self.item += 1;
        let at = Some(At::Item(self.item));
        match scan.mark {
            Some(b',') => {}
            Some(_) => self.state = State::After,
            None => self.state = State::Ended,
        }
        if let Some(error) = too_long(&length, &self.limits) {
            return Some((at, Content::Problem(error)));
        }
        if scan.mark.is_none() {
            let error = ReadError::BadRecord("the list that begins the file has no end".to_string());
            return Some((at, Content::Problem(error)));
        }
        bytes.pop();
        if bytes.trim_ascii().is_empty() && scan.mark == Some(b']') && length == Length::Whole {
            return None;
        }
        Some((at, Content::Json(Record { bytes, begins })))
    }

    /// Says where something stands behind the array.
    fn after(&mut self) -> Option<Cut> {
        self.state = State::Ended;
        loop {
            let bytes = match self.input.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) => return Some((None, problem(error))),
            };
            if bytes.is_empty() {
                return None;
            }
            if let Some(at) = bytes.iter().position(|byte| !byte.is_ascii_whitespace()) {
                let error = ReadError::BadRecord("more stands behind the end of the list".to_string());
                return Some((Some(At::Byte(self.place + at as u64)), Content::Problem(error)));
            }
            let length = bytes.len();
            self.place += length as u64;
            self.input.consume(length);
        }
    }
}

impl Cutter for Array {
    fn cut(&mut self) -> Option<Cut> {
        if self.state == State::Before {
            // A mark of the encoding and spaces may stand before the array.
            let open = |bytes: &[u8]| memchr::memchr(b'[', bytes).map(|at| at + 1);
            match take_record(&mut self.input, &mut Vec::new(), &self.limits, open) {
                Ok((_, passed)) => self.place = passed,
                Err(error) => {
                    self.state = State::Ended;
                    return Some((None, problem(error)));
                }
            }
            self.state = State::Within;
        }
        let within = if self.state == State::Within { self.item() } else { None };
        within.or_else(|| if self.state == State::After { self.after() } else { None })
    }
}

/// Finds the mark that ends an item: a comma or bracket outside of everything that the item opens.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_text: bool,
    escaped: bool,
    mark: Option<u8>,
}

impl Scan {
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.in_text {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_text = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_text = true,
                b',' | b']' if self.depth == 0 => {
                    self.mark = Some(byte);
                    return Some(at + 1);
                }
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }
}
