//! From attributions to the chain of holders of one predicate.

use super::authors::letters;
use super::{Attribution, Attributions, Source};
use crate::scene::{Scene, Word};
use sayso_core::{Act, Chain, Holder, HolderText, Link, Party, Quote, Span};
use sayso_parse::Upos;

/// Tells which actor a word means. The actors of a document are found elsewhere.
pub trait HolderResolver {
    /// The party that the phrase headed by `word` means, or none where it means no actor.
    fn party(&self, scene: &Scene, word: Word) -> Option<Party>;
}

/// Resolves nothing: holders have their spans alone.
impl HolderResolver for () {
    fn party(&self, _: &Scene, _: Word) -> Option<Party> {
        None
    }
}

impl Attributions {
    /// Who says so of a predicate, from the outside in, the publisher first.
    ///
    /// The word that tells a speech act ("X *called on* Y") is not inside its own attribution, so the publisher
    /// holds it. Where a claim is both made by one and denied by another ("X denied Y's claim that"), this is the
    /// denial; [`Attributions::chains`] has both.
    pub fn chain(&self, scene: &Scene, word: Word, actors: &dyn HolderResolver) -> Chain {
        self.build(scene, &self.vouching(scene, word, true), actors)
    }

    /// All chains of a predicate: more than one where a claim is handed on and contested in the same breath.
    pub fn chains(&self, scene: &Scene, word: Word, actors: &dyn HolderResolver) -> Vec<Chain> {
        let first = self.vouching(scene, word, true);
        let mut chains = vec![self.build(scene, &first, actors)];
        let claim = self.vouching(scene, word, false);
        let is_contested =
            first.iter().any(|&index| self.all.get(index).is_some_and(|found| found.instead_of.is_some()));
        let has_source = claim.last().and_then(|&index| self.all.get(index)).is_some_and(|found| {
            // "were *reportedly* detained, though the police denied it": somebody reports it.
            found.source.is_some() || scene.token(found.cue_word).upos == Upos::Adv
        });
        if is_contested && has_source {
            chains.push(self.build(scene, &claim, actors));
        }
        chains
    }

    /// The attribution whose source vouches for a word: the last of its chain.
    pub fn innermost(&self, scene: &Scene, word: Word) -> Option<&Attribution> {
        self.vouching(scene, word, true).last().and_then(|&index| self.all.get(index))
    }

    /// Whether somebody is told not to confirm, or not to deny, a claim that holds a word: "could not verify reports that".
    pub fn is_left_open(&self, scene: &Scene, word: Word) -> bool {
        let around = self.indices_around(scene, word);
        let mut found = around.iter().filter_map(|&index| self.all.get(index));
        found.any(|found| found.negated && found.instead_of.is_some() && matches!(found.act, Act::States | Act::Denies))
    }

