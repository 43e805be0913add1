//! The command when it is killed, the disk is full, files are damaged or change while they are read (docs/RELIABILITY.md).
//!
//! What is tried by chance prints its seed; `SAYSO_SEED=N` repeats it, `SAYSO_LONG=1` tries more.

mod backups;
mod disks;
mod folders;
mod kills;
mod lexicons;
mod models;
#[path = "../../../sayso-store/src/faults/random.rs"]
mod random;
mod workspaces;

use random::Random;
use sayso_store::{Filter, StoreError, Workspace};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Tried = Result<(), Box<dyn std::error::Error>>;

/// Whether the long form is asked for (`cargo xtask test --long`).
fn long() -> bool {
    std::env::var_os("SAYSO_LONG").is_some()
}

/// The command with the small model, on the workspace `a.db` of a folder.
fn sayso(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("sayso"));
    command.current_dir(folder).env("NO_COLOR", "1");
    command.args(["--model", "small", "--workspace", "a.db", "--published", "1960-05-10"]);
    command
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn answer(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs a command that has to succeed.
fn succeed(command: &mut Command) -> Result<Output, Box<dyn std::error::Error>> {
    let output = command.output()?;
    assert!(output.status.success(), "{command:?}: {}", errors(&output));
    Ok(output)
}

/// A report of an invented dispute; several tell of one day, some in nearly the same words.
fn report(at: usize) -> String {
    let day = 1 + at % 9;
    let town = ["Northport", "Vell", "Sanda"][at % 3];
    let paper = at / 27;
    format!(
        "{town}, May {day}, 1960 - Police in {town} arrested {} protesters on May {day}, the interior ministry of Norland said.\n\n\
         The union denied that its members attacked the police. Ann Lee, a spokeswoman for the union, accused the ministry of lying.\n\n\
         Report number {paper} of the dispute in {town}: the prime minister of Sudland will meet the president of Norland next week.\n",
        10 + at % 5
    )
}

/// A folder `reports` with so many reports.
fn reports(folder: &Path, number: usize) -> std::io::Result<PathBuf> {
    let reports = folder.join("reports");
    std::fs::create_dir_all(&reports)?;
    for at in 0..number {
        std::fs::write(reports.join(format!("r{at:05}.txt")), report(at))?;
    }
    Ok(reports)
}

/// Ids of the documents, after every one of them was held against its checksums.
fn whole_documents(path: &Path) -> Result<Vec<String>, StoreError> {
    let workspace = Workspace::open(path)?;
    let health = workspace.health()?;
    assert!(health.is_sound(), "{health:?}");
    Ok(workspace.documents()?.into_iter().map(|document| document.id).collect())
}

/// What a workspace answers and exports, byte for byte.
fn answers(folder: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let export = succeed(sayso(folder).args(["--quiet", "export", "--format", "gdelt"]))?;
    let workspace = Workspace::open(&folder.join("a.db"))?;
    let filter = Filter::default();
    let mut readings = Vec::new();
    for document in workspace.documents()? {
        readings.push(workspace.reading_with(&document.id)?);
    }
    let asked = serde_json::to_string(&(
        readings,
        workspace.events(&filter)?,
        workspace.actors(None, None)?,
        workspace.dyads(&filter, None)?,
    ))?;
    let incidents = succeed(sayso(folder).args(["incidents", "--format", "jsonl"]))?;
    let reprints = succeed(sayso(folder).args(["reprints", "--format", "jsonl"]))?;
    let mut pairs: Vec<String> = answer(&reprints).lines().map(str::to_string).collect();
    pairs.sort();
    Ok([answer(&export), asked, answer(&incidents), pairs.join("\n")].join("\n"))
}
