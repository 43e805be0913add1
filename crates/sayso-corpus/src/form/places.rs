//! Words of an annotator found in the text.

use super::lexer::Quoted;
use crate::Sheet;
use sayso_core::{CharSpan, CodePoints};

/// Finds words in the sentences of a sheet.
pub(crate) struct Places<'s> {
    sheet: &'s Sheet,
    /// Letters of every sentence made comparable, each with its code point in the text.
    sentences: Vec<Vec<(char, usize)>>,
}

impl<'s> Places<'s> {
    pub fn new(sheet: &'s Sheet) -> Places<'s> {
        let text = &sheet.document.text;
        let places = CodePoints::new(text);
        let sentences = sheet
            .sentences
            .iter()
            .map(|sentence| {
                let letters = places.bytes(*sentence).of(text).chars().enumerate();
                folded(letters.map(|(at, letter)| (letter, sentence.start + at)))
            })
            .collect();
        Places { sheet, sentences }
    }

    /// The sentence of that number, from 1.
    pub fn sentence(&self, number: usize) -> Result<CharSpan, String> {
        let found = number.checked_sub(1).and_then(|at| self.sheet.sentences.get(at)).copied();
        found.ok_or_else(|| format!("there is no sentence {number}; the document has {}", self.sheet.sentences.len()))
    }

    /// Where the quoted words stand, on borders of words, in the sentence that they name or else in `sentence`.
    pub fn find(&self, quoted: &Quoted, sentence: usize) -> Result<CharSpan, String> {
        let number = quoted.sentence.unwrap_or(sentence);
        self.sentence(number)?;
        let words: Vec<char> = folded(quoted.words.trim().chars().map(|letter| (letter, 0)))
            .into_iter()
            .map(|(letter, _)| letter)
            .collect();
        let found = occurrences(&self.sentences[number - 1], &words);
        let shown = &quoted.words;
        match (found.as_slice(), quoted.occurrence) {
            ([], _) => Err(format!("sentence {number} does not hold the words {shown:?}")),
            ([one], None) => Ok(*one),
            (several, None) => {
                Err(format!("{shown:?} stands {} times in sentence {number}; say which: {shown:?}#1", several.len()))
            }
            (several, Some(at)) => several.get(at - 1).copied().ok_or_else(|| {
                format!("{shown:?} stands {} times in sentence {number}, there is no #{at}", several.len())
            }),
        }
    }

    /// How an annotator would point at `span` from a record in `sentence` (a number): the reverse of [`Places::find`].
    pub fn pointed(&self, span: CharSpan, sentence: usize) -> Option<String> {
        let holds = |outer: &CharSpan| outer.start <= span.start && span.end <= outer.end;
        let number = self.sheet.sentences.iter().position(holds)? + 1;
        let letters = &self.sentences[number - 1];
        let words: Vec<char> =
            letters.iter().filter(|(_, at)| span.start <= *at && *at < span.end).map(|(letter, _)| *letter).collect();
        let found = occurrences(letters, &words);
        let at = found.iter().position(|found| found.start == span.start && found.end == span.end)?;
        let places = CodePoints::new(&self.sheet.document.text);
        let shown = sayso_core::words::one_line(places.bytes(span).of(&self.sheet.document.text));
        let shown = shown.replace('\\', "\\\\").replace('"', "\\\"");
        let elsewhere = if number == sentence { String::new() } else { format!("@{number}") };
        let which = if found.len() == 1 { String::new() } else { format!("#{}", at + 1) };
        Some(format!("{elsewhere}\"{shown}\"{which}"))
    }
}

/// Every stretch of `letters` that reads `words` and neither begins nor ends within a word.
fn occurrences(letters: &[(char, usize)], words: &[char]) -> Vec<CharSpan> {
    if words.is_empty() || words.len() > letters.len() {
        return Vec::new();
    }
    let within = |left: usize, right: usize| {
        let word = |at: usize| letters.get(at).is_some_and(|(letter, _)| letter.is_alphanumeric());
        // A sign made of several code points is not a border either.
        word(left) && word(right)
    };
    (0..=letters.len() - words.len())
        .filter(|&start| {
            let end = start + words.len();
            letters[start..end].iter().map(|(letter, _)| letter).eq(words)
                && (start == 0 || !within(start - 1, start))
                && !within(end - 1, end)
        })
        .map(|start| CharSpan { start: letters[start].1, end: letters[start + words.len() - 1].1 + 1 })
        .collect()
}

/// Letters made comparable: typewriter quotation marks, apostrophes and dashes, white space folded to one blank.
fn folded(letters: impl Iterator<Item = (char, usize)>) -> Vec<(char, usize)> {
    let mut out: Vec<(char, usize)> = Vec::new();
    for (letter, at) in letters {
        let letter = match letter {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '\u{b4}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        };
        if letter != ' ' || out.last().is_some_and(|(last, _)| *last != ' ') {
            out.push((letter, at));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Document;

    fn quoted(sentence: Option<usize>, words: &str, occurrence: Option<usize>) -> Quoted {
        Quoted { sentence, words: words.into(), occurrence }
    }

    fn sheet() -> Sheet {
        let text = "The raid \u{2013} Zoë\u{2019}s\nraid \u{2013} ended. Raiders left.";
        let second = text.chars().count() - "Raiders left.".chars().count();
        let sentences =
            vec![CharSpan { start: 0, end: second - 1 }, CharSpan { start: second, end: text.chars().count() }];
        Sheet::new(Document::new("d", text).to_output(), sentences)
    }

    #[test]
    fn words_are_found_on_borders_of_words() {
        let sheet = sheet();
        let places = Places::new(&sheet);
        assert_eq!(places.find(&quoted(None, "raid", Some(2)), 1), Ok(CharSpan { start: 17, end: 21 }));
        assert_eq!(places.find(&quoted(None, "Zoë's raid", None), 1), Ok(CharSpan { start: 11, end: 21 }));
        assert_eq!(places.find(&quoted(Some(2), "Raiders", None), 1), Ok(CharSpan { start: 31, end: 38 }));
        for (bad, said) in [
            (quoted(None, "raid", None), "2 times"),
            (quoted(None, "raid", Some(3)), "no #3"),
            (quoted(None, "rai", None), "does not hold"),
            (quoted(Some(3), "raid", None), "no sentence 3"),
        ] {
            assert!(places.find(&bad, 1).is_err_and(|message| message.contains(said)), "{bad:?}");
        }
    }

    #[test]
    fn what_is_pointed_at_is_found() {
        let sheet = sheet();
        let places = Places::new(&sheet);
        let pointed = places.pointed(CharSpan { start: 17, end: 21 }, 1);
        assert_eq!(pointed.as_deref(), Some("\"raid\"#2"));
        assert_eq!(places.pointed(CharSpan { start: 31, end: 38 }, 1).as_deref(), Some("@2\"Raiders\""));
        assert_eq!(places.pointed(CharSpan { start: 18, end: 21 }, 1), None);
    }
}