    /// Indices of the attributions whose content holds a word, from the outside in.
    pub(super) fn indices_around(&self, scene: &Scene, word: Word) -> Vec<usize> {
        let span = scene.token(word).span;
        let Some(candidates) = self.by_sentence.get(word.sentence) else { return Vec::new() };
        let around: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|&index| self.all.get(index).is_some_and(|found| found.covers(span)))
            .collect();
        let mut keyed: Vec<(usize, std::cmp::Reverse<usize>, usize)> = around
            .iter()
            .filter_map(|&index| {
                let found = self.all.get(index)?;
                let cue = scene.token(found.cue_word).span;
                let depth = around
                    .iter()
                    .filter(|&&other| {
                        other != index
                            && self.all.get(other).is_some_and(|outer| {
                                outer.covers(cue) && !found.covers(scene.token(outer.cue_word).span)
                                    || found.under == Some(other)
                            })
                    })
                    .count();
                Some((depth, std::cmp::Reverse(found.extent()), index))
            })
            .collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, _, index)| index).collect()
    }

    /// The attributions around a word that name a holder who vouches for it. Of a claim and what is done with it,
    /// either the taking over (a denial) or the claim.
    fn vouching(&self, scene: &Scene, word: Word, taken_over: bool) -> Vec<usize> {
        let around = self.indices_around(scene, word);
        let around = self.one_speaker_a_quotation(scene, word, around);
        let replaced: Vec<usize> =
            around.iter().filter_map(|&index| self.all.get(index).and_then(|found| found.instead_of)).collect();
        around
            .into_iter()
            .filter(|index| {
                let Some(found) = self.all.get(*index) else { return false };
                let stands = if taken_over { !replaced.contains(index) } else { found.instead_of.is_none() };
                let speaks = found.source.is_none_or(|source| source.speaks && !is_addressee(scene, &source));
                // "was told to prepare", "plans to leave": nobody in particular vouches for anything.
                let is_bare_will = found.source.is_none()
                    && matches!(found.act, Act::Wants | Act::Asks | Act::Promises | Act::Threatens);
                stands
                    && !is_own_will(scene, found)
                    && !is_bare_will
                    && !found.holds_nothing
                    && !found.negated
                    && !found.presupposes
                    && speaks
                    && !is_own_voice(scene, self, found)
            })
            .collect()
    }

    /// A quotation between two cues ("X said, \"...,\" the minister said") has one speaker: the one in the sentence.
    fn one_speaker_a_quotation(&self, scene: &Scene, word: Word, around: Vec<usize>) -> Vec<usize> {
        let is_spoken = |found: &Attribution| {
            matches!(found.quote, Quote::Direct | Quote::Mixed) && !found.is_medium && found.under.is_none()
        };
        let mut kept: Vec<usize> = Vec::with_capacity(around.len());
        for index in around {
            let Some(found) = self.all.get(index) else { continue };
            let cue = scene.token(found.cue_word).span;
            let rival = kept.iter().position(|&other| {
                self.all.get(other).is_some_and(|other| {
                    is_spoken(found)
                        && is_spoken(other)
                        && !other.covers(cue)
                        && !found.covers(scene.token(other.cue_word).span)
                        && other.instead_of.is_none()
                        && found.instead_of.is_none()
                        && is_quoted(self, scene.token(word).span)
                        && !is_quoted(self, cue)
                })
            });
            match rival {
                None => kept.push(index),
                Some(rival) if found.cue_word.sentence == word.sentence => {
                    let other = kept[rival];
                    if self.all.get(other).is_some_and(|other| other.cue_word.sentence != word.sentence) {
                        kept[rival] = index;
                    }
                }
                Some(_) => {}
            }
        }
        kept
    }

    fn build(&self, scene: &Scene, indices: &[usize], actors: &dyn HolderResolver) -> Chain {
        let mut links: Vec<(Link, Option<&Attribution>)> = Vec::new();
        for agency in &self.agencies {
            let holder =
                Holder { publisher: false, actor: None, span: Some(agency.span), unnamed: false, place: agency.place };
            let actor = match agency.place {
                None => {
                    scene.head_of(agency.span).and_then(|head| actors.party(scene, head)).and_then(|party| party.actor)
                }
                Some(_) => None,
            };
            let holder = Holder { actor, ..holder };
            links.push((Link { holder, cue: None, act: Some(Act::States), quote: Some(Quote::Indirect) }, None));
        }
        for found in indices.iter().filter_map(|&index| self.all.get(index)) {
            let link = link(scene, found, actors);
            // "Agency - ..., Agency said", "told Agency": it passes on its own words.
            if let [(agency, None)] = links.as_slice()
                && is_named_alike(scene, &agency.holder, &link.holder)
            {
                let again = link.cue.is_none() || found.is_medium;
                if !again {
                    links[0] = (Link { holder: agency.holder.clone(), ..link }, None);
                }
                continue;
            }
            let same = links.last().is_some_and(|(outer, attribution)| {
                attribution.is_some_and(|attribution| is_same_holder(scene, outer, attribution, &link, found))
            });
            match links.last_mut().filter(|_| same) {
                // "He said he believed": one holder, who believes.
                Some((outer, _)) if found.act != Act::States => {
                    outer.act = link.act;
                    outer.cue = link.cue;
                }
                Some(_) => {}
                None => links.push((link, Some(found))),
            }
        }
        links.into_iter().fold(Chain::publisher(), |chain, (link, _)| chain.with(link))
    }
}

