//! The pattern of a rule: which words trigger it, what must stand around them, who fills which role.
//!
//! Event rules and tie rules share it. `docs/lexicon.md` explains the format to those who write rules.

use super::sequence::{Sequence, Side};
use super::slots::Slot;
use crate::lexicon::{LexiconError, LexiconFiles};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Part of speech of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TriggerKind {
    /// A verb, with its particle or fixed noun.
    Verb,
    /// A noun, with the words of its compound.
    Noun,
    /// An adjective.
    Adjective,
}

/// A word, or several, that can name the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Lemma of the word the others hang on: the first of a verb, or the one with a star; of a noun the last, or the one
    /// before "of".
    pub head: String,
    /// Lemmas of the other words, in order.
    pub others: Vec<String>,
    /// How many of the other words stand before the head.
    pub place: usize,
}

/// What may fill a slot.
#[derive(Debug, Clone)]
pub enum Alternative {
    /// A word with this lemma.
    Lemma(String),
    /// A word of a set of `lexicon/sets.toml`.
    Set(String, Arc<HashSet<String>>),
    /// A sort of thing.
    Sort(SortTest),
    /// Several words: the last one, with the others before it in its phrase.
    Phrase(Vec<Alternative>),
}

/// The sorts that a rule can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are those of the format
pub enum SortTest {
    Actor,
    Person,
    Organization,
    State,
    Group,
    Armed,
    Place,
    Money,
    Number,
    Thing,
    Clause,
    Any,
}

/// Alternatives for one slot.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The slot.
    pub slot: Slot,
    /// One of these must (or must not) fill it.
    pub alternatives: Vec<Alternative>,
    /// As written in the file, for explanations.
    pub written: String,
}

/// A pattern, ready for use.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Unique name of the rule; stands in every record that it gives.
    pub id: String,
    /// What it means, for people.
    pub meaning: String,
    /// Part of speech of the trigger.
    pub kind: TriggerKind,
    /// The words that trigger it.
    pub triggers: Vec<Trigger>,
    /// Slots that name the one who acts (or whom a tie comes from); the first filled one does.
    pub actor: Vec<Slot>,
    /// Slots that name the one acted upon (or whom a tie goes to).
    pub recipient: Vec<Slot>,
    /// Every filled slot of the actor counts, not the first alone: acts done together.
    pub reciprocal: bool,
    /// Every filled slot of the recipient counts, not the first alone: "extradited *him* to *Norland*".
    pub every: bool,
    /// The slot whose word names the act, where the verb only carries it ("expressed *gratitude*").
    pub named_by: Option<Slot>,
    /// All of these must hold.
    pub needs: Vec<Condition>,
    /// None of these may hold.
    pub unless: Vec<Condition>,
    /// Words that must stand in order before and behind the trigger.
    pub around: Vec<Sequence>,
    /// Sentences in which it must fire, with marks.
    pub yes: Vec<String>,
    /// Sentences in which it must not fire.
    pub no: Vec<String>,
    /// Path of the file below the lexicon folder.
    pub file: String,
    /// Line of the id in the file.
    pub line: usize,
}

impl Pattern {
    /// Whether the rule asks for a negation: what it names is then what the negated words say ("was not allowed").
    pub fn asks_for_negation(&self) -> bool {
        let negates = |alternative: &Alternative| matches!(alternative, Alternative::Lemma(lemma) if matches!(lemma.as_str(), "not" | "never" | "no" | "no-longer"));
        self.needs
            .iter()
            .any(|condition| condition.slot == Slot::Modifier && condition.alternatives.iter().all(negates))
    }

    /// Whether the rule goes by what is promised, threatened or agreed in an infinitive or clause: by some acts and not any.
    pub fn asks_for_some_content(&self) -> bool {
        let any = |alternative: &Alternative| matches!(alternative, Alternative::Sort(SortTest::Clause));
        self.needs.iter().any(|condition| {
            matches!(condition.slot, Slot::Clause | Slot::Infinitive) && !condition.alternatives.iter().any(any)
        })
    }
}

/// Patterns, found by the head of their trigger.
#[derive(Debug, Default)]
pub struct Patterns {
    patterns: Vec<Pattern>,
    by_head: HashMap<TriggerKind, HashMap<String, Vec<(usize, usize)>>>,
}

impl Patterns {
    /// Adds a pattern; its index is the number of those before it.
    pub fn push(&mut self, pattern: Pattern) {
        for (number, trigger) in pattern.triggers.iter().enumerate() {
            let by_lemma = self.by_head.entry(pattern.kind).or_default();
            match by_lemma.get_mut(&trigger.head) {
                Some(known) => known.push((self.patterns.len(), number)),
                None => _ = by_lemma.insert(trigger.head.clone(), vec![(self.patterns.len(), number)]),
            }
        }
        self.patterns.push(pattern);
    }

