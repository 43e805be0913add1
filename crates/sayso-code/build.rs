//! Puts every file under `lexicon/` into the program, so that it works from one binary: the text of each, what each TOML file
//! holds in a form that is read several times as fast, their version, and the words of their lists.

#[path = "build/archive.rs"]
mod archive;
#[path = "src/listed.rs"]
mod listed;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(env("CARGO_MANIFEST_DIR")).join("../../lexicon");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let (mut archive, mut words) = (archive::Archive::default(), BTreeSet::new());
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let text =
            std::fs::read_to_string(file).unwrap_or_else(|error| panic!("can't read {}: {error}", file.display()));
        // A broken file is told of, with its line, by whoever reads the lexicon.
        if listed::holds_lemmas(&name) {
            listed::collect(&text, &mut words).unwrap_or_default();
        }
        archive.add(&name, &text);
    }
    println!("cargo::rustc-env=LEXICON_VERSION={}", &archive.version()[..12]);
    write("lexicon.zst", &archive.into_bytes());
    write("words.zst", words.into_iter().collect::<Vec<String>>().join("\n").as_bytes());
}

fn write(name: &str, content: &[u8]) {
    let out = PathBuf::from(env("OUT_DIR")).join(name);
    if let Err(error) = zstd::bulk::compress(content, LEVEL).and_then(|bytes| std::fs::write(&out, bytes)) {
        panic!("can't write {}: {error}", out.display());
    }
}

/// The lists are long, and a program's size counts: they take a fifth so.
const LEVEL: i32 = 19;

fn env(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "tsv") {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
}
