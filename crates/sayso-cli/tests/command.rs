//! The command as a person uses it.

use assert_cmd::Command;
use predicates::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

fn sayso() -> Command {
    let mut command = Command::cargo_bin("sayso").unwrap_or_else(|error| panic!("{error}"));
    command.env("NO_COLOR", "1").env_remove("RUST_LOG");
    command
}

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/demo")
}

fn output(command: &mut Command) -> String {
    String::from_utf8_lossy(&command.assert().get_output().stdout).into_owned()
}

const SENTENCE: &str = "Police in Vell arrested 14 protesters on Monday, the interior ministry said.";

#[test]
fn a_pasted_sentence_is_read() {
    sayso().args(["read", "--published", "2024-05-14"]).write_stdin(SENTENCE).assert().success().stdout(
        predicate::str::contains("COERCE arrest")
            .and(predicate::str::contains("*arrested*"))
            .and(predicate::str::contains("ministry")),
    );
}

#[test]
fn what_is_said_without_an_act_is_shown_beside_the_records() {
    let text = "Police in Vell arrested two men. The mayor said that the bridge is old and the river high.";
    sayso().arg("read").write_stdin(text).assert().success().stdout(
        predicate::str::contains("numbered: acts on record")
            .and(predicate::str::contains("  - mayor says: the bridge is old")),
    );
}

#[test]
fn what_the_writer_tells_without_an_act_is_shown_in_the_order_of_the_text() {
    let text =
        "The bridge over the Vell was opened in spring. Police in Vell arrested two men. The river is high again.";
    let view = output(sayso().arg("read").write_stdin(text));
    let at = |words: &str| view.find(words).unwrap_or_else(|| panic!("{words:?} is missing: {view}"));
    assert!(at("  - The bridge over the Vell") < at("arrested (COERCE arrest)"));
    assert!(at("who says so") < at("  - The river is high again."));
}

#[test]
fn a_record_of_a_file_is_explained_without_a_workspace() {
    let file = demo().join("03-state-department.html");
    let events = output(sayso().args(["events", "--format", "jsonl", "--from"]).arg(&file));
    let record: serde_json::Value =
        serde_json::from_str(events.lines().next().unwrap_or("{}")).unwrap_or_else(|error| panic!("{error}"));
    let id = record["id"].as_str().or_else(|| record["events"][0]["id"].as_str()).unwrap_or_default();
    assert!(!id.is_empty(), "{events}");
    sayso().args(["why", id, "--from"]).arg(&file).assert().success().stdout(predicate::str::contains("trigger"));
}

#[test]
fn the_view_keeps_to_80_columns_and_has_no_colours_in_a_file() {
    let view = output(sayso().arg("read").arg(demo()));
    for line in view.lines() {
        assert!(line.chars().count() <= 80, "{} columns: {line}", line.chars().count());
    }
    assert!(!view.contains('\u{1b}'));
}

#[test]
fn every_reading_of_the_demo_fits_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../../docs/reading.schema.json"))
        .unwrap_or_else(|error| panic!("{error}"));
    let validator = jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{error}"));
    let lines = output(sayso().args(["read", "--format", "jsonl"]).arg(demo()));
    assert!(lines.lines().count() >= 12);
    for line in lines.lines() {
        let reading: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}"));
        let errors: Vec<String> =
            validator.iter_errors(&reading).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", reading["document"]["id"]);
    }
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    let run = |threads: &str| output(sayso().args(["read", "--format", "jsonl", "--threads", threads]).arg(demo()));
    let once = run("1");
    assert_eq!(once, run("1"));
    assert_eq!(once, run("3"));
}

#[test]
fn a_workspace_is_filled_asked_and_emptied() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let ask = |arguments: &[&str]| {
        let mut command = sayso();
        command.current_dir(folder.path()).args(arguments);
        command
    };
    let reports = demo();
    let reports = reports.to_string_lossy();
    ask(&["add", &reports]).assert().success().stderr(predicate::str::contains(" new"));
    ask(&["add", &reports]).assert().success().stderr(predicate::str::contains("0 new, 0 changed"));
    let events = output(&mut ask(&["events", "--format", "jsonl"]));
    let first: serde_json::Value = serde_json::from_str(events.lines().next().unwrap_or("null")).unwrap_or_default();
    let id = first["id"].as_str().unwrap_or_default().to_string();
    assert!(!id.is_empty() && first["doc"].is_string(), "{first}");
    assert_eq!(events, output(&mut ask(&["events", "--format", "jsonl"])));
    ask(&["why", &id[..8]])
        .assert()
        .success()
        .stdout(predicate::str::contains("rule").and(predicate::str::contains("trigger")));
    ask(&["actors", "powers"]).assert().success().stdout(predicate::str::contains("Powers"));
    ask(&["search", "oxygen", "--format", "jsonl"])
        .assert()
        .success()
        .stdout(predicate::str::contains("01-weather-plane"));
    ask(&["why-not", "01-weather-plane:1"]).assert().success();
    let doc = first["doc"].as_str().unwrap_or_default();
    ask(&["remove", doc]).assert().success();
    ask(&["events", "--doc", doc, "--format", "jsonl"]).assert().success().stdout(predicate::str::is_empty());
    ask(&["remove", doc]).assert().code(1).stderr(predicate::str::contains("no such document"));
}

