//! What the sources of a document say, for people to read beside the records.

use super::{Attributions, HolderResolver};
use crate::scene::{Scene, Word};
use sayso_core::{Chain, Quote, Span};
use sayso_parse::Upos;

/// Something that a source says.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Who says so, the publisher first.
    pub chain: Chain,
    /// The sentence of the word that carries it ("said").
    pub sentence: Span,
    /// What is said; several stretches where the cue stands between them or it runs over paragraphs.
    pub content: Vec<Span>,
    /// Whether it is in the source's own words.
    pub quote: Quote,
}

impl Attributions {
    /// The statements of a document in the order of the text. What a speaker reports of others stays within his own.
    pub fn statements(&self, scene: &Scene, actors: &dyn HolderResolver) -> Vec<Statement> {
        let told: Vec<_> = self.list().filter(|found| found.source.is_some_and(|source| source.speaks)).collect();
        let mut found: Vec<Statement> = Vec::new();
        for attribution in &told {
            let cue = scene.token(attribution.cue_word).span;
            let inside_another = told.iter().any(|other| *other != *attribution && other.covers(cue));
            let Some(&head) = attribution.heads.first().filter(|_| !inside_another && !attribution.negated) else {
                continue;
            };
            let chain = self.chain(scene, head, actors);
            if chain.links().len() > 1 {
                let sentence = scene.parse.sentences[attribution.cue_word.sentence].span;
                found.push(Statement {
                    chain,
                    sentence,
                    content: attribution.content.clone(),
                    quote: attribution.quote,
                });
            }
        }
        found.sort_by_key(|statement| statement.content.first().map(|part| part.start));
        found
    }

    /// The sentences that tell something and belong to none of the `statements`: what the writer tells, and what is
    /// carried on from a source named before. In the order of the text.
    pub fn narration(&self, scene: &Scene, statements: &[Statement], actors: &dyn HolderResolver) -> Vec<Statement> {
        let told = (0..scene.sentences.len()).filter_map(|sentence| {
            let root = telling_root(scene, sentence)?;
            let span = scene.parse.sentences[sentence].span;
            let told = statements.iter().flat_map(|statement| &statement.content);
            let stated: usize = told.filter_map(|part| shared(*part, span)).map(|part| part.len()).sum();
            // A sentence of saying is mostly what is said; what is left of it is the saying.
            let says = self.list().any(|found| {
                let elsewhere = found.content.iter().all(|part| !part.overlaps(span));
                let here = statements.iter().any(|statement| statement.sentence == span);
                found.cue_word == root && !found.content.is_empty() && (elsewhere || here)
            });
            if says || 5 * stated > 2 * span.len() {
                return None;
            }
            let chain = self.chain(scene, root, actors);
            // A source of its own sentence ("the idea was to ...") would be among the statements.
            let elsewhere =
                chain.innermost().is_some_and(|link| link.holder.span.is_some_and(|holder| !span.contains(holder)));
            let chain = if elsewhere { chain } else { Chain::publisher() };
            Some(Statement { chain, sentence: span, content: vec![span], quote: Quote::Indirect })
        });
        told.collect()
    }
}

/// What two spans share.
pub(super) fn shared(a: Span, b: Span) -> Option<Span> {
    a.overlaps(b).then(|| Span::new(a.start.max(b.start), a.end.min(b.end)))
}

/// The word that a sentence hangs on, if it is a clause that tells something: no heading, question or list.
fn telling_root(scene: &Scene, sentence: usize) -> Option<Word> {
    const FEWEST_WORDS: usize = 5;
    let syntax = &scene.sentences[sentence];
    let words = (0..syntax.len()).filter(|&word| syntax.token(word).upos != Upos::Punct).count();
    let root = (0..syntax.len()).find(|&word| syntax.head(word).is_none())?;
    let asks = scene.words_at(syntax.sentence.span).trim_end().ends_with('?');
    let is_clause =
        syntax.child(root, &["nsubj", "csubj"]).is_some() || syntax.token(root).feats.has("VerbForm", "Fin");
    // A tree that takes the verb for a participle: a heading has no full stop.
    let text = scene.words_at(syntax.sentence.span).trim_end();
    let stops =
        text.ends_with(['.', '!', '”', '"']) && (0..syntax.len()).any(|word| syntax.token(word).upos == Upos::Verb);
    let tells = words >= FEWEST_WORDS && !asks && !text.ends_with(':') && (is_clause || stops);
    tells.then(|| Word::new(sentence, root))
}
