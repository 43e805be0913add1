//! Annotation and measuring from outside: sheets, forms, mistakes, a blind study, figures that another program confirms.

use assert_cmd::Command;
use predicates::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn sayso() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.args(["--quiet", "--model", "small"]);
    command
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Sheets of the demo reports, and the annotations of the repository as gold readings.
fn gold(folder: &Path) -> PathBuf {
    let sheets = folder.join("sheets");
    sayso().args(["annotate", "sheet"]).arg(root().join("corpus/demo")).arg("-o").arg(&sheets).assert().success();
    let mut forms: Vec<PathBuf> = std::fs::read_dir(root().join("corpus/demo-gold"))
        .expect("annotations")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    forms.sort();
    let gold = folder.join("gold.jsonl");
    sayso()
        .args(["annotate", "convert"])
        .args(&forms)
        .arg("--sheets")
        .arg(&sheets)
        .arg("-o")
        .arg(&gold)
        .assert()
        .success();
    gold
}

#[test]
fn annotated_demo_reports_measure_the_program_as_the_scorer_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let gold = gold(folder.path());
    let predicted = folder.path().join("read.jsonl");
    let read =
        sayso().args(["read", "--format", "jsonl"]).arg(root().join("corpus/demo")).output().expect("sayso runs");
    std::fs::write(&predicted, read.stdout).expect("a file");
    let out = sayso().args(["eval", "--json"]).arg(&gold).arg(&predicted).output().expect("sayso runs");
    let ours: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    // What sayso reads by itself is what it printed before.
    let alone = sayso().args(["eval", "--json"]).arg(&gold).output().expect("sayso runs");
    assert_eq!(serde_json::from_slice::<Value>(&alone.stdout).expect("JSON"), ours);
    let scorer = std::process::Command::new("python3")
        .arg(root().join("corpus/score_events.py"))
        .args(["reading", "--json", "--bootstrap", "0"])
        .args([&gold, &predicted])
        .output();
    let Ok(scorer) = scorer else {
        eprintln!("python3 can't be started: the measures are not held against corpus/score_events.py");
        return;
    };
    assert!(scorer.status.success(), "{}", String::from_utf8_lossy(&scorer.stderr));
    let theirs: Value = serde_json::from_slice(&scorer.stdout).expect("JSON");
    let theirs = &theirs["all"];
    let mut compared = 0;
    for (kind, ours, fields) in [
        ("", &ours["detections"], [("right", "right"), ("predicted", "predicted"), ("gold", "gold")].as_slice()),
        ("", &ours["shares"], &[("right", "right"), ("of", "n")]),
        ("per_type", &ours["types"], &[("right", "right"), ("predicted", "predicted"), ("gold", "gold")]),
    ] {
        for (name, measure) in ours.as_object().expect("measures") {
            let other = if kind.is_empty() { &theirs[name] } else { &theirs[kind][name] };
            for (own, its) in fields {
                assert_eq!(measure[own], other[its], "{name} {own}");
                compared += 1;
            }
        }
    }
    assert!(compared > 120, "{compared}");
}

#[test]
fn what_is_written_in_the_form_again_is_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let gold = gold(folder.path());
    let forms = folder.path().join("forms");
    sayso().args(["annotate", "form"]).arg(&gold).arg("-o").arg(&forms).assert().success();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&forms).expect("a folder").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "ann"));
    files.sort();
    let again = sayso().args(["annotate", "convert"]).args(&files).output().expect("sayso runs");
    // Borders of sentences are the model's; everything else stays.
    let events = |lines: &str| -> BTreeMap<String, Value> {
        let values = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("a reading"));
        let events = values.flat_map(|value| value["events"].as_array().expect("events").clone());
        let named = events.map(|mut event| {
            event["evidence"]["sentence"].take();
            (event["id"].as_str().expect("an id").to_string(), event)
        });
        named.collect()
    };
    let first = events(&std::fs::read_to_string(&gold).expect("gold"));
    let again = events(&String::from_utf8_lossy(&again.stdout));
    assert!(first.len() > 100 && first.len() == again.len(), "{} and {}", first.len(), again.len());
    for (id, event) in &first {
        assert_eq!(again.get(id), Some(event));
    }
    // What the program read can be written so, too.
    let read = folder.path().join("read.jsonl");
    let out = sayso().args(["read", "--format", "jsonl"]).arg(root().join("corpus/demo")).output().expect("sayso runs");
    std::fs::write(&read, out.stdout).expect("a file");
    let own = folder.path().join("own");
    sayso().args(["annotate", "form"]).arg(&read).arg("-o").arg(&own).assert().success();
}

