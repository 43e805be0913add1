//! The parties of a tie: who fills its two sides, and which of them go together.

use crate::interpretation::Interpretation;
use crate::patterns::{Attempt, Matcher, SortTest};
use crate::scene::Word;
use sayso_core::Party;
use sayso_parse::Upos;

/// The two sides of a match.
pub(super) struct Sides<'s> {
    pub understood: &'s Interpretation<'s>,
    pub matcher: &'s Matcher<'s>,
    pub attempt: &'s Attempt,
}

/// Whether a word stands for somebody who can have a tie.
pub(super) fn able(matcher: &Matcher<'_>, word: Word) -> bool {
    matcher.is_sort(SortTest::Actor, word) || matcher.is_named(word)
}

impl Sides<'_> {
    /// Every pair that the words tie together, the one the tie comes from first.
    pub fn pairs(&self, mutual: bool) -> Vec<(Party, Party)> {
        let from = self.parties(&self.attempt.actor);
        let to = self.parties(&self.attempt.recipient);
        if mutual && to.is_empty() {
            return self.among(&from);
        }
        let across = from.iter().flat_map(|from| to.iter().map(move |to| (from.clone(), to.clone())));
        across.filter(|(from, to)| !is_same(from, to)).collect()
    }

    /// "Ties between X, Y and Z" are ties of the first named; "the two countries' ties" are theirs with one another.
    fn among(&self, parties: &[Party]) -> Vec<(Party, Party)> {
        match parties {
            [] => Vec::new(),
            [several] if self.attempt.actor.iter().any(|&word| self.is_several(word)) => {
                vec![(several.clone(), several.clone())]
            }
            [_] => Vec::new(),
            [first, others @ ..] => {
                let pairs = others.iter().map(|other| (first.clone(), other.clone()));
                pairs.filter(|(from, to)| !is_same(from, to)).collect()
            }
        }
    }

    /// A plural noun other than the word of relation itself: "the two countries".
    fn is_several(&self, word: Word) -> bool {
        let token = self.understood.scene.token(word);
        let plural = token.feats.has("Number", "Plur");
        word != self.attempt.word && plural && matches!(token.upos, Upos::Noun | Upos::Pron)
    }

    fn parties(&self, words: &[Word]) -> Vec<Party> {
        let (scene, actors) = (self.understood.scene, self.understood.actors);
        let mut parties: Vec<Party> = Vec::new();
        for word in words.iter().flat_map(|&word| actors.party_words(scene, word)) {
            let itself = word == self.attempt.word;
            if !itself && !able(self.matcher, word) {
                continue;
            }
            let word = if itself { word } else { self.described(word) };
            if let Some(party) = actors.party(scene, word)
                && !parties.iter().any(|other| is_same(other, &party))
            {
                parties.push(party);
            }
        }
        parties.sort_by_key(|party| party.span.start);
        parties
    }

    /// "Norland, a state allied with X": the description stands for the one it describes.
    fn described(&self, word: Word) -> Word {
        let scene = self.understood.scene;
        let syntax = &scene.sentences[word.sentence];
        let token = syntax.token(word.word);
        let head = syntax.head(word.word).filter(|_| token.relation.is("appos") && token.upos == Upos::Noun);
        head.map(|head| Word::new(word.sentence, head)).filter(|&head| able(self.matcher, head)).unwrap_or(word)
    }

    /// "Its allies", "the rivalry between X and Y" take the relation for granted; "wants to be an ally" does not.
    pub fn is_presupposed(&self) -> bool {
        let word = self.attempt.word;
        let syntax = &self.understood.scene.sentences[word.sentence];
        let predicated = syntax.child(word.word, &["cop"]).is_some() || syntax.token(word.word).relation.is("xcomp");
        let article = syntax.child(word.word, &["det"]).map(|det| syntax.lemma(det));
        let definite = matches!(article, Some("the" | "this" | "these" | "those" | "both"))
            || syntax.possessor(word.word).is_some()
            || syntax.token(word.word).relation.is("appos")
            || self.attempt.actor.contains(&word);
        !predicated && definite && !syntax.is_negated(word.word)
    }
}

/// Whether two parties are one; a pronoun of several ("their allies") is not told from a phrase that it stands in.
fn is_same(one: &Party, other: &Party) -> bool {
    one.span == other.span || one.actor.is_some() && one.actor == other.actor
}
