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
    // What closes a name, or is none, may stand before whatever opens one; the rest is between tags of one kind.
    let closes: Vec<usize> = (0..tags.len()).filter(|tag| NameTag::allows(Some(tags[*tag]), None)).collect();
    let opens: Vec<bool> = tags.iter().map(|tag| NameTag::allows(None, Some(*tag))).collect();
    let may_precede = |tag: usize| (0..tags.len()).filter(move |at| NameTag::allows(Some(tags[*at]), Some(tags[tag])));
    let inside: Vec<Vec<usize>> =
        (0..tags.len()).map(|tag| if opens[tag] { Vec::new() } else { may_precede(tag).collect() }).collect();
    let mut totals: Vec<f32> = Vec::new();
    let mut next = vec![f32::NEG_INFINITY; tags.len()];
    let mut back: Vec<usize> = Vec::new();
    for row in scores {
        let start = back.len();
        back.resize(start + tags.len(), 0);
        let best =
            |among: &[usize]| {
                among.iter().fold((0, f32::NEG_INFINITY), |found, at| {
                    if totals[*at] > found.1 { (*at, totals[*at]) } else { found }
                })
            };
        let closed = if start == 0 { (0, 0.0) } else { best(&closes) };
        for (tag, score) in row.iter().enumerate().take(tags.len()) {
            let (before, total) = match opens[tag] {
                true => closed,
                false if start == 0 => (0, f32::NEG_INFINITY),
                false => best(&inside[tag]),
            };
            next[tag] = total + score;
            back[start + tag] = before;
        }
        totals.resize(tags.len(), 0.0);
        std::mem::swap(&mut totals, &mut next);
    }
    for (tag, total) in totals.iter_mut().enumerate() {
        if !NameTag::allows(Some(tags[tag]), None) {
            *total = f32::NEG_INFINITY;
        }
    }
    let mut at = crate::best(&totals);
    let mut path = vec![0; back.len() / tags.len().max(1)];
    for (word, from) in back.chunks_exact(tags.len().max(1)).enumerate().rev() {
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

    #[test]
    fn the_path_is_the_best_of_all_sound_ones() {
        let (person, date) = (EntityKind::Person, EntityKind::Date);
        let tags = [
            NameTag::Outside,
            NameTag::Begin(person),
            NameTag::Inside(person),
            NameTag::End(person),
            NameTag::Begin(date),
            NameTag::End(date),
        ];
        let mut seed = 7u32;
        let mut draw = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 6553.6
        };
        for _ in 0..50 {
            let rows: Vec<Vec<f32>> = (0..4).map(|_| tags.iter().map(|_| draw()).collect()).collect();
            let sum = |path: &[usize]| path.iter().zip(&rows).map(|(tag, row)| row[*tag]).sum::<f32>();
            let all = (0..tags.len().pow(4))
                .map(|code| (0..4).map(|at| code / tags.len().pow(at) % tags.len()).collect::<Vec<usize>>());
            let best = all.filter(|path| is_sound(&tags, path)).map(|path| sum(&path)).fold(f32::MIN, f32::max);
            let found = best_path(&tags, rows.iter().map(Vec::as_slice));
            assert!(is_sound(&tags, &found) && (sum(&found) - best).abs() < 1e-4);
        }
    }
}
