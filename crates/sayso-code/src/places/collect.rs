//! Finding the names of places in a document.

use super::candidates::{Candidate, readings};
use super::gazetteer::{EntryKind, Gazetteer};
use super::surroundings::Namesakes;
use super::words::PlacesLexicon;
use crate::scene::{Scene, Word};
use sayso_core::Span;
use sayso_parse::{EntityKind, Upos};

/// A name of a place as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub span: Span,
    pub dateline: bool,
    pub facility: bool,
}

/// Longest name in words that is looked up.
const LONGEST: usize = 5;

/// All names of places, in the order of the text, none inside another.
pub(super) fn collect(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    lexicon: &PlacesLexicon,
    namesakes: &impl Namesakes,
) -> Vec<Found> {
    let mut found: Vec<Found> = datelines(scene, gazetteer, lexicon);
    let taken = |found: &[Found], span: Span| found.iter().any(|known| known.span.overlaps(span));
    for entity in &scene.parse.entities {
        let facility = entity.kind == EntityKind::Facility;
        if (entity.kind == EntityKind::Location || facility) && !taken(&found, entity.span) {
            for span in parts(scene, entity.span, gazetteer, lexicon) {
                if is_no_place(span.of(scene.text()), lexicon, namesakes) {
                    continue;
                }
                found.push(Found { span, dateline: false, facility });
            }
        }
    }
    for (index, sentence) in scene.parse.sentences.iter().enumerate() {
        let mut at = 0;
        while at < sentence.tokens.len() {
            match missed_name(scene, index, at, gazetteer, lexicon) {
                Some((span, end))
                    if !taken(&found, span) && !is_no_place(span.of(scene.text()), lexicon, namesakes) =>
                {
                    found.push(Found { span, dateline: false, facility: false });
                    at = end;
                }
                _ => at += 1,
            }
        }
    }
    found.sort_by_key(|found| found.span);
    found
}

/// What is called a place but is none: a common noun ("the medina"), "mid-October", a group under arms.
fn is_no_place(name: &str, lexicon: &PlacesLexicon, namesakes: &impl Namesakes) -> bool {
    let is_common = name.contains(char::is_lowercase) && !name.contains(char::is_uppercase);
    let part_of = |month: &str| lexicon.not_a_place.contains(&super::fold::fold(month));
    let is_time = name.split_once('-').is_some_and(|(mid, month)| mid.eq_ignore_ascii_case("mid") && part_of(month));
    is_common || is_time || namesakes.is_armed_group(name)
}

/// "Springfield, Illinois" in one entity is two names.
fn parts(scene: &Scene<'_>, span: Span, gazetteer: &Gazetteer, lexicon: &PlacesLexicon) -> Vec<Span> {
    let text = span.of(scene.text());
    let span = if text.len() > 4 && text.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the ")) {
        Span::new(span.start + 4, span.end)
    } else {
        span
    };
    let text = span.of(scene.text());
    let is_known = |name: &str| !readings(name, gazetteer, lexicon).candidates.is_empty();
    let joined = text.contains(',') || text.contains(AND);
    if !joined || is_known(text) {
        return vec![without_possessive(span, scene.text())];
    }
    let mut spans = Vec::new();
    for piece in pieces(span, ",", scene.text()) {
        let halves = pieces(piece, AND, scene.text());
        // "The Middle East and North Africa" are two; "Sports and Leisure" stays one.
        let two = halves.len() > 1
            && !is_known(piece.of(scene.text()))
            && halves.iter().all(|half| is_known(half.of(scene.text())));
        let parts = if two { halves } else { vec![piece] };
        spans.extend(parts.into_iter().map(|part| without_possessive(part, scene.text())));
    }
    spans
}

/// What joins the last of several names.
const AND: &str = " and ";

/// The pieces of a span between marks, without the blanks around them.
fn pieces(span: Span, mark: &str, text: &str) -> Vec<Span> {
    let mut start = span.start;
    let mut pieces = Vec::new();
    for part in span.of(text).split(mark) {
        let piece = Span::new(start, start + part.len()).trimmed(text);
        start += part.len() + mark.len();
        if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    pieces
}

pub(super) fn without_possessive(span: Span, text: &str) -> Span {
    let name = span.of(text);
    let end =
        name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).map_or(span.end, |stem| span.start + stem.len());
    Span::new(span.start, end)
}

