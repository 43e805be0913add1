//! The wheel of Python: built, installed where nothing else is, and tested.

use crate::{environment, run, run_in, target};
use std::path::{Path, PathBuf};

const CRATE: &str = "crates/sayso-python";
const SPARK: &str = "crates/sayso-python/tests/test_spark.py";

/// Builds the program and the wheel and runs the wheel's tests; `--long` the long form of those of Spark too.
pub fn run_python(arguments: &[String]) -> Result<(), String> {
    let long = match arguments {
        [] => false,
        [flag] if flag == "--long" => true,
        _ => return Err("usage: cargo xtask python [--long]".to_string()),
    };
    run("cargo", &["build", "-p", "sayso-cli"])?;
    test(long)
}

/// Builds the wheel and runs its tests, with the program that is already built. Where there is no Python to do it with, it
/// says so and leaves it out.
pub fn test(long: bool) -> Result<(), String> {
    let tools = environment::made("tools", &[], "maturin>=1.9.4,<2", "the wheel is not built and not tested");
    let Some(tools) = tools else { return Ok(()) };
    let wheel = wheel(&tools)?;
    alone(&wheel)?;
    let binary = target().join("debug").join(if cfg!(windows) { "sayso.exe" } else { "sayso" });
    let binary = absolute(&binary)?;
    let left_out = "the wheel is not tested with pandas, polars, DuckDB, mypy and Spark";
    let Some(python) = environment::of_tests(left_out) else { return Ok(()) };
    install(&python, &wheel)?;
    pytest(&python, &binary, &["crates/sayso-python/tests", "--ignore", SPARK], &[])?;
    if !environment::has_java() {
        eprintln!("xtask: sayso.spark is not tested: there is no Java; install one of version 17 or newer");
        return Ok(());
    }
    let long = if long { [("SAYSO_LONG", "1")].as_slice() } else { &[] };
    pytest(&python, &binary, &[SPARK], long)
}

/// The wheel of this build: with the settings of tests, so that what they have built is used.
fn wheel(tools: &str) -> Result<PathBuf, String> {
    let folder = target().join("wheels");
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(failed)?;
    }
    let out = folder.to_string_lossy().into_owned();
    let manifest = format!("{CRATE}/Cargo.toml");
    run(tools, &["-m", "maturin", "build", "--quiet", "--manifest-path", &manifest, "--out", &out])?;
    let mut built = std::fs::read_dir(&folder).map_err(failed)?.flatten().map(|entry| entry.path());
    built.find(|path| path.extension().is_some_and(|ending| ending == "whl")).ok_or("maturin made no wheel".to_string())
}

/// The wheel in an environment of nothing but Python: it needs nothing else.
fn alone(wheel: &Path) -> Result<(), String> {
    let folder = environment::place("alone");
    run("python3", &["-m", "venv", "--clear", &folder.to_string_lossy()])?;
    let python = environment::interpreter(&folder);
    install(&python, wheel)?;
    let read = "import sayso\n\
                (reading,) = sayso.read('Police arrested 14 protesters in Vell, the ministry said.', model='small')\n\
                start, end = reading.events[0]['evidence']['trigger']\n\
                assert reading.text[start:end] == 'arrested', reading.events";
    run(&python, &["-W", "error", "-c", read])
}

fn pytest(python: &str, binary: &str, which: &[&str], more: &[(&str, &str)]) -> Result<(), String> {
    let arguments = [&["-m", "pytest", "-q", "-p", "no:cacheprovider"], which].concat();
    let environment = [&[("SAYSO_BINARY", binary), ("PYTHONDONTWRITEBYTECODE", "1")], more].concat();
    run_in(&environment, python, &arguments)
}

fn install(python: &str, wheel: &Path) -> Result<(), String> {
    let wheel = wheel.to_string_lossy();
    let quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--force-reinstall"];
    run(python, &[&["-m", "pip", "install"], &quiet[..], &[&wheel]].concat())
}

fn absolute(path: &Path) -> Result<String, String> {
    Ok(std::path::absolute(path).map_err(|error| error.to_string())?.to_string_lossy().into_owned())
}
