//! Quotations in a text, and whether one was altered against another.

use sayso_core::Span;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A stretch of text in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// What stands between the marks, in bytes.
    pub inside: Span,
}

/// A quotation without an end is closed after this many bytes at the latest: a lost mark must not quote a whole text.
const LONGEST: usize = 2_500;

/// The quotations of `text` in double marks (straight, curly, angled) and in single curly or straight ones that open
/// before a word and close after one. A quotation that runs on in the next paragraph with a new opening mark gives
/// one stretch for each paragraph. Nested quotations belong to the outer one.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next();
        open = match open {
            Some((from, _)) if c == '\n' || at - from > LONGEST => {
                found.push((from, at));
                None
            }
            Some((from, mark)) if closes(mark, c, before, after) => {
                found.push((from, at));
                None
            }
            None if opens(c, before, after) => Some((at + c.len_utf8(), c)),
            other => other,
        };
        before = Some(c);
    }
    if let Some((from, _)) = open {
        found.push((from, text.len()));
    }
    found
        .into_iter()
        .map(|(from, to)| Quotation { inside: Span::new(from, to).trimmed(text) })
        .filter(|quotation| !quotation.inside.is_empty())
        .collect()
}

fn opens(c: char, before: Option<char>, after: Option<char>) -> bool {
    let apart = before.is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-'));
    let word = after.is_some_and(|after| !after.is_whitespace());
    match c {
        '“' | '„' | '«' => true,
        '"' => word && (apart || before.is_some_and(|before| !before.is_alphanumeric())),
        '‘' => apart && word,
        '\'' => apart && after.is_some_and(char::is_alphabetic),
        _ => false,
    }
}

fn closes(opened: char, c: char, before: Option<char>, after: Option<char>) -> bool {
    let ends =
        || before.is_some_and(|before| !before.is_whitespace()) && after.is_none_or(|after| !after.is_alphanumeric());
    match opened {
        '“' | '„' => matches!(c, '”' | '“' | '"'),
        '«' => c == '»',
        '"' => matches!(c, '"' | '”'),
        '‘' => c == '’' && ends(),
        _ => c == '\'' && ends(),
    }
}

/// A word or stretch of words that differs between two renderings of one quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alteration {
    /// The words of the first; empty where the second has words more.
    pub before: String,
    /// The words of the second; empty where it leaves words out.
    pub after: String,
}

/// What differs between the quotation `original` and its later rendering `copy`, both without their marks.
///
/// No alteration are: other marks, case, punctuation; words left out where the copy shows an ellipsis; words in square
/// brackets in place of others; words that one of both has more at its start or end: it quotes more.
pub fn alterations(original: &str, copy: &str) -> Vec<Alteration> {
    let (a, b) = (pieces(original), pieces(copy));
    let forms = |pieces: &[Piece]| pieces.iter().map(|piece| piece.form.clone()).collect::<Vec<_>>();
    let (a_forms, b_forms) = (forms(&a), forms(&b));
    let mut changes: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &a_forms, &b_forms) {
        if operation.tag() == DiffTag::Equal {
            continue;
        }
        match changes.last_mut() {
            // A replacement may come as a deletion and an insertion.
            Some((old, new)) if old.end == operation.old_range().start && new.end == operation.new_range().start => {
                old.end = operation.old_range().end;
                new.end = operation.new_range().end;
            }
            _ => changes.push((operation.old_range(), operation.new_range())),
        }
    }
    changes
        .into_iter()
        .filter(|(old, new)| !is_shown(&b, old, new) && !is_edge((a.len(), b.len()), old, new))
        .map(|(old, new)| Alteration { before: joined(&a, old), after: joined(&b, new) })
        .filter(|change| !change.before.is_empty() || !change.after.is_empty())
        .collect()
}

/// Whether the copy shows that something was changed there: an ellipsis, a square bracket.
fn is_shown(b: &[Piece], old: &std::ops::Range<usize>, new: &std::ops::Range<usize>) -> bool {
    let marked = b.get(new.clone()).is_some_and(|pieces| pieces.iter().all(|piece| piece.shows_change));
    if new.is_empty() { old.is_empty() } else { marked }
}

/// Whether one of both is only longer at its start or end.
fn is_edge((a, b): (usize, usize), old: &std::ops::Range<usize>, new: &std::ops::Range<usize>) -> bool {
    (new.is_empty() && (old.start == 0 || old.end == a)) || (old.is_empty() && (new.start == 0 || new.end == b))
}

fn joined(pieces: &[Piece], range: std::ops::Range<usize>) -> String {
    let words = pieces.get(range).unwrap_or_default().iter().filter(|piece| !piece.shows_change);
    words.map(|piece| piece.written.as_str()).collect::<Vec<_>>().join(" ")
}

struct Piece {
    written: String,
    form: String,
    shows_change: bool,
}

fn pieces(quotation: &str) -> Vec<Piece> {
    let spaced = quotation.replace("...", " … ").replace('…', " … ").replace(['—', '–'], " ").replace('-', " ");
    let mut bracket = false;
    spaced
        .split_whitespace()
        .filter_map(|word| {
            bracket |= word.contains('[');
            let shows_change = bracket || word.contains('…');
            bracket &= !word.contains(']');
            let form: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let written = word.trim_matches(|c: char| !c.is_alphanumeric()).to_string();
            (!form.is_empty() || shows_change).then_some(Piece {
                written,
                form: if word.contains('…') { "…".to_string() } else { form },
                shows_change,
            })
        })
        .collect()
}

/// Share of the words of the shorter that both have in the same order, in [0, 1].
pub fn likeness(a: &str, b: &str) -> f64 {
    let forms = |text: &str| pieces(text).into_iter().map(|piece| piece.form).collect::<Vec<_>>();
    let (a, b) = (forms(a), forms(b));
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let same: usize = capture_diff_slices(Algorithm::Myers, &a, &b)
        .iter()
        .filter(|operation| operation.tag() == DiffTag::Equal)
        .map(|operation| operation.old_range().len())
        .sum();
    same as f64 / shorter as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|quotation| quotation.inside.of(text)).collect()
    }

    #[test]
    fn marks_of_all_sorts() {
        assert_eq!(inside("He said “no,” then \"yes\". «Si»"), ["no,", "yes", "Si"]);
        assert_eq!(inside("The ministers' 'peace plan' isn't Norland's."), ["peace plan"]);
        assert_eq!(inside("“We go.\n“We stay,” she said."), ["We go.", "We stay,"]);
        assert_eq!(inside("He said: \"It ended"), ["It ended"]);
        assert!(inside("It's the rebels' camp").is_empty());
    }

    #[test]
    fn changed_words_are_alterations() {
        let original = "We will never accept this shameful agreement";
        let change = |copy: &str| alterations(original, copy);
        assert_eq!(
            change("We will not accept this shameful agreement"),
            [Alteration { before: "never".into(), after: "not".into() }]
        );
        assert_eq!(
            change("We will never accept this agreement"),
            [Alteration { before: "shameful".into(), after: String::new() }]
        );
    }

    #[test]
    fn ellipses_brackets_cuts_and_marks_are_none() {
        let original = "We will never accept this shameful agreement, and they know it";
        for copy in [
            "we will never accept this shameful agreement",
            "We will never accept this … agreement, and they know it",
            "We will never accept this ... agreement",
            "[The government] will never accept this shameful agreement",
            "WE WILL NEVER ACCEPT THIS SHAMEFUL AGREEMENT — AND THEY KNOW IT!",
        ] {
            assert_eq!(alterations(original, copy), [], "{copy}");
        }
    }
}