#[test]
fn files_of_one_name_in_two_folders_do_not_push_each_other_out() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    for (name, text) in [("a", "Police arrested two men in the old town."), ("b", "Rebels shelled the port at dawn.")] {
        fs::create_dir(folder.path().join(name)).unwrap_or_else(|error| panic!("{error}"));
        fs::write(folder.path().join(name).join("page.txt"), text).unwrap_or_else(|error| panic!("{error}"));
    }
    sayso()
        .current_dir(folder.path())
        .args(["add", "a", "b"])
        .assert()
        .code(1)
        .stderr(predicate::str::contains("page: two documents").and(predicate::str::contains("1 new")));
    sayso()
        .current_dir(folder.path())
        .args(["search", "arrested", "--format", "jsonl"])
        .assert()
        .stdout(predicate::str::contains("page"));
}

#[test]
fn questions_can_be_asked_of_files() {
    sayso()
        .args(["events", "--type", "coerce", "--format", "csv", "--from"])
        .arg(demo())
        .assert()
        .success()
        .stdout(predicate::str::starts_with("id,doc,publisher").and(predicate::str::contains("COERCE")));
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let write =
        |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap_or_else(|error| panic!("{error}"));
    write("a-empty.txt", b"");
    write("b-binary.bin", &[0u8, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 0, 17]);
    write("c-good.txt", SENTENCE.as_bytes());
    write("d-truncated.html", b"<html><head><title>Talks</title><body><article><p>Norland and Sudland held talks in Vell on Monday, the ministry said.</p><p>The min");
    write("e-latin.txt", b"The caf\xe9 owner Ren\xe9 said that police had arrested two men in the old town on Monday.");
    write("f-broken.jsonl", b"{\"id\": \"x\", \"text\": \"Police arrested a man.\"}\n{\"id\": \"y\", \n{\"id\": \"z\", \"text\": \"Rebels shelled the town.\"}\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", folder.path().join("g-unreadable.txt"))
        .unwrap_or_else(|error| panic!("{error}"));
    let assert = sayso().args(["read", "--format", "jsonl"]).arg(folder.path()).assert().code(1);
    let stdout = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    let stderr = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    for id in ["c-good", "d-truncated", "e-latin", "\"x\"", "\"z\""] {
        assert!(stdout.contains(id), "{id} is missing; {stderr}");
    }
    let unreadable = if cfg!(unix) { "g-unreadable.txt" } else { "a-empty.txt" };
    for name in ["a-empty.txt", "b-binary.bin", "f-broken.jsonl, line 2", unreadable] {
        assert!(stderr.contains(name), "{name} is not told of: {stderr}");
    }
    assert!(stdout.contains("René"));
}

#[test]
fn a_file_of_100_megabytes_is_cut_with_a_notice() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let path = folder.path().join("big.txt");
    let paragraph =
        "Norland and Sudland held talks in the old town on Monday, and nobody knew what they had agreed upon.\n\n";
    fs::write(&path, paragraph.repeat(1_000_000)).unwrap_or_else(|error| panic!("{error}"));
    let assert = sayso().args(["inspect", "document"]).arg(&path).assert().success();
    assert!(String::from_utf8_lossy(&assert.get_output().stderr).contains("big.txt"));
    assert!(assert.get_output().stdout.len() < 12_000_000);
}

#[test]
fn a_missing_file_and_a_missing_workspace_are_told() {
    sayso().args(["read", "no-such-file.txt"]).assert().code(1).stderr(predicate::str::contains("no-such-file.txt"));
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    sayso().current_dir(folder.path()).arg("events").assert().code(1).stderr(predicate::str::contains("sayso add"));
    sayso().arg("no-such-command").assert().code(2);
}

#[test]
fn a_missing_date_of_publication_is_told() {
    sayso()
        .arg("read")
        .write_stdin(SENTENCE)
        .assert()
        .success()
        .stdout(predicate::str::contains("no publication date"));
}

#[test]
fn why_not_says_what_stopped_it() {
    sayso()
        .args(["why-not", "The home side attacked in the second half and won 2-1."])
        .assert()
        .success()
        .stdout(predicate::str::contains("assault."));
}

