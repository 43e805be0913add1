//! The agency or outlet that a whole text comes from: named in the byline, the dateline, or where it signs at the end.

use super::SayingLexicon;
use crate::scene::Scene;
use sayso_core::{HolderText, Span};
use sayso_parse::EntityKind;

/// An agency that a whole text comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Agency {
    pub(super) span: Span,
    pub(super) place: Option<HolderText>,
}

/// Farther than this no dateline reaches, in bytes.
const DATELINE: usize = 160;
/// Nor does a signature.
const SIGNATURE: usize = 48;

/// The agency of a text: "By Ann Lee, Agency", "KABUL (Agency) -", "... he said. - Agency". None where the agency is the publisher.
pub(super) fn agencies(scene: &Scene, lexicon: &SayingLexicon) -> Vec<Agency> {
    let names = Names { scene, lexicon, publisher: letters(scene.document.publisher.as_deref().unwrap_or("")) };
    let byline = scene.document.byline.as_deref().and_then(|byline| names.known(byline));
    if let Some(span) = byline {
        return vec![Agency { span, place: Some(HolderText::Byline) }];
    }
    let found = names.dateline().or_else(|| names.signature()).or_else(|| names.credit());
    found.map(|span| Agency { span, place: None }).into_iter().collect()
}

struct Names<'n, 'd> {
    scene: &'n Scene<'d>,
    lexicon: &'n SayingLexicon,
    /// Letters and digits of the publisher's name.
    publisher: String,
}

