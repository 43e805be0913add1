//! Text to words, as UD's English treebanks divide it: endings of contractions, punctuation, most hyphens apart.

mod lists;

use sayso_core::Span;

/// Characters of one stretch without blanks that are looked at together; longer ones are cut.
const LONGEST: usize = 2000;

/// The words of a stretch of text, in order. Together they hold every character that is no white space.
pub fn divide(text: &str, within: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let Some(part) = text.get(within.start..within.end) else {
        return out;
    };
    let mut rest = part;
    while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
        let end = rest[start..].find(char::is_whitespace).map_or(rest.len(), |at| start + at);
        let next = rest[end..].trim_start().chars().next();
        let offset = within.start + (part.len() - rest.len());
        let mut chunk = &rest[start..end];
        let mut at = offset + start;
        while !chunk.is_empty() {
            let cut = chunk.char_indices().nth(LONGEST).map_or(chunk.len(), |(cut, _)| cut);
            Chunk { text: &chunk[..cut], at, next, out: &mut out }.divide();
            at += cut;
            chunk = &chunk[cut..];
        }
        rest = &rest[end..];
    }
    out
}

/// Whether a word that follows another without a blank forms one orthographic word with it ("do" + "n't").
pub fn joined(before: &str, word: &str) -> bool {
    let plain = straight(&word.to_lowercase());
    if lists::ENDINGS.contains(&plain.as_str()) || plain == "'" && before.to_lowercase().ends_with('s') {
        return before.chars().next_back().is_some_and(char::is_alphanumeric);
    }
    let whole = format!("{}{plain}", before.to_lowercase());
    lists::TWO_IN_ONE.iter().any(|(two, first)| *two == whole && *first == before.chars().count())
}

fn straight(word: &str) -> String {
    word.replace('’', "'")
}

