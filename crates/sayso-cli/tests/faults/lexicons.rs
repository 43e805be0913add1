//! A lexicon that is broken while it is used.

use super::*;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

fn copied(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copied(&entry.path(), &target)?
        } else {
            std::fs::copy(entry.path(), target).map(|_| ())?
        }
    }
    Ok(())
}

#[test]
fn a_run_reads_its_lexicon_once_and_a_later_one_says_where_it_is_broken() -> Tried {
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 150)?;
    succeed(sayso(folder.path()).args(["--quiet", "add", "reports"]))?;
    let undisturbed = answers(folder.path())?;
    std::fs::remove_file(folder.path().join("a.db"))?;
    copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon"), &folder.path().join("lexicon"))?;
    let mut command = sayso(folder.path());
    command.args(["--quiet", "--lexicon", "lexicon", "add", "reports", "--progress", "jsonl"]).stdout(Stdio::piped());
    let mut run = command.spawn()?;
    let mut lines = BufReader::new(run.stdout.take().ok_or("no output")?).lines();
    lines.next().ok_or("nothing was stored")??;
    // In the middle of the run the folder is spoilt.
    let file = folder.path().join("lexicon/events/coerce.toml");
    let text = std::fs::read_to_string(&file)?;
    std::fs::write(&file, format!("event = \"COERCE\"\n\n[[rule]\nid = broken\n{text}"))?;
    lines.for_each(drop);
    assert!(run.wait()?.success());
    assert!(answers(folder.path())? == undisturbed, "the run went by the lexicon that it began with");
    // A later run says where it is broken, and stores nothing.
    std::fs::write(folder.path().join("reports/r99999.txt"), report(5))?;
    let output = sayso(folder.path()).args(["--lexicon", "lexicon", "add", "reports"]).output()?;
    let told = errors(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("events/coerce.toml:3:"), "{told}");
    assert_eq!(whole_documents(&folder.path().join("a.db"))?.len(), 150);
    assert!(answers(folder.path())? == undisturbed);
    Ok(())
}
