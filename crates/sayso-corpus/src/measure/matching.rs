//! Which predicted thing stands for which gold one. Definitions are those of `corpus/score_events.py`.

use sayso_core::{ActorId, Chain, CharSpan, Event, EventType, Link, Party, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// Code points that two stretches share.
pub(super) fn overlap(a: CharSpan, b: CharSpan) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Code points that two stretches share; none where one is missing.
pub(super) fn shared(a: Option<CharSpan>, b: Option<CharSpan>) -> usize {
    a.zip(b).map_or(0, |(a, b)| overlap(a, b))
}

/// Pairs of a maximum matching between two short lists (augmenting paths), by index.
pub(super) fn one_to_one<G, P>(gold: &[G], predicted: &[P], same: impl Fn(&G, &P) -> bool) -> Vec<(usize, usize)> {
    fn place<G, P>(
        at: usize,
        (gold, predicted): (&[G], &[P]),
        same: &impl Fn(&G, &P) -> bool,
        seen: &mut BTreeSet<usize>,
        owner: &mut BTreeMap<usize, usize>,
    ) -> bool {
        for other in 0..predicted.len() {
            if !seen.contains(&other) && same(&gold[at], &predicted[other]) {
                seen.insert(other);
                let free = match owner.get(&other).copied() {
                    None => true,
                    Some(holder) => place(holder, (gold, predicted), same, seen, owner),
                };
                if free {
                    owner.insert(other, at);
                    return true;
                }
            }
        }
        false
    }
    let mut owner = BTreeMap::new();
    for at in 0..gold.len() {
        place(at, (gold, predicted), &same, &mut BTreeSet::new(), &mut owner);
    }
    owner.into_iter().map(|(predicted, gold)| (gold, predicted)).collect()
}

/// A reading with its actors at hand.
pub(super) struct Side<'r> {
    pub reading: &'r Reading<CharSpan>,
    actors: BTreeMap<&'r ActorId, usize>,
}

impl<'r> Side<'r> {
    pub fn new(reading: &'r Reading<CharSpan>) -> Side<'r> {
        let actors = reading.actors.iter().enumerate().map(|(at, actor)| (&actor.id, at)).collect();
        Side { reading, actors }
    }

    pub fn actor(&self, id: Option<&ActorId>) -> Option<&'r sayso_core::Actor<CharSpan>> {
        self.actors.get(id?).map(|at| &self.reading.actors[*at])
    }

    fn name(&self, id: Option<&ActorId>) -> Option<String> {
        self.actor(id).map(|actor| actor.name.trim().to_lowercase()).filter(|name| !name.is_empty())
    }
}

/// Who is meant, by actor and words.
#[derive(Clone, Copy)]
pub(super) struct Meant<'m> {
    actor: Option<&'m ActorId>,
    span: Option<CharSpan>,
}

impl<'m> From<&'m Party<CharSpan>> for Meant<'m> {
    fn from(party: &'m Party<CharSpan>) -> Self {
        Meant { actor: party.actor.as_ref(), span: Some(party.span) }
    }
}

/// Whether a predicted participant or holder stands for a gold one: words overlap, or it is another mention of the gold
/// actor; by name where one has no words.
pub(super) fn same_mention(gold: &Side, predicted: &Side, g: Meant, p: Meant) -> bool {
    if shared(g.span, p.span) > 0 {
        return true;
    }
    let of_gold = gold.actor(g.actor);
    if let (Some(actor), Some(span)) = (of_gold, p.span)
        && actor.mentions.iter().any(|mention| overlap(mention.span, span) > 0)
    {
        return true;
    }
    if g.span.is_none() || p.span.is_none() {
        let name = gold.name(g.actor);
        return name.is_some() && name == predicted.name(p.actor);
    }
    false
}

