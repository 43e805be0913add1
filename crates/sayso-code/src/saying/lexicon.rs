//! The words that say who says so: `lexicon/saying.toml`.

use crate::actors::speaking_nouns;
use crate::lexicon::{LexiconError, LexiconFiles, broken};
use crate::stem::known_lemma;
use sayso_core::Act;
use sayso_parse::Token;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// Path of the file below the lexicon folder.
const FILE: &str = "saying.toml";

/// How a word takes what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Construction {
    /// "said (that) it had withdrawn", "\"...\", said X"; of a noun: "the claim that ...", "its claim is that ...".
    Clause,
    /// Only with a quotation: "\"...\", laughed X".
    Quote,
    /// "claims to have withdrawn", "threatened to withdraw".
    Infinitive,
    /// "is said to have withdrawn".
    PassiveInfinitive,
    /// "ordered troops to withdraw": the infinitive that the object governs.
    ObjectInfinitive,
    /// "denied shelling the town".
    Gerund,
    /// "confirmed the arrest": a noun as what is said.
    Object,
    /// "denied the claim that ...", "confirmed reports of ...": what the noun of saying holds.
    Claim,
    /// "quoted the minister as saying ...", "citing the ministry": the object is the source.
    Citing,
    /// Only as a tag behind what is said: "..., X continued".
    Tag,
    /// Of a noun: "in X's words", "by its own account".
    Manner,
    /// "blamed the attack on the rebels", "an attack blamed on the rebels": what is put upon somebody.
    PutUpon,
}

/// Words that attribute in the same way.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingRule {
    /// Unique name.
    pub id: String,
    /// What they say, for people.
    pub meaning: String,
    /// What the source does.
    pub act: Act,
    /// Verbs by lemma; of two words where a particle or a fixed companion belongs to it ("point out").
    #[serde(default)]
    pub verb: Vec<String>,
    /// Nouns by lemma.
    #[serde(default)]
    pub noun: Vec<String>,
    /// Adjectives before a noun whose holder is left open ("alleged").
    #[serde(default)]
    pub attributive: Vec<String>,
    /// Adjectives and participles as predicates with a clause ("confident that").
    #[serde(default)]
    pub predicate: Vec<String>,
    /// Adverbs whose holder is left open ("reportedly").
    #[serde(default)]
    pub adverb: Vec<String>,
    /// Prepositions whose phrase is the source ("according to").
    #[serde(default)]
    pub preposition: Vec<String>,
    /// How they take what is said.
    #[serde(default)]
    pub with: Vec<Construction>,
    /// Prepositions whose phrase is what is said: "accused it *of* shelling".
    #[serde(default)]
    pub content_after: Vec<String>,
    /// The writer takes what follows for true ("realised that"), so nobody else vouches for it.
    #[serde(default)]
    pub presupposes: bool,
    /// Things do it as well as people ("shows"): only people, bodies and documents count as sources.
    #[serde(default)]
    pub of_things: bool,
    /// Where the text names nobody, somebody unnamed is the holder ("reports of shelling"); otherwise it is the writer.
    #[serde(default)]
    pub open: bool,
    /// The subject only heard it ("heard that ..."): somebody unnamed says so.
    #[serde(default)]
    pub hearsay: bool,
    /// Nouns that the source must be one of: "the court heard".
    #[serde(default)]
    pub only: Vec<String>,
    /// Adverbs with which the verb means something else: "spoke highly of".
    #[serde(default)]
    pub not_adverb: Vec<String>,
    /// Objects with which the verb means something else: "denied the request".
    #[serde(default)]
    pub not_object: Vec<String>,
    /// Sentences in which the rule must match: `[source]`, `*cue*`, `{content}`.
    pub yes: Vec<String>,
    /// Sentences in which it must not.
    pub no: Vec<String>,
}

impl SayingRule {
    /// Whether the words take what is said in that way.
    pub fn takes(&self, construction: Construction) -> bool {
        self.with.contains(&construction)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<SayingRule>,
    lists: Lists,
    head: CueHead,
}

/// What the model's head for cues may say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CueHead {
    /// From this probability on a verb is a cue though the tree shows nothing that its rule takes, or no rule lists it.
    pub(crate) sure: f32,
    /// Below this probability a verb hands no clause to anybody, whatever its rule says.
    pub(crate) never: f32,
    /// The id of the rule that it counts by where no rule lists it.
    rule: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    documents: Vec<String>,
    silent: Vec<String>,
    people: Vec<String>,
    bodies: Vec<String>,
    media: Vec<String>,
    kinds_of_media: Vec<String>,
    agencies: Vec<String>,
    light_verbs: Vec<String>,
    talks: Vec<String>,
    withholding: Vec<String>,
    retracting: Vec<String>,
    speech: Vec<String>,
    platforms: Vec<String>,
    occurring: Vec<String>,
    deliberate: Vec<String>,
}

