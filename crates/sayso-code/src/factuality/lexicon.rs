//! The words that tell whether something happened: `lexicon/factuality.toml`.

use crate::lexicon::{LexiconError, LexiconFiles, broken};
use crate::stem::known_lemma;
use sayso_core::{Certainty, Polarity, Realis};
use sayso_parse::Token;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// Path of the file below the lexicon folder.
const FILE: &str = "factuality.toml";

/// Words that change the factuality of an act in the same way.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// Unique name.
    pub id: String,
    /// What they do, for people.
    pub meaning: String,
    /// Auxiliaries of the act's verb ("may").
    #[serde(default)]
    pub auxiliary: Vec<String>,
    /// Adverbs, determiners and particles beside it ("never", "possibly").
    #[serde(default)]
    pub beside: Vec<String>,
    /// Verbs, nouns and adjectives that govern it as infinitive, gerund or clause ("failed *to leave*").
    #[serde(default)]
    pub governor: Vec<String>,
    /// Verbs whose object the act is, as a noun ("foiled *an attack*").
    #[serde(default)]
    pub object_of: Vec<String>,
    /// Adjectives before it, as a noun ("planned *attack*").
    #[serde(default)]
    pub attributive: Vec<String>,
    /// Conjunctions that its clause begins with ("if").
    #[serde(default)]
    pub marker: Vec<String>,
    /// As an object, only one that is not known yet: "announced a strike", not "announced the arrest of".
    #[serde(default)]
    pub indefinite: bool,
    /// What it makes of the polarity; `-` turns it round.
    #[serde(default)]
    pub polarity: Option<Polarity>,
    /// The certainty, where the act would be surer without.
    #[serde(default)]
    pub certainty: Option<Certainty>,
    /// The realis.
    #[serde(default)]
    pub realis: Option<Realis>,
    /// What becomes of the act where the governing word itself is negated ("did not rule out"); left out: the negation
    /// turns it round.
    #[serde(default)]
    pub negated: Option<Outcome>,
    /// Sentences in which it must work: `*word*` and `{act}`.
    pub yes: Vec<String>,
    /// Sentences in which it must not.
    pub no: Vec<String>,
}

/// What words make of an act.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The polarity; `-` turns it round.
    #[serde(default)]
    pub polarity: Option<Polarity>,
    /// The certainty.
    #[serde(default)]
    pub certainty: Option<Certainty>,
    /// The realis.
    #[serde(default)]
    pub realis: Option<Realis>,
}

impl Effect {
    /// What the words make of an act where nothing negates them.
    pub fn outcome(&self) -> Outcome {
        Outcome { polarity: self.polarity, certainty: self.certainty, realis: self.realis }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    effect: Vec<Effect>,
    lists: Lists,
}

/// Words that work by what they mean, not by an effect of their own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    /// Days and spans of time, by which an act is told when it was ("Sunday's attack").
    pub times: HashSet<String>,
    /// Words by which an act is said to be made up: "the attack was a hoax".
    pub inventions: HashSet<String>,
    /// Verbs that carry an act named by their object.
    pub carriers: HashSet<String>,
    /// Verbs that carry an act named by their subject.
    pub happening: HashSet<String>,
    /// Verbs that pass on their tense and negation to an infinitive.
    pub transparent: HashSet<String>,
    /// Nouns of what somebody needs in order to act, whose lack means that they did not.
    pub enabling: HashSet<String>,
    /// Nouns of acts that are nothing where they fail.
    pub undertakings: HashSet<String>,
    /// Verbs of failing.
    pub failing: HashSet<String>,
    /// Verbs of doing what somebody has said that he would do.
    pub keeping: HashSet<String>,
    /// Verbs that blame somebody for an act.
    pub accusing: HashSet<String>,
    /// Adverbs by which a claim or verdict is called untrue.
    pub wrongly: HashSet<String>,
    /// Adjectives by which somebody is one of a row to whom something has happened: "the second to be detained".
    pub ranks: HashSet<String>,
    /// Verbs of what is done to somebody for an act: "wrongly jailed for killing".
    pub punishing: HashSet<String>,
    /// Acts that are done by being tried: "tried to persuade".
    pub tried: HashSet<String>,
    /// Verbs by which a plan or draft holds what it would do.
    pub holding: HashSet<String>,
    /// Nouns, verbs and adjectives of having a part in an act.
    pub partaking: HashSet<String>,
    /// Verbs by which somebody refuses to be called part of an act.
    pub disowning: HashSet<String>,
    /// Nouns of what tells or shows an act.
    pub tellings: HashSet<String>,
    /// Words that call a claim untrue.
    pub untruths: HashSet<String>,
    /// Words that call a claim true; with a negation they call it untrue.
    pub truths: HashSet<String>,
    /// Verbs by which a claim comes out as true or not.
    pub proving: HashSet<String>,
    /// Verbs that say what a claim is.
    pub calling: HashSet<String>,
    /// Words after which "if" asks and does not set a condition.
    pub asking: HashSet<String>,
    /// Verbs and adjectives that are done by being said.
    pub performed: HashSet<String>,
    /// Words before which "not" and "no" deny nothing.
    pub not_negations: HashSet<String>,
    /// Nouns of phrases whose "no" negates their clause.
    pub occasions: HashSet<String>,
    /// Adverbs of habit.
    pub habits: HashSet<String>,
    /// Times that are to come.
    pub coming_times: HashSet<String>,
}

