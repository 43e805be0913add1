//! The command asked about many reports, as a user asks it: the demo's story by questions alone, exports, the dossier, care.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

type Failed = Box<dyn std::error::Error>;

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/demo")
}

/// A folder with a workspace of the demo reports.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Result<Desk, Failed> {
        let desk = Desk { folder: tempfile::tempdir()? };
        desk.command(&["add", &demo().display().to_string()]).assert().success();
        Ok(desk)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::cargo_bin("sayso").expect("the command is built");
        command.current_dir(self.folder.path()).args(words).env("NO_COLOR", "1");
        command
    }

    fn said(&self, words: &[&str]) -> Result<String, Failed> {
        let output = self.command(words).assert().success().get_output().stdout.clone();
        Ok(String::from_utf8(output)?)
    }

    fn lines(&self, words: &[&str]) -> Result<Vec<Value>, Failed> {
        let said = self.said(&[words, &["--format", "jsonl"]].concat())?;
        Ok(said.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
    }

    fn file(&self, name: &str) -> Result<String, Failed> {
        Ok(std::fs::read_to_string(self.folder.path().join(name))?)
    }
}

#[test]
fn the_demo_tells_its_story_by_questions_alone() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let contradictions = desk.lines(&["contradictions"])?;
    let polarity = contradictions.iter().find(|found| found["field"] == "polarity").ok_or("claim against denial")?;
    let arrested =
        contradictions.iter().find(|found| found["field"] == "arrested").ok_or("12 against 40, told twice")?;
    // The report that tells 40 again is a version of the first: one origin.
    assert_eq!(arrested["accounts"].as_array().map(Vec::len), Some(2));
    let id = polarity["incident"].as_str().ok_or("an incident")?;
    let told = desk.said(&["incidents", id])?;
    for part in
        ["Nikita Khrushchev", "denied: 1 report", "denies it in 03-state-department", "reports it in 05-admission"]
    {
        let flat = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(part), "{part} is missing in\n{told}");
    }
    let drift = desk.lines(&["drift"])?;
    assert!(drift.iter().any(|found| found["kind"] == "quotation-marks-gone"), "{drift:?}");
    let silence = desk.said(&["silence"])?;
    assert!(silence.contains("Eastern Wire"), "{silence}");
    Ok(())
}

#[test]
fn json_lines_have_the_fields_that_scripts_rely_on() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let fields: [(&str, &[&str]); 8] = [
        ("incidents", &["id", "event", "date", "place", "parties", "mentions", "origins", "values", "reasons"]),
        ("contradictions", &["incident", "field", "accounts", "explanation"]),
        ("sources", &["holder", "named", "cited_by", "acts", "about"]),
        ("actors", &["id", "name", "aliases", "documents", "mentions"]),
        ("events", &["doc", "id", "event", "chain", "evidence"]),
        ("labels", &["doc", "id", "target", "chain"]),
        ("ties", &["doc", "id", "from", "to", "kind", "chain"]),
        ("dyads", &["month", "actor", "recipient", "event", "reported", "denied", "independent_origins"]),
    ];
    for (question, wanted) in fields {
        let lines = desk.lines(&[question])?;
        for line in &lines {
            let missing: Vec<_> = wanted.iter().filter(|field| line.get(**field).is_none()).collect();
            assert!(missing.is_empty(), "{question} lacks {missing:?}: {line}");
        }
        assert!(!lines.is_empty() || matches!(question, "labels" | "ties"), "{question} finds nothing");
    }
    let incidents = desk.lines(&["incidents"])?;
    let events = desk.lines(&["events"])?.len();
    let mentions: usize = incidents.iter().filter_map(|incident| incident["mentions"].as_array()).map(Vec::len).sum();
    assert_eq!(mentions, events, "every event belongs to one incident");
    Ok(())
}

