//! Actors that a user has coded beside the lexicon, and which of them a text names.

use super::coded::OWN;
use crate::lexicon::LexiconFiles;
use aho_corasick::AhoCorasick;
use sayso_core::{CodedActor, sha256_hex};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// Actors of a user's own. They stand before those of the lexicon's own list.
#[derive(Debug, Clone, Default)]
pub struct OwnActors {
    /// The rows, those with the same first name together: they are one actor's.
    actors: Vec<Vec<String>>,
    /// The names in the form of [`plain`], and the actor of each.
    names: Option<AhoCorasick>,
    actor_of_name: Vec<usize>,
}

impl OwnActors {
    /// Of these, in the order given; rows with the same first name are put together.
    ///
    /// # Errors
    /// Where the names are more than can be looked for at once (many millions).
    pub fn new(coded: &[CodedActor]) -> Result<OwnActors, aho_corasick::BuildError> {
        let mut actors: Vec<Vec<String>> = Vec::new();
        let mut actor_of_first: HashMap<Option<&String>, usize> = HashMap::new();
        let (mut names, mut actor_of_name) = (Vec::new(), Vec::new());
        for row in coded {
            let actor = *actor_of_first.entry(row.names.first()).or_insert(actors.len());
            if actor == actors.len() {
                actors.push(Vec::new());
            }
            actors[actor].push(row.row());
            names.extend(row.names.iter().map(|name| plain(name)));
            actor_of_name.resize(names.len(), actor);
        }
        let found = if names.is_empty() { None } else { Some(AhoCorasick::new(&names)?) };
        Ok(OwnActors { actors, names: found, actor_of_name })
    }

    /// The files of a lexicon with these actors beside its list of coded names.
    pub fn over<'f>(&self, files: &'f LexiconFiles) -> Cow<'f, LexiconFiles> {
        if self.actors.is_empty() {
            return Cow::Borrowed(files);
        }
        let rows = self.actors.iter().flatten().map(String::as_str);
        let all: Vec<&str> = std::iter::once("names\tcountry\tsector\tfrom\tto").chain(rows).collect();
        Cow::Owned(files.with(OWN, all.join("\n") + "\n"))
    }

    /// A hash of those that a text may name; empty where it names none. A reading depends on no others.
    pub fn version_in(&self, text: &str) -> String {
        let Some(names) = &self.names else { return String::new() };
        let text = plain(text);
        let named: BTreeSet<usize> = names
            .find_overlapping_iter(&text)
            .filter(|found| stands_alone(&text, found.start(), found.end()))
            .filter_map(|found| self.actor_of_name.get(found.pattern().as_usize()).copied())
            .collect();
        version_of(named.into_iter().filter_map(|actor| self.actors.get(actor)).flatten())
    }

    /// A hash of all; empty where there are none.
    pub fn version(&self) -> String {
        version_of(self.actors.iter().flatten())
    }
}

fn version_of<'r>(rows: impl Iterator<Item = &'r String>) -> String {
    let lines: Vec<&str> = rows.map(String::as_str).collect();
    if lines.is_empty() { String::new() } else { sha256_hex(lines.join("\n").as_bytes())[..12].to_string() }
}

/// A text as names are looked for in it: small letters, one blank between words, one kind of apostrophe.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace('’', "'")
}

/// Whether no letter or digit stands right before or behind.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::super::coded::CodedNames;
    use super::*;
    use crate::lexicon::LexiconError;

    fn own(rows: &[&str]) -> OwnActors {
        let actors: Vec<CodedActor> = rows.iter().filter_map(|row| CodedActor::of_row(row).ok()).collect();
        assert_eq!(actors.len(), rows.len());
        OwnActors::new(&actors).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_text_depends_on_those_it_names() {
        let front = "Dawn Front;DF\tNOR\tREB\t\t";
        let both = own(&["Ann Lee\tNOR\tGOV\t\t", front]);
        let text = "The Dawn\nFront’s men left Vell.";
        assert_eq!(both.version_in(text), own(&[front]).version_in(text));
        assert!(!both.version_in(text).is_empty());
        assert_eq!(both.version_in("The Dawn Fronts left."), "");
        assert_eq!(both.version_in("Nobody left."), "");
        assert_ne!(both.version_in(text), own(&["Dawn Front;DF\tNOR\tPTY\t\t"]).version_in(text));
    }

    #[test]
    fn rows_of_one_name_belong_together() {
        let later = own(&["Ann Lee\tNOR\tOPP\t\t2010-06-30", "Ann Lee\tNOR\tGOV\t2010-07-01\t"]);
        let alone = own(&["Ann Lee\tNOR\tOPP\t\t2010-06-30"]);
        assert_ne!(later.version_in("Ann Lee left."), alone.version_in("Ann Lee left."));
    }

    #[test]
    fn they_stand_before_the_lexicons() -> Result<(), LexiconError> {
        let rows = "# x\nnames\tcountry\tsector\tfrom\tto\nann\tSUD\t\t\t\n";
        let files = LexiconFiles::embedded().with("actors/coded.tsv", rows.into());
        let names = CodedNames::load(own(&["ann\tNOR\t\t\t"]).over(&files).as_ref())?;
        let country = names.find("Ann").and_then(|(_, named)| named.country().map(str::to_string));
        assert_eq!(country.as_deref(), Some("NOR"));
        Ok(())
    }
}
