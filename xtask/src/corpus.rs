//! `cargo xtask corpus`: the gold standard of `corpus/gold`, joined with its texts and checked.

use sayso_corpus::{Annotation, attached, problems, texts, unattached};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: cargo xtask corpus check [TEXTS...]
       cargo xtask corpus attach [--split train|dev|test|fresh] [-o FILE] [TEXTS...]
       cargo xtask corpus add ANNOTATED.jsonl [TEXTS...]

  check   every file of corpus/gold: spans on borders of words, actors declared, chains from the publisher, values in their
          lists; without the texts it checks what it can and says what it could not
  attach  the annotations with their texts, one JSON object a line, for `sayso eval`
  add     files of corpus/gold out of what `sayso annotate convert` printed

  TEXTS   files or folders with the texts: JSON lines with id and text, CoNLL-U; .zst too (default: what SAYSO_CORPUS_TEXTS names,
          or ../shared/data). corpus/gold/README.md says where they come from";

pub fn run(root: &Path, arguments: &[String]) -> Result<(), String> {
    let corpus = Corpus::load(&root.join("corpus/gold"))?;
    match arguments.split_first() {
        Some((what, rest)) if what == "check" => corpus.check(&texts_of(root, rest)?),
        Some((what, rest)) if what == "attach" => attach(root, &corpus, rest),
        Some((what, rest)) if what == "add" => {
            let (file, rest) = rest.split_first().ok_or(USAGE)?;
            corpus.add(Path::new(file), &texts_of(root, rest)?)
        }
        _ => Err(USAGE.into()),
    }
}

/// A line of `documents.tsv`.
struct Entry {
    id: String,
    set: String,
    split: String,
    /// May not be trained on: its texts are of the development part of another corpus.
    held: bool,
    /// Code points of the text that are annotated; all of them where the whole is.
    length: Option<usize>,
}

struct Corpus {
    folder: PathBuf,
    entries: Vec<Entry>,
}

impl Corpus {
    fn load(folder: &Path) -> Result<Corpus, String> {
        let path = folder.join("documents.tsv");
        let table = read(&path)?;
        let mut lines = table.lines();
        let heads: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
        let column = |name: &str| {
            heads.iter().position(|head| *head == name).ok_or_else(|| format!("{}: no column {name}", path.display()))
        };
        let (id, set, split, held, length) =
            (column("id")?, column("set")?, column("split")?, column("held")?, column("length")?);
        let entries = lines.filter(|line| !line.is_empty()).map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let field = |at: usize| fields.get(at).map(|field| field.to_string()).unwrap_or_default();
            Entry {
                id: field(id),
                set: field(set),
                split: field(split),
                held: field(held) == "yes",
                length: field(length).parse().ok(),
            }
        });
        Ok(Corpus { folder: folder.to_path_buf(), entries: entries.collect() })
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    fn check(&self, texts: &texts::Texts) -> Result<(), String> {
        let mut told = Vec::new();
        let (mut without, mut records, mut not_events) = (Vec::new(), [0; 3], 0);
        for entry in &self.entries {
            let path = self.path(&entry.id);
            let mut tell = |what: String| told.push(format!("{}: {what}", path.display()));
            let file = match read(&path) {
                Ok(file) => file,
                Err(message) => {
                    told.push(message);
                    continue;
                }
            };
            let annotation = match texts.get(&entry.id) {
                Some(text) => attached(&file, part(text, entry.length)),
                None => {
                    without.push(entry.id.as_str());
                    unattached(&file)
                }
            };
            match annotation {
                Ok(annotation) => {
                    if annotation.reading.document.id.0 != entry.id {
                        tell(format!("is of {}", annotation.reading.document.id));
                    }
                    problems(&annotation).into_iter().for_each(&mut tell);
                    let reading = &annotation.reading;
                    records[0] += reading.events.len();
                    records[1] += reading.labels.len();
                    records[2] += reading.ties.len();
                    not_events += annotation.not_events.len();
                }
                Err(error) => tell(error.to_string()),
            }
        }
        told.extend(self.entries_wrong());
        told.extend(self.strangers());
        let [events, labels, ties] = records;
        println!(
            "{} documents, {events} events, {labels} labels, {ties} ties, {not_events} that are no event; {} problems",
            self.entries.len(),
            told.len()
        );
        if !without.is_empty() {
            println!(
                "{} documents without their texts ({}...): whether their spans lie on borders of words could not be checked; \
                 corpus/gold/README.md says where the texts come from",
                without.len(),
                without.iter().take(3).copied().collect::<Vec<_>>().join(", ")
            );
        }
        if told.is_empty() { Ok(()) } else { Err(told.join("\n")) }
    }

    /// What is wrong in the table of documents.
    fn entries_wrong(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut told = Vec::new();
        for entry in &self.entries {
            if !seen.insert(&entry.id) {
                told.push(format!("documents.tsv: {} is there twice", entry.id));
            }
            if !["train", "dev", "test", "fresh"].contains(&entry.split.as_str()) {
                told.push(format!("documents.tsv: {} has no split {:?}", entry.id, entry.split));
            }
            if entry.held && entry.split == "train" {
                told.push(format!("documents.tsv: {} may not be trained on", entry.id));
            }
        }
        told
    }

    /// Files that the table of documents does not know.
    fn strangers(&self) -> Vec<String> {
        let known: BTreeSet<&str> = self.entries.iter().map(|entry| entry.id.as_str()).collect();
        let files = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
        let strangers = names.filter(|name| name.strip_suffix(".json").is_some_and(|id| !known.contains(id)));
        strangers.map(|name| format!("{name} is not in documents.tsv")).collect()
    }

    /// The annotations that have their texts, in the order of the table.
    fn with_texts(&self, split: Option<&str>, texts: &texts::Texts) -> Result<Vec<Annotation>, String> {
        let wanted = self.entries.iter().filter(|entry| split.is_none_or(|split| entry.split == split));
        let mut found = Vec::new();
        for entry in wanted {
            let path = self.path(&entry.id);
            if let Some(text) = texts.get(&entry.id) {
                let annotation = attached(&read(&path)?, part(text, entry.length));
                found.push(annotation.map_err(|error| format!("{}: {error}", path.display()))?);
            }
        }
        Ok(found)
    }

    /// Writes files of the corpus from annotations.
    fn add(&self, file: &Path, texts: &texts::Texts) -> Result<(), String> {
        let lengths: BTreeMap<&str, Option<usize>> =
            self.entries.iter().map(|entry| (entry.id.as_str(), entry.length)).collect();
        let mut written = 0;
        for (at, line) in read(file)?.lines().enumerate() {
            let wrong = |what: String| format!("{}, line {}: {what}", file.display(), at + 1);
            let mut annotation: Annotation = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
            let document = &mut annotation.reading.document;
            let id = document.id.0.clone();
            let length = lengths.get(id.as_str()).ok_or_else(|| wrong(format!("documents.tsv has no {id}")))?;
            if let Some(text) = texts.get(&id) {
                if part(text, *length) != document.text {
                    return Err(wrong(format!("the text of {id} is not the one that was annotated")));
                }
                document.cut = length.map(|length| text.chars().count() - length);
            }
            let detached = sayso_corpus::detached(&annotation).map_err(|error| wrong(error.to_string()))?;
            let path = self.path(&id);
            std::fs::write(&path, detached).map_err(|error| format!("can't write {}: {error}", path.display()))?;
            written += 1;
        }
        println!("{written} files written to {}", self.folder.display());
        Ok(())
    }
}

