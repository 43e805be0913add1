//! Readings as they lie in the file: JSON without the text, compressed.

use crate::{StoreError, review, spans};
use rusqlite::{Connection, OptionalExtension};
use sayso_core::{CharSpan, ProducedBy, Reading};
use sayso_review::Judgement;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::sync::LazyLock;
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe;

/// A record that can't be read or written.
pub(crate) fn broken(document: &str) -> impl Fn(serde_json::Error) -> StoreError {
    move |source| StoreError::Record { document: document.to_string(), source }
}

/// A record from JSON.
pub(crate) fn parse<T: DeserializeOwned>(document: &str, json: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(json).map_err(broken(document))
}

/// What records look like, so that a small one compresses as well as a large one. Never changed: files depend on them. The first
/// is that of files up to version 7: bytes of readings as they were, without a number of its own. The program holds them packed
/// (`zstd -22`).
static FIRST_DICTIONARY: Dictionary = LazyLock::new(|| unpacked(include_bytes!("reading_1.dictionary.zst")));

/// Of readings, and of what is told of many reports (incidents, findings, overlaps). Trained (`zstd --train`) on what the program
/// makes of invented texts alone: `corpus/demo`, `acts/invented`, `sentences`, `reprints` (part `tune`) and `benches/dispatches.py`.
static READINGS: Dictionary = LazyLock::new(|| unpacked(include_bytes!("reading_2.dictionary.zst")));
static JOINED: Dictionary = LazyLock::new(|| unpacked(include_bytes!("joined_2.dictionary.zst")));

type Dictionary = LazyLock<Vec<u8>>;

/// A dictionary of the program. A test unpacks each.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    zstd::bulk::decompress(packed, LARGEST_DICTIONARY).unwrap_or_default()
}

const LARGEST_DICTIONARY: usize = 1 << 17;

const LEVEL: i32 = 9;

/// Bytes that a record is unpacked to at most: a workspace of others may be made to fill the memory. The longest text that
/// is read (10 MB) has a reading of less.
const LARGEST_RECORD: u64 = 512 << 20;

static TO_PACK_READINGS: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(&READINGS, LEVEL));
static TO_PACK_JOINED: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(&JOINED, LEVEL));
static TO_UNPACK: [LazyLock<DecoderDictionary<'static>>; 3] = [
    LazyLock::new(|| DecoderDictionary::copy(&FIRST_DICTIONARY)),
    LazyLock::new(|| DecoderDictionary::copy(&READINGS)),
    LazyLock::new(|| DecoderDictionary::copy(&JOINED)),
];

/// A reading without what has a column of its own (text, fingerprint, versions), compressed.
pub(crate) fn pack(reading: &Reading<CharSpan>) -> Result<Vec<u8>, StoreError> {
    let document = &reading.document.id.0;
    let mut bare = reading.clone();
    bare.document.text.clear();
    bare.fingerprint.clear();
    bare.produced_by = ProducedBy::default();
    packed_with(&TO_PACK_READINGS, document, &bare)
}

/// A record of what many reports tell as compressed JSON.
pub(crate) fn pack_record<T: Serialize>(document: &str, record: &T) -> Result<Vec<u8>, StoreError> {
    packed_with(&TO_PACK_JOINED, document, record)
}

fn packed_with<T: Serialize>(
    dictionary: &EncoderDictionary<'_>,
    document: &str,
    record: &T,
) -> Result<Vec<u8>, StoreError> {
    let json = spans::to_steps(&serde_json::to_vec(record).map_err(broken(document))?);
    let packed = zstd::bulk::Compressor::with_prepared_dictionary(dictionary).and_then(|mut compressor| {
        // Four bytes by which damage is known.
        compressor.include_checksum(true)?;
        compressor.compress(&json)
    });
    packed.map_err(|source| StoreError::Packed { document: document.to_string(), source })
}

/// Records as one, compressed together; none take no room.
pub(crate) fn pack_all<T: Serialize>(document: &str, records: &[T]) -> Result<Vec<u8>, StoreError> {
    if records.is_empty() { Ok(Vec::new()) } else { pack_record(document, &records) }
}

