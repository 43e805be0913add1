//! Blocks as rules of the lexicon, and rules of the lexicon as blocks.
//!
//! A block `abandon` is the word set `verb-abandon` and the rules `retreat.abandon` (its own code), `retreat.abandon.quit`
//! (the code of one verb) and `retreat.abandon.1`, `coerce.abandon.2` ... (its patterns), each in the file of its type.

use super::coding::{Coding, Direction};
use super::pattern::{Atom, Element, Held, Pattern, Shape};
use super::{Block, slug, unique};
use sayso_core::{EventType, codes};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// What a rule has under `actor` and `recipient`, and the slots that this rests on.
const SOMEBODY: &str = "anybody";
const DOER: &str = "subject";

/// The rule files of all blocks by type.
pub(crate) fn rule_files(blocks: &[Block]) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for event in EventType::ALL {
        files.insert(file_of(event), format!("event = \"{}\"\n", event.code()));
    }
    for block in blocks {
        let Some(home) = home(block) else { continue };
        let mut add = |event: EventType, rule: String| {
            if let Some(text) = files.get_mut(&file_of(event)) {
                text.push_str(&rule);
            }
        };
        let plain: Vec<String> =
            block.verbs.iter().filter(|(_, own)| own.is_none()).map(|(verb, _)| verb.clone()).collect();
        let nothing = Shape::Slots { complement: None, phrases: Vec::new() };
        if block.code != Coding::Nothing && !plain.is_empty() {
            let (event, rule) = rule(home, &block.name, &plain, &nothing, &block.code);
            add(event, rule);
        }
        let mut names = HashMap::new();
        for (verb, own) in &block.verbs {
            if let Some(own) = own.as_ref().filter(|own| **own != Coding::Nothing) {
                let own_name = Some(slug(verb)).filter(|slug| slug.contains(|c: char| c.is_ascii_alphabetic()));
                let own_name = unique(&own_name.unwrap_or_else(|| "verb".to_string()), &mut names);
                let id = format!("{}.{own_name}", block.name);
                let (event, rule) = rule(home, &id, std::slice::from_ref(verb), &nothing, own);
                add(event, rule);
            }
        }
        for (index, pattern) in block.patterns.iter().enumerate() {
            let (id, verbs) = (format!("{}.{}", block.name, index + 1), [format!("#verb-{}", block.name)]);
            let (event, rule) = rule(home, &id, &verbs, &pattern.shape, &pattern.code);
            add(event, rule);
        }
    }
    files
}

fn file_of(event: EventType) -> String {
    format!("events/{}.toml", event.code().to_lowercase())
}

/// The type in whose file the rules stand that give no record: of the block's code, else of the first code of an act.
fn home(block: &Block) -> Option<EventType> {
    let own = block.verbs.iter().filter_map(|(_, own)| own.as_ref());
    let patterns = block.patterns.iter().map(|pattern| &pattern.code);
    std::iter::once(&block.code).chain(own).chain(patterns).find_map(|code| code.plover()).map(|told| told.event)
}

/// One rule as it is written, and the type whose file it belongs to.
fn rule(home: EventType, name: &str, verbs: &[String], shape: &Shape, code: &Coding) -> (EventType, String) {
    let told = code.plover();
    let event = told.as_ref().map_or(home, |told| told.event);
    let (cameo, direction) = match code {
        Coding::Nothing => (None, Direction::Forward),
        Coding::Code { cameo, direction } => (Some(cameo.as_str()), *direction),
    };
    let meaning = cameo.and_then(codes::cameo).map_or("no act", |found| found.name);
    let mut text = format!("\n[[rule]]\nid = \"{}.{name}\"\n", event.code().to_lowercase());
    let mut line = |key: &str, value: String| _ = writeln!(text, "{key} = {value}");
    line("meaning", quoted(meaning));
    line("verb", listed(verbs));
    if let Some(mode) = told.as_ref().and_then(|told| told.mode) {
        line("mode", quoted(mode));
    }
    if let Some(cameo) = cameo {
        line("cameo", quoted(cameo));
    }
    if let Some(contexts) = told.as_ref().map(|told| &told.contexts).filter(|contexts| !contexts.is_empty()) {
        line("contexts", listed(contexts));
    }
    if told.is_none() {
        line("silent", "true".to_string());
    }
    let (actor, recipient) = parties(shape, direction);
    line("actor", listed(&[actor]));
    line("recipient", listed(&[recipient]));
    match shape {
        Shape::Slots { complement, phrases } => {
            let complement = complement.iter().map(|atoms| ("complement", in_rule(atoms)));
            let phrases = phrases.iter().map(|(name, held)| (name.as_str(), held_in_rule(held)));
            let conditions: Vec<String> =
                complement.chain(phrases).map(|(slot, what)| format!("{slot} = {}", listed(&[what]))).collect();
            if !conditions.is_empty() {
                line("if", format!("{{ {} }}", conditions.join(", ")));
            }
        }
        Shape::Sequence { before, after } => {
            for (key, elements) in [("before", before), ("after", after)] {
                if !elements.is_empty() {
                    line(key, listed(&elements.iter().map(element_in_rule).collect::<Vec<_>>()));
                }
            }
        }
    }
    if direction == Direction::Mutual {
        line("reciprocal", "true".to_string());
    }
    (event, text)
}

