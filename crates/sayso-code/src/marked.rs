//! Example sentences of the lexicon: `[actor or source] *trigger or cue* <recipient> {content}`.

use sayso_core::Span;

/// A sentence with marks taken out, and where they stood. What a mark stands for, each kind of rule says for itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkedSentence {
    /// The sentence.
    pub text: String,
    /// Between `[` and `]`: who acts, whom a tie comes from, who says so.
    pub square: Vec<Span>,
    /// Between `*` and `*`: the trigger or cue, or a label.
    pub starred: Vec<Span>,
    /// Between `<` and `>`: who is acted upon.
    pub angled: Vec<Span>,
    /// Between `{` and `}`: what is said, or the act whose factuality is meant.
    pub braced: Vec<Span>,
}

impl MarkedSentence {
    /// Takes the marks out of a sentence. A mark that is not closed marks nothing.
    pub fn read(marked: &str) -> MarkedSentence {
        let mut sentence = MarkedSentence::default();
        let [mut square, mut starred, mut angled, mut braced] = [None; 4];
        for character in marked.chars() {
            let at = sentence.text.len();
            let close = |open: &mut Option<usize>| open.take().map(|start| Span::new(start, at));
            match character {
                '[' => square = Some(at),
                '<' => angled = Some(at),
                '{' => braced = Some(at),
                ']' => sentence.square.extend(close(&mut square)),
                '>' => sentence.angled.extend(close(&mut angled)),
                '}' => sentence.braced.extend(close(&mut braced)),
                '*' => match close(&mut starred) {
                    Some(span) => sentence.starred.push(span),
                    None => starred = Some(at),
                },
                _ => sentence.text.push(character),
            }
        }
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_remembered() {
        let sentence = MarkedSentence::read("{They fled}, [Ann] *said*.");
        assert_eq!(sentence.text, "They fled, Ann said.");
        assert_eq!(sentence.square, [Span::new(11, 14)]);
        assert_eq!(sentence.starred, [Span::new(15, 19)]);
        assert_eq!(sentence.braced, [Span::new(0, 9)]);
        assert_eq!(MarkedSentence::read("open [ only").square, []);
    }

    #[test]
    fn roles_of_an_act_are_remembered() {
        let example = MarkedSentence::read("[Police] *arrested* <a man>.");
        assert_eq!(example.text, "Police arrested a man.");
        assert_eq!(example.starred[0].of(&example.text), "arrested");
        assert_eq!(example.square[0].of(&example.text), "Police");
        assert_eq!(example.angled[0].of(&example.text), "a man");
    }

    #[test]
    fn marks_that_don_t_close_mark_nothing() {
        let example = MarkedSentence::read("a < b [c *d");
        assert_eq!(example, MarkedSentence { text: "a  b c d".into(), ..MarkedSentence::default() });
    }
}
