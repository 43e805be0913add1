//! Where quotation marks open and close, over sentences and paragraphs.

use sayso_core::Span;

/// A stretch in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// What stands inside, one span for each paragraph.
    pub parts: Vec<Span>,
    /// From the opening to the closing mark.
    pub outer: Span,
}

impl Quotation {
    /// Whether the span lies inside the marks.
    pub fn holds(&self, span: Span) -> bool {
        self.parts.iter().any(|part| part.contains(span))
    }

    /// Number of words inside.
    pub fn words(&self, text: &str) -> usize {
        self.parts.iter().map(|part| part.of(text).split_whitespace().count()).sum()
    }
}

/// Curly and straight marks of one kind open and close one another.
const DOUBLE: char = '"';
const SINGLE: char = '\'';

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Open(char),
    Close(char),
}

/// The quotations of a text, outer ones only, in its order.
///
/// Straight marks open after white space or a bracket and close otherwise. A quotation that is not closed by the end
/// of its paragraph goes on where the next paragraph opens with the same mark again, and ends there otherwise.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    // The open quotation: its kind, the byte of its mark, finished parts, start of the current part.
    let mut open: Option<(char, usize, Vec<Span>, usize)> = None;
    let mut at_line_start = true;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        if ch == '\n' {
            if let Some((kind, start, mut parts, from)) = open.take() {
                let here = Span::new(from, at).trimmed(text);
                if !here.is_empty() {
                    parts.push(here);
                }
                let rest = text[at..].trim_start();
                if rest.chars().next().is_some_and(|next| opens(next) == Some(kind)) || closes_first(rest, kind) {
                    // Without a mark at its head the paragraph begins with its first word.
                    open = Some((kind, start, parts, text.len() - rest.len()));
                } else if let Some(last) = parts.last().copied() {
                    found.push(Quotation { parts, outer: Span::new(start, last.end) });
                }
            }
            at_line_start = true;
            before = ch;
            continue;
        }
        let single = |mark: char| matches!(mark, '‘' | '’' | '\'');
        let width = ch.len_utf8() + if single(ch) && single(after) { after.len_utf8() } else { 0 };
        // A mark the wrong way round is told by what stands beside it.
        let mark = match mark(ch, before, after) {
            Some(Mark::Close(kind))
                if kind != SINGLE && open.is_none() && before.is_whitespace() && after.is_alphanumeric() =>
            {
                Some(Mark::Open(kind))
            }
            Some(Mark::Open(kind))
                if kind != SINGLE && !before.is_whitespace() && is_stop(before) && after.is_whitespace() =>
            {
                Some(Mark::Close(kind))
            }
            // "”He went,“ she said": of two marks the wrong way round the second closes.
            Some(Mark::Open(kind))
                if kind != SINGLE
                    && open.as_ref().is_some_and(|(same, ..)| *same == kind)
                    && !before.is_whitespace()
                    && !after.is_alphanumeric() =>
            {
                Some(Mark::Close(kind))
            }
            mark => mark,
        };
        match mark {
            Some(Mark::Close(kind)) if kind != SINGLE && open.is_none() && is_stop(before) => {
                // Never opened: it goes back to the sentence after the last quotation of the paragraph.
                let from = unopened(text, at, found.last());
                let part = Span::new(from, at).trimmed(text);
                if !part.is_empty() {
                    found.push(Quotation { parts: vec![part], outer: Span::new(part.start, at + width) });
                }
            }
            Some(Mark::Open(kind)) => match &mut open {
                // The mark that is repeated at the head of a paragraph.
                Some((same, _, _, from)) if *same == kind && at_line_start => *from = at + width,
                // A mark that opens after a full stop: the one before was never closed. It holds one sentence.
                Some((same, start, _, from)) if *same == kind && after_stop(text, at) => {
                    let (start, from) = (*start, *from);
                    let end = first_stop(text, from, at);
                    let part = Span::new(from, end).trimmed(text);
                    if !part.is_empty() {
                        found.push(Quotation { parts: vec![part], outer: Span::new(start, end) });
                    }
                    open = Some((kind, at, Vec::new(), at + width));
                }
                Some(_) => {}
                // An apostrophe that is never closed ('em) opens nothing.
                None if kind == SINGLE && !is_closed(&text[at + width..], kind) => {}
                None => open = Some((kind, at, Vec::new(), at + width)),
            },
            Some(Mark::Close(kind)) if open.as_ref().is_some_and(|(same, ..)| *same == kind) => {
                if let Some((_, start, mut parts, from)) = open.take() {
                    let here = Span::new(from, at).trimmed(text);
                    if !here.is_empty() {
                        parts.push(here);
                    }
                    if !parts.is_empty() {
                        found.push(Quotation { parts, outer: Span::new(start, at + width) });
                    }
                }
            }
            _ => {}
        }
        if !ch.is_whitespace() {
            at_line_start = false;
        }
        before = ch;
    }
    if let Some((_, start, mut parts, from)) = open {
        parts.push(Span::new(from, text.len()).trimmed(text));
        parts.retain(|part| !part.is_empty());
        if let Some(last) = parts.last().copied() {
            found.push(Quotation { parts, outer: Span::new(start, last.end) });
        }
    }
    found
}

/// Signs that stand before the mark that closes a quotation.
fn is_stop(ch: char) -> bool {
    matches!(ch, '.' | ',' | '!' | '?' | '…' | '’')
}