/// A capitalised name that the parser saw no entity in, where the gazetteer or a preposition makes it a place.
fn missed_name(
    scene: &Scene<'_>,
    sentence: usize,
    at: usize,
    gazetteer: &Gazetteer,
    lexicon: &PlacesLexicon,
) -> Option<(Span, usize)> {
    let syntax = scene.sentences.get(sentence)?;
    let text = scene.text();
    let named = |word: usize| {
        let token = syntax.token(word);
        let capital = token.form.chars().next().is_some_and(char::is_uppercase);
        capital && matches!(token.upos, Upos::Propn | Upos::X) && scene.entity_at(Word::new(sentence, word)).is_none()
    };
    let inner = |word: usize| {
        named(word)
            || matches!(&*syntax.token(word).form, "-" | "of" | "and" | "the" | "." | "de" | "al" | "'")
                && scene.entity_at(Word::new(sentence, word)).is_none()
    };
    if !named(at) || at > 0 && named(at - 1) && joined(scene, sentence, at - 1, at) {
        // The middle of a longer name is no name of its own.
        return None;
    }
    let mut end = at + 1;
    while end < syntax.len() && end - at < LONGEST && inner(end) {
        end += 1;
    }
    let called = at > 0
        && matches!(
            &*syntax.token(at - 1).form.to_lowercase(),
            "in" | "near" | "at" | "from" | "outside" | "to" | "across"
        );
    for end in (at + 1..=end).rev() {
        if !named(end - 1) || end < syntax.len() && named(end) && joined(scene, sentence, end - 1, end) {
            continue;
        }
        let span = Span::new(syntax.token(at).span.start, syntax.token(end - 1).span.end);
        let name = span.of(text);
        let key = super::fold::fold(name);
        if name.chars().count() < 2 || lexicon.not_a_place.contains(&key) || name.chars().all(char::is_lowercase) {
            continue;
        }
        let readings = readings(name, gazetteer, lexicon);
        if readings.facility {
            continue;
        }
        let known = readings.candidates.iter().any(|(candidate, _)| match candidate {
            Candidate::Region(_) => true,
            Candidate::Entry(entry) => {
                let limit = match (entry.kind, called) {
                    (EntryKind::Country, _) => 0,
                    (EntryKind::Province, _) => 1,
                    (_, true) => 500,
                    (_, false) if at == 0 => 200_000,
                    (_, false) => 30_000,
                };
                entry.population >= limit
            }
        });
        if known {
            return Some((span, end));
        }
    }
    None
}

/// Whether only a blank stands between two words, so that they are one name.
fn joined(scene: &Scene<'_>, sentence: usize, left: usize, right: usize) -> bool {
    let Some(syntax) = scene.sentences.get(sentence) else { return false };
    let gap = Span::new(syntax.token(left).span.end, syntax.token(right).span.start);
    gap.of(scene.text()).chars().all(|c| c == ' ')
}

/// "KABUL, Afghanistan (Agency) -" at the head of the text or of a paragraph.
fn datelines(scene: &Scene<'_>, gazetteer: &Gazetteer, lexicon: &PlacesLexicon) -> Vec<Found> {
    let text = scene.text();
    let mut found = Vec::new();
    for sentence in scene.parse.sentences.iter().take(3) {
        let start = sentence.span.start;
        let rest = text.get(start..).unwrap_or("");
        let line = rest.lines().next().unwrap_or("");
        // The mark that ends a dateline stands early, between blanks or after a bracket.
        let end = line.char_indices().take(90).find(|&(at, c)| {
            let before = line.get(..at).unwrap_or("");
            let after = line.get(at + c.len_utf8()..).unwrap_or("");
            matches!(c, '-' | '–' | '—' | '_' | ':' | '―')
                && (before.ends_with([' ', ')']) || c == '—' || c == ':')
                && (after.starts_with(' ') || c == '—' || after.is_empty() || c == '–')
        });
        let Some((end, _)) = end else { continue };
        let head = line.get(..end).unwrap_or("");
        let head = head.split('(').next().unwrap_or(head);
        let first = head.split(',').next().unwrap_or(head).trim();
        let shouted = !first.is_empty() && first.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let bracket = line.get(..end).is_some_and(|head| head.trim_end().ends_with(')'));
        if !(shouted || bracket) || head.split_whitespace().count() > 6 {
            continue;
        }
        let mut at = start;
        for part in head.split(',') {
            let span = Span::new(at, at + part.len()).trimmed(text);
            at += part.len() + 1;
            if span.len() > 1 && !readings(span.of(text), gazetteer, lexicon).candidates.is_empty() {
                found.push(Found { span, dateline: true, facility: false });
            }
        }
    }
    found
}