/// Whether two holders are one by their names alone.
fn is_named_alike(scene: &Scene, one: &Holder, other: &Holder) -> bool {
    if one.actor.is_some() && one.actor == other.actor {
        return true;
    }
    let name = |holder: &Holder| {
        let text = match holder.place {
            Some(HolderText::Byline) => scene.document.byline.as_deref().unwrap_or(""),
            _ => scene.text(),
        };
        holder.span.map(|span| letters(span.of(text))).filter(|name| !name.is_empty())
    };
    name(one).is_some_and(|one| Some(one) == name(other))
}

/// The words that carry an attribution: of a verb the verb alone, otherwise all ("according to", "so-called").
fn cue_of(scene: &Scene, found: &Attribution) -> Span {
    let word = scene.token(found.cue_word);
    match found.cue[..] {
        [cue] if word.relation.is_any(&["case", "mark", "fixed", "amod"]) && cue.contains(word.span) => cue,
        _ => word.span,
    }
}

fn link(scene: &Scene, found: &Attribution, actors: &dyn HolderResolver) -> Link {
    let cue = cue_of(scene, found);
    let holder = match found.source {
        Some(source) => Holder {
            publisher: false,
            actor: actors
                .party(scene, source.holder)
                .or_else(|| (source.holder != source.head).then(|| actors.party(scene, source.head)).flatten())
                .and_then(|party| party.actor),
            span: Some(source.span),
            unnamed: source.unnamed,
            place: None,
        },
        None => Holder {
            publisher: false,
            actor: None,
            span: (found.quote != Quote::Scare).then_some(cue),
            unnamed: true,
            place: None,
        },
    };
    let cue = (found.quote != Quote::Scare).then_some(cue);
    Link { holder, cue, act: Some(found.act), quote: Some(found.quote) }
}

/// Whether an inner holder is the outer one again: the same actor, or a pronoun for the speaker.
fn is_same_holder(scene: &Scene, outer: &Link, outer_found: &Attribution, inner: &Link, found: &Attribution) -> bool {
    let (Some(outer_source), Some(inner_source)) = (outer_found.source, found.source) else {
        // "Was charged with *allegedly* leading": nobody is named twice, and it is one who alleges.
        let neither = outer_found.source.is_none() && found.source.is_none();
        return neither && scene.token(found.cue_word).upos == Upos::Adv;
    };
    if let (Some(one), Some(two)) = (&outer.holder.actor, &inner.holder.actor) {
        return one == two;
    }
    let pronoun = scene.token(inner_source.head);
    if pronoun.upos != Upos::Pron {
        return false;
    }
    match &*pronoun.lemma.to_lowercase() {
        "i" | "we" | "my" | "our" => true,
        "he" | "she" | "it" | "they" => {
            let before = scene.token(outer_source.head);
            // "He said that she had told him": two.
            match before.upos {
                Upos::Pron => before.lemma == pronoun.lemma,
                _ => inner.holder.actor.is_none() && !outer_source.unnamed,
            }
        }
        _ => false,
    }
}

/// "You know that": nobody in particular.
fn is_addressee(scene: &Scene, source: &Source) -> bool {
    let token = scene.token(source.head);
    token.upos == Upos::Pron
        && matches!(&*token.lemma.to_lowercase(), "you" | "who" | "whoever" | "one" | "anyone" | "everyone")
}

/// "I think", "we believe" outside quotation marks: the author of the report.
fn is_own_voice(scene: &Scene, all: &Attributions, found: &Attribution) -> bool {
    let Some(source) = found.source else { return false };
    let token = scene.token(source.head);
    let is_first = token.upos == Upos::Pron && matches!(&*token.lemma.to_lowercase(), "i" | "we");
    is_first && !is_quoted(all, token.span)
}

fn is_quoted(all: &Attributions, span: Span) -> bool {
    let at = all.quotations.partition_point(|quote| quote.outer.end <= span.start);
    all.quotations.get(at).is_some_and(|quote| quote.outer.contains(span))
}

/// "X wants to leave", "X decided to attack": the writer tells what X means to do; X vouches for nothing.
fn is_own_will(scene: &Scene, found: &super::Attribution) -> bool {
    let syntax = &scene.sentences[found.cue_word.sentence];
    let of_another =
        syntax.child(found.cue_word.word, &["obj", "iobj"]).is_some() || syntax.is_passive(found.cue_word.word);
    found.form == super::ContentForm::Infinitive
        && matches!(found.act, Act::Wants | Act::Promises | Act::Threatens)
        && !of_another
}