fn attach(root: &Path, corpus: &Corpus, arguments: &[String]) -> Result<(), String> {
    let (mut split, mut output, mut given) = (None, None, Vec::new());
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--split" => split = Some(arguments.next().ok_or(USAGE)?.as_str()),
            "-o" | "--output" => output = Some(arguments.next().ok_or(USAGE)?),
            _ => given.push(argument.clone()),
        }
    }
    let texts = texts_of(root, &given)?;
    let found = corpus.with_texts(split, &texts)?;
    let lines: Result<Vec<String>, _> = found.iter().map(serde_json::to_string).collect();
    let lines = lines.map_err(|error| error.to_string())?.join("\n");
    match output {
        Some(path) => std::fs::write(path, lines + "\n").map_err(|error| format!("can't write {path}: {error}"))?,
        None => println!("{lines}"),
    }
    let wanted = corpus.entries.iter().filter(|entry| split.is_none_or(|split| entry.split == split));
    let missing: Vec<&Entry> = wanted.filter(|entry| !texts.contains_key(&entry.id)).collect();
    eprintln!("{} annotations joined with their texts, {} without texts left out", found.len(), missing.len());
    let sets: BTreeSet<&str> = missing.iter().map(|entry| entry.set.as_str()).collect();
    if !sets.is_empty() {
        eprintln!("texts are missing of: {} (corpus/gold/README.md)", sets.into_iter().collect::<Vec<_>>().join(", "));
    }
    if found.is_empty() { Err("no text is at hand".into()) } else { Ok(()) }
}

/// The first `length` code points.
fn part(text: &str, length: Option<usize>) -> &str {
    let end = length.and_then(|length| text.char_indices().nth(length)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The texts that are at hand; none where nothing is.
fn texts_of(root: &Path, given: &[String]) -> Result<texts::Texts, String> {
    let mut paths: Vec<PathBuf> = given.iter().map(PathBuf::from).collect();
    if paths.is_empty() {
        let named = std::env::var_os("SAYSO_CORPUS_TEXTS").map(PathBuf::from);
        let beside = root.join("../shared/data");
        let sources = ["news/articles.jsonl.zst", "ud/gum-train.conllu.zst", "ud/ewt-train.conllu.zst"];
        paths = match named {
            Some(path) => vec![path],
            None => sources.iter().map(|source| beside.join(source)).filter(|path| path.exists()).collect(),
        };
    }
    let mut texts = texts::Texts::new();
    for path in files(&paths)? {
        let shown = path.display().to_string();
        let content = content(&path)?;
        let plain = shown.trim_end_matches(".zst");
        if plain.ends_with(".jsonl") {
            texts.extend(texts::of_json_lines(&content).map_err(|error| format!("{shown}: {error}"))?);
        } else if plain.ends_with(".conllu") {
            texts.extend(texts::of_conllu(&content));
        }
    }
    Ok(texts)
}

/// Files as they are, folders as the files in them.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
            let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            inside.sort();
            out.extend(files(&inside)?);
        } else {
            out.push(path.clone());
        }
    }
    Ok(out)
}

fn content(path: &Path) -> Result<String, String> {
    let wrong = |error: std::io::Error| format!("can't read {}: {error}", path.display());
    if path.extension().is_none_or(|ending| ending != "zst") {
        return std::fs::read_to_string(path).map_err(wrong);
    }
    let file = std::fs::File::open(path).map_err(wrong)?;
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(std::io::BufReader::new(file))
        .map_err(|error| format!("can't read {}: {error}", path.display()))?;
    let mut text = String::new();
    decoder.read_to_string(&mut text).map_err(wrong)?;
    Ok(text)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("can't read {}: {error}", path.display()))
}
