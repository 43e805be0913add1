//! The switches that thin out records, what was left uncoded, and the scores in every form.

use assert_cmd::Command;
use serde_json::Value;

type Failed = Box<dyn std::error::Error>;

const TEXT: &str = "Gen. Ade Moss spoke in Vell. French police arrested two British soldiers on Monday. French police arrested a British \
                    soldier on Monday. Villagers attacked a bridge. Thousands of French workers went on strike. French police serenaded British soldiers.";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Result<Desk, Failed> {
        let desk = Desk { folder: tempfile::tempdir()? };
        std::fs::write(desk.folder.path().join("note.txt"), TEXT)?;
        desk.command(&["add", "note.txt"]).assert().success();
        Ok(desk)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::cargo_bin("sayso").expect("the command is built");
        let shared = ["--model", "small", "--published", "1960-05-10"];
        command.current_dir(self.folder.path()).args(shared).args(words).env("NO_COLOR", "1");
        command
    }

    /// Standard output and standard error.
    fn said(&self, words: &[&str]) -> Result<(String, String), Failed> {
        let output = self.command(words).assert().success().get_output().clone();
        Ok((String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?))
    }

    fn lines(&self, words: &[&str]) -> Result<Vec<Value>, Failed> {
        let (said, _) = self.said(&[words, &["--format", "jsonl"]].concat())?;
        Ok(said.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
    }
}

#[test]
fn switches_drop_the_same_records_from_a_reading_and_from_the_workspace() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let all = desk.lines(&["events"])?.len();
    assert!(all >= 3, "{all}");
    for switch in [
        &["--first-sentences", "2"][..],
        &["--one-a-day"],
        &["--require-actors"],
        &["--unknown-actors", "drop"],
        &["--min-confidence", "0.85"],
        &["--one-a-day", "--require-actors"],
    ] {
        let stored = desk.lines(&[&["events"], switch].concat())?;
        let readings = desk.lines(&[&["read", "note.txt"], switch].concat())?;
        let ids = |events: &[Value]| -> Vec<String> { events.iter().map(|event| event["id"].to_string()).collect() };
        let read: Vec<Value> =
            readings.iter().flat_map(|reading| reading["events"].as_array().cloned().unwrap_or_default()).collect();
        assert_eq!(ids(&stored), ids(&read), "{switch:?}");
        assert!(stored.len() < all, "{switch:?} drops nothing of {all}");
        let (_, told) = desk.said(&[&["events"], switch].concat())?;
        assert!(told.contains(&format!("of {all} records dropped")), "{told}");
        assert!(told.contains(switch[0]), "{told}");
        let (_, quiet) = desk.said(&[&["--quiet", "events"], switch].concat())?;
        assert_eq!(quiet, "");
    }
    // "Gen." ends no sentence.
    assert_eq!(desk.lines(&["events", "--first-sentences", "2"])?.len(), 1);
    let (table, told) = desk.said(&["export", "--format", "csv", "--one-a-day"])?;
    assert!(table.lines().count() < all + 1 && told.contains("--one-a-day: 1 of"), "{told}");
    desk.command(&["events", "--min-confidence", "7"]).assert().code(2);
    Ok(())
}

#[test]
fn every_form_has_code_classes_and_scores() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let scores = serde_json::json!(
        {"quad_plover": 4, "quad_gdelt": 4, "quad_phoenix": 4, "plover_2021": -7.0, "goldstein_cameo": -5.0}
    );
    let is_arrest = |event: &&Value| event["event"] == "COERCE";
    let stored = desk.lines(&["events"])?;
    let arrest = stored.iter().find(is_arrest).ok_or("an arrest")?;
    assert_eq!((&arrest["cameo"], &arrest["scores"]), (&Value::from("173"), &scores));
    let readings = desk.lines(&["read", "note.txt"])?;
    let events = readings[0]["events"].as_array().ok_or("events")?;
    assert_eq!(events.iter().find(is_arrest).ok_or("an arrest")?["scores"], scores);
    let (table, _) = desk.said(&["events", "--format", "csv"])?;
    let header = table.lines().next().unwrap_or_default();
    assert!(header.contains("cameo,quad_plover,quad_gdelt,quad_phoenix,plover_2021,goldstein_cameo"), "{header}");
    assert!(table.contains(",173,4,4,4,-7.0,-5.0,"), "{table}");
    let (drawn, _) = desk.said(&["events", "--format", "table"])?;
    for part in ["173", "4/4/4", "-7.0", "-5.0"] {
        assert!(drawn.contains(part), "{part} is missing in\n{drawn}");
    }
    Ok(())
}

#[test]
fn what_was_left_uncoded_is_counted_with_an_example() -> Result<(), Failed> {
    let desk = Desk::new()?;
    let verbs = desk.lines(&["uncoded", "verbs"])?;
    let serenade = verbs.iter().find(|verb| verb["verb"] == "serenade").ok_or("a verb without a rule")?;
    assert_eq!((&serenade["count"], &serenade["with_recipient"]), (&Value::from(1), &Value::from(1)));
    let start = TEXT.find("serenaded").unwrap_or(0);
    assert_eq!(serenade["example"]["span"], serde_json::json!([start, start + "serenaded".len()]));
    assert!(verbs.iter().all(|verb| verb["verb"] != "arrest"), "{verbs:?}");
    // Files are looked at in the same way.
    assert_eq!(desk.lines(&["uncoded", "verbs", "--from", "note.txt"])?, verbs);
    let actors = desk.lines(&["uncoded", "actors"])?;
    let bridge = actors.iter().find(|actor| actor["phrase"] == "bridge").ok_or("words without a code")?;
    assert_eq!((&bridge["as_actor"], &bridge["as_recipient"]), (&Value::from(0), &Value::from(1)));
    let (table, _) = desk.said(&["uncoded", "actors", "--format", "csv"])?;
    assert!(table.starts_with("phrase,count,documents,as actor,as recipient,kind,"), "{table}");
    Ok(())
}