/// Which part of a rule a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    Verb,
    Noun,
    Attributive,
    Predicate,
    Adverb,
    Preposition,
}

/// The words of saying, ready to be looked up.
#[derive(Debug)]
pub struct SayingLexicon {
    rules: Vec<SayingRule>,
    single: HashMap<(Slot, String), Vec<usize>>,
    /// First word to (second word, rule).
    double: HashMap<(Slot, String), Vec<(String, usize)>>,
    pub(crate) documents: HashSet<String>,
    pub(crate) silent: HashSet<String>,
    pub(crate) people: HashSet<String>,
    pub(crate) bodies: HashSet<String>,
    /// Nouns for people and groups of the lexicon of actors.
    pub(crate) actors: HashSet<String>,
    pub(crate) media: HashSet<String>,
    /// Those that tell no source by themselves, in small letters.
    pub(crate) kinds_of_media: HashSet<String>,
    pub(crate) agencies: Vec<String>,
    pub(crate) light_verbs: HashSet<String>,
    pub(crate) talks: HashSet<String>,
    pub(crate) withholding: HashSet<String>,
    /// Verbs of taking back what one has claimed oneself: "retracted its report".
    pub(crate) retracting: HashSet<String>,
    /// Verbs that only a speaker does.
    pub(crate) speech: HashSet<String>,
    /// Platforms where anybody speaks, in lower case.
    pub(crate) platforms: HashSet<String>,
    /// Verbs that say of a claim, negated, that it is not so: "this never happened".
    pub(crate) occurring: HashSet<String>,
    /// Verbs of what only somebody does, never a thing: "expelled".
    pub(crate) deliberate: HashSet<String>,
    /// Words that call a claim untrue or true.
    pub(crate) verdicts: Verdicts,
    pub(crate) head: CueHead,
    /// Where the rule stands by which unlisted cues count.
    unlisted: usize,
}

/// The words of factuality that say of a claim whether it is so.
#[derive(Debug, Deserialize)]
pub(crate) struct Verdicts {
    pub untruths: HashSet<String>,
    pub truths: HashSet<String>,
    /// Verbs that say what a claim is: "called", "described as".
    pub calling: HashSet<String>,
}

impl Verdicts {
    /// Whether a word calls a claim untrue.
    pub(crate) fn is_untruth(&self, token: &Token) -> bool {
        has_word(&self.untruths, token)
    }

    /// Whether a word calls a claim true.
    pub(crate) fn is_truth(&self, token: &Token) -> bool {
        has_word(&self.truths, token)
    }
}

/// Whether a list has a word, by its lemma or as it stands.
fn has_word(list: &HashSet<String>, token: &Token) -> bool {
    list.contains(&*token.lemma) || list.contains(&token.form.to_lowercase())
}

#[derive(Deserialize)]
struct Factuality {
    lists: Verdicts,
}

