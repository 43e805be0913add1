//! A quotation of several sentences that its speaker "asked": what does not ask in it is stated.

use super::statements::shared;
use super::{Finder, Quote};
use crate::scene::Scene;
use sayso_core::{Act, Span};

/// Takes what is stated out of quotations that are asked ("“They live in fear. Where are the police?” he *asked*"), or that ask
/// for something ("“Stop it. They shelled two towns,” he *urged*").
pub(super) fn take_out_statements(finder: &mut Finder) {
    for index in 0..finder.found.len() {
        let found = &finder.found[index];
        if found.quote != Quote::Direct || found.by_noun || !matches!(found.act, Act::AsksWhether | Act::Asks) {
            continue;
        }
        let span = |at: usize| finder.scene.sentences[at].sentence.span;
        let covered: Vec<usize> = (0..finder.scene.sentences.len())
            .filter(|&at| !finder.scene.sentences[at].is_empty())
            .filter(|&at| found.content.iter().any(|content| content.overlaps(span(at))))
            .collect();
        let has_question = covered.iter().any(|&at| is_question(finder.scene, at));
        // What is asked for stands beside the cue, or in the imperative.
        let cue = found.cue_word.sentence;
        let is_beside = |at: usize| at == cue || !covered.contains(&cue) && at + 1 == cue;
        let is_stated = |at: usize| {
            let asks = if has_question { is_question(finder.scene, at) } else { is_beside(at) };
            !asks && has_subject(finder.scene, at)
        };
        let (stated, asked): (Vec<usize>, Vec<usize>) = covered.iter().partition(|&&at| is_stated(at));
        let act = if has_question { Act::AsksWhether } else { found.act };
        if stated.is_empty() {
            continue;
        }
        if asked.is_empty() {
            finder.found[index].act = Act::States;
            continue;
        }
        let within = |sentences: &[usize]| -> Vec<Span> {
            let parts = sentences.iter().flat_map(|&at| found.content.iter().map(move |&content| (at, content)));
            parts.filter_map(|(at, content)| shared(content, span(at))).collect()
        };
        let heads = |sentences: &[usize]| {
            found.heads.iter().copied().filter(|head| sentences.contains(&head.sentence)).collect::<Vec<_>>()
        };
        let mut statement = found.clone();
        (statement.content, statement.heads, statement.act) = (within(&stated), heads(&stated), Act::States);
        let question = (within(&asked), heads(&asked), act);
        let found = &mut finder.found[index];
        (found.content, found.heads, found.act) = question;
        finder.found.push(statement);
    }
}

/// "They live in fear", not "Stop it".
fn has_subject(scene: &Scene, sentence: usize) -> bool {
    let syntax = &scene.sentences[sentence];
    let root = (0..syntax.len()).find(|&word| syntax.head(word).is_none());
    root.is_some_and(|root| syntax.child(root, &["nsubj", "csubj", "expl"]).is_some())
}

fn is_question(scene: &Scene, sentence: usize) -> bool {
    let words = scene.words_at(scene.sentences[sentence].sentence.span);
    // "“Where are they?” he asked."
    let quoted = words.rfind(['”', '"', '’', '\'']).map_or(words, |at| &words[..at]);
    words.trim_end().ends_with('?') || quoted.trim_end().ends_with('?')
}
