//! The wheel of Python: built, installed where nothing else is, and tested.

use crate::{run, run_in, target};
use std::path::{Path, PathBuf};

const CRATE: &str = "crates/sayso-python";
const SPARK: &str = "crates/sayso-python/tests/test_spark.py";

/// Builds the wheel and runs its tests; `--long` the long form of those of Spark too. Where there is no Python to do it
/// with, it says so and leaves it out.
pub fn test(arguments: &[String]) -> Result<(), String> {
    let long = match arguments {
        [] => false,
        [flag] if flag == "--long" => true,
        _ => return Err("usage: cargo xtask python [--long]".to_string()),
    };
    let Some(tools) = environment("tools", &[], "maturin>=1.9.4,<2", "the wheel is not built and not tested") else {
        return Ok(());
    };
    let wheel = wheel(&tools)?;
    alone(&wheel)?;
    run("cargo", &["build", "-p", "sayso-cli"])?;
    let binary = target().join("debug").join(if cfg!(windows) { "sayso.exe" } else { "sayso" });
    let binary = absolute(&binary)?;
    let left_out = "the wheel is not tested with pandas, polars, DuckDB and mypy";
    if let Some(python) = environment("tests", &["requirements.txt"], "", left_out) {
        install(&python, &wheel)?;
        pytest(&python, &binary, &["crates/sayso-python/tests", "--ignore", SPARK], &[])?;
    }
    spark(&wheel, &binary, long)
}

/// Reading on Spark, where there is a Java.
fn spark(wheel: &Path, binary: &str, long: bool) -> Result<(), String> {
    let left_out = "sayso.spark is not tested";
    let java = std::process::Command::new("java").arg("-version").output();
    if !java.is_ok_and(|said| said.status.success()) {
        eprintln!("xtask: {left_out}: there is no Java; install one of version 17 or newer");
        return Ok(());
    }
    let requirements = ["requirements.txt", "requirements-spark.txt"];
    let Some(python) = environment("spark", &requirements, "", left_out) else { return Ok(()) };
    install(&python, wheel)?;
    let long = if long { [("SAYSO_LONG", "1")].as_slice() } else { &[] };
    pytest(&python, binary, &[SPARK], long)
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
    let folder = place("alone");
    run("python3", &["-m", "venv", "--clear", &folder.to_string_lossy()])?;
    let python = interpreter(&folder);
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

/// A Python with what these files of requirements (and `packages`) name, made once in the build folder. None, with a word
/// what is left out, where it can't be made.
fn environment(name: &str, requirements: &[&str], packages: &str, left_out: &str) -> Option<String> {
    let folder = place(name);
    let python = interpreter(&folder);
    let files: Vec<String> = requirements.iter().map(|file| format!("{CRATE}/tests/{file}")).collect();
    let texts = files.iter().filter_map(|file| std::fs::read_to_string(crate::root().join(file)).ok());
    let wanted: String = texts.chain([packages.to_string()]).collect();
    let installed = folder.join("installed.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|have| have == wanted) {
        return Some(python);
    }
    let mut arguments = vec!["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    arguments.extend(files.iter().flat_map(|file| ["-r", file]));
    arguments.extend(Some(packages).filter(|packages| !packages.is_empty()));
    let made =
        run("python3", &["-m", "venv", "--clear", &folder.to_string_lossy()]).and_then(|()| run(&python, &arguments));
    match made.and_then(|()| std::fs::write(&installed, wanted).map_err(|error| error.to_string())) {
        Ok(()) => Some(python),
        Err(message) => {
            eprintln!(
                "xtask: {message}\nxtask: {left_out}; Python 3.10 or newer with venv and a way to PyPI would do it"
            );
            None
        }
    }
}

fn place(name: &str) -> PathBuf {
    target().join("python").join(name)
}

fn interpreter(environment: &Path) -> String {
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    python.to_string_lossy().into_owned()
}

fn absolute(path: &Path) -> Result<String, String> {
    Ok(std::path::absolute(path).map_err(|error| error.to_string())?.to_string_lossy().into_owned())
}