impl SayingLexicon {
    /// Loads `saying.toml`.
    pub fn load(files: &LexiconFiles) -> Result<SayingLexicon, LexiconError> {
        let file: File = files.read(FILE)?;
        let text = files.text(FILE)?;
        let mut single: HashMap<(Slot, String), Vec<usize>> = HashMap::new();
        let mut double: HashMap<(Slot, String), Vec<(String, usize)>> = HashMap::new();
        let mut ids = HashSet::new();
        for (index, rule) in file.rule.iter().enumerate() {
            if !ids.insert(rule.id.as_str()) {
                let at = text.rfind(&format!("\"{}\"", rule.id)).unwrap_or(0);
                return Err(broken(FILE, text, at, format!("the id {:?} is taken; ids are unique", rule.id)));
            }
            for (slot, words) in [
                (Slot::Verb, &rule.verb),
                (Slot::Noun, &rule.noun),
                (Slot::Attributive, &rule.attributive),
                (Slot::Predicate, &rule.predicate),
                (Slot::Adverb, &rule.adverb),
                (Slot::Preposition, &rule.preposition),
            ] {
                for word in words {
                    match word.split_once(' ').filter(|_| slot != Slot::Preposition) {
                        Some((first, second)) => {
                            double.entry((slot, first.to_string())).or_default().push((second.to_string(), index));
                        }
                        None => single.entry((slot, word.clone())).or_default().push(index),
                    }
                }
            }
        }
        let unlisted = file.rule.iter().position(|rule| rule.id == file.head.rule).ok_or_else(|| {
            let at = text.rfind(&format!("\"{}\"", file.head.rule)).unwrap_or(0);
            broken(FILE, text, at, format!("no rule has the id {:?}", file.head.rule))
        })?;
        let Factuality { lists: verdicts } = files.read("factuality.toml")?;
        let set = |words: Vec<String>| words.into_iter().collect::<HashSet<_>>();
        Ok(SayingLexicon {
            verdicts,
            head: file.head,
            unlisted,
            rules: file.rule,
            single,
            double,
            documents: set(file.lists.documents),
            silent: set(file.lists.silent),
            people: set(file.lists.people),
            bodies: set(file.lists.bodies),
            actors: speaking_nouns(files)?,
            media: set(file.lists.media),
            kinds_of_media: set(file.lists.kinds_of_media),
            agencies: file.lists.agencies,
            light_verbs: set(file.lists.light_verbs),
            talks: set(file.lists.talks),
            withholding: set(file.lists.withholding),
            retracting: set(file.lists.retracting),
            speech: set(file.lists.speech),
            platforms: set(file.lists.platforms),
            occurring: set(file.lists.occurring),
            deliberate: set(file.lists.deliberate),
        })
    }

    /// The lexicon in the program.
    pub fn embedded() -> Result<SayingLexicon, LexiconError> {
        SayingLexicon::load(&LexiconFiles::embedded())
    }

    /// All rules, in the order of the file.
    pub fn rules(&self) -> &[SayingRule] {
        &self.rules
    }

    /// Number of words of saying.
    pub fn words(&self) -> usize {
        self.single.len() + self.double.values().map(Vec::len).sum::<usize>()
    }

    /// The lemma of a word under which the rules list it, if they do.
    pub(crate) fn lemma(&self, slot: Slot, token: &Token) -> String {
        // Talk of something is a rumour, talks are a meeting.
        if slot == Slot::Noun && token.form.eq_ignore_ascii_case("talks") {
            return "talks".to_string();
        }
        known_lemma(token, |lemma| {
            let key = (slot, lemma.to_string());
            self.single.contains_key(&key) || self.double.contains_key(&key)
        })
    }

    /// Whether a verb tells what somebody says or thinks, in a clause.
    pub(crate) fn tells(&self, token: &Token) -> bool {
        let lemma = self.lemma(Slot::Verb, token);
        let mut rules = self.find(Slot::Verb, &lemma);
        rules.any(|rule| rule.takes(Construction::Clause) && !rule.presupposes && rule.act != Act::Wants)
    }

    /// Whether a noun is one of saying ("claim", "report").
    pub(crate) fn names_saying(&self, token: &Token) -> bool {
        self.find(Slot::Noun, &self.lemma(Slot::Noun, token)).next().is_some()
    }

    /// Whether a verb passes on what another source says ("quoted").
    pub(crate) fn cites(&self, token: &Token) -> bool {
        self.find(Slot::Verb, &self.lemma(Slot::Verb, token)).any(|rule| rule.takes(Construction::Citing))
    }

    /// The rules that list a word of one part.
    pub(crate) fn find(&self, slot: Slot, word: &str) -> impl Iterator<Item = &SayingRule> {
        // A lookup by borrowed key would need a wrapper type; words of saying are short.
        self.single.get(&(slot, word.to_string())).into_iter().flatten().filter_map(|&index| self.rules.get(index))
    }

    /// The rule by which a verb counts that the model takes for a cue and no rule lists.
    pub(crate) fn unlisted(&self) -> Option<&SayingRule> {
        self.rules.get(self.unlisted)
    }

    /// The rules that list a word with a companion.
    pub(crate) fn find_double(&self, slot: Slot, word: &str) -> impl Iterator<Item = (&str, &SayingRule)> {
        self.double
            .get(&(slot, word.to_string()))
            .into_iter()
            .flatten()
            .filter_map(|(second, index)| Some((second.as_str(), self.rules.get(*index)?)))
    }
}
