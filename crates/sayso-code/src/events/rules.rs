//! The event rules of `lexicon/events/*.toml`: a pattern and the PLOVER code that it gives.

use super::participants::Weights;
use super::proposals::Proposals;
use crate::lexicon::{LexiconError, LexiconFiles, LineNumbers, broken};
use crate::patterns::{Pattern, PatternParts, Patterns, Slot, WordSets, load_sets, parse_slot};
use sayso_core::{EventType, Polarity, codes};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use toml::Spanned;

/// What an event rule gives.
#[derive(Debug, Clone)]
pub struct Coding {
    /// The PLOVER type.
    pub event: EventType,
    /// The PLOVER mode.
    pub mode: Option<String>,
    /// The CAMEO code.
    pub cameo: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// The words mean no act: no other rule matches them, and there is no record.
    pub silent: bool,
    /// What the rule names did not come about ("acquitted": a conviction that was not).
    pub negative: bool,
    /// The words take up an act of the type ("the death toll"): they tell of it only where the report has told of one before.
    pub resumes: bool,
    /// Magnitude and the slot whose number it is.
    pub counts: Vec<(String, Slot)>,
}

/// Words around an act, from `lexicon/acts.toml`: whether it is told as one, and who takes part.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActWords {
    /// Verbs and nouns of wishing.
    pub wishes: HashSet<String>,
    /// Verbs and nouns of trying.
    pub attempts: HashSet<String>,
    /// What entitles or enables somebody.
    pub entitlements: HashSet<String>,
    /// Verbs that point at an attitude.
    pub showing: HashSet<String>,
    /// Light verbs that make what the noun names an offer.
    pub offers: HashSet<String>,
    /// Verbs that move their object to somebody.
    pub giving: HashSet<String>,
    /// Verbs by which somebody brings another into a state.
    pub putting: HashSet<String>,
    /// Verbs whose subject has something done to him.
    pub enduring: HashSet<String>,
    /// Verbs beside a protest whose words tell what it is about.
    pub protesting: HashSet<String>,
    /// Verbs by which somebody has an act done by his own.
    pub ordering: HashSet<String>,
    /// Verbs by which somebody makes or sends a paper that speaks for him.
    pub issuing: HashSet<String>,
    /// Having a part in an act.
    pub parts: HashSet<String>,
    /// Verbs by which somebody claims or denies such a part.
    pub owning: HashSet<String>,
    /// Verbs of what courts alone do: "was *sentenced* to a year in prison".
    pub sentencing: HashSet<String>,
    /// Verbs by which somebody owns to an act: "*claimed* the attack".
    pub claiming: HashSet<String>,
    /// Verbs by which an act is laid to somebody: "*blamed* the attack on X".
    pub blaming: HashSet<String>,
    /// Verbs of those who come together for a protest: "*joined* the nurses in a walkout".
    pub joining: HashSet<String>,
    /// Words that say that somebody has a part in an act: "people *involved* in the attack".
    pub involved: HashSet<String>,
    /// Nouns for what somebody is bidden by: "at the *invitation* of X".
    pub bidding: HashSet<String>,
    /// Verbs of doing, or not, as one is bidden: "*obeyed* the order".
    pub complying: HashSet<String>,
    /// Verbs by which somebody turns to another, for what he then asks for: "*met* the mayor to demand".
    pub turning: HashSet<String>,
    /// Verbs that say of the act which their object names that it is no more: "*cut* aid".
    #[serde(default)]
    pub ending: HashSet<String>,
    /// Prepositions behind which the one stands whom an act reaches.
    pub reaching: HashSet<String>,
}

/// All event rules.
#[derive(Debug, Default)]
pub struct Rules {
    /// Their patterns.
    pub patterns: Patterns,
    /// Words around an act.
    pub words: ActWords,
    /// What the model's head for acts may propose.
    pub proposals: Proposals,
    /// Who is likely to take part in an act.
    pub participants: Option<Weights>,
    codings: Vec<Coding>,
}

