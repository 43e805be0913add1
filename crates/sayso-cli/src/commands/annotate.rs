//! `sayso annotate`: sheets to read from, and what annotators typed turned into readings.

use super::{Done, Failure, Global, input, output};
use sayso::Document;
use sayso_corpus::{Annotation, Sheet, document_of, form};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct AnnotateArgs {
    #[command(subcommand)]
    command: AnnotateCommand,
}

#[derive(clap::Subcommand)]
enum AnnotateCommand {
    /// Write a sheet for every document: its sentences with their numbers, to annotate from
    Sheet {
        /// Files, folders, patterns, or - for standard input
        paths: Vec<String>,
        /// Folder to write to
        #[arg(long, short, value_name = "DIR")]
        output: PathBuf,
    },
    /// Turn annotations into readings, one JSON object a line; every mistake is named with its file and line
    Convert {
        /// Files in the compact form (docs/annotation.md)
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Folder with the sheets (default: the folder of each file)
        #[arg(long, value_name = "DIR")]
        sheets: Option<PathBuf>,
        /// File to write to
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Say only what is wrong
        #[arg(long)]
        check: bool,
    },
}

pub fn run(args: AnnotateArgs, global: &Global) -> Result<Done, Failure> {
    match args.command {
        AnnotateCommand::Sheet { paths, output } => sheets(&paths, &output, global),
        AnnotateCommand::Convert { files, sheets, output, check } => {
            convert(&files, sheets.as_deref(), output.as_deref(), check, global)
        }
    }
}

/// The file beside the sheets that holds their documents.
const DOCUMENTS: &str = "documents.jsonl";

fn sheets(paths: &[String], folder: &Path, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::new(format!("can't make {}: {error}", folder.display())))?;
    let mut documents = output::open(Some(&folder.join(DOCUMENTS)))?;
    let done = input::documents(paths, global, |batch| {
        for document in &batch {
            let sentences = sayso::review::sentences_of(&reader, document)?;
            let sheet = Sheet::new(document.to_output(), sentences);
            let path = folder.join(format!("{}.sheet", file_name(&document.id.0)));
            std::fs::write(&path, sheet.written())
                .map_err(|error| Failure::new(format!("can't write {}: {error}", path.display())))?;
            let line = serde_json::to_string(&sheet.document).map_err(|error| Failure::new(error.to_string()))?;
            output::written(writeln!(documents, "{line}"))?;
        }
        Ok(())
    })?;
    output::written(documents.flush())?;
    Ok(done)
}

fn convert(
    files: &[PathBuf],
    sheets: Option<&Path>,
    to: Option<&Path>,
    check: bool,
    global: &Global,
) -> Result<Done, Failure> {
    let mut out = output::open(to)?;
    let mut folders = Folders::default();
    let (mut wrong, mut records) = (0, 0);
    for file in files {
        let folder = sheets.or(file.parent()).unwrap_or(Path::new("."));
        match annotation(file, folder, &mut folders, global)? {
            Ok(annotation) => {
                let reading = &annotation.reading;
                records += reading.events.len() + reading.labels.len() + reading.ties.len();
                if !check {
                    let line = serde_json::to_string(&annotation).map_err(|error| Failure::new(error.to_string()))?;
                    output::written(writeln!(out, "{line}"))?;
                }
            }
            Err(mistakes) => {
                wrong += 1;
                mistakes.iter().for_each(|mistake| eprintln!("{}: {mistake}", file.display()));
            }
        }
    }
    output::written(out.flush())?;
    if check || !global.quiet {
        eprintln!("{} of {} files are sound; {records} records", files.len() - wrong, files.len());
    }
    Ok(if wrong == 0 { Done::All } else { Done::Some })
}

/// Documents by folder, read once.
#[derive(Default)]
struct Folders(BTreeMap<PathBuf, BTreeMap<String, Document>>);

impl Folders {
    fn document(&mut self, folder: &Path, id: &str, global: &Global) -> Result<Option<Document>, Failure> {
        if !self.0.contains_key(folder) {
            let path = folder.join(DOCUMENTS);
            let mut found = BTreeMap::new();
            input::documents(&[path.to_string_lossy().into_owned()], global, |batch| {
                found.extend(batch.into_iter().map(|document| (document.id.0.clone(), document)));
                Ok(())
            })?;
            self.0.insert(folder.to_path_buf(), found);
        }
        Ok(self.0.get(folder).and_then(|documents| documents.get(id)).cloned())
    }
}

/// The annotation in a file, or the mistakes in it.
fn annotation(
    file: &Path,
    folder: &Path,
    folders: &mut Folders,
    global: &Global,
) -> Result<Result<Annotation, Vec<String>>, Failure> {
    let shown = file.display();
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| Failure::new(format!("can't read {}: {error}", path.display())))
    };
    let text = read(file)?;
    let Some(id) = document_of(&text) else {
        return Ok(Err(vec!["no line says which document this is of (document ID)".into()]));
    };
    let Some(document) = folders.document(folder, id, global)? else {
        return Err(Failure::new(format!("{shown}: {} has no document {id:?}", folder.join(DOCUMENTS).display())));
    };
    // A sheet may hold the annotation between its sentences.
    let own = text.lines().any(|line| line.starts_with("[1 "));
    let sheet = if own { text.clone() } else { read(&folder.join(format!("{}.sheet", file_name(id))))? };
    let sheet = match Sheet::read(&sheet, document.to_output()) {
        Ok(sheet) => sheet,
        Err(error) => return Ok(Err(vec![error.to_string()])),
    };
    let told = |mistakes: Vec<form::Mistake>| mistakes.iter().map(ToString::to_string).collect();
    Ok(form::read(&text, &sheet).map_err(told))
}

/// The id of a document as the name of a file.
fn file_name(id: &str) -> String {
    id.chars().map(|letter| if letter.is_alphanumeric() || "._-".contains(letter) { letter } else { '_' }).collect()
}
