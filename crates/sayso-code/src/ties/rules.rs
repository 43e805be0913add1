//! The tie rules of `lexicon/ties.toml`, and the words that tell how a tie changes.

use super::change::{ChangeWords, Changes};
use super::prefix::PrefixRule;
use crate::lexicon::{LexiconError, LexiconFiles, LineNumbers, broken};
use crate::patterns::{Pattern, PatternParts, Patterns, WordSets, load_sets};
use sayso_core::{TieChange, TieKind};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use toml::Spanned;

/// What a rule makes of its match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coding {
    pub kind: TieKind,
    pub change: TieChange,
    /// The tie is the same in both directions: those on one side have it with one another, too.
    pub mutual: bool,
    /// The words mean no tie.
    pub silent: bool,
}

/// The rules of `ties.toml`.
#[derive(Debug, Default)]
pub struct TieRules {
    /// Their patterns.
    pub patterns: Patterns,
    pub(super) codings: Vec<Coding>,
    pub(super) prefixes: Vec<PrefixRule>,
    pub(super) changes: Changes,
    /// Nouns for bodies that have ties, though they name no actor of acts ("the site's founder").
    pub(super) parties: HashSet<String>,
    pub(super) loss: LossWords,
}

/// Words for losing who stood behind one: "lost its patron". What ties the sentence tells of have ended then.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LossWords {
    /// Verbs of losing.
    pub verb: HashSet<String>,
    /// Nouns for who stood behind one.
    pub noun: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    loss: LossWords,
    #[serde(default)]
    tie: Vec<Entry>,
    #[serde(default)]
    change: BTreeMap<TieChange, ChangeWords>,
    #[serde(default)]
    parties: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    meaning: String,
    kind: Option<TieKind>,
    #[serde(default = "holds")]
    change: TieChange,
    #[serde(default)]
    mutual: bool,
    #[serde(default)]
    silent: bool,
    #[serde(default)]
    verb: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    adjective: Vec<String>,
    #[serde(default)]
    prefix: Vec<String>,
    #[serde(default)]
    stems: Vec<String>,
    from: Option<Vec<String>>,
    to: Option<Vec<String>>,
    #[serde(default, rename = "if")]
    needs: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    unless: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

fn holds() -> TieChange {
    TieChange::Holds
}

impl Entry {
    fn coding(&self) -> Result<Coding, String> {
        let kind = match self.kind {
            Some(kind) => kind,
            // A silent rule gives no record; the kind is never looked at.
            None if self.silent => TieKind::RelatesTo,
            None => return Err(format!("{}: give a kind, or silent = true", self.id.get_ref())),
        };
        Ok(Coding { kind, change: self.change, mutual: self.mutual, silent: self.silent })
    }

    /// The rule for "pro-" and the like, if it is one.
    fn prefix(&self, index: usize) -> Option<PrefixRule> {
        (!self.prefix.is_empty()).then(|| PrefixRule {
            rule: index,
            prefixes: self.prefix.iter().map(|prefix| format!("{}-", prefix.to_lowercase())).collect(),
            stems: self.stems.iter().map(|stem| stem.to_lowercase()).collect(),
        })
    }

    fn compile(self, file: &str, line: usize, sets: &WordSets) -> Result<Pattern, String> {
        // What follows a prefix is looked for in the words themselves; as a pattern such a rule has the bare prefix,
        // which stands nowhere alone.
        let prefixes = self.prefix.into_iter().map(|prefix| format!("{prefix}-"));
        PatternParts {
            id: self.id.into_inner(),
            meaning: self.meaning,
            verb: self.verb,
            noun: self.noun,
            adjective: self.adjective.into_iter().chain(prefixes).collect(),
            actor: self.from,
            recipient: self.to,
            reciprocal: false,
            every: false,
            named_by: None,
            needs: self.needs,
            unless: self.unless,
            before: self.before,
            after: self.after,
            yes: self.yes,
            no: self.no,
            file: file.to_string(),
            line,
        }
        .compile(sets)
    }
}

impl TieRules {
    /// Loads the file.
    pub fn load(files: &LexiconFiles) -> Result<TieRules, LexiconError> {
        let name = "ties.toml";
        let text = files.text(name)?;
        let sets = load_sets(files)?;
        let file: File = files.read(name)?;
        let mut rules = TieRules {
            changes: Changes::new(file.change),
            parties: file.parties.into_iter().collect(),
            loss: file.loss,
            ..TieRules::default()
        };
        let mut ids = HashSet::new();
        let lines = LineNumbers::of(text);
        for (index, entry) in file.tie.into_iter().enumerate() {
            let at = entry.id.span().start;
            let fault = |message| broken(name, text, at, message);
            rules.codings.push(entry.coding().map_err(fault)?);
            rules.prefixes.extend(entry.prefix(index));
            let pattern = entry.compile(name, lines.line(at), &sets).map_err(fault)?;
            if !ids.insert(pattern.id.clone()) {
                return Err(fault(format!("the id {:?} is taken", pattern.id)));
            }
            rules.patterns.push(pattern);
        }
        Ok(rules)
    }
}
