//! Phrases that speak of two who were named before: "the two sides", "both countries", "the two leaders", "both".
//!
//! They stand for the two nearest whom the noun can mean. Where three or more stand as near, two of them must have been
//! told of together ("Norland and Sudland", "Ann Lee met Ben Cole"); otherwise the phrase stays what it is, a group.

use super::Sort;
use super::assemble::is_actor;
use super::coreference::{Cluster, Resolver};
use super::describe::Key;
use super::mentions::Candidate;
use crate::scene::Word;
use sayso_parse::Upos;
use std::collections::HashMap;

/// Sentences before the phrase that the two are looked for in.
const REACH: usize = 3;

/// What stands for two clusters.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Clusters of phrases with a noun.
    pub of_cluster: HashMap<usize, [usize; 2]>,
    /// "The two", "both" by themselves, which are no mentions of anybody else.
    pub of_word: HashMap<Word, [usize; 2]>,
}

/// What a noun for two can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// "The two sides": states where states deal with each other, otherwise whoever does.
    Sides,
    /// "Both": people, otherwise as for sides.
    Anybody,
    States,
    Bodies,
    People,
}

/// Finds the phrases of a document that stand for two.
pub(super) fn find(resolver: &Resolver<'_>) -> Pairs {
    let mut pairs = Pairs::default();
    for (number, cluster) in resolver.clusters.iter().enumerate() {
        let told = |&member: &usize| Some((member, meant(resolver, cluster, resolver.candidate(member))?));
        let Some((first, meant)) = cluster.members.iter().find_map(told) else { continue };
        let finder = Finder { resolver, pairs: &pairs, own: Some(number), head: resolver.candidate(first).head };
        if let Some(two) = finder.before(first, meant) {
            pairs.of_cluster.insert(number, two);
        }
    }
    for word in bare(resolver) {
        let start = resolver.describer.scene.token(word).span.start;
        let before = resolver.mentions.candidates.partition_point(|candidate| candidate.span.start < start);
        let finder = Finder { resolver, pairs: &pairs, own: None, head: word };
        if let Some(two) = finder.before(before, Meant::Anybody) {
            pairs.of_word.insert(word, two);
        }
    }
    pairs
}

/// "*The two* met", "*both* left", "*the pair* were arrested": nothing says two of what.
fn bare(resolver: &Resolver<'_>) -> Vec<Word> {
    let mut found = Vec::new();
    for (sentence, syntax) in resolver.describer.scene.sentences.iter().enumerate() {
        for index in 0..syntax.len() {
            let token = syntax.token(index);
            let takes_part = token.relation.is_any(&["nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"]);
            let children = syntax.children(index);
            let plain = children.iter().all(|&child| syntax.token(child).relation.is("det"));
            let the = children.iter().any(|&child| syntax.lemma(child) == "the");
            let bare = match &*token.form.to_lowercase() {
                "both" => children.is_empty(),
                "two" => the && token.upos == Upos::Num,
                "pair" | "duo" => the,
                _ => false,
            };
            if takes_part && plain && bare {
                found.push(Word::new(sentence, index));
            }
        }
    }
    found
}

/// What kind of two a description speaks of, if it does of two and tells no more of them than what they are.
fn meant(resolver: &Resolver<'_>, cluster: &Cluster, candidate: &Candidate) -> Option<Meant> {
    let lexicon = resolver.describer.lexicon;
    let named = !cluster.names.is_empty() || cluster.key.is_some();
    let told = !candidate.what.owners.is_empty() || candidate.what.country.is_some();
    if named || told || candidate.pronoun.is_some() || !resolver.describer.is_plural(candidate.head) {
        return None;
    }
    let syntax = &resolver.describer.scene.sentences[candidate.head.sentence];
    let form = |at: usize| syntax.token(at).form.to_lowercase();
    let before = |relations: &'static [&'static str], forms: &'static [&'static str]| {
        syntax.children_by(candidate.head.word, relations).any(|at| forms.contains(&&*form(at)))
    };
    let both = before(&["det", "cc:preconj"], &["both"]);
    let two = before(&["nummod"], &["two", "2"]) && before(&["det"], &["the", "these", "those"]);
    let is_side = lexicon.is_side(&candidate.lemma);
    let opposed = is_side && candidate.lemma == "side" && before(&["det"], &["the"]) && candidate.modifiers.is_empty();
    if !both && !two && !opposed || syntax.possessor(candidate.head.word).is_some() {
        return None;
    }
    if is_side {
        return Some(Meant::Sides);
    }
    if lexicon.is_state_body(&candidate.lemma) {
        return Some(Meant::States);
    }
    match resolver.describer.noun_class(candidate.head)?.sort {
        Sort::State => Some(Meant::States),
        Sort::Person => Some(Meant::People),
        Sort::Organization | Sort::Group => Some(Meant::Bodies),
        _ => None,
    }
}

struct Finder<'f, 'r> {
    resolver: &'f Resolver<'r>,
    pairs: &'f Pairs,
    /// The cluster of the phrase, and its head.
    own: Option<usize>,
    head: Word,
}

impl Finder<'_, '_> {
    /// The two whom a phrase means that stands behind the first so many candidates.
    fn before(&self, phrase: usize, meant: Meant) -> Option<[usize; 2]> {
        match meant {
            Meant::Sides => self.nearest(phrase, Meant::States).or_else(|| self.nearest(phrase, Meant::Sides)),
            Meant::Anybody => self.nearest(phrase, Meant::People).or_else(|| self.before(phrase, Meant::Sides)),
            Meant::States => self.nearest(phrase, meant).or_else(|| self.only_states(phrase)),
            meant => self.nearest(phrase, meant),
        }
    }