/// Where a word stands that changes the factuality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Position {
    Auxiliary,
    Beside,
    Governor,
    ObjectOf,
    Attributive,
    Marker,
}

/// The words of factuality, ready to be looked up.
#[derive(Debug)]
pub struct FactualityLexicon {
    effects: Vec<Effect>,
    index: HashMap<(Position, String), usize>,
    pub(super) lists: Lists,
}

impl FactualityLexicon {
    /// Loads `factuality.toml`.
    pub fn load(files: &LexiconFiles) -> Result<FactualityLexicon, LexiconError> {
        let file: File = files.read(FILE)?;
        let text = files.text(FILE)?;
        let mut index = HashMap::new();
        for (at, effect) in file.effect.iter().enumerate() {
            for (position, words) in [
                (Position::Auxiliary, &effect.auxiliary),
                (Position::Beside, &effect.beside),
                (Position::Governor, &effect.governor),
                (Position::ObjectOf, &effect.object_of),
                (Position::Attributive, &effect.attributive),
                (Position::Marker, &effect.marker),
            ] {
                for word in words {
                    if let Some(other) = index.insert((position, word.clone()), at) {
                        let other = file.effect.get(other).map_or("another", |other| other.id.as_str());
                        let byte = text.find(&format!("\"{}\"", effect.id)).unwrap_or(0);
                        let message = format!("{word:?} stands in {other} already; list it in one of them");
                        return Err(broken(FILE, text, byte, message));
                    }
                }
            }
        }
        Ok(FactualityLexicon { effects: file.effect, index, lists: file.lists })
    }

    /// The lexicon in the program.
    pub fn embedded() -> Result<FactualityLexicon, LexiconError> {
        FactualityLexicon::load(&LexiconFiles::embedded())
    }

    /// All effects, in the order of the file.
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// The lemma of a word under which this lexicon lists it, if it does.
    pub(super) fn lemma(&self, token: &Token) -> String {
        known_lemma(token, |lemma| {
            let lists = &self.lists;
            [&lists.carriers, &lists.happening, &lists.transparent, &lists.partaking, &lists.disowning]
                .into_iter()
                .any(|list| list.contains(lemma))
                || self.find(Position::Governor, lemma).is_some()
                || self.find(Position::ObjectOf, lemma).is_some()
        })
    }

    pub(super) fn find(&self, position: Position, word: &str) -> Option<&Effect> {
        self.index.get(&(position, word.to_string())).and_then(|&at| self.effects.get(at))
    }
}