/// Participants that correspond: first those with equal words, then overlapping ones, then other mentions of one actor.
pub(super) fn participants(
    gold: &Side,
    predicted: &Side,
    g: &[Party<CharSpan>],
    p: &[Party<CharSpan>],
) -> Vec<(usize, usize)> {
    type Test<'t> = Box<dyn Fn(&Party<CharSpan>, &Party<CharSpan>) -> bool + 't>;
    let tests: [Test; 3] = [
        Box::new(|a, b| a.span == b.span),
        Box::new(|a, b| overlap(a.span, b.span) > 0),
        Box::new(|a, b| same_mention(gold, predicted, a.into(), b.into())),
    ];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for test in tests {
        let left: Vec<usize> = (0..g.len()).filter(|at| pairs.iter().all(|(taken, _)| taken != at)).collect();
        let right: Vec<usize> = (0..p.len()).filter(|at| pairs.iter().all(|(_, taken)| taken != at)).collect();
        let found = one_to_one(&left, &right, |a, b| test(&g[*a], &p[*b]));
        pairs.extend(found.into_iter().map(|(a, b)| (left[a], right[b])));
    }
    pairs
}

pub(super) fn same_holder(gold: &Side, predicted: &Side, g: &Link<CharSpan>, p: &Link<CharSpan>) -> bool {
    let (g, p) = (&g.holder, &p.holder);
    if g.publisher || p.publisher {
        return g.publisher && p.publisher;
    }
    let meant = |holder: &'_ sayso_core::Holder<CharSpan>| holder.span;
    same_mention(
        gold,
        predicted,
        Meant { actor: g.actor.as_ref(), span: meant(g) },
        Meant { actor: p.actor.as_ref(), span: meant(p) },
    )
}

/// Whether the innermost holders are the same.
pub(super) fn same_innermost(gold: &Side, predicted: &Side, g: &Chain<CharSpan>, p: &Chain<CharSpan>) -> bool {
    g.innermost().zip(p.innermost()).is_some_and(|(g, p)| same_holder(gold, predicted, g, p))
}

pub(super) fn same_chain(gold: &Side, predicted: &Side, g: &Chain<CharSpan>, p: &Chain<CharSpan>) -> bool {
    let (g, p) = (g.links(), p.links());
    g.len() == p.len() && g.iter().zip(p).all(|(g, p)| same_holder(gold, predicted, g, p))
}

/// Whether `span` begins in `sentence`.
pub(super) fn inside(span: CharSpan, sentence: CharSpan) -> bool {
    sentence.start <= span.start && span.start < sentence.end
}

/// Two events that correspond, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub gold: usize,
    pub predicted: usize,
    /// Their triggers overlap; else they are of one type in one sentence.
    pub on_trigger: bool,
}

/// Events matched one to one: first those whose triggers overlap (same type first, then the longest overlap), then the
/// rest where the predicted trigger lies in the gold sentence and the type is the same, the nearest first.
pub(super) fn match_events(gold: &[Event<CharSpan>], predicted: &[Event<CharSpan>]) -> Vec<Pair> {
    let mut candidates: Vec<(u8, bool, i64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let (at, other) = (g.evidence.trigger, p.evidence.trigger);
            let common = overlap(at, other);
            if common > 0 {
                candidates.push((0, g.event != p.event, -(common as i64), i, j));
            } else if g.event == p.event && inside(other, g.evidence.sentence) {
                candidates.push((1, false, at.start.abs_diff(other.start) as i64, i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut taken, mut used) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (step, _, _, i, j) in candidates {
        if !taken.contains(&i) && !used.contains(&j) {
            taken.insert(i);
            used.insert(j);
            pairs.push(Pair { gold: i, predicted: j, on_trigger: step == 0 });
        }
    }
    pairs
}

/// How often every type stands in every gold sentence (none: outside all of them).
pub(super) fn by_sentence(
    events: &[Event<CharSpan>],
    sentences: &[CharSpan],
) -> BTreeMap<(Option<CharSpan>, EventType), usize> {
    let mut counts = BTreeMap::new();
    for event in events {
        let home = sentences.iter().copied().find(|sentence| inside(event.evidence.trigger, *sentence));
        *counts.entry((home, event.event)).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matching_is_as_large_as_can_be() {
        // 0 could take either; only 0 must leave the first to 1.
        let pairs = one_to_one(&[1, 2], &[1, 2], |g, p| *g == 1 || *p == 1);
        assert_eq!(pairs.len(), 2);
        assert_eq!(one_to_one(&[1, 1], &[1], |g, p| g == p).len(), 1);
    }
}
