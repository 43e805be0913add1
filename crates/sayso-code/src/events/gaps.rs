//! Acts that a clause tells without their verb: "France condemned Norland, and *Germany Sudland*" (`mend::gaps` hangs such
//! clauses on the verb that they leave out).

use super::selection::Selection;
use crate::patterns::Attempt;
use crate::scene::Word;

impl Selection<'_> {
    /// For each act whose verb has such clauses behind it, the act that they tell.
    pub(super) fn told_without_verb(&self, attempts: &[Attempt]) -> Vec<Attempt> {
        let standing = attempts.iter().filter(|attempt| attempt.refusal.is_none() && !attempt.actor.is_empty());
        standing.flat_map(|attempt| self.clauses_without_verb(attempt)).collect()
    }

    fn clauses_without_verb(&self, attempt: &Attempt) -> Vec<Attempt> {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let at = |word: usize| Word::new(attempt.word.sentence, word);
        let verb = attempt.carrier.word;
        let clauses = syntax
            .children_by(verb, &["conj"])
            .filter_map(|doer| Some((doer, self.reached_without_verb(attempt, doer)?)))
            .filter(|&(doer, _)| syntax.deep_subject(verb).is_some_and(|subject| subject < verb && verb < doer));
        clauses
            .map(|(doer, reached)| {
                let (doer, reached) = (at(doer), at(reached));
                let mut told = attempt.clone();
                let together = self.rules.pattern(attempt.rule).reciprocal;
                told.actor = if together { vec![doer, reached] } else { vec![doer] };
                told.recipient = if together { Vec::new() } else { vec![reached] };
                told.named = reached;
                told.gap = Some(reached);
                told
            })
            .collect()
    }

    /// Of what is left of such a clause whoever stands as the recipient of the first one does: behind the same preposition, or
    /// behind none.
    fn reached_without_verb(&self, attempt: &Attempt, doer: usize) -> Option<usize> {
        let syntax = &self.understood.scene.sentences[attempt.word.sentence];
        let first = attempt.recipient.first().and_then(|word| syntax.preposition(word.word));
        let alike = syntax.children_by(doer, &["orphan"]).find(|&word| syntax.preposition(word) == first);
        alike.or_else(|| syntax.child(doer, &["orphan"]))
    }
}