/// The slots of the two parties.
fn parties(shape: &Shape, direction: Direction) -> (String, String) {
    let pair = |actor: &str, recipient: &str| (actor.to_string(), recipient.to_string());
    match shape {
        Shape::Slots { phrases, .. } => {
            let at = |wanted: Held| phrases.iter().find(|(_, held)| *held == wanted).map(|(name, _)| name.as_str());
            match (at(Held::Source), at(Held::Target)) {
                (None, None) if direction == Direction::Backward => pair(SOMEBODY, DOER),
                (None, None) => pair(DOER, SOMEBODY),
                (None, Some(target)) => pair(DOER, target),
                (Some(source), target) => pair(source, target.unwrap_or(DOER)),
            }
        }
        Shape::Sequence { before, after } => {
            let has = |elements: &[Element], wanted: &Element| elements.contains(wanted);
            let source = has(before, &Element::Source) || has(after, &Element::Source);
            let target = has(before, &Element::Target) || has(after, &Element::Target);
            if !source && !target && direction == Direction::Backward || !source && has(before, &Element::Target) {
                pair(SOMEBODY, DOER)
            } else if !target && has(after, &Element::Source) {
                pair(DOER, DOER)
            } else {
                pair(DOER, SOMEBODY)
            }
        }
    }
}

fn in_rule(atoms: &[Atom]) -> String {
    atoms.iter().map(Atom::in_rule).collect::<Vec<_>>().join(" ")
}

fn held_in_rule(held: &Held) -> String {
    match held {
        Held::Phrase(atoms) => in_rule(atoms),
        Held::Anything => "@any".to_string(),
        Held::Source | Held::Target => "@actor".to_string(),
    }
}

fn element_in_rule(element: &Element) -> String {
    match element {
        Element::Words(atoms) => in_rule(atoms),
        Element::Source => "[actor]".to_string(),
        Element::Target => "<recipient>".to_string(),
    }
}

/// A string as TOML has it.
pub(crate) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

/// A list of strings as TOML has it.
pub(crate) fn listed<S: AsRef<str>>(words: &[S]) -> String {
    format!("[{}]", words.iter().map(|word| quoted(word.as_ref())).collect::<Vec<_>>().join(", "))
}

/// A rule file, as far as dictionaries can hold it.
#[derive(Deserialize)]
pub(crate) struct RuleFile {
    #[serde(default)]
    pub rule: Vec<Rule>,
}

/// A rule.
#[derive(Deserialize)]
pub(crate) struct Rule {
    id: String,
    #[serde(default)]
    verb: Vec<String>,
    cameo: Option<String>,
    #[serde(default)]
    silent: bool,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default, rename = "if")]
    needs: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    unless: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    reciprocal: bool,
    #[serde(default)]
    counts: BTreeMap<String, String>,
}

