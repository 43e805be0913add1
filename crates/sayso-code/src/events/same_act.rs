//! Whether two records of a report tell of one act.

use crate::interpretation::Interpretation;
use crate::scene::Word;
use sayso_core::{ActorId, Event, EventType, Party, Realis};
use sayso_parse::Upos;
use std::collections::HashMap;

/// The letters that two words for one act share at least ("suspend", "suspension").
const SHARED_STEM: usize = 4;

/// An act with the word that names it.
pub(super) struct Told {
    /// The word.
    pub word: Word,
    /// The record.
    pub event: Event,
}

/// How much room what one mention of an act tells of its time or place leaves for another such act.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// A day, a town: there was hardly another.
    Narrow,
    /// A month, a province.
    Middle,
    /// A year, a country.
    Wide,
}

/// What people do at a time and place at which they do other things as well.
pub(super) const OCCASIONS: [EventType; 4] =
    [EventType::Consult, EventType::Protest, EventType::Assault, EventType::Mobilize];

/// Acts by their type, in the order of the text.
pub(super) fn by_type<'t>(acts: impl Iterator<Item = &'t Told>) -> HashMap<EventType, Vec<&'t Told>> {
    let mut types: HashMap<EventType, Vec<&Told>> = HashMap::new();
    for act in acts {
        types.entry(act.event.event).or_default().push(act);
    }
    types.values_mut().for_each(|acts| acts.sort_by_key(|act| act.word));
    types
}

/// The nouns that an act has its occasion from ("during the meeting", "at the rally"), where they take up what was told.
pub(super) fn occasions_of(understood: &Interpretation<'_>, act: Word) -> Vec<Word> {
    let Some(syntax) = understood.scene.sentences.get(act.sentence) else { return Vec::new() };
    let verbs = std::iter::once(act.word).chain(syntax.ancestors(act.word)).take(3);
    let phrases = verbs.flat_map(|verb| {
        let clauses = std::iter::once(verb).chain(syntax.children_by(verb, &["advcl"]));
        clauses.flat_map(|clause| syntax.children_by(clause, &["obl"]))
    });
    phrases
        .map(|noun| Word::new(act.sentence, noun))
        .filter(|&noun| {
            let preposition = syntax.preposition(noun.word).unwrap_or_default();
            takes_up(understood, noun) && understood.times.opens_occasion(&preposition)
        })
        .collect()
}