    /// Whether a pattern is triggered by a verb with that particle.
    pub fn has_particle(&self, verb: &str, particle: &str) -> bool {
        self.with_head(TriggerKind::Verb, verb).any(|(_, _, trigger)| trigger.others == [particle])
    }

    /// All patterns in the order of the files.
    pub fn all(&self) -> &[Pattern] {
        &self.patterns
    }

    /// Patterns one of whose triggers has that head, with the trigger.
    pub(super) fn with_head(
        &self,
        kind: TriggerKind,
        lemma: &str,
    ) -> impl Iterator<Item = (usize, &Pattern, &Trigger)> {
        let found = self.by_head.get(&kind).and_then(|by_lemma| by_lemma.get(lemma)).map_or(&[][..], Vec::as_slice);
        found
            .iter()
            .map(|&(pattern, trigger)| (pattern, &self.patterns[pattern], &self.patterns[pattern].triggers[trigger]))
    }
}

/// Word sets by name.
pub type WordSets = HashMap<String, Arc<HashSet<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFile {
    sets: BTreeMap<String, Vec<String>>,
}

/// Loads the word sets that conditions refer to with `#name`.
pub fn load_sets(files: &LexiconFiles) -> Result<WordSets, LexiconError> {
    let mut sets: HashMap<String, HashSet<String>> = HashMap::new();
    for (file, _) in files.below("sets") {
        let parsed: SetFile = files.read(file)?;
        for (name, words) in parsed.sets {
            sets.entry(name).or_default().extend(words);
        }
    }
    Ok(sets.into_iter().map(|(name, words)| (name, Arc::new(words))).collect())
}

/// The parts of a pattern as a file holds them.
pub struct PatternParts {
    /// Name of the rule.
    pub id: String,
    /// Meaning.
    pub meaning: String,
    /// Verb triggers.
    pub verb: Vec<String>,
    /// Noun triggers.
    pub noun: Vec<String>,
    /// Adjective triggers.
    pub adjective: Vec<String>,
    /// Slots of the one who acts; none: the default of the part of speech.
    pub actor: Option<Vec<String>>,
    /// Slots of the one acted upon.
    pub recipient: Option<Vec<String>>,
    /// Acts done together.
    pub reciprocal: bool,
    /// Every filled slot of the recipient counts.
    pub every: bool,
    /// The slot whose word names the act.
    pub named_by: Option<String>,
    /// Conditions.
    pub needs: BTreeMap<String, Vec<String>>,
    /// Exclusions.
    pub unless: BTreeMap<String, Vec<String>>,
    /// Words in order before the trigger.
    pub before: Vec<String>,
    /// Words in order behind it.
    pub after: Vec<String>,
    /// Examples for.
    pub yes: Vec<String>,
    /// Examples against.
    pub no: Vec<String>,
    /// Path of the file.
    pub file: String,
    /// Line of the id.
    pub line: usize,
}

impl PatternParts {
    /// Checks the parts; the error says what would be right.
    pub fn compile(self, sets: &WordSets) -> Result<Pattern, String> {
        let id = self.id;
        let (kind, words) = match (self.verb.is_empty(), self.noun.is_empty(), self.adjective.is_empty()) {
            (false, true, true) => (TriggerKind::Verb, self.verb),
            (true, false, true) => (TriggerKind::Noun, self.noun),
            (true, true, false) => (TriggerKind::Adjective, self.adjective),
            _ => return Err(format!("{id}: give exactly one of verb, noun and adjective, with at least one word")),
        };
        let (actor, recipient) = default_slots(kind);
        Ok(Pattern {
            meaning: self.meaning,
            kind,
            triggers: triggers(&id, &words, kind, sets)?,
            actor: slots(&id, self.actor.as_deref(), actor)?,
            recipient: slots(&id, self.recipient.as_deref(), recipient)?,
            reciprocal: self.reciprocal,
            every: self.every,
            named_by: self.named_by.map(|slot| parse_slot(&id, &slot)).transpose()?,
            needs: conditions(&id, self.needs, sets)?,
            unless: conditions(&id, self.unless, sets)?,
            around: around(&id, &[(Side::Before, self.before), (Side::After, self.after)], sets)?,
            yes: self.yes,
            no: self.no,
            file: self.file,
            line: self.line,
            id,
        })
    }
}

