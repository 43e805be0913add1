//! `sayso backup` while something is written, and when it is killed.

use super::*;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

#[test]
fn copies_made_while_add_writes_are_whole_and_a_killed_one_is_none() -> Tried {
    let mut random = Random::new("backups");
    let folder = tempfile::tempdir()?;
    reports(folder.path(), 150)?;
    std::fs::create_dir(folder.path().join("first"))?;
    std::fs::copy(folder.path().join("reports/r00000.txt"), folder.path().join("first/r00000.txt"))?;
    succeed(sayso(folder.path()).args(["--quiet", "add", "first"]))?;
    let mut add = sayso(folder.path());
    add.args(["--quiet", "add", "reports", "--progress", "jsonl"]).stderr(Stdio::null()).stdout(Stdio::piped());
    let mut add = add.spawn()?;
    let mut told = BufReader::new(add.stdout.take().ok_or("no output")?).lines();
    // The first report is there already; with the second the writing begins.
    told.by_ref().take(2).for_each(drop);
    let telling = std::thread::spawn(move || told.for_each(drop));
    let (mut copies, mut killed) = (Vec::new(), 0);
    for number in 0..if long() { 60 } else { 10 } {
        let name = format!("copy-{number}.db");
        let copy = folder.path().join(&name);
        let mut backup = sayso(folder.path()).args(["backup", &name]).stdout(Stdio::null()).spawn()?;
        if number % 2 == 1 {
            std::thread::sleep(std::time::Duration::from_micros(random.below(80_000) as u64));
            backup.kill()?;
            killed += 1;
        }
        backup.wait()?;
        if number % 2 == 0 || copy.exists() {
            // What has the name of a copy is one, also where the program was killed.
            let bytes = std::fs::read(&copy)?;
            copies.push(whole_documents(&copy)?.len());
            assert!(!bytes.is_empty());
        }
    }
    assert!(add.wait()?.success());
    let _ = telling.join();
    assert!(copies.is_sorted(), "{copies:?}");
    assert_eq!(whole_documents(&folder.path().join("a.db"))?.len(), 150);
    for (name, told) in [("copy-0.db", "exists already"), ("a.db", "exists already"), ("no/copy.db", "was not written")]
    {
        let refused = sayso(folder.path()).args(["backup", name]).output()?;
        assert_eq!(refused.status.code(), Some(1));
        assert!(errors(&refused).contains(told), "{name}: {}", errors(&refused));
    }
    println!("{} whole copies with {copies:?} documents; {killed} copies killed", copies.len());
    Ok(())
}
