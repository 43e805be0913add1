//! What the sources of a document say, for people to read beside the records.

use super::{Attributions, HolderResolver};
use crate::scene::Scene;
use sayso_core::{Chain, Quote, Span};

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
}
