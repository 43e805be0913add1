//! Reads verb dictionaries: first all lines of all files, then, with all sets known, the patterns.

use super::coding::Coding;
use super::words::{Forms, slug, unique, verb_of};
use super::{Block, Verbs, parse};
use crate::Source;
use crate::code::brackets;
use crate::left_out::{Entry, LeftOut};
use crate::lines::{self, Line, words};
use std::collections::{BTreeMap, HashMap};

/// A line and where it stood.
#[derive(Debug, Clone)]
struct Raw {
    file: String,
    line: usize,
    text: String,
    whole: String,
}

/// A block as it stood.
#[derive(Debug)]
struct RawBlock {
    head: Raw,
    verbs: Vec<Raw>,
    patterns: Vec<Raw>,
}

/// Reads dictionaries one after the other.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    sets: Vec<(Raw, Vec<Raw>)>,
    blocks: Vec<RawBlock>,
}

impl Reader {
    /// Takes in a dictionary.
    pub fn read(&mut self, source: &Source, left_out: &mut Vec<LeftOut>) {
        let mut in_set = false;
        let mut in_block = false;
        for line in lines::of(&source.text) {
            let raw = Raw::new(source, line);
            let refuse = |entry, why: &str| LeftOut::new(&source.name, line.number, entry, line.whole, why);
            in_set &= line.text.starts_with('+') && !line.after_gap;
            if let Some(name) = line.text.strip_prefix('&') {
                in_set = true;
                self.sets.push((Raw { text: name.trim().to_string(), ..raw }, Vec::new()));
            } else if in_set {
                if let Some((_, members)) = self.sets.last_mut() {
                    members.push(Raw { text: line.text[1..].trim().to_string(), ..raw });
                }
            } else if line.text.starts_with("--") {
                in_block = true;
                self.blocks.push(RawBlock { head: raw, verbs: Vec::new(), patterns: Vec::new() });
            } else if line.text.starts_with('~') {
                let why = "sayso reads who says so off the sentence and needs no transformation";
                left_out.push(refuse(Entry::Transformation, why));
            } else if let Some(block) = self.blocks.last_mut().filter(|_| in_block) {
                match line.text.strip_prefix('-') {
                    Some(text) => block.patterns.push(Raw { text: text.trim().to_string(), ..raw }),
                    None => block.verbs.push(raw),
                }
            } else {
                let entry = if line.text.starts_with('-') { Entry::Pattern } else { Entry::Verb };
                left_out.push(refuse(entry, "it stands before the first block (--- NAME [code] ---)"));
            }
        }
    }

    /// All that was taken in, in its kept form.
    pub fn settle(self, left_out: &mut Vec<LeftOut>) -> Verbs {
        let sets = settle_sets(self.sets, left_out);
        let mut verbs = Verbs { sets, ..Verbs::default() };
        let mut names: HashMap<String, usize> = HashMap::new();
        for raw in self.blocks {
            let block = settle_block(raw, &verbs.sets, &mut verbs.forms, left_out);
            if let Some(mut block) = block {
                block.name = unique(&block.name, &mut names);
                verbs.blocks.push(block);
            }
        }
        verbs.blocks.sort_by(|a, b| a.name.cmp(&b.name));
        verbs
            .forms
            .retain(|verb, _| verbs.blocks.iter().any(|block| block.verbs.iter().any(|(known, _)| known == verb)));
        verbs
    }
}

impl Raw {
    fn new(source: &Source, line: Line<'_>) -> Raw {
        Raw { file: source.name.clone(), line: line.number, text: line.text.to_string(), whole: line.whole.to_string() }
    }

    fn refuse(&self, entry: Entry, why: impl Into<String>) -> LeftOut {
        LeftOut::new(&self.file, self.line, entry, &self.whole, why)
    }
}

fn set_name(name: &str) -> String {
    name.trim_end_matches('_').to_uppercase()
}

fn settle_sets(raw: Vec<(Raw, Vec<Raw>)>, left_out: &mut Vec<LeftOut>) -> BTreeMap<String, Vec<String>> {
    let mut sets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (head, members) in raw {
        let name = set_name(&head.text);
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || !name.replace('_', "").chars().all(fits) || !name.chars().all(fits) {
            left_out.push(head.refuse(Entry::Set, "the name of a set is made of letters, digits, - and _"));
            continue;
        }
        let mut found: Vec<String> = sets.remove(&name).unwrap_or_default();
        for member in members {
            match member_words(&member.text, &sets) {
                Ok(words) => {
                    for word in words {
                        if !found.contains(&word) {
                            found.push(word);
                        }
                    }
                }
                Err(why) => left_out.push(member.refuse(Entry::Set, why)),
            }
        }
        if !found.is_empty() {
            sets.insert(name, found);
        }
    }
    sets
}

fn member_words(text: &str, sets: &BTreeMap<String, Vec<String>>) -> Result<Vec<String>, String> {
    if let Some(name) = text.strip_prefix('&') {
        return sets.get(&set_name(name)).cloned().ok_or_else(|| format!("there is no word set &{name} before it"));
    }
    let words = words(text);
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | '/' | ',');
    if words.is_empty() || !words.chars().all(fits) {
        return Err("only words stand in a set, no phrases in parentheses or braces".to_string());
    }
    Ok(vec![words])
}

