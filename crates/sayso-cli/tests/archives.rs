//! Long inputs on the command line: streams, archives, and runs that are ended in the middle.

use assert_cmd::Command;
use predicates::prelude::*;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Pages in the archive.
const PAGES: usize = 120;

fn sayso() -> Command {
    let mut command = Command::cargo_bin("sayso").unwrap_or_else(|error| panic!("{error}"));
    command.env("NO_COLOR", "1").env_remove("RUST_LOG");
    command
}

/// An archive with a gzip member a record, as Common Crawl writes it.
fn archive() -> Vec<u8> {
    (0..PAGES)
        .flat_map(|number| {
            let page = format!(
                "<html><body><article><p>Police in Vell arrested {number} members of the union on Monday, the interior ministry of Norland said.</p><p>Ann Lee denied that anybody of page {number} had been at the port.</p></article></body></html>"
            );
            let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
            let record = format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/{number}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
                answer.len()
            );
            let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gz.write_all(record.as_bytes()).and_then(|()| gz.finish()).unwrap_or_else(|error| panic!("{error}"))
        })
        .collect()
}

/// Documents that the workspace holds now.
fn stored(workspace: &Path) -> usize {
    let open = sayso::Workspace::open(workspace).and_then(|workspace| workspace.documents());
    open.map_or(0, |documents| documents.len())
}

#[test]
fn an_interrupted_run_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let file = folder.path().join("crawl.warc.gz");
    std::fs::write(&file, archive()).unwrap_or_else(|error| panic!("{error}"));
    let workspace = folder.path().join("sayso.db");
    let add = |more: &[&str]| {
        let mut command = sayso();
        command
            .args(["add", "--model", "small", "--threads", "2", "--workspace"])
            .arg(&workspace)
            .arg(&file)
            .args(more);
        command
    };
    let mut running = std::process::Command::new(assert_cmd::cargo::cargo_bin("sayso"))
        .args(["add", "--model", "small", "--threads", "2", "--workspace"])
        .arg(&workspace)
        .arg(&file)
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{error}"));
    let started = Instant::now();
    while !workspace.exists() || stored(&workspace) < 24 {
        assert!(started.elapsed() < Duration::from_secs(120), "nothing was stored");
        std::thread::sleep(Duration::from_millis(10));
    }
    running.kill().and_then(|()| running.wait()).unwrap_or_else(|error| panic!("{error}"));
    let before = stored(&workspace);
    assert!((24..PAGES).contains(&before), "{before}");
    // What the first run stored is there, and nothing is read twice but what came after the last place that was kept.
    let second = add(&[]).assert().success();
    let told = String::from_utf8_lossy(&second.get_output().stderr).into_owned();
    assert!(told.contains("crawl.warc.gz: goes on at byte "), "{told}");
    assert!(told.contains(&format!("{} new", PAGES - before)), "{before}: {told}");
    assert_eq!(stored(&workspace), PAGES);
    let passed: usize = told
        .split(", ")
        .find_map(|part| part.strip_suffix(&part[part.find(" unchanged")?..])?.parse().ok())
        .unwrap_or_else(|| panic!("{told}"));
    assert!(passed <= 17, "{told}");
    // Once it was read to its end, the next run looks at all of it again.
    let unchanged = format!("{PAGES} unchanged");
    add(&[])
        .assert()
        .success()
        .stderr(predicate::str::contains(&unchanged).and(predicate::str::contains("goes on").not()));
    add(&["--from-start"]).assert().success().stderr(predicate::str::contains(&unchanged));
}

#[test]
fn a_stream_gives_the_same_on_any_number_of_threads() {
    let lines: String = (0..60)
        .map(|number| match number % 20 {
            7 => "no document\n".to_string(),
            _ => format!(
                "{{\"id\":\"d{number}\",\"published\":\"2024-05-14\",\"text\":\"Police in Vell arrested {number} members of the union on Monday, the ministry said.\"}}\n"
            ),
        })
        .collect();
    let read = |threads: &str| {
        let read = sayso()
            .args(["read", "--model", "small", "--format", "jsonl", "--threads", threads, "-"])
            .write_stdin(lines.clone())
            .assert()
            .code(1);
        let output = read.get_output();
        (output.stdout.clone(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let one = read("1");
    assert!(one.1.contains("-, line 8: is not a document"), "{}", one.1);
    assert_eq!(String::from_utf8_lossy(&one.0).lines().count(), 57);
    assert!(read("2") == one && read("5") == one);
}
