//! Packs the weights of the models that go into the program: a byte of them holds about seven bits.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const MODELS: [(&str, &[&str]); 2] = [
    ("base", &["weights", "acts", "coreference", "cues", "roles"]),
    ("small", &["weights", "coreference", "cues", "roles"]),
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBEDDED_MODEL").is_none() {
        return Ok(());
    }
    let models = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../models");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    pack(&models.join("base/vocab.txt"), &out.join("vocab.zst"), level("vocab"))?;
    for (model, files) in MODELS {
        let labels = models.join(model).join("model.json");
        fs::write(out.join(format!("{model}-hash.txt")), hash(&models.join(model), files)?)?;
        pack(&labels, &out.join(format!("{model}-labels.zst")), level("labels"))?;
        for file in files {
            pack(
                &models.join(model).join(format!("{file}.safetensors")),
                &out.join(format!("{model}-{file}.zst")),
                level(file),
            )?;
        }
    }
    Ok(())
}

/// There is nothing to find in weights but how often each byte comes, which a low level sees as well as any; in lists of
/// words, tables and what the tower for acts adds to others, mostly noughts, is there more.
fn level(file: &str) -> i32 {
    if file == "weights" { 1 } else { 19 }
}

/// The hash of the files that readings go by, as `Parser::from_parts` calculates it of a model in a folder.
fn hash(model: &Path, files: &[&str]) -> io::Result<String> {
    let mut digest = Sha256::new();
    for file in files.iter().filter(|file| **file != "roles") {
        digest.update(fs::read(model.join(format!("{file}.safetensors")))?);
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn pack(from: &Path, to: &Path, level: i32) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", from.display());
    let bytes = fs::read(from).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", from.display())))?;
    fs::write(to, zstd::bulk::compress(&bytes, level)?)
}
