//! `cargo xtask dist`: an archive of a release for this platform with its checksum, and what to run on the others.

use crate::{platform, root, run, target};
use flate2::{Compression, write::GzEncoder};
use sayso_core::sha256_hex;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Largest program that is let out, in bytes: people fetch it over slow lines.
const LARGEST: u64 = 60_000_000;

/// Platforms that releases are made for. The archive of each is made on a machine of its own kind.
const PLATFORMS: [(&str, &str); 5] = [
    ("x86_64-unknown-linux-gnu", "Linux on Intel or AMD, glibc of the machine that builds it or newer"),
    ("aarch64-unknown-linux-gnu", "Linux on ARM, likewise"),
    ("x86_64-apple-darwin", "macOS on Intel"),
    ("aarch64-apple-darwin", "macOS on Apple's processors"),
    ("x86_64-pc-windows-msvc", "Windows; needs the C++ build tools of Visual Studio"),
];

/// Files and folders of the repository that go into the archive beside the program.
const BESIDE: [&str; 7] =
    ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "LICENSES", "docs", "corpus/demo"];

/// Shells whose completions go into the archive.
const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// Builds the program as it is released, packs it, writes `SHA256SUMS`.
pub fn run_dist() -> Result<(), String> {
    let platform = platform()?;
    let program = build()?;
    let name = format!("sayso-{}-{platform}", env!("CARGO_PKG_VERSION"));
    let folder = target().join("dist");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let archive = folder.join(format!("{name}.tar.gz"));
    let packed = pack(&name, &program)?;
    write(&archive, &packed)?;
    let sums = format!("{}  {name}.tar.gz\n", sha256_hex(&packed));
    write(&folder.join("SHA256SUMS"), sums.as_bytes())?;
    println!("{} ({:.1} MB)\n{}", archive.display(), packed.len() as f64 / 1e6, sums.trim_end());
    println!("\nThe other platforms, each on a machine of its kind:");
    for (other, what) in PLATFORMS.iter().filter(|(other, _)| *other != platform) {
        println!("  {other:<26} cargo xtask dist   ({what})");
    }
    Ok(())
}

/// The released program.
fn build() -> Result<PathBuf, String> {
    run("cargo", &["build", "--release", "--locked", "-p", "sayso-cli"])?;
    let program = target().join("release").join(if cfg!(windows) { "sayso.exe" } else { "sayso" });
    let size = std::fs::metadata(&program).map_err(|error| format!("{}: {error}", program.display()))?.len();
    if size > LARGEST {
        return Err(format!("{} has {size} bytes; at most {LARGEST} are let out", program.display()));
    }
    println!("{}: {:.1} MB", program.display(), size as f64 / 1e6);
    Ok(program)
}

/// The archive's bytes: the same for the same files, whenever and by whomever they are packed.
fn pack(name: &str, program: &Path) -> Result<Vec<u8>, String> {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    let bytes = read(program)?;
    let file_name = program.file_name().unwrap_or_default().to_string_lossy();
    append(&mut archive, &format!("{name}/{file_name}"), &bytes, 0o755)?;
    for shell in SHELLS {
        let output = Command::new(program)
            .args(["completions", shell])
            .output()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        append(&mut archive, &format!("{name}/completions/sayso.{shell}"), &output.stdout, 0o644)?;
    }
    for path in tracked()? {
        append(&mut archive, &format!("{name}/{path}"), &read(&root().join(&path))?, 0o644)?;
    }
    let packed = archive.into_inner().and_then(GzEncoder::finish);
    packed.map_err(|error| format!("the archive can't be packed: {error}"))
}

/// The files of [`BESIDE`] that belong to the repository, in order.
fn tracked() -> Result<Vec<String>, String> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--"])
        .args(BESIDE)
        .current_dir(root())
        .output()
        .map_err(|error| format!("git can't be started: {error}"))?;
    let names = String::from_utf8(output.stdout).map_err(|_| "a file's name is no UTF-8".to_string())?;
    Ok(names.split('\0').filter(|name| !name.is_empty()).map(str::to_string).collect())
}

fn append(archive: &mut tar::Builder<impl Write>, path: &str, bytes: &[u8], mode: u32) -> Result<(), String> {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(mode);
    header.set_mtime(0);
    header.set_cksum();
    archive.append_data(&mut header, path, bytes).map_err(|error| format!("{path}: {error}"))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
