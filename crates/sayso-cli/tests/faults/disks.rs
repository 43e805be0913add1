//! The disk is full, or files may only be so large. (Every single write that can fail is tried in sayso-store.)

use super::*;

/// A small disk of its own, where the system allows it; none elsewhere.
fn on_small_disk(folder: &Path, size: &str, script: &str) -> Result<Option<Output>, Box<dyn std::error::Error>> {
    let mounted = format!("mkdir -p small && mount -t tmpfs -o size={size} small small || exit 77\n{script}");
    let run = |script: &str| {
        Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", script])
            .current_dir(folder)
            .env("SAYSO", assert_cmd::cargo::cargo_bin!("sayso"))
            .output()
    };
    match run(&mounted) {
        Ok(output) if output.status.code() == Some(77) => Ok(None),
        Ok(output) => Ok(Some(output)),
        Err(_) => Ok(None),
    }
}

#[test]
fn a_full_disk_is_told_and_add_goes_on_when_there_is_room() -> Tried {
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 80)?;
    let script = "
        sayso='--model small --workspace small/a.db'
        $SAYSO $sayso add reports; code=$?
        echo; echo code $code
        $SAYSO $sayso doctor
        mount -o remount,size=40m small || exit 77
        $SAYSO $sayso add reports && $SAYSO $sayso doctor && cp small/a.db kept.db";
    let Some(output) = on_small_disk(folder.path(), "900k", script)? else {
        println!("no disk can be made here; the limit of a file's size stands for it in the next test");
        return Ok(());
    };
    let (told, shown) = (errors(&output), answer(&output));
    assert!(told.contains("the disk with the workspace is full"), "{told}\n{shown}");
    assert!(told.contains("documents of this run are stored and stay"), "{told}");
    assert!(shown.contains("code 1") && shown.matches("sound").count() == 2, "{shown}\n{told}");
    assert_eq!(whole_documents(&folder.path().join("kept.db"))?.len(), 80);
    Ok(())
}

#[test]
fn output_that_breaks_off_is_told_in_every_layout() -> Tried {
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 40)?;
    let script = "
        for format in jsonl csv parquet brat; do
            $SAYSO --model small read --quiet --format $format --output small/out reports; echo code $? $format
            rm -r small/out
        done
        $SAYSO --model small read --quiet --format jsonl reports > small/out; echo code $? standard";
    let Some(output) = on_small_disk(folder.path(), "8k", script)? else {
        println!("no disk can be made here");
        return Ok(());
    };
    let (told, shown) = (errors(&output), answer(&output));
    for layout in ["jsonl", "csv", "parquet", "brat", "standard"] {
        assert!(shown.contains(&format!("code 1 {layout}")), "{shown}\n{told}");
    }
    assert_eq!(told.matches("No space left on device").count(), 5, "{told}");
    assert!(told.matches("what stands there is not whole").count() >= 4, "{told}");
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_told_and_add_goes_on() -> Tried {
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 80)?;
    let script = "trap '' XFSZ; ulimit -f 900; exec \"$SAYSO\" --model small --workspace a.db --published 1960-05-10 add reports";
    let limited = Command::new("sh")
        .args(["-c", script])
        .current_dir(folder.path())
        .env("SAYSO", assert_cmd::cargo::cargo_bin!("sayso"))
        .output()?;
    let told = errors(&limited);
    assert_eq!(limited.status.code(), Some(1), "{told}");
    assert!(told.contains("documents of this run are stored and stay") && told.contains("disk"), "{told}");
    let before = whole_documents(&folder.path().join("a.db"))?.len();
    let again = errors(&succeed(sayso(folder.path()).args(["add", "reports"]))?);
    assert!(again.contains(&format!("{} new", 80 - before)), "{before}: {again}");
    assert_eq!(whole_documents(&folder.path().join("a.db"))?.len(), 80);
    Ok(())
}