#[test]
fn filters_choose_by_role_holder_and_outlet() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let count = |words: &[&str]| -> Result<usize, Failed> { Ok(desk.lines(words)?.len()) };
    let all = count(&["events"])?;
    for filter in [
        ["--actor", "RUS"],
        ["--recipient", "United States"],
        ["--holder", "khrushchev"],
        ["--outlet", "courier"],
        ["--type", "ASSAULT"],
        ["--since", "1960-05-10"],
    ] {
        let some = count(&[&["events"][..], &filter[..]].concat())?;
        assert!(0 < some && some < all, "{filter:?}: {some} of {all}");
    }
    assert_eq!(count(&["events", "--party", "nobody at all"])?, 0);
    desk.command(&["events", "--type", "QUARREL"]).assert().code(2);
    Ok(())
}

#[test]
fn every_layout_is_written_with_its_losses() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let list = desk.said(&["export", "--list"])?;
    let layouts: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(layouts.len() > 20, "{layouts:?}");
    for layout in layouts {
        let file = format!("out.{layout}");
        desk.command(&["export", "--format", layout, "-o", &file, "--loss", "loss.md"]).assert().success();
        assert!(desk.folder.path().join(&file).exists(), "{layout} writes {file}");
        assert!(desk.file("loss.md")?.contains(layout), "{layout} tells its losses");
        assert!(desk.said(&["export", "--format", layout, "--mapping"])?.contains('|'), "{layout} tells its columns");
    }
    desk.command(&["export", "--format", "view"]).assert().code(2);
    Ok(())
}

#[test]
fn a_dossier_needs_nothing_but_itself() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let incident = desk.lines(&["incidents", "--limit", "1"])?;
    let id = incident[0]["id"].as_str().ok_or("an id")?;
    desk.command(&["dossier", "--incident", id, "-o", "incident.html"]).assert().success();
    desk.command(&["dossier", "--actor", "khrushchev", "-o", "actor.html"]).assert().success();
    for page in ["incident.html", "actor.html"] {
        let html = desk.file(page)?;
        for outside in ["<script", "src=", "@import", "url(http", "<link"] {
            assert!(!html.contains(outside), "{page} has {outside}");
        }
        assert!(html.contains("Khrushchev"), "{page} names whom it is about");
    }
    desk.command(&["dossier", "--incident", "nothing", "-o", "x.html"]).assert().code(1);
    Ok(())
}

#[test]
fn a_workspace_is_verified_compared_copied_and_repaired() -> Result<(), Failed> {
    let desk = Desk::new()?;
    assert!(desk.said(&["verify"])?.starts_with("18 documents read again give the same bytes"));
    desk.command(&["backup", "copy.db"]).assert().success();
    desk.command(&["backup", "copy.db"]).assert().code(1);
    let before = desk.said(&["incidents", "--format", "jsonl"])?;
    assert!(desk.said(&["doctor", "--repair"])?.contains("sound"));
    assert_eq!(desk.said(&["incidents", "--format", "jsonl"])?, before, "repair makes the same again");
    let compared = desk.said(&["compare", "copy.db", "sayso.db"])?;
    assert!(
        compared.contains("0 gained") && compared.contains("0 lost") && compared.contains("0 recoded"),
        "{compared}"
    );
    desk.command(&["remove", "02-moscow-announcement"]).assert().success();
    let compared = desk.said(&["compare", "copy.db", "sayso.db"])?;
    assert!(compared.contains("1 only in the older"), "{compared}");
    Ok(())
}

#[test]
fn rows_of_other_tools_are_held_against_their_text() -> Result<(), Failed> {
    let desk = Desk::new()?;
    desk.command(&["export", "--format", "polecat", "--doc", "02-moscow-announcement", "-o", "rows.tsv", "--quiet"])
        .assert()
        .success();
    let text = demo().join("02-moscow-announcement.html").display().to_string();
    let told = desk.said(&["verify", "--row", "rows.tsv", "--text", &text])?;
    assert!(told.contains("the text supports 6 of 6 fields"), "{told}");
    std::fs::write(desk.folder.path().join("bad.tsv"), "a\tb\n")?;
    desk.command(&["verify", "--row", "bad.tsv", "--text", &text]).assert().code(1);
    Ok(())
}

