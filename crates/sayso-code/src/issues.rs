//! Words that tell the context of the acts in their sentence (`lexicon/issues.tsv`).

use crate::lexicon::{LexiconError, LexiconFiles, Rows, broken};
use crate::phrases::{Phrases, Words};
use crate::scene::Scene;
use sayso_core::codes;
use std::collections::HashSet;

/// What a phrase does for its category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It shows the issue.
    Shows,
    /// Where it stands, the words in it show nothing.
    Not,
    /// In a report that holds it, nothing shows the issue.
    Never,
}

/// The list.
#[derive(Debug, Default)]
pub struct Issues {
    phrases: Phrases,
    parts: Vec<(String, Option<String>, Part)>,
}

impl Issues {
    /// Loads the file.
    pub fn load(files: &LexiconFiles) -> Result<Issues, LexiconError> {
        let (file, mut issues) = ("issues.tsv", Issues::default());
        let text = files.text(file)?;
        let wrong = |field: &str, message: String| {
            broken(file, text, field.as_ptr() as usize - text.as_ptr() as usize, message)
        };
        for row in Rows::of(files, file)? {
            let [category, _, context, part, words, _] = row?;
            let part = match part {
                "shows" => Part::Shows,
                "not" => Part::Not,
                "never" => Part::Never,
                _ => return Err(wrong(part, format!("{part:?} is no part; write shows, not or never"))),
            };
            if !context.is_empty() && !codes::CONTEXTS.contains(&context) {
                return Err(wrong(context, format!("{context:?} is no PLOVER context")));
            }
            issues.phrases.add(words);
            issues.parts.push((category.to_string(), (!context.is_empty()).then(|| context.to_string()), part));
        }
        Ok(issues)
    }

    /// The contexts that the words of each sentence tell.
    pub fn of(&self, scene: &Scene<'_>) -> Vec<Vec<String>> {
        if self.parts.is_empty() {
            return Vec::new();
        }
        let found: Vec<_> =
            (0..scene.sentences.len()).map(|sentence| self.phrases.find(&Words::of(scene, sentence))).collect();
        let all = || found.iter().flatten().filter_map(|found| self.parts.get(found.phrase));
        let off: HashSet<&str> =
            all().filter(|(_, _, part)| *part == Part::Never).map(|(category, ..)| category.as_str()).collect();
        let told = found.iter().map(|sentence| {
            let mut contexts: Vec<String> = Vec::new();
            for shown in sentence {
                let Some((category, Some(context), Part::Shows)) = self.parts.get(shown.phrase) else { continue };
                let inside_other = sentence.iter().any(|other| {
                    other.first <= shown.first
                        && shown.end <= other.end
                        && self
                            .parts
                            .get(other.phrase)
                            .is_some_and(|(of, _, part)| of == category && *part == Part::Not)
                });
                if !inside_other && !off.contains(category.as_str()) && !contexts.contains(context) {
                    contexts.push(context.clone());
                }
            }
            contexts
        });
        told.collect()
    }
}
