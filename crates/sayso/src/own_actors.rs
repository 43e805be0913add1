//! Actors that the users of a workspace have coded themselves: kept with it as decisions, laid over the lexicon whenever
//! something is read into it. Only the documents that name them are read again.

use crate::{Decision, Error, Reader, StoreError, Workspace};
use sayso_code::places::Gazetteer;
use sayso_core::codes::{ABOVE_STATES, SECTORS};
use sayso_core::{Actor, CharSpan, CodedActor, CodedActorError, MentionForm, Reading};
use sayso_store::Comparison;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Documents that are read, and names that are looked for, at once.
const BATCH: usize = 64;

/// Why actors can't be coded.
#[derive(Debug, thiserror::Error)]
pub enum OwnActorsError {
    /// The workspace says no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A document can't be read.
    #[error(transparent)]
    Reader(#[from] Error),
    /// A row of a file is no coded actor.
    #[error("{file}:{line}: {source}\n  | {text}")]
    Row {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The line itself.
        text: String,
        /// What is wrong.
        source: CodedActorError,
    },
    /// No country has that code.
    #[error(
        "{name}: no country has the code {code}; give ISO 3166-1 alpha-3 (DEU), or IGO, UNO, EUR, NGO, ISM, IMG, MNC for what is above states"
    )]
    NoCountry {
        /// The first name of the actor.
        name: String,
        /// The code.
        code: String,
    },
    /// No sector has that code.
    #[error("{name}: there is no sector {code}; the sectors are {}", SECTORS.join(", "))]
    NoSector {
        /// The first name of the actor.
        name: String,
        /// The code.
        code: String,
    },
}

/// An actor of a report, or those that are one now, whose codes are others than before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangedCodes {
    /// The name afterwards.
    pub name: String,
    /// Country and sectors before; of those who are one now, each.
    pub before: Vec<String>,
    /// And afterwards.
    pub after: String,
}

/// What coding actors, or taking that back, changed.
#[derive(Debug, Default)]
pub struct Recoded {
    /// Numbers of the decisions, for undoing; none where it was only tried.
    pub decisions: Vec<i64>,
    /// Documents that hold one of the names.
    pub documents: usize,
    /// Of these the ones that were read again.
    pub read_again: usize,
    /// Actors of these that have another country, sector or kind now, or were several.
    pub actors: usize,
    /// Their codes before and after, and of how many reports' actors that is so.
    pub codes: BTreeMap<ChangedCodes, usize>,
    /// The events of these before and after.
    pub events: Comparison,
}

/// A reader without own actors, with these; the same one where there are none.
///
/// # Errors
/// Where they are too many to be looked for at once.
pub fn with(plain: &Arc<Reader>, actors: &[CodedActor]) -> Result<Arc<Reader>, Error> {
    if actors.is_empty() { Ok(plain.clone()) } else { Ok(Arc::new(plain.with_actors(actors)?)) }
}

/// The actors of a file of tab-separated rows: names, country, sector, from, to, as in the lexicon's `actors/coded.tsv`.
/// Lines that begin with `#`, empty lines and a heading are passed over.
///
/// # Errors
/// The first row that is none, with its line.
pub fn of_file(file: &str, text: &str) -> Result<Vec<CodedActor>, OwnActorsError> {
    let mut actors = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() || line.starts_with("names\t") {
            continue;
        }
        let read = CodedActor::of_row(line).and_then(|actor| actor.check().map(|()| actor));
        actors.push(read.map_err(|source| OwnActorsError::Row {
            file: file.to_string(),
            line: index + 1,
            text: line.to_string(),
            source,
        })?);
    }
    Ok(actors)
}

/// Codes actors: keeps them with the workspace and reads again, on so many threads, what names them. Where it is only
/// `tried`, nothing is kept.
///
/// # Errors
/// Where a code is none, or a document can't be read; what was kept by then stays, and the next `add` goes on with it.
pub fn code(
    plain: &Arc<Reader>,
    workspace: &mut Workspace,
    actors: &[CodedActor],
    threads: usize,
    tried: bool,
) -> Result<Recoded, OwnActorsError> {
    for actor in actors {
        actor.check().map_err(StoreError::from)?;
        check_country(actor, plain.coder().gazetteer())?;
        check_sectors(actor)?;
    }
    let before = workspace.coded_actors()?;
    let mut after: Vec<CodedActor> = actors.to_vec();
    after.extend(before.iter().cloned());
    let decisions = if tried { Vec::new() } else { workspace.code_actors(actors)? };
    let readers = (with(plain, &before)?, with(plain, &after)?);
    Ok(Recoded { decisions, ..recode(&readers, workspace, actors, threads, tried)? })
}

/// Takes a decision back; where it coded an actor, what names it is read again.
///
/// # Errors
/// Where there is no such decision, or a document can't be read.
pub fn undo(
    plain: impl FnOnce() -> Result<Arc<Reader>, OwnActorsError>,
    workspace: &mut Workspace,
    number: i64,
    threads: usize,
) -> Result<(Decision, Option<Recoded>), OwnActorsError> {
    let before = workspace.coded_actors()?;
    let decision = workspace.undo(number)?;
    let Some(actor) = decision.coded() else { return Ok((decision, None)) };
    let plain = plain()?;
    let readers = (with(&plain, &before)?, with(&plain, &workspace.coded_actors()?)?);
    let recoded = recode(&readers, workspace, &[actor], threads, false)?;
    Ok((decision, Some(recoded)))
}