#[test]
fn two_reviewers_judge_and_take_away_what_came_of_it() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let queue = desk.lines(&["review", "queue", "--reviewer", "ann"])?;
    let sure = |item: &Value| item["confidence"].as_f64().unwrap_or(9.0);
    assert!(queue.windows(2).all(|pair| sure(&pair[0]) <= sure(&pair[1])), "the least sure come first");
    let event = queue.iter().find(|item| item["kind"] == "event").ok_or("an event")?;
    let id = event["id"].as_str().ok_or("an id")?;
    desk.said(&["review", "accept", id, "--reviewer", "ann"])?;
    desk.said(&["review", "reject", id, "--reviewer", "bob", "--note", "no act"])?;
    let agreement = desk.said(&["review", "agreement"])?;
    assert!(agreement.contains("ann and bob: 0 of 1 records alike"), "{agreement}");
    let settled = desk.said(&["review", "reject", id, "--reviewer", "ann", "--settles"])?;
    assert!(!desk.lines(&["events"])?.iter().any(|event| event["id"] == id));
    let number = settled.split("undo ").nth(1).and_then(|rest| rest.split('`').next()).ok_or("a number")?;
    desk.said(&["review", "undo", number])?;
    let mut record = desk.lines(&["events"])?.into_iter().find(|event| event["id"] == id).ok_or("it is back")?;
    let otherwise = if record["factuality"]["certainty"] == "possible" { "probable" } else { "possible" };
    record["factuality"]["certainty"] = otherwise.into();
    std::fs::write(desk.folder.path().join("record.json"), record.to_string())?;
    desk.said(&["review", "correct", id, "record.json", "--reviewer", "eve", "--settles"])?;
    let why = desk.said(&["why", id])?;
    assert!(why.contains("a reviewer gave it"), "{why}");
    let examples = desk.said(&["review", "export", "examples", "--reviewer", "bob"])?;
    assert!(examples.contains("no = ["), "{examples}");
    desk.said(&["review", "export", "judgements", "-o", "judgements.jsonl"])?;
    assert_eq!(desk.file("judgements.jsonl")?.lines().count(), 3);
    desk.command(&["review", "finish", event["doc"].as_str().ok_or("a document")?, "--reviewer", "ann"])
        .assert()
        .failure();
    Ok(())
}

#[test]
fn a_changed_rule_is_tried_on_stored_reports() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let rule = "event = \"COERCE\"\n\n[[rule]]\nid = \"coerce.tried\"\nmeaning = \"x\"\nverb = [\"down\"]\n";
    std::fs::write(desk.folder.path().join("rule.toml"), rule)?;
    let before = desk.said(&["events", "--format", "jsonl"])?;
    let said = desk.said(&["lexicon", "trial", "rule.toml"])?;
    assert!(said.contains("documents that hold the words"), "{said}");
    assert_eq!(desk.said(&["events", "--format", "jsonl"])?, before, "nothing is stored");
    std::fs::write(desk.folder.path().join("rule.toml"), "event = \"WAR\"\n")?;
    let output = desk.command(&["lexicon", "trial", "rule.toml"]).assert().failure().get_output().stderr.clone();
    assert!(String::from_utf8(output)?.contains("no PLOVER type"));
    Ok(())
}

