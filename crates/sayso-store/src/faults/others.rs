//! Several programs at one file.

use super::*;
use std::time::Duration;

#[test]
fn a_writer_that_stays_too_long_is_told_and_nothing_is_lost() -> Tried {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.db");
    let mut first = Workspace::open(&path)?;
    let mut second = Workspace::open(&path)?;
    second.connection.busy_timeout(Duration::from_millis(50))?;
    let all = reports(3);
    let held = first.connection.transaction()?;
    let refused = second.add(&all[0]);
    let message = refused.map(|_| ()).map_err(|error| error.to_string());
    assert!(message.as_ref().is_err_and(|message| message.contains("another program")), "{message:?}");
    // Questions are answered all the while.
    assert!(second.events(&crate::Filter::default())?.is_empty());
    second.join(|_| ())?;
    held.commit()?;
    second.add(&all[0])?;
    assert_eq!(whole_documents(&second)?, ["d0000"]);
    Ok(())
}

#[test]
fn several_writers_at_once_store_each_document_once() -> Tried {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.db");
    let all = reports(if long() { 200 } else { 30 });
    let alone = {
        let mut alone = Workspace::in_memory()?;
        alone.add_all(&all)?;
        alone.join(|_| ())?;
        answers(&alone)?
    };
    // All of them make the file, store the same documents, and join them.
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..3)
            .map(|writer| {
                let (path, all) = (&path, &all);
                scope.spawn(move || -> Result<(), StoreError> {
                    let mut workspace = Workspace::open(path)?.with_threads(1);
                    for at in 0..all.len() {
                        workspace.add(&all[(at + writer * 7) % all.len()])?;
                    }
                    workspace.join(|_| ())
                })
            })
            .collect();
        for writer in writers {
            match writer.join() {
                Ok(done) => done?,
                Err(_) => panic!("a writer panicked"),
            }
        }
        Ok::<(), StoreError>(())
    })?;
    let workspace = Workspace::open(&path)?;
    assert_eq!(whole_documents(&workspace)?.len(), all.len());
    assert_eq!(answers(&workspace)?, alone);
    Ok(())
}

#[test]
fn a_copy_made_while_another_writes_is_whole() -> Tried {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.db");
    let mut writing = Workspace::open(&path)?;
    let all = reports(60);
    let copies = std::thread::scope(|scope| {
        let copying = scope.spawn(|| -> Result<Vec<usize>, StoreError> {
            let workspace = Workspace::open(&path)?;
            let mut found = Vec::new();
            for number in 0..8 {
                let copy = folder.path().join(format!("copy-{number}.db"));
                workspace.back_up(&copy)?;
                found.push(whole_documents(&Workspace::open(&copy)?)?.len());
            }
            Ok(found)
        });
        for reading in &all {
            writing.add(reading)?;
        }
        match copying.join() {
            Ok(found) => found,
            Err(_) => panic!("copying panicked"),
        }
    })?;
    assert!(copies.is_sorted(), "{copies:?}");
    // A copy is never written over a file, itself least of all.
    let again = writing.back_up(&folder.path().join("copy-0.db"));
    assert!(matches!(again, Err(StoreError::Exists { .. })));
    assert!(matches!(writing.back_up(&path), Err(StoreError::Exists { .. })));
    let nowhere = writing.back_up(&folder.path().join("no/folder.db"));
    assert!(matches!(nowhere, Err(StoreError::NotCopied { .. })));
    let hidden = std::fs::read_dir(folder.path())?
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().contains("unfinished"));
    assert_eq!(hidden.count(), 0);
    Ok(())
}