fn check_country(actor: &CodedActor, gazetteer: &Gazetteer) -> Result<(), OwnActorsError> {
    let Some(code) = &actor.country else { return Ok(()) };
    if ABOVE_STATES.contains(&code.as_str()) || gazetteer.country_by_alpha3(code).is_some() {
        return Ok(());
    }
    let name = actor.names.first().cloned().unwrap_or_default();
    Err(OwnActorsError::NoCountry { name, code: code.clone() })
}

fn check_sectors(actor: &CodedActor) -> Result<(), OwnActorsError> {
    let Some(code) = actor.sector.iter().find(|code| !SECTORS.contains(&code.as_str())) else { return Ok(()) };
    let name = actor.names.first().cloned().unwrap_or_default();
    Err(OwnActorsError::NoSector { name, code: code.clone() })
}

/// Reads again what names one of `actors`; `readers` are the one before and the one after.
fn recode(
    readers: &(Arc<Reader>, Arc<Reader>),
    workspace: &mut Workspace,
    actors: &[CodedActor],
    threads: usize,
    tried: bool,
) -> Result<Recoded, OwnActorsError> {
    let named = documents_that_name(workspace, actors)?;
    let mut recoded = Recoded { documents: named.len(), ..Recoded::default() };
    for batch in named.chunks(BATCH) {
        let mut stored = Vec::with_capacity(batch.len());
        for id in batch {
            stored.push(workspace.reading_as_read(id)?);
        }
        for pair in crate::in_order(threads, &stored, |stored| read_again(readers, stored)) {
            let Some((before, after)) = pair? else { continue };
            recoded.read_again += 1;
            for changed in other_codes(&before, &after) {
                recoded.actors += 1;
                *recoded.codes.entry(changed).or_insert(0) += 1;
            }
            recoded.events.readings(&before, &after);
            if !tried {
                workspace.add(&after)?;
            }
        }
    }
    workspace.join(|_| ())?;
    Ok(recoded)
}

/// Ids of the documents that hold one of the names.
fn documents_that_name(workspace: &Workspace, actors: &[CodedActor]) -> Result<Vec<String>, StoreError> {
    let phrase = |name: &String| format!("\"{}\"", name.replace('"', " "));
    let phrases: Vec<String> = actors.iter().flat_map(|actor| &actor.names).map(phrase).collect();
    let mut named = BTreeSet::new();
    for some in phrases.chunks(BATCH) {
        named.extend(workspace.documents_matching(&some.join(" OR "))?);
    }
    Ok(named.into_iter().collect())
}

/// Two readings of one document.
type BeforeAndAfter = (Reading<CharSpan>, Reading<CharSpan>);

/// The reading before and after; none where nothing depends on the actors. A reading by other versions is made anew, so
/// that only the actors make a difference.
fn read_again(
    (before, after): &(Arc<Reader>, Arc<Reader>),
    stored: &Reading<CharSpan>,
) -> Result<Option<BeforeAndAfter>, Error> {
    let document = stored.from_output().document;
    let (old, new) = (before.produced_by(&document), after.produced_by(&document));
    if old == new {
        return Ok(None);
    }
    let earlier = if stored.produced_by == old { stored.clone() } else { before.read(&document)?.to_output() };
    Ok(Some((earlier, after.read(&document)?.to_output())))
}

/// The actors that have another country, sector or kind, or were several. They are told by where they are mentioned.
fn other_codes(before: &Reading<CharSpan>, after: &Reading<CharSpan>) -> Vec<ChangedCodes> {
    let changed = after.actors.iter().filter_map(|actor| {
        let here = |other: &&Actor<CharSpan>| {
            let named = other.mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun);
            named.into_iter().any(|mention| actor.mentions.iter().any(|own| own.span == mention.span))
        };
        let were: Vec<&Actor<CharSpan>> = before.actors.iter().filter(here).collect();
        let same = match were[..] {
            [one] => (&one.country, &one.sector, one.kind) == (&actor.country, &actor.sector, actor.kind),
            _ => false,
        };
        let mut codes: Vec<String> = were.iter().map(|actor| shown(actor)).collect();
        codes.sort();
        codes.dedup();
        (!same).then(|| ChangedCodes { name: actor.name.clone(), before: codes, after: shown(actor) })
    });
    changed.collect()
}

/// Country and sectors, and the kind: "RUS GOV (person)".
fn shown(actor: &Actor<CharSpan>) -> String {
    let codes = [actor.country.as_deref().unwrap_or("---"), &actor.sector.join(" ")].join(" ");
    format!("{} ({})", codes.trim_end(), crate::present::name(&actor.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_row_by_row() -> Result<(), OwnActorsError> {
        let text = "# ours\nnames\tcountry\tsector\tfrom\tto\nDawn Front;DF\tNOR\tREB\t\t2014-06-30\n\n";
        let actors = of_file("mine.tsv", text)?;
        assert_eq!(actors.iter().map(CodedActor::row).collect::<Vec<_>>(), ["Dawn Front;DF\tNOR\tREB\t\t2014-06-30"]);
        let message = of_file("mine.tsv", "\nDawn Front\tnorland\tREB\t\t\n").map_err(|error| error.to_string()).err();
        assert!(message.is_some_and(|message| message.starts_with("mine.tsv:2: \"norland\" is no code")));
        Ok(())
    }

    #[test]
    fn a_sector_is_one_of_plovers() -> Result<(), CodedActorError> {
        assert!(check_sectors(&CodedActor::of_row("Dawn Front\tNOR\tREB,PTY\t\t")?).is_ok());
        let wrong = check_sectors(&CodedActor::of_row("Dawn Front\tNOR\tXYZ\t\t")?);
        let message = wrong.map_err(|error| error.to_string()).err().unwrap_or_default();
        assert!(message.contains("no sector XYZ") && message.contains("REB"), "{message}");
        Ok(())
    }
}
