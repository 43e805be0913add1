//! JSON lines: a line is a piece.

use super::{Content, Cut, Cutter, Length, Record, problem, take_record, too_long};
use crate::pieces::head::Headed;
use crate::problem::At;
use crate::reader::Options;

/// Cuts at the ends of lines.
pub(crate) struct Lines {
    input: Headed,
    limits: Options,
    line: u64,
    place: u64,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(input: Headed, limits: &Options) -> Lines {
        Lines { input, limits: limits.clone(), line: 0, place: 0, ended: false }
    }
}

impl Cutter for Lines {
    fn cut(&mut self) -> Option<Cut> {
        while !self.ended {
            let begins = self.place;
            let mut bytes = Vec::new();
            let end = |bytes: &[u8]| memchr::memchr(b'\n', bytes).map(|at| at + 1);
            let taken = take_record(&mut self.input, &mut bytes, &self.limits, end);
            self.line += 1;
            let at = Some(At::Line(self.line));
            let (length, passed) = match taken {
                Ok(taken) => taken,
                Err(error) if bytes.is_empty() => {
                    self.ended = true;
                    return Some((None, problem(error)));
                }
                // What came before the damage is read; the next call says what is wrong.
                Err(error) => {
                    self.input.put_back(error);
                    (Length::Whole, bytes.len() as u64)
                }
            };
            self.place += passed;
            self.ended = matches!(length, Length::Nothing | Length::Endless);
            if let Some(error) = too_long(&length, &self.limits) {
                return Some((at, Content::Problem(error)));
            }
            if !bytes.trim_ascii().is_empty() {
                return Some((at, Content::Json(Record { bytes, begins })));
            }
        }
        None
    }
}