fn settle_block(
    raw: RawBlock,
    sets: &BTreeMap<String, Vec<String>>,
    forms: &mut BTreeMap<String, Forms>,
    left_out: &mut Vec<LeftOut>,
) -> Option<Block> {
    let inner = raw.head.text.trim_matches('-').trim();
    // A code of hyphens is trimmed with the line's.
    let (name, code) = match raw.head.text.trim_start_matches('-').split_once('[') {
        Some((name, rest)) => (name.trim().trim_end_matches('-').trim(), rest.split(']').next().unwrap_or_default()),
        None => (inner, "---"),
    };
    let mut code = settle_code(&raw.head, code, Entry::Verb, left_out).unwrap_or_default();
    let mut block = Block { name: slug(name), ..Block::default() };
    if block.name.is_empty() {
        block.name = "verbs".to_string();
    }
    for line in &raw.verbs {
        match verb_line(line, left_out) {
            Ok((verb, listed, own)) => {
                if let Some(listed) = listed {
                    forms.entry(verb.clone()).or_default().join(listed);
                }
                if !block.verbs.iter().any(|(known, _)| *known == verb) {
                    let own = own.filter(|own| *own != code);
                    block.verbs.push((verb, own));
                }
            }
            Err(why) => left_out.push(line.refuse(Entry::Verb, why)),
        }
    }
    if !block.verbs.is_empty() && block.verbs.iter().all(|(_, own)| own.is_some()) {
        code = Coding::Nothing;
    }
    for (_, own) in &mut block.verbs {
        if own.as_ref() == Some(&code) {
            *own = None;
        }
    }
    block.code = code;
    for line in &raw.patterns {
        match pattern_line(line, &block, sets, left_out) {
            Ok(pattern) => block.patterns.push(pattern),
            Err(why) => left_out.push(line.refuse(Entry::Pattern, why)),
        }
    }
    keep(block, &raw, left_out)
}

/// The block, where anything in it is the code of an act; what only keeps others from matching needs others.
fn keep(block: Block, raw: &RawBlock, left_out: &mut Vec<LeftOut>) -> Option<Block> {
    let acts = block.verbs.iter().filter_map(|(_, own)| own.as_ref()).chain([&block.code]);
    let acts = acts.chain(block.patterns.iter().map(|pattern| &pattern.code)).any(|code| code.plover().is_some());
    if acts && !block.verbs.is_empty() {
        return Some(block);
    }
    let why =
        "no verb or pattern of the block has the code of an act: PLOVER has no type for statements and none for ---";
    if raw.verbs.is_empty() {
        left_out.push(raw.head.refuse(Entry::Verb, "the block has no verb"));
    }
    left_out
        .extend(raw.verbs.iter().filter(|line| verb_of_line(line).is_some()).map(|line| line.refuse(Entry::Verb, why)));
    let told: Vec<usize> = left_out.iter().filter(|left| left.file == raw.head.file).map(|left| left.line).collect();
    let patterns = raw.patterns.iter().filter(|line| !told.contains(&line.line));
    left_out.extend(patterns.map(|line| line.refuse(Entry::Pattern, why)).collect::<Vec<_>>());
    None
}

fn verb_of_line(line: &Raw) -> Option<String> {
    verb_of(line.text.split(['{', '[']).next().unwrap_or_default().trim()).ok()
}

type VerbLine = (String, Option<Forms>, Option<Coding>);

fn verb_line(line: &Raw, left_out: &mut Vec<LeftOut>) -> Result<VerbLine, String> {
    let (before, codes) = brackets(&line.text)?;
    let (verb, listed) = match before.split_once('{') {
        Some((verb, listed)) => (verb, Some(Forms::parse(listed.split('}').next().unwrap_or_default()))),
        None => (before, None),
    };
    let verb = verb_of(verb.trim())?;
    let own = codes.first().and_then(|code| settle_code(line, code, Entry::Verb, left_out));
    Ok((verb, listed, own))
}

fn pattern_line(
    line: &Raw,
    block: &Block,
    sets: &BTreeMap<String, Vec<String>>,
    left_out: &mut Vec<LeftOut>,
) -> Result<super::Pattern, String> {
    let (text, codes) = brackets(&line.text)?;
    let code = codes.first().ok_or("it has no code in brackets")?;
    let (code, lost) = Coding::parse(code)?;
    let pattern = parse::pattern(text, code, sets)?;
    let tells_nothing = pattern.shape.is_empty() && block.code != Coding::Nothing;
    if tells_nothing {
        return Err("it asks for no words by which it could be told from the code of the verb alone".to_string());
    }
    left_out.extend(lost.map(|why| line.refuse(Entry::Pattern, why)));
    Ok(pattern)
}

/// The code of a block or verb; a wrong one is told and is none.
fn settle_code(line: &Raw, code: &str, entry: Entry, left_out: &mut Vec<LeftOut>) -> Option<Coding> {
    match Coding::parse(code) {
        Ok((code, lost)) => {
            left_out.extend(lost.map(|why| line.refuse(entry, why)));
            Some(code)
        }
        Err(why) => {
            left_out.push(line.refuse(entry, format!("{why}; what stands here came over without it")));
            None
        }
    }
}
