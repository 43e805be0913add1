//! The workspace is locked, can't be written, is something else, is damaged; the clock jumps.

use super::*;

#[test]
fn two_adds_at_once_both_succeed() -> Tried {
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 120)?;
    succeed(sayso(folder.path()).args(["--quiet", "add", "reports"]))?;
    let undisturbed = answers(folder.path())?;
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.path().join(format!("a.db{ending}")));
    }
    let mut both = Vec::new();
    for _ in 0..2 {
        both.push(sayso(folder.path()).args(["--quiet", "--threads", "1", "add", "reports"]).spawn()?);
    }
    for mut add in both {
        assert!(add.wait()?.success());
    }
    assert_eq!(whole_documents(&folder.path().join("a.db"))?.len(), 120);
    assert!(answers(folder.path())? == undisturbed);
    Ok(())
}

#[test]
fn what_is_no_workspace_is_told_apart() -> Tried {
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 1)?;
    std::fs::write(folder.path().join("notes.txt"), "These are notes.\n".repeat(20))?;
    for (path, told) in
        [("reports", "is a folder"), ("notes.txt", "not a sayso workspace"), ("no/such/folder/a.db", "can't be opened")]
    {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("sayso"));
        command.current_dir(folder.path()).args(["--model", "small", "--workspace", path, "add", "reports"]);
        let output = command.output()?;
        let message = errors(&output);
        assert_eq!(output.status.code(), Some(1), "{message}");
        assert!(message.contains(told) && message.contains(path), "{message}");
    }
    assert!(std::fs::read_to_string(folder.path().join("notes.txt"))?.starts_with("These are notes."));
    Ok(())
}

/// Runs as a user who may do nothing here, where the test itself may do everything.
#[cfg(target_os = "linux")]
#[test]
fn without_the_right_to_write_questions_are_answered_and_add_says_why_not() -> Tried {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 4)?;
    succeed(sayso(folder.path()).args(["--quiet", "add", "reports"]))?;
    let mode = |path: &Path, mode: u32| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode));
    let file = folder.path().join("a.db");
    let root = std::fs::metadata(&file)?.uid() == 0;
    let run = |arguments: &[&str]| {
        let mut command = sayso(folder.path());
        if root {
            command.uid(65_534).gid(65_534);
        }
        command.args(arguments).output()
    };
    mode(&file, 0o444)?;
    mode(folder.path(), 0o555)?;
    let answered = run(&["events", "--format", "jsonl"])?;
    let refused = run(&["add", "reports/r00000.txt", "reports"])?;
    let health = run(&["doctor"])?;
    mode(&file, 0o000)?;
    let unreadable = run(&["events"])?;
    mode(folder.path(), 0o755)?;
    mode(&file, 0o644)?;
    assert!(answered.status.success() && !answered.stdout.is_empty(), "{}", errors(&answered));
    assert!(health.status.success(), "{}{}", answer(&health), errors(&health));
    // All is there already, so there is nothing to write: only something new is refused.
    assert!(!errors(&refused).contains("panicked"), "{}", errors(&refused));
    assert_eq!(unreadable.status.code(), Some(1));
    assert!(errors(&unreadable).contains("can't be opened"), "{}", errors(&unreadable));
    std::fs::write(folder.path().join("reports/r00009.txt"), report(9))?;
    mode(&file, 0o444)?;
    mode(folder.path(), 0o555)?;
    let refused = run(&["add", "reports"])?;
    mode(folder.path(), 0o755)?;
    mode(&file, 0o644)?;
    assert_eq!(refused.status.code(), Some(1));
    assert!(errors(&refused).contains("can't be written to"), "{}", errors(&refused));
    assert_eq!(whole_documents(&file)?.len(), 4);
    Ok(())
}

#[test]
fn doctor_finds_damage_and_repair_keeps_what_is_whole() -> Tried {
    let mut random = Random::new("doctor");
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 40)?;
    succeed(sayso(folder.path()).args(["--quiet", "add", "reports"]))?;
    let file = folder.path().join("a.db");
    let whole = std::fs::read(&file)?;
    let undisturbed = answers(folder.path())?;
    let (mut repaired, mut named) = (0, 0);
    for _ in 0..if long() { 40 } else { 4 } {
        let mut bytes = whole.clone();
        // Pages of the later half: those of the schema lie before.
        let pages = bytes.len() / 2048;
        let at = (pages / 2 + random.below(pages / 2)) * 2048;
        bytes[at..at + 2048].copy_from_slice(&random.bytes(2048));
        std::fs::write(&file, &bytes)?;
        let found = sayso(folder.path()).arg("doctor").output()?;
        let told = answer(&found);
        if found.status.success() {
            assert!(answers(folder.path())? == undisturbed, "page {} was taken as sound: {told}", at / 2048 + 1);
            continue;
        }
        assert!(format!("{told}{}", errors(&found)).contains("doctor --repair"), "{told}{}", errors(&found));
        let mended = sayso(folder.path()).args(["doctor", "--repair"]).output()?;
        let told = answer(&mended);
        assert!(
            told.contains("documents are whole and were kept") && told.contains("a.db.damaged-"),
            "{told}{}",
            errors(&mended)
        );
        repaired += 1;
        let lost = told.matches("  lost: ").count();
        named += lost;
        assert_eq!(whole_documents(&file)?.len() + lost, 40, "{told}");
        assert_eq!(mended.status.success(), lost == 0 && !told.contains("some may be lost"), "{told}");
        succeed(sayso(folder.path()).args(["--quiet", "add", "reports"]))?;
        let after = answers(folder.path())?;
        let differs = after.bytes().zip(undisturbed.bytes()).position(|(a, b)| a != b);
        let shown = |text: &str, at: usize| {
            text.get(at.saturating_sub(200)..).unwrap_or(text).chars().take(400).collect::<String>()
        };
        assert!(
            after == undisturbed,
            "after repair and add:\n{}\nwhere there was\n{}\n{told}",
            shown(&after, differs.unwrap_or(0)),
            shown(&undisturbed, differs.unwrap_or(0))
        );
    }
    println!("{repaired} files repaired, {named} documents lost and named, each added again");
    Ok(())
}

#[test]
fn the_time_of_the_clock_plays_no_part_in_what_is_stored() -> Tried {
    // Nothing that `add` stores holds a time of the clock: two runs a while apart give the same bytes in every table.
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 20)?;
    let mut dumps = Vec::new();
    for old in [false, true] {
        if old {
            // Files from the future and from before the clock began to count.
            for (at, file) in std::fs::read_dir(folder.path().join("reports"))?.enumerate() {
                let file = std::fs::File::options().write(true).open(file?.path())?;
                let far = std::time::Duration::from_secs(3_000_000_000);
                let time =
                    if at % 2 == 0 { std::time::SystemTime::now() + far } else { std::time::SystemTime::UNIX_EPOCH };
                file.set_modified(time)?;
            }
        }
        let _ = std::fs::remove_file(folder.path().join("a.db"));
        succeed(sayso(folder.path()).args(["--quiet", "add", "reports"]))?;
        dumps.push(std::fs::read(folder.path().join("a.db"))?);
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
    assert!(dumps[0] == dumps[1], "the file holds something of the clock");
    Ok(())
}
