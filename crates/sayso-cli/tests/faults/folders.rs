//! Folders full of garbage, and folders that change while they are read.

use super::*;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes that no reader takes for a report, under the names of files that it reads.
fn garbage(random: &mut Random, at: usize) -> (String, Vec<u8>) {
    match at % 5 {
        0 => (format!("g{at}.pdf"), random.bytes(300)),
        1 => (format!("g{at}.docx"), [b"PK\x03\x04".to_vec(), random.bytes(200)].concat()),
        2 => (format!("g{at}.jsonl"), b"{\"text\": \"Police arr".to_vec()),
        3 => (format!("g{at}.txt.gz"), [vec![0x1f, 0x8b, 8], random.bytes(100)].concat()),
        _ => (format!("g{at}.txt"), [vec![0, 0xff, 0xfe, 0], random.bytes(200), vec![0; 300]].concat()),
    }
}

#[test]
fn of_files_with_garbage_among_them_the_good_ones_are_in_and_the_bad_ones_named() -> Tried {
    let mut random = Random::new("garbage");
    let number = if long() { 10_000 } else { 400 };
    let folder = tempfile::tempdir()?;
    let reports = reports(folder.path(), number - number / 20)?;
    let mut bad = Vec::new();
    for at in 0..number / 20 {
        let (name, bytes) = garbage(&mut random, at);
        std::fs::write(reports.join(&name), bytes)?;
        bad.push(name);
    }
    let output = sayso(folder.path()).args(["add", "reports"]).output()?;
    let told = errors(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let unnamed: Vec<&String> = bad.iter().filter(|name| !told.contains(name.as_str())).collect();
    assert!(unnamed.is_empty(), "not told: {unnamed:?}");
    assert!(!told.contains("panicked"), "{told}");
    let there = whole_documents(&folder.path().join("a.db"))?;
    let good = there.iter().filter(|id| id.starts_with('r')).count();
    assert_eq!(good, number - number / 20, "{there:?}");
    println!("{number} files, {} of them garbage: {good} good ones stored, all others named", bad.len());
    Ok(())
}

#[test]
fn a_folder_that_changes_while_it_is_read_gives_what_was_there() -> Tried {
    let mut random = Random::new("changing folder");
    let folder = tempfile::tempdir()?;
    let number = if long() { 1000 } else { 200 };
    let reports = reports(folder.path(), number)?;
    // The first half stays as it is.
    let stays = number / 2;
    let ended = AtomicBool::new(false);
    let output = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Ordering::SeqCst) {
                let path = reports.join(format!("r{:05}.txt", stays + random.below(number - stays)));
                // Whatever of this can't be done any more was done before.
                let _ = match random.below(5) {
                    0 => std::fs::remove_file(&path),
                    1 => std::fs::write(reports.join(format!("new{}.txt", random.below(50))), report(3)),
                    2 => std::fs::write(&path, report(random.below(100))),
                    3 => std::fs::remove_file(&path).and_then(|()| std::fs::create_dir(&path)),
                    _ => forbid(&path),
                };
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
        });
        let output = sayso(folder.path()).args(["add", "reports"]).output();
        ended.store(true, Ordering::SeqCst);
        output
    })?;
    let told = errors(&output);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    let there = whole_documents(&folder.path().join("a.db"))?;
    for at in 0..stays {
        assert!(there.contains(&format!("r{at:05}")), "r{at:05} is missing: {told}");
    }
    // The next run takes what the folder holds now.
    let again = sayso(folder.path()).args(["add", "reports"]).output()?;
    assert!(matches!(again.status.code(), Some(0 | 1)), "{}", errors(&again));
    whole_documents(&folder.path().join("a.db"))?;
    println!("{} documents stored of a folder that changed; code {:?}", there.len(), output.status.code());
    Ok(())
}

#[cfg(unix)]
fn forbid(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o000))
}

#[cfg(not(unix))]
fn forbid(_: &Path) -> std::io::Result<()> {
    Ok(())
}