impl Trigger {
    fn parse(words: &str, kind: TriggerKind) -> Option<Trigger> {
        let mut words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let head = match kind {
            // "state of emergency" hangs on "state".
            TriggerKind::Noun => words.iter().position(|word| word == "of").unwrap_or(words.len()).checked_sub(1)?,
            _ => words.iter().position(|word| word.starts_with('*')).unwrap_or(0),
        };
        if head >= words.len() {
            return None;
        }
        Some(Trigger { head: words.remove(head).trim_start_matches('*').to_string(), place: head, others: words })
    }

    /// The words as a person writes them.
    pub fn written(&self) -> String {
        let mut words = self.others.clone();
        words.insert(self.place, self.head.clone());
        words.join(" ")
    }
}

/// The words that trigger a rule; `#name` stands for all words of a set.
fn triggers(id: &str, words: &[String], kind: TriggerKind, sets: &WordSets) -> Result<Vec<Trigger>, String> {
    let mut found = Vec::new();
    for words in words {
        if let Some(name) = words.strip_prefix('#') {
            let mut set: Vec<&String> = word_set(id, name, sets)?.iter().collect();
            set.sort_unstable();
            found.extend(set.into_iter().filter_map(|words| Trigger::parse(words, kind)));
        } else {
            found.extend(Trigger::parse(words, kind));
        }
    }
    Ok(found)
}

fn word_set<'s>(id: &str, name: &str, sets: &'s WordSets) -> Result<&'s Arc<HashSet<String>>, String> {
    sets.get(name).ok_or_else(|| format!("{id}: there is no word set {name:?}; sets stand in lexicon/sets/"))
}

fn around(id: &str, given: &[(Side, Vec<String>)], sets: &WordSets) -> Result<Vec<Sequence>, String> {
    let filled = given.iter().filter(|(_, words)| !words.is_empty());
    filled.map(|(side, words)| Sequence::parse(id, *side, words, sets)).collect()
}

fn default_slots(kind: TriggerKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        TriggerKind::Verb => (&["subject"], &["object"]),
        TriggerKind::Noun => (&["possessor", "by", "subject", "compound"], &["against", "on", "of"]),
        TriggerKind::Adjective => (&["subject"], &[]),
    }
}

fn slots(id: &str, given: Option<&[String]>, default: &[&str]) -> Result<Vec<Slot>, String> {
    match given {
        Some(given) => given.iter().map(|slot| parse_slot(id, slot)).collect(),
        None => default.iter().map(|slot| parse_slot(id, slot)).collect(),
    }
}

/// The slot of that name, or what would be right.
pub fn parse_slot(id: &str, name: &str) -> Result<Slot, String> {
    Slot::parse(name).ok_or_else(|| {
        format!("{id}: {name:?} is no slot; use subject, object, indirect, complement, anybody, possessor, compound, modifier, clause, infinitive, main, bearer, holder, hyphen, itself or a preposition; a slot that no list knows is misspelt")
    })
}

fn conditions(id: &str, given: BTreeMap<String, Vec<String>>, sets: &WordSets) -> Result<Vec<Condition>, String> {
    given
        .into_iter()
        .map(|(slot, alternatives)| {
            Ok(Condition {
                slot: parse_slot(id, &slot)?,
                written: format!("{slot} = [{}]", alternatives.join(", ")),
                alternatives: alternatives
                    .iter()
                    .map(|word| alternative(id, word, sets))
                    .collect::<Result<_, String>>()?,
            })
        })
        .collect()
}

/// What one alternative of a condition means.
pub(super) fn alternative(id: &str, word: &str, sets: &WordSets) -> Result<Alternative, String> {
    if word.contains(' ') {
        let words = word.split_whitespace().map(|word| alternative(id, word, sets));
        return Ok(Alternative::Phrase(words.collect::<Result<_, String>>()?));
    }
    if let Some(name) = word.strip_prefix('#') {
        return Ok(Alternative::Set(name.to_string(), word_set(id, name, sets)?.clone()));
    }
    let Some(sort) = word.strip_prefix('@') else { return Ok(Alternative::Lemma(word.to_lowercase())) };
    let sort = match sort {
        "actor" => SortTest::Actor,
        "person" => SortTest::Person,
        "organization" => SortTest::Organization,
        "state" => SortTest::State,
        "group" => SortTest::Group,
        "armed" => SortTest::Armed,
        "place" => SortTest::Place,
        "money" => SortTest::Money,
        "number" => SortTest::Number,
        "thing" => SortTest::Thing,
        "clause" => SortTest::Clause,
        "any" => SortTest::Any,
        _ => return Err(format!("{id}: {word:?} is no sort; see docs/lexicon.md")),
    };
    Ok(Alternative::Sort(sort))
}