impl Names<'_, '_> {
    /// The first agency of the list that a line names.
    fn known(&self, line: &str) -> Option<Span> {
        let agencies = self.lexicon.agencies.iter().filter(|agency| !self.is_publisher(agency));
        agencies
            .filter_map(|agency| {
                line.match_indices(agency.as_str()).find_map(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    let after = line[at + agency.len()..].chars().next();
                    let is_word = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
                    (!is_word(before) && !is_word(after)).then_some(Span::new(at, at + agency.len()))
                })
            })
            .min_by_key(|span| (span.start, std::cmp::Reverse(span.len())))
    }

    fn is_publisher(&self, name: &str) -> bool {
        let name = letters(name);
        !name.is_empty() && !self.publisher.is_empty() && self.publisher.contains(&name)
    }

    /// "KABUL (Agency) -", "TODAY NORLAND (Agency) The government", "MOSCOW, July 25 (Agency): ", "Agency -".
    fn dateline(&self) -> Option<Span> {
        let text = self.scene.text();
        let line = text.trim_start();
        let from = text.len() - line.len();
        let end = line.find('\n').unwrap_or(line.len());
        let reach = (0..=end.min(DATELINE)).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
        let head = &line[..reach];
        let found = self.in_brackets(head, from).or_else(|| self.before_dash(head, from))?;
        Some(Span::new(from + found.start, from + found.end))
    }

    /// A name in brackets behind a place (and a day), before a dash, a colon, or the text.
    fn in_brackets(&self, head: &str, from: usize) -> Option<Span> {
        let open = head.find(['(', '['])?;
        let close = open + head[open..].find([')', ']'])?;
        let (before, after) = (head[..open].trim(), head[close + 1..].trim_start());
        let is_place = !before.is_empty()
            && before.len() <= 60
            && !before.contains(['.', '"', '“'])
            && before.split_whitespace().all(|word| word.starts_with(|ch: char| ch.is_uppercase() || ch.is_numeric()));
        let leads_on = after.starts_with(['-', '–', '—', ':']);
        let is_capitals = before.chars().any(char::is_alphabetic) && !before.chars().any(char::is_lowercase);
        let inside = Span::new(open + 1, close).trimmed(head);
        if is_place && (leads_on || is_capitals) && self.can_be_outlet(inside.of(head), from + inside.start) {
            return Some(inside);
        }
        // "Kabul, May 3 (Pajhwok) —": known agencies also behind a longer line.
        let known = self.known(inside.of(head)).filter(|_| leads_on)?;
        Some(Span::new(inside.start + known.start, inside.start + known.end))
    }

    /// "Agency -", "PARIS, Agency -": a known agency or an organization's name before the dash.
    fn before_dash(&self, head: &str, from: usize) -> Option<Span> {
        const DASHES: [&str; 5] = [" - ", " – ", " — ", "--", "—"];
        let dash = DASHES.iter().filter_map(|dash| head.find(dash)).min()?;
        let line = &head[..dash];
        if let Some(span) = self.known(line)
            && line.len() <= span.len() + 40
        {
            return Some(span);
        }
        let whole = Span::new(from, from + line.trim_end().len());
        let is_body = self.scene.parse.entities.iter().any(|entity| {
            entity.span == whole && entity.kind == EntityKind::Organization && line.chars().any(char::is_lowercase)
        });
        (is_body && !self.is_publisher(line)).then(|| Span::new(0, line.trim_end().len()))
    }

    /// "... he said. - Agency", "... he said. (Agency)".
    fn signature(&self) -> Option<Span> {
        let text = self.scene.text();
        let end = text.trim_end().trim_end_matches([')', ']']).len();
        let from = (0..=end.saturating_sub(SIGNATURE)).rev().find(|&at| text.is_char_boundary(at))?;
        let tail = &text[from..end];
        let (at, sign) = tail.char_indices().rev().find(|(_, ch)| matches!(ch, '-' | '–' | '—' | '(' | '[' | '\n'))?;
        let before = tail[..at].trim_end().trim_end_matches(['-', '–', '—', ' ', '(', '[']);
        let closes = before.is_empty() || before.ends_with(['.', '!', '?', '"', '”', '\'', '’', '…']);
        let start = from + at + sign.len_utf8();
        let span = Span::new(start, end).trimmed(text);
        let name = span.of(text);
        if !closes || name.chars().count() > 28 {
            return None;
        }
        if let Some(known) = self.known(name).filter(|known| name.len() <= known.len() + 12) {
            return Some(Span::new(span.start + known.start, span.start + known.end));
        }
        let is_site = !name.contains(char::is_whitespace)
            && name.split_once('.').is_some_and(|(site, ending)| !site.is_empty() && (2..=6).contains(&ending.len()));
        let is_capitals = (2..=6).contains(&name.len()) && name.chars().all(|ch| ch.is_ascii_uppercase());
        let signs = sign != '\n' && (is_site || is_capitals || self.has_word_of_media(name));
        (signs && !self.is_publisher(name)).then_some(span)
    }

    /// "Source: Agency" as the last line.
    fn credit(&self) -> Option<Span> {
        let text = self.scene.text().trim_end();
        let from = text.rfind('\n').map_or(0, |newline| newline + 1);
        let line = &text[from..];
        let rest =
            ["Source:", "SOURCE:", "Sources:", "Via:"].iter().find_map(|word| line.trim_start().strip_prefix(word))?;
        let span = Span::new(text.len() - rest.len(), text.len()).trimmed(text);
        let name = span.of(text);
        let fits = !name.is_empty() && name.split_whitespace().count() <= 5 && !name.contains(['/', ',', ';']);
        (fits && !self.is_publisher(name)).then_some(span)
    }

    /// Whether what stands in a dateline's brackets can be an outlet: a known agency, or a name that is no place.
    fn can_be_outlet(&self, name: &str, at: usize) -> bool {
        if name.is_empty() || self.is_publisher(name) {
            return false;
        }
        if self.known(name).is_some() {
            return true;
        }
        let is_place = self.scene.parse.entities.iter().any(|entity| {
            entity.span.start <= at
                && at < entity.span.end
                && matches!(entity.kind, EntityKind::Location | EntityKind::Norp | EntityKind::Date)
        });
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_name = words.len() <= 5
            && name.chars().any(char::is_alphabetic)
            && !name.contains(|ch: char| ch.is_numeric())
            && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
            && words.iter().all(|word| {
                word.starts_with(char::is_uppercase)
                    || matches!(*word, "de" | "of" | "the" | "la" | "di" | "da" | "and")
            });
        is_name && (!is_place || self.has_word_of_media(name))
    }

    fn has_word_of_media(&self, name: &str) -> bool {
        name.split_whitespace().any(|word| self.lexicon.media.contains(word))
    }
}

/// Letters and digits of a name in lower case: "The Daily-Star" is `thedailystar`.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(|ch| ch.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
