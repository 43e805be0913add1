//! What is told of a predicate, of a candidate, and of the way between them; `training/train_roles.py` learns from the same names.

use crate::{Token, Upos};
use std::collections::HashMap;

/// The most steps between an argument and its predicate.
const LONGEST_PATH: usize = 6;

/// The numbers of the names that the head has learned.
pub(super) struct Vocabulary(HashMap<Box<str>, usize>);

impl Vocabulary {
    /// One name a line, numbered from 0.
    pub(super) fn read(names: &str) -> Vocabulary {
        Vocabulary(names.lines().enumerate().map(|(number, name)| (name.into(), number)).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn add(&self, name: &str, out: &mut Vec<usize>) {
        out.extend(self.0.get(name));
    }
}

/// A sentence's tree with what hangs on each word.
pub(super) struct Tree<'a> {
    pub(super) tokens: &'a [Token],
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(tokens: &'a [Token]) -> Tree<'a> {
        let mut children = vec![Vec::new(); tokens.len()];
        for (word, token) in tokens.iter().enumerate() {
            if let Some(above) = token.head.and_then(|head| children.get_mut(head)) {
                above.push(word);
            }
        }
        Tree { tokens, children }
    }

    /// What hangs on a word, in the order of the text.
    pub(super) fn children(&self, word: usize) -> &[usize] {
        &self.children[word]
    }

    /// The word and everything above it, to the top.
    pub(super) fn up(&self, word: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(word), |word| self.tokens[*word].head).take(self.tokens.len())
    }

    pub(super) fn is_punctuation(&self, word: usize) -> bool {
        self.tokens[word].upos == Upos::Punct
    }

    fn relation(&self, word: usize) -> &'static str {
        self.tokens[word].relation.full()
    }

    pub(super) fn lemma(&self, word: usize) -> String {
        self.tokens[word].lemma.to_lowercase()
    }

    /// From a candidate up to where its way meets that of the predicate, then down; none where that is too far.
    fn path(&self, predicate: usize, candidate: usize) -> Option<String> {
        let above: Vec<usize> = self.up(predicate).take(LONGEST_PATH + 1).collect();
        let (mut path, mut steps) = ("path=".to_string(), 0);
        let down = self.up(candidate).take(LONGEST_PATH + 1).find_map(|word| {
            let met = above.iter().position(|other| *other == word);
            if met.is_none() {
                if steps > 0 {
                    path.push('/');
                }
                path.push_str(self.relation(word));
                steps += 1;
            }
            met
        })?;
        if steps + down > LONGEST_PATH {
            return None;
        }
        path.push('|');
        let down: Vec<&str> = above[..down].iter().map(|word| self.relation(*word)).collect();
        path.push_str(&down.join("/"));
        Some(path)
    }
}

/// The numbers of what is told of a predicate alone.
pub(super) fn of_predicate(tree: &Tree<'_>, word: usize, names: &Vocabulary) -> Vec<usize> {
    let mut out = Vec::new();
    let token = &tree.tokens[word];
    names.add(&format!("p={}", tree.lemma(word)), &mut out);
    names.add(&format!("pu={}", token.upos.name()), &mut out);
    names.add(&format!("pr={}", tree.relation(word)), &mut out);
    for &child in tree.children(word) {
        let (relation, side) = (tree.relation(child), if child < word { '-' } else { '+' });
        names.add(&format!("pk={relation}{side}"), &mut out);
        if matches!(relation, "compound:prt" | "case") {
            names.add(&format!("p{relation}={}", tree.lemma(child)), &mut out);
        }
    }
    if let Some(head) = token.head {
        names.add(&format!("ph={}", tree.lemma(head)), &mut out);
        names.add(&format!("phu={}", tree.tokens[head].upos.name()), &mut out);
    }
    out
}

/// The numbers of what is told of a word as an argument of a predicate; none where no argument was ever seen on such a path.
pub(super) fn of_candidate(tree: &Tree<'_>, predicate: usize, word: usize, names: &Vocabulary) -> Option<Vec<usize>> {
    if tree.is_punctuation(word) {
        return None;
    }
    let mut out = Vec::new();
    names.add(&tree.path(predicate, word)?, &mut out);
    if out.is_empty() {
        return None;
    }
    names.add(&distance(predicate, word), &mut out);
    names.add(&format!("cu={}", tree.tokens[word].upos.name()), &mut out);
    names.add(&format!("c={}", tree.lemma(word)), &mut out);
    for &child in tree.children(word) {
        let relation = tree.relation(child);
        if matches!(relation, "case" | "mark") {
            names.add(&format!("{relation}={}", tree.lemma(child)), &mut out);
        }
        if relation != "punct" {
            names.add(&format!("ck={relation}"), &mut out);
        }
    }
    Some(out)
}

fn distance(predicate: usize, word: usize) -> String {
    let side = if word < predicate { '-' } else { '+' };
    let gap = predicate.abs_diff(word);
    let size = [0, 1, 2, 4, 8].iter().position(|most| gap <= *most).unwrap_or(5);
    format!("at={side}{size}")
}
