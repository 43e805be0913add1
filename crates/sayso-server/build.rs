//! Puts the built web pages, packed with gzip, where they are taken into the program from; a page that says how to build
//! them where there are none.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const MISSING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>sayso</title>\
<p>This sayso was built without its web pages. Run <code>cargo xtask web</code> (needs Node.js 20 or newer), then build again. \
The JSON interface is at <a href=\"/api/workspace\">/api</a>.</p></html>";

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let built = here.join("../../web/dist");
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("web");
    println!("cargo::rerun-if-changed={}", built.display());
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    fs::create_dir_all(&target)?;
    if built.join("index.html").exists() {
        copy(&built, &target)
    } else {
        pack(MISSING.as_bytes(), &target.join("index.html"))
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            pack(&fs::read(entry.path())?, &target)?;
        }
    }
    Ok(())
}

fn pack(content: &[u8], to: &Path) -> io::Result<()> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(content)?;
    fs::write(to, packed.finish()?)
}