#[test]
fn a_broken_lexicon_is_shown_with_its_line() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    fs::create_dir(folder.path().join("events")).unwrap_or_else(|error| panic!("{error}"));
    fs::write(folder.path().join("events/assault.toml"), "event = \"ASSAULT\"\n\n[[rule]]\nid = assault.x\n")
        .unwrap_or_else(|error| panic!("{error}"));
    sayso()
        .args(["read", "--lexicon"])
        .arg(folder.path())
        .write_stdin(SENTENCE)
        .assert()
        .code(1)
        .stderr(predicate::str::contains("events/assault.toml:4").and(predicate::str::contains("id = assault.x")));
}

#[test]
fn text_in_another_language_is_kept_and_said_not_to_be_read() {
    let french = "Le ministre a déclaré lundi que la police avait arrêté quatorze manifestants dans la capitale, et que le calme était revenu dans les rues.";
    sayso().arg("read").write_stdin(french).assert().success().stdout(predicate::str::contains("not read"));
}

#[test]
fn every_stage_can_be_inspected() {
    for (stage, sign) in [
        ("document", "\"text\""),
        ("parse", "# text = "),
        ("entities", "\"entities\""),
        ("attribution", "\"attributions\""),
        ("times", "\"timexes\""),
        ("places", "\"toponyms\""),
        ("mentions", "\"clusters\""),
        ("roles", "\"role\":\"ARG0\""),
    ] {
        sayso()
            .args(["inspect", stage, "--published", "2024-05-14"])
            .write_stdin(SENTENCE)
            .assert()
            .success()
            .stdout(predicate::str::contains(sign));
    }
}

#[test]
fn roles_of_conllu_are_told_by_sentence_and_given_predicates_alone_are_labelled() -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let (trees, given) = (folder.path().join("two.conllu"), folder.path().join("given.jsonl"));
    let rows = |words: &str| -> String {
        words.split(' ').enumerate().map(|(at, word)| format!("{}\t{word}\t_\n", at + 1)).collect()
    };
    std::fs::write(
        &trees,
        format!(
            "# sent_id = one\n# text = Zoë left .\n{}\n# sent_id = two\n# text = Norland says Sudland signed .\n{}\n",
            rows("Zoë left ."),
            rows("Norland says Sudland signed .")
        ),
    )?;
    let inspect = |more: &[&str]| {
        let output = sayso().args(["inspect", "roles"]).arg(&trees).args(more).assert().success();
        String::from_utf8_lossy(&output.get_output().stdout).into_owned()
    };
    let found = inspect(&[]);
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with(r#"{"doc":"one","predicates":[{"trigger":[4,8],"lemma":"leave""#), "{found}");
    assert!(lines[1].contains(r#""trigger":[8,12]"#) && lines[1].contains(r#""trigger":[21,27]"#), "{found}");
    std::fs::write(&given, "{\"doc\":\"two\",\"predicates\":[{\"trigger\":[21,27]}]}\n")?;
    let labelled = inspect(&["--predicates", &given.to_string_lossy()]);
    assert!(labelled.starts_with("{\"doc\":\"one\",\"predicates\":[]}\n"), "{labelled}");
    assert_eq!(labelled.matches("\"trigger\"").count(), 1);
    assert!(labelled.contains(r#"{"role":"ARG0","span":[13,20]}"#), "{labelled}");
    std::fs::write(&given, "{\"doc\":\"two\"}\n")?;
    let wrong = sayso().args(["inspect", "roles"]).arg(&trees).arg("--predicates").arg(&given).assert().failure();
    let told = String::from_utf8_lossy(&wrong.get_output().stderr).into_owned();
    assert!(told.contains("line 1") && told.contains("\"predicates\""), "{told}");
    Ok(())
}

#[test]
fn licences_and_completions_are_there() {
    sayso().arg("--licenses").assert().success().stdout(predicate::str::contains("GeoNames"));
    sayso().args(["completions", "bash"]).assert().success().stdout(predicate::str::contains("sayso"));
}

#[test]
fn what_reading_costs_is_told_by_stage() {
    let told = |switch: &[&str]| {
        let run = sayso()
            .args(["bench", "--model", "small", "--rounds", "1", "--threads", "2"])
            .args(switch)
            .arg(demo())
            .assert();
        String::from_utf8_lossy(&run.success().get_output().stdout).into_owned()
    };
    let whole = told(&[]);
    for stage in ["opening", "parse", "coding", "storing", "joining", "1 thread", "2 threads", "efficiency"] {
        assert!(whole.contains(stage), "{whole}");
    }
    let parse = told(&["--parse"]);
    for stage in ["words a second", "network", "products of bytes", "large matrices"] {
        assert!(parse.contains(stage), "{parse}");
    }
}
