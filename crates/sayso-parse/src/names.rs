//! From scores of name tags to names: the best sequence in which every name that begins also ends.

use crate::EntityKind;
use crate::labels::NameTag;

/// A name in a sentence: first word, one past the last, kind.
pub(crate) type Name = (usize, usize, EntityKind);

/// The names of a sentence; `scores` has a row a word.
pub(crate) fn read_names<'a>(tags: &[NameTag], scores: impl Iterator<Item = &'a [f32]> + Clone) -> Vec<Name> {
    let greedy: Vec<usize> = scores.clone().map(crate::best).collect();
    let path = if is_sound(tags, &greedy) { greedy } else { best_path(tags, scores) };
    let (mut out, mut start) = (Vec::new(), 0);
    for (word, tag) in path.iter().enumerate() {
        match tags[*tag] {
            NameTag::Begin(_) => start = word,
            NameTag::Single(kind) => out.push((word, word + 1, kind)),
            NameTag::End(kind) => out.push((start, word + 1, kind)),
            NameTag::Inside(_) | NameTag::Outside => {}
        }
    }
    out
}

fn is_sound(tags: &[NameTag], path: &[usize]) -> bool {
    let mut before = None;
    for tag in path {
        if !NameTag::allows(before, Some(tags[*tag])) {
            return false;
        }
        before = Some(tags[*tag]);
    }
    NameTag::allows(before, None)
}

/// Viterbi over tags that may follow each other.
fn best_path<'a>(tags: &[NameTag], scores: impl Iterator<Item = &'a [f32]>) -> Vec<usize> {
    let mut totals: Vec<f32> = Vec::new();
    let mut back: Vec<Vec<usize>> = Vec::new();
    for row in scores {
        // Probabilities of the word, so that words weigh alike.
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let log_sum = row.iter().map(|score| (score - top).exp()).sum::<f32>().ln() + top;
        let mut next = vec![f32::NEG_INFINITY; tags.len()];
        let mut from = vec![0; tags.len()];
        for (tag, score) in row.iter().enumerate().take(tags.len()) {
            if back.is_empty() {
                if NameTag::allows(None, Some(tags[tag])) {
                    next[tag] = score - log_sum;
                }
                continue;
            }
            for (before, total) in totals.iter().enumerate() {
                if *total + score - log_sum > next[tag] && NameTag::allows(Some(tags[before]), Some(tags[tag])) {
                    next[tag] = *total + score - log_sum;
                    from[tag] = before;
                }
            }
        }
        totals = next;
        back.push(from);
    }
    for (tag, total) in totals.iter_mut().enumerate() {
        if !NameTag::allows(Some(tags[tag]), None) {
            *total = f32::NEG_INFINITY;
        }
    }
    let mut at = crate::best(&totals);
    let mut path = vec![0; back.len()];
    for (word, from) in back.iter().enumerate().rev() {
        path[word] = at;
        at = from[at];
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_without_a_beginning_is_mended() {
        let person = EntityKind::Person;
        let tags = [NameTag::Outside, NameTag::Begin(person), NameTag::End(person), NameTag::Single(person)];
        let rows = [[0.0, 2.0, 0.0, 1.0], [3.0, 0.0, 2.9, 0.0]];
        let rows: Vec<&[f32]> = rows.iter().map(|row| row.as_slice()).collect();
        assert_eq!(read_names(&tags, rows.into_iter()), [(0, 2, person)]);
        assert_eq!(read_names(&tags, std::iter::empty()), []);
    }
}
