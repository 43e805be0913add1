//! The chores of the repository.
//!
//! `cargo xtask demo` builds sayso and reads the demo reports; `cargo xtask test` runs every check and test;
//! `cargo xtask web` builds the web pages; `cargo xtask python` builds and tests the wheel; `cargo xtask dist` packs a
//! release; `cargo xtask fuzz` runs the fuzzer; `cargo xtask corpus` checks the gold standard; `cargo xtask lexicon pages`
//! writes the pages of the types.

mod corpus;
mod dist;
mod environment;
mod fuzz;
mod pages;
mod python;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    let done = match task.as_deref() {
        Some("demo") => demo(),
        Some("test") => test(std::env::args().skip(2).any(|switch| switch == "--long")),
        Some("web") => web(),
        Some("dist") => dist::run_dist(),
        Some("corpus") => corpus::run(&root(), &std::env::args().skip(2).collect::<Vec<_>>()),
        Some("fuzz") => fuzz::run(&root(), &target(), &std::env::args().skip(2).collect::<Vec<_>>()),
        Some("python") => python::run_python(&std::env::args().skip(2).collect::<Vec<_>>()),
        Some("lexicon") => pages::run(&root(), &std::env::args().skip(2).collect::<Vec<_>>()),
        _ => {
            eprintln!(
                "usage: cargo xtask demo | test | web | python | dist | corpus | fuzz | lexicon\n\n  demo  build sayso, read the demo reports, say what to try next\n  test  [--long]: formatting, lints, all tests, documentation; --long with the long forms of the tests\n  web   build the web pages that `sayso serve` shows; the next build of sayso takes them in\n  python  [--long]: build the wheel, install it, run its tests\n  dist  pack a release for this platform, with its checksum\n  corpus  check | attach | add: the gold standard and its texts\n  fuzz  [--seconds N] [--runs N] [TARGET...]: every reader of foreign bytes against made-up input\n  lexicon  pages [--check]: docs/types from the rules, or whether it is up to date"
            );
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    // As cargo says when it runs this; a program built in another checkout with the same build folder would know the other's.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = PathBuf::from(here);
    here.parent().map_or(here.clone(), Path::to_path_buf)
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    run_in(&[], program, arguments)
}

/// Runs a program with these variables set beside the others.
fn run_in(environment: &[(&str, &str)], program: &str, arguments: &[&str]) -> Result<(), String> {
    eprintln!("$ {program} {}", arguments.join(" "));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()).envs(environment.iter().copied());
    let status = command.status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{program} {}` failed ({status})", arguments.join(" "))),
        Err(error) => Err(missing(program, &error)),
    }
}

fn missing(program: &str, error: &std::io::Error) -> String {
    match program {
        "cargo" => format!("cargo can't be started ({error}); install Rust from https://rustup.rs"),
        "npm" => format!("npm can't be started ({error}); install Node.js 20 or newer from https://nodejs.org"),
        "python3" => format!("python3 can't be started ({error})"),
        _ => format!("{program} can't be started: {error}"),
    }
}

/// The web pages, from their lock file.
fn web() -> Result<(), String> {
    run("npm", &["--prefix", "web", "ci", "--no-audit", "--no-fund"])?;
    run("npm", &["--prefix", "web", "run", "check"])?;
    run("npm", &["--prefix", "web", "run", "build"])
}

/// The pages in a real browser, against the program that was just built.
fn browser() -> Result<(), String> {
    let binary = target().join("debug").join("sayso");
    let found = std::env::var_os("SAYSO_CHROMIUM").is_some()
        || ["chromium", "chromium-browser", "google-chrome"]
            .iter()
            .any(|name| Path::new("/usr/bin").join(name).exists());
    if !found {
        eprintln!(
            "xtask: the pages are not tried in a browser: there is no Chromium; install it, or name one in SAYSO_CHROMIUM"
        );
        return Ok(());
    }
    let binary = std::path::absolute(binary).map_err(|error| error.to_string())?;
    run_in(&[("SAYSO_BINARY", &binary.to_string_lossy())], "npm", &["--prefix", "web", "test"])
}

fn demo() -> Result<(), String> {
    if let Err(message) = web() {
        eprintln!("xtask: {message}\nxtask: sayso is built without the pages of `sayso serve`");
    }
    run("cargo", &["build", "--release", "-p", "sayso-cli"])?;
    let binary = target().join("release").join(if cfg!(windows) { "sayso.exe" } else { "sayso" });
    let binary = binary.to_string_lossy().into_owned();
    run(&binary, &["read", "corpus/demo"])?;
    eprintln!(
        "\nThese were {} in corpus/demo: one dispute of May 1960, told by many. Next, try:\n\n  \
         {binary} read PAGE.html                    your own page, text, mail, PDF, feed or folder\n  \
         {binary} read corpus/demo --format csv     one event a row\n  \
         {binary} add corpus/demo                   into ./sayso.db, then: incidents, contradictions, numbers, drift\n  \
         {binary} serve                             the same as a web page on this machine\n  \
         {binary} why-not \"The ministry denied it.\"  what almost fired, and what stopped it\n",
        reports()
    );
    Ok(())
}

fn reports() -> String {
    let count = std::fs::read_dir(root().join("corpus/demo")).map(|files| files.count()).unwrap_or(0);
    format!("{count} files")
}

/// The platform that the compiler builds for.
fn platform() -> Result<String, String> {
    let output =
        Command::new("rustc").arg("-vV").output().map_err(|error| format!("rustc can't be started: {error}"))?;
    let told = String::from_utf8_lossy(&output.stdout);
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_string).ok_or_else(|| "`rustc -vV` names no host".to_string())
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Every check. `long` asks tests for their long forms, by a variable that they look for.
fn test(long: bool) -> Result<(), String> {
    run("cargo", &["fmt", "--all", "--check"])?;
    web()?;
    run("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    let python = environment::of_tests("exports and the wheel are not tested with pandas, polars, DuckDB and Spark");
    let mut variables: Vec<(&str, &str)> =
        python.as_deref().map(|python| ("SAYSO_PYTHON", python)).into_iter().collect();
    variables.extend(long.then_some(("SAYSO_LONG", "1")));
    run_in(&variables, "cargo", &["test", "--workspace"])?;
    browser()?;
    // The program is the one that the tests have built.
    python::test(long)?;
    if let Some(python) = python {
        let export = target().join("debug/examples/export").to_string_lossy().into_owned();
        run(&python, &["crates/sayso-export/tests/read_back_marks.py", &export])?;
    }
    crates()?;
    corpus::run(&root(), &["check".to_string()])?;
    pages::run(&root(), &["pages".to_string(), "--check".to_string()])?;
    run("cargo", &["doc", "--workspace", "--no-deps", "--quiet"])
}

/// The version of `cargo deny` that is built where there is none.
const DENY: &str = "0.20.2";

/// Licences and sources of all crates. Known faults need a database that is fetched: before a release (CONTRIBUTING.md).
fn crates() -> Result<(), String> {
    let told = |command: &mut Command| command.output().is_ok_and(|told| told.status.success());
    let checks = ["check", "licenses", "bans", "sources"];
    if told(Command::new("cargo").args(["deny", "--version"])) {
        return run("cargo", &[&["deny"][..], &checks].concat());
    }
    let folder = target().join("tools");
    let program = folder.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        eprintln!("xtask: building cargo-deny {DENY}, which checks licences and sources of crates");
        let place = folder.to_string_lossy();
        // Not optimised: it runs for seconds, and a build with optimisation takes many minutes.
        let install = ["install", "cargo-deny", "--version", DENY, "--locked", "--debug", "--quiet", "--root", &place];
        if let Err(message) = run("cargo", &install) {
            eprintln!(
                "xtask: {message}\nxtask: licences and sources of crates are not checked; a way to crates.io would do it"
            );
            return Ok(());
        }
    }
    run(&program.to_string_lossy(), &checks)
}
