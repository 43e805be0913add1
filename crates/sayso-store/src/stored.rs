//! Readings as they lie in the file: JSON without the text, compressed.

use crate::StoreError;
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use sayso_core::{CharSpan, Reading};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{Read, Write};

/// A record that can't be read or written.
pub(crate) fn broken(document: &str) -> impl Fn(serde_json::Error) -> StoreError {
    move |source| StoreError::Record { document: document.to_string(), source }
}

/// A record from JSON.
pub(crate) fn parse<T: DeserializeOwned>(document: &str, json: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(json).map_err(broken(document))
}

/// A record as JSON.
pub(crate) fn json<T: Serialize>(document: &str, record: &T) -> Result<String, StoreError> {
    serde_json::to_string(record).map_err(broken(document))
}

/// A reading without its text, compressed.
pub(crate) fn pack(reading: &Reading<CharSpan>) -> Result<Vec<u8>, StoreError> {
    let mut bare = reading.clone();
    bare.document.text.clear();
    let json = json(&reading.document.id.0, &bare)?;
    let failed = |error: std::io::Error| StoreError::Packed { document: reading.document.id.0.clone(), source: error };
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(json.as_bytes()).map_err(failed)?;
    encoder.finish().map_err(failed)
}

/// A reading with its text.
pub(crate) fn unpack(document: &str, packed: &[u8], text: String) -> Result<Reading<CharSpan>, StoreError> {
    let mut json = Vec::new();
    ZlibDecoder::new(packed)
        .read_to_end(&mut json)
        .map_err(|source| StoreError::Packed { document: document.to_string(), source })?;
    let mut reading: Reading<CharSpan> = parse(document, &json)?;
    reading.document.text = text;
    Ok(reading)
}

/// The reading of a document.
pub(crate) fn reading(connection: &rusqlite::Connection, doc: i64) -> Result<Reading<CharSpan>, StoreError> {
    let (id, packed, text): (String, Vec<u8>, String) = connection
        .prepare_cached("SELECT id, reading, text FROM documents WHERE key = ?1")?
        .query_row([doc], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    unpack(&id, &packed, text)
}
