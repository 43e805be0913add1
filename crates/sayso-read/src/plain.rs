//! Text without mark-up: line breaks of fixed width joined, headline, byline and date line told apart, debris out.

use crate::dates;
use crate::debris::debris;
use crate::draft::{Draft, filled};
use crate::page::letters;
use sayso_core::{Published, Span};
use std::collections::HashMap;

/// Lines of text wrapped by hand or by a mail program are no longer than this.
const WIDEST_WRAPPED: usize = 110;

/// Narrower lines are a list, or verse.
const NARROWEST_WRAPPED: usize = 30;

/// Longest headline, in words.
const HEADLINE: usize = 22;

/// Reads a text file, pasted text, or the body of a mail or PDF; the first lines may be headline, byline and date.
pub(crate) fn read(text: &str) -> Draft {
    paragraphs(split(text))
}

/// A draft of paragraphs: what stands over the report goes to its fields, debris goes, repeated lines stand once.
pub(crate) fn paragraphs(paragraphs: Vec<String>) -> Draft {
    let mut paragraphs: Vec<String> = paragraphs.iter().filter_map(|text| filled(text)).collect();
    let mut draft = Draft::default();
    take_head(&mut paragraphs, &mut draft);
    let kept: Vec<&String> = paragraphs.iter().filter(|text| !debris().is_line(text)).collect();
    // A text of nothing but such lines is what somebody wanted read.
    let kept = if kept.is_empty() { paragraphs.iter().collect() } else { kept };
    write(&kept, &mut draft);
    draft
}

fn write(paragraphs: &[&String], draft: &mut Draft) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for text in paragraphs {
        *times.entry(letters(text)).or_default() += 1;
    }
    let mut written: HashMap<String, ()> = HashMap::new();
    for text in paragraphs {
        let same = letters(text);
        let repeats = text.split_whitespace().count() >= 4 && times.get(&same).is_some_and(|&times| times > 1);
        if repeats && written.insert(same, ()).is_some() {
            continue;
        }
        if !draft.text.is_empty() {
            draft.text.push_str("\n\n");
        }
        let start = draft.text.len();
        draft.text.push_str(text);
        // A sentence that stands alone twice in one text is a caption that was pasted along.
        if repeats {
            draft.captions.push(Span::new(start, draft.text.len()));
        }
    }
}

/// Headline, byline and date line, where the text begins with them and goes on.
fn take_head(paragraphs: &mut Vec<String>, draft: &mut Draft) {
    let is_report = |text: &String| text.split_whitespace().count() >= 8 && ends_sentence(text);
    let Some(first) = paragraphs.first() else { return };
    let words = first.split_whitespace().count();
    let headline =
        (2..=HEADLINE).contains(&words) && !ends_sentence(first) && !debris().is_line(first) && !is_dateline(first);
    if headline && paragraphs.iter().skip(1).take(6).any(is_report) {
        draft.title = Some(paragraphs.remove(0).trim_start_matches(['#', ' ']).to_string());
    }
    // What stands between headline and report: author and day.
    while let Some(line) = paragraphs.first() {
        if is_report(line) || !paragraphs.iter().skip(1).take(5).any(is_report) {
            break;
        }
        let short = line.split_whitespace().count() <= 14;
        let author =
            line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).filter(|_| short && debris().is_line(line));
        if let Some(author) = author {
            let author = author.split(['|', '•', '·']).next().unwrap_or(author);
            draft.byline = draft.byline.take().or_else(|| filled(author));
            paragraphs.remove(0);
        } else if let Some(date) = dates::find(line).filter(|_| short && !ends_sentence(line)) {
            draft.published = draft.published.take().or_else(|| Some(Published::from(date)));
            paragraphs.remove(0);
        } else if debris().is_line(line) {
            paragraphs.remove(0);
        } else {
            break;
        }
    }
}

/// "NORTHTOWN, May 14 (Agency) -" opens a report and is no headline.
fn is_dateline(text: &str) -> bool {
    let end = text.find([',', '(', '–', '—']).unwrap_or(0);
    let place = text.get(..end).unwrap_or("");
    place.len() >= 4 && place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' '])
        .ends_with(['.', '!', '?', '…', '。', '؟', '।', ':'])
}

/// The paragraphs of a text: its lines, or its blocks of lines where they are wrapped at a fixed width.
fn split(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    match width(&lines) {
        None => lines_that_go_on(&lines),
        Some(width) => join(&lines, width),
    }
}

/// The lines; one that stops within a sentence which the next goes on with, in lower case, is one with it.
fn lines_that_go_on(lines: &[&str]) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut before = "";
    for line in lines {
        let stops = before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ',');
        let goes_on = stops && before.chars().count() >= NARROWEST_WRAPPED && line.starts_with(char::is_lowercase);
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            None if line.is_empty() => {}
            None => paragraphs.push(line.to_string()),
        }
        before = line;
    }
    paragraphs
}

