//! What the workspace does when disks fill, the power goes, pages are damaged, or others write (docs/RELIABILITY.md).

mod clock;
mod damage;
mod disk;
mod older;
mod others;
mod power;
mod random;

use crate::tests::reading;
use crate::{StoreError, Workspace};
use random::Random;
use sayso_core::{CharSpan, Reading};
use std::path::Path;

type Tried = Result<(), Box<dyn std::error::Error>>;

/// Whether the long form is asked for (`cargo xtask test --long`).
fn long() -> bool {
    std::env::var_os("SAYSO_LONG").is_some()
}

/// Reports of one story and others, some of them of the same words.
fn reports(number: usize) -> Vec<Reading<CharSpan>> {
    (0..number)
        .map(|at| {
            let filler = format!("The market on square {} was closed. ", at % 7).repeat(5 + at % 60);
            reading(&format!("d{at:04}"), &format!("Norland arrested protesters. {filler}"))
        })
        .collect()
}

/// Ids of the documents, after every one of them was held against its checksums.
fn whole_documents(workspace: &Workspace) -> Result<Vec<String>, StoreError> {
    let health = workspace.health()?;
    assert!(health.is_sound(), "{health:?}");
    Ok(workspace.documents()?.into_iter().map(|document| document.id).collect())
}

/// All that can be asked, for comparison.
fn answers(workspace: &Workspace) -> Result<String, Box<dyn std::error::Error>> {
    let filter = crate::Filter::default();
    let mut readings = Vec::new();
    for document in workspace.documents()? {
        readings.push(workspace.reading_with(&document.id)?);
    }
    Ok(serde_json::to_string(&(
        readings,
        workspace.events(&filter)?,
        workspace.dyads(&filter, None)?,
        workspace.decisions()?,
        workspace.annotations()?,
        workspace.actors(None, None)?,
    ))?)
}

/// Copies a workspace's files as they are at this moment.
fn copied(from: &Path, to: &Path, endings: &[&str]) -> std::io::Result<()> {
    for ending in endings {
        std::fs::copy(format!("{}{ending}", from.display()), format!("{}{ending}", to.display()))?;
    }
    Ok(())
}
