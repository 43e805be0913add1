//! PETRARCH dictionaries: read into the files of a lexicon, and written out of one.
//!
//! [`import`] takes the texts of dictionaries and gives the files of a lexicon folder that hold them, with a line for each
//! entry that could not come over; [`export`] takes such files and gives dictionaries. What is exported and imported again
//! is the same to the byte. `docs/dictionaries.md` says what becomes what.
#![warn(missing_docs)]

mod actors;
mod agents;
mod code;
mod discards;
mod issues;
mod kind;
mod left_out;
mod lexicon;
mod lines;
mod sectors;
mod verbs;

pub use kind::Kind;
pub use left_out::{Entry, LEFT_OUT, LeftOut};
pub use lexicon::LexiconProblem;

use std::collections::BTreeMap;

/// A dictionary as it was found.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name, for the report and, where it says so, for what it holds.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Everything that dictionaries hold, in the form that is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Dictionaries {
    actors: Vec<actors::CodedActor>,
    agents: Vec<agents::Agent>,
    discards: Vec<discards::Discard>,
    issues: Vec<issues::Issue>,
    verbs: verbs::Verbs,
}

/// What an import gives.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The files of the lexicon that hold what was imported, by their path below its folder. Where there are verbs, all
    /// files below `events/` are here, and those of another lexicon have no place beside them.
    pub files: BTreeMap<String, String>,
    /// What did not come over, or not wholly.
    pub left_out: Vec<LeftOut>,
    /// How many entries of each sort came over.
    pub counts: Vec<(Entry, usize)>,
    /// The dictionaries that were read, with what they are.
    pub read: Vec<(String, Kind)>,
}

/// Reads dictionaries into the files of a lexicon.
pub fn import(sources: &[Source]) -> Imported {
    let (mut held, mut left_out, mut read) = (Dictionaries::default(), Vec::new(), Vec::new());
    let mut verbs = verbs::Reader::default();
    let before = |source: &&Source| Kind::of(source) == Some(Kind::LeftOut);
    for source in sources.iter().filter(before).chain(sources.iter().filter(|source| !before(source))) {
        let Some(kind) = Kind::of(source) else {
            let why = "none of the forms of a dictionary: actors, agents, verbs, discards, issues";
            left_out.push(LeftOut::new(&source.name, 1, Entry::File, source.text.lines().next().unwrap_or(""), why));
            continue;
        };
        match kind {
            Kind::Actors => actors::read(source, &mut held.actors, &mut left_out),
            Kind::Agents => agents::read(source, &mut held.agents, &mut left_out),
            Kind::Verbs => verbs.read(source, &mut left_out),
            Kind::Discards => discards::read(source, &mut held.discards),
            Kind::Issues => issues::read(source, &mut held.issues, &mut left_out),
            Kind::LeftOut => left_out.extend(left_out::read(&source.text)),
        }
        read.push((source.name.clone(), kind));
    }
    actors::settle(&mut held.actors, &mut left_out);
    held.verbs = verbs.settle(&mut left_out);
    let mut files = lexicon::write(&held);
    files.insert(LEFT_OUT.to_string(), left_out::write(&left_out));
    Imported { files, counts: counts(&held), left_out, read }
}

/// What an export gives.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The dictionaries by file name.
    pub files: BTreeMap<String, String>,
    /// Rules of the lexicon that no dictionary can hold, with why.
    pub unheld: Vec<String>,
    /// How many entries of each sort were written.
    pub counts: Vec<(Entry, usize)>,
}

/// Writes the dictionaries that the files of a lexicon hold; `text` gives a file by its path below the folder.
///
/// # Errors
/// [`LexiconProblem`] where a file of the lexicon is not what it should be.
pub fn export(files: &BTreeMap<String, String>) -> Result<Exported, LexiconProblem> {
    let (held, unheld) = lexicon::read(files)?;
    let mut written = BTreeMap::new();
    let mut add = |name: &str, text: String| {
        if !text.is_empty() {
            written.insert(name.to_string(), text);
        }
    };
    add("actors.txt", actors::write(&held.actors));
    add("agents.txt", agents::write(&held.agents));
    add("discards.txt", discards::write(&held.discards));
    add("issues.txt", issues::write(&held.issues));
    add("verbs.txt", held.verbs.write());
    add(LEFT_OUT, files.get(LEFT_OUT).cloned().unwrap_or_default());
    Ok(Exported { files: written, unheld, counts: counts(&held) })
}

fn counts(held: &Dictionaries) -> Vec<(Entry, usize)> {
    let blocks = &held.verbs.blocks;
    vec![
        (Entry::Actor, held.actors.len()),
        (Entry::Code, held.actors.iter().map(|actor| actor.codes.len()).sum()),
        (Entry::Agent, held.agents.len()),
        (Entry::Set, held.verbs.sets.len()),
        (Entry::Verb, blocks.iter().map(|block| block.verbs.len()).sum()),
        (Entry::Pattern, blocks.iter().map(|block| block.patterns.len()).sum()),
        (Entry::Discard, held.discards.len()),
        (Entry::Issue, held.issues.len()),
    ]
}
