//! The lines of a dictionary without comments.

/// A line that holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// From 1.
    pub number: usize,
    /// Without comment and without white space at its ends.
    pub text: &'t str,
    /// As it stands in the file.
    pub whole: &'t str,
    /// It begins with white space.
    pub indented: bool,
    /// An empty line, or one with a comment alone, is before it.
    pub after_gap: bool,
}

/// The lines of a text: comments begin with `#`, with `;` behind a blank, or stand between `<!--` and `-->`.
pub(crate) fn of(text: &str) -> impl Iterator<Item = Line<'_>> {
    let (mut in_comment, mut gap) = (false, true);
    text.lines().enumerate().filter_map(move |(index, whole)| {
        let text = uncommented(whole, &mut in_comment);
        if text.trim().is_empty() {
            gap |= whole.trim().is_empty();
            return None;
        }
        let line = Line {
            number: index + 1,
            text: text.trim(),
            whole: whole.trim_end(),
            indented: text.starts_with(char::is_whitespace),
            after_gap: gap,
        };
        gap = false;
        Some(line)
    })
}

fn uncommented<'t>(line: &'t str, in_comment: &mut bool) -> &'t str {
    let mut line = line.trim_start_matches('\u{feff}');
    if *in_comment {
        let Some((_, rest)) = line.split_once("-->") else { return "" };
        *in_comment = false;
        line = rest;
    }
    for opening in ["<!--", "<! --"] {
        if let Some((before, rest)) = line.split_once(opening) {
            *in_comment = !rest.contains("-->");
            line = before;
        }
    }
    let hash = line.find('#').unwrap_or(line.len());
    let line = &line[..hash];
    let semicolon = line.match_indices(';').map(|(at, _)| at);
    let comment = semicolon.into_iter().find(|&at| line[..at].is_empty() || line[..at].ends_with(char::is_whitespace));
    &line[..comment.unwrap_or(line.len())]
}

/// Words in small letters with single blanks: `_` joins words in dictionaries. Behind it as behind a blank `;` begins a
/// comment.
pub(crate) fn words(text: &str) -> String {
    let text = small(text);
    let words = text.split(|c: char| c == '_' || c.is_whitespace()).filter(|word| !word.is_empty());
    words.take_while(|word| !word.starts_with(';')).collect::<Vec<_>>().join(" ")
}

/// In small letters: those that come back from the capitals in which dictionaries are written.
pub(crate) fn small(text: &str) -> String {
    text.to_lowercase().to_uppercase().to_lowercase()
}

/// Words as dictionaries write them.
pub(crate) fn joined(words: &str) -> String {
    words.to_uppercase().replace(' ', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(usize, &str)> {
        of(text).map(|line| (line.number, line.text)).collect()
    }

    #[test]
    fn comments_are_taken_out() {
        let text = "# all\r\nNORLAND [NOR] # a state\r\n<!-- one -->\n<!-- two\nlines [x]\n--> VELL\n\nA ; old\nB;C\n";
        assert_eq!(texts(text), [(2, "NORLAND [NOR]"), (6, "VELL"), (8, "A"), (9, "B;C")]);
    }

    #[test]
    fn words_come_back_from_what_is_written() {
        assert_eq!(words("MONTHS_LATER;_x"), "months later; x");
        assert_eq!(words("MONTHS_;LATER"), "months");
        assert_eq!(words("_;?"), "");
        assert_eq!(words("STRA\u{1e9e}E"), "strasse");
    }

    #[test]
    fn gaps_and_indents_are_told() {
        let lines: Vec<_> = of("A\n\t[B]\n\n# c\nD").map(|line| (line.indented, line.after_gap)).collect();
        assert_eq!(lines, [(false, true), (true, false), (false, true)]);
    }
}
