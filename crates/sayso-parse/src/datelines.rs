//! Where and when a report was written, set before its first sentence: "NORTHPORT, May 3 (Agency) - The ministry said".
//!
//! It is no part of that sentence, and a parser takes it for the subject; so it is read by itself.

/// Characters in which a dateline ends.
const REACH: usize = 80;

/// The length in bytes of the dateline that a text begins with, its closing mark included.
pub(crate) fn dateline(text: &str) -> Option<usize> {
    let mut end = None;
    let mut from = 0;
    // "NORTHPORT - 3 May 2024: The ministry said" has two marks.
    while let Some((mark, after)) = next_mark(text, from) {
        let part = text.get(from..mark)?;
        let fits = if end.is_none() { is_where(part, text.get(mark..after)?) } else { is_when(part) };
        if !fits {
            break;
        }
        end = Some(after);
        from = after;
    }
    end.filter(|&end| opens_sentence(text.get(end..).unwrap_or("")))
}

/// Where the next dash or colon stands, and where it ends.
fn next_mark(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    rest.char_indices().take(REACH).find_map(|(at, character)| {
        let (before, after) = (rest.get(..at)?, rest.get(at + character.len_utf8()..)?);
        let end = from + at + character.len_utf8();
        match character {
            '—' | '–' if !before.is_empty() => Some((from + at, end)),
            '-' if before.ends_with([' ', ')']) && after.starts_with("- ") => Some((from + at, end + 1)),
            '-' if before.ends_with([' ', ')']) && after.starts_with(' ') => Some((from + at, end)),
            ':' if after.starts_with([' ', '\u{a0}']) => Some((from + at, end)),
            _ => None,
        }
    })
}

/// "NORTHPORT", "Port North, May 3 (Agency)": names of places, then perhaps when and by whom.
fn is_where(words: &str, mark: &str) -> bool {
    let bracket = words.find('(');
    if words.matches('(').count() != words.matches(')').count() || bracket == Some(0) {
        return false;
    }
    let plain = words.get(..bracket.unwrap_or(words.len())).unwrap_or(words);
    let mut parts = plain.split(',').map(str::trim);
    let Some(place) = parts.next() else { return false };
    let is_name = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '/'))
    };
    let names: Vec<&str> = place.split_whitespace().filter(|&word| word != "/").collect();
    let tells_when = plain.contains(',') || bracket.is_some();
    // "norl News, 26 June -": an outlet that spells itself small.
    let dated = plain.split(',').skip(1).any(|part| is_when(part.trim()));
    let names = match &names[..] {
        [small, rest @ ..] if dated && !rest.is_empty() && small.chars().all(char::is_lowercase) => rest,
        all => all,
    };
    // "Lee: We will go" is a speaker; a single word or a shouted one is a town.
    let is_shouted = place.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let most = match (is_shouted || tells_when, mark) {
        (true, _) => 4,
        (false, ":") => 1,
        (false, _) => 3,
    };
    let is_place = (1..=most).contains(&names.len()) && names.iter().all(|word| is_name(word)) && place.len() > 2;
    is_place && parts.all(|part| part.is_empty() || is_when(part) || part.split_whitespace().all(is_name))
}

/// "3 May 2024", "Jun 30 2022".
fn is_when(words: &str) -> bool {
    let words: Vec<&str> =
        words.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&str| word.chars().next().is_some_and(|c| c.is_ascii_digit()) && word.len() <= 4;
    let is_month = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && word.len() <= 10;
    (1..=4).contains(&words.len())
        && words.iter().any(is_number)
        && words.iter().all(|word| is_number(word) || is_month(word))
}

/// A capital, a digit or an opening quotation mark.
fn opens_sentence(rest: &str) -> bool {
    rest.trim_start()
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\''))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> &str {
        &text[..dateline(text).unwrap_or(0)]
    }

    #[test]
    fn datelines_are_cut_off() {
        assert_eq!(cut("NORTHPORT - The ministry said so."), "NORTHPORT -");
        assert_eq!(cut("Port North — Norland and Sudland have agreed."), "Port North —");
        assert_eq!(
            cut("NORTHPORT, Norland, May 3 2024 (Agency) - Police said."),
            "NORTHPORT, Norland, May 3 2024 (Agency) -"
        );
        assert_eq!(cut("NORTHPORT - 3 May 2024: The minister met her."), "NORTHPORT - 3 May 2024:");
        assert_eq!(cut("NORTHPORT, July 5 (Agency) -- The talks ended."), "NORTHPORT, July 5 (Agency) --");
        assert_eq!(cut("Northport: Hospitals received aid."), "Northport:");
        assert_eq!(cut("norl News / Vell Star, 26 June - In Vell, two were hurt."), "norl News / Vell Star, 26 June -");
    }

    #[test]
    fn sentences_stay_whole() {
        for text in [
            "The ministry - Norland's oldest - said so.",
            "Norland — which borders on Sudland — has agreed.",
            "Ann Lee: We will go.",
            "Police-led talks failed: The union left.",
            "Talks on May 3: what we know",
            "(Agency) - Police said.",
            "police said, May 3 - the union left",
            "",
        ] {
            assert_eq!(cut(text), "", "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_asked(text in "\\PC{0,60}") {
            let end = dateline(&text).unwrap_or(0);
            prop_assert!(text.is_char_boundary(end));
        }
    }
}
