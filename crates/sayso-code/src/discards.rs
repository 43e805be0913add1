//! Words by which sentences or whole reports are left out (`lexicon/discards.tsv`).

use crate::lexicon::{LexiconError, LexiconFiles, Rows, broken};
use crate::phrases::{Phrases, Words};
use crate::scene::Scene;
use std::collections::BTreeMap;

/// The list.
#[derive(Debug, Default)]
pub struct Discards {
    phrases: Phrases,
    /// Whether a phrase leaves out the whole report.
    whole: Vec<bool>,
}

impl Discards {
    /// Loads the file.
    pub fn load(files: &LexiconFiles) -> Result<Discards, LexiconError> {
        let (file, mut discards) = ("discards.tsv", Discards::default());
        for row in Rows::of(files, file)? {
            let [what, words] = row?;
            let whole = match what {
                "story" => true,
                "sentence" => false,
                _ => {
                    let text = files.text(file)?;
                    let at = what.as_ptr() as usize - text.as_ptr() as usize;
                    return Err(broken(
                        file,
                        text,
                        at,
                        format!("{what:?} is nothing that is left out; write story or sentence"),
                    ));
                }
            };
            discards.phrases.add(words);
            discards.whole.push(whole);
        }
        Ok(discards)
    }

    /// The sentences that are left out, with the words that say so.
    pub fn of(&self, scene: &Scene<'_>) -> BTreeMap<usize, String> {
        let mut left_out = BTreeMap::new();
        if self.whole.is_empty() {
            return left_out;
        }
        let mut story = None;
        for sentence in 0..scene.sentences.len() {
            for found in self.phrases.find(&Words::of(scene, sentence)) {
                let words = self.phrases.written(found.phrase).to_string();
                if self.whole.get(found.phrase) == Some(&true) {
                    story = story.or_else(|| Some(words.clone()));
                }
                left_out.entry(sentence).or_insert(words);
            }
        }
        if let Some(words) = story {
            (0..scene.sentences.len())
                .for_each(|sentence| _ = left_out.entry(sentence).or_insert_with(|| words.clone()));
        }
        left_out
    }
}
