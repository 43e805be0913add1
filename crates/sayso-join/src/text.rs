//! A document cut into words, sentences and quotations, ready to be compared with others.

use crate::quotation::quotations;
use rust_stemmers::{Algorithm, Stemmer};
use sayso_core::words::number_word;
use sayso_core::{CharSpan, Document, Published, Span};
use std::borrow::Cow;

/// What is known of a word without reading its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordKind {
    /// An article, a preposition, an auxiliary: every text has them.
    Function,
    /// Any other word.
    Content,
    /// Capitalised, and not only because a sentence begins.
    Name,
    /// Digits or a number word.
    Number,
    /// A weekday or month.
    Date,
}

impl WordKind {
    /// Whether the word tells one event from another of its sort.
    pub(crate) fn is_particular(self) -> bool {
        matches!(self, WordKind::Name | WordKind::Number | WordKind::Date)
    }
}

/// A word: letters and digits between others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Where, in bytes.
    pub bytes: Span,
    /// Where, in code points.
    pub chars: CharSpan,
    /// Hash of the word in lower case without apostrophes and possessive.
    pub form: u64,
    /// Hash of its stem.
    pub stem: u64,
    /// Its sort.
    pub kind: WordKind,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
    /// Number of its sentence.
    pub sentence: usize,
}

/// A document prepared for comparing: its words, sentences and quotations, and what tells who took from whom.
#[derive(Debug, Clone)]
pub struct Text {
    /// The document's id.
    pub doc: String,
    /// Headline.
    pub title: Option<String>,
    /// The line that names author or agency.
    pub byline: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<Published>,
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
    /// First word and one past the last word of every sentence.
    pub(crate) sentences: Vec<(usize, usize)>,
}

impl Text {
    /// Prepares `document`, whichever way its spans count: only its text and its heading are looked at.
    pub fn new<S>(document: &Document<S>) -> Text {
        let (words, sentences) = words(&document.text);
        Text {
            doc: document.id.0.clone(),
            title: document.title.clone(),
            byline: document.byline.clone(),
            publisher: document.publisher.clone(),
            published: document.published.clone(),
            text: document.text.clone(),
            words,
            sentences,
        }
    }

    /// How many words the text has.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// The code points from word `from` to word `to` (exclusive); empty where there are none.
    pub(crate) fn span(&self, from: usize, to: usize) -> CharSpan {
        match self.words.get(from..to) {
            Some([first, .., last]) => CharSpan { start: first.chars.start, end: last.chars.end },
            Some([only]) => only.chars,
            _ => CharSpan { start: 0, end: 0 },
        }
    }

    /// The code points from word `from` to word `to`; where there are none, the empty place before word `from`.
    pub(crate) fn span_or_place(&self, from: usize, to: usize) -> CharSpan {
        if from < to {
            return self.span(from, to);
        }
        let place = from.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |word| word.chars.end);
        CharSpan { start: place, end: place }
    }

    /// The code points of sentence number `at`.
    pub(crate) fn sentence_span(&self, at: usize) -> CharSpan {
        self.sentences.get(at).map_or(CharSpan { start: 0, end: 0 }, |&(from, to)| self.span(from, to))
    }

    /// The characters from word `from` to word `to` (exclusive) on one line.
    pub(crate) fn shown(&self, from: usize, to: usize) -> String {
        let bytes = match self.words.get(from..to) {
            Some([first, .., last]) => Span::new(first.bytes.start, last.bytes.end),
            Some([only]) => only.bytes,
            _ => return String::new(),
        };
        sayso_core::words::one_line(bytes.of(&self.text))
    }

    /// Whether the sentence is no part of a report but of the page around it.
    pub(crate) fn is_debris(&self, from: usize, to: usize) -> bool {
        let (Some(first), Some(last)) = (self.words.get(from), to.checked_sub(1).and_then(|last| self.words.get(last)))
        else {
            return true;
        };
        let line_start = self.text[..first.bytes.start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[last.bytes.end..].find('\n').map_or(self.text.len(), |at| last.bytes.end + at);
        let ends = self.text[last.bytes.end..line_end].contains(['.', '!', '?', '"', '”', '…', ':', '’']);
        let line = Span::new(line_start, line_end);
        let shown = line.of(&self.text).to_lowercase();
        let count = shown.split_whitespace().count();
        (!ends && to - from <= 15)
            || (count <= PAGE_WORDS && PAGE.iter().any(|phrase| shown.contains(phrase)))
            || (count <= DEBRIS_WORDS && self.is_apart(line))
    }

    /// Whether no telling word of a line stands in another line.
    fn is_apart(&self, line: Span) -> bool {
        let (inside, outside): (Vec<&Word>, Vec<&Word>) = self
            .words
            .iter()
            .filter(|word| word.kind != WordKind::Function)
            .partition(|word| line.contains(word.bytes));
        !inside.iter().any(|word| outside.iter().any(|other| other.stem == word.stem))
    }

    /// Numbers of the words inside `span`.
    pub(crate) fn words_in(&self, span: CharSpan) -> (usize, usize) {
        let from = self.words.partition_point(|word| word.chars.start < span.start);
        let to = self.words.partition_point(|word| word.chars.end <= span.end);
        (from, to.max(from))
    }
}