/// The width at which the lines were wrapped, if they were.
fn width(lines: &[&str]) -> Option<usize> {
    let mut lengths: Vec<usize> =
        lines.iter().filter(|line| !line.is_empty()).map(|line| line.chars().count()).collect();
    if lengths.len() < 3 {
        return None;
    }
    lengths.sort_unstable();
    let wide = *lengths.get(lengths.len() * 9 / 10)?;
    if !(NARROWEST_WRAPPED..=WIDEST_WRAPPED).contains(&wide) {
        return None;
    }
    let pairs: Vec<(&str, &str)> = lines
        .windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        .filter(|(a, b)| !a.is_empty() && !b.is_empty())
        .collect();
    let runs_on = pairs
        .iter()
        .filter(|(line, next)| {
            !ends_sentence(line) && line.chars().count() * 2 > wide && !next.starts_with(['-', '*', '•'])
        })
        .count();
    (pairs.len() >= 2 && runs_on * 10 >= pairs.len() * 4).then_some(wide)
}

fn join(lines: &[&str], width: usize) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut text = String::new();
    let mut last_short = false;
    for line in lines {
        if line.is_empty() || (last_short && !text.is_empty()) {
            paragraphs.push(std::mem::take(&mut text));
        }
        if line.is_empty() {
            continue;
        }
        if text.ends_with('-')
            && line.starts_with(char::is_lowercase)
            && text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        {
            text.pop();
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
        // The last line of a paragraph ends early, and a headline is short.
        let length = line.chars().count();
        last_short = length * 10 < width * 8 && ends_sentence(line) || length * 10 < width * 5;
    }
    paragraphs.push(text);
    paragraphs.retain(|text| !text.trim().is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const REPORT: &str =
        "Norland's interior ministry said on Monday that police had arrested 14 members of the Dawn Front.";

    #[test]
    fn a_pasted_sentence_stays_as_it_is() {
        assert_eq!(read(&format!("{REPORT}\n")).text, REPORT);
        assert_eq!(read("Share").text, "Share");
        assert_eq!(read("").text, "");
    }

    #[test]
    fn headline_byline_date_and_debris() {
        let draft = read(&format!(
            "Police arrest 14 in Norland\n\nBy Ada Quill\n14 May 2024\n\n{REPORT}\n\nAdvertisement\n\nThe Front denied it had planned an attack.\n\nfacebook twitter\nRead more\n© 2024 The Courier\n"
        ));
        assert_eq!(draft.title.as_deref(), Some("Police arrest 14 in Norland"));
        assert_eq!(draft.byline.as_deref(), Some("Ada Quill"));
        assert_eq!(draft.published.map(|published| published.text).as_deref(), Some("2024-05-14"));
        assert_eq!(draft.text, format!("{REPORT}\n\nThe Front denied it had planned an attack."));
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let draft = read(
            "The ministry said on Monday that police had\narrested 14 members of the Dawn Front in the\nnorthern town.\n\nThe Front denied the claim and said that its\nmembers had been at home.\n",
        );
        assert_eq!(
            draft.text,
            "The ministry said on Monday that police had arrested 14 members of the Dawn Front in the northern town.\n\nThe Front denied the claim and said that its members had been at home."
        );
    }

    #[test]
    fn a_line_that_goes_on_in_lower_case_is_no_paragraph() {
        // Too wide to have been wrapped at a width.
        let rest = "and its spokesman gave no other reason for it, but for the weather, which had been bad. ".repeat(2);
        let text = format!("{rest}The Front denied that its\nmembers had left. It gave no reason.\nThe police did.\n");
        let joined = format!("{rest}The Front denied that its members had left. It gave no reason.\n\nThe police did.");
        assert_eq!(read(&text).text, joined);
    }

    #[test]
    fn a_repeated_caption_stands_once() {
        let caption = "Protesters gather at the port of Northtown";
        let draft = read(&format!("{REPORT}\n{caption}\nThe Front denied it.\n{caption}\n"));
        assert_eq!(draft.text.matches(caption).count(), 1);
        assert_eq!(draft.captions.iter().map(|span| span.of(&draft.text)).collect::<Vec<_>>(), [caption]);
    }

    #[test]
    fn a_dateline_is_no_headline() {
        let draft = read(&format!("NORTHTOWN, May 14 (Agency) -\n{REPORT}\n"));
        assert!(draft.text.starts_with("NORTHTOWN"), "{}", draft.text);
    }

    proptest! {
        #[test]
        fn words_are_kept_and_captions_fit(text in "([A-Z][a-z]{1,9}( [a-zé]{1,9}){0,12}[.]?\\n{0,2}){0,12}") {
            let draft = read(&text);
            for caption in &draft.captions {
                prop_assert!(!caption.of(&draft.text).is_empty());
            }
            for word in draft.text.split_whitespace() {
                prop_assert!(text.contains(word.trim_end_matches('-')));
            }
        }
    }
}
