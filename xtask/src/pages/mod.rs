//! `cargo xtask lexicon pages`: one page a PLOVER type, written from the rules, and an index with counts.

mod codebook;
mod in_words;
mod index;
mod type_page;

use codebook::Codebook;
use sayso_code::events::{Coding, Rules};
use sayso_code::lexicon::LexiconFiles;
use sayso_code::patterns::Pattern;
use sayso_core::EventType;
use std::collections::BTreeMap;
use std::path::Path;

/// Where the pages lie.
const FOLDER: &str = "docs/types";

/// Writes the pages; with `--check` says instead whether they are what the lexicon gives.
pub fn run(root: &Path, arguments: &[String]) -> Result<(), String> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["pages"] => write(root, &pages(root)?),
        ["pages", "--check"] => check(root, &pages(root)?),
        _ => Err("usage: cargo xtask lexicon pages [--check]".to_string()),
    }
}

/// The pages by their file name.
fn pages(root: &Path) -> Result<BTreeMap<String, String>, String> {
    let files = LexiconFiles::from_folder(&root.join("lexicon")).map_err(|error| error.to_string())?;
    let rules = Rules::load(&files).map_err(|error| error.to_string())?;
    let path = root.join("docs/codebook.md");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
    let codebook = Codebook::read(&text)?;
    let mut pages = BTreeMap::from([("README.md".to_string(), index::page(&rules, &codebook))]);
    for event in EventType::ALL {
        pages.insert(file_name(event), type_page::page(event, &rules, &codebook));
    }
    Ok(pages)
}

/// "assault.md".
fn file_name(event: EventType) -> String {
    format!("{}.md", event.code().to_lowercase())
}

fn write(root: &Path, pages: &BTreeMap<String, String>) -> Result<(), String> {
    let folder = root.join(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|error| format!("can't make {}: {error}", folder.display()))?;
    for (name, text) in pages {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|error| format!("can't write {}: {error}", path.display()))?;
    }
    eprintln!("{} pages in {FOLDER}", pages.len());
    Ok(())
}

fn check(root: &Path, pages: &BTreeMap<String, String>) -> Result<(), String> {
    let folder = root.join(FOLDER);
    let is_stale = |(name, text): &(&String, &String)| {
        std::fs::read_to_string(folder.join(name)).map_or(true, |there| there != **text)
    };
    let stale: Vec<&str> = pages.iter().filter(is_stale).map(|(name, _)| name.as_str()).collect();
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("{FOLDER} is not what the lexicon gives ({}): run `cargo xtask lexicon pages`", stale.join(", ")))
}

/// The rules of a type and mode, in the order of the file.
fn rules_of<'r>(rules: &'r Rules, event: EventType, mode: Option<&str>) -> Vec<(&'r Pattern, &'r Coding)> {
    let all = (0..rules.len())
        .map(|rule| (rules.pattern(rule), rules.coding(rule)))
        .filter(|(pattern, _)| !pattern.triggers.is_empty());
    all.filter(|(_, coding)| coding.event == event && coding.mode.as_deref() == mode).collect()
}

/// Triggers of these rules: the patterns of a rule are its words, each with all its conditions.
fn triggers(rules: &[(&Pattern, &Coding)]) -> usize {
    rules.iter().map(|(pattern, _)| pattern.triggers.len()).sum()
}

/// The modes of a type, first none.
fn modes(event: EventType) -> impl Iterator<Item = Option<&'static str>> {
    std::iter::once(None).chain(sayso_core::codes::modes(event).iter().copied().map(Some))
}

/// "verbal cooperation".
fn class(event: EventType) -> &'static str {
    match event.quad() {
        sayso_core::QuadClass::VerbalCooperation => "verbal cooperation",
        sayso_core::QuadClass::MaterialCooperation => "material cooperation",
        sayso_core::QuadClass::VerbalConflict => "verbal conflict",
        sayso_core::QuadClass::MaterialConflict => "material conflict",
    }
}

#[cfg(test)]
mod tests;
