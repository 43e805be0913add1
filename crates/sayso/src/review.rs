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

/// What can be taken away from a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fruit {
    /// Readings as reviewers have them: a gold file, JSON lines.
    Readings,
    /// Judged sentences as examples of rules, TOML.
    Examples,
    /// The judgements themselves, JSON lines.
    Judgements,
}

impl Fruit {
    /// All three by the names people give.
    pub const NAMES: [(&'static str, Fruit); 3] =
        [("readings", Fruit::Readings), ("examples", Fruit::Examples), ("judgements", Fruit::Judgements)];

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Fruit> {
        Fruit::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, fruit)| fruit)
    }

    /// Name of the file.
    pub fn file(self) -> &'static str {
        match self {
            Fruit::Readings => "gold.jsonl",
            Fruit::Examples => "examples.toml",
            Fruit::Judgements => "judgements.jsonl",
        }
    }

    /// Its text: of one reviewer, or of all. Readings are of documents that were read through, or of `all` with judgements.
    ///
    /// # Errors
    /// Where the workspace can't be read.
    pub fn text(self, workspace: &Workspace, reviewer: Option<&str>, all: bool) -> Result<String, StoreError> {
        let reviewer = reviewer.map(str::trim).filter(|reviewer| !reviewer.is_empty());
        Ok(match self {
            Fruit::Readings => lines(workspace.judged_documents(reviewer, !all)?.into_iter().map(gold)),
            Fruit::Examples => rule_examples(&workspace.judged_documents(reviewer, false)?),
            Fruit::Judgements => {
                let judgements = workspace.judgements()?.into_iter();
                lines(judgements.filter(|one| reviewer.is_none_or(|reviewer| one.reviewer == reviewer)))
            }
        })
    }
}

/// Records as JSON lines.
fn lines<T: serde::Serialize>(items: impl IntoIterator<Item = T>) -> String {
    let line = |item: T| serde_json::to_string(&item).map(|line| line + "\n").unwrap_or_default();
    items.into_iter().map(line).collect()
}
