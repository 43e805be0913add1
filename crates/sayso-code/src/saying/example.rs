//! Example sentences of the lexicon: `[source] *cue* {content}`.

use super::{Attribution, Attributions};
use sayso_core::Span;

/// A sentence with marks taken out, and where they stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkedSentence {
    /// The sentence.
    pub text: String,
    /// Between `[` and `]`: the source.
    pub source: Vec<Span>,
    /// Between `*` and `*`: the cue.
    pub cue: Vec<Span>,
    /// Between `{` and `}`: what is said, or the act whose factuality is meant.
    pub content: Vec<Span>,
}

impl MarkedSentence {
    /// Takes the marks out of a sentence. A mark that is not closed marks nothing.
    pub fn read(marked: &str) -> MarkedSentence {
        let mut sentence = MarkedSentence::default();
        let (mut source, mut cue, mut content) = (None, None, None);
        for ch in marked.chars() {
            let at = sentence.text.len();
            match ch {
                '[' => source = Some(at),
                '{' => content = Some(at),
                ']' => sentence.source.extend(source.take().map(|start| Span::new(start, at))),
                '}' => sentence.content.extend(content.take().map(|start| Span::new(start, at))),
                '*' => match cue.take() {
                    Some(start) => sentence.cue.push(Span::new(start, at)),
                    None => cue = Some(at),
                },
                _ => sentence.text.push(ch),
            }
        }
        sentence
    }

    /// Whether a rule found what is marked; otherwise what it found instead.
    pub fn check(&self, found: &Attributions, rule: &str) -> Result<(), String> {
        let fits = |one: &&Attribution| {
            let meets = |marked: &[Span], spans: &[Span]| {
                marked.iter().all(|mark| spans.iter().any(|span| span.overlaps(*mark)))
            };
            let source: Vec<Span> = one.source.iter().map(|source| source.full.join(source.span)).collect();
            one.rule == rule
                && meets(&self.cue, &one.cue)
                && meets(&self.source, &source)
                && self.source.is_empty() == source.is_empty()
                && meets(&self.content, &one.content)
        };
        if found.all().iter().any(|one| fits(&one)) {
            return Ok(());
        }
        let mut instead = String::new();
        for one in found.all() {
            let words = |spans: &[Span]| spans.iter().map(|span| span.of(&self.text)).collect::<Vec<_>>().join(" … ");
            let source = one.source.map_or("nobody", |source| source.full.of(&self.text));
            instead += &format!("\n    {}: [{source}] *{}* {{{}}}", one.rule, words(&one.cue), words(&one.content));
        }
        Err(if instead.is_empty() { "nothing".to_string() } else { instead })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_remembered() {
        let sentence = MarkedSentence::read("{They fled}, [Ann] *said*.");
        assert_eq!(sentence.text, "They fled, Ann said.");
        assert_eq!(sentence.source, [Span::new(11, 14)]);
        assert_eq!(sentence.cue, [Span::new(15, 19)]);
        assert_eq!(sentence.content, [Span::new(0, 9)]);
        assert_eq!(MarkedSentence::read("open [ only").source, []);
    }
}
