//! Every seed, and every input that once made a reader fail, through the functions that the fuzzer drives; then a set of
//! changed seeds that is the same in every run. It needs no fuzzer: `cargo xtask fuzz` is that.
//!
//! `SAYSO_FUZZ_CHANGED=20` tries twenty times as many changed seeds.

use sayso_fuzz::{TARGETS, Target};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// No input of a few kilobytes takes longer to read, unoptimised and beside other tests.
const LONGEST: Duration = Duration::from_secs(10);

/// Bytes of a changed seed.
const MOST_BYTES: usize = 4096;

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let stem = |entry: std::fs::DirEntry| entry.path().file_stem()?.to_str().map(String::from);
    let mut names: Vec<String> = entries.flatten().filter_map(stem).collect();
    names.sort();
    names
}

#[test]
fn every_target_has_its_program_and_its_seeds() {
    let names: Vec<String> = TARGETS.iter().map(|target| target.name.to_string()).collect();
    assert_eq!(names_in(&folder().join("fuzz_targets")), names);
    assert_eq!(names_in(&folder().join("seeds")), names);
}

/// The seeds of a target in the order of their names.
fn seeds(target: &Target) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = folder().join("seeds").join(target.name);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("a folder of seeds").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("a seed"))).collect()
}

/// Gives an input to a target; what fails or takes long is kept and named.
fn give(target: &Target, what: &str, bytes: &[u8]) {
    let started = Instant::now();
    let outcome = std::panic::catch_unwind(|| (target.run)(bytes));
    let shown = || {
        let kept = std::env::temp_dir().join(format!("sayso-{}-failed", target.name));
        let written = std::fs::write(&kept, bytes);
        written.map_or_else(|error| error.to_string(), |()| format!("it lies in {}", kept.display()))
    };
    assert!(outcome.is_ok(), "{}: {what} fails; {}", target.name, shown());
    assert!(started.elapsed() < LONGEST, "{}: {what} takes {:?}; {}", target.name, started.elapsed(), shown());
}

/// Numbers that look like chance and are the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// Pieces that formats trip over.
const PIECES: &[&str] = &[
    "\0",
    "\u{7f}",
    "99999999999999999999",
    "-1",
    "1e999",
    "\n",
    "\r\n\r\n",
    "\t",
    "\"",
    "'",
    "<",
    "</",
    "<!--",
    "]]>",
    "&#x110000;",
    "{",
    "[[",
    "\\u0000",
    "\u{feff}",
    "\u{202e}",
    "e\u{301}",
    "İ",
    "ß",
    "🏳️‍🌈",
];

/// One to four small changes of a seed.
fn changed(seed: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(24)).min(bytes.len());
        match chance.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let twice = bytes[at..end].to_vec();
                bytes.splice(at..at, twice);
            }
            3 => drop(bytes.splice(at..end, PIECES[chance.below(PIECES.len())].bytes())),
            4 => {
                let from = chance.below(other.len() + 1);
                let to = (from + chance.below(64)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            _ => bytes.truncate(at),
        }
    }
    bytes.truncate(MOST_BYTES);
    bytes
}

/// How many times as many changed seeds as usual.
fn times() -> usize {
    std::env::var("SAYSO_FUZZ_CHANGED").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

fn replay(target: &Target) {
    let seeds = seeds(target);
    assert!(!seeds.is_empty(), "{} has no seed", target.name);
    give(target, "nothing at all", b"");
    for (path, bytes) in &seeds {
        give(target, &path.display().to_string(), bytes);
    }
    let mut chance = Chance(0x5eed_5a50);
    for number in 0..target.changed * times() {
        let (seed, other) = (&seeds[chance.below(seeds.len())].1, &seeds[chance.below(seeds.len())].1);
        give(target, &format!("changed seed {number}"), &changed(seed, other, &mut chance));
    }
}

/// The targets are shared out over tests, which run side by side.
fn replay_share(share: usize, shares: usize) {
    for target in TARGETS.iter().skip(share).step_by(shares) {
        let started = Instant::now();
        replay(target);
        eprintln!("{:>16} {:>6} changed seeds {:>8.1?}", target.name, target.changed * times(), started.elapsed());
    }
}

#[test]
fn targets_one_four_seven() {
    replay_share(0, 3);
}

#[test]
fn targets_two_five_eight() {
    replay_share(1, 3);
}

#[test]
fn targets_three_six_nine() {
    replay_share(2, 3);
}
