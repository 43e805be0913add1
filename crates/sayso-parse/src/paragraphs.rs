//! Lines to paragraphs: a line break ends a paragraph, unless the text was wrapped at a fixed width or goes on in lower case.

use crate::datelines::dateline;
use sayso_core::Span;

/// Lines shorter than this are no evidence of wrapping, and a break behind them is a real one.
const WRAPPED_FROM: usize = 40;
/// No text is wrapped wider than this.
const WRAPPED_TO: usize = 130;

struct Line {
    span: Span,
    characters: usize,
    /// Whether an empty line or the end of the text follows.
    last: bool,
}

/// The paragraphs of a text, in order, none empty. A paragraph of a wrapped text holds its line breaks; the dateline of
/// the first one is a paragraph of its own.
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut out: Vec<Span> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        match out.last_mut().filter(|_| open) {
            Some(paragraph) => paragraph.end = line.span.end,
            None => out.push(line.span),
        }
        let goes_on = || lines.get(at + 1).is_some_and(|next| goes_on(text, line, next));
        open = !line.last && line.characters >= WRAPPED_FROM && (wrapped || goes_on());
    }
    cut_dateline(text, &mut out);
    out
}

/// The dateline of the text: at its head, or below a caption or a heading.
fn cut_dateline(text: &str, paragraphs: &mut Vec<Span>) {
    const DEEPEST: usize = 3;
    for at in 0..paragraphs.len().min(DEEPEST) {
        let Some(paragraph) = paragraphs.get(at).copied() else { return };
        let Some(length) = dateline(paragraph.of(text)) else { continue };
        let cut = Span::new(paragraph.start, paragraph.start + length);
        let rest = Span::new(cut.end, paragraph.end).trimmed(text);
        // Further down "Watch: ..." or a speaker's name is likelier than a town, unless the town is shouted.
        let place = cut.of(text).split([',', '(', '-', '—', '–', ':']).next().unwrap_or("");
        let is_shouted = place.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if (at == 0 || is_shouted) && !rest.is_empty() {
            if let Some(slot) = paragraphs.get_mut(at) {
                *slot = cut;
            }
            paragraphs.insert(at + 1, rest);
            return;
        }
    }
}

/// Trimmed lines that hold something.
fn lines(text: &str) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            if let Some(before) = out.last_mut() {
                before.last = true;
            }
        } else {
            let start = at + (line.len() - line.trim_start().len());
            let span = Span::new(start, start + trimmed.len());
            out.push(Line { span, characters: trimmed.chars().count(), last: false });
        }
        at += line.len() + 1;
    }
    out
}

/// "The Front denied that its / members had left": a line that stops within a sentence which the next one goes on with.
fn goes_on(text: &str, line: &Line, next: &Line) -> bool {
    let end = line.span.of(text).chars().next_back();
    let begin = next.span.of(text).chars().next();
    end.is_some_and(|c| c.is_alphanumeric() || c == ',') && begin.is_some_and(char::is_lowercase)
}

/// Whether lines break where the width ends: several long lines stop within a sentence and go on in lower case.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let (mut breaks, mut inside) = (0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.last {
            continue;
        }
        if line.characters > WRAPPED_TO {
            return false;
        }
        breaks += 1;
        inside += usize::from(goes_on(text, line, next) && line.characters >= WRAPPED_FROM);
    }
    inside >= 2 && inside * 3 >= breaks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|span| &text[span.start..span.end]).collect()
    }

    #[test]
    fn a_break_ends_a_paragraph() {
        assert_eq!(
            parts("Talks fail\n\n  The talks failed. \r\nNo date was set.\n"),
            ["Talks fail", "The talks failed.", "No date was set."]
        );
        assert!(parts(" \n\t\n").is_empty());
    }

    #[test]
    fn a_sentence_that_goes_on_in_the_next_line_is_one() {
        let text = "The Front denied on Monday evening that its\nmembers had left. It gave no reason.\nThe police did.";
        assert_eq!(
            parts(text),
            ["The Front denied on Monday evening that its\nmembers had left. It gave no reason.", "The police did."]
        );
        // Short lines are a list.
        assert_eq!(parts("for sale:\napples,\npears"), ["for sale:", "apples,", "pears"]);
    }

    #[test]
    fn a_dateline_is_apart() {
        assert_eq!(parts("NORTHPORT - Talks failed."), ["NORTHPORT -", "Talks failed."]);
        assert_eq!(parts("A caption.\nNORTHPORT - Talks failed."), ["A caption.", "NORTHPORT -", "Talks failed."]);
        assert_eq!(parts("The news.\nWatch: Talks failed."), ["The news.", "Watch: Talks failed."]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The foreign ministry of Veld said on Monday that\nthe talks with Tarn had been broken off, and\nthat no date for \
                    new ones had been set so far.\n\nMore follows.";
        assert_eq!(parts(text).len(), 2);
    }

    proptest! {
        #[test]
        fn nothing_visible_is_lost(text in "[ a-z.\\n]{0,300}") {
            let held: usize = parts(&text).iter().map(|part| part.chars().filter(|c| !c.is_whitespace()).count()).sum();
            prop_assert_eq!(held, text.chars().filter(|c| !c.is_whitespace()).count());
        }
    }
}
