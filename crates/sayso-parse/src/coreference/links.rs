//! From scores to referents: each phrase takes up the likeliest earlier one, or none.

use super::{Coreference, KINDS, Mention, Phrases, Referent, ReferentKind};
use crate::Parse;
use crate::network::Coreference as Head;
use crate::word_vectors::WordVectors;

/// What is known so far of a referent while phrases join it.
#[derive(Default)]
struct Growing {
    mentions: Vec<usize>,
    /// Logarithms of how likely it is of each kind, summed over its mentions.
    kinds: [f32; KINDS],
    is_he: bool,
    is_she: bool,
}

/// Finds the mentions of a document. `vectors` are those that the head gave all of its words.
pub(crate) fn find(parse: &Parse, vectors: &WordVectors, head: &Head) -> Coreference {
    let phrases = Phrases::of(parse);
    let mut prepared: Vec<f32> = Vec::with_capacity(phrases.list.len() * vectors.width);
    for (index, phrase) in phrases.list.iter().enumerate() {
        let start = prepared.len();
        prepared.extend_from_slice(vectors.of(phrases.words[index]));
        head.add_facts(&mut prepared[start..], &phrases.facts[index].rows(phrase.sentence));
    }
    let vector = |index: usize| &prepared[index * vectors.width..][..vectors.width];
    let mut growing: Vec<Growing> = Vec::new();
    let mut mentions: Vec<Mention> = Vec::with_capacity(phrases.list.len());
    let mut sums = Vec::new();
    for (index, (phrase, facts)) in phrases.list.iter().zip(&phrases.facts).enumerate() {
        let none = head.none(vector(index));
        let mut best: Option<(usize, f32)> = None;
        for &earlier in &phrases.earlier[index] {
            let referent = mentions[earlier].referent;
            // What is called "he" elsewhere is no "she".
            if facts.is_she() && growing[referent].is_he || facts.is_he() && growing[referent].is_she {
                continue;
            }
            let score = head.pair(vector(index), vector(earlier), &phrases.rows(parse, index, earlier), &mut sums);
            if best.is_none_or(|(_, before)| score > before) {
                best = Some((earlier, score));
            }
        }
        let antecedent = best.filter(|(_, score)| *score > none).map(|(earlier, _)| earlier);
        let referent = antecedent.map_or(growing.len(), |earlier| mentions[earlier].referent);
        if referent == growing.len() {
            growing.push(Growing::default());
        }
        let odds = best.map_or(f32::NEG_INFINITY, |(_, score)| score - none);
        let joined = &mut growing[referent];
        joined.mentions.push(index);
        joined.is_he |= facts.is_he();
        joined.is_she |= facts.is_she();
        add_logarithms(&mut joined.kinds, head.kinds(vector(index)));
        mentions.push(Mention {
            span: phrase.span,
            sentence: phrase.sentence,
            head: phrase.head,
            referent,
            antecedent,
            odds,
        });
    }
    let referents = growing.into_iter().map(|grown| Referent { kind: likeliest(&grown), mentions: grown.mentions });
    Coreference { referents: referents.collect(), mentions }
}

fn add_logarithms(sums: &mut [f32; KINDS], scores: [f32; KINDS]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let all = scores.iter().map(|score| (score - top).exp()).sum::<f32>().ln() + top;
    sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score - all);
}

/// The likeliest kind; what is mentioned twice is something.
fn likeliest(referent: &Growing) -> Option<ReferentKind> {
    let best = crate::best(&referent.kinds[1..]);
    let is_something = referent.mentions.len() > 1 || referent.kinds[1 + best] > referent.kinds[0];
    ReferentKind::ALL.get(best).copied().filter(|_| is_something)
}
