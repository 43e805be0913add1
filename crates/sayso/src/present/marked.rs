//! A sentence with its trigger and roles marked, wrapped to a width.

use anstyle::{AnsiColor, Style};
use sayso_core::Span;

/// What a stretch of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The word that names the act.
    Trigger,
    /// Who acts.
    Actor,
    /// Who is acted upon.
    Recipient,
    /// Who says so.
    Holder,
    /// The word that carries the attribution.
    Cue,
    /// Where or when.
    Circumstance,
}

impl Mark {
    fn signs(self) -> (&'static str, &'static str) {
        match self {
            Mark::Trigger => ("*", "*"),
            Mark::Actor => ("[", "]"),
            Mark::Recipient => ("<", ">"),
            Mark::Holder => ("{", "}"),
            Mark::Cue | Mark::Circumstance => ("", ""),
        }
    }

    fn style(self) -> Style {
        match self {
            Mark::Trigger => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
            Mark::Actor => Style::new().bold().fg_color(Some(AnsiColor::Blue.into())),
            Mark::Recipient => Style::new().bold().fg_color(Some(AnsiColor::Green.into())),
            Mark::Holder => Style::new().fg_color(Some(AnsiColor::Magenta.into())),
            Mark::Cue => Style::new().underline(),
            Mark::Circumstance => Style::new().fg_color(Some(AnsiColor::Cyan.into())),
        }
    }
}

/// How to mark: by colours on a terminal, by signs elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    /// ANSI colours.
    Colours,
    /// `*trigger*`, `[actor]`, `<recipient>`, `{holder}`.
    Signs,
}

/// What the marks mean, in one line.
pub fn legend(marking: Marking) -> String {
    let named = [
        (Mark::Actor, "who acts"),
        (Mark::Recipient, "who is acted upon"),
        (Mark::Trigger, "the act"),
        (Mark::Holder, "who says so"),
    ];
    let marked = named.map(|(mark, words)| match marking {
        Marking::Signs => {
            let (open, close) = mark.signs();
            format!("{open}{words}{close}")
        }
        Marking::Colours => format!("{}{words}{}", mark.style().render(), mark.style().render_reset()),
    });
    marked.join(" ")
}

/// The words of `sentence` with marks, in lines of at most `width` columns, each begun with `indent`.
pub fn lines(
    text: &str,
    sentence: Span,
    marks: &[(Span, Mark)],
    marking: Marking,
    width: usize,
    indent: &str,
) -> Vec<String> {
    let mut marks: Vec<(Span, Mark)> =
        marks.iter().copied().filter(|(span, _)| !span.is_empty() && sentence.contains(*span)).collect();
    marks.sort_by_key(|(span, mark)| (span.start, std::cmp::Reverse(span.end), *mark));
    marks.dedup();
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::from(indent);
    let mut columns = indent.chars().count();
    for (start, word) in words(text, sentence) {
        let (shown, length) = marked_word(start, word, &marks, marking);
        let is_first = columns == indent.chars().count();
        if !is_first && columns + 1 + length > width {
            lines.push(std::mem::replace(&mut line, String::from(indent)));
            columns = indent.chars().count();
        } else if !is_first {
            line.push(' ');
            columns += 1;
        }
        line.push_str(&shown);
        columns += length;
    }
    lines.push(line);
    lines
}

/// Words with the byte they start at.
fn words(text: &str, sentence: Span) -> Vec<(usize, &str)> {
    let inside = sentence.of(text);
    inside
        .split_whitespace()
        .map(|word| (sentence.start + (word.as_ptr() as usize - inside.as_ptr() as usize), word))
        .collect()
}

/// A word with what opens and closes in it, and its length in columns.
fn marked_word(start: usize, word: &str, marks: &[(Span, Mark)], marking: Marking) -> (String, usize) {
    match marking {
        Marking::Signs => {
            let shown = signed(start, word, marks);
            let length = shown.chars().count();
            (shown, length)
        }
        Marking::Colours => (coloured(start, word, marks), word.chars().count()),
    }
}

fn signed(start: usize, word: &str, marks: &[(Span, Mark)]) -> String {
    let mut out = String::new();
    for (offset, character) in word.char_indices() {
        let at = start + offset;
        marks
            .iter()
            .rev()
            .filter(|(span, _)| span.end == at && span.start < at && offset > 0)
            .for_each(|(_, mark)| out.push_str(mark.signs().1));
        marks.iter().filter(|(span, _)| span.start == at).for_each(|(_, mark)| out.push_str(mark.signs().0));
        out.push(character);
    }
    let end = start + word.len();
    marks.iter().rev().filter(|(span, _)| span.end == end).for_each(|(_, mark)| out.push_str(mark.signs().1));
    out
}

fn coloured(start: usize, word: &str, marks: &[(Span, Mark)]) -> String {
    let mark_at =
        |at: usize| marks.iter().filter(|(span, _)| span.start <= at && at < span.end).map(|(_, mark)| *mark).min();
    let mut out = String::new();
    let mut now: Option<Mark> = None;
    for (offset, character) in word.char_indices() {
        let mark = mark_at(start + offset);
        if mark != now {
            if let Some(old) = now {
                out.push_str(&old.style().render_reset().to_string());
            }
            if let Some(new) = mark {
                out.push_str(&new.style().render().to_string());
            }
            now = mark;
        }
        out.push(character);
    }
    if let Some(old) = now {
        out.push_str(&old.style().render_reset().to_string());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_at_the_words() {
        let text = "Police arrested the protesters.";
        let marks =
            [(Span::new(0, 6), Mark::Actor), (Span::new(7, 15), Mark::Trigger), (Span::new(16, 30), Mark::Recipient)];
        let lines = lines(text, Span::new(0, text.len()), &marks, Marking::Signs, 80, "  ");
        assert_eq!(lines, ["  [Police] *arrested* <the protesters>."]);
    }

    #[test]
    fn lines_keep_to_the_width() {
        let text = "one two three four five six seven eight nine ten";
        for line in lines(text, Span::new(0, text.len()), &[], Marking::Signs, 20, "> ") {
            assert!(line.chars().count() <= 20, "{line}");
        }
    }

    #[test]
    fn colours_don_t_count_as_columns() {
        let text = "Police arrested them.";
        let marks = [(Span::new(7, 15), Mark::Trigger)];
        let lines = lines(text, Span::new(0, text.len()), &marks, Marking::Colours, 24, "");
        assert_eq!(lines.len(), 1);
        assert!(lines[0].contains('\u{1b}'));
    }
}