/// Words and sentences of `text`.
fn words(text: &str) -> (Vec<Word>, Vec<(usize, usize)>) {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut cut = Cutting { text, stemmer, words: Vec::new(), sentences: Vec::new(), first: 0 };
    let mut open: Option<(usize, usize)> = None;
    let mut chars = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let joins = open.is_some() && next.is_some_and(char::is_alphanumeric) && joins(text, at, c);
        if c.is_alphanumeric() || joins {
            open.get_or_insert((at, chars));
        } else if let Some((from, from_chars)) = open.take() {
            cut.word(Span::new(from, at), CharSpan { start: from_chars, end: chars });
        }
        if open.is_none() && ends_sentence(text, at, c) {
            cut.sentence();
        }
        chars += 1;
    }
    if let Some((from, from_chars)) = open {
        cut.word(Span::new(from, text.len()), CharSpan { start: from_chars, end: chars });
    }
    cut.sentence();
    mark_quoted(text, &mut cut.words);
    mark_names(text, &mut cut.words);
    (cut.words, cut.sentences)
}

/// Whether `c` inside letters or digits belongs to the word: apostrophes, soft hyphens, separators of numbers.
fn joins(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    match c {
        '\'' | '’' | '\u{ad}' => true,
        ',' | '.' => {
            before.is_some_and(|before| before.is_ascii_digit())
                && text[at + 1..].starts_with(|next: char| next.is_ascii_digit())
        }
        _ => false,
    }
}

/// Whether a sentence ends with the character `c` at `at`.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    let after = &text[at + c.len_utf8()..];
    match c {
        '\n' => true,
        '!' | '?' | '.' => {
            let rest = after.trim_start_matches(['"', '”', '’', '\'', ')', ']', '»']);
            let Some(next) = rest.trim_start().chars().next() else { return true };
            rest.starts_with(char::is_whitespace)
                && !next.is_lowercase()
                && (c != '.' || !is_abbreviation(last_word(&text[..at])))
        }
        _ => false,
    }
}

fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|c: char| !(c.is_alphanumeric() || c == '.'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    &text[start..]
}

fn is_abbreviation(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "capt", "maj", "sgt", "sen", "rep", "gov", "rev", "hon",
        "st", "no", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "vs",
    ];
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    initial || KNOWN.iter().any(|known| known.eq_ignore_ascii_case(word)) || is_dotted(word)
}

/// "U.S", "p.m" before their last full stop.
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

/// Words of a line that may be debris because it has nothing to do with the rest of the text.
const DEBRIS_WORDS: usize = 20;

/// What pages say to their readers, in lines of at most [`PAGE_WORDS`] words.
#[rustfmt::skip]
const PAGE: &[&str] = &[
    "advertisement", "all rights reserved", "also read", "back to top", "become a member", "by email", "click here",
    "complaints:", "contact us", "continue reading", "cookie", "copyright", "credit:", "editor's picks",
    "editors' picks", "follow us", "free articles", "get our", "join the conversation", "log in", "mailing list",
    "min read", "more on this", "most read", "newsletter", "our app", "our journalists", "our reporters",
    "photo:", "picture:", "privacy", "read more", "recommended for you", "related:", "see also", "share this",
    "sign in", "sign up", "sponsored", "story continues", "subscribe", "support local journalism", "support our",
    "terms of use", "whatsapp", "you may also like", "©",
];
const PAGE_WORDS: usize = 30;

/// Letters of a stem that count, so that "vacant" and "vacancies" are one.
const STEM: usize = 5;

struct Cutting<'t> {
    text: &'t str,
    stemmer: Stemmer,
    words: Vec<Word>,
    sentences: Vec<(usize, usize)>,
    first: usize,
}

impl Cutting<'_> {
    fn word(&mut self, bytes: Span, chars: CharSpan) {
        let written = bytes.of(self.text);
        let lower = folded(written);
        let kind = kind_of(&lower);
        let stem = match kind {
            WordKind::Content if lower.is_ascii() => Cow::Owned(self.stemmer.stem(&lower).chars().take(STEM).collect()),
            WordKind::Number => {
                number_word(&lower).map_or(Cow::Borrowed(lower.as_str()), |n| Cow::Owned(n.to_string()))
            }
            _ => Cow::Borrowed(lower.as_str()),
        };
        let (form, stem) = (hash(&lower), hash(&stem));
        self.words.push(Word { bytes, chars, form, stem, kind, quoted: false, sentence: self.sentences.len() });
    }

    fn sentence(&mut self) {
        if self.first < self.words.len() {
            self.sentences.push((self.first, self.words.len()));
            self.first = self.words.len();
        }
    }
}