/// The blocks that rules make, given the verbs of each; and the rules that make none, with why.
pub(crate) fn read_rules(rules: Vec<Rule>, verbs: &BTreeMap<String, Vec<String>>) -> (Vec<Block>, Vec<String>) {
    let mut blocks: BTreeMap<&str, Parts> = verbs.keys().map(|name| (name.as_str(), Parts::default())).collect();
    let mut unheld = Vec::new();
    for rule in rules {
        if let Err(why) = place(&rule, &mut blocks) {
            unheld.push(format!("{}: {why}", rule.id));
        }
    }
    let block = |(name, mut parts): (&str, Parts)| {
        parts.patterns.sort_by_key(|(number, _)| *number);
        let own = |verb: &String| match parts.own.get(verb) {
            Some(code) => Some(code.clone()),
            None => (parts.code.is_some() && !parts.plain.contains(verb)).then_some(Coding::Nothing),
        };
        let verbs = verbs.get(name).into_iter().flatten().map(|verb| (verb.clone(), own(verb))).collect();
        Block {
            name: name.to_string(),
            code: parts.code.unwrap_or_default(),
            verbs,
            patterns: parts.patterns.into_iter().map(|(_, pattern)| pattern).collect(),
        }
    };
    (blocks.into_iter().map(block).collect(), unheld)
}

/// What is known of a block.
#[derive(Default)]
struct Parts {
    code: Option<Coding>,
    plain: Vec<String>,
    own: BTreeMap<String, Coding>,
    patterns: Vec<(usize, Pattern)>,
}

fn place(rule: &Rule, blocks: &mut BTreeMap<&str, Parts>) -> Result<(), String> {
    if !rule.unless.is_empty() || !rule.counts.is_empty() {
        return Err("dictionaries have no conditions against a match and no counts".to_string());
    }
    let mut name = rule.id.split('.').skip(1);
    let (Some(block), part) = (name.next(), name.next()) else {
        return Err("its id names no block".to_string());
    };
    let parts = blocks.get_mut(block).ok_or_else(|| format!("there is no word set verb-{block}"))?;
    let direction = direction(rule);
    let code = match &rule.cameo {
        Some(cameo) => Coding::Code { cameo: cameo.clone(), direction },
        None if rule.silent => Coding::Nothing,
        None => return Err("it has no CAMEO code".to_string()),
    };
    match part {
        None => {
            parts.code = Some(code);
            parts.plain.clone_from(&rule.verb);
        }
        Some(part) => match part.parse() {
            Ok(number) => parts.patterns.push((number, Pattern::new(shape(rule)?, code))),
            Err(_) => parts.own.extend(rule.verb.iter().map(|verb| (verb.clone(), code.clone()))),
        },
    }
    Ok(())
}

fn direction(rule: &Rule) -> Direction {
    let backward = rule.actor == [SOMEBODY] && rule.recipient == [DOER];
    let named =
        rule.before.iter().chain(&rule.after).any(|element| matches!(element.as_str(), "[actor]" | "<recipient>"));
    if rule.reciprocal {
        Direction::Mutual
    } else if backward && !named {
        Direction::Backward
    } else {
        Direction::Forward
    }
}

fn shape(rule: &Rule) -> Result<Shape, String> {
    if !rule.before.is_empty() || !rule.after.is_empty() {
        if !rule.needs.is_empty() {
            return Err("a pattern has words in order or slots, not both".to_string());
        }
        let elements = |written: &[String]| written.iter().map(|element| element_of(element)).collect();
        return Ok(Shape::Sequence { before: elements(&rule.before), after: elements(&rule.after) });
    }
    let mut complement = None;
    let mut phrases = Vec::new();
    for (slot, alternatives) in &rule.needs {
        let [words] = alternatives.as_slice() else {
            return Err(format!("{slot} has several alternatives; dictionaries have a word set for that"));
        };
        let is_party = |party: &[String]| party == std::slice::from_ref(slot);
        if slot == "complement" {
            complement = Some(atoms_of(words));
            continue;
        }
        let held = match words.as_str() {
            "@actor" if is_party(&rule.actor) => Held::Source,
            "@actor" if is_party(&rule.recipient) => Held::Target,
            "@any" => Held::Anything,
            words if words.contains('@') => return Err(format!("dictionaries can't ask for {words}")),
            words => Held::Phrase(atoms_of(words)),
        };
        phrases.push((slot.clone(), held));
    }
    Ok(Shape::Slots { complement, phrases })
}

fn element_of(written: &str) -> Element {
    match written {
        "[actor]" => Element::Source,
        "<recipient>" => Element::Target,
        words => Element::Words(atoms_of(words)),
    }
}

fn atoms_of(words: &str) -> Vec<Atom> {
    let atom = |word: &str| match word.strip_prefix('#') {
        Some(name) => Atom::Set(name.to_string()),
        None => Atom::Word(word.to_string()),
    };
    words.split_whitespace().map(atom).collect()
}
