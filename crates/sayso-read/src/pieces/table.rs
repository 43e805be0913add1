//! Tables: a row is a piece. The first row names the columns; commas, semicolons or tabs stand between them.

use super::{Content, Cut, Cutter, problem};
use crate::decode;
use crate::pieces::head::Headed;
use crate::problem::{At, ReadError};
use crate::reader::Options;
use csv_core::ReadRecordResult;
use std::io::{self, BufRead};
use std::sync::Arc;

/// A row with the names of its columns.
#[derive(Debug)]
pub(crate) struct Row {
    names: Arc<[String]>,
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// Where among the unpacked bytes of the input it begins.
    pub(crate) begins: u64,
}

impl Row {
    pub(crate) fn weight(&self) -> usize {
        self.fields.len()
    }

    /// The bytes of all fields.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.fields
    }

    /// The value of a column, where it has one.
    pub(crate) fn get(&self, column: &str) -> Option<String> {
        let at = self.names.iter().position(|name| name == column)?;
        let value = self.field(at).filter(|value| !value.is_empty())?;
        Some(decode::with(decode::encoding(&self.fields), value).text)
    }

    fn field(&self, at: usize) -> Option<&[u8]> {
        let start = if at == 0 { 0 } else { *self.ends.get(at - 1)? };
        self.fields.get(start..*self.ends.get(at)?)
    }
}

/// Cuts a table into rows.
pub(crate) struct Table {
    input: Headed,
    reader: csv_core::Reader,
    limits: Options,
    names: Option<Arc<[String]>>,
    place: u64,
    ended: bool,
}

enum Found {
    Row(Row),
    TooLong,
    Endless,
    End,
}

impl Table {
    pub(crate) fn new(input: Headed, head: &str, limits: &Options) -> Table {
        let header = head.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|&mark| (header.bytes().filter(|&byte| byte == mark).count(), mark == b','))
            .unwrap_or(b',');
        let reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Table { input, reader, limits: limits.clone(), names: None, place: 0, ended: false }
    }

    fn row(&mut self) -> io::Result<Found> {
        let mut row = Row {
            names: self.names.clone().unwrap_or_default(),
            fields: vec![0; 4096],
            ends: vec![0; 32],
            begins: self.place,
        };
        let (mut length, mut fields, mut too_long) = (0, 0, false);
        loop {
            let bytes = self.input.fill_buf()?;
            let out = row.fields.get_mut(length..).unwrap_or_default();
            let ends = row.ends.get_mut(fields..).unwrap_or_default();
            let (result, read, written, ended) = self.reader.read_record(bytes, out, ends);
            self.input.consume(read);
            self.place += read as u64;
            length += written;
            fields += ended;
            too_long |= length > self.limits.max_record || fields > self.limits.max_record;
            if too_long {
                // The rest is read over what was there.
                (length, fields) = (0, 0);
            }
            match result {
                ReadRecordResult::InputEmpty if self.place - row.begins > self.limits.max_bytes => {
                    return Ok(Found::Endless);
                }
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => row.fields.resize(row.fields.len().max(length * 2), 0),
                ReadRecordResult::OutputEndsFull => row.ends.resize(row.ends.len().max(fields * 2), 0),
                ReadRecordResult::Record if too_long => return Ok(Found::TooLong),
                ReadRecordResult::Record => {
                    row.fields.truncate(length);
                    row.ends.truncate(fields);
                    return Ok(Found::Row(row));
                }
                ReadRecordResult::End => return Ok(Found::End),
            }
        }
    }

    /// Takes the names of the columns from the first row.
    fn header(&mut self, row: &Row) -> Option<Cut> {
        let encoding = decode::encoding(&row.fields);
        let names: Vec<String> = (0..row.ends.len())
            .map(|at| decode::with(encoding, row.field(at).unwrap_or_default()).text)
            .map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase())
            .collect();
        let has_text = names.iter().any(|name| name == "text" || name == "html");
        let wrong = format!("it has the columns {}", names.join(", "));
        self.names = Some(names.into());
        if has_text {
            return None;
        }
        self.ended = true;
        Some((Some(At::Line(1)), Content::Problem(ReadError::BadTable(wrong))))
    }
}

impl Cutter for Table {
    fn cut(&mut self) -> Option<Cut> {
        while !self.ended {
            let at = Some(At::Line(self.reader.line()));
            let found = self.row();
            self.ended = !matches!(found, Ok(Found::Row(_) | Found::TooLong));
            match found {
                Ok(Found::Row(row)) if self.names.is_none() => {
                    if let Some(cut) = self.header(&row) {
                        return Some(cut);
                    }
                }
                Ok(Found::Row(row)) => return Some((at, Content::Row(row))),
                Ok(Found::TooLong) => {
                    let error = ReadError::RecordTooLong { limit: self.limits.max_record };
                    return Some((at, Content::Problem(error)));
                }
                Ok(Found::Endless) => {
                    return Some((at, Content::Problem(ReadError::TooLarge { limit: self.limits.max_bytes })));
                }
                Ok(Found::End) => {}
                Err(error) => return Some((None, problem(error))),
            }
        }
        None
    }
}