/// Lower case, without apostrophes, possessive and separators of thousands.
fn folded(word: &str) -> String {
    let lower = word.to_lowercase();
    let bare = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(&lower);
    let number = bare.starts_with(|c: char| c.is_ascii_digit());
    bare.chars().filter(|&c| !(matches!(c, '\'' | '’' | '\u{ad}') || (number && c == ','))).collect()
}

fn kind_of(lower: &str) -> WordKind {
    if lower.starts_with(|c: char| c.is_numeric()) || number_word(lower).is_some() {
        WordKind::Number
    } else if FUNCTION.binary_search(&lower).is_ok() {
        WordKind::Function
    } else if DATES.contains(&lower) {
        WordKind::Date
    } else {
        WordKind::Content
    }
}

const DATES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Closed classes of English, sorted.
#[rustfmt::skip]
const FUNCTION: &[&str] = &[
    "a", "about", "after", "against", "all", "also", "although", "am", "among", "an", "and", "any", "are", "as", "at",
    "be", "because", "been", "before", "being", "between", "both", "but", "by", "can", "could", "did", "do", "does",
    "during", "each", "either", "for", "from", "had", "has", "have", "he", "her", "hers", "him", "himself", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "itself", "may", "me", "might", "more", "most", "must", "my",
    "no", "nor", "not", "of", "on", "one", "or", "other", "our", "out", "over", "she", "should", "since", "so", "some",
    "such", "than", "that", "the", "their", "them", "themselves", "then", "there", "these", "they", "this", "those",
    "through", "to", "under", "until", "up", "us", "was", "we", "were", "what", "when", "where", "whether", "which",
    "while", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
];

fn mark_quoted(text: &str, words: &mut [Word]) {
    let quotations = quotations(text);
    let mut next = quotations.iter().peekable();
    for word in words {
        while next.next_if(|quotation| quotation.inside.end <= word.bytes.start).is_some() {}
        word.quoted = next.peek().is_some_and(|quotation| quotation.inside.overlaps(word.bytes));
    }
}

/// Capitalised words are names, but at the start of a sentence only where the text capitalises them elsewhere, too.
fn mark_names(text: &str, words: &mut [Word]) {
    let capital = |word: &Word| word.bytes.of(text).starts_with(char::is_uppercase);
    let begins = |at: usize, words: &[Word]| {
        at == 0
            || words
                .get(at - 1)
                .is_some_and(|before| before.sentence != words[at].sentence || before.quoted != words[at].quoted)
    };
    let mut names: Vec<u64> = (0..words.len())
        .filter(|&at| words[at].kind == WordKind::Content && capital(&words[at]) && !begins(at, words))
        .map(|at| words[at].form)
        .collect();
    names.sort_unstable();
    names.dedup();
    for word in words.iter_mut().filter(|word| word.kind == WordKind::Content && capital(word)) {
        if names.binary_search(&word.form).is_ok() {
            word.kind = WordKind::Name;
        }
    }
}

/// FNV-1a with a final mix: the same on every machine.
pub(crate) fn hash(word: &str) -> u64 {
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    mix(hash)
}

/// The finaliser of SplitMix64.
pub(crate) fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Text {
        Text::new(&Document::new("d", words))
    }

    #[test]
    fn spelling_of_quotes_and_possessives_is_folded() {
        let a = text("The minister’s “cease-fire” took 1,200 lives.");
        let b = text("the ministers \"Cease fire\" took 1200 lives");
        let forms = |text: &Text| text.words.iter().map(|word| word.form).collect::<Vec<_>>();
        assert_eq!(forms(&a)[2..], forms(&b)[2..]);
        assert_eq!(a.span(0, 2), CharSpan { start: 0, end: 14 });
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        let text = text("Mr. Orlan met J. Vale in the U.S. on Monday. \"We agree,\" he said. Talks go on.\nNo end?");
        let shown: Vec<String> = text.sentences.iter().map(|&(from, to)| text.shown(from, to)).collect();
        let expected = ["Mr. Orlan met J. Vale in the U.S. on Monday", "We agree,\" he said", "Talks go on", "No end"];
        assert_eq!(shown, expected);
    }

    #[test]
    fn names_numbers_and_quoted_words_are_known() {
        let text = text("Norland said twelve “brave” men left Sudland on Friday. Norland waited. Nobody came.");
        let kinds: Vec<WordKind> = text.words.iter().map(|word| word.kind).collect();
        assert_eq!(kinds[2], WordKind::Number);
        assert_eq!(kinds[6], WordKind::Name);
        assert_eq!(kinds[8], WordKind::Date);
        assert_eq!(kinds[11], WordKind::Content);
        assert!(text.words[3].quoted && !text.words[4].quoted);
    }

    #[test]
    fn function_words_are_sorted() {
        assert!(FUNCTION.is_sorted());
    }
}
