//! Verbs that tell what a known party does and of which no rule makes a record: where the rules can grow.

use crate::actors::Actors;
use crate::events::{self, Rules};
use crate::interpretation::Interpretation;
use crate::patterns::{Attempt, Frame, Refusal, Slot};
use crate::scene::{Scene, Word};
use sayso_core::Span;
use sayso_parse::Upos;
use std::collections::HashSet;

/// A verb without a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UncodedVerb {
    /// Its lemma with its particle, and of a light verb with its noun: "pull out", "hold ceremony".
    pub verb: String,
    /// Where it stands.
    pub span: Span,
    /// The sentence.
    pub sentence: Span,
    /// Who acts: somebody with a country or sector.
    pub actor: Span,
    /// Who is acted upon, where that is somebody with a country or sector too.
    pub recipient: Option<Span>,
    /// Indices of rules that the verb triggers and whose conditions do not hold.
    pub tried: Vec<usize>,
}

/// The verbs of a document of which no rule makes a record and whose subject has a code, in the order of the text. Verbs of
/// saying are left out, and those that the rules understand and give no record on purpose: what is asked, purposes, what
/// another act is about.
pub fn verbs(understood: &Interpretation<'_>, rules: &Rules) -> Vec<UncodedVerb> {
    let scene = understood.scene;
    let cues: HashSet<Word> = understood.attributions.all().iter().map(|attribution| attribution.cue_word).collect();
    let mut found = Vec::new();
    for (number, syntax) in scene.sentences.iter().enumerate() {
        let attempts = events::selected(understood, rules, number);
        for at in (0..syntax.len()).map(|word| Word::new(number, word)) {
            if syntax.token(at.word).upos != Upos::Verb || cues.contains(&at) || is_understood(&attempts, at) {
                continue;
            }
            let frame = Frame::new(scene, at, understood.light);
            let Some(actor) = known_party(scene, understood.actors, at, frame.fill(&Slot::Subject)) else { continue };
            let reached =
                [Slot::Object, Slot::Indirect].into_iter().chain(reaching(rules)).flat_map(|slot| frame.fill(&slot));
            found.push(UncodedVerb {
                verb: written(understood, at),
                span: syntax.token(at.word).span,
                sentence: scene.parse.sentences[number].span,
                recipient: known_party(scene, understood.actors, at, reached).filter(|recipient| *recipient != actor),
                actor,
                tried: attempts.iter().filter(|attempt| attempt.word == at).map(|attempt| attempt.rule).collect(),
            });
        }
    }
    found
}

/// Prepositions behind which somebody stands whom an act reaches.
fn reaching(rules: &Rules) -> impl Iterator<Item = Slot> {
    let mut words: Vec<&String> = rules.words.reaching.iter().collect();
    words.sort();
    words.into_iter().map(|word| Slot::Preposition(word.clone()))
}

/// Whether a verb gives or carries a record, or is left out for another reason than a condition of its rules.
fn is_understood(attempts: &[Attempt], at: Word) -> bool {
    attempts.iter().any(|attempt| match attempt.refusal {
        None => {
            attempt.carrier == at
                || attempt.word == at
                || attempt.word.sentence == at.sentence && attempt.parts.contains(&at.word)
        }
        Some(Refusal::Needs { .. } | Refusal::Unless { .. }) => false,
        Some(_) => attempt.word == at,
    })
}

/// The phrase of the first of these words that stands for somebody with a country or sector.
fn known_party(scene: &Scene<'_>, actors: &Actors, at: Word, words: impl IntoIterator<Item = usize>) -> Option<Span> {
    words.into_iter().find_map(|word| {
        let party = actors.party(scene, Word::new(at.sentence, word))?;
        let actor = party.actor.as_ref().and_then(|id| actors.get(id))?;
        actor.is_coded().then_some(party.span)
    })
}

fn written(understood: &Interpretation<'_>, at: Word) -> String {
    let syntax = &understood.scene.sentences[at.sentence];
    let mut words = vec![syntax.lemma(at.word)];
    words.extend(syntax.child(at.word, &["compound:prt"]).map(|particle| syntax.lemma(particle)));
    let noun = syntax.child(at.word, &["obj", "nsubj:pass"]);
    let carried = noun.filter(|&noun| {
        syntax.token(noun).upos == Upos::Noun
            && understood.light.above(syntax, noun).is_some_and(|(verb, _)| verb == at.word)
    });
    words.extend(carried.map(|noun| syntax.lemma(noun)));
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::Coder;
    use crate::hand_tree;
    use crate::lexicon::LexiconFiles;
    use crate::places::Gazetteer;

    const TREES: &str = "Police/NOUN/2/nsubj serenaded:serenade/VERB/0/root the/DET/4/det minister/NOUN/2/obj ./PUNCT/2/punct
        Police/NOUN/2/nsubj arrested:arrest/VERB/0/root the/DET/4/det minister/NOUN/2/obj ./PUNCT/2/punct
        The/DET/2/det kettle/NOUN/3/nsubj serenaded:serenade/VERB/0/root police/NOUN/3/obj ./PUNCT/3/punct
        Police/NOUN/2/nsubj held:hold/VERB/0/root a/DET/4/det banquet/NOUN/2/obj ./PUNCT/2/punct
        Police/NOUN/2/nsubj said:say/VERB/0/root that/SCONJ/5/mark it/PRON/5/nsubj rained:rain/VERB/2/ccomp ./PUNCT/2/punct";

    #[test]
    fn verbs_of_known_parties_without_a_record() -> Result<(), Box<dyn std::error::Error>> {
        let coder = Coder::new(&LexiconFiles::embedded(), Gazetteer::embedded()?)?;
        let (document, parse) = hand_tree::document(TREES);
        let found = coder.uncoded_verbs(&document, &parse);
        let told: Vec<(&str, &str, Option<&str>)> = found
            .iter()
            .map(|verb| {
                let words = |span: sayso_core::Span| span.of(&document.text);
                (verb.verb.as_str(), words(verb.actor), verb.recipient.map(words))
            })
            .collect();
        assert_eq!(told, [("serenade", "Police", Some("the minister")), ("hold banquet", "Police", None)]);
        Ok(())
    }
}
