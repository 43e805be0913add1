//! Pages of the file are not what was written.

use super::*;
use std::collections::BTreeSet;

const PAGE: usize = 2048;

/// A joined workspace with decisions and an annotation, settled in one file.
fn workspace(path: &Path, documents: usize) -> Result<BTreeSet<String>, Box<dyn std::error::Error>> {
    let mut workspace = Workspace::open(path)?;
    workspace.add_all(&reports(documents))?;
    workspace.join(|_| ())?;
    workspace.decide_reprint("d0000", "d0007", false)?;
    workspace.keep_annotation("ann", "d0001", "1 COERCE Norland", true)?;
    let ids = whole_documents(&workspace)?;
    Ok(ids.into_iter().collect())
}

/// Overwrites one or several pages, or a few bytes within one.
fn damage(file: &mut [u8], random: &mut Random) -> Vec<usize> {
    let pages = file.len() / PAGE;
    let number = 1 + random.below(3);
    (0..number)
        .map(|_| {
            let page = random.below(pages);
            let (from, length) = match random.below(3) {
                0 => (0, PAGE),
                1 => (random.below(PAGE - 512), 512),
                _ => (random.below(PAGE - 1), 1),
            };
            let zeros = random.below(2) == 0 && length > 1;
            let put = if zeros { vec![0; length] } else { random.bytes(length) };
            let at = page * PAGE + from;
            file[at..at + length].copy_from_slice(&put);
            page + 1
        })
        .collect()
}

/// What every reading says, by document.
fn says(workspace: &Workspace, id: &str) -> Result<Option<String>, StoreError> {
    let reading = workspace.reading_with(id)?;
    Ok(reading.map(|reading| serde_json::to_string(&reading).unwrap_or_default()))
}

#[test]
fn damaged_pages_are_found_and_what_can_be_read_is_saved() -> Tried {
    let mut random = Random::new("damaged pages");
    let folder = tempfile::tempdir()?;
    let whole = folder.path().join("whole.db");
    let all = workspace(&whole, 60)?;
    let sound = Workspace::open(&whole)?;
    let told = answers(&sound)?;
    let (tries, mut found, mut kept, mut lost, mut unharmed, mut beyond) =
        (if long() { 300 } else { 12 }, 0, 0, 0, 0, 0);
    for at in 0..tries {
        let path = folder.path().join(format!("damaged-{at}.db"));
        let mut file = std::fs::read(&whole)?;
        let before = file.clone();
        let pages = damage(&mut file, &mut random);
        std::fs::write(&path, &file)?;
        let health = Workspace::open(&path).and_then(|workspace| workspace.health());
        let is_found = !health.as_ref().is_ok_and(crate::Health::is_sound);
        if !is_found {
            // What is not found must not show: the bytes lay in unused room, or they were the same.
            assert_eq!(answers(&Workspace::open(&path)?)?, told, "pages {pages:?} changed what is answered");
            unharmed += 1;
            assert!(file != before || pages.len() < 4);
            continue;
        }
        found += 1;
        match crate::repair(&path, 1, |_| ()) {
            Ok(repair) => {
                let workspace = Workspace::open(&path)?;
                let ids: BTreeSet<String> = whole_documents(&workspace)?.into_iter().collect();
                assert_eq!(ids.len(), repair.kept);
                assert!(ids.is_subset(&all), "{ids:?}");
                for id in &ids {
                    let (now, then) = (says(&workspace, id)?, says(&sound, id)?);
                    // Without the page of versions a reading is the same but for who read it.
                    let same = now == then || now.is_some_and(|now| now.contains("Norland arrested"));
                    assert!(same, "{id} says something else (pages {pages:?})");
                }
                // Every document that is not there is told, by id or, where that is gone too, by number.
                assert!(ids.len() + repair.lost.len() >= all.len(), "pages {pages:?}: {repair:?}");
                let decided = workspace.decisions()?.len() + workspace.annotations()?.len();
                assert!(decided == 2 || repair.people.iter().any(|rows| rows.maybe_lost), "{repair:?}");
                assert_eq!(std::fs::read(&repair.set_aside)?.len(), file.len());
                kept += ids.len();
                lost += repair.lost.len();
                drop(workspace);
                // What is lost is added again, and all is as it was.
                let mut workspace = Workspace::open(&path)?;
                workspace.add_all(&reports(60))?;
                workspace.join(|_| ())?;
                assert_eq!(whole_documents(&workspace)?.len(), 60);
            }
            Err(error) => {
                beyond += 1;
                assert!(path.exists() && std::fs::read(&path)? == file, "{error}: the file is as it was");
                println!("pages {pages:?}: {error}");
            }
        }
    }
    println!(
        "{tries} files damaged: {found} found, {unharmed} without effect, {beyond} beyond repair; {kept} documents kept, {lost} lost and named"
    );
    assert_eq!(beyond, 0, "of {tries} files");
    Ok(())
}

