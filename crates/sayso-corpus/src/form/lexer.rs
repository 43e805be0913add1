//! A line of the form as words and quoted stretches of text.

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word without quotation marks.
    Word(String),
    /// Words of the text.
    Quoted(Quoted),
}

/// Words of the text, as an annotator points at them: `"raid"`, `"raid"#2` (its second occurrence in the sentence),
/// `@5"raid"` (in sentence 5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Number of the sentence, where it isn't that of the record.
    pub sentence: Option<usize>,
    /// The words.
    pub words: String,
    /// Which occurrence, from 1; none where there is only one.
    pub occurrence: Option<usize>,
}

/// The pieces of `line`. A quotation mark within quoted words is written `\"`. A `#` that begins a word begins a remark.
pub(crate) fn tokens(line: &str) -> Result<Vec<Token>, String> {
    let mut rest = line.trim_start();
    let mut out = Vec::new();
    while !rest.is_empty() && !rest.starts_with('#') {
        let (token, behind) = token(rest)?;
        out.push(token);
        rest = behind.trim_start();
    }
    Ok(out)
}

fn token(rest: &str) -> Result<(Token, &str), String> {
    if let Some(behind) = rest.strip_prefix('"') {
        return quoted(None, behind);
    }
    if let Some(behind) = rest.strip_prefix('@') {
        let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, behind) = behind.split_at(digits);
        let number = number.parse().map_err(|_| "behind @ stands the number of a sentence".to_string())?;
        let behind = behind.strip_prefix('"').ok_or("behind @N stand the words in quotation marks: @5\"raid\"")?;
        return quoted(Some(number), behind);
    }
    let end = rest.find([' ', '\t', '"']).unwrap_or(rest.len());
    Ok((Token::Word(rest[..end].to_string()), &rest[end..]))
}

fn quoted(sentence: Option<usize>, text: &str) -> Result<(Token, &str), String> {
    let mut words = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => words.extend(letters.next().map(|(_, letter)| letter)),
            '"' => {
                if words.trim().is_empty() {
                    return Err("there are no words between the quotation marks".into());
                }
                let (occurrence, behind) = occurrence(&text[at + 1..])?;
                return Ok((Token::Quoted(Quoted { sentence, words, occurrence }), behind));
            }
            letter => words.push(letter),
        }
    }
    Err(format!("the quotation mark before {text:?} is not closed (a mark within the words is written \\\")"))
}

fn occurrence(behind: &str) -> Result<(Option<usize>, &str), String> {
    let Some(number) = behind.strip_prefix('#') else { return Ok((None, behind)) };
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, behind) = number.split_at(digits);
    match number.parse() {
        Ok(number) if number > 0 => Ok((Some(number), behind)),
        _ => Err("behind # stands which occurrence in the sentence is meant: \"raid\"#2".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(sentence: Option<usize>, words: &str, occurrence: Option<usize>) -> Token {
        Token::Quoted(Quoted { sentence, words: words.into(), occurrence })
    }

    #[test]
    fn words_quotations_and_remarks() {
        let line = r##" actor police "the "  @5"said \"no\""#2 14..  # why not"##;
        let word = |word: &str| Token::Word(word.into());
        let expected = vec![
            word("actor"),
            word("police"),
            quoted(None, "the ", None),
            quoted(Some(5), "said \"no\"", Some(2)),
            word("14.."),
        ];
        assert_eq!(tokens(line), Ok(expected));
    }

    #[test]
    fn what_is_not_closed_is_named() {
        for bad in [r##"1 "arrested"##, r##"@x"a""##, r##"@5 "a""##, r##""a"#0"##, r##""""##] {
            assert!(tokens(bad).is_err(), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_breaks_it(line in ".*") {
            let _ = tokens(&line);
        }
    }
}
