//! Judging records: what the workspace keeps, with the sentences that only the reader knows.

pub use sayso_review::*;

use crate::{Document, Error, NewJudgement, Reader, StoreError, Workspace};
use sayso_core::{CharSpan, CodePoints};

/// Keeps what a reviewer decides. `sentences` gives those of the document, and is asked only where a record is corrected
/// or added.
///
/// # Errors
/// Where there is no such record, or it can't be as it is given.
pub fn judge<E: From<StoreError>>(
    workspace: &mut Workspace,
    new: &NewJudgement,
    sentences: impl FnOnce(&Document) -> Result<Vec<CharSpan>, E>,
) -> Result<Option<Judgement>, E> {
    let reading = match new.verdict {
        Verdict::Correct => Some(workspace.reviewed(&new.about, &new.reviewer)?.reading),
        Verdict::Add => Some(workspace.reading_as_read(&new.about)?),
        Verdict::Accept | Verdict::Reject => None,
    };
    let sentences = match reading {
        Some(reading) => sentences(&reading.from_output().document)?,
        None => Vec::new(),
    };
    Ok(workspace.judge(new, &sentences)?)
}

/// All sentences of a document, in code points.
///
/// # Errors
/// Where it can't be parsed.
pub fn sentences_of(reader: &Reader, document: &Document) -> Result<Vec<CharSpan>, Error> {
    let points = CodePoints::new(&document.text);
    let parse = reader.parse(document)?;
    Ok(parse.sentences.iter().map(|sentence| points.chars(sentence.span)).collect())
}
