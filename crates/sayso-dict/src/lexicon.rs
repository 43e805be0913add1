//! Dictionaries as files of a lexicon, and the files of a lexicon as dictionaries.

use crate::Dictionaries;
use crate::actors::{At, CodedActor};
use crate::agents::{Agent, Plural};
use crate::code::DatedCode;
use crate::discards::Discard;
use crate::issues::{self, Issue, Part};
use crate::sectors::ActorCode;
use crate::verbs::{Forms, RuleFile, Verbs, listed, quoted, read_rules, rule_files};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A file of a lexicon that can't be exported.
#[derive(Debug, thiserror::Error)]
pub enum LexiconProblem {
    /// It is no TOML of the right shape.
    #[error("{file}: {source}")]
    Toml {
        /// Path below the lexicon folder.
        file: String,
        /// What is wrong, with line and column.
        source: Box<toml::de::Error>,
    },
    /// A row of a table is not as it should be.
    #[error("{file}:{line}: {message}\n  | {text}")]
    Row {
        /// Path below the lexicon folder.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The line.
        text: String,
        /// What would be right.
        message: String,
    },
}

const CODED: &str = "actors/coded.tsv";
const AGENTS: &str = "actors/agents.tsv";
const DISCARDS: &str = "discards.tsv";
const ISSUES: &str = "issues.tsv";
const FORMS: &str = "forms.tsv";
const SETS: &str = "sets/petrarch.toml";
const VERBS: &str = "sets/petrarch-verbs.toml";

/// The files.
pub(crate) fn write(held: &Dictionaries) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut table = |file: &str, heading: &str, rows: Vec<Vec<&str>>| {
        let rows = rows.into_iter().map(|row| row.join("\t") + "\n");
        files.insert(file.to_string(), std::iter::once(format!("{heading}\n")).chain(rows).collect::<String>());
    };
    let actors: Vec<[String; 5]> = held.actors.iter().flat_map(actor_rows).collect();
    let rows = actors.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    table(CODED, "names\tcountry\tsector\tfrom\tto", rows);
    let sectors: Vec<String> = held.agents.iter().map(|agent| agent.sector.join(",")).collect();
    let agents = held.agents.iter().zip(&sectors);
    let rows = agents.map(|(agent, sector)| vec![agent.noun.as_str(), agent.plural.field(), sector]).collect();
    table(AGENTS, "noun\tplural\tsector", rows);
    let what = |discard: &Discard| if discard.story { "story" } else { "sentence" };
    let rows = held.discards.iter().map(|discard| vec![what(discard), discard.words.as_str()]).collect();
    table(DISCARDS, "what\twords", rows);
    let rows = held.issues.iter().map(issue_row).collect();
    table(ISSUES, "category\ttype\tcontext\tpart\twords\tcode", rows);
    let forms: Vec<(&str, String)> = held
        .verbs
        .forms
        .iter()
        .map(|(verb, forms)| (verb.as_str(), if forms.0.is_empty() { "-".to_string() } else { forms.0.join(";") }))
        .collect();
    table(FORMS, "verb\tforms", forms.iter().map(|(verb, forms)| vec![*verb, forms]).collect());
    if !held.verbs.blocks.is_empty() {
        files.extend(rule_files(&held.verbs.blocks));
    }
    let verbs = held.verbs.blocks.iter().map(|block| {
        (format!("verb-{}", block.name), block.verbs.iter().map(|(verb, _)| verb.as_str()).collect::<Vec<_>>())
    });
    files.insert(VERBS.to_string(), sets(verbs));
    let words = held.verbs.sets.iter();
    files.insert(
        SETS.to_string(),
        sets(words.map(|(name, words)| (name.clone(), words.iter().map(String::as_str).collect()))),
    );
    files
}

fn sets<'w>(sets: impl Iterator<Item = (String, Vec<&'w str>)>) -> String {
    let mut text = String::from("[sets]\n");
    for (name, words) in sets {
        let _ = writeln!(text, "{} = {}", quoted(&name), listed(&words));
    }
    text
}

fn actor_rows(actor: &CodedActor) -> Vec<[String; 5]> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let row = |code: &DatedCode| {
        let names = actor.names.join(";");
        [names, code.code.country.clone(), code.code.sector.join(","), day(code.from), day(code.to)]
    };
    actor.codes.iter().map(row).collect()
}

fn issue_row(issue: &Issue) -> Vec<&str> {
    let context = issues::context(&issue.category).unwrap_or_default();
    vec![&issue.category, &issue.kind, context, issue.part.name(), &issue.words, &issue.code]
}

