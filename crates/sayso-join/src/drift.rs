//! What changed on the way from one text to a text that repeats it: hedges, denials, numbers, quotations, holders, labels.
//!
//! Each finding shows both texts and states the difference. It says nothing about why, nor about which is right.

mod accounts;
mod denials;
mod hedges;
mod numbers;
mod quoted;
#[cfg(test)]
mod tests;

use crate::account::Account;
use crate::reprint::{Direction, Overlap, Relation};
use crate::text::{Text, Word};
use sayso_core::words::one_line;
use sayso_core::{CharSpan, CodePoints, Reading};
use serde::{Deserialize, Serialize};

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DriftKind {
    /// "alleged", "reportedly", "about" is gone, or the act is told as more certain.
    HedgeLost,
    /// The reverse.
    HedgeAdded,
    /// The first tells that somebody denies it, the second tells it without.
    DenialDropped,
    /// A number is higher.
    NumberRaised,
    /// A number is lower.
    NumberLowered,
    /// A number is the same on fewer digits.
    NumberRounded,
    /// What was quoted stands as the writer's own words.
    QuotationMarksGone,
    /// Words inside quotation marks differ.
    QuotationAltered,
    /// Somebody's claim stands without that somebody.
    HolderLost,
    /// What somebody called somebody stands as the writer's own word.
    LabelToOwnVoice,
}

impl DriftKind {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            DriftKind::HedgeLost => "hedge-lost",
            DriftKind::HedgeAdded => "hedge-added",
            DriftKind::DenialDropped => "denial-dropped",
            DriftKind::NumberRaised => "number-raised",
            DriftKind::NumberLowered => "number-lowered",
            DriftKind::NumberRounded => "number-rounded",
            DriftKind::QuotationMarksGone => "quotation-marks-gone",
            DriftKind::QuotationAltered => "quotation-altered",
            DriftKind::HolderLost => "holder-lost",
            DriftKind::LabelToOwnVoice => "label-to-own-voice",
        }
    }
}

/// A stretch of a document that shows one side of a difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shown {
    /// The document's id.
    pub doc: String,
    /// Where.
    pub span: CharSpan,
    /// What stands there, on one line.
    pub text: String,
}

/// A difference between a text and one that repeats it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    /// What changed.
    pub kind: DriftKind,
    /// The first telling.
    pub before: Shown,
    /// The later one; for what it leaves out, the place where it carries the claim.
    pub after: Shown,
    /// The difference in words, without a verdict.
    pub explanation: String,
    /// Whether it is known that `after` comes from `before`; otherwise the difference may be read either way.
    pub directed: bool,
}

/// A document's reading with its accounts.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The reading.
    pub reading: &'a Reading<CharSpan>,
    /// Its accounts ([`crate::accounts`]).
    pub accounts: &'a [Account],
}

/// The differences between two reprints, or a text and the part of it that another has, from the source to the copy
/// where `overlap` knows the direction; sorted by kind and place. Nothing for shared quotations (but altered ones) and
/// filled forms.
pub fn drift(a: Telling<'_>, b: Telling<'_>, overlap: &Overlap) -> Vec<Drift> {
    let in_order = a.reading.document.id.0 == overlap.a;
    let overlap = if in_order { overlap.clone() } else { overlap.clone().turned() };
    match overlap.direction {
        Direction::BToA => directed(b, a, &overlap.turned(), true),
        Direction::AToB => directed(a, b, &overlap, true),
        Direction::Unknown => directed(a, b, &overlap, false),
    }
}

/// The differences between two accounts of one incident of which `after` cites the publisher of `before`.
pub fn drift_of_accounts(before: &Account, after: &Account) -> Vec<Drift> {
    let mut found = accounts::between(before, after, true);
    found.sort_by(order);
    found
}

fn directed(before: Telling<'_>, after: Telling<'_>, overlap: &Overlap, directed: bool) -> Vec<Drift> {
    let a = Text::new(&before.reading.document);
    let b = Text::new(&after.reading.document);
    let pair = Pair { a: &a, b: &b, overlap, directed };
    let mut found = quoted::altered(&pair);
    if matches!(overlap.relation, Relation::Reprint | Relation::Part) {
        found.extend(quoted::marks_gone(&pair));
        found.extend(hedges::hedges(&pair));
        found.extend(numbers::numbers(&pair));
        found.extend(accounts::accounts(&pair, before, after));
        found.extend(accounts::labels(&pair, before, after));
        found.extend(denials::dropped(&pair, before, after));
    } else if overlap.relation == Relation::Template {
        found.clear();
    }
    found.sort_by(order);
    // The words and the records may tell the same.
    found.dedup_by(|later, kept| {
        later.kind == kept.kind
            && overlaps(later.before.span, kept.before.span)
            && overlaps(later.after.span, kept.after.span)
    });
    found
}

fn order(one: &Drift, two: &Drift) -> std::cmp::Ordering {
    (one.kind, &one.before, &one.after, &one.explanation).cmp(&(two.kind, &two.before, &two.after, &two.explanation))
}

fn overlaps(one: CharSpan, two: CharSpan) -> bool {
    one.start < two.end && two.start < one.end
}

/// Two texts and what they share, the source first.
struct Pair<'a> {
    a: &'a Text,
    b: &'a Text,
    overlap: &'a Overlap,
    directed: bool,
}

/// Likeness from which two sentences are close enough to blame a difference on one word of them.
const CLOSE: f64 = 0.5;

impl Pair<'_> {
    fn found(&self, kind: DriftKind, a: CharSpan, b: CharSpan, explanation: String) -> Drift {
        Drift { kind, before: shown(self.a, a), after: shown(self.b, b), explanation, directed: self.directed }
    }

    /// Sentences that tell the same, as numbers of words.
    fn sentences(&self) -> impl Iterator<Item = ((usize, usize), (usize, usize))> + '_ {
        let close = self.overlap.sentences.iter().filter(|pair| pair.likeness >= CLOSE);
        close.map(|pair| (self.a.words_in(pair.a), self.b.words_in(pair.b)))
    }
}

fn shown(text: &Text, span: CharSpan) -> Shown {
    let bytes = CodePoints::new(&text.text).bytes(span);
    Shown { doc: text.doc.clone(), span, text: one_line(bytes.of(&text.text)) }
}

/// The word in lower case.
fn lower(text: &Text, word: &Word) -> String {
    word.bytes.of(&text.text).to_lowercase()
}

/// The words of a stretch.
fn stretch(text: &Text, (from, to): (usize, usize)) -> &[Word] {
    text.words.get(from..to).unwrap_or_default()
}