/// Where the word stands that a message about the rule at `start` quotes first; else the start of the rule.
fn place_of_mistake(text: &str, start: usize, message: &str) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    // The id stands at the start itself.
    let own = rest.find('\n').unwrap_or(rest.len());
    let rule = &rest[..rest.find("[[rule]]").unwrap_or(rest.len())];
    let quoted = message.split('"').nth(1).filter(|quoted| !quoted.is_empty());
    let is_word = |at: usize, quoted: &str| {
        let beside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_');
        beside(rule[..at].chars().next_back()) && beside(rule[at + quoted.len()..].chars().next())
    };
    quoted
        .and_then(|quoted| rule.match_indices(quoted).map(|(at, _)| at).find(|&at| at > own && is_word(at, quoted)))
        .map_or(start, |at| start + at)
}

/// Stands behind the id of a rule in records to which its words and the model's head led, though a condition failed.
pub const BY_MODEL: &str = "+model";

/// Stands behind the id of a rule in records in which the weights of participants filled an open role.
pub const BY_WEIGHTS: &str = "+weights";

/// The id of the rule by which a record was made, without what stands behind it.
pub fn rule_id(rule: &str) -> &str {
    rule.split_once('+').map_or(rule, |(id, _)| id)
}

impl Rules {
    /// Loads `events/*.toml` with the word sets of `sets/*.toml`.
    pub fn load(files: &LexiconFiles) -> Result<Rules, LexiconError> {
        let sets = load_sets(files)?;
        let mut rules = Rules::default();
        let mut ids = HashSet::new();
        for (file, text) in files.below("events") {
            let parsed: RuleFile = files.read(file)?;
            let Some(event) = EventType::parse(parsed.event.get_ref()) else {
                let types = EventType::ALL.map(EventType::code).join(", ");
                let message = format!("{:?} is no PLOVER type; the types are {types}", parsed.event.get_ref());
                return Err(broken(file, text, parsed.event.span().start, message));
            };
            let lines = LineNumbers::of(text);
            for entry in parsed.rule {
                let at = entry.id.span().start;
                let (pattern, coding) = entry
                    .compile(event, file, lines.line(at), &sets)
                    .map_err(|message| broken(file, text, place_of_mistake(text, at, &message), message))?;
                if !ids.insert(pattern.id.clone()) {
                    let message = format!("the id {:?} is taken; ids are unique over all files", pattern.id);
                    return Err(broken(file, text, at, message));
                }
                rules.patterns.push(pattern);
                rules.codings.push(coding);
            }
        }
        rules.words = files.read("acts.toml")?;
        rules.load_proposals(files)?;
        if let Some(margin) = rules.proposals.margin() {
            rules.participants = Weights::load(files, margin)?;
        }
        Ok(rules)
    }

    /// Adds a rule without words, for what the model's head proposes.
    pub(super) fn push_head(&mut self, pattern: Pattern, coding: Coding) -> usize {
        self.patterns.push(pattern);
        self.codings.push(coding);
        self.codings.len() - 1
    }

    /// Number of rules.
    pub fn len(&self) -> usize {
        self.codings.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.codings.is_empty()
    }

    /// The pattern of a rule by its index.
    pub fn pattern(&self, rule: usize) -> &Pattern {
        &self.patterns.all()[rule]
    }

    /// What a rule gives, by its index.
    pub fn coding(&self, rule: usize) -> &Coding {
        &self.codings[rule]
    }

