//! When: expressions of time, their days, and which of them dates an act.
//!
//! An expression is found in the words alone and resolved against the day of publication; the verb that governs it
//! says whether "on Tuesday" is the last or the next one. An act takes the time that governs its predicate in the
//! tree, never the nearest one, and never the day of publication by default.

mod clock;
mod dateline;
mod govern;
mod grammar;
mod how;
mod meaning;
mod phrases;
mod resolve;
mod tense;
mod words;

pub use words::TimesLexicon;

use crate::quantity::{PieceKind, pieces};
use crate::scene::{Scene, Word};
use jiff::civil::Date;
use meaning::Meaning;
use resolve::{Anchor, resolve};
use sayso_core::{DatePrecision, DateRange, Span};
use sayso_parse::EntityKind;

/// TIMEX3's kinds of expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimexKind {
    /// A day or longer.
    Date,
    /// Part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Repetition.
    Set,
}

impl TimexKind {
    /// The name in TIMEX3.
    pub fn name(self) -> &'static str {
        match self {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        }
    }
}

/// An expression of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// Its kind.
    pub kind: TimexKind,
    /// Its value as TIMEX3 writes it.
    pub value: String,
    /// The days it names, where it names any.
    pub range: Option<DateRange>,
    /// How they were found, in words.
    pub how: &'static str,
    /// Index of its sentence.
    pub sentence: usize,
    /// The word of it that hangs on the rest of the sentence.
    pub(crate) head: Option<Word>,
}

/// All expressions of time of a document.
#[derive(Debug, Clone)]
pub struct Times {
    timexes: Vec<Timex>,
    /// The day that the report counts from: of publication, or of its dateline.
    published: Option<Date>,
    lexicon: TimesLexicon,
}

impl Times {
    /// Finds and resolves the expressions of a document.
    pub fn find(scene: &Scene<'_>, lexicon: &TimesLexicon) -> Times {
        let named = scene.document.published.as_ref().map(|published| published.date);
        let published = named.or_else(|| dateline::day(scene, lexicon));
        let near = if published.is_none() { dateline::latest_day(scene, lexicon) } else { None };
        let mut timexes: Vec<Timex> = Vec::new();
        let mut told = None;
        let mut told_precision = DatePrecision::Day;
        for (index, sentence) in scene.parse.sentences.iter().enumerate() {
            let pieces = pieces(scene.text(), sentence.span);
            let found = grammar::find(&pieces, lexicon, |piece| in_foreign_name(scene, index, piece.span));
            let first = timexes.len();
            let mut clocks = Vec::new();
            for found in found {
                let (Some(start), Some(end)) = (pieces.get(found.first), pieces.get(found.end.saturating_sub(1)))
                else {
                    continue;
                };
                let span = Span::new(start.span.start, end.span.end);
                let head = head_word(scene, index, span);
                if pieces.get(found.first).is_some_and(|piece| piece.kind == PieceKind::Word)
                    && is_other_sense(scene, head, &found.meaning, found.end - found.first == 1)
                {
                    continue;
                }
                let direction = tense::direction_of_time(scene, head, &lexicon.words);
                let anchor = Anchor { published, near, direction, told, told_precision, day: None };
                let resolved = resolve(&found.meaning, anchor);
                if matches!(&found.meaning, Meaning::Clock { date: None, .. } | Meaning::Part { date: None, .. }) {
                    clocks.push((timexes.len(), found.meaning.clone(), anchor));
                }
                if let Some(range) = resolved.range.as_ref()
                    && let Some(day) = range.from
                    && resolved.kind != TimexKind::Duration
                {
                    told = Some(day);
                    told_precision = range.precision;
                }
                timexes.push(Timex {
                    span,
                    kind: resolved.kind,
                    value: resolved.value,
                    range: resolved.range.map(|range| DateRange { span: Some(span), ..range }),
                    how: how::how(&found.meaning, anchor),
                    sentence: index,
                    head,
                });
            }
            // A time of day takes the day of its sentence, wherever that stands.
            let day = timexes.get(first..).and_then(|here| {
                here.iter()
                    .filter_map(|timex| timex.range.as_ref())
                    .find(|range| range.precision == DatePrecision::Day)?
                    .from
            });
            for (at, meaning, anchor) in clocks {
                if let Some(timex) = timexes.get_mut(at) {
                    timex.value = resolve(&meaning, Anchor { day, ..anchor }).value;
                }
            }
        }
        Times { timexes, published, lexicon: lexicon.clone() }
    }

    /// The expressions in the order of the text.
    pub fn timexes(&self) -> &[Timex] {
        &self.timexes
    }

    /// The expressions of one sentence.
    pub fn in_sentence(&self, sentence: usize) -> &[Timex] {
        let first = self.timexes.partition_point(|timex| timex.sentence < sentence);
        let end = self.timexes.partition_point(|timex| timex.sentence <= sentence);
        self.timexes.get(first..end).unwrap_or(&[])
    }
}

/// Whether a piece stands in the name of a person, organisation, product or work: "Black Friday Inc.", "May Smith".
fn in_foreign_name(scene: &Scene<'_>, sentence: usize, span: Span) -> bool {
    scene.entities_in(sentence).iter().any(|entity| {
        entity.span.contains(span)
            && entity.span.len() > span.len()
            && matches!(
                entity.kind,
                EntityKind::Person | EntityKind::Organization | EntityKind::Product | EntityKind::Facility
            )
    })
}

/// "march", "second", "fall", "now" as other parts of speech.
fn is_other_sense(scene: &Scene<'_>, head: Option<Word>, meaning: &Meaning, alone: bool) -> bool {
    use sayso_parse::Upos;
    let Some(word) = head else { return false };
    let token = scene.token(word);
    let name = scene.entity_at(word).is_some_and(|entity| entity.kind == EntityKind::Person);
    match meaning {
        Meaning::Month { .. } => name || matches!(token.upos, Upos::Verb | Upos::Aux),
        Meaning::Season { .. } => name || token.upos == Upos::Verb,
        Meaning::Weekday { .. } => name,
        // "the daily Granma", "a quarterly dividend"
        Meaning::Set(_) => {
            alone && matches!(token.upos, Upos::Adj | Upos::Noun | Upos::Propn) && !token.relation.is("obl")
        }
        // "an overnight curfew"
        Meaning::Overnight => token.upos == Upos::Adj || token.relation.is_any(&["amod", "compound"]),
        Meaning::Reference(value) => {
            value == "PAST_REF" && token.form.eq_ignore_ascii_case("earlier") && token.upos == Upos::Adj
        }
        _ => false,
    }
}

/// The word of `span` that governs the rest of it: of words that hang together the topmost, at the end of the span
/// where the tree is no help.
fn head_word(scene: &Scene<'_>, sentence: usize, span: Span) -> Option<Word> {
    let syntax = scene.sentences.get(sentence)?;
    let inside: Vec<usize> = (0..syntax.len()).filter(|&word| span.overlaps(syntax.token(word).span)).collect();
    let outward = |word: &usize| syntax.head(*word).is_none_or(|head| !inside.contains(&head));
    let head = inside.iter().copied().filter(outward).max_by_key(|&word| {
        let relation = syntax.token(word).relation;
        (!relation.is_any(&["punct", "case", "det", "advmod"]), relation.is_any(&["obl", "nmod", "advmod"]))
    })?;
    Some(Word::new(sentence, head))
}

#[cfg(test)]
mod tests;
