//! Gold standards of one's own: sheets, samples, what annotators typed in the workspace.

pub use sayso_corpus::*;

use crate::{Document, Error, Reader, StoreError, Workspace, review};
use sample::{Candidate, Drawn};
use sayso_core::Reading;

/// The file beside sheets that holds their documents.
pub const DOCUMENTS: &str = "documents.jsonl";

/// The sheet of a document.
///
/// # Errors
/// Where it can't be parsed.
pub fn sheet_of(reader: &Reader, document: &Document) -> Result<Sheet, Error> {
    Ok(Sheet::new(document.to_output(), review::sentences_of(reader, document)?))
}

/// What an annotator begins with: a form that names document and annotator.
pub fn begun(document: &str, annotator: &str) -> String {
    format!("document {document}\nannotator {annotator}\n\n")
}

/// A document that can be drawn, from what sayso read in it.
pub fn candidate<S>(reading: &Reading<S>) -> Candidate {
    Candidate {
        id: reading.document.id.to_string(),
        publisher: reading.document.publisher.clone().unwrap_or_default(),
        types: reading.events.iter().map(|event| event.event).collect(),
    }
}

/// Draws documents of the workspace of at most `longest` characters, and keeps them as its sample.
///
/// # Errors
/// Where the workspace can't be read or written.
pub fn draw_from(
    workspace: &mut Workspace,
    number: usize,
    seed: u64,
    longest: usize,
) -> Result<Vec<Drawn>, StoreError> {
    let candidates: Vec<Candidate> = workspace
        .types_by_document(longest)?
        .into_iter()
        .map(|(id, publisher, types)| Candidate { id, publisher, types })
        .collect();
    let drawn = sample::draw(&candidates, number, seed);
    let kept: Vec<sayso_store::Sampled> = drawn
        .iter()
        .map(|one| sayso_store::Sampled {
            doc: one.id.clone(),
            stratum: one.stratum.map(|kind| kind.code().to_string()),
        })
        .collect();
    workspace.set_sample(&kept)?;
    Ok(drawn)
}

/// What an annotator typed in the workspace, as annotations: forms that are sound, of texts that are still the same.
///
/// # Errors
/// Where the workspace can't be read, or a document can't be parsed.
pub fn typed<E: From<StoreError> + From<Error>>(
    reader: &Reader,
    workspace: &Workspace,
    annotator: &str,
) -> Result<Vec<Annotation>, E> {
    let mut found = Vec::new();
    for typed in workspace.annotations()?.into_iter().filter(|typed| typed.annotator == annotator.trim()) {
        let Some(reading) = workspace.reading_with(&typed.doc)? else { continue };
        if reading.document.text_sha256 != typed.text_sha256 {
            continue;
        }
        let sheet = sheet_of(reader, &reading.from_output().document)?;
        found.extend(form::read(&typed.form, &sheet));
    }
    Ok(found)
}
