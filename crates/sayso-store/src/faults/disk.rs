//! The disk is full, or fails, at any write.

mod failing;

use super::*;
use failing::{FailingDisk, Failure};

const DOCUMENTS: usize = 5;

/// Makes a workspace, adds documents, joins them, on a disk that fails; says which documents were acknowledged.
fn run(disk: &FailingDisk, path: &Path) -> (Vec<String>, Result<(), StoreError>) {
    let mut acknowledged = Vec::new();
    let mut all = || -> Result<(), StoreError> {
        let mut workspace = Workspace::open(&disk.path(path))?.with_threads(1);
        for reading in reports(DOCUMENTS) {
            workspace.add(&reading)?;
            acknowledged.push(reading.document.id.0.clone());
        }
        workspace.join(|_| ())?;
        workspace.settle_on_disk()
    };
    let done = all();
    (acknowledged, done)
}

#[test]
fn a_disk_that_fails_at_any_write_loses_nothing_that_was_stored() -> Tried {
    let mut random = Random::new("failing disk");
    let disk = FailingDisk::get();
    let folder = tempfile::tempdir()?;
    let mut undisturbed = Workspace::in_memory()?;
    undisturbed.add_all(&reports(DOCUMENTS))?;
    undisturbed.join(|_| ())?;
    let end = answers(&undisturbed)?;
    let mut tried = 0;
    for failure in [Failure::Full, Failure::Broken] {
        let mut writes = 0;
        loop {
            let path = folder.path().join(format!("{failure:?}-{writes}.db"));
            disk.fails_after(writes, failure);
            let (acknowledged, done) = run(&disk, &path);
            disk.is_mended();
            tried += 1;
            let mut workspace = Workspace::open(&path)?.with_threads(1);
            let there = whole_documents(&workspace)?;
            assert!(acknowledged.iter().all(|id| there.contains(id)), "{writes} writes: {acknowledged:?}, {there:?}");
            let was_whole = done.is_ok();
            if let Err(error) = done {
                let message = error.to_string();
                let named = message.contains("disk") && message.contains("again");
                assert!(named, "after {writes} writes: {message}");
            }
            // The command is run again when there is room.
            workspace.add_all(&reports(DOCUMENTS))?;
            workspace.join(|_| ())?;
            assert_eq!(answers(&workspace)?, end, "after {writes} writes");
            drop(workspace);
            std::fs::remove_file(&path)?;
            if was_whole {
                break;
            }
            writes += if long() { 1 } else { 1 + random.below(40) };
        }
    }
    println!("{tried} places of failure tried");
    Ok(())
}

#[test]
fn a_copy_to_a_disk_that_fails_leaves_nothing() -> Tried {
    let disk = FailingDisk::get();
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.db");
    let mut workspace = Workspace::open(&path)?;
    workspace.add_all(&reports(DOCUMENTS))?;
    workspace.join(|_| ())?;
    drop(workspace);
    // The connection's own disk serves for the copy too.
    let workspace = Workspace::open(&disk.path(&path))?;
    disk.fails_after(20, Failure::Full);
    let copy = folder.path().join("copy.db");
    let refused = workspace.back_up(&copy);
    disk.is_mended();
    let message = refused.map_err(|error| error.to_string());
    assert!(message.as_ref().is_err_and(|message| message.contains("copy.db was not written")), "{message:?}");
    let left: Vec<_> = std::fs::read_dir(folder.path())?.flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| name.to_string_lossy().starts_with("a.db")), "{left:?}");
    workspace.back_up(&copy)?;
    assert_eq!(whole_documents(&Workspace::open(&copy)?)?.len(), DOCUMENTS);
    Ok(())
}
