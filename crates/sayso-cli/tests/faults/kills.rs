//! `sayso add` is killed at any moment.

use super::*;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::{Duration, Instant};

const REPORTS: usize = 40;

/// When a run is killed.
#[derive(Debug)]
enum Moment {
    /// So long after it began.
    After(Duration),
    /// So long after it told of so many documents.
    Documents(usize, Duration),
    /// So long after it began to join.
    Joining(Duration),
}

/// Runs `add` and kills it; the documents that it had told as stored.
fn killed(folder: &Path, moment: &Moment) -> Result<(Vec<String>, bool), Box<dyn std::error::Error>> {
    let mut command = sayso(folder);
    command.args(["--quiet", "add", "reports", "--progress", "jsonl"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let began = Instant::now();
    let mut child = command.spawn()?;
    let out = child.stdout.take().ok_or("no output")?;
    let (tell, told) = mpsc::channel::<String>();
    let reading = std::thread::spawn(move || {
        BufReader::new(out).lines().map_while(Result::ok).for_each(|line| {
            let _ = tell.send(line);
        });
    });
    let mut lines = Vec::new();
    let wait = match moment {
        Moment::After(wait) => wait.saturating_sub(began.elapsed()),
        Moment::Documents(number, wait) => {
            lines.extend(told.iter().take(*number));
            *wait
        }
        Moment::Joining(wait) => {
            for line in told.iter() {
                let joins = line.contains("left_to_join");
                lines.push(line);
                if joins {
                    break;
                }
            }
            *wait
        }
    };
    std::thread::sleep(wait);
    let ended = child.try_wait()?.is_some();
    child.kill()?;
    child.wait()?;
    let _ = reading.join();
    lines.extend(told.iter());
    let mut stored = Vec::new();
    for line in lines {
        // A line that was cut by the kill told nothing.
        let Ok(line) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        stored.extend(line["document"].as_str().map(str::to_string));
    }
    Ok((stored, ended))
}

fn moment(random: &mut Random, whole: Duration) -> Moment {
    let short = |random: &mut Random| Duration::from_micros(random.below(60_000) as u64);
    match random.below(3) {
        0 => Moment::After(whole.mul_f64(random.below(1000) as f64 / 1000.0)),
        1 => Moment::Documents(1 + random.below(REPORTS), short(random)),
        _ => Moment::Joining(Duration::from_micros(random.below(100_000) as u64)),
    }
}

#[test]
fn what_was_stored_before_a_kill_is_there_and_add_goes_on() -> Tried {
    let mut random = Random::new("kills");
    let folder = tempfile::tempdir()?;
    reports(folder.path(), REPORTS)?;
    let began = Instant::now();
    succeed(sayso(folder.path()).args(["--quiet", "add", "reports"]))?;
    let whole = began.elapsed();
    let undisturbed = answers(folder.path())?;
    let all = whole_documents(&folder.path().join("a.db"))?;
    assert_eq!(all.len(), REPORTS);
    let kills = if long() { 100 } else { 5 };
    let (mut acknowledged, mut lost, mut doubled, mut unjoined, mut partly, mut too_late) = (0, 0, 0, 0, 0, 0);
    let mut kill = 0;
    while kill < kills {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("a.db{ending}")));
        }
        let path = folder.path().join("a.db");
        let moment = moment(&mut random, whole);
        let (stored, ended) = killed(folder.path(), &moment)?;
        // A run that had ended before is looked at all the same, and counts as none.
        too_late += usize::from(ended);
        kill += usize::from(!ended);
        let there = whole_documents(&path)?;
        assert!(there.iter().all(|id| all.contains(id)), "kill {kill}, {moment:?}");
        acknowledged += stored.len();
        lost += stored.iter().filter(|id| !there.contains(id)).count();
        partly += usize::from(!there.is_empty() && there.len() < REPORTS);
        unjoined += usize::from(there.len() == REPORTS && Workspace::open(&path)?.health()?.pending > 0);
        // The same command goes on, and passes over what is there.
        let again = succeed(sayso(folder.path()).args(["add", "reports"]))?;
        let told = errors(&again);
        assert!(told.contains(&format!("{} new", REPORTS - there.len())), "{there:?}: {told}");
        let now = whole_documents(&path)?;
        doubled += now.len() - now.iter().collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!(now, all, "kill {kill}, {moment:?}");
        assert!(answers(folder.path())? == undisturbed, "kill {kill}, {moment:?}: the end is another");
        println!("kill {}: {moment:?}, {} told, {} stored, then the same end", kill, stored.len(), there.len());
    }
    println!(
        "{kills} kills ({partly} with some of the documents stored, {unjoined} with all of them stored and not joined, beside {too_late} that \
         came after the end): {acknowledged} documents acknowledged, {lost} lost, {doubled} doubled"
    );
    assert_eq!((lost, doubled), (0, 0));
    Ok(())
}
