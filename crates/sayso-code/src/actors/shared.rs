//! Nouns that several share: "*Chinese* and *Indian* troops" are the troops of each, "the presidents of *Norland* and
//! *Sudland*" two presidents.
//!
//! The noun stands for the first of them. The word that names another stands for that other one, so that each has a
//! country of its own.

use super::Sort;
use super::describe::{Describer, Description, Key};
use super::lexicon::StateWord;
use super::mentions::Candidate;
use crate::scene::Word;
use sayso_core::{MentionForm, Span};

/// A state or body that shares a noun with others.
struct Sharer {
    word: Word,
    span: Span,
    country: Option<String>,
    /// Sectors of a body, which the noun may leave open.
    sector: Vec<String>,
}

/// Splits a candidate that stands for several: it keeps the first, the others are given back.
pub(super) fn split(describer: &Describer<'_>, candidate: &mut Candidate) -> Vec<Candidate> {
    let sharers = before(describer, candidate);
    let Some((first, others)) = sharers.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Vec::new();
    };
    let Some(noun) = noun_words(describer, candidate.head, &sharers) else { return Vec::new() };
    let text = |sharer: &Sharer| describer.scene.words_at(sharer.span).to_string();
    let rest: Vec<Candidate> = others
        .iter()
        .map(|other| Candidate {
            head: other.word,
            span: other.span,
            form: MentionForm::Group,
            what: of(other, &candidate.what),
            shown: Some(format!("{} {noun}", text(other))),
            modifiers: only(describer, candidate, &sharers, other),
            ..candidate.clone()
        })
        .collect();
    candidate.modifiers = only(describer, candidate, &sharers, first);
    candidate.what = of(first, &candidate.what);
    candidate.shown = Some(format!("{} {noun}", text(first)));
    rest
}

/// What the noun tells of one of those who share it.
fn of(sharer: &Sharer, what: &Description) -> Description {
    let key = match (&what.key, &sharer.country) {
        (Some(Key::Government(_)), Some(country)) => Some(Key::Government(country.clone())),
        _ => None,
    };
    let sector = if what.sector.is_empty() { sharer.sector.clone() } else { what.sector.clone() };
    let owners = if sharer.country.is_none() { vec![sharer.word] } else { Vec::new() };
    Description { country: sharer.country.clone(), key, sector, owners, ..what.clone() }
}

/// The words before the noun without those that name the others.
fn only(describer: &Describer<'_>, candidate: &Candidate, sharers: &[Sharer], own: &Sharer) -> Vec<String> {
    let others: Vec<String> =
        sharers.iter().map(|other| describer.scene.token(other.word).lemma.to_lowercase()).collect();
    let mut words = candidate.modifiers.clone();
    words.retain(|word| !others.contains(word));
    words.insert(0, describer.scene.token(own.word).lemma.to_lowercase());
    words
}

/// The noun with what stands between the last of them and itself: "foreign ministers".
fn noun_words(describer: &Describer<'_>, head: Word, sharers: &[Sharer]) -> Option<String> {
    let from = sharers.iter().map(|sharer| sharer.span.end).max()?;
    let to = describer.scene.token(head).span.end;
    let words = describer.scene.text().get(from..to)?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// The states and bodies before a noun for people, of which each has its own: at least two, or none.
fn before(describer: &Describer<'_>, candidate: &Candidate) -> Vec<Sharer> {
    let open = candidate.name.is_none() && candidate.pronoun.is_none();
    let several = matches!(candidate.sort(), Sort::Group | Sort::Organization);
    let syntax = &describer.scene.sentences[candidate.head.sentence];
    let named = syntax.child(candidate.head.word, &["appos", "flat"]).is_some();
    if !open || !several || named {
        return Vec::new();
    }
    let head = candidate.head;
    let mut modifiers =
        syntax.children_by(head.word, &["amod", "compound", "nmod:desc"]).filter(|&child| child < head.word);
    let first = modifiers.find(|&child| syntax.children_by(child, &["conj"]).any(|other| other < head.word));
    let Some(first) = first else { return Vec::new() };
    // "Norlandic and Sudlandic *foreign* ministers", where the tree joins the adjective to the two.
    let joined = |&at: &usize| at == first || syntax.children_by(at, &["cc", "punct"]).next().is_some();
    let row: Vec<usize> = syntax.conjuncts(first).into_iter().filter(|&at| at < head.word).filter(joined).collect();
    let sharers: Vec<Sharer> = row.iter().filter_map(|&at| sharer(describer, Word::new(head.sentence, at))).collect();
    let different = sharers
        .iter()
        .enumerate()
        .all(|(at, one)| sharers[..at].iter().all(|other| one.country.is_none() || one.country != other.country));
    if sharers.len() == row.len() && sharers.len() > 1 && different { sharers } else { Vec::new() }
}

fn sharer(describer: &Describer<'_>, word: Word) -> Option<Sharer> {
    let token = describer.scene.token(word);
    let span = describer.name_at(word).map_or(token.span, |entity| entity.span);
    let text = describer.scene.words_at(span);
    if let Some((code, how)) = describer.lexicon.state(text) {
        let is_state = how != StateWord::Capital && !describer.ends_region(word);
        return is_state.then(|| Sharer { word, span, country: Some(code.to_string()), sector: Vec::new() });
    }
    let (country, sector) = describer.body_code(text)?;
    Some(Sharer { word, span, country, sector })
}

/// "The presidents of Norland and *Sudland*": the states behind the first, each of which has one.
pub(super) fn behind(describer: &Describer<'_>, candidate: &Candidate) -> Vec<Word> {
    let open = candidate.name.is_none() && candidate.pronoun.is_none();
    if !open
        || candidate.sort() != Sort::Group && candidate.sort() != Sort::Organization
        || !describer.is_plural(candidate.head)
    {
        return Vec::new();
    }
    let syntax = &describer.scene.sentences[candidate.head.sentence];
    let Some(first) = describer.phrases(candidate.head, &["of"]).into_iter().next() else { return Vec::new() };
    let row: Vec<Word> = syntax.conjuncts(first.word).into_iter().map(|at| Word::new(first.sentence, at)).collect();
    let is_state = |word: &Word| matches!(describer.describe(*word).key, Some(Key::State(_)));
    if row.len() > 1 && row.iter().all(is_state) { row.into_iter().skip(1).collect() } else { Vec::new() }
}
