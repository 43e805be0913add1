//! What a changed rule would change: its examples, and the stored documents that hold its words, read again with it.

use crate::examples::{self, Outcome};
use crate::{Changed, Error, Reader, StoreError, Workspace};
use sayso_code::patterns::Trigger;
use sayso_code::rule_text::with_rules;
use sayso_core::{ActorId, CharSpan, CodePoints, Reading};
use sayso_store::Comparison;
use std::collections::BTreeMap;

/// What came of trying rules.
#[derive(Debug)]
pub struct Trial {
    /// Ids of the rules, and whether each is new.
    pub rules: Vec<(String, bool)>,
    /// How their own examples come out.
    pub examples: Outcome,
    /// Documents that hold the words of their triggers.
    pub candidates: usize,
    /// Of these the ones that were read again.
    pub looked_at: usize,
    /// Events that would be new, gone or otherwise.
    pub changes: Vec<TrialChange>,
}

/// An event that would change.
#[derive(Debug)]
pub struct TrialChange {
    /// The event before and after.
    pub changed: Changed,
    /// Headline of the document.
    pub title: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its date.
    pub published: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// The trigger in it, in code points.
    pub trigger_in_sentence: CharSpan,
    /// Names of the document's actors, by their ids in it.
    pub actors: BTreeMap<ActorId, String>,
}

/// Tries the rules of `toml`, a file as under `lexicon/events`: `most` documents are read again after `skip`, the newest
/// first. Nothing is stored.
///
/// # Errors
/// Where `toml` is no rule file, with the line; where a document can't be read.
pub fn of_rules<E: From<StoreError> + From<Error>>(
    reader: &Reader,
    workspace: &Workspace,
    toml: &str,
    (skip, most): (usize, usize),
    threads: usize,
) -> Result<Trial, E> {
    let (files, rules) = with_rules(reader.lexicon(), toml).map_err(Error::from)?;
    let changed = reader.with_files(files)?;
    let is_tried = |id: &str| rules.iter().any(|(tried, _)| tried == id);
    let found = candidates(reader, &changed, workspace, &is_tried)?;
    let page: Vec<&String> = found.iter().skip(skip).take(most).collect();
    let mut stored = Vec::with_capacity(page.len());
    for id in &page {
        stored.push(workspace.reading_as_read(id)?);
    }
    let compared = crate::in_order(threads, &stored, |before| compare(reader, &changed, before));
    let mut changes = Vec::new();
    for of_document in compared {
        changes.extend(of_document?);
    }
    Ok(Trial {
        examples: examples::run(&changed, is_tried, threads),
        rules,
        candidates: found.len(),
        looked_at: page.len(),
        changes,
    })
}

/// Ids of the documents that hold the words of the rules as they are or as they would be, the newest first.
fn candidates(
    reader: &Reader,
    changed: &Reader,
    workspace: &Workspace,
    is_tried: &impl Fn(&str) -> bool,
) -> Result<Vec<String>, StoreError> {
    let patterns = [reader, changed].into_iter().flat_map(|reader| reader.coder().rules.patterns.all());
    let mut queries: Vec<String> = patterns
        .filter(|pattern| is_tried(&pattern.id))
        .flat_map(|pattern| pattern.triggers.iter().map(query_of))
        .collect();
    queries.sort();
    queries.dedup();
    if queries.is_empty() { Ok(Vec::new()) } else { workspace.documents_matching(&queries.join(" OR ")) }
}

/// The words of a trigger in all their forms, as a query of the full text.
fn query_of(trigger: &Trigger) -> String {
    let word = |lemma: &str| {
        let clean: String = lemma.chars().filter(|c| c.is_alphanumeric()).collect();
        // "carry": carries, "raze": razing.
        let stem = clean.strip_suffix(['e', 'y']).filter(|stem| stem.len() > 2).unwrap_or(&clean);
        let mut forms = vec![format!("\"{stem}\"*")];
        forms.extend(sayso_parse::irregular_forms(&clean).iter().map(|form| format!("\"{form}\"")));
        format!("({})", forms.join(" OR "))
    };
    let words: Vec<String> = std::iter::once(&trigger.head).chain(&trigger.others).map(|lemma| word(lemma)).collect();
    format!("({})", words.join(" AND "))
}

/// What reading a document with the changed rules changes. A reading by other versions is made anew, so that only the
/// rules make a difference.
fn compare(reader: &Reader, changed: &Reader, stored: &Reading<CharSpan>) -> Result<Vec<TrialChange>, Error> {
    let document = stored.from_output().document;
    let before = if stored.produced_by == reader.produced_by(&document) {
        stored.clone()
    } else {
        reader.read(&document)?.to_output()
    };
    let after = changed.read(&document)?.to_output();
    let mut comparison = Comparison::default();
    comparison.readings(&before, &after);
    let points = CodePoints::new(&document.text);
    let shown = comparison.changed.into_iter().filter_map(|changed| {
        let evidence = changed.after.as_ref().or(changed.before.as_ref())?.evidence;
        let (sentence, trigger) = (evidence.sentence, evidence.trigger);
        Some(TrialChange {
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            published: document.published.as_ref().map(|published| published.text.clone()),
            sentence: points.bytes(sentence).of(&document.text).to_string(),
            trigger_in_sentence: trigger.within(sentence),
            actors: after.actors.iter().map(|actor| (actor.id.clone(), actor.name.clone())).collect(),
            changed,
        })
    });
    Ok(shown.collect())
}
