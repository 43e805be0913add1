//! Verb dictionaries of both formats: blocks of verbs with a code, their patterns, and word sets.

mod coding;
mod parse;
mod pattern;
mod reader;
mod rules;
mod words;

pub(crate) use coding::Coding;
pub(crate) use pattern::Pattern;
pub(crate) use reader::Reader;
pub(crate) use rules::{RuleFile, listed, quoted, read_rules, rule_files};
pub(crate) use words::{Forms, slug, unique, verb_written};

use crate::lines::joined;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Everything that verb dictionaries hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Verbs {
    /// Word sets by name, their words in order.
    pub sets: BTreeMap<String, Vec<String>>,
    /// Listed forms of verbs.
    pub forms: BTreeMap<String, Forms>,
    /// Blocks in the order of their names.
    pub blocks: Vec<Block>,
}

/// Verbs that share a code and patterns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its name, in small letters.
    pub name: String,
    /// The code of a verb that matches no pattern.
    pub code: Coding,
    /// The verbs, some with a code of their own.
    pub verbs: Vec<(String, Option<Coding>)>,
    /// The patterns.
    pub patterns: Vec<Pattern>,
}

impl Verbs {
    /// The dictionary.
    pub fn write(&self) -> String {
        let mut text = String::new();
        for (name, words) in &self.sets {
            let _ = writeln!(text, "&{name}");
            words.iter().for_each(|word| _ = writeln!(text, "+{}", joined(word)));
            text.push('\n');
        }
        for block in &self.blocks {
            let _ = writeln!(text, "--- {} [{}] ---", block.name.to_uppercase(), block.code.written());
            for (verb, code) in &block.verbs {
                let forms = self.forms.get(verb).map(|forms| format!(" {}", forms.written())).unwrap_or_default();
                let code = code.as_ref().map(|code| format!(" [{}]", code.written())).unwrap_or_default();
                let _ = writeln!(text, "{}{forms}{code}", verb_written(verb));
            }
            block.patterns.iter().for_each(|pattern| _ = writeln!(text, "{}", pattern.written()));
            text.push('\n');
        }
        text
    }
}
