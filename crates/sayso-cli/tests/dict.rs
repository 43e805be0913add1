//! PETRARCH dictionaries: imported, read with, exported, imported again.

use assert_cmd::Command;
use predicates::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const ACTORS: &str = "NORLAND [NOR]\n+NORLANDIC\nSUDLAND [SUD]\nARN_OLVIK # head of government\n\t[NOROPP <20091231]\r\n\
    \t[NORGOV 20100101-20141231]\n\t[NORELI]\nDAWN_FRONT [SUDREB]\nTWO_LANDS [NOR/SUD]\n";
const AGENTS: &str = "POLICE {} [~COP]\nREPORTER [~MED]\n";
const VERBS: &str = "&GOODS\n+WHEAT\n+BREAD_ROLL\n\n--- SUPPLY [070] ---\nSUPPLY\n- * &GOODS (TO +) [073]\n- * STATEMENT [010]\n- * KEYS TO + [072]\n\n\
    --- DETAIN [173] ---\nDETAIN\n- MUST * + [104]\n\n--- CHAT [010] ---\nCHAT\n";
const DISCARDS: &str = "YEARS LATER\n+CUP_FINAL\n";
const ISSUES: &str = "<ISSUE CATEGORY=\"HEALTH\" TYPE=\"ALL\">\nn:clinic [CARE]\n</ISSUE>\n";

fn sayso(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::cargo_bin("sayso").unwrap_or_else(|error| panic!("{error}"));
    command.env("NO_COLOR", "1").current_dir(folder).args(arguments);
    command
}

fn dictionaries() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let dictionaries = folder.path().join("old");
    let files = [
        ("x.actors.txt", ACTORS),
        ("x.agents.txt", AGENTS),
        ("x.verbs.txt", VERBS),
        ("x.discards.txt", DISCARDS),
        ("x.issues.txt", ISSUES),
        ("LICENCE", "as you like"),
    ];
    fs::create_dir(&dictionaries).unwrap_or_else(|error| panic!("{error}"));
    for (name, text) in files {
        fs::write(dictionaries.join(name), text).unwrap_or_else(|error| panic!("{error}"));
    }
    folder
}

/// The events of a text as CAMEO code, codes of the actors, codes of the recipients, contexts.
fn events(folder: &Path, published: &str, text: &str) -> Vec<String> {
    let mut command = sayso(&["read", "--lexicon", "new", "--format", "jsonl", "--published", published], folder);
    let output = command.write_stdin(text).assert().success();
    let reading: serde_json::Value =
        serde_json::from_slice(&output.get_output().stdout).unwrap_or_else(|error| panic!("{error}"));
    let code = |party: &serde_json::Value| {
        let actor = reading["actors"].as_array()?.iter().find(|actor| actor["id"] == party["actor"])?;
        let sector: Vec<&str> = actor["sector"].as_array()?.iter().filter_map(|code| code.as_str()).collect();
        Some(format!("{}{}", actor["country"].as_str().unwrap_or("---"), sector.concat()))
    };
    let codes = |parties: &serde_json::Value| {
        let parties = parties.as_array().into_iter().flatten();
        parties.map(|party| code(party).unwrap_or_default()).collect::<Vec<_>>().join("+")
    };
    let events = reading["events"].as_array().into_iter().flatten();
    events
        .map(|event| {
            let cameo = event["cameo"].as_str().unwrap_or_default();
            let contexts = event["contexts"].to_string().replace('"', "");
            format!(
                "{} {cameo} {} -> {} {contexts}",
                event["event"],
                codes(&event["actor"]),
                codes(&event["recipient"])
            )
            .replace('"', "")
        })
        .collect()
}

#[test]
fn imported_dictionaries_code_with_their_own_codes_on_their_days() {
    let folder = dictionaries();
    let folder = folder.path();
    sayso(&["dict", "import", "old", "--out", "new"], folder).assert().success().stderr(
        predicate::str::contains(
            "came over: 4 actors, 6 codes, 2 agents, 1 set, 2 verbs, 4 patterns, 2 discards, 1 issue",
        )
        .and(predicate::str::contains("x.actors.txt line 9")),
    );
    let left_out = fs::read_to_string(folder.join("new/left_out.tsv")).unwrap_or_default();
    assert!(left_out.contains("TWO_LANDS [NOR/SUD]") && left_out.contains("CHAT"), "{left_out}");

    let supplied = "Arn Olvik supplied wheat to Sudland on Monday.";
    assert_eq!(events(folder, "2012-03-06", supplied), ["AID 073 NORGOV -> SUD []"]);
    assert_eq!(events(folder, "2008-03-06", supplied), ["AID 073 NOROPP -> SUD []"]);
    assert_eq!(events(folder, "2020-03-06", supplied), ["AID 073 NORELI -> SUD []"]);
    assert_eq!(
        events(folder, "2012-03-06", "Norlandic police detained a reporter outside the clinic on Monday."),
        ["COERCE 173 NORCOP -> NORJRN [legal,health]"]
    );
    assert_eq!(
        events(folder, "2012-03-06", "Norland supplied a statement to Sudland on Monday."),
        Vec::<String>::new()
    );
    assert_eq!(
        events(folder, "2012-03-06", "Years later, Norlandic police detained a reporter. Police detained a man."),
        ["COERCE 173 NORCOP -> NORCVL [legal]"]
    );
    let in_order = "Norland supplied the keys of a depot to Sudland on Monday.";
    assert_eq!(events(folder, "2012-03-06", in_order), ["AID 072 NOR -> SUD [military]"]);
    let story = "Norlandic police detained a reporter on Monday. It was before the cup final.";
    assert_eq!(events(folder, "2012-03-06", story), Vec::<String>::new());
}

#[test]
fn exporting_and_importing_again_changes_nothing() {
    let folder = dictionaries();
    let folder = folder.path();
    sayso(&["dict", "import", "old", "--out", "new"], folder).assert().success();
    sayso(&["dict", "export", "new", "--out", "petrarch"], folder).assert().success();
    sayso(&["dict", "import", "petrarch", "--out", "again"], folder).assert().success();
    let (new, again) = (contents(&folder.join("new")), contents(&folder.join("again")));
    assert!(new.len() > 30 && new == again, "{:?}", new.keys());
    let explained = sayso(&["lexicon", "explain", "supply", "--lexicon", "again"], folder).assert().success();
    explained.stdout(predicate::str::contains("aid.supply.1").and(predicate::str::contains("complement = [#GOODS]")));
    sayso(&["dict", "import", "old", "--out", "new"], folder)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("not empty"));
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            found.extend(contents(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).unwrap_or_default());
        }
    }
    found
}