    /// A rule by its id.
    pub fn get(&self, id: &str) -> Option<(&Pattern, &Coding)> {
        let id = rule_id(id);
        let index = self.patterns.all().iter().position(|pattern| pattern.id == id)?;
        Some((self.pattern(index), self.coding(index)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    event: Spanned<String>,
    #[serde(default)]
    rule: Vec<RuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: Spanned<String>,
    meaning: String,
    #[serde(default)]
    verb: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    adjective: Vec<String>,
    mode: Option<String>,
    cameo: Option<String>,
    #[serde(default)]
    contexts: Vec<String>,
    actor: Option<Vec<String>>,
    recipient: Option<Vec<String>>,
    #[serde(default, rename = "if")]
    needs: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    unless: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    silent: bool,
    #[serde(default)]
    resumes: bool,
    polarity: Option<Polarity>,
    #[serde(default)]
    counts: BTreeMap<String, String>,
    #[serde(default)]
    reciprocal: bool,
    #[serde(default)]
    every: bool,
    trigger: Option<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

impl RuleEntry {
    fn compile(self, event: EventType, file: &str, line: usize, sets: &WordSets) -> Result<(Pattern, Coding), String> {
        let id = self.id.into_inner();
        let prefix = format!("{}.", event.code().to_lowercase());
        if !id.starts_with(&prefix) {
            return Err(format!("the id {id:?} must begin with {prefix:?}"));
        }
        if let Some(mode) = &self.mode
            && !codes::modes(event).contains(&mode.as_str())
        {
            return Err(format!("{id}: {event} has no mode {mode:?}; it has {:?}", codes::modes(event)));
        }
        if let Some(context) = self.contexts.iter().find(|context| !codes::CONTEXTS.contains(&context.as_str())) {
            return Err(format!("{id}: {context:?} is no PLOVER context"));
        }
        if let Some(code) = self.cameo.as_deref().filter(|code| codes::cameo(code).is_none()) {
            return Err(format!("{id}: {code:?} is no CAMEO code; write it as a string with its leading zero"));
        }
        if let Some(field) = self.counts.keys().find(|field| !codes::MAGNITUDES.contains(&field.as_str())) {
            return Err(format!("{id}: {field:?} is no magnitude; there are {:?}", codes::MAGNITUDES));
        }
        let coding = Coding {
            event,
            cameo: self.cameo.or_else(|| codes::default_cameo(event, self.mode.as_deref()).map(str::to_string)),
            mode: self.mode,
            contexts: self.contexts,
            silent: self.silent,
            resumes: self.resumes,
            negative: self.polarity == Some(Polarity::Negative),
            counts: self
                .counts
                .into_iter()
                .map(|(field, slot)| Ok((field, parse_slot(&id, &slot)?)))
                .collect::<Result<_, String>>()?,
        };
        let parts = PatternParts {
            id,
            meaning: self.meaning,
            verb: self.verb,
            noun: self.noun,
            adjective: self.adjective,
            actor: self.actor,
            recipient: self.recipient,
            reciprocal: self.reciprocal,
            every: self.every,
            named_by: self.trigger,
            needs: self.needs,
            unless: self.unless,
            before: self.before,
            after: self.after,
            yes: self.yes,
            no: self.no,
            file: file.to_string(),
            line,
        };
        Ok((parts.compile(sets)?, coding))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LexiconFiles;

    #[test]
    fn the_rules_of_the_program_load() {
        let rules = Rules::load(&LexiconFiles::embedded()).map_err(|error| error.to_string());
        let count = rules.as_ref().map(Rules::len);
        assert!(count.is_ok_and(|count| count > 100), "{:?}", rules.err());
    }

    #[test]
    fn a_wrong_mode_is_told_with_its_place() {
        let folder = std::env::temp_dir().join(format!("sayso-rules-{}", std::process::id()));
        let events = folder.join("events");
        let text =
            "event = \"ASSAULT\"\n[[rule]]\nid = \"assault.x\"\nmeaning = \"m\"\nverb = [\"hit\"]\nmode = \"visit\"\n";
        let written = std::fs::create_dir_all(&events).and_then(|()| std::fs::write(events.join("assault.toml"), text));
        assert!(written.is_ok());
        let message = LexiconFiles::from_folder(&folder)
            .and_then(|files| Rules::load(&files))
            .map(|_| ())
            .map_err(|error| error.to_string());
        let _ = std::fs::remove_dir_all(&folder);
        let message = message.err().unwrap_or_default();
        assert!(message.contains("events/assault.toml:6:9") && message.contains("no mode"), "{message}");
    }

    #[test]
    fn a_misspelt_slot_is_told_with_its_place() {
        let text = "event = \"ASSAULT\"\n[[rule]]\nid = \"assault.x\"\nmeaning = \"m\"\nverb = [\"zap\"]\nif = { objct = [\"@actor\"] }\n";
        let files = LexiconFiles::embedded().with("events/tried.toml", text.to_string());
        let message = Rules::load(&files).map(|_| ()).map_err(|error| error.to_string()).err().unwrap_or_default();
        assert!(message.contains("events/tried.toml:6:8") && message.contains("is no slot"), "{message}");
    }
}
