//! Quotations that lost their marks or changed their words.

use super::{Drift, DriftKind, Pair};
use crate::quotation::{Alteration, alterations, likeness, quotations};
use crate::reprint::Relation;
use crate::text::Text;
use sayso_core::{CodePoints, Span};

/// Words of a quotation that may be looked for anywhere in the other text; shorter ones only in the same sentence.
const ANYWHERE: usize = 5;

/// Words that both renderings of a quotation need, and the share of the shorter's words in the same order.
const RENDERING: (usize, f64) = (5, 0.6);

/// Quotations of the first text whose words stand in the second without marks.
pub(super) fn marks_gone(pair: &Pair<'_>) -> Vec<Drift> {
    let mut found = Vec::new();
    for (from, to) in quoted_stretches(pair.a) {
        let all = (0, pair.b.words.len());
        let places: Vec<(usize, usize)> = if to - from >= ANYWHERE {
            vec![all]
        } else {
            pair.sentences().filter(|(a, _)| a.0 <= from && to <= a.1).map(|(_, b)| b).collect()
        };
        let hits: Vec<usize> = places.iter().flat_map(|&place| occurrences(pair, (from, to), place)).collect();
        let bare = |&&at: &&usize| pair.b.words[at..at + (to - from)].iter().all(|word| !word.quoted);
        if let Some(&at) = hits.iter().find(bare)
            && hits.iter().filter(bare).count() == hits.len()
        {
            let words = pair.a.shown(from, to);
            let explanation = format!(
                "\u{201c}{words}\u{201d} is quoted in the first and stands without quotation marks in the second"
            );
            found.push(pair.found(
                DriftKind::QuotationMarksGone,
                pair.a.span(from, to),
                pair.b.span(at, at + (to - from)),
                explanation,
            ));
        }
    }
    found
}

/// Stretches of quoted words within one sentence, with at least one telling word.
fn quoted_stretches(text: &Text) -> Vec<(usize, usize)> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for run in text.words.chunk_by(|one, two| (one.quoted, one.sentence) == (two.quoted, two.sentence)) {
        let end = start + run.len();
        let telling = run.iter().any(|word| word.kind == crate::text::WordKind::Content);
        if telling && run.first().is_some_and(|word| word.quoted) {
            stretches.push((start, end));
        }
        start = end;
    }
    stretches
}

/// Where the words of a stretch of the first text stand in a stretch of the second.
fn occurrences(pair: &Pair<'_>, (from, to): (usize, usize), place: (usize, usize)) -> Vec<usize> {
    let wanted = &pair.a.words[from..to];
    let words = pair.b.words.get(place.0..place.1).unwrap_or_default();
    let same = |here: &[crate::text::Word]| here.iter().zip(wanted).all(|(one, two)| one.form == two.form);
    words.windows(wanted.len()).enumerate().filter(|(_, here)| same(here)).map(|(at, _)| place.0 + at).collect()
}

/// Quotations of the second text whose words are not those of the same quotation in the first.
pub(super) fn altered(pair: &Pair<'_>) -> Vec<Drift> {
    let (a, b) = (long_quotations(pair.a), long_quotations(pair.b));
    let (points_a, points_b) = (CodePoints::new(&pair.a.text), CodePoints::new(&pair.b.text));
    let mut found = Vec::new();
    for later in &b {
        let copy = later.of(&pair.b.text);
        let like = |first: &&Span| (likeness(first.of(&pair.a.text), copy) * 1000.0) as u32;
        let Some(first) = a.iter().max_by_key(like) else { continue };
        let original = first.of(&pair.a.text);
        if likeness(original, copy) < RENDERING.1 {
            continue;
        }
        let changes = alterations(original, copy);
        if changes.is_empty() {
            continue;
        }
        let listed: Vec<String> = changes.iter().map(told).collect();
        let mut explanation = format!("inside the quotation {}", listed.join("; "));
        if pair.overlap.relation == Relation::SharedQuotation {
            explanation.push_str(" (each text may quote for itself)");
        }
        found.push(pair.found(
            DriftKind::QuotationAltered,
            points_a.chars(*first),
            points_b.chars(*later),
            explanation,
        ));
    }
    found
}

fn long_quotations(text: &Text) -> Vec<Span> {
    let inside = quotations(&text.text).into_iter().map(|quotation| quotation.inside);
    inside.filter(|span| span.of(&text.text).split_whitespace().count() >= RENDERING.0).collect()
}

fn told(change: &Alteration) -> String {
    match (change.before.is_empty(), change.after.is_empty()) {
        (false, false) => format!("\u{201c}{}\u{201d} is \u{201c}{}\u{201d}", change.before, change.after),
        (false, true) => format!("\u{201c}{}\u{201d} is left out without an ellipsis", change.before),
        _ => format!("\u{201c}{}\u{201d} is added", change.after),
    }
}