    fn nearest(&self, phrase: usize, meant: Meant) -> Option<[usize; 2]> {
        let at = self.head.sentence;
        let mut found: Vec<(usize, usize)> = Vec::new();
        for sentence in (at.saturating_sub(REACH)..=at).rev() {
            let here = (0..phrase).rev().take_while(|&index| self.resolver.candidate(index).head.sentence >= sentence);
            let here = here.filter(|&index| self.resolver.candidate(index).head.sentence == sentence);
            for index in here {
                let Some(cluster) = self.resolver.cluster_of.get(index).copied().flatten() else { continue };
                if let Some(two) = self.pairs.of_cluster.get(&cluster) {
                    // "The two countries ..., both sides": the same two, if no others stand between.
                    return found.iter().all(|(_, other)| two.contains(other)).then_some(*two);
                }
                let one = self.can_be(index, cluster, meant).filter(|&one| is_actor(self.resolver, one));
                found.extend(one.map(|one| (index, one)));
            }
            let mut clusters: Vec<usize> = found.iter().map(|(_, cluster)| *cluster).collect();
            clusters.sort_unstable();
            clusters.dedup();
            match clusters[..] {
                [] | [_] => {}
                [a, b] => return Some(self.in_order([a, b])),
                _ => return self.told_together(&found),
            }
        }
        None
    }

    /// The states of a report that has named two of them and no third, however far before.
    fn only_states(&self, phrase: usize) -> Option<[usize; 2]> {
        let named = (0..phrase).filter_map(|index| {
            let cluster = self.resolver.cluster_of.get(index).copied().flatten()?;
            let whole = self.resolver.clusters.get(cluster)?;
            (whole.sort == Sort::State && whole.key.is_some()).then_some(cluster)
        });
        let mut states: Vec<usize> = named.collect();
        states.sort_unstable();
        states.dedup();
        match states[..] {
            [a, b] => Some(self.in_order([a, b])),
            _ => None,
        }
    }

    /// The cluster that a candidate brings in as one of the two.
    fn can_be(&self, index: usize, cluster: usize, meant: Meant) -> Option<usize> {
        let (candidate, whole) = (self.resolver.candidate(index), self.resolver.clusters.get(cluster)?);
        if candidate.what.scene || Some(cluster) == self.own || self.shares_clause(candidate.head) {
            return None;
        }
        if meant == Meant::States {
            return self.state_of(cluster, whole);
        }
        let syntax = &self.resolver.describer.scene.sentences[candidate.head.sentence];
        let relation = syntax.token(candidate.head.word).relation;
        let stands_alone = !relation.is_any(&["compound", "amod", "nmod:poss"]);
        let fits = match meant {
            Meant::People => whole.sort == Sort::Person && !whole.plural,
            Meant::Bodies => matches!(whole.sort, Sort::Organization | Sort::Group),
            _ => whole.sort.can_act(),
        };
        (fits && stands_alone).then_some(cluster)
    }

    /// Whether both hang on one verb: in "the captives were exchanged by both sides" the captives are no side.
    fn shares_clause(&self, other: Word) -> bool {
        let syntax = &self.resolver.describer.scene.sentences[self.head.sentence];
        let verb = |word: usize| syntax.ancestors(word).find(|&at| syntax.token(at).upos == Upos::Verb);
        let own = verb(self.head.word);
        other.sentence == self.head.sentence && own.is_some() && verb(other.word) == own
    }

    /// A state, or the state that somebody is of, as far as it is named too.
    fn state_of(&self, cluster: usize, whole: &Cluster) -> Option<usize> {
        if whole.sort == Sort::State || matches!(whole.key, Some(Key::State(_) | Key::Government(_))) {
            return Some(cluster);
        }
        let country = whole.country.as_ref()?;
        self.resolver.by_key.get(&Key::State(country.clone())).copied()
    }

    /// Of many the only two that one clause or phrase puts together.
    fn told_together(&self, found: &[(usize, usize)]) -> Option<[usize; 2]> {
        let mut together: Vec<[usize; 2]> = Vec::new();
        for (at, &(a, one)) in found.iter().enumerate() {
            for &(b, other) in &found[at + 1..] {
                let two = self.in_order([one, other]);
                if one != other && self.are_beside(a, b) && !together.contains(&two) {
                    together.push(two);
                }
            }
        }
        match together[..] {
            [two] => Some(two),
            _ => None,
        }
    }

    /// "A and B", "A met B", "A met with B".
    fn are_beside(&self, a: usize, b: usize) -> bool {
        let head = |index: usize| self.resolver.candidate(index).head;
        let (a, b) = (head(a), head(b));
        if a.sentence != b.sentence {
            return false;
        }
        let syntax = &self.resolver.describer.scene.sentences[a.sentence];
        let joined = syntax.first_conjunct(a.word) == syntax.first_conjunct(b.word);
        let clause = |word: Word, relations: &[&str]| {
            syntax.head(word.word).filter(|_| syntax.token(word.word).relation.is_any(relations))
        };
        let subject = |word| clause(word, &["nsubj", "nsubj:pass"]);
        let object = |word| clause(word, &["obj", "iobj", "obl", "obl:agent"]);
        joined || subject(a).is_some() && subject(a) == object(b) || subject(b).is_some() && subject(b) == object(a)
    }

    /// Whoever was named first stands first.
    fn in_order(&self, mut two: [usize; 2]) -> [usize; 2] {
        two.sort_by_key(|&cluster| self.resolver.clusters[cluster].members.iter().min().copied());
        two
    }
}