#[test]
fn mistakes_are_named_by_file_and_line_and_the_rest_is_converted() {
    let folder = tempfile::tempdir().expect("a folder");
    gold(folder.path());
    let sheets = folder.path().join("sheets");
    let broken = folder.path().join("broken.ann");
    std::fs::write(&broken, "document 08-summit\nannotator a\n\n1 \"demanded\" DEMAND\n").expect("a file");
    let sound = root().join("corpus/demo-gold/08-summit.ann");
    let unknown = folder.path().join("unknown.ann");
    std::fs::write(&unknown, "document nowhere\n").expect("a file");
    sayso()
        .args(["annotate", "convert"])
        .args([&broken, &sound])
        .arg("--sheets")
        .arg(&sheets)
        .assert()
        .code(1)
        .stderr(predicate::str::contains("broken.ann: line 4: \"DEMAND\" is no type; there are AGREE"))
        .stdout(predicate::str::contains("\"id\":\"08-summit\""));
    sayso()
        .args(["annotate", "convert"])
        .arg(&unknown)
        .arg("--sheets")
        .arg(&sheets)
        .assert()
        .failure()
        .stderr(predicate::str::contains("has no document \"nowhere\""));
    sayso().args(["eval", "nothing.jsonl"]).assert().failure().stderr(predicate::str::contains("can't be read"));
    let text = folder.path().join("text.jsonl");
    std::fs::write(&text, "{\"document\": 1}\n").expect("a file");
    sayso().arg("eval").arg(&text).assert().failure().stderr(predicate::str::contains("line 1: this is no reading"));
}

#[test]
fn two_people_code_a_blind_sample() {
    let folder = tempfile::tempdir().expect("a folder");
    let study = folder.path().join("study");
    let sample = || {
        let mut command = sayso();
        command.args(["annotate", "sample", "4"]).arg(root().join("corpus/demo"));
        command.args(["--coders", "ann,ben", "--blind", "-o"]).arg(&study);
        command
    };
    sample().assert().success().stderr(predicate::str::contains("4 documents drawn, by the rarest type"));
    sample().assert().failure().stderr(predicate::str::contains("are there already"));
    let files = |coder: &str| -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(study.join(coder)).expect("a folder").flatten().map(|entry| entry.path()).collect();
        files.sort();
        files
    };
    assert_eq!(files("ann").len(), 4);
    for coder in ["ann", "ben"] {
        for file in files(coder) {
            let sheet = std::fs::read_to_string(&file).expect("a sheet");
            assert!(!sheet.contains("ASSAULT") && sheet.contains(&format!("annotator {coder}")), "{sheet}");
            // Both take the first word of every text for an event.
            let word = sheet.lines().find_map(|line| line.strip_prefix("[1 ")).and_then(|line| line.split("] ").nth(1));
            let word: String = word.unwrap_or("").chars().take_while(|letter| letter.is_alphanumeric()).collect();
            std::fs::write(&file, format!("{sheet}\n1 \"{word}\"#1 ACCUSE disapprove\n")).expect("a file");
        }
        let out = folder.path().join(format!("{coder}.jsonl"));
        sayso().args(["annotate", "convert"]).args(files(coder)).arg("-o").arg(&out).assert().success();
    }
    sayso()
        .args(["eval", "--agreement"])
        .args([folder.path().join("ann.jsonl"), folder.path().join("ben.jsonl")])
        .assert()
        .success()
        .stdout(predicate::str::contains("kappa").and(predicate::str::contains("Two coders annotated 4 documents")));
}
