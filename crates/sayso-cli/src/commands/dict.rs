//! `sayso dict import` and `export`: PETRARCH dictionaries into a lexicon folder and out of one.

use super::{Done, Failure, Global};
use sayso_code::lexicon::LexiconFiles;
use sayso_dict::{Entry, Imported, LEFT_OUT, LeftOut, Source};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Most bytes of one dictionary.
const LONGEST: u64 = 64 << 20;

#[derive(clap::Args)]
pub struct DictArgs {
    #[command(subcommand)]
    command: DictCommand,
}

#[derive(clap::Subcommand)]
enum DictCommand {
    /// Read actor, agent, verb, discard and issue dictionaries into a lexicon folder for --lexicon
    ///
    /// What dictionaries don't have (words of saying, times, places, labels) is taken from the lexicon of the program, or
    /// from the one that --lexicon names. What did not come over is named in left_out.tsv in the folder.
    Import {
        /// Dictionaries, folders with some (files that end in .txt), or patterns; .gz and .zst are opened
        #[arg(required = true)]
        paths: Vec<String>,
        /// The new folder
        #[arg(long, short, value_name = "DIR")]
        out: PathBuf,
    },
    /// Write the dictionaries that a lexicon folder holds
    Export {
        /// The folder
        lexicon: PathBuf,
        /// The new folder
        #[arg(long, short, value_name = "DIR")]
        out: PathBuf,
    },
}

pub fn run(args: DictArgs, global: &Global) -> Result<Done, Failure> {
    match args.command {
        DictCommand::Import { paths, out } => import(&paths, &out, global),
        DictCommand::Export { lexicon, out } => export(&lexicon, &out, global),
    }
}

fn import(paths: &[String], out: &Path, global: &Global) -> Result<Done, Failure> {
    must_be_new(out)?;
    let (sources, all_read) = sources(paths)?;
    let imported = sayso_dict::import(&sources);
    if imported.read.is_empty() {
        return Err(Failure::new("no dictionary was found; give files, or a folder with files that end in .txt"));
    }
    let base = match &global.lexicon {
        Some(folder) => LexiconFiles::from_folder(folder)?,
        None => LexiconFiles::embedded(),
    };
    let files = joined(&base, &imported);
    // Rules that the program itself would not take are a fault of ours, and must not be written.
    sayso_code::events::Rules::load(&files)?;
    write_all(out, files.all())?;
    if !global.quiet {
        report(&imported, out);
    }
    Ok(if all_read { Done::All } else { Done::Some })
}

/// The words that tell contexts, where imported rules count alone.
const NO_CONTEXTS: &str = "# Contexts are what the imported dictionaries say.\ncontext = []\n";

/// The base with what was imported in its place; imported verbs leave no other rule of events, the model no say, and the
/// words of the base no contexts.
fn joined(base: &LexiconFiles, imported: &Imported) -> LexiconFiles {
    let events = |name: &str| name.starts_with("events/") || name == "model.toml";
    let no_rules = imported.files.keys().any(|name| events(name));
    let mut kept: BTreeMap<String, String> = base
        .all()
        .filter(|(name, _)| !(no_rules && events(name)))
        .map(|(name, text)| (name.to_string(), text.to_string()))
        .collect();
    if no_rules {
        kept.insert("contexts.toml".to_string(), NO_CONTEXTS.to_string());
    }
    let imported = imported.files.iter().map(|(name, text)| (name.clone(), text.clone()));
    LexiconFiles::from_texts(kept.into_iter().chain(imported))
}

