//! Whether a rule of saying finds what its example marks: `[source] *cue* {content}`.

use super::{Attribution, Attributions};
use crate::marked::MarkedSentence;
use sayso_core::Span;

/// Whether a rule found what is marked; otherwise what it found instead.
pub fn check_example(sentence: &MarkedSentence, found: &Attributions, rule: &str) -> Result<(), String> {
    let fits = |one: &&Attribution| {
        let meets =
            |marked: &[Span], spans: &[Span]| marked.iter().all(|mark| spans.iter().any(|span| span.overlaps(*mark)));
        let source: Vec<Span> = one.source.iter().map(|source| source.full.join(source.span)).collect();
        one.rule == rule
            && meets(&sentence.starred, &one.cue)
            && meets(&sentence.square, &source)
            && sentence.square.is_empty() == source.is_empty()
            && meets(&sentence.braced, &one.content)
    };
    if found.all().iter().any(|one| fits(&one)) {
        return Ok(());
    }
    let mut instead = String::new();
    for one in found.all() {
        let words = |spans: &[Span]| spans.iter().map(|span| span.of(&sentence.text)).collect::<Vec<_>>().join(" … ");
        let source = one.source.map_or("nobody", |source| source.full.of(&sentence.text));
        instead += &format!("\n    {}: [{source}] *{}* {{{}}}", one.rule, words(&one.cue), words(&one.content));
    }
    Err(if instead.is_empty() { "nothing".to_string() } else { instead })
}