#[test]
fn a_file_without_its_first_page_is_repaired_and_what_is_no_workspace_is_left_alone() -> Tried {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.db");
    workspace(&path, 8)?;
    let mut file = std::fs::read(&path)?;
    file[..PAGE].fill(7);
    std::fs::write(&path, &file)?;
    let message = Workspace::open(&path).map(|_| ()).map_err(|error| error.to_string());
    assert!(message.as_ref().is_err_and(|message| message.contains("backup")), "{message:?}");
    let repair = crate::repair(&path, 1, |_| ())?;
    assert_eq!((repair.kept, repair.lost.len()), (8, 0));
    assert_eq!(std::fs::read(&repair.set_aside)?, file);
    assert_eq!(whole_documents(&Workspace::open(&path)?)?.len(), 8);
    let notes = folder.path().join("notes.txt");
    let text = "These are notes, and no workspace.\n".repeat(400);
    std::fs::write(&notes, &text)?;
    let refused = crate::repair(&notes, 1, |_| ());
    assert!(matches!(refused, Err(StoreError::NotAWorkspace { .. })), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&notes)?, text);
    Ok(())
}

#[test]
fn bytes_changed_in_a_reading_or_a_row_are_found() -> Tried {
    let folder = tempfile::tempdir()?;
    for (at, change) in [
        "UPDATE documents SET reading = CAST(substr(reading, 1, length(reading) - 6) || x'00ff' || substr(reading, -4) AS BLOB)
         WHERE id = 'd0003'",
        "UPDATE documents SET fingerprint = CAST(x'0011223344556677' || substr(fingerprint, 9) || 'ffff' AS BLOB) WHERE id = 'd0003'",
        "UPDATE documents SET publisher = 'The Sudland Post' WHERE id = 'd0003'",
        "UPDATE documents SET text = replace(text, 'protesters', 'thieves') WHERE id = 'd0003'",
        "UPDATE events SET event = 'ASSAULT' WHERE id = 'd0003-e1'",
        "UPDATE event_parties SET form = (SELECT max(key) FROM actor_forms) WHERE event IN (SELECT key FROM events WHERE id = 'd0003-e1')",
        "UPDATE document_actors SET spellings = 'Sudland\n1\t' WHERE doc = (SELECT key FROM documents WHERE id = 'd0003')",
        "UPDATE actors SET name = 'Sudland'",
        "UPDATE dyads SET reported = reported + 1",
        "UPDATE dyad_events SET stance = 'denies' WHERE event IN (SELECT key FROM events WHERE id = 'd0003-e1')",
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{at}.db"));
        workspace(&path, 8)?;
        let changed = Workspace::open(&path)?;
        changed.connection.execute_batch(
            "INSERT INTO actor_forms (class, name, country) VALUES (1, 'sudland', '')",
        )?;
        assert_eq!(changed.connection.execute(change, [])?, 1, "{change}");
        drop(changed);
        let health = Workspace::open(&path)?.health()?;
        assert!(!health.is_sound(), "not found: {change}");
        crate::repair(&path, 1, |_| ())?;
        whole_documents(&Workspace::open(&path)?)?;
    }
    Ok(())
}

#[test]
fn a_byte_of_what_somebody_typed_is_found_and_told() -> Tried {
    let folder = tempfile::tempdir()?;
    let whole = folder.path().join("whole.db");
    workspace(&whole, 8)?;
    let file = std::fs::read(&whole)?;
    for (table, typed) in [("annotations", "1 COERCE Norland"), ("decisions", "reprint-apartd0000d0007")] {
        let places: Vec<usize> =
            file.windows(typed.len()).enumerate().filter(|(_, at)| *at == typed.as_bytes()).map(|(at, _)| at).collect();
        assert!(places.len() >= 2, "{typed} lies in its table and its index: {places:?}");
        for place in places {
            let path = folder.path().join(format!("{table}-{place}.db"));
            let mut altered = file.clone();
            altered[place + typed.len() - 1] ^= 1;
            std::fs::write(&path, altered)?;
            assert!(!Workspace::open(&path)?.health()?.is_sound(), "{typed} at byte {place}");
            let repair = crate::repair(&path, 1, |_| ())?;
            let told: Vec<&str> =
                repair.people.iter().filter(|rows| rows.maybe_lost).map(|rows| rows.table.as_str()).collect();
            assert_eq!(told, [table]);
            whole_documents(&Workspace::open(&path)?)?;
        }
    }
    Ok(())
}

#[test]
fn a_file_in_use_is_not_replaced() -> Tried {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.db");
    workspace(&path, 8)?;
    let using = Workspace::open(&path)?;
    assert_eq!(using.documents()?.len(), 8);
    let message = crate::repair(&path, 1, |_| ()).map(|_| ()).map_err(|error| error.to_string());
    assert!(message.as_ref().is_err_and(|message| message.contains("another program")), "{message:?}");
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 3, "the file, its log and index, nothing else");
    Ok(())
}