/// What [`pack`] or [`pack_record`] wrote, also those of older versions.
pub(crate) fn unpack_record<T: DeserializeOwned>(document: &str, packed: &[u8]) -> Result<T, StoreError> {
    let wrong = |source| StoreError::Packed { document: document.to_string(), source };
    let number = zstd_safe::get_dict_id_from_frame(packed);
    let has_number =
        |dictionary: &Dictionary| number.is_some() && zstd_safe::get_dict_id_from_dict(dictionary) == number;
    let of = if has_number(&READINGS) { 1 } else { 2 * usize::from(has_number(&JOINED)) };
    let decoder = zstd::stream::read::Decoder::with_prepared_dictionary(packed, &TO_UNPACK[of]).map_err(wrong)?;
    let json = at_most(decoder, LARGEST_RECORD).map_err(wrong)?;
    if of == 0 { parse(document, &json) } else { parse(document, &spans::from_steps(&json)) }
}

/// All that a decoder gives, or an error where that is more than `limit` bytes.
fn at_most(decoder: impl Read, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    decoder.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(std::io::Error::other(format!(
            "it unpacks to more than {limit} bytes; sayso writes no such record"
        )));
    }
    Ok(bytes)
}

/// Fingerprint keys ("07-0123456789abcdef") as numbers, their place being the number of their band, and four bytes of a hash
/// of them, by which damage is known.
pub(crate) fn pack_fingerprint(keys: &[String]) -> Vec<u8> {
    let number = |key: &String| key.split_once('-').and_then(|(_, hex)| u64::from_str_radix(hex, 16).ok());
    let mut packed: Vec<u8> = keys.iter().filter_map(number).flat_map(u64::to_be_bytes).collect();
    let mark = mark_of(&packed);
    packed.extend(mark.as_bytes());
    packed
}

fn mark_of(bytes: &[u8]) -> String {
    sayso_core::sha256_hex(bytes).chars().take(4).collect()
}

/// Whether a fingerprint is as it was stored; those stored without a mark pass.
fn is_fingerprint_sound(packed: &[u8]) -> bool {
    let (keys, mark) = packed.split_at(packed.len() - packed.len() % 8);
    mark.is_empty() || mark == mark_of(keys).as_bytes()
}

fn unpack_fingerprint(packed: &[u8]) -> Vec<String> {
    let key = |(band, bytes): (usize, &[u8; 8])| format!("{band:02}-{:016x}", u64::from_be_bytes(*bytes));
    packed.as_chunks::<8>().0.iter().enumerate().map(key).collect()
}

/// A reading as it lies in the file, for unpacking where it does not keep the connection busy.
pub(crate) struct Packed {
    document: String,
    reading: Vec<u8>,
    text: String,
    fingerprint: Vec<u8>,
    versions: String,
    judgements: Vec<Judgement>,
}

impl Packed {
    /// The reading as its reviewers have it: what everything but a review goes by.
    pub fn reading(&self) -> Result<Reading<CharSpan>, StoreError> {
        let reading = self.as_read()?;
        if self.judgements.is_empty() {
            return Ok(reading);
        }
        Ok(sayso_review::corrected(reading, &self.judgements).reading)
    }

    /// The reading as the program read it.
    pub fn as_read(&self) -> Result<Reading<CharSpan>, StoreError> {
        let mut reading: Reading<CharSpan> = unpack_record(&self.document, &self.reading)?;
        reading.document.text.clone_from(&self.text);
        reading.fingerprint = unpack_fingerprint(&self.fingerprint);
        reading.produced_by = parse(&self.document, self.versions.as_bytes())?;
        Ok(reading)
    }
}

/// The reading of a document as the program read it, held against everything that is stored beside it: text against its hash,
/// columns against the reading.
///
/// # Errors
/// [`StoreError::Garbled`] where they don't agree, and those of [`as_read`].
pub(crate) fn checked(connection: &Connection, doc: i64) -> Result<Reading<CharSpan>, StoreError> {
    let packed = packed(connection, doc)?;
    let garbled = |what| Err(StoreError::Garbled { document: packed.document.clone(), what });
    let reading = packed.as_read()?;
    let document = &reading.document;
    if sayso_core::sha256_hex(document.text.as_bytes()) != document.text_sha256 {
        return garbled("its text");
    }
    if !is_fingerprint_sound(&packed.fingerprint) {
        return garbled("its fingerprint");
    }
    let columns: [Option<String>; 8] = connection
        .prepare_cached(
            "SELECT id, nullif(title, ''), byline, publisher, url, published, language, text_sha256 FROM documents WHERE key = ?1",
        )?
        .query_row([doc], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?])
        })?;
    let told = [
        Some(&document.id.0),
        document.title.as_ref().filter(|title| !title.is_empty()),
        document.byline.as_ref(),
        document.publisher.as_ref(),
        document.url.as_ref(),
        document.published.as_ref().map(|published| &published.text),
        document.language.as_ref(),
        Some(&document.text_sha256),
    ];
    if columns.iter().map(Option::as_ref).ne(told) {
        return garbled("its title, publisher, address, date or language");
    }
    Ok(reading)
}