/// The dictionaries that paths name, and whether all could be read.
fn sources(paths: &[String]) -> Result<(Vec<Source>, bool), Failure> {
    let (mut found, mut all_read) = (Vec::new(), true);
    for source in sayso_read::expand(paths) {
        let file = match source {
            Ok(sayso_read::Source::File(path)) => path,
            Ok(other) => return Err(Failure::usage(format!("{} is no file", other.name()))),
            Err(problem) => return Err(Failure::new(problem.to_string())),
        };
        let named = paths.iter().any(|path| Path::new(path) == file);
        if !named && !is_dictionary(&file) {
            continue;
        }
        let name = file.display().to_string();
        let bytes = std::fs::read(&file).map_err(|error| Failure::new(format!("can't read {name}: {error}")))?;
        let (text, problem) = sayso_read::text_of(bytes, LONGEST);
        if let Some(problem) = problem {
            eprintln!("{name}: {problem}");
            all_read = false;
        }
        found.push(Source { name, text });
    }
    Ok((found, all_read))
}

fn is_dictionary(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain = name.trim_end_matches(".gz").trim_end_matches(".zst");
    plain.ends_with(".txt") || plain == LEFT_OUT
}

/// What came over and what did not, in short.
fn report(imported: &Imported, out: &Path) {
    for (name, kind) in &imported.read {
        eprintln!("read {name}: {}", kind.name());
    }
    let came = imported.counts.iter().filter(|(_, count)| *count > 0);
    eprintln!("came over: {}", came.map(|(entry, count)| counted(*entry, *count)).collect::<Vec<_>>().join(", "));
    let mut reasons: BTreeMap<(Entry, String), (usize, &LeftOut)> = BTreeMap::new();
    for left in &imported.left_out {
        reasons.entry((left.entry, reason(&left.why))).or_insert((0, left)).0 += 1;
    }
    eprintln!(
        "did not, or not wholly: {} lines, all named in {}",
        imported.left_out.len(),
        out.join(LEFT_OUT).display()
    );
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for ((entry, reason), (count, first)) in reasons {
        eprintln!("  {count:>6} {}: {reason} (first: {} line {})", entry.name(), first.file, first.line);
    }
    eprintln!("read with it: sayso read --lexicon {} TEXT", out.display());
}

fn counted(entry: Entry, count: usize) -> String {
    format!("{count} {}{}", entry.name(), if count == 1 { "" } else { "s" })
}

/// A reason without the words that it quotes, so that like ones are counted together.
fn reason(why: &str) -> String {
    let mut parts = why.split('"');
    let mut text = parts.next().unwrap_or_default().to_string();
    while let (Some(_), Some(rest)) = (parts.next(), parts.next()) {
        text.push('…');
        text.push_str(rest);
    }
    let short = text.split(" line ").next().unwrap_or_default();
    let words: Vec<&str> = short
        .split(' ')
        .map(|word| if word.starts_with(['&', '~']) || word.bytes().any(|b| b.is_ascii_digit()) { "…" } else { word })
        .collect();
    words.join(" ")
}

fn export(lexicon: &Path, out: &Path, global: &Global) -> Result<Done, Failure> {
    must_be_new(out)?;
    let files = LexiconFiles::from_folder(lexicon)?;
    let files: BTreeMap<String, String> =
        files.all().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    let exported = sayso_dict::export(&files)?;
    if exported.counts.iter().all(|(_, count)| *count == 0) {
        return Err(Failure::new(format!("{} holds nothing that dictionaries have", lexicon.display())));
    }
    write_all(out, exported.files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    for rule in &exported.unheld {
        eprintln!("not exported: {rule}");
    }
    if !global.quiet {
        let written = exported.counts.iter().filter(|(_, count)| *count > 0);
        let written: Vec<String> = written.map(|(entry, count)| counted(*entry, *count)).collect();
        eprintln!("written to {}: {}", out.display(), written.join(", "));
    }
    Ok(if exported.unheld.is_empty() { Done::All } else { Done::Some })
}

fn must_be_new(folder: &Path) -> Result<(), Failure> {
    let filled = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if filled {
        return Err(Failure::usage(format!("{} is there and not empty; give a new folder", folder.display())));
    }
    Ok(())
}

fn write_all<'t>(folder: &Path, files: impl Iterator<Item = (&'t str, &'t str)>) -> Result<(), Failure> {
    for (name, text) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&path, text))
            .map_err(|error| Failure::new(format!("can't write {}: {error}", path.display())))?;
    }
    Ok(())
}
