//! Who of those named in a sentence takes part in its act, where the slots of a rule leave a role open.
//!
//! A weight for everything that is known of a candidate ([`features`]) is added up for each role; over all candidates and "nobody"
//! the sums make probabilities (a conditional logit). The weights stand in `lexicon/participants.tsv`, one line a feature;
//! `training/train_participants.py` learns them from annotated acts. Whom a rule has is left alone: held-out acts gain nothing
//! where the weights overrule it.

mod features;
#[cfg(test)]
mod tests;
mod weights;

pub use features::Act;
pub use weights::Weights;

use super::record::demands_by_modal;
use super::rules::Rules;
use super::selection::Selection;
use crate::actors::Candidate;
use crate::interpretation::Interpretation;
use crate::patterns::Attempt;
use crate::scene::Word;
use sayso_core::EventType;

impl<'a> Act<'a> {
    /// An act of a sentence with what a rule makes of it; `attempt` is none where no rule has found the act.
    pub fn new(
        understood: &'a Interpretation<'a>,
        rules: &Rules,
        candidates: &'a [Candidate<'a>],
        word: Word,
        event: EventType,
        attempt: Option<&Attempt>,
    ) -> Act<'a> {
        let (scene, actors) = (understood.scene, understood.actors);
        let all = |words: &[Word]| -> Vec<usize> {
            let parties = words.iter().flat_map(|&word| actors.party_words(scene, word));
            parties.map(|party| actors.meant(scene, party).word).collect()
        };
        let by_rule = attempt.map(|attempt| {
            let (mut actor, mut recipient) = (all(&attempt.actor), all(&attempt.recipient));
            if rules.pattern(attempt.rule).reciprocal {
                actor.append(&mut recipient);
            }
            [actor, recipient]
        });
        Act { syntax: &scene.sentences[word.sentence], word: word.word, event, candidates, by_rule }
    }
}

impl Selection<'_> {
    /// Verbs by which somebody says something, or accuses, refuses, demands or threatens: of what he speaks
    /// of he is no party by that.
    fn telling_verbs(&self, attempts: &[Attempt]) -> Vec<usize> {
        let Some(sentence) = attempts.first().map(|attempt| attempt.word.sentence) else { return Vec::new() };
        let cues = self.understood.attributions.all().iter().map(|said| said.cue_word);
        let cues = cues.filter(|cue| cue.sentence == sentence).map(|cue| cue.word);
        let speaks = |attempt: &&Attempt| {
            matches!(
                self.event(attempt),
                EventType::Accuse | EventType::Reject | EventType::Request | EventType::Threaten
            )
        };
        cues.chain(attempts.iter().filter(speaks).map(|attempt| attempt.word.word)).collect()
    }

    /// Gives open roles to those whom the weights prefer by far to nobody.
    pub(super) fn weigh_participants(&self, attempts: &mut [Attempt]) {
        let Some(weights) = &self.rules.participants else { return };
        let telling = self.telling_verbs(attempts);
        let fired: Vec<&mut Attempt> = attempts.iter_mut().filter(|attempt| attempt.refusal.is_none()).collect();
        let Some(sentence) = fired.first().map(|attempt| attempt.word.sentence) else { return };
        let candidates = self.understood.actors.candidates(self.understood.scene, sentence);
        let syntax = &self.understood.scene.sentences[sentence];
        for attempt in fired {
            let event = self.event(attempt);
            let act = Act::new(self.understood, self.rules, &candidates, attempt.named, event, Some(attempt));
            let rule = self.rules.pattern(attempt.rule);
            let [actor, recipient] = weights.choose(&act);
            // "They must leave, she said": whoever says it demands it.
            let actor = actor.filter(|_| !demands_by_modal(rule, event));
            // "*The envoy* did not blame them for the attack", "*the ministry* said two men were arrested"
            let only_tells = |one: usize| {
                let above = syntax.ancestors(attempt.named.word).filter(|verb| telling.contains(verb));
                let mut subjects = above.filter_map(|verb| syntax.deep_subject(verb));
                !event.quad().is_verbal() && subjects.any(|subject| subject == candidates[one].word)
            };
            let [actor, recipient] = [actor, recipient].map(|chosen| chosen.filter(|&one| !only_tells(one)));
            let same = |one: usize, other: usize| candidates[one].is_same(&candidates[other]);
            let recipient = recipient.filter(|&one| !rule.reciprocal && !actor.is_some_and(|other| same(one, other)));
            let word = |index: usize| Word::new(sentence, candidates[index].word);
            attempt.actor.extend(actor.map(word));
            attempt.recipient.extend(recipient.map(word));
            attempt.weighed = actor.is_some() || recipient.is_some();
        }
    }
}
