//! The power goes: of what the program wrote to the log, the disk has a part.

use super::*;

/// A workspace with a log that was not put into the file yet, and copies of both.
fn unsettled(folder: &Path) -> Result<(std::path::PathBuf, usize), Box<dyn std::error::Error>> {
    let path = folder.join("a.db");
    let mut workspace = Workspace::open(&path)?;
    workspace.connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    for reading in reports(40) {
        workspace.add(&reading)?;
    }
    let cut = folder.join("whole.db");
    copied(&path, &cut, &["", "-wal"])?;
    Ok((cut, 40))
}

#[test]
fn a_log_cut_anywhere_gives_the_last_whole_state() -> Tried {
    let mut random = Random::new("log cut");
    let folder = tempfile::tempdir()?;
    let (whole, stored) = unsettled(folder.path())?;
    let log = std::fs::read(format!("{}-wal", whole.display()))?;
    let cuts = if long() { 400 } else { 25 };
    let mut most = 0;
    for at in 0..cuts {
        let path = folder.path().join(format!("cut-{at}.db"));
        copied(&whole, &path, &[""])?;
        let length = if at == 0 { log.len() } else { random.below(log.len()) };
        let mut torn = log[..length].to_vec();
        if at % 3 == 2 {
            // The last page came to the disk in part: what follows is what lay there before.
            let torn_from = length - length.min(random.below(2048));
            let old = random.bytes(length - torn_from);
            torn.splice(torn_from.., old);
        }
        std::fs::write(format!("{}-wal", path.display()), torn)?;
        let mut workspace = Workspace::open(&path)?;
        let ids = whole_documents(&workspace)?;
        let expected: Vec<String> = (0..ids.len()).map(|at| format!("d{at:04}")).collect();
        assert_eq!(ids, expected, "the documents are the first that were stored; cut at {length}");
        // And it goes on from there to the same end.
        for reading in reports(stored) {
            workspace.add(&reading)?;
        }
        workspace.join(|_| ())?;
        assert_eq!(whole_documents(&workspace)?.len(), stored);
        most = most.max(ids.len());
    }
    assert_eq!(most, stored, "the whole log holds everything");
    println!("{cuts} logs cut, none lost a document that was whole in the log");
    Ok(())
}

#[test]
fn without_log_or_with_a_log_of_another_file_the_last_settled_state_is_there() -> Tried {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.db");
    let mut workspace = Workspace::open(&path)?;
    workspace.connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    workspace.add_all(&reports(10))?;
    workspace.settle_on_disk()?;
    let settled = folder.path().join("settled.db");
    copied(&path, &settled, &[""])?;
    assert_eq!(whole_documents(&Workspace::open(&settled)?)?.len(), 10);
    // The shared index beside the log is made again.
    workspace.add_all(&reports(20))?;
    let without_index = folder.path().join("index.db");
    copied(&path, &without_index, &["", "-wal"])?;
    assert_eq!(whole_documents(&Workspace::open(&without_index)?)?.len(), 20);
    Ok(())
}