#[test]
fn actors_of_ones_own_are_laid_over_what_is_read_and_can_be_taken_back() -> Result<(), Failed> {
    let desk = Desk { folder: tempfile::tempdir()? };
    let report = |name: &str, date: &str, text: &str| {
        let line = serde_json::json!({"id": name, "text": text, "published": date});
        std::fs::write(desk.folder.path().join(format!("{name}.jsonl")), line.to_string())
    };
    report("raid", "2014-03-02", "The Dawn Front attacked a village near Vell on Sunday, police said.")?;
    report("talks", "2016-05-03", "The Dawn Front met the union in Vell on Tuesday, police said.")?;
    report("other", "2014-03-02", "The union met the minister on Sunday.")?;
    desk.command(&["add", "raid.jsonl", "talks.jsonl", "other.jsonl"]).assert().success();
    // Name, code and country of the one who did it.
    let codes = |doc: &str, codes: &str| -> Result<bool, Failed> {
        let table = desk.said(&["events", "--format", "csv"])?;
        Ok(table.lines().any(|row| row.contains(&format!(",{doc},")) && row.contains(&format!(",Dawn Front,{codes},"))))
    };
    assert!(codes("raid", "UNK,")?);
    std::fs::write(
        desk.folder.path().join("mine.tsv"),
        "names\tcountry\tsector\tfrom\tto\nDawn Front;DF\tKEN\tREB\t\t2014-12-31\nDawn Front;DF\tKEN\tPTY\t2015-01-01\t\n",
    )?;
    let tried = desk.said(&["actors", "add", "--file", "mine.tsv", "--dry-run"])?;
    assert!(tried.contains("2 reports with one of the names, 2 read again:"), "{tried}");
    assert!(codes("raid", "UNK,")?);
    let said = desk.said(&["actors", "add", "--file", "mine.tsv"])?;
    assert!(said.contains("all of 1 to 2"), "{said}");
    assert!(codes("raid", "KEN REB,KEN")?);
    assert!(desk.said(&["events", "--format", "csv"])?.contains("KEN PTY"));

    // What was read with them counts as read by this version; what comes later is read with them.
    let again = desk.command(&["add", "raid.jsonl", "talks.jsonl", "other.jsonl"]).assert().success();
    let told = String::from_utf8(again.get_output().stderr.clone())?;
    assert!(told.contains("3 unchanged"), "{told}");
    desk.command(&["verify"]).assert().success();

    let other = desk.said(&["actors", "add", "dawn front", "--sector", "OPP"])?;
    assert!(other.contains("`sayso undo 3`"), "{other}");
    desk.said(&["undo", "3"])?;
    desk.said(&["undo", "2"])?;
    desk.said(&["undo", "1"])?;
    assert!(codes("raid", "UNK,")?);

    let wrong = desk.command(&["actors", "add", "Dawn Front", "--country", "NRL"]).assert().failure();
    assert!(String::from_utf8(wrong.get_output().stderr.clone())?.contains("no country has the code NRL"));
    Ok(())
}

#[test]
fn questions_refuse_filters_that_do_not_apply_to_them() -> Result<(), Failed> {
    let desk = Desk::new()?;
    for words in [["labels", "--type", "ASSAULT"], ["ties", "--place", "Paris"], ["drift", "--quad", "1"]] {
        let refused = desk.command(&words).assert().code(2);
        let told = String::from_utf8(refused.get_output().stderr.clone())?;
        assert!(told.contains(words[1]), "{words:?}: {told}");
    }
    let all = desk.lines(&["ties"])?.len();
    let later = desk.lines(&["ties", "--since", "1961-01-01"])?.len();
    assert!(later <= all && desk.lines(&["ties", "--since", "2001-01-01"])?.is_empty());
    // The act is the holder's own.
    let denied = desk.lines(&["events", "--holder", "State Department", "--act", "denies"])?;
    let by_itself = |event: &Value| {
        let chain = event["chain"].as_array().cloned().unwrap_or_default();
        chain.iter().any(|link| link["act"] == "denies")
    };
    assert!(denied.iter().all(by_itself), "{denied:?}");
    // What is told to go on with works with the same files.
    let file = demo().join("08-summit.html").display().to_string();
    let told = desk.said(&["sources", "--from", &file])?;
    let flat = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("--from"), "{told}");
    Ok(())
}
