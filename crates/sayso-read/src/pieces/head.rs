//! An input whose first bytes are looked at before it is read.

use crate::problem::ReadError;
use crate::unpack::{self, Bytes};
use std::io::{self, BufRead, Cursor, Read};

/// Bytes that are looked at to tell what an input is.
const HEAD: usize = 64 << 10;

/// An input with its first bytes in hand.
pub(crate) struct Headed {
    head: Vec<u8>,
    at: usize,
    rest: Box<dyn Bytes>,
    /// What went wrong while the head was read: it comes after the head.
    error: Option<io::Error>,
    is_all: bool,
}

impl Headed {
    pub(crate) fn new(mut rest: Box<dyn Bytes>) -> Headed {
        let mut head = Vec::new();
        let result = (&mut rest).take(HEAD as u64).read_to_end(&mut head);
        let is_all = head.len() < HEAD;
        Headed { head, at: 0, rest, error: result.err(), is_all }
    }

    /// An input of text that is in memory.
    pub(crate) fn of_text(text: String) -> Headed {
        Headed::new(Box::new(Cursor::new(text.into_bytes())))
    }

    /// The first bytes, without a character that they would cut.
    pub(crate) fn head(&self) -> &[u8] {
        let whole = match std::str::from_utf8(&self.head) {
            Err(error) if error.error_len().is_none() && !self.is_all => error.valid_up_to(),
            _ => self.head.len(),
        };
        self.head.get(..whole).unwrap_or_default()
    }

    /// An error that comes when what is in hand was read.
    pub(crate) fn put_back(&mut self, error: io::Error) {
        self.error = Some(error);
    }

    /// Everything, but no more than `limit`, and what went wrong on the way.
    pub(crate) fn all(&mut self, limit: u64) -> (Vec<u8>, Option<ReadError>) {
        unpack::all(self, limit)
    }
}

impl Read for Headed {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Headed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.head.len() {
            return Ok(self.head.get(self.at..).unwrap_or_default());
        }
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        self.rest.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.head.len() {
            self.at += amount;
        } else {
            self.rest.consume(amount);
        }
    }
}

impl Bytes for Cursor<Vec<u8>> {
    fn place(&self) -> u64 {
        self.position()
    }
}
