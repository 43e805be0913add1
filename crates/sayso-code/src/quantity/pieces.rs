//! Text in small pieces: words, numbers and signs, the same however the parser cuts words ("25-year-old", "$3m").

use sayso_core::Span;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Letters, with apostrophes inside.
    Word,
    /// Digits, with the points and commas of a number.
    Number,
    /// One other character.
    Sign,
}

/// A word, number or sign of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// Its kind.
    pub kind: PieceKind,
    /// In lower case, with straight apostrophes.
    pub lower: String,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether white space stands before it.
    pub spaced: bool,
}

impl Piece {
    /// Whether it is this word or sign.
    pub fn is(&self, text: &str) -> bool {
        self.lower == text
    }

    /// Its value if it is a number in digits: "1,200", "3.5".
    pub fn number(&self) -> Option<f64> {
        if self.kind != PieceKind::Number {
            return None;
        }
        let digits: String = self.lower.chars().filter(|&c| c != ',').collect();
        digits.parse().ok()
    }
}

/// Cuts `span` of `text` into pieces.
pub fn pieces(text: &str, span: Span) -> Vec<Piece> {
    let inside = span.of(text);
    let chars: Vec<(usize, char)> = inside.char_indices().collect();
    let at = |index: usize| chars.get(index).map(|&(_, c)| c);
    let byte = |index: usize| span.start + chars.get(index).map_or(inside.len(), |&(byte, _)| byte);
    let mut found = Vec::new();
    let mut next = 0;
    let mut spaced = false;
    while let Some(first) = at(next) {
        if first.is_whitespace() {
            spaced = true;
            next += 1;
            continue;
        }
        let start = next;
        next += 1;
        let kind = if first.is_ascii_digit() {
            while let Some(c) = at(next) {
                let inner = matches!(c, ',' | '.')
                    && at(next + 1).is_some_and(|c| c.is_ascii_digit())
                    && (c == '.' || is_group_of_three(&chars, next));
                if !c.is_ascii_digit() && !inner {
                    break;
                }
                next += 1;
            }
            PieceKind::Number
        } else if first.is_alphabetic() {
            while let Some(c) = at(next) {
                let apostrophe = matches!(c, '\'' | '’') && at(next + 1).is_some_and(char::is_alphabetic);
                if !c.is_alphabetic() && !apostrophe {
                    break;
                }
                next += 1;
            }
            PieceKind::Word
        } else {
            PieceKind::Sign
        };
        // A possessive ending is a piece of its own: "Friday's".
        let mut end = next;
        if kind == PieceKind::Word
            && next - start > 2
            && matches!(at(next - 2), Some('\'' | '’'))
            && at(next - 1) == Some('s')
        {
            end = next - 2;
        }
        push(&mut found, text, Span::new(byte(start), byte(end)), kind, spaced);
        if end < next {
            push(&mut found, text, Span::new(byte(end), byte(next)), PieceKind::Word, false);
        }
        spaced = false;
    }
    found
}

fn is_group_of_three(chars: &[(usize, char)], comma: usize) -> bool {
    let digits = chars.iter().skip(comma + 1).take_while(|(_, c)| c.is_ascii_digit()).count();
    // Groups of two stand in South Asian numbers: 1,50,000.
    digits == 3 || digits == 2 && matches!(chars.get(comma + 3), Some((_, ',')))
}

fn push(found: &mut Vec<Piece>, text: &str, span: Span, kind: PieceKind, spaced: bool) {
    let form = span.of(text);
    let capital = form.chars().next().is_some_and(char::is_uppercase);
    found.push(Piece { span, kind, lower: form.to_lowercase().replace('’', "'"), capital, spaced });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<String> {
        pieces(text, Span::new(0, text.len())).into_iter().map(|piece| piece.lower).collect()
    }

    #[test]
    fn numbers_keep_their_points_and_words_their_apostrophes() {
        assert_eq!(
            cut("A 25-year-old lost $1,250.50."),
            ["a", "25", "-", "year", "-", "old", "lost", "$", "1,250.50", "."]
        );
        assert_eq!(cut("Friday’s O'Neil, 7,8"), ["friday", "'s", "o'neil", ",", "7", ",", "8"]);
        assert_eq!(cut("1,50,000 7 2024,10"), ["1,50,000", "7", "2024", ",", "10"]);
    }

    proptest! {
        #[test]
        fn pieces_cover_everything_but_white_space(text in "\\PC{0,40}") {
            let found = pieces(&text, Span::new(0, text.len()));
            let mut end = 0;
            for piece in &found {
                prop_assert!(piece.span.start >= end && text.is_char_boundary(piece.span.end));
                prop_assert!(text[end..piece.span.start].chars().all(char::is_whitespace));
                end = piece.span.end;
            }
            prop_assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