/// The reading of a document as its reviewers have it.
pub(crate) fn reading(connection: &Connection, doc: i64) -> Result<Reading<CharSpan>, StoreError> {
    packed(connection, doc)?.reading()
}

/// The reading of a document as the program read it.
pub(crate) fn as_read(connection: &Connection, doc: i64) -> Result<Reading<CharSpan>, StoreError> {
    packed(connection, doc)?.as_read()
}

/// The name of an actor of a document by its id there; nothing else of the reading is unpacked.
pub(crate) fn actor_name(connection: &Connection, document: &str, local: &str) -> Result<Option<String>, StoreError> {
    #[derive(Deserialize)]
    struct Actors {
        actors: Vec<Named>,
    }
    #[derive(Deserialize)]
    struct Named {
        id: String,
        name: String,
    }
    let packed: Option<Vec<u8>> = connection
        .prepare_cached("SELECT reading FROM documents WHERE id = ?1")?
        .query_row([document], |row| row.get(0))
        .optional()?;
    let Some(packed) = packed else { return Ok(None) };
    let reading: Actors = unpack_record(document, &packed)?;
    Ok(reading.actors.into_iter().find(|actor| actor.id == local).map(|actor| actor.name))
}

/// The reading of a document, packed.
pub(crate) fn packed(connection: &Connection, doc: i64) -> Result<Packed, StoreError> {
    let mut packed = connection
        .prepare_cached(
            "SELECT d.id, d.reading, d.text, d.fingerprint, v.versions
             FROM documents d JOIN versions v ON v.key = d.versions WHERE d.key = ?1",
        )?
        .query_row([doc], |row| {
            Ok(Packed {
                document: row.get(0)?,
                reading: row.get(1)?,
                text: row.get(2)?,
                fingerprint: row.get(3)?,
                versions: row.get(4)?,
                judgements: Vec::new(),
            })
        })?;
    packed.judgements = review::judgements_of(connection, &packed.document)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_are_whole() {
        let lengths = [&FIRST_DICTIONARY, &READINGS, &JOINED].map(|dictionary| dictionary.len());
        assert_eq!(lengths, [40_000, 112_640, 65_536]);
        let numbers = [&READINGS, &JOINED].map(|dictionary| zstd_safe::get_dict_id_from_dict(dictionary));
        assert!(numbers[0].is_some() && numbers[1].is_some() && numbers[0] != numbers[1]);
    }

    #[test]
    fn records_of_older_files_unpack() -> Result<(), Box<dyn std::error::Error>> {
        let record = serde_json::json!({"id": "a", "mentions": [{"span": [10, 14]}, {"span": [20, 29]}]});
        let older =
            zstd::bulk::Compressor::with_dictionary(9, &FIRST_DICTIONARY)?.compress(&serde_json::to_vec(&record)?)?;
        for packed in [older, pack_record("a", &record)?, packed_with(&TO_PACK_READINGS, "a", &record)?] {
            assert_eq!(unpack_record::<serde_json::Value>("a", &packed)?, record);
        }
        Ok(())
    }

    #[test]
    fn a_record_that_grows_is_refused() {
        let packed = zstd::bulk::compress(&vec![b' '; 1 << 20], 1).expect("memory");
        let decoder = || zstd::stream::read::Decoder::new(packed.as_slice()).expect("a frame");
        assert_eq!(at_most(decoder(), 1 << 20).map(|bytes| bytes.len()).ok(), Some(1 << 20));
        let refused = at_most(decoder(), 1000).map_err(|error| error.to_string());
        assert!(refused.is_err_and(|message| message.contains("more than 1000 bytes")));
    }
}