/// The dictionaries that the files hold, and the rules that no dictionary can.
pub(crate) fn read(files: &BTreeMap<String, String>) -> Result<(Dictionaries, Vec<String>), LexiconProblem> {
    let mut held = Dictionaries::default();
    rows(files, CODED, |[names, country, sector, from, to]| {
        let day = |day: &str| match day {
            "" => Ok(None),
            day => day.parse().map(Some).map_err(|_| format!("{day:?} is no day; write it as 2004-12-31")),
        };
        let code = ActorCode { country: country.to_string(), sector: split(sector, ',') };
        let code = DatedCode { code, from: day(from)?, to: day(to)? };
        let names = split(names, ';');
        match held.actors.last_mut().filter(|last| last.names.first() == names.first()) {
            Some(last) => last.codes.push(code),
            None => held.actors.push(CodedActor { names, codes: vec![code], at: At::default() }),
        }
        Ok(())
    })?;
    rows(files, AGENTS, |[noun, plural, sector]| {
        let (noun, plural) = (noun.to_string(), Plural::of_field(plural));
        held.agents.push(Agent { noun, plural, sector: split(sector, ',') });
        Ok(())
    })?;
    rows(files, DISCARDS, |[what, words]| {
        held.discards.push(Discard { story: what == "story", words: words.to_string() });
        Ok(())
    })?;
    rows(files, ISSUES, |[category, kind, _, part, words, code]| {
        let known = Part::ALL.into_iter().find(|known| known.name() == part);
        let part = known.ok_or_else(|| format!("{part:?} is no part; write shows, not or never"))?;
        let (category, kind) = (category.to_string(), kind.to_string());
        held.issues.push(Issue { category, kind, part, words: words.to_string(), code: code.to_string() });
        Ok(())
    })?;
    let (verbs, unheld) = read_verbs(files)?;
    held.verbs = verbs;
    Ok((held, unheld))
}

fn read_verbs(files: &BTreeMap<String, String>) -> Result<(Verbs, Vec<String>), LexiconProblem> {
    let mut verbs = Verbs { sets: read_sets(files, SETS)?, ..Verbs::default() };
    rows(files, FORMS, |[verb, forms]| {
        let forms = if forms == "-" { Vec::new() } else { split(forms, ';') };
        verbs.forms.insert(verb.to_string(), Forms(forms));
        Ok(())
    })?;
    let named = read_sets(files, VERBS)?;
    let named = named.into_iter().filter_map(|(name, words)| Some((name.strip_prefix("verb-")?.to_string(), words)));
    let mut rules = Vec::new();
    for (file, text) in files.iter().filter(|(file, _)| file.starts_with("events/")) {
        rules.extend(from_toml::<RuleFile>(file, text)?.rule);
    }
    let (blocks, unheld) = read_rules(rules, &named.collect());
    verbs.blocks = blocks;
    Ok((verbs, unheld))
}

#[derive(Deserialize)]
struct SetFile {
    sets: BTreeMap<String, Vec<String>>,
}

fn read_sets(files: &BTreeMap<String, String>, file: &str) -> Result<BTreeMap<String, Vec<String>>, LexiconProblem> {
    files.get(file).map_or(Ok(BTreeMap::new()), |text| Ok(from_toml::<SetFile>(file, text)?.sets))
}

fn from_toml<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, LexiconProblem> {
    toml::from_str(text).map_err(|source| LexiconProblem::Toml { file: file.to_string(), source: Box::new(source) })
}

fn split(field: &str, at: char) -> Vec<String> {
    field.split(at).map(str::trim).filter(|part| !part.is_empty()).map(str::to_string).collect()
}

/// Hands the rows of a table below its heading to `take`.
fn rows<const N: usize>(
    files: &BTreeMap<String, String>,
    file: &str,
    mut take: impl FnMut([&str; N]) -> Result<(), String>,
) -> Result<(), LexiconProblem> {
    let text = files.get(file).map_or("", String::as_str);
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    for (index, line) in lines.skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let found = fields.len();
        let row =
            fields.try_into().map_err(|_| format!("{found} columns where {N} are wanted: put a tab between columns"));
        row.and_then(&mut take).map_err(|message| {
            let (file, text) = (file.to_string(), line.to_string());
            LexiconProblem::Row { file, line: index + 1, text, message }
        })?;
    }
    Ok(())
}