/// Where a quotation that ends at `at` and was never opened may begin: at its paragraph, or at the first sentence after
/// the quotation before it.
fn unopened(text: &str, at: usize, last: Option<&Quotation>) -> usize {
    let paragraph = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let after = last.map_or(0, |last| last.outer.end).min(at);
    if after <= paragraph {
        return paragraph;
    }
    let rest = &text[after..at];
    let stop = rest
        .char_indices()
        .find(|&(place, ch)| is_stop(ch) && ch != ',' && rest[place + ch.len_utf8()..].starts_with(' '));
    stop.map_or(at, |(place, ch)| after + place + ch.len_utf8())
}

/// Whether a sentence ends before `at`.
fn after_stop(text: &str, at: usize) -> bool {
    text[..at].trim_end().ends_with(['.', '!', '?'])
}

/// The end of the first sentence from `from` on, at most `to`.
fn first_stop(text: &str, from: usize, to: usize) -> usize {
    let inside = &text[from..to];
    inside
        .char_indices()
        .find(|&(at, ch)| matches!(ch, '.' | '!' | '?') && inside[at + 1..].starts_with(char::is_whitespace))
        .map_or(to, |(at, _)| from + at + 1)
}

/// Whether a paragraph closes a quotation before it opens one: the mark at its head was left out.
fn closes_first(paragraph: &str, kind: char) -> bool {
    const REACH: usize = 1000;
    /// Curly marks tell opening from closing, so that they may stand farther apart.
    const REACH_OF_CURLY: usize = 8000;
    let mut before = ' ';
    let mut chars = paragraph.char_indices().peekable();
    let mut ended = false;
    while let Some((at, ch)) = chars.next() {
        ended |= ch == '\n' || at > REACH;
        if at > REACH_OF_CURLY || kind == SINGLE || ended && ch == '"' {
            return false;
        }
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        match mark(ch, before, after) {
            Some(Mark::Close(found)) if found == kind => return true,
            Some(Mark::Open(found)) if found == kind => return false,
            _ => {}
        }
        before = ch;
    }
    false
}

/// Whether a single mark is closed within its paragraph and within reach.
fn is_closed(rest: &str, kind: char) -> bool {
    const REACH: usize = 2000;
    let mut before = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        if ch == '\n' || at > REACH {
            return false;
        }
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        if mark(ch, before, after) == Some(Mark::Close(kind)) {
            return true;
        }
        before = ch;
    }
    false
}

fn opens(ch: char) -> Option<char> {
    match ch {
        '“' | '„' | '"' => Some(DOUBLE),
        '«' => Some('«'),
        '‘' | '\'' => Some(SINGLE),
        _ => None,
    }
}

fn mark(ch: char, before: char, after: char) -> Option<Mark> {
    let free_before =
        before.is_whitespace() || matches!(before, '(' | '[' | '-' | '–' | '—' | '/' | ':' | '“' | '"' | '‘' | '\'');
    let free_after = after.is_whitespace()
        || matches!(after, ')' | ']' | ',' | '.' | ';' | ':' | '?' | '!' | '”' | '"' | '-' | '–' | '—' | '’' | '\'');
    match ch {
        '“' | '„' => Some(Mark::Open(DOUBLE)),
        '”' => Some(Mark::Close(DOUBLE)),
        '«' => Some(Mark::Open('«')),
        '»' => Some(Mark::Close('«')),
        '"' if free_before && !after.is_whitespace() => Some(Mark::Open(DOUBLE)),
        '"' => Some(Mark::Close(DOUBLE)),
        // Two single marks in a row stand for a double one; the second of them is passed over.
        '‘' | '’' | '\'' if before == ch && matches!(ch, '‘' | '’' | '\'') => None,
        '‘' | '’' | '\'' if after == ch || ch == '‘' && after == '’' => {
            Some(if free_before { Mark::Open(DOUBLE) } else { Mark::Close(DOUBLE) })
        }
        '’' if before == '‘' => None,
        '‘' if free_before => Some(Mark::Open(SINGLE)),
        // An apostrophe looks the same: it closes only where a word ends.
        '’' if !before.is_whitespace() && free_after => Some(Mark::Close(SINGLE)),
        '\'' if free_before && after.is_alphabetic() => Some(Mark::Open(SINGLE)),
        '\'' if !before.is_whitespace() && free_after => Some(Mark::Close(SINGLE)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inside(text: &str) -> Vec<Vec<&str>> {
        quotations(text).iter().map(|quote| quote.parts.iter().map(|part| part.of(text)).collect()).collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        assert_eq!(inside("He said: \"We came.\" Then \"left\"."), [["We came."], ["left"]]);
        assert_eq!(inside("“It’s the ministry’s,” she said."), [["It’s the ministry’s,"]]);
        assert_eq!(inside("‘We don’t know’, he said."), [["We don’t know"]]);
        assert_eq!(inside("‘’We went,’’ he said. ''So did they.''"), [["We went,"], ["So did they."]]);
        assert_eq!(inside("The rebels' camp and the 'camp' of others'."), [["camp"]]);
    }

    #[test]
    fn paragraphs_carry_on_where_the_mark_is_repeated() {
        assert_eq!(inside("“One.\n\n“Two,” he said."), [["One.", "Two,"]]);
        assert_eq!(inside("\"One.\n\nTwo, he said."), [["One."]]);
        assert_eq!(inside("“One.\n\nTwo,” he said. “Three.”"), [vec!["One.", "Two,"], vec!["Three."]]);
    }

    proptest! {
        #[test]
        fn parts_lie_inside_and_in_order(text in "[ab \\n\"“”‘’'«».,é]{0,60}") {
            let mut last = 0;
            for quote in quotations(&text) {
                for part in &quote.parts {
                    prop_assert!(text.get(part.start..part.end).is_some());
                    prop_assert!(part.start >= last && !part.is_empty());
                    last = part.end;
                }
            }
        }
    }
}
