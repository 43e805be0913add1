//! Numbers that are not the same in both texts.

use super::{Drift, DriftKind, Pair, lower, stretch};
use crate::text::{Text, Word, WordKind};
use sayso_core::words::number_word;

/// A number with the word that it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Figure {
    /// Words of the text.
    from: usize,
    to: usize,
    value: f64,
    /// Stem of the next telling word.
    unit: Option<u64>,
    /// Stem of the telling word before.
    before: Option<u64>,
}

/// Share that a rounded number may be off.
const ROUNDED: f64 = 0.06;

/// Numbers of aligned sentences that count the same things but are not the same.
pub(super) fn numbers(pair: &Pair<'_>) -> Vec<Drift> {
    let mut found = Vec::new();
    for (a, b) in pair.sentences() {
        let (all_a, all_b) = (figures(pair.a, a), figures(pair.b, b));
        let only = |these: &[Figure], those: &[Figure]| -> Vec<Figure> {
            these.iter().filter(|one| !those.iter().any(|two| two.value == one.value)).copied().collect()
        };
        let (only_a, mut only_b) = (only(&all_a, &all_b), only(&all_b, &all_a));
        for one in only_a {
            let Some(at) = only_b.iter().position(|two| counts_the_same(&one, two)) else { continue };
            let two = only_b.remove(at);
            let (kind, what) = change(one.value, two.value);
            let explanation = format!(
                "\u{201c}{}\u{201d} is \u{201c}{}\u{201d}: {what}",
                pair.a.shown(one.from, one.to),
                pair.b.shown(two.from, two.to)
            );
            found.push(pair.found(kind, pair.a.span(a.0, a.1), pair.b.span(b.0, b.1), explanation));
        }
    }
    found
}

fn counts_the_same(one: &Figure, two: &Figure) -> bool {
    (one.unit.is_some() && one.unit == two.unit) || (one.before.is_some() && one.before == two.before)
}

fn change(before: f64, after: f64) -> (DriftKind, &'static str) {
    let rounded = digits(after) < digits(before) && (after - before).abs() <= ROUNDED * before.abs();
    match (rounded, after > before) {
        (true, true) => (DriftKind::NumberRounded, "rounded up"),
        (true, false) => (DriftKind::NumberRounded, "rounded down"),
        (false, true) => (DriftKind::NumberRaised, "higher"),
        (false, false) => (DriftKind::NumberLowered, "lower"),
    }
}

/// Digits that a number has before its last zeros.
fn digits(value: f64) -> usize {
    let written = format!("{value}").replace('.', "");
    written.trim_start_matches('0').trim_end_matches('0').len()
}

fn figures(text: &Text, (from, to): (usize, usize)) -> Vec<Figure> {
    let words = stretch(text, (from, to));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let start = at;
        at += 1;
        let written = lower(text, word);
        let Some(mut value) = (word.kind == WordKind::Number).then(|| value_of(&written)).flatten() else { continue };
        // "twenty-two"
        if value >= 20.0
            && value % 10.0 == 0.0
            && number_word(&written).is_some()
            && let Some(one) = words.get(at).and_then(|next| number_word(&lower(text, next))).filter(|one| *one < 10)
        {
            value += f64::from(one);
            at += 1;
        }
        while let Some(times) = words.get(at).and_then(|next| scale(&lower(text, next))) {
            value *= times;
            at += 1;
        }
        let dated = |word: Option<&Word>| {
            word.is_some_and(|word| word.kind == WordKind::Date || word.bytes.of(&text.text) == "May")
        };
        let year =
            value.fract() == 0.0 && (1900.0..2100.0).contains(&value) && at == start + 1 && !written.contains(',');
        if dated(words.get(at)) || dated(start.checked_sub(1).and_then(|before| words.get(before))) || year {
            continue;
        }
        let telling = |words: &mut dyn Iterator<Item = &Word>| {
            words.take(4).find(|word| !matches!(word.kind, WordKind::Function | WordKind::Number)).map(|word| word.stem)
        };
        found.push(Figure {
            from: from + start,
            to: from + at,
            value,
            unit: telling(&mut words.get(at..).unwrap_or_default().iter()),
            before: telling(&mut words.get(..start).unwrap_or_default().iter().rev()),
        });
    }
    found
}

fn value_of(written: &str) -> Option<f64> {
    number_word(written).map(f64::from).or_else(|| written.replace(',', "").parse().ok())
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" | "mn" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_named_by_size_and_digits() {
        assert_eq!(change(1412.0, 1400.0).0, DriftKind::NumberRounded);
        assert_eq!(change(1.96e6, 2e6), (DriftKind::NumberRounded, "rounded up"));
        assert_eq!(change(14.0, 40.0).0, DriftKind::NumberRaised);
        assert_eq!(change(1500.0, 1400.0).0, DriftKind::NumberLowered);
    }
}
