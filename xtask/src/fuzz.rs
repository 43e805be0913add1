//! `cargo xtask fuzz [--seconds N] [--runs N] [TARGET...]`: the fuzzer over every reader of foreign bytes.
//!
//! The compiler's own coverage and libFuzzer do it: no other compiler and no other command than the usual ones. The bytes
//! that found something new are kept below the build folder, so that the next run goes on from there.

use std::path::Path;
use std::process::Command;

/// Seconds a target where nothing else is said.
const SECONDS: u64 = 20;

/// Coverage for libFuzzer. The sanitiser of addresses would need another compiler, and the workspace has no unsafe code.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
];

/// What was asked for.
#[derive(Debug, Default, PartialEq)]
struct Asked {
    targets: Vec<String>,
    seconds: Option<u64>,
    runs: Option<u64>,
}

impl Asked {
    fn of(arguments: &[String]) -> Result<Asked, String> {
        let mut asked = Asked::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut number = || {
                let value = rest.next().and_then(|value| value.parse().ok());
                value.ok_or_else(|| format!("{argument} wants a number"))
            };
            match argument.as_str() {
                "--seconds" => asked.seconds = Some(number()?),
                "--runs" => asked.runs = Some(number()?),
                name if name.starts_with('-') => {
                    return Err(format!(
                        "{name} is not known; usage: cargo xtask fuzz [--seconds N] [--runs N] [TARGET...]"
                    ));
                }
                name => asked.targets.push(name.to_string()),
            }
        }
        Ok(asked)
    }

    /// Where it ends: after so many inputs, so many seconds, or the usual seconds.
    fn limits(&self) -> Vec<String> {
        let seconds = self.seconds.or(if self.runs.is_none() { Some(SECONDS) } else { None });
        let seconds = seconds.map(|seconds| format!("-max_total_time={seconds}"));
        seconds.into_iter().chain(self.runs.map(|runs| format!("-runs={runs}"))).collect()
    }
}

/// Builds the targets that are named (all, where none is) and runs one after the other.
pub fn run(root: &Path, target_folder: &Path, arguments: &[String]) -> Result<(), String> {
    let mut asked = Asked::of(arguments)?;
    let all = targets(root)?;
    if let Some(unknown) = asked.targets.iter().find(|name| !all.contains(name)) {
        return Err(format!("there is no target {unknown}; there are: {}", all.join(", ")));
    }
    if asked.targets.is_empty() {
        asked.targets = all;
    }
    let folder = std::path::absolute(target_folder).map_err(|error| error.to_string())?.join("fuzz");
    // With the platform named, the flags are not for build scripts.
    let triple = crate::platform()?;
    build(root, &folder, &triple, &asked.targets)?;
    let mut failed = Vec::new();
    for target in &asked.targets {
        let program = folder.join(&triple).join("fuzz").join(target);
        if !fuzz(root, &folder, &program, target, &asked)? {
            failed.push(target.as_str());
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} failed; the inputs lie in {}: mend the reader, put the input into fuzz/seeds, and a test beside the reader",
        failed.join(", "),
        folder.join("artifacts").display()
    ))
}

/// The targets in alphabetical order.
fn targets(root: &Path) -> Result<Vec<String>, String> {
    let folder = root.join("fuzz/fuzz_targets");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> =
        entries.flatten().filter_map(|entry| entry.path().file_stem()?.to_str().map(String::from)).collect();
    names.sort();
    Ok(names)
}

fn build(root: &Path, folder: &Path, triple: &str, targets: &[String]) -> Result<(), String> {
    let mut command = Command::new("cargo");
    command.current_dir(root).env("RUSTFLAGS", FLAGS.join(" ")).env("CARGO_TARGET_DIR", folder);
    command.args([
        "build",
        "--package",
        "sayso-fuzz",
        "--features",
        "libfuzzer",
        "--profile",
        "fuzz",
        "--target",
        triple,
    ]);
    command.args(targets.iter().flat_map(|target| ["--bin", target]));
    eprintln!("building {} programs of the fuzzer", targets.len());
    let status = command.status().map_err(|error| crate::missing("cargo", &error))?;
    status.success().then_some(()).ok_or_else(|| "the programs of the fuzzer can't be built".to_string())
}

/// Whether the target came to its end without a fault.
fn fuzz(root: &Path, folder: &Path, program: &Path, target: &str, asked: &Asked) -> Result<bool, String> {
    let (corpus, artifacts) = (folder.join("corpus").join(target), folder.join("artifacts").join(target));
    for folder in [&corpus, &artifacts] {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let mut command = Command::new(program);
    command.args(asked.limits()).args(["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096", "-print_final_stats=1"]);
    command.arg(format!("-artifact_prefix={}/", artifacts.display()));
    command.arg(&corpus).arg(root.join("fuzz/seeds").join(target));
    eprintln!("fuzzing {target}");
    let status = command.status().map_err(|error| crate::missing(&program.display().to_string(), &error))?;
    Ok(status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> Result<Asked, String> {
        Asked::of(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn limits_and_targets_are_understood() {
        let both = asked(&["--runs", "10", "read_page", "--seconds", "5"]).expect("sound");
        assert_eq!(both.targets, ["read_page"]);
        assert_eq!(both.limits(), ["-max_total_time=5", "-runs=10"]);
        assert_eq!(asked(&["--runs", "10"]).expect("sound").limits(), ["-runs=10"]);
        assert_eq!(asked(&[]).expect("sound").limits(), ["-max_total_time=20"]);
        assert!(asked(&["--seconds", "soon"]).is_err() && asked(&["--what"]).is_err());
    }
}
