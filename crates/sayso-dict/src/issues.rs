//! Issue dictionaries: phrases that show what a sentence is about, by category.

use crate::Source;
use crate::code::brackets;
use crate::left_out::{Entry, LeftOut};
use crate::lines;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A phrase of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Issue {
    pub category: String,
    pub kind: String,
    pub part: Part,
    pub words: String,
    pub code: String,
}

/// What a phrase does for its category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// It shows the issue.
    Shows,
    /// `~`: what stands inside it does not.
    Not,
    /// `~~`: nothing in a story with it does.
    Never,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::Shows, Part::Not, Part::Never];

    /// As the lexicon has it.
    pub fn name(self) -> &'static str {
        match self {
            Part::Shows => "shows",
            Part::Not => "not",
            Part::Never => "never",
        }
    }
}

/// The PLOVER context of each category that has one.
#[rustfmt::skip]
const CONTEXTS: &[(&str, &str)] = &[
    ("AIRSTRIKE", "military"), ("CENSORSHIP", "rights_freedoms"), ("CORRUPTION", "corruption"), ("CRIME", "crime"),
    ("CYBER_ATTACK", "cyber"), ("DRONE", "military"), ("ECONOMIC", "economic"), ("ELECTION", "election"),
    ("ELECTIONS", "election"), ("ENERGY", "natural_resource"), ("ENVIRONMENT", "environment"),
    ("GENDER_VIOLENCE", "gender"), ("HEALTH", "health"), ("HUMANITARIAN_CRISIS", "human_security"),
    ("HUMAN_RIGHTS", "human_rights"), ("ID_DEMOCRACY", "pro_democracy"), ("ID_IMMIGRATION", "migration"),
    ("ID_PROLIFERATION", "cbrn"), ("ID_SMUGGLING", "trafficking"), ("LGBT", "lgbt"), ("NATURAL_DISASTER", "disasters"),
    ("PEACEKEEPERS", "peacekeeping"), ("REFUGEES", "migration"), ("WMD", "cbrn"),
];

/// The PLOVER context of a category; none for most.
pub(crate) fn context(category: &str) -> Option<&'static str> {
    CONTEXTS.iter().find(|(known, _)| *known == category).map(|(_, context)| *context)
}

/// Reads a dictionary; a category that no context answers to is named once.
pub(crate) fn read(source: &Source, issues: &mut Vec<Issue>, left_out: &mut Vec<LeftOut>) {
    let mut category: Option<(String, String)> = None;
    let mut without: BTreeMap<String, (usize, String, usize)> = BTreeMap::new();
    for line in lines::of(&source.text) {
        let mut refuse =
            |why: &str| left_out.push(LeftOut::new(&source.name, line.number, Entry::Issue, line.whole, why));
        if line.text.starts_with("</") {
            category = None;
        } else if line.text.starts_with('<') {
            category =
                attribute(line.text, "CATEGORY").map(|name| (name, attribute(line.text, "TYPE").unwrap_or_default()));
            match &category {
                None => refuse("it names no CATEGORY"),
                Some((name, _)) if context(name).is_none() => {
                    without.entry(name.clone()).or_insert((line.number, line.whole.to_string(), 0));
                }
                Some(_) => {}
            }
        } else if let Some((name, kind)) = &category {
            match phrase(line.text) {
                Ok((part, words, code)) => {
                    if let Some((.., count)) = without.get_mut(name) {
                        *count += 1;
                    }
                    issues.push(Issue { category: name.clone(), kind: kind.clone(), part, words, code });
                }
                Err(why) => refuse(&why),
            }
        } else {
            refuse("it stands outside of any category");
        }
    }
    let known = |left: &&LeftOut| left.entry == Entry::Issue && left.why.starts_with(KEPT);
    // What is kept of a line is the whole of it, with its comment.
    let tag = |left: &LeftOut| attribute(left.text.split('#').next().unwrap_or_default().trim_end(), "CATEGORY");
    let named: BTreeSet<String> = left_out.iter().filter(known).filter_map(tag).collect();
    for (name, (line, text, count)) in without {
        let why = format!("{KEPT} gives no context: no PLOVER context answers to the category ({count} phrases)");
        if !named.contains(&name) {
            left_out.push(LeftOut::new(&source.name, line, Entry::Issue, &text, why));
        }
    }
}

/// How the reason begins for a category that is kept without an effect.
const KEPT: &str = "kept in issues.tsv, but";

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!("{name}=\""))?;
    let value = value.split('"').next()?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    (!value.is_empty() && value.chars().all(fits)).then(|| value.to_string())
}

fn phrase(text: &str) -> Result<(Part, String, String), String> {
    let part = match text.bytes().take_while(|&byte| byte == b'~').count() {
        0 => Part::Shows,
        1 => Part::Not,
        _ => Part::Never,
    };
    let (words, codes) = brackets(text.trim_start_matches('~'))?;
    let words = lines::small(words).split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.chars().any(char::is_alphanumeric) || words.starts_with(['~', '<']) {
        return Err("it has no word".to_string());
    }
    let code = codes.first().copied().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join("_");
    Ok((part, words, code))
}

/// The dictionary.
pub(crate) fn write(issues: &[Issue]) -> String {
    let mut text = String::new();
    let mut category = None;
    for issue in issues {
        if category != Some((&issue.category, &issue.kind)) {
            if category.is_some() {
                text.push_str("</ISSUE>\n");
            }
            category = Some((&issue.category, &issue.kind));
            let kind = if issue.kind.is_empty() { String::new() } else { format!(" TYPE=\"{}\"", issue.kind) };
            let _ = writeln!(text, "<ISSUE CATEGORY=\"{}\"{kind}>", issue.category);
        }
        let mark = match issue.part {
            Part::Shows => "",
            Part::Not => "~",
            Part::Never => "~~",
        };
        let code = if issue.code.is_empty() { String::new() } else { format!(" [{}]", issue.code) };
        let _ = writeln!(text, "{mark}{}{code}", issue.words);
    }
    if category.is_some() {
        text.push_str("</ISSUE>\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_read_by_category() {
        let text = "n:x [Y]\n<ISSUE CATEGORY=\"HEALTH\" TYPE=\"ALL\">\nn:clinic[CARE]\n~dream n:clinic\n~~box office\n\
            <ISSUE CATEGORY=\"TRAMS\">\ntram\n</ISSUE>\n";
        let (mut issues, mut left_out) = (Vec::new(), Vec::new());
        read(&Source { name: "issues".into(), text: text.into() }, &mut issues, &mut left_out);
        let written = "<ISSUE CATEGORY=\"HEALTH\" TYPE=\"ALL\">\nn:clinic [CARE]\n~dream n:clinic\n~~box office\n</ISSUE>\n\
            <ISSUE CATEGORY=\"TRAMS\">\ntram\n</ISSUE>\n";
        assert_eq!(write(&issues), written);
        assert_eq!(left_out.iter().map(|left| left.line).collect::<Vec<_>>(), [1, 6]);
    }

    #[test]
    fn every_context_is_one_of_the_codebook() {
        for (category, context) in CONTEXTS {
            assert!(sayso_core::codes::CONTEXTS.contains(context), "{category}");
        }
    }
}
