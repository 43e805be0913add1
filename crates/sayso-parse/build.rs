//! Packs the weights of the models that go into the program: a byte of them holds about seven bits.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const MODELS: [&str; 2] = ["base", "small"];
const FILES: [&str; 3] = ["weights", "coreference", "roles"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBEDDED_MODEL").is_none() {
        return Ok(());
    }
    let models = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../models");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    pack(&models.join("base/vocab.txt"), &out.join("vocab.zst"))?;
    for model in MODELS {
        for file in FILES {
            pack(&models.join(model).join(format!("{file}.safetensors")), &out.join(format!("{model}-{file}.zst")))?;
        }
    }
    Ok(())
}

/// There is nothing to find in weights but how often each byte comes, which the lowest level sees as well as any.
fn pack(from: &Path, to: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", from.display());
    let bytes = fs::read(from).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", from.display())))?;
    fs::write(to, zstd::bulk::compress(&bytes, 3)?)
}
