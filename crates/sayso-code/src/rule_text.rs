//! Event rules as text: taking one out of the files of a lexicon, and putting changed or new ones in.

use crate::lexicon::{LexiconError, LexiconFiles};
use serde::Deserialize;

/// Where the rules stand that a person is trying out.
pub const TRIED_FILE: &str = "events/tried.toml";

/// The rule of that id as it is written, below the line that names its type; and the file it stands in.
pub fn written(files: &LexiconFiles, id: &str) -> Option<(String, String)> {
    files.below("events").find_map(|(file, text)| {
        let (head, blocks) = split(text);
        let block = blocks.into_iter().find(|block| id_of(block).as_deref() == Some(id))?;
        let event = head.lines().find(|line| line.starts_with("event")).unwrap_or_default();
        Some((file.to_string(), format!("{event}\n\n{}\n", block.trim_end())))
    })
}

/// The lexicon with the rules of `toml` (a file as under `lexicon/events`), which take the place of those of the same id;
/// and the ids of these rules, with whether each is new.
///
/// # Errors
/// [`LexiconError`] where `toml` is no rule file.
pub fn with_rules(files: &LexiconFiles, toml: &str) -> Result<(LexiconFiles, Vec<(String, bool)>), LexiconError> {
    let tried = files.with(TRIED_FILE, toml.to_string());
    let parsed: Ids = tried.read(TRIED_FILE)?;
    let ids: Vec<String> = parsed.rule.into_iter().filter_map(|rule| rule.id).collect();
    let mut known = Vec::new();
    let mut changed = tried;
    for (file, text) in files.below("events") {
        let (head, blocks) = split(text);
        let (gone, kept): (Vec<&str>, Vec<&str>) =
            blocks.into_iter().partition(|block| id_of(block).is_some_and(|id| ids.contains(&id)));
        if !gone.is_empty() {
            known.extend(gone.iter().filter_map(|block| id_of(block)));
            changed = changed.with(file, format!("{head}{}", kept.concat()));
        }
    }
    Ok((changed, ids.into_iter().map(|id| (id.clone(), !known.contains(&id))).collect()))
}

#[derive(Deserialize)]
struct Ids {
    #[serde(default)]
    rule: Vec<Id>,
}

#[derive(Deserialize)]
struct Id {
    id: Option<String>,
}

/// A rule file as what stands before its rules, and its rules.
fn split(text: &str) -> (&str, Vec<&str>) {
    let starts: Vec<usize> =
        text.match_indices("[[rule]]").map(|(at, _)| at).filter(|&at| at == 0 || text[..at].ends_with('\n')).collect();
    let head = &text[..starts.first().copied().unwrap_or(text.len())];
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    (head, starts.iter().zip(ends).map(|(&start, end)| &text[start..end]).collect())
}

fn id_of(block: &str) -> Option<String> {
    let parsed: Ids = toml::from_str(block).ok()?;
    parsed.rule.into_iter().next()?.id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_lexicon_is_found_as_it_is_written() -> Result<(), LexiconError> {
        let files = LexiconFiles::embedded();
        let rules = crate::events::Rules::load(&files)?;
        let with_words = rules.patterns.all().iter().filter(|pattern| !pattern.triggers.is_empty());
        for pattern in with_words.step_by(40) {
            let (file, toml) = written(&files, &pattern.id).unwrap_or_else(|| panic!("{}", pattern.id));
            assert!(pattern.file.ends_with(&file), "{file}");
            // Putting it back changes no rule.
            let (again, ids) = with_rules(&files, &toml)?;
            assert_eq!(ids, [(pattern.id.clone(), false)]);
            assert_eq!(crate::events::Rules::load(&again)?.len(), rules.len());
        }
        Ok(())
    }

    #[test]
    fn a_new_rule_stands_beside_the_others_and_a_broken_one_is_named() -> Result<(), LexiconError> {
        let files = LexiconFiles::embedded();
        let before = crate::events::Rules::load(&files)?.len();
        let toml = "event = \"COERCE\"\n\n[[rule]]\nid = \"coerce.x\"\nmeaning = \"x\"\nverb = [\"collar\"]\n";
        let (files, ids) = with_rules(&files, toml)?;
        assert_eq!(ids, [("coerce.x".to_string(), true)]);
        assert_eq!(crate::events::Rules::load(&files)?.len(), before + 1);
        let message = match with_rules(&files, "event = \n") {
            Err(error) => error.to_string(),
            Ok(_) => String::new(),
        };
        assert!(message.starts_with("events/tried.toml:1:"), "{message}");
        Ok(())
    }
}