/// A stretch without blanks.
struct Chunk<'a, 'b> {
    text: &'a str,
    at: usize,
    /// First character of what follows in the paragraph.
    next: Option<char>,
    out: &'b mut Vec<Span>,
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₽' | '₦' | '₩' | '₺' | '₪')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '`' | '‹' | '›')
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '‒')
}

/// Characters that are words of their own wherever they stand, or runs of which are.
fn is_separator(c: char) -> bool {
    is_dash(c)
        || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›')
        || matches!(c, ';' | '!' | '?' | '…' | '|' | '=' | '~' | '•' | '·' | '¿' | '¡' | '*' | '%' | '‰' | '\\' | '^')
}

impl Chunk<'_, '_> {
    fn push(&mut self, from: usize, to: usize) {
        if from < to {
            self.out.push(Span::new(self.at + from, self.at + to));
        }
    }

    fn divide(mut self) {
        let start = self.leading();
        let (end, tail) = self.trailing(start);
        if is_address(&self.text[start..end]) {
            self.push(start, end);
        } else {
            self.inside(start, end);
        }
        for (from, to) in tail.into_iter().rev() {
            self.push(from, to);
        }
    }

    /// Takes off quotation marks, brackets, currency signs and runs of marks at the front; gives where the word begins.
    fn leading(&mut self) -> usize {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            let rest = &self.text[at..];
            let length = match c {
                '\'' | '’' if begins_with_ending(rest) => break,
                '#' | '@' if rest[1..].chars().next().is_some_and(char::is_alphabetic) => break,
                '-' | '+' | '.' if rest[c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) => break,
                _ if is_emoticon(rest) => rest.len(),
                _ if is_separator(c) || is_quote(c) || is_currency(c) => run(rest, c),
                '.' | '-' | '_' | '#' | '+' | ',' | ':' | '/' | '&' => run(rest, c),
                _ => break,
            };
            self.push(at, at + length);
            at += length;
        }
        at
    }

    /// Finds the marks at the end, last first; gives where the word ends.
    fn trailing(&self, start: usize) -> (usize, Vec<(usize, usize)>) {
        let (mut end, mut tail) = (self.text.len(), Vec::new());
        while let Some(c) = self.text[start..end].chars().next_back() {
            let word = &self.text[start..end];
            let length = match c {
                '.' if !word.ends_with("..") && self.keeps_stop(word, !tail.is_empty()) => break,
                '\'' | '’' if word.len() > 1 && word.to_lowercase().ends_with("o'") => break,
                '.' | '!' | '?' | '-' | '_' | '#' | '+' => run_back(word, c),
                ',' | ':' | '/' | '&' => c.len_utf8(),
                _ if is_currency(c) && word.len() > c.len_utf8() => break,
                _ if is_separator(c) || is_quote(c) => run_back(word, c),
                _ => break,
            };
            // A word may end in a plus or a sharp ("C++", "A+"), but that is rare in the news.
            tail.push((end - length, end));
            end -= length;
        }
        (end, tail)
    }

    /// Whether the full stop at the end belongs to the word; `more`: marks of the same stretch follow.
    fn keeps_stop(&self, word: &str, more: bool) -> bool {
        let goes_on = more || self.next.is_some();
        let stem = &word[..word.len() - 1];
        let low = stem.rsplit(['-', '/', '(']).next().unwrap_or(stem).to_lowercase();
        let letters = low.chars().filter(|c| c.is_alphabetic()).count();
        if low.contains('.') {
            // "U.S.", "a.m.", "Ph.D.": short parts between the stops.
            return letters > 0
                && low.split('.').all(|part| (1..=3).contains(&part.chars().count()) && !has_digit(part));
        }
        if letters == 1 && low.chars().count() == 1 {
            return stem.chars().all(char::is_uppercase) && goes_on && stem != "I";
        }
        if lists::BEFORE_NUMBERS.contains(&low.as_str()) {
            return self.next.is_some_and(|c| c.is_ascii_digit());
        }
        lists::ABBREVIATIONS.contains(&low.as_str()) && (goes_on || stem.starts_with(char::is_uppercase))
    }

    /// Divides what is left between the marks at both ends.
    fn inside(&mut self, start: usize, end: usize) {
        let mut from = start;
        let mut at = start;
        while at < end {
            let rest = &self.text[at..end];
            let Some(c) = rest.chars().next() else { break };
            match self.mark(&self.text[start..end], at - start, c) {
                0 => at += c.len_utf8(),
                length => {
                    self.word(from, at);
                    self.push(at, at + length);
                    at += length;
                    from = at;
                }
            }
        }
        self.word(from, end);
    }

    /// Length of the mark at `at` that is a word of its own; 0 where the character belongs to the word around it.
    fn mark(&self, word: &str, at: usize, c: char) -> usize {
        let (before, rest) = word.split_at(at);
        let after = &rest[c.len_utf8()..];
        let left = before.chars().next_back();
        let right = after.chars().next();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        match c {
            _ if is_separator(c) => run(rest, c),
            '.' if rest.starts_with("..") => run(rest, c),
            '-' if rest.starts_with("--") => run(rest, c),
            '-' if at > 0 && !after.is_empty() => usize::from(!joins(word, before, after)),
            '/' => usize::from(!(digit(left) && digit(right)) && letter(left.or(Some('a')))),
            ',' | ':' => usize::from(!(digit(left) && digit(right))),
            '.' if letter(left) && is_new_sentence(before, after) => 1,
            _ => 0,
        }
    }

    /// Divides a word without marks: endings of contractions, amounts.
    fn word(&mut self, from: usize, to: usize) {
        let word = &self.text[from..to];
        if word.is_empty() {
            return;
        }
        if let Some(cut) = ending(word).or_else(|| two_in_one(word)).or_else(|| amount(word)) {
            self.word(from, from + cut);
            self.word(from + cut, to);
        } else {
            self.push(from, to);
        }
    }
}

/// Length of the run of `c` at the front; question and exclamation marks mix. Brackets, quotes and other marks stand alone.
fn run(text: &str, c: char) -> usize {
    let same = |d: char| d == c || matches!((c, d), ('!' | '?', '!' | '?'));
    match c {
        '.' | '-' | '_' | '*' | '=' | '~' | '+' | '#' | '!' | '?' | '\'' | '`' | '<' | '>' | '…' | '—' => {
            text.find(|d| !same(d)).unwrap_or(text.len())
        }
        _ => c.len_utf8(),
    }
}

fn run_back(text: &str, c: char) -> usize {
    let start = text.char_indices().rev().take_while(|(_, d)| run(&format!("{c}{d}"), c) > c.len_utf8());
    start.last().map_or(c.len_utf8(), |(at, _)| text.len() - at)
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Whether an apostrophe at the front begins a word ("'s" standing alone, "'em", "'90s").
fn begins_with_ending(text: &str) -> bool {
    let plain = straight(&text.to_lowercase());
    let word = plain.trim_end_matches(|c: char| !c.is_alphanumeric());
    lists::ENDINGS.contains(&word)
        || matches!(word, "'em" | "'til" | "'cause" | "'n" | "'tis" | "'twas")
        || plain.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) && word.ends_with('s') && word.len() <= 5
}