/// The acts of a list nearest to another in the text: farther off a report of that length has long gone on.
pub(super) fn near<'t>(acts: &'t [&'t Told], act: &Told) -> impl Iterator<Item = &'t Told> {
    const NEAREST: usize = 400;
    let here = acts.partition_point(|other| other.word < act.word);
    let range = here.saturating_sub(NEAREST)..(here + NEAREST).min(acts.len());
    acts[range].iter().copied()
}

/// Whether two records tell of one act, as far as their words say: of one type, named by one word, done by and to parties
/// of which none contradicts the other's and of which one is known to be the same - or a noun that takes up what was told.
pub(super) fn is_same_act(understood: &Interpretation<'_>, act: &Told, other: &Told, width: Width) -> bool {
    let (a, b) = (&act.event, &other.event);
    let same_kind =
        a.event == b.event && a.factuality.polarity == b.factuality.polarity && b.factuality.realis == Realis::Actual;
    if !same_kind {
        return false;
    }
    let (actors, recipients) = (compare(&a.actor, &b.actor), compare(&a.recipient, &b.recipient));
    if actors == Parties::Other || recipients == Parties::Other {
        return false;
    }
    // "the detention of X" is not that of somebody else.
    let takes_up =
        takes_up(understood, act.word) && (a.recipient.is_empty() || a.actor.is_empty() && recipients == Parties::Same);
    if a.mode == b.mode && shares_stem(understood, act.word, other.word) {
        // Within a year a verb may tell of another such act.
        if width == Width::Wide && !takes_up {
            return false;
        }
        return actors == Parties::Same || recipients == Parties::Same || takes_up;
    }
    // A deed is told by other words too: "was attacked", "was shot"; the same man was.
    let deed =
        matches!(a.event, EventType::Assault | EventType::Protest) || !a.event.quad().is_verbal() && a.mode == b.mode;
    deed && (takes_up && width == Width::Narrow || recipients == Parties::Same && actors == Parties::Same)
}

/// Whether a noun takes up an act that the report tells: "the attack", "this killing".
pub(super) fn takes_up(understood: &Interpretation<'_>, word: Word) -> bool {
    let Some(syntax) = understood.scene.sentences.get(word.sentence) else { return false };
    let token = syntax.token(word.word);
    let definite = syntax.children_by(word.word, &["det", "nmod:poss"]).any(|at| {
        matches!(syntax.lemma(at), "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their")
    });
    token.upos == Upos::Noun && definite
}

/// Whether a noun is called one more of its kind: "another attack", "the previous raids".
pub(super) fn is_further(understood: &Interpretation<'_>, word: Word) -> bool {
    const FURTHER: &[&str] = &["other", "another", "new", "further", "previous", "earlier", "next", "second"];
    understood.scene.sentences.get(word.sentence).is_some_and(|syntax| {
        syntax.children_by(word.word, &["amod", "det"]).any(|at| FURTHER.contains(&syntax.lemma(at)))
    })
}

/// Whether a verb stands in the present perfect or the present: then it tells the news, not what was told of a day.
pub(super) fn is_news(understood: &Interpretation<'_>, word: Word) -> bool {
    understood.scene.token(word).upos == Upos::Verb && understood.times.reaches_the_present(understood.scene, word)
}

pub(super) fn shares_stem(understood: &Interpretation<'_>, a: Word, b: Word) -> bool {
    let (a, b) = (&*understood.scene.token(a).lemma, &*understood.scene.token(b).lemma);
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    a == b || shared >= SHARED_STEM && shared + 2 >= a.chars().count().min(b.chars().count())
}

/// What two lists of parties say of each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parties {
    Same,
    Other,
    Unknown,
}

pub(super) fn compare(a: &[Party], b: &[Party]) -> Parties {
    if known(a).next().is_none() || known(b).next().is_none() {
        return Parties::Unknown;
    }
    if known(a).any(|actor| known(b).any(|other| other == actor)) { Parties::Same } else { Parties::Other }
}

/// The parties that stand for somebody known.
fn known(parties: &[Party]) -> impl Iterator<Item = &ActorId> {
    parties.iter().filter_map(|party| party.actor.as_ref())
}

/// What the tests of days and places lent from one mention of an act to another share.
#[cfg(test)]
pub(super) mod mentions {
    use sayso_core::{Document, Event, Reading, Span};

    /// A noun that takes up an attack; with "another" in place of "the" it is one more.
    const NOUN: &str = "The/DET/2/det minister/NOUN/4/nsubj has/AUX/4/aux condemned:condemn/VERB/0/root/VerbForm=Part|Tense=Past \
         the/DET/6/det attack/NOUN/4/obj by/ADP/8/case rebels:rebel/NOUN/6/nmod";

    /// For each act its word and what is shown of it: what is told there, `*` behind what is lent, "-" for nothing.
    pub fn shown(
        document: &Document,
        reading: &Reading<Span>,
        of: impl Fn(&Event) -> Option<(String, bool)>,
    ) -> Vec<String> {
        let show = |event: &Event| {
            let word = event.evidence.trigger.of(&document.text);
            match of(event) {
                Some((told, is_lent)) => format!("{word} {told}{}", if is_lent { "*" } else { "" }),
                None => format!("{word} -"),
            }
        };
        reading.events.iter().map(show).collect()
    }

    /// The noun, and the same as one more of its kind.
    pub fn taken_up_and_further() -> [String; 2] {
        [NOUN.to_string(), NOUN.replace("the/DET/6/det attack", "another/DET/6/det attack")]
    }
}
