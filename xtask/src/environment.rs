//! The Python that tests run with, made in the build folder.

use crate::{root, run, target};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the programs that read our exports back, the tests of the wheel and those of Spark need.
const EXPORTS: [&str; 2] =
    ["crates/sayso-export/tests/requirements.txt", "crates/sayso-export/tests/requirements-marks.txt"];
const WHEEL: &str = "crates/sayso-python/tests/requirements.txt";
const SPARK: &str = "crates/sayso-python/tests/requirements-spark.txt";

/// The one Python of all tests: their needs overlap, and each of pandas, polars, Arrow, DuckDB and Spark is large.
pub fn of_tests(left_out: &str) -> Option<String> {
    let mut files = EXPORTS.to_vec();
    files.push(WHEEL);
    files.extend(has_java().then_some(SPARK));
    made("tests", &files, "", left_out)
}

/// Whether Spark could run.
pub fn has_java() -> bool {
    Command::new("java").arg("-version").output().is_ok_and(|said| said.status.success())
}

/// A Python with what these files of requirements (and `packages`) name, made once in the build folder. None, with a word
/// what is left out, where it can't be made.
pub fn made(name: &str, requirements: &[&str], packages: &str, left_out: &str) -> Option<String> {
    let folder = place(name);
    let python = interpreter(&folder);
    let texts = requirements.iter().filter_map(|file| std::fs::read_to_string(root().join(file)).ok());
    let wanted: String = texts.chain([packages.to_string()]).collect();
    let installed = folder.join("installed.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|have| have == wanted) {
        return Some(python);
    }
    let mut arguments = vec!["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    arguments.extend(requirements.iter().flat_map(|file| ["-r", *file]));
    arguments.extend(Some(packages).filter(|packages| !packages.is_empty()));
    let done =
        run("python3", &["-m", "venv", "--clear", &folder.to_string_lossy()]).and_then(|()| run(&python, &arguments));
    match done.and_then(|()| std::fs::write(&installed, wanted).map_err(|error| error.to_string())) {
        Ok(()) => Some(python),
        Err(message) => {
            eprintln!(
                "xtask: {message}\nxtask: {left_out}; Python 3.11 or newer with venv and a way to PyPI would do it"
            );
            None
        }
    }
}

/// Where the environment of this name lies.
pub fn place(name: &str) -> PathBuf {
    target().join("python").join(name)
}

/// The Python of an environment.
pub fn interpreter(environment: &Path) -> String {
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    python.to_string_lossy().into_owned()
}
