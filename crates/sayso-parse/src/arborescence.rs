//! From scores of arcs to a tree: every word reaches the root, and exactly one word hangs on it.

/// Words that are tried as the top of the sentence where the best arcs don't make a tree.
const TOPS: usize = 4;

/// The best tree. `scores`: for each word a row of `words + 1` entries, first the root, then every word as governor.
///
/// The result names for each word its governor as in the rows: 0 for the root, else the number of the word from 1.
pub(crate) fn best_tree(scores: &[f32], words: usize) -> Vec<usize> {
    let width = words + 1;
    let mut greedy = Vec::with_capacity(words);
    for (word, row) in scores.chunks_exact(width).enumerate() {
        greedy.push(best(row, |governor| governor != word + 1));
    }
    if is_tree(&greedy) {
        return greedy;
    }
    let mut tops: Vec<usize> = (0..words).collect();
    tops.sort_by(|a, b| {
        (greedy[*b] == 0, scores[b * width]).partial_cmp(&(greedy[*a] == 0, scores[a * width])).unwrap_or(a.cmp(b))
    });
    let trees = tops.into_iter().take(TOPS).map(|top| {
        let tree = spanning(scores, words, top);
        let sum: f32 = tree.iter().enumerate().map(|(word, governor)| scores[word * width + governor]).sum();
        (sum, tree)
    });
    trees
        .fold(None, |best: Option<(f32, Vec<usize>)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map_or(greedy, |(_, tree)| tree)
}

fn best(row: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut found = 0;
    for (index, score) in row.iter().enumerate() {
        if allowed(index) && (*score > row[found] || !allowed(found)) {
            found = index;
        }
    }
    found
}

fn is_tree(governors: &[usize]) -> bool {
    governors.iter().filter(|governor| **governor == 0).count() == 1 && cycle(governors).is_none()
}

/// Words (from 1) of a circle, if there is one.
fn cycle(governors: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; governors.len() + 1];
    for start in 1..=governors.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = governors[at - 1];
        }
        if at != 0 && seen[at] == start {
            let mut circle = vec![at];
            let mut next = governors[at - 1];
            while next != at {
                circle.push(next);
                next = governors[next - 1];
            }
            return Some(circle);
        }
    }
    None
}

/// The maximum spanning tree below `top` (word from 0), by Chu, Liu and Edmonds.
fn spanning(scores: &[f32], words: usize, top: usize) -> Vec<usize> {
    let width = words + 1;
    // With the top fixed, it takes the place of the root: a graph over the words alone.
    let weight = |governor: usize, word: usize| scores[word * width + governor + 1];
    let matrix: Vec<Vec<f32>> =
        (0..words).map(|word| (0..words).map(|governor| weight(governor, word)).collect()).collect();
    let mut tree = edmonds(&matrix, top);
    for governor in &mut tree {
        *governor += 1;
    }
    tree[top] = 0;
    tree
}

/// For each node its parent in the best tree under `root`; `scores[child][parent]`. Circles are shrunk one at a time.
fn edmonds(scores: &[Vec<f32>], root: usize) -> Vec<usize> {
    let count = scores.len();
    let mut parents: Vec<usize> = (0..count).map(|child| best(&scores[child], |parent| parent != child)).collect();
    let as_governors = |parents: &[usize]| -> Vec<usize> {
        parents.iter().enumerate().map(|(child, parent)| if child == root { 0 } else { parent + 1 }).collect()
    };
    let Some(circle) = cycle(&as_governors(&parents)) else {
        return parents;
    };
    let circle: Vec<usize> = circle.into_iter().map(|node| node - 1).collect();
    // The circle becomes one node, the last; all others keep their order.
    let others: Vec<usize> = (0..count).filter(|node| !circle.contains(node)).collect();
    let merged = others.len();
    let mut small = vec![vec![f32::NEG_INFINITY; merged + 1]; merged + 1];
    let mut enters = vec![(circle[0], circle[0]); merged];
    let mut leaves = vec![circle[0]; merged];
    for (index, &node) in others.iter().enumerate() {
        for (other, &parent) in others.iter().enumerate() {
            small[index][other] = scores[node][parent];
        }
        for &member in &circle {
            if scores[node][member] > small[index][merged] {
                small[index][merged] = scores[node][member];
                leaves[index] = member;
            }
            let gain = scores[member][node] - scores[member][parents[member]];
            if gain > small[merged][index] {
                small[merged][index] = gain;
                enters[index] = (member, node);
            }
        }
    }
    let small_root = others.iter().position(|node| *node == root).unwrap_or(0);
    let tree = edmonds(&small, small_root);
    for (index, &node) in others.iter().enumerate() {
        if node != root {
            parents[node] = if tree[index] == merged { leaves[index] } else { others[tree[index]] };
        }
    }
    let (member, parent) = enters[tree[merged].min(merged.saturating_sub(1))];
    parents[member] = parent;
    parents
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_circle_is_broken_where_it_costs_least() {
        // Words 1 and 2 prefer each other; the root likes word 2 better.
        let scores = [1.0, 0.0, 9.0, 2.0, 8.0, 0.0];
        assert_eq!(best_tree(&scores, 2), [2, 0]);
    }

    #[test]
    fn one_word_hangs_on_the_root() {
        let scores = [5.0, 0.0, 4.0, 6.0, 1.0, 0.0];
        assert_eq!(best_tree(&scores, 2), [2, 0]);
    }

    fn exhaustive(scores: &[f32], words: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for code in 0..(words + 1).pow(words as u32) {
            let governors: Vec<usize> =
                (0..words).map(|word| code / (words + 1).pow(word as u32) % (words + 1)).collect();
            if is_tree(&governors) {
                best = best.max(governors.iter().enumerate().map(|(w, g)| scores[w * (words + 1) + g]).sum());
            }
        }
        best
    }

    proptest! {
        #[test]
        fn it_is_the_best_tree(words in 1usize..=4, scores in proptest::collection::vec(-9.0f32..9.0, 20)) {
            let scores = &scores[..words * (words + 1)];
            let tree = best_tree(scores, words);
            prop_assert!(is_tree(&tree));
            let sum: f32 = tree.iter().enumerate().map(|(w, g)| scores[w * (words + 1) + g]).sum();
            prop_assert!((sum - exhaustive(scores, words)).abs() < 1e-3);
        }

        #[test]
        fn there_is_always_a_tree(words in 1usize..40, seed in proptest::collection::vec(-9.0f32..9.0, 1640)) {
            prop_assert!(is_tree(&best_tree(&seed[..words * (words + 1)], words)));
        }
    }
}
