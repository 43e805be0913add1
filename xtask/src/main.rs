//! The chores of the repository.
//!
//! `cargo xtask demo` builds sayso and reads the demo reports; `cargo xtask test` runs every check and test.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    let done = match task.as_deref() {
        Some("demo") => demo(),
        Some("test") => test(),
        _ => {
            eprintln!(
                "usage: cargo xtask demo | test\n\n  demo  build sayso, read the demo reports, say what to try next\n  test  formatting, lints, all tests, documentation"
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
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    eprintln!("$ {program} {}", arguments.join(" "));
    let status = Command::new(program).args(arguments).current_dir(root()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{program} {}` failed ({status})", arguments.join(" "))),
        Err(error) => Err(missing(program, &error)),
    }
}

fn missing(program: &str, error: &std::io::Error) -> String {
    match program {
        "cargo" => format!("cargo can't be started ({error}); install Rust from https://rustup.rs"),
        _ => format!("{program} can't be started: {error}"),
    }
}

fn demo() -> Result<(), String> {
    run("cargo", &["build", "--release", "-p", "sayso"])?;
    let binary = target().join("release").join(if cfg!(windows) { "sayso.exe" } else { "sayso" });
    let binary = binary.to_string_lossy().into_owned();
    run(&binary, &["read", "corpus/demo"])?;
    eprintln!(
        "\nThese were {} in corpus/demo: one dispute of May 1960, told by many. Next, try:\n\n  \
         {binary} read PAGE.html                    your own page, text, mail, PDF, feed or folder\n  \
         {binary} read corpus/demo --format csv     one event a row\n  \
         {binary} add corpus/demo                   into ./sayso.db, then: events, actors, search, why ID\n  \
         {binary} why-not \"The ministry denied it.\"  what almost fired, and what stopped it\n",
        reports()
    );
    Ok(())
}

fn reports() -> String {
    let count = std::fs::read_dir(root().join("corpus/demo")).map(|files| files.count()).unwrap_or(0);
    format!("{count} files")
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn test() -> Result<(), String> {
    run("cargo", &["fmt", "--all", "--check"])?;
    run("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    run("cargo", &["test", "--workspace"])?;
    run("cargo", &["doc", "--workspace", "--no-deps", "--quiet"])
}
