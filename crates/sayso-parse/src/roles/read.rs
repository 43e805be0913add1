//! Predicates and arguments read off the network's scores.

use super::features::{self, Tree, Vocabulary};
use super::span::Cuts;
use super::{Argument, Predicate, Predicates, Role};
use crate::labels::RolesHead;
use crate::network::{RoleBuffers, RoleNetwork, RoleWeights};
use crate::word_vectors::WordVectors;
use crate::{Parse, ParseError, Sentence};
use sayso_core::Span;
use std::collections::HashSet;

const FILE: &str = "roles.safetensors";

/// How many of its likeliest roles a candidate may fall back on.
const CHOICES: usize = 3;

/// The head for roles: names of what is told, roles, spans, and the products.
pub(crate) struct Head {
    names: Vocabulary,
    /// The role of each output; the first stands for none.
    roles: Vec<Option<Role>>,
    cuts: Cuts,
    network: RoleNetwork,
}

impl Head {
    /// `width` is that of the network's states.
    pub(super) fn read(bytes: &[u8], measures: &RolesHead, width: usize) -> Result<Head, ParseError> {
        let wrong = |what: &str| ParseError::model(FILE, what);
        let weights = RoleWeights::open(FILE, bytes)?;
        let names = Vocabulary::read(weights.text("features")?);
        let cuts = Cuts::read(weights.text("cuts")?).ok_or_else(|| wrong("a line of cuts is neither + nor -"))?;
        let mut lines = weights.text("roles")?.lines();
        let mut roles = vec![
            lines.next().filter(|name| *name == "_").map(|_| None).ok_or_else(|| wrong("the first role is not _"))?,
        ];
        for name in lines {
            roles.push(Some(Role::parse(name).ok_or_else(|| wrong(&format!("role {name:?} is not known")))?));
        }
        let network = weights.network(measures, 2 * width, names.len(), roles.len())?;
        Ok(Head { names, roles, cuts, network })
    }

    /// The predicates of a document in the order of the text. `states` has a row a word.
    pub(crate) fn find(
        &self,
        parse: &Parse,
        states: &WordVectors,
        asked: Predicates<'_>,
    ) -> Result<Vec<Predicate>, ParseError> {
        let (mut found, mut buffers, mut words) = (Vec::new(), RoleBuffers::default(), 0..0);
        for (index, sentence) in parse.sentences.iter().enumerate() {
            words = words.end..words.end + sentence.tokens.len();
            found.extend(self.predicates((index, sentence), states.rows(words.clone()), asked, &mut buffers)?);
        }
        Ok(found)
    }

    /// The predicates of a sentence, which is number `index`. `states` has a row a word.
    fn predicates(
        &self,
        (index, sentence): (usize, &Sentence),
        states: &[f32],
        asked: Predicates<'_>,
        buffers: &mut RoleBuffers,
    ) -> Result<Vec<Predicate>, ParseError> {
        let tree = Tree::new(&sentence.tokens);
        let words = match asked {
            Predicates::Given(spans) => given(sentence, spans),
            Predicates::Found => (0..sentence.tokens.len()).filter(|word| !tree.is_punctuation(*word)).collect(),
        };
        let told: Vec<Vec<usize>> =
            words.iter().map(|word| features::of_predicate(&tree, *word, &self.names)).collect();
        let rows = words.iter().copied().zip(told.iter().map(Vec::as_slice));
        let scores = self.network.predicates(rows, states, buffers)?;
        let found = words.iter().zip(&scores.is_predicate).enumerate();
        let found = found.filter(|(_, (_, score))| matches!(asked, Predicates::Given(_)) || **score > 0.0);
        let mut out = Vec::new();
        for (row, (word, _)) in found {
            let candidates: Vec<(usize, Vec<usize>)> = (0..sentence.tokens.len())
                .filter_map(|other| Some((other, features::of_candidate(&tree, *word, other, &self.names)?)))
                .collect();
            let rows = candidates.iter().map(|(word, told)| (*word, told.as_slice()));
            let answers = self.network.arguments(scores.hidden(row), rows, states, buffers)?;
            let chosen = choose(&answers, &self.roles);
            let heads = candidates.iter().zip(chosen).filter_map(|((head, _), role)| Some((*head, role?)));
            let mut arguments: Vec<Argument> =
                heads.map(|(head, role)| self.argument(&tree, *word, head, role)).collect();
            arguments.sort_by_key(|argument| (argument.span.start, argument.span.end));
            out.push(Predicate { sentence: index, word: *word, arguments });
        }
        Ok(out)
    }

    fn argument(&self, tree: &Tree<'_>, predicate: usize, head: usize, role: Role) -> Argument {
        let (first, last) = self.cuts.words(tree, predicate, head, role);
        let span = Span::new(tree.tokens[first].span.start, tree.tokens[last].span.end);
        Argument { role, span, head }
    }
}

/// The words at given spans, each once, in the order of the text.
fn given(sentence: &Sentence, spans: &[Span]) -> Vec<usize> {
    let tokens = &sentence.tokens;
    let mut taken = HashSet::new();
    for span in spans.iter().filter(|span| span.overlaps(sentence.span)) {
        let free = |word: &usize| !taken.contains(word);
        let exact = (0..tokens.len()).filter(free).find(|word| tokens[*word].span == *span);
        let touched = |word: usize| tokens[word].span.overlaps(*span);
        let topmost =
            || (0..tokens.len()).filter(free).find(|word| touched(*word) && !tokens[*word].head.is_some_and(touched));
        if let Some(word) = exact.or_else(topmost) {
            taken.insert(word);
        }
    }
    let mut words: Vec<usize> = taken.into_iter().collect();
    words.sort_unstable();
    words
}

/// One role a candidate, or none; a core role once. The surest choose first. `scores` has a row of roles a candidate.
fn choose(scores: &[f32], roles: &[Option<Role>]) -> Vec<Option<Role>> {
    let mut choices = Vec::new();
    for (candidate, row) in scores.chunks_exact(roles.len()).enumerate() {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = row.iter().map(|score| (score - top).exp()).sum();
        let mut shares: Vec<(f32, usize)> =
            row.iter().enumerate().map(|(role, score)| ((score - top).exp() / sum, role)).collect();
        shares.sort_by(|a, b| b.0.total_cmp(&a.0));
        choices.extend(shares.into_iter().take(CHOICES).map(|(share, role)| (share, candidate, role)));
    }
    choices.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut out = vec![None; scores.len() / roles.len().max(1)];
    let (mut decided, mut taken) = (vec![false; out.len()], HashSet::new());
    for (_, candidate, role) in choices {
        let core = roles[role].is_some_and(Role::is_core);
        if decided[candidate] || core && taken.contains(&role) {
            continue;
        }
        decided[candidate] = true;
        taken.insert(role);
        out[candidate] = roles[role];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_core_role_is_given_once_and_the_surest_choose_first() {
        let roles = ["ARG0", "ARGM-TMP"].map(Role::parse);
        let roles = [None, roles[0], roles[1]];
        let chosen = choose(&[0.0, 2.0, 1.0, 0.0, 3.0, 1.0, 0.0, 1.0, 4.0], &roles);
        assert_eq!(chosen, [roles[2], roles[1], roles[2]]);
        assert!(choose(&[], &roles).is_empty());
    }
}