fn is_emoticon(text: &str) -> bool {
    matches!(text, ":)" | ":(" | ";)" | ":-)" | ":-(" | ";-)" | ":D" | ":P" | "=)" | "<3" | ":/" | "^_^" | ":-/")
}

/// A web or mail address, which is never divided.
fn is_address(word: &str) -> bool {
    let low = word.to_lowercase();
    if low.contains("://") || low.starts_with("www.") || low.starts_with("mailto:") {
        return true;
    }
    if let Some((user, host)) = low.split_once('@') {
        return user.is_empty() && !host.is_empty() || !user.is_empty() && host.contains('.');
    }
    let host = low.split('/').next().unwrap_or(&low);
    let mut parts = host.rsplit('.');
    let last = parts.next().unwrap_or_default();
    let known = matches!(last, "com" | "org" | "net" | "gov" | "edu" | "info" | "io" | "co" | "uk" | "eu" | "int");
    known && host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty() && !part.contains(','))
}

/// Whether the hyphen between the two parts belongs to the word.
fn joins(word: &str, before: &str, after: &str) -> bool {
    let first = before.rsplit(['-', '/', '–', '—']).next().unwrap_or(before);
    let second = after.split('-').next().unwrap_or(after);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if digits(first) && digits(second) {
        // A telephone number or a date, but not a range or a score.
        let parts: Vec<&str> = word.split('-').collect();
        return parts.len() > 2 && parts.iter().all(|part| digits(part))
            || first.len() == second.len() + 1 && second.len() > 2
            || first.len() >= 3 && second.len() == 4 && !first.starts_with("19") && !first.starts_with("20");
    }
    lists::PREFIXES.contains(&first.to_lowercase().as_str()) && before.len() == first.len()
        || word.contains('_')
        || word.contains('#')
}

/// Whether a full stop inside a word is a lost blank: "said.The".
fn is_new_sentence(before: &str, after: &str) -> bool {
    let lower = |c: char| c.is_lowercase();
    let mut next = after.chars();
    before.chars().rev().take(2).filter(|c| lower(*c)).count() == 2
        && next.next().is_some_and(char::is_uppercase)
        && next.next().is_none_or(lower)
}

/// Where the ending of a contraction begins.
fn ending(word: &str) -> Option<usize> {
    let plain = straight(&word.to_lowercase());
    let found = lists::ENDINGS.iter().find(|ending| plain.ends_with(**ending) && plain.len() > ending.len())?;
    let characters = found.chars().count();
    let cut = word.char_indices().rev().nth(characters - 1).map(|(at, _)| at)?;
    let stem = &word[..cut];
    // Decades ("1930's") and plurals of single figures are one word.
    (!stem.is_empty() && !stem.bytes().all(|byte| byte.is_ascii_digit())).then_some(cut)
}

fn two_in_one(word: &str) -> Option<usize> {
    let low = word.to_lowercase();
    let found = lists::TWO_IN_ONE.iter().find(|(two, _)| *two == low)?;
    // In capitals these are as a rule names of organisations ("IM").
    (word.len() == low.len() && word.chars().skip(1).all(char::is_lowercase)).then_some(found.1)
}

/// Where a number ends and its unit begins ("40km"), or a currency sign ends and the number begins ("US$50").
fn amount(word: &str) -> Option<usize> {
    if let Some(at) = word.find(is_currency) {
        let sign = word[at..].chars().next()?;
        let end = at + sign.len_utf8();
        return (word[end..].starts_with(|c: char| c.is_ascii_digit() || c == '.')).then_some(end);
    }
    if let Some(rest) = word.strip_prefix("Rs.").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Some(word.len() - rest.len());
    }
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').filter(|end| *end > 0)?;
    let unit = word[end..].trim_end_matches('.').to_lowercase();
    (has_digit(&word[..end]) && (lists::UNITS.contains(&unit.as_str()) || matches!(unit.as_str(), "a.m" | "p.m")))
        .then_some(end)
}

#[cfg(test)]
mod tests;
